//! One image: how its pixels are to be understood and where they lie.

use serde::{Deserialize, Serialize};

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

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde's skip_serializing_if passes a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}
