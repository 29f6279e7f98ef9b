//! What a lying server, a forger or a curious member might try.

use ed25519_dalek::Signer;
use overread_wire::ledger::{Act, Case, Entry, Kind, Opened, Refusal};
use overread_wire::{CaseId, Compartment, ForgedSignature, Hash, PersonId, Signed, Timestamp};

use crate::people::{MONDAY, Person, Practice};
use crate::story::{Story, first_entry};

#[test]
fn an_entry_signed_with_another_key_is_a_forgery() {
    let mut story = Story::submitted();
    let (coordinator, anna) = (story.practice.coordinator.id(), story.practice.anna.clone());
    let act = story.assigns(anna.id());
    let forged = anna.sign_as(coordinator, story.entry(act));
    assert_eq!(story.hears(forged), Err(Refusal::Forged));
}

#[test]
fn an_entry_with_one_changed_bit_is_not_taken_in() {
    let mut story = Story::submitted();
    let patient = story.practice.patient.clone();
    let honest = patient
        .sign(story.entry(story.act(Kind::Question)))
        .bytes()
        .to_vec();
    for position in 0..honest.len() {
        let mut bytes = honest.clone();
        bytes[position] ^= 1;
        if let Ok(entry) = Signed::parse(&bytes) {
            assert!(story.hears(entry).is_err(), "byte {position}");
        }
    }
    story.hears(Signed::parse(&honest).unwrap()).unwrap();
}

#[test]
fn an_entry_belongs_to_one_place_in_one_case() {
    let mut story = Story::submitted();
    let patient = story.practice.patient.clone();
    let honest = story.entry(story.act(Kind::Question));
    let misplaced = [
        Entry {
            case: CaseId::from_bytes([0xcb; 16]),
            ..honest.clone()
        },
        Entry {
            seq: honest.seq + 1,
            ..honest.clone()
        },
        Entry {
            seq: honest.seq - 1,
            ..honest.clone()
        },
        Entry {
            previous: Hash::NONE,
            ..honest.clone()
        },
        Entry {
            previous: Hash::of(b"another history"),
            ..honest.clone()
        },
    ];
    for entry in misplaced {
        assert_eq!(story.hears(patient.sign(entry)), Err(Refusal::NotNext));
    }
    let earlier = Entry {
        time: Timestamp(story.case.time().0 - 1),
        ..honest.clone()
    };
    assert_eq!(
        story.hears(patient.sign(earlier)),
        Err(Refusal::TimeRunsBackwards)
    );
    let same_moment = Entry {
        time: story.case.time(),
        ..honest
    };
    let entry = patient.sign(same_moment);
    story.hears(entry.clone()).unwrap();
    assert_eq!(
        story.hears(entry),
        Err(Refusal::NotNext),
        "said twice, it is not said again"
    );
}

#[test]
fn a_chain_with_a_missing_swapped_or_repeated_entry_does_not_fold() {
    let (story, _) = Story::shared();
    let practice = &story.practice;
    for position in 0..story.chain.len() - 1 {
        let mut missing = story.chain.clone();
        missing.remove(position);
        assert!(Case::fold(&missing, practice).is_err());
        let mut swapped = story.chain.clone();
        swapped.swap(position, position + 1);
        assert!(Case::fold(&swapped, practice).is_err());
        let mut repeated = story.chain.clone();
        repeated.insert(position, story.chain[position].clone());
        assert!(Case::fold(&repeated, practice).is_err());
    }
    assert_eq!(Case::fold(&[], practice), Err(Refusal::NotTheBeginning));
}

#[test]
fn a_case_begins_with_an_opening_by_somebody_known_in_a_practice_that_is_proven() {
    let practice = Practice::new();
    let honest = first_entry(&practice);
    let begin = |who: &Person, entry: Entry| Case::open(&who.sign(entry), &practice).map(drop);
    assert_eq!(begin(&practice.patient, honest.clone()), Ok(()));
    assert_eq!(
        begin(&practice.nobody, honest.clone()),
        Err(Refusal::UnknownAuthor)
    );
    let forged = practice.nobody.sign_as(practice.patient.id(), honest.clone());
    assert_eq!(Case::open(&forged, &practice), Err(Refusal::Forged));
    assert_eq!(
        begin(
            &practice.patient,
            Entry {
                seq: 1,
                ..honest.clone()
            }
        ),
        Err(Refusal::NotTheBeginning)
    );
    let continued = Entry {
        previous: Hash::of(b"before"),
        ..honest.clone()
    };
    assert_eq!(begin(&practice.patient, continued), Err(Refusal::NotTheBeginning));
    assert_eq!(
        begin(
            &practice.patient,
            Entry {
                act: Act::Closed,
                ..honest.clone()
            }
        ),
        Err(Refusal::NotTheBeginning)
    );
    let elsewhere = Act::Opened(Opened {
        practice: practice.nobody.id(),
        desk: practice.nobody.id(),
    });
    assert_eq!(
        begin(
            &practice.patient,
            Entry {
                act: elsewhere,
                ..honest
            }
        ),
        Err(Refusal::NotTheBeginning)
    );
}

#[test]
fn nobody_slips_a_key_of_their_own_into_a_case() {
    let (story, link) = Story::shared();
    for kind in Kind::ALL {
        if matches!(
            kind,
            Kind::Opened | Kind::Submitted | Kind::Assigned | Kind::Regranted
        ) {
            continue;
        }
        let smuggled = Entry {
            grants: vec![Hash::of(b"my own key")],
            ..story.entry(story.act(*kind))
        };
        for who in [
            &story.practice.patient,
            &story.practice.coordinator,
            &story.practice.anna,
        ] {
            assert!(
                story.clone().hears(who.sign(smuggled.clone())).is_err(),
                "{}",
                kind.name()
            );
        }
        let by_link = Signed::make(smuggled, crate::story::share_id(&link), |message| {
            link.sign(message).to_bytes()
        });
        assert!(story.clone().hears(by_link).is_err(), "{}", kind.name());
    }
}

#[test]
fn a_radiologist_opens_and_says_nothing_that_was_not_released_yet() {
    let mut story = Story::assigned();
    let anna = story.practice.anna.clone();
    story.tell(&anna, Act::OpenedBy(Compartment::Intake));
    assert_eq!(
        story.says(&anna, Act::OpenedBy(Compartment::Images)),
        Err(Refusal::NotNow)
    );
    assert_eq!(
        story.says(&anna, Act::OpenedBy(Compartment::Original)),
        Err(Refusal::CommitFirst)
    );
    assert_eq!(story.says(&anna, story.act(Kind::Question)), Err(Refusal::NotNow));
    story.tell(&anna, story.act(Kind::Accepted));
    story.tell(&anna, Act::OpenedBy(Compartment::Images));
    story.tell(&anna, story.act(Kind::Question));
    for act in [
        Act::OpenedBy(Compartment::Original),
        Act::OriginalRevealed,
        story.act(Kind::ReportSigned),
    ] {
        assert_eq!(story.says(&anna, act), Err(Refusal::CommitFirst));
    }
    story.tell(&anna, story.act(Kind::FirstReadCommitted));
    assert_eq!(
        story.says(&anna, story.act(Kind::FirstReadCommitted)),
        Err(Refusal::NotNow),
        "committed is committed"
    );
    story.tell(&anna, Act::OriginalRevealed);
    assert_eq!(
        story.says(&anna, Act::OriginalRevealed),
        Err(Refusal::NotNow),
        "once is on the record"
    );
    assert_eq!(
        story.says(&anna, Act::OpenedBy(Compartment::Own)),
        Err(Refusal::DoesNotFit)
    );
}

#[test]
fn versions_of_the_report_follow_one_another() {
    let mut story = Story::read_until(Kind::OriginalRevealed);
    let anna = story.practice.anna.clone();
    assert_eq!(
        story.says(&anna, Act::ReportSigned(story.version(2))),
        Err(Refusal::DoesNotFit)
    );
    assert_eq!(
        story.says(&anna, Act::AddendumSigned(story.version(1))),
        Err(Refusal::NotNow)
    );
    story.tell(&anna, Act::ReportSigned(story.version(1)));
    assert_eq!(
        story.says(&anna, Act::ReportSigned(story.version(1))),
        Err(Refusal::NotNow)
    );
    for wrong in [0, 1, 3] {
        assert_eq!(
            story.says(&anna, Act::AddendumSigned(story.version(wrong))),
            Err(Refusal::DoesNotFit)
        );
    }
    story.tell(&anna, Act::AddendumSigned(story.version(2)));
    assert_eq!(
        story.says(&anna, Act::TranslationSigned(story.version(3))),
        Err(Refusal::DoesNotFit)
    );
    story.tell(&anna, Act::TranslationSigned(story.version(1)));
    assert_eq!(story.case.reports().len(), 2, "a translation is no new version");
    story.ends();
}

#[test]
fn a_signature_under_one_context_is_none_under_another() {
    let practice = Practice::new();
    let removal = practice.removal(&practice.anna, MONDAY);
    let moved = Signed::<Entry>::parse(removal.bytes());
    assert!(matches!(moved, Err(ForgedSignature)));
    // The same bytes as a payload, signed as a charter, are no invitation even for the right key.
    let charter = crate::people::charter(&practice.root);
    assert!(charter.verified_by(&practice.root.card.verify).is_ok());
    assert!(charter.verified_by(&practice.anna.card.verify).is_err());
    let unknown = PersonId::from_bytes([0; 16]);
    let renamed = practice.root.sign_as(unknown, charter.claimed().clone());
    assert_ne!(renamed.hash(), charter.hash());
}

#[test]
fn nobody_acknowledges_what_was_not_said() {
    let mut story = Story::reported();
    let patient = story.practice.patient.clone();
    let next = story.case.length();
    assert_eq!(
        story.says(&patient, Act::Acknowledged(next)),
        Err(Refusal::DoesNotFit)
    );
    story.tell(&patient, Act::Acknowledged(next - 1));
}
