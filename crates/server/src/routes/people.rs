//! People: their cards, and what they leave with the practice's desk.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use overread_wire::api::{PersonCard, Problem, Profile, Profiles, SealedForDesk};
use overread_wire::{Card, PersonId, decode};

use crate::app::App;
use crate::authorize::{Caller, Doing};
use crate::extract::{At, Body};
use crate::limits::Limited;
use crate::place::Place;
use crate::refused::Refused;
use crate::store::queries;

/// The largest desk key or profile, sealed.
const LARGEST_SEALED: usize = 16 << 10;

/// The public keys of a person.
#[utoipa::path(
    get, path = "/persons/{person}", params(("person" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = PersonCard), (status = 404, body = Problem))
)]
pub(super) async fn card(
    State(app): State<App>,
    caller: Caller,
    At(person): At<PersonId>,
) -> Result<Json<PersonCard>, Refused> {
    let mut db = app.store.read().await?;
    app.admit(&mut db, caller, Doing::SeePeople).await?;
    let card = queries::card(&mut db, person).await?.ok_or(Refused::Unknown)?;
    Ok(Json(PersonCard { card: card.into() }))
}

/// A patient comes by the public page.
#[utoipa::path(
    post, path = "/persons", request_body = PersonCard,
    responses((status = 201), (status = 404, body = Problem), (status = 429, body = Problem))
)]
pub(super) async fn come(
    State(app): State<App>,
    place: Place,
    Body(person): Body<PersonCard>,
) -> Result<StatusCode, Refused> {
    let card: Card = decode(&person.card.0).map_err(|_| Refused::Unreadable)?;
    app.count(Limited::NewPerson, &place).await?;
    let mut db = app.store.write().await?;
    queries::practice(&mut db).await?.ok_or(Refused::NoPractice)?;
    queries::add_person(&mut db, card.id(), &person.card.0).await?;
    db.commit().await?;
    Ok(StatusCode::CREATED)
}

/// What the members left for the desk.
#[utoipa::path(
    get, path = "/profiles", security(("bearer" = [])),
    responses((status = 200, body = Profiles), (status = 403, body = Problem))
)]
pub(super) async fn profiles(State(app): State<App>, caller: Caller) -> Result<Json<Profiles>, Refused> {
    let mut db = app.store.read().await?;
    app.admit(&mut db, caller, Doing::RunDesk).await?;
    let profiles = queries::profiles(&mut db).await?;
    let profiles = profiles
        .into_iter()
        .map(|(person, sealed)| Profile {
            person,
            sealed: sealed.into(),
        })
        .collect();
    Ok(Json(Profiles { profiles }))
}

/// The desk key, sealed to the caller.
#[utoipa::path(
    get, path = "/desk-key", security(("bearer" = [])),
    responses((status = 200, body = SealedForDesk), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn desk_key(State(app): State<App>, caller: Caller) -> Result<Json<SealedForDesk>, Refused> {
    let mut db = app.store.read().await?;
    let pass = app.admit(&mut db, caller, Doing::RunDesk).await?;
    let sealed = queries::desk_key(&mut db, pass.who)
        .await?
        .ok_or(Refused::Unknown)?;
    Ok(Json(SealedForDesk {
        sealed: sealed.into(),
    }))
}

/// Keeps the desk key, sealed to the caller.
#[utoipa::path(
    put, path = "/desk-key", request_body = SealedForDesk, security(("bearer" = [])),
    responses((status = 204), (status = 403, body = Problem))
)]
pub(super) async fn keep_desk_key(
    State(app): State<App>,
    caller: Caller,
    Body(key): Body<SealedForDesk>,
) -> Result<StatusCode, Refused> {
    let mut db = app.write_for(caller).await?;
    let pass = app.admit(&mut db, caller, Doing::RunDesk).await?;
    queries::set_desk_key(&mut db, pass.who, small(&key.sealed.0)?).await?;
    db.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Refuses a sealed text that is larger than any of ours.
pub(super) fn small(sealed: &[u8]) -> Result<&[u8], Refused> {
    if sealed.len() <= LARGEST_SEALED {
        Ok(sealed)
    } else {
        Err(Refused::TooLarge)
    }
}
