//! The sealed map of what was sent: every file, frame and original byte to its pack, with the hash of each file,
//! and the names of what was on the disc and was not sent. The ledger names it by hash, in an entry that the
//! sender signed.

use std::borrow::Cow;

use overread_dicom::Inventory;
use overread_dicom::pack::{Block, Part};
use overread_wire::{Hash, ObjectRef};
use serde::{Deserialize, Serialize};

/// The version that is written; version 1, in which files lie in the stream as they are, is read as well.
pub const VERSION: u32 = 2;

/// A manifest. The files of one manifest are packed into one stream of bytes; pack number *i* holds the bytes from
/// *i* × `pack_bytes` on.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Manifest {
    /// [`VERSION`], or 1.
    pub version: u32,
    /// What the files are: their paths, and the patients, studies, series and frames read from them.
    pub inventory: Inventory,
    /// How each file of the inventory is put together; in the same order.
    pub files: Vec<FilePlace>,
    /// Blocks of the stream, of which parts of files are cut.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Bytes of the stream in every pack but the last.
    pub pack_bytes: u64,
    /// The packs, in the order of the stream.
    pub packs: Vec<PackPlace>,
    /// Small pictures, one object for each series.
    pub previews: Vec<SeriesPreviews>,
    /// What was on the disc and was left out.
    pub not_sent: Vec<NotSent>,
}

/// How a file is put together from the stream.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct FilePlace {
    /// Version 1: offset of its first byte in the stream, where it lies as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    /// Its bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: Hash,
    /// Its parts, one after the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part>,
}

impl FilePlace {
    /// A file that was packed.
    pub fn packed(size: u64, sha256: Hash, parts: Vec<Part>) -> Self {
        Self {
            offset: None,
            size,
            sha256,
            parts,
        }
    }

    /// Its parts, one after the other.
    pub fn parts(&self) -> Cow<'_, [Part]> {
        match self.offset {
            Some(at) => Cow::Owned(vec![Part::Stored {
                at,
                length: self.size,
            }]),
            None => Cow::Borrowed(&self.parts),
        }
    }
}

/// A pack.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct PackPlace {
    /// The sealed object.
    pub sealed: ObjectRef,
    /// Bytes of the stream in it.
    pub size: u64,
}

/// The small pictures of a series.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct SeriesPreviews {
    /// Series Instance UID.
    pub series: String,
    /// The sealed object: the grey values of all pictures, one after the other.
    pub sealed: ObjectRef,
    /// Where each picture lies in it.
    pub pictures: Vec<PreviewPlace>,
}

/// A small picture of one frame: 8-bit grey, row by row.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct PreviewPlace {
    /// Index into the inventory's files.
    pub file: usize,
    /// Frame of that file, from 0.
    pub frame: usize,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Offset of its first byte in the object.
    pub offset: u64,
}

/// A file that stayed with the patient.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct NotSent {
    /// Its path on the disc.
    pub path: String,
    /// Its bytes.
    pub size: u64,
}

impl Manifest {
    /// Where a file begins in the stream; the end for one without bytes.
    pub fn begins_at(&self, place: &FilePlace) -> u64 {
        match place.parts().first() {
            Some(Part::Stored { at, .. } | Part::Frame { at, .. }) => *at,
            Some(Part::Cut { block, .. }) => self.blocks.get(*block).map_or(u64::MAX, |block| block.at),
            None => u64::MAX,
        }
    }

    /// The parts of packs that hold `length` bytes of the stream from `at`: pack number, offset in it, bytes. `None` when the
    /// stream does not reach that far.
    pub fn places(&self, at: u64, length: u64) -> Option<Vec<(usize, u64, u64)>> {
        if self.pack_bytes == 0 {
            return None;
        }
        let (mut at, end) = (at, at.checked_add(length)?);
        let mut places = Vec::new();
        while at < end {
            let pack = usize::try_from(at / self.pack_bytes).ok()?;
            let inside = at % self.pack_bytes;
            let bytes = (self.packs.get(pack)?.size.checked_sub(inside)?).min(end - at);
            if bytes == 0 {
                return None;
            }
            places.push((pack, inside, bytes));
            at += bytes;
        }
        Some(places)
    }
}
