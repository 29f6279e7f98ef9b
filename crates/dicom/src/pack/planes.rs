//! A frame's bytes as planes of equal size, and back.

use serde::{Deserialize, Serialize};

/// What the bytes of a frame are. Nothing of it is believed: a frame that is not of this size is packed without it, and
/// every frame is compared after packing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "flags of the format")]
pub(crate) struct Shape {
    pub(crate) columns: u16,
    pub(crate) rows: u16,
    /// Planes that lie in each other, word by word, or one after the other. A sample of 32 bits is two planes.
    pub(crate) planes: u8,
    /// Words of two bytes instead of one.
    pub(crate) wide: bool,
    /// The higher byte first.
    pub(crate) big: bool,
    /// One plane after the other.
    pub(crate) planar: bool,
    /// Red, green and blue.
    pub(crate) colour: bool,
}

impl Shape {
    /// Words of one plane.
    pub(crate) fn words(&self) -> usize {
        usize::from(self.columns) * usize::from(self.rows)
    }

    /// Bytes of a frame.
    pub(crate) fn bytes(&self) -> usize {
        self.words() * usize::from(self.planes) * if self.wide { 2 } else { 1 }
    }

    /// The planes of a frame of [`Self::bytes`] bytes.
    pub(super) fn split(&self, frame: &[u8]) -> Vec<Vec<u16>> {
        let count = usize::from(self.planes);
        let words: Vec<u16> = match (self.wide, self.big) {
            (false, _) => frame.iter().map(|byte| u16::from(*byte)).collect(),
            (true, false) => pairs(frame).map(u16::from_le_bytes).collect(),
            (true, true) => pairs(frame).map(u16::from_be_bytes).collect(),
        };
        if count == 1 {
            return vec![words];
        }
        if self.planar {
            return words.chunks(self.words().max(1)).map(<[u16]>::to_vec).collect();
        }
        (0..count)
            .map(|plane| words.iter().skip(plane).step_by(count).copied().collect())
            .collect()
    }

    /// The frame of planes, each of [`Self::words`] words.
    pub(super) fn join(&self, planes: &[Vec<u16>]) -> Vec<u8> {
        let mut frame = Vec::with_capacity(self.bytes());
        if self.planar || planes.len() == 1 {
            for plane in planes {
                self.write(plane.iter().copied(), &mut frame);
            }
        } else {
            let word = |index: usize| planes.iter().filter_map(move |plane| plane.get(index).copied());
            self.write((0..self.words()).flat_map(word), &mut frame);
        }
        frame
    }

    #[expect(clippy::cast_possible_truncation, reason = "words of one byte")]
    fn write(&self, words: impl Iterator<Item = u16>, frame: &mut Vec<u8>) {
        match (self.wide, self.big) {
            (false, _) => frame.extend(words.map(|word| word as u8)),
            (true, false) => frame.extend(words.flat_map(u16::to_le_bytes)),
            (true, true) => frame.extend(words.flat_map(u16::to_be_bytes)),
        }
    }
}

fn pairs(frame: &[u8]) -> impl Iterator<Item = [u8; 2]> + '_ {
    frame.as_chunks::<2>().0.iter().copied()
}

/// Whether red and blue are smoother as differences to green.
pub(super) fn leans_on_green(planes: &[Vec<u16>]) -> bool {
    let [red, green, blue] = planes else {
        return false;
    };
    let rough = |plane: &[u16]| plane.array_windows().map(|[a, b]| step(*a, *b)).sum::<u64>();
    let rough_without = |plane: &[u16]| {
        let pairs = plane.array_windows().zip(green.array_windows());
        pairs
            .map(|([a, b], [c, d])| step(a.wrapping_sub(*c), b.wrapping_sub(*d)))
            .sum::<u64>()
    };
    rough_without(red) + rough_without(blue) < rough(red) + rough(blue)
}

/// Distance of two bytes on the circle of 256.
fn step(a: u16, b: u16) -> u64 {
    let forward = a.wrapping_sub(b) & 0xFF;
    u64::from(forward.min(256 - forward))
}

/// Red and blue become differences to green.
pub(super) fn subtract_green(planes: &mut [Vec<u16>]) {
    with_green(planes, u16::wrapping_sub);
}

/// And colours again.
pub(super) fn add_green(planes: &mut [Vec<u16>]) {
    with_green(planes, u16::wrapping_add);
}

fn with_green(planes: &mut [Vec<u16>], change: impl Fn(u16, u16) -> u16) {
    if let [red, green, blue] = planes {
        for other in [red, blue] {
            for (word, green) in other.iter_mut().zip(green.iter()) {
                *word = change(*word, *green) & 0xFF;
            }
        }
    }
}
