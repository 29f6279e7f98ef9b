//! A disk that does not keep what it was given.

use std::path::PathBuf;

use overread_testkit::TestServer;
use overread_wire::api::Objects;
use overread_wire::{Compartment, ObjectId, ObjectKind};
use reqwest::Method;

use crate::world::{CaseStory, Person, World, practice, random};

struct Lain {
    server: TestServer,
    world: World,
    patient: (Person, String),
    story: CaseStory,
    object: ObjectId,
    file: PathBuf,
}

const BYTES: &[u8] = &[7; 300_000];

/// A pack that was acknowledged.
async fn lain() -> Lain {
    let (server, world) = practice().await;
    let patient = world.patient().await;
    let story = world.open(&patient).await;
    let object = ObjectId::from_bytes(random());
    let path = story.object(object, Compartment::Images, ObjectKind::Pack);
    world.put(&path, Some(&patient.1), BYTES.to_vec()).await.is(200);
    let name = object.to_string();
    let file = server
        .data()
        .join("blobs")
        .join(&name[..2])
        .join(format!("{}-{name}", story.case));
    Lain {
        server,
        world,
        patient,
        story,
        object,
        file,
    }
}

impl Lain {
    fn ask(&self) -> reqwest::RequestBuilder {
        let path = self.story.path(&format!("objects/{}", self.object));
        self.world.request(Method::GET, &path, Some(&self.patient.1))
    }

    async fn is_refused(&self) {
        self.world.send(self.ask()).await.refused(500, "object-damaged");
    }

    async fn a_part_is_refused(&self) {
        let part = self.ask().header("range", "bytes=0-9");
        self.world.send(part).await.refused(500, "object-damaged");
    }

    /// The log tells the operator which object, and nobody whose.
    fn is_logged(&self, how: &str) {
        let logs = self.server.logs();
        let line = logs.lines().find(|line| line.contains(how)).unwrap();
        assert!(
            line.contains(&self.object.to_string()) && line.contains("ERROR"),
            "{line}"
        );
        assert!(!logs.contains(&self.story.case.to_string()));
        assert!(!logs.contains(&self.patient.0.id.to_string()));
    }

    async fn listed(&self) -> usize {
        let path = self.story.path("objects");
        let listed: Objects = self.world.get(&path, Some(&self.patient.1)).await.is(200).json();
        listed.objects.len()
    }

    /// The same disc is sent again.
    async fn is_mended(&self) {
        let path = self
            .story
            .object(self.object, Compartment::Images, ObjectKind::Pack);
        self.world
            .put(&path, Some(&self.patient.1), BYTES.to_vec())
            .await
            .is(200);
        assert_eq!(self.world.send(self.ask()).await.is(200).body, BYTES);
        assert_eq!(self.listed().await, 1);
    }
}

#[tokio::test]
async fn a_lost_object_is_said_to_be_damaged_and_asked_for_again() {
    let lain = lain().await;
    std::fs::remove_file(&lain.file).unwrap();
    lain.is_refused().await;
    lain.a_part_is_refused().await;
    lain.is_logged("its file is missing");
    assert_eq!(lain.listed().await, 0);
    lain.is_mended().await;
}

#[tokio::test]
async fn an_object_that_was_cut_off_is_said_to_be_damaged_and_asked_for_again() {
    let lain = lain().await;
    let file = std::fs::OpenOptions::new().write(true).open(&lain.file).unwrap();
    file.set_len(299_999).unwrap();
    lain.is_refused().await;
    lain.a_part_is_refused().await;
    lain.is_logged("another length");
    assert_eq!(lain.listed().await, 0);
    lain.is_mended().await;
}

#[tokio::test]
async fn an_object_with_one_wrong_bit_is_said_to_be_damaged() {
    let lain = lain().await;
    let mut bytes = BYTES.to_vec();
    bytes[299_999] ^= 1;
    std::fs::write(&lain.file, bytes).unwrap();
    lain.is_refused().await;
    lain.is_logged("other bytes");
    lain.is_mended().await;
}

#[tokio::test]
async fn what_is_mended_counts_once() {
    let mut lain = lain().await;
    lain.server
        .restart_with(|settings| settings.max_bytes = Some(700_000))
        .await;
    for _ in 0..5 {
        lain.is_mended().await;
    }
}
