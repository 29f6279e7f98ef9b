//! Lossless packing: files that give back every byte, in fewer bytes.
//!
//! A [`Reader`] reads files once, in order, and divides them into [`Piece`]s; [`pack`] packs a piece, wherever and in whatever
//! order that is done; [`Assembly`] puts packed pieces into one stream, with each file's [`Part`]s. Native frames become JPEG-LS or Brotli, whichever is smaller; compressed
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
mod reader;
mod unpack;
mod values;

pub use archive::{Archive, ArchiveError, ArchivedFile};
pub use assembly::{Assembled, Assembly};
pub use coded::{Codec, Damaged, LONGEST, decode, encode_grey};
pub use layout::Layout;
pub use part::{Block, Part, add_up};
pub use piece::{Packed, PackedFile, pack};
pub use plan::{Chunk, Ended, PIECE_BYTES, Piece};
pub use reader::Reader;
pub use unpack::Unpacker;
