//! The first read: what the radiologist saw before the original report could be opened.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Adequacy, Finding, JudgedCheck, NotReadable, json};

/// Independent first findings; the file format of `examples/findings.json`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FirstRead {
    /// Whether the images were good enough.
    pub adequacy: Adequacy,
    /// What the radiologist says of the checks that found something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<JudgedCheck>,
    /// What was seen.
    pub findings: Vec<Finding>,
    /// A first conclusion, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impression: Option<String>,
}

impl FirstRead {
    /// Reads the JSON file.
    pub fn from_json(bytes: &[u8]) -> Result<Self, NotReadable> {
        json::read("findings", "Compare the file with examples/findings.json.", bytes)
    }

    /// The JSON that is sealed and whose hash is committed.
    pub fn to_json(&self) -> Vec<u8> {
        json::write(self)
    }

    /// Checks what must be there before this may be committed. After the commit nothing can be changed.
    pub fn for_commit(&self) -> Result<(), CommitRefusal> {
        if self.adequacy.lacks_reason() {
            return Err(CommitRefusal::NoReason);
        }
        if let Some(number) = JudgedCheck::unexplained(&self.checks) {
            return Err(CommitRefusal::CheckUnexplained { number });
        }
        if self.findings.is_empty() && !self.adequacy.is_not_adequate() {
            return Err(CommitRefusal::NoFindings);
        }
        let mut ids = HashSet::new();
        for (number, finding) in (1..).zip(&self.findings) {
            if finding.text.trim().is_empty() {
                return Err(CommitRefusal::NoText { number });
            }
            if finding.id.trim().is_empty() || !ids.insert(&finding.id) {
                return Err(CommitRefusal::Id { number });
            }
        }
        Ok(())
    }
}

/// Why first findings cannot be committed yet.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum CommitRefusal {
    /// Adequacy is limited or not adequate, without a reason.
    #[error("Say in a few words what limits the images.")]
    NoReason,
    /// A check is overruled without a reason.
    #[error("Say in a few words why check {number} does not limit the images.")]
    CheckUnexplained {
        /// Counted from 1.
        number: usize,
    },
    /// There is nothing to commit.
    #[error(
        "Write at least one finding, or mark the images as not adequate. A normal examination is a finding too."
    )]
    NoFindings,
    /// A finding has no text.
    #[error("Finding {number} has no text. Describe what is seen, or remove it.")]
    NoText {
        /// Counted from 1.
        number: usize,
    },
    /// A finding has no id, or one that was used before.
    #[error("Finding {number} needs an id of its own, such as f{number}.")]
    Id {
        /// Counted from 1.
        number: usize,
    },
}

impl CommitRefusal {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoReason => "adequacy-without-reason",
            Self::CheckUnexplained { .. } => "check-without-reason",
            Self::NoFindings => "no-findings",
            Self::NoText { .. } => "finding-without-text",
            Self::Id { .. } => "finding-id",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> FirstRead {
        FirstRead::from_json(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_first_read_without_findings_is_only_for_images_that_cannot_be_read() {
        let empty = read(r#"{"adequacy":{"grade":"adequate"},"findings":[]}"#);
        assert_eq!(empty.for_commit(), Err(CommitRefusal::NoFindings));
        let unreadable =
            read(r#"{"adequacy":{"grade":"not_adequate","reason":"two slices only"},"findings":[]}"#);
        assert_eq!(unreadable.for_commit(), Ok(()));
        let unexplained = read(r#"{"adequacy":{"grade":"not_adequate","reason":" "},"findings":[]}"#);
        assert_eq!(unexplained.for_commit(), Err(CommitRefusal::NoReason));
    }

    #[test]
    fn two_findings_never_share_an_id() {
        let finding = r#"{"id":"f1","text":"x","side":"none","certainty":"likely"}"#;
        let twice = read(&format!(
            r#"{{"adequacy":{{"grade":"adequate"}},"findings":[{finding},{finding}]}}"#
        ));
        assert_eq!(twice.for_commit(), Err(CommitRefusal::Id { number: 2 }));
    }

    #[test]
    fn a_file_with_a_typing_slip_names_the_line_and_not_the_content() {
        let slip = br#"{"adequacy":{"grade":"adequate"},
            "findings":[{"id":"f1","text":"Anna Muster","side":"lft","certainty":"likely"}]}"#;
        let refused = FirstRead::from_json(slip).unwrap_err();
        assert_eq!(refused.line, 2);
        assert!(!refused.to_string().contains("Anna") && !format!("{refused:?}").contains("lft"));
    }
}
