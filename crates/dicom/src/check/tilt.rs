//! Gantry tilt of CT, declared in the header or seen in the places of the slices.

use super::{Check, CheckCode, CheckResult, Image, rules::rules};
use crate::image;

pub(crate) fn check(modality: &str, images: &[Image<'_>]) -> Option<Check> {
    if modality != "CT" {
        return None;
    }
    let declared = images
        .iter()
        .filter_map(|image| image.facts.tilt)
        .max_by(|a, b| a.abs().total_cmp(&b.abs()));
    let limit = rules().spacing.tilt_degrees;
    let degrees = declared
        .filter(|degrees| degrees.abs() >= limit)
        .or_else(|| sheared(images).filter(|degrees| degrees.abs() >= limit))?;
    Some(Check::new(
        CheckCode::GantryTilt,
        CheckResult::Note,
        &[("degrees", degrees)],
        format!("The gantry was tilted by {degrees:.1}°"),
    ))
}

/// Angle between the normal of the slices and the way from the first to the last, in degrees.
fn sheared(images: &[Image<'_>]) -> Option<f64> {
    let first = images.first()?.instance;
    let orientation = first.image_orientation?;
    let same = |image: &&Image<'_>| image.instance.image_orientation == Some(orientation);
    let last = images.iter().rev().find(same)?.instance;
    let normal = image::normal(&orientation)?;
    let way: Vec<f64> = last
        .image_position?
        .iter()
        .zip(first.image_position?)
        .map(|(a, b)| a - b)
        .collect();
    let length = way.iter().map(|n| n * n).sum::<f64>().sqrt();
    let along: f64 = way.iter().zip(normal).map(|(a, b)| a * b).sum();
    (length > 1.0).then(|| (along.abs() / length).clamp(0.0, 1.0).acos().to_degrees())
}
