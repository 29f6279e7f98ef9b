//! The files a person gave, in one order, with the members of ZIPs beside plain files.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::{
    ByteSource, ReadError,
    inflate::Cursor,
    path,
    zip::{self, Member, Method},
};

/// An ordered list of files, sorted by path. Members of a ZIP appear as `disc.zip/path`, the ZIP itself does not appear
/// again; a ZIP that cannot be opened, and a ZIP inside a ZIP, is a file like any other. Paths are unique, relative and
/// never lead out of a folder.
pub struct Disc<S> {
    sources: Vec<S>,
    files: Vec<File>,
    cursor: Mutex<Option<(usize, Cursor)>>,
}

struct File {
    path: String,
    size: u64,
    source: usize,
    member: Option<Member>,
}

impl<S: ByteSource> Disc<S> {
    /// Orders the files and lists the members of ZIPs. Reads the first bytes of every file.
    pub fn open(files: Vec<(String, S)>) -> Self {
        let mut listed = Vec::new();
        let mut sources = Vec::new();
        for (source, (path, bytes)) in files.into_iter().enumerate() {
            let path = path::safe(&path);
            match archive(&path, &bytes) {
                Some(members) => listed.extend(members.into_iter().map(|member| File {
                    path: format!("{path}/{}", path::safe(&member.name)),
                    size: member.size,
                    source,
                    member: Some(member),
                })),
                None => listed.push(File {
                    path,
                    size: bytes.len(),
                    source,
                    member: None,
                }),
            }
            sources.push(bytes);
        }
        listed.sort_by(|a, b| a.path.cmp(&b.path));
        let mut taken = HashMap::new();
        for file in &mut listed {
            file.path = path::unique(std::mem::take(&mut file.path), &mut taken);
        }
        listed.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            sources,
            files: listed,
            cursor: Mutex::new(None),
        }
    }

    /// One file as it is, whatever it holds: nothing is looked for inside it.
    pub fn of_one(path: &str, bytes: S) -> Self {
        let file = File {
            path: path::safe(path),
            size: bytes.len(),
            source: 0,
            member: None,
        };
        Self {
            sources: vec![bytes],
            files: vec![file],
            cursor: Mutex::new(None),
        }
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Path of a file; empty where there is none.
    pub fn path(&self, file: usize) -> &str {
        self.files.get(file).map_or("", |file| &file.path)
    }

    /// Length of a file in bytes, as declared where it is a member of a ZIP.
    pub fn size(&self, file: usize) -> u64 {
        self.files.get(file).map_or(0, |file| file.size)
    }

    /// Whether a file is a member of a ZIP.
    pub(crate) fn is_member(&self, file: usize) -> bool {
        self.files.get(file).is_some_and(|file| file.member.is_some())
    }

    /// Up to `length` bytes from `offset`; fewer only where the file ends. Members of ZIPs are inflated on the way:
    /// reading onwards is cheap, reading backwards starts the member again.
    pub fn read(&self, file: usize, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let index = file;
        let file = self.files.get(index).ok_or(ReadError::NoSuchFile)?;
        let source = self.sources.get(file.source).ok_or(ReadError::NoSuchFile)?;
        let length = usize::try_from(file.size.saturating_sub(offset))
            .unwrap_or(usize::MAX)
            .min(length);
        let Some(member) = &file.member else {
            return source.read_at(offset, length);
        };
        match member.method.clone()? {
            Method::Stored => {
                source.read_at(zip::data_offset(source, member)?.saturating_add(offset), length)
            }
            Method::Deflated => {
                let mut cursor = self.cursor_of(index, source, member, offset)?;
                let bytes = cursor.1.read(source, member, offset, length);
                self.keep(bytes.is_ok().then_some(cursor));
                bytes
            }
        }
    }

    /// Reads a member of a ZIP to its end and compares length and checksum; other files have nothing to compare.
    pub fn check(&self, file: usize) -> Result<(), ReadError> {
        const PIECE: usize = 256 * 1024;
        let index = file;
        let file = self.files.get(index).ok_or(ReadError::NoSuchFile)?;
        let source = self.sources.get(file.source).ok_or(ReadError::NoSuchFile)?;
        let Some(member) = &file.member else {
            return Ok(());
        };
        if member.method.clone()? == Method::Deflated {
            let mut cursor = self.cursor_of(index, source, member, u64::MAX)?;
            return cursor.1.finish(source, member);
        }
        let mut crc = flate2::Crc::new();
        let mut at = 0;
        while at < file.size {
            let piece = self.read(index, at, PIECE)?;
            if piece.is_empty() {
                return Err(ReadError::CannotInflate);
            }
            crc.update(&piece);
            at += piece.len() as u64;
        }
        if crc.sum() == member.crc {
            Ok(())
        } else {
            Err(ReadError::Checksum)
        }
    }

    /// The cursor that is kept, if it is this file's and not yet past `offset`; else a new one.
    fn cursor_of(
        &self,
        index: usize,
        source: &S,
        member: &Member,
        offset: u64,
    ) -> Result<(usize, Cursor), ReadError> {
        let kept = self.cursor.lock().unwrap_or_else(PoisonError::into_inner).take();
        match kept {
            Some((of, cursor)) if of == index && cursor.reaches(offset) => Ok((of, cursor)),
            _ => Ok((index, Cursor::open(source, member)?)),
        }
    }

    fn keep(&self, cursor: Option<(usize, Cursor)>) {
        *self.cursor.lock().unwrap_or_else(PoisonError::into_inner) = cursor;
    }
}

/// Members of a ZIP that is meant to be opened: neither a word processor's file nor a program's.
fn archive(path: &str, source: &dyn ByteSource) -> Option<Vec<Member>> {
    const NOT_ARCHIVES: [&str; 3] = ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"];
    const NOT_OPENED: [&str; 10] = [
        "docx", "xlsx", "pptx", "odt", "ods", "odp", "jar", "apk", "epub", "pages",
    ];
    if NOT_OPENED.contains(&path::extension(path).as_str())
        || !zip::looks_like_zip(&source.read_at(0, 4).ok()?)
    {
        return None;
    }
    let members = zip::members(source)?;
    let foreign = members
        .iter()
        .any(|member| NOT_ARCHIVES.contains(&member.name.as_str()));
    (!foreign && !members.is_empty()).then_some(members)
}
