//! Files of a disc's image: ISO 9660 (ECMA-119) with Joliet or Rock Ridge names (IEEE P1282), in every session, and UDF
//! beside it or alone.
//!
//! A disc may carry several trees of names over the same bytes. The one with the longest names is listed, and from the others
//! whatever it does not name.

use std::collections::HashSet;

use super::{Body, Entry, Listing, Piece, udf};
use crate::{
    ByteSource, ReadError, Reason, Span,
    source::{le16, le32},
    window::Window,
};

const SECTOR: u64 = 2048;
/// Where the volume descriptors begin.
const FIRST: u64 = 16;
const MAX_DESCRIPTORS: u64 = 64;
const MAX_FOLDERS: usize = 50_000;
const MAX_DEPTH: usize = 64;
/// Longest folder that is read.
const MAX_FOLDER: u64 = 16 << 20;
/// How far behind the first session others are looked for.
const MAX_SEARCH: u64 = 1 << 30;

/// Whether there is a volume descriptor of ISO 9660 or of UDF.
pub(crate) fn looks_like_image(source: &dyn ByteSource) -> bool {
    (FIRST..FIRST + 4).any(|sector| {
        source
            .read_at(sector * SECTOR, 6)
            .is_ok_and(|bytes| matches!(bytes.get(1..6), Some(b"CD001" | b"BEA01" | b"NSR02" | b"NSR03")))
    })
}

/// All files of all trees.
pub(crate) fn list(source: &dyn ByteSource, room: usize) -> Option<Listing> {
    let mut trees = Vec::new();
    if let Some(tree) = udf::list(source, room) {
        trees.push(tree);
    }
    for session in sessions(source).into_iter().rev() {
        trees.extend(trees_of(source, session, room));
    }
    // A disc whose short tree only says "needs UDF" has its files in the long one.
    let filled = |tree: &Listing| tree.entries.iter().filter(|entry| entry.size > 0).count();
    trees.sort_by_key(|tree| std::cmp::Reverse(filled(tree)));
    let mut trees = trees.into_iter();
    let mut all = trees.next()?;
    let mut seen: HashSet<(u64, u64)> = all.entries.iter().filter_map(place).collect();
    let mut names: HashSet<Vec<u8>> = all
        .entries
        .iter()
        .map(|entry| entry.name.to_ascii_lowercase())
        .collect();
    for tree in trees {
        all.trouble = all.trouble.or(tree.trouble);
        for entry in tree.entries {
            // Without bytes an entry of a further tree is only another name of what is listed.
            let new = entry.size > 0
                && match place(&entry) {
                    Some(place) => seen.insert(place),
                    None => names.insert(entry.name.to_ascii_lowercase()),
                };
            if new && all.entries.len() < room {
                all.entries.push(entry);
            }
        }
    }
    let cut = |entry: &Entry| matches!(entry.body, Err(ReadError::CannotInflate));
    if all.entries.iter().any(cut) {
        all.trouble = all.trouble.or(Some(Reason::IncompleteArchive));
    }
    Some(all)
}

/// First byte and length of a file that has any.
fn place(entry: &Entry) -> Option<(u64, u64)> {
    match &entry.body {
        Ok(Body::Pieces(pieces)) => pieces.iter().find_map(|piece| match piece {
            Piece::Bytes(span) => Some((span.offset, entry.size)),
            Piece::Zeros(_) => None,
        }),
        _ => None,
    }
}

/// First sectors of the sessions whose descriptors are found: the first, and those behind the end of its volume.
fn sessions(source: &dyn ByteSource) -> Vec<u64> {
    const PIECE: usize = 1 << 20;
    let mut found = vec![0];
    let Some(volume) = source.read_at(FIRST * SECTOR, 2048).ok().and_then(|bytes| {
        let primary = bytes.starts_with(b"\x01CD001");
        primary.then(|| le32(&bytes, 80)).flatten()
    }) else {
        return found;
    };
    let mut at = u64::from(volume).max(FIRST + 1) * SECTOR;
    let end = source.len().min(at.saturating_add(MAX_SEARCH));
    while at < end {
        let Ok(bytes) = source.read_at(at, PIECE) else {
            break;
        };
        for (index, sector) in bytes.chunks(2048).enumerate() {
            if sector.starts_with(b"\x01CD001") {
                found.push((at / SECTOR + index as u64).saturating_sub(FIRST));
            }
        }
        if bytes.len() < PIECE || found.len() > 99 {
            break;
        }
        at += PIECE as u64;
    }
    found
}

/// The trees of one session: with Joliet names, and with those of the primary volume (Rock Ridge where it is used).
fn trees_of(source: &dyn ByteSource, session: u64, room: usize) -> Vec<Listing> {
    let mut trees = Vec::new();
    let mut rock_ridge = false;
    let mut joliet = None;
    for sector in session + FIRST..session + FIRST + MAX_DESCRIPTORS {
        let Ok(bytes) = source.read_at(sector * SECTOR, 2048) else {
            break;
        };
        if bytes.get(1..6) != Some(b"CD001") || bytes.first() == Some(&255) {
            break;
        }
        let Some(volume) = Volume::of(&bytes) else {
            continue;
        };
        match bytes.first() {
            Some(1) if trees.is_empty() => {
                let mut tree = Tree::new(source, volume, room);
                trees.extend(tree.walk());
                rock_ridge = tree.rock_ridge;
            }
            Some(2) if matches!(bytes.get(88..91), Some(b"%/@" | b"%/C" | b"%/E")) => joliet = Some(volume),
            _ => {}
        }
    }
    if let Some(volume) = joliet {
        let mut tree = Tree::new(
            source,
            Volume {
                joliet: true,
                ..volume
            },
            room,
        );
        // First in the list is preferred where both are of one length.
        trees.splice(
            if rock_ridge {
                trees.len()..trees.len()
            } else {
                0..0
            },
            tree.walk(),
        );
    }
    trees
}

#[derive(Clone, Copy)]
struct Volume {
    block: u64,
    root: Extent,
    joliet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Extent {
    block: u64,
    length: u64,
}

impl Volume {
    fn of(descriptor: &[u8]) -> Option<Self> {
        let block = u64::from(le16(descriptor, 128)?);
        let root = Record::of(descriptor.get(156..190)?)?;
        (matches!(block, 512 | 1024 | 2048 | 4096)).then_some(Self {
            block,
            root: root.extent,
            joliet: false,
        })
    }
}

/// One directory record (§9.1).
struct Record<'a> {
    extent: Extent,
    flags: u8,
    interleaved: bool,
    name: &'a [u8],
    system_use: &'a [u8],
}

impl<'a> Record<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let attributes = u64::from(*bytes.get(1)?);
        let name_length = usize::from(*bytes.get(32)?);
        let name = bytes.get(33..33 + name_length)?;
        let padded = 33 + name_length + usize::from(name_length % 2 == 0);
        Some(Self {
            extent: Extent {
                block: u64::from(le32(bytes, 2)?) + attributes,
                length: u64::from(le32(bytes, 10)?),
            },
            flags: *bytes.get(25)?,
            interleaved: bytes.get(26) != Some(&0),
            name,
            system_use: bytes.get(padded..).unwrap_or_default(),
        })
    }

    fn folder(&self) -> bool {
        self.flags & 2 != 0
    }
}

struct Folder {
    extent: Extent,
    path: Vec<u8>,
    depth: usize,
}

/// A walk over the folders of one volume.
struct Tree<'a> {
    source: &'a dyn ByteSource,
    volume: Volume,
    room: usize,
    rock_ridge: bool,
    /// Bytes before the system use fields of each record.
    skip: usize,
}

impl<'a> Tree<'a> {
    fn new(source: &'a dyn ByteSource, volume: Volume, room: usize) -> Self {
        Self {
            source,
            volume,
            room,
            rock_ridge: false,
            skip: 0,
        }
    }

    /// All files; nothing where the root cannot be read.
    fn walk(&mut self) -> Option<Listing> {
        let mut listing = Listing::default();
        let mut visited = HashSet::from([self.volume.root.block]);
        let mut folders = vec![Folder {
            extent: self.volume.root,
            path: Vec::new(),
            depth: 0,
        }];
        while let Some(folder) = folders.pop() {
            let Some((files, inner)) = self.folder(&folder) else {
                if folder.depth == 0 {
                    return None;
                }
                listing.trouble = Some(Reason::IncompleteArchive);
                continue;
            };
            listing.entries.extend(files);
            let new = inner
                .into_iter()
                .filter(|inner| visited.insert(inner.extent.block));
            folders.extend(new);
            let deep = folders.last().is_some_and(|folder| folder.depth > MAX_DEPTH);
            if deep || visited.len() > MAX_FOLDERS || listing.entries.len() > self.room {
                listing.trouble = Some(Reason::TooManyFiles);
                break;
            }
        }
        listing.entries.truncate(self.room);
        Some(listing)
    }

    /// Files and folders in one folder.
    fn folder(&mut self, folder: &Folder) -> Option<(Vec<Entry>, Vec<Folder>)> {
        let source = self.source;
        let read = |offset, length| source.read_at(offset, length);
        let mut window = Window::new(source.len(), &read);
        let start = folder.extent.block.checked_mul(self.volume.block)?;
        let end = start.checked_add(folder.extent.length)?;
        if folder.extent.length > MAX_FOLDER || end > source.len() {
            return None;
        }
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        let mut open: Option<Entry> = None;
        let mut at = start;
        while at < end {
            let length = *window.get(at, 1).ok()??.first()?;
            if length == 0 {
                // Records do not cross blocks; the rest of this one is empty.
                at = (at / self.volume.block + 1) * self.volume.block;
                continue;
            }
            let bytes = window.get(at, usize::from(length)).ok()??.to_vec();
            at += u64::from(length);
            let record = Record::of(&bytes)?;
            let own = matches!(record.name, [0 | 1]);
            if own {
                if folder.depth == 0 && record.name == [0] && !self.volume.joliet {
                    self.learn_rock_ridge(record.system_use);
                }
                continue;
            }
            let extra = if self.rock_ridge {
                RockRidge::of(self, record.system_use)
            } else {
                RockRidge::default()
            };
            if extra.relocated {
                continue;
            }
            let name = extra.name.clone().unwrap_or_else(|| self.plain_name(record.name));
            let path = if folder.path.is_empty() {
                name
            } else {
                [&folder.path, b"/".as_slice(), &name].concat()
            };
            if let Some(block) = extra.child {
                let length = self.length_of_folder(block);
                let extent = Extent { block, length };
                folders.push(Folder {
                    extent,
                    path,
                    depth: folder.depth + 1,
                });
            } else if record.folder() {
                folders.push(Folder {
                    extent: record.extent,
                    path,
                    depth: folder.depth + 1,
                });
            } else if record.flags & 4 == 0 {
                // A file above 4 GB has several records, all but the last with a flag.
                let entry = self.file(path, &record, &extra);
                let joined = match open.take() {
                    Some(first) => join(first, entry),
                    None => entry,
                };
                if record.flags & 0x80 != 0 {
                    open = Some(joined);
                } else {
                    files.push(joined);
                }
            }
        }
        files.extend(open);
        Some((files, folders))
    }

    fn file(&self, name: Vec<u8>, record: &Record<'_>, extra: &RockRidge) -> Entry {
        let span = Span {
            offset: record.extent.block.saturating_mul(self.volume.block),
            length: record.extent.length,
        };
        let whole = span
            .offset
            .checked_add(span.length)
            .is_some_and(|end| end <= self.source.len());
        let body = if extra.link {
            Err(ReadError::NotAFile)
        } else if record.interleaved || extra.packed {
            Err(ReadError::UnknownMethod)
        } else if span.length > 0 && !whole {
            Err(ReadError::CannotInflate)
        } else {
            Ok(Body::Pieces(vec![Piece::Bytes(span)]))
        };
        Entry {
            name,
            utf8: self.volume.joliet,
            size: span.length,
            body,
            crc: None,
        }
    }

    /// Rock Ridge is there where the root's own record has an SP field (SUSP §5.3) and the name fields are found later.
    fn learn_rock_ridge(&mut self, system_use: &[u8]) {
        if let [b'S', b'P', 7, 1, 0xBE, 0xEF, skip, ..] = system_use {
            self.rock_ridge = true;
            self.skip = usize::from(*skip);
        }
    }

    fn plain_name(&self, name: &[u8]) -> Vec<u8> {
        let text = if self.volume.joliet {
            let units = name
                .as_chunks::<2>()
                .0
                .iter()
                .map(|unit| u16::from_be_bytes(*unit));
            char::decode_utf16(units)
                .map(|c| c.unwrap_or('_'))
                .collect::<String>()
                .into_bytes()
        } else {
            name.to_vec()
        };
        // Version numbers and the dot of an absent extension are no part of the name.
        let cut = text.iter().rposition(|byte| *byte == b';').filter(|at| {
            text.get(at + 1..)
                .is_some_and(|version| version.iter().all(u8::is_ascii_digit))
        });
        let text = text.get(..cut.unwrap_or(text.len())).unwrap_or_default();
        text.strip_suffix(b".").unwrap_or(text).to_vec()
    }

    /// Length of a folder that is only named by its block: its own record says it.
    fn length_of_folder(&self, block: u64) -> u64 {
        let own = block
            .checked_mul(self.volume.block)
            .and_then(|at| self.source.read_at(at, 255).ok());
        own.and_then(|bytes| Record::of(&bytes).map(|record| record.extent.length))
            .unwrap_or(0)
    }
}

/// A further extent of one file.
fn join(mut first: Entry, next: Entry) -> Entry {
    first.size = first.size.saturating_add(next.size);
    first.body = match (first.body, next.body) {
        (Ok(Body::Pieces(mut pieces)), Ok(Body::Pieces(more))) => {
            pieces.extend(more);
            Ok(Body::Pieces(pieces))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
        (first, _) => first,
    };
    first
}

/// What Rock Ridge says about one record.
#[derive(Default)]
struct RockRidge {
    name: Option<Vec<u8>>,
    link: bool,
    /// Compressed by zisofs.
    packed: bool,
    /// A folder that was moved up because it lay too deep stands here by name.
    child: Option<u64>,
    /// This is where such a folder was moved to.
    relocated: bool,
}

impl RockRidge {
    fn of(tree: &Tree<'_>, system_use: &[u8]) -> Self {
        let mut found = Self::default();
        let mut area = system_use.get(tree.skip..).unwrap_or_default().to_vec();
        // Each area may name one more.
        for _ in 0..16 {
            let Some((block, offset, length)) = found.fields(&area) else {
                break;
            };
            let at = block.saturating_mul(tree.volume.block).saturating_add(offset);
            match tree.source.read_at(at, length) {
                Ok(bytes) => area = bytes,
                Err(_) => break,
            }
        }
        found
    }

    /// Reads the fields of one area; where a continuation lies.
    fn fields(&mut self, mut area: &[u8]) -> Option<(u64, u64, usize)> {
        let mut continuation = None;
        while let [a, b, length, _, ..] = area {
            let length = usize::from(*length);
            let Some(field) = area.get(..length).filter(|_| length >= 4) else {
                break;
            };
            match (*a, *b) {
                (b'N', b'M') if field.get(4).is_some_and(|flags| flags & 6 == 0) => {
                    let part = field.get(5..).unwrap_or_default();
                    self.name.get_or_insert_default().extend_from_slice(part);
                }
                (b'P', b'X') => {
                    let mode = le32(field, 4).unwrap_or(0) & 0xF000;
                    self.link |= !matches!(mode, 0x8000 | 0x4000 | 0);
                }
                (b'S', b'L') => self.link = true,
                (b'Z', b'F') => self.packed = true,
                (b'R', b'E') => self.relocated = true,
                (b'C', b'L') => self.child = le32(field, 4).map(u64::from),
                (b'C', b'E') => {
                    let number = |at| le32(field, at).map(u64::from);
                    let length = number(20).map_or(0, |n| usize::try_from(n.min(8192)).unwrap_or(0));
                    continuation = number(4)
                        .zip(number(12))
                        .map(|(block, offset)| (block, offset, length));
                }
                (b'S', b'T') => break,
                _ => {}
            }
            area = area.get(length..).unwrap_or_default();
        }
        self.name = self.name.take().filter(|name| !name.is_empty());
        continuation
    }
}
