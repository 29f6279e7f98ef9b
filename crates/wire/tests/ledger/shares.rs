//! Links for the surgeon: what their holders may say, how often and for how long.

use overread_wire::Compartment;
use overread_wire::ledger::{Act, Kind, Refusal, ShareCreated};

use crate::people::signing_key;
use crate::story::{Story, share_id};

fn with(change: impl FnOnce(&mut ShareCreated)) -> (Story, ed25519_dalek::SigningKey, Result<(), Refusal>) {
    let mut story = Story::reported();
    let link = signing_key(210);
    let mut created = story.shares(&link);
    change(&mut created);
    let patient = story.practice.patient.clone();
    let verdict = story.says(&patient, Act::ShareCreated(created));
    (story, link, verdict)
}

#[test]
fn a_link_opens_as_often_as_it_may_and_no_more() {
    let (mut story, link, verdict) = with(|created| created.opens = Some(2));
    verdict.unwrap();
    for _ in 0..2 {
        story.link_says(&link, Act::ShareOpened(share_id(&link))).unwrap();
    }
    assert_eq!(
        story.link_says(&link, Act::ShareOpened(share_id(&link))),
        Err(Refusal::ShareUsedUp)
    );
    assert_eq!(story.case.shares()[&share_id(&link)].openings.len(), 2);
    story.ends();
}

#[test]
fn a_link_lapses_and_a_withdrawn_link_stays_shut() {
    let (mut story, link, verdict) = with(|created| created.expires = created.expires.plus_hours(24));
    verdict.unwrap();
    story.hours_pass(15 * 24 - 1);
    story.link_says(&link, Act::ShareOpened(share_id(&link))).unwrap();
    story.hours_pass(1);
    assert_eq!(
        story.link_says(&link, Act::ShareOpened(share_id(&link))),
        Err(Refusal::ShareLapsed)
    );
    story
        .link_says(&link, Act::Acknowledged(story.newest_report()))
        .expect("the opening of an hour ago lasts");

    let patient = story.practice.patient.clone();
    story.tell(&patient, Act::ShareRevoked(share_id(&link)));
    assert_eq!(
        story.says(&patient, Act::ShareRevoked(share_id(&link))),
        Err(Refusal::NotNow)
    );
    let withdrawn = [
        Act::ShareOpened(share_id(&link)),
        Act::OpenedBy(Compartment::Report),
        Act::Acknowledged(story.newest_report()),
    ];
    for act in withdrawn {
        assert_eq!(story.link_says(&link, act), Err(Refusal::ShareRevoked));
    }
    story.ends();
}

#[test]
fn the_holder_of_a_link_speaks_only_while_it_is_open_and_only_of_what_it_opens() {
    let (mut story, link, verdict) = with(|created| created.compartments = vec![Compartment::Report]);
    verdict.unwrap();
    let report = story.newest_report();
    assert_eq!(
        story.link_says(&link, Act::Acknowledged(report)),
        Err(Refusal::NotNow),
        "not opened yet"
    );
    assert_eq!(
        story.link_says(&link, Act::OpenedBy(Compartment::Report)),
        Err(Refusal::NotNow)
    );
    story.link_says(&link, Act::ShareOpened(share_id(&link))).unwrap();
    story
        .link_says(&link, Act::OpenedBy(Compartment::Report))
        .unwrap();
    for hidden in [
        Compartment::Images,
        Compartment::Intake,
        Compartment::Original,
        Compartment::Own,
    ] {
        assert_eq!(
            story.link_says(&link, Act::OpenedBy(hidden)),
            Err(Refusal::DoesNotFit)
        );
    }
    assert_eq!(
        story.link_says(&link, Act::Acknowledged(0)),
        Err(Refusal::DoesNotFit),
        "no version of the report"
    );
    story.link_says(&link, Act::Acknowledged(report)).unwrap();
    story.link_says(&link, Act::Acknowledged(report)).unwrap();
    assert_eq!(
        story.case.shares()[&share_id(&link)].confirmed,
        [report],
        "said twice, it counts once"
    );
    story.hours_pass(12);
    assert_eq!(
        story.link_says(&link, Act::Acknowledged(report)),
        Err(Refusal::NotNow),
        "the session is over"
    );
    story.ends();
}

#[test]
fn a_link_for_images_alone_confirms_no_report() {
    let (mut story, link, verdict) = with(|created| created.compartments = vec![Compartment::Images]);
    verdict.unwrap();
    story.link_says(&link, Act::ShareOpened(share_id(&link))).unwrap();
    assert_eq!(
        story.link_says(&link, Act::Acknowledged(story.newest_report())),
        Err(Refusal::DoesNotFit)
    );
}

#[test]
fn one_link_cannot_be_opened_with_the_key_of_another() {
    let (mut story, first) = Story::shared();
    let patient = story.practice.patient.clone();
    story.tell(&patient, story.act(Kind::ShareCreated));
    let second = share_id(&signing_key(201));
    assert_eq!(
        story.link_says(&first, Act::ShareOpened(second)),
        Err(Refusal::DoesNotFit)
    );
    assert_eq!(
        story.link_says(&signing_key(202), Act::ShareOpened(second)),
        Err(Refusal::UnknownAuthor)
    );
}

#[test]
fn a_link_needs_something_to_open_a_future_and_a_key_of_its_own() {
    use Compartment::{Images, Intake, Original, Own, Report, Thread};
    for wrong in [
        vec![],
        vec![Intake],
        vec![Original],
        vec![Thread],
        vec![Own],
        vec![Report, Report],
        vec![Images, Report, Images],
    ] {
        assert_eq!(
            with(|created| created.compartments = wrong).2,
            Err(Refusal::DoesNotFit)
        );
    }
    assert_eq!(
        with(|created| created.opens = Some(0)).2,
        Err(Refusal::DoesNotFit)
    );
    assert_eq!(
        with(|created| created.expires = crate::people::MONDAY).2,
        Err(Refusal::DoesNotFit)
    );
    let (mut story, link, verdict) = with(|_| ());
    verdict.unwrap();
    let patient = story.practice.patient.clone();
    assert_eq!(
        story.says(&patient, Act::ShareCreated(story.shares(&link))),
        Err(Refusal::DoesNotFit)
    );
    assert_eq!(
        story.says(&patient, Act::ShareRevoked(share_id(&signing_key(211)))),
        Err(Refusal::DoesNotFit)
    );
}

#[test]
fn images_can_be_shared_before_the_report_and_the_report_only_once_it_is_there() {
    let mut story = Story::submitted();
    let patient = story.practice.patient.clone();
    assert_eq!(
        story.says(&patient, story.act(Kind::ShareCreated)),
        Err(Refusal::NotNow)
    );
    let mut images = story.shares(&signing_key(212));
    images.compartments = vec![Compartment::Images];
    story.tell(&patient, Act::ShareCreated(images));
}
