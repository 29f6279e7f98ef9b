//! The practice's roster, verified once and kept as long as nobody joins or leaves; and what the ledger's fold
//! looks people up in.

use std::sync::{Arc, Mutex, PoisonError};

use overread_wire::ledger::Directory;
use overread_wire::{
    Card, Charter, Invitation, Joining, Membership, PersonId, PracticeId, Removal, Role, Roster, Sealable,
    Signed, Timestamp, VerifyKey, decode,
};

use crate::refused::{Fault, Refused};
use crate::store::{Connection, queries};

/// Memory of the last verified roster. The database decides whether it still holds; it is no state of its own.
#[derive(Default)]
pub(crate) struct Remembered(Mutex<Option<(Generation, Arc<Roster>)>>);

#[derive(Clone, PartialEq)]
struct Generation {
    charter: Vec<u8>,
    memberships: i64,
    removals: i64,
}

impl Remembered {
    /// The roster as the database has it now.
    pub(crate) async fn roster(&self, db: &mut Connection) -> Result<Arc<Roster>, Refused> {
        let (charter, _) = queries::practice(db).await?.ok_or(Refused::NoPractice)?;
        let (memberships, removals) = queries::roster_generation(db).await?;
        let now = Generation {
            charter,
            memberships,
            removals,
        };
        let before = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (mut roster, after) = match before {
            Some((then, roster)) if then == now => return Ok(roster),
            // Somebody joined: only the new ones need to be verified.
            Some((then, roster)) if then.charter == now.charter && then.removals == now.removals => {
                (Roster::clone(&roster), then.memberships)
            }
            _ => {
                let charter = stored::<Charter>(&now.charter, "practice")?;
                (Roster::found(charter.claimed().root.id(), &charter)?, 0)
            }
        };
        for (invitation, joining) in queries::memberships(db, after).await? {
            let invitation = stored::<Invitation>(&invitation, "invitations")?;
            let joining = stored::<Joining>(&joining, "memberships")?;
            roster.admit(&Membership { invitation, joining })?;
        }
        for removal in queries::removals(db).await? {
            roster.remove(&stored::<Removal>(&removal, "removals")?)?;
        }
        let roster = Arc::new(roster);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&roster)));
        Ok(roster)
    }
}

/// Reads a signed statement that the server itself stored.
pub(crate) fn stored<T: Sealable>(bytes: &[u8], table: &'static str) -> Result<Signed<T>, Refused> {
    Signed::parse(bytes).map_err(|_| Fault::Stored(table).into())
}

/// The people an entry of a case may be by: the practice's members, and its patient, who may be none. Whoever opens a
/// link proves it by the link's own key.
#[derive(Clone)]
pub(crate) struct People {
    roster: Arc<Roster>,
    patient: Option<(PersonId, Arc<Card>)>,
}

impl People {
    /// Nobody but the members.
    pub(crate) fn members(roster: Arc<Roster>) -> Self {
        Self {
            roster,
            patient: None,
        }
    }

    /// Looks up the card of `patient`, unless a member has it.
    pub(crate) async fn with(
        db: &mut Connection,
        roster: Arc<Roster>,
        patient: PersonId,
    ) -> Result<Self, Refused> {
        let mut people = Self::members(roster);
        if people.card(patient).is_none()
            && let Some(card) = queries::card(db, patient).await?
        {
            let card = decode(&card).map_err(|_| Fault::Stored("persons"))?;
            people.patient = Some((patient, Arc::new(card)));
        }
        Ok(people)
    }

    /// The practice's members.
    pub(crate) fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Whether these are the members of `roster`, none more and none less.
    pub(crate) fn are_of(&self, roster: &Arc<Roster>) -> bool {
        Arc::ptr_eq(&self.roster, roster)
    }

    /// The card of an author.
    pub(crate) fn card(&self, person: PersonId) -> Option<&Card> {
        let patient = || self.patient.as_ref().filter(|(patient, _)| *patient == person);
        self.roster
            .card(person)
            .or_else(|| patient().map(|(_, card)| card.as_ref()))
    }
}

impl Directory for People {
    fn verify_key(&self, person: PersonId) -> Option<VerifyKey> {
        self.card(person).map(|card| card.verify)
    }

    fn role(&self, practice: PracticeId, person: PersonId) -> Option<Role> {
        Directory::role(self.roster.as_ref(), practice, person)
    }

    fn role_at(&self, practice: PracticeId, person: PersonId, at: Timestamp) -> Option<Role> {
        Directory::role_at(self.roster.as_ref(), practice, person, at)
    }
}
