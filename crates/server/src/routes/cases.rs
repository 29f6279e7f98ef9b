//! The list of cases, each with its whole chain: the client folds them itself and believes nothing else.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::State;
use overread_wire::api::{Base64, CaseEntries, Cases, Problem};
use overread_wire::ledger::SignedEntry;
use overread_wire::{CaseId, Role, Roster};
use serde::Deserialize;

use crate::app::App;
use crate::authorize::{Caller, Doing};
use crate::extract::Ask;
use crate::refused::Refused;
use crate::roster::stored;
use crate::store::{Connection, queries};

const USUAL_PAGE: i64 = 50;
const LARGEST_PAGE: i64 = 200;

/// Which page.
#[derive(Deserialize)]
pub(super) struct Page {
    after: Option<CaseId>,
    limit: Option<u32>,
}

/// The caller's cases; all of the practice for a coordinator.
#[utoipa::path(
    get, path = "/cases", params(("after" = Option<String>, Query), ("limit" = Option<u32>, Query)),
    security(("bearer" = [])), responses((status = 200, body = Cases), (status = 401, body = Problem))
)]
pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Ask(page): Ask<Page>,
) -> Result<Json<Cases>, Refused> {
    let mut db = app.store.read().await?;
    let pass = app.admit(&mut db, caller, Doing::KeepOwn).await?;
    let limit = page.limit.map_or(USUAL_PAGE, i64::from).clamp(1, LARGEST_PAGE);
    let after = page.after.unwrap_or(CaseId::from_bytes([0; 16]));
    let mut ids = match pass.role {
        Some(Role::Coordinator) => queries::all_cases(&mut db, after, limit + 1).await?,
        _ => queries::cases_of(&mut db, pass.who, after, limit + 1).await?,
    };
    let more = i64::try_from(ids.len()).is_ok_and(|found| found > limit);
    if more {
        ids.pop();
    }
    let next = ids.last().copied().filter(|_| more);
    if ids.is_empty() {
        return Ok(Json(Cases {
            cases: Vec::new(),
            next,
            time: app.now(),
        }));
    }
    let roster = app.remembered.roster(&mut db).await?;
    let mut cases = Vec::with_capacity(ids.len());
    for case in ids {
        let chain = queries::chain(&mut db, case).await?;
        let entries = chain
            .iter()
            .map(|entry| stored(entry, "entries"))
            .collect::<Result<Vec<_>, _>>()?;
        let cards = cards(&mut db, &roster, &entries).await?;
        cases.push(CaseEntries {
            case,
            entries: chain.into_iter().map(Base64).collect(),
            cards,
        });
    }
    Ok(Json(Cases {
        cases,
        next,
        time: app.now(),
    }))
}

/// The cards of authors whom the roster, as it is shown to everyone, does not prove: patients, however they came.
pub(super) async fn cards(
    db: &mut Connection,
    roster: &Roster,
    entries: &[SignedEntry],
) -> Result<Vec<Base64>, Refused> {
    let authors: BTreeSet<_> = entries.iter().map(SignedEntry::signer).collect();
    let mut cards = Vec::new();
    for author in authors {
        let proven = matches!(roster.role(author), Some(Role::Coordinator | Role::Radiologist));
        if let Some(card) = if proven {
            None
        } else {
            queries::card(db, author).await?
        } {
            cards.push(Base64(card));
        }
    }
    Ok(cards)
}
