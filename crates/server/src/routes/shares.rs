//! Share links, as their holders use them: looking costs nothing, opening is counted exactly.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use overread_wire::api::{Append, Base64, OpenShare, Problem, ShareLanding, ShareSession, ShareToken};
use overread_wire::ledger::{Act, Entry, Refusal};
use overread_wire::{Hash, Role, ShareId};

use super::cases::cards;
use super::practice::{SeenBy, roster_for};
use super::sessions::new_token;
use crate::app::App;
use crate::append;
use crate::extract::{At, Body, signed};
use crate::limits::Limited;
use crate::place::Place;
use crate::refused::Refused;
use crate::store::queries;

/// Wrong tokens after which a link stays shut.
const MOST_WRONG_TOKENS: u64 = 10;
const SESSION_HOURS: u64 = 12;

/// What the holder of a link needs before the click that opens it.
#[utoipa::path(
    post, path = "/shares/{share}", params(("share" = String, Path)), request_body = ShareToken,
    responses(
        (status = 200, body = ShareLanding), (status = 404, body = Problem), (status = 410, body = Problem),
        (status = 423, body = Problem)
    )
)]
pub(super) async fn land(
    State(app): State<App>,
    place: Place,
    At(share): At<ShareId>,
    Body(shown): Body<ShareToken>,
) -> Result<Json<ShareLanding>, Refused> {
    app.count(Limited::Share, &place).await?;
    let mut db = app.store.read().await?;
    let row = queries::share(&mut db, share)
        .await?
        .ok_or(Refused::ShareUnknown)?;
    if Hash::of(&shown.token.0) != row.landing_token {
        return Err(Refused::ShareUnknown);
    }
    drop(db);
    let loaded = app.load(row.case).await?.ok_or(Refused::ShareUnknown)?;
    loaded
        .case
        .shares()
        .get(&share)
        .ok_or(Refused::ShareUnknown)?
        .may_open(app.now())?;
    if row.wrong_tokens >= MOST_WRONG_TOKENS {
        return Err(Refused::ShareLocked);
    }
    let mut db = app.store.read().await?;
    let entries = queries::chain(&mut db, row.case, 0..loaded.case.length()).await?;
    Ok(Json(ShareLanding {
        case: row.case,
        cards: cards(&mut db, loaded.people.roster(), loaded.authors()).await?,
        entries: entries.into_iter().map(Base64).collect(),
        roster: roster_for(&mut db, SeenBy::Anyone).await?,
        time: app.now(),
    }))
}

/// Opens a link: counts it, puts it on the record, and hands out the bundle.
#[utoipa::path(
    post, path = "/shares/{share}/openings", params(("share" = String, Path)), request_body = OpenShare,
    responses(
        (status = 200, body = ShareSession), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 410, body = Problem), (status = 422, body = Problem),
        (status = 423, body = Problem)
    )
)]
pub(super) async fn open(
    State(app): State<App>,
    place: Place,
    At(share): At<ShareId>,
    Body(opening): Body<OpenShare>,
) -> Result<Json<ShareSession>, Refused> {
    app.count(Limited::Share, &place).await?;
    let row = queries::share(&mut *app.store.read().await?, share)
        .await?
        .ok_or(Refused::ShareUnknown)?;
    let entry = signed::<Entry>(&opening.entry.0)?;
    let said = entry.claimed();
    if said.case != row.case || said.act != Act::ShareOpened(share) || entry.signer() != share {
        return Err(Refusal::DoesNotFit.into());
    }
    let now = app.now();
    if !said.time.is_near(now) {
        return Err(Refused::ClockDiffers);
    }
    let loaded = app.load(row.case).await?.ok_or(Refused::ShareUnknown)?;
    // Wrong tokens lock a link, so they count only from whoever has the link: its key signs, whatever the PIN.
    let known = loaded.case.shares().get(&share).ok_or(Refused::ShareUnknown)?;
    entry
        .verified_by(&known.created.key)
        .map_err(|_| Refused::ShareUnknown)?;

    let mut db = app.store.write().await?;
    let row = queries::share(&mut db, share)
        .await?
        .ok_or(Refused::ShareUnknown)?;
    if row.wrong_tokens >= MOST_WRONG_TOKENS {
        return Err(Refused::ShareLocked);
    }
    if Hash::of(&opening.token.0) != row.opening_token {
        queries::count_wrong_token(&mut db, share).await?;
        db.commit().await?;
        return Err(Refused::WrongShareToken);
    }
    let loaded = app
        .load_to_write(&mut db, row.case)
        .await?
        .ok_or(Refused::ShareUnknown)?;
    let known = loaded.case.shares().get(&share).ok_or(Refused::ShareUnknown)?;
    // The same opening again, because the answer was lost, is one opening.
    let again = append::again(&mut db, row.case, &entry).await?.is_some();
    let after = if again {
        if known.revoked {
            return Err(Refusal::ShareRevoked.into());
        }
        None
    } else {
        known.may_open(now)?;
        app.may_say_more(&loaded, share, Some(Role::LinkHolder), &said.act)?;
        let body = just(opening.entry);
        Some(append::append(&app, &mut db, Some(&loaded), &entry, &body).await?)
    };
    let (token, hash) = new_token(&app)?;
    let expires = now.plus_hours(SESSION_HOURS);
    queries::add_link_session(&mut db, hash, share, row.case, now, expires).await?;
    db.commit().await?;
    if let Some(after) = after {
        app.folds.keep(Arc::new(after));
    }
    Ok(Json(ShareSession {
        token,
        expires,
        bundle: row.bundle.into(),
    }))
}

fn just(entry: Base64) -> Append {
    Append {
        entry,
        grants: Vec::new(),
        halves: Vec::new(),
        bundle: None,
        landing_token: None,
        opening_token: None,
    }
}
