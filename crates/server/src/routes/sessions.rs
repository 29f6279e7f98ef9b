//! Signing in: a challenge, a signature, and a token for a quarter of an hour. No passwords, no cookies.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use data_encoding::BASE64URL_NOPAD;
use overread_wire::api::{
    Challenge, ChallengeRequest, Offered, Problem, ServerOrigin, Session, SignIn, SignInProof,
};
use overread_wire::{Card, Hash, decode};

use crate::app::App;
use crate::extract::{Body, Token, signed};
use crate::limits::Limited;
use crate::origin;
use crate::place::Place;
use crate::refused::{Fault, Refused};
use crate::store::queries;

const CHALLENGE_MS: u64 = 2 * 60 * 1000;
const SESSION_MS: u64 = 15 * 60 * 1000;

/// Something to sign.
#[utoipa::path(
    post, path = "/challenges", request_body = ChallengeRequest,
    responses((status = 200, body = Challenge), (status = 429, body = Problem))
)]
pub(super) async fn challenge(
    State(app): State<App>,
    place: Place,
    Body(asked): Body<ChallengeRequest>,
) -> Result<Json<Challenge>, Refused> {
    app.count(Limited::SignIn, &place).await?;
    let challenge = app.random::<32>()?;
    let card = queries::card(&mut *app.store.read().await?, asked.person).await?;
    // Who is not known gets a challenge that will not do, so that nobody can ask who is.
    if card.is_some() {
        let mut db = app.store.write().await?;
        let expires = app.now().plus_ms(CHALLENGE_MS);
        queries::add_challenge(&mut db, Hash::of(&challenge), asked.person, expires).await?;
        db.commit().await?;
    }
    Ok(Json(Challenge {
        challenge: challenge.as_slice().into(),
    }))
}

/// Signs in.
#[utoipa::path(
    post, path = "/sessions", request_body = SignIn,
    responses((status = 200, body = Session), (status = 401, body = Problem), (status = 429, body = Problem))
)]
pub(super) async fn sign_in(
    State(app): State<App>,
    place: Place,
    headers: HeaderMap,
    Body(sign_in): Body<SignIn>,
) -> Result<Json<Session>, Refused> {
    let proof = signed::<SignInProof>(&sign_in.proof.0)?;
    let now = app.now();
    let challenge = Hash::of(&proof.claimed().challenge);
    // A challenge was counted when it was given, and is good for one attempt; without one, this is counted.
    if !queries::is_challenge(&mut *app.store.read().await?, challenge, now).await? {
        app.count(Limited::SignIn, &place).await?;
        return Err(Refused::WrongProof);
    }
    let mut db = app.store.write().await?;
    let challenged = queries::take_challenge(&mut db, challenge, now).await?;
    let card = queries::card(&mut db, proof.signer()).await?;
    // Whatever comes of it, the challenge is used up.
    db.commit().await?;

    let card: Card = decode(&card.ok_or(Refused::WrongProof)?).map_err(|_| Fault::Stored("persons"))?;
    let says = proof.verified_by(&card.verify).map_err(|_| Refused::WrongProof)?;
    if says.person != proof.signer() || challenged != Some(says.person) {
        return Err(Refused::WrongProof);
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    if !origin::is_ours(&says.origin, host, app.public_url.as_ref(), app.listening) {
        return Err(Refused::WrongOrigin);
    }
    let (token, hash) = new_token(&app)?;
    let expires = now.plus_ms(SESSION_MS);
    let mut db = app.store.write().await?;
    queries::add_session(&mut db, hash, says.person, now, expires).await?;
    db.commit().await?;
    Ok(Json(Session { token, expires }))
}

/// Ends the session.
#[utoipa::path(delete, path = "/sessions", security(("bearer" = [])), responses((status = 204), (status = 401, body = Problem)))]
pub(super) async fn sign_out(State(app): State<App>, Token(token): Token) -> Result<StatusCode, Refused> {
    let token = token.ok_or(Refused::SignIn)?;
    if !queries::is_session(&mut *app.store.read().await?, token).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    let mut db = app.store.write().await?;
    queries::end_session(&mut db, token).await?;
    db.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The server's clock.
#[utoipa::path(get, path = "/time", responses((status = 200, body = Offered)))]
pub(super) async fn time(State(app): State<App>) -> Json<Offered> {
    Json(Offered { time: app.now() })
}

/// Where people come to this server; a proof of sign-in that names another address is refused.
#[utoipa::path(get, path = "/origin", responses((status = 200, body = ServerOrigin)))]
pub(super) async fn named_origin(State(app): State<App>, headers: HeaderMap) -> Json<ServerOrigin> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    Json(ServerOrigin {
        origin: origin::named(host, app.public_url.as_ref(), app.listening),
    })
}

/// A bearer token of 256 bits, and the hash it is kept under.
pub(super) fn new_token(app: &App) -> Result<(String, Hash), Refused> {
    let token = app.random::<32>()?;
    Ok((BASE64URL_NOPAD.encode(&token), Hash::of(&token)))
}
