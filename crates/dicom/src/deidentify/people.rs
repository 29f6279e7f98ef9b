//! New names, numbers and UIDs: the same for the same, and nothing that leads back without the secret.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::dates::{Change, Dates};
use crate::{Patient, person, uid};

/// Everything that is replaced by something made from the secret.
pub(super) struct People {
    secret: [u8; 32],
    dates: Dates,
    name: String,
    known: Vec<(Patient, Person)>,
}

/// What a person is called in the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// Number in order of appearance, from 0.
    pub(super) number: usize,
    /// Patient's Name.
    pub(super) name: String,
    /// Patient ID.
    pub(super) id: String,
    /// How dates are changed.
    pub(super) dates: Change,
}

impl People {
    pub(super) fn new(secret: [u8; 32], dates: Dates, name: String) -> Self {
        Self {
            secret,
            dates,
            name,
            known: Vec::new(),
        }
    }

    /// The person of a file, known from an earlier one or new.
    pub(super) fn person(&mut self, patient: &Patient) -> Person {
        if let Some((_, person)) = self
            .known
            .iter()
            .find(|(known, _)| person::is_same(known, patient))
        {
            return person.clone();
        }
        let number = self.known.len();
        let (id, days) = (self.number("person", number), self.number("dates", number));
        let person = Person {
            number,
            name: if number == 0 {
                self.name.clone()
            } else {
                format!("{} {}", self.name, number + 1)
            },
            id: format!("{id:08X}"),
            dates: match self.dates {
                Dates::Shift => Change::Back(365 + i64::from(days % (9 * 365))),
                Dates::Keep => Change::Keep,
                Dates::Remove => Change::Remove,
            },
        };
        self.known.push((patient.clone(), person.clone()));
        person
    }

    /// How many people there were.
    pub(super) fn count(&self) -> usize {
        self.known.len()
    }

    /// Another UID for a UID. Those that the standard itself gives to frames of reference and palettes stay.
    pub(super) fn uid(&self, old: &str) -> String {
        let old = old.trim_matches(['\0', ' ']);
        let well_known = ["1.2.840.10008.1.4.", "1.2.840.10008.1.5.", "1.2.840.10008.15."];
        let digits = |rest: &str| rest.len() <= 4 && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if old.is_empty()
            || well_known
                .iter()
                .any(|root| old.strip_prefix(root).is_some_and(digits))
        {
            return old.to_owned();
        }
        let hash = self.hash(&["uid", old]);
        uid::of_bytes(hash.first_chunk().copied().unwrap_or_default())
    }

    fn number(&self, what: &str, of: usize) -> u32 {
        let [a, b, c, d, ..] = self.hash(&[what, &of.to_string()]);
        u32::from_be_bytes([a, b, c, d])
    }

    fn hash(&self, parts: &[&str]) -> [u8; 32] {
        // A key of any length is right for HMAC.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.secret) else {
            return self.secret;
        };
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}
