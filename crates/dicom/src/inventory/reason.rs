//! Why a file is of no use to intake.

use serde::{Deserialize, Serialize};

/// Why a file is of no use to intake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// No bytes.
    Empty,
    /// Part of the viewer that came with the disc.
    NotDicomViewerProgram,
    /// Written by an operating system: thumbnails, autorun, folder settings.
    NotDicomSystemFile,
    /// Film or sound outside DICOM.
    NotDicomVideo,
    /// An archive of a kind that intake does not open (bzip2, xz, Zstandard, disk images); to be unpacked on a computer.
    ArchiveNotOpened,
    /// A 7z archive, encrypted or not; to be unpacked on a computer (7-Zip, or the file manager of Windows and macOS).
    SevenZipNotOpened,
    /// A RAR archive, encrypted or not; to be unpacked on a computer.
    RarNotOpened,
    /// One part of an archive that was split; the parts have to be joined and unpacked on a computer.
    SplitArchive,
    /// An archive inside an archive inside an archive; the outer one has to be unpacked on a computer.
    NestedArchive,
    /// An archive of which only a part could be opened; what could be stands beside it as files of its own.
    IncompleteArchive,
    /// An archive that holds more files than any disc does; those beyond the limit were left out.
    TooManyFiles,
    /// An archive without a file in it.
    EmptyArchive,
    /// A ZIP in which no member can be found.
    DamagedZip,
    /// A member of an archive whose name climbs out of the folder it is unpacked to, as only in archives made to do harm.
    UnsafePath,
    /// A link or a device, not a file.
    NotAFile,
    /// Members of an archive that lie over each other, as only in archives made to do harm.
    Overlapping,
    /// Nothing that intake knows.
    NotDicom,
    /// DICOM that ends before its pixels begin.
    TruncatedBeforePixels,
    /// DICOM of an image kind without pixels.
    NoPixels,
    /// DICOM, but no image and no document: plans, structures, segmentations, waveforms, raw data.
    NotAnImageObject,
    /// Pixels without the numbers needed to understand them: rows, columns, bits, samples.
    IncompleteImageDescription,
    /// Pixels in an unusual form: several images packed bit by bit, numbers of more than 64 bits.
    UnsupportedPixels,
    /// A film inside DICOM (MPEG, HEVC).
    UnsupportedVideo,
    /// It cannot be told where one frame ends and the next begins.
    UnclearFrames,
    /// More frames than any examination has.
    TooManyFrames,
    /// Sequences inside sequences beyond any honest depth.
    NestedTooDeeply,
    /// The same image as an earlier file, byte for byte as far as it was compared.
    Duplicate,
    /// The medium or the browser refused.
    Unreadable,
    /// A damaged member of an archive.
    CannotInflate,
    /// A damaged data set: deflated and broken off, or with sequences that never end.
    DamagedDataSet,
    /// A deflated data set that grows beyond the limit.
    DataSetTooLarge,
    /// A member of an archive whose checksum differs.
    Checksum,
    /// A member of a ZIP that needs a password.
    Encrypted,
    /// A member of a ZIP that no given password opens.
    WrongPassword,
    /// A member of a ZIP encrypted in a way that is not read, whatever the password is.
    UnknownEncryption,
    /// A member of an archive packed by an unusual method (Deflate64, bzip2, LZMA, sparse files).
    UnknownZipMethod,
    /// A member of an archive that grows beyond the limit when unpacked.
    TooLarge,
}

impl Reason {
    /// Whether the bytes of such a file can be read and therefore sent as they are.
    pub fn has_bytes(self) -> bool {
        !matches!(
            self,
            Self::Unreadable
                | Self::CannotInflate
                | Self::Encrypted
                | Self::WrongPassword
                | Self::UnknownEncryption
                | Self::UnknownZipMethod
                | Self::TooLarge
                | Self::Overlapping
                | Self::NotAFile
                // Their members are sent as files of their own.
                | Self::IncompleteArchive
                | Self::TooManyFiles
        )
    }
}
