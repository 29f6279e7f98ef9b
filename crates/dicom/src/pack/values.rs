//! The values of a plane, moved and closed up so that JPEG-LS sees as few bits as possible.
//!
//! What the header says about signs, stored bits and padding is not believed: words are taken as they are. Values count
//! from the end of the widest gap (values are thought of as a circle, so that −1 and 0 are neighbours whether or not they
//! are signed), and where few values are in use they may be numbered in order.

/// Values 0 to 65,535 that are in use.
struct Used {
    bits: Vec<u64>,
    circle: usize,
}

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

/// The ways to write a plane that are worth trying: moved, and numbered where that saves a bit at least.
pub(super) fn ways(plane: &[u16], wide: bool) -> (Values, Option<Values>) {
    let used = Used::of(plane, wide);
    let origin = used.after_widest_gap();
    let distances = used.distances(origin);
    let range = distances.last().copied().unwrap_or(0);
    let moved = Values {
        origin,
        numbered: Vec::new(),
        depth: depth_of(range),
    };
    let count = u16::try_from(distances.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let numbered = (depth_of(count) < moved.depth).then(|| Values {
        origin,
        depth: depth_of(count),
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

impl Used {
    fn of(plane: &[u16], wide: bool) -> Self {
        let circle = usize::from(mask(wide)) + 1;
        let mut seen = vec![false; circle];
        for value in plane {
            if let Some(seen) = seen.get_mut(usize::from(*value)) {
                *seen = true;
            }
        }
        let bits = seen.chunks(64).map(|chunk| {
            let one = |word: u64, (bit, seen): (u32, &bool)| word | u64::from(*seen) << bit;
            (0..).zip(chunk).fold(0, one)
        });
        Self {
            bits: bits.collect(),
            circle,
        }
    }

    /// The values in use, rising.
    fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        (0..=u16::MAX)
            .step_by(64)
            .zip(&self.bits)
            .flat_map(|(first, word)| {
                let word = *word;
                (0..64_u16)
                    .filter(move |bit| word >> bit & 1 == 1)
                    .map(move |bit| first + bit)
            })
    }

    fn after_widest_gap(&self) -> u16 {
        let Some(first) = self.iter().next() else {
            return 0;
        };
        let last = self.iter().last().unwrap_or(first);
        let around = self.circle - usize::from(last) + usize::from(first);
        let (mut widest, mut origin) = (around, first);
        for (before, after) in self.iter().zip(self.iter().skip(1)) {
            let gap = usize::from(after - before);
            if gap > widest {
                (widest, origin) = (gap, after);
            }
        }
        origin
    }

    fn distances(&self, origin: u16) -> Vec<u16> {
        let mask = u16::try_from(self.circle - 1).unwrap_or(u16::MAX);
        let from_origin = self.iter().filter(|value| *value >= origin);
        let around = self.iter().filter(|value| *value < origin);
        from_origin
            .chain(around)
            .map(|value| value.wrapping_sub(origin) & mask)
            .collect()
    }
}
