//! Where images lie in the body: several directions in one series, none at all, or no side.

use super::{Check, CheckCode, CheckResult, Image, part, rules::rules};
use crate::Series;

/// More than one direction among images that are no overview.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
pub(crate) fn mixed(images: &[Image<'_>]) -> Option<Check> {
    let mut seen: Vec<[f64; 6]> = Vec::new();
    let tolerance = rules().spacing.orientation;
    for orientation in images.iter().filter_map(|image| image.instance.image_orientation) {
        let known = |seen: &[f64; 6]| {
            seen.iter()
                .zip(&orientation)
                .all(|(a, b)| (a - b).abs() <= tolerance)
        };
        if !seen.iter().any(known) {
            seen.push(orientation);
        }
        if seen.len() > 64 {
            break;
        }
    }
    (seen.len() > 1).then(|| {
        Check::new(
            CheckCode::MixedOrientation,
            CheckResult::Note,
            &[("directions", seen.len() as f64)],
            format!("The images lie in {} directions", seen.len()),
        )
    })
}

/// Images of a volume that say neither where nor how they lie.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
pub(crate) fn absent(modality: &str, images: &[Image<'_>]) -> Option<Check> {
    if !matches!(modality, "CT" | "MR" | "PT") {
        return None;
    }
    let without = images.iter().filter(|image| !is_placed(image)).count();
    (without > 0).then(|| {
        Check::new(
            CheckCode::NoOrientation,
            CheckResult::CannotCheck,
            &[("images", without as f64)],
            format!("Without a place in the body: {}", part(without, images.len())),
        )
    })
}

fn is_placed(image: &Image<'_>) -> bool {
    let instance = image.instance;
    let own = instance.image_position.is_some() && instance.image_orientation.is_some();
    own || instance
        .per_frame
        .iter()
        .any(|frame| frame.image_position.is_some())
}

/// A part of the body of which there are two, and no side named anywhere.
pub(crate) fn no_side(modality: &str, series: &Series, images: &[Image<'_>]) -> Option<Check> {
    let body_part = series.body_part.as_deref().unwrap_or_default().to_uppercase();
    let paired = rules().paired.contains(&body_part) || modality == "MG";
    let named = |side: &Option<String>| {
        side.as_deref()
            .is_some_and(|side| matches!(side, "L" | "R" | "B"))
    };
    let sided = named(&series.laterality) || images.iter().any(|image| named(&image.instance.laterality));
    (paired && !sided).then(|| {
        Check::new(
            CheckCode::NoLaterality,
            CheckResult::Note,
            &[],
            "No image says which side of the body it shows".to_owned(),
        )
    })
}
