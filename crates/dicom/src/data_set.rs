//! Where the data set of a file lies and how it is written, whatever the file says.

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::{
    ByteSource, ReadError, Reason,
    beginning::{self, Meta},
    frames::DEFLATED,
    walk::{End, Syntax, Visitor, walk},
    window::Window,
};

/// Longest data set that is inflated to be rewritten.
const MAX_INFLATED: usize = 128 << 20;

/// A data set that can be walked.
pub(crate) struct DataSet {
    pub(crate) meta: Meta,
    /// Where it begins, in the file or in what was inflated.
    start: u64,
    pub(crate) syntax: Syntax,
    /// Its bytes, where the file holds them deflated.
    pub(crate) inflated: Option<Vec<u8>>,
}

impl DataSet {
    /// Finds the data set of a file.
    pub(crate) fn find(file: &mut Window<'_>) -> Result<Result<Self, Reason>, ReadError> {
        let head = file.head()?;
        let Some(start) = beginning::start(head) else {
            return Ok(Err(Reason::NotDicom));
        };
        let meta = beginning::meta(file, start)?;
        let mut found = Self {
            start: meta.end,
            syntax: Syntax {
                explicit: true,
                big: false,
            },
            inflated: None,
            meta,
        };
        if found.meta.transfer_syntax.as_deref() == Some(DEFLATED) {
            let length = usize::try_from(file.len() - found.start).unwrap_or(usize::MAX);
            let packed = file.get(found.start, length)?.unwrap_or_default();
            found.inflated = match decompress_to_vec_with_limit(packed, MAX_INFLATED) {
                Ok(bytes) => Some(bytes),
                Err(error) if error.status == TINFLStatus::HasMoreOutput => {
                    return Ok(Err(Reason::DataSetTooLarge));
                }
                Err(_) => return Ok(Err(Reason::DamagedDataSet)),
            };
            found.start = 0;
        }
        let start = found.start;
        let syntax = found.inside(file, |inside| beginning::syntax_at(inside, start))?;
        Ok(match syntax {
            Some(syntax) => Ok(Self { syntax, ..found }),
            None => Err(Reason::TruncatedBeforePixels),
        })
    }

    /// Does something with the bytes in which the data set lies.
    pub(crate) fn inside<T>(&self, file: &mut Window<'_>, act: impl FnOnce(&mut Window<'_>) -> T) -> T {
        if let Some(inflated) = &self.inflated {
            let read = |offset, length| inflated.read_at(offset, length);
            return act(&mut Window::new(inflated.len() as u64, &read));
        }
        act(file)
    }

    /// Walks through it; `inside` are the bytes in which it lies.
    pub(crate) fn walk(&self, inside: &mut Window<'_>, visitor: &mut dyn Visitor) -> Result<End, ReadError> {
        let end = inside.len();
        walk(inside, self.start, end, self.syntax, visitor)
    }
}
