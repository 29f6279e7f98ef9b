//! Left, right, both, midline or none.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The side of the patient's body.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The patient's left.
    Left,
    /// The patient's right.
    Right,
    /// Left and right.
    Both,
    /// In the midline.
    Midline,
    /// Side does not apply.
    None,
}

impl Side {
    /// The word used in JSON and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Both => "both",
            Self::Midline => "midline",
            Self::None => "none",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// The word is not a side.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("Give the side as left, right, both, midline or none.")]
pub struct UnknownSide;

impl UnknownSide {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        "unknown-side"
    }
}

impl FromStr for Side {
    type Err = UnknownSide;

    fn from_str(word: &str) -> Result<Self, UnknownSide> {
        [Self::Left, Self::Right, Self::Both, Self::Midline, Self::None]
            .into_iter()
            .find(|side| side.key() == word)
            .ok_or(UnknownSide)
    }
}
