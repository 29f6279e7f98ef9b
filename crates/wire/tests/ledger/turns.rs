//! Whose turn it is: every kind of act, said by everybody at every point of a case.

use std::collections::BTreeSet;

use overread_wire::Role;
use overread_wire::ledger::{Act, Kind, Refusal};

use crate::people::signing_key;
use crate::story::{Story, share_id};

/// Who may ever say what. A new kind does not compile until it has a row.
fn may_ever_say(kind: Kind) -> &'static [Role] {
    use Role::{Coordinator, LinkHolder, Patient, Radiologist};
    match kind {
        // Only the first entry of a case is an opening.
        Kind::Opened => &[],
        Kind::Consented
        | Kind::Submitted
        | Kind::Rescheduled
        | Kind::ShareCreated
        | Kind::ShareRevoked
        | Kind::Withdrawn
        | Kind::Restricted
        | Kind::OutcomeAdded => &[Patient],
        Kind::Returned | Kind::Assigned | Kind::MemberRemoved | Kind::Refused | Kind::Closed => {
            &[Coordinator]
        }
        // Images and documents come from the coordinator only where the patient posts the disc.
        Kind::ImagesAdded | Kind::DocumentsAdded | Kind::Resumed | Kind::Regranted | Kind::Erased => {
            &[Patient, Coordinator]
        }
        Kind::Accepted
        | Kind::Declined
        | Kind::Recused
        | Kind::FirstReadCommitted
        | Kind::OriginalRevealed
        | Kind::ReportSigned
        | Kind::AddendumSigned
        | Kind::TranslationSigned => &[Radiologist],
        Kind::Question | Kind::Answer | Kind::Notice => &[Coordinator, Radiologist, Patient],
        Kind::OpenedBy | Kind::Acknowledged => &[Coordinator, Radiologist, Patient, LinkHolder],
        Kind::ShareOpened => &[LinkHolder],
    }
}

#[test]
fn every_act_is_said_by_those_it_belongs_to_and_by_nobody_else() {
    let mut said = BTreeSet::new();
    for story in points_of_a_case() {
        for kind in Kind::ALL {
            for role in [
                Role::Coordinator,
                Role::Radiologist,
                Role::Patient,
                Role::LinkHolder,
            ] {
                let verdict = said_by(&story, role, story.act(*kind));
                if verdict.is_ok() {
                    let files = matches!(kind, Kind::ImagesAdded | Kind::DocumentsAdded);
                    assert!(!files || role != Role::Coordinator || story.case.is_by_post());
                    said.insert((*kind, role));
                    assert!(may_ever_say(*kind).contains(&role), "{} by {role:?}", kind.name());
                }
            }
        }
    }
    for kind in Kind::ALL {
        for role in may_ever_say(*kind) {
            assert!(
                said.contains(&(*kind, *role)),
                "{} by {role:?} was refused everywhere",
                kind.name()
            );
        }
    }
}

#[test]
fn people_outside_the_case_say_nothing() {
    for story in points_of_a_case() {
        for kind in Kind::ALL {
            let outsiders = [
                (&story.practice.ben, Refusal::NotOfTheCase),
                (&story.practice.walk_in, Refusal::NotOfTheCase),
                (&story.practice.nobody, Refusal::UnknownAuthor),
            ];
            for (who, refusal) in outsiders {
                let verdict = story.clone().says(who, story.act(*kind));
                assert_eq!(verdict, Err(refusal), "{}", kind.name());
            }
        }
    }
}

#[test]
fn the_practice_has_no_part_in_a_case_that_was_not_submitted() {
    let story = Story::begins();
    for kind in Kind::ALL {
        assert!(
            story
                .clone()
                .says(&story.practice.coordinator, story.act(*kind))
                .is_err(),
            "{}",
            kind.name()
        );
    }
}

#[test]
fn the_practice_reads_in_no_disc_that_was_not_posted_to_it() {
    for story in points_of_a_case() {
        if story.case.is_by_post() {
            continue;
        }
        for kind in [Kind::ImagesAdded, Kind::DocumentsAdded] {
            let verdict = said_by(&story, Role::Coordinator, story.act(kind));
            assert_eq!(verdict, Err(Refusal::NotYours), "{}", story.case.state().name());
        }
    }
}

#[test]
fn from_every_point_somebody_can_bring_the_case_to_an_end() {
    for mut story in points_of_a_case() {
        if story.case.ended().is_some() {
            continue;
        }
        let ends = |story: &mut Story| {
            let (patient, coordinator) = (story.practice.patient.clone(), story.practice.coordinator.clone());
            story.says(&coordinator, Act::Closed).is_ok()
                || story.says(&patient, story.act(Kind::Withdrawn)).is_ok()
        };
        assert!(ends(&mut story), "stuck at {}", story.case.state().name());
    }
}

fn said_by(story: &Story, role: Role, act: Act) -> Result<(), Refusal> {
    let mut story = story.clone();
    let practice = story.practice.clone();
    match role {
        Role::Coordinator => story.says(&practice.coordinator, act),
        Role::Radiologist => story.says(&practice.anna, act),
        Role::Patient => story.says(&practice.patient, act),
        Role::LinkHolder => story.link_says(&signing_key(200), act),
    }
}

/// Cases at every point of the way, on the good way and beside it.
fn points_of_a_case() -> Vec<Story> {
    let mut points = vec![Story::begins()];
    for kind in [Kind::Consented, Kind::ImagesAdded] {
        let mut next = points.last().unwrap().clone();
        let patient = next.practice.patient.clone();
        next.tell(&patient, next.act(kind));
        points.push(next);
    }
    points.extend([Story::submitted(), Story::by_post(), Story::assigned()]);
    let reading = [
        Kind::Accepted,
        Kind::FirstReadCommitted,
        Kind::OriginalRevealed,
        Kind::ReportSigned,
    ];
    points.extend(reading.map(Story::read_until));
    points.push(Story::shared().0);
    let beside: Vec<Story> = points
        .iter()
        .flat_map(|point| {
            [
                Kind::Returned,
                Kind::Withdrawn,
                Kind::Restricted,
                Kind::Refused,
                Kind::Closed,
                Kind::Declined,
            ]
            .into_iter()
            .filter_map(|kind| {
                let mut point = point.clone();
                let people = [
                    &point.practice.patient,
                    &point.practice.coordinator,
                    &point.practice.anna,
                ]
                .map(Clone::clone);
                people
                    .iter()
                    .any(|who| point.says(who, point.act(kind)).is_ok())
                    .then_some(point)
            })
            .filter(|point| {
                point
                    .case
                    .role(point.practice.ben.id(), &point.practice)
                    .is_none()
            })
            .collect::<Vec<_>>()
        })
        .collect();
    points.extend(beside);
    let share = share_id(&signing_key(200));
    assert!(
        points
            .iter()
            .any(|point| point.case.shares().contains_key(&share))
    );
    points
}
