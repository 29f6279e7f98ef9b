//! Holiday photos, for the folder that was chosen by mistake: sky, sea and sand as small baseline JPEG files.

use crate::rng::Rng;

const ACROSS: usize = 40;
const DOWN: usize = 30;

/// Three JPEG files named as a telephone names them.
pub fn photos(seed: u64) -> Vec<(String, Vec<u8>)> {
    (0..3)
        .map(|k| {
            (
                format!("DCIM/IMG_{:04}.JPG", 2041 + k),
                photo(&mut Rng::of(&[seed, 0xF070, k])),
            )
        })
        .collect()
}

/// ITU-T T.81: only the mean of each block of 8 × 8 is coded, so the picture is coarse, and valid.
fn photo(rng: &mut Rng) -> Vec<u8> {
    let mut out = vec![0xFF, 0xD8];
    segment(&mut out, 0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    segment(&mut out, 0xDB, &[&[0][..], &[8; 64]].concat());
    let (height, width) = ((DOWN * 8) as u16, (ACROSS * 8) as u16);
    let frame = [
        &[8][..],
        &height.to_be_bytes(),
        &width.to_be_bytes(),
        &[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0],
    ]
    .concat();
    segment(&mut out, 0xC0, &frame);
    // Differences of 0 to 11 bits: twelve codes of four bits each. End of block: the one code of one bit.
    segment(
        &mut out,
        0xC4,
        &[
            &[0x00, 0, 0, 0, 12][..],
            &[0; 12],
            &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        ]
        .concat(),
    );
    segment(&mut out, 0xC4, &[&[0x10, 1][..], &[0; 15], &[0x00]].concat());
    segment(&mut out, 0xDA, &[3, 1, 0x00, 2, 0x00, 3, 0x00, 0, 63, 0]);
    let mut bits = Bits {
        out,
        held: 0,
        count: 0,
    };
    let mut before = [0i32; 3];
    let horizon = 9 + rng.below(5);
    for y in 0..DOWN {
        for _ in 0..ACROSS {
            let haze = rng.below(7) as i32 - 3;
            let y_here = y as i32 * 2;
            let colour = match y {
                _ if y < horizon => [40 + y_here, 22 - y_here / 2, -24],
                _ if y < horizon + 8 => [-30 + haze * 2, 30, -28],
                _ => [50 + haze, -24, 12],
            };
            for (value, last) in colour.into_iter().zip(&mut before) {
                bits.difference(value - *last);
                *last = value;
            }
        }
    }
    let mut out = bits.finish();
    out.extend([0xFF, 0xD9]);
    out
}

fn segment(out: &mut Vec<u8>, marker: u8, content: &[u8]) {
    out.extend([0xFF, marker]);
    out.extend((content.len() as u16 + 2).to_be_bytes());
    out.extend(content);
}

struct Bits {
    out: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    /// Size, then the value itself with negative ones counted down (T.81 F.1.2.1), then end of block.
    fn difference(&mut self, value: i32) {
        let size = 32 - value.unsigned_abs().leading_zeros();
        self.push(size, 4);
        let bits = if value < 0 { value - 1 } else { value };
        self.push(bits as u32 & ((1 << size) - 1), size);
        self.push(0, 1);
    }

    fn push(&mut self, bits: u32, count: u32) {
        self.held = self.held << count | bits;
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.held >> self.count & 0xFF) as u8;
            self.out.push(byte);
            if byte == 0xFF {
                self.out.push(0);
            }
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.push(0x7F, 7);
        self.out
    }
}
