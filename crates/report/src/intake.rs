//! What the patient tells: the sealed intake form.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Level, NotReadable, ServiceLevel, Side, json, procedure};

/// The answers of the patient's pages, one question each; sealed in the intake compartment.
///
/// Almost all of it may be absent: a clinic opens a case from a terminal with less.
/// [`IntakeForm::for_submission`] says what must be there, [`IntakeForm::gaps`] what a coordinator would ask for.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct IntakeForm {
    /// Who answers.
    pub for_whom: ForWhom,
    /// Whose images these are.
    pub patient: Patient,
    /// Other people whom the disc names, of whom the patient said that they are the same person.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named_on_disc: Vec<Patient>,
    /// The planned operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ChosenProcedure>,
    /// Side of the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Spine levels of the operation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Date of the operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surgery_date: Option<Date>,
    /// Who operates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surgeon: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hospital: Option<String>,
    /// Who wrote the original report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_radiologist: Option<String>,
    /// What worries the patient; the question to the radiologist.
    pub question: String,
    /// Complaints, earlier operations, illnesses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<String>,
    /// Telephone for urgent results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// How an urgent result should reach the patient.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgent_wish: Option<UrgentWish>,
    /// How fast.
    pub service: ServiceLevel,
    /// That the list of warning signs was answered, each with no. It does not say that anything is safe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning_signs_answered: Option<WarningSignsAnswered>,
    /// What was consented to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
}

/// Who answers the questions.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum ForWhom {
    /// The patient.
    #[default]
    #[serde(rename = "self")]
    Oneself,
    /// Somebody acting for the patient, with keys of their own.
    Relative {
        /// Name of that person.
        name: String,
        /// What they are to the patient, in words.
        relation: String,
    },
}

/// Whose images these are, compared with the disc before anything leaves the device.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Patient {
    /// Name as a person writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Date of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
}

/// The planned operation: a code of the list, and the words shown for it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ChosenProcedure {
    /// Code of [`procedures`](crate::procedures), or `other`.
    pub code: String,
    /// The label, or what the patient wrote.
    pub text: String,
}

impl ChosenProcedure {
    /// From a code of the list; anything else is kept word for word as `other`.
    pub fn from_code_or_text(text: &str) -> Self {
        match procedure(text) {
            Some(known) => Self {
                code: known.code.clone(),
                text: known.label.en.clone(),
            },
            None => Self {
                code: "other".to_owned(),
                text: text.to_owned(),
            },
        }
    }
}

/// How an urgent result should reach the patient.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UrgentWish {
    /// Somebody calls before the report can be read.
    CallFirst,
    /// The patient reads it alone.
    ReadAlone,
    /// The patient reads it together with a doctor.
    WithDoctor,
}

/// Proof that the warning signs were shown and answered.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct WarningSignsAnswered {
    /// Version of the list.
    pub list_version: u32,
    /// Milliseconds since 1970-01-01 UTC.
    pub at: u64,
}

/// Consent to a text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Consent {
    /// Version of the text that was shown.
    pub text_version: String,
    /// BCP 47 language in which it was shown.
    pub language: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub at: u64,
    /// Consent that the practice reads in a disc that comes by post, if the patient posts one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_post: Option<PostingConsent>,
}

/// Consent that the practice reads a posted disc into the case.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct PostingConsent {
    /// Version of the text that was shown.
    pub text_version: String,
    /// BCP 47 language in which it was shown.
    pub language: String,
    /// Milliseconds since 1970-01-01 UTC.
    pub at: u64,
}

impl IntakeForm {
    /// Reads the JSON of an opened form.
    pub fn from_json(bytes: &[u8]) -> Result<Self, NotReadable> {
        json::read("intake form", "Ask the practice for help.", bytes)
    }

    /// The JSON that is sealed.
    pub fn to_json(&self) -> Vec<u8> {
        json::write(self)
    }

    /// Checks what must be there before a case may be submitted.
    pub fn for_submission(&self) -> Result<(), IntakeRefusal> {
        if self.consent.is_none() {
            return Err(IntakeRefusal::NoConsent);
        }
        if self.question.trim().is_empty() {
            return Err(IntakeRefusal::NoQuestion);
        }
        if let ForWhom::Relative { name, relation } = &self.for_whom
            && (name.trim().is_empty() || relation.trim().is_empty())
        {
            return Err(IntakeRefusal::RelativeUnnamed);
        }
        Ok(())
    }

    /// What the pages ask for and this form does not have, in the order of the pages.
    pub fn gaps(&self) -> Vec<IntakeGap> {
        let chosen = self.procedure.as_ref();
        let known = chosen.and_then(|chosen| procedure(&chosen.code));
        let missing = [
            (IntakeGap::WarningSigns, self.warning_signs_answered.is_none()),
            (IntakeGap::PatientName, self.patient.name.is_none()),
            (IntakeGap::BirthDate, self.patient.birth_date.is_none()),
            (IntakeGap::Procedure, chosen.is_none()),
            (
                IntakeGap::Side,
                self.side.is_none() && known.is_some_and(|known| known.side_applies),
            ),
            (
                IntakeGap::Levels,
                self.levels.is_empty() && known.is_some_and(|known| known.level_applies),
            ),
            (IntakeGap::SurgeryDate, self.surgery_date.is_none()),
            (IntakeGap::Surgeon, self.surgeon.is_none()),
            (IntakeGap::Hospital, self.hospital.is_none()),
            (IntakeGap::FirstRadiologist, self.first_radiologist.is_none()),
            (IntakeGap::Telephone, self.telephone.is_none()),
            (IntakeGap::UrgentWish, self.urgent_wish.is_none()),
            (IntakeGap::History, self.history.is_none()),
        ];
        missing
            .into_iter()
            .filter_map(|(gap, is_missing)| is_missing.then_some(gap))
            .collect()
    }
}

/// Something the form does not say.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is named after the field of the form")]
pub enum IntakeGap {
    WarningSigns,
    PatientName,
    BirthDate,
    Procedure,
    Side,
    Levels,
    SurgeryDate,
    Surgeon,
    Hospital,
    FirstRadiologist,
    Telephone,
    UrgentWish,
    History,
}

/// Why a case cannot be submitted yet.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum IntakeRefusal {
    /// No consent.
    #[error("The patient has to consent first. Read the consent text and confirm it.")]
    NoConsent,
    /// No question.
    #[error("Write in a sentence what you would like to know.")]
    NoQuestion,
    /// A relative without name or relation.
    #[error("Give your own name and what you are to the patient.")]
    RelativeUnnamed,
}

impl IntakeRefusal {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoConsent => "no-consent",
            Self::NoQuestion => "no-question",
            Self::RelativeUnnamed => "relative-unnamed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consented() -> IntakeForm {
        IntakeForm {
            question: "Is the nerve at L5 touched?".into(),
            consent: Some(Consent {
                text_version: "2026-11".into(),
                language: "de".into(),
                at: 1_795_000_000_000,
                by_post: None,
            }),
            ..IntakeForm::default()
        }
    }

    #[test]
    fn a_clinic_may_submit_a_case_with_a_question_and_consent_alone() {
        assert_eq!(consented().for_submission(), Ok(()));
        assert_eq!(
            IntakeForm::default().for_submission(),
            Err(IntakeRefusal::NoConsent)
        );
        let silent = IntakeForm {
            question: " ".into(),
            ..consented()
        };
        assert_eq!(silent.for_submission(), Err(IntakeRefusal::NoQuestion));
    }

    #[test]
    fn whoever_acts_for_a_patient_says_who_they_are() {
        let nameless = ForWhom::Relative {
            name: String::new(),
            relation: "daughter".into(),
        };
        let form = IntakeForm {
            for_whom: nameless,
            ..consented()
        };
        assert_eq!(form.for_submission(), Err(IntakeRefusal::RelativeUnnamed));
    }

    #[test]
    fn side_and_level_are_asked_only_where_they_mean_something() {
        let with = |code: &str| {
            IntakeForm {
                procedure: Some(ChosenProcedure::from_code_or_text(code)),
                ..consented()
            }
            .gaps()
        };
        assert!(with("lumbar-decompression").contains(&IntakeGap::Levels));
        assert!(!with("knee-replacement").contains(&IntakeGap::Levels));
        assert!(with("knee-replacement").contains(&IntakeGap::Side));
        assert!(!with("something of my own").contains(&IntakeGap::Side));
    }

    #[test]
    fn a_form_of_a_newer_client_is_still_read() {
        let newer = br#"{"question":"q","service":"express","shoe_size":43}"#;
        assert_eq!(
            IntakeForm::from_json(newer).unwrap().service,
            ServiceLevel::Express
        );
    }

    #[test]
    fn consent_to_posting_is_written_only_where_it_was_given() {
        let mut form = consented();
        assert!(!String::from_utf8(form.to_json()).unwrap().contains("by_post"));
        form.consent.as_mut().unwrap().by_post = Some(PostingConsent {
            text_version: "2026-11".into(),
            language: "de".into(),
            at: 1_795_000_000_001,
        });
        assert_eq!(IntakeForm::from_json(&form.to_json()), Ok(form));
    }

    #[test]
    fn a_form_reads_back_as_it_was_written() {
        let form = IntakeForm {
            for_whom: ForWhom::Relative {
                name: "Lea Muster".into(),
                relation: "daughter".into(),
            },
            patient: Patient {
                name: Some("Anna Muster".into()),
                birth_date: Some(Date::constant(1961, 5, 4)),
            },
            procedure: Some(ChosenProcedure::from_code_or_text("lumbar-decompression")),
            side: Some(Side::Left),
            levels: vec!["L4/5".parse().unwrap()],
            surgery_date: Some(Date::constant(2026, 12, 3)),
            urgent_wish: Some(UrgentWish::CallFirst),
            ..consented()
        };
        assert_eq!(IntakeForm::from_json(&form.to_json()), Ok(form));
    }
}
