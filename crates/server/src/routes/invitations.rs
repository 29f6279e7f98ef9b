//! Invitations: left by coordinators, taken up once by whoever holds the link.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use overread_wire::api::{InvitationAnswer, Join, NewInvitation, Problem};
use overread_wire::{
    Hash, Invitation, InviteId, Joining, Membership, Role, Roster, RosterRefusal, encode, may_invite,
};

use super::people::small;
use super::practice::{SeenBy, roster_for};
use crate::app::App;
use crate::authorize::{Caller, Doing};
use crate::extract::{At, Body, signed};
use crate::refused::Refused;
use crate::roster::stored;
use crate::store::queries;

/// Leaves an invitation.
#[utoipa::path(
    post, path = "/invitations", request_body = NewInvitation, security(("bearer" = [])),
    responses((status = 201), (status = 403, body = Problem), (status = 422, body = Problem))
)]
pub(super) async fn invite(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<NewInvitation>,
) -> Result<StatusCode, Refused> {
    let mut db = app.write_for(caller).await?;
    let pass = app.admit(&mut db, caller, Doing::RunDesk).await?;
    let roster = app.remembered.roster(&mut db).await?;
    let invitation = signed::<Invitation>(&new.invitation.0)?;
    let inviter = roster
        .card(pass.who)
        .filter(|_| invitation.signer() == pass.who)
        .ok_or(Refused::NotYours)?;
    let says = invitation.verified_by(&inviter.verify)?;
    if !may_invite(pass.who == roster.practice(), Role::Coordinator, says.role) {
        return Err(Refused::NotYours);
    }
    if says.practice != roster.practice() || says.note != Hash::of(small(&new.note.0)?) {
        return Err(Refused::Unreadable);
    }
    if says.expires <= app.now() {
        return Err(RosterRefusal::Lapsed.into());
    }
    if !queries::add_invitation(&mut db, says.id(), invitation.bytes(), &new.note.0).await? {
        // The same invitation again is the same invitation; another under the same key is none.
        let before = queries::invitation(&mut db, says.id()).await?;
        if before.is_none_or(|(statement, _)| statement != invitation.bytes()) {
            return Err(Refused::InvitationUsed);
        }
    }
    db.commit().await?;
    Ok(StatusCode::CREATED)
}

/// What the holder of an invitation link finds.
#[utoipa::path(
    get, path = "/invitations/{invitation}", params(("invitation" = String, Path)),
    responses((status = 200, body = InvitationAnswer), (status = 404, body = Problem), (status = 410, body = Problem))
)]
pub(super) async fn see(
    State(app): State<App>,
    At(id): At<InviteId>,
) -> Result<Json<InvitationAnswer>, Refused> {
    let mut db = app.store.read().await?;
    let (statement, note) = queries::invitation(&mut db, id)
        .await?
        .ok_or(Refused::InvitationUnknown)?;
    if queries::joining_of(&mut db, id).await?.is_some() {
        return Err(Refused::InvitationUsed);
    }
    if stored::<Invitation>(&statement, "invitations")?.claimed().expires < app.now() {
        return Err(RosterRefusal::Lapsed.into());
    }
    let roster = roster_for(&mut db, SeenBy::Anyone).await?;
    Ok(Json(InvitationAnswer {
        id,
        invitation: statement.into(),
        note: note.into(),
        roster,
        time: app.now(),
    }))
}

/// Takes up an invitation; each is good for one person.
#[utoipa::path(
    post, path = "/invitations/{invitation}/join", params(("invitation" = String, Path)), request_body = Join,
    responses(
        (status = 204), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 410, body = Problem), (status = 422, body = Problem)
    )
)]
pub(super) async fn join(
    State(app): State<App>,
    At(id): At<InviteId>,
    Body(join): Body<Join>,
) -> Result<StatusCode, Refused> {
    // Only who has an invitation waits for the writer; there is no end to those who have none.
    queries::invitation(&mut *app.store.read().await?, id)
        .await?
        .ok_or(Refused::InvitationUnknown)?;
    let mut db = app.store.write().await?;
    let (statement, _) = queries::invitation(&mut db, id)
        .await?
        .ok_or(Refused::InvitationUnknown)?;
    if let Some(before) = queries::joining_of(&mut db, id).await? {
        // Sent again because the answer was lost.
        return if before == join.joining.0 {
            Ok(StatusCode::NO_CONTENT)
        } else {
            Err(Refused::InvitationUsed)
        };
    }
    let invitation = stored::<Invitation>(&statement, "invitations")?;
    if invitation.claimed().expires < app.now() {
        return Err(RosterRefusal::Lapsed.into());
    }
    let joining = signed::<Joining>(&join.joining.0)?;
    if joining.claimed().invitation != id {
        return Err(RosterRefusal::Stranger.into());
    }
    if !joining.claimed().time.is_near(app.now()) {
        return Err(Refused::ClockDiffers);
    }
    let role = invitation.claimed().role;
    let card = joining.claimed().card.clone();
    let bytes = joining.bytes().to_vec();

    let roster = app.remembered.roster(&mut db).await?;
    if roster.card(card.id()).is_some() {
        return Err(Refused::AlreadyMember);
    }
    let person = Roster::clone(&roster).admit(&Membership { invitation, joining })?;
    queries::add_person(&mut db, person, &encode(&card)).await?;
    queries::add_membership(&mut db, id, person, &bytes).await?;
    if let Some(profile) = &join.profile {
        queries::set_profile(&mut db, person, small(&profile.0)?).await?;
    }
    if let Some(desk_key) = join.desk_key.as_ref().filter(|_| role == Role::Coordinator) {
        queries::set_desk_key(&mut db, person, small(&desk_key.0)?).await?;
    }
    db.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
