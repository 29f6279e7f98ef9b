//! A colour ultrasound cine as a scanner stores it uncompressed: a grey sector that moves and speckles, a colour box that
//! flickers, and letters, scale and patient bar that stand still.

pub const COLUMNS: u16 = 320;
pub const ROWS: u16 = 240;

/// RGB by pixel, frame after frame.
pub fn frames(count: usize) -> Vec<Vec<u8>> {
    let mut noise = Noise(0x9E37_79B9_7F4A_7C15);
    (0..count).map(|frame| one(frame as i32, &mut noise)).collect()
}

fn one(frame: i32, noise: &mut Noise) -> Vec<u8> {
    let (columns, rows) = (i32::from(COLUMNS), i32::from(ROWS));
    let mut pixels = Vec::with_capacity(usize::from(COLUMNS) * usize::from(ROWS) * 3);
    let mut before = 0;
    for y in 0..rows {
        for x in 0..columns {
            let (dx, depth) = (x - columns / 2, y - 16);
            let in_sector = depth > 0 && dx.abs() * 4 < depth * 3 && dx * dx + depth * depth < 200 * 200;
            let letter = y < 12 && (x / 5 * 7919 + y / 3 * 104_729) % 5 < 2;
            let [red, green, blue] = if letter {
                [255, 235, 140]
            } else if x > columns - 14 && y > 40 && y < 140 {
                let level = (140 - y) * 255 / 100;
                [level, 255 - level, 60]
            } else if in_sector {
                let wave = (x + 2 * frame) % 64 - 32;
                let echo = 60 + (depth * 13 + wave * wave / 12 + frame * 3) % 90;
                before = i32::midpoint(before, noise.below(70));
                let grey = (echo + before).min(255);
                let flows = dx.abs() < 30 && (90..150).contains(&depth) && (depth + frame) % 40 < 18;
                if flows {
                    [200 + before / 2, grey / 3, 20]
                } else {
                    [grey; 3]
                }
            } else {
                [0; 3]
            };
            pixels.extend([red, green, blue].map(|level| level.clamp(0, 255) as u8));
        }
    }
    pixels
}

struct Noise(u64);

impl Noise {
    fn below(&mut self, most: i32) -> i32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as i32 % most
    }
}
