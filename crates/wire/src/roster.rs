//! Who belongs to a practice, provable from its root alone: the server introduces nobody to anybody.
//!
//! The root signs a charter. The root invites coordinators, coordinators (and the root) invite radiologists and
//! patients. An invitation names the public half of a key that only the link carries; the joiner signs their own
//! card with that key. A membership is both statements together.

use std::collections::BTreeMap;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::{
    Card, Context, DeskKey, Hash, InviteId, PersonId, PracticeId, Sealable, Signed, Timestamp, VerifyKey,
};

/// What a person may be in a practice or a case.
#[derive(
    Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the practice's desk.
    #[n(0)]
    Coordinator,
    /// Reads and signs.
    #[n(1)]
    Radiologist,
    /// Owns the case, or acts for the one who does.
    #[n(2)]
    Patient,
    /// Holds a share link.
    #[n(3)]
    LinkHolder,
}

/// What the root says of its practice. The highest `edition` counts.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Charter {
    /// The root's keys; their name is the practice's name.
    #[n(0)]
    pub root: Card,
    /// The key the desk is addressed by.
    #[n(1)]
    pub desk: DeskKey,
    /// Counts the charters of this practice.
    #[n(2)]
    pub edition: u32,
}

/// An invitation, signed by the inviter.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Invitation {
    /// The practice.
    #[n(0)]
    pub practice: PracticeId,
    /// Public half of the key that the link's secret derives.
    #[n(1)]
    pub invite_key: VerifyKey,
    /// What the joiner becomes.
    #[n(2)]
    pub role: Role,
    /// When it lapses.
    #[n(3)]
    pub expires: Timestamp,
    /// SHA-256 of the note for the joiner, sealed under a key that the link's secret derives.
    #[n(4)]
    pub note: Hash,
    /// Commitment to the name, licence, country and subspecialty under which a member is invited. Left out for
    /// patients, and in invitations from before it was made.
    #[n(5)]
    pub introduced: Option<Hash>,
}

impl Invitation {
    /// The name by which the server keeps it.
    pub fn id(&self) -> InviteId {
        invite_id(&self.invite_key)
    }
}

/// Taking up an invitation, signed by the invite key.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Joining {
    /// The practice.
    #[n(0)]
    pub practice: PracticeId,
    /// The invitation.
    #[n(1)]
    pub invitation: InviteId,
    /// The joiner's keys.
    #[n(2)]
    pub card: Card,
    /// When, by the server's offered time.
    #[n(3)]
    pub time: Timestamp,
}

/// A removal from the practice, signed by its root.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Removal {
    /// The practice.
    #[n(0)]
    pub practice: PracticeId,
    /// Who no longer belongs to it.
    #[n(1)]
    pub person: PersonId,
    /// When.
    #[n(2)]
    pub time: Timestamp,
}

/// An invitation with the joining that took it up.
#[derive(Clone, Debug)]
pub struct Membership {
    /// Signed by the inviter.
    pub invitation: Signed<Invitation>,
    /// Signed by the invite key.
    pub joining: Signed<Joining>,
}

/// Why a roster is not believed.
#[derive(Debug, thiserror::Error)]
pub enum RosterRefusal {
    /// The charter is not signed by the root that the link names.
    #[error("This is not the practice your link belongs to. Do not go on; ask the practice for a new link.")]
    OtherPractice,
    /// A membership that the root's chain of signatures does not reach.
    #[error("Somebody here was not let in by the practice. Nothing was sent. Tell the practice.")]
    Stranger,
    /// The invitation had lapsed when it was taken up.
    #[error("This invitation has lapsed. Ask the practice for a new one.")]
    Lapsed,
}

impl RosterRefusal {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherPractice => "other-practice",
            Self::Stranger => "stranger",
            Self::Lapsed => "invitation-lapsed",
        }
    }
}

/// The proven members of a practice, present and former.
#[derive(Clone, Debug)]
pub struct Roster {
    practice: PracticeId,
    charter: Charter,
    members: BTreeMap<PersonId, Member>,
    removals: BTreeMap<PersonId, Timestamp>,
    taken_up: BTreeMap<InviteId, PersonId>,
}

#[derive(Clone, Debug)]
struct Member {
    role: Role,
    card: Card,
    inviter: PersonId,
    joined: Timestamp,
    introduced: Option<Hash>,
}

impl Roster {
    /// Believes a charter if its root has the name `practice`.
    pub fn found(practice: PracticeId, charter: &Signed<Charter>) -> Result<Self, RosterRefusal> {
        let claimed = charter.claimed();
        if claimed.root.id() != practice || charter.signer() != practice {
            return Err(RosterRefusal::OtherPractice);
        }
        let charter = charter
            .verified_by(&claimed.root.verify)
            .map_err(|_| RosterRefusal::OtherPractice)?
            .clone();
        let root = Member {
            role: Role::Coordinator,
            card: charter.root.clone(),
            inviter: practice,
            joined: Timestamp(0),
            introduced: None,
        };
        let members = BTreeMap::from([(practice, root)]);
        Ok(Self {
            practice,
            charter,
            members,
            removals: BTreeMap::new(),
            taken_up: BTreeMap::new(),
        })
    }

    /// Adds a member whose chain reaches the root; memberships come in the order in which they were made. One
    /// invitation lets one person in, and who was removed comes back only with new keys.
    pub fn admit(&mut self, membership: &Membership) -> Result<PersonId, RosterRefusal> {
        let by = membership.invitation.signer();
        let inviter = self.members.get(&by).ok_or(RosterRefusal::Stranger)?;
        let invitation = membership
            .invitation
            .verified_by(&inviter.card.verify)
            .map_err(|_| RosterRefusal::Stranger)?;
        let joining = membership
            .joining
            .verified_by(&invitation.invite_key)
            .map_err(|_| RosterRefusal::Stranger)?;
        let may_invite = may_invite(by == self.practice, inviter.role, invitation.role);
        let same_practice = invitation.practice == self.practice && joining.practice == self.practice;
        if !may_invite || !same_practice || joining.invitation != invitation.id() {
            return Err(RosterRefusal::Stranger);
        }
        if joining.time > invitation.expires {
            return Err(RosterRefusal::Lapsed);
        }
        let person = joining.card.id();
        let inviter_had_left = self
            .removals
            .get(&by)
            .is_some_and(|removed| joining.time >= *removed);
        let by_another = self
            .taken_up
            .get(&invitation.id())
            .is_some_and(|taken| *taken != person);
        if inviter_had_left || by_another || self.removals.contains_key(&person) {
            return Err(RosterRefusal::Stranger);
        }
        self.taken_up.insert(invitation.id(), person);
        self.members.entry(person).or_insert_with(|| Member {
            role: invitation.role,
            card: joining.card.clone(),
            inviter: by,
            joined: joining.time,
            introduced: invitation.introduced,
        });
        Ok(person)
    }

    /// Takes a person out again, on the root's word. What they signed before still verifies; whoever took up an
    /// invitation of theirs afterwards never belonged.
    pub fn remove(&mut self, removal: &Signed<Removal>) -> Result<(), RosterRefusal> {
        let removal = removal
            .verified_by(&self.charter.root.verify)
            .map_err(|_| RosterRefusal::Stranger)?;
        if removal.practice != self.practice || removal.person == self.practice {
            return Err(RosterRefusal::Stranger);
        }
        let removed = self.removals.entry(removal.person).or_insert(removal.time);
        *removed = removal.time.min(*removed);
        let since = *removed;
        self.members
            .retain(|_, member| member.inviter != removal.person || member.joined < since);
        Ok(())
    }

    /// The practice.
    pub fn practice(&self) -> PracticeId {
        self.practice
    }

    /// What the root says of it.
    pub fn charter(&self) -> &Charter {
        &self.charter
    }

    /// What a present member is.
    pub fn role(&self, person: PersonId) -> Option<Role> {
        if self.removals.contains_key(&person) {
            None
        } else {
            self.members.get(&person).map(|member| member.role)
        }
    }

    /// What a person was at `at`, so that the entries of a former member still hold.
    pub fn role_at(&self, person: PersonId, at: Timestamp) -> Option<Role> {
        let had_left = self.removals.get(&person).is_some_and(|removed| at >= *removed);
        if had_left {
            None
        } else {
            self.members.get(&person).map(|member| member.role)
        }
    }

    /// The keys of a present or former member. Whether to seal for them is a question of [`Roster::role`].
    pub fn card(&self, person: PersonId) -> Option<&Card> {
        self.members.get(&person).map(|member| &member.card)
    }

    /// What the inviter of a present or former member committed to about them, if anything.
    pub fn introduced(&self, person: PersonId) -> Option<Hash> {
        self.members.get(&person).and_then(|member| member.introduced)
    }

    /// The present members, with what they are.
    pub fn members(&self) -> impl Iterator<Item = (PersonId, Role)> {
        let present = self
            .members
            .iter()
            .filter(|(person, _)| !self.removals.contains_key(person));
        present.map(|(person, member)| (*person, member.role))
    }
}

/// Whether someone who is `inviter` may invite a `joiner`; only the root itself invites coordinators.
pub fn may_invite(is_root: bool, inviter: Role, joiner: Role) -> bool {
    match joiner {
        Role::Coordinator => is_root,
        Role::Radiologist | Role::Patient => inviter == Role::Coordinator,
        Role::LinkHolder => false,
    }
}

/// The name of the invitation whose link derives `invite_key`.
pub fn invite_id(invite_key: &VerifyKey) -> InviteId {
    InviteId::from_bytes(Hash::labelled("overread/invite/v1", &[invite_key.as_bytes()]).truncated())
}

impl Sealable for Charter {
    const CONTEXT: Context = Context::Charter;
}

impl Sealable for Invitation {
    const CONTEXT: Context = Context::Invitation;
}

impl Sealable for Joining {
    const CONTEXT: Context = Context::Joining;
}

impl Sealable for Removal {
    const CONTEXT: Context = Context::Removal;
}
