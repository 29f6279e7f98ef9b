//! A practice with its people: real Ed25519 keys from fixed seeds, encapsulation keys of the right length.

use std::collections::BTreeMap;

use ed25519_dalek::{Signer, SigningKey};
use overread_wire::ledger::Directory;
use overread_wire::{
    Card, Charter, DeskKey, Hash, Invitation, Joining, KEM_KEY_BYTES, Membership, PersonId, PracticeId,
    Removal, Role, Roster, Sealable, Signed, Timestamp, VerifyKey,
};

/// 2026-11-02T08:00:00Z, a Monday.
pub const MONDAY: Timestamp = Timestamp(1_793_606_400_000);

/// Somebody with keys.
#[derive(Clone)]
pub struct Person {
    key: SigningKey,
    pub card: Card,
}

impl Person {
    pub fn new(seed: u8) -> Self {
        let key = signing_key(seed);
        let card = Card {
            verify: verify_key(&key),
            kem: kem_key(seed),
        };
        Self { key, card }
    }

    pub fn id(&self) -> PersonId {
        self.card.id()
    }

    pub fn sign<T: Sealable>(&self, statement: T) -> Signed<T> {
        self.sign_as(self.id(), statement)
    }

    /// Signs with this person's key under any name, as a forger would.
    pub fn sign_as<T: Sealable>(&self, signer: PersonId, statement: T) -> Signed<T> {
        Signed::make(statement, signer, |message| self.key.sign(message).to_bytes())
    }
}

/// The signing key of a share link or an invitation.
pub fn signing_key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

pub fn verify_key(key: &SigningKey) -> VerifyKey {
    VerifyKey::from_bytes(key.verifying_key().as_bytes()).unwrap()
}

/// Bytes as random as an encapsulation key looks: SHA-256 of the seed and a counter, as `vectors/ledger/` says.
pub fn kem_key(seed: u8) -> Vec<u8> {
    let blocks = (0..=u8::MAX).flat_map(|counter| *Hash::of(&[seed, counter]).as_bytes());
    blocks.take(KEM_KEY_BYTES).collect()
}

pub fn invitation(practice: PracticeId, by: &Person, link: &SigningKey, role: Role) -> Signed<Invitation> {
    by.sign(Invitation {
        practice,
        invite_key: verify_key(link),
        role,
        expires: MONDAY.plus_hours(24 * 14),
        note: Hash::of(b"sealed note"),
        introduced: None,
    })
}

pub fn joining(
    invitation: &Signed<Invitation>,
    link: &SigningKey,
    card: &Card,
    time: Timestamp,
) -> Signed<Joining> {
    let claimed = invitation.claimed();
    let joining = Joining {
        practice: claimed.practice,
        invitation: claimed.id(),
        card: card.clone(),
        time,
    };
    Signed::make(joining, card.id(), |message| link.sign(message).to_bytes())
}

/// A practice: its root, one coordinator, two radiologists, an invited patient; and people who are not of it.
#[derive(Clone)]
pub struct Practice {
    pub root: Person,
    pub coordinator: Person,
    pub anna: Person,
    pub ben: Person,
    pub patient: Person,
    /// Came by the public page: the server knows the card, the practice has invited nobody of that name.
    pub walk_in: Person,
    pub nobody: Person,
    pub roster: Roster,
    others: BTreeMap<PersonId, VerifyKey>,
}

impl Practice {
    pub fn new() -> Self {
        let [root, coordinator, anna, ben, patient, walk_in, nobody] = [1, 2, 3, 4, 5, 6, 7].map(Person::new);
        let roster = Roster::found(root.id(), &charter(&root)).unwrap();
        let others = BTreeMap::from([(walk_in.id(), walk_in.card.verify)]);
        let mut practice = Self {
            root,
            coordinator,
            anna,
            ben,
            patient,
            walk_in,
            nobody,
            roster,
            others,
        };
        let joiners = [
            (&practice.root, &practice.coordinator, Role::Coordinator, 101),
            (&practice.coordinator, &practice.anna, Role::Radiologist, 102),
            (&practice.coordinator, &practice.ben, Role::Radiologist, 103),
            (&practice.coordinator, &practice.patient, Role::Patient, 104),
        ];
        let mut roster = practice.roster.clone();
        for (by, joiner, role, link) in joiners {
            roster
                .admit(&practice.membership(by, joiner, role, link))
                .unwrap();
        }
        practice.roster = roster;
        practice
    }

    pub fn id(&self) -> PracticeId {
        self.root.id()
    }

    pub fn membership(&self, by: &Person, joiner: &Person, role: Role, link: u8) -> Membership {
        let link = signing_key(link);
        let invitation = invitation(self.id(), by, &link, role);
        let joining = joining(&invitation, &link, &joiner.card, MONDAY);
        Membership { invitation, joining }
    }

    pub fn removal(&self, person: &Person, time: Timestamp) -> Signed<Removal> {
        self.root.sign(Removal {
            practice: self.id(),
            person: person.id(),
            time,
        })
    }
}

pub fn charter(root: &Person) -> Signed<Charter> {
    root.sign(Charter {
        root: root.card.clone(),
        desk: DeskKey {
            epoch: 0,
            kem: kem_key(100),
        },
        edition: 0,
    })
}

impl Directory for Practice {
    fn verify_key(&self, person: PersonId) -> Option<VerifyKey> {
        self.roster
            .verify_key(person)
            .or_else(|| self.others.get(&person).copied())
    }

    fn role(&self, practice: PracticeId, person: PersonId) -> Option<Role> {
        Directory::role(&self.roster, practice, person)
    }

    fn role_at(&self, practice: PracticeId, person: PersonId, at: Timestamp) -> Option<Role> {
        Directory::role_at(&self.roster, practice, person, at)
    }
}
