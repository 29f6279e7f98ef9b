//! The setup token: printed once, kept in the data folder until the practice is founded with it.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use data_encoding::BASE32_NOPAD;
use overread_wire::Hash;

use crate::ports::Randomness;

/// Where it is kept in the data folder.
pub(crate) fn path(data: &Path) -> PathBuf {
    data.join("setup-token")
}

/// The token that is waiting to be used; made on the first start.
pub(crate) fn token(path: &Path, random: &dyn Randomness) -> io::Result<String> {
    match fs::read_to_string(path) {
        Ok(token) if !token.trim().is_empty() => return Ok(token.trim().to_owned()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut bytes = [0; 20];
    random.fill(&mut bytes)?;
    let token = BASE32_NOPAD.encode(&bytes).to_lowercase();
    let mut file = fs::OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(path)?;
    writeln!(file, "{token}")?;
    file.sync_all()?;
    Ok(token)
}

/// Whether `claimed` is the token that is waiting. Hashes are compared, so the time it takes tells nothing.
pub(crate) fn is_token(path: &Path, claimed: &str) -> io::Result<bool> {
    match fs::read_to_string(path) {
        Ok(token) => Ok(!token.trim().is_empty()
            && Hash::of(token.trim().as_bytes()) == Hash::of(claimed.trim().as_bytes())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Forgets the token once it is used.
pub(crate) fn forget(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
