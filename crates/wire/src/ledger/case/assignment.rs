//! The radiologist of a case and how far the reading has come.

use serde::{Deserialize, Serialize};

use crate::ledger::HalfCommitment;
use crate::{ObjectRef, PersonId};

/// The radiologist of a case and how far the reading has come.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Assignment {
    /// Who reads.
    pub radiologist: PersonId,
    /// The epoch of keys that started with the assignment.
    pub epoch: u32,
    /// What the server holds back until the first read is committed.
    pub halves: Vec<HalfCommitment>,
    /// How far the reading has come.
    pub standing: Standing,
    /// The sealed first read, once committed.
    pub first_read: Option<ObjectRef>,
    /// The declaration of independence, once accepted.
    pub declaration: Option<ObjectRef>,
    /// Whether the original report was opened during this assignment.
    pub revealed: bool,
}

/// How far an assignment has come.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Asked, not answered.
    Asked,
    /// Declared independent and reading.
    Accepted,
    /// The first read is on the record.
    Committed,
    /// The original report was opened.
    Revealed,
    /// The report is signed.
    Signed,
}
