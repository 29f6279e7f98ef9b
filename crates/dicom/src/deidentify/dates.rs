//! Dates and times of examinations: shifted by whole days, kept or removed.

/// What becomes of dates and times (PS3.15 E.3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dates {
    /// All dates of one person move back by the same number of days, one to ten years; times of day stay. What came first
    /// still comes first, and what lies between stays as long.
    #[default]
    Shift,
    /// Dates and times stay as they are.
    Keep,
    /// Dates and times are removed.
    Remove,
}

/// How dates of one person are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Back by so many days.
    Back(i64),
    Keep,
    Remove,
}

impl Change {
    /// The value of an element as it may be kept; nothing where it must go, which is also where it is no valid date, time or
    /// offset from UTC.
    pub(super) fn apply(self, vr: [u8; 2], value: &[u8]) -> Option<Vec<u8>> {
        let days = match self {
            Self::Back(days) => days,
            Self::Keep => 0,
            Self::Remove => return None,
        };
        let value = std::str::from_utf8(value).ok()?;
        let values = value
            .trim_matches(['\0', ' '])
            .split('\\')
            .map(|value| one(vr, value.trim(), days));
        let values: Vec<String> = values.collect::<Option<_>>()?;
        Some(values.join("\\").into_bytes())
    }
}

fn one(vr: [u8; 2], value: &str, days: i64) -> Option<String> {
    if value.is_empty() {
        return Some(String::new());
    }
    match &vr {
        b"DA" => {
            // ACR-NEMA wrote dots (PS3.5 §6.2).
            let digits: String = value.chars().filter(|c| *c != '.').collect();
            (digits.len() == 8).then(|| shifted(&digits, days))?
        }
        b"DT" => {
            let (date, rest) = value.split_at_checked(8)?;
            let valid = rest.len() <= 18
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-'));
            valid.then(|| Some(shifted(date, days)? + rest))?
        }
        b"TM" => is_time(value).then(|| value.to_owned()),
        // Timezone Offset From UTC
        _ => matches!(value.as_bytes(), [b'+' | b'-', digits @ ..] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit))
            .then(|| value.to_owned()),
    }
}

fn is_time(value: &str) -> bool {
    value.len() <= 16
        && value
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b':'))
}

fn shifted(date: &str, back: i64) -> Option<String> {
    if !date.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| date.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (year, month, day) = date_of(days_of(year, month, day) - back);
    (0..=9999)
        .contains(&year)
        .then(|| format!("{year:04}{month:02}{day:02}"))
}

/// Days since 1 March of the year 0 in the Gregorian calendar, counted in eras of 400 years.
fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

fn date_of(days: i64) -> (i64, i64, i64) {
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through_leap_years_and_centuries() {
        assert_eq!(shifted("20240301", 1).as_deref(), Some("20240229"));
        assert_eq!(shifted("20230301", 1).as_deref(), Some("20230228"));
        assert_eq!(shifted("20000301", 1).as_deref(), Some("20000229"));
        assert_eq!(shifted("19000301", 1).as_deref(), Some("19000228"));
        assert_eq!(shifted("20240101", 366).as_deref(), Some("20221231"));
        for days in [0, 1, 58, 59, 60, 365, 366, 146_096, 146_097, 730_000] {
            let (year, month, day) = date_of(days);
            assert_eq!(days_of(year, month, day), days);
        }
    }

    #[test]
    fn a_moment_keeps_its_time_of_day_and_zone() {
        let change = Change::Back(1);
        assert_eq!(
            change.apply(*b"DT", b"20240301101530.5+0100 "),
            Some(b"20240229101530.5+0100".to_vec())
        );
        assert_eq!(change.apply(*b"TM", b"101530"), Some(b"101530".to_vec()));
        assert_eq!(
            change.apply(*b"DA", b"20240301\\2024.03.02"),
            Some(b"20240229\\20240301".to_vec())
        );
    }

    #[test]
    fn what_is_no_date_does_not_pass_as_one() {
        for value in ["MUSTER^E", "2024", "20241399", "2024030\u{e4}"] {
            for change in [Change::Back(1), Change::Keep] {
                assert_eq!(change.apply(*b"DA", value.as_bytes()), None, "{value}");
                assert_eq!(change.apply(*b"DT", value.as_bytes()), None, "{value}");
            }
        }
        assert_eq!(Change::Keep.apply(*b"TM", b"noon"), None);
        assert_eq!(Change::Remove.apply(*b"DA", b"20240301"), None);
    }
}
