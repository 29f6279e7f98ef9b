//! How a finding stands to the original report.

use serde::{Deserialize, Serialize};

/// Whether the radiologist has read the original report.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginalReport {
    /// The case came without one.
    None,
    /// There is one, and it was not opened.
    NotOpened,
    /// It was opened after the first read was committed.
    Opened,
}

/// What a finding says about the sentence of the original report that it answers.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Both readings say the same.
    Agrees,
    /// Seen here, not mentioned there.
    Adds,
    /// Mentioned there, not seen here.
    NotConfirmed,
    /// Seen in both, described differently (kind, severity, side, level, size).
    CharacterisesDifferently,
    /// The two readings cannot be settled from these images.
    RaisesQuestion,
}

/// Whether the difference is expected to change care.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Impact {
    /// No effect on care.
    None,
    /// Unlikely to change care.
    Unlikely,
    /// Likely to change care.
    Likely,
}

/// The part of the original report that a finding answers: a quoted sentence, a marked place, or both.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Name of the document, where there is more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The sentence, word for word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// A rectangle, for a report that is a scan or a photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Answers {
    /// Whether it points at anything.
    pub(crate) fn points_somewhere(&self) -> bool {
        self.place.is_some()
            || self
                .quote
                .as_deref()
                .is_some_and(|quote| !quote.trim().is_empty())
    }
}

/// A rectangle on a page, in fractions of the page's width and height from its top left corner.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Page, counted from 1.
    pub page: u32,
    /// Left edge, 0 to 1.
    pub x: f32,
    /// Top edge, 0 to 1.
    pub y: f32,
    /// Width, 0 to 1.
    pub width: f32,
    /// Height, 0 to 1.
    pub height: f32,
}
