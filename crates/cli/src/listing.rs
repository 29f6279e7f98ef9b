//! What lies at a path of this computer: files, and what only looks like files and is named without being read.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::Context;
use overread_client::wire::Hash;
use overread_dicom::{ByteSource, ReadError};

use crate::terminal::printable;

/// A file of this computer; opened for each reading, because a disc holds more files than may be open at once.
pub struct FileOnDisk {
    path: PathBuf,
    size: u64,
    refusal: Option<ReadError>,
}

impl FileOnDisk {
    /// The file at `path`; nothing where there is none.
    pub fn open(path: &Path) -> Option<Self> {
        let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self {
            path: path.to_owned(),
            size: found.len(),
            refusal: None,
        })
    }

    /// Something that is named and not read.
    fn refused(path: PathBuf, refusal: ReadError) -> Self {
        Self {
            path,
            size: 0,
            refusal: Some(refusal),
        }
    }
}

impl ByteSource for FileOnDisk {
    fn len(&self) -> u64 {
        self.size
    }

    fn refusal(&self) -> Option<ReadError> {
        self.refusal.clone()
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        if let Some(refusal) = self.refusal() {
            return Err(refusal);
        }
        let read = || -> io::Result<Vec<u8>> {
            let mut file = File::open(&self.path)?;
            file.seek(SeekFrom::Start(offset))?;
            // Never more than the file has, and then a single read of the system fetches it all.
            let left = usize::try_from(self.size.saturating_sub(offset)).unwrap_or(usize::MAX);
            let mut bytes = Vec::with_capacity(length.min(left));
            file.take(length as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|_| ReadError::Unreadable)
    }
}

/// What lies in a folder, or the file itself; paths begin with `below`, where there is something below.
pub fn list(path: &Path, below: &str) -> anyhow::Result<Vec<(String, FileOnDisk)>> {
    let found = fs::metadata(path).with_context(|| {
        format!(
            "There is nothing at {}. Check the path of the disc.",
            path.display()
        )
    })?;
    if !found.is_dir() {
        return Ok(vec![(name_of(path), document(path)?)]);
    }
    let listing = listing(path, below)?;
    if let Some(first) = listing.renamed.first() {
        eprintln!(
            "Some names on the disc are no text. They are kept with other letters in their place ({}: {}).",
            listing.renamed.len(),
            printable(first)
        );
    }
    Ok(listing.files)
}

/// Names, lengths and times of what lies at several paths: another value where anything was changed since, without reading
/// a single file.
pub fn identity<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> anyhow::Result<Hash> {
    let mut lines = Vec::new();
    for path in paths {
        let files = if path.is_dir() {
            listing(path, "")?.files
        } else {
            vec![(name_of(path), document(path)?)]
        };
        let line = |(name, file): (String, FileOnDisk)| {
            let modified = fs::metadata(&file.path).and_then(|found| found.modified()).ok();
            format!("{name}\0{}\0{modified:?}", file.size)
        };
        let mut of_path: Vec<String> = files.into_iter().map(line).collect();
        of_path.sort_unstable();
        lines.extend(of_path);
    }
    let parts: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
    Ok(Hash::labelled("overread/cli/files/v1", &parts))
}

fn listing(path: &Path, below: &str) -> anyhow::Result<Listing> {
    let unreadable = || {
        format!(
            "The folder {} cannot be read. Copy the disc and try again.",
            path.display()
        )
    };
    let mut listing = Listing {
        root: entries(path)
            .and_then(|_| path.canonicalize())
            .with_context(unreadable)?,
        files: Vec::new(),
        renamed: Vec::new(),
    };
    listing.folders(path, below);
    Ok(listing)
}

/// A single file that a person named.
pub fn document(path: &Path) -> anyhow::Result<FileOnDisk> {
    FileOnDisk::open(path).with_context(|| {
        format!(
            "The path {} is not a file that can be read. Check its name.",
            path.display()
        )
    })
}

/// Last component of a path.
pub fn name_of(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    fs::read_dir(folder)?.collect()
}

struct Listing {
    root: PathBuf,
    files: Vec<(String, FileOnDisk)>,
    /// Names that are no text.
    renamed: Vec<String>,
}

impl Listing {
    /// Everything below a folder. Links to folders are not followed, so it ends, however deep.
    fn folders(&mut self, folder: &Path, below: &str) {
        let mut folders = vec![(folder.to_owned(), below.to_owned())];
        while let Some((folder, below)) = folders.pop() {
            folders.extend(self.folder(&folder, &below));
        }
    }

    /// The files of a folder; gives its folders.
    fn folder(&mut self, folder: &Path, below: &str) -> Vec<(PathBuf, String)> {
        let mut folders = Vec::new();
        let Ok(entries) = entries(folder) else {
            let closed = FileOnDisk::refused(folder.to_owned(), ReadError::Unreadable);
            self.files.push((below.to_owned(), closed));
            return folders;
        };
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if below.is_empty() {
                name
            } else {
                format!("{below}/{name}")
            };
            if entry.file_name().to_str().is_none() {
                self.renamed.push(path.clone());
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push((entry.path(), path));
            } else {
                let file = self.file(&entry.path());
                self.files.push((path, file));
            }
        }
        folders
    }

    /// A link is followed to a file of the same disc only: it can lead to what nobody meant to send.
    fn file(&self, path: &Path) -> FileOnDisk {
        let is_link = fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
        let leads_out = || {
            path.canonicalize()
                .map_or(true, |target| !target.starts_with(&self.root))
        };
        match FileOnDisk::open(path) {
            Some(file) if !is_link || !leads_out() => file,
            _ => FileOnDisk::refused(path.to_owned(), ReadError::NotAFile),
        }
    }
}
