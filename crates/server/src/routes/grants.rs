//! Grants and held-back halves, handed out when the ledger says so.

use axum::Json;
use axum::extract::State;
use overread_wire::api::{GrantOnWire, Grants, Half, Halves, Problem};
use overread_wire::{CaseId, GrantStatement, Role};

use crate::app::App;
use crate::authorize::{Caller, Doing, is_released};
use crate::extract::At;
use crate::refused::Refused;
use crate::roster::stored;
use crate::store::queries;

/// The grants that are released to the caller, and to the desk for coordinators.
#[utoipa::path(
    get, path = "/cases/{case}/grants", params(("case" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = Grants), (status = 404, body = Problem))
)]
pub(super) async fn grants(
    State(app): State<App>,
    caller: Caller,
    At(case): At<CaseId>,
) -> Result<Json<Grants>, Refused> {
    let (loaded, pass) = app.admit_to_case(caller, case, Doing::SeeGrants).await?;
    let mut db = app.store.read().await?;
    let role = pass.role.ok_or(Refused::Unknown)?;
    let mut lying = queries::grants_to(&mut db, case, pass.who).await?;
    if role == Role::Coordinator {
        lying.extend(queries::grants_to(&mut db, case, loaded.case.desk()).await?);
    }
    let mut grants = Vec::new();
    for grant in lying {
        let statement = stored::<GrantStatement>(&grant.statement, "grants")?;
        if is_released(statement.claimed(), pass.who, role, &loaded.case) {
            grants.push(GrantOnWire {
                statement: grant.statement.into(),
                sealed: grant.sealed.into(),
            });
        }
    }
    Ok(Json(Grants { grants }))
}

/// The halves, once it is on the record that the radiologist opened the original report.
#[utoipa::path(
    get, path = "/cases/{case}/halves", params(("case" = String, Path)), security(("bearer" = [])),
    responses((status = 200, body = Halves), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn halves(
    State(app): State<App>,
    caller: Caller,
    At(case): At<CaseId>,
) -> Result<Json<Halves>, Refused> {
    app.admit_to_case(caller, case, Doing::SeeHalves).await?;
    let mut db = app.store.read().await?;
    let halves = queries::halves(&mut db, case).await?;
    let halves = halves
        .into_iter()
        .map(|half| Half {
            epoch: half.epoch,
            half: half.half.into(),
        })
        .collect();
    Ok(Json(Halves { halves }))
}
