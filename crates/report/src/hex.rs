//! Identifiers and hashes as lowercase hexadecimal text.

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Lowercase hexadecimal text of whole bytes, not empty. The rooms that own the bytes give them their types;
/// in the signed body they are text.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hex(String);

impl Hex {
    /// The hexadecimal text of `bytes`.
    pub fn of(bytes: &[u8]) -> Result<Self, NotHex> {
        Self::try_from(HEXLOWER.encode(bytes))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not lowercase hexadecimal.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("Write identifiers and hashes in lowercase hexadecimal.")]
pub struct NotHex;

impl NotHex {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        "not-hex"
    }
}

impl TryFrom<String> for Hex {
    type Error = NotHex;

    fn try_from(text: String) -> Result<Self, NotHex> {
        let digits = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if digits && !text.is_empty() && text.len().is_multiple_of(2) {
            Ok(Self(text))
        } else {
            Err(NotHex)
        }
    }
}

impl TryFrom<&str> for Hex {
    type Error = NotHex;

    fn try_from(text: &str) -> Result<Self, NotHex> {
        Self::try_from(text.to_owned())
    }
}

impl From<Hex> for String {
    fn from(hex: Hex) -> Self {
        hex.0
    }
}
