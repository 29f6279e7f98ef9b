//! Where the frames of an image lie in its file, and their bytes.

use std::collections::BTreeSet;

use crate::{
    ByteSource, Disc, Instance, Problem, ReadError, Reason, Span, codestream, encapsulated,
    walk::{Element, Syntax},
    window::Window,
};

/// Float Pixel Data: IEEE 754 binary32.
const FLOAT: u32 = 0x7FE0_0008;
/// Double Float Pixel Data: IEEE 754 binary64.
const DOUBLE_FLOAT: u32 = 0x7FE0_0009;
/// Frames that one file may have.
const MAX_FRAMES: u32 = 100_000;

/// Explicit VR Little Endian.
pub(crate) const EXPLICIT_LITTLE: &str = "1.2.840.10008.1.2.1";
/// Implicit VR Little Endian.
pub(crate) const IMPLICIT_LITTLE: &str = "1.2.840.10008.1.2";
/// Explicit VR Big Endian (retired).
pub(crate) const EXPLICIT_BIG: &str = "1.2.840.10008.1.2.2";
/// Deflated Explicit VR Little Endian.
pub(crate) const DEFLATED: &str = "1.2.840.10008.1.2.1.99";
/// RLE Lossless.
pub(crate) const RLE: &str = "1.2.840.10008.1.2.5";

/// Whether pixels of this transfer syntax are plain numbers.
pub(crate) fn is_native(transfer_syntax: &str) -> bool {
    [EXPLICIT_LITTLE, IMPLICIT_LITTLE, EXPLICIT_BIG, DEFLATED].contains(&transfer_syntax)
}

/// The transfer syntax of plain pixels in a data set that is written like this.
pub(crate) fn native(syntax: Syntax) -> &'static str {
    match (syntax.explicit, syntax.big) {
        (true, false) => EXPLICIT_LITTLE,
        (false, false) => IMPLICIT_LITTLE,
        (_, true) => EXPLICIT_BIG,
    }
}

/// Fills in `frames`, `truncated` and the transfer syntax in which the pixels really are; names what is wrong with them.
/// `counted`: whether the file says how many frames it has; otherwise there are as many as its codestreams tell, or one.
pub(crate) fn locate(
    window: &mut Window<'_>,
    pixels: &Element,
    extended: Option<Span>,
    counted: bool,
    image: &mut Instance,
    problems: &mut BTreeSet<Problem>,
) -> Result<Result<(), Reason>, ReadError> {
    if image.bits_allocated > 64 {
        return Ok(Err(Reason::UnsupportedPixels));
    }
    if let FLOAT | DOUBLE_FLOAT = pixels.tag {
        image.floating = true;
        image.bits_allocated = if pixels.tag == FLOAT { 32 } else { 64 };
        image.bits_stored = image.bits_allocated;
        image.high_bit = image.bits_allocated - 1;
    }
    let written = if image.deflated_from.is_some() {
        DEFLATED
    } else {
        native(pixels.syntax)
    };
    let fragments = match pixels.length {
        // Item headers are little endian but in big endian files that should not be encapsulated at all.
        None => encapsulated::fragments(window, pixels.value, pixels.syntax.big)?,
        Some(_) => None,
    };
    let located = if let Some(fragments) = fragments {
        if !counted {
            let count = fragments.count(window)?;
            image.number_of_frames = u32::try_from(count).unwrap_or(u32::MAX);
            if count > 1 {
                problems.insert(Problem::InvalidFrames);
            }
        }
        encapsulated_frames(window, &fragments, extended, image, problems)?
    } else {
        if pixels.length.is_none() {
            problems.insert(Problem::UndefinedLength);
        }
        // Plain numbers, but for a transfer syntax that nobody knows (GE's private one has pixels in the other byte order):
        // those bytes stay what they are, for the viewer to refuse.
        let known = is_native(&image.transfer_syntax) || is_encapsulated(&image.transfer_syntax);
        if known || !is_uid(&image.transfer_syntax) {
            if image.transfer_syntax != written {
                problems.insert(Problem::WrongTransferSyntax);
            }
            written.clone_into(&mut image.transfer_syntax);
        }
        native_frames(window, pixels, image).map(|has_more| {
            if has_more {
                problems.insert(Problem::InvalidFrames);
            }
        })
    };
    if image.number_of_frames > MAX_FRAMES {
        // Not to be believed by anyone who comes after.
        image.number_of_frames = u32::try_from(image.frames.len()).unwrap_or(MAX_FRAMES);
        problems.insert(Problem::InvalidFrames);
    }
    if image.truncated {
        problems.insert(Problem::Truncated);
    }
    if located.is_ok() && !codestream::decodable(window, image)? {
        problems.insert(Problem::CannotDecode);
    }
    Ok(located)
}

/// Whether a transfer syntax is one of those with encapsulated pixels (PS3.5 annex A.4).
fn is_encapsulated(transfer_syntax: &str) -> bool {
    transfer_syntax == RLE || transfer_syntax.starts_with("1.2.840.10008.1.2.4.")
}

fn encapsulated_frames(
    window: &mut Window<'_>,
    fragments: &encapsulated::Fragments,
    extended: Option<Span>,
    image: &mut Instance,
    problems: &mut BTreeSet<Problem>,
) -> Result<Result<(), Reason>, ReadError> {
    if is_video(&image.transfer_syntax) {
        return Ok(Err(Reason::UnsupportedVideo));
    }
    if let Some(first) = fragments.spans.first() {
        let n = usize::try_from(first.length.min(4096)).unwrap_or(0);
        let head = window.get(first.offset, n)?.unwrap_or_default();
        match encapsulated::syntax_of(head) {
            Some(found) if encapsulated::contradicts(&image.transfer_syntax, found) => {
                problems.insert(Problem::WrongTransferSyntax);
                found.clone_into(&mut image.transfer_syntax);
            }
            None if is_native(&image.transfer_syntax) => return Ok(Err(Reason::UnsupportedPixels)),
            _ => {}
        }
    }
    let count = image.number_of_frames as usize;
    let Some(frames) = fragments.frames(window, count, extended, image.transfer_syntax == RLE)? else {
        return Ok(Err(Reason::UnclearFrames));
    };
    image.frames = frames;
    if !fragments.table_fits(window)? {
        problems.insert(Problem::BadOffsetTable);
    }
    // Where the last codestream has its end, only the delimiter behind it is missing.
    let open = fragments.truncated && fragments.ends_whole(window)?;
    if open {
        problems.insert(Problem::MissingDelimiter);
    }
    image.truncated = (fragments.truncated && !open) || image.frames.len() < count;
    let empty = image.frames.iter().flatten().all(|span| span.length == 0);
    Ok(if empty {
        Err(Reason::TruncatedBeforePixels)
    } else {
        Ok(())
    })
}

fn is_uid(text: &str) -> bool {
    text.contains('.') && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// MPEG-2, MPEG-4 and HEVC: 1.2.840.10008.1.2.4.100 to .108.
fn is_video(transfer_syntax: &str) -> bool {
    let number = transfer_syntax
        .strip_prefix("1.2.840.10008.1.2.4.")
        .and_then(|rest| rest.get(..3)?.parse().ok());
    number.is_some_and(|number: u32| (100..=108).contains(&number))
}

/// Places the frames; whether there is room for another one behind them.
fn native_frames(window: &Window<'_>, pixels: &Element, image: &mut Instance) -> Result<bool, Reason> {
    let count = u64::from(image.number_of_frames);
    let bits = [
        image.columns,
        u32::from(image.samples_per_pixel),
        u32::from(image.bits_allocated),
    ]
    .iter()
    .try_fold(u64::from(image.rows), |bits, factor| {
        bits.checked_mul(u64::from(*factor))
    })
    .ok_or(Reason::IncompleteImageDescription)?;
    // PS3.3 C.7.6.3.1.2: YBR_FULL_422 holds two pixels in four samples, unless there is room for all of them.
    let whole = bits.div_ceil(8).saturating_mul(count);
    let fits = pixels.length.is_some_and(|length| length >= whole);
    let bits = if image.photometric.starts_with("YBR") && image.photometric.ends_with("422") && !fits {
        bits / 3 * 2
    } else {
        bits
    };
    if bits % 8 != 0 && count > 1 {
        return Err(Reason::UnsupportedPixels);
    }
    let frame = bits.div_ceil(8);
    let rest = window.len().saturating_sub(pixels.value);
    let mut left = pixels.length.unwrap_or(rest).min(rest);
    if left == 0 || frame == 0 {
        return Err(if pixels.length == Some(0) {
            Reason::NoPixels
        } else {
            Reason::TruncatedBeforePixels
        });
    }
    image.truncated = frame.checked_mul(count).is_none_or(|whole| whole > left)
        || pixels.length.is_some_and(|declared| declared > rest);
    if left.div_ceil(frame).min(count) > u64::from(MAX_FRAMES) {
        return Err(Reason::TooManyFrames);
    }
    let mut offset = pixels.value;
    for _ in 0..count {
        let length = frame.min(left);
        if length == 0 {
            break;
        }
        image.frames.push(vec![Span { offset, length }]);
        offset += length;
        left -= length;
    }
    // One byte may only make the length even.
    Ok(pixels.length.is_some() && left >= frame.max(2))
}

/// Why a frame's bytes could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrameError {
    /// The image has no such frame.
    #[error("This image has no such frame. Ask for the image again.")]
    NoSuchFrame,
    /// The deflated data set is damaged.
    #[error("This image is damaged. Ask for the image again.")]
    Damaged,
    /// The file could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl FrameError {
    /// Stable code for logs, tests and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchFrame => "no-such-frame",
            Self::Damaged => "damaged-frame",
            Self::Read(error) => error.code(),
        }
    }
}

/// The bytes of one frame as its transfer syntax has them, fragments joined, deflated data sets inflated. Shorter than
/// rows and columns promise where the image is truncated.
pub fn frame_bytes<S: ByteSource>(
    disc: &Disc<S>,
    image: &Instance,
    frame: usize,
) -> Result<Vec<u8>, FrameError> {
    let spans = image.frames.get(frame).ok_or(FrameError::NoSuchFrame)?;
    spans_bytes(disc, image, spans)
}

/// The bytes of a lookup table or palette of an image, as its transfer syntax has them.
pub fn table_bytes<S: ByteSource>(
    disc: &Disc<S>,
    image: &Instance,
    table: Span,
) -> Result<Vec<u8>, FrameError> {
    spans_bytes(disc, image, &[table])
}

/// The bytes of spans of an image, joined.
pub(crate) fn spans_bytes<S: ByteSource>(
    disc: &Disc<S>,
    image: &Instance,
    spans: &[Span],
) -> Result<Vec<u8>, FrameError> {
    let mut bytes = Vec::new();
    for span in spans {
        let length = usize::try_from(span.length).unwrap_or(usize::MAX);
        let part = match image.deflated_from {
            Some(from) => disc.read_data_set(image.file, from, span.offset, length)?,
            None => disc.read(image.file, span.offset, length)?,
        };
        if image.deflated_from.is_some() && part.len() < length {
            return Err(FrameError::Damaged);
        }
        bytes.extend(part);
    }
    Ok(bytes)
}
