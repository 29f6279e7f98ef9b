//! Reading files that people or other clients wrote.

use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// The bytes are not the JSON that was asked for. It names the place and not the content, which may be about a patient.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("The {what} could not be read at line {line}, column {column}. {hint}")]
pub struct NotReadable {
    what: &'static str,
    hint: &'static str,
    /// Line, counted from 1.
    pub line: usize,
    /// Column, counted from 1.
    pub column: usize,
}

impl NotReadable {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        "not-readable"
    }
}

pub(crate) fn read<T: DeserializeOwned>(
    what: &'static str,
    hint: &'static str,
    bytes: &[u8],
) -> Result<T, NotReadable> {
    // Editors on Windows like to begin a file with a byte order mark.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| NotReadable {
        what,
        hint,
        line: error.line(),
        column: error.column(),
    })
}

#[expect(
    clippy::expect_used,
    reason = "only types of this crate: text keys, no map that could refuse"
)]
pub(crate) fn write<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("a type of this crate is JSON")
}
