//! Browser bindings of the imaging intake; no logic.
//!
//! Runs in a worker without keys and without network. Long work is done in pieces of some milliseconds, so that the
//! worker can report progress and be stopped in between.

mod copies;
mod file;
mod shipping;
mod supply;

use std::collections::HashSet;

use overread_dicom::{
    Disc, DiscOptions, Examined, Instance, Inventory, Parcel, Span, compare_pixels, examine, frame_bytes,
    gather, locked, old_studies, preview, table_bytes, twins,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::file::FileSource;
use crate::shipping::Shipping;
use crate::supply::Supplied;

/// Longer side of a small picture, in pixels.
const SIDE: u32 = 128;

/// A disc that was opened.
#[wasm_bindgen]
pub struct Intake {
    disc: Disc<FileSource>,
    /// First parts of the paths of documents that were chosen beside the disc.
    documents: HashSet<String>,
    examined: Vec<Examined>,
    /// Files whose pixels are still to be compared.
    twins: Vec<usize>,
    inventory: Inventory,
    images: Option<Shipping>,
    original: Option<Shipping>,
}

/// A small grey picture.
#[wasm_bindgen(getter_with_clone)]
pub struct Picture {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Row by row.
    pub grey: Vec<u8>,
}

#[derive(Serialize)]
struct Opened {
    files: usize,
    bytes: u64,
}

#[wasm_bindgen]
impl Intake {
    /// Opens files with their paths; from number `documents` on they are documents that were chosen beside the disc.
    /// Reads only the first bytes of each. The passwords are tried on what is encrypted.
    pub fn open(
        mut paths: Vec<String>,
        files: Vec<web_sys::File>,
        documents: usize,
        passwords: Vec<String>,
    ) -> Result<Self, JsValue> {
        let on_disc: HashSet<String> = paths
            .iter()
            .take(documents)
            .map(|path| top(path).to_owned())
            .collect();
        let mut beside = HashSet::new();
        for path in paths.iter_mut().skip(documents) {
            while on_disc.contains(top(path)) {
                path.insert(0, '_');
            }
            beside.insert(top(path).to_owned());
        }
        let files = paths
            .into_iter()
            .zip(files)
            .map(|(path, file)| Ok((path, FileSource::new(file)?)));
        Ok(Self {
            disc: Disc::open_with(
                files.collect::<Result<_, JsValue>>()?,
                DiscOptions::with_passwords(passwords),
            ),
            documents: beside,
            examined: Vec::new(),
            twins: Vec::new(),
            inventory: Inventory::default(),
            images: None,
            original: None,
        })
    }

    /// Number and bytes of the files, members of ZIPs counted.
    pub fn size(&self) -> String {
        let bytes = (0..self.disc.len()).map(|file| self.disc.size(file)).sum();
        json(&Opened {
            files: self.disc.len(),
            bytes,
        })
    }

    /// Examines files for about `ms` milliseconds, at the end those again that seem to be there twice; answers how many
    /// are done.
    pub fn examine(&mut self, ms: f64) -> usize {
        let until = js_sys::Date::now() + ms;
        while self.examined.len() < self.disc.len() {
            let mut examined = examine(&self.disc, self.examined.len());
            // Whatever is in it: it was chosen as the first report or a letter.
            examined.record.may_hold_report |= self.documents.contains(top(&examined.record.path));
            self.examined.push(examined);
            if self.examined.len() == self.disc.len() {
                self.twins = twins(&self.examined);
            }
            if js_sys::Date::now() >= until {
                break;
            }
        }
        while js_sys::Date::now() < until
            && let Some(twin) = self.twins.pop()
            && let Some(examined) = self.examined.get_mut(twin)
        {
            compare_pixels(&self.disc, examined);
        }
        self.examined.len() - usize::from(!self.twins.is_empty())
    }

    /// What is on the disc, once everything is examined.
    pub fn inventory(&mut self) -> String {
        self.inventory = gather(self.examined.clone());
        json(&self.inventory)
    }

    /// Archives that still need a password, once everything is examined.
    pub fn locked(&self) -> String {
        json(&locked(&self.disc, &self.examined))
    }

    /// Examinations that are older on that day than such examinations should be.
    pub fn old_studies(&self, on: &str) -> String {
        json(&old_studies(&self.inventory, on))
    }

    /// Small picture of a frame.
    pub fn thumbnail(&self, file: usize, frame: usize) -> Option<Picture> {
        let preview = preview(&self.disc, self.image(file)?, frame, SIDE)?;
        Some(Picture {
            width: preview.width,
            height: preview.height,
            grey: preview.grey,
        })
    }

    /// The bytes of a frame in the transfer syntax of its image; nothing where they cannot be had.
    pub fn frame(&self, file: usize, frame: usize) -> Option<Vec<u8>> {
        frame_bytes(&self.disc, self.image(file)?, frame).ok()
    }

    /// The bytes of a table of an image, where the inventory says that it lies.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "offsets and lengths are whole and below 2^53"
    )]
    pub fn table(&self, file: usize, offset: f64, length: f64) -> Option<Vec<u8>> {
        let table = Span {
            offset: offset as u64,
            length: length as u64,
        };
        table_bytes(&self.disc, self.image(file)?, table).ok()
    }

    /// Begins a parcel of the files that go into a compartment, without their bytes; nothing where no file is left to go.
    pub fn begin_parcel(&mut self, original: bool, leave_out: &[usize]) -> Option<String> {
        let left_out = leave_out.iter().copied().collect();
        let parcel = Parcel::of(&self.examined, &self.inventory, original, &left_out);
        let shipping = parcel.map(Shipping::of);
        let crossing = shipping.as_ref().map(|shipping| json(&shipping.crossing()));
        *self.slot(original) = shipping;
        crossing
    }

    /// Supplies a parcel from its beginning.
    pub fn begin_supply(&mut self, original: bool) {
        let examined = &self.examined;
        if let Some(parcel) = if original {
            &mut self.original
        } else {
            &mut self.images
        } {
            parcel.begin(examined);
        }
    }

    /// Makes small pictures of a parcel for about `ms` milliseconds; answers whether the next ones are complete.
    pub fn make_pictures(&mut self, original: bool, ms: f64) -> bool {
        let until = js_sys::Date::now() + ms;
        let Some(mut parcel) = self.slot(original).take() else {
            return true;
        };
        let mut complete = false;
        while !complete && js_sys::Date::now() < until {
            complete = parcel.picture(&self.disc);
        }
        *self.slot(original) = Some(parcel);
        complete
    }

    /// The pictures that are complete; nothing at the end.
    pub fn take_pictures(&mut self, original: bool) -> Option<Supplied> {
        self.slot(original).as_mut()?.take_pictures()
    }

    /// The next piece of a parcel, to be packed; nothing at the end. Fails where a file cannot be read any more.
    pub fn next_piece(&mut self, original: bool) -> Result<Option<Supplied>, JsValue> {
        let Some(mut parcel) = self.slot(original).take() else {
            return Ok(None);
        };
        let piece = parcel.next_piece(&self.disc);
        *self.slot(original) = Some(parcel);
        piece.map_err(|error| JsValue::from_str(&error.to_string()))
    }

    fn image(&self, file: usize) -> Option<&Instance> {
        self.inventory.images().find(|image| image.file == file)
    }

    fn slot(&mut self, original: bool) -> &mut Option<Shipping> {
        if original {
            &mut self.original
        } else {
            &mut self.images
        }
    }
}

/// First part of a path.
fn top(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

fn json(value: &impl Serialize) -> String {
    // Maps with other keys than texts have no JSON; there are none.
    serde_json::to_string(value).unwrap_or_default()
}
