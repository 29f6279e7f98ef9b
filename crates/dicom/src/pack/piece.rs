//! Packs one piece, and makes sure that it gives back every byte.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::{Block, Chunk, Codec, Layout, Part, Piece, coded, plan::Kind};
use crate::ReadError;

/// Longest frame that may go on after another: both have room in the compressor's window.
const LONGEST_AFTER: u64 = 8 << 20;

/// A packed piece. Places count from its own first byte, blocks from its own first block.
#[derive(Debug, Clone, Default)]
pub struct Packed {
    /// What is appended to the stream.
    pub bytes: Vec<u8>,
    /// Its block, where there is one.
    pub block: Option<Block>,
    /// The parts of each file, as they go on after those of earlier pieces.
    pub files: Vec<(usize, Vec<Part>, Sum)>,
    /// Native frames by the codec that was the shortest.
    pub frames: BTreeMap<Codec, u64>,
    /// Coded bytes of native frames.
    pub frame_bytes: u64,
}

/// What the parts of a file in this piece give back, as it was rebuilt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sum {
    /// SHA-256 of the file, which lies in this piece as a whole.
    Whole([u8; 32]),
    /// Bytes of a file that is divided: to be hashed one after the other.
    Bytes(Vec<u8>),
}

/// Packs a piece of the files that have these layouts. `read` gives exactly the bytes that are asked for. Everything is
/// rebuilt and compared; what does not come back the same is stored as it is.
pub fn pack(
    piece: &Piece,
    layouts: &[Layout],
    read: &dyn Fn(usize, u64, usize) -> Result<Vec<u8>, ReadError>,
) -> Result<Packed, ReadError> {
    let mut packing = Packing {
        read,
        layouts,
        packed: Packed::default(),
        around: Vec::new(),
        files: Vec::new(),
    };
    for chunks in piece.chunks.chunk_by(|a, b| a.file == b.file) {
        packing.take(chunks)?;
    }
    packing.close_block();
    packing.verify()?;
    Ok(packing.packed)
}

struct Packing<'a> {
    read: &'a dyn Fn(usize, u64, usize) -> Result<Vec<u8>, ReadError>,
    layouts: &'a [Layout],
    packed: Packed,
    around: Vec<u8>,
    files: Vec<Taken<'a>>,
}

/// The chunks of one file, packed but not yet verified.
struct Taken<'a> {
    chunks: &'a [Chunk],
    parts: Vec<Part>,
    /// SHA-256 of the chunks as they were read.
    read: [u8; 32],
}

impl<'a> Packing<'a> {
    /// Packs the chunks of one file.
    fn take(&mut self, chunks: &'a [Chunk]) -> Result<(), ReadError> {
        let mut parts = Vec::with_capacity(chunks.len());
        let mut digest = Sha256::new();
        for chunk in chunks {
            let raw = self.bytes_of(chunk)?;
            digest.update(&raw);
            parts.push(match chunk.kind {
                Kind::Around => {
                    let from = self.around.len() as u64;
                    self.around.extend_from_slice(&raw);
                    Part::Cut {
                        block: 0,
                        from,
                        length: chunk.length,
                    }
                }
                Kind::Carried => self.store(&raw),
                Kind::Frame(number) => self.code(chunk, number, &raw)?,
            });
        }
        let read = digest.finalize().into();
        self.files.push(Taken { chunks, parts, read });
        Ok(())
    }

    fn bytes_of(&self, chunk: &Chunk) -> Result<Vec<u8>, ReadError> {
        let length = usize::try_from(chunk.length).map_err(|_| ReadError::TooLarge)?;
        let raw = (self.read)(chunk.file, chunk.offset, length)?;
        if raw.len() == length {
            Ok(raw)
        } else {
            Err(ReadError::Unreadable)
        }
    }

    fn store(&mut self, raw: &[u8]) -> Part {
        let at = self.packed.bytes.len() as u64;
        self.packed.bytes.extend_from_slice(raw);
        Part::Stored {
            at,
            length: raw.len() as u64,
        }
    }

    fn code(&mut self, chunk: &Chunk, number: u64, raw: &[u8]) -> Result<Part, ReadError> {
        let shape = self.layouts.get(chunk.file).and_then(|layout| layout.shape);
        let back = back(number);
        let may_go_on = back > 0 && chunk.length <= LONGEST_AFTER;
        let after = may_go_on
            .then(|| self.bytes_of(&before(chunk, back)))
            .transpose()?;
        let coded = coded::encode(raw, shape.as_ref(), after.as_deref());
        let goes_on = Codec::of_coded(&coded) == Some(Codec::BrotliAfter);
        let part = Part::Frame {
            at: self.packed.bytes.len() as u64,
            packed: coded.len() as u64,
            length: chunk.length,
            back: if goes_on { back } else { 0 },
        };
        self.packed.bytes.extend(coded);
        Ok(part)
    }

    fn close_block(&mut self) {
        if self.around.is_empty() {
            return;
        }
        let coded = coded::encode(&self.around, None, None);
        self.packed.block = Some(Block {
            at: self.packed.bytes.len() as u64,
            packed: coded.len() as u64,
            length: self.around.len() as u64,
        });
        self.around = Vec::new();
        self.packed.bytes.extend(coded);
    }

    /// Rebuilds every file from what was packed. One that is not the same again is stored as it is read.
    fn verify(&mut self) -> Result<(), ReadError> {
        let block = self.packed.block.and_then(|block| {
            let coded = cut(&self.packed.bytes, block.at, block.packed)?;
            coded::decode(coded, usize::try_from(block.length).ok()?, None).ok()
        });
        let block = block.unwrap_or_default();
        for mut taken in std::mem::take(&mut self.files) {
            let same = |rebuilt: &Vec<u8>| <[u8; 32]>::from(Sha256::digest(rebuilt)) == taken.read;
            let rebuilt = match self.rebuild(&taken, &block)?.filter(same) {
                Some(rebuilt) => rebuilt,
                None => self.store_instead(&mut taken)?,
            };
            self.note(taken, rebuilt);
        }
        Ok(())
    }

    /// The bytes that the parts give back; nothing where they do not.
    fn rebuild(&self, taken: &Taken<'_>, block: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
        let mut rebuilt = Vec::new();
        for (chunk, part) in taken.chunks.iter().zip(&taken.parts) {
            let bytes = match *part {
                Part::Stored { at, length } => cut(&self.packed.bytes, at, length).map(<[u8]>::to_vec),
                Part::Cut { from, length, .. } => cut(block, from, length).map(<[u8]>::to_vec),
                Part::Frame { at, packed, back, .. } => {
                    let after = (back > 0)
                        .then(|| self.bytes_of(&before(chunk, back)))
                        .transpose()?;
                    let length = usize::try_from(chunk.length).map_err(|_| ReadError::TooLarge)?;
                    let coded = cut(&self.packed.bytes, at, packed);
                    coded.and_then(|coded| coded::decode(coded, length, after.as_deref()).ok())
                }
            };
            let Some(bytes) = bytes else { return Ok(None) };
            rebuilt.extend(bytes);
        }
        Ok(Some(rebuilt))
    }

    fn store_instead(&mut self, taken: &mut Taken<'_>) -> Result<Vec<u8>, ReadError> {
        let mut raw = Vec::new();
        taken.parts.clear();
        for chunk in taken.chunks {
            let bytes = self.bytes_of(chunk)?;
            taken.parts.push(self.store(&bytes));
            raw.extend(bytes);
        }
        Ok(raw)
    }

    fn note(&mut self, taken: Taken<'_>, rebuilt: Vec<u8>) {
        for (chunk, part) in taken.chunks.iter().zip(&taken.parts) {
            if let Kind::Frame(_) = chunk.kind {
                let (codec, bytes) = match *part {
                    Part::Frame { at, packed, .. } => (
                        cut(&self.packed.bytes, at, packed).and_then(Codec::of_coded),
                        packed,
                    ),
                    Part::Stored { length, .. } | Part::Cut { length, .. } => (None, length),
                };
                *self
                    .packed
                    .frames
                    .entry(codec.unwrap_or(Codec::Stored))
                    .or_default() += 1;
                self.packed.frame_bytes += bytes;
            }
        }
        let Some(first) = taken.chunks.first() else { return };
        let size = self.layouts.get(first.file).map(Layout::size);
        let sum = if size == Some(rebuilt.len() as u64) {
            Sum::Whole(Sha256::digest(&rebuilt).into())
        } else {
            Sum::Bytes(rebuilt)
        };
        self.packed.files.push((first.file, taken.parts, sum));
    }
}

/// The frame after which frame `number` may go on: a frame that is near, and reached from any other in few steps. How many
/// frames earlier it stands: the lowest bit of the number.
fn back(number: u64) -> u64 {
    number & number.wrapping_neg()
}

/// The chunk of an earlier frame.
fn before(chunk: &Chunk, back: u64) -> Chunk {
    Chunk {
        offset: chunk.offset - back * chunk.length,
        ..*chunk
    }
}

fn cut(bytes: &[u8], at: u64, length: u64) -> Option<&[u8]> {
    let at = usize::try_from(at).ok()?;
    bytes.get(at..at.checked_add(usize::try_from(length).ok()?)?)
}
