//! Slices of one series that differ in thickness, be they images or frames.

use super::{Check, CheckCode, CheckResult, Image, rules::rules};

pub(crate) fn check(images: &[Image<'_>]) -> Option<Check> {
    let of_frames = images.iter().flat_map(|image| &image.facts.frames);
    let mut all: Vec<f64> = images
        .iter()
        .filter_map(|image| image.instance.slice_thickness)
        .chain(of_frames.filter_map(|frame| frame.thickness))
        .collect();
    all.sort_by(f64::total_cmp);
    let (thinnest, thickest) = (*all.first()?, *all.last()?);
    let limit = rules().spacing.thickness_mm;
    (thickest - thinnest >= limit).then(|| {
        Check::new(
            CheckCode::MixedThickness,
            CheckResult::Note,
            &[("thinnest_mm", thinnest), ("thickest_mm", thickest)],
            format!("Slices are {thinnest:.2} to {thickest:.2} mm thick"),
        )
    })
}
