//! The members of a ZIP (APPNOTE.TXT 6.3.10 §4.3): names, places and sizes.
//!
//! Read here rather than by a library, because every member has to be accounted for, also those that share a name, carry no
//! UTF-8 flag or lie about their size, and because a ZIP on a disc may not be trusted in any of its numbers. A ZIP whose
//! directory is missing or damaged still gives the members whose local headers are found.

use super::{Body, Entry, Listing};
use crate::{
    ByteSource, ReadError, Reason,
    source::{le16, le32, le64},
    stream::{Cursor, Decoder, grows},
    window::Window,
};

/// Longest directory that is read.
const MAX_DIRECTORY: u64 = 64 << 20;
/// All members of one ZIP together.
const MAX_TOTAL: u64 = 64 << 30;
/// Below this, members together may grow as each of them may.
const TOTAL_RATIO_FROM: u64 = 1 << 30;

/// Where the bytes of a member are and how they are packed.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// Where its local header lies.
    pub(crate) header: u64,
    /// Packed length.
    pub(crate) packed: u64,
    /// Whether the bytes are deflated, else stored.
    pub(crate) deflated: bool,
    /// How they are encrypted.
    pub(crate) cipher: Option<Cipher>,
}

/// How a member is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cipher {
    /// The traditional cipher; the byte is what the last of the twelve leading bytes decrypts to.
    ZipCrypto(u8),
    /// AES of `WinZip` with a key of so many bytes: 16, 24 or 32.
    Aes(usize),
}

/// Whether the bytes begin like a ZIP.
pub(crate) fn looks_like_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Whether a ZIP stands at the end of a file that begins with something else, such as the program that unpacks it.
pub(crate) fn stands_behind(source: &dyn ByteSource) -> bool {
    let begins = |directory: Directory| source.read_at(directory.offset, 4).ok();
    Directory::find(source).and_then(begins).as_deref() == Some(b"PK\x01\x02")
}

/// Whether members are named like files of a DICOM medium (PS3.10 §8.2, PS3.11): a `DICOMDIR`, `.dcm`, or at most eight
/// letters and digits without an extension, with a digit among them. Programs carry ZIPs of their own, with a `LICENSE`.
pub(crate) fn holds_dicom(source: &dyn ByteSource) -> bool {
    const ENOUGH: usize = 10_000;
    let is_dicom = |entry: &Entry| {
        let name = entry
            .name
            .rsplit(|byte| matches!(byte, b'/' | b'\\'))
            .next()
            .unwrap_or_default();
        let id = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let is_numbered = name.iter().any(u8::is_ascii_digit);
        let is_file_id = (1..=8).contains(&name.len()) && name.iter().all(id) && is_numbered;
        is_file_id || name == b"DICOMDIR" || name.to_ascii_lowercase().ends_with(b".dcm")
    };
    directory(source, ENOUGH).is_some_and(|listing| listing.entries.iter().any(is_dicom))
}

/// The members without folders, in the directory's order; nothing where it is another program's file.
pub(crate) fn list(source: &dyn ByteSource, room: usize) -> Option<Listing> {
    const NOT_ARCHIVES: [&[u8]; 3] = [b"[Content_Types].xml", b"mimetype", b"META-INF/MANIFEST.MF"];
    let mut found = directory(source, room).unwrap_or_else(|| scan(source, room));
    if found
        .entries
        .iter()
        .any(|entry| NOT_ARCHIVES.contains(&entry.name.as_slice()))
    {
        return None;
    }
    set_overlaps_aside(&mut found.entries);
    limit(&mut found.entries, source.len());
    found
        .entries
        .retain(|entry| !entry.name.ends_with(b"/") && !entry.name.ends_with(b"\\"));
    if found.entries.is_empty() && found.trouble == Some(Reason::IncompleteArchive) {
        found.trouble = Some(Reason::DamagedZip);
    }
    Some(found)
}

/// Of members that lie over each other (a quine or a bomb) the first counts.
fn set_overlaps_aside(entries: &mut [Entry]) {
    let mut order: Vec<(u64, u64, usize)> = entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| match &entry.body {
            Ok(Body::Member(member)) => Some((
                member.header,
                member.header.saturating_add(30 + member.packed),
                index,
            )),
            _ => None,
        })
        .collect();
    order.sort_unstable();
    let mut end = 0;
    for (header, stop, index) in order {
        if header < end {
            if let Some(entry) = entries.get_mut(index) {
                entry.body = Err(ReadError::Overlapping);
            }
        } else {
            end = stop;
        }
    }
}

/// Members that promise more than packed bytes can honestly hold, alone or together, are not unpacked.
fn limit(entries: &mut [Entry], length: u64) {
    let mut total = 0_u64;
    for entry in entries {
        total = total.saturating_add(entry.size);
        let packed = match &entry.body {
            Ok(Body::Member(member)) if member.deflated => member.packed,
            _ => entry.size,
        };
        let all_grow = total > TOTAL_RATIO_FROM && grows(total, length);
        if entry.body.is_ok() && (grows(entry.size, packed) || all_grow || total > MAX_TOTAL) {
            entry.body = Err(ReadError::TooLarge);
        }
    }
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

/// What the directory at the end lists; nothing where it is missing or damaged.
fn directory(source: &dyn ByteSource, room: usize) -> Option<Listing> {
    let directory = Directory::find(source)?;
    let read = |offset, length| source.read_at(offset, length);
    let end = directory.offset + directory.length;
    let mut window = Window::new(end, &read);
    let mut listing = Listing::default();
    let (mut at, mut count) = (directory.offset, 0_u64);
    while at < end {
        let fixed: [u8; 46] = *window.get(at, 46).ok()??.first_chunk()?;
        let [name, extra, comment] =
            [le16(&fixed, 28)?, le16(&fixed, 30)?, le16(&fixed, 32)?].map(usize::from);
        if !fixed.starts_with(b"PK\x01\x02") {
            // A digital signature may end the directory.
            (count & 0xFFFF == directory.members & 0xFFFF).then_some(())?;
            break;
        }
        let variable = window.get(at + 46, name + extra).ok()??;
        let (name, extra) = variable.split_at(name);
        if listing.entries.len() >= room {
            listing.trouble = Some(Reason::TooManyFiles);
            break;
        }
        listing
            .entries
            .push(record(&fixed, name, extra, directory.shift)?);
        count += 1;
        at += 46 + variable.len() as u64 + comment as u64;
    }
    let all = count & 0xFFFF == directory.members & 0xFFFF || listing.trouble.is_some();
    all.then_some(listing)
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
        // The last part of a split ZIP: what its directory names lies in other files.
        matches!(le16(end, 4)?, 0 | 0xFFFF).then_some(())?;
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
    let locator_at = end.checked_sub(20)?;
    let locator = source.read_at(locator_at, 20).ok()?;
    let declared = le64(&locator, 8).filter(|_| locator.starts_with(b"PK\x06\x07"))?;
    // Where something stands before the ZIP proper the declared place is wrong, but the record still ends here.
    for at in [Some(declared), locator_at.checked_sub(56)].into_iter().flatten() {
        let record = source.read_at(at, 56).ok()?;
        if record.len() == 56 && record.starts_with(b"PK\x06\x06") {
            return Some((at, le64(&record, 32)?, le64(&record, 40)?, le64(&record, 48)?));
        }
    }
    None
}

/// One record of the directory.
fn record(fixed: &[u8; 46], name: &[u8], extra: &[u8], shift: u64) -> Option<Entry> {
    let (flags, method) = (le16(fixed, 8)?, le16(fixed, 10)?);
    let mut wide = Wide::new(extra);
    let size = wide.value(le32(fixed, 24)?)?;
    let packed = wide.value(le32(fixed, 20)?)?;
    let header = wide.value(le32(fixed, 42)?)?.checked_add(shift)?;
    let crc = le32(fixed, 16)?;
    let unix_mode = le32(fixed, 38)? >> 16;
    let written_by_unix = matches!(fixed.get(5), Some(3 | 19));
    let link = written_by_unix && matches!(unix_mode & 0xF000, 0xA000 | 0x1000 | 0x2000 | 0x6000 | 0xC000);
    let check = check_byte(flags, crc, le16(fixed, 12)?);
    let (body, crc) = body(header, packed, size, (flags, method, check), crc, extra);
    let (name, utf8) = own_name(name, extra, flags);
    Some(Entry {
        name,
        utf8,
        size,
        body: if link { Err(ReadError::NotAFile) } else { body },
        crc,
    })
}

fn check_byte(flags: u16, crc: u32, time: u16) -> u8 {
    if flags & 8 == 0 {
        crc.to_be_bytes()[0]
    } else {
        time.to_be_bytes()[0]
    }
}

/// How a member is to be read, and the checksum that then counts.
fn body(
    header: u64,
    packed: u64,
    size: u64,
    (flags, method, check): (u16, u16, u8),
    crc: u32,
    extra: &[u8],
) -> (Result<Body, ReadError>, Option<u32>) {
    let aes = field(extra, 0x9901).filter(|_| method == 99);
    let real = aes.and_then(|aes| le16(aes, 5)).unwrap_or(method);
    let cipher = match aes {
        _ if flags & 1 == 0 => None,
        // Strong encryption (§7) needs what nobody has.
        _ if flags & 64 != 0 || (method == 99 && aes.is_none()) => {
            return (Err(ReadError::UnknownEncryption), None);
        }
        Some(aes) => match aes.get(4) {
            Some(strength @ 1..=3) => Some(Cipher::Aes(8 + 8 * usize::from(*strength))),
            _ => return (Err(ReadError::UnknownEncryption), None),
        },
        None => Some(Cipher::ZipCrypto(check)),
    };
    // The second version of AES has no CRC-32; its own code stands behind the bytes.
    let crc = (aes.and_then(|aes| le16(aes, 0)) != Some(2)).then_some(crc);
    let stored = packed.checked_sub(match cipher {
        None => 0,
        Some(Cipher::ZipCrypto(_)) => 12,
        Some(Cipher::Aes(key)) => key as u64 / 2 + 12,
    });
    let deflated = match real {
        0 if stored == Some(size) => false,
        0 => return (Err(ReadError::CannotInflate), crc),
        8 => true,
        _ => return (Err(ReadError::UnknownMethod), crc),
    };
    let member = Member {
        header,
        packed,
        deflated,
        cipher,
    };
    (Ok(Body::Member(member)), crc)
}

/// The name of the Unicode path field where it belongs to this name, and whether it is certainly UTF-8.
fn own_name(name: &[u8], extra: &[u8], flags: u16) -> (Vec<u8>, bool) {
    let unicode = field(extra, 0x7075)
        .filter(|field| field.first() == Some(&1) && le32(field, 1) == Some(crc32fast::hash(name)));
    match unicode.and_then(|field| field.get(5..)) {
        Some(name) => (name.to_vec(), true),
        None => (name.to_vec(), flags & 0x800 != 0),
    }
}

/// The ZIP64 field: large values in a fixed order, each only where the small one says so.
struct Wide<'a>(&'a [u8]);

impl<'a> Wide<'a> {
    fn new(extra: &'a [u8]) -> Self {
        Self(field(extra, 0x0001).unwrap_or_default())
    }

    fn value(&mut self, value: u32) -> Option<u64> {
        if value != u32::MAX {
            return Some(u64::from(value));
        }
        let (eight, after) = self.0.split_first_chunk::<8>()?;
        self.0 = after;
        Some(u64::from_le_bytes(*eight))
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

/// What the local headers give where there is no directory.
fn scan(source: &dyn ByteSource, room: usize) -> Listing {
    let mut listing = Listing {
        trouble: Some(Reason::IncompleteArchive),
        ..Listing::default()
    };
    let read = |offset, length| source.read_at(offset, length);
    let mut window = Window::new(source.len(), &read);
    let mut at = Some(0);
    while let Some(header) = at.and_then(|at| find(source, *b"PK\x03\x04", at)) {
        if listing.entries.len() >= room {
            listing.trouble = Some(Reason::TooManyFiles);
            break;
        }
        at = match local(source, &mut window, header) {
            Some((entry, end)) => {
                // Four letters that are no header have neither name nor bytes behind them.
                if !entry.name.is_empty() || entry.size > 0 {
                    listing.entries.push(entry);
                }
                Some(end)
            }
            None => header.checked_add(4),
        };
    }
    listing
}

/// Where a signature stands next.
fn find(source: &dyn ByteSource, signature: [u8; 4], mut at: u64) -> Option<u64> {
    const PIECE: usize = 256 * 1024;
    if source.read_at(at, 4).ok()?.starts_with(&signature) {
        return Some(at);
    }
    loop {
        let bytes = source.read_at(at, PIECE).ok()?;
        if let Some(index) = bytes.windows(4).position(|four| four == signature) {
            return at.checked_add(index as u64);
        }
        if bytes.len() < PIECE {
            return None;
        }
        at = at.checked_add(PIECE as u64 - 3)?;
    }
}

/// The member behind a local header, and where it ends.
fn local(source: &dyn ByteSource, window: &mut Window<'_>, at: u64) -> Option<(Entry, u64)> {
    let fixed: [u8; 30] = *window.get(at, 30).ok()??.first_chunk()?;
    let (flags, method) = (le16(&fixed, 6)?, le16(&fixed, 8)?);
    let [name_length, extra_length] = [le16(&fixed, 26)?, le16(&fixed, 28)?].map(usize::from);
    let variable = window
        .get(at.checked_add(30)?, name_length + extra_length)
        .ok()??
        .to_vec();
    let (name, extra) = variable.split_at(name_length);
    let data = at + 30 + variable.len() as u64;
    let mut wide = Wide::new(extra);
    let mut size = wide.value(le32(&fixed, 22)?)?;
    let mut packed = wide.value(le32(&fixed, 18)?)?;
    let mut crc = le32(&fixed, 14)?;
    let (utf8_name, utf8) = own_name(name, extra, flags);
    let mut whole = true;
    if flags & 8 != 0 && packed == 0 {
        // Lengths stand behind the bytes; only unpacking shows where these end.
        let measured = match method {
            8 if flags & 1 == 0 => inflated_length(source, data),
            0 if flags & 1 == 0 => stored_length(source, data),
            _ => None,
        };
        match measured {
            Some(found) => (packed, size, crc) = found,
            None => whole = false,
        }
    }
    let end = data.checked_add(packed)?;
    whole &= end <= source.len();
    let check = check_byte(flags, crc, le16(&fixed, 10)?);
    let (body, crc) = body(at, packed, size, (flags, method, check), crc, extra);
    let entry = Entry {
        name: utf8_name,
        utf8,
        size,
        body: if whole {
            body
        } else {
            Err(ReadError::CannotInflate)
        },
        crc,
    };
    // Behind a member that is not whole the next one may still be found.
    Some((entry, if whole { end } else { data }))
}

/// Packed length, length and checksum of a deflated member of which none is known.
fn inflated_length(source: &dyn ByteSource, data: u64) -> Option<(u64, u64, u32)> {
    let input = |offset: u64, length: usize| source.read_at(data.saturating_add(offset), length);
    let mut cursor = Cursor::new(Decoder::deflate());
    let (size, crc) = cursor.finish(&input).ok()?;
    Some((cursor.taken(), size, crc))
}

/// The same of a stored member: up to the descriptor that names just this length.
fn stored_length(source: &dyn ByteSource, data: u64) -> Option<(u64, u64, u32)> {
    let mut at = data;
    loop {
        at = find(source, *b"PK\x07\x08", at)?;
        let descriptor = source.read_at(at, 16).ok()?;
        let length = at - data;
        if le32(&descriptor, 8).map(u64::from) == Some(length) {
            return Some((length, length, le32(&descriptor, 4)?));
        }
        at += 4;
    }
}
