//! Images of any depth, colour and content.

use crate::made::{self, BIG, EXPLICIT, Made, Style, part10};

/// An image of any kind, described as its header would.
#[derive(Debug, Clone)]
pub struct Image {
    pub big: bool,
    pub rows: u16,
    pub columns: u16,
    pub bits: u16,
    pub samples: u16,
    pub planar: u16,
    pub photometric: &'static str,
    pub frames: u16,
    pub pixels: Vec<u8>,
}

impl Image {
    pub fn file(&self) -> Vec<u8> {
        let style = Style {
            explicit: true,
            big: self.big,
        };
        let data_set = Made::new(style)
            .text(0x0008_0016, "UI", made::CT)
            .text(0x0008_0018, "UI", "1.2.3.4")
            .text(0x0020_000E, "UI", "1.2.3")
            .word(0x0028_0002, self.samples)
            .text(0x0028_0004, "CS", self.photometric)
            .word(0x0028_0006, self.planar)
            .text(0x0028_0008, "IS", &self.frames.to_string())
            .word(0x0028_0010, self.rows)
            .word(0x0028_0011, self.columns)
            .word(0x0028_0100, self.bits)
            .word(0x0028_0101, self.bits)
            .word(0x0028_0102, self.bits - 1)
            .word(0x0028_0103, 0)
            .raw(
                0x7FE0_0010,
                if self.bits == 8 { "OB" } else { "OW" },
                &self.pixels,
            );
        part10(if self.big { BIG } else { EXPLICIT }, &data_set.bytes)
    }
}

/// One way to fill words with values.
fn word(kind: u8, at: usize, noise: u16) -> u16 {
    let at = at as u16;
    match kind {
        // air around a body, in two's complement
        0 => (noise % 64).wrapping_sub(32).wrapping_add(at % 700),
        1 => noise,
        // few values, far apart
        2 => noise % 5 * 9000,
        // values shifted up, the lowest bits unused
        3 => (at % 97 + noise % 8) << 4,
        // a bit of an overlay above the pixel
        4 => at % 900 + (noise % 2) * 0x8000,
        // padding far below everything
        5 if noise.is_multiple_of(3) => 63_536,
        5 => at % 300,
        // what a body looks like
        6 => at / 3 % 3000 + noise % 6,
        _ => 7,
    }
}

impl Image {
    /// Of these rows, columns, frames and bits: grey, colour by pixel or by plane, or halved colour.
    pub fn filled([rows, columns, frames, bits]: [u16; 4], colour: u8, fill: u8, seed: u64) -> Self {
        let (samples, planar, photometric) = match colour {
            0 => (1, 0, "MONOCHROME2"),
            1 => (3, 0, "RGB"),
            2 => (3, 1, "RGB"),
            _ => (3, 0, "YBR_FULL_422"),
        };
        let halved = colour > 2;
        let columns = if halved { columns * 2 } else { columns };
        let pixels = usize::from(rows) * usize::from(columns) * usize::from(frames);
        let words = pixels * if halved { 2 } else { usize::from(samples) };
        let mut noise = seed | 1;
        let words = (0..words * usize::from(bits / 8).div_ceil(2)).map(|at| {
            noise = noise
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            word(fill, at, (noise >> 40) as u16)
        });
        let pixels = if bits == 8 {
            words.map(|word| word as u8).collect()
        } else {
            words.flat_map(u16::to_le_bytes).collect()
        };
        Self {
            big: false,
            rows,
            columns,
            bits,
            samples,
            planar,
            photometric,
            frames,
            pixels,
        }
    }
}
