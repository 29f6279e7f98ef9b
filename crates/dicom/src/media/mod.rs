//! Files for a person's own folder or disc: a DICOM file-set (PS3.10 §8) with a fresh table of contents.

mod copies;
mod dicomdir;
mod file_set;
mod listing;
mod record;

use crate::{ByteSource, Disc, ReadError, Rewritten, Span, data_set::DataSet, window::Window};

pub use self::copies::{Copies, Copy, CopyWarning, CopyWarningCode, LeftOutFile};
pub use self::file_set::{FileSet, Placed};

/// An empty preamble, which means nothing in DICOM (PS3.10 §7.1) but may be a program to a computer.
const PREAMBLE: [u8; 128] = [0; 128];

/// A file of the disc as it is, but for an emptied preamble where it is DICOM and has one.
pub fn original<S: ByteSource>(disc: &Disc<S>, file: usize) -> Result<Rewritten, ReadError> {
    let mut copy = Rewritten::of(file);
    let mut offset = 0;
    if disc.read(file, PREAMBLE.len() as u64, 4)? == b"DICM" {
        copy.add(&PREAMBLE);
        offset = PREAMBLE.len() as u64;
    }
    let length = disc.size(file) - offset;
    copy.copy(Span { offset, length });
    Ok(copy)
}

/// Whether a file is a table of contents, whatever its name.
fn is_dicomdir<S: ByteSource>(disc: &Disc<S>, file: usize) -> Result<bool, ReadError> {
    let read = |offset, length| disc.read(file, offset, length);
    let found = DataSet::find(&mut Window::new(disc.size(file), &read))?;
    Ok(found.is_ok_and(|found| found.meta.sop_class.as_deref() == Some(dicomdir::CLASS)))
}
