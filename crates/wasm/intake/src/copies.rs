//! Copies of a disc for a person, made file by file from bytes that the page hands over.

use overread_dicom::{Copies, Copy, CopyWarning, Dates, Deidentifier, Disc, LeftOutFile};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::json;

/// A copy that is being made.
#[wasm_bindgen]
pub struct DiscCopy {
    copies: Copies,
    files: usize,
    /// The file that was added last, until the next.
    current: Option<(Disc<Vec<u8>>, Copy)>,
}

#[derive(Serialize)]
struct Added<'a> {
    path: &'a str,
    size: u64,
}

#[derive(Serialize)]
struct Summary<'a> {
    files: usize,
    left_out: &'a [LeftOutFile],
    warnings: Vec<CopyWarning>,
}

#[wasm_bindgen]
impl DiscCopy {
    /// The files as they are, with emptied preambles.
    pub fn as_they_are() -> Self {
        Self::of(Copies::as_they_are())
    }

    /// Copies that name nobody; `dates` is `shift`, `keep` or `remove`, `secret` 32 random bytes.
    pub fn deidentified(dates: &str, secret: &[u8]) -> Result<Self, JsError> {
        let dates = match dates {
            "keep" => Dates::Keep,
            "remove" => Dates::Remove,
            _ => Dates::Shift,
        };
        let deidentifier = Deidentifier::new(secret.try_into()?, dates, None)?;
        Ok(Self::of(Copies::deidentified(deidentifier)))
    }

    /// Copies one file; nothing where it is left out, else its new path and its size as JSON.
    pub fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<Option<String>, JsError> {
        self.current = None;
        let disc = Disc::of_one(path, bytes);
        let Some(copy) = self.copies.add(&disc, 0, path)? else {
            return Ok(None);
        };
        self.files += 1;
        let added = json(&Added {
            path: &copy.path,
            size: copy.bytes.len(),
        });
        self.current = Some((disc, copy));
        Ok(Some(added))
    }

    /// Up to `length` bytes of the file that was added last.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "offsets are whole and below 2^53"
    )]
    pub fn read(&self, offset: f64, length: usize) -> Result<Vec<u8>, JsError> {
        match &self.current {
            Some((disc, copy)) => Ok(copy.bytes.read(disc, offset as u64, length)?),
            None => Ok(Vec::new()),
        }
    }

    /// The table of contents of everything that was added; `random` are 16 random bytes.
    pub fn dicomdir(&self, random: &[u8]) -> Result<Vec<u8>, JsError> {
        Ok(self.copies.dicomdir(random.try_into()?))
    }

    /// A free name for a file that is written beside the copy.
    pub fn beside(&mut self, path: &str) -> String {
        self.copies.beside(path)
    }

    /// How many files there are, which were left out and what a person should know, as JSON.
    pub fn summary(&self) -> String {
        json(&Summary {
            files: self.files,
            left_out: self.copies.left_out(),
            warnings: self.copies.warnings(),
        })
    }

    fn of(copies: Copies) -> Self {
        Self {
            copies,
            files: 0,
            current: None,
        }
    }
}
