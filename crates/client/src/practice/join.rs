//! Joining with new keys: by an invitation, or as a patient who comes by the practice's page.

use overread_seal::{DeskSecret, Identity};
use overread_wire::api::{Base64, Join, PersonCard};
use overread_wire::{Joining, PersonId, PracticeId, Role, Roster, Signed, encode};

use super::invite::Checked;
use crate::client::Client;
use crate::error::Trouble;
use crate::profile::{Me, Profile};

impl Client {
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
        let profile = Profile::nameless(practice, origin, Role::Patient);
        let person = identity.id();
        self.become_person(Me {
            identity,
            profile,
            desk: None,
        })
        .await?;
        Ok(person)
    }
}
