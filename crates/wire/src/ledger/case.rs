//! A case, folded from its verified entries.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Act, Clock, HalfCommitment, Kind, Refusal, ReportVersion, Service, ShareCreated, SignedEntry, rules,
};
use crate::{
    CaseId, Compartment, Hash, ObjectRef, PersonId, PracticeId, Role, Roster, ShareId, Timestamp, VerifyKey,
};

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

/// The radiologist of a case and how far the reading has come.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Assignment {
    /// Who reads.
    pub radiologist: PersonId,
    /// The epoch of keys that started with the assignment.
    pub epoch: u32,
    /// What the server holds back until the first read is committed.
    pub halves: Vec<HalfCommitment>,
    /// How far the reading has come.
    pub standing: Standing,
    /// The sealed first read, once committed.
    pub first_read: Option<ObjectRef>,
    /// The declaration of independence, once accepted.
    pub declaration: Option<ObjectRef>,
    /// Whether the original report was opened during this assignment.
    pub revealed: bool,
}

/// How far an assignment has come.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Asked, not answered.
    Asked,
    /// Declared independent and reading.
    Accepted,
    /// The first read is on the record.
    Committed,
    /// The original report was opened.
    Revealed,
    /// The report is signed.
    Signed,
}

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
    pub(super) id: CaseId,
    pub(super) practice: PracticeId,
    pub(super) desk: PersonId,
    pub(super) patient: PersonId,
    pub(super) head: Hash,
    pub(super) length: u64,
    pub(super) time: Timestamp,
    pub(super) state: Kind,
    pub(super) epoch: u32,
    pub(super) service: Option<Service>,
    pub(super) clock: Option<Clock>,
    pub(super) by_post: bool,
    pub(super) asked: bool,
    pub(super) consented: bool,
    pub(super) intake: Option<ObjectRef>,
    pub(super) manifests: Vec<ObjectRef>,
    pub(super) ended: Option<Kind>,
    pub(super) restricted: bool,
    pub(super) assignment: Option<Assignment>,
    pub(super) first_reads: BTreeMap<PersonId, ObjectRef>,
    pub(super) removed: Vec<PersonId>,
    pub(super) coordinators: Vec<PersonId>,
    pub(super) reports: Vec<ReportVersion>,
    pub(super) report_entries: Vec<u64>,
    pub(super) shares: BTreeMap<ShareId, Share>,
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

    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each kind, so that no kind is forgotten"
    )]
    fn take_in(&mut self, author: PersonId, role: Role, act: &Act, at: Timestamp) {
        if role == Role::Coordinator && !self.coordinators.contains(&author) {
            self.coordinators.push(author);
        }
        self.move_on(act);
        match act {
            Act::Consented(_) => self.consented = true,
            Act::ImagesAdded(added) | Act::DocumentsAdded(added) => self.manifests.push(added.manifest),
            Act::Submitted(submitted) => {
                self.service = Some(submitted.service);
                self.intake = Some(submitted.intake);
                self.clock = Some(Clock::start(at, submitted.service));
                self.by_post = submitted.by_post;
            }
            Act::Returned(_) => self.asked = true,
            Act::Restricted => self.restricted = true,
            Act::Resumed(_) => {
                self.asked = false;
                self.restricted = false;
            }
            Act::Rescheduled(moved) => {
                self.intake = Some(moved.intake);
                if let Some(service) = moved.service {
                    self.service = self.service.max(Some(service));
                    self.with_clock(|clock| clock.hasten(at, service));
                }
            }
            Act::Assigned(assigned) => {
                if let Some(before) = self.assignment.take() {
                    self.removed.push(before.radiologist);
                }
                self.removed.retain(|person| *person != assigned.radiologist);
                self.epoch = assigned.epoch;
                self.assignment = Some(Assignment {
                    radiologist: assigned.radiologist,
                    epoch: assigned.epoch,
                    halves: assigned.halves.clone(),
                    standing: Standing::Asked,
                    first_read: None,
                    declaration: None,
                    revealed: false,
                });
            }
            Act::Accepted(declaration) => {
                // Whoever has committed may have seen the original report: the first read of then is the first read.
                let first_read = self
                    .assignment
                    .as_ref()
                    .and_then(|now| self.first_reads.get(&now.radiologist))
                    .copied();
                self.with_assignment(|assignment| {
                    assignment.standing = if first_read.is_some() {
                        Standing::Committed
                    } else {
                        Standing::Accepted
                    };
                    assignment.first_read = first_read;
                    assignment.declaration = Some(*declaration);
                });
            }
            Act::Declined(_) | Act::Recused(_) => self.release_radiologist(),
            Act::MemberRemoved(person) => {
                if self
                    .assignment
                    .as_ref()
                    .is_some_and(|assignment| assignment.radiologist == *person)
                {
                    self.release_radiologist();
                }
            }
            Act::FirstReadCommitted(first_read) => {
                self.first_reads.insert(author, *first_read);
                self.with_assignment(|assignment| {
                    assignment.standing = Standing::Committed;
                    assignment.first_read = Some(*first_read);
                });
            }
            Act::OriginalRevealed => self.with_assignment(|assignment| {
                assignment.revealed = true;
                assignment.standing = assignment.standing.max(Standing::Revealed);
            }),
            Act::ReportSigned(version) | Act::AddendumSigned(version) => {
                self.with_assignment(|assignment| assignment.standing = Standing::Signed);
                self.reports.push(version.clone());
                self.report_entries.push(self.length);
            }
            Act::TranslationSigned(_) => self.report_entries.push(self.length),
            Act::ShareCreated(created) => {
                let share = Share {
                    created: created.clone(),
                    openings: Vec::new(),
                    confirmed: Vec::new(),
                    revoked: false,
                };
                self.shares.insert(created.key.share_id(), share);
            }
            Act::ShareOpened(share) => {
                if let Some(share) = self.shares.get_mut(share) {
                    share.openings.push(at);
                }
            }
            Act::ShareRevoked(share) => {
                if let Some(share) = self.shares.get_mut(share) {
                    share.revoked = true;
                }
            }
            Act::Acknowledged(seq) => {
                if let Some(share) = self
                    .shares
                    .get_mut(&author)
                    .filter(|share| !share.confirmed.contains(seq))
                {
                    share.confirmed.push(*seq);
                }
            }
            Act::Opened(_)
            | Act::OpenedBy(_)
            | Act::Question(_)
            | Act::Answer(_)
            | Act::Notice(_)
            | Act::Regranted
            | Act::Refused(_)
            | Act::Withdrawn(_)
            | Act::Closed
            | Act::OutcomeAdded(_)
            | Act::Erased => {}
        }
        self.keep_clock(at);
    }

    /// The clock stands while the practice waits, for whatever reason, and goes on when there is none left.
    fn keep_clock(&mut self, at: Timestamp) {
        let waits = self.waits_for_patient() || self.waits_for_disc();
        self.with_clock(|clock| if waits { clock.stop(at) } else { clock.go_on(at) });
    }

    fn move_on(&mut self, act: &Act) {
        let kind = act.kind();
        if kind.ends_case() {
            self.ended = Some(kind);
        }
        // A radiologist may look at the original report after signing without it; the case stays signed.
        let stays_signed = kind == Kind::OriginalRevealed && !self.reports.is_empty();
        if kind.changes_state() && !stays_signed {
            self.state = kind;
        }
    }

    fn with_clock(&mut self, act: impl FnOnce(&mut Clock)) {
        if let Some(clock) = &mut self.clock {
            act(clock);
        }
    }

    fn with_assignment(&mut self, act: impl FnOnce(&mut Assignment)) {
        if let Some(assignment) = &mut self.assignment {
            act(assignment);
        }
    }

    fn release_radiologist(&mut self) {
        if let Some(assignment) = self.assignment.take() {
            self.removed.push(assignment.radiologist);
        }
    }
}

/// What a case says of itself.
impl Case {
    /// The case.
    pub fn id(&self) -> CaseId {
        self.id
    }

    /// The practice it was opened with.
    pub fn practice(&self) -> PracticeId {
        self.practice
    }

    /// The desk that the patient grants to.
    pub fn desk(&self) -> PersonId {
        self.desk
    }

    /// Who owns the case.
    pub fn patient(&self) -> PersonId {
        self.patient
    }

    /// Hash of the newest entry.
    pub fn head(&self) -> Hash {
        self.head
    }

    /// How many entries there are; the next one has this number.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The time of the newest entry.
    pub fn time(&self) -> Timestamp {
        self.time
    }

    /// The kind of the last act that moved the case on.
    pub fn state(&self) -> Kind {
        self.state
    }

    /// The act that ended the case, if one did. An addendum may still follow; the case stays ended.
    pub fn ended(&self) -> Option<Kind> {
        self.ended
    }

    /// Whether the patient has forbidden new grants; lifted when the patient resumes.
    pub fn is_restricted(&self) -> bool {
        self.restricted
    }

    /// The epoch of keys that new objects are sealed under.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// The service level, once submitted.
    pub fn service(&self) -> Option<Service> {
        self.service
    }

    /// When the report is due, once submitted.
    pub fn deadline(&self, now: Timestamp) -> Option<Timestamp> {
        self.clock.map(|clock| clock.deadline(now))
    }

    /// Whether the practice waits for the patient's answer, or for a restriction to be lifted; the clock stands.
    pub fn waits_for_patient(&self) -> bool {
        self.asked || self.restricted
    }

    /// Whether the patient posts the disc, and has consented that the practice reads it into this case.
    pub fn is_by_post(&self) -> bool {
        self.by_post
    }

    /// Whether a posted disc has not been read in yet; the clock stands.
    pub fn waits_for_disc(&self) -> bool {
        self.by_post && !self.has_images()
    }

    /// Whether images were sent.
    pub fn has_images(&self) -> bool {
        self.manifests
            .iter()
            .any(|manifest| manifest.compartment == Compartment::Images)
    }

    /// Whether the practice may read a disc into this case now: only with the patient's consent on the record, and
    /// not while the patient has restricted what is done with the case.
    pub fn takes_posted_disc(&self) -> bool {
        self.by_post && !self.restricted && self.ended.is_none()
    }

    /// Whether consent is on the record.
    pub fn has_consent(&self) -> bool {
        self.consented
    }

    /// The newest intake form.
    pub fn intake(&self) -> Option<ObjectRef> {
        self.intake
    }

    /// The manifests of everything sent so far, oldest first.
    pub fn manifests(&self) -> &[ObjectRef] {
        &self.manifests
    }

    /// The radiologist, and how far the reading has come.
    pub fn assignment(&self) -> Option<&Assignment> {
        self.assignment.as_ref()
    }

    /// Radiologists who were on the case and no longer are.
    pub fn removed(&self) -> &[PersonId] {
        &self.removed
    }

    /// Coordinators who have acted on the case.
    pub fn coordinators(&self) -> &[PersonId] {
        &self.coordinators
    }

    /// Versions of the report, oldest first.
    pub fn reports(&self) -> &[ReportVersion] {
        &self.reports
    }

    /// The share links.
    pub fn shares(&self) -> &BTreeMap<ShareId, Share> {
        &self.shares
    }

    /// The people of the case, with what they are.
    pub fn people(&self) -> Vec<(PersonId, Role)> {
        let mut people = vec![(self.patient, Role::Patient)];
        people.extend(
            self.coordinators
                .iter()
                .map(|person| (*person, Role::Coordinator)),
        );
        people.extend(
            self.assignment
                .iter()
                .map(|assignment| (assignment.radiologist, Role::Radiologist)),
        );
        people
    }
}
