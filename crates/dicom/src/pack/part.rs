//! How a file is put together again.

use serde::{Deserialize, Serialize};

use super::coded::LONGEST;

/// One part of a file; a file is its parts, one after the other. Places count in the stream of packed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Bytes that are the file's own.
    Stored {
        /// The first byte.
        at: u64,
        /// How many.
        length: u64,
    },
    /// A native frame in its coded form.
    Frame {
        /// The first coded byte.
        at: u64,
        /// Coded bytes.
        packed: u64,
        /// Bytes of the frame.
        length: u64,
        /// How many parts earlier the frame stands after which this one goes on; 0 where it stands alone.
        #[serde(default, skip_serializing_if = "is_zero")]
        back: u64,
    },
    /// Bytes of a block.
    Cut {
        /// Number of the block.
        block: usize,
        /// The first byte, in what the block holds.
        from: u64,
        /// How many.
        length: u64,
    },
}

/// What is around the pixels of many files, coded as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The first coded byte.
    pub at: u64,
    /// Coded bytes.
    pub packed: u64,
    /// Bytes that it holds.
    pub length: u64,
}

impl Part {
    /// Bytes of the file.
    pub fn length(&self) -> u64 {
        match self {
            Self::Stored { length, .. } | Self::Frame { length, .. } | Self::Cut { length, .. } => *length,
        }
    }

    /// The same part of a longer stream.
    #[must_use]
    pub fn moved(self, bytes: u64, blocks: usize) -> Self {
        match self {
            Self::Stored { at, length } => Self::Stored {
                at: at + bytes,
                length,
            },
            Self::Frame {
                at,
                packed,
                length,
                back,
            } => Self::Frame {
                at: at + bytes,
                packed,
                length,
                back,
            },
            Self::Cut { block, from, length } => Self::Cut {
                block: block + blocks,
                from,
                length,
            },
        }
    }
}

impl Block {
    /// Whether it lies in a stream of so many bytes and can be held.
    pub fn lies_in(&self, stream: u64) -> bool {
        within(self.at, self.packed, stream) && self.length <= LONGEST
    }
}

/// Whether parts give a file of `size` bytes, each out of what there is.
pub fn add_up(parts: &[Part], size: u64, blocks: &[Block], stream: u64) -> bool {
    let sum = parts.iter().map(Part::length).try_fold(0, u64::checked_add);
    let mut numbered = parts.iter().enumerate();
    sum == Some(size)
        && numbered.all(|(index, part)| match *part {
            Part::Stored { at, length } => within(at, length, stream),
            Part::Cut { block, from, length } => blocks
                .get(block)
                .is_some_and(|block| within(from, length, block.length)),
            Part::Frame {
                at,
                packed,
                length,
                back,
            } => {
                within(at, packed, stream)
                    && length <= LONGEST
                    && (back == 0 || goes_on(parts, index, back, length))
            }
        })
}

/// Whether a frame may go on after the part that stands so much earlier: a frame of the same length.
fn goes_on(parts: &[Part], index: usize, back: u64, length: u64) -> bool {
    let earlier = usize::try_from(back)
        .ok()
        .and_then(|back| index.checked_sub(back));
    let earlier = earlier.and_then(|earlier| parts.get(earlier));
    earlier.is_some_and(|part| part.length() == length && !matches!(part, Part::Cut { .. }))
}

fn within(at: u64, length: u64, all: u64) -> bool {
    at.checked_add(length).is_some_and(|end| end <= all)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_zero(back: &u64) -> bool {
    *back == 0
}
