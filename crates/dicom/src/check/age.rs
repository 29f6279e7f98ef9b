//! How old a study was on the day of the question.

use serde::Serialize;

use super::{Check, CheckCode, CheckResult, rules::rules};
use crate::{Inventory, Study};

/// A note where a study is older, on a day given as `2026-12-20`, than such an examination should be. Nothing where it
/// is not, `cannot_check` where the study has no date.
pub fn old_study(study: &Study, on: &str) -> Option<Check> {
    let on = months(on)?;
    let Some(date) = study.date.as_deref().and_then(months) else {
        return Some(Check::new(
            CheckCode::OldStudy,
            CheckResult::CannotCheck,
            &[],
            "The study has no date".to_owned(),
        ));
    };
    let descriptions = study
        .series
        .iter()
        .filter_map(|series| series.description.as_deref());
    let texts: Vec<String> = study
        .description
        .as_deref()
        .into_iter()
        .chain(descriptions)
        .map(str::to_uppercase)
        .collect();
    let rules = &rules().age;
    let named = |words: &[String]| {
        words
            .iter()
            .any(|word| texts.iter().any(|text| text.contains(word.as_str())))
    };
    let limit = rules
        .exams
        .iter()
        .find(|exam| named(&exam.words))
        .map_or(rules.months, |exam| exam.months);
    let age = on - date;
    (age > f64::from(limit)).then(|| {
        Check::new(
            CheckCode::OldStudy,
            CheckResult::Note,
            &[("months", age.floor()), ("limit_months", f64::from(limit))],
            format!("The study is {age:.0} months old; {limit} months are usual"),
        )
    })
}

/// A study that is older than such an examination should be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OldStudy {
    /// Study Instance UID.
    pub uid: String,
    /// Whole months.
    pub months: f64,
}

/// The studies of a disc that are old on a day given as `2026-12-20`.
pub fn old_studies(inventory: &Inventory, on: &str) -> Vec<OldStudy> {
    let studies = inventory.patients.iter().flat_map(|patient| &patient.studies);
    let old = studies.filter_map(|study| {
        let check = old_study(study, on)?;
        let months = *check.numbers.get("months")?;
        let uid = study.uid.clone();
        Some(OldStudy { uid, months })
    });
    old.collect()
}

/// Months since year 0, days as a fraction.
fn months(date: &str) -> Option<f64> {
    let mut parts = date.split('-').map(str::parse::<u32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    (parts.next().is_none() && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then(|| f64::from(year) * 12.0 + f64::from(month) + f64::from(day) / 31.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn study(date: Option<&str>, description: &str) -> Study {
        Study {
            uid: "1.2".to_owned(),
            date: date.map(str::to_owned),
            time: None,
            description: Some(description.to_owned()),
            accession: None,
            institution: None,
            referring_physician: None,
            series: Vec::new(),
            checks: Vec::new(),
        }
    }

    #[test]
    fn a_study_is_old_after_half_a_year_and_staging_after_three_months() {
        let old = |date, description| old_study(&study(Some(date), description), "2026-12-20").is_some();
        assert!(!old("2026-07-01", "MR Knie"));
        assert!(old("2026-05-01", "MR Knie"));
        assert!(old("2026-07-01", "CT Staging"));
        let undated = old_study(&study(None, "CT"), "2026-12-20").unwrap();
        assert_eq!(undated.result, CheckResult::CannotCheck);
        assert_eq!(old_study(&study(None, "CT"), "tomorrow"), None);
    }
}
