//! Members of a tape archive (POSIX.1-2017 pax, ustar; GNU long names; V7).

use std::collections::HashMap;

use super::{Body, Entry, Listing, Piece};
use crate::{ByteSource, ReadError, Reason, Span, source::text_until_zero, window::Window};

const BLOCK: u64 = 512;
/// Longest name or pax header that is read.
const MAX_NAME: u64 = 1 << 20;
/// Empty blocks after which nothing more is expected.
const MAX_EMPTY: u64 = 4096;

/// Whether the first block is a header whose checksum is right.
pub(crate) fn looks_like_tar(head: &[u8]) -> bool {
    head.first_chunk::<512>()
        .is_some_and(|block| block[0] != 0 && is_header(block))
}

/// All members, in order. A damaged header does not end the search: it goes on at the next sound one.
pub(crate) fn list(source: &dyn ByteSource, room: usize) -> Listing {
    let read = |offset, length| source.read_at(offset, length);
    let mut window = Window::new(source.len(), &read);
    let mut listing = Listing::default();
    let mut next = Next::default();
    let mut by_name: HashMap<Vec<u8>, usize> = HashMap::new();
    let (mut at, mut empty) = (0_u64, 0);
    loop {
        let block = match window.glance(at, 512) {
            Ok(Some(block)) => block.first_chunk::<512>().copied(),
            Ok(None) => None,
            Err(error) => {
                listing.trouble = Some(error.reason());
                break;
            }
        };
        let Some(block) = block else {
            // A cut: part of a block is left, or the last member's end was never reached.
            let there = |window: &mut Window<'_>, at| matches!(window.glance(at, 1), Ok(Some(_)));
            let cut = there(&mut window, at) || !there(&mut window, at.saturating_sub(1));
            if empty == 0 && cut {
                listing.trouble = Some(Reason::IncompleteArchive);
            }
            break;
        };
        if block.iter().all(|byte| *byte == 0) {
            empty += 1;
            at += BLOCK;
            if empty > MAX_EMPTY {
                break;
            }
            continue;
        }
        if !is_header(&block) {
            // Some writers leave anything behind the two empty blocks.
            if empty < 2 {
                listing.trouble = Some(Reason::IncompleteArchive);
            }
            at += BLOCK;
            continue;
        }
        empty = 0;
        let header = Header::of(&block, &mut next);
        let data = at + BLOCK;
        let size = header.size.unwrap_or(0);
        let payload = usize::try_from(size.min(MAX_NAME)).unwrap_or(0);
        at = data.saturating_add(size.div_ceil(BLOCK).saturating_mul(BLOCK));
        match header.kind {
            b'L' | b'K' | b'x' | b'g' => {
                if let Ok(Some(bytes)) = window.get(data, payload) {
                    next.learn(header.kind, bytes);
                }
                continue;
            }
            b'5' | b'D' | b'V' => {}
            _ if header.name.ends_with(b"/") && matches!(header.kind, 0 | b'0' | b'7') => {}
            _ => {
                if listing.entries.len() >= room {
                    listing.trouble = Some(Reason::TooManyFiles);
                    break;
                }
                let target = by_name
                    .get(&header.link)
                    .and_then(|index| listing.entries.get(*index));
                let entry = entry(&header, &next, data, source.len(), target);
                if matches!(entry.body, Err(ReadError::CannotInflate)) {
                    listing.trouble = Some(Reason::IncompleteArchive);
                }
                by_name.insert(header.name, listing.entries.len());
                listing.entries.push(entry);
            }
        }
        next = Next {
            global: std::mem::take(&mut next.global),
            ..Next::default()
        };
    }
    listing
}

fn entry(header: &Header, next: &Next, data: u64, len: u64, target: Option<&Entry>) -> Entry {
    let end = header.size.and_then(|size| data.checked_add(size));
    let size = header.size.unwrap_or(0);
    let span = Span {
        offset: data,
        length: size,
    };
    let mut entry = Entry {
        name: header.name.clone(),
        utf8: false,
        size,
        body: Ok(Body::Pieces(vec![Piece::Bytes(span)])),
        crc: None,
    };
    match header.kind {
        // A hard link is a second name of an earlier member.
        b'1' => match target {
            Some(target) => (entry.size, entry.body) = (target.size, target.body.clone()),
            None => entry.body = Err(ReadError::NotAFile),
        },
        b'2' | b'3' | b'4' | b'6' => entry.body = Err(ReadError::NotAFile),
        b'S' => entry.body = Err(ReadError::UnknownMethod),
        _ if next.sparse => entry.body = Err(ReadError::UnknownMethod),
        _ if end.is_none_or(|end| end > len) => entry.body = Err(ReadError::CannotInflate),
        _ => {}
    }
    entry
}

/// What long-name and pax headers say about the next member.
#[derive(Default)]
struct Next {
    name: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    sparse: bool,
    /// Path for all that follow; rare, and wrong more often than right, so only kept apart.
    global: Option<Vec<u8>>,
}

impl Next {
    fn learn(&mut self, kind: u8, bytes: &[u8]) {
        match kind {
            b'L' => self.name = Some(text_until_zero(bytes).to_vec()),
            b'K' => self.link = Some(text_until_zero(bytes).to_vec()),
            _ => self.pax(bytes, kind == b'g'),
        }
    }

    /// Records of the form `LENGTH KEY=VALUE\n`.
    fn pax(&mut self, mut bytes: &[u8], global: bool) {
        while let Some(space) = bytes.iter().position(|byte| *byte == b' ') {
            let length = std::str::from_utf8(bytes.get(..space).unwrap_or_default())
                .ok()
                .and_then(|digits| digits.parse::<usize>().ok());
            let Some(record) = length.and_then(|length| bytes.get(space + 1..length)) else {
                return;
            };
            bytes = bytes.get(length.unwrap_or(usize::MAX)..).unwrap_or_default();
            let record = record.strip_suffix(b"\n").unwrap_or(record);
            let Some(equals) = record.iter().position(|byte| *byte == b'=') else {
                continue;
            };
            let (key, value) = record.split_at(equals);
            let value = value.get(1..).unwrap_or_default();
            match key {
                b"path" if global => self.global = Some(value.to_vec()),
                b"path" | b"GNU.sparse.name" => self.name = Some(value.to_vec()),
                b"linkpath" => self.link = Some(value.to_vec()),
                b"size" if !global => {
                    self.size = std::str::from_utf8(value).ok().and_then(|size| size.parse().ok());
                }
                _ if key.starts_with(b"GNU.sparse.") => self.sparse = true,
                _ => {}
            }
        }
    }
}

struct Header {
    name: Vec<u8>,
    link: Vec<u8>,
    size: Option<u64>,
    kind: u8,
}

impl Header {
    fn of(block: &[u8; 512], next: &mut Next) -> Self {
        let field = |from: usize, to: usize| text_until_zero(block.get(from..to).unwrap_or_default());
        let mut name = field(0, 100).to_vec();
        if field(257, 262) == b"ustar" && !field(345, 500).is_empty() && block[262] == 0 {
            name = [field(345, 500), b"/", &name].concat();
        }
        let kind = block[156];
        let describes = matches!(kind, b'L' | b'K' | b'x' | b'g');
        let size = number(block.get(124..136).unwrap_or_default());
        let has_data = !matches!(kind, b'1'..=b'6');
        let own_size = next.size.filter(|_| !describes);
        let learned = |text: &mut Option<Vec<u8>>| if describes { None } else { text.take() };
        Self {
            name: learned(&mut next.name).unwrap_or(name),
            link: learned(&mut next.link).unwrap_or_else(|| field(157, 257).to_vec()),
            size: if has_data { own_size.or(size) } else { Some(0) },
            kind,
        }
    }
}

/// Octal digits, or base 256 where the first bit is set (GNU).
fn number(bytes: &[u8]) -> Option<u64> {
    let (first, rest) = bytes.split_first()?;
    if first & 0x80 != 0 {
        return rest.iter().try_fold(u64::from(first & 0x3F), |n, byte| {
            Some(n.checked_mul(256)? | u64::from(*byte))
        });
    }
    let digits = bytes.iter().filter(|byte| !matches!(byte, 0 | b' '));
    digits.into_iter().try_fold(0_u64, |n, digit| match digit {
        b'0'..=b'7' => Some(n.checked_mul(8)? | u64::from(digit - b'0')),
        _ => None,
    })
}

/// The checksum is the sum of all bytes with its own field as spaces; some old writers summed signed bytes.
fn is_header(block: &[u8; 512]) -> bool {
    let declared = number(block.get(148..156).unwrap_or_default());
    let bytes = || {
        block
            .iter()
            .enumerate()
            .map(|(at, byte)| if (148..156).contains(&at) { b' ' } else { *byte })
    };
    let unsigned: u64 = bytes().map(u64::from).sum();
    let signed: i64 = bytes().map(|byte| i64::from(byte.cast_signed())).sum();
    declared.is_some_and(|sum| sum == unsigned || i64::try_from(sum) == Ok(signed))
}
