//! Room on the disk: nobody takes it all.

use overread_server::Quotas;
use overread_testkit::TestServer;
use overread_wire::ledger::{Act, Opened};
use overread_wire::{CaseId, Compartment, Hash, ObjectId, ObjectKind, Role};

use crate::world::{CaseStory, Person, World, practice, random};

async fn narrow(quotas: Quotas) -> (TestServer, World) {
    let server = TestServer::start_with(|settings| settings.quotas = quotas).await;
    let world = World::found(&server.url(), &server.setup_token()).await;
    (server, world)
}

fn pack(story: &CaseStory, object: u8) -> String {
    story.object(
        ObjectId::from_bytes([object; 16]),
        Compartment::Images,
        ObjectKind::Pack,
    )
}

#[tokio::test]
async fn a_full_case_takes_nothing_more_and_keeps_what_it_has() {
    let (server, world) = narrow(Quotas {
        case_bytes: 3_500_000,
        ..Quotas::default()
    })
    .await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    for object in 0..3 {
        let bytes = vec![object; 1_000_000];
        world
            .put(&pack(&story, object), Some(&patient.1), bytes)
            .await
            .is(200);
    }
    let more = vec![3; 1_000_000];
    world
        .put(&pack(&story, 3), Some(&patient.1), more.clone())
        .await
        .refused(507, "case-full");
    // Whoever does not say how much is coming could send the most that an object may hold.
    let unsaid = futures::stream::iter([Ok::<_, std::io::Error>(vec![3; 100_000])]);
    let request = world.request(reqwest::Method::PUT, &pack(&story, 3), Some(&patient.1));
    world
        .send(request.body(reqwest::Body::wrap_stream(unsaid)))
        .await
        .refused(507, "case-full");
    let arriving = std::fs::read_dir(server.data().join("blobs/arriving")).unwrap();
    assert_eq!(arriving.count(), 0);
    let small = vec![4; 100_000];
    world.put(&pack(&story, 4), Some(&patient.1), small).await.is(200);
    for object in 0..3 {
        let again = vec![object; 1_000_000];
        world
            .put(&pack(&story, object), Some(&patient.1), again)
            .await
            .is(200);
    }
    let other = world.open(&patient).await;
    world.put(&pack(&other, 3), Some(&patient.1), more).await.is(200);
}

#[tokio::test]
async fn a_full_case_still_takes_the_report_and_a_posted_disc_is_not_charged_to_the_patient() {
    let (_server, world) = narrow(Quotas {
        case_bytes: 30_000,
        patient_bytes: 40_000,
        ..Quotas::default()
    })
    .await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    story.assign(&world, &radiologist.0, false).await;
    world
        .put(&pack(&story, 0), Some(&patient.1), vec![0; 5_000])
        .await
        .is(200);
    world
        .put(&pack(&story, 1), Some(&patient.1), vec![1; 5_000])
        .await
        .refused(507, "case-full");
    story.accept(&world, &radiologist).await;
    story.commit(&world, &radiologist).await;
    story.sign(&world, &radiologist).await;

    let other = world.patient().await;
    let posted = world.by_post(&other).await;
    for (object, length, status) in [(0, 20_000, 200), (1, 20_000, 507)] {
        world
            .put(&pack(&posted, object), Some(&world.coordinator), vec![0; length])
            .await
            .is(status);
    }
    world
        .put(&pack(&posted, 2), Some(&other.1), vec![0; 20_000])
        .await
        .is(200);
}

#[tokio::test]
async fn into_a_case_that_has_ended_a_patient_sends_messages_and_no_more_images() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let mut story = world.submitted(&patient).await;
    let put = async |story: &CaseStory, compartment| {
        let path = story.object(ObjectId::from_bytes(random()), compartment, ObjectKind::Document);
        world.put(&path, Some(&patient.1), b"sealed".to_vec()).await
    };
    put(&story, Compartment::Images).await.is(200);
    story.say(&world, &patient, Act::Withdrawn(None)).await.is(200);
    for compartment in [
        Compartment::Intake,
        Compartment::Images,
        Compartment::Original,
        Compartment::Report,
        Compartment::Own,
    ] {
        put(&story, compartment).await.refused(422, "not-now");
    }
    let question = story
        .stored(&world, &patient, Compartment::Thread, ObjectKind::Document)
        .await;
    story.say(&world, &patient, Act::Question(question)).await.is(200);

    let mut reported = world.submitted(&patient).await;
    let radiologist = world.member(Role::Radiologist).await;
    reported.assign(&world, &radiologist.0, false).await;
    reported.accept(&world, &radiologist).await;
    reported.commit(&world, &radiologist).await;
    reported.sign(&world, &radiologist).await;
    let desk = (world.root.clone(), world.coordinator.clone());
    reported.say(&world, &desk, Act::Closed).await.is(200);
    put(&reported, Compartment::Images).await.refused(422, "not-now");
    let outcome = reported
        .stored(&world, &patient, Compartment::Report, ObjectKind::Document)
        .await;
    reported
        .say(&world, &patient, Act::OutcomeAdded(outcome))
        .await
        .is(200);
}

#[tokio::test]
async fn all_cases_of_a_patient_together_have_an_end_too_until_one_is_erased() {
    let (_server, world) = narrow(Quotas {
        patient_bytes: 2_500_000,
        ..Quotas::default()
    })
    .await;
    let (patient, neighbour) = (world.patient().await, world.patient().await);
    let bytes = || vec![7; 1_000_000];
    let mut first = world.open(&patient).await;
    let second = world.open(&patient).await;
    world
        .put(&pack(&first, 0), Some(&patient.1), bytes())
        .await
        .is(200);
    first.say(&world, &patient, Act::Withdrawn(None)).await.is(200);
    world
        .put(&pack(&second, 0), Some(&patient.1), bytes())
        .await
        .is(200);
    world
        .put(&pack(&second, 1), Some(&patient.1), bytes())
        .await
        .refused(507, "cases-full");
    let other = world.open(&neighbour).await;
    world
        .put(&pack(&other, 1), Some(&neighbour.1), bytes())
        .await
        .is(200);
    first.say(&world, &patient, Act::Erased).await.is(200);
    world
        .put(&pack(&second, 1), Some(&patient.1), bytes())
        .await
        .is(200);
}

#[tokio::test]
async fn whoever_has_many_cases_unsubmitted_submits_or_withdraws_one_before_the_next() {
    let (_server, world) = narrow(Quotas {
        unsubmitted_cases: 2,
        ..Quotas::default()
    })
    .await;
    let patient = world.patient().await;
    world.submitted(&patient).await;
    let mut first = world.open(&patient).await;
    world.open(&patient).await;
    another(&world, &patient).await.refused(422, "too-many-cases");
    first.say(&world, &patient, Act::Withdrawn(None)).await.is(200);
    another(&world, &patient).await.is(200);
    another(&world, &patient).await.refused(422, "too-many-cases");
    another(&world, &world.patient().await).await.is(200);
}

async fn another(world: &World, patient: &(Person, String)) -> crate::world::Answer {
    let mut story = CaseStory {
        case: CaseId::from_bytes(random()),
        seq: 0,
        head: Hash::NONE,
        epoch: 0,
        patient: patient.clone(),
    };
    let opened = Opened {
        practice: world.root.id,
        desk: world.desk.id(),
    };
    story.say(world, patient, Act::Opened(opened)).await
}

#[tokio::test]
async fn drafts_and_recovery_codes_have_an_end() {
    let (_server, world) = practice().await;
    let (_, token) = world.patient().await;
    let draft = |number: usize| format!("/drafts/{number:032x}");
    let megabyte = || vec![1; 1 << 20];
    for number in 0..32 {
        world.put(&draft(number), Some(&token), megabyte()).await.is(204);
    }
    world
        .put(&draft(32), Some(&token), b"one more".to_vec())
        .await
        .refused(507, "drafts-full");
    world.put(&draft(5), Some(&token), megabyte()).await.is(204);
    let forget = world.request(reqwest::Method::DELETE, &draft(5), Some(&token));
    world.send(forget).await.is(204);
    world
        .put(&draft(32), Some(&token), b"one more".to_vec())
        .await
        .is(204);

    let recovery = |number: usize| format!("/recovery/{number:032x}");
    for number in 0..32 {
        world
            .put(&recovery(number), Some(&token), b"seed".to_vec())
            .await
            .is(204);
    }
    world
        .put(&recovery(32), Some(&token), b"seed".to_vec())
        .await
        .refused(422, "too-many-codes");
    world
        .put(&recovery(0), Some(&token), b"newer".to_vec())
        .await
        .is(204);
}

#[tokio::test]
async fn a_disk_that_is_nearly_full_takes_no_images_and_still_lets_a_report_be_signed() {
    let (mut server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.submitted(&patient).await;
    story.assign(&world, &radiologist.0, false).await;
    let draft = format!("/drafts/{}", "ab".repeat(16));
    server
        .restart_with(|settings| settings.quotas.keep_free = u64::MAX)
        .await;
    world
        .put(&pack(&story, 0), Some(&patient.1), vec![0; 1000])
        .await
        .refused(507, "server-full");
    world
        .put(&draft, Some(&patient.1), b"sealed".to_vec())
        .await
        .refused(507, "server-full");
    another(&world, &patient).await.refused(507, "server-full");
    world
        .put(&draft, Some(&radiologist.1), b"sealed".to_vec())
        .await
        .is(204);
    story.accept(&world, &radiologist).await;
    story.commit(&world, &radiologist).await;
    story.sign(&world, &radiologist).await;
}

#[tokio::test]
async fn a_patient_who_has_said_enough_can_still_withdraw() {
    let (_server, world) = narrow(Quotas {
        said_by_patient: 2,
        ..Quotas::default()
    })
    .await;
    let patient = world.patient().await;
    let mut story = world.open(&patient).await;
    let opened = Act::OpenedBy(Compartment::Intake);
    story.say(&world, &patient, opened.clone()).await.is(200);
    story
        .say(&world, &patient, opened)
        .await
        .refused(422, "said-enough");
    story.say(&world, &patient, Act::Withdrawn(None)).await.is(200);
    story.say(&world, &patient, Act::Erased).await.is(200);
}
