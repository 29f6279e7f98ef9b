//! The sealed map of what was sent: every file, frame and original byte to its pack, with the hash of each file,
//! and the names of what was on the disc and was not sent. The ledger names it by hash, in an entry that the
//! sender signed.

use overread_dicom::{Inventory, Reason};
use overread_wire::{Hash, ObjectRef};
use serde::{Deserialize, Serialize};

/// A manifest. The files of one manifest form one stream of bytes in the order of `files`; pack number *i* holds the
/// bytes from *i* × `pack_bytes` on.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Manifest {
    /// 1.
    pub version: u32,
    /// What the files are: their paths, and the patients, studies, series and frames read from them.
    pub inventory: Inventory,
    /// Where each file of the inventory lies; in the same order.
    pub files: Vec<FilePlace>,
    /// Bytes of the stream in every pack but the last.
    pub pack_bytes: u64,
    /// The packs, in the order of the stream.
    pub packs: Vec<PackPlace>,
    /// Small pictures, one object for each series.
    pub previews: Vec<SeriesPreviews>,
    /// What was on the disc and was left out.
    pub not_sent: Vec<NotSent>,
    /// Who of the practice read it in from a posted disc, by name; the entry's signature says by key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_in_by: Option<String>,
}

/// Where a file lies in the stream.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct FilePlace {
    /// Offset of its first byte in the stream.
    pub offset: u64,
    /// Its bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: Hash,
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
    /// Why it was not sent; absent where a person left it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

impl Manifest {
    /// The parts of packs that hold `length` bytes from `offset` of a file: pack number, offset in it, bytes.
    /// `None` when the file does not reach that far.
    pub fn places(&self, file: usize, offset: u64, length: u64) -> Option<Vec<(usize, u64, u64)>> {
        let place = self.files.get(file)?;
        if offset.checked_add(length)? > place.size || self.pack_bytes == 0 {
            return None;
        }
        let mut at = place.offset.checked_add(offset)?;
        let end = at.checked_add(length)?;
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
