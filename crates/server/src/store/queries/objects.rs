//! The objects of a case, and the bytes that they take up.

use overread_wire::{CaseId, Compartment, Hash, ObjectId, ObjectKind, PersonId};
use sqlx::{Row as _, query, query_scalar};

use super::values::{bytes, case_id, epoch, fixed, name, named, natural, number, person};
use super::{BackendRow, Connection};
use crate::store::{ObjectRow, Row};

/// False when an object of that name lies there already.
pub(crate) async fn add_object(db: &mut Connection, object: &ObjectRow) -> Row<bool> {
    let done = query(
        "INSERT INTO objects (case_id, object, compartment, kind, epoch, hash, size, uploader) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (case_id, object) DO NOTHING",
    )
    .bind(bytes(object.case.as_bytes()))
    .bind(bytes(object.object.as_bytes()))
    .bind(name(&object.compartment)?)
    .bind(name(&object.kind)?)
    .bind(i64::from(object.epoch))
    .bind(bytes(object.hash.as_bytes()))
    .bind(number(object.size))
    .bind(bytes(object.uploader.as_bytes()))
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn object(db: &mut Connection, case: CaseId, object: ObjectId) -> Row<Option<ObjectRow>> {
    let row = query(
        "SELECT case_id, object, compartment, kind, epoch, hash, size, uploader FROM objects \
         WHERE case_id = $1 AND object = $2",
    )
    .bind(bytes(case.as_bytes()))
    .bind(bytes(object.as_bytes()))
    .fetch_optional(db)
    .await?;
    row.as_ref().map(object_row).transpose()
}

pub(crate) async fn objects(db: &mut Connection, case: CaseId) -> Row<Vec<ObjectRow>> {
    query(
        "SELECT case_id, object, compartment, kind, epoch, hash, size, uploader FROM objects \
         WHERE case_id = $1 ORDER BY object",
    )
    .bind(bytes(case.as_bytes()))
    .fetch_all(db)
    .await?
    .iter()
    .map(object_row)
    .collect()
}

pub(crate) async fn forget_object(db: &mut Connection, case: CaseId, object: ObjectId) -> Row<()> {
    query("DELETE FROM objects WHERE case_id = $1 AND object = $2")
        .bind(bytes(case.as_bytes()))
        .bind(bytes(object.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

/// Bytes that the objects of one person in a case take up on the disk, with a block for the name and the row of each.
pub(crate) async fn bytes_in_case_by(db: &mut Connection, case: CaseId, who: PersonId) -> Row<u64> {
    let sum: i64 = query_scalar(
        "SELECT CAST(COALESCE(SUM(size), 0) + 4096 * COUNT(*) AS BIGINT) FROM objects \
         WHERE case_id = $1 AND uploader = $2",
    )
    .bind(bytes(case.as_bytes()))
    .bind(bytes(who.as_bytes()))
    .fetch_one(db)
    .await?;
    natural(sum)
}

/// The same of everybody else.
pub(crate) async fn bytes_in_case_not_by(db: &mut Connection, case: CaseId, who: PersonId) -> Row<u64> {
    let sum: i64 = query_scalar(
        "SELECT CAST(COALESCE(SUM(size), 0) + 4096 * COUNT(*) AS BIGINT) FROM objects \
         WHERE case_id = $1 AND uploader <> $2",
    )
    .bind(bytes(case.as_bytes()))
    .bind(bytes(who.as_bytes()))
    .fetch_one(db)
    .await?;
    natural(sum)
}

/// The same of a patient in all of their cases.
pub(crate) async fn bytes_of_patient(db: &mut Connection, patient: PersonId) -> Row<u64> {
    let sum: i64 = query_scalar(
        "SELECT CAST(COALESCE(SUM(o.size), 0) + 4096 * COUNT(*) AS BIGINT) \
         FROM cases c JOIN objects o ON o.case_id = c.case_id WHERE c.patient = $1 AND o.uploader = $1",
    )
    .bind(bytes(patient.as_bytes()))
    .fetch_one(db)
    .await?;
    natural(sum)
}

/// Bytes of all objects.
pub(crate) async fn bytes_stored(db: &mut Connection) -> Row<u64> {
    let sum: i64 = query_scalar("SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM objects")
        .fetch_one(db)
        .await?;
    natural(sum)
}

fn object_row(row: &BackendRow) -> Row<ObjectRow> {
    Ok(ObjectRow {
        case: case_id(row, 0)?,
        object: ObjectId::from_bytes(fixed(row, 1)?),
        compartment: named::<Compartment>(row, 2)?,
        kind: named::<ObjectKind>(row, 3)?,
        epoch: epoch(row, 4)?,
        hash: Hash::from_bytes(fixed(row, 5)?),
        size: natural(row.try_get(6)?)?,
        uploader: person(row, 7)?,
    })
}
