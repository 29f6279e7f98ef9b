//! Which bytes are packed together.

use super::layout::Layout;

/// Bytes of files after which a piece is full. A frame is never divided, so a piece may be longer by a frame.
pub const PIECE_BYTES: u64 = 8 << 20;

/// Some bytes of a file, and what becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// Number of the file.
    pub file: usize,
    /// The first byte.
    pub offset: u64,
    /// How many.
    pub length: u64,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Goes into the piece's block.
    Around,
    /// Stays as it is.
    Carried,
    /// The native frame of this number.
    Frame(u64),
}

/// Chunks that are packed at one go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// In the order of the stream; chunks of one file stand together and in order.
    pub chunks: Vec<Chunk>,
}

impl Piece {
    /// Bytes of files in it.
    pub fn bytes(&self) -> u64 {
        self.chunks.iter().map(|chunk| chunk.length).sum()
    }
}

/// Divides files into pieces: series by series in the order in which they first appear, files in their order. The same
/// layouts always make the same pieces.
pub fn plan(layouts: &[Layout]) -> impl Iterator<Item = Piece> + '_ {
    let mut chunks = in_order(layouts)
        .into_iter()
        .flat_map(move |file| {
            layouts
                .get(file)
                .into_iter()
                .flat_map(move |layout| chunks_of(file, layout))
        })
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

fn chunks_of(file: usize, layout: &Layout) -> impl Iterator<Item = Chunk> + '_ {
    let chunk = move |kind| {
        move |(offset, length)| Chunk {
            file,
            offset,
            length,
            kind,
        }
    };
    let middle = layout
        .carried
        .map_or((layout.first, layout.native_bytes()), |span| {
            (span.offset, span.length)
        });
    let after = middle.0 + middle.1;
    let carried = if layout.carried.is_some() {
        middle
    } else {
        (after, 0)
    };
    let frame = move |number| Chunk {
        file,
        offset: layout.first + number * layout.frame,
        length: layout.frame,
        kind: Kind::Frame(number),
    };
    pieces(0, middle.0)
        .map(chunk(Kind::Around))
        .chain(pieces(carried.0, carried.1).map(chunk(Kind::Carried)))
        .chain((0..layout.frames).map(frame))
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
