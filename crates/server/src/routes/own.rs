//! What a person keeps for themselves: drafts, the sealed seed that a recovery code opens, and where notices go.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use email_address::{EmailAddress, Options};
use overread_wire::api::{Contact, Draft, Drafts, Problem};

use super::people::small;
use crate::app::App;
use crate::authorize::{Caller, Doing};
use crate::extract::{At, Body, Raw};
use crate::limits::Limited;
use crate::place::Place;
use crate::quotas::may_keep_recovery;
use crate::refused::Refused;
use crate::store::queries;

/// The caller's drafts.
#[utoipa::path(
    get, path = "/drafts", security(("bearer" = [])),
    responses((status = 200, body = Drafts), (status = 401, body = Problem))
)]
pub(super) async fn drafts(State(app): State<App>, caller: Caller) -> Result<Json<Drafts>, Refused> {
    let mut db = app.store.read().await?;
    let pass = app.admit(&mut db, caller, Doing::KeepOwn).await?;
    let drafts = queries::drafts(&mut db, pass.who).await?;
    let drafts = drafts
        .into_iter()
        .map(|draft| Draft {
            name: draft.name,
            time: draft.time,
        })
        .collect();
    Ok(Json(Drafts { drafts }))
}

/// Writes a draft.
#[utoipa::path(
    put, path = "/drafts/{name}", params(("name" = String, Path)), security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 204), (status = 401, body = Problem), (status = 413, body = Problem), (status = 507, body = Problem))
)]
pub(super) async fn write_draft(
    State(app): State<App>,
    caller: Caller,
    At(name): At<String>,
    Raw(body): Raw,
) -> Result<StatusCode, Refused> {
    let name = hexadecimal(&name, 32..=32)?;
    let mut db = app.write_for(caller).await?;
    let pass = app.admit(&mut db, caller, Doing::KeepOwn).await?;
    app.may_write_draft(&mut db, pass, name, body.len()).await?;
    queries::set_draft(&mut db, pass.who, name, &body, app.now()).await?;
    db.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reads a draft.
#[utoipa::path(
    get, path = "/drafts/{name}", params(("name" = String, Path)), security(("bearer" = [])),
    responses(
        (status = 200, content_type = "application/octet-stream"), (status = 401, body = Problem),
        (status = 404, body = Problem)
    )
)]
pub(super) async fn read_draft(
    State(app): State<App>,
    caller: Caller,
    At(name): At<String>,
) -> Result<Response, Refused> {
    let name = hexadecimal(&name, 32..=32)?;
    let mut db = app.store.read().await?;
    let pass = app.admit(&mut db, caller, Doing::KeepOwn).await?;
    let draft = queries::draft(&mut db, pass.who, name)
        .await?
        .ok_or(Refused::Unknown)?;
    Ok(ciphertext(draft))
}

/// Forgets a draft.
#[utoipa::path(
    delete, path = "/drafts/{name}", params(("name" = String, Path)), security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem))
)]
pub(super) async fn forget_draft(
    State(app): State<App>,
    caller: Caller,
    At(name): At<String>,
) -> Result<StatusCode, Refused> {
    let name = hexadecimal(&name, 32..=32)?;
    let mut db = app.write_for(caller).await?;
    let pass = app.admit(&mut db, caller, Doing::KeepOwn).await?;
    queries::forget_draft(&mut db, pass.who, name).await?;
    db.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keeps the sealed seed that a recovery code opens.
#[utoipa::path(
    put, path = "/recovery/{id}", params(("id" = String, Path)), security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)
    )
)]
pub(super) async fn keep_recovery(
    State(app): State<App>,
    caller: Caller,
    At(id): At<String>,
    Raw(body): Raw,
) -> Result<StatusCode, Refused> {
    let id = hexadecimal(&id, 32..=64)?;
    let mut db = app.write_for(caller).await?;
    let pass = app.admit(&mut db, caller, Doing::KeepOwn).await?;
    may_keep_recovery(&mut db, pass.who, id).await?;
    if !queries::set_recovery(&mut db, id, pass.who, small(&body)?).await? {
        return Err(Refused::NotYours);
    }
    db.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives the sealed seed to the holder of the code.
#[utoipa::path(
    get, path = "/recovery/{id}", params(("id" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem))
)]
pub(super) async fn recover(
    State(app): State<App>,
    place: Place,
    At(id): At<String>,
) -> Result<Response, Refused> {
    let id = hexadecimal(&id, 32..=64)?;
    app.count(Limited::Recovery, &place).await?;
    let mut db = app.store.read().await?;
    let sealed = queries::recovery(&mut db, id).await?.ok_or(Refused::Unknown)?;
    Ok(ciphertext(sealed))
}

/// Says where notices go; without an address there are none.
#[utoipa::path(
    put, path = "/contact", request_body = Contact, security(("bearer" = [])),
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem), (status = 422, body = Problem)
    )
)]
pub(super) async fn contact(
    State(app): State<App>,
    caller: Caller,
    Body(contact): Body<Contact>,
) -> Result<StatusCode, Refused> {
    let mut db = app.write_for(caller).await?;
    let pass = app.admit(&mut db, caller, Doing::KeepOwn).await?;
    if contact.mail.is_empty() {
        queries::forget_contact(&mut db, pass.who).await?;
    } else {
        if !is_mail(&contact.mail) {
            return Err(Refused::NotAMailAddress);
        }
        let language = (2..=35).contains(&contact.language.len())
            && contact
                .language
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !language {
            return Err(Refused::Unreadable);
        }
        queries::set_contact(&mut db, pass.who, &contact.mail, &contact.language).await?;
    }
    db.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An address alone (RFC 5321 §4.1.2), of at most 254 bytes: no name beside it, no quotes, no network address, and
/// nothing that could begin another line of a letter.
fn is_mail(mail: &str) -> bool {
    let plain = Options::default()
        .with_required_tld()
        .without_display_text()
        .without_domain_literal();
    mail.len() <= 254
        && !mail.contains(|letter: char| letter == '"' || letter.is_whitespace() || letter.is_control())
        && EmailAddress::parse_with_options(mail, plain).is_ok()
}

fn ciphertext(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
}

fn hexadecimal(name: &str, lengths: std::ops::RangeInclusive<usize>) -> Result<&str, Refused> {
    let lower = name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if lengths.contains(&name.len()) && lower {
        Ok(name)
    } else {
        Err(Refused::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_one_plain_mail_address() {
        for mail in [
            "vera@example.org",
            "vera.keller+notices@mail.example.org",
            "o'hara@example.ie",
            "müller@münchen.example",
        ] {
            assert!(is_mail(mail), "{mail}");
        }
        let long = format!("{}@example.org", "a".repeat(250));
        for wrong in [
            "",
            "vera",
            "@example.org",
            "vera@",
            "vera@localhost",
            "vera@@example.org",
            "vera@example..org",
            ".vera@example.org",
            "vera@[192.0.2.1]",
            "Vera Keller <vera@example.org>",
            "\"vera\"@example.org",
            "vera@example.org,otto@example.org",
            "vera@example.org\r\nBcc: otto@example.org",
            "vera @example.org",
            &long,
        ] {
            assert!(!is_mail(wrong), "{wrong}");
        }
    }
}
