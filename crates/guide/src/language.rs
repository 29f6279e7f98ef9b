//! The languages that have words.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A language of the glossary and the sentences.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
    /// German.
    De,
}

/// There are no words in this language yet.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("Choose English (en) or German (de).")]
pub struct UnknownLanguage;

impl UnknownLanguage {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        "unknown-language"
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a BCP 47 tag; regions are ignored (`de-CH` is German).
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Ok(Self::En),
            "de" => Ok(Self::De),
            _ => Err(UnknownLanguage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regional_tag_is_its_language() {
        assert_eq!("de-CH".parse(), Ok(Language::De));
        assert_eq!("EN_gb".parse(), Ok(Language::En));
        assert_eq!("deutsch".parse::<Language>(), Err(UnknownLanguage));
    }
}
