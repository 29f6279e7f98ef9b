//! A profile as a folder: one file for each thing kept, for its owner's eyes only, written whole or not at all.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use overread_client::{Storage, StorageFailure};

/// Lies in every profile.
const LOCK: &str = "lock";

/// A folder with one file for each name.
#[derive(Clone)]
pub struct FileStorage {
    folder: PathBuf,
}

impl FileStorage {
    /// Whether `folder` is a profile, or may become one: new, empty, or with what a profile begins with. A folder of
    /// somebody's own things is left alone.
    pub fn may_use(folder: &Path) -> io::Result<bool> {
        let mut entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            entries => entries?,
        };
        let is_file = |name: &str| fs::symlink_metadata(folder.join(name)).is_ok_and(|found| found.is_file());
        Ok(entries.next().is_none() || is_file(LOCK) || (is_file("profile") && is_file("seed")))
    }

    /// Uses `folder`, made if needed with mode 0700.
    pub fn open(folder: &Path) -> io::Result<Self> {
        private_folder(folder)?;
        let storage = Self {
            folder: folder.to_owned(),
        };
        storage.sweep()?;
        Ok(storage)
    }

    /// Removes what a program that was killed had not finished writing, unless another is writing just now.
    fn sweep(&self) -> io::Result<()> {
        let lock = self.lock_file(LOCK)?;
        if lock.try_lock().is_err() {
            return Ok(());
        }
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_type()?.is_file() && is_unfinished(&entry.file_name()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Waits until no other command is about to change who the person of this profile is, and keeps others waiting
    /// as long as the file is held.
    pub fn turn(&self) -> io::Result<File> {
        let turn = self.lock_file("turn")?;
        turn.lock()?;
        Ok(turn)
    }

    /// Takes `name` for one command alone, until it ends or is killed; `None` where another has it. The empty file stays:
    /// were it removed, one command could lock the removed file while another locks a new one.
    pub fn alone(&self, name: &str) -> io::Result<Option<File>> {
        let file = self.lock_file(&format!("{name}.lock"))?;
        Ok(file.try_lock().is_ok().then_some(file))
    }

    /// A file to be locked: `lock` is held in common by all who write, alone by whoever sweeps.
    fn lock_file(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(self.folder.join(name))
    }

    fn write(&self, name: &str, value: &[u8]) -> io::Result<()> {
        let lock = self.lock_file(LOCK)?;
        lock.lock_shared()?;
        write_private(&self.path(name)?, value)
    }

    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.path(name)?) {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        match fs::remove_file(self.path(name)?) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn path(&self, name: &str) -> io::Result<PathBuf> {
        if is_plain(name) {
            Ok(self.folder.join(name))
        } else {
            Err(io::ErrorKind::InvalidInput.into())
        }
    }
}

fn is_plain(name: &str) -> bool {
    let mut bytes = name.bytes();
    !name.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether a file is one that [`write_private`] had not finished: `name.PID.new`.
fn is_unfinished(name: &OsStr) -> bool {
    let parts = name
        .to_str()
        .and_then(|name| name.strip_suffix(".new")?.rsplit_once('.'));
    parts.is_some_and(|(name, pid)| is_plain(name) && pid.parse::<u32>().is_ok())
}

#[async_trait(?Send)]
impl Storage for FileStorage {
    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StorageFailure> {
        self.read(name).map_err(|_| StorageFailure)
    }

    async fn put(&self, name: &str, value: &[u8]) -> Result<(), StorageFailure> {
        self.write(name, value).map_err(|_| StorageFailure)
    }

    async fn delete(&self, name: &str) -> Result<(), StorageFailure> {
        self.remove(name).map_err(|_| StorageFailure)
    }
}

/// Writes a file that only its owner can read (mode 0600); a power cut leaves the old one or the new one.
pub fn write_private(path: &Path, value: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let fresh = folder.join(name);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&fresh)?;
    let written = file
        .write_all(value)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&fresh, path));
    if written.is_err() {
        // The old file is still whole; what could not be written is of no use.
        let _ = fs::remove_file(&fresh);
    }
    written?;
    sync_folder(folder)
}

#[cfg(unix)]
fn private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut permissions = fs::metadata(folder)?.permissions();
    if permissions.mode() & 0o077 != 0 {
        permissions.set_mode(0o700);
        fs::set_permissions(folder, permissions)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
