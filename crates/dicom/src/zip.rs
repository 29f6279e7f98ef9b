//! The directory of a ZIP (APPNOTE.TXT 6.3.10 §4.3): names, places and sizes of its members.
//!
//! Read here rather than by a library, because every member has to be accounted for, also those that share a name, carry no
//! UTF-8 flag or lie about their size, and because a ZIP on a disc may not be trusted in any of its numbers.

use crate::{ByteSource, ReadError};

/// Members that one ZIP may have.
const MAX_MEMBERS: usize = 200_000;
/// Longest directory that is read.
const MAX_DIRECTORY: u64 = 64 << 20;
/// All members of one ZIP together.
const MAX_TOTAL: u64 = 64 << 30;
/// A member above [`RATIO_FROM`] may not grow more than this; deflate reaches 1032 on zeros, images stay below 100.
const MAX_RATIO: u64 = 200;
const RATIO_FROM: u64 = 32 << 20;

/// One file inside a ZIP.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// Name as decoded, not yet made safe.
    pub(crate) name: String,
    /// How it is packed, or why it cannot be read.
    pub(crate) method: Result<Method, ReadError>,
    /// Where its local header lies.
    pub(crate) header: u64,
    /// Packed length.
    pub(crate) packed: u64,
    /// Declared length when unpacked.
    pub(crate) size: u64,
    /// Declared CRC-32.
    pub(crate) crc: u32,
}

/// How a member is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Stored,
    Deflated,
}

/// Whether the bytes begin like a ZIP.
pub(crate) fn looks_like_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// The members without folders, in the directory's order; nothing where the directory is damaged.
pub(crate) fn members(source: &dyn ByteSource) -> Option<Vec<Member>> {
    let directory = Directory::find(source)?;
    let bytes = source
        .read_at(directory.offset, usize::try_from(directory.length).ok()?)
        .ok()?;
    let mut rest = bytes.as_slice();
    let mut members = Vec::new();
    let (mut count, mut packed, mut total) = (0_u64, 0_u64, 0_u64);
    while count < directory.members {
        let (mut member, after) = record(rest, directory.shift)?;
        rest = after;
        count += 1;
        packed = packed.saturating_add(member.packed);
        total = total.saturating_add(member.size);
        // Members that overlap (a quine or a bomb) claim more packed bytes than the file has.
        if packed > source.len() || total > MAX_TOTAL || members.len() > MAX_MEMBERS || grows(&member) {
            member.method = Err(ReadError::TooLarge);
        }
        if !member.name.ends_with(['/', '\\']) {
            members.push(member);
        }
    }
    Some(members)
}

fn grows(member: &Member) -> bool {
    member.size > RATIO_FROM && member.size / MAX_RATIO > member.packed
}

/// Where the bytes of a member begin: after its local header, whose name and extra field have lengths of their own.
pub(crate) fn data_offset(source: &dyn ByteSource, member: &Member) -> Result<u64, ReadError> {
    let header = source.read_at(member.header, 30)?;
    let fields = || {
        let header = header
            .get(..30)
            .filter(|header| header.starts_with(b"PK\x03\x04"))?;
        Some(u64::from(le16(header, 26)?) + u64::from(le16(header, 28)?))
    };
    let start = fields().and_then(|length| member.header.checked_add(30 + length));
    start
        .filter(|start| {
            start
                .checked_add(member.packed)
                .is_some_and(|end| end <= source.len())
        })
        .ok_or(ReadError::CannotInflate)
}

struct Directory {
    offset: u64,
    length: u64,
    members: u64,
    /// Bytes before the ZIP proper (a self-extracting program), to be added to every offset.
    shift: u64,
}

impl Directory {
    fn find(source: &dyn ByteSource) -> Option<Self> {
        let tail_length = source.len().min(22 + 65_535);
        let tail_at = source.len() - tail_length;
        let tail = source.read_at(tail_at, usize::try_from(tail_length).ok()?).ok()?;
        let at = (0..=tail.len().checked_sub(22)?).rev().find(|at| {
            tail.get(*at..).is_some_and(|rest| {
                rest.starts_with(b"PK\x05\x06")
                    && le16(rest, 20).is_some_and(|comment| 22 + usize::from(comment) <= rest.len())
            })
        })?;
        let end = tail.get(at..)?;
        let mut directory_end = tail_at + at as u64;
        let mut members = u64::from(le16(end, 10)?);
        let mut length = u64::from(le32(end, 12)?);
        let mut offset = u64::from(le32(end, 16)?);
        if let Some(large) = zip64(source, directory_end) {
            (directory_end, members, length, offset) = large;
        }
        if length > MAX_DIRECTORY || members > length / 46 {
            return None;
        }
        let start = directory_end.checked_sub(length)?;
        Some(Self {
            offset: start,
            length,
            members,
            shift: start.checked_sub(offset)?,
        })
    }
}

/// The large form of the directory's end: where it lies, members, length, offset.
fn zip64(source: &dyn ByteSource, end: u64) -> Option<(u64, u64, u64, u64)> {
    let locator = source.read_at(end.checked_sub(20)?, 20).ok()?;
    let at = le64(&locator, 8).filter(|_| locator.starts_with(b"PK\x06\x07"))?;
    let record = source.read_at(at, 56).ok()?;
    let record = record
        .get(..56)
        .filter(|record| record.starts_with(b"PK\x06\x06"))?;
    Some((at, le64(record, 32)?, le64(record, 40)?, le64(record, 48)?))
}

/// One record of the directory, and the rest.
fn record(bytes: &[u8], shift: u64) -> Option<(Member, &[u8])> {
    let fixed = bytes.get(..46).filter(|fixed| fixed.starts_with(b"PK\x01\x02"))?;
    let (flags, method) = (le16(fixed, 8)?, le16(fixed, 10)?);
    let [name, extra, comment] = [le16(fixed, 28)?, le16(fixed, 30)?, le16(fixed, 32)?].map(usize::from);
    let name_bytes = bytes.get(46..46 + name)?;
    let extra_bytes = bytes.get(46 + name..46 + name + extra)?;
    let rest = bytes.get(46 + name + extra + comment..)?;
    let mut large = field(extra_bytes, 0x0001).unwrap_or_default();
    let mut wide = |value: u32| -> Option<u64> {
        if value != u32::MAX {
            return Some(u64::from(value));
        }
        let (eight, after) = large.split_first_chunk::<8>()?;
        large = after;
        Some(u64::from_le_bytes(*eight))
    };
    let size = wide(le32(fixed, 24)?)?;
    let packed = wide(le32(fixed, 20)?)?;
    let header = wide(le32(fixed, 42)?)?.checked_add(shift)?;
    let method = match method {
        _ if flags & 1 != 0 => Err(ReadError::Encrypted),
        0 if packed == size => Ok(Method::Stored),
        0 => Err(ReadError::CannotInflate),
        8 => Ok(Method::Deflated),
        99 => Err(ReadError::Encrypted),
        _ => Err(ReadError::UnknownMethod),
    };
    let name = decode_name(name_bytes, extra_bytes);
    Some((
        Member {
            name,
            method,
            header,
            packed,
            size,
            crc: le32(fixed, 16)?,
        },
        rest,
    ))
}

/// UTF-8 where it is UTF-8 (flagged or not, or in the Unicode path field), else code page 437, whose German letters lie
/// where code page 850 has them.
fn decode_name(name: &[u8], extra: &[u8]) -> String {
    let unicode = field(extra, 0x7075).and_then(|field| field.get(5..));
    match (
        unicode.and_then(|name| std::str::from_utf8(name).ok()),
        std::str::from_utf8(name),
    ) {
        (Some(name), _) | (None, Ok(name)) => name.to_owned(),
        _ => name.iter().map(|byte| cp437(*byte)).collect(),
    }
}

fn cp437(byte: u8) -> char {
    const HIGH: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(index) => HIGH.chars().nth(usize::from(index)).unwrap_or('_'),
    }
}

/// An extra field by its number.
fn field(mut extra: &[u8], wanted: u16) -> Option<&[u8]> {
    loop {
        let (number, length) = (le16(extra, 0)?, usize::from(le16(extra, 2)?));
        let value = extra.get(4..4 + length)?;
        if number == wanted {
            return Some(value);
        }
        extra = extra.get(4 + length..)?;
    }
}

fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..)?
        .first_chunk::<2>()
        .map(|b| u16::from_le_bytes(*b))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..)?
        .first_chunk::<4>()
        .map(|b| u32::from_le_bytes(*b))
}

fn le64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes
        .get(at..)?
        .first_chunk::<8>()
        .map(|b| u64::from_le_bytes(*b))
}
