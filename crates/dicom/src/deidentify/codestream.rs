//! Notes in codestreams: comments, camera data and whatever stands behind the end. Programs write names and dates there, and
//! no decoder needs them.

use crate::{ReadError, Span, window::Window};

/// How far before its end a fragment is searched for the end of the codestream.
const TAIL: u64 = 4096;

/// The pieces of a fragment that remain; all of it where it is no codestream of JPEG, JPEG-LS or JPEG 2000.
pub(super) fn without_notes(window: &mut Window<'_>, fragment: Span) -> Result<Vec<Span>, ReadError> {
    let is_note: fn(u8, &[u8]) -> bool = match window.glance(fragment.offset, 2)? {
        Some([0xFF, 0xD8]) => |marker, value| match marker {
            // COM, and APPn but for JFIF, SPIFF and Adobe, which decoders read (T.81 §B.2.4.6, T.84, T.87)
            0xFE | 0xE1 | 0xE3..=0xE7 | 0xE9..=0xED | 0xEF => true,
            0xE2 => !value.starts_with(b"ICC_"),
            _ => false,
        },
        // COM (T.800 §A.9.2)
        Some([0xFF, 0x4F]) => |marker, _| marker == 0x64,
        _ => return Ok(vec![fragment]),
    };
    let whole = fragment.offset + fragment.length;
    let mut end = whole;
    let mut kept = Vec::new();
    let (mut from, mut at) = (fragment.offset, fragment.offset + 2);
    while let Some(&[0xFF, marker, high, low]) = window.glance(at, 4)? {
        match marker {
            0xFF => at += 1,
            // Without a length: TEM, restarts.
            0x01 | 0xD0..=0xD7 => at += 2,
            // The scan or the tile begins, or all ends.
            0xD9 | 0xDA | 0x90 | 0x93 => {
                end = end_of(window, at, whole)?;
                break;
            }
            _ => {
                let next = at + 2 + u64::from(u16::from_be_bytes([high, low]).max(2));
                if next > whole {
                    break;
                }
                let value = window.glance(at + 4, 4)?.unwrap_or_default();
                if is_note(marker, value) {
                    kept.push(span(from, at));
                    from = next;
                }
                at = next;
            }
        }
    }
    kept.push(span(from, end));
    Ok(kept)
}

/// Where the codestream ends whose scan or tile begins at `from`: behind the end marker and one byte that makes the length
/// even; at the fragment's end where there is no such marker near it, as in all fragments of a frame but the last. Tables and
/// small pictures in the header may hold the marker's bytes too.
fn end_of(window: &mut Window<'_>, from: u64, whole: u64) -> Result<u64, ReadError> {
    let tail_at = from.max(whole.saturating_sub(TAIL));
    let length = usize::try_from(whole.saturating_sub(tail_at)).unwrap_or_default();
    let tail = window.get(tail_at, length)?.unwrap_or_default();
    let marker = tail.windows(2).rposition(|two| two == [0xFF, 0xD9]);
    let Some(end) = marker.map(|at| at + 2) else {
        return Ok(whole);
    };
    let padded = tail.len() == end + 1;
    Ok(if padded { whole } else { tail_at + end as u64 })
}

fn span(from: u64, to: u64) -> Span {
    Span {
        offset: from,
        length: to.saturating_sub(from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(stream: &[u8]) -> Vec<u8> {
        let read = |offset: u64, length: usize| {
            let from = usize::try_from(offset).unwrap_or(usize::MAX).min(stream.len());
            let rest = stream.get(from..).unwrap_or_default();
            Ok(rest.get(..length).unwrap_or(rest).to_vec())
        };
        let mut window = Window::new(stream.len() as u64, &read);
        let pieces = without_notes(&mut window, span(0, stream.len() as u64)).unwrap();
        let bytes = pieces.iter().flat_map(|piece| {
            let from = usize::try_from(piece.offset).unwrap();
            stream[from..from + usize::try_from(piece.length).unwrap()].to_vec()
        });
        bytes.collect()
    }

    #[test]
    fn notes_go_and_what_a_decoder_reads_stays() {
        let jpeg = |notes: &[u8], behind: &[u8]| {
            let head = b"\xFF\xD8\xFF\xE0\0\x04JF".as_slice();
            let rest = b"\xFF\xEE\0\x04Ad\xFF\xC0\0\x03x\xFF\xDA\0\x02data\xFF\xFE\0\x04no\xFF\xD9";
            [head, notes, rest, behind].concat()
        };
        let plain = jpeg(b"", b"");
        assert_eq!(clean(&jpeg(b"\xFF\xFE\0\x07Erika\xFF\xE1\0\x06Exif", b"")), plain);
        assert_eq!(clean(&jpeg(b"", b"\0\0Muster^Erika")), plain);
        assert_eq!(clean(&plain), plain);
        let profile = jpeg(b"\xFF\xE2\0\x06ICC_", b"");
        assert_eq!(clean(&profile), profile);
        let jpeg_2000 = |note: &[u8]| {
            [
                b"\xFF\x4F\xFF\x51\0\x03x".as_slice(),
                note,
                b"\xFF\x90\0\x03t\xFF\x93..\xFF\xD9",
            ]
            .concat()
        };
        assert_eq!(clean(&jpeg_2000(b"\xFF\x64\0\x09\0\x01Erika")), jpeg_2000(b""));
    }

    #[test]
    fn what_is_no_whole_codestream_stays_as_it_is() {
        for bytes in [
            b"anything".as_slice(),
            b"\xFF\xD8",
            b"\xFF\xD8\xFF\xFE\xFF\xFFcut",
            b"\xFF\xD8\xFF\xDA\0\x02the first part of a frame",
            // The header of a frame whose scan lies in the next fragment: a quantization table holds 255 and 217.
            b"\xFF\xD8\xFF\xDB\0\x0A\x00\x10\xFF\xD9\x11\x12\x13\x14",
        ] {
            assert_eq!(clean(bytes), bytes);
        }
    }
}
