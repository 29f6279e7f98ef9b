//! Service levels, and the clock that runs from submission to the signed report.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// How soon the report is due after submission.
#[derive(
    Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// 72 hours.
    #[n(0)]
    Standard,
    /// 48 hours.
    #[n(1)]
    Express,
    /// 24 hours.
    #[n(2)]
    Priority,
}

impl Service {
    /// All levels, slowest first.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Express, Self::Priority];

    /// Hours from submission to the deadline.
    pub const fn hours(self) -> u64 {
        match self {
            Self::Standard => 72,
            Self::Express => 48,
            Self::Priority => 24,
        }
    }
}

/// The time that is left: it stops while the practice waits for the patient and goes on afterwards.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Clock {
    deadline: Timestamp,
    stopped: Option<Timestamp>,
}

impl Clock {
    /// A running clock that is due `service` after `submitted`.
    pub fn start(submitted: Timestamp, service: Service) -> Self {
        Self {
            deadline: submitted.plus_hours(service.hours()),
            stopped: None,
        }
    }

    /// When the report is due; while the clock stands still, as if it went on at `now`.
    pub fn deadline(&self, now: Timestamp) -> Timestamp {
        match self.stopped {
            Some(stopped) => self.deadline.plus_ms(now.since(stopped)),
            None => self.deadline,
        }
    }

    /// Whether it stands still.
    pub fn is_stopped(&self) -> bool {
        self.stopped.is_some()
    }

    pub(super) fn stop(&mut self, at: Timestamp) {
        self.stopped.get_or_insert(at);
    }

    /// Goes on if it stood.
    pub(super) fn go_on(&mut self, at: Timestamp) {
        self.deadline = self.deadline(at);
        self.stopped = None;
    }

    /// The operation moved: due `service` after `at` if that is earlier.
    pub(super) fn hasten(&mut self, at: Timestamp, service: Service) {
        self.deadline = self.deadline(at).min(at.plus_hours(service.hours()));
        self.stopped = self.stopped.map(|_| at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_for_the_patient_does_not_use_up_the_radiologists_time() {
        let noon = Timestamp(1_000_000_000_000);
        let mut clock = Clock::start(noon, Service::Express);
        clock.stop(noon.plus_hours(10));
        assert_eq!(clock.deadline(noon.plus_hours(30)), noon.plus_hours(68));
        clock.go_on(noon.plus_hours(40));
        assert_eq!(clock.deadline(noon.plus_hours(41)), noon.plus_hours(78));
    }

    #[test]
    fn an_earlier_operation_only_ever_brings_the_report_forward() {
        let noon = Timestamp(1_000_000_000_000);
        let mut clock = Clock::start(noon, Service::Standard);
        clock.hasten(noon.plus_hours(10), Service::Priority);
        assert_eq!(clock.deadline(noon), noon.plus_hours(34));
        clock.hasten(noon.plus_hours(20), Service::Standard);
        assert_eq!(clock.deadline(noon), noon.plus_hours(34));
    }
}
