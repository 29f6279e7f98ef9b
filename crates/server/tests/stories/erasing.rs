//! An erased case: its chain stays, and nothing else.

use overread_wire::api::Entries;
use overread_wire::ledger::Act;
use overread_wire::{Compartment, ObjectId, ObjectKind, Role};

use crate::world::{practice, random};

#[tokio::test]
async fn of_an_erased_case_nothing_is_left_but_its_chain() {
    let (server, world) = practice().await;
    let patient = world.patient().await;
    let radiologist = world.member(Role::Radiologist).await;
    let coordinator = (world.root.clone(), world.coordinator.clone());
    let mut story = world.submitted(&patient).await;
    let other = world.submitted(&patient).await;
    let images = story
        .stored(&world, &patient, Compartment::Images, ObjectKind::Pack)
        .await;
    story.assign(&world, &radiologist.0, false).await;
    story.accept(&world, &radiologist).await;
    story.commit(&world, &radiologist).await;
    story.sign(&world, &radiologist).await;
    let link = story.share(&world, None, world.now().plus_hours(24)).await;
    story.say(&world, &coordinator, Act::Closed).await.is(200);
    let kept = blobs_of(&server, &other.case.to_string());
    assert!(kept > 0 && blobs_of(&server, &story.case.to_string()) > 5);

    story.say(&world, &patient, Act::Erased).await.is(200);
    assert_eq!(blobs_of(&server, &story.case.to_string()), 0);
    assert_eq!(blobs_of(&server, &other.case.to_string()), kept, "another case");
    let object = story.path(&format!("objects/{}", images.object));
    let fresh = story.object(
        ObjectId::from_bytes(random()),
        Compartment::Images,
        ObjectKind::Pack,
    );
    for who in [&patient, &coordinator, &radiologist] {
        for gone in [
            &object,
            &story.path("grants"),
            &story.path("halves"),
            &story.path("objects"),
        ] {
            world.get(gone, Some(&who.1)).await.refused(404, "unknown");
        }
        world
            .put(&fresh, Some(&who.1), b"more".to_vec())
            .await
            .refused(404, "unknown");
    }
    let landing = overread_wire::api::ShareToken {
        token: link.landing.as_slice().into(),
    };
    world
        .post(&format!("/shares/{}", link.id), None, &landing)
        .await
        .refused(404, "share-unknown");
    let entries: Entries = world
        .get(&story.path("entries"), Some(&patient.1))
        .await
        .is(200)
        .json();
    assert_eq!(entries.entries.len() as u64, story.seq);
    story
        .say(&world, &patient, Act::OpenedBy(Compartment::Intake))
        .await
        .refused(422, "not-now");
}

/// Ciphertexts of a case in the data folder.
fn blobs_of(server: &overread_testkit::TestServer, case: &str) -> usize {
    let shelves = std::fs::read_dir(server.data().join("blobs")).unwrap();
    shelves
        .flat_map(|shelf| std::fs::read_dir(shelf.unwrap().path()).unwrap())
        .filter(|file| {
            file.as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .starts_with(case)
        })
        .count()
}
