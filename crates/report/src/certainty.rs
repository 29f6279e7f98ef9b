//! How sure the radiologist is, in six bands.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// A band of the Diagnostic Certainty Scale (Brigham and Women's Hospital, 2020), with "established" above it for
/// what needs no scale.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Below 5 %.
    VeryUnlikely,
    /// 5 to 25 %.
    Unlikely,
    /// 25 to 75 %.
    MayRepresent,
    /// 75 to 90 %.
    Likely,
    /// Above 90 %.
    MostLikely,
    /// Stated without reserve.
    Established,
}

impl Certainty {
    /// All bands, the surest first.
    pub const ALL: [Self; 6] = [
        Self::Established,
        Self::MostLikely,
        Self::Likely,
        Self::MayRepresent,
        Self::Unlikely,
        Self::VeryUnlikely,
    ];

    /// The word used in JSON and in message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::Established => "established",
            Self::MostLikely => "most_likely",
            Self::Likely => "likely",
            Self::MayRepresent => "may_represent",
            Self::Unlikely => "unlikely",
            Self::VeryUnlikely => "very_unlikely",
        }
    }

    /// The band in percent; neighbouring bands meet.
    pub fn percent(self) -> RangeInclusive<u8> {
        match self {
            Self::Established => 100..=100,
            Self::MostLikely => 90..=100,
            Self::Likely => 75..=90,
            Self::MayRepresent => 25..=75,
            Self::Unlikely => 5..=25,
            Self::VeryUnlikely => 0..=5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bands_cover_nought_to_a_hundred_without_a_gap() {
        for pair in Certainty::ALL.windows(2) {
            assert_eq!(pair[0].percent().start(), pair[1].percent().end());
            assert!(pair[0] > pair[1]);
        }
        assert_eq!(*Certainty::VeryUnlikely.percent().start(), 0);
    }

    #[test]
    fn the_key_is_the_word_in_the_file() {
        for band in Certainty::ALL {
            assert_eq!(
                serde_json::to_string(&band).unwrap(),
                format!("\"{}\"", band.key())
            );
        }
    }
}
