//! Small grey pictures of frames, for lists and for the time until the real image is there.

use crate::{
    ByteSource, Disc, Instance, Palette,
    frames::{self, EXPLICIT_BIG, RLE},
    rle,
};

/// A grey picture, row by row, one byte a pixel, 0 black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width × height` bytes.
    pub grey: Vec<u8>,
}

/// Values averaged in each direction for one pixel of the preview.
const TAPS: usize = 4;
/// Larger frames get no preview.
const MAX_PIXELS: usize = 1 << 28;

/// A preview that fits into `side` × `side`, in the file's first window or, without one, between the first and the last
/// percentile. Pixels must be native or RLE; other codecs get none, nor do truncated frames that hold no whole row.
pub fn preview<S: ByteSource>(disc: &Disc<S>, image: &Instance, frame: usize, side: u32) -> Option<Preview> {
    let samples = Samples::read(disc, image, frame)?;
    let (rows, columns) = (image.rows as usize, image.columns as usize);
    let side = side.clamp(1, 1024) as usize;
    let longest = rows.max(columns);
    let scale = |n: usize| {
        if longest <= side {
            n
        } else {
            (n * side / longest).max(1)
        }
    };
    let (height, width) = (scale(rows), scale(columns));
    let mut values = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            values.push(samples.mean(
                (y * rows / height, (y + 1) * rows / height),
                (x * columns / width, (x + 1) * columns / width),
            ));
        }
    }
    let grey = if samples.colour {
        values.iter().map(|value| byte(*value)).collect()
    } else {
        windowed(image, frame, values)
    };
    Some(Preview {
        width: u32::try_from(width).ok()?,
        height: u32::try_from(height).ok()?,
        grey,
    })
}

/// Modality rescale, then the linear window of PS3.3 C.11.2.1.2.1.
fn windowed(image: &Instance, frame: usize, mut values: Vec<f64>) -> Vec<u8> {
    let own = image.per_frame.get(frame);
    let slope = own
        .and_then(|own| own.rescale_slope)
        .or(image.rescale_slope)
        .unwrap_or(1.0);
    let intercept = own
        .and_then(|own| own.rescale_intercept)
        .or(image.rescale_intercept)
        .unwrap_or(0.0);
    if !image.modality_lut {
        for value in &mut values {
            *value = *value * slope + intercept;
        }
    }
    let first =
        |own: Option<&Vec<f64>>, all: &[f64]| own.and_then(|own| own.first()).or(all.first()).copied();
    let center = first(own.map(|own| &own.window_center), &image.window_center);
    let width = first(own.map(|own| &own.window_width), &image.window_width);
    let (low, high) = match (center, width) {
        (Some(center), Some(width)) if width > 1.0 && !image.modality_lut => (
            center - 0.5 - (width - 1.0) / 2.0,
            center - 0.5 + (width - 1.0) / 2.0,
        ),
        _ => percentiles(&values),
    };
    let range = (high - low).max(f64::MIN_POSITIVE);
    let inverted = image.photometric == "MONOCHROME1";
    let grey = |value: f64| byte((value - low) / range * 255.0);
    values
        .into_iter()
        .map(|value| if inverted { 255 - grey(value) } else { grey(value) })
        .collect()
}

fn percentiles(values: &[f64]) -> (f64, f64) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |percent: usize| {
        sorted
            .get(sorted.len().saturating_sub(1) * percent / 100)
            .copied()
            .unwrap_or(0.0)
    };
    (at(1), at(99))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to a byte"
)]
fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

/// Pixels of one frame as numbers: stored values, or luma from 0 to 255 where they are colours.
struct Samples<'a> {
    image: &'a Instance,
    bytes: Vec<u8>,
    colour: bool,
    big: bool,
    by_plane: bool,
    luma: Option<Vec<u8>>,
}

impl<'a> Samples<'a> {
    fn read<S: ByteSource>(disc: &Disc<S>, image: &'a Instance, frame: usize) -> Option<Self> {
        let pixels = (image.rows as usize)
            .checked_mul(image.columns as usize)
            .filter(|n| *n <= MAX_PIXELS)?;
        let samples = usize::from(image.samples_per_pixel);
        let width = match image.bits_allocated {
            8 => 1,
            16 => 2,
            32 if samples == 1 => 4,
            _ => return None,
        };
        let subsampled = image.photometric.starts_with("YBR") && image.photometric.ends_with("422");
        let is_rle = image.transfer_syntax == RLE;
        if !matches!(samples, 1 | 3)
            || !(is_rle || frames::is_native(&image.transfer_syntax))
            || (subsampled && !is_rle)
        {
            return None;
        }
        let bytes = frames::frame_bytes(disc, image, frame).ok()?;
        let bytes = if is_rle {
            rle::decode(&bytes, pixels, samples, width)?
        } else {
            bytes
        };
        if bytes.len() < image.columns as usize * width {
            return None;
        }
        let palette = image.photometric == "PALETTE COLOR";
        let luma = if palette {
            Some(luma_table(disc, image, image.palette.as_ref()?)?)
        } else {
            None
        };
        Some(Self {
            image,
            bytes,
            colour: samples == 3 || palette,
            big: image.transfer_syntax == EXPLICIT_BIG,
            by_plane: is_rle || image.planar_configuration == 1,
            luma,
        })
    }

    /// Mean over a box of rows and columns, of at most [`TAPS`] in each direction.
    fn mean(&self, rows: (usize, usize), columns: (usize, usize)) -> f64 {
        let (mut sum, mut count) = (0.0, 0.0);
        for y in taps(rows) {
            for x in taps(columns) {
                sum += self.pixel(y * self.image.columns as usize + x);
                count += 1.0;
            }
        }
        sum / count
    }

    fn pixel(&self, index: usize) -> f64 {
        if self.image.samples_per_pixel == 3 {
            let [a, b, c] = [0, 1, 2].map(|sample| self.colour(index, sample));
            return if self.image.photometric.starts_with("YBR") {
                a
            } else {
                luma(a, b, c)
            };
        }
        if self.image.floating {
            let value = f64::from(f32::from_bits(self.word(index)));
            return if value.is_finite() { value } else { 0.0 };
        }
        let value = self.stored(index);
        match (&self.luma, &self.image.palette) {
            (Some(table), Some(palette)) => {
                let entry = usize::try_from(value - i64::from(palette.first)).unwrap_or(0);
                f64::from(table.get(entry).or(table.last()).copied().unwrap_or(0))
            }
            #[expect(clippy::cast_precision_loss, reason = "at most 32 bits")]
            _ => value as f64,
        }
    }

    fn colour(&self, index: usize, sample: usize) -> f64 {
        let pixels = self.image.rows as usize * self.image.columns as usize;
        let at = if self.by_plane {
            sample * pixels + index
        } else {
            index * 3 + sample
        };
        let value = self.word(at) & mask(self.image.bits_stored);
        f64::from(value) * 255.0 / f64::from(mask(self.image.bits_stored))
    }

    /// Stored value: the bits below the high bit, with sign where there is one.
    fn stored(&self, index: usize) -> i64 {
        let stored = self.image.bits_stored;
        let shift = (self.image.high_bit + 1).saturating_sub(stored);
        let value = i64::from((self.word(index) >> shift.min(31)) & mask(stored));
        let sign = 1_i64 << (stored.clamp(1, 32) - 1);
        if self.image.pixel_representation == 1 && value & sign != 0 {
            value - 2 * sign
        } else {
            value
        }
    }

    fn word(&self, index: usize) -> u32 {
        let at = |width: usize| self.bytes.get(index.saturating_mul(width)..).unwrap_or_default();
        let value = match self.image.bits_allocated {
            8 => at(1).first().map(|byte| u32::from(*byte)),
            16 => at(2).first_chunk().map(|b| {
                u32::from(if self.big {
                    u16::from_be_bytes(*b)
                } else {
                    u16::from_le_bytes(*b)
                })
            }),
            _ => at(4).first_chunk().map(|b| {
                if self.big {
                    u32::from_be_bytes(*b)
                } else {
                    u32::from_le_bytes(*b)
                }
            }),
        };
        value.unwrap_or(0)
    }
}

fn mask(bits: u16) -> u32 {
    u32::MAX >> (32 - u32::from(bits.clamp(1, 32)))
}

/// A few places between `from` and `to`, at least one.
fn taps((from, to): (usize, usize)) -> impl Iterator<Item = usize> {
    let length = to.saturating_sub(from).max(1);
    let count = length.min(TAPS);
    (0..count).map(move |tap| from + tap * length / count)
}

/// ITU-R BT.601.
fn luma(red: f64, green: f64, blue: f64) -> f64 {
    0.299 * red + 0.587 * green + 0.114 * blue
}

fn luma_table<S: ByteSource>(disc: &Disc<S>, image: &Instance, palette: &Palette) -> Option<Vec<u8>> {
    if palette.segmented {
        return None;
    }
    let entries = palette.entries as usize;
    let table = |span| frames::spans_bytes(disc, image, &[span]).ok();
    let [red, green, blue] = [table(palette.red)?, table(palette.green)?, table(palette.blue)?];
    let value = |table: &[u8], entry: usize| {
        // Tables of 8 bits are sometimes written in words all the same.
        let words = palette.bits == 16 || table.len() >= entries * 2;
        let last_byte = usize::from(image.transfer_syntax != EXPLICIT_BIG);
        let at = match (words, palette.bits) {
            (true, 16) => entry * 2 + last_byte,
            (true, _) => entry * 2 + 1 - last_byte,
            (false, _) => entry,
        };
        f64::from(table.get(at).copied().unwrap_or(0))
    };
    let grey = |entry| {
        byte(luma(
            value(&red, entry),
            value(&green, entry),
            value(&blue, entry),
        ))
    };
    Some((0..entries).map(grey).collect())
}
