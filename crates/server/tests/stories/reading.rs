use overread_wire::api::{Appended, Base64, Cases, Entries, Grants, Half, Halves};
use overread_wire::ledger::{Act, Assigned, HalfCommitment};
use overread_wire::{
    Compartment, GrantStatement, ObjectId, ObjectKind, PersonId, Release, Removal, Role, Signed,
};
use overread_wire::{Hash, Part};

use crate::world::{CaseStory, World, bare, practice, random};

fn compartments(grants: &Grants) -> Vec<Compartment> {
    let read = |grant: &overread_wire::api::GrantOnWire| {
        Signed::<GrantStatement>::parse(&grant.statement.0)
            .unwrap()
            .claimed()
            .compartment
    };
    grants.grants.iter().map(read).collect()
}

async fn grants(world: &World, story: &CaseStory, token: &str) -> Vec<Compartment> {
    compartments(&world.get(&story.path("grants"), Some(token)).await.is(200).json())
}

#[tokio::test]
async fn before_accepting_a_radiologist_sees_the_intake_and_nothing_else() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    let images = story
        .stored(&world, &patient, Compartment::Images, ObjectKind::Pack)
        .await;
    let intake = story
        .stored(&world, &patient, Compartment::Intake, ObjectKind::Document)
        .await;
    let (images, intake) = (
        story.path(&format!("objects/{}", images.object)),
        story.path(&format!("objects/{}", intake.object)),
    );

    world
        .get(&intake, Some(&radiologist.1))
        .await
        .refused(404, "unknown");
    story.assign(&world, &radiologist.0, false).await;
    world.get(&intake, Some(&radiologist.1)).await.is(200);
    world
        .get(&images, Some(&radiologist.1))
        .await
        .refused(403, "not-yours");
    assert_eq!(
        grants(&world, &story, &radiologist.1).await,
        [Compartment::Intake]
    );

    story.accept(&world, &radiologist).await;
    world.get(&images, Some(&radiologist.1)).await.is(200);
    assert_eq!(grants(&world, &story, &radiologist.1).await.len(), 5);
}

#[tokio::test]
async fn the_original_report_stays_shut_until_its_opening_is_on_the_record() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    let original = story
        .stored(&world, &patient, Compartment::Original, ObjectKind::Document)
        .await;
    let original = story.path(&format!("objects/{}", original.object));
    let halves = story.assign(&world, &radiologist.0, false).await;
    story.accept(&world, &radiologist).await;

    world
        .get(&story.path("halves"), Some(&radiologist.1))
        .await
        .refused(403, "commit-first");
    world
        .get(&original, Some(&radiologist.1))
        .await
        .refused(403, "commit-first");
    story
        .say(&world, &radiologist, Act::OriginalRevealed)
        .await
        .refused(403, "commit-first");

    story.commit(&world, &radiologist).await;
    for shut in [&story.path("halves"), &original] {
        world
            .get(shut, Some(&radiologist.1))
            .await
            .refused(403, "reveal-first");
    }
    story.reveal(&world, &radiologist).await;
    let held: Halves = world
        .get(&story.path("halves"), Some(&radiologist.1))
        .await
        .is(200)
        .json();
    assert_eq!(held.halves.len(), 1);
    assert_eq!(held.halves[0].half.0, halves[0]);
    world.get(&original, Some(&radiologist.1)).await.is(200);
}

#[tokio::test]
async fn a_radiologist_who_comes_back_opens_the_original_report_on_the_record_again() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    let original = story
        .stored(&world, &patient, Compartment::Original, ObjectKind::Document)
        .await;
    let original = story.path(&format!("objects/{}", original.object));
    story.assign(&world, &radiologist.0, false).await;
    story.accept(&world, &radiologist).await;
    story.commit(&world, &radiologist).await;
    story.reveal(&world, &radiologist).await;
    story.say(&world, &radiologist, Act::Recused(None)).await.is(200);

    story.assign(&world, &radiologist.0, true).await;
    story.accept(&world, &radiologist).await;
    world
        .get(&original, Some(&radiologist.1))
        .await
        .refused(403, "reveal-first");
    story.reveal(&world, &radiologist).await;
    world.get(&original, Some(&radiologist.1)).await.is(200);
}

#[tokio::test]
async fn a_radiologist_who_was_taken_off_the_case_gets_nothing_at_all() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let (ill, other) = (
        world.member(Role::Radiologist).await,
        world.member(Role::Radiologist).await,
    );
    let desk = (world.root.clone(), world.coordinator.clone());
    let mut story = world.submitted(&patient).await;
    let old = story.assign(&world, &ill.0, false).await;
    story.accept(&world, &ill).await;
    let first_read = story.commit(&world, &ill).await;
    story
        .say(&world, &desk, Act::MemberRemoved(ill.0.id))
        .await
        .is(200);

    for rest in [
        "entries",
        "grants",
        "halves",
        "objects",
        &format!("objects/{}", first_read.object),
    ] {
        world
            .get(&story.path(rest), Some(&ill.1))
            .await
            .refused(404, "unknown");
    }
    assert!(
        world
            .get("/cases", Some(&ill.1))
            .await
            .is(200)
            .json::<Cases>()
            .cases
            .is_empty()
    );

    let new = story.assign(&world, &other.0, true).await;
    story.accept(&world, &other).await;
    assert_eq!(grants(&world, &story, &other.1).await.len(), 5);
    world
        .get(&story.path("halves"), Some(&other.1))
        .await
        .refused(403, "commit-first");
    world
        .get(
            &story.path(&format!("objects/{}", first_read.object)),
            Some(&other.1),
        )
        .await
        .refused(404, "unknown");
    story.commit(&world, &other).await;
    story.reveal(&world, &other).await;
    let held: Halves = world
        .get(&story.path("halves"), Some(&other.1))
        .await
        .is(200)
        .json();
    let held: Vec<Vec<u8>> = held.halves.into_iter().map(|half| half.half.0).collect();
    assert_eq!(held, new);
    assert!(!held.contains(&old[0].to_vec()));
    world
        .get(&story.path("grants"), Some(&ill.1))
        .await
        .refused(404, "unknown");
}

#[tokio::test]
async fn declining_and_recusing_leave_no_keys_behind() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    story.assign(&world, &radiologist.0, false).await;
    story.say(&world, &radiologist, Act::Declined(None)).await.is(200);
    world
        .get(&story.path("grants"), Some(&radiologist.1))
        .await
        .refused(404, "unknown");

    story.assign(&world, &radiologist.0, true).await;
    story.accept(&world, &radiologist).await;
    assert_eq!(
        grants(&world, &story, &radiologist.1).await.len(),
        5,
        "only those of the second assignment"
    );
    story.say(&world, &radiologist, Act::Recused(None)).await.is(200);
    world
        .get(&story.path("grants"), Some(&radiologist.1))
        .await
        .refused(404, "unknown");
}

#[tokio::test]
async fn the_desk_gets_what_is_addressed_to_the_desk() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let mut story = world.submitted(&patient).await;
    let desk = world.desk.id();
    let grant = story.grant(
        &patient.0,
        desk,
        Compartment::Intake,
        Part::Whole,
        Release::AtOnce,
    );
    story
        .say_with(&world, &patient, Act::Regranted, |body| body.grants = vec![grant])
        .await
        .is(200);
    assert_eq!(
        grants(&world, &story, &world.coordinator).await,
        [Compartment::Intake]
    );
    let (_, second) = world.member(Role::Coordinator).await;
    assert_eq!(grants(&world, &story, &second).await, [Compartment::Intake]);
    assert_eq!(grants(&world, &story, &patient.1).await, []);
}

#[tokio::test]
async fn an_entry_sent_twice_is_one_entry_and_of_two_at_once_one_waits() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let mut story = world.submitted(&patient).await;
    let before = story.clone();
    let entry = story.entry(&patient.0, Act::OpenedBy(Compartment::Images), &[], world.now());
    let body = bare(entry.bytes().to_vec());
    for _ in 0..2 {
        let appended: Appended = world
            .post(&story.path("entries"), Some(&patient.1), &body)
            .await
            .is(200)
            .json();
        assert_eq!((appended.seq, appended.head), (before.seq, entry.hash()));
    }
    story
        .say(&world, &patient, Act::OpenedBy(Compartment::Intake))
        .await
        .refused(409, "not-next");
    story.seq += 1;
    story.head = entry.hash();
    story
        .say(&world, &patient, Act::OpenedBy(Compartment::Intake))
        .await
        .is(200);
    let path = story.path(&format!("entries?from={}", before.seq));
    let entries: Entries = world.get(&path, Some(&patient.1)).await.is(200).json();
    assert_eq!(entries.entries.len(), 2);
    assert_eq!(
        entries.cards.len(),
        1,
        "the patient, who is no member of the practice"
    );
}

#[tokio::test]
async fn a_device_whose_clock_is_wrong_is_told_so() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let story = world.submitted(&patient).await;
    let late = world.now().plus_ms(3 * 60 * 1000);
    let entry = story.entry(&patient.0, Act::OpenedBy(Compartment::Images), &[], late);
    let body = bare(entry.bytes().to_vec());
    world
        .post(&story.path("entries"), Some(&patient.1), &body)
        .await
        .refused(422, "clock-differs");
}

#[tokio::test]
async fn grants_and_halves_must_be_those_the_entry_names() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    let desk = (world.root.clone(), world.coordinator.clone());
    let to = |recipient: PersonId| {
        story.grant(
            &desk.0,
            recipient,
            Compartment::Original,
            Part::Whole,
            Release::AtOnce,
        )
    };
    let whole_original = to(radiologist.0.id);
    let mut torn = to(world.desk.id());
    torn.sealed = Base64(vec![0; 10]);
    let by_another = story.grant(
        &patient.0,
        world.desk.id(),
        Compartment::Intake,
        Part::Whole,
        Release::AtOnce,
    );
    let half = random::<32>();
    let assigned = |half: &[u8; 32]| {
        let halves = vec![HalfCommitment::to(0, half)];
        Act::Assigned(Assigned {
            radiologist: radiologist.0.id,
            epoch: 0,
            halves,
        })
    };
    let sent = |half: [u8; 32]| {
        vec![Half {
            epoch: 0,
            half: half.as_slice().into(),
        }]
    };

    for grant in [whole_original, torn] {
        let answer = story.say_with(&world, &desk, assigned(&half), |body| {
            body.grants = vec![grant];
            body.halves = sent(half);
        });
        answer.await.refused(422, "does-not-fit");
    }
    let answer = story.say_with(&world, &desk, assigned(&half), |body| {
        body.grants = vec![by_another];
        body.halves = sent(half);
    });
    answer.await.refused(422, "forged-signature");
    story
        .say_with(&world, &desk, assigned(&half), |body| body.halves = sent([0; 32]))
        .await
        .refused(422, "does-not-fit");
    story
        .say(&world, &desk, assigned(&half))
        .await
        .refused(422, "does-not-fit");
    story
        .say_with(&world, &patient, Act::OpenedBy(Compartment::Images), |body| {
            body.landing_token = Some(Hash::of(b""));
        })
        .await
        .refused(422, "does-not-fit");
    story.assign(&world, &radiologist.0, false).await;
}

#[tokio::test]
async fn of_a_withdrawn_case_the_radiologist_keeps_nothing() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    let images = story
        .stored(&world, &patient, Compartment::Images, ObjectKind::Pack)
        .await;
    story.assign(&world, &radiologist.0, false).await;
    story.accept(&world, &radiologist).await;
    story.say(&world, &patient, Act::Withdrawn(None)).await.is(200);
    for rest in ["grants", "halves", &format!("objects/{}", images.object)] {
        world
            .get(&story.path(rest), Some(&radiologist.1))
            .await
            .refused(403, "not-yours");
    }
}

#[tokio::test]
async fn a_long_list_of_cases_comes_in_pages() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    for _ in 0..5 {
        world.open(&patient).await;
    }
    for token in [&patient.1, &world.coordinator] {
        let (mut seen, mut path) = (Vec::new(), "/cases?limit=2".to_owned());
        loop {
            let page: Cases = world.get(&path, Some(token)).await.is(200).json();
            seen.extend(page.cases.iter().map(|case| case.case));
            let Some(next) = page.next else { break };
            path = format!("/cases?limit=2&after={next}");
        }
        assert_eq!(seen.len(), 5);
        assert!(seen.is_sorted());
    }
}

#[tokio::test]
async fn whoever_leaves_the_practice_gets_nothing_from_the_next_request_on_and_the_case_goes_on() {
    let (server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    let images = story.stored(&world, &patient, Compartment::Images, ObjectKind::Pack);
    let images = story.path(&format!("objects/{}", images.await.object));
    story.assign(&world, &radiologist.0, false).await;
    story.accept(&world, &radiologist).await;
    let entries = story.path("entries");
    for path in [&images, &entries] {
        world.get(path, Some(&radiologist.1)).await.is(200);
    }

    let removal = world.root.sign(Removal {
        practice: world.root.id,
        person: radiologist.0.id,
        time: world.now(),
    });
    let path = server.data().join("overread.sqlite");
    let db = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display()))
        .await
        .unwrap();
    sqlx::query("INSERT INTO removals (position, statement) VALUES (1, $1)")
        .bind(removal.bytes())
        .execute(&db)
        .await
        .unwrap();
    db.close().await;

    for path in [&images, &entries, &story.path("grants"), &story.path("halves")] {
        world
            .get(path, Some(&radiologist.1))
            .await
            .refused(404, "unknown");
        world.get(&entries, Some(&patient.1)).await.is(200);
    }
    let first_read = story.object(
        ObjectId::from_bytes(random()),
        Compartment::Own,
        ObjectKind::FirstRead,
    );
    world
        .put(&first_read, Some(&radiologist.1), b"sealed".to_vec())
        .await
        .refused(404, "unknown");
    story
        .say(&world, &radiologist, Act::OpenedBy(Compartment::Images))
        .await
        .refused(404, "unknown");
    story.say(&world, &patient, Act::Withdrawn(None)).await.is(200);
}

#[tokio::test]
async fn what_another_copy_of_the_server_took_in_counts_here_at_once() {
    let (mut server, world) = practice().await;
    let patient = world.patient().await;
    let mut story = world.open(&patient).await;
    let looked = || Act::OpenedBy(Compartment::Intake);
    story.say(&world, &patient, looked()).await.is(200);
    // A server that starts again knows nothing but what the database has.
    for _ in 0..2 {
        server.restart().await;
        let entries: Entries = world
            .get(&story.path("entries"), Some(&patient.1))
            .await
            .is(200)
            .json();
        assert_eq!(entries.entries.len() as u64, story.seq);
        story.say(&world, &patient, looked()).await.is(200);
    }

    let path = server.data().join("overread.sqlite");
    let db = sqlx::SqlitePool::connect(&format!("sqlite://{}", path.display()))
        .await
        .unwrap();
    let entry = story.entry(&patient.0, Act::Withdrawn(None), &[], world.now());
    sqlx::query("INSERT INTO entries (case_id, seq, hash, entry) VALUES ($1, $2, $3, $4)")
        .bind(story.case.as_bytes().as_slice())
        .bind(i64::try_from(story.seq).unwrap())
        .bind(entry.hash().as_bytes().as_slice())
        .bind(entry.bytes())
        .execute(&db)
        .await
        .unwrap();
    db.close().await;
    story.seq += 1;
    story.head = entry.hash();
    story
        .say(&world, &patient, Act::Withdrawn(None))
        .await
        .refused(422, "not-now");
    story.say(&world, &patient, looked()).await.is(200);
}
