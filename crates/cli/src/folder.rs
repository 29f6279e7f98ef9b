//! Files given back into a folder: never outside it, never over anything that lies there, and under their names only
//! once they are whole and verified.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use overread_client::wire::Hash;
use overread_client::{FileSink, OriginalFile, Trouble};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use crate::terminal::printable;

/// Bytes of the longest name of a file.
const LONGEST_NAME: usize = 255;
/// Names of files that are not whole yet.
const BEGINS: &str = ".overread-";
const ENDS: &str = ".part";
const LETTERS: usize = 6;

/// A folder that takes the files of a case.
pub struct Folder {
    root: PathBuf,
    /// Files that were given back, and the folders they lie in.
    taken: HashMap<String, Hash>,
    folders: HashSet<String>,
    written: Vec<Written>,
    open: Option<Open>,
}

/// A file that lies in the folder now.
struct Written {
    path: String,
    file: OriginalFile,
}

struct Open {
    target: PathBuf,
    written: Written,
    bytes: Bytes,
}

/// What happens to the bytes of a file.
enum Bytes {
    /// They go into a file of their own, without a name that anybody chose, until they are whole.
    Written(NamedTempFile),
    /// A file of this name and size is there; it stays if it has the same bytes.
    Compared(File),
}

impl Folder {
    /// Uses `root`, made if needed, and makes sure that files can be written there. What a program that was killed had
    /// not finished goes.
    pub fn new(root: &Path) -> Result<Self, Trouble> {
        private_folders(root)?;
        sweep(root)?;
        unnamed(root)?;
        Ok(Self {
            root: root.to_owned(),
            taken: HashMap::new(),
            folders: HashSet::new(),
            written: Vec::new(),
            open: None,
        })
    }

    /// What lies there now, for answers.
    pub fn written(&self) -> Value {
        let line = |written: &Written| json!({ "path": written.path, "bytes": written.file.size, "sha256": written.file.sha256 });
        self.written.iter().map(line).collect()
    }

    /// How many files lie there now.
    pub fn count(&self) -> usize {
        self.written.len()
    }

    /// A name that is free: the file's own, or, when a later disc brings another file of that name, or a file where
    /// a folder is, one below `again-2`, `again-3` and so on. `None` for the very same file under the same name.
    fn place(&self, file: &OriginalFile) -> Result<Option<String>, Trouble> {
        let name = local(&file.path).ok_or(Trouble::NotGenuine)?;
        let mut path = name.clone();
        for again in 2.. {
            match self.taken.get(&key(&path)) {
                Some(sha256) if *sha256 == file.sha256 => return Ok(None),
                None if self.is_free(&path) => return Ok(Some(path)),
                _ => path = format!("again-{again}/{name}"),
            }
        }
        Ok(None)
    }

    fn is_free(&self, path: &str) -> bool {
        !self.folders.contains(&key(path))
            && !folders_of(path).any(|above| self.taken.contains_key(&key(above)))
    }

    /// The folder for a path, made if needed. Links are not followed: they lead somewhere else.
    fn folder(&self, path: &str) -> Result<PathBuf, Trouble> {
        for above in folders_of(path) {
            let folder = self.root.join(above);
            match fs::symlink_metadata(&folder) {
                Ok(there) if there.is_dir() => {}
                Ok(_) => return Err(in_the_way(&folder)),
                Err(error) if error.kind() == ErrorKind::NotFound => private_folders(&folder)?,
                Err(_) => return Err(Trouble::NotWritten),
            }
        }
        let path = self.root.join(path);
        Ok(path.parent().unwrap_or(&self.root).to_owned())
    }
}

#[async_trait(?Send)]
impl FileSink for Folder {
    async fn begin(&mut self, file: &OriginalFile) -> Result<(), Trouble> {
        self.open = None;
        let Some(path) = self.place(file)? else {
            return Ok(());
        };
        if !path.ends_with(&file.path) {
            eprintln!(
                "This computer cannot hold the name {}. The file is written as {}.",
                printable(&file.path),
                printable(&path)
            );
        }
        let folder = self.folder(&path)?;
        let target = self.root.join(&path);
        let bytes = match fs::symlink_metadata(&target) {
            Ok(there) if there.is_file() && there.len() == file.size => {
                Bytes::Compared(File::open(&target).map_err(|_| in_the_way(&target))?)
            }
            Ok(_) => return Err(in_the_way(&target)),
            Err(error) if error.kind() == ErrorKind::NotFound => Bytes::Written(unnamed(&folder)?),
            Err(_) => return Err(Trouble::NotWritten),
        };
        let written = Written {
            path,
            file: file.clone(),
        };
        self.open = Some(Open {
            target,
            written,
            bytes,
        });
        Ok(())
    }

    async fn write(&mut self, bytes: Vec<u8>) -> Result<(), Trouble> {
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        match &mut open.bytes {
            Bytes::Written(file) => file.write_all(&bytes).map_err(|_| Trouble::NotWritten),
            Bytes::Compared(file) => {
                let mut there = vec![0; bytes.len()];
                match file.read_exact(&mut there) {
                    Ok(()) if there == bytes => Ok(()),
                    _ => Err(in_the_way(&open.target)),
                }
            }
        }
    }

    async fn end(&mut self) -> Result<(), Trouble> {
        let Some(open) = self.open.take() else {
            return Ok(());
        };
        if let Bytes::Written(file) = open.bytes {
            name(file, &open.target)?;
        }
        let Written { path, file } = &open.written;
        self.taken.insert(key(path), file.sha256);
        self.folders.extend(folders_of(path).map(key));
        self.written.push(open.written);
        Ok(())
    }
}

/// A new file for its owner's eyes only, which goes away by itself unless it gets a name or the program is killed. It is
/// locked as long as it is being written.
fn unnamed(folder: &Path) -> Result<NamedTempFile, Trouble> {
    let file = tempfile::Builder::new()
        .prefix(BEGINS)
        .suffix(ENDS)
        .rand_bytes(LETTERS)
        .tempfile_in(folder)
        .map_err(|_| Trouble::NotWritten)?;
    // Where files cannot be locked, nobody else is at work in this folder either.
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// Removes the unfinished files that a killed program left in a folder and below it: they hold parts of somebody's images.
/// Links are not followed, and what another command is writing just now stays.
fn sweep(root: &Path) -> Result<(), Trouble> {
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        // A folder that cannot be looked into is not one that was written to.
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() && is_unfinished(&entry.file_name()) => {
                    remove_left(&entry.path())?;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Whether this is a name as [`unnamed`] makes them.
fn is_unfinished(name: &OsStr) -> bool {
    let letters = name
        .to_str()
        .and_then(|name| name.strip_prefix(BEGINS)?.strip_suffix(ENDS));
    letters.is_some_and(|letters| {
        letters.len() == LETTERS && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn remove_left(path: &Path) -> Result<(), Trouble> {
    let at_work = File::open(path).map(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)));
    if at_work.unwrap_or(false) {
        return Ok(());
    }
    fs::remove_file(path).map_err(|_| Trouble::NotWritten)
}

/// Gives a whole file its name, unless something has that name by now.
fn name(file: NamedTempFile, target: &Path) -> Result<(), Trouble> {
    let Err(refused) = file.persist_noclobber(target) else {
        return Ok(());
    };
    if fs::symlink_metadata(target).is_ok() {
        return Err(in_the_way(target));
    }
    // A file system without hard links.
    refused
        .file
        .persist(target)
        .map(drop)
        .map_err(|_| Trouble::NotWritten)
}

/// Names what cannot be written over; the trouble itself names nobody's files.
pub fn in_the_way(path: &Path) -> Trouble {
    eprintln!("In the way: {}", printable(&path.display().to_string()));
    Trouble::InTheWay
}

/// Makes folders that only their owner can look into; what is there stays as it is.
fn private_folders(folder: &Path) -> Result<(), Trouble> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|_| Trouble::NotWritten)
}

/// The folders above a path, from the outermost.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(slash, _)| path.get(..slash))
}

/// What two names have in common that cannot lie beside each other on this computer.
fn key(path: &str) -> String {
    if cfg!(any(windows, target_os = "macos")) {
        path.to_lowercase()
    } else {
        path.to_owned()
    }
}

/// A path of a disc as a path of this computer, below a folder. `None` for one that leads anywhere else: the manifest
/// was written on somebody else's computer.
fn local(path: &str) -> Option<String> {
    let part = |part: &str| {
        let leads_out = matches!(part, "" | "." | "..") || part.contains('\0');
        (!leads_out).then(|| writable(part, cfg!(windows)))
    };
    let parts: Option<Vec<String>> = path.split('/').map(part).collect();
    parts.map(|parts| parts.join("/"))
}

/// A name as it can be given to a file. Windows has names of its own, and letters that mean something else there.
fn writable(name: &str, windows: bool) -> String {
    let mut name = name.to_owned();
    if windows {
        let means_something = |letter: char| letter.is_control() || r#"\:*?"<>|"#.contains(letter);
        name = name.replace(means_something, "_");
        let stem = name
            .split('.')
            .next()
            .unwrap_or_default()
            .trim_end()
            .to_uppercase();
        let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
            || matches!(
                stem.as_bytes(),
                [b'C', b'O', b'M', b'0'..=b'9'] | [b'L', b'P', b'T', b'0'..=b'9']
            );
        if device {
            name.insert(0, '_');
        }
        if name.ends_with(['.', ' ']) {
            name.push('_');
        }
    }
    if name.len() <= LONGEST_NAME {
        return name;
    }
    let kind = name
        .rsplit_once('.')
        .map(|(_, kind)| format!(".{kind}"))
        .filter(|kind| kind.len() <= 16)
        .unwrap_or_default();
    let start = name.floor_char_boundary(LONGEST_NAME - 1 - kind.len());
    format!("{}~{kind}", name.get(..start).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_file_leads_out_of_the_folder() {
        for path in ["../a", "a/../../b", "/etc/a", "", "a//b", "./a", "a\0b"] {
            assert_eq!(local(path), None, "{path}");
        }
        for path in ["DICOM/ST000001/IM000001", "Ärzte/…/bild ..1"] {
            assert_eq!(local(path).as_deref(), Some(path));
        }
    }

    #[test]
    fn only_what_has_the_name_of_an_unfinished_file_is_taken_for_one() {
        let folder = tempfile::tempdir().unwrap();
        let at_work = unnamed(folder.path()).unwrap();
        let name = at_work.path().file_name().unwrap().to_owned();
        assert!(is_unfinished(&name));
        for other in [
            ".overread-notes.part",
            ".overread-a1b2c3",
            "a1b2c3.part",
            ".overread-a_b2c3.part",
        ] {
            assert!(!is_unfinished(OsStr::new(other)), "{other}");
        }
        sweep(folder.path()).unwrap();
        assert!(at_work.path().exists(), "it is being written");
        let (_, left) = at_work.keep().unwrap();
        sweep(folder.path()).unwrap();
        assert!(!left.exists(), "nobody is writing it any more");
    }

    #[test]
    fn names_that_a_computer_cannot_hold_are_changed_as_little_as_possible() {
        assert_eq!(writable("10:00:00.dcm", false), "10:00:00.dcm");
        assert_eq!(writable("a\\..\\b", false), "a\\..\\b");
        assert_eq!(writable("10:00:00.dcm", true), "10_00_00.dcm");
        assert_eq!(writable("a\\..\\b", true), "a_.._b");
        assert_eq!(writable("con.dcm", true), "_con.dcm");
        assert_eq!(writable("IM 1.", true), "IM 1._");
        let long = format!("{}.dcm", "ü".repeat(200));
        let shorter = writable(&long, false);
        assert!(
            shorter.len() <= LONGEST_NAME && shorter.ends_with("~.dcm"),
            "{shorter}"
        );
    }
}
