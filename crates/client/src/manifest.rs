//! The sealed map of what was sent: every file, frame and original byte to its pack, with the hash of each file,
//! and the names of what was on the disc and was not sent. The ledger names it by hash, in an entry that the
//! sender signed.

use overread_dicom::pack::{Block, Part, decode};
use overread_dicom::{Inventory, NotSent};
use overread_wire::api::Base64;
use overread_wire::{Hash, ObjectRef};
use serde::{Deserialize, Serialize};

/// The only version that is written and read. In version 1 files lay in the stream as they were; version 2 had no hashes of
/// segments. Both are gone.
pub const VERSION: u32 = 3;

/// A manifest. The files of one manifest are packed into one stream of bytes; pack number *i* holds the bytes from
/// *i* × `pack_bytes` on.
#[derive(Clone, Deserialize, Serialize)]
pub struct Manifest {
    /// Of the format; any other than the present one is refused.
    pub version: u32,
    /// What the files are: their paths, and the patients, studies, series and frames read from them.
    pub inventory: Inventory,
    /// How each file of the inventory is put together; in the same order.
    pub files: Vec<FilePlace>,
    /// Blocks of the stream, of which parts of files are cut.
    pub blocks: Vec<Block>,
    /// Bytes of the stream in every pack but the last.
    pub pack_bytes: u64,
    /// The packs, in the order of the stream.
    pub packs: Vec<PackPlace>,
    /// Small pictures, in one object or several for each series.
    pub previews: Vec<SeriesPreviews>,
    /// What was on the disc and was left out.
    pub not_sent: Vec<NotSent>,
    /// Who of the practice read it in from a posted disc, by name; the entry's signature says by key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_in_by: Option<String>,
}

/// How a file is put together from the stream.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct FilePlace {
    /// Its bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: Hash,
    /// Its parts, one after the other.
    pub parts: Vec<Part>,
}

/// A pack.
#[derive(Clone, Deserialize, Serialize)]
pub struct PackPlace {
    /// The sealed object.
    pub sealed: ObjectRef,
    /// Bytes of the stream in it.
    pub size: u64,
    /// SHA-256 of its header, then of each of its segments, as they lie on the server. Every reader has the key; only the
    /// sender signed these.
    pub segments: Base64,
}

impl PackPlace {
    /// Hash of the header (0) or of a segment (from 1).
    pub fn hash_of(&self, number: usize) -> Option<&[u8]> {
        self.segments.0.chunks_exact(HASH_BYTES).nth(number)
    }
}

/// Bytes of a SHA-256.
pub const HASH_BYTES: usize = 32;

/// Small pictures of a series.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct SeriesPreviews {
    /// Series Instance UID.
    pub series: String,
    /// The sealed object: the coded pictures, one after the other.
    pub sealed: ObjectRef,
    /// Where each picture lies in it.
    pub pictures: Vec<PreviewPlace>,
}

/// A small picture of one frame: 8-bit grey, row by row, coded as `docs/spec/packing.md` says.
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
    /// Offset of its first coded byte in the object.
    pub offset: u64,
    /// Coded bytes.
    pub packed: u64,
}

impl PreviewPlace {
    /// The greys of this picture, out of its object.
    pub fn greys(&self, object: &[u8]) -> Option<Vec<u8>> {
        let from = usize::try_from(self.offset).ok()?;
        let to = from.checked_add(usize::try_from(self.packed).ok()?)?;
        let length = u64::from(self.width).checked_mul(u64::from(self.height))?;
        decode(object.get(from..to)?, usize::try_from(length).ok()?, None).ok()
    }
}

impl Manifest {
    /// Where a file begins in the stream; the end for one without bytes.
    pub fn begins_at(&self, place: &FilePlace) -> u64 {
        match place.parts.first() {
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
