//! Is it complete, and is it good enough? Each check looks at headers and geometry only, and says what it found with the
//! numbers. The limits are data: `data/adequacy.json`.
//!
//! A check never blocks anything. It is shown to the patient first, with the one thing to do, and later to the
//! radiologist, who decides.

mod across;
mod age;
mod appearance;
mod declared;
mod facts;
mod gaps;
mod lossy;
mod missing;
mod numbering;
mod orientation;
mod pet;
mod protocol;
mod readable;
mod rules;
mod stacks;
mod study;
mod thickness;
mod tilt;
mod weighting;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use age::{OldStudy, old_studies, old_study};
pub(crate) use facts::Facts;
pub(crate) use lossy::is_always_lossy;
pub use protocol::exams;
pub(crate) use study::check as study;

use crate::Instance;

/// What one check found. Checks that found nothing are absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// What was checked.
    pub code: CheckCode,
    /// What it means for the reading.
    pub result: CheckResult,
    /// Counts and measures by name, for sentences in the reader's language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<String, f64>,
    /// One English sentence without personal data.
    pub detail: String,
}

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CheckCode {
    /// Images that numbers, places or the header tell of and that did not come.
    MissingSlices,
    /// Distances between slices differ by design.
    IrregularSpacing,
    /// Slices of one series differ in thickness.
    MixedThickness,
    /// The slices stand oblique to the table (CT).
    GantryTilt,
    /// Exact duplicates; one of each is used and counted.
    DuplicateInstances,
    /// Different images carry the same SOP Instance UID; all are kept.
    ConflictingInstances,
    /// Images whose pixels end too early.
    Truncated,
    /// Irreversibly compressed.
    Lossy,
    /// Not the images of the scanner: captures, screenshots, windowed exports.
    NotDiagnostic,
    /// Pixels that cannot be decoded here.
    CannotDecode,
    /// The study consists of overview images only.
    LocalizerOnly,
    /// Text may be part of the picture.
    BurnedIn,
    /// The study is older than the question.
    OldStudy,
    /// A series that belongs to such an examination was not found.
    ExpectedSeries,
    /// What uptake values are computed from is missing (PET).
    PetWithoutSuv,
    /// Images cannot be placed in the body.
    NoOrientation,
    /// A part of the body of which there are two, without a side.
    NoLaterality,
    /// Images of one series lie in several directions.
    MixedOrientation,
    /// Slices thicker than usual for such an examination.
    ThickSlices,
    /// Gaps between slices wider than usual for such an examination.
    WideGap,
    /// Pixels larger than usual for such an examination.
    CoarsePixels,
    /// Images of one series that were sent at several times, each part checked alone.
    CameInParts,
}

/// What a finding of a check means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// As it should be.
    Ok,
    /// Worth knowing.
    Note,
    /// May limit what can be read.
    MayLimit,
    /// The headers do not tell.
    CannotCheck,
}

impl Check {
    /// Numbers that are none, of hostile headers, are left out: JSON has no word for them.
    pub(crate) fn new(code: CheckCode, result: CheckResult, numbers: &[(&str, f64)], detail: String) -> Self {
        let finite = numbers.iter().filter(|(_, n)| n.is_finite());
        Self {
            code,
            result,
            numbers: finite.map(|(name, n)| ((*name).to_owned(), *n)).collect(),
            detail,
        }
    }
}

/// `1 image`, `2 images`.
pub(crate) fn images(count: usize) -> String {
    if count == 1 {
        "1 image".to_owned()
    } else {
        format!("{count} images")
    }
}

/// `3 of 24 images`.
pub(crate) fn part(count: usize, all: usize) -> String {
    format!("{count} of {}", images(all))
}

/// An image with what is known beyond the inventory.
#[derive(Clone, Copy)]
pub(crate) struct Image<'a> {
    pub(crate) instance: &'a Instance,
    pub(crate) facts: &'a Facts,
}
