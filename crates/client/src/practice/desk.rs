//! What lies sealed for the desk: the profiles of the members, and the desk's own key.

use overread_seal::grant::{SmallContext, open_small, seal_small};
use overread_seal::{DeskSecret, Identity};
use overread_wire::api::{Profiles, SealedForDesk};
use overread_wire::{Charter, PersonId, PracticeId, Role, Roster, Signed};

use crate::client::Client;
use crate::error::Trouble;
use crate::introduced::{SignedProfile, is_introduced, radiologist_of};
use crate::profile::{Me, Profile};
use crate::view::Colleague;

impl Client {
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

    pub(super) fn seal_desk(
        &self,
        desk: &DeskSecret,
        to: &Identity,
        practice: PracticeId,
    ) -> Result<Vec<u8>, Trouble> {
        desk.seal_to(&to.card(), practice, &mut **self.ports.random.borrow_mut())
            .map_err(|_| Trouble::NotGenuine)
    }

    pub(super) fn seal_profile(
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
