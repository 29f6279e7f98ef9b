//! The practice: founded once, described by its coordinators, provable by its roster.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use overread_wire::api::{
    Base64, FoundPractice, MembershipOnWire, Practice, PracticePage, Problem, RosterAnswer,
};
use overread_wire::{Charter, Invitation, Joining, PersonId, Role, Roster, encode};

use crate::app::App;
use crate::authorize::{Caller, Doing};
use crate::extract::{Body, signed};
use crate::limits::Limited;
use crate::place::Place;
use crate::refused::{Fault, Refused};
use crate::roster::stored;
use crate::setup;
use crate::store::{Connection, queries};

/// What anyone may know of the practice.
#[utoipa::path(get, path = "/practice", responses((status = 200, body = Practice), (status = 404, body = Problem)))]
pub(super) async fn see(State(app): State<App>) -> Result<Json<Practice>, Refused> {
    let mut db = app.store.read().await?;
    let (charter, page) = queries::practice(&mut db).await?.ok_or(Refused::NoPractice)?;
    let practice = stored::<Charter>(&charter, "practice")?.signer();
    let page = serde_json::from_str(&page).map_err(|_| Fault::Stored("practice"))?;
    Ok(Json(Practice {
        practice,
        charter: charter.into(),
        page,
    }))
}

/// Founds the practice with the setup token; possible once.
#[utoipa::path(
    post, path = "/practice", request_body = FoundPractice,
    responses((status = 201, body = Practice), (status = 403, body = Problem), (status = 409, body = Problem))
)]
pub(super) async fn found(
    State(app): State<App>,
    place: Place,
    Body(founding): Body<FoundPractice>,
) -> Result<(StatusCode, Json<Practice>), Refused> {
    app.count(Limited::Founding, &place).await?;
    let mut db = app.store.write().await?;
    if queries::practice(&mut db).await?.is_some() {
        return Err(Refused::AlreadyFounded);
    }
    if !setup::is_token(&app.setup_token, &founding.setup_token)? {
        return Err(Refused::WrongSetupToken);
    }
    let charter = signed::<Charter>(&founding.charter.0)?;
    let practice = charter.claimed().root.id();
    let roster = Roster::found(practice, &charter)?;
    let page = page_text(&founding.page)?;
    queries::found_practice(&mut db, practice, charter.bytes(), &page).await?;
    queries::add_person(&mut db, practice, &encode(&roster.charter().root)).await?;
    queries::set_desk_key(&mut db, practice, &founding.desk_key.0).await?;
    queries::set_profile(&mut db, practice, &founding.profile.0).await?;
    db.commit().await?;
    setup::forget(&app.setup_token)?;
    let answer = Practice {
        practice,
        charter: founding.charter,
        page: founding.page,
    };
    Ok((StatusCode::CREATED, Json(answer)))
}

/// Writes the public page.
#[utoipa::path(
    put, path = "/practice/page", request_body = PracticePage, security(("bearer" = [])),
    responses((status = 204), (status = 403, body = Problem), (status = 422, body = Problem))
)]
pub(super) async fn write_page(
    State(app): State<App>,
    caller: Caller,
    Body(page): Body<PracticePage>,
) -> Result<StatusCode, Refused> {
    let mut db = app.write_for(caller).await?;
    app.admit(&mut db, caller, Doing::RunDesk).await?;
    queries::set_page(&mut db, &page_text(&page)?).await?;
    db.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who belongs to the practice; the patients among them only to coordinators.
#[utoipa::path(
    get, path = "/roster", security(("bearer" = [])),
    responses((status = 200, body = RosterAnswer), (status = 401, body = Problem))
)]
pub(super) async fn roster(State(app): State<App>, caller: Caller) -> Result<Json<RosterAnswer>, Refused> {
    let mut db = app.store.read().await?;
    let pass = app.admit(&mut db, caller, Doing::SeePeople).await?;
    let seen_by = if pass.role == Some(Role::Coordinator) {
        SeenBy::Coordinator
    } else {
        SeenBy::Person(pass.who)
    };
    Ok(Json(roster_for(&mut db, seen_by).await?))
}

/// Whom a roster is shown to. Nobody learns the names of other patients.
#[derive(Clone, Copy)]
pub(super) enum SeenBy {
    Coordinator,
    Person(PersonId),
    Anyone,
}

/// The statements that prove who belongs to the practice.
pub(super) async fn roster_for(db: &mut Connection, seen_by: SeenBy) -> Result<RosterAnswer, Refused> {
    let (charter, _) = queries::practice(db).await?.ok_or(Refused::NoPractice)?;
    let mut memberships = Vec::new();
    for (invitation, joining) in queries::memberships(db, 0).await? {
        let is_patient = stored::<Invitation>(&invitation, "invitations")?.claimed().role == Role::Patient;
        let shown = !is_patient
            || match seen_by {
                SeenBy::Coordinator => true,
                SeenBy::Person(who) => stored::<Joining>(&joining, "memberships")?.claimed().card.id() == who,
                SeenBy::Anyone => false,
            };
        if shown {
            memberships.push(MembershipOnWire {
                invitation: invitation.into(),
                joining: joining.into(),
            });
        }
    }
    let removals = queries::removals(db).await?.into_iter().map(Base64).collect();
    Ok(RosterAnswer {
        charter: charter.into(),
        memberships,
        removals,
    })
}

fn page_text(page: &PracticePage) -> Result<String, Refused> {
    let short = page.name.len() <= 200 && page.telephone.len() <= 50 && page.address.len() <= 500;
    let few = page.about.len() <= 5_000 && page.countries.len() <= 60 && page.prices.len() <= 20;
    let capitals =
        |code: &str, length| code.len() == length && code.bytes().all(|byte| byte.is_ascii_uppercase());
    let codes = page.countries.iter().all(|country| capitals(country, 2))
        && page.prices.iter().all(|price| capitals(&price.currency, 3));
    if !(short && few && codes) || page.name.trim().is_empty() {
        return Err(Refused::PageDoesNotFit);
    }
    serde_json::to_string(page).map_err(|_| Refused::PageDoesNotFit)
}
