//! Grants, the halves that are held back, and forgetting every key of a case.

use overread_wire::{CaseId, PersonId};
use sqlx::{Row as _, query};

use super::Connection;
use super::values::{bytes, epoch, number};
use crate::store::{Half, NewGrant, Row, StoredGrant};

pub(crate) async fn add_grant(db: &mut Connection, case: CaseId, seq: u64, grant: &NewGrant) -> Row<()> {
    query(
        "INSERT INTO grants (case_id, hash, recipient, statement, sealed, seq) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (case_id, hash) DO NOTHING",
    )
    .bind(bytes(case.as_bytes()))
    .bind(bytes(grant.hash.as_bytes()))
    .bind(bytes(grant.recipient.as_bytes()))
    .bind(&grant.statement)
    .bind(&grant.sealed)
    .bind(number(seq))
    .execute(db)
    .await
    .map(|_| ())
}

/// The grants addressed to `recipient`, oldest first, released or not.
pub(crate) async fn grants_to(
    db: &mut Connection,
    case: CaseId,
    recipient: PersonId,
) -> Row<Vec<StoredGrant>> {
    query("SELECT statement, sealed FROM grants WHERE case_id = $1 AND recipient = $2 ORDER BY seq, hash")
        .bind(bytes(case.as_bytes()))
        .bind(bytes(recipient.as_bytes()))
        .fetch_all(db)
        .await?
        .iter()
        .map(|row| {
            Ok(StoredGrant {
                statement: row.try_get(0)?,
                sealed: row.try_get(1)?,
            })
        })
        .collect()
}

pub(crate) async fn forget_grants_to(db: &mut Connection, case: CaseId, recipient: PersonId) -> Row<()> {
    query("DELETE FROM grants WHERE case_id = $1 AND recipient = $2")
        .bind(bytes(case.as_bytes()))
        .bind(bytes(recipient.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

pub(crate) async fn add_half(db: &mut Connection, case: CaseId, half: &Half) -> Row<()> {
    query("INSERT INTO halves (case_id, epoch, half) VALUES ($1, $2, $3)")
        .bind(bytes(case.as_bytes()))
        .bind(i64::from(half.epoch))
        .bind(&half.half)
        .execute(db)
        .await
        .map(|_| ())
}

pub(crate) async fn halves(db: &mut Connection, case: CaseId) -> Row<Vec<Half>> {
    query("SELECT epoch, half FROM halves WHERE case_id = $1 ORDER BY epoch")
        .bind(bytes(case.as_bytes()))
        .fetch_all(db)
        .await?
        .iter()
        .map(|row| {
            Ok(Half {
                epoch: epoch(row, 0)?,
                half: row.try_get(1)?,
            })
        })
        .collect()
}

pub(crate) async fn forget_halves(db: &mut Connection, case: CaseId) -> Row<()> {
    query("DELETE FROM halves WHERE case_id = $1")
        .bind(bytes(case.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

/// Forgets every key of a case: grants, halves and links.
pub(crate) async fn forget_keys(db: &mut Connection, case: CaseId) -> Row<()> {
    for forget in [
        "DELETE FROM grants WHERE case_id = $1",
        "DELETE FROM halves WHERE case_id = $1",
        "DELETE FROM link_sessions WHERE case_id = $1",
        "DELETE FROM shares WHERE case_id = $1",
    ] {
        query(forget)
            .bind(bytes(case.as_bytes()))
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}
