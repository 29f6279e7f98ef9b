//! A single image a finding points at.

use std::fmt;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A frame of an instance, named by its DICOM unique identifiers.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct KeyImage {
    /// Study Instance UID (0020,000D).
    pub study: Uid,
    /// Series Instance UID (0020,000E).
    pub series: Uid,
    /// SOP Instance UID (0008,0018).
    pub instance: Uid,
    /// Frame of the instance, counted from 1; 1 where it has a single one.
    #[serde(default = "first_frame")]
    pub frame: NonZeroU32,
    /// What the image shows, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

fn first_frame() -> NonZeroU32 {
    NonZeroU32::MIN
}

/// A DICOM unique identifier: digits and dots, at most 64 (PS3.5 §9.1).
///
/// Leading zeros in a component are let through, because discs contain them.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uid(String);

impl Uid {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not a DICOM unique identifier.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("Name a key image by its DICOM unique identifiers: digits and dots, at most 64 characters.")]
pub struct NotAUid;

impl NotAUid {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        "not-a-uid"
    }
}

impl TryFrom<String> for Uid {
    type Error = NotAUid;

    fn try_from(text: String) -> Result<Self, NotAUid> {
        let components_are_digits = text
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        if text.len() <= 64 && components_are_digits {
            Ok(Self(text))
        } else {
            Err(NotAUid)
        }
    }
}

impl From<Uid> for String {
    fn from(uid: Uid) -> Self {
        uid.0
    }
}
