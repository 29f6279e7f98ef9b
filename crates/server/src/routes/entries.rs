//! The chain of a case: read by its people, appended to by whoever the ledger lets.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use overread_wire::CaseId;
use overread_wire::api::{Append, Appended, Base64, Entries, Problem};
use overread_wire::ledger::{Act, Entry, Refusal};
use serde::Deserialize;

use super::cases::cards;
use crate::app::App;
use crate::append;
use crate::authorize::{Caller, Doing, authorize};
use crate::erase;
use crate::extract::{Ask, At, Body, signed};
use crate::limits::Limited;
use crate::place::Place;
use crate::refused::Refused;
use crate::store::queries;

/// From which entry on.
#[derive(Deserialize)]
pub(super) struct Since {
    #[serde(default)]
    from: u64,
}

/// The chain from a given number on.
#[utoipa::path(
    get, path = "/cases/{case}/entries", params(("case" = String, Path), ("from" = Option<u64>, Query)),
    security(("bearer" = [])), responses((status = 200, body = Entries), (status = 404, body = Problem))
)]
pub(super) async fn see(
    State(app): State<App>,
    caller: Caller,
    At(case): At<CaseId>,
    Ask(since): Ask<Since>,
) -> Result<Json<Entries>, Refused> {
    let (loaded, _) = app.admit_to_case(caller, case, Doing::SeeChain).await?;
    let mut db = app.store.read().await?;
    let cards = cards(&mut db, loaded.people.roster(), loaded.authors()).await?;
    let entries = queries::chain(&mut db, case, since.from..loaded.case.length()).await?;
    Ok(Json(Entries {
        entries: entries.into_iter().map(Base64).collect(),
        cards,
        time: app.now(),
    }))
}

/// Appends an entry with all that belongs to it.
#[utoipa::path(
    post, path = "/cases/{case}/entries", params(("case" = String, Path)), request_body = Append,
    security(("bearer" = [])),
    responses(
        (status = 200, body = Appended), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 410, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)
    )
)]
pub(super) async fn append(
    State(app): State<App>,
    caller: Caller,
    place: Place,
    At(case): At<CaseId>,
    Body(body): Body<Append>,
) -> Result<Json<Appended>, Refused> {
    let who = match caller {
        Caller::Nobody => return Err(Refused::SignIn),
        Caller::Person(person) => person,
        Caller::Link { share, .. } => share,
    };
    let entry = signed::<Entry>(&body.entry.0)?;
    if entry.signer() != who {
        return Err(Refused::NotYours);
    }
    if entry.claimed().case != case {
        return Err(Refusal::DoesNotFit.into());
    }
    if matches!(entry.claimed().act, Act::Opened(_)) {
        app.count(Limited::NewCase, &place).await?;
    }
    app.load(case).await?;
    let mut db = app.write_for(caller).await?;
    if let Some(appended) = append::again(&mut db, case, &entry).await? {
        return Ok(Json(appended));
    }
    let loaded = app.load_to_write(&mut db, case).await?;
    let act = &entry.claimed().act;
    match &loaded {
        Some(loaded) => {
            let pass = authorize(
                caller,
                Doing::Say(act),
                Some(loaded.people.roster()),
                Some(&loaded.case),
                app.now(),
            )?;
            app.may_say_more(loaded, who, pass.role, act)?;
        }
        None if matches!(act, Act::Opened(_)) => {
            let pass = app.admit(&mut db, caller, Doing::KeepOwn).await?;
            app.may_open_another(&mut db, pass.who).await?;
        }
        None => return Err(Refused::Unknown),
    }
    let after = append::append(&app, &mut db, loaded.as_deref(), &entry, &body).await?;
    db.commit().await?;
    let appended = Appended {
        seq: entry.claimed().seq,
        head: after.case.head(),
    };
    app.folds.keep(Arc::new(after));
    if matches!(act, Act::Erased) {
        erase::erase(&app.store, &app.blobs, case).await?;
    }
    Ok(Json(appended))
}
