//! Pixels, bit for bit: what they show is not changed, nor how they are packed.

use super::LeftOut;
use crate::{Instance, Span, encapsulated, rewritten::Writer, walk::Element, window::Window};

/// Where the pixels of a file lie.
pub(super) enum Pixels {
    /// As they are shown, one sample after the other.
    Native(Span),
    /// In fragments, the first of them the offset table.
    Encapsulated(Vec<Span>),
}

impl Pixels {
    /// Finds them; `image` is what examining the file made of it.
    pub(super) fn find(
        window: &mut Window<'_>,
        element: &Element,
        image: Option<&Instance>,
    ) -> Result<Self, LeftOut> {
        let offset = element.value;
        if let Some(declared) = element.length {
            let length = declared.min(window.len().saturating_sub(offset));
            return Ok(Self::Native(Span { offset, length }));
        }
        if let Some(found) = encapsulated::fragments(window, offset, element.syntax.big)? {
            return Ok(Self::Encapsulated(
                std::iter::once(found.table).chain(found.spans).collect(),
            ));
        }
        // Native pixels whose length somebody left undefined: the frames tell it.
        let frames = image.map(|image| image.frames.as_slice()).unwrap_or_default();
        let end = frames
            .iter()
            .flatten()
            .map(|span| span.offset + span.length)
            .max();
        let end = end.filter(|end| *end > offset).ok_or(LeftOut::UnclearPixels)?;
        let length = end - offset;
        Ok(Self::Native(Span { offset, length }))
    }

    /// Copies them.
    pub(super) fn write(self, writer: &mut Writer, tag: u32, vr: [u8; 2]) {
        match self {
            Self::Native(span) => writer.copied(tag, vr, span),
            Self::Encapsulated(fragments) => {
                writer.begin(tag, *b"OB");
                for fragment in fragments {
                    writer.fragment(fragment);
                }
                writer.end();
            }
        }
    }
}
