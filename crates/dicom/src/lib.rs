//! Find, read, check and gather imaging; give the original back.
//!
//! [`Disc::open`] orders the files a person gave (folders, single files, ZIPs); [`examine`] reads one file at a time, so that
//! callers can show progress and stop; [`gather`] turns the findings into an [`Inventory`] in which every file has an
//! outcome; [`preview`] makes small grey pictures.
//!
//! What is read here is hostile until proven otherwise. The reader is this crate's own: a bounds-checked walk over the data
//! elements up to the pixels that keeps a fixed list of attributes, never allocates by a declared length, never recurses and
//! never panics. General DICOM libraries build whole objects in memory, which is what hostile files aim at.

mod attributes;
mod dicomdir;
mod disc;
mod encapsulated;
mod examine;
mod frames;
mod gather;
mod image;
mod inflate;
mod inventory;
pub mod jpeg_ls;
mod kind;
pub mod pack;
mod path;
mod preview;
mod rle;
mod source;
mod text;
mod walk;
mod window;
mod zip;

pub use disc::Disc;
pub use examine::{Examined, examine};
pub use frames::{FrameError, frame_bytes};
pub use gather::gather;
pub use inventory::*;
pub use preview::{Preview, preview};
pub use source::{ByteSource, ReadError};
