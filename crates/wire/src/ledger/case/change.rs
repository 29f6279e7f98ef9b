//! What each kind of entry changes in a case, once it was verified and allowed.

use super::{Assignment, Case, Share, Standing};
use crate::ledger::{Act, Clock, Kind};
use crate::{PersonId, Role, Timestamp};

impl Case {
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each kind, so that no kind is forgotten"
    )]
    pub(super) fn take_in(&mut self, author: PersonId, role: Role, act: &Act, at: Timestamp) {
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
