//! A case, folded from its verified entries.

mod assignment;
mod change;
mod facts;

use std::collections::BTreeMap;

pub use assignment::{Assignment, Standing};

use super::{Act, Clock, Directory, Kind, Refusal, ReportVersion, Service, ShareCreated, SignedEntry, rules};
use crate::{CaseId, Hash, ObjectRef, PersonId, PracticeId, Role, ShareId, Timestamp};

/// A share link as the ledger knows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Share {
    /// What was created.
    pub created: ShareCreated,
    /// When each opening was signed.
    pub openings: Vec<Timestamp>,
    /// Numbers of the entries whose version of the report its holder has confirmed to have read.
    pub confirmed: Vec<u64>,
    /// Whether it was withdrawn.
    pub revoked: bool,
}

/// A case as its verified entries tell it.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact that the entries tell or do not tell, whatever the others are"
)]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Case {
    pub(in crate::ledger) id: CaseId,
    pub(in crate::ledger) practice: PracticeId,
    pub(in crate::ledger) desk: PersonId,
    pub(in crate::ledger) patient: PersonId,
    pub(in crate::ledger) head: Hash,
    pub(in crate::ledger) length: u64,
    pub(in crate::ledger) time: Timestamp,
    pub(in crate::ledger) state: Kind,
    pub(in crate::ledger) epoch: u32,
    pub(in crate::ledger) service: Option<Service>,
    pub(in crate::ledger) clock: Option<Clock>,
    pub(in crate::ledger) by_post: bool,
    pub(in crate::ledger) asked: bool,
    pub(in crate::ledger) consented: bool,
    pub(in crate::ledger) intake: Option<ObjectRef>,
    pub(in crate::ledger) manifests: Vec<ObjectRef>,
    pub(in crate::ledger) ended: Option<Kind>,
    pub(in crate::ledger) restricted: bool,
    pub(in crate::ledger) assignment: Option<Assignment>,
    pub(in crate::ledger) first_reads: BTreeMap<PersonId, ObjectRef>,
    pub(in crate::ledger) removed: Vec<PersonId>,
    pub(in crate::ledger) coordinators: Vec<PersonId>,
    pub(in crate::ledger) reports: Vec<ReportVersion>,
    pub(in crate::ledger) report_entries: Vec<u64>,
    pub(in crate::ledger) shares: BTreeMap<ShareId, Share>,
}

impl Case {
    /// Starts a case from its first entry.
    pub fn open(first: &SignedEntry, directory: &impl Directory) -> Result<Self, Refusal> {
        let claimed = first.claimed();
        let Act::Opened(opened) = &claimed.act else {
            return Err(Refusal::NotTheBeginning);
        };
        if claimed.seq != 0 || claimed.previous != Hash::NONE {
            return Err(Refusal::NotTheBeginning);
        }
        let key = directory
            .verify_key(first.signer())
            .ok_or(Refusal::UnknownAuthor)?;
        first.verified_by(&key).map_err(|_| Refusal::Forged)?;
        // The root of the practice the directory speaks of is a coordinator of it; in any other practice nobody is.
        if directory.role_at(opened.practice, opened.practice, claimed.time) != Some(Role::Coordinator) {
            return Err(Refusal::NotTheBeginning);
        }
        Ok(Self {
            id: claimed.case,
            practice: opened.practice,
            desk: opened.desk,
            patient: first.signer(),
            head: first.hash(),
            length: 1,
            time: claimed.time,
            state: Kind::Opened,
            epoch: 0,
            service: None,
            clock: None,
            by_post: false,
            asked: false,
            consented: false,
            intake: None,
            manifests: Vec::new(),
            ended: None,
            restricted: false,
            assignment: None,
            first_reads: BTreeMap::new(),
            removed: Vec::new(),
            coordinators: Vec::new(),
            reports: Vec::new(),
            report_entries: Vec::new(),
            shares: BTreeMap::new(),
        })
    }

    /// Folds a whole chain.
    pub fn fold<'a>(
        entries: impl IntoIterator<Item = &'a SignedEntry>,
        directory: &impl Directory,
    ) -> Result<Self, Refusal> {
        let mut entries = entries.into_iter();
        let mut case = Self::open(entries.next().ok_or(Refusal::NotTheBeginning)?, directory)?;
        for entry in entries {
            case.append(entry, directory)?;
        }
        Ok(case)
    }

    /// Verifies the next entry, checks that its author may say this now, and takes it in. On refusal the case
    /// stays as it was.
    pub fn append(&mut self, next: &SignedEntry, directory: &impl Directory) -> Result<(), Refusal> {
        let entry = next.claimed();
        if entry.case != self.id || entry.seq != self.length || entry.previous != self.head {
            return Err(Refusal::NotNext);
        }
        if entry.time < self.time {
            return Err(Refusal::TimeRunsBackwards);
        }
        let author = next.signer();
        let key = match self.shares.get(&author) {
            Some(share) => share.created.key,
            None => directory.verify_key(author).ok_or(Refusal::UnknownAuthor)?,
        };
        next.verified_by(&key).map_err(|_| Refusal::Forged)?;
        let in_practice = directory.role_at(self.practice, author, entry.time);
        let role = self.role_of(author, in_practice).ok_or(Refusal::NotOfTheCase)?;
        rules::may(self, author, role, entry, directory)?;
        self.take_in(author, role, &entry.act, entry.time);
        self.head = next.hash();
        self.length += 1;
        self.time = entry.time;
        Ok(())
    }

    /// What `person` is in this case; `None` for everyone else, also for a radiologist who was taken off it or left
    /// the practice.
    pub fn role(&self, person: PersonId, directory: &impl Directory) -> Option<Role> {
        self.role_of(person, directory.role(self.practice, person))
    }

    fn role_of(&self, person: PersonId, in_practice: Option<Role>) -> Option<Role> {
        if person == self.patient {
            return Some(Role::Patient);
        }
        if self.shares.contains_key(&person) {
            return Some(Role::LinkHolder);
        }
        let is_assigned = self
            .assignment
            .as_ref()
            .is_some_and(|assignment| assignment.radiologist == person);
        in_practice.filter(|role| match role {
            Role::Coordinator => true,
            Role::Radiologist => is_assigned,
            Role::Patient | Role::LinkHolder => false,
        })
    }
}
