//! What is on the disc: every file with its outcome, and the imaging as patients, studies, series, instances, frames.
//!
//! As JSON this becomes part of the sealed manifest, so names and codes here are a format: `snake_case`, absent values left
//! out. Texts are decoded by Specific Character Set and free of control characters; they may hold anything else a person
//! can type. Dates are ISO 8601 (`1970-01-31`), times `HH:MM:SS`; what is not a valid date or time is absent.

use serde::{Deserialize, Serialize};

use crate::Check;

/// Everything that was found on a disc.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Inventory {
    /// One record for every file of the disc, in the disc's order.
    pub files: Vec<FileRecord>,
    /// Real imaging, nothing that may hold the original report.
    pub patients: Vec<Patient>,
    /// Secondary captures and screenshots: documents that happen to be pixels. Kept apart from `patients`, because they
    /// belong with the original report; to be shown once that is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub captures: Vec<Instance>,
    /// What a person should know or decide before sending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

impl Inventory {
    /// Every image: imaging, then captures.
    pub fn images(&self) -> impl Iterator<Item = &Instance> {
        let studies = self.patients.iter().flat_map(|patient| &patient.studies);
        let series = studies.flat_map(|study| &study.series);
        series.flat_map(|series| &series.instances).chain(&self.captures)
    }
}

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

/// A person named on the disc.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Patient {
    /// Name in caret form (`Family^Given`), with further writings after `=` (PS3.5 §6.2.1).
    pub name: String,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    /// Patient ID of the hospital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `M`, `F` or `O`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// Examinations, oldest first.
    pub studies: Vec<Study>,
}

/// One examination.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Study {
    /// Study Instance UID; empty where absent or invalid.
    pub uid: String,
    /// Study date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Study time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Study description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Accession number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accession: Option<String>,
    /// Institution name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// Referring physician, caret form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referring_physician: Option<String>,
    /// Series by number.
    pub series: Vec<Series>,
    /// What the checks found about the study as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
}

/// Images that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Series {
    /// Series Instance UID; empty where absent or invalid.
    pub uid: String,
    /// Modality code, for example `CT`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<String>,
    /// Series number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    /// Series description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Body part examined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_part: Option<String>,
    /// `L` or `R`, of a paired body part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laterality: Option<String>,
    /// Slice thickness in millimetres, where all images share one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thickness: Option<f64>,
    /// Plane, where all images share one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plane: Option<Plane>,
    /// Images by position along the common normal, else by instance number.
    pub instances: Vec<Instance>,
    /// What the checks found; empty where all is as it should be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
}

/// Plane of an image, by the largest component of its normal (at least 0.8, else oblique).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plane {
    /// Normal along the body axis.
    Axial,
    /// Normal from front to back.
    Coronal,
    /// Normal from side to side.
    Sagittal,
    /// None of these.
    Oblique,
}

/// One DICOM image file: how its pixels are to be understood and where they lie.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Instance {
    /// Number of the file in [`Inventory::files`] and on the disc.
    pub file: usize,
    /// SOP Class UID; empty where absent.
    pub sop_class: String,
    /// SOP Instance UID; empty where absent or invalid.
    pub uid: String,
    /// Instance number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
    /// Transfer syntax in which the pixels really are, which may differ from what the file declares.
    pub transfer_syntax: String,
    /// Rows.
    pub rows: u32,
    /// Columns.
    pub columns: u32,
    /// Samples per pixel: 1 or 3 (4 in retired forms).
    pub samples_per_pixel: u16,
    /// Photometric interpretation, for example `MONOCHROME2`.
    pub photometric: String,
    /// Bits allocated per sample.
    pub bits_allocated: u16,
    /// Bits stored per sample.
    pub bits_stored: u16,
    /// Highest bit of a sample.
    pub high_bit: u16,
    /// 0 unsigned, 1 two's complement.
    pub pixel_representation: u16,
    /// 0 by pixel, 1 by plane.
    pub planar_configuration: u16,
    /// Frames that the file declares; [`Self::frames`] may hold fewer.
    pub number_of_frames: u32,
    /// Rescale slope (PS3.3 C.11.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescale_slope: Option<f64>,
    /// Rescale intercept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescale_intercept: Option<f64>,
    /// Window centres (PS3.3 C.11.2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub window_center: Vec<f64>,
    /// Window widths, one for each centre.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub window_width: Vec<f64>,
    /// Pixel spacing in the patient: between rows, between columns, in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixel_spacing: Option<[f64; 2]>,
    /// Pixel spacing at the detector, in millimetres; not calibrated to the patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imager_pixel_spacing: Option<[f64; 2]>,
    /// Position of the first pixel in the patient, in millimetres; of the first frame where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_position: Option<[f64; 3]>,
    /// Direction cosines of row and column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_orientation: Option<[f64; 6]>,
    /// Frame of Reference UID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame_of_reference: Option<String>,
    /// Slice thickness in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slice_thickness: Option<f64>,
    /// Slice location in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slice_location: Option<f64>,
    /// Present where the pixels went through lossy compression at some time (PS3.3 C.7.6.1.1.5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lossy: Option<Lossy>,
    /// `L`, `R`, `B` or `U`: side of this image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laterality: Option<String>,
    /// Colour table of a `PALETTE COLOR` image; absent where it is missing, and then a viewer must say that it cannot show
    /// the colours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub palette: Option<Palette>,
    /// Whether values go through a modality lookup table instead of slope and intercept; not applied in previews.
    #[serde(default, skip_serializing_if = "is_false")]
    pub modality_lut: bool,
    /// That table; absent where it is damaged, and then a viewer must say that it cannot show the values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality_table: Option<LookupTable>,
    /// VOI lookup tables (PS3.3 C.11.2): other ways than a window to turn modality values into greys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub voi_tables: Vec<LookupTable>,
    /// Stored value that fills what is no image (Pixel Padding Value, PS3.3 C.7.5.1.1.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub padding: Option<i32>,
    /// Whether samples are IEEE 754 numbers of [`Self::bits_allocated`] bits (Float and Double Float Pixel Data).
    #[serde(default, skip_serializing_if = "is_false")]
    pub floating: bool,
    /// What differs from frame to frame in an enhanced multi-frame image (PS3.3 C.7.6.16); empty otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub per_frame: Vec<FrameAttributes>,
    /// Present for the deflated transfer syntax: the file is raw deflate (RFC 1951) from this offset on, and all spans of
    /// this instance count in the inflated bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deflated_from: Option<u64>,
    /// For each frame the bytes that hold it: one span, or several fragments to be joined.
    pub frames: Vec<Vec<Span>>,
    /// Whether the file ends before its pixels do; the last frame then has too few bytes, or frames are missing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub truncated: bool,
}

/// Attributes of one frame where they differ from the instance's.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FrameAttributes {
    /// Position of the first pixel in the patient, in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_position: Option<[f64; 3]>,
    /// Direction cosines of row and column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_orientation: Option<[f64; 6]>,
    /// Pixel spacing in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixel_spacing: Option<[f64; 2]>,
    /// Rescale slope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescale_slope: Option<f64>,
    /// Rescale intercept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescale_intercept: Option<f64>,
    /// Window centres.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub window_center: Vec<f64>,
    /// Window widths.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub window_width: Vec<f64>,
}

/// Bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub offset: u64,
    /// Number of bytes.
    pub length: u64,
}

/// Lossy compression that the pixels went through.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Lossy {
    /// Compression ratios as declared, one for each time; empty where unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratio: Vec<f64>,
}

/// Colour lookup tables (PS3.3 C.7.6.3.1.5): where they lie and how they are to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Palette {
    /// Number of entries (1 to 65,536).
    pub entries: u32,
    /// Pixel value of the first entry.
    pub first: i32,
    /// Bits of an entry: 8 or 16.
    pub bits: u16,
    /// Whether the tables are written as segments (PS3.3 C.7.9.2).
    #[serde(default, skip_serializing_if = "is_false")]
    pub segmented: bool,
    /// Red table.
    pub red: Span,
    /// Green table.
    pub green: Span,
    /// Blue table.
    pub blue: Span,
}

/// A lookup table for grey values (PS3.3 C.11.1.1.1, C.11.2.1.1): where it lies and how it is to be read. Values before the
/// first entry take the first, values after the last take the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookupTable {
    /// Number of entries (1 to 65,536).
    pub entries: u32,
    /// Input value of the first entry.
    pub first: i32,
    /// Bits of an entry (1 to 16).
    pub bits: u16,
    /// The entries, as words, or as bytes where there are too few bytes for words.
    pub data: Span,
}

/// Something a person should know or decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What.
    pub code: WarningCode,
    /// Which: counts and paths, in English, for the technical details of a page.
    pub detail: String,
}

/// Kinds of warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WarningCode {
    /// The disc names more than one person: stop and ask.
    SeveralPatients,
    /// The table of contents names files that are not there.
    DicomdirMissingFiles,
    /// Images whose pixels end too early.
    Truncated,
    /// The same image lies on the disc more than once; one of each is used.
    DuplicateInstances,
    /// Different images carry the same SOP Instance UID; all are kept.
    ConflictingInstances,
    /// Images without valid study, series or instance UID.
    InvalidUid,
    /// The table of contents names files outside the disc; such names are never followed.
    DicomdirOutside,
    /// A key object selection names images that are not there.
    KosMissingInstances,
    /// The headers count more images in a study than there are.
    MissingSlices,
    /// Captures, screenshots and photos: shown as documents, nothing to read a second time.
    NotDiagnostic,
    /// Irreversibly compressed captures; of images the series says it.
    Lossy,
    /// Images that cannot be used, because their pixels cannot be decoded here.
    CannotDecode,
}

impl WarningCode {
    /// Whether it can only be said of the whole disc, not of a part of its files.
    pub fn is_of_disc(self) -> bool {
        matches!(
            self,
            Self::DicomdirMissingFiles
                | Self::DicomdirOutside
                | Self::KosMissingInstances
                | Self::MissingSlices
        )
    }

    /// Stable code, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::SeveralPatients => "several_patients",
            Self::DicomdirMissingFiles => "dicomdir_missing_files",
            Self::Truncated => "truncated",
            Self::DuplicateInstances => "duplicate_instances",
            Self::ConflictingInstances => "conflicting_instances",
            Self::InvalidUid => "invalid_uid",
            Self::DicomdirOutside => "dicomdir_outside",
            Self::KosMissingInstances => "kos_missing_instances",
            Self::MissingSlices => "missing_slices",
            Self::NotDiagnostic => "not_diagnostic",
            Self::Lossy => "lossy",
            Self::CannotDecode => "cannot_decode",
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}
