//! Packs one piece, and makes sure that it gives back every byte.

use std::{collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

use super::{Block, Codec, Ended, Part, Piece, coded, plan::Kind};

/// Longest frame that may copy from another.
const LONGEST_COPIED: usize = 8 << 20;

/// A packed piece. Places count from its own first byte, blocks from its own first block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// What is appended to the stream.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// Bytes of files that it gives back.
    pub raw: u64,
    /// Its block, where there is one.
    pub block: Option<Block>,
    /// What there is of each file.
    pub files: Vec<PackedFile>,
    /// SHA-256 of the files that end in it, as they were read; what is rebuilt is the same.
    pub ended: Vec<Ended>,
    /// Native frames by the codec that was the shortest.
    pub frames: BTreeMap<Codec, u64>,
    /// Coded bytes of native frames.
    pub frame_bytes: u64,
}

/// As much of a file as lies in one piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedFile {
    /// Number of the file.
    pub file: usize,
    /// How it goes on after the parts of earlier pieces.
    pub parts: Vec<Part>,
}

/// Packs a piece; `raw` are the bytes of its chunks, one after the other. Every frame and the block are decoded again, every
/// file is rebuilt from them and compared; what does not come back the same is stored as it is. Nothing where `raw` is not as
/// long as the chunks.
pub fn pack(piece: &Piece, raw: &[u8]) -> Option<Packed> {
    if piece.bytes() != raw.len() as u64 {
        return None;
    }
    let mut packing = Packing {
        raw,
        ..Packing::default()
    };
    let mut files = Vec::new();
    let mut at = 0;
    for chunks in piece.chunks.chunk_by(|a, b| a.file == b.file) {
        let from = at;
        let (mut parts, mut frames) = (Vec::with_capacity(chunks.len()), Vec::new());
        for chunk in chunks {
            let place = at..at + usize::try_from(chunk.length).ok()?;
            at = place.end;
            parts.push(packing.part(chunk.kind, place, &mut frames));
        }
        files.push((chunks, parts, from..at));
    }
    packing.close_block();
    let block = packing.rebuilt_block();
    for (chunks, mut parts, place) in files {
        let wanted = raw.get(place)?;
        if packing.rebuilt(&parts, &block).as_deref() != Some(wanted) {
            parts = packing.stored(wanted, &parts);
        }
        packing.count(chunks.iter().map(|chunk| chunk.kind), &parts);
        packing.packed.files.push(PackedFile {
            file: chunks.first()?.file,
            parts,
        });
    }
    packing.packed.ended.clone_from(&piece.ended);
    packing.packed.raw = raw.len() as u64;
    Some(packing.packed)
}

#[derive(Default)]
struct Packing<'a> {
    raw: &'a [u8],
    packed: Packed,
    around: Vec<u8>,
}

impl<'a> Packing<'a> {
    fn part(&mut self, kind: Kind, place: Range<usize>, frames: &mut Vec<Range<usize>>) -> Part {
        let raw = self.raw.get(place.clone()).unwrap_or_default();
        let length = raw.len() as u64;
        let at = self.packed.bytes.len() as u64;
        match kind {
            Kind::Around => {
                let from = self.around.len() as u64;
                self.around.extend_from_slice(raw);
                Part::Cut {
                    block: 0,
                    from,
                    length,
                }
            }
            Kind::Carried => {
                self.packed.bytes.extend_from_slice(raw);
                Part::Stored { at, length }
            }
            Kind::Frame(shape) => {
                let back = back(frames.len());
                let before = self.before(frames, back, raw.len());
                let coded = coded::encode(raw, shape.as_ref(), before);
                let copies = Codec::of_coded(&coded) == Some(Codec::BrotliAfter);
                frames.push(place);
                self.packed.bytes.extend_from_slice(&coded);
                Part::Frame {
                    at,
                    packed: coded.len() as u64,
                    length,
                    back: if copies { back as u64 } else { 0 },
                }
            }
        }
    }

    /// The frame that stands so much earlier in the piece and is of the same length.
    fn before(&self, frames: &[Range<usize>], back: usize, length: usize) -> Option<&'a [u8]> {
        let place = frames
            .len()
            .checked_sub(back)
            .and_then(|earlier| frames.get(earlier))?;
        self.raw
            .get(place.clone())
            .filter(|frame| frame.len() == length && length <= LONGEST_COPIED)
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
        self.packed.bytes.extend(coded);
    }

    fn rebuilt_block(&self) -> Vec<u8> {
        let rebuilt = self.packed.block.and_then(|block| {
            let coded = cut(&self.packed.bytes, block.at, block.packed)?;
            coded::decode(coded, usize::try_from(block.length).ok()?, None).ok()
        });
        rebuilt.unwrap_or_default()
    }

    /// The bytes that the parts give back; nothing where they give none.
    fn rebuilt(&self, parts: &[Part], block: &[u8]) -> Option<Vec<u8>> {
        let mut rebuilt = Vec::new();
        let mut starts = Vec::with_capacity(parts.len());
        for part in parts {
            let frame;
            let bytes = match *part {
                Part::Stored { at, length } => cut(&self.packed.bytes, at, length)?,
                Part::Cut { from, length, .. } => cut(block, from, length)?,
                Part::Frame {
                    at,
                    packed,
                    length,
                    back,
                } => {
                    let earlier = starts.len().checked_sub(usize::try_from(back).ok()?)?;
                    let before = starts
                        .get(earlier)
                        .and_then(|start| cut(&rebuilt, *start, length));
                    let coded = cut(&self.packed.bytes, at, packed)?;
                    frame = coded::decode(coded, usize::try_from(length).ok()?, before).ok()?;
                    &frame
                }
            };
            starts.push(rebuilt.len() as u64);
            rebuilt.extend_from_slice(bytes);
        }
        Some(rebuilt)
    }

    /// The same parts, as they are.
    fn stored(&mut self, raw: &[u8], parts: &[Part]) -> Vec<Part> {
        let mut at = self.packed.bytes.len() as u64;
        self.packed.bytes.extend_from_slice(raw);
        let stored = |part: &Part| {
            let length = part.length();
            at += length;
            Part::Stored {
                at: at - length,
                length,
            }
        };
        parts.iter().map(stored).collect()
    }

    fn count(&mut self, kinds: impl Iterator<Item = Kind>, parts: &[Part]) {
        for (_, part) in kinds
            .zip(parts)
            .filter(|(kind, _)| matches!(kind, Kind::Frame(_)))
        {
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
}

/// How many frames earlier the frame stands from which the next may copy, after so many in a piece: one that is near, and
/// reached from any other in few steps.
fn back(frames: usize) -> usize {
    frames & frames.wrapping_neg()
}

fn cut(bytes: &[u8], at: u64, length: u64) -> Option<&[u8]> {
    let at = usize::try_from(at).ok()?;
    bytes.get(at..at.checked_add(usize::try_from(length).ok()?)?)
}
