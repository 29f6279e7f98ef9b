//! Which fragments of encapsulated pixel data make up which frame (PS3.5 annex A.4).

use crate::{
    ReadError, Span,
    walk::{tag_of, u32_of},
    window::Window,
};

const ITEM: u32 = 0xFFFE_E000;
/// Fragments that one file may have.
const MAX_FRAGMENTS: usize = 200_000;

/// The items of encapsulated pixel data.
pub(crate) struct Fragments {
    /// Basic offset table: where it lies.
    pub(crate) table: Span,
    /// The fragments, without their item headers.
    pub(crate) spans: Vec<Span>,
    /// Whether the file ends before the sequence does.
    pub(crate) truncated: bool,
    /// Whether it ends inside a fragment.
    cut: bool,
}

/// Reads item headers from `at`; nothing where there is no item or are too many.
pub(crate) fn fragments(
    window: &mut Window<'_>,
    mut at: u64,
    big: bool,
) -> Result<Option<Fragments>, ReadError> {
    let mut items = Vec::new();
    let mut truncated = true;
    let mut cut = false;
    while let Some(head) = window
        .glance(at, 8)?
        .and_then(|bytes| bytes.first_chunk::<8>().copied())
    {
        if tag_of(head, big) != ITEM {
            truncated = tag_of(head, big) != 0xFFFE_E0DD;
            break;
        }
        let declared = u64::from(u32_of([head[4], head[5], head[6], head[7]], big));
        let length = declared.min(window.len() - at - 8);
        items.push(Span {
            offset: at + 8,
            length,
        });
        at = at + 8 + length;
        if length < declared {
            cut = true;
            break;
        }
        if items.len() > MAX_FRAGMENTS {
            return Ok(None);
        }
    }
    if items.is_empty() {
        return Ok(None);
    }
    let table = items.remove(0);
    Ok(Some(Fragments {
        table,
        spans: items,
        truncated,
        cut,
    }))
}

impl Fragments {
    /// Groups fragments into `count` frames: by the extended or basic offset table where it agrees with the fragments, one
    /// to one, or by the codestreams' start markers. Nothing where that stays unclear.
    pub(crate) fn frames(
        &self,
        window: &mut Window<'_>,
        count: usize,
        extended: Option<Span>,
        rle: bool,
    ) -> Result<Option<Vec<Vec<Span>>>, ReadError> {
        if self.spans.is_empty() {
            return Ok(Some(Vec::new()));
        }
        if count == 1 {
            return Ok(Some(vec![self.spans.clone()]));
        }
        if let Some(table) = extended
            && let Some(frames) = self.by_table(&offsets(window, table, count, 8)?)
        {
            return Ok(Some(frames));
        }
        if let Some(frames) = self.by_table(&offsets(window, self.table, count, 4)?) {
            return Ok(Some(frames));
        }
        if self.spans.len() == count || (rle && self.spans.len() < count) {
            return Ok(Some(self.spans.iter().map(|span| vec![*span]).collect()));
        }
        let starts = self.starts(window)?;
        let begins = starts.first() == Some(&0);
        // Fewer codestreams than frames: the file was cut.
        Ok((begins && starts.len() <= count).then(|| self.group(&starts)))
    }

    /// How many frames there seem to be, where no one says it: by the table, or by the codestreams' start markers.
    pub(crate) fn count(&self, window: &mut Window<'_>) -> Result<usize, ReadError> {
        if self.table.length > 0 && self.table_fits(window)? {
            return Ok(usize::try_from(self.table.length / 4).unwrap_or(1));
        }
        Ok(self.starts(window)?.len().max(1))
    }

    /// Whether the basic offset table is empty or begins with a frame each time.
    pub(crate) fn table_fits(&self, window: &mut Window<'_>) -> Result<bool, ReadError> {
        if self.table.length == 0 {
            return Ok(true);
        }
        let count = usize::try_from(self.table.length / 4).unwrap_or(usize::MAX);
        if !self.table.length.is_multiple_of(4) || count > self.spans.len() {
            return Ok(false);
        }
        Ok(self.by_table(&offsets(window, self.table, count, 4)?).is_some())
    }

    /// Whether the last fragment is whole and ends with the end marker of JPEG, JPEG-LS or JPEG 2000 (`FFD9`), before padding.
    pub(crate) fn ends_whole(&self, window: &mut Window<'_>) -> Result<bool, ReadError> {
        let Some(last) = self.spans.last().filter(|span| span.length >= 3 && !self.cut) else {
            return Ok(false);
        };
        let tail = window.glance(last.offset + last.length - 3, 3)?;
        Ok(matches!(tail, Some([0xFF, 0xD9, _] | [_, 0xFF, 0xD9])))
    }

    fn by_table(&self, offsets: &[u64]) -> Option<Vec<Vec<Span>>> {
        let base = self.spans.first()?.offset;
        let mut starts = Vec::with_capacity(offsets.len());
        for offset in offsets {
            let start = self
                .spans
                .binary_search_by_key(&base.checked_add(*offset)?, |span| span.offset)
                .ok()?;
            if starts.last().is_some_and(|last| *last >= start) {
                return None;
            }
            starts.push(start);
        }
        (starts.first() == Some(&0)).then(|| self.group(&starts))
    }

    fn group(&self, starts: &[usize]) -> Vec<Vec<Span>> {
        let ends = starts.iter().skip(1).copied().chain([self.spans.len()]);
        starts
            .iter()
            .zip(ends)
            .filter_map(|(from, to)| self.spans.get(*from..to).map(<[Span]>::to_vec))
            .collect()
    }

    /// Fragments that begin with the start marker of JPEG and JPEG-LS (T.81 SOI), JPEG 2000 (T.800 SOC) or JPEG XL.
    fn starts(&self, window: &mut Window<'_>) -> Result<Vec<usize>, ReadError> {
        let mut starts = Vec::new();
        for (index, span) in self.spans.iter().enumerate() {
            let head = if span.length < 4 {
                None
            } else {
                window.glance(span.offset, 4)?
            };
            if matches!(
                head,
                Some([0xFF, 0xD8, 0xFF, _] | [0xFF, 0x4F, 0xFF, 0x51] | [0xFF, 0x0A, ..] | [0, 0, 0, 0x0C])
            ) {
                starts.push(index);
            }
        }
        Ok(starts)
    }
}

/// The offsets of a table that has exactly one for each frame; empty otherwise.
fn offsets(window: &mut Window<'_>, table: Span, count: usize, width: usize) -> Result<Vec<u64>, ReadError> {
    let length = count.saturating_mul(width);
    if table.length != length as u64 {
        return Ok(Vec::new());
    }
    let bytes = window.get(table.offset, length)?.unwrap_or_default();
    // Little endian without exception (PS3.5 annex A.4).
    let number = |bytes: &[u8]| {
        bytes
            .iter()
            .rev()
            .fold(0_u64, |n, byte| n << 8 | u64::from(*byte))
    };
    Ok(bytes.chunks(width).map(number).collect())
}

/// Whether a codestream is of another family than the declared transfer syntax, or lossy where that is lossless: then the
/// codestream is right.
pub(crate) fn contradicts(declared: &str, found: &str) -> bool {
    family(declared) != family(found)
}

/// Transfer syntaxes that one decoder reads and that are lossy alike; JPEG-LS and JPEG 2000 do not show it at once.
fn family(transfer_syntax: &str) -> Option<u8> {
    let number = transfer_syntax.strip_prefix("1.2.840.10008.1.2.");
    Some(match number?.strip_prefix("4.") {
        Some("57" | "58" | "65" | "66" | "70") => 0,
        Some(n) if n.starts_with(['5', '6']) && n.len() == 2 => 1,
        Some("80" | "81") => 2,
        Some("90" | "91" | "92" | "93" | "201" | "202" | "203") => 3,
        Some("110" | "111" | "112") => 4,
        None if number == Some("5") => 5,
        _ => return None,
    })
}

/// The transfer syntax that a codestream betrays.
pub(crate) fn syntax_of(head: &[u8]) -> Option<&'static str> {
    match head {
        [0xFF, 0x4F, 0xFF, 0x51, ..] | [0, 0, 0, 0x0C, b'j', b'P', ..] => Some("1.2.840.10008.1.2.4.91"),
        [0xFF, 0x0A, ..] | [0, 0, 0, 0x0C, b'J', b'X', b'L', ..] => Some("1.2.840.10008.1.2.4.112"),
        [0xFF, 0xD8, rest @ ..] => jpeg_process(rest),
        [segments @ 1..=15, 0, 0, 0, 64, 0, 0, 0, ..] if *segments > 0 => Some("1.2.840.10008.1.2.5"),
        _ => None,
    }
}

/// By the first start-of-frame marker (T.81 table B.1, T.87 for JPEG-LS).
fn jpeg_process(mut bytes: &[u8]) -> Option<&'static str> {
    loop {
        let (marker, rest) = bytes.split_first_chunk::<2>()?;
        match marker {
            [0xFF, 0xC0] => return Some("1.2.840.10008.1.2.4.50"),
            [0xFF, 0xC1 | 0xC2] => return Some("1.2.840.10008.1.2.4.51"),
            [0xFF, 0xC3] => return Some("1.2.840.10008.1.2.4.57"),
            [0xFF, 0xF7] => return Some(jpeg_ls_process(rest)),
            [0xFF, 0xFF] => bytes = bytes.get(1..)?,
            [0xFF, _] => {
                let length = rest
                    .first_chunk::<2>()
                    .map(|length| u16::from_be_bytes(*length))?;
                bytes = rest.get(usize::from(length)..)?;
            }
            _ => return None,
        }
    }
}

/// Lossless or not by the NEAR parameter of the first scan (T.87 §C.2.3), which stands behind its component selectors.
fn jpeg_ls_process(mut segments: &[u8]) -> &'static str {
    const LOSSLESS: &str = "1.2.840.10008.1.2.4.80";
    const NEAR_LOSSLESS: &str = "1.2.840.10008.1.2.4.81";
    while let Some((length, rest)) = segments.split_first_chunk::<2>() {
        let after = usize::from(u16::from_be_bytes(*length)).saturating_sub(2);
        match rest.get(after..) {
            Some([0xFF, 0xDA, _, _, components, scan @ ..]) => {
                let near = scan.get(2 * usize::from(*components));
                return if near == Some(&0) { LOSSLESS } else { NEAR_LOSSLESS };
            }
            Some([0xFF, _, next @ ..]) => segments = next,
            _ => break,
        }
    }
    NEAR_LOSSLESS
}
