use std::path::Path;

use futures::future::join_all;
use overread_wire::api::{LARGEST_OBJECT, Objects, Stored};
use overread_wire::ledger::{Act, ImagesAdded};
use overread_wire::{Compartment, Hash, ObjectId, ObjectKind, ObjectRef};
use reqwest::Method;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::world::{practice, random};

#[tokio::test]
async fn the_same_object_sent_twice_is_one_object_and_other_bytes_are_refused() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let path = story.object(
        ObjectId::from_bytes(random()),
        Compartment::Images,
        ObjectKind::Pack,
    );
    let first: Stored = world
        .put(&path, Some(&patient.1), b"pack".to_vec())
        .await
        .is(200)
        .json();
    assert_eq!((first.hash, first.size), (Hash::of(b"pack"), 4));
    world.put(&path, Some(&patient.1), b"pack".to_vec()).await.is(200);
    let other = world
        .put(&path, Some(&patient.1), b"other".to_vec())
        .await
        .is(409);
    assert_eq!(other.json::<Stored>().hash, first.hash);
    other.refused(409, "object-differs");
    let listed: Objects = world
        .get(&story.path("objects"), Some(&patient.1))
        .await
        .is(200)
        .json();
    assert_eq!(listed.objects.len(), 1);
}

#[tokio::test]
async fn of_two_who_send_different_bytes_at_once_one_wins_and_its_bytes_lie_there() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let object = ObjectId::from_bytes(random());
    let path = story.object(object, Compartment::Images, ObjectKind::Pack);
    let sent = (0..6u8).map(|byte| world.put(&path, Some(&patient.1), vec![byte; 100_000]));
    let answers = join_all(sent).await;
    assert_eq!(
        answers
            .iter()
            .filter(|answer| answer.status.as_u16() == 200)
            .count(),
        1
    );
    let hashes: Vec<Hash> = answers
        .iter()
        .map(|answer| answer.json::<Stored>().hash)
        .collect();
    let there = world
        .get(&story.path(&format!("objects/{object}")), Some(&patient.1))
        .await
        .is(200);
    assert!(hashes.iter().all(|hash| *hash == Hash::of(&there.body)));
}

#[tokio::test]
async fn single_frames_are_fetched_as_ranges() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let object = ObjectId::from_bytes(random());
    let bytes: Vec<u8> = (0..=255).cycle().take(300_000).collect();
    let path = story.object(object, Compartment::Images, ObjectKind::Pack);
    world.put(&path, Some(&patient.1), bytes.clone()).await.is(200);
    let path = story.path(&format!("objects/{object}"));
    let range = |range: &str| {
        world.send(
            world
                .request(Method::GET, &path, Some(&patient.1))
                .header("range", range.to_owned()),
        )
    };
    let part = range("bytes=262144-262399").await.is(206);
    assert_eq!(part.body, bytes[262_144..=262_399]);
    assert_eq!(part.headers["content-range"], "bytes 262144-262399/300000");
    range("bytes=300000-").await.refused(416, "range-not-satisfiable");
    assert_eq!(world.get(&path, Some(&patient.1)).await.is(200).body, bytes);
}

#[tokio::test]
async fn an_entry_about_something_that_has_not_arrived_is_refused() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let mut story = world.open(&patient).await;
    let manifest = story
        .stored(&world, &patient, Compartment::Images, ObjectKind::Manifest)
        .await;
    let added = |manifest: ObjectRef| {
        Act::ImagesAdded(ImagesAdded {
            manifest,
            objects: 1,
            bytes: 1,
        })
    };
    let missing = ObjectRef {
        object: ObjectId::from_bytes(random()),
        ..manifest
    };
    let other = ObjectRef {
        hash: Hash::of(b"other"),
        ..manifest
    };
    let larger = ObjectRef {
        size: manifest.size + 1,
        ..manifest
    };
    for wrong in [missing, other, larger] {
        story
            .say(&world, &patient, added(wrong))
            .await
            .refused(422, "object-missing");
    }
    story.say(&world, &patient, added(manifest)).await.is(200);
}

#[tokio::test]
async fn before_the_case_is_opened_nothing_can_be_stored() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let mut story = world.open(&patient).await;
    story.case = overread_wire::CaseId::from_bytes(random());
    let path = story.object(
        ObjectId::from_bytes(random()),
        Compartment::Images,
        ObjectKind::Pack,
    );
    world
        .put(&path, Some(&patient.1), b"pack".to_vec())
        .await
        .refused(404, "unknown");
}

#[tokio::test]
async fn what_is_larger_than_any_object_is_refused_before_it_is_sent() {
    let (server, world) = practice().await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let path = story.object(
        ObjectId::from_bytes(random()),
        Compartment::Images,
        ObjectKind::Pack,
    );
    let host = server.url().replace("http://", "");
    let mut socket = tokio::net::TcpStream::connect(&host).await.unwrap();
    let head = format!(
        "PUT /api/v1{path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\ncontent-length: {}\r\n\r\n",
        patient.1,
        LARGEST_OBJECT + 1
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    socket.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
}

#[tokio::test]
async fn a_sender_who_stops_in_the_middle_leaves_nothing_behind() {
    let (server, world) = practice().await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let path = story.object(
        ObjectId::from_bytes(random()),
        Compartment::Images,
        ObjectKind::Pack,
    );
    let host = server.url().replace("http://", "");
    let mut socket = tokio::net::TcpStream::connect(&host).await.unwrap();
    let head = format!(
        "PUT /api/v1{path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\ncontent-length: 1000000\r\n\r\n",
        patient.1
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(&vec![7; 500_000]).await.unwrap();
    let arriving = server.data().join("blobs/arriving");
    until(|| files(&arriving) == 1).await;
    drop(socket);
    until(|| files(&arriving) == 0).await;
    assert!(
        world
            .get(&story.path("objects"), Some(&patient.1))
            .await
            .is(200)
            .json::<Objects>()
            .objects
            .is_empty()
    );
}

#[tokio::test]
async fn a_full_disk_is_said_in_words_and_loses_nothing() {
    let (mut server, world) = practice().await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    server
        .restart_with(|settings| settings.max_bytes = Some(3_000_000))
        .await;
    let pack = |byte: u8| {
        let object = ObjectId::from_bytes([byte; 16]);
        (
            object,
            story.object(object, Compartment::Images, ObjectKind::Pack),
            vec![byte; 1_000_000],
        )
    };
    for byte in 0..3 {
        let (_, path, bytes) = pack(byte);
        world.put(&path, Some(&patient.1), bytes).await.is(200);
    }
    let (_, path, bytes) = pack(3);
    world
        .put(&path, Some(&patient.1), bytes.clone())
        .await
        .refused(507, "server-full");
    assert_eq!(files(&server.data().join("blobs/arriving")), 0);
    for byte in 0..3 {
        let (object, _, bytes) = pack(byte);
        let there = world
            .get(&story.path(&format!("objects/{object}")), Some(&patient.1))
            .await
            .is(200);
        assert_eq!(there.body, bytes);
    }
    server.restart_with(|settings| settings.max_bytes = None).await;
    world.put(&path, Some(&patient.1), bytes).await.is(200);
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

async fn until(mut holds: impl FnMut() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    panic!("waited too long");
}
