//! What images are by their look: windowed exports instead of the scanner's values, text in the picture, overviews only.

#![expect(clippy::cast_precision_loss, reason = "counts of images are small")]

use super::{Check, CheckCode, CheckResult, Image};

/// CT and MR images with 8 bits, or in colour, have lost the scanner's values.
pub(crate) fn not_diagnostic(modality: &str, images: &[Image<'_>]) -> Option<Check> {
    if !matches!(modality, "CT" | "MR") {
        return None;
    }
    let colour = |image: &&Image<'_>| image.instance.samples_per_pixel > 1;
    let windowed = |image: &&Image<'_>| image.instance.bits_stored <= 8 || colour(image);
    let count = images.iter().filter(windowed).count();
    (count > 0).then(|| {
        let what = if images.iter().any(|image| colour(&image)) { "colour" } else { "8 bits" };
        Check::new(
            CheckCode::NotDiagnostic,
            CheckResult::MayLimit,
            &[("images", count as f64)],
            format!("{count} of {} images hold {what} instead of the scanner's values", images.len()),
        )
    })
}

/// Burned-in annotation, declared, or not denied where it is common.
pub(crate) fn burned_in(modality: &str, images: &[Image<'_>]) -> Option<Check> {
    let count = |what: Option<bool>| images.iter().filter(|image| image.facts.burned_in == what).count();
    let declared = count(Some(true));
    if declared > 0 {
        return Some(Check::new(
            CheckCode::BurnedIn,
            CheckResult::Note,
            &[("images", declared as f64)],
            format!("{declared} of {} images have text in the picture", images.len()),
        ));
    }
    let silent = count(None);
    (silent > 0 && matches!(modality, "US" | "IVUS" | "XA" | "RF" | "ES" | "OT")).then(|| {
        Check::new(
            CheckCode::BurnedIn,
            CheckResult::CannotCheck,
            &[("images", silent as f64)],
            format!("{silent} of {} images may have text in the picture; the header does not say", images.len()),
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
