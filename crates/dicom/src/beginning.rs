//! Where a DICOM file begins, what its meta information says, and how its data set is really written.

use crate::{
    ReadError,
    walk::{self, Syntax, is_vr},
    window::Window,
};

/// Wherever a file that was found to be DICOM begins.
pub(crate) fn start(head: &[u8]) -> Option<u64> {
    declared_start(head)
        .or_else(|| headless_start(head))
        .or_else(|| displaced_start(head))
}

/// After the preamble and `DICM` (PS3.10 §7.1), after `DICM` alone, or at group 0002 without either.
pub(crate) fn declared_start(head: &[u8]) -> Option<u64> {
    if head.get(128..132) == Some(b"DICM") {
        Some(132)
    } else if head.starts_with(b"DICM") {
        Some(4)
    } else {
        matches!(head, [2, 0, 0..=3 | 0x10, 0, ..]).then_some(0)
    }
}

/// A bare data set: begins with group 0008, in either byte order.
pub(crate) fn headless_start(head: &[u8]) -> Option<u64> {
    matches!(head, [8, 0, _, 0, ..] | [0, 8, 0, _, ..]).then_some(0)
}

/// Behind bytes that some program put in front: `DICM` with the meta information after it, or the first elements of a bare
/// data set (group length, character set or image type).
pub(crate) fn displaced_start(head: &[u8]) -> Option<u64> {
    const FIRST: [&[u8]; 3] = [b"\x08\0\0\0UL\x04\0", b"\x08\0\x05\0CS", b"\x08\0\x08\0CS"];
    let near = head.get(..head.len().min(2048))?;
    let magic = near
        .windows(6)
        .position(|six| six == b"DICM\x02\0")
        .map(|at| at + 4);
    let bare = || {
        FIRST
            .iter()
            .filter_map(|first| near.windows(first.len()).position(|bytes| bytes == *first))
            .min()
    };
    magic.or_else(bare).map(|at| at as u64)
}

/// File meta information (PS3.10 §7.1), as far as it matters.
pub(crate) struct Meta {
    pub(crate) transfer_syntax: Option<String>,
    pub(crate) sop_class: Option<String>,
    pub(crate) sop_instance: Option<String>,
    pub(crate) end: u64,
}

pub(crate) fn meta(window: &mut Window<'_>, mut at: u64) -> Result<Meta, ReadError> {
    let mut meta = Meta {
        transfer_syntax: None,
        sop_class: None,
        sop_instance: None,
        end: at,
    };
    let mut syntax = None;
    while let Some(head) = window
        .get(at, 8)?
        .and_then(|bytes| bytes.first_chunk::<8>().copied())
    {
        if head[..2] != [2, 0] {
            break;
        }
        let syntax = *syntax.get_or_insert(Syntax {
            explicit: is_vr([head[4], head[5]]),
            big: false,
        });
        let Some(element) = walk::element(window, at, window.len(), syntax, 0)? else {
            break;
        };
        let Some(length) = element.length else { break };
        let value = window.get(element.value, usize::try_from(length.min(128)).unwrap_or(0))?;
        let text = || {
            value.map(|value| {
                String::from_utf8_lossy(value)
                    .trim_matches(['\0', ' '])
                    .to_owned()
            })
        };
        match element.tag {
            0x0002_0002 => meta.sop_class = text(),
            0x0002_0003 => meta.sop_instance = text(),
            0x0002_0010 => meta.transfer_syntax = text(),
            _ => {}
        }
        at = element.value.saturating_add(length);
        meta.end = at.min(window.len());
    }
    Ok(meta)
}

/// How the data set is really written, whatever the meta information says.
pub(crate) fn syntax_at(window: &mut Window<'_>, at: u64) -> Result<Option<Syntax>, ReadError> {
    let Some(head) = window
        .get(at, 8)?
        .and_then(|bytes| bytes.first_chunk::<8>().copied())
    else {
        return Ok(None);
    };
    let [little, big] = [false, true].map(|big| walk::tag_of(head, big) >> 16);
    Ok(Some(Syntax {
        explicit: is_vr([head[4], head[5]]),
        big: big < little,
    }))
}

/// Whether an element of an early group stands here, in either byte order.
pub(crate) fn begins_plain(window: &mut Window<'_>, at: u64) -> Result<bool, ReadError> {
    let head = window.glance(at, 8)?.and_then(|bytes| bytes.first_chunk::<8>());
    Ok(head.is_some_and(|head| matches!(head, [1..=0x20, 0, ..] | [0, 1..=0x20, ..])))
}

/// Some writers put the header of zlib (RFC 1950) before the deflated bytes.
pub(crate) fn behind_zlib_header(window: &mut Window<'_>, at: u64) -> Result<u64, ReadError> {
    let head = window.glance(at, 2)?;
    let zlib = matches!(head, Some([0x78, flags]) if (0x7800 + u16::from(*flags)) % 31 == 0);
    Ok(if zlib { at + 2 } else { at })
}
