//! Files of a UDF volume (ECMA-167, OSTA UDF 1.02 to 2.60): as burned at once, in packets (virtual and sparable partitions)
//! and with a metadata partition.

use std::collections::HashSet;

use super::{Body, Entry, Listing, Piece};
use crate::{
    ByteSource, ReadError, Reason, Span,
    source::{le16, le32, le64},
};

const MAX_FOLDERS: usize = 50_000;
/// Longest folder, table or list of extents that is read.
const MAX_TABLE: u64 = 16 << 20;
const MAX_PIECES: usize = 100_000;
/// Zeros that were never written, in one file.
const MAX_UNWRITTEN: u64 = 1 << 30;

/// All files; nothing where there is no UDF volume.
pub(crate) fn list(source: &dyn ByteSource, room: usize) -> Option<Listing> {
    // Sectors of discs have 2,048 bytes; images of hard disks and sticks 512.
    [2048, 512, 4096].into_iter().find_map(|sector| {
        let volume = Volume::find(source, sector)?;
        volume.walk(room)
    })
}

/// Kinds of partition maps (ECMA-167 3/10.7, UDF 2.2.8 to 2.2.10).
enum Map {
    Plain,
    /// Blocks are numbers in a table that grows with every session.
    Virtual(Vec<u32>),
    /// Worn packets were moved: from, to (in sectors), and blocks of a packet.
    Sparable(Vec<(u32, u32)>, u32),
    /// Blocks are those of a file.
    Metadata(Vec<Piece>),
}

struct Partition {
    /// First byte.
    start: u64,
    map: Map,
}

struct Volume<'a> {
    source: &'a dyn ByteSource,
    sector: u64,
    block: u64,
    partitions: Vec<Partition>,
    root: Address,
}

/// A block of a partition (`lb_addr`), and how many bytes begin there.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Address {
    block: u32,
    partition: u16,
    length: u32,
}

fn long_address(bytes: &[u8], at: usize) -> Option<Address> {
    Some(Address {
        length: le32(bytes, at)?,
        block: le32(bytes, at + 4)?,
        partition: le16(bytes, at + 8)?,
    })
}

/// Number of a descriptor whose tag is sound (ECMA-167 3/7.2).
fn tag(bytes: &[u8]) -> Option<u16> {
    let head = bytes.first_chunk::<16>()?;
    let sum = head
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != 4)
        .fold(0_u8, |sum, (_, byte)| sum.wrapping_add(*byte));
    (sum == head[4]).then(|| u16::from_le_bytes([head[0], head[1]]))
}

impl<'a> Volume<'a> {
    fn find(source: &'a dyn ByteSource, sector: u64) -> Option<Self> {
        let last = (source.len() / sector).checked_sub(1)?;
        let anchors = [Some(256), Some(512), Some(last), last.checked_sub(256)];
        anchors.into_iter().flatten().find_map(|anchor| {
            let bytes = source.read_at(anchor.checked_mul(sector)?, 512).ok()?;
            (tag(&bytes)? == 2).then_some(())?;
            let sequences = [
                (le32(&bytes, 20)?, le32(&bytes, 16)?),
                (le32(&bytes, 28)?, le32(&bytes, 24)?),
            ];
            sequences
                .into_iter()
                .find_map(|(at, length)| Self::from_sequence(source, sector, at, length))
        })
    }

    /// Reads the volume descriptor sequence (ECMA-167 3/8.4.2).
    fn from_sequence(source: &'a dyn ByteSource, sector: u64, at: u32, length: u32) -> Option<Self> {
        let mut partitions: Vec<(u16, u64)> = Vec::new();
        let mut logical = None;
        for n in 0..(u64::from(length) / sector).min(64) {
            let bytes = source.read_at((u64::from(at) + n) * sector, 2048).ok()?;
            match tag(&bytes) {
                Some(5) => partitions.push((le16(&bytes, 22)?, u64::from(le32(&bytes, 188)?))),
                Some(6) => logical = Some(bytes),
                Some(8) | None => break,
                _ => {}
            }
        }
        let logical = logical?;
        let block = u64::from(le32(&logical, 212)?);
        matches!(block, 512 | 1024 | 2048 | 4096).then_some(())?;
        let mut volume = Self {
            source,
            sector,
            block,
            partitions: Vec::new(),
            root: long_address(&logical, 248)?,
        };
        let mut at = 440;
        for _ in 0..le32(&logical, 268)?.min(8) {
            let length = usize::from(*logical.get(at + 1)?);
            let map = logical.get(at..at + length).filter(|map| map.len() >= 6)?;
            let typed = map.first() == Some(&2);
            let number = le16(map, if typed { 38 } else { 4 })?;
            let start = partitions
                .iter()
                .find(|(known, _)| *known == number)?
                .1
                .checked_mul(sector)?;
            volume.partitions.push(Partition {
                start,
                map: Map::Plain,
            });
            if typed {
                let special = volume.special(map, volume.partitions.len() - 1)?;
                volume.partitions.last_mut()?.map = special;
            }
            at += length;
        }
        let set = volume.read(volume.root, 2048)?;
        (tag(&set)? == 256).then_some(())?;
        volume.root = long_address(&set, 400)?;
        Some(volume)
    }

    fn special(&self, map: &[u8], own: usize) -> Option<Map> {
        let name = map.get(5..28)?;
        if name.starts_with(b"*UDF Virtual Partition") {
            self.virtual_table(own).map(Map::Virtual)
        } else if name.starts_with(b"*UDF Sparable Partition") {
            let tables = usize::from(*map.get(42)?).min(4);
            let packet = u32::from(le16(map, 40)?);
            let entries = (0..tables).find_map(|n| self.sparing_table(le32(map, 48 + 4 * n)?));
            Some(Map::Sparable(entries.unwrap_or_default(), packet))
        } else if name.starts_with(b"*UDF Metadata Partition") {
            // The main file, else its mirror.
            [40, 44].into_iter().find_map(|at| {
                let address = Address {
                    block: le32(map, at)?,
                    partition: u16::try_from(own).ok()?,
                    length: 2048,
                };
                let file = self.entry(address)?;
                Some(Map::Metadata(file.body.ok()?))
            })
        } else {
            None
        }
    }

    /// The table of a virtual partition is the last thing that was written.
    fn virtual_table(&self, own: usize) -> Option<Vec<u32>> {
        let start = self.partitions.get(own)?.start;
        let last = (self.source.len() / self.sector).checked_sub(1)?;
        (0..600).find_map(|back| {
            let at = last.checked_sub(back)?.checked_mul(self.sector)?;
            let address = Address {
                block: u32::try_from(at.checked_sub(start)? / self.block).ok()?,
                partition: u16::try_from(own).ok()?,
                length: 2048,
            };
            let file = self.entry(address).filter(|file| matches!(file.kind, 0 | 248))?;
            let bytes = self.contents(&file)?;
            // UDF 2.00 puts a header before the numbers, UDF 1.50 an identifier and a number behind them.
            let numbers = if file.kind == 248 {
                bytes.get(usize::from(le16(&bytes, 0)?)..)?
            } else {
                let end = bytes.len().checked_sub(36)?;
                bytes
                    .get(end + 1..)?
                    .starts_with(b"*UDF Virtual Alloc Tbl")
                    .then_some(())?;
                bytes.get(..end)?
            };
            Some(
                numbers
                    .as_chunks::<4>()
                    .0
                    .iter()
                    .map(|n| u32::from_le_bytes(*n))
                    .collect(),
            )
        })
    }

    fn sparing_table(&self, at: u32) -> Option<Vec<(u32, u32)>> {
        let head = self.source.read_at(u64::from(at) * self.sector, 56).ok()?;
        head.get(17..)?.starts_with(b"*UDF Sparing Table").then_some(())?;
        let count = usize::from(le16(&head, 48)?);
        let table = self
            .source
            .read_at(u64::from(at) * self.sector + 56, count * 8)
            .ok()?;
        Some(
            table
                .as_chunks::<8>()
                .0
                .iter()
                .filter_map(|entry| Some((le32(entry, 0)?, le32(entry, 4)?)))
                .filter(|(from, _)| *from < 0xFFFF_FFF0)
                .collect(),
        )
    }

    /// Where bytes of a partition are, from a block on.
    fn pieces(&self, partition: u16, block: u32, length: u64) -> Option<Vec<Piece>> {
        let part = self.partitions.get(usize::from(partition))?;
        let at = |block: u64, length| {
            let offset = part.start.checked_add(block.checked_mul(self.block)?)?;
            Some(Piece::Bytes(Span { offset, length }))
        };
        match &part.map {
            Map::Virtual(table) => {
                let mut pieces: Vec<Piece> = Vec::new();
                let (mut block, mut left) = (block as usize, length);
                while left > 0 && pieces.len() < MAX_PIECES {
                    let real = table.get(block).filter(|block| **block != u32::MAX)?;
                    let here = left.min(self.block);
                    let piece = at(u64::from(*real), here)?;
                    match (pieces.last_mut(), piece) {
                        (Some(Piece::Bytes(last)), Piece::Bytes(next))
                            if last.offset + last.length == next.offset =>
                        {
                            last.length += here;
                        }
                        _ => pieces.push(piece),
                    }
                    block += 1;
                    left -= here;
                }
                Some(pieces)
            }
            Map::Sparable(moved, packet) if !moved.is_empty() && *packet > 0 => {
                let mut pieces = Vec::new();
                let (mut block, mut left) = (block, length);
                while left > 0 && pieces.len() < MAX_PIECES {
                    let inside = block % packet;
                    let span = left.min(u64::from(packet - inside) * self.block);
                    let to = moved.iter().find(|(from, _)| *from == block - inside);
                    pieces.push(match to {
                        Some((_, to)) => Piece::Bytes(Span {
                            offset: u64::from(*to) * self.sector + u64::from(inside) * self.block,
                            length: span,
                        }),
                        None => at(u64::from(block), span)?,
                    });
                    block = block.checked_add(packet - inside)?;
                    left -= span;
                }
                Some(pieces)
            }
            Map::Plain | Map::Sparable(..) => Some(vec![at(u64::from(block), length)?]),
            Map::Metadata(file) => part_of(file, u64::from(block).checked_mul(self.block)?, length),
        }
    }

    fn read(&self, address: Address, length: u64) -> Option<Vec<u8>> {
        self.gather(&self.pieces(address.partition, address.block, length)?)
    }

    /// The bytes of small pieces.
    fn gather(&self, pieces: &[Piece]) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        for piece in pieces {
            let length = usize::try_from(piece.length()).ok()?;
            if (bytes.len() + length) as u64 > MAX_TABLE {
                return None;
            }
            match piece {
                Piece::Bytes(span) => bytes.extend(self.source.read_at(span.offset, length).ok()?),
                Piece::Zeros(_) => bytes.resize(bytes.len() + length, 0),
            }
        }
        Some(bytes)
    }

    fn contents(&self, file: &File) -> Option<Vec<u8>> {
        self.gather(file.body.as_ref().ok()?)
    }

    /// A file entry or extended file entry (ECMA-167 4/14.9, 4/14.17).
    fn entry(&self, address: Address) -> Option<File> {
        let bytes = self.read(address, self.block)?;
        let (size_of_head, lengths_at) = match tag(&bytes)? {
            261 => (176, 168),
            266 => (216, 208),
            _ => return None,
        };
        let size = le64(&bytes, 56)?;
        let attributes = le32(&bytes, lengths_at)? as usize;
        let descriptors = le32(&bytes, lengths_at + 4)? as usize;
        let from = attributes.checked_add(size_of_head)?;
        let list = bytes.get(from..from.checked_add(descriptors)?)?;
        let form = le16(&bytes, 34)? & 7;
        let body = if form == 3 {
            // The bytes stand in the entry itself.
            self.pieces(address.partition, address.block, self.block)
                .and_then(|pieces| part_of(&pieces, from as u64, size.min(descriptors as u64)))
                .ok_or(ReadError::CannotInflate)
        } else {
            self.extents(list.to_vec(), form, address.partition, size)
        };
        Some(File {
            kind: *bytes.get(27)?,
            size,
            body,
        })
    }

    /// Allocation descriptors (ECMA-167 4/14.14), also in blocks of their own.
    fn extents(&self, mut list: Vec<u8>, form: u16, own: u16, size: u64) -> Result<Vec<Piece>, ReadError> {
        let width = match form {
            0 => 8,
            1 => 16,
            2 => 20,
            _ => return Err(ReadError::UnknownMethod),
        };
        let mut pieces = Vec::new();
        let mut left = size;
        for _ in 0..10_000 {
            let mut next = None;
            for one in list.chunks_exact(width) {
                let word = le32(one, 0).unwrap_or(0);
                let (kind, length) = (word >> 30, u64::from(word & 0x3FFF_FFFF));
                if length == 0 {
                    break;
                }
                let (block, partition) = match form {
                    0 => (le32(one, 4), Some(own)),
                    1 => (le32(one, 4), le16(one, 8)),
                    _ => (le32(one, 12), le16(one, 16)),
                };
                let (Some(block), Some(partition)) = (block, partition) else {
                    return Err(ReadError::CannotInflate);
                };
                if kind == 3 {
                    next = Some((block, partition, length));
                    break;
                }
                let length = length.min(left);
                left -= length;
                if length == 0 || pieces.len() > MAX_PIECES {
                    break;
                }
                if kind == 0 {
                    let found = self
                        .pieces(partition, block, length)
                        .ok_or(ReadError::CannotInflate)?;
                    pieces.extend(found);
                } else {
                    pieces.push(Piece::Zeros(length));
                }
            }
            let Some((block, partition, length)) = next else {
                break;
            };
            let address = Address {
                block,
                partition,
                length: 0,
            };
            let more = self
                .read(address, length.min(MAX_TABLE))
                .ok_or(ReadError::CannotInflate)?;
            let used = le32(&more, 20).unwrap_or(0) as usize;
            list = match (tag(&more), more.get(24..24 + used)) {
                (Some(258), Some(list)) => list.to_vec(),
                _ => return Err(ReadError::CannotInflate),
            };
        }
        let whole = left == 0
            && pieces.iter().all(|piece| match piece {
                Piece::Bytes(span) => span
                    .offset
                    .checked_add(span.length)
                    .is_some_and(|end| end <= self.source.len()),
                Piece::Zeros(_) => true,
            });
        let unwritten: u64 = pieces
            .iter()
            .map(|piece| {
                if let Piece::Zeros(length) = piece {
                    *length
                } else {
                    0
                }
            })
            .sum();
        match whole {
            true if unwritten > MAX_UNWRITTEN => Err(ReadError::TooLarge),
            true => Ok(pieces),
            false => Err(ReadError::CannotInflate),
        }
    }

    fn walk(&self, room: usize) -> Option<Listing> {
        let mut listing = Listing::default();
        let mut visited = HashSet::from([(self.root.partition, self.root.block)]);
        let mut folders = vec![(self.root, Vec::new())];
        let mut first = true;
        while let Some((address, path)) = folders.pop() {
            let bytes = self
                .entry(address)
                .filter(|file| file.kind == 4)
                .and_then(|file| self.contents(&file));
            let Some(bytes) = bytes else {
                if first {
                    return None;
                }
                listing.trouble = Some(Reason::IncompleteArchive);
                continue;
            };
            first = false;
            if !self.folder(&bytes, &path, &mut listing, &mut |address, path| {
                if visited.insert((address.partition, address.block)) {
                    folders.push((address, path));
                }
            }) {
                listing.trouble = Some(Reason::IncompleteArchive);
            }
            if visited.len() > MAX_FOLDERS || listing.entries.len() > room {
                listing.trouble = Some(Reason::TooManyFiles);
                break;
            }
        }
        listing.entries.truncate(room);
        Some(listing)
    }

    /// The file identifiers of one folder (ECMA-167 4/14.4); false where they break off.
    fn folder(
        &self,
        bytes: &[u8],
        path: &[u8],
        listing: &mut Listing,
        found: &mut dyn FnMut(Address, Vec<u8>),
    ) -> bool {
        let mut rest = bytes;
        while !rest.is_empty() {
            let Some((identifier, length)) = Identifier::of(rest) else {
                // What follows may be an empty remainder.
                return rest.iter().all(|byte| *byte == 0);
            };
            rest = rest.get(length..).unwrap_or_default();
            // Deleted files and the way back to the parent are no files.
            if identifier.traits & 0b1100 != 0 {
                continue;
            }
            let name = identifier.name.into_bytes();
            let path = if path.is_empty() {
                name
            } else {
                [path, b"/", &name].concat()
            };
            if identifier.traits & 2 != 0 {
                found(identifier.address, path);
                continue;
            }
            let file = self.entry(identifier.address);
            let (size, body) = match file {
                None => (0, Err(ReadError::CannotInflate)),
                Some(file) if !matches!(file.kind, 0 | 5 | 249) => (file.size, Err(ReadError::NotAFile)),
                Some(file) => (file.size, file.body.map(Body::Pieces)),
            };
            listing.entries.push(Entry {
                name: path,
                utf8: true,
                size,
                body,
                crc: None,
            });
        }
        true
    }
}

struct File {
    kind: u8,
    size: u64,
    body: Result<Vec<Piece>, ReadError>,
}

struct Identifier {
    traits: u8,
    address: Address,
    name: String,
}

impl Identifier {
    /// The first identifier, and its length.
    fn of(bytes: &[u8]) -> Option<(Self, usize)> {
        (tag(bytes)? == 257).then_some(())?;
        let name_length = usize::from(*bytes.get(19)?);
        let use_length = usize::from(le16(bytes, 36)?);
        let name = bytes.get(38 + use_length..38 + use_length + name_length)?;
        let identifier = Self {
            traits: *bytes.get(18)?,
            address: long_address(bytes, 20)?,
            name: text(name),
        };
        Some((identifier, (38 + use_length + name_length).next_multiple_of(4)))
    }
}

/// Compressed Unicode (UDF 2.1.1): one or two bytes for each unit.
fn text(name: &[u8]) -> String {
    match name.split_first() {
        Some((8 | 254, rest)) => rest.iter().map(|byte| char::from(*byte)).collect(),
        Some((16 | 255, rest)) => {
            let units = rest
                .as_chunks::<2>()
                .0
                .iter()
                .map(|unit| u16::from_be_bytes(*unit));
            char::decode_utf16(units).map(|c| c.unwrap_or('_')).collect()
        }
        _ => String::new(),
    }
}

/// Pieces of a part of other pieces.
fn part_of(pieces: &[Piece], mut offset: u64, mut length: u64) -> Option<Vec<Piece>> {
    let mut out = Vec::new();
    for piece in pieces {
        let here = piece.length();
        if offset >= here {
            offset -= here;
            continue;
        }
        let n = (here - offset).min(length);
        out.push(match piece {
            Piece::Bytes(span) => Piece::Bytes(Span {
                offset: span.offset.checked_add(offset)?,
                length: n,
            }),
            Piece::Zeros(_) => Piece::Zeros(n),
        });
        (offset, length) = (0, length - n);
        if length == 0 {
            return Some(out);
        }
    }
    (length == 0).then_some(out)
}
