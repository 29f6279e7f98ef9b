//! What is on the disc: every file with its outcome, and the imaging as patients, studies, series, instances, frames.
//!
//! As JSON this becomes part of the sealed manifest, so names and codes here are a format: `snake_case`, absent values left
//! out. Texts are decoded by Specific Character Set and free of control characters; they may hold anything else a person
//! can type. Dates are ISO 8601 (`1970-01-31`), times `HH:MM:SS`; what is not a valid date or time is absent.

mod file;
mod instance;
mod reason;
mod tree;
mod warning;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::warnings;

pub use file::{DocumentKind, FileRecord, Outcome, Problem, Use};
pub use instance::{FrameAttributes, Instance, LookupTable, Lossy, Palette, Span};
pub use reason::Reason;
pub use tree::{Patient, Plane, Series, Study};
pub use warning::{Warning, WarningCode};

/// Everything that was found on a disc.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Inventory {
    /// One record for every file of the disc, in the disc's order.
    pub files: Vec<FileRecord>,
    /// Real imaging, nothing that may hold the original report.
    pub patients: Vec<Patient>,
    /// Secondary captures and screenshots: documents that happen to be pixels. Kept apart from `patients`, because they
    /// belong with the original report; to be shown once that is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captures: Vec<Instance>,
    /// What a person should know or decide before sending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

impl Inventory {
    /// Every image: imaging, then captures.
    pub fn images(&self) -> impl Iterator<Item = &Instance> {
        let studies = self.patients.iter().flat_map(|patient| &patient.studies);
        let series = studies.flat_map(|study| &study.series);
        series.flat_map(|series| &series.instances).chain(&self.captures)
    }

    /// What is unusual about how files are written although they are used, each with the files that have it: how many, and
    /// the first of them by name. Beside [`Self::warnings`], for people who look after archives; a patient can do nothing
    /// about it.
    pub fn unusual(&self) -> BTreeMap<Problem, String> {
        warnings::unusual(&self.files)
    }
}
