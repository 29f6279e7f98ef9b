//! What lies there about a person: card, profile, desk key and contact.

use overread_wire::PersonId;
use sqlx::{Row as _, query, query_scalar};

use super::Connection;
use super::values::{bytes, person};
use crate::store::Row;

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
