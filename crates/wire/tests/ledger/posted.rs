//! A patient without a disc drive: the disc goes by post, and the practice reads it in.

use overread_wire::ledger::{Act, Case, Kind, Refusal, Rescheduled, Service, Submitted};
use overread_wire::{Compartment, Signed, decode, encode};

use crate::people::MONDAY;
use crate::story::Story;

#[test]
fn the_practice_reads_in_the_posted_disc_and_the_entry_says_who_did() {
    let mut story = Story::by_post();
    let coordinator = story.practice.coordinator.clone();
    story.tell(&coordinator, story.act(Kind::ImagesAdded));
    story.tell(&coordinator, story.act(Kind::DocumentsAdded));
    let authors: Vec<_> = story.chain.iter().rev().take(2).map(Signed::signer).collect();
    assert_eq!(authors, [coordinator.id(), coordinator.id()]);
    assert_eq!(story.case.manifests().len(), 2);
    story.tell(&coordinator, story.assigns(story.practice.anna.id()));
    // A second disc may come in the next envelope.
    story.tell(&coordinator, story.act(Kind::ImagesAdded));
    story.ends();
}

#[test]
fn without_images_and_without_the_word_that_they_are_posted_nothing_is_submitted() {
    let mut story = Story::begins();
    let patient = story.practice.patient.clone();
    assert_eq!(
        story.says(&patient, story.submits_by_post()),
        Err(Refusal::NoConsent),
        "posting does not replace the consent"
    );
    story.tell(&patient, story.act(Kind::Consented));
    assert_eq!(
        story.says(&patient, story.act(Kind::Submitted)),
        Err(Refusal::NoImages)
    );
    story.tell(&patient, story.submits_by_post());
    assert!(story.case.waits_for_disc());
    story.ends();
}

#[test]
fn the_practice_adds_nothing_before_the_case_is_submitted() {
    let mut story = Story::begins();
    let (patient, coordinator) = (story.practice.patient.clone(), story.practice.coordinator.clone());
    story.tell(&patient, story.act(Kind::Consented));
    let images = story.act(Kind::ImagesAdded);
    assert_eq!(story.says(&coordinator, images), Err(Refusal::NotYours));
}

#[test]
fn nobody_is_asked_to_read_before_the_disc_is_in() {
    let mut story = Story::by_post();
    let (patient, coordinator, anna) = (
        story.practice.patient.clone(),
        story.practice.coordinator.clone(),
        story.practice.anna.id(),
    );
    assert_eq!(
        story.says(&coordinator, story.assigns(anna)),
        Err(Refusal::NoImages)
    );
    // The first report alone is not what a radiologist reads.
    story.tell(&coordinator, story.act(Kind::DocumentsAdded));
    assert_eq!(
        story.says(&coordinator, story.assigns(anna)),
        Err(Refusal::NoImages)
    );
    // A patient who finds a drive after all sends the disc as everyone does.
    story.tell(&patient, story.act(Kind::ImagesAdded));
    story.tell(&coordinator, story.assigns(anna));
    story.ends();
}

#[test]
fn the_time_counts_from_the_moment_the_disc_is_in() {
    let mut story = Story::by_post();
    let coordinator = story.practice.coordinator.clone();
    let in_two_days = MONDAY.plus_hours(48);
    assert_eq!(
        story.case.deadline(in_two_days),
        Some(in_two_days.plus_hours(48)),
        "while the disc travels, the due time moves on"
    );
    story.hours_pass(72);
    story.tell(&coordinator, story.act(Kind::ImagesAdded));
    let read_in = story.clock;
    assert!(!story.case.waits_for_disc());
    assert_eq!(
        story.case.deadline(MONDAY.plus_hours(500)),
        Some(read_in.plus_hours(48))
    );
    story.hours_pass(1);
    story.tell(&coordinator, story.act(Kind::ImagesAdded));
    assert_eq!(
        story.case.deadline(story.clock),
        Some(read_in.plus_hours(48)),
        "a second disc gives no time and takes none"
    );
    story.ends();
}

#[test]
fn an_answer_does_not_start_the_clock_while_the_disc_travels_nor_the_disc_while_the_answer_is_missing() {
    let mut answered_first = Story::by_post();
    let (patient, coordinator) = (
        answered_first.practice.patient.clone(),
        answered_first.practice.coordinator.clone(),
    );
    answered_first.tell(&coordinator, answered_first.act(Kind::Returned));
    let mut disc_first = answered_first.clone();

    answered_first.tell(&patient, answered_first.act(Kind::Resumed));
    assert!(answered_first.case.waits_for_disc() && !answered_first.case.waits_for_patient());
    answered_first.hours_pass(30);
    answered_first.tell(&coordinator, answered_first.act(Kind::ImagesAdded));

    disc_first.tell(&coordinator, disc_first.act(Kind::ImagesAdded));
    assert!(disc_first.case.waits_for_patient());
    disc_first.hours_pass(30);
    disc_first.tell(&patient, disc_first.act(Kind::Resumed));

    for story in [answered_first, disc_first] {
        assert_eq!(
            story.case.deadline(story.clock.plus_hours(1)),
            Some(story.clock.plus_hours(48))
        );
        story.ends();
    }
}

#[test]
fn a_faster_service_asked_for_while_the_disc_travels_counts_from_the_disc_too() {
    let mut story = Story::by_post();
    let (patient, coordinator) = (story.practice.patient.clone(), story.practice.coordinator.clone());
    let moved = Act::Rescheduled(Rescheduled {
        intake: story.document(Compartment::Intake),
        service: Some(Service::Priority),
    });
    story.tell(&patient, moved);
    story.hours_pass(50);
    story.tell(&coordinator, story.act(Kind::ImagesAdded));
    assert_eq!(story.case.deadline(story.clock), Some(story.clock.plus_hours(24)));
}

#[test]
fn a_restriction_or_the_end_of_the_case_takes_the_practice_the_right_to_read_in() {
    for kind in [Kind::Restricted, Kind::Withdrawn] {
        let mut story = Story::by_post();
        let (patient, coordinator) = (story.practice.patient.clone(), story.practice.coordinator.clone());
        story.tell(&patient, story.act(kind));
        for sent in [Kind::ImagesAdded, Kind::DocumentsAdded] {
            let act = story.act(sent);
            assert_eq!(story.says(&coordinator, act), Err(Refusal::NotNow));
        }
    }
}

#[test]
fn a_case_whose_patient_sends_the_disc_is_written_as_it_always_was() {
    let story = Story::begins();
    let submitted = |by_post| Submitted {
        service: Service::Express,
        intake: story.document(Compartment::Intake),
        by_post,
    };
    let (sent, posted) = (encode(&submitted(false)), encode(&submitted(true)));
    assert_eq!(sent[0], 0xa2, "two facts");
    assert_eq!(posted[0], 0xa3, "three");
    assert_eq!(posted[posted.len() - 2..], [0x02, 0xf5]);
    let no = [&posted[..posted.len() - 1], &[0xf4]].concat();
    assert!(decode::<Submitted>(&no).is_err(), "no is not said");
}

#[test]
fn a_chain_with_a_disc_that_nobody_posted_is_believed_by_nobody() {
    let mut story = Story::submitted();
    let coordinator = story.practice.coordinator.clone();
    let lie = coordinator.sign(story.entry(story.act(Kind::ImagesAdded)));
    assert_eq!(story.hears(lie.clone()), Err(Refusal::NotYours));
    let mut chain = story.chain.clone();
    chain.push(lie);
    assert_eq!(Case::fold(&chain, &story.practice), Err(Refusal::NotYours));
}
