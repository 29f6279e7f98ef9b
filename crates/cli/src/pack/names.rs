//! Files and folders by name: found below a folder, and put below another.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use overread_dicom::pack::path;

use crate::listing::FileOnDisk;

/// Everything below a folder, by name.
pub struct Found {
    /// Files, by the name they have in an archive.
    pub files: Vec<(String, FileOnDisk)>,
    /// Folders in which nothing lies.
    pub empty_folders: Vec<String>,
}

impl Found {
    /// The files of a folder, or a single file.
    pub fn at(root: &Path) -> anyhow::Result<Self> {
        let nothing = || format!("There is nothing at {}. Check the path.", root.display());
        let metadata = fs::metadata(root).with_context(nothing)?;
        let mut found = Self {
            files: Vec::new(),
            empty_folders: Vec::new(),
        };
        if metadata.is_dir() {
            found.below(root)?;
        } else {
            let name = root.file_name().with_context(nothing)?;
            found.files.push((
                name_of(Path::new(name)),
                FileOnDisk::open(root).with_context(nothing)?,
            ));
        }
        found.files.sort_by(|a, b| a.0.cmp(&b.0));
        found.empty_folders.sort();
        Ok(found)
    }

    /// Links to folders are not followed: they can lead in circles, or out of the disc.
    fn below(&mut self, root: &Path) -> anyhow::Result<()> {
        let mut folders = vec![(root.to_owned(), PathBuf::new())];
        while let Some((folder, below)) = folders.pop() {
            folders.extend(self.folder(&folder, &below)?);
        }
        Ok(())
    }

    /// The files of a folder; gives its folders.
    fn folder(&mut self, folder: &Path, below: &Path) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
        let mut folders = Vec::new();
        let unreadable = || {
            format!(
                "The folder {} cannot be read. Copy the disc and try again.",
                folder.display()
            )
        };
        let mut is_empty = true;
        for entry in fs::read_dir(folder).with_context(unreadable)? {
            let entry = entry.with_context(unreadable)?;
            is_empty = false;
            let path = below.join(entry.file_name());
            if entry.file_type().with_context(unreadable)?.is_dir() {
                folders.push((entry.path(), path));
            } else if let Some(file) = FileOnDisk::open(&entry.path()) {
                self.files.push((name_of(&path), file));
            } else {
                eprintln!(
                    "{} is neither a file nor a folder and is left out.",
                    entry.path().display()
                );
            }
        }
        if is_empty && !below.as_os_str().is_empty() {
            self.empty_folders.push(name_of(below));
        }
        Ok(folders)
    }
}

/// The name of a path in an archive.
fn name_of(below: &Path) -> String {
    let names: Vec<_> = below
        .components()
        .map(|name| bytes_of(name.as_os_str().to_owned()))
        .collect();
    path::write(&names.join(&b'/'))
}

/// A path below a folder; nothing for a name that this computer takes for something else.
pub fn below(bytes: &[u8]) -> Option<PathBuf> {
    let mut below = PathBuf::new();
    for name in bytes.split(|byte| *byte == b'/') {
        let name = PathBuf::from(name_from(name)?);
        let mut parts = name.components();
        let is_name =
            matches!(parts.next(), Some(std::path::Component::Normal(part)) if part == name.as_os_str());
        if !is_name || parts.next().is_some() {
            return None;
        }
        below.push(name);
    }
    Some(below)
}

/// A folder that is new or empty, so that nothing in it leads elsewhere or is written over.
pub fn new_folder(out: &Path) -> anyhow::Result<PathBuf> {
    let words = || format!("The folder {} cannot be made. Name another one.", out.display());
    fs::create_dir_all(out).with_context(words)?;
    if fs::read_dir(out).with_context(words)?.next().is_some() {
        bail!(
            "The folder {} is not empty. Name a new one, so that nothing is written over.",
            out.display()
        );
    }
    Ok(out.to_owned())
}

#[cfg(unix)]
fn bytes_of(name: OsString) -> Vec<u8> {
    std::os::unix::ffi::OsStringExt::into_vec(name)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere some names have no form")]
fn name_from(bytes: &[u8]) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec()))
}

#[cfg(not(unix))]
fn bytes_of(name: OsString) -> Vec<u8> {
    name.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn name_from(bytes: &[u8]) -> Option<OsString> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.contains(['\\', ':'])).then(|| text.into())
}
