//! The radiologist's declaration of independence.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::IntakeForm;

/// What the radiologist declares before reading: no part in the operation, the hospital or the first reading.
/// The names are kept as they were shown, so that the declaration can be read years later.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Independence {
    /// Towards the surgeon.
    pub surgeon: IndependentOf,
    /// Towards the hospital.
    pub hospital: IndependentOf,
    /// Towards the radiologist of the original report.
    pub first_radiologist: IndependentOf,
}

/// The declaration towards one party.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct IndependentOf {
    /// The name as shown; `None` where the patient named nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Declared independent.
    pub independent: bool,
}

impl Independence {
    /// Declares independence of the given parties, with the names of the patient's form.
    pub fn of(form: &IntakeForm, parties: &[Party]) -> Self {
        let declare = |party: Party, name: &Option<String>| IndependentOf {
            name: name.clone(),
            independent: parties.contains(&party),
        };
        Self {
            surgeon: declare(Party::Surgeon, &form.surgeon),
            hospital: declare(Party::Hospital, &form.hospital),
            first_radiologist: declare(Party::FirstRadiologist, &form.first_radiologist),
        }
    }

    /// Declares independence of all three.
    pub fn of_all(form: &IntakeForm) -> Self {
        Self::of(form, &Party::ALL)
    }

    /// The named parties towards whom nothing was declared. Only an empty list lets a radiologist accept and sign.
    pub fn missing(&self) -> Vec<Party> {
        Party::ALL
            .into_iter()
            .filter(|party| {
                let towards = self.towards(*party);
                towards.name.is_some() && !towards.independent
            })
            .collect()
    }

    /// The declaration towards `party`.
    pub fn towards(&self, party: Party) -> &IndependentOf {
        match party {
            Party::Surgeon => &self.surgeon,
            Party::Hospital => &self.hospital,
            Party::FirstRadiologist => &self.first_radiologist,
        }
    }
}

/// Somebody a radiologist has to be independent of.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// Who operates.
    Surgeon,
    /// Where the operation takes place.
    Hospital,
    /// Who wrote the original report.
    FirstRadiologist,
}

impl Party {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Surgeon, Self::Hospital, Self::FirstRadiologist];
}

/// The word is not one of the three parties.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
#[error("Declare independence of surgeon, hospital or first-radiologist.")]
pub struct UnknownParty;

impl UnknownParty {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        "unknown-party"
    }
}

impl FromStr for Party {
    type Err = UnknownParty;

    fn from_str(word: &str) -> Result<Self, UnknownParty> {
        match word {
            "surgeon" => Ok(Self::Surgeon),
            "hospital" => Ok(Self::Hospital),
            "first-radiologist" | "first_radiologist" => Ok(Self::FirstRadiologist),
            _ => Err(UnknownParty),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_radiologist_must_be_independent_of_everybody_who_was_named() {
        let form = IntakeForm {
            surgeon: Some("Dr Ruth Keller".into()),
            first_radiologist: Some("Dr Jan Vogt".into()),
            ..IntakeForm::default()
        };
        assert_eq!(Independence::of_all(&form).missing(), []);
        assert_eq!(
            Independence::of(&form, &[Party::Surgeon]).missing(),
            [Party::FirstRadiologist]
        );
    }
}
