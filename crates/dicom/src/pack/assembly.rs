//! Packed pieces, one after the other, become a stream and the parts of every file in it.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::{Block, Codec, Layout, Packed, Part, Sum};

/// A stream that grows piece by piece, in the order of the plan.
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
    files: Vec<Assembled>,
    open: Option<Sha256>,
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

impl Assembly {
    /// Takes in the next piece; answers the bytes that go on with the stream.
    pub fn add(&mut self, packed: Packed) -> Vec<u8> {
        let (bytes, blocks) = (self.stream, self.blocks.len());
        for (file, parts, sum) in packed.files {
            self.file(file, parts.into_iter().map(|part| part.moved(bytes, blocks)), sum);
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

    fn file(&mut self, file: usize, parts: impl Iterator<Item = Part>, sum: Sum) {
        if self.files.last().is_none_or(|last| last.file != file) {
            self.close();
            self.files.push(Assembled {
                file,
                sha256: [0; 32],
                parts: Vec::new(),
            });
        }
        if let Some(last) = self.files.last_mut() {
            last.parts.extend(parts);
            match sum {
                Sum::Whole(sha256) => last.sha256 = sha256,
                Sum::Bytes(bytes) => self.open.get_or_insert_default().update(bytes),
            }
        }
    }

    /// The file that came in several pieces is complete.
    fn close(&mut self) {
        if let (Some(digest), Some(last)) = (self.open.take(), self.files.last_mut()) {
            last.sha256 = digest.finalize().into();
        }
    }

    /// The files in the order of the stream, and those without bytes at the end.
    pub fn finish(mut self, layouts: &[Layout]) -> (Vec<Assembled>, Vec<Block>) {
        self.close();
        let empty = layouts
            .iter()
            .enumerate()
            .filter(|(_, layout)| layout.size() == 0);
        self.files.extend(empty.map(|(file, _)| Assembled {
            file,
            sha256: Sha256::digest([]).into(),
            parts: Vec::new(),
        }));
        (self.files, self.blocks)
    }
}
