//! Whether the images were good enough for the question.

use serde::{Deserialize, Serialize};

/// Adequacy of the images for the question asked, as judged by the radiologist; never computed.
///
/// JSON: `{"grade": "adequate"}`, `{"grade": "limited", "reason": "…"}` or `{"grade": "not_adequate", "reason": "…"}`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "grade", rename_all = "snake_case", deny_unknown_fields)]
pub enum Adequacy {
    /// The images answer the question.
    Adequate {},
    /// The images can be read, with a limit the report names.
    Limited {
        /// What limits the reading.
        reason: String,
    },
    /// The images cannot answer the question; such a report may be without findings.
    NotAdequate {
        /// What is missing or unreadable.
        reason: String,
    },
}

impl Adequacy {
    /// The reason given, where the grade asks for one.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Adequate {} => None,
            Self::Limited { reason } | Self::NotAdequate { reason } => Some(reason),
        }
    }

    /// Whether nothing could be read.
    pub fn is_not_adequate(&self) -> bool {
        matches!(self, Self::NotAdequate { .. })
    }

    /// Whether a grade that asks for a reason has none.
    pub(crate) fn lacks_reason(&self) -> bool {
        self.reason().is_some_and(|reason| reason.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_grade_has_its_own_shape_and_nothing_else() {
        let parse = |text| serde_json::from_str::<Adequacy>(text);
        assert_eq!(parse(r#"{"grade":"adequate"}"#).unwrap(), Adequacy::Adequate {});
        assert_eq!(
            parse(r#"{"grade":"limited","reason":"motion"}"#)
                .unwrap()
                .reason(),
            Some("motion")
        );
        assert!(parse(r#"{"grade":"limited"}"#).is_err());
        assert!(parse(r#"{"grade":"adequate","resaon":"typo"}"#).is_err());
    }
}
