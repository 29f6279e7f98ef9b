//! Inviting people, and believing an invitation only when the practice named in its link stands behind it.

use overread_report::Hex;
use overread_seal::link::{InviteSecret, Link};
use overread_wire::api::{Base64, InvitationAnswer, NewInvitation, Offered};
use overread_wire::{
    Hash, Invitation, PracticeId, Role, Roster, RosterRefusal, Signed, Timestamp, may_invite,
};
use serde::{Deserialize, Serialize};

use crate::client::{Client, prove_roster};
use crate::error::Trouble;
use crate::introduced::{commit, stated};

/// Invitations lapse after this many hours.
const INVITATION_HOURS: u64 = 14 * 24;

/// Whom to invite.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct NewInvite {
    /// What they become.
    pub role: Role,
    /// Their name.
    #[serde(default)]
    pub name: Option<String>,
    /// For patients, `YYYY-MM-DD`.
    #[serde(default)]
    pub birth_date: Option<String>,
    /// For radiologists.
    #[serde(default)]
    pub subspecialty: Option<String>,
    /// For radiologists.
    #[serde(default)]
    pub licence: Option<String>,
    /// For radiologists.
    #[serde(default)]
    pub country: Option<String>,
}

/// What travels with an invitation, sealed under a key that only its link derives.
#[derive(Clone, Deserialize, Serialize)]
pub struct InviteNote {
    /// The practice's name, as its coordinator wrote it.
    pub practice: String,
    /// Who is invited as what.
    pub invite: NewInvite,
    /// For members: opens the commitment in the invitation.
    #[serde(default)]
    pub(super) introduced: Option<Hex>,
    /// For coordinators: the practice's desk key.
    #[serde(default)]
    pub(super) desk: Option<Base64>,
}

/// What an invitation says before it is taken up.
#[derive(Clone, Debug, Serialize)]
pub struct Welcome {
    /// The practice.
    pub practice: PracticeId,
    /// Its name, as the inviter wrote it.
    pub practice_name: String,
    /// What the joiner becomes.
    pub role: Role,
    /// The name the joiner is invited under.
    pub name: Option<String>,
}

/// An invitation whose signatures were checked.
pub(super) struct Checked {
    pub(super) secret: InviteSecret,
    pub(super) invitation: Invitation,
    pub(super) note: InviteNote,
    pub(super) roster: Roster,
    pub(super) time: Timestamp,
}

impl Client {
    /// Makes an invitation and gives back its link. Whoever holds the link can take it up once.
    pub async fn invite(&self, invite: NewInvite) -> Result<String, Trouble> {
        let me = self.me()?;
        let practice = me.profile.practice;
        let is_root = me.id() == practice;
        if !may_invite(is_root, me.profile.role, invite.role) {
            return Err(Trouble::Refused {
                code: "may-not-invite".to_owned(),
                sentence: "Only the founder of the practice invites coordinators; coordinators invite \
                           radiologists and patients."
                    .to_owned(),
            });
        }
        let page = self.practice_page().await?.page;
        let offered: Offered = self.anyone().get("/time").await?;
        let secret = InviteSecret::generate(&mut **self.ports.random.borrow_mut());
        let desk = me.desk.as_ref().filter(|_| invite.role == Role::Coordinator);
        let role = invite.role;
        let introduced = match role {
            Role::Patient => None,
            _ => Some(Hex::of(&self.random::<16>()).map_err(|_| Trouble::Unreadable)?),
        };
        let committed = introduced.as_ref().map(|opens| {
            let parts = [
                &invite.name,
                &invite.licence,
                &invite.country,
                &invite.subspecialty,
            ];
            commit(opens, parts.map(|part| stated(part.as_deref())))
        });
        let note = InviteNote {
            practice: page.name,
            invite,
            introduced,
            desk: desk.map(|desk| Base64(desk.dangerously_bytes().to_vec())),
        };
        let plaintext = serde_json::to_vec(&note).map_err(|_| Trouble::Unreadable)?;
        let sealed = secret.seal_note(practice, &plaintext);
        let invitation = Invitation {
            practice,
            invite_key: secret.verify_key(),
            role,
            expires: offered.time.plus_hours(INVITATION_HOURS),
            note: Hash::of(&sealed),
            introduced: committed,
        };
        let new = NewInvitation {
            invitation: me.identity.sign(invitation).bytes().into(),
            note: sealed.into(),
        };
        self.server(&me).tell("POST", "/invitations", &new).await?;
        Ok(Link::Invite {
            secret,
            practice,
            role,
        }
        .to_url(&me.profile.origin))
    }

    /// What an invitation link says, without taking it up.
    pub async fn welcome(&self, link: &str) -> Result<Welcome, Trouble> {
        let checked = self.check_invitation(link).await?;
        Ok(Welcome {
            practice: checked.roster.practice(),
            practice_name: checked.note.practice,
            role: checked.invitation.role,
            name: checked.note.invite.name,
        })
    }

    pub(super) async fn check_invitation(&self, link: &str) -> Result<Checked, Trouble> {
        let Link::Invite { secret, practice, .. } = Link::parse(link)? else {
            return Err(Trouble::OtherLink);
        };
        let id = overread_wire::invite_id(&secret.verify_key());
        let answer: InvitationAnswer = self.anyone().get(&format!("/invitations/{id}")).await?;
        let roster = prove_roster(practice, &answer.roster)?;
        let signed = Signed::<Invitation>::parse(&answer.invitation.0)?;
        let inviter = signed.signer();
        let (role, card) = roster
            .role(inviter)
            .zip(roster.card(inviter))
            .ok_or(RosterRefusal::Stranger)?;
        let invitation = signed.verified_by(&card.verify)?.clone();
        let allowed = may_invite(inviter == practice, role, invitation.role);
        let same = invitation.practice == practice && invitation.invite_key == secret.verify_key();
        if !allowed || !same || Hash::of(&answer.note.0) != invitation.note {
            return Err(Trouble::NotGenuine);
        }
        let note = secret
            .open_note(practice, &answer.note.0)
            .map_err(|_| Trouble::NotGenuine)?;
        let note = serde_json::from_slice(&note).map_err(|_| Trouble::NotGenuine)?;
        Ok(Checked {
            secret,
            invitation,
            note,
            roster,
            time: answer.time,
        })
    }
}
