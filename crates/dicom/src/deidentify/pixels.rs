//! Pixels, bit for bit: what they show is not changed, nor how they are packed.

use super::LeftOut;
use crate::{Span, encapsulated, rewritten::Writer, walk::Element, window::Window};

/// Copies the pixels; says whether they end too early.
pub(super) fn copy(
    writer: &mut Writer,
    window: &mut Window<'_>,
    pixels: &Element,
    vr: [u8; 2],
) -> Result<bool, LeftOut> {
    let Some(declared) = pixels.length else {
        let fragments = encapsulated::fragments(window, pixels.value, pixels.syntax.big)?
            .ok_or(LeftOut::UnclearPixels)?;
        writer.begin(pixels.tag, *b"OB");
        writer.fragment(fragments.table);
        for fragment in fragments.spans {
            writer.fragment(fragment);
        }
        writer.end();
        return Ok(fragments.truncated);
    };
    let length = declared.min(window.len().saturating_sub(pixels.value));
    let offset = pixels.value;
    writer.copied(pixels.tag, vr, Span { offset, length });
    Ok(length < declared)
}
