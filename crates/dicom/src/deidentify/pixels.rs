//! Pixels, bit for bit: what they show is not changed, nor how they are packed. What stands around them and shows nothing
//! does not travel: bytes behind the last frame, and what [`codestream`] finds to be notes.

use super::{LeftOut, codestream};
use crate::{Instance, ReadError, Span, encapsulated, rewritten::Writer, walk::Element, window::Window};

/// Where the pixels of a file lie.
pub(super) enum Pixels {
    /// As they are shown, one sample after the other.
    Native(Span),
    /// The offset table, and fragments, each in pieces to be joined.
    Encapsulated(Vec<u8>, Vec<Vec<Span>>),
}

impl Pixels {
    /// Finds them; `image` is what examining the file made of it.
    pub(super) fn find(
        window: &mut Window<'_>,
        element: &Element,
        image: Option<&Instance>,
    ) -> Result<Self, LeftOut> {
        let offset = element.value;
        let frames = image.map(|image| image.frames.as_slice()).unwrap_or_default();
        if element.length.is_none()
            && let Some(found) = encapsulated::fragments(window, offset, element.syntax.big)?
        {
            let clean = |span: &Span| codestream::without_notes(window, *span);
            let fragments: Vec<Vec<Span>> = found.spans.iter().map(clean).collect::<Result<_, _>>()?;
            let table = table(window, &found, &fragments, frames)?;
            return Ok(Self::Encapsulated(table, fragments));
        }
        // Native pixels are as long as their frames, whatever length somebody wrote; but where room for another frame is left,
        // their number is wrong, and nothing says that the rest shows nothing.
        let end = frames
            .iter()
            .flatten()
            .map(|span| span.offset + span.length)
            .max();
        let frame = frames.iter().flatten().map(|span| span.length).max().unwrap_or(0);
        let declared = element
            .length
            .map(|length| length.min(window.len().saturating_sub(offset)));
        let length = match (end.and_then(|end| end.checked_sub(offset)), declared) {
            (Some(shown), Some(declared)) if shown > 0 && declared < shown.saturating_add(frame) => {
                shown.min(declared)
            }
            (_, Some(declared)) => declared,
            (Some(shown), None) if shown > 0 => shown,
            (_, None) => return Err(LeftOut::UnclearPixels),
        };
        Ok(Self::Native(Span { offset, length }))
    }

    /// Copies them.
    pub(super) fn write(self, writer: &mut Writer, tag: u32, vr: [u8; 2]) {
        match self {
            Self::Native(span) => writer.copied(tag, vr, span),
            Self::Encapsulated(table, fragments) => {
                writer.begin(tag, *b"OB");
                writer.offset_table(&table);
                for pieces in fragments {
                    writer.fragment(&pieces);
                }
                writer.end();
            }
        }
    }
}

/// The basic offset table, little endian: the original one where it tells where frames begin and still does, else a new one;
/// empty for a single frame, and where it is not known which fragments make up which frame.
fn table(
    window: &mut Window<'_>,
    found: &encapsulated::Fragments,
    fragments: &[Vec<Span>],
    frames: &[Vec<Span>],
) -> Result<Vec<u8>, ReadError> {
    // Where a fragment of odd length is made even, those behind it move too.
    let unchanged = found
        .spans
        .iter()
        .zip(fragments)
        .all(|(span, pieces)| pieces.as_slice() == [*span] && span.length.is_multiple_of(2));
    if unchanged && found.table.length > 0 && found.table_fits(window)? {
        let length = usize::try_from(found.table.length).unwrap_or(0);
        return Ok(window
            .get(found.table.offset, length)?
            .unwrap_or_default()
            .to_vec());
    }
    if frames.len() < 2 {
        return Ok(Vec::new());
    }
    let mut at = 0_u64;
    let mut table = Vec::new();
    let mut begins = frames.iter().filter_map(|frame| frame.first()).peekable();
    for (span, pieces) in found.spans.iter().zip(fragments) {
        if begins.next_if(|first| first.offset == span.offset).is_some() {
            let Ok(at) = u32::try_from(at) else {
                return Ok(Vec::new());
            };
            table.extend(at.to_le_bytes());
        }
        let length: u64 = pieces.iter().map(|piece| piece.length).sum();
        at += 8 + length.next_multiple_of(2);
    }
    Ok(if begins.peek().is_none() {
        table
    } else {
        Vec::new()
    })
}
