//! Pixels that end too early, or that cannot be decoded here.

#![expect(clippy::cast_precision_loss, reason = "counts of images are small")]

use super::{Check, CheckCode, CheckResult, Image, part};
use crate::codestream;

pub(crate) fn truncated(images: &[Image<'_>]) -> Option<Check> {
    let count = images.iter().filter(|image| image.instance.truncated).count();
    (count > 0).then(|| {
        Check::new(
            CheckCode::Truncated,
            CheckResult::MayLimit,
            &[("images", count as f64)],
            format!(
                "Cut off before the end of the pixels: {}",
                part(count, images.len())
            ),
        )
    })
}

pub(crate) fn cannot_decode(images: &[Image<'_>]) -> Option<Check> {
    let undecodable = |image: &&Image<'_>| image.facts.undecodable;
    let count = images.iter().filter(undecodable).count();
    let syntax = &images.iter().find(undecodable)?.instance.transfer_syntax;
    let how = if codestream::is_decoded(syntax) {
        "With pixels that are damaged or contradict their description".to_owned()
    } else {
        format!("Compressed in a way that cannot be shown ({syntax})")
    };
    Some(Check::new(
        CheckCode::CannotDecode,
        CheckResult::MayLimit,
        &[("images", count as f64)],
        format!("{how}: {}", part(count, images.len())),
    ))
}
