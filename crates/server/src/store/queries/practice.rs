//! The practice, and who belongs to it: invitations, memberships and removals.

use overread_wire::{InviteId, PersonId, PracticeId};
use sqlx::{Row as _, query, query_scalar};

use super::Connection;
use super::values::bytes;
use crate::store::Row;

/// Charter and page.
pub(crate) async fn practice(db: &mut Connection) -> Row<Option<(Vec<u8>, String)>> {
    let row = query("SELECT charter, page FROM practice")
        .fetch_optional(db)
        .await?;
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
}

/// False when there is a practice already.
pub(crate) async fn found_practice(
    db: &mut Connection,
    practice: PracticeId,
    charter: &[u8],
    page: &str,
) -> Row<bool> {
    let done = query(
        "INSERT INTO practice (one, practice, charter, page) VALUES (1, $1, $2, $3) ON CONFLICT (one) DO NOTHING",
    )
    .bind(bytes(practice.as_bytes()))
    .bind(charter)
    .bind(page)
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(crate) async fn set_page(db: &mut Connection, page: &str) -> Row<()> {
    query("UPDATE practice SET page = $1")
        .bind(page)
        .execute(db)
        .await
        .map(|_| ())
}

/// Position of the last membership and of the last removal; the roster changes only with them.
pub(crate) async fn roster_generation(db: &mut Connection) -> Row<(i64, i64)> {
    let row = query(
        "SELECT COALESCE((SELECT MAX(position) FROM memberships), 0), COALESCE((SELECT MAX(position) FROM removals), 0)",
    )
    .fetch_one(db)
    .await?;
    Ok((row.try_get(0)?, row.try_get(1)?))
}

/// Invitation and joining of each membership after a position, in the order in which they were made.
pub(crate) async fn memberships(db: &mut Connection, after: i64) -> Row<Vec<(Vec<u8>, Vec<u8>)>> {
    query(
        "SELECT i.statement, m.joining FROM memberships m JOIN invitations i ON i.invitation = m.invitation \
         WHERE m.position > $1 ORDER BY m.position",
    )
    .bind(after)
    .fetch_all(db)
    .await?
    .iter()
    .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
    .collect()
}

pub(crate) async fn removals(db: &mut Connection) -> Row<Vec<Vec<u8>>> {
    query_scalar("SELECT statement FROM removals ORDER BY position")
        .fetch_all(db)
        .await
}

/// False when an invitation of that name lies there already.
pub(crate) async fn add_invitation(
    db: &mut Connection,
    invitation: InviteId,
    statement: &[u8],
    note: &[u8],
) -> Row<bool> {
    let done = query(
        "INSERT INTO invitations (invitation, statement, note) VALUES ($1, $2, $3) ON CONFLICT (invitation) DO NOTHING",
    )
    .bind(bytes(invitation.as_bytes()))
    .bind(statement)
    .bind(note)
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Statement and note.
pub(crate) async fn invitation(db: &mut Connection, invitation: InviteId) -> Row<Option<(Vec<u8>, Vec<u8>)>> {
    let row = query("SELECT statement, note FROM invitations WHERE invitation = $1")
        .bind(bytes(invitation.as_bytes()))
        .fetch_optional(db)
        .await?;
    row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
}

/// The joining that took an invitation up.
pub(crate) async fn joining_of(db: &mut Connection, invitation: InviteId) -> Row<Option<Vec<u8>>> {
    query_scalar("SELECT joining FROM memberships WHERE invitation = $1")
        .bind(bytes(invitation.as_bytes()))
        .fetch_optional(db)
        .await
}

pub(crate) async fn add_membership(
    db: &mut Connection,
    invitation: InviteId,
    person: PersonId,
    joining: &[u8],
) -> Row<()> {
    query(
        "INSERT INTO memberships (position, invitation, person, joining) \
         SELECT COALESCE(MAX(position), 0) + 1, $1, $2, $3 FROM memberships",
    )
    .bind(bytes(invitation.as_bytes()))
    .bind(bytes(person.as_bytes()))
    .bind(joining)
    .execute(db)
    .await
    .map(|_| ())
}
