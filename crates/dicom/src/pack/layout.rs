//! What packing has to know of a file: where native frames lie, or compressed ones that travel as they are.

use super::{coded::LONGEST, planes::Shape};
use crate::{
    Examined, Instance, ReadError, Span, examine,
    frames::{DEFLATED, EXPLICIT_BIG, is_native},
};

/// The layout of one file.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    pub(super) size: u64,
    /// Files of one series share what is around their pixels.
    pub(super) series: String,
    pub(super) shape: Option<Shape>,
    /// Where the first native frame begins, the bytes of each, and their number.
    pub(super) first: u64,
    pub(super) frame: u64,
    pub(super) frames: u64,
    /// From the first compressed frame to the last.
    pub(super) carried: Option<Span>,
    /// Compressed frames in it.
    pub(super) compressed: u64,
}

impl Layout {
    /// Of `size` bytes about which nothing else is known.
    fn of_bytes(size: u64) -> Self {
        Self {
            size,
            ..Self::default()
        }
    }

    /// Of a file that was examined.
    pub fn of(examined: &Examined) -> Self {
        let size = examined.record.size;
        match &examined.object {
            Some(found) => match &found.image {
                Some(image) => Self::of_image(size, &found.series.uid, image),
                None => Self {
                    series: found.series.uid.clone(),
                    ..Self::of_bytes(size)
                },
            },
            None => Self::of_bytes(size),
        }
    }

    /// Of a file that `read` reads: as much as is sound is used, anything else is bytes.
    pub fn read(size: u64, read: &dyn Fn(u64, usize) -> Result<Vec<u8>, ReadError>) -> Self {
        match examine::image_in(size, read) {
            Some((series, image)) => Self::of_image(size, &series, &image),
            None => Self::of_bytes(size),
        }
    }

    /// Of a file of `size` bytes that holds an image of a series.
    fn of_image(size: u64, series: &str, image: &Instance) -> Self {
        let mut layout = Self {
            series: series.to_owned(),
            ..Self::of_bytes(size)
        };
        if image.deflated_from.is_some() || image.transfer_syntax == DEFLATED {
            return layout;
        }
        if is_native(&image.transfer_syntax) {
            layout.take_native(image);
        } else {
            layout.take_compressed(image);
        }
        layout
    }

    /// Frames one after the other, all of one length; a last one that is cut short is bytes.
    fn take_native(&mut self, image: &Instance) {
        let mut spans = image.frames.iter().filter_map(|spans| match spans.as_slice() {
            [span] => Some(*span),
            _ => None,
        });
        let Some(first) = spans
            .next()
            .filter(|span| span.length > 0 && span.length <= LONGEST)
        else {
            return;
        };
        let mut end = first.offset.saturating_add(first.length);
        let mut frames = 1;
        for span in spans {
            if span.offset != end || span.length != first.length {
                break;
            }
            end = end.saturating_add(span.length);
            frames += 1;
        }
        if end <= self.size {
            (self.first, self.frame, self.frames) = (first.offset, first.length, frames);
            self.shape = shape(image);
        }
    }

    fn take_compressed(&mut self, image: &Instance) {
        let spans = || image.frames.iter().flatten().filter(|span| span.length > 0);
        let from = spans().map(|span| span.offset).min();
        let to = spans().map(|span| span.offset.saturating_add(span.length)).max();
        if let (Some(from), Some(to)) = (from, to)
            && to <= self.size
        {
            self.compressed = image.frames.len() as u64;
            self.carried = Some(Span {
                offset: from,
                length: to - from,
            });
        }
    }

    /// Bytes of all native frames.
    pub fn native_bytes(&self) -> u64 {
        self.frame * self.frames
    }

    /// Frames that are compressed already.
    pub fn compressed_frames(&self) -> u64 {
        self.compressed
    }

    /// Bytes of the file.
    pub fn size(&self) -> u64 {
        self.size
    }
}

/// What the frames are, where that is something that JPEG-LS can take.
fn shape(image: &Instance) -> Option<Shape> {
    let samples = u8::try_from(image.samples_per_pixel).ok()?;
    let halved = image.photometric.starts_with("YBR") && image.photometric.ends_with("422");
    let words = match image.bits_allocated {
        8 | 16 => 1,
        32 => 2,
        _ => return None,
    };
    let planar = samples > 1 && image.planar_configuration == 1;
    // Two pixels in four samples: luminance twice, both colour differences.
    let (columns, samples) = if halved && samples == 3 {
        (image.columns / 2, 4)
    } else {
        (image.columns, samples)
    };
    let shape = Shape {
        columns: u16::try_from(columns).ok()?,
        rows: u16::try_from(image.rows).ok()?,
        planes: samples.checked_mul(words)?,
        wide: image.bits_allocated > 8,
        big: image.transfer_syntax == EXPLICIT_BIG,
        planar,
        colour: image.photometric == "RGB",
    };
    (!planar || words == 1).then_some(shape)
}
