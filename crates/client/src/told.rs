//! What the ledger tells about a reading: a report is signed over it, and verified against it. Whoever signed something
//! else about the case than its record says is not believed.

use overread_report::{FirstRead, Independence, OriginalReport, ReportBody, SinceFirstRead};
use overread_wire::ledger::{Act, SignedEntry};
use overread_wire::{Hash, ObjectRef, PersonId, Timestamp};

use crate::read::has_seen_original;
use crate::report::SignedReport;

/// What the entries up to a head tell about the reading of one radiologist.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// Who reads.
    pub radiologist: PersonId,
    /// Hash over the manifests of all images.
    pub images: Hash,
    /// Hashes of the sealed versions that are signed already.
    pub previous: Vec<Hash>,
    /// The sealed first read.
    pub first_read: ObjectRef,
    /// When it was committed.
    pub committed: Timestamp,
    /// The sealed declaration of independence, made last.
    pub declaration: Option<ObjectRef>,
    /// Whether there is an original report, and whether this radiologist has ever opened it.
    pub original: OriginalReport,
}

impl Told {
    /// What `entries` tell; `None` while `radiologist` has committed no first read.
    pub fn at(entries: &[SignedEntry], radiologist: PersonId) -> Option<Self> {
        let (mut manifests, mut previous) = (Vec::new(), Vec::new());
        let (mut committed, mut declaration, mut has_original) = (None, None, false);
        for entry in entries {
            let by_radiologist = entry.signer() == radiologist;
            match &entry.claimed().act {
                Act::ImagesAdded(added) => manifests.push(added.manifest.hash),
                Act::DocumentsAdded(_) => has_original = true,
                Act::ReportSigned(version) | Act::AddendumSigned(version) => {
                    previous.push(version.report.hash);
                }
                Act::Accepted(sealed) if by_radiologist => declaration = Some(*sealed),
                Act::FirstReadCommitted(sealed) if by_radiologist => {
                    committed = Some((*sealed, entry.claimed().time));
                }
                _ => {}
            }
        }
        let (first_read, committed) = committed?;
        let original = match (has_original, has_seen_original(entries, radiologist)) {
            (false, _) => OriginalReport::None,
            (true, false) => OriginalReport::NotOpened,
            (true, true) => OriginalReport::Opened,
        };
        let manifests: Vec<&[u8]> = manifests.iter().map(|hash| hash.as_bytes().as_slice()).collect();
        Some(Self {
            radiologist,
            images: Hash::labelled("overread/image-set/v1", &manifests),
            previous,
            first_read,
            committed,
            declaration,
            original,
        })
    }

    /// Whether what was signed says the same, in the statement and in the body; the declaration counts where its
    /// compartment is open to the reader.
    pub fn agrees_with(
        &self,
        statement: &SignedReport,
        body: &ReportBody,
        first_read: &FirstRead,
        declared: Option<&Independence>,
    ) -> bool {
        let supersedes = match &body.addendum {
            None => statement.version == 1,
            Some(addendum) => (1..statement.version).contains(&addendum.addendum_of),
        };
        statement.images == self.images
            && statement.previous == self.previous
            && body.case.as_str() == statement.case.to_string()
            && body.version == statement.version
            && supersedes
            && body.image_set.as_str() == self.images.to_string()
            && body.ledger_head.as_str() == statement.head.to_string()
            && body.radiologist.person.as_str() == self.radiologist.to_string()
            && declared.is_none_or(|declared| *declared == body.independence)
            && body.read_at == self.committed.0
            && body.original == self.original
            && body.since_first_read == SinceFirstRead::between(first_read, &body.report)
    }
}

#[cfg(test)]
mod tests {
    use overread_report::{Addendum, Hex, Independence, IntakeForm, Radiologist, Report, Signing, Subject};
    use overread_wire::{CaseId, Compartment, ObjectId, ObjectKind};

    use super::*;

    const FINDINGS: &[u8] = include_bytes!("../../../examples/findings.json");
    const REPORT: &[u8] = include_bytes!("../../../examples/report.json");

    /// A report as an honest radiologist signs it, with what the ledger tells.
    struct Reading {
        told: Told,
        statement: SignedReport,
        body: ReportBody,
        first_read: FirstRead,
        declared: Independence,
    }

    /// What is forged, and how.
    type Forgery<'a> = (&'a str, &'a dyn Fn(&mut Reading));

    impl Reading {
        fn honest() -> Self {
            let case = CaseId::from_bytes([1; 16]);
            let told = Told {
                radiologist: PersonId::from_bytes([2; 16]),
                images: Hash::of(b"manifests"),
                previous: vec![Hash::of(b"version 1")],
                first_read: ObjectRef {
                    object: ObjectId::from_bytes([3; 16]),
                    compartment: Compartment::Own,
                    epoch: 0,
                    kind: ObjectKind::FirstRead,
                    hash: Hash::of(b"first read"),
                    size: 10,
                },
                committed: Timestamp(1_000),
                declaration: None,
                original: OriginalReport::NotOpened,
            };
            let head = Hash::of(b"head");
            let form = IntakeForm {
                surgeon: Some("Dr Operator".to_owned()),
                ..IntakeForm::default()
            };
            let declared = Independence::of_all(&form);
            let first_read = FirstRead::from_json(FINDINGS).unwrap();
            let checked = Report::from_json(REPORT)
                .unwrap()
                .for_signing(&first_read, told.original)
                .unwrap();
            let hex = |bytes: &[u8]| Hex::of(bytes).unwrap();
            let signing = Signing {
                case: hex(case.as_bytes()),
                version: 2,
                addendum: Some(Addendum {
                    addendum_of: 1,
                    reason: "The second disc was read as well.".to_owned(),
                }),
                subject: Subject::of(&form),
                radiologist: Radiologist {
                    person: hex(told.radiologist.as_bytes()),
                    name: "Dr Vera Keller".to_owned(),
                    licence: "GLN 7601000000000".to_owned(),
                    country: "CH".to_owned(),
                    subspecialty: "neuroradiology".to_owned(),
                    introduced: None,
                },
                independence: declared.clone(),
                read_at: told.committed.0,
                signed_at: 2_000,
                image_set: hex(told.images.as_bytes()),
                ledger_head: hex(head.as_bytes()),
            };
            let statement = SignedReport {
                case,
                version: 2,
                images: told.images,
                body: Hash::NONE,
                previous: told.previous.clone(),
                head,
            };
            Self {
                body: checked.into_body(signing).unwrap(),
                told,
                statement,
                first_read,
                declared,
            }
        }

        fn is_believed(&self) -> bool {
            self.told.agrees_with(
                &self.statement,
                &self.body,
                &self.first_read,
                Some(&self.declared),
            )
        }
    }

    #[test]
    fn a_report_that_says_what_its_ledger_says_is_believed() {
        assert!(Reading::honest().is_believed());
    }

    #[test]
    fn each_thing_that_a_report_says_against_its_ledger_is_refused_alone() {
        let other = || Hex::of(&[9; 32]).unwrap();
        let forgeries: [Forgery<'_>; 14] = [
            ("images signed", &|it| it.statement.images = Hash::of(b"other")),
            ("versions before", &|it| it.statement.previous.clear()),
            ("head signed", &|it| it.statement.head = Hash::of(b"other")),
            ("version signed", &|it| it.statement.version = 3),
            ("case", &|it| it.body.case = other()),
            ("version", &|it| it.body.version = 1),
            ("addendum", &|it| it.body.addendum = None),
            ("image set", &|it| it.body.image_set = other()),
            ("head", &|it| it.body.ledger_head = other()),
            ("radiologist", &|it| it.body.radiologist.person = other()),
            ("independence", &|it| it.body.independence.surgeon.name = None),
            ("time of the first read", &|it| it.body.read_at -= 1),
            ("original report", &|it| it.body.original = OriginalReport::Opened),
            ("changes since", &|it| {
                it.body.since_first_read.added.push("F9".to_owned());
            }),
        ];
        for (what, forge) in forgeries {
            let mut reading = Reading::honest();
            forge(&mut reading);
            assert!(!reading.is_believed(), "{what}");
        }
    }
}
