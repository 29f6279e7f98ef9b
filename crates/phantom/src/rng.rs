//! A small generator whose numbers never change between versions or machines: a seed names a disc for ever.

/// `SplitMix64` (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014). Not for secrets.
#[derive(Clone)]
pub(crate) struct Rng(u64);

impl Rng {
    /// A generator for one part of the disc, independent of all others and of the order of making them.
    pub(crate) fn of(parts: &[u64]) -> Self {
        let mut rng = Self(0);
        for part in parts {
            rng.0 ^= *part;
            rng.0 = rng.bits();
        }
        rng
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform in `low..high`.
    pub(crate) fn within(&mut self, low: f32, high: f32) -> f32 {
        let unit = (self.bits() >> 40) as f32 / 16_777_216.0;
        low + (high - low) * unit
    }

    /// Uniform in `0..limit`; 0 for an empty range.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.bits() >> 33) as usize % limit.max(1)
    }

    /// Nearly Gaussian with mean 0 and standard deviation 1: the sum of four uniforms, so that no
    /// transcendental function, which may differ between platforms, takes part.
    pub(crate) fn gaussian(&mut self) -> f32 {
        let bits = self.bits();
        let sum: u64 = (0..4).map(|k| (bits >> (16 * k)) & 0xFFFF).sum();
        (sum as f32 - 131_070.0) / 37_837.2
    }

    /// A UID below 2.25, made from 128 bits shaped as a version 8 UUID (PS3.5 B.2, RFC 9562 §5.8).
    pub(crate) fn uid(&mut self) -> String {
        let high = (self.bits() & !0xF000) | 0x8000;
        let low = (self.bits() >> 2) | (1 << 63);
        format!("2.25.{}", (u128::from(high) << 64) | u128::from(low))
    }
}
