//! JPEG-LS lossless (ITU-T T.87), one component of 2 to 16 bits: what packing makes of grey planes.
//!
//! Written here because packing encodes and decodes every image before it leaves, also in the browser, and the crate that
//! exists takes three times as long. Tests compare every codestream with that crate and with `CharLS`.
//! The decoder takes what the encoder writes and nothing else: no near-lossless, no interleaving, no preset parameters.

mod bits;
mod decode;
mod encode;
mod model;

pub use decode::decode;
pub use encode::encode;

/// Why a plane could not be encoded or decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JpegLsError {
    /// Rows and columns do not fit the samples, or are zero.
    #[error("The image is not of the size it should have. Ask for it again.")]
    Size,
    /// A sample needs more bits than were named, or the bits are not 2 to 16.
    #[error("The image has more bits than it should have. Ask for it again.")]
    Depth,
    /// Not a codestream of this kind, or it is damaged.
    #[error("The image is damaged. Ask for it again.")]
    Damaged,
}

impl JpegLsError {
    /// Stable code for logs and tests.
    pub fn code(self) -> &'static str {
        match self {
            Self::Size => "jpeg-ls-size",
            Self::Depth => "jpeg-ls-depth",
            Self::Damaged => "jpeg-ls-damaged",
        }
    }
}

/// All that stands before the coded samples: SOI, SOF55, SOS (T.87 annex C).
fn header(columns: u16, rows: u16, depth: u8) -> [u8; 25] {
    let ([y1, y0], [x1, x0]) = (rows.to_be_bytes(), columns.to_be_bytes());
    [
        0xFF, 0xD8, // SOI
        0xFF, 0xF7, 0, 11, depth, y1, y0, x1, x0, 1, 1, 0x11, 0, // SOF55, one component
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, // SOS, lossless, not interleaved
    ]
}

/// EOI.
const END: [u8; 2] = [0xFF, 0xD9];
