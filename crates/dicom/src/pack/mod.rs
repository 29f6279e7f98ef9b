//! Lossless packing: files that give back every byte, in fewer bytes.
//!
//! [`plan`] divides files into [`Piece`]s that are packed one by one, anywhere and in any order; [`pack`] turns a piece into
//! bytes of a stream, with each file's [`Part`]s. Native frames become JPEG-LS or Brotli, whichever is smaller; compressed
//! frames stay as they came; everything around the pixels goes, series by series, into one Brotli stream for each piece.
//! Whatever is packed is rebuilt and compared before it counts. `docs/spec/packing.md` describes the bytes.

mod archive;
mod assembly;
mod coded;
mod copies;
mod general;
mod layout;
mod part;
pub mod path;
mod piece;
mod plan;
mod planes;
mod unpack;
mod values;

pub use archive::{Archive, ArchiveError, ArchivedFile};
pub use assembly::{Assembled, Assembly};
pub use coded::{Codec, Damaged, decode};
pub use layout::Layout;
pub use part::{Block, Part};
pub use piece::{Packed, Sum, pack};
pub use plan::{Chunk, PIECE_BYTES, Piece, plan};
pub use unpack::Unpacker;
