//! Find, read, check and gather imaging; give the original back.
//!
//! [`Disc::open`] orders the files a person gave (folders, single files, archives, images of discs); [`examine`] reads one
//! file at a time, so that callers can show progress and stop; [`twins`] names the few files that have to be compared;
//! [`gather`] turns the findings into an [`Inventory`] in which every file has an outcome and every series its [`Check`]s;
//! [`preview`] makes small grey pictures.
//!
//! What is read here is hostile until proven otherwise. The reader is this crate's own: a bounds-checked walk over the data
//! elements up to the pixels that keeps a fixed list of attributes, never allocates by a declared length, never recurses and
//! never panics. General DICOM libraries build whole objects in memory, which is what hostile files aim at.

mod album;
mod attributes;
mod beginning;
mod check;
mod codestream;
mod container;
mod crypt;
mod data_set;
mod deidentify;
mod dicomdir;
mod dictionary;
mod disc;
mod encapsulated;
mod examine;
mod frames;
mod gather;
mod image;
mod inventory;
mod joined;
pub mod jpeg_ls;
mod kind;
mod layers;
mod leaflet;
mod locked;
mod media;
mod names;
pub mod pack;
mod parcel;
mod path;
mod person;
mod preview;
mod rewritten;
mod rle;
mod source;
mod stream;
mod text;
mod twins;
mod uid;
mod walk;
mod warnings;
mod window;

pub use album::{Album, AlbumPicture, albums};
pub use check::{Check, CheckCode, CheckResult, OldStudy, exams, old_studies, old_study};
pub use deidentify::{Copied, Dates, Deidentifier, LeftOut, UnusableName};
pub use disc::{Disc, DiscOptions};
pub use examine::{Examined, examine};
pub use frames::{FrameError, frame_bytes, table_bytes};
pub use gather::{gather, gather_for};
pub use inventory::*;
pub use joined::joined;
pub use locked::{Locked, locked};
pub use media::{Copies, Copy, CopyWarning, CopyWarningCode, FileSet, LeftOutFile, Placed, original};
pub use parcel::{NotSent, Parcel};
pub use preview::{Preview, preview};
pub use rewritten::Rewritten;
pub use source::{ByteSource, ReadError};
pub use twins::{compare_pixels, twins};
