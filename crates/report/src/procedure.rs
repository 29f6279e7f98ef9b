//! The list of common planned operations.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A planned operation a patient can choose.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Stable code of this list.
    pub code: String,
    /// Where on the body.
    pub region: Region,
    /// Whether left or right is asked.
    pub side_applies: bool,
    /// Whether spine levels are asked.
    pub level_applies: bool,
    /// What people call it.
    pub label: Labels,
    /// What else people call it, in any language, to find it by.
    pub words: Vec<String>,
}

/// A label in each language.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// English.
    pub en: String,
    /// German.
    pub de: String,
}

/// Region of the body, for choosing an operation and the radiologist's subspecialty.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Region {
    Spine,
    Shoulder,
    ElbowHand,
    Hip,
    Knee,
    FootAnkle,
    Head,
    Neck,
    Chest,
    HeartVessels,
    Breast,
    Abdomen,
    Pelvis,
}

/// All operations of the list, by region.
pub fn procedures() -> &'static [Procedure] {
    #[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
    static LIST: LazyLock<Vec<Procedure>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../data/procedures.json")).expect("data/procedures.json")
    });
    &LIST
}

/// The operation with this code.
pub fn procedure(code: &str) -> Option<&'static Procedure> {
    procedures().iter().find(|procedure| procedure.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_operation_has_a_code_of_its_own_and_a_label_in_each_language() {
        let mut codes = HashSet::new();
        for procedure in procedures() {
            assert!(codes.insert(&procedure.code), "{} twice", procedure.code);
            assert!(
                procedure
                    .code
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            );
            assert!(!procedure.label.en.is_empty() && !procedure.label.de.is_empty());
            assert!(!procedure.words.is_empty(), "{}", procedure.code);
            assert!(
                procedure
                    .words
                    .iter()
                    .all(|word| !word.trim().is_empty() && !word.contains('ß'))
            );
            assert!(
                !procedure.label.de.contains('ß'),
                "Swiss spelling, read everywhere: {}",
                procedure.code
            );
        }
        assert!(codes.len() >= 40);
    }

    #[test]
    fn spine_levels_are_asked_for_the_spine_only() {
        for procedure in procedures() {
            assert!(
                !procedure.level_applies || procedure.region == Region::Spine,
                "{}",
                procedure.code
            );
        }
    }
}
