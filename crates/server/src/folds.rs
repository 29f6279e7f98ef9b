//! Cases as they were folded last, kept in memory so that the signatures of a chain are verified once and not for every
//! request. The database decides whether a fold still holds: only for the head it ends with, and only under the roster
//! it was verified against. Whether somebody belongs to the practice now is asked of that roster at every request.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use overread_wire::ledger::{Case, Refusal, SignedEntry};
use overread_wire::{CaseId, Hash, PersonId, Roster};

use crate::roster::People;

/// Most cases that are kept, and most entries they have together: some 600 bytes each at the worst.
const MOST: Bounds = Bounds {
    cases: 500,
    entries: 30_000,
};

/// A case, folded and verified.
#[derive(Clone)]
pub(crate) struct Folded {
    pub(crate) case: Case,
    pub(crate) people: People,
    said: BTreeMap<PersonId, usize>,
}

impl Folded {
    /// A case of one entry.
    pub(crate) fn open(first: &SignedEntry, people: People) -> Result<Self, Refusal> {
        Ok(Self {
            case: Case::open(first, &people)?,
            people,
            said: BTreeMap::from([(first.signer(), 1)]),
        })
    }

    /// Takes in the next entry.
    pub(crate) fn append(&mut self, next: &SignedEntry) -> Result<(), Refusal> {
        self.case.append(next, &self.people)?;
        *self.said.entry(next.signer()).or_default() += 1;
        Ok(())
    }

    /// How often somebody has said something.
    pub(crate) fn said_by(&self, who: PersonId) -> usize {
        self.said.get(&who).copied().unwrap_or_default()
    }

    /// How often all holders of links together have.
    pub(crate) fn said_by_links(&self) -> usize {
        let by_links = self.case.shares().keys().map(|share| self.said_by(*share));
        by_links.sum()
    }

    /// Everyone who has said something, but for the holders of links, whose keys stand in the chain.
    pub(crate) fn authors(&self) -> impl Iterator<Item = PersonId> {
        let authors = self.said.keys().copied();
        authors.filter(|author| !self.case.shares().contains_key(author))
    }
}

/// The cases that are kept: those that were asked for last.
pub(crate) struct Folds {
    kept: Mutex<Kept>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

/// Whose turn it is to fold. At most one core verifies chains, and who asks for the same case finds it done.
pub(crate) type Turn = tokio::sync::OwnedMutexGuard<()>;

impl Default for Folds {
    fn default() -> Self {
        Self {
            kept: Mutex::new(Kept::within(MOST)),
            turn: Arc::default(),
        }
    }
}

impl Folds {
    /// A case as it is at `head`.
    pub(crate) fn at(&self, case: CaseId, head: Hash, roster: &Arc<Roster>) -> Option<Arc<Folded>> {
        self.newest(case, roster)
            .filter(|folded| folded.case.head() == head)
    }

    /// A case as it was when it was last folded: to go on from there.
    pub(crate) fn newest(&self, case: CaseId, roster: &Arc<Roster>) -> Option<Arc<Folded>> {
        self.kept()
            .get(case)
            .filter(|folded| folded.people.are_of(roster))
    }

    /// Keeps what the database has.
    pub(crate) fn keep(&self, folded: Arc<Folded>) {
        self.kept().put(folded);
    }

    /// Keeps a case no longer.
    pub(crate) fn forget(&self, case: CaseId) {
        self.kept().forget(case);
    }

    /// Waits until nobody else folds.
    pub(crate) async fn turn(&self) -> Turn {
        Arc::clone(&self.turn).lock_owned().await
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Bounds {
    cases: usize,
    entries: u64,
}

struct Kept {
    most: Bounds,
    cases: BTreeMap<CaseId, (u64, Arc<Folded>)>,
    entries: u64,
    asked: u64,
}

impl Kept {
    fn within(most: Bounds) -> Self {
        Self {
            most,
            cases: BTreeMap::new(),
            entries: 0,
            asked: 0,
        }
    }

    fn get(&mut self, case: CaseId) -> Option<Arc<Folded>> {
        self.asked += 1;
        let (last, folded) = self.cases.get_mut(&case)?;
        *last = self.asked;
        Some(Arc::clone(folded))
    }

    /// Keeps a case in the place of what it was, and lets go of those that nobody asked for longest.
    fn put(&mut self, folded: Arc<Folded>) {
        self.asked += 1;
        self.forget(folded.case.id());
        self.entries += folded.case.length();
        self.cases.insert(folded.case.id(), (self.asked, folded));
        while self.cases.len() > self.most.cases || self.entries > self.most.entries {
            let oldest = self.cases.iter().min_by_key(|(_, (last, _))| *last);
            match oldest.map(|(case, _)| *case) {
                Some(oldest) if self.cases.len() > 1 => self.forget(oldest),
                _ => return,
            }
        }
    }

    fn forget(&mut self, case: CaseId) {
        if let Some((_, before)) = self.cases.remove(&case) {
            self.entries -= before.case.length();
        }
    }
}

#[cfg(test)]
mod tests {
    use overread_wire::ledger::{Act, Entry, Opened};
    use overread_wire::{Card, Charter, DeskKey, KEM_KEY_BYTES, Signed, Timestamp, VerifyKey};

    use super::*;

    fn folded(
        number: u8,
        people: &People,
        signer: PersonId,
        sign: impl Fn(&[u8]) -> [u8; 64],
    ) -> Arc<Folded> {
        let roster = people.roster();
        let act = Act::Opened(Opened {
            practice: roster.practice(),
            desk: roster.charter().desk.id(),
        });
        let entry = Entry {
            case: CaseId::from_bytes([number; 16]),
            seq: 0,
            previous: Hash::NONE,
            time: Timestamp(1),
            act,
            grants: Vec::new(),
        };
        let entry = Signed::make(entry, signer, sign);
        Arc::new(Folded::open(&entry, people.clone()).unwrap())
    }

    #[test]
    fn the_cases_asked_for_last_are_kept_and_only_under_the_roster_they_were_verified_with() {
        use ed25519_dalek::{Signer as _, SigningKey};
        let key = SigningKey::from_bytes(&[7; 32]);
        let sign = |message: &[u8]| key.sign(message).to_bytes();
        let kem = [9; KEM_KEY_BYTES].to_vec();
        let root = Card {
            verify: VerifyKey::from_bytes(key.verifying_key().as_bytes()).unwrap(),
            kem: kem.clone(),
        };
        let id = root.id();
        let desk = DeskKey { epoch: 0, kem };
        let charter = Charter {
            root,
            desk,
            edition: 1,
        };
        let roster = Roster::found(id, &Signed::make(charter, id, sign)).unwrap();
        let roster = Arc::new(roster);
        let people = People::members(Arc::clone(&roster));
        let [one, two, three] = [1, 2, 3].map(|number| folded(number, &people, id, sign));

        let mut kept = Kept::within(Bounds { cases: 2, entries: 2 });
        kept.put(Arc::clone(&one));
        kept.put(Arc::clone(&two));
        assert!(kept.get(one.case.id()).is_some());
        kept.put(Arc::clone(&three));
        assert!(kept.get(two.case.id()).is_none() && kept.get(one.case.id()).is_some());
        assert_eq!((kept.cases.len(), kept.entries), (2, 2));
        kept.most.entries = 0;
        kept.put(Arc::clone(&two));
        assert!(kept.get(two.case.id()).is_some() && kept.entries == 1);

        let folds = Folds::default();
        folds.keep(Arc::clone(&one));
        let (case, head) = (one.case.id(), one.case.head());
        assert!(folds.at(case, head, &roster).is_some());
        assert!(folds.at(case, two.case.head(), &roster).is_none());
        let changed = Arc::new(Roster::clone(&roster));
        assert!(folds.at(case, head, &changed).is_none() && folds.newest(case, &changed).is_none());
    }
}
