//! Spine levels: a vertebra (L4) or a segment between two neighbours (L4/5).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The regions of the spine from above, with their number of vertebrae.
const REGIONS: [(char, u8); 4] = [('C', 7), ('T', 12), ('L', 5), ('S', 5)];

/// A vertebra C1 to S5, or the segment between two neighbouring ones.
///
/// Written `L4`, `L4/5`, `L5/S1`; `L4/L5`, `L4-5` and the German `Th12` are read as well.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Level {
    upper: Vertebra,
    segment: bool,
}

/// Position from the top: C1 is 0, S5 is 28.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
struct Vertebra(u8);

impl Level {
    /// Whether this is a segment (a disc level) and not a single vertebra.
    pub fn is_segment(self) -> bool {
        self.segment
    }

    /// Whether counting vertebrae matters here: a transitional vertebra can shift thoracic, lumbar and sacral levels.
    pub fn needs_numbering(self) -> bool {
        self.upper.name().0 != 'C'
    }
}

/// The text is not a level of the spine.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("Give the spine level as a vertebra such as L4 or a segment such as L4/5 or L5/S1.")]
pub struct UnknownLevel;

impl UnknownLevel {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        "unknown-level"
    }
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, UnknownLevel> {
        let text = text.trim().to_ascii_uppercase();
        let Some((above, below)) = text.split_once(['/', '-']) else {
            let upper = Vertebra::parse(&text, None)?;
            return Ok(Self {
                upper,
                segment: false,
            });
        };
        let upper = Vertebra::parse(above, None)?;
        let lower = Vertebra::parse(below, Some(upper.name().0))?;
        // Only neighbours have a disc between them; a range is written as several levels.
        if upper.0.checked_add(1) != Some(lower.0) {
            return Err(UnknownLevel);
        }
        Ok(Self { upper, segment: true })
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (region, number) = self.upper.name();
        write!(f, "{region}{number}")?;
        if self.segment {
            match Vertebra(self.upper.0 + 1).name() {
                (below, number) if below == region => write!(f, "/{number}")?,
                (below, number) => write!(f, "/{below}{number}")?,
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for Level {
    type Error = UnknownLevel;

    fn try_from(text: String) -> Result<Self, UnknownLevel> {
        text.parse()
    }
}

impl From<Level> for String {
    fn from(level: Level) -> Self {
        level.to_string()
    }
}

impl Vertebra {
    /// Reads `L4`, `TH4`, or only `5` where the region is known from the vertebra above.
    fn parse(text: &str, region_above: Option<char>) -> Result<Self, UnknownLevel> {
        let digits = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let letters = text.strip_suffix(digits).ok_or(UnknownLevel)?;
        let region = match letters {
            "" => region_above.ok_or(UnknownLevel)?,
            "C" => 'C',
            "T" | "TH" => 'T',
            "L" => 'L',
            "S" => 'S',
            _ => return Err(UnknownLevel),
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) || digits.starts_with('0') {
            return Err(UnknownLevel);
        }
        let number: u8 = digits.parse().map_err(|_| UnknownLevel)?;
        let mut above = 0;
        for (name, count) in REGIONS {
            if name == region {
                return if (1..=count).contains(&number) {
                    Ok(Self(above + number - 1))
                } else {
                    Err(UnknownLevel)
                };
            }
            above += count;
        }
        Err(UnknownLevel)
    }

    fn name(self) -> (char, u8) {
        let mut left = self.0;
        for (region, count) in REGIONS {
            if left < count {
                return (region, left + 1);
            }
            left -= count;
        }
        ('S', 5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vertebra_and_every_segment_reads_back_as_it_was_written() {
        for position in 0..29 {
            let vertebra = Level {
                upper: Vertebra(position),
                segment: false,
            };
            assert_eq!(vertebra.to_string().parse(), Ok(vertebra));
            if position < 28 {
                let segment = Level {
                    upper: Vertebra(position),
                    segment: true,
                };
                assert_eq!(segment.to_string().parse(), Ok(segment));
            }
        }
    }

    #[test]
    fn the_usual_spellings_mean_the_same_level() {
        for (spelling, written) in [
            ("L4/L5", "L4/5"),
            ("l4-5", "L4/5"),
            ("L5-S1", "L5/S1"),
            ("Th12/L1", "T12/L1"),
            (" c7/t1", "C7/T1"),
        ] {
            assert_eq!(spelling.parse::<Level>().unwrap().to_string(), written);
        }
    }

    #[test]
    fn what_is_not_a_level_is_refused() {
        for text in [
            "", "L", "L0", "L6", "L04", "C8", "T13", "S6", "L4/S1", "L3/5", "L5/4", "L4/5/6", "4/5", "X1",
            "L٤", "L4+",
        ] {
            assert_eq!(text.parse::<Level>(), Err(UnknownLevel), "{text}");
        }
    }
}
