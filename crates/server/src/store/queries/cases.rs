//! Cases, each with its patient and its radiologist.

use overread_wire::{CaseId, PersonId};
use sqlx::query;

use super::Connection;
use super::values::{bytes, case_id, person};
use crate::store::Row;

pub(crate) async fn add_case(db: &mut Connection, case: CaseId, patient: PersonId) -> Row<()> {
    query("INSERT INTO cases (case_id, patient) VALUES ($1, $2)")
        .bind(bytes(case.as_bytes()))
        .bind(bytes(patient.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

/// Who opened a case.
pub(crate) async fn patient(db: &mut Connection, case: CaseId) -> Row<Option<PersonId>> {
    let row = query("SELECT patient FROM cases WHERE case_id = $1")
        .bind(bytes(case.as_bytes()))
        .fetch_optional(db)
        .await?;
    row.map(|row| person(&row, 0)).transpose()
}

pub(crate) async fn set_radiologist(
    db: &mut Connection,
    case: CaseId,
    radiologist: Option<PersonId>,
) -> Row<()> {
    query("UPDATE cases SET radiologist = $1 WHERE case_id = $2")
        .bind(radiologist.map(|radiologist| bytes(radiologist.as_bytes())))
        .bind(bytes(case.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

/// All cases after `after`, in the order of their names.
pub(crate) async fn all_cases(db: &mut Connection, after: CaseId, limit: i64) -> Row<Vec<CaseId>> {
    query("SELECT case_id FROM cases WHERE case_id > $1 ORDER BY case_id LIMIT $2")
        .bind(bytes(after.as_bytes()))
        .bind(limit)
        .fetch_all(db)
        .await?
        .iter()
        .map(|row| case_id(row, 0))
        .collect()
}

/// The cases a person is patient or radiologist of.
pub(crate) async fn cases_of(
    db: &mut Connection,
    who: PersonId,
    after: CaseId,
    limit: i64,
) -> Row<Vec<CaseId>> {
    query(
        "SELECT case_id FROM cases WHERE (patient = $1 OR radiologist = $1) AND case_id > $2 \
         ORDER BY case_id LIMIT $3",
    )
    .bind(bytes(who.as_bytes()))
    .bind(bytes(after.as_bytes()))
    .bind(limit)
    .fetch_all(db)
    .await?
    .iter()
    .map(|row| case_id(row, 0))
    .collect()
}
