//! A case as it should go.

use overread_wire::ledger::{Act, Kind, Standing};
use overread_wire::{Compartment, Role};

use crate::people::{MONDAY, Practice};
use crate::story::{Story, share_id};

#[test]
fn a_case_goes_from_the_disc_to_the_surgeon() {
    let (mut story, link) = Story::shared();
    let (patient, anna) = (story.practice.patient.clone(), story.practice.anna.clone());
    let first_version = story.newest_report();
    story
        .link_says(&link, Act::OpenedBy(Compartment::Report))
        .unwrap();
    story.link_says(&link, Act::Acknowledged(first_version)).unwrap();
    story.tell(&patient, Act::Acknowledged(first_version));
    story.tell(&anna, story.act(Kind::AddendumSigned));
    assert_eq!(story.case.state(), Kind::AddendumSigned);
    assert_eq!(story.case.reports().last().unwrap().version, 2);

    let share = &story.case.shares()[&share_id(&link)];
    assert_eq!(
        share.confirmed,
        [first_version],
        "the surgeon has read version 1 and not yet version 2"
    );
    assert_eq!(share.openings.len(), 1);
    story.tell(&patient, Act::ShareRevoked(share_id(&link)));
    assert!(story.case.shares()[&share_id(&link)].revoked);
    let coordinator = story.practice.coordinator.clone();
    story.tell(&coordinator, Act::Closed);
    assert_eq!(story.case.ended(), Some(Kind::Closed));
    story.ends();
}

#[test]
fn everyone_of_the_case_sees_who_is_on_it_and_how_far_it_is() {
    let story = Story::reported();
    let practice = &story.practice;
    assert_eq!(
        story.case.people(),
        [
            (practice.patient.id(), Role::Patient),
            (practice.coordinator.id(), Role::Coordinator),
            (practice.anna.id(), Role::Radiologist),
        ]
    );
    let assignment = story.case.assignment().unwrap();
    assert_eq!(assignment.standing, Standing::Signed);
    assert!(assignment.revealed && assignment.first_read.is_some() && assignment.declaration.is_some());
    assert_eq!(story.case.manifests().len(), 2);
    assert_eq!(
        story.case.deadline(story.clock),
        Some(MONDAY.plus_hours(48).plus_ms(4 * 60_000))
    );
}

#[test]
fn a_patient_without_an_invitation_opens_a_case_by_the_public_page() {
    let practice = Practice::new();
    let walk_in = practice.walk_in.clone();
    let mut story = Story::begun_by(practice, &walk_in);
    story.tell(&walk_in, story.act(Kind::Consented));
    assert_eq!(story.case.patient(), walk_in.id());
    story.ends();
}

#[test]
fn a_report_can_be_signed_without_opening_the_original_and_the_original_opened_afterwards() {
    let mut story = Story::read_until(Kind::FirstReadCommitted);
    let anna = story.practice.anna.clone();
    story.tell(&anna, story.act(Kind::ReportSigned));
    assert!(!story.case.assignment().unwrap().revealed);
    story.tell(&anna, Act::OriginalRevealed);
    assert!(story.case.assignment().unwrap().revealed);
    assert_eq!(story.case.state(), Kind::ReportSigned, "the case stays signed");
    story.tell(&anna, story.act(Kind::AddendumSigned));
    story.ends();
}

#[test]
fn nothing_is_submitted_without_consent_and_images() {
    use overread_wire::ledger::Refusal;
    let mut story = Story::begins();
    let patient = story.practice.patient.clone();
    assert_eq!(
        story.says(&patient, story.act(Kind::Submitted)),
        Err(Refusal::NoConsent)
    );
    story.tell(&patient, story.act(Kind::Consented));
    assert_eq!(
        story.says(&patient, story.act(Kind::Submitted)),
        Err(Refusal::NoImages)
    );
    story.tell(&patient, story.act(Kind::DocumentsAdded));
    assert_eq!(
        story.says(&patient, story.act(Kind::Submitted)),
        Err(Refusal::NoImages),
        "a letter is no image"
    );
    story.tell(&patient, story.act(Kind::ImagesAdded));
    story.tell(&patient, story.act(Kind::Submitted));
    assert_eq!(
        story.says(&patient, story.act(Kind::Submitted)),
        Err(Refusal::NotNow),
        "once is enough"
    );
    story.tell(&patient, story.act(Kind::ImagesAdded));
    story.ends();
}
