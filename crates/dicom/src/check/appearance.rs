//! What images are by their look: windowed exports instead of the scanner's values, text in the picture, overviews only.

#![expect(clippy::cast_precision_loss, reason = "counts of images are small")]

use crate::{Series, image};

use super::{Check, CheckCode, CheckResult, Image, part};

/// CT and MR images with 8 bits, or in colour, have lost the scanner's values.
pub(crate) fn not_diagnostic(modality: &str, images: &[Image<'_>]) -> Option<Check> {
    if !matches!(modality, "CT" | "MR") {
        return None;
    }
    let colour = |image: &&Image<'_>| image.instance.samples_per_pixel > 1;
    let windowed = |image: &&Image<'_>| image.instance.bits_stored <= 8 || colour(image);
    let count = images.iter().filter(windowed).count();
    (count > 0).then(|| {
        let what = if images.iter().any(|image| colour(&image)) {
            "colour"
        } else {
            "8 bits"
        };
        Check::new(
            CheckCode::NotDiagnostic,
            CheckResult::MayLimit,
            &[("images", count as f64)],
            format!(
                "With {what} instead of the scanner's values: {}",
                part(count, images.len())
            ),
        )
    })
}

/// Overviews from which the scan was planned: by Image Type, by name, or images of MR across each other that were not
/// reconstructed from others.
pub(crate) fn is_localizer(series: &Series, images: &[Image<'_>]) -> bool {
    const NAMES: [&str; 7] = [
        "LOCALI",
        "SCOUT",
        "SURVEY",
        "TOPOGRAM",
        "SCANOGRAM",
        "3-PLANE",
        "3PLANE",
    ];
    let name = series.description.as_deref().unwrap_or_default().to_uppercase();
    let few = images.len() <= 60;
    let is_mr = series.modality.as_deref() == Some("MR");
    images.iter().all(|image| image.facts.is_localizer())
        || (few && NAMES.iter().any(|known| name.contains(known)))
        || (few
            && is_mr
            && !images.iter().any(|image| image.facts.is_of_type("DERIVED"))
            && lie_across(images))
}

/// In exactly three directions, each across the others, with about as many images in each: a scan with an overview in the
/// same series has far more in one.
fn lie_across(images: &[Image<'_>]) -> bool {
    const MOST: usize = 4;
    let mut normals: Vec<([f64; 3], usize)> = Vec::new();
    // Where some images say that they are overviews, the others are none.
    if images.iter().any(|image| image.facts.is_localizer()) {
        return false;
    }
    for image in images {
        let Some(normal) = image.instance.image_orientation.and_then(|o| image::normal(&o)) else {
            return false;
        };
        let dot = |other: &[f64; 3]| other.iter().zip(normal).map(|(a, b)| a * b).sum::<f64>().abs();
        let near = |limit: f64| normals.iter().position(|(other, _)| dot(other) >= limit);
        match (near(0.95), near(0.3)) {
            (Some(known), _) => normals
                .iter_mut()
                .skip(known)
                .take(1)
                .for_each(|(_, count)| *count += 1),
            (None, None) => normals.push((normal, 1)),
            (None, Some(_)) => return false,
        }
    }
    let counts = || normals.iter().map(|(_, count)| *count);
    let (fewest, most) = (counts().min().unwrap_or(0), counts().max().unwrap_or(0));
    normals.len() == 3 && most <= MOST * fewest
}

/// Burned-in annotation, declared, or not denied where it is common.
pub(crate) fn burned_in(modality: &str, images: &[Image<'_>]) -> Option<Check> {
    let count = |what: Option<bool>| {
        images
            .iter()
            .filter(|image| image.facts.burned_in == what)
            .count()
    };
    let declared = count(Some(true));
    if declared > 0 {
        return Some(Check::new(
            CheckCode::BurnedIn,
            CheckResult::Note,
            &[("images", declared as f64)],
            format!("With text in the picture: {}", part(declared, images.len())),
        ));
    }
    let silent = count(None);
    (silent > 0 && matches!(modality, "US" | "IVUS" | "XA" | "RF" | "ES" | "OT")).then(|| {
        Check::new(
            CheckCode::BurnedIn,
            CheckResult::CannotCheck,
            &[("images", silent as f64)],
            format!(
                "Perhaps with text in the picture, the header does not say: {}",
                part(silent, images.len())
            ),
        )
    })
}

/// Nothing but overviews in the study.
pub(crate) fn localizer_only(images: usize) -> Check {
    Check::new(
        CheckCode::LocalizerOnly,
        CheckResult::MayLimit,
        &[("images", images as f64)],
        "The study consists of overview images only".to_owned(),
    )
}
