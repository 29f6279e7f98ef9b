//! The values of a plane, moved and closed up so that JPEG-LS sees as few bits as possible.
//!
//! What the header says about signs, stored bits and padding is not believed: words are taken as they are. Values count
//! from the end of the widest gap (values are thought of as a circle, so that −1 and 0 are neighbours whether or not they
//! are signed), and where few values are in use they may be numbered in order.

/// How a plane's values become samples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Values {
    /// The value that becomes sample 0.
    pub(super) origin: u16,
    /// Distances from the origin, rising, of the values that become samples 0, 1, 2 …; empty where a sample is the distance.
    pub(super) numbered: Vec<u16>,
    /// Bits of a sample.
    pub(super) depth: u8,
}

/// Words for each numbered value from which on numbering is worth a try; below it the numbers cost what they save.
const WORDS_TO_NUMBER: usize = 16;

/// The ways to write a plane that are worth trying: moved, and numbered where that saves a bit at least.
pub(super) fn ways(plane: &[u16], wide: bool) -> (Values, Option<Values>) {
    let used = used(plane);
    let origin = after_widest_gap(&used, usize::from(mask(wide)) + 1);
    let distance = |value: &u16| value.wrapping_sub(origin) & mask(wide);
    let from_origin = used.partition_point(|value| *value < origin);
    let (around, rising) = used.split_at(from_origin);
    let distances: Vec<u16> = rising.iter().chain(around).map(distance).collect();
    let moved = Values {
        origin,
        numbered: Vec::new(),
        depth: depth_of(distances.last().copied().unwrap_or(0)),
    };
    let depth = depth_of(u16::try_from(distances.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let worth_it = depth < moved.depth && distances.len() * WORDS_TO_NUMBER <= plane.len();
    let numbered = worth_it.then_some(Values {
        origin,
        depth,
        numbered: distances,
    });
    (moved, numbered)
}

impl Values {
    /// Values to samples.
    pub(super) fn samples(&self, plane: &[u16], wide: bool) -> Vec<u16> {
        let mask = mask(wide);
        let distance = |value: &u16| value.wrapping_sub(self.origin) & mask;
        if self.numbered.is_empty() {
            return plane.iter().map(distance).collect();
        }
        let mut numbers = vec![0; usize::from(mask) + 1];
        for (number, distance) in (0_u16..).zip(&self.numbered) {
            if let Some(place) = numbers.get_mut(usize::from(*distance)) {
                *place = number;
            }
        }
        let number = |value| numbers.get(usize::from(distance(value))).copied().unwrap_or(0);
        plane.iter().map(number).collect()
    }

    /// Samples to values; nothing where a sample has no value.
    pub(super) fn values(&self, mut samples: Vec<u16>, wide: bool) -> Option<Vec<u16>> {
        let mask = mask(wide);
        for sample in &mut samples {
            let distance = if self.numbered.is_empty() {
                *sample
            } else {
                *self.numbered.get(usize::from(*sample))?
            };
            *sample = distance.wrapping_add(self.origin) & mask;
        }
        Some(samples)
    }
}

fn mask(wide: bool) -> u16 {
    if wide { u16::MAX } else { 0xFF }
}

fn depth_of(most: u16) -> u8 {
    u8::try_from(16 - most.leading_zeros()).unwrap_or(16).max(2)
}

/// The values in use, rising.
fn used(plane: &[u16]) -> Vec<u16> {
    let mut bits = vec![0_u64; 1024];
    for value in plane {
        if let Some(word) = bits.get_mut(usize::from(value >> 6)) {
            *word |= 1 << (value & 63);
        }
    }
    let mut used = Vec::new();
    for (first, mut word) in (0..=u16::MAX).step_by(64).zip(bits) {
        while word > 0 {
            used.push(first + u16::try_from(word.trailing_zeros()).unwrap_or(0));
            word &= word - 1;
        }
    }
    used
}

/// The value that follows the widest gap on a circle of this size.
fn after_widest_gap(used: &[u16], circle: usize) -> u16 {
    let (Some(first), Some(last)) = (used.first(), used.last()) else {
        return 0;
    };
    let (mut widest, mut origin) = (circle - usize::from(*last) + usize::from(*first), *first);
    for [before, after] in used.array_windows() {
        if usize::from(after - before) > widest {
            (widest, origin) = (usize::from(after - before), *after);
        }
    }
    origin
}
