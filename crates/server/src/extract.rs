//! What a request carries, read once into types that cannot be wrong.

use axum::body::Bytes;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Json, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use data_encoding::BASE64URL_NOPAD;
use overread_wire::{Hash, Sealable, Signed};
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::authorize::Caller;
use crate::refused::Refused;
use crate::store::queries;

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

/// A small ciphertext.
pub(crate) struct Raw(pub(crate) Bytes);

/// The identifiers in the path; one that cannot be read names nothing.
pub(crate) struct At<T>(pub(crate) T);

/// The query.
pub(crate) struct Ask<T>(pub(crate) T);

/// The hash under which a bearer token is kept.
pub(crate) struct Token(pub(crate) Option<Hash>);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refused> {
        match Json::<T>::from_request(request, app).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(JsonRejection::BytesRejection(rejection))
                if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE =>
            {
                Err(Refused::TooLarge)
            }
            Err(JsonRejection::BytesRejection(_)) => Err(Refused::BrokenOff),
            Err(_) => Err(Refused::Unreadable),
        }
    }
}

impl FromRequest<App> for Raw {
    type Rejection = Refused;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refused> {
        Bytes::from_request(request, app)
            .await
            .map(Self)
            .map_err(|rejection| {
                if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                    Refused::TooLarge
                } else {
                    Refused::BrokenOff
                }
            })
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<App> for At<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        Path::<T>::from_request_parts(parts, app)
            .await
            .map(|Path(at)| Self(at))
            .map_err(|_| Refused::Unknown)
    }
}

impl<T: DeserializeOwned> FromRequestParts<App> for Ask<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refused> {
        Query::<T>::try_from_uri(&parts.uri)
            .map(|Query(ask)| Self(ask))
            .map_err(|_| Refused::Unreadable)
    }
}

impl FromRequestParts<App> for Token {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refused> {
        let header = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let token = header
            .and_then(|value| value.strip_prefix("Bearer "))
            .and_then(|token| BASE64URL_NOPAD.decode(token.as_bytes()).ok())
            .filter(|token| token.len() == 32);
        Ok(Self(token.map(|token| Hash::of(&token))))
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refused> {
        let Token(Some(token)) = Token::from_request_parts(parts, app).await? else {
            return Ok(Self::Nobody);
        };
        let mut db = app.store.read().await?;
        if let Some(person) = queries::session(&mut db, token, app.now()).await? {
            return Ok(Self::Person(person));
        }
        Ok(match queries::link_session(&mut db, token, app.now()).await? {
            Some((share, case)) => Self::Link { share, case },
            None => Self::Nobody,
        })
    }
}

/// Reads a signed statement out of a body.
pub(crate) fn signed<T: Sealable>(bytes: &[u8]) -> Result<Signed<T>, Refused> {
    Ok(Signed::parse(bytes)?)
}
