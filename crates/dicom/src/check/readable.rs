//! Pixels that end too early, or that cannot be decoded here.

#![expect(clippy::cast_precision_loss, reason = "counts of images are small")]

use super::{Check, CheckCode, CheckResult, Image, part};
use crate::frames;

/// Compressed syntaxes of PS3.5 that are decoded: JPEG, JPEG-LS, JPEG 2000, JPEG XL, HTJ2K, RLE.
const DECODED: [&str; 17] = [
    "1.2.840.10008.1.2.4.50",
    "1.2.840.10008.1.2.4.51",
    "1.2.840.10008.1.2.4.53",
    "1.2.840.10008.1.2.4.55",
    "1.2.840.10008.1.2.4.57",
    "1.2.840.10008.1.2.4.70",
    "1.2.840.10008.1.2.4.80",
    "1.2.840.10008.1.2.4.81",
    "1.2.840.10008.1.2.4.90",
    "1.2.840.10008.1.2.4.91",
    "1.2.840.10008.1.2.4.110",
    "1.2.840.10008.1.2.4.111",
    "1.2.840.10008.1.2.4.112",
    "1.2.840.10008.1.2.4.201",
    "1.2.840.10008.1.2.4.202",
    "1.2.840.10008.1.2.4.203",
    "1.2.840.10008.1.2.5",
];

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
    let unknown = |image: &&Image<'_>| {
        let syntax = image.instance.transfer_syntax.as_str();
        !frames::is_native(syntax) && !DECODED.contains(&syntax)
    };
    let count = images.iter().filter(unknown).count();
    let syntax = &images.iter().find(unknown)?.instance.transfer_syntax;
    Some(Check::new(
        CheckCode::CannotDecode,
        CheckResult::MayLimit,
        &[("images", count as f64)],
        format!(
            "Compressed in a way that cannot be shown ({syntax}): {}",
            part(count, images.len())
        ),
    ))
}
