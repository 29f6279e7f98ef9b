//! Small archives and images of discs, written by hand.

use std::{collections::BTreeMap, io::Write};

/// A tape archive in the form of ustar; long names as GNU writes them.
pub fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes: Vec<u8> = members
        .iter()
        .flat_map(|(name, content)| tar_member(name, content))
        .collect();
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

pub fn tar_member(name: &str, content: &[u8]) -> Vec<u8> {
    let long = if name.len() > 100 {
        tar_entry("././@LongLink", b'L', "", name.as_bytes())
    } else {
        Vec::new()
    };
    [long, tar_entry(name, b'0', "", content)].concat()
}

/// One header with what follows it.
pub fn tar_entry(name: &str, kind: u8, link: &str, content: &[u8]) -> Vec<u8> {
    let mut block = vec![0; 512];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &name.as_bytes()[..name.len().min(100)]);
    put(100, b"0000644\0");
    put(124, format!("{:011o}\0", content.len()).as_bytes());
    put(156, &[kind]);
    put(157, link.as_bytes());
    put(257, b"ustar\x0000");
    put(148, b"        ");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block.extend(content);
    block.resize(block.len().next_multiple_of(512), 0);
    block
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// Files and folders of an image, each folder with its own number.
struct Tree<'a> {
    /// Names in each folder: a file's content or a folder's number.
    folders: Vec<BTreeMap<&'a str, Node<'a>>>,
}

#[derive(Clone, Copy)]
enum Node<'a> {
    File(&'a [u8]),
    Folder(usize),
}

impl<'a> Tree<'a> {
    fn of(files: &[(&'a str, &'a [u8])]) -> Self {
        let mut tree = Self {
            folders: vec![BTreeMap::new()],
        };
        for (path, content) in files {
            let mut folder = 0;
            let mut parts = path.split('/').peekable();
            while let Some(part) = parts.next() {
                if parts.peek().is_none() {
                    tree.folders[folder].insert(part, Node::File(content));
                } else if let Some(Node::Folder(inner)) = tree.folders[folder].get(part) {
                    folder = *inner;
                } else {
                    let inner = tree.folders.len();
                    tree.folders.push(BTreeMap::new());
                    tree.folders[folder].insert(part, Node::Folder(inner));
                    folder = inner;
                }
            }
        }
        tree
    }
}

const SECTOR: usize = 2048;

/// How names are written in an image of ISO 9660.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Names {
    Plain,
    Joliet,
    RockRidge,
}

/// An image of ISO 9660.
pub fn iso(files: &[(&str, &[u8])], names: Names) -> Vec<u8> {
    session(files, names, 0)
}

/// A session of ISO 9660 that begins at a sector of a disc.
pub fn session(files: &[(&str, &[u8])], names: Names, base: usize) -> Vec<u8> {
    let record =
        |sector, length, flags, name: &[u8], extra: &[u8]| record(base + sector, length, flags, name, extra);
    let tree = Tree::of(files);
    let first_folder = 20;
    let mut at = first_folder + tree.folders.len();
    let mut places = BTreeMap::new();
    for (folder, entries) in tree.folders.iter().enumerate() {
        for (name, node) in entries {
            if let Node::File(content) = node {
                places.insert((folder, *name), at);
                at += content.len().div_ceil(SECTOR);
            }
        }
    }
    let mut image = vec![0; at * SECTOR];
    let mut put = |sector: usize, bytes: &[u8]| {
        image[sector * SECTOR..sector * SECTOR + bytes.len()].copy_from_slice(bytes);
    };
    let mut descriptor = vec![0; SECTOR];
    descriptor[..7].copy_from_slice(b"\x01CD001\x01");
    descriptor[80..84].copy_from_slice(&(at as u32).to_le_bytes());
    descriptor[128..130].copy_from_slice(&2048_u16.to_le_bytes());
    descriptor[156..190].copy_from_slice(&record(first_folder, SECTOR, 2, b"\0", b""));
    // Without other names the same tree is the primary one.
    if names == Names::Joliet {
        let mut joliet = descriptor.clone();
        joliet[0] = 2;
        joliet[88..91].copy_from_slice(b"%/E");
        put(17, &joliet);
        descriptor[156..190].copy_from_slice(&record(19, SECTOR, 2, b"\0", b""));
        put(18, b"\xFFCD001\x01");
        let empty = [
            record(19, SECTOR, 2, b"\0", b""),
            record(19, SECTOR, 2, b"\x01", b""),
        ]
        .concat();
        put(19, &empty);
    } else {
        put(17, b"\xFFCD001\x01");
    }
    put(16, &descriptor);
    for (number, entries) in tree.folders.iter().enumerate() {
        let own = first_folder + number;
        let sp: &[u8] = if names == Names::RockRidge && number == 0 {
            b"SP\x07\x01\xBE\xEF\0"
        } else {
            b""
        };
        let mut bytes = [
            record(own, SECTOR, 2, b"\0", sp),
            record(own, SECTOR, 2, b"\x01", b""),
        ]
        .concat();
        for (index, (name, node)) in entries.iter().enumerate() {
            let (place, length, flags) = match node {
                Node::File(content) => (places[&(number, *name)], content.len(), 0),
                Node::Folder(inner) => (first_folder + inner, SECTOR, 2),
            };
            let (written, extra) = match names {
                Names::Plain => (format!("{};1", name.to_uppercase()).into_bytes(), Vec::new()),
                Names::Joliet => (
                    name.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                    Vec::new(),
                ),
                Names::RockRidge => {
                    let field = [b"NM".as_slice(), &[5 + name.len() as u8, 1, 0], name.as_bytes()].concat();
                    (format!("F{index}.;1").into_bytes(), field)
                }
            };
            bytes.extend(record(place, length, flags, &written, &extra));
        }
        put(own, &bytes);
        for (name, node) in entries {
            if let Node::File(content) = node {
                put(places[&(number, *name)], content);
            }
        }
    }
    image
}

fn record(sector: usize, length: usize, flags: u8, name: &[u8], extra: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0; 33];
    bytes[2..6].copy_from_slice(&(sector as u32).to_le_bytes());
    bytes[6..10].copy_from_slice(&(sector as u32).to_be_bytes());
    bytes[10..14].copy_from_slice(&(length as u32).to_le_bytes());
    bytes[14..18].copy_from_slice(&(length as u32).to_be_bytes());
    bytes[25] = flags;
    bytes[32] = name.len() as u8;
    bytes.extend(name);
    bytes.resize(bytes.len() + (name.len() + 1) % 2, 0);
    bytes.extend(extra);
    bytes.resize(bytes.len() + bytes.len() % 2, 0);
    bytes[0] = bytes.len() as u8;
    bytes
}

/// The same image with all bytes of a CD's sectors.
pub fn raw_sectors(image: &[u8]) -> Vec<u8> {
    let sync = [b"\0".as_slice(), &[255; 10], b"\0", &[0, 2, 0, 1]].concat();
    image
        .chunks(SECTOR)
        .flat_map(|sector| [&sync, sector, &[0; 288]].concat())
        .collect()
}

/// How a UDF volume was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Udf {
    /// At once.
    Plain,
    /// In sessions, with a table of virtual blocks at the end.
    Virtual,
    /// In packets, one of which was worn and moved.
    Sparable,
    /// With a metadata file.
    Metadata,
}

const PARTITION: usize = 272;
/// Blocks of a packet.
const PACKET: usize = 32;

/// An image of a UDF volume without ISO 9660.
pub fn udf(files: &[(&str, &[u8])], kind: Udf) -> Vec<u8> {
    let tree = Tree::of(files);
    let mut disc = UdfDisc {
        kind,
        blocks: Vec::new(),
        entries: Vec::new(),
        meta: Vec::new(),
    };
    // The set of files comes first; its root's place is known only at the end.
    let set = disc.reserve();
    let root = disc.folder(&tree, 0);
    let mut bytes = tagged(256, 512);
    bytes[400..416].copy_from_slice(&disc.address(root, SECTOR));
    disc.fill(set, &seal(bytes));
    disc.image(set)
}

struct UdfDisc {
    kind: Udf,
    /// Blocks of the partition.
    blocks: Vec<Vec<u8>>,
    /// Blocks of file entries, by virtual number.
    entries: Vec<usize>,
    /// Blocks of the metadata file.
    meta: Vec<Vec<u8>>,
}

impl UdfDisc {
    /// A block for a descriptor, by the number others know it by.
    fn reserve(&mut self) -> usize {
        match self.kind {
            Udf::Metadata => {
                self.meta.push(vec![0; SECTOR]);
                self.meta.len() - 1
            }
            Udf::Virtual => {
                self.blocks.push(vec![0; SECTOR]);
                self.entries.push(self.blocks.len() - 1);
                self.entries.len() - 1
            }
            _ => {
                self.blocks.push(vec![0; SECTOR]);
                self.blocks.len() - 1
            }
        }
    }

    fn fill(&mut self, number: usize, bytes: &[u8]) {
        let block = match self.kind {
            Udf::Metadata => &mut self.meta[number],
            Udf::Virtual => &mut self.blocks[self.entries[number]],
            _ => &mut self.blocks[number],
        };
        block[..bytes.len()].copy_from_slice(bytes);
    }

    /// A `long_ad` to a descriptor.
    fn address(&self, number: usize, length: usize) -> Vec<u8> {
        long_address(
            number,
            u16::from(matches!(self.kind, Udf::Metadata | Udf::Virtual)),
            length,
        )
    }

    fn data(&mut self, content: &[u8]) -> usize {
        let first = self.blocks.len();
        self.blocks.extend(content.chunks(SECTOR).map(|chunk| {
            let mut block = chunk.to_vec();
            block.resize(SECTOR, 0);
            block
        }));
        first
    }

    fn folder(&mut self, tree: &Tree<'_>, number: usize) -> usize {
        let own = self.reserve();
        let mut bytes = Vec::new();
        for (name, node) in &tree.folders[number] {
            let (entry, traits) = match node {
                Node::Folder(inner) => (self.folder(tree, *inner), 2),
                Node::File(content) => (self.file(content), 0),
            };
            let name: Vec<u8> = std::iter::once(16)
                .chain(name.encode_utf16().flat_map(u16::to_be_bytes))
                .collect();
            let mut identifier = tagged(257, 38);
            identifier[18] = traits;
            identifier[19] = name.len() as u8;
            identifier[20..36].copy_from_slice(&self.address(entry, SECTOR));
            identifier.extend(name);
            identifier.resize(identifier.len().next_multiple_of(4), 0);
            bytes.extend(seal(identifier));
        }
        // Small folders stand in their entry.
        let mut entry = file_entry(4, 3, bytes.len() as u64, &bytes);
        if bytes.len() > 1500 {
            let first = self.data(&bytes);
            entry = file_entry(4, 1, bytes.len() as u64, &long_address(first, 0, bytes.len()));
        }
        self.fill(own, &entry);
        own
    }

    fn file(&mut self, content: &[u8]) -> usize {
        let own = self.reserve();
        let first = self.data(content);
        // Two extents, to have more than one.
        let half = (content.len() / 2).next_multiple_of(SECTOR).min(content.len());
        let mut extents = long_address(first, 0, half);
        if half < content.len() {
            extents.extend(long_address(first + half / SECTOR, 0, content.len() - half));
        }
        self.fill(own, &file_entry(5, 1, content.len() as u64, &extents));
        own
    }

    fn image(mut self, set: usize) -> Vec<u8> {
        let identifier = |name: &[u8]| {
            let mut bytes = vec![0; 32];
            bytes[1..=name.len()].copy_from_slice(name);
            bytes
        };
        let mut maps = vec![1, 6, 1, 0, 0, 0];
        let mut map = vec![0; 64];
        map[..2].copy_from_slice(&[2, 64]);
        let mut spare = None;
        match self.kind {
            Udf::Plain => map.clear(),
            Udf::Virtual => {
                map[4..36].copy_from_slice(&identifier(b"*UDF Virtual Partition"));
                let mut table = vec![0; 152];
                table[0] = 152;
                table.extend(
                    self.entries
                        .iter()
                        .flat_map(|block| (*block as u32).to_le_bytes()),
                );
                self.blocks.push(vec![0; SECTOR]);
                let last = self.blocks.len() - 1;
                let entry = file_entry(248, 3, table.len() as u64, &table);
                self.blocks[last][..entry.len()].copy_from_slice(&entry);
            }
            Udf::Sparable => {
                maps.clear();
                map[4..36].copy_from_slice(&identifier(b"*UDF Sparable Partition"));
                map[40..42].copy_from_slice(&(PACKET as u16).to_le_bytes());
                map[42] = 1;
                map[48..52].copy_from_slice(&128_u32.to_le_bytes());
                self.blocks
                    .resize(self.blocks.len().next_multiple_of(PACKET), vec![0; SECTOR]);
                // The first packet moves behind all others and leaves rubbish.
                let moved: Vec<_> = self.blocks[..PACKET].to_vec();
                self.blocks[..PACKET].fill(vec![0xEE; SECTOR]);
                spare = Some(PARTITION + self.blocks.len());
                self.blocks.extend(moved);
            }
            Udf::Metadata => {
                map[4..36].copy_from_slice(&identifier(b"*UDF Metadata Partition"));
                let meta: Vec<u8> = self.meta.concat();
                let first = self.data(&meta);
                let mut short = (meta.len() as u32).to_le_bytes().to_vec();
                short.extend((first as u32).to_le_bytes());
                let entry = file_entry(250, 0, meta.len() as u64, &short);
                let own = self.data(&entry);
                map[40..44].copy_from_slice(&(own as u32).to_le_bytes());
                map[44..48].copy_from_slice(&u32::MAX.to_le_bytes());
            }
        }
        let count = u32::from(!maps.is_empty()) + u32::from(!map.is_empty());
        maps.extend(map);
        let mut partition = tagged(5, 512);
        partition[188..192].copy_from_slice(&(PARTITION as u32).to_le_bytes());
        partition[192..196].copy_from_slice(&(self.blocks.len() as u32).to_le_bytes());
        let mut logical = tagged(6, 440);
        logical[212..216].copy_from_slice(&2048_u32.to_le_bytes());
        logical[248..264].copy_from_slice(&self.address(set, SECTOR));
        logical[264..268].copy_from_slice(&(maps.len() as u32).to_le_bytes());
        logical[268..272].copy_from_slice(&count.to_le_bytes());
        logical.extend(maps);
        let mut anchor = tagged(2, 512);
        anchor[16..20].copy_from_slice(&(16 * SECTOR as u32).to_le_bytes());
        anchor[20..24].copy_from_slice(&32_u32.to_le_bytes());
        let mut image = vec![0; PARTITION * SECTOR];
        let mut put = |sector: usize, bytes: &[u8]| {
            image[sector * SECTOR..sector * SECTOR + bytes.len()].copy_from_slice(bytes);
        };
        put(16, b"\0BEA01\x01");
        put(17, b"\0NSR02\x01");
        put(18, b"\0TEA01\x01");
        put(32, &seal(partition));
        put(33, &seal(logical));
        put(34, &seal(tagged(8, 512)));
        put(256, &seal(anchor));
        if let Some(spare) = spare {
            let mut table = tagged(0, 64);
            table[16..48].copy_from_slice(&identifier(b"*UDF Sparing Table"));
            table[48..50].copy_from_slice(&1_u16.to_le_bytes());
            table[60..64].copy_from_slice(&(spare as u32).to_le_bytes());
            put(128, &table);
        }
        image.extend(self.blocks.concat());
        image
    }
}

fn long_address(block: usize, partition: u16, length: usize) -> Vec<u8> {
    let mut bytes = (length as u32).to_le_bytes().to_vec();
    bytes.extend((block as u32).to_le_bytes());
    bytes.extend(partition.to_le_bytes());
    bytes.resize(16, 0);
    bytes
}

fn file_entry(kind: u8, form: u8, size: u64, allocation: &[u8]) -> Vec<u8> {
    let mut bytes = tagged(261, 176);
    bytes[27] = kind;
    bytes[34] = form;
    bytes[56..64].copy_from_slice(&size.to_le_bytes());
    bytes[172..176].copy_from_slice(&(allocation.len() as u32).to_le_bytes());
    bytes.extend(allocation);
    seal(bytes)
}

fn tagged(number: u16, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    bytes[..2].copy_from_slice(&number.to_le_bytes());
    bytes
}

/// With the checksum of the tag.
fn seal(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes[4] = 0;
    bytes[4] = bytes[..16]
        .iter()
        .fold(0, |sum: u8, byte| sum.wrapping_add(*byte));
    bytes
}
