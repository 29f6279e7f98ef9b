//! What goes wrong in a week of a practice, and how the case goes on.

use overread_wire::ledger::{
    Act, Assigned, Case, HalfCommitment, Kind, Refusal, Rescheduled, Service, Standing,
};
use overread_wire::{Compartment, ObjectKind, Role};

use crate::people::MONDAY;
use crate::story::Story;

#[test]
fn a_radiologist_who_declines_is_off_the_case_and_another_is_asked() {
    let mut story = Story::assigned();
    let (coordinator, anna, ben) = (
        story.practice.coordinator.clone(),
        story.practice.anna.clone(),
        story.practice.ben.clone(),
    );
    assert_eq!(
        story.case.epoch(),
        0,
        "the first radiologist reads under the patient's keys"
    );
    story.tell(&anna, Act::Declined(Some(story.document(Compartment::Intake))));
    assert_eq!(story.case.role(anna.id(), &story.practice), None);
    assert_eq!(
        story.says(&anna, story.act(Kind::Accepted)),
        Err(Refusal::NotOfTheCase)
    );
    story.tell(&coordinator, story.assigns(ben.id()));
    assert_eq!(
        story.case.epoch(),
        1,
        "the next one gets keys that the first never had"
    );
    assert_eq!(story.case.assignment().unwrap().halves.len(), 2);
    story.tell(&ben, story.act(Kind::Accepted));
    story.ends();
}

#[test]
fn a_radiologist_who_falls_ill_is_replaced_and_can_say_nothing_more() {
    for until in [Kind::Accepted, Kind::FirstReadCommitted, Kind::OriginalRevealed] {
        let mut story = Story::read_until(until);
        let (coordinator, anna, ben) = (
            story.practice.coordinator.clone(),
            story.practice.anna.clone(),
            story.practice.ben.clone(),
        );
        story.tell(&coordinator, story.assigns(ben.id()));
        assert_eq!(story.case.removed(), [anna.id()]);
        for kind in Kind::ALL {
            let verdict = story.says(&anna, story.act(*kind));
            assert_eq!(verdict, Err(Refusal::NotOfTheCase), "{}", kind.name());
        }
        let reading = story.case.assignment().unwrap();
        assert_eq!(
            (reading.standing, reading.first_read),
            (Standing::Asked, None),
            "the old first read leads nobody"
        );
        assert_eq!(story.says(&ben, Act::OriginalRevealed), Err(Refusal::CommitFirst));
        story.tell(&ben, story.act(Kind::Accepted));
        assert_eq!(story.says(&ben, Act::OriginalRevealed), Err(Refusal::CommitFirst));
        assert_eq!(
            story.says(&ben, story.act(Kind::ReportSigned)),
            Err(Refusal::CommitFirst)
        );
        story.tell(&ben, story.act(Kind::FirstReadCommitted));
        story.tell(&ben, Act::OriginalRevealed);
        story.tell(&ben, story.act(Kind::ReportSigned));
        story.ends();
    }
}

#[test]
fn a_radiologist_who_recuses_or_is_taken_off_leaves_the_case_open_for_another() {
    for kind in [Kind::Recused, Kind::MemberRemoved] {
        let mut story = Story::read_until(Kind::Accepted);
        let who = if kind == Kind::Recused {
            story.practice.anna.clone()
        } else {
            story.practice.coordinator.clone()
        };
        story.tell(&who, story.act(kind));
        assert!(story.case.assignment().is_none());
        let coordinator = story.practice.coordinator.clone();
        story.tell(&coordinator, story.assigns(story.practice.ben.id()));
        story.ends();
    }
}

#[test]
fn a_radiologist_who_comes_back_keeps_the_first_read_of_before_the_original_was_opened() {
    let mut story = Story::read_until(Kind::OriginalRevealed);
    let (coordinator, anna) = (story.practice.coordinator.clone(), story.practice.anna.clone());
    let first_read = story.case.assignment().unwrap().first_read;
    story.tell(&anna, Act::Recused(None));
    story.tell(&coordinator, story.assigns(anna.id()));
    assert!(story.case.removed().is_empty());
    story.tell(&anna, story.act(Kind::Accepted));
    let reading = story.case.assignment().unwrap();
    assert_eq!(
        (reading.standing, reading.first_read),
        (Standing::Committed, first_read)
    );
    assert_eq!(
        story.says(&anna, story.act(Kind::FirstReadCommitted)),
        Err(Refusal::NotNow)
    );
    story.tell(&anna, story.act(Kind::ReportSigned));
    story.ends();
}

#[test]
fn an_assignment_must_carry_the_epoch_and_all_halves_that_follow_from_the_case() {
    let mut story = Story::read_until(Kind::Accepted);
    let (coordinator, ben) = (story.practice.coordinator.clone(), story.practice.ben.id());
    let half = |epoch| HalfCommitment::to(epoch, &[9; 32]);
    let wrong = [
        (0, vec![half(0)]),
        (1, vec![half(1)]),
        (1, vec![half(1), half(0)]),
        (1, vec![]),
        (2, vec![half(0), half(1), half(2)]),
    ];
    for (epoch, halves) in wrong {
        let act = Act::Assigned(Assigned {
            radiologist: ben,
            epoch,
            halves,
        });
        assert_eq!(story.says(&coordinator, act), Err(Refusal::DoesNotFit));
    }
    story.tell(&coordinator, story.assigns(ben));
}

#[test]
fn only_a_radiologist_of_the_practice_who_is_not_the_patient_is_asked_to_read() {
    let mut story = Story::submitted();
    let coordinator = story.practice.coordinator.clone();
    let others = [
        &story.practice.patient,
        &story.practice.coordinator,
        &story.practice.nobody,
    ]
    .map(crate::people::Person::id);
    for other in others {
        assert_eq!(
            story.says(&coordinator, story.assigns(other)),
            Err(Refusal::NoRadiologist)
        );
    }

    let practice = story.practice.clone();
    let anna = practice.anna.clone();
    let mut own_case = Story::begun_by(practice, &anna);
    for kind in [Kind::Consented, Kind::ImagesAdded, Kind::Submitted] {
        own_case.tell(&anna, own_case.act(kind));
    }
    assert_eq!(
        own_case.says(&coordinator, own_case.assigns(anna.id())),
        Err(Refusal::NoRadiologist)
    );
}

#[test]
fn the_clock_stands_still_while_the_practice_waits_for_the_patient() {
    let mut story = Story::submitted();
    let (coordinator, patient, anna) = (
        story.practice.coordinator.clone(),
        story.practice.patient.clone(),
        story.practice.anna.id(),
    );
    let due = story.case.deadline(story.clock).unwrap();
    story.hours_pass(10);
    story.tell(&coordinator, story.act(Kind::Returned));
    let stopped = story.clock;
    assert!(story.case.waits_for_patient());
    assert_eq!(
        story.says(&coordinator, story.act(Kind::Returned)),
        Err(Refusal::NotNow)
    );
    assert_eq!(
        story.says(&coordinator, story.assigns(anna)),
        Err(Refusal::NotNow)
    );
    story.hours_pass(30);
    story.tell(&patient, story.act(Kind::ImagesAdded));
    story.tell(&patient, story.act(Kind::Resumed));
    let waited = story.clock.since(stopped);
    assert_eq!(story.case.deadline(story.clock), Some(due.plus_ms(waited)));
    assert_eq!(
        story.says(&patient, story.act(Kind::Resumed)),
        Err(Refusal::NotNow)
    );
    story.tell(&coordinator, story.assigns(anna));
    story.ends();
}

#[test]
fn an_answer_by_telephone_lets_the_coordinator_go_on() {
    let mut story = Story::submitted();
    let coordinator = story.practice.coordinator.clone();
    story.tell(&coordinator, story.act(Kind::Returned));
    story.tell(&coordinator, Act::Resumed(None));
    assert!(!story.case.waits_for_patient());
}

#[test]
fn a_returned_case_is_not_accepted_or_committed_but_may_be_declined() {
    let mut story = Story::assigned();
    let (coordinator, anna) = (story.practice.coordinator.clone(), story.practice.anna.clone());
    story.tell(&coordinator, story.act(Kind::Returned));
    assert_eq!(story.says(&anna, story.act(Kind::Accepted)), Err(Refusal::NotNow));
    story.tell(&anna, Act::Declined(None));

    let mut story = Story::read_until(Kind::Accepted);
    story.tell(&coordinator, story.act(Kind::Returned));
    assert_eq!(
        story.says(&anna, story.act(Kind::FirstReadCommitted)),
        Err(Refusal::NotNow)
    );
    let mut story = Story::read_until(Kind::FirstReadCommitted);
    assert_eq!(
        story.says(&coordinator, story.act(Kind::Returned)),
        Err(Refusal::NotNow),
        "too late to ask for more"
    );
}

#[test]
fn an_operation_that_moves_forward_brings_the_report_forward() {
    let mut story = Story::submitted();
    let patient = story.practice.patient.clone();
    let due = story.case.deadline(story.clock).unwrap();
    story.hours_pass(5);
    let moved = |story: &Story, service| {
        Act::Rescheduled(Rescheduled {
            intake: story.document(Compartment::Intake),
            service,
        })
    };
    story.tell(&patient, moved(&story, Some(Service::Priority)));
    assert_eq!(story.case.deadline(story.clock), Some(story.clock.plus_hours(24)));
    assert!(story.clock.plus_hours(24) < due);
    let sooner = story.case.deadline(story.clock);
    story.tell(&patient, moved(&story, Some(Service::Standard)));
    story.tell(&patient, moved(&story, None));
    assert_eq!(
        story.case.deadline(story.clock),
        sooner,
        "nothing pushes the report back"
    );
    assert_eq!(story.case.service(), Some(Service::Priority));
    assert_eq!(story.case.intake(), Some(story.object_of_last_intake()));
    story.ends();
}

#[test]
fn a_patient_withdraws_until_there_is_a_report_and_nothing_goes_on_afterwards() {
    for mut story in [
        Story::begins(),
        Story::submitted(),
        Story::read_until(Kind::OriginalRevealed),
    ] {
        let people = [
            &story.practice.patient,
            &story.practice.coordinator,
            &story.practice.anna,
        ]
        .map(Clone::clone);
        story.tell(&people[0], story.act(Kind::Withdrawn));
        assert_eq!(story.case.ended(), Some(Kind::Withdrawn));
        let stopped = [
            Kind::Consented,
            Kind::ImagesAdded,
            Kind::Submitted,
            Kind::Returned,
            Kind::Resumed,
            Kind::Rescheduled,
            Kind::Assigned,
            Kind::Accepted,
            Kind::Recused,
            Kind::FirstReadCommitted,
            Kind::OriginalRevealed,
            Kind::ReportSigned,
            Kind::AddendumSigned,
            Kind::Refused,
            Kind::Withdrawn,
            Kind::Restricted,
            Kind::Closed,
        ];
        for kind in stopped {
            for who in &people {
                assert!(
                    story.says(who, story.act(kind)).is_err(),
                    "{} after withdrawal",
                    kind.name()
                );
            }
        }
        story.ends();
    }
    let mut story = Story::reported();
    let patient = story.practice.patient.clone();
    assert_eq!(
        story.says(&patient, story.act(Kind::Withdrawn)),
        Err(Refusal::NotNow)
    );
}

#[test]
fn an_addendum_after_closing_does_not_open_the_case_again() {
    let mut story = Story::reported();
    let (coordinator, anna, patient) = (
        story.practice.coordinator.clone(),
        story.practice.anna.clone(),
        story.practice.patient.clone(),
    );
    story.tell(&coordinator, Act::Closed);
    story.tell(&anna, story.act(Kind::AddendumSigned));
    assert_eq!(
        (story.case.state(), story.case.ended()),
        (Kind::AddendumSigned, Some(Kind::Closed))
    );
    assert_eq!(
        story.says(&patient, story.act(Kind::ImagesAdded)),
        Err(Refusal::NotNow)
    );
    story.ends();
}

#[test]
fn after_erasure_nobody_says_anything() {
    let (mut story, link) = Story::shared();
    let people = [
        &story.practice.patient,
        &story.practice.coordinator,
        &story.practice.anna,
    ]
    .map(Clone::clone);
    assert_eq!(
        story.says(&people[1], Act::Erased),
        Err(Refusal::NotNow),
        "a coordinator erases no running case"
    );
    story.tell(&people[0], Act::Erased);
    for kind in Kind::ALL {
        for who in &people {
            assert!(
                story.says(who, story.act(*kind)).is_err(),
                "{} after erasure",
                kind.name()
            );
        }
        assert!(
            story.link_says(&link, story.act(*kind)).is_err(),
            "{} after erasure",
            kind.name()
        );
    }
    story.ends();
}

#[test]
fn a_restriction_stops_new_grants_until_the_patient_lifts_it() {
    let mut story = Story::assigned();
    let (coordinator, patient, anna) = (
        story.practice.coordinator.clone(),
        story.practice.patient.clone(),
        story.practice.anna.clone(),
    );
    story.tell(&patient, Act::Restricted);
    assert!(story.case.is_restricted());
    assert_eq!(story.says(&anna, story.act(Kind::Accepted)), Err(Refusal::NotNow));
    assert_eq!(
        story.says(&coordinator, story.assigns(story.practice.ben.id())),
        Err(Refusal::NotNow)
    );
    assert_eq!(story.says(&coordinator, Act::Regranted), Err(Refusal::NotNow));
    assert_eq!(story.says(&patient, images_only(&story)), Err(Refusal::NotNow));
    assert_eq!(
        story.says(&coordinator, Act::Resumed(None)),
        Err(Refusal::NotNow),
        "it is the patient's to lift"
    );
    story.tell(&patient, Act::Resumed(None));
    story.tell(&anna, story.act(Kind::Accepted));
    story.tell(&patient, images_only(&story));
    story.ends();
}

#[test]
fn a_member_who_leaves_the_practice_says_nothing_more_and_their_entries_still_hold() {
    let mut story = Story::read_until(Kind::OriginalRevealed);
    let (coordinator, anna, root) = (
        story.practice.coordinator.clone(),
        story.practice.anna.clone(),
        story.practice.root.clone(),
    );
    story.hours_pass(1);
    for leaver in [&anna, &coordinator] {
        let removal = story.practice.removal(leaver, story.clock);
        story.practice.roster.remove(&removal).unwrap();
    }
    story.ends();
    assert_eq!(story.case.role(anna.id(), &story.practice), None);
    assert_eq!(
        story.says(&anna, story.act(Kind::ReportSigned)),
        Err(Refusal::NotOfTheCase)
    );
    assert_eq!(
        story.says(&coordinator, story.act(Kind::MemberRemoved)),
        Err(Refusal::NotOfTheCase)
    );
    assert_eq!(
        story.says(&root, story.assigns(anna.id())),
        Err(Refusal::NoRadiologist)
    );
    let ben = story.practice.ben.id();
    story.tell(&root, story.assigns(ben));
    assert_eq!(story.case.role(ben, &story.practice), Some(Role::Radiologist));
    story.ends();
}

#[test]
fn objects_of_an_earlier_epoch_or_another_compartment_or_kind_are_not_taken_in() {
    let mut story = Story::read_until(Kind::Accepted);
    let (coordinator, patient) = (story.practice.coordinator.clone(), story.practice.patient.clone());
    let sealed_before = story.act(Kind::Question);
    story.tell(&coordinator, story.assigns(story.practice.ben.id()));
    assert_eq!(story.says(&patient, sealed_before), Err(Refusal::DoesNotFit));
    let intake = story.document(Compartment::Intake);
    assert_eq!(
        story.says(&patient, Act::Question(intake)),
        Err(Refusal::DoesNotFit)
    );
    let pack = story.object(Compartment::Thread, ObjectKind::Pack);
    assert_eq!(
        story.says(&patient, Act::Question(pack)),
        Err(Refusal::DoesNotFit)
    );
    story.tell(&patient, story.act(Kind::Question));
}

#[test]
fn a_chain_folds_the_same_however_often_it_is_cut_off() {
    let (story, _) = Story::shared();
    let mut growing = Case::open(&story.chain[0], &story.practice).unwrap();
    for (length, entry) in story.chain.iter().enumerate().skip(1) {
        growing.append(entry, &story.practice).unwrap();
        assert_eq!(
            Case::fold(&story.chain[..=length], &story.practice).unwrap(),
            growing
        );
    }
    assert_eq!(growing, story.case);
    assert!(growing.time() >= MONDAY);
}

fn images_only(story: &Story) -> Act {
    let Act::ShareCreated(mut created) = story.act(Kind::ShareCreated) else {
        unreachable!()
    };
    created.compartments = vec![Compartment::Images];
    Act::ShareCreated(created)
}

impl Story {
    fn object_of_last_intake(&self) -> overread_wire::ObjectRef {
        let last = self
            .chain
            .iter()
            .rev()
            .find_map(|entry| match &entry.claimed().act {
                Act::Rescheduled(moved) => Some(moved.intake),
                _ => None,
            });
        last.unwrap()
    }
}
