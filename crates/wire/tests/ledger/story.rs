//! Tells what happens in a case, one signed entry after the other. Whatever is refused must leave no trace.

use ed25519_dalek::{Signer, SigningKey};
use overread_wire::ledger::{
    Act, Assigned, Case, Entry, HalfCommitment, ImagesAdded, Kind, Opened, Refusal, ReportVersion,
    Rescheduled, Service, ShareCreated, SignedEntry, Submitted,
};
use overread_wire::{
    CaseId, Compartment, Hash, ObjectId, ObjectKind, ObjectRef, PersonId, ShareId, Signed, Timestamp,
};

use crate::people::{MONDAY, Person, Practice, signing_key, verify_key};

/// A case as it goes on, with the practice it happens in.
#[derive(Clone)]
pub struct Story {
    pub practice: Practice,
    pub case: Case,
    pub chain: Vec<SignedEntry>,
    pub clock: Timestamp,
}

impl Story {
    /// The patient has opened a case on Monday at eight.
    pub fn begins() -> Self {
        let practice = Practice::new();
        let patient = practice.patient.clone();
        Self::begun_by(practice, &patient)
    }

    pub fn begun_by(practice: Practice, patient: &Person) -> Self {
        let first = patient.sign(first_entry(&practice));
        let case = Case::open(&first, &practice).unwrap();
        Self {
            practice,
            case,
            chain: vec![first],
            clock: MONDAY,
        }
    }

    pub fn submitted() -> Self {
        let mut story = Self::begins();
        let patient = story.practice.patient.clone();
        for kind in [
            Kind::Consented,
            Kind::ImagesAdded,
            Kind::DocumentsAdded,
            Kind::Submitted,
        ] {
            story.tell(&patient, story.act(kind));
        }
        story
    }

    /// The patient has no disc drive: the case is with the practice, the disc is in the post.
    pub fn by_post() -> Self {
        let mut story = Self::begins();
        let patient = story.practice.patient.clone();
        story.tell(&patient, story.act(Kind::Consented));
        story.tell(&patient, story.submits_by_post());
        story
    }

    /// Submitting with the consent that the practice reads in the disc.
    pub fn submits_by_post(&self) -> Act {
        Act::Submitted(Submitted {
            service: Service::Express,
            intake: self.document(Compartment::Intake),
            by_post: true,
        })
    }

    pub fn assigned() -> Self {
        let mut story = Self::submitted();
        let (coordinator, anna) = (story.practice.coordinator.clone(), story.practice.anna.id());
        story.tell(&coordinator, story.assigns(anna));
        story
    }

    /// Anna reads and has come as far as `until`.
    pub fn read_until(until: Kind) -> Self {
        let mut story = Self::assigned();
        let anna = story.practice.anna.clone();
        let steps = [
            Kind::Accepted,
            Kind::FirstReadCommitted,
            Kind::OriginalRevealed,
            Kind::ReportSigned,
        ];
        for kind in steps {
            story.tell(&anna, story.act(kind));
            if kind == until {
                break;
            }
        }
        assert_eq!(story.case.state(), until);
        story
    }

    pub fn reported() -> Self {
        Self::read_until(Kind::ReportSigned)
    }

    /// The surgeon's link is made and has been opened; its key comes along.
    pub fn shared() -> (Self, SigningKey) {
        let mut story = Self::reported();
        let link = signing_key(200);
        let patient = story.practice.patient.clone();
        story.tell(&patient, story.act(Kind::ShareCreated));
        story.link_says(&link, Act::ShareOpened(share_id(&link))).unwrap();
        (story, link)
    }

    /// A minute later, `who` says something that the ledger must take in.
    pub fn tell(&mut self, who: &Person, act: Act) {
        let kind = act.kind();
        self.says(who, act)
            .unwrap_or_else(|refusal| panic!("{} was refused: {refusal:?}", kind.name()));
    }

    /// A minute later, `who` says something.
    pub fn says(&mut self, who: &Person, act: Act) -> Result<(), Refusal> {
        self.clock = self.clock.plus_ms(60_000);
        let entry = who.sign(self.entry(act));
        self.hears(entry)
    }

    /// A minute later, the holder of a link says something.
    pub fn link_says(&mut self, link: &SigningKey, act: Act) -> Result<(), Refusal> {
        self.clock = self.clock.plus_ms(60_000);
        let entry = Signed::make(self.entry(act), share_id(link), |message| {
            link.sign(message).to_bytes()
        });
        self.hears(entry)
    }

    /// Somebody sends an entry, whatever it is.
    pub fn hears(&mut self, entry: SignedEntry) -> Result<(), Refusal> {
        let before = self.case.clone();
        let verdict = self.case.append(&entry, &self.practice);
        if verdict.is_ok() {
            self.chain.push(entry);
        } else {
            assert_eq!(self.case, before, "a refused entry left a trace");
        }
        verdict
    }

    /// The entry that would come next.
    pub fn entry(&self, act: Act) -> Entry {
        let grants = if matches!(act.kind(), Kind::Submitted | Kind::Assigned | Kind::Regranted) {
            vec![Hash::of(b"a grant")]
        } else {
            Vec::new()
        };
        let case = &self.case;
        Entry {
            case: case.id(),
            seq: case.length(),
            previous: case.head(),
            time: self.clock,
            act,
            grants,
        }
    }

    pub fn hours_pass(&mut self, hours: u64) {
        self.clock = self.clock.plus_hours(hours);
    }

    /// A sealed object under the current epoch.
    pub fn object(&self, compartment: Compartment, kind: ObjectKind) -> ObjectRef {
        let name = Hash::labelled(
            "object",
            &[&self.case.length().to_be_bytes(), compartment_name(compartment)],
        );
        ObjectRef {
            object: ObjectId::from_bytes(name.truncated()),
            compartment,
            epoch: self.case.epoch(),
            kind,
            hash: name,
            size: 4096,
        }
    }

    pub fn document(&self, compartment: Compartment) -> ObjectRef {
        self.object(compartment, ObjectKind::Document)
    }

    /// Asking `radiologist`, with the epoch and halves that follow from the case.
    pub fn assigns(&self, radiologist: PersonId) -> Act {
        let first = self.case.assignment().is_none() && self.case.removed().is_empty();
        let epoch = if first {
            self.case.epoch()
        } else {
            self.case.epoch() + 1
        };
        let halves = (0..=epoch)
            .map(|epoch| HalfCommitment::to(epoch, &[7; 32]))
            .collect();
        Act::Assigned(Assigned {
            radiologist,
            epoch,
            halves,
        })
    }

    /// A link for report and images, for a fortnight.
    pub fn shares(&self, link: &SigningKey) -> ShareCreated {
        ShareCreated {
            key: verify_key(link),
            compartments: vec![Compartment::Report, Compartment::Images],
            expires: self.clock.plus_hours(24 * 14),
            opens: None,
            pin: false,
            bundle: Hash::of(b"sealed bundle"),
        }
    }

    pub fn version(&self, version: u32) -> ReportVersion {
        ReportVersion {
            report: self.document(Compartment::Report),
            version,
        }
    }

    /// An act of this kind as an honest client would say it at this point of the case, as far as there is one.
    pub fn act(&self, kind: Kind) -> Act {
        let images = |compartment| ImagesAdded {
            manifest: self.object(compartment, ObjectKind::Manifest),
            objects: 12,
            bytes: 96 << 20,
        };
        let reading = self
            .case
            .assignment()
            .map_or(self.practice.anna.id(), |assignment| assignment.radiologist);
        let newest = self.case.reports().last().map_or(0, |report| report.version);
        let share = self
            .case
            .shares()
            .keys()
            .next()
            .copied()
            .unwrap_or_else(|| share_id(&signing_key(200)));
        let thread = self.document(Compartment::Thread);
        let intake = self.document(Compartment::Intake);
        match kind {
            Kind::Opened => first_entry(&self.practice).act,
            Kind::Consented => Act::Consented(intake),
            Kind::ImagesAdded => Act::ImagesAdded(images(Compartment::Images)),
            Kind::DocumentsAdded => Act::DocumentsAdded(images(Compartment::Original)),
            Kind::Submitted => Act::Submitted(Submitted {
                service: Service::Express,
                intake,
                by_post: false,
            }),
            Kind::Returned => Act::Returned(thread),
            Kind::Resumed => Act::Resumed(Some(thread)),
            Kind::Rescheduled => Act::Rescheduled(Rescheduled {
                intake,
                service: None,
            }),
            Kind::Assigned => self.assigns(self.practice.ben.id()),
            Kind::Accepted => Act::Accepted(intake),
            Kind::Declined => Act::Declined(None),
            Kind::Recused => Act::Recused(Some(intake)),
            Kind::FirstReadCommitted => {
                Act::FirstReadCommitted(self.object(Compartment::Own, ObjectKind::FirstRead))
            }
            Kind::OriginalRevealed => Act::OriginalRevealed,
            Kind::ReportSigned => Act::ReportSigned(self.version(1)),
            Kind::AddendumSigned => Act::AddendumSigned(self.version(newest + 1)),
            Kind::TranslationSigned => Act::TranslationSigned(self.version(newest)),
            Kind::OpenedBy => Act::OpenedBy(Compartment::Images),
            Kind::Question => Act::Question(thread),
            Kind::Answer => Act::Answer(thread),
            Kind::Notice => Act::Notice(thread),
            Kind::Acknowledged => Act::Acknowledged(self.newest_report()),
            Kind::ShareCreated => {
                let free = (200..=u8::MAX)
                    .map(signing_key)
                    .find(|key| !self.case.shares().contains_key(&share_id(key)));
                Act::ShareCreated(self.shares(&free.unwrap()))
            }
            Kind::ShareOpened => Act::ShareOpened(share),
            Kind::ShareRevoked => Act::ShareRevoked(share),
            Kind::Regranted => Act::Regranted,
            Kind::MemberRemoved => Act::MemberRemoved(reading),
            Kind::Refused => Act::Refused(Some(thread)),
            Kind::Withdrawn => Act::Withdrawn(Some(thread)),
            Kind::Restricted => Act::Restricted,
            Kind::Closed => Act::Closed,
            Kind::OutcomeAdded => Act::OutcomeAdded(self.document(Compartment::Report)),
            Kind::Erased => Act::Erased,
        }
    }

    /// Number of the entry with the newest version of the report; 0 before there is one.
    pub fn newest_report(&self) -> u64 {
        let signed = |entry: &SignedEntry| {
            matches!(
                entry.claimed().act.kind(),
                Kind::ReportSigned | Kind::AddendumSigned
            )
        };
        self.chain.iter().rposition(signed).unwrap_or(0) as u64
    }

    /// Whoever folds the chain afresh sees the same case.
    pub fn ends(&self) {
        assert_eq!(Case::fold(&self.chain, &self.practice).unwrap(), self.case);
    }
}

pub fn share_id(link: &SigningKey) -> ShareId {
    verify_key(link).share_id()
}

pub fn first_entry(practice: &Practice) -> Entry {
    let opened = Opened {
        practice: practice.id(),
        desk: practice.roster.charter().desk.id(),
    };
    Entry {
        case: CaseId::from_bytes([0xca; 16]),
        seq: 0,
        previous: Hash::NONE,
        time: MONDAY,
        act: Act::Opened(opened),
        grants: vec![Hash::of(b"the patient's own grant")],
    }
}

fn compartment_name(compartment: Compartment) -> &'static [u8] {
    match compartment {
        Compartment::Intake => b"intake",
        Compartment::Images => b"images",
        Compartment::Original => b"original",
        Compartment::Report => b"report",
        Compartment::Thread => b"thread",
        Compartment::Own => b"own",
    }
}
