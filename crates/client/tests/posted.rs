//! A patient without a disc drive: the practice reads in the posted disc, and everyone sees that it did.

#![expect(
    clippy::expect_used,
    reason = "a test that meets what it did not expect has failed"
)]

use std::collections::BTreeMap;

use overread_client::clinical::{Consent, IntakeForm, PostingConsent};
use overread_client::wire::api::Entries;
use overread_client::wire::ledger::{Act, Entry, ImagesAdded, Refusal};
use overread_client::wire::{CaseId, Compartment, ObjectId, ObjectKind, ObjectRef, PersonId, Role};
use overread_client::{FileSink, HttpResponse, NewCase, OriginalFile, Trouble};
use overread_testkit::{Person, Practice, SentDisc, TestServer};

#[tokio::test(flavor = "current_thread")]
async fn patient_and_radiologist_get_the_very_bytes_that_the_practice_read_in() {
    let (server, practice) = practice().await;
    let clara = practice
        .coordinator
        .bring(&server, Role::Coordinator, "Clara Beispiel")
        .await;
    let case = by_post(&practice.patient, true).await;
    let (first, second) = (disc(1), disc(2));
    SentDisc::read(first.clone())
        .add(&clara, case)
        .await
        .expect("reading in");
    assign(&clara, case, practice.radiologist.id()).await;
    accept(&practice.radiologist, case).await;
    assert_eq!(files(&practice.patient, case).await, named(first.clone()));
    let read = files(&practice.radiologist, case).await;
    assert!(
        !read.is_empty()
            && read
                .iter()
                .all(|(path, bytes)| named(first.clone()).get(path) == Some(bytes))
    );

    let view = practice.patient.client.chain(case).await.expect("the case");
    let added: Vec<_> = view
        .view(practice.patient.id())
        .entries
        .into_iter()
        .filter(|entry| entry.author == clara.id() && entry.role == Some(Role::Coordinator))
        .map(|entry| entry.kind.name())
        .collect();
    assert_eq!(added, ["images_added", "documents_added", "assigned"]);
    let keyring = practice.patient.client.keyring(&view).await.expect("keys");
    let seq = view.view(practice.patient.id()).entries.len() as u64;
    let mut told = Vec::new();
    for seq in 0..seq {
        let client = &practice.patient.client;
        told.extend(
            client
                .what_was_read_in(&view, &keyring, seq)
                .await
                .expect("manifests"),
        );
    }
    assert_eq!(told.len(), 2);
    assert!(
        told.iter()
            .all(|told| told.by.as_deref() == Some("Clara Beispiel"))
    );
    assert!(told[0].images > 10 && told[1].images == 0, "{told:?}");

    // A second envelope, after another radiologist was asked and the keys are new.
    assign(&clara, case, practice.second_radiologist.id()).await;
    SentDisc::read(second.clone())
        .add(&clara, case)
        .await
        .expect("reading in");
    accept(&practice.second_radiologist, case).await;
    let all = files(&practice.patient, case).await;
    assert!(
        named(second)
            .iter()
            .all(|(path, bytes)| all.get(path) == Some(bytes))
    );
}

#[tokio::test(flavor = "current_thread")]
async fn the_same_disc_read_in_again_is_sent_once() {
    let (_server, practice) = practice().await;
    let case = by_post(&practice.patient, true).await;
    let disc = SentDisc::small(1);
    disc.add(&practice.coordinator, case).await.expect("reading in");
    practice.coordinator.line.forget();
    disc.add(&practice.coordinator, case).await.expect("again");
    assert!(stored(&practice.coordinator).is_empty());
}

#[tokio::test(flavor = "current_thread")]
async fn a_coordinator_sends_not_a_byte_into_a_case_whose_patient_did_not_agree() {
    let (_server, practice) = practice().await;
    let case = SentDisc::small(1).submit(&practice.patient).await;
    practice.coordinator.line.forget();
    let refused = SentDisc::small(2).add(&practice.coordinator, case).await;
    assert!(matches!(refused, Err(Trouble::NotPosted)), "{refused:?}");
    assert!(stored(&practice.coordinator).is_empty());
}

#[tokio::test(flavor = "current_thread")]
async fn images_that_a_coordinator_slips_into_such_a_case_are_believed_by_no_client() {
    let (_server, practice) = practice().await;
    let case = SentDisc::small(1).submit(&practice.patient).await;
    let chain = practice.patient.client.chain(case).await.expect("the case");
    let added = ImagesAdded {
        manifest: ObjectRef {
            object: ObjectId::from_bytes([7; 16]),
            compartment: Compartment::Images,
            epoch: 0,
            kind: ObjectKind::Manifest,
            hash: chain.case.head(),
            size: 4096,
        },
        objects: 1,
        bytes: 4096,
    };
    let entry = Entry {
        case,
        seq: chain.case.length(),
        previous: chain.case.head(),
        time: chain.case.time(),
        act: Act::ImagesAdded(added),
        grants: Vec::new(),
    };
    let coordinator = practice.coordinator.client.me().expect("the coordinator");
    let slipped = coordinator.identity.sign(entry).bytes().to_vec();
    practice.patient.line.lie(move |request, honest| {
        if !request.path.ends_with("/entries") {
            return honest;
        }
        let mut answer: Entries = serde_json::from_slice(&honest.body).expect("entries");
        answer.entries.push(slipped.as_slice().into());
        HttpResponse {
            status: 200,
            body: serde_json::to_vec(&answer).expect("JSON"),
        }
    });
    let refused = practice.patient.client.chain(case).await.err();
    assert!(matches!(refused, Some(Trouble::NotGenuine)), "{refused:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn without_the_consent_to_posting_a_case_needs_its_images() {
    let (_server, practice) = practice().await;
    let NewCase { mut chain, keyring } = practice.patient.client.open_case().await.expect("an open case");
    let client = &practice.patient.client;
    let refused = client.submit(&mut chain, &keyring, &form(false)).await.err();
    assert!(
        matches!(refused, Some(Trouble::Ledger(Refusal::NoImages))),
        "{refused:?}"
    );
    // Having consented without it, the patient agrees to posting as well: that is a consent of its own.
    client
        .submit(&mut chain, &keyring, &form(true))
        .await
        .expect("submitting");
    let kinds: Vec<_> = chain
        .entries
        .iter()
        .map(|entry| entry.claimed().act.kind().name())
        .collect();
    assert_eq!(kinds, ["opened", "consented", "consented", "submitted"]);
    assert!(chain.case.waits_for_disc());
}

async fn practice() -> (TestServer, Practice) {
    let server = TestServer::start().await;
    let practice = Practice::found(&server).await;
    (server, practice)
}

fn form(posted: bool) -> IntakeForm {
    let (text_version, language) = ("2026-11".to_owned(), "en".to_owned());
    IntakeForm {
        question: "Is the nerve touched?".to_owned(),
        consent: Some(Consent {
            text_version: text_version.clone(),
            language: language.clone(),
            at: 1_795_000_000_000,
            by_post: posted.then_some(PostingConsent {
                text_version,
                language,
                at: 1_795_000_000_000,
            }),
        }),
        ..IntakeForm::default()
    }
}

async fn by_post(patient: &Person, posted: bool) -> CaseId {
    let NewCase { mut chain, keyring } = patient.client.open_case().await.expect("an open case");
    patient
        .client
        .submit(&mut chain, &keyring, &form(posted))
        .await
        .expect("submitting");
    chain.case.id()
}

async fn assign(coordinator: &Person, case: CaseId, radiologist: PersonId) {
    let client = &coordinator.client;
    let mut chain = client.chain(case).await.expect("the case");
    let keyring = client.keyring(&chain).await.expect("the desk's keys");
    client
        .assign(&mut chain, &keyring, radiologist)
        .await
        .expect("assigning");
}

async fn accept(radiologist: &Person, case: CaseId) {
    let client = &radiologist.client;
    let mut chain = client.chain(case).await.expect("the case");
    let keyring = client.keyring(&chain).await.expect("keys");
    client
        .accept(&mut chain, &keyring, None)
        .await
        .expect("accepting");
}

fn disc(seed: u64) -> Vec<(String, Vec<u8>)> {
    let files = overread_phantom::small_disc(seed).first_report(true).files();
    files
        .into_iter()
        .map(|(path, bytes)| (format!("disc-{seed}/{path}"), bytes))
        .collect()
}

fn named(files: Vec<(String, Vec<u8>)>) -> BTreeMap<String, Vec<u8>> {
    files.into_iter().collect()
}

/// Everything that the person's keys open.
async fn files(person: &Person, case: CaseId) -> BTreeMap<String, Vec<u8>> {
    let chain = person.client.chain(case).await.expect("the case");
    let keyring = person.client.keyring(&chain).await.expect("keys");
    let mut kept = Kept::default();
    person
        .client
        .original_files(
            &chain,
            &keyring,
            &[Compartment::Images, Compartment::Original],
            &mut kept,
        )
        .await
        .expect("the files");
    kept.files
}

fn stored(person: &Person) -> Vec<String> {
    let asked = person.line.asked().into_iter();
    asked
        .filter(|request| request.method == "PUT" && request.path.contains("/objects/"))
        .map(|request| request.path)
        .collect()
}

#[derive(Default)]
struct Kept {
    files: BTreeMap<String, Vec<u8>>,
    open: (String, Vec<u8>),
}

#[async_trait::async_trait(?Send)]
impl FileSink for Kept {
    async fn begin(&mut self, file: &OriginalFile) -> Result<(), Trouble> {
        self.open = (file.path.clone(), Vec::new());
        Ok(())
    }

    async fn write(&mut self, bytes: Vec<u8>) -> Result<(), Trouble> {
        self.open.1.extend(bytes);
        Ok(())
    }

    async fn end(&mut self) -> Result<(), Trouble> {
        let (path, bytes) = std::mem::take(&mut self.open);
        self.files.insert(path, bytes);
        Ok(())
    }
}
