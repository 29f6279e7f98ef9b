//! Where bytes come from: one file the person gave, read at random places.

use crate::Reason;

/// The bytes of one file. Natively a file of the disk, in the browser a `File` behind `FileReaderSync`.
pub trait ByteSource {
    /// Length in bytes.
    fn len(&self) -> u64;

    /// Whether there are no bytes at all.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Why there is nothing to be read, where that is known without trying: a link, a device, a folder that is closed.
    fn refusal(&self) -> Option<ReadError> {
        None
    }

    /// Up to `length` bytes from `offset`; fewer only where the file ends.
    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError>;
}

/// Why bytes of a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The medium or the browser refused.
    #[error("This file could not be read. Clean the disc or copy it to this computer, then choose it again.")]
    Unreadable,
    /// There is no file with this number.
    #[error("This file is not on the disc. Choose the disc again.")]
    NoSuchFile,
    /// A member of an archive does not unpack, is cut off, or is longer or shorter than its directory says.
    #[error(
        "A file inside the archive is damaged. Ask for the archive again, or choose the unpacked folder."
    )]
    CannotInflate,
    /// A member unpacks but its checksum is another one.
    #[error("A file inside the archive has changed since it was packed. Ask for the archive again.")]
    Checksum,
    /// A member needs a password.
    #[error(
        "This archive is protected by a password. Give the password, or unpack it on your computer and choose the folder."
    )]
    Encrypted,
    /// No given password opens the member.
    #[error(
        "This password does not open the archive. Try it again, or unpack the archive on your computer and choose the folder."
    )]
    WrongPassword,
    /// A member is encrypted in a way that no password opens here.
    #[error(
        "This archive is encrypted in a way that is not read here. Unpack it on your computer with its password, then choose the folder."
    )]
    UnknownEncryption,
    /// A member is packed by a method that is not read.
    #[error("This archive is packed in an unusual way. Unpack it on your computer, then choose the folder.")]
    UnknownMethod,
    /// A member promises more bytes than its packed form can honestly hold, or the archive holds more than the limit.
    #[error("This archive grows too much when unpacked. Unpack it on your computer, then choose the folder.")]
    TooLarge,
    /// A member lies over another one, as only in archives that are made to do harm.
    #[error("Files inside the archive lie over each other. Ask for the archive again.")]
    Overlapping,
    /// A link or a device, not a file.
    #[error("This is a link to another file. Choose the file itself.")]
    NotAFile,
}

impl ReadError {
    /// Stable code for logs, tests and translations.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::NoSuchFile => "no-such-file",
            Self::CannotInflate => "cannot-inflate",
            Self::Checksum => "checksum",
            Self::Encrypted => "encrypted",
            Self::UnknownEncryption => "unknown-encryption",
            Self::UnknownMethod => "unknown-method",
            Self::TooLarge => "too-large",
            Self::WrongPassword => "wrong-password",
            Self::Overlapping => "overlapping",
            Self::NotAFile => "not-a-file",
        }
    }

    /// The reason that a file which ends in this error is given.
    pub(crate) fn reason(&self) -> Reason {
        match self {
            Self::Unreadable | Self::NoSuchFile => Reason::Unreadable,
            Self::CannotInflate => Reason::CannotInflate,
            Self::Checksum => Reason::Checksum,
            Self::Encrypted => Reason::Encrypted,
            Self::WrongPassword => Reason::WrongPassword,
            Self::UnknownEncryption => Reason::UnknownEncryption,
            Self::UnknownMethod => Reason::UnknownZipMethod,
            Self::TooLarge => Reason::TooLarge,
            Self::Overlapping => Reason::Overlapping,
            Self::NotAFile => Reason::NotAFile,
        }
    }
}

pub(crate) fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..)?
        .first_chunk::<2>()
        .map(|b| u16::from_le_bytes(*b))
}

pub(crate) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..)?
        .first_chunk::<4>()
        .map(|b| u32::from_le_bytes(*b))
}

pub(crate) fn le64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes
        .get(at..)?
        .first_chunk::<8>()
        .map(|b| u64::from_le_bytes(*b))
}

/// The bytes before the first zero.
pub(crate) fn text_until_zero(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    bytes.get(..end).unwrap_or_default()
}

impl ByteSource for Vec<u8> {
    fn len(&self) -> u64 {
        self.as_slice().len() as u64
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        self.as_slice().read_at(offset, length)
    }
}

impl ByteSource for [u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let from = usize::try_from(offset)
            .unwrap_or(usize::MAX)
            .min(<[u8]>::len(self));
        let to = from.saturating_add(length).min(<[u8]>::len(self));
        Ok(self.get(from..to).unwrap_or_default().to_vec())
    }
}

impl<S: ByteSource + ?Sized> ByteSource for Box<S> {
    fn len(&self) -> u64 {
        (**self).len()
    }

    fn refusal(&self) -> Option<ReadError> {
        (**self).refusal()
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        (**self).read_at(offset, length)
    }
}
