//! Headers and trailers of gzip members (RFC 1952).

use crate::source::le32;

/// Whether the bytes begin like gzip with deflate, the only method there is.
pub(crate) fn looks_like_gzip(head: &[u8]) -> bool {
    head.starts_with(b"\x1F\x8B\x08")
}

/// Length of the header; nothing where it is none or longer than the bytes at hand.
pub(crate) fn header(bytes: &[u8]) -> Option<usize> {
    name_and_length(bytes).map(|(_, length)| length)
}

/// Name of the packed file, where the header has one.
pub(crate) fn name(bytes: &[u8]) -> Option<&[u8]> {
    name_and_length(bytes)?.0.filter(|name| !name.is_empty())
}

fn name_and_length(bytes: &[u8]) -> Option<(Option<&[u8]>, usize)> {
    let flags = *bytes.get(3).filter(|_| looks_like_gzip(bytes))?;
    let mut at = 10;
    if flags & 4 != 0 {
        let [low, high] = *bytes.get(at..)?.first_chunk::<2>()?;
        at += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    let mut name = None;
    if flags & 8 != 0 {
        let text = zero_ended(bytes, at)?;
        at += text.len() + 1;
        name = Some(text);
    }
    if flags & 16 != 0 {
        at += zero_ended(bytes, at)?.len() + 1;
    }
    if flags & 2 != 0 {
        at += 2;
    }
    (at <= bytes.len()).then_some((name, at))
}

fn zero_ended(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let rest = bytes.get(at..)?;
    rest.get(..rest.iter().position(|byte| *byte == 0)?)
}

/// CRC-32 and length (modulo 2³²) of what was packed.
pub(crate) fn trailer(bytes: &[u8]) -> Option<(u32, u32)> {
    Some((le32(bytes, 0)?, le32(bytes, 4)?))
}
