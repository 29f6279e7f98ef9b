//! Whose report it is, and before which operation: what a surgeon compares with the person in front of them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ChosenProcedure, IntakeForm, Level, Patient, Side};

/// The patient and the planned operation as the intake form named them when the report was signed.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct Subject {
    /// Name and date of birth.
    pub patient: Patient,
    /// The planned operation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ChosenProcedure>,
    /// Its side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Its spine levels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surgery_date: Option<Date>,
}

impl Subject {
    /// What the form says of person and operation; nothing of complaints, history or telephone.
    pub fn of(form: &IntakeForm) -> Self {
        Self {
            patient: form.patient.clone(),
            procedure: form.procedure.clone(),
            side: form.side,
            levels: form.levels.clone(),
            surgery_date: form.surgery_date,
        }
    }
}
