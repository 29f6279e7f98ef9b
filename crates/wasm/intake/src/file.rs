//! The bytes of a file that a person chose, read when they are asked for.

use js_sys::Uint8Array;
use overread_dicom::{ByteSource, ReadError};
use wasm_bindgen::JsValue;
use web_sys::{File, FileReaderSync};

/// A `File` behind `FileReaderSync`, which exists in workers only.
pub struct FileSource {
    file: File,
    reader: FileReaderSync,
    length: u64,
}

impl FileSource {
    /// A file with its reader.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lengths are whole and below 2^53"
    )]
    pub fn new(file: File) -> Result<Self, JsValue> {
        let length = file.size() as u64;
        Ok(Self {
            file,
            reader: FileReaderSync::new()?,
            length,
        })
    }
}

impl ByteSource for FileSource {
    fn len(&self) -> u64 {
        self.length
    }

    #[expect(clippy::cast_precision_loss, reason = "lengths are below 2^53")]
    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let end = offset.saturating_add(length as u64).min(self.length);
        let part = self
            .file
            .slice_with_f64_and_f64(offset.min(end) as f64, end as f64);
        let part = part.map_err(|_| ReadError::Unreadable)?;
        let bytes = self
            .reader
            .read_as_array_buffer(&part)
            .map_err(|_| ReadError::Unreadable)?;
        Ok(Uint8Array::new(&bytes).to_vec())
    }
}
