//! Whether a stored ciphertext is still what was acknowledged: a disk may lose it, cut it off or change it.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use overread_wire::Hash;
use sha2::{Digest, Sha256};

/// Bytes read at once to compare a ciphertext with its hash.
const BUFFER: usize = 128 << 10;

/// `EIO`: the disk itself cannot read. It has no name in [`io::ErrorKind`].
const DISK_ERROR: i32 = 5;

/// Why a stored ciphertext is not given out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unopened {
    #[error(transparent)]
    Damaged(#[from] Damage),
    #[error(transparent)]
    File(#[from] io::Error),
}

/// What became of it.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub(crate) enum Damage {
    #[error("its file is missing")]
    Missing,
    #[error("its file has another length")]
    Length,
    #[error("its file has other bytes")]
    Bytes,
    #[error("the disk cannot read its file")]
    Disk,
}

/// Opens the file at `path`, which is `size` bytes long. With a hash all of it is compared first, so that nobody is
/// given the beginning of something that turns out to be damaged.
pub(crate) fn open(path: &Path, size: u64, whole: Option<Hash>) -> Result<File, Unopened> {
    let mut file = File::open(path).map_err(damage)?;
    if file.metadata().map_err(damage)?.len() != size {
        return Err(Damage::Length.into());
    }
    if let Some(hash) = whole {
        if hash_of(&mut file).map_err(damage)? != hash {
            return Err(Damage::Bytes.into());
        }
        file.rewind().map_err(damage)?;
    }
    Ok(file)
}

fn hash_of(file: &mut File) -> io::Result<Hash> {
    let (mut digest, mut buffer) = (Sha256::new(), vec![0; BUFFER]);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(Hash::from_bytes(digest.finalize().into())),
            Ok(read) => digest.update(buffer.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn damage(error: io::Error) -> Unopened {
    if error.kind() == io::ErrorKind::NotFound {
        Damage::Missing.into()
    } else if error.raw_os_error() == Some(DISK_ERROR) {
        Damage::Disk.into()
    } else {
        error.into()
    }
}
