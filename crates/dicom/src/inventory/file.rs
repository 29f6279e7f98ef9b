//! One file of the disc: what became of it, what it is, what is wrong with it.

use serde::{Deserialize, Serialize};

use super::{Reason, Span};

/// One file of the disc and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Path on the disc with `/` between folders; unique, relative, without `..`. Names are kept as they were found.
    pub path: String,
    /// Length in bytes.
    pub size: u64,
    /// Used, or skipped because of a named reason.
    pub outcome: Outcome,
    /// What kind of document it is, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentKind>,
    /// Where the document itself lies inside a DICOM encapsulation (PS3.3 C.24), for example a PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Span>,
    /// Whether the first report, or marks of the first radiologist, may be in it. Such files go into the
    /// original-report compartment by default.
    pub may_hold_report: bool,
    /// What is wrong with it although it is used, or besides the reason why it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// What can be wrong with a file that is used all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Problem {
    /// The file ends before its pixels do, or before they begin.
    Truncated,
    /// Its pixels cannot be shown: an unknown transfer syntax, a codestream that contradicts the header, nonsensical numbers.
    CannotDecode,
    /// A picture that nobody may make a diagnosis from: a photograph, a screenshot, a scan.
    NotDiagnostic,
    /// An attribute stands there twice; the first counts.
    DuplicateAttributes,
    /// Attributes do not stand in ascending order.
    UnorderedAttributes,
    /// Without a study, series or instance UID.
    MissingUid,
    /// A UID that is none (PS3.5 §9.1): too long, or with other characters.
    InvalidUid,
    /// Written in another transfer syntax than the file declares.
    WrongTransferSyntax,
    /// Bits stored, high bit and bits allocated contradict each other; the sensible reading was taken.
    InvalidBits,
    /// The number of frames is no number, or one that no file can hold.
    InvalidFrames,
    /// Pixels of undefined length where a length is required.
    UndefinedLength,
    /// Compressed pixels, or a sequence, are never closed.
    MissingDelimiter,
    /// The table of frames points to places where no frame begins.
    BadOffsetTable,
    /// A value representation that does not exist.
    InvalidVr,
    /// A character set that does not exist; the text is a best guess.
    UnknownCharacterSet,
    /// Bytes that are no text in the declared character set.
    InvalidText,
    /// The name in the archive pointed out of its folder; it was made safe.
    UnsafePath,
    /// Bytes that belong to nothing stand before the DICOM file; it was found behind them.
    DisplacedStart,
    /// The 128 bytes in front of the file begin like a program, a web page or a document; never to be handed on.
    ForeignPreamble,
}

/// Every file ends as one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Read and of use.
    Used {
        /// What it is used as.
        #[serde(rename = "as")]
        as_: Use,
    },
    /// Not of use; sent as it is unless the person leaves it out.
    Skipped {
        /// Why.
        reason: Reason,
    },
}

/// What a file is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Images to be read.
    Imaging,
    /// Something to look at beside the images: reports, letters, pictures, screenshots.
    Document,
    /// The table of contents of a DICOM medium (PS3.10 §8); a hint, never trusted.
    Dicomdir,
}

/// Kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// PDF file.
    Pdf,
    /// Photo or scan: JPEG, PNG, GIF, TIFF, BMP, WebP, HEIC.
    Picture,
    /// Plain text, XML or CSV.
    Text,
    /// Rich Text Format.
    Rtf,
    /// Word processor file: DOC, DOCX, ODT and their kin.
    Office,
    /// Web page.
    Html,
    /// DICOM structured report (PS3.3 A.35).
    StructuredReport,
    /// DICOM key object selection (PS3.3 A.35.4).
    KeyObjects,
    /// DICOM presentation state: somebody's window, marks and arrows (PS3.3 A.33).
    PresentationState,
    /// PDF, CDA or another document inside DICOM (PS3.3 A.45).
    Encapsulated,
    /// Secondary capture or screenshot (PS3.3 A.8).
    SecondaryCapture,
}
