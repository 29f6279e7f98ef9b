//! Whether the pixels of an image can be decoded, by what the heads of its codestreams say. Nothing is decoded here.

use crate::{
    Instance, ReadError, Span,
    frames::{self, RLE},
    window::Window,
};

/// Bytes of a codestream that are looked at.
const HEAD: u64 = 4096;
const JPEG_FAMILY: &str = "1.2.840.10008.1.2.4.";

/// What a head says.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// It fits the image, or what would tell lies further on.
    Fits,
    /// It is none, or it contradicts the image.
    Fails,
}

/// Whether frames of the image can be decoded: the first, the middle and the last one are looked at.
pub(crate) fn decodable(window: &mut Window<'_>, image: &Instance) -> Result<bool, ReadError> {
    if !matches!(image.bits_allocated, 1 | 8 | 16 | 32 | 64) || !matches!(image.samples_per_pixel, 1 | 3 | 4)
    {
        return Ok(false);
    }
    if frames::is_native(&image.transfer_syntax) {
        return Ok(true);
    }
    let Some(check) = check_for(&image.transfer_syntax) else {
        return Ok(false);
    };
    let last = image.frames.len().saturating_sub(1);
    let mut looked_at = vec![0, last / 2, last];
    looked_at.dedup();
    for index in looked_at {
        let Some(spans) = image.frames.get(index) else {
            continue;
        };
        let (head, length) = head(window, spans)?;
        if check(&head, length, image) == Verdict::Fails {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether pixels of this transfer syntax are decoded at all.
pub(crate) fn is_decoded(transfer_syntax: &str) -> bool {
    frames::is_native(transfer_syntax) || check_for(transfer_syntax).is_some()
}

type Check = fn(&[u8], u64, &Instance) -> Verdict;

/// Transfer syntaxes that are decoded (PS3.5 annex A.4); nothing for the others.
fn check_for(transfer_syntax: &str) -> Option<Check> {
    if transfer_syntax == RLE {
        return Some(rle);
    }
    match transfer_syntax.strip_prefix(JPEG_FAMILY)? {
        "50" | "51" | "53" | "55" | "57" | "70" => Some(jpeg),
        "80" | "81" => Some(jpeg_ls),
        "90" | "91" | "201" | "202" | "203" => Some(jpeg_2000),
        "110" | "111" | "112" => Some(jpeg_xl),
        _ => None,
    }
}

/// The first bytes of a frame and the length of all of it.
fn head(window: &mut Window<'_>, spans: &[Span]) -> Result<(Vec<u8>, u64), ReadError> {
    let length = spans.iter().map(|span| span.length).sum();
    let mut head = Vec::new();
    for span in spans {
        let want = (HEAD - head.len() as u64).min(span.length);
        let bytes = window.glance(span.offset, usize::try_from(want).unwrap_or(0))?;
        head.extend_from_slice(bytes.unwrap_or_default());
        if head.len() as u64 >= HEAD {
            break;
        }
    }
    Ok((head, length))
}

fn jpeg(head: &[u8], length: u64, image: &Instance) -> Verdict {
    frame_header(
        head,
        length,
        image,
        |marker| matches!(marker, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF),
    )
}

fn jpeg_ls(head: &[u8], length: u64, image: &Instance) -> Verdict {
    frame_header(head, length, image, |marker| marker == 0xF7)
}

/// Searches the start of frame (T.81 §B.2.2, T.87 annex C) and compares it.
fn frame_header(head: &[u8], length: u64, image: &Instance, is_frame: impl Fn(u8) -> bool) -> Verdict {
    let whole = head.len() as u64 >= length;
    let cut = if whole { Verdict::Fails } else { Verdict::Fits };
    let Some(mut rest) = head.strip_prefix(b"\xFF\xD8") else {
        return Verdict::Fails;
    };
    loop {
        match rest {
            [0xFF, 0xFF, ..] => rest = rest.get(1..).unwrap_or_default(),
            // The scan, or the end, came before the frame.
            [0xFF, 0xDA | 0xD9, ..] => return Verdict::Fails,
            [0xFF, marker, _, _, precision, y1, y0, x1, x0, components, ..] if is_frame(*marker) => {
                let rows = u32::from(u16::from_be_bytes([*y1, *y0]));
                let columns = u32::from(u16::from_be_bytes([*x1, *x0]));
                // Zero lines: the number stands behind the first scan.
                let fits = (rows == image.rows || rows == 0)
                    && columns == image.columns
                    && u16::from(*precision) <= image.bits_allocated
                    && u16::from(*components) == image.samples_per_pixel;
                return if fits { Verdict::Fits } else { Verdict::Fails };
            }
            [0xFF, _, high, low, ..] => {
                let segment = usize::from(u16::from_be_bytes([*high, *low]));
                match rest.get(2 + segment.max(2)..) {
                    Some(after) => rest = after,
                    None => return cut,
                }
            }
            [] | [_] | [0xFF, _] | [0xFF, _, _] => return cut,
            _ => return Verdict::Fails,
        }
    }
}

/// The size segment (T.800 §A.5.1), at the beginning or inside the boxes of a JP2 file.
fn jpeg_2000(head: &[u8], length: u64, image: &Instance) -> Verdict {
    let stream = if head.get(4..8) == Some(b"jP  ") {
        match head.windows(4).position(|four| four == b"\xFF\x4F\xFF\x51") {
            Some(at) => head.get(at..).unwrap_or_default(),
            None if (head.len() as u64) < length => return Verdict::Fits,
            None => return Verdict::Fails,
        }
    } else {
        head
    };
    let number = |at: usize| {
        stream
            .get(at..)
            .and_then(|rest| rest.first_chunk::<4>())
            .map(|four| u32::from_be_bytes(*four))
    };
    let fits = || {
        let across = number(8)?.checked_sub(number(16)?)?;
        let down = number(12)?.checked_sub(number(20)?)?;
        let tiles = number(24)? > 0 && number(28)? > 0;
        let components = u16::from_be_bytes(*stream.get(40..)?.first_chunk::<2>()?);
        let depth = (stream.get(42)? & 0x7F) + 1;
        Some(
            tiles
                && across == image.columns
                && down == image.rows
                && components == image.samples_per_pixel
                && u16::from(depth) <= image.bits_allocated.max(8),
        )
    };
    if stream.starts_with(b"\xFF\x4F\xFF\x51") && fits() == Some(true) {
        Verdict::Fits
    } else {
        Verdict::Fails
    }
}

fn jpeg_xl(head: &[u8], _: u64, _: &Instance) -> Verdict {
    let known = head.starts_with(b"\xFF\x0A") || head.starts_with(b"\0\0\0\x0CJXL ");
    if known { Verdict::Fits } else { Verdict::Fails }
}

/// The header of a frame (PS3.5 annex G.5): as many segments as bytes of a pixel, in order, inside the frame.
fn rle(head: &[u8], length: u64, image: &Instance) -> Verdict {
    let Some(header) = head.first_chunk::<64>() else {
        return Verdict::Fails;
    };
    let words: Vec<u32> = header
        .as_chunks::<4>()
        .0
        .iter()
        .map(|word| u32::from_le_bytes(*word))
        .collect();
    let expected = u32::from(image.samples_per_pixel) * u32::from(image.bits_allocated.div_ceil(8));
    let Some((count, offsets)) = words.split_first() else {
        return Verdict::Fails;
    };
    let used = offsets.get(..*count as usize).unwrap_or_default();
    let in_order = used.is_sorted_by(|a, b| a < b);
    let inside = used
        .iter()
        .all(|offset| (64..length).contains(&u64::from(*offset)));
    if *count == expected && used.len() == expected as usize && in_order && inside {
        Verdict::Fits
    } else {
        Verdict::Fails
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image() -> Instance {
        Instance {
            rows: 64,
            columns: 32,
            samples_per_pixel: 1,
            bits_allocated: 16,
            ..Instance::default()
        }
    }

    #[test]
    fn a_jpeg_must_have_the_size_of_its_image() {
        let stream = |rows: u8| {
            let sof = [0xFF, 0xC3, 0, 11, 16, 0, rows, 0, 32, 1, 1, 0x11, 0];
            [b"\xFF\xD8\xFF\xFE\0\x04ab".as_slice(), &sof].concat()
        };
        assert_eq!(jpeg(&stream(64), 21, &image()), Verdict::Fits);
        assert_eq!(jpeg(&stream(65), 21, &image()), Verdict::Fails);
        assert_eq!(jpeg(b"\xFF\xD8", 2, &image()), Verdict::Fails);
        assert_eq!(jpeg(b"\xFF\xD8\xFF\xFE\xFF\xFF", 90_000, &image()), Verdict::Fits);
    }

    #[test]
    fn segments_of_rle_must_lie_inside_the_frame() {
        let frame = |second: u32| {
            let mut words = vec![0_u32; 16];
            words.splice(0..3, [2, 64, second]);
            words
                .iter()
                .flat_map(|word| word.to_le_bytes())
                .collect::<Vec<_>>()
        };
        assert_eq!(rle(&frame(80), 100, &image()), Verdict::Fits);
        assert_eq!(rle(&frame(100), 100, &image()), Verdict::Fails);
        assert_eq!(rle(&frame(64), 100, &image()), Verdict::Fails);
    }
}
