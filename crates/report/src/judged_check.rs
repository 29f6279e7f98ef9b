//! What the radiologist says of the checks that were made of the images before they were read.

use serde::{Deserialize, Serialize};

/// One check that found something, and whether the radiologist agrees that it matters.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct JudgedCheck {
    /// Code of the check, such as `missing_slices`.
    pub code: String,
    /// Which series or examination it is about, as it was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What was found, in the words and numbers that were shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What the radiologist says.
    pub judgement: Judgement,
    /// Why it does not matter; required where the check is overruled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// A check proposes, the radiologist decides.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// It is so, and it limits the reading.
    Confirmed,
    /// It is not so, or does not limit the reading.
    Overruled,
}

impl JudgedCheck {
    /// Number of the first check that is overruled without a reason, counted from 1.
    pub(crate) fn unexplained(checks: &[Self]) -> Option<usize> {
        let explained = |check: &Self| {
            check
                .because
                .as_ref()
                .is_some_and(|because| !because.trim().is_empty())
        };
        let at = checks
            .iter()
            .position(|check| check.judgement == Judgement::Overruled && !explained(check))?;
        Some(at + 1)
    }
}
