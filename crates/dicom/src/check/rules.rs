//! The limits and the protocol table, read from `data/adequacy.json`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::Plane;

/// All limits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    pub(crate) spacing: Spacing,
    pub(crate) lossy: Lossy,
    pub(crate) age: Age,
    /// Body parts of which a person has two, as DICOM writes them.
    pub(crate) paired: Vec<String>,
    pub(crate) exams: Vec<Exam>,
}

/// How even a stack of slices has to be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spacing {
    /// Distances may differ from the usual one by this, in millimetres …
    pub(crate) tolerance_mm: f64,
    /// … or by this share of it, whichever is more.
    pub(crate) tolerance_share: f64,
    /// Direction cosines may differ by this inside one stack.
    pub(crate) orientation: f64,
    /// Tilt of the gantry that is worth a note, in degrees.
    pub(crate) tilt_degrees: f64,
    /// Thicknesses that differ by this are two, in millimetres.
    pub(crate) thickness_mm: f64,
    /// Up to this share of the distances may be a whole multiple of the usual one and still be called lost slices, where
    /// the numbers of the images do not tell.
    pub(crate) lone_gaps_share: f64,
}

/// Published ceilings of irreversible compression.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lossy {
    pub(crate) source: String,
    pub(crate) ceilings: Vec<Ceiling>,
}

/// One ceiling; the first that fits counts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ceiling {
    pub(crate) modality: Vec<String>,
    /// Words of body part or description; none where it holds for all.
    #[serde(default)]
    pub(crate) body: Vec<String>,
    pub(crate) ratio: f64,
}

/// When a study counts as old.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Age {
    #[expect(dead_code, reason = "says in the data where the limit comes from")]
    source: String,
    pub(crate) months: u32,
    pub(crate) exams: Vec<AgeOf>,
}

/// Another limit for some examinations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgeOf {
    pub(crate) words: Vec<String>,
    pub(crate) months: u32,
}

/// An examination of the protocol table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exam {
    pub(crate) id: String,
    pub(crate) modality: Vec<String>,
    pub(crate) source: String,
    /// By which it is recognised in body part and descriptions; none where only a person can name it.
    pub(crate) words: Vec<String>,
    /// Smallest number of images, for radiographs.
    #[serde(default)]
    pub(crate) views: usize,
    pub(crate) series: Vec<Expected>,
}

/// A series that belongs to an examination, and its limits in millimetres.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) name: String,
    #[serde(default)]
    plane: Option<Plane>,
    #[serde(default)]
    planes: Vec<Plane>,
    #[serde(default)]
    pub(crate) weighting: Vec<Weighting>,
    #[serde(default)]
    pub(crate) fat_suppressed: Option<bool>,
    #[serde(default)]
    pub(crate) contrast: Option<bool>,
    #[serde(default)]
    pub(crate) thickness: Option<f64>,
    #[serde(default)]
    pub(crate) gap: Option<f64>,
    #[serde(default)]
    pub(crate) pixel_area: Option<f64>,
}

/// What an MR image shows bright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Weighting {
    T1,
    T2,
    Pd,
    Stir,
    Flair,
    GradientEcho,
    Diffusion,
}

impl Expected {
    /// Whether a plane fits.
    pub(crate) fn takes(&self, plane: Option<Plane>) -> bool {
        let any = self.plane.is_none() && self.planes.is_empty();
        any || plane.is_some_and(|plane| self.plane == Some(plane) || self.planes.contains(&plane))
    }
}

/// The rules of this program.
pub(crate) fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(|| {
        #[expect(
            clippy::expect_used,
            reason = "the file is part of the program; a test reads it"
        )]
        serde_json::from_str(include_str!("../../data/adequacy.json")).expect("the rules are well-formed")
    });
    &RULES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read_and_says_where_its_limits_come_from() {
        let rules = rules();
        assert!(rules.exams.iter().all(|exam| !exam.source.is_empty()));
        assert!(
            rules
                .exams
                .iter()
                .all(|exam| exam.views > 0 || !exam.series.is_empty())
        );
        let ids: std::collections::BTreeSet<_> = rules.exams.iter().map(|exam| &exam.id).collect();
        assert_eq!(ids.len(), rules.exams.len());
    }
}
