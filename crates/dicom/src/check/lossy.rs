//! Irreversible compression, against published ceilings.

use super::{Check, CheckCode, CheckResult, Image, part, rules::rules};
use crate::Series;

/// Syntaxes that cannot be anything but lossy: JPEG baseline and extended, and the retired lossy processes.
const ALWAYS: [&str; 2] = ["1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51"];
/// Syntaxes that may be either, so that the header has to say: near-lossless JPEG-LS, JPEG 2000, its multi-component
/// form, JPEG XL, HTJ2K.
const EITHER: [&str; 5] = [
    "1.2.840.10008.1.2.4.81",
    "1.2.840.10008.1.2.4.91",
    "1.2.840.10008.1.2.4.93",
    "1.2.840.10008.1.2.4.112",
    "1.2.840.10008.1.2.4.203",
];

/// Whether pixels of this syntax were lossy whatever the header says.
pub(crate) fn is_always_lossy(transfer_syntax: &str) -> bool {
    ALWAYS.contains(&transfer_syntax)
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
pub(crate) fn check(modality: &str, series: &Series, images: &[Image<'_>]) -> Option<Check> {
    let lossy: Vec<_> = images
        .iter()
        .filter_map(|image| image.instance.lossy.as_ref())
        .collect();
    if lossy.is_empty() {
        return undeclared(images);
    }
    let count = lossy.len() as f64;
    // Each time of compression multiplies (PS3.3 C.7.6.1.1.5.2).
    let ratio = lossy
        .iter()
        .map(|lossy| lossy.ratio.iter().product::<f64>())
        .fold(0.0, f64::max);
    let unknown = lossy.iter().any(|lossy| lossy.ratio.is_empty());
    let ceiling = ceiling(modality, series);
    let of = format!("Irreversibly compressed: {}", part(lossy.len(), images.len()));
    let (result, detail) = match (unknown, ceiling) {
        (_, Some(ceiling)) if ratio > ceiling && ratio > 1.0 => (
            CheckResult::MayLimit,
            format!(
                "{of}, up to {ratio:.1}:1; the published ceiling is {ceiling:.0}:1 ({})",
                rules().lossy.source
            ),
        ),
        (true, _) => (CheckResult::CannotCheck, format!("{of}; by how much is not said")),
        (false, Some(ceiling)) => (
            CheckResult::Note,
            format!("{of}, up to {ratio:.1}:1, within the published ceiling of {ceiling:.0}:1"),
        ),
        (false, None) => (
            CheckResult::Note,
            format!("{of}, up to {ratio:.1}:1; there is no published ceiling for these images"),
        ),
    };
    let mut numbers = vec![("images", count)];
    numbers.extend((ratio > 1.0).then_some(("ratio", ratio)));
    numbers.extend(ceiling.map(|ceiling| ("ceiling", ceiling)));
    Some(Check::new(CheckCode::Lossy, result, &numbers, detail))
}

/// A syntax that may be lossy, and a header that does not say.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn undeclared(images: &[Image<'_>]) -> Option<Check> {
    let may = |image: &&Image<'_>| {
        EITHER.contains(&image.instance.transfer_syntax.as_str()) && !image.facts.lossy_stated
    };
    let count = images.iter().filter(may).count();
    (count > 0).then(|| {
        Check::new(
            CheckCode::Lossy,
            CheckResult::CannotCheck,
            &[("images", count as f64)],
            format!(
                "Perhaps irreversibly compressed, the header does not say: {}",
                part(count, images.len())
            ),
        )
    })
}

fn ceiling(modality: &str, series: &Series) -> Option<f64> {
    let named = [&series.body_part, &series.description]
        .map(|text| text.as_deref().unwrap_or_default().to_uppercase());
    let fits = |body: &[String]| {
        body.is_empty()
            || body
                .iter()
                .any(|word| named.iter().any(|text| text.contains(word.as_str())))
    };
    let mut ceilings = rules().lossy.ceilings.iter();
    ceilings
        .find(|ceiling| ceiling.modality.iter().any(|of| of == modality) && fits(&ceiling.body))
        .map(|ceiling| ceiling.ratio)
}
