//! How sure, in words and numbers.

use serde::Serialize;

/// Message keys and numbers of a certainty band (Diagnostic Certainty Scale, Brigham and Women's Hospital, 2020).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct CertaintyWords {
    /// The band as reports write it, such as `most_likely`.
    pub band: &'static str,
    /// Key of the word.
    pub word_key: &'static str,
    /// Key of the range; its arguments are `low` and `high`, in percent.
    pub range_key: &'static str,
    /// Lower end in percent.
    pub low: u8,
    /// Upper end in percent.
    pub high: u8,
}

/// The bands, the surest first.
const BANDS: [CertaintyWords; 6] = [
    band(
        "established",
        "certainty-established",
        "certainty-established-range",
        100,
        100,
    ),
    band(
        "most_likely",
        "certainty-most_likely",
        "certainty-most_likely-range",
        90,
        100,
    ),
    band("likely", "certainty-likely", "certainty-likely-range", 75, 90),
    band(
        "may_represent",
        "certainty-may_represent",
        "certainty-may_represent-range",
        25,
        75,
    ),
    band(
        "unlikely",
        "certainty-unlikely",
        "certainty-unlikely-range",
        5,
        25,
    ),
    band(
        "very_unlikely",
        "certainty-very_unlikely",
        "certainty-very_unlikely-range",
        0,
        5,
    ),
];

/// Words for all bands, the surest first.
pub fn certainty_words() -> &'static [CertaintyWords] {
    &BANDS
}

const fn band(
    band: &'static str,
    word_key: &'static str,
    range_key: &'static str,
    low: u8,
    high: u8,
) -> CertaintyWords {
    CertaintyWords {
        band,
        word_key,
        range_key,
        low,
        high,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_ends_with_the_word_reports_use() {
        for words in certainty_words() {
            assert_eq!(words.word_key, format!("certainty-{}", words.band));
            assert_eq!(words.range_key, format!("certainty-{}-range", words.band));
        }
    }

    #[test]
    fn neighbouring_bands_meet() {
        assert!(
            certainty_words()
                .windows(2)
                .all(|pair| pair[0].low == pair[1].high)
        );
    }
}
