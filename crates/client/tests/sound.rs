//! A manifest that cannot be true is not opened, whoever signed it.

#![expect(
    clippy::expect_used,
    reason = "a test that meets what it did not expect has failed"
)]

use overread_client::dicom::Span;
use overread_client::dicom::pack::{Block, Part};
use overread_client::wire::api::Base64;
use overread_client::wire::{Compartment, ObjectKind, ObjectRef};
use overread_client::{Manifest, PreviewPlace, SeriesPreviews};
use overread_testkit::{Practice, SentDisc, TestServer};

/// What a sender wrote, and how it is sealed.
struct Sent {
    manifest: Manifest,
    sealed: ObjectRef,
}

impl Sent {
    async fn small() -> Self {
        let server = TestServer::start().await;
        let practice = Practice::found(&server).await;
        let patient = &practice.patient.client;
        let case = SentDisc::small(1).submit(&practice.patient).await;
        let chain = patient.chain(case).await.expect("the case");
        let keyring = patient.keyring(&chain).await.expect("the keys");
        let images = |sealed: &&ObjectRef| sealed.compartment == Compartment::Images;
        let sealed = *chain.case.manifests().iter().find(images).expect("images");
        let manifest = patient
            .manifest(&chain, &keyring, &sealed)
            .await
            .expect("the manifest");
        Self { manifest, sealed }
    }

    /// Whether it would be opened after this change.
    fn is_believed(&self, change: impl FnOnce(&mut Manifest)) -> bool {
        let mut manifest = self.manifest.clone();
        change(&mut manifest);
        manifest.is_sound(&self.sealed)
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_an_honest_sender_wrote_is_believed() {
    let sent = Sent::small().await;
    assert!(sent.is_believed(|_| {}));
}

#[tokio::test(flavor = "current_thread")]
async fn images_that_point_at_other_files_are_not_believed() {
    let sent = Sent::small().await;
    let first = |manifest: &mut Manifest, change: &dyn Fn(&mut overread_client::dicom::Instance)| {
        change(&mut manifest.inventory.patients[0].studies[0].series[0].instances[0]);
    };
    assert!(!sent.is_believed(|manifest| first(manifest, &|image| image.file += 1_000_000)));
    let other = sent.manifest.inventory.patients[0].studies[0].series[0].instances[1].file;
    assert!(
        !sent.is_believed(|manifest| first(manifest, &|image| image.file = other)),
        "two images of one file"
    );
    assert!(!sent.is_believed(|manifest| first(manifest, &|image| image.frames[0][0].offset += 1 << 40)));
    assert!(
        !sent.is_believed(|manifest| first(manifest, &|image| {
            let span: Span = image.frames[0][0];
            image.frames[0] = vec![span; 3];
        })),
        "the same bytes again and again"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn files_that_do_not_add_up_are_not_believed() {
    let sent = Sent::small().await;
    assert!(!sent.is_believed(|manifest| manifest.files[0].size += 1));
    assert!(!sent.is_believed(|manifest| manifest.inventory.files[0].size += 1));
    assert!(!sent.is_believed(|manifest| {
        manifest.files.pop();
    }));
    assert!(!sent.is_believed(|manifest| manifest.files[0].parts.clear()));
    let beyond = Part::Stored {
        at: u64::MAX,
        length: sent.manifest.files[0].size,
    };
    assert!(!sent.is_believed(|manifest| manifest.files[0].parts = vec![beyond]));
}

#[tokio::test(flavor = "current_thread")]
async fn a_few_bytes_that_would_fill_a_disk_are_not_believed() {
    let sent = Sent::small().await;
    let huge = Block {
        at: 0,
        packed: 53,
        length: 1 << 40,
    };
    assert!(!sent.is_believed(|manifest| manifest.blocks.push(huge)));
    let (block, length) = (0, 64 << 20);
    let part = Part::Cut {
        block,
        from: 0,
        length,
    };
    assert!(
        !sent.is_believed(|manifest| {
            manifest.blocks[0].length = length;
            manifest.files[0].parts = vec![part; 10_000];
            manifest.files[0].size = length * 10_000;
            manifest.inventory.files[0].size = length * 10_000;
        }),
        "one block cut a thousand times"
    );
}

#[tokio::test(flavor = "current_thread")]
async fn packs_that_are_not_those_of_the_manifest_are_not_believed() {
    let sent = Sent::small().await;
    assert!(!sent.is_believed(|manifest| manifest.pack_bytes = 0));
    assert!(!sent.is_believed(|manifest| {
        manifest.pack_bytes = 1 << 62;
        manifest.packs[0].size = 1 << 62;
    }));
    assert!(!sent.is_believed(|manifest| manifest.packs[0].size += 1 << 20));
    assert!(!sent.is_believed(|manifest| manifest.packs[0].sealed.size += 1));
    assert!(!sent.is_believed(|manifest| manifest.packs[0].sealed.compartment = Compartment::Original));
    assert!(!sent.is_believed(|manifest| manifest.packs[0].sealed.epoch += 1));
    assert!(
        !sent.is_believed(|manifest| manifest.packs[0].segments = Base64(Vec::new())),
        "without the hashes of its segments"
    );
    assert!(!sent.is_believed(|manifest| {
        manifest.packs[0].segments.0.pop();
    }));
}

#[tokio::test(flavor = "current_thread")]
async fn pictures_of_nothing_are_not_believed() {
    let sent = Sent::small().await;
    let honest = PreviewPlace {
        file: 0,
        frame: 0,
        width: 64,
        height: 64,
        offset: 0,
        packed: 100,
    };
    let shows = |change: &dyn Fn(&mut PreviewPlace)| {
        sent.is_believed(|manifest| {
            let mut picture = honest;
            change(&mut picture);
            let mut sealed = manifest.packs[0].sealed;
            sealed.kind = ObjectKind::Previews;
            manifest.previews.push(SeriesPreviews {
                series: "1.2.3".to_owned(),
                sealed,
                pictures: vec![picture],
            });
        })
    };
    assert!(shows(&|_| {}), "an honest one");
    assert!(!shows(&|picture| picture.file = usize::MAX));
    assert!(!shows(&|picture| picture.width = u32::MAX));
    assert!(!shows(&|picture| picture.offset = u64::MAX));
}
