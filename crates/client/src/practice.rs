//! Founding a practice, inviting people to it and taking up invitations.

use overread_report::Hex;
use overread_seal::grant::{SmallContext, open_small, seal_small};
use overread_seal::link::{InviteSecret, Link};
use overread_seal::{DeskSecret, Identity};
use overread_wire::api::{
    Base64, FoundPractice, InvitationAnswer, Join, NewInvitation, Offered, PersonCard, Practice,
    PracticePage, Profiles, SealedForDesk, ServerOrigin,
};
use overread_wire::{
    Charter, Hash, Invitation, Joining, PersonId, PracticeId, Role, Roster, RosterRefusal, Signed, Timestamp,
    encode, may_invite,
};
use serde::{Deserialize, Serialize};

use crate::case::{radiologist_of, stated};
use crate::client::{Client, prove_roster};
use crate::error::Trouble;
use crate::introduced::{SignedProfile, commit, is_introduced};
use crate::profile::{Me, Profile};
use crate::view::Colleague;

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
    introduced: Option<Hex>,
    /// For coordinators: the practice's desk key.
    #[serde(default)]
    desk: Option<Base64>,
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
struct Checked {
    secret: InviteSecret,
    invitation: Invitation,
    note: InviteNote,
    roster: Roster,
    time: Timestamp,
}

impl Client {
    /// What the practice publishes of itself.
    pub async fn practice_page(&self) -> Result<Practice, Trouble> {
        self.anyone().get("/practice").await
    }

    /// Changes what the practice publishes of itself.
    pub async fn change_practice_page(&self, page: &PracticePage) -> Result<(), Trouble> {
        let me = self.me()?;
        self.server(&me).tell("PUT", "/practice/page", page).await
    }

    /// Founds the practice of a new server; the person at this device becomes its root and first coordinator.
    pub async fn found_practice(
        &self,
        origin: &str,
        setup_token: &str,
        page: PracticePage,
    ) -> Result<PracticeId, Trouble> {
        if !self.is_nobody() {
            return Err(Trouble::AlreadySomebody);
        }
        self.check_origin(origin).await?;
        let identity = Identity::from_seed(self.random());
        let practice = identity.id();
        let desk = DeskSecret::generate(0, &mut **self.ports.random.borrow_mut());
        let charter = Charter {
            root: identity.card(),
            desk: desk.key(),
            edition: 0,
        };
        let profile = Profile {
            practice,
            origin: origin.to_owned(),
            role: Role::Coordinator,
            name: Some(page.name.clone()),
            birth_date: None,
            subspecialty: None,
            licence: None,
            country: None,
            introduced: None,
            recovery_code: None,
        };
        let found = FoundPractice {
            setup_token: setup_token.to_owned(),
            charter: identity.sign(charter.clone()).bytes().into(),
            page,
            desk_key: self.seal_desk(&desk, &identity, practice)?.into(),
            profile: self.seal_profile(&charter, &identity, &profile)?.into(),
        };
        let _: Practice = self.anyone().post("/practice", &found).await?;
        self.become_person(Me {
            identity,
            profile,
            desk: Some(desk),
        })
        .await?;
        Ok(practice)
    }

    /// Makes sure that the server takes `origin` for its own before anything is used up: whoever signs in names it,
    /// and a person who came by another address could never sign in.
    pub(crate) async fn check_origin(&self, origin: &str) -> Result<(), Trouble> {
        let answer: ServerOrigin = self.anyone().get("/origin").await?;
        if answer.origin == origin {
            return Ok(());
        }
        if !answer.origin.bytes().all(|letter| letter.is_ascii_graphic()) {
            return Err(Trouble::Unreadable);
        }
        Err(Trouble::OtherAddress {
            origin: answer.origin,
        })
    }

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

    /// Takes up an invitation with new keys.
    pub async fn join(&self, origin: &str, link: &str) -> Result<PersonId, Trouble> {
        if !self.is_nobody() {
            return Err(Trouble::AlreadySomebody);
        }
        self.check_origin(origin).await?;
        let Checked {
            secret,
            invitation,
            note,
            roster,
            time,
        } = self.check_invitation(link).await?;
        let practice = roster.practice();
        let identity = Identity::from_seed(self.random());
        let profile = Profile {
            practice,
            origin: origin.to_owned(),
            role: invitation.role,
            name: note.invite.name,
            birth_date: note.invite.birth_date,
            subspecialty: note.invite.subspecialty,
            licence: note.invite.licence,
            country: note.invite.country,
            introduced: note.introduced,
            recovery_code: None,
        };
        let desk = match note.desk {
            Some(bytes) => {
                let named = roster.charter().desk.id();
                Some(DeskSecret::from_bytes(&bytes.0, named).map_err(|_| Trouble::NotGenuine)?)
            }
            None => None,
        };
        let joining = Joining {
            practice,
            invitation: invitation.id(),
            card: identity.card(),
            time,
        };
        let sealed_profile = match profile.role {
            Role::Coordinator | Role::Radiologist => Some(Base64(self.seal_profile(
                roster.charter(),
                &identity,
                &profile,
            )?)),
            _ => None,
        };
        let join = Join {
            joining: secret.sign(joining).bytes().into(),
            profile: sealed_profile,
            desk_key: match &desk {
                Some(desk) => Some(Base64(self.seal_desk(desk, &identity, practice)?)),
                None => None,
            },
        };
        self.anyone()
            .tell("POST", &format!("/invitations/{}/join", invitation.id()), &join)
            .await?;
        let person = identity.id();
        self.become_person(Me {
            identity,
            profile,
            desk,
        })
        .await?;
        Ok(person)
    }

    /// Comes by the practice's public page: a patient with new keys, trusting the practice that the page's printed
    /// link names (or, without one, the one that this server shows).
    pub async fn come_as_patient(
        &self,
        origin: &str,
        pinned: Option<PracticeId>,
    ) -> Result<PersonId, Trouble> {
        if !self.is_nobody() {
            return Err(Trouble::AlreadySomebody);
        }
        let shown = self.practice_page().await?;
        let practice = pinned.unwrap_or(shown.practice);
        Roster::found(practice, &Signed::parse(&shown.charter.0)?)?;
        let identity = Identity::from_seed(self.random());
        let card = PersonCard {
            card: encode(&identity.card()).into(),
        };
        self.anyone().tell("POST", "/persons", &card).await?;
        let profile = Profile {
            practice,
            origin: origin.to_owned(),
            role: Role::Patient,
            name: None,
            birth_date: None,
            subspecialty: None,
            licence: None,
            country: None,
            introduced: None,
            recovery_code: None,
        };
        let person = identity.id();
        self.become_person(Me {
            identity,
            profile,
            desk: None,
        })
        .await?;
        Ok(person)
    }

    /// The members of the practice, for its coordinators.
    pub async fn colleagues(&self) -> Result<Vec<Colleague>, Trouble> {
        let me = self.me()?;
        let desk = me.desk.as_ref().ok_or(Trouble::NotGranted)?;
        let roster = self.roster(true).await?;
        let answer: Profiles = self.server(&me).get("/profiles").await?;
        let mut colleagues = Vec::new();
        for (person, role) in roster.members().filter(|(_, role)| *role != Role::Patient) {
            let sealed = answer.profiles.iter().find(|profile| profile.person == person);
            let profile: Option<Profile> = match sealed {
                Some(profile) => Some(profile_by(person, &profile.sealed.0, desk, &roster)?),
                None => None,
            };
            colleagues.push(Colleague::new(person, role, profile));
        }
        Ok(colleagues)
    }

    /// Fetches the desk key again, after a recovery.
    pub(crate) async fn fetch_desk(&self, me: &Me) -> Result<DeskSecret, Trouble> {
        let sealed: SealedForDesk = self.server(me).get("/desk-key").await?;
        let named = self.roster(false).await?.charter().desk.id();
        DeskSecret::open(&sealed.sealed.0, &me.identity, me.profile.practice, named)
            .map_err(|_| Trouble::NotGenuine)
    }

    async fn check_invitation(&self, link: &str) -> Result<Checked, Trouble> {
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

    fn seal_desk(&self, desk: &DeskSecret, to: &Identity, practice: PracticeId) -> Result<Vec<u8>, Trouble> {
        desk.seal_to(&to.card(), practice, &mut **self.ports.random.borrow_mut())
            .map_err(|_| Trouble::NotGenuine)
    }

    fn seal_profile(
        &self,
        charter: &Charter,
        identity: &Identity,
        profile: &Profile,
    ) -> Result<Vec<u8>, Trouble> {
        let (practice, person) = (charter.root.id(), identity.id());
        let signed = identity.sign(SignedProfile {
            practice,
            person,
            profile: serde_json::to_vec(profile).map_err(|_| Trouble::Unreadable)?,
        });
        let mut random = self.ports.random.borrow_mut();
        seal_small(
            &charter.desk.kem,
            &profile_of(practice, person),
            signed.bytes(),
            &mut **random,
        )
        .map_err(|_| Trouble::NotGenuine)
    }
}

/// A member's profile, believed only with the member's own signature and under the name the practice invited them under.
fn profile_by(
    person: PersonId,
    sealed: &[u8],
    desk: &DeskSecret,
    roster: &Roster,
) -> Result<Profile, Trouble> {
    let practice = roster.practice();
    let plaintext =
        open_small(desk, &profile_of(practice, person), sealed).map_err(|_| Trouble::NotGenuine)?;
    let signed = Signed::<SignedProfile>::parse(&plaintext)?;
    let card = roster.card(person).ok_or(Trouble::NotGenuine)?;
    let says = signed.verified_by(&card.verify)?;
    if signed.signer() != person || says.person != person || says.practice != practice {
        return Err(Trouble::NotGenuine);
    }
    let profile: Profile = serde_json::from_slice(&says.profile).map_err(|_| Trouble::NotGenuine)?;
    if is_introduced(roster, person, &radiologist_of(&profile, person)?) {
        Ok(profile)
    } else {
        Err(Trouble::NotGenuine)
    }
}

/// What a member's profile is sealed to the desk for.
fn profile_of(practice: PracticeId, about: PersonId) -> SmallContext<'static> {
    SmallContext {
        practice,
        about,
        purpose: "profile",
    }
}
