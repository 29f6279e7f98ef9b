use futures::future::join_all;
use overread_wire::api::{Entries, OpenShare, ShareLanding, ShareSession, ShareToken};
use overread_wire::ledger::{Act, Entry};
use overread_wire::{Compartment, Hash, ObjectRef, Role, Signed, Timestamp};

use crate::world::{Answer, CaseStory, Link, World, bare, practice};

const HOUR: u64 = 60 * 60 * 1000;

/// A case with a signed report.
async fn reported(world: &World) -> (CaseStory, ObjectRef) {
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    story.assign(world, &radiologist.0, false).await;
    story.accept(world, &radiologist).await;
    story.commit(world, &radiologist).await;
    let report = story.sign(world, &radiologist).await;
    (story, report)
}

async fn land(world: &World, link: &Link) -> Answer {
    let token = ShareToken {
        token: link.landing.as_slice().into(),
    };
    world.post(&format!("/shares/{}", link.id), None, &token).await
}

/// One try to open a link after the last of `entries`.
async fn open(world: &World, link: &Link, entries: &[overread_wire::api::Base64], time: Timestamp) -> Answer {
    let last = Signed::<Entry>::parse(&entries.last().unwrap().0).unwrap();
    let entry = Entry {
        case: link.case,
        seq: last.claimed().seq + 1,
        previous: last.hash(),
        time,
        act: Act::ShareOpened(link.id),
        grants: Vec::new(),
    };
    let opening = OpenShare {
        token: link.opening.as_slice().into(),
        entry: link.sign(entry).bytes().into(),
    };
    world
        .post(&format!("/shares/{}/openings", link.id), None, &opening)
        .await
}

/// Opens a link as a page does: lands, signs, and tries again when someone else was faster.
async fn open_until_answered(world: &World, link: &Link) -> Answer {
    loop {
        let landing = land(world, link).await;
        if landing.status.as_u16() != 200 {
            return landing;
        }
        let landing: ShareLanding = landing.json();
        let answer = open(world, link, &landing.entries, landing.time).await;
        if answer.status.as_u16() != 409 {
            return answer;
        }
    }
}

fn chain(entries: &Entries) -> Vec<Act> {
    entries
        .entries
        .iter()
        .map(|entry| Signed::<Entry>::parse(&entry.0).unwrap().claimed().act.clone())
        .collect()
}

#[tokio::test]
async fn a_surgeon_opens_the_link_reads_and_confirms() {
    let (_server, world) = practice().await;
    let (mut story, report) = reported(&world).await;
    let link = story.share(&world, None, world.now().plus_hours(48)).await;
    let session: ShareSession = open_until_answered(&world, &link).await.is(200).json();
    let token = Some(session.token.as_str());
    world
        .get(&story.path(&format!("objects/{}", report.object)), token)
        .await
        .is(200);

    let entries: Entries = world.get(&story.path("entries"), token).await.is(200).json();
    let acts = chain(&entries);
    let signed = acts
        .iter()
        .position(|act| matches!(act, Act::ReportSigned(_)))
        .unwrap() as u64;
    let last = Signed::<Entry>::parse(&entries.entries.last().unwrap().0).unwrap();
    for (step, act) in [Act::OpenedBy(Compartment::Report), Act::Acknowledged(signed)]
        .into_iter()
        .enumerate()
    {
        let previous = if step == 0 {
            last.hash()
        } else {
            head(&world, &story).await
        };
        let seq = last.claimed().seq + 1 + step as u64;
        let entry = Entry {
            case: link.case,
            seq,
            previous,
            time: world.now(),
            act,
            grants: Vec::new(),
        };
        let body = bare(link.sign(entry).bytes().to_vec());
        world.post(&story.path("entries"), token, &body).await.is(200);
    }
}

async fn head(world: &World, story: &CaseStory) -> Hash {
    let entries: Entries = world
        .get(&story.path("entries"), Some(&story.patient.1))
        .await
        .is(200)
        .json();
    Hash::of(&entries.entries.last().unwrap().0)
}

#[tokio::test]
async fn a_hundred_who_open_at_once_never_exceed_what_was_allowed() {
    let (_server, world) = practice().await;
    let (mut story, _) = reported(&world).await;
    let link = story.share(&world, Some(5), world.now().plus_hours(48)).await;
    let answers = join_all((0..100).map(|_| open_until_answered(&world, &link))).await;
    let opened = answers
        .iter()
        .filter(|answer| answer.status.as_u16() == 200)
        .count();
    assert_eq!(opened, 5);
    for answer in answers.into_iter().filter(|answer| answer.status.as_u16() != 200) {
        answer.refused(410, "share-used-up");
    }
    let entries: Entries = world
        .get(&story.path("entries"), Some(&story.patient.1))
        .await
        .is(200)
        .json();
    assert_eq!(
        chain(&entries)
            .iter()
            .filter(|act| matches!(act, Act::ShareOpened(_)))
            .count(),
        5
    );
}

#[tokio::test]
async fn an_opening_whose_answer_was_lost_counts_once() {
    let (_server, world) = practice().await;
    let (mut story, _) = reported(&world).await;
    let link = story.share(&world, Some(1), world.now().plus_hours(48)).await;
    let landing: ShareLanding = land(&world, &link).await.is(200).json();
    for _ in 0..2 {
        open(&world, &link, &landing.entries, landing.time).await.is(200);
    }
    land(&world, &link).await.refused(410, "share-used-up");
}

#[tokio::test]
async fn a_withdrawn_link_says_so_and_whoever_has_it_open_is_out() {
    let (_server, world) = practice().await;
    let (mut story, report) = reported(&world).await;
    let link = story.share(&world, None, world.now().plus_hours(48)).await;
    let session: ShareSession = open_until_answered(&world, &link).await.is(200).json();
    story.seq += 1;
    story.head = head(&world, &story).await;
    let patient = story.patient.clone();
    story
        .say(&world, &patient, Act::ShareRevoked(link.id))
        .await
        .is(200);
    let report = story.path(&format!("objects/{}", report.object));
    world
        .get(&report, Some(&session.token))
        .await
        .refused(401, "sign-in");
    land(&world, &link).await.refused(410, "share-revoked");
}

#[tokio::test]
async fn an_expired_link_says_so_and_shows_nothing_any_more() {
    let (server, world) = practice().await;
    let (mut story, report) = reported(&world).await;
    let link = story.share(&world, None, world.now().plus_hours(2)).await;
    let session: ShareSession = open_until_answered(&world, &link).await.is(200).json();
    server.clock().advance(3 * HOUR);
    land(&world, &link).await.refused(410, "share-lapsed");
    let report = story.path(&format!("objects/{}", report.object));
    world
        .get(&report, Some(&session.token))
        .await
        .refused(410, "share-lapsed");
}

#[tokio::test]
async fn an_opening_lasts_twelve_hours() {
    let (server, world) = practice().await;
    let (mut story, report) = reported(&world).await;
    let link = story.share(&world, None, world.now().plus_hours(48)).await;
    let session: ShareSession = open_until_answered(&world, &link).await.is(200).json();
    let report = story.path(&format!("objects/{}", report.object));
    server.clock().advance(11 * HOUR);
    world.get(&report, Some(&session.token)).await.is(200);
    server.clock().advance(2 * HOUR);
    world
        .get(&report, Some(&session.token))
        .await
        .refused(401, "sign-in");
}

#[tokio::test]
async fn ten_wrong_pins_lock_the_link() {
    let (_server, world) = practice().await;
    let (mut story, _) = reported(&world).await;
    let link = story.share(&world, None, world.now().plus_hours(48)).await;
    let landing: ShareLanding = land(&world, &link).await.is(200).json();
    let guess = Link {
        opening: [0; 32],
        ..link.clone()
    };
    for _ in 0..10 {
        open(&world, &guess, &landing.entries, landing.time)
            .await
            .refused(403, "wrong-share-token");
    }
    open(&world, &link, &landing.entries, landing.time)
        .await
        .refused(423, "share-locked");
    land(&world, &link).await.refused(423, "share-locked");
}

#[tokio::test]
async fn whoever_only_knows_the_name_of_a_link_cannot_lock_the_surgeon_out() {
    let (_server, world) = practice().await;
    let (mut story, _) = reported(&world).await;
    let link = story.share(&world, None, world.now().plus_hours(48)).await;
    let landing: ShareLanding = land(&world, &link).await.is(200).json();
    let stranger = Link {
        key: ed25519_dalek::SigningKey::from_bytes(&[5; 32]),
        landing: [0; 32],
        opening: [0; 32],
        ..link.clone()
    };
    for _ in 0..15 {
        land(&world, &stranger).await.refused(404, "share-unknown");
        open(&world, &stranger, &landing.entries, landing.time)
            .await
            .refused(404, "share-unknown");
    }
    open(&world, &link, &landing.entries, landing.time).await.is(200);
}

#[tokio::test]
async fn a_link_that_is_opened_over_and_over_comes_to_an_end_and_the_next_one_opens() {
    let (mut server, world) = practice().await;
    let (mut story, _) = reported(&world).await;
    let links = [
        story.share(&world, None, world.now().plus_hours(48)).await,
        story.share(&world, None, world.now().plus_hours(48)).await,
    ];
    server
        .restart_with(|settings| {
            settings.quotas.said_by_link_holder = 3;
            settings.quotas.said_by_all_links = 4;
        })
        .await;
    let [one, other] = &links;
    for _ in 0..3 {
        open_until_answered(&world, one).await.is(200);
    }
    open_until_answered(&world, one).await.refused(422, "said-enough");
    open_until_answered(&world, other).await.is(200);
    open_until_answered(&world, other)
        .await
        .refused(422, "said-enough");
}

#[tokio::test]
async fn a_link_nobody_made_is_not_known() {
    let (_server, world) = practice().await;
    let (mut story, _) = reported(&world).await;
    let link = story.share(&world, None, world.now().plus_hours(48)).await;
    land(
        &world,
        &Link {
            landing: [0; 32],
            ..link.clone()
        },
    )
    .await
    .refused(404, "share-unknown");
    land(
        &world,
        &Link {
            id: world.root.id,
            ..link
        },
    )
    .await
    .refused(404, "share-unknown");
}
