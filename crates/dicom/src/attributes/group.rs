//! Values of one level of a data set, as numbers, dates and texts.

use std::collections::{BTreeMap, btree_map::Entry};

use super::tag::SPECIFIC_CHARACTER_SET;
use crate::{
    Problem,
    text::CharacterSet,
    walk::{Element, u16_of, u32_of},
};

/// Values of one level.
#[derive(Default)]
pub(crate) struct Group(BTreeMap<u32, (Vec<u8>, bool)>);

impl Group {
    /// Of an element that stands there twice, the first counts; then false.
    pub(crate) fn keep(&mut self, element: &Element, value: &[u8]) -> bool {
        let entry = self.0.entry(element.tag);
        let new = matches!(entry, Entry::Vacant(_));
        entry.or_insert_with(|| (value.to_vec(), element.syntax.big));
        new
    }

    /// Bytes of a value.
    pub(crate) fn bytes(&self, tag: u32) -> Option<&[u8]> {
        self.0.get(&tag).map(|(value, _)| value.as_slice())
    }

    /// A code, number or UID: ASCII without padding; absent where empty.
    pub(crate) fn code(&self, tag: u32) -> Option<String> {
        let text = String::from_utf8_lossy(self.bytes(tag)?);
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A valid UID (PS3.5 §9.1); absent otherwise.
    pub(crate) fn uid(&self, tag: u32) -> Option<String> {
        self.code(tag)
            .filter(|uid| uid.len() <= 64 && uid.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
    }

    /// A text by its character set; absent where empty.
    pub(crate) fn text(&self, tag: u32) -> Option<String> {
        let set = CharacterSet::new(self.bytes(SPECIFIC_CHARACTER_SET).unwrap_or_default());
        Some(set.decode(self.bytes(tag)?)).filter(|text| !text.is_empty())
    }

    /// What is wrong with the texts that a person is named by.
    pub(crate) fn text_problem(&self, tags: &[u32]) -> Option<Problem> {
        let set = CharacterSet::new(self.bytes(SPECIFIC_CHARACTER_SET).unwrap_or_default());
        if !set.known() {
            return Some(Problem::UnknownCharacterSet);
        }
        let sound = |tag: &u32| self.bytes(*tag).is_none_or(|text| set.fits(text));
        (!tags.iter().all(sound)).then_some(Problem::InvalidText)
    }

    /// An integer string.
    pub(crate) fn integer(&self, tag: u32) -> Option<i64> {
        let code = self.code(tag)?;
        code.split('\\')
            .next()?
            .trim()
            .trim_start_matches('+')
            .parse()
            .ok()
    }

    /// Decimal strings; those that are no finite number end the list.
    pub(crate) fn decimals(&self, tag: u32) -> Vec<f64> {
        let Some(code) = self.code(tag) else {
            return Vec::new();
        };
        code.split('\\')
            .map_while(|part| {
                part.trim()
                    .replace(',', ".")
                    .parse()
                    .ok()
                    .filter(|value: &f64| value.is_finite())
            })
            .collect()
    }

    /// The first decimal.
    pub(crate) fn decimal(&self, tag: u32) -> Option<f64> {
        self.decimals(tag).first().copied()
    }

    /// A floating point double, or a decimal string where a writer took that instead.
    pub(crate) fn double(&self, tag: u32) -> Option<f64> {
        let (value, big) = self.0.get(&tag)?;
        let number = match <[u8; 8]>::try_from(value.as_slice()) {
            Ok(bytes) if *big => f64::from_be_bytes(bytes),
            Ok(bytes) => f64::from_le_bytes(bytes),
            Err(_) => self.decimal(tag)?,
        };
        number.is_finite().then_some(number)
    }

    /// Exactly or at least `N` decimals.
    pub(crate) fn vector<const N: usize>(&self, tag: u32) -> Option<[f64; N]> {
        self.decimals(tag).first_chunk::<N>().copied()
    }

    /// An unsigned number of 16 or 32 bits.
    pub(crate) fn number(&self, tag: u32) -> Option<u32> {
        let (value, big) = self.0.get(&tag)?;
        match value.as_slice() {
            [a, b] => Some(u32::from(u16_of([*a, *b], *big))),
            [a, b, c, d] => Some(u32_of([*a, *b, *c, *d], *big)),
            _ => None,
        }
    }

    /// Several 16-bit numbers.
    pub(crate) fn words(&self, tag: u32) -> Vec<u16> {
        let Some((value, big)) = self.0.get(&tag) else {
            return Vec::new();
        };
        value
            .as_chunks::<2>()
            .0
            .iter()
            .map(|word| u16_of(*word, *big))
            .collect()
    }

    /// A date as ISO 8601; absent where it is none.
    pub(crate) fn date(&self, tag: u32) -> Option<String> {
        let digits: String = self
            .code(tag)?
            .chars()
            .filter(|c| !matches!(c, '.' | '-' | '/'))
            .collect();
        let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
        let in_range = |text: &str, max: u32| text.parse::<u32>().is_ok_and(|n| (1..=max).contains(&n));
        let valid = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
        (valid && in_range(year, 9999) && in_range(month, 12) && in_range(day, days_of(year, month)))
            .then(|| format!("{year}-{month}-{day}"))
    }

    /// A time as `HH:MM:SS`, missing parts as zero; absent where it is none.
    pub(crate) fn time(&self, tag: u32) -> Option<String> {
        let digits: String = self
            .code(tag)?
            .chars()
            .filter(|c| *c != ':')
            .take_while(char::is_ascii_digit)
            .collect();
        let part = |from: usize, max: u32| match digits.get(from..from + 2) {
            Some(text) => text.parse::<u32>().ok().filter(|n| *n <= max),
            None => (from > 0).then_some(0),
        };
        Some(format!(
            "{:02}:{:02}:{:02}",
            part(0, 23)?,
            part(2, 59)?,
            part(4, 60)?
        ))
    }
}

/// Days of a month (Gregorian).
fn days_of(year: &str, month: &str) -> u32 {
    let leap = |year: u32| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        "02" if year.parse().is_ok_and(leap) => 29,
        "02" => 28,
        "04" | "06" | "09" | "11" => 30,
        _ => 31,
    }
}
