//! What a directory record needs to know of a file.

use std::collections::BTreeMap;

use super::record;
use crate::{
    Rewritten,
    attributes::tag,
    data_set::DataSet,
    dictionary,
    rewritten::{EXPLICIT_LITTLE, Writer},
    walk::{Element, Step, Visitor, Want},
    window::Window,
};

/// The attributes of one file as they stand there, texts in the file's own character set.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) class: String,
    pub(super) instance: String,
    pub(super) transfer_syntax: String,
    values: BTreeMap<u32, Vec<u8>>,
    /// Items of sequences, written for a directory.
    items: BTreeMap<u32, Vec<u8>>,
    copying: Option<Copying>,
    /// Levels that are open below something else.
    skipped: usize,
}

/// A sequence on its way into the directory.
struct Copying {
    tag: u32,
    writer: Writer,
    /// Levels that are open, the sequence itself among them.
    open: usize,
}

impl Listing {
    /// Reads a file that may stand in a directory: one with file meta information (PS3.10 §8.6), study and series.
    pub(super) fn read(window: &mut Window<'_>) -> Option<Self> {
        if window.get(128, 4).ok()?? != b"DICM" {
            return None;
        }
        let data_set = DataSet::find(window).ok()?.ok()?;
        let mut listing = Self::default();
        data_set
            .inside(window, |inside| data_set.walk(inside, &mut listing))
            .ok()?;
        listing.transfer_syntax = data_set.meta.transfer_syntax.filter(|uid| !uid.is_empty())?;
        listing.class = listing.text(tag::SOP_CLASS_UID)?;
        listing.instance = listing.text(tag::SOP_INSTANCE_UID)?;
        let valid = |uid: &str| uid.len() <= 64 && uid.is_ascii();
        let known = [tag::STUDY_UID, tag::SERIES_UID].map(|tag| listing.text(tag).is_some());
        let named = valid(&listing.class) && valid(&listing.instance) && valid(&listing.transfer_syntax);
        (named && known == [true; 2]).then_some(listing)
    }

    /// Bytes of a value; empty where there is none.
    pub(super) fn value(&self, tag: u32) -> &[u8] {
        self.values.get(&tag).map(Vec::as_slice).unwrap_or_default()
    }

    /// Items of a sequence, written already.
    pub(super) fn items(&self, tag: u32) -> Option<&[u8]> {
        self.items.get(&tag).map(Vec::as_slice)
    }

    /// A code or a UID; absent where empty.
    pub(super) fn text(&self, tag: u32) -> Option<String> {
        let text = String::from_utf8_lossy(self.value(tag));
        Some(text.trim_matches(['\0', ' ']).to_owned()).filter(|text| !text.is_empty())
    }
}

impl Visitor for Listing {
    fn wants(&self, path: &[Step], tag: u32) -> Want {
        let inside = path
            .first()
            .is_some_and(|first| record::SEQUENCES.contains(&first.tag));
        match path {
            [] if record::SEQUENCES.contains(&tag) => Want::Enter,
            [] if record::is_key(tag) => Want::Value,
            [_, ..] if inside && dictionary::vr(tag) == Some(*b"SQ") => Want::Enter,
            [_, ..] if inside && dictionary::vr(tag).is_some() => Want::Value,
            _ => Want::Skip,
        }
    }

    fn visit(&mut self, path: &[Step], element: &Element, value: &[u8]) {
        if path.is_empty() {
            let value = value.trim_ascii_end().to_vec();
            self.values.entry(element.tag).or_insert(value);
        } else if let Some(copying) = &mut self.copying {
            copying
                .writer
                .element(element.tag, dictionary::vr_of(element), value);
        }
    }

    fn begins(&mut self, path: &[Step], element: &Element) {
        let wanted = self.skipped == 0 && self.wants(path, element.tag) == Want::Enter;
        match &mut self.copying {
            _ if !wanted => self.skipped += 1,
            Some(copying) => {
                copying.writer.begin(element.tag, *b"SQ");
                copying.open += 1;
            }
            None => {
                self.copying = Some(Copying {
                    tag: element.tag,
                    writer: Writer::new(Rewritten::default(), EXPLICIT_LITTLE),
                    open: 1,
                });
            }
        }
    }

    fn item(&mut self) {
        match &mut self.copying {
            Some(copying) if self.skipped == 0 => {
                copying.writer.item();
                copying.open += 1;
            }
            _ => self.skipped += 1,
        }
    }

    fn ends(&mut self, sequence: bool) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(mut copying) = self.copying.take() else {
            return;
        };
        copying.open -= 1;
        if copying.open == 0 {
            self.items
                .entry(copying.tag)
                .or_insert_with(|| copying.writer.out.into_new());
            return;
        }
        if sequence {
            copying.writer.end();
        } else {
            copying.writer.end_item();
        }
        self.copying = Some(copying);
    }
}
