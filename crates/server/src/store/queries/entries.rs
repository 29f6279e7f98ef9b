//! The chain of each case.

use std::ops::Range;

use overread_wire::{CaseId, Hash, PersonId};
use sqlx::{Row as _, query, query_scalar};

use super::Connection;
use super::values::{bytes, case_id, fixed, natural, number};
use crate::store::Row;

pub(crate) async fn add_entry(
    db: &mut Connection,
    case: CaseId,
    seq: u64,
    hash: Hash,
    entry: &[u8],
) -> Row<()> {
    query("INSERT INTO entries (case_id, seq, hash, entry) VALUES ($1, $2, $3, $4)")
        .bind(bytes(case.as_bytes()))
        .bind(number(seq))
        .bind(bytes(hash.as_bytes()))
        .bind(entry)
        .execute(db)
        .await
        .map(|_| ())
}

/// Hash of the newest entry.
pub(crate) async fn head(db: &mut Connection, case: CaseId) -> Row<Option<Hash>> {
    let row = query("SELECT hash FROM entries WHERE case_id = $1 ORDER BY seq DESC LIMIT 1")
        .bind(bytes(case.as_bytes()))
        .fetch_optional(db)
        .await?;
    row.map(|row| fixed(&row, 0).map(Hash::from_bytes)).transpose()
}

/// The number of an entry.
pub(crate) async fn entry_number(db: &mut Connection, case: CaseId, hash: Hash) -> Row<Option<u64>> {
    let seq: Option<i64> = query_scalar("SELECT seq FROM entries WHERE case_id = $1 AND hash = $2")
        .bind(bytes(case.as_bytes()))
        .bind(bytes(hash.as_bytes()))
        .fetch_optional(db)
        .await?;
    seq.map(natural).transpose()
}

/// The entries of a case with these numbers.
pub(crate) async fn chain(db: &mut Connection, case: CaseId, numbers: Range<u64>) -> Row<Vec<Vec<u8>>> {
    query_scalar("SELECT entry FROM entries WHERE case_id = $1 AND seq >= $2 AND seq < $3 ORDER BY seq")
        .bind(bytes(case.as_bytes()))
        .bind(number(numbers.start))
        .bind(number(numbers.end))
        .fetch_all(db)
        .await
}

/// Every entry of every case a person is patient of, case by case.
pub(crate) async fn entries_of_patient(
    db: &mut Connection,
    patient: PersonId,
) -> Row<Vec<(CaseId, Vec<u8>)>> {
    query(
        "SELECT e.case_id, e.entry FROM cases c JOIN entries e ON e.case_id = c.case_id WHERE c.patient = $1 \
         ORDER BY e.case_id, e.seq",
    )
    .bind(bytes(patient.as_bytes()))
    .fetch_all(db)
    .await?
    .iter()
    .map(|row| Ok((case_id(row, 0)?, row.try_get(1)?)))
    .collect()
}

/// The cases that have objects, each with its newest entry.
pub(crate) async fn newest_entries(db: &mut Connection) -> Row<Vec<(CaseId, Vec<u8>)>> {
    query(
        "SELECT e.case_id, e.entry FROM entries e WHERE e.seq = (SELECT MAX(n.seq) FROM entries n WHERE n.case_id = e.case_id) \
         AND EXISTS (SELECT 1 FROM objects o WHERE o.case_id = e.case_id)",
    )
    .fetch_all(db)
    .await?
    .iter()
    .map(|row| Ok((case_id(row, 0)?, row.try_get(1)?)))
    .collect()
}
