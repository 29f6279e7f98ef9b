//! A file that was changed in few places: new bytes, and spans of the original that are copied as they are.
//!
//! Nothing is held but what is new, so a film of gigabytes is rewritten in a few kilobytes and read piece by piece.

use crate::{ByteSource, Disc, ReadError, Span, walk::Syntax};

/// A changed copy of one file of a disc, to be read at any place like a file.
#[derive(Debug, Clone, Default)]
pub struct Rewritten {
    file: usize,
    /// Where spans lie, if not in the file itself: the data set that was inflated.
    inflated: Option<Vec<u8>>,
    /// Each with the place where it begins.
    parts: Vec<(u64, Part)>,
    length: u64,
}

#[derive(Debug, Clone)]
enum Part {
    New(Vec<u8>),
    Old(Span),
}

impl Rewritten {
    /// An empty copy of a file.
    pub(crate) fn of(file: usize) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// The same copy, whose spans lie in these bytes instead of the file.
    pub(crate) fn within(self, inflated: Option<Vec<u8>>) -> Self {
        Self { inflated, ..self }
    }

    /// Length in bytes.
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether there are no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Up to `length` bytes from `offset`; fewer only where the copy ends. Bytes of the original come from the disc that
    /// it was made of; reading onwards is cheap.
    pub fn read<S: ByteSource>(
        &self,
        disc: &Disc<S>,
        offset: u64,
        length: usize,
    ) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let first = self.parts.partition_point(|(start, _)| *start <= offset);
        for (start, part) in self.parts.iter().skip(first.saturating_sub(1)) {
            let missing = length - bytes.len();
            let inside = (offset + bytes.len() as u64).saturating_sub(*start);
            if missing == 0 {
                break;
            }
            match part {
                Part::New(new) => bytes.extend(new.as_slice().read_at(inside, missing)?),
                Part::Old(span) => {
                    let wanted = span.length.saturating_sub(inside).min(missing as u64);
                    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
                    let read = match &self.inflated {
                        Some(inflated) => inflated.read_at(span.offset + inside, wanted)?,
                        None => disc.read(self.file, span.offset + inside, wanted)?,
                    };
                    if read.len() < wanted {
                        return Err(ReadError::Unreadable);
                    }
                    bytes.extend(read);
                }
            }
        }
        Ok(bytes)
    }

    /// All bytes of a copy that took nothing from the original.
    pub(crate) fn into_new(self) -> Vec<u8> {
        let new = |(_, part)| match part {
            Part::New(bytes) => bytes,
            Part::Old(_) => Vec::new(),
        };
        self.parts.into_iter().flat_map(new).collect()
    }

    /// Adds new bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        if let Some((_, Part::New(last))) = self.parts.last_mut() {
            last.extend(bytes);
        } else {
            self.parts.push((self.length, Part::New(bytes.to_vec())));
        }
        self.length += bytes.len() as u64;
    }

    /// Adds bytes of the original.
    pub(crate) fn copy(&mut self, span: Span) {
        if span.length > 0 {
            self.parts.push((self.length, Part::Old(span)));
            self.length += span.length;
        }
    }
}

/// Writes data elements (PS3.5 §7) in one syntax; sequences and items with undefined length, so that nothing has to be
/// known in advance.
#[derive(Debug)]
pub(crate) struct Writer {
    /// What is written.
    pub(crate) out: Rewritten,
    syntax: Syntax,
}

impl Writer {
    /// Goes on at the end of `out`.
    pub(crate) fn new(out: Rewritten, syntax: Syntax) -> Self {
        Self { out, syntax }
    }

    /// An element with its value, made even by padding (PS3.5 §6.2).
    pub(crate) fn element(&mut self, tag: u32, vr: [u8; 2], value: &[u8]) {
        let odd = value.len() % 2 == 1;
        self.head(tag, vr, Some(value.len() as u64 + u64::from(odd)));
        self.out.add(value);
        if odd {
            let binary = matches!(&vr, b"UI" | b"OB" | b"UN" | b"OW");
            self.out.add(if binary { b"\0" } else { b" " });
        }
    }

    /// An element whose value is a span of the original.
    pub(crate) fn copied(&mut self, tag: u32, vr: [u8; 2], value: Span) {
        let odd = value.length % 2 == 1;
        self.head(tag, vr, Some(value.length + u64::from(odd)));
        self.out.copy(value);
        if odd {
            self.out.add(b"\0");
        }
    }

    /// A sequence, or encapsulated pixels, begins.
    pub(crate) fn begin(&mut self, tag: u32, vr: [u8; 2]) {
        self.head(tag, vr, None);
    }

    /// An item begins.
    pub(crate) fn item(&mut self) {
        self.delimiter(0xE000, u32::MAX);
    }

    /// The first item of encapsulated pixels.
    pub(crate) fn offset_table(&mut self, table: &[u8]) {
        self.delimiter(0xE000, u32::try_from(table.len()).unwrap_or(u32::MAX));
        if !table.is_empty() {
            self.out.add(table);
        }
    }

    /// A fragment of encapsulated pixels, of spans of the original, made even by padding (PS3.5 annex A.4).
    pub(crate) fn fragment(&mut self, pieces: &[Span]) {
        let length: u64 = pieces.iter().map(|piece| piece.length).sum();
        let even = length.next_multiple_of(2);
        self.delimiter(0xE000, u32::try_from(even).unwrap_or(u32::MAX));
        for piece in pieces {
            self.out.copy(*piece);
        }
        if even > length {
            self.out.add(b"\0");
        }
    }

    /// The item ends.
    pub(crate) fn end_item(&mut self) {
        self.delimiter(0xE00D, 0);
    }

    /// The sequence ends.
    pub(crate) fn end(&mut self) {
        self.delimiter(0xE0DD, 0);
    }

    fn delimiter(&mut self, element: u16, length: u32) {
        self.u16(0xFFFE);
        self.u16(element);
        self.u32(length);
    }

    fn head(&mut self, tag: u32, vr: [u8; 2], length: Option<u64>) {
        let length = length.map_or(u32::MAX, |length| u32::try_from(length).unwrap_or(u32::MAX - 1));
        self.u16(u16::try_from(tag >> 16).unwrap_or_default());
        self.u16(u16::try_from(tag & 0xFFFF).unwrap_or_default());
        if !self.syntax.explicit {
            self.u32(length);
            return;
        }
        match u16::try_from(length) {
            Ok(length) if crate::walk::is_short(vr) => {
                self.out.add(&vr);
                self.u16(length);
            }
            // PS3.5 §6.2.2: what is too long for its VR is written as UN.
            _ => {
                let vr = if crate::walk::is_short(vr) { *b"UN" } else { vr };
                self.out.add(&vr);
                self.out.add(&[0, 0]);
                self.u32(length);
            }
        }
    }

    fn u16(&mut self, n: u16) {
        self.out.add(&if self.syntax.big {
            n.to_be_bytes()
        } else {
            n.to_le_bytes()
        });
    }

    fn u32(&mut self, n: u32) {
        self.out.add(&if self.syntax.big {
            n.to_be_bytes()
        } else {
            n.to_le_bytes()
        });
    }
}

/// How file meta information is written (PS3.10 §7.1), and most data sets.
pub(crate) const EXPLICIT_LITTLE: Syntax = Syntax {
    explicit: true,
    big: false,
};

/// What a file is, for its meta information.
pub(crate) struct Identity<'a> {
    /// SOP Class UID.
    pub(crate) class: &'a str,
    /// SOP Instance UID.
    pub(crate) instance: &'a str,
    /// Transfer Syntax UID.
    pub(crate) transfer_syntax: &'a str,
}

/// Empty preamble, `DICM` and file meta information, written anew.
pub(crate) fn file_head(out: Rewritten, identity: &Identity<'_>) -> Rewritten {
    let mut meta = Writer::new(Rewritten::default(), EXPLICIT_LITTLE);
    meta.element(0x0002_0001, *b"OB", &[0, 1]);
    meta.element(0x0002_0002, *b"UI", identity.class.as_bytes());
    meta.element(0x0002_0003, *b"UI", identity.instance.as_bytes());
    meta.element(0x0002_0010, *b"UI", identity.transfer_syntax.as_bytes());
    meta.element(
        0x0002_0012,
        *b"UI",
        b"2.25.302861748921530668254071962783419552701",
    );
    meta.element(0x0002_0013, *b"SH", b"OVERREAD");
    let length = u32::try_from(meta.out.length).unwrap_or_default();
    let mut head = Writer::new(out, EXPLICIT_LITTLE);
    head.out.add(&[0; 128]);
    head.out.add(b"DICM");
    head.element(0x0002_0000, *b"UL", &length.to_le_bytes());
    head.out.add(&meta.out.into_new());
    head.out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_reads_like_a_file_wherever_one_begins() {
        let disc = Disc::open(vec![("a".to_owned(), b"0123456789".to_vec())]);
        let mut copy = Rewritten::of(0);
        copy.add(b"ab");
        copy.copy(Span { offset: 3, length: 4 });
        copy.add(b"c");
        copy.add(b"d");
        let whole = b"ab3456cd";
        assert_eq!(copy.len(), 8);
        for from in 0..9 {
            for length in 0..9 {
                let expected = whole.as_slice().read_at(from, length).expect("memory");
                assert_eq!(copy.read(&disc, from, length), Ok(expected), "{from} {length}");
            }
        }
    }
}
