//! Where the fold looks up keys and roles; both are proven by whoever implements it.

use crate::{PersonId, PracticeId, Role, Roster, Timestamp, VerifyKey};

/// Where the fold looks up keys and roles; both are proven by whoever implements it.
pub trait Directory {
    /// The verification key of a person, proven by the person's name.
    fn verify_key(&self, person: PersonId) -> Option<VerifyKey>;
    /// What a person is in a practice, proven by the practice's root.
    fn role(&self, practice: PracticeId, person: PersonId) -> Option<Role>;
    /// What a person was in a practice at `at`. Whoever knows of removals answers from them, so that the entries
    /// of a person who left later still hold; without that knowledge only present members count.
    fn role_at(&self, practice: PracticeId, person: PersonId, _at: Timestamp) -> Option<Role> {
        self.role(practice, person)
    }
}

impl Directory for Roster {
    fn verify_key(&self, person: PersonId) -> Option<VerifyKey> {
        self.card(person).map(|card| card.verify)
    }

    fn role(&self, practice: PracticeId, person: PersonId) -> Option<Role> {
        if practice == self.practice() {
            Roster::role(self, person)
        } else {
            None
        }
    }

    fn role_at(&self, practice: PracticeId, person: PersonId, at: Timestamp) -> Option<Role> {
        if practice == self.practice() {
            Roster::role_at(self, person, at)
        } else {
            None
        }
    }
}
