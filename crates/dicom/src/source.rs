//! Where bytes come from: one file the person gave, read at random places.

/// The bytes of one file. Natively a file of the disk, in the browser a `File` behind `FileReaderSync`.
pub trait ByteSource {
    /// Length in bytes.
    fn len(&self) -> u64;

    /// Whether there are no bytes at all.
    fn is_empty(&self) -> bool {
        self.len() == 0
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
    /// A ZIP member does not inflate, or is longer or shorter than its directory says.
    #[error("A file inside the ZIP is damaged. Ask for the ZIP again, or choose the unpacked folder.")]
    CannotInflate,
    /// A ZIP member inflates but its CRC-32 is another one.
    #[error("A file inside the ZIP has changed since it was packed. Ask for the ZIP again.")]
    Checksum,
    /// A ZIP member needs a password.
    #[error("This ZIP is protected by a password. Unpack it on your computer, then choose the folder.")]
    Encrypted,
    /// A ZIP member is packed by a method other than stored or deflated.
    #[error("This ZIP is packed in an unusual way. Unpack it on your computer, then choose the folder.")]
    UnknownMethod,
    /// A ZIP member promises more bytes than its packed form can honestly hold, or the ZIP holds more than the limit.
    #[error("This ZIP grows too much when unpacked. Unpack it on your computer, then choose the folder.")]
    TooLarge,
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
            Self::UnknownMethod => "unknown-method",
            Self::TooLarge => "too-large",
        }
    }
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

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        (**self).read_at(offset, length)
    }
}
