//! Every query, once, in SQL that SQLite and PostgreSQL share.

use std::ops::Range;

use overread_wire::{
    CaseId, Compartment, Hash, InviteId, ObjectId, ObjectKind, PersonId, PracticeId, ShareId, Timestamp,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{Row as _, query, query_scalar};

use super::{Backend, Connection};
use crate::store::{Half, NewGrant, NewShare, ObjectRow, Row, ShareRow, StoredDraft, StoredGrant};

type BackendRow = <Backend as sqlx::Database>::Row;

// ---- instance ----

/// The random salt under which addresses of callers are hashed; `salt` becomes it on the first call.
pub(crate) async fn salt(db: &mut Connection, salt: &[u8]) -> Row<Vec<u8>> {
    query("INSERT INTO instance (one, salt) VALUES (1, $1) ON CONFLICT (one) DO NOTHING")
        .bind(salt)
        .execute(&mut *db)
        .await?;
    query_scalar("SELECT salt FROM instance").fetch_one(db).await
}

pub(crate) async fn is_alive(db: &mut Connection) -> Row<()> {
    query_scalar::<_, i64>("SELECT CAST(1 AS BIGINT)")
        .fetch_one(db)
        .await
        .map(|_| ())
}

/// Counts an attempt and says how many there were in this hour.
pub(crate) async fn count_attempt(db: &mut Connection, who: Hash, hour: u64) -> Row<u64> {
    query("DELETE FROM attempts WHERE hour < $1")
        .bind(number(hour))
        .execute(&mut *db)
        .await?;
    let count: i64 = query_scalar(
        "INSERT INTO attempts (who, hour, count) VALUES ($1, $2, 1) \
         ON CONFLICT (who, hour) DO UPDATE SET count = attempts.count + 1 RETURNING count",
    )
    .bind(bytes(who.as_bytes()))
    .bind(number(hour))
    .fetch_one(db)
    .await?;
    natural(count)
}

/// How many attempts there were in this hour.
pub(crate) async fn attempts(db: &mut Connection, who: Hash, hour: u64) -> Row<u64> {
    let count: Option<i64> = query_scalar("SELECT count FROM attempts WHERE who = $1 AND hour = $2")
        .bind(bytes(who.as_bytes()))
        .bind(number(hour))
        .fetch_optional(db)
        .await?;
    count.map_or(Ok(0), natural)
}

// ---- practice and its people ----

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

pub(crate) async fn add_person(db: &mut Connection, person: PersonId, card: &[u8]) -> Row<()> {
    query("INSERT INTO persons (person, card) VALUES ($1, $2) ON CONFLICT (person) DO NOTHING")
        .bind(bytes(person.as_bytes()))
        .bind(card)
        .execute(db)
        .await
        .map(|_| ())
}

pub(crate) async fn card(db: &mut Connection, person: PersonId) -> Row<Option<Vec<u8>>> {
    query_scalar("SELECT card FROM persons WHERE person = $1")
        .bind(bytes(person.as_bytes()))
        .fetch_optional(db)
        .await
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

pub(crate) async fn set_profile(db: &mut Connection, person: PersonId, sealed: &[u8]) -> Row<()> {
    query(
        "INSERT INTO profiles (person, sealed) VALUES ($1, $2) \
         ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed",
    )
    .bind(bytes(person.as_bytes()))
    .bind(sealed)
    .execute(db)
    .await
    .map(|_| ())
}

pub(crate) async fn profiles(db: &mut Connection) -> Row<Vec<(PersonId, Vec<u8>)>> {
    query("SELECT person, sealed FROM profiles ORDER BY person")
        .fetch_all(db)
        .await?
        .iter()
        .map(|row| Ok((person(row, 0)?, row.try_get(1)?)))
        .collect()
}

pub(crate) async fn set_desk_key(db: &mut Connection, person: PersonId, sealed: &[u8]) -> Row<()> {
    query(
        "INSERT INTO desk_keys (person, sealed) VALUES ($1, $2) \
         ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed",
    )
    .bind(bytes(person.as_bytes()))
    .bind(sealed)
    .execute(db)
    .await
    .map(|_| ())
}

pub(crate) async fn desk_key(db: &mut Connection, person: PersonId) -> Row<Option<Vec<u8>>> {
    query_scalar("SELECT sealed FROM desk_keys WHERE person = $1")
        .bind(bytes(person.as_bytes()))
        .fetch_optional(db)
        .await
}

pub(crate) async fn set_contact(
    db: &mut Connection,
    person: PersonId,
    mail: &str,
    language: &str,
) -> Row<()> {
    query(
        "INSERT INTO contacts (person, mail, language) VALUES ($1, $2, $3) \
         ON CONFLICT (person) DO UPDATE SET mail = excluded.mail, language = excluded.language",
    )
    .bind(bytes(person.as_bytes()))
    .bind(mail)
    .bind(language)
    .execute(db)
    .await
    .map(|_| ())
}

pub(crate) async fn forget_contact(db: &mut Connection, person: PersonId) -> Row<()> {
    query("DELETE FROM contacts WHERE person = $1")
        .bind(bytes(person.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

// ---- signing in ----

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

// ---- cases and their chains ----

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

// ---- objects ----

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

// ---- grants and halves ----

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

// ---- shares ----

pub(crate) async fn add_share(db: &mut Connection, case: CaseId, share: &NewShare) -> Row<()> {
    query(
        "INSERT INTO shares (share, case_id, landing_token, opening_token, wrong_tokens, bundle) \
         VALUES ($1, $2, $3, $4, 0, $5)",
    )
    .bind(bytes(share.share.as_bytes()))
    .bind(bytes(case.as_bytes()))
    .bind(bytes(share.landing_token.as_bytes()))
    .bind(bytes(share.opening_token.as_bytes()))
    .bind(&share.bundle)
    .execute(db)
    .await
    .map(|_| ())
}

pub(crate) async fn share(db: &mut Connection, share: ShareId) -> Row<Option<ShareRow>> {
    let row = query(
        "SELECT case_id, landing_token, opening_token, wrong_tokens, bundle FROM shares WHERE share = $1",
    )
    .bind(bytes(share.as_bytes()))
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok(ShareRow {
            case: case_id(&row, 0)?,
            landing_token: Hash::from_bytes(fixed(&row, 1)?),
            opening_token: Hash::from_bytes(fixed(&row, 2)?),
            wrong_tokens: natural(row.try_get(3)?)?,
            bundle: row.try_get(4)?,
        })
    })
    .transpose()
}

pub(crate) async fn count_wrong_token(db: &mut Connection, share: ShareId) -> Row<()> {
    query("UPDATE shares SET wrong_tokens = wrong_tokens + 1 WHERE share = $1")
        .bind(bytes(share.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

/// Forgets the keys a link was sealed with, and whoever had it open.
pub(crate) async fn revoke_share(db: &mut Connection, share: ShareId) -> Row<()> {
    query("DELETE FROM link_sessions WHERE share = $1")
        .bind(bytes(share.as_bytes()))
        .execute(&mut *db)
        .await?;
    query("UPDATE shares SET bundle = $1 WHERE share = $2")
        .bind(bytes(&[]))
        .bind(bytes(share.as_bytes()))
        .execute(db)
        .await
        .map(|_| ())
}

// ---- what a person keeps for themselves ----

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

// ---- reading and writing of single values ----

fn bytes(bytes: &[u8]) -> Vec<u8> {
    bytes.to_vec()
}

/// Moments and sizes stay far below 2^63; what does not is kept as the largest.
fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

fn natural(value: i64) -> Row<u64> {
    u64::try_from(value).map_err(damaged)
}

fn epoch(row: &BackendRow, column: usize) -> Row<u32> {
    u32::try_from(row.try_get::<i64, _>(column)?).map_err(damaged)
}

fn fixed<const N: usize>(row: &BackendRow, column: usize) -> Row<[u8; N]> {
    let bytes: Vec<u8> = row.try_get(column)?;
    <[u8; N]>::try_from(bytes.as_slice()).map_err(damaged)
}

fn person(row: &BackendRow, column: usize) -> Row<PersonId> {
    fixed(row, column).map(PersonId::from_bytes)
}

fn case_id(row: &BackendRow, column: usize) -> Row<CaseId> {
    fixed(row, column).map(CaseId::from_bytes)
}

/// The name by which a compartment or kind crosses the wire, also its name in the database.
fn name<T: Serialize>(value: &T) -> Row<String> {
    match serde_json::to_value(value).map_err(damaged)? {
        serde_json::Value::String(name) => Ok(name),
        _ => Err(sqlx::Error::Encode("not a name".into())),
    }
}

fn named<T: DeserializeOwned>(row: &BackendRow, column: usize) -> Row<T> {
    let name: String = row.try_get(column)?;
    serde_json::from_value(serde_json::Value::String(name)).map_err(damaged)
}

fn damaged(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
