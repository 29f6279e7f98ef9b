//! Packed pieces, one after the other, become a stream and the parts of every file in it.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::{Block, Codec, Packed, PackedFile, Part};

/// A stream that grows piece by piece, in the order in which they were read.
#[derive(Default)]
pub struct Assembly {
    /// Bytes of the stream so far.
    pub stream: u64,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Native frames by codec.
    pub frames: BTreeMap<Codec, u64>,
    /// Coded bytes of native frames.
    pub frame_bytes: u64,
    files: Vec<Growing>,
}

/// A file that was packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembled {
    /// Number of the file.
    pub file: usize,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// How it is put together.
    pub parts: Vec<Part>,
}

struct Growing {
    file: usize,
    sha256: Option<[u8; 32]>,
    parts: Vec<Part>,
}

impl Assembly {
    /// Takes in the next piece; answers the bytes that go on with the stream.
    pub fn add(&mut self, packed: Packed) -> Vec<u8> {
        let (bytes, blocks) = (self.stream, self.blocks.len());
        for PackedFile { file, parts } in packed.files {
            if self.files.last().is_none_or(|last| last.file != file) {
                self.files.push(Growing {
                    file,
                    sha256: None,
                    parts: Vec::new(),
                });
            }
            if let Some(last) = self.files.last_mut() {
                last.parts
                    .extend(parts.into_iter().map(|part| part.moved(bytes, blocks)));
            }
        }
        for ended in packed.ended {
            if let Some(growing) = self.files.iter_mut().rfind(|growing| growing.file == ended.file) {
                growing.sha256 = Some(ended.sha256);
            }
        }
        self.blocks.extend(packed.block.map(|block| Block {
            at: block.at + bytes,
            ..block
        }));
        for (codec, frames) in packed.frames {
            *self.frames.entry(codec).or_default() += frames;
        }
        self.frame_bytes += packed.frame_bytes;
        self.stream += packed.bytes.len() as u64;
        packed.bytes
    }

    /// The files in the order of the stream, and those without bytes at the end; nothing unless every file of these sizes is
    /// there to its end.
    pub fn finish(self, sizes: &[u64]) -> Option<Vec<Assembled>> {
        let mut files = Vec::with_capacity(sizes.len());
        for growing in self.files {
            let length: u64 = growing.parts.iter().map(Part::length).sum();
            if *sizes.get(growing.file)? != length {
                return None;
            }
            files.push(Assembled {
                file: growing.file,
                sha256: growing.sha256?,
                parts: growing.parts,
            });
        }
        let empty = sizes.iter().enumerate().filter(|(_, size)| **size == 0);
        files.extend(empty.map(|(file, _)| Assembled {
            file,
            sha256: Sha256::digest([]).into(),
            parts: Vec::new(),
        }));
        (files.len() == sizes.len()).then_some(files)
    }
}
