//! Moments, as milliseconds of Unix time. Clocks are an argument everywhere; nothing here reads one.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
#[cbor(transparent)]
#[serde(transparent)]
pub struct Timestamp(#[n(0)] pub u64);

impl Timestamp {
    /// How far a signed time may lie from the server's clock.
    pub const TOLERANCE_MS: u64 = 2 * 60 * 1000;

    /// The moment `hours` later.
    #[must_use]
    pub fn plus_hours(self, hours: u64) -> Self {
        self.plus_ms(hours.saturating_mul(3_600_000))
    }

    /// The moment `ms` milliseconds later.
    #[must_use]
    pub fn plus_ms(self, ms: u64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; zero when it lies ahead.
    pub fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Whether this moment lies within the tolerance of `clock`.
    pub fn is_near(self, clock: Self) -> bool {
        self.0.abs_diff(clock.0) <= Self::TOLERANCE_MS
    }
}
