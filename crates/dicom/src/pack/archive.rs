//! The index of an archive: checked as a whole before anything is taken from it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    Block, Part,
    general::{self, Effort},
    part::add_up,
    path,
};
use crate::ReadError;

/// First bytes of an index.
const MAGIC: &[u8; 8] = b"ovrdpk1\n";
/// Longest index that is read, unpacked, and how often it may be longer than its packed form.
const LONGEST: u64 = 1 << 30;
const GROWTH: u64 = 1000;

/// What an archive holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// Bytes of the stream.
    pub stream: u64,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its files, in the order of the stream.
    pub files: Vec<ArchivedFile>,
    /// Folders in which nothing lies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<String>,
}

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedFile {
    /// Its path, written as [`super::path::write`] does.
    pub path: String,
    /// Its bytes.
    pub size: u64,
    /// Their SHA-256.
    #[serde(with = "hex")]
    pub sha256: [u8; 32],
    /// How it is put together.
    pub parts: Vec<Part>,
}

/// Why an archive is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// Not an archive, or one of a later version.
    #[error("This is not a packed disc. Choose the folder that \"overread pack\" made.")]
    NotAnArchive,
    /// Index or stream are not what they were.
    #[error("This packed disc is damaged. Copy the packed folder again, or pack the disc again.")]
    Damaged,
    /// The stream could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl ArchiveError {
    /// Stable code for logs and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnArchive => "not-an-archive",
            Self::Damaged => "damaged-archive",
            Self::Read(error) => error.code(),
        }
    }
}

impl Archive {
    /// The bytes of the index; nothing where they cannot be packed.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let json = serde_json::to_vec(self).ok()?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend((json.len() as u64).to_le_bytes());
        bytes.extend(Sha256::digest(&json));
        bytes.extend(general::compress(&json, Effort::Full)?);
        Some(bytes)
    }

    /// Reads an index and believes none of it: every part lies in the stream, every file is as long as its parts, every
    /// path stays inside.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ArchiveError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ArchiveError::NotAnArchive)?;
        Self::read(rest)
            .filter(Self::is_sound)
            .ok_or(ArchiveError::Damaged)
    }

    fn read(rest: &[u8]) -> Option<Self> {
        let (length, rest) = rest.split_first_chunk::<8>()?;
        let (sum, packed) = rest.split_first_chunk::<32>()?;
        let length = u64::from_le_bytes(*length);
        if length > LONGEST || length > GROWTH * (packed.len() as u64 + 1) {
            return None;
        }
        let json = general::expand(packed, usize::try_from(length).ok()?)?;
        (Sha256::digest(&json).as_slice() == sum).then(|| serde_json::from_slice(&json).ok())?
    }

    fn is_sound(&self) -> bool {
        let mut taken = HashSet::new();
        let mut paths = self.files.iter().map(|file| &file.path).chain(&self.folders);
        self.blocks.iter().all(|block| block.lies_in(self.stream))
            && paths.all(|path| path::read(path).is_some_and(|path| taken.insert(path)))
            && self
                .files
                .iter()
                .all(|file| add_up(&file.parts, file.size, &self.blocks, self.stream))
    }
}

mod hex {
    use std::fmt::Write as _;

    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8; 32], to: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(64);
        for byte in bytes {
            // Writing to a text cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        to.serialize_str(&text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(from)?;
        let mut bytes = [0; 32];
        let digits = text.as_bytes().as_chunks::<2>().0;
        if text.len() != 64 {
            return Err(D::Error::custom("not a SHA-256"));
        }
        for (byte, digits) in bytes.iter_mut().zip(digits) {
            let digits = std::str::from_utf8(digits).map_err(D::Error::custom)?;
            *byte = u8::from_str_radix(digits, 16).map_err(D::Error::custom)?;
        }
        Ok(bytes)
    }
}
