//! The list of cases, each with its whole chain: the client folds them itself and believes nothing else.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use overread_wire::api::{Base64, CaseEntries, Cases, Problem};
use overread_wire::ledger::Entry;
use overread_wire::{CaseId, Hash, PersonId, Role, Roster};
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
    let mut chains = Vec::with_capacity(ids.len());
    for case in ids {
        chains.push((case, queries::chain(&mut db, case, 0..u64::MAX).await?));
    }
    drop(db);
    let chains = with_authors(&app, chains, &roster).await?;
    let mut db = app.store.read().await?;
    let mut cases = Vec::with_capacity(chains.len());
    for (case, chain, authors) in chains {
        let cards = cards(&mut db, &roster, authors).await?;
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

type Chain = Vec<Vec<u8>>;

/// Who has said something in each case: as it was folded, or read out of its chain where nobody else is kept waiting.
async fn with_authors(
    app: &App,
    chains: Vec<(CaseId, Chain)>,
    roster: &Arc<Roster>,
) -> Result<Vec<(CaseId, Chain, BTreeSet<PersonId>)>, Refused> {
    let (app, roster) = (app.clone(), Arc::clone(roster));
    let reading = move || {
        let with_authors = |(case, chain): (CaseId, Chain)| {
            let head = chain.last().map(|entry| Hash::of(entry));
            let folded = head.and_then(|head| app.folds.at(case, head, &roster));
            let authors = match folded {
                Some(folded) => folded.authors().collect(),
                None => chain
                    .iter()
                    .map(|entry| author(entry))
                    .collect::<Result<_, _>>()?,
            };
            Ok((case, chain, authors))
        };
        chains.into_iter().map(with_authors).collect()
    };
    tokio::task::spawn_blocking(reading)
        .await
        .map_err(std::io::Error::other)?
}

fn author(entry: &[u8]) -> Result<PersonId, Refused> {
    stored::<Entry>(entry, "entries").map(|entry| entry.signer())
}

/// The cards of authors whom the roster, as it is shown to everyone, does not prove: patients, however they came.
pub(super) async fn cards(
    db: &mut Connection,
    roster: &Roster,
    authors: impl IntoIterator<Item = PersonId>,
) -> Result<Vec<Base64>, Refused> {
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
