//! The table of contents of a medium: the Basic Directory (PS3.3 annex F) in one file named DICOMDIR (PS3.10 §8.6).

use std::rc::Rc;

use super::{
    listing::Listing,
    record::{self, Kind},
};
use crate::{
    Rewritten,
    rewritten::{EXPLICIT_LITTLE, Identity, Writer, file_head},
};

/// Media Storage Directory Storage.
pub(super) const CLASS: &str = "1.2.840.10008.1.3.10";

/// One record with the records below it.
pub(super) struct Record {
    kind: Kind,
    /// Which patient, study or series it is.
    pub(super) key: Vec<u8>,
    /// The first file in which it was met.
    listing: Rc<Listing>,
    /// Where the file lies, for records of files.
    path: Option<String>,
    pub(super) below: Vec<Record>,
}

impl Record {
    /// A patient, study or series, by depth.
    pub(super) fn level(depth: usize, key: Vec<u8>, listing: &Rc<Listing>) -> Option<Self> {
        Some(Self {
            kind: *record::LEVELS.get(depth)?,
            key,
            listing: listing.clone(),
            path: None,
            below: Vec::new(),
        })
    }

    /// A file at `path`, whose components are joined by `/`.
    pub(super) fn file(path: &str, listing: &Rc<Listing>) -> Self {
        Self {
            kind: record::of_object(&listing.class),
            key: Vec::new(),
            listing: listing.clone(),
            path: Some(path.to_owned()),
            below: Vec::new(),
        }
    }
}

/// The directory with its own SOP Instance UID.
pub(super) fn write(records: &[Record], uid: &str) -> Vec<u8> {
    // Places are offsets of fixed width, so a first round with zeros finds where everything will lie.
    let places = Round::of(records, uid, Vec::new()).places;
    Round::of(records, uid, places).writer.out.into_new()
}

/// One round of writing.
struct Round {
    writer: Writer,
    /// Places of the records as known before.
    known: Vec<u32>,
    /// Places as found in this round, in the order of writing.
    places: Vec<u32>,
}

impl Round {
    fn of(records: &[Record], uid: &str, known: Vec<u32>) -> Self {
        let identity = Identity {
            class: CLASS,
            instance: uid,
            transfer_syntax: crate::frames::EXPLICIT_LITTLE,
        };
        let head = file_head(Rewritten::default(), &identity);
        let mut round = Self {
            writer: Writer::new(head, EXPLICIT_LITTLE),
            known,
            places: Vec::new(),
        };
        let last = records.iter().rev().skip(1).map(count).sum::<usize>();
        let last = if records.is_empty() { 0 } else { round.known(last) };
        let first = if records.is_empty() { 0 } else { round.known(0) };
        round.writer.element(0x0004_1130, *b"CS", b"");
        round.number(0x0004_1200, first);
        round.number(0x0004_1202, last);
        round.writer.element(0x0004_1212, *b"US", &[0, 0]);
        round.writer.begin(0x0004_1220, *b"SQ");
        round.siblings(records);
        round.writer.end();
        round
    }

    /// Each record is followed by those below it.
    fn siblings(&mut self, records: &[Record]) {
        for (index, record) in records.iter().enumerate() {
            let number = self.places.len();
            let here = u32::try_from(self.writer.out.len()).unwrap_or(u32::MAX);
            self.places.push(here);
            let is_last = index + 1 == records.len();
            let next = if is_last {
                0
            } else {
                self.known(number + count(record))
            };
            let below = if record.below.is_empty() {
                0
            } else {
                self.known(number + 1)
            };
            self.writer.item();
            self.number(0x0004_1400, next);
            self.writer.element(0x0004_1410, *b"US", &[0xFF, 0xFF]);
            self.number(0x0004_1420, below);
            self.writer
                .element(0x0004_1430, *b"CS", record.kind.name.as_bytes());
            if let Some(path) = &record.path {
                let listing = &record.listing;
                self.writer
                    .element(0x0004_1500, *b"CS", path.replace('/', "\\").as_bytes());
                self.writer.element(0x0004_1510, *b"UI", listing.class.as_bytes());
                self.writer
                    .element(0x0004_1511, *b"UI", listing.instance.as_bytes());
                self.writer
                    .element(0x0004_1512, *b"UI", listing.transfer_syntax.as_bytes());
            }
            record::write_keys(&mut self.writer, record.kind, &record.listing, index + 1);
            self.writer.end_item();
            self.siblings(&record.below);
        }
    }

    fn number(&mut self, tag: u32, n: u32) {
        self.writer.element(tag, *b"UL", &n.to_le_bytes());
    }

    fn known(&self, number: usize) -> u32 {
        self.known.get(number).copied().unwrap_or_default()
    }
}

/// Records of a branch, itself among them.
fn count(record: &Record) -> usize {
    1 + record.below.iter().map(count).sum::<usize>()
}
