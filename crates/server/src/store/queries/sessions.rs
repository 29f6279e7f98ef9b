//! Signing in: challenges, and the sessions of people and of opened links.

use overread_wire::{CaseId, Hash, PersonId, ShareId, Timestamp};
use sqlx::{query, query_scalar};

use super::Connection;
use super::values::{bytes, case_id, number, person};
use crate::store::Row;

pub(crate) async fn add_challenge(
    db: &mut Connection,
    challenge: Hash,
    who: PersonId,
    expires: Timestamp,
) -> Row<()> {
    query("INSERT INTO challenges (challenge, person, expires) VALUES ($1, $2, $3)")
        .bind(bytes(challenge.as_bytes()))
        .bind(bytes(who.as_bytes()))
        .bind(number(expires.0))
        .execute(db)
        .await
        .map(|_| ())
}

/// Whether there is such a challenge and it has not lapsed.
pub(crate) async fn is_challenge(db: &mut Connection, challenge: Hash, now: Timestamp) -> Row<bool> {
    query_scalar("SELECT EXISTS (SELECT 1 FROM challenges WHERE challenge = $1 AND expires > $2)")
        .bind(bytes(challenge.as_bytes()))
        .bind(number(now.0))
        .fetch_one(db)
        .await
}

/// Takes a challenge away, so that nobody can use it again; whose it was, if it had not lapsed.
pub(crate) async fn take_challenge(
    db: &mut Connection,
    challenge: Hash,
    now: Timestamp,
) -> Row<Option<PersonId>> {
    query("DELETE FROM challenges WHERE expires <= $1")
        .bind(number(now.0))
        .execute(&mut *db)
        .await?;
    let row = query("DELETE FROM challenges WHERE challenge = $1 RETURNING person")
        .bind(bytes(challenge.as_bytes()))
        .fetch_optional(db)
        .await?;
    row.map(|row| person(&row, 0)).transpose()
}

pub(crate) async fn add_session(
    db: &mut Connection,
    token: Hash,
    who: PersonId,
    now: Timestamp,
    expires: Timestamp,
) -> Row<()> {
    query("DELETE FROM sessions WHERE expires <= $1")
        .bind(number(now.0))
        .execute(&mut *db)
        .await?;
    query("INSERT INTO sessions (token, person, expires) VALUES ($1, $2, $3)")
        .bind(bytes(token.as_bytes()))
        .bind(bytes(who.as_bytes()))
        .bind(number(expires.0))
        .execute(db)
        .await
        .map(|_| ())
}

pub(crate) async fn session(db: &mut Connection, token: Hash, now: Timestamp) -> Row<Option<PersonId>> {
    let row = query("SELECT person FROM sessions WHERE token = $1 AND expires > $2")
        .bind(bytes(token.as_bytes()))
        .bind(number(now.0))
        .fetch_optional(db)
        .await?;
    row.map(|row| person(&row, 0)).transpose()
}

/// Whether there is such a session, of a person or of an opened link.
pub(crate) async fn is_session(db: &mut Connection, token: Hash) -> Row<bool> {
    query_scalar(
        "SELECT EXISTS (SELECT 1 FROM sessions WHERE token = $1) \
         OR EXISTS (SELECT 1 FROM link_sessions WHERE token = $1)",
    )
    .bind(bytes(token.as_bytes()))
    .fetch_one(db)
    .await
}

pub(crate) async fn end_session(db: &mut Connection, token: Hash) -> Row<()> {
    query("DELETE FROM sessions WHERE token = $1")
        .bind(bytes(token.as_bytes()))
        .execute(&mut *db)
        .await?;
    query("DELETE FROM link_sessions WHERE token = $1")
        .bind(bytes(token.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

pub(crate) async fn add_link_session(
    db: &mut Connection,
    token: Hash,
    share: ShareId,
    case: CaseId,
    now: Timestamp,
    expires: Timestamp,
) -> Row<()> {
    query("DELETE FROM link_sessions WHERE expires <= $1")
        .bind(number(now.0))
        .execute(&mut *db)
        .await?;
    query("INSERT INTO link_sessions (token, share, case_id, expires) VALUES ($1, $2, $3, $4)")
        .bind(bytes(token.as_bytes()))
        .bind(bytes(share.as_bytes()))
        .bind(bytes(case.as_bytes()))
        .bind(number(expires.0))
        .execute(db)
        .await
        .map(|_| ())
}

pub(crate) async fn link_session(
    db: &mut Connection,
    token: Hash,
    now: Timestamp,
) -> Row<Option<(ShareId, CaseId)>> {
    let row = query("SELECT share, case_id FROM link_sessions WHERE token = $1 AND expires > $2")
        .bind(bytes(token.as_bytes()))
        .bind(number(now.0))
        .fetch_optional(db)
        .await?;
    row.map(|row| Ok((person(&row, 0)?, case_id(&row, 1)?)))
        .transpose()
}
