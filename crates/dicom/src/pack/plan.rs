//! Which bytes are packed together.

use serde::{Deserialize, Serialize};

use super::{layout::Layout, planes::Shape};

/// Bytes of files after which a piece is full. A frame is never divided, so a piece may be longer by a frame.
pub const PIECE_BYTES: u64 = 8 << 20;

/// Some bytes of a file, and what becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk {
    /// Number of the file.
    pub file: usize,
    /// The first byte.
    pub offset: u64,
    /// How many.
    pub length: u64,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// Goes into the piece's block.
    Around,
    /// Stays as it is.
    Carried,
    /// A native frame.
    Frame(Option<Shape>),
}

/// Chunks that are packed at one go, wherever that is done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// In the order of the stream; chunks of one file stand together and in order.
    pub chunks: Vec<Chunk>,
    /// SHA-256 of the files that end in it, as they were read.
    pub ended: Vec<Ended>,
}

/// A file that was read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Number of the file.
    pub file: usize,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl Piece {
    /// Bytes of files in it.
    pub fn bytes(&self) -> u64 {
        self.chunks.iter().map(|chunk| chunk.length).sum()
    }
}

/// Divides files into pieces: series by series in the order in which they first appear, files in their order. The same
/// layouts always make the same pieces.
pub fn plan(layouts: &[Layout]) -> impl Iterator<Item = Piece> + Send + use<> {
    let layouts: Vec<_> = in_order(layouts)
        .into_iter()
        .filter_map(|file| Some((file, layouts.get(file)?.clone())))
        .collect();
    let mut chunks = layouts
        .into_iter()
        .flat_map(|(file, layout)| chunks_of(file, &layout))
        .peekable();
    std::iter::from_fn(move || {
        let mut piece = Piece::default();
        let mut bytes = 0;
        while bytes < PIECE_BYTES
            && let Some(chunk) = chunks.next_if(|next| bytes == 0 || bytes + next.length <= PIECE_BYTES)
        {
            bytes += chunk.length;
            piece.chunks.push(chunk);
        }
        (!piece.chunks.is_empty()).then_some(piece)
    })
}

/// Numbers of the files, series by series.
fn in_order(layouts: &[Layout]) -> Vec<usize> {
    let mut first = std::collections::HashMap::new();
    for (file, layout) in layouts.iter().enumerate() {
        first.entry(layout.series.as_str()).or_insert(file);
    }
    let mut order: Vec<usize> = (0..layouts.len()).collect();
    order.sort_by_key(|file| {
        layouts
            .get(*file)
            .and_then(|layout| first.get(layout.series.as_str()))
    });
    order
}

fn chunks_of(file: usize, layout: &Layout) -> impl Iterator<Item = Chunk> + use<> {
    let chunk = move |kind| {
        move |(offset, length)| Chunk {
            file,
            offset,
            length,
            kind,
        }
    };
    let (first, frame) = (layout.first, layout.frame);
    let native = (first, layout.native_bytes());
    let middle = layout.carried.map_or(native, |span| (span.offset, span.length));
    let after = middle.0 + middle.1;
    let carried = layout.carried.map_or((after, 0), |_| middle);
    let frames = (0..layout.frames).map(move |number| (first + number * frame, frame));
    pieces(0, middle.0)
        .map(chunk(Kind::Around))
        .chain(pieces(carried.0, carried.1).map(chunk(Kind::Carried)))
        .chain(frames.map(chunk(Kind::Frame(layout.shape))))
        .chain(pieces(after, layout.size - after).map(chunk(Kind::Around)))
}

/// A stretch of bytes in lengths of a piece at most.
fn pieces(from: u64, length: u64) -> impl Iterator<Item = (u64, u64)> {
    let count = length.div_ceil(PIECE_BYTES);
    (0..count).map(move |number| {
        let done = number * PIECE_BYTES;
        (from + done, (length - done).min(PIECE_BYTES))
    })
}
