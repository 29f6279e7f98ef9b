//! Raw images of CDs: sectors of 2,352 bytes with synchronisation, header and error correction around the 2,048 that count
//! (ECMA-130 §14).

use crate::{ByteSource, ReadError};

const RAW: u64 = 2352;
const DATA: u64 = 2048;
const SYNC: [u8; 12] = [0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0];

/// Whether the bytes begin like a raw sector of mode 1 or 2.
pub(crate) fn looks_raw(head: &[u8]) -> bool {
    head.starts_with(&SYNC) && matches!(head.get(15), Some(1 | 2))
}

/// The bytes that count.
pub(crate) struct Cooked<'a>(pub(crate) &'a dyn ByteSource);

/// Length of the bytes that count.
pub(crate) fn length(raw: u64) -> u64 {
    raw / RAW * DATA
}

/// Up to `length` of the bytes that count.
pub(crate) fn read(source: &dyn ByteSource, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
    let end = offset
        .saturating_add(length as u64)
        .min(self::length(source.len()));
    let mut out = Vec::new();
    let mut at = offset;
    while at < end {
        // A few hundred sectors in one read; never more than a piece of the real file.
        let first = at / DATA;
        let sectors = (end.div_ceil(DATA) - first).min(256);
        let bytes = source.read_at(first * RAW, usize::try_from(sectors * RAW).unwrap_or(0))?;
        let before = at;
        for sector in bytes.chunks(usize::try_from(RAW).unwrap_or(1)) {
            // Mode 2 (form 1) has eight more bytes before the data.
            let start = if sector.get(15) == Some(&2) { 24 } else { 16 };
            let inside = usize::try_from(at % DATA).unwrap_or(0);
            let want = usize::try_from((DATA - at % DATA).min(end - at)).unwrap_or(0);
            let Some(part) = sector.get(start + inside..start + inside + want) else {
                break;
            };
            out.extend_from_slice(part);
            at += part.len() as u64;
            if at >= end {
                break;
            }
        }
        if at == before {
            break;
        }
    }
    Ok(out)
}

impl ByteSource for Cooked<'_> {
    fn len(&self) -> u64 {
        length(self.0.len())
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        read(self.0, offset, length)
    }
}
