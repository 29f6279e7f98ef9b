//! A disc that comes by post: what the server lets the practice put into which case, and when.

use overread_wire::api::{Objects, Problem};
use overread_wire::ledger::{Act, Assigned, HalfCommitment, ImagesAdded};
use overread_wire::{Compartment, ObjectId, ObjectKind, Role};

use crate::world::{CaseStory, Person, World, practice, random};

/// Stores a manifest and says that it was added.
async fn reads_in(
    story: &mut CaseStory,
    world: &World,
    who: &(Person, String),
    compartment: Compartment,
) -> (u16, String) {
    let object = ObjectId::from_bytes(random());
    let path = story.object(object, compartment, ObjectKind::Manifest);
    let stored = world.put(&path, Some(&who.1), random::<1000>().to_vec()).await;
    if stored.status != 200 {
        return (stored.status.as_u16(), stored.json::<Problem>().code);
    }
    let manifest = story.stored(world, who, compartment, ObjectKind::Manifest).await;
    let added = ImagesAdded {
        manifest,
        objects: 1,
        bytes: manifest.size,
    };
    let act = match compartment {
        Compartment::Images => Act::ImagesAdded(added),
        _ => Act::DocumentsAdded(added),
    };
    let said = story.say(world, who, act).await;
    match said.status.as_u16() {
        200 => (200, String::new()),
        status => (status, said.json::<Problem>().code),
    }
}

#[tokio::test]
async fn a_coordinator_reads_in_the_posted_disc_and_goes_on_where_it_was_cut_off() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let coordinator = (world.root.clone(), world.coordinator.clone());
    let mut story = world.by_post(&patient).await;
    for compartment in [Compartment::Images, Compartment::Original] {
        let answer = reads_in(&mut story, &world, &coordinator, compartment).await;
        assert_eq!(answer, (200, String::new()));
    }
    let listed: Objects = world
        .get(&story.path("objects"), Some(&coordinator.1))
        .await
        .is(200)
        .json();
    assert!(listed.objects.len() >= 4, "what is there is not sent twice");
    for compartment in [Compartment::Intake, Compartment::Report] {
        let answer = reads_in(&mut story, &world, &coordinator, compartment).await;
        assert_eq!(answer, (403, "not-yours".to_owned()), "{compartment:?}");
    }
    let radiologist = world.member(Role::Radiologist).await;
    story.assign(&world, &radiologist.0, false).await;
}

#[tokio::test]
async fn in_a_case_whose_disc_was_not_posted_a_coordinator_puts_nothing_even_with_objects_of_the_patient() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let coordinator = (world.root.clone(), world.coordinator.clone());
    let mut story = world.submitted(&patient).await;
    let answer = reads_in(&mut story, &world, &coordinator, Compartment::Images).await;
    assert_eq!(answer, (403, "not-yours".to_owned()));
    world
        .get(&story.path("objects"), Some(&coordinator.1))
        .await
        .refused(403, "not-yours");
    let manifest = story
        .stored(&world, &patient, Compartment::Images, ObjectKind::Manifest)
        .await;
    let added = ImagesAdded {
        manifest,
        objects: 1,
        bytes: manifest.size,
    };
    story
        .say(&world, &coordinator, Act::ImagesAdded(added))
        .await
        .refused(403, "not-yours");
}

#[tokio::test]
async fn nobody_but_patient_and_practice_reads_in_a_posted_disc() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let (stranger, radiologist) = (world.patient().await, world.member(Role::Radiologist).await);
    let mut story = world.by_post(&patient).await;
    for who in [&stranger, &radiologist] {
        let answer = reads_in(&mut story, &world, who, Compartment::Images).await;
        assert_eq!(answer.0, 404);
    }
    let answer = reads_in(&mut story, &world, &patient, Compartment::Images).await;
    assert_eq!(answer.0, 200, "a patient who found a drive after all");
    story.assign(&world, &radiologist.0, false).await;
    let answer = reads_in(&mut story, &world, &radiologist, Compartment::Images).await;
    assert_eq!(answer, (403, "not-yours".to_owned()));
}

#[tokio::test]
async fn nobody_is_asked_to_read_before_the_disc_is_in_and_a_restricted_case_takes_none() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let coordinator = (world.root.clone(), world.coordinator.clone());
    let radiologist = world.member(Role::Radiologist).await;
    let mut story = world.by_post(&patient).await;
    let assigned = Act::Assigned(Assigned {
        radiologist: radiologist.0.id,
        epoch: 0,
        halves: vec![HalfCommitment::to(0, &[7; 32])],
    });
    story
        .say(&world, &coordinator, assigned)
        .await
        .refused(422, "no-images");
    story.say(&world, &patient, Act::Restricted).await.is(200);
    let answer = reads_in(&mut story, &world, &coordinator, Compartment::Images).await;
    assert_eq!(answer, (403, "not-yours".to_owned()));
    story.say(&world, &patient, Act::Resumed(None)).await.is(200);
    let answer = reads_in(&mut story, &world, &coordinator, Compartment::Images).await;
    assert_eq!(answer.0, 200);
}
