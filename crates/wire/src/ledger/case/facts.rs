//! What a case says of itself.

use std::collections::BTreeMap;

use super::{Assignment, Case, Share};
use crate::ledger::{Kind, ReportVersion, Service};
use crate::{CaseId, Compartment, Hash, ObjectRef, PersonId, PracticeId, Role, ShareId, Timestamp};

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
