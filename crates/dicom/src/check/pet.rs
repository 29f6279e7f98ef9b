//! PET images whose uptake values cannot be computed.

use super::{Check, CheckCode, CheckResult, Image};

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
pub(crate) fn check(modality: &str, images: &[Image<'_>]) -> Option<Check> {
    if modality != "PT" {
        return None;
    }
    let lacking = images.iter().filter(|image| !image.facts.suv_missing.is_empty());
    let count = lacking.clone().count();
    let missing = lacking.map(|image| &image.facts.suv_missing).next()?;
    Some(Check::new(
        CheckCode::PetWithoutSuv,
        CheckResult::MayLimit,
        &[("images", count as f64)],
        format!(
            "Uptake values cannot be computed; missing: {}",
            missing.join(", ")
        ),
    ))
}
