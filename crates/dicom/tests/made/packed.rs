//! Packs files in memory and gives them back.

#![allow(dead_code, reason = "each test uses a part")]

use std::collections::{BTreeMap, HashMap};

use overread_dicom::pack::{
    Archive, ArchiveError, ArchivedFile, Assembly, Codec, Layout, Reader, Unpacker, pack, path,
};
use overread_dicom::{ByteSource, ReadError};

/// An archive with its stream, and what was found out on the way.
pub struct Made {
    pub archive: Archive,
    pub stream: Vec<u8>,
    pub codecs: BTreeMap<Codec, u64>,
    pub native: u64,
    pub coded: u64,
}

pub fn packed<S: ByteSource>(files: &[(String, S)]) -> Made {
    let read = |file: usize, offset: u64, length: usize| {
        files.get(file).map_or(Err(ReadError::NoSuchFile), |(_, bytes)| {
            bytes.read_at(offset, length)
        })
    };
    let layouts: Vec<Layout> = (0..files.len())
        .map(|file| Layout::read(files[file].1.len(), &|offset, length| read(file, offset, length)))
        .collect();
    let mut assembly = Assembly::default();
    let mut stream = Vec::new();
    let mut reader = Reader::new(&layouts);
    while let Some((piece, raw)) = reader.next(&read).expect("the files can be read") {
        stream.extend(assembly.add(pack(&piece, &raw).expect("all of the piece")));
    }
    let (codecs, coded) = (assembly.frames.clone(), assembly.frame_bytes);
    let blocks = assembly.blocks.clone();
    let sizes: Vec<u64> = layouts.iter().map(Layout::size).collect();
    let assembled = assembly.finish(&sizes).expect("every file");
    let of = |assembled: overread_dicom::pack::Assembled| ArchivedFile {
        path: path::write(files[assembled.file].0.as_bytes()),
        size: layouts[assembled.file].size(),
        sha256: assembled.sha256,
        parts: assembled.parts,
    };
    let archive = Archive {
        stream: stream.len() as u64,
        blocks,
        files: assembled.into_iter().map(of).collect(),
        folders: Vec::new(),
    };
    let archive =
        Archive::from_bytes(&archive.to_bytes().expect("an index packs")).expect("what was packed is sound");
    let native = layouts.iter().map(Layout::native_bytes).sum();
    Made {
        archive,
        stream,
        codecs,
        native,
        coded,
    }
}

pub fn unpacked(archive: &Archive, stream: &Vec<u8>) -> Result<HashMap<String, Vec<u8>>, ArchiveError> {
    let mut unpacker = Unpacker::new(archive, stream)?;
    let mut files = HashMap::new();
    for file in &archive.files {
        let mut bytes = Vec::new();
        unpacker.file(file, &mut |piece: &[u8]| {
            bytes.extend_from_slice(piece);
            Ok::<_, ArchiveError>(())
        })?;
        files.insert(file.path.clone(), bytes);
    }
    Ok(files)
}

/// Packs, unpacks and compares.
pub fn comes_back(files: &[(String, Vec<u8>)]) -> Made {
    let made = packed(files);
    let back = unpacked(&made.archive, &made.stream).expect("and can be unpacked");
    assert_eq!(back.len(), files.len());
    for (name, bytes) in files {
        assert!(
            back.get(&path::write(name.as_bytes())) == Some(bytes),
            "{name} is not the same"
        );
    }
    made
}
