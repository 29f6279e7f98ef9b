//! What a person keeps for themselves: drafts, and their seed under recovery codes.

use overread_wire::{PersonId, Timestamp};
use sqlx::{Row as _, query, query_scalar};

use super::Connection;
use super::values::{bytes, natural, number};
use crate::store::{Row, StoredDraft};

pub(crate) async fn set_draft(
    db: &mut Connection,
    who: PersonId,
    name: &str,
    sealed: &[u8],
    time: Timestamp,
) -> Row<()> {
    query(
        "INSERT INTO drafts (person, name, sealed, time) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person, name) DO UPDATE SET sealed = excluded.sealed, time = excluded.time",
    )
    .bind(bytes(who.as_bytes()))
    .bind(name)
    .bind(sealed)
    .bind(number(time.0))
    .execute(db)
    .await
    .map(|_| ())
}

pub(crate) async fn draft(db: &mut Connection, who: PersonId, name: &str) -> Row<Option<Vec<u8>>> {
    query_scalar("SELECT sealed FROM drafts WHERE person = $1 AND name = $2")
        .bind(bytes(who.as_bytes()))
        .bind(name)
        .fetch_optional(db)
        .await
}

pub(crate) async fn drafts(db: &mut Connection, who: PersonId) -> Row<Vec<StoredDraft>> {
    query("SELECT name, time FROM drafts WHERE person = $1 ORDER BY name")
        .bind(bytes(who.as_bytes()))
        .fetch_all(db)
        .await?
        .iter()
        .map(|row| {
            Ok(StoredDraft {
                name: row.try_get(0)?,
                time: Timestamp(natural(row.try_get(1)?)?),
            })
        })
        .collect()
}

pub(crate) async fn forget_draft(db: &mut Connection, who: PersonId, name: &str) -> Row<()> {
    query("DELETE FROM drafts WHERE person = $1 AND name = $2")
        .bind(bytes(who.as_bytes()))
        .bind(name)
        .execute(db)
        .await
        .map(|_| ())
}

/// How many drafts a person has besides the one named, and their bytes.
pub(crate) async fn other_drafts(db: &mut Connection, who: PersonId, name: &str) -> Row<(u64, u64)> {
    let row = query(
        "SELECT COUNT(*), CAST(COALESCE(SUM(LENGTH(sealed)), 0) AS BIGINT) FROM drafts \
         WHERE person = $1 AND name <> $2",
    )
    .bind(bytes(who.as_bytes()))
    .bind(name)
    .fetch_one(db)
    .await?;
    Ok((natural(row.try_get(0)?)?, natural(row.try_get(1)?)?))
}

/// Under how many recovery codes a person keeps their seed, besides the one named.
pub(crate) async fn other_recoveries(db: &mut Connection, who: PersonId, id: &str) -> Row<u64> {
    let count: i64 = query_scalar("SELECT COUNT(*) FROM recovery WHERE person = $1 AND id <> $2")
        .bind(bytes(who.as_bytes()))
        .bind(id)
        .fetch_one(db)
        .await?;
    natural(count)
}

/// False when somebody else's recovery lies there.
pub(crate) async fn set_recovery(db: &mut Connection, id: &str, who: PersonId, sealed: &[u8]) -> Row<bool> {
    let done = query(
        "INSERT INTO recovery (id, person, sealed) VALUES ($1, $2, $3) \
         ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed WHERE recovery.person = excluded.person",
    )
    .bind(id)
    .bind(bytes(who.as_bytes()))
    .bind(sealed)
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn recovery(db: &mut Connection, id: &str) -> Row<Option<Vec<u8>>> {
    query_scalar("SELECT sealed FROM recovery WHERE id = $1")
        .bind(id)
        .fetch_optional(db)
        .await
}
