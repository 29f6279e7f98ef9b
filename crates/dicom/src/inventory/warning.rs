//! What a person should know or decide before sending.

use serde::{Deserialize, Serialize};

/// Something a person should know or decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What.
    pub code: WarningCode,
    /// Which: counts and paths, in English, for the technical details of a page.
    pub detail: String,
}

/// Kinds of warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WarningCode {
    /// The disc names more than one person: stop and ask.
    SeveralPatients,
    /// The table of contents names files that are not there.
    DicomdirMissingFiles,
    /// Images whose pixels end too early.
    Truncated,
    /// The same image lies on the disc more than once; one of each is used.
    DuplicateInstances,
    /// Different images carry the same SOP Instance UID; all are kept.
    ConflictingInstances,
    /// Images without valid study, series or instance UID.
    InvalidUid,
    /// The table of contents names files outside the disc; such names are never followed.
    DicomdirOutside,
    /// A key object selection names images that are not there.
    KosMissingInstances,
    /// The headers count more images in a study than there are.
    MissingSlices,
    /// Captures, screenshots and photos: shown as documents, nothing to read a second time.
    NotDiagnostic,
    /// Irreversibly compressed captures; of images the series says it.
    Lossy,
    /// Images that cannot be used, because their pixels cannot be decoded here.
    CannotDecode,
}

impl WarningCode {
    /// Whether it can only be said of the whole disc, not of a part of its files.
    pub fn is_of_disc(self) -> bool {
        matches!(
            self,
            Self::DicomdirMissingFiles
                | Self::DicomdirOutside
                | Self::KosMissingInstances
                | Self::MissingSlices
        )
    }

    /// Stable code, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::SeveralPatients => "several_patients",
            Self::DicomdirMissingFiles => "dicomdir_missing_files",
            Self::Truncated => "truncated",
            Self::DuplicateInstances => "duplicate_instances",
            Self::ConflictingInstances => "conflicting_instances",
            Self::InvalidUid => "invalid_uid",
            Self::DicomdirOutside => "dicomdir_outside",
            Self::KosMissingInstances => "kos_missing_instances",
            Self::MissingSlices => "missing_slices",
            Self::NotDiagnostic => "not_diagnostic",
            Self::Lossy => "lossy",
            Self::CannotDecode => "cannot_decode",
        }
    }
}
