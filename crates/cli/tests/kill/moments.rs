//! Random moments, the same ones for the same seed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long to wait before the next kill.
pub struct Moments {
    state: u64,
    within: Duration,
}

impl Moments {
    /// `OVERREAD_SEED` chooses them; otherwise the clock does, and a failure prints what it chose.
    pub fn new() -> Self {
        let chosen = std::env::var("OVERREAD_SEED")
            .ok()
            .map(|seed| seed.parse().unwrap());
        let clock = || {
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap()
                .subsec_nanos()
                .into()
        };
        let seed = chosen.unwrap_or_else(clock);
        println!("OVERREAD_SEED={seed}");
        Self {
            state: seed,
            within: Duration::ZERO,
        }
    }

    /// From now on moments fall within this time.
    pub fn within(&mut self, time: Duration) {
        println!("kills come within {time:?}");
        self.within = time;
    }

    /// The next one (the generator `SplitMix64`).
    pub fn next(&mut self) -> Duration {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        self.within * u32::try_from(mixed >> 48).unwrap() / (1 << 16)
    }
}
