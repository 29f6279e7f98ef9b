//! How fast: the three services, and which of them still leave time before the operation.

use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use thiserror::Error;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
const MINUTE_MS: i64 = 60_000;

/// Days that must lie between the report and the operation, so that patient and surgeon can still talk.
const DAYS_BEFORE_OPERATION: i64 = 2;

/// The time within which the report is signed, counted from the complete upload.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceLevel {
    /// 72 hours.
    #[default]
    Standard,
    /// 48 hours.
    Express,
    /// 24 hours.
    Priority,
}

impl ServiceLevel {
    /// All, the slowest first.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Express, Self::Priority];

    /// Hours until the report is due.
    pub fn hours(self) -> u16 {
        match self {
            Self::Standard => 72,
            Self::Express => 48,
            Self::Priority => 24,
        }
    }

    /// The word used in JSON and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Express => "express",
            Self::Priority => "priority",
        }
    }
}

/// The word is not a service.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("Choose the service: standard, express or priority.")]
pub struct UnknownService;

impl UnknownService {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        "unknown-service"
    }
}

impl FromStr for ServiceLevel {
    type Err = UnknownService;

    fn from_str(word: &str) -> Result<Self, UnknownService> {
        Self::ALL
            .into_iter()
            .find(|service| service.key() == word)
            .ok_or(UnknownService)
    }
}

/// A service, when it would be due, and whether it is offered.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ServiceOffer {
    /// Which.
    pub service: ServiceLevel,
    /// When the report would be due; milliseconds since 1970-01-01 UTC.
    pub due: i64,
    /// Whether that leaves two whole days before the day of the operation.
    pub offered: bool,
}

/// Which services can be offered at `now` (milliseconds since 1970-01-01 UTC) before an operation on `operation`.
///
/// A service is offered if it is due at least 48 hours before the day of the operation begins where the patient is,
/// `utc_offset_minutes` east of UTC. Without a date all are offered; with a date in the past none is.
pub fn offers(now: i64, utc_offset_minutes: i32, operation: Option<Date>) -> [ServiceOffer; 3] {
    let latest = operation.map(|day| {
        let days = day.duration_since(date(1970, 1, 1)).as_hours() / 24 - DAYS_BEFORE_OPERATION;
        days * DAY_MS - i64::from(utc_offset_minutes) * MINUTE_MS
    });
    ServiceLevel::ALL.map(|service| {
        let due = now.saturating_add(i64::from(service.hours()) * HOUR_MS);
        ServiceOffer {
            service,
            due,
            offered: latest.is_none_or(|latest| due <= latest),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday 23 November 2026, 21:00 in UTC.
    const NOW: i64 = 1_795_467_600_000;

    fn offered(operation: Option<Date>, offset: i32) -> Vec<ServiceLevel> {
        offers(NOW, offset, operation)
            .into_iter()
            .filter(|offer| offer.offered)
            .map(|offer| offer.service)
            .collect()
    }

    #[test]
    fn a_service_is_offered_only_if_two_whole_days_remain_before_the_operation() {
        use ServiceLevel::{Express, Priority, Standard};
        assert_eq!(offered(None, 0), [Standard, Express, Priority]);
        // Standard is due on Thursday at 21:00; Sunday begins 51 hours later, Saturday only 27.
        assert_eq!(
            offered(Some(date(2026, 11, 29)), 0),
            [Standard, Express, Priority]
        );
        assert_eq!(offered(Some(date(2026, 11, 28)), 0), [Express, Priority]);
        assert_eq!(offered(Some(date(2026, 11, 27)), 0), [Priority]);
        assert_eq!(offered(Some(date(2026, 11, 26)), 0), []);
        assert_eq!(offered(Some(date(2020, 1, 1)), 0), []);
    }

    #[test]
    fn the_day_of_the_operation_begins_where_the_patient_is() {
        // 3 hours to spare in UTC: gone four hours east of it.
        assert_eq!(offered(Some(date(2026, 11, 29)), 180).len(), 3);
        assert_eq!(offered(Some(date(2026, 11, 29)), 181).len(), 2);
    }
}
