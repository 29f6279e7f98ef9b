//! What was not granted cannot be opened: by key, and the server does not hand out the bytes either.

#![expect(
    clippy::expect_used,
    reason = "a test that meets what it did not expect has failed"
)]

use overread_client::clinical::{FirstRead, Report};
use overread_client::wire::{CaseId, Compartment};
use overread_client::{Chain, Client, Keyring, NewShare, Trouble};
use overread_testkit::{Person, Practice, SentDisc, TestServer};

const FINDINGS: &[u8] = include_bytes!("../../../examples/findings.json");
const REPORT: &[u8] = include_bytes!("../../../examples/report.json");

#[tokio::test(flavor = "current_thread")]
async fn the_holder_of_a_link_has_the_keys_of_what_was_chosen_and_no_others() {
    let (server, practice, case) = submitted().await;
    sign(&practice, case).await;
    let (mut chain, keyring) = open(&practice.patient.client, case).await;
    let new = NewShare {
        what: vec![Compartment::Report],
        hours: 24,
        opens: None,
        pin: None,
    };
    let link = practice
        .patient
        .client
        .create_share(&mut chain, &keyring, &new)
        .await
        .expect("a link");
    let surgeon = Person::new(&server).await;
    let opened = surgeon.client.open_share(&link, None).await.expect("opening");
    for compartment in Compartment::GRANTED {
        assert_eq!(
            opened.keyring.holds(compartment, 0),
            compartment == Compartment::Report,
            "{compartment:?}"
        );
    }
    let refused = surgeon
        .client
        .manifests(&opened.chain, &opened.keyring, Compartment::Images)
        .await
        .err();
    assert!(matches!(refused, Some(Trouble::NotGranted)));
    // Even with the patient's own keys the holder of this link gets no bytes.
    let refused = surgeon
        .client
        .manifests(&opened.chain, &keyring, Compartment::Images)
        .await
        .err();
    assert!(matches!(refused, Some(Trouble::Refused { .. })), "{refused:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn whoever_was_taken_off_a_case_gets_no_bytes_with_the_keys_they_kept() {
    let (_server, practice, case) = submitted().await;
    let radiologist = &practice.radiologist.client;
    assign(&practice, case, &practice.radiologist).await;
    let (mut chain, keyring) = open(radiologist, case).await;
    radiologist
        .accept(&mut chain, &keyring, None)
        .await
        .expect("accepting");
    let (chain, kept) = open(radiologist, case).await;
    radiologist
        .manifests(&chain, &kept, Compartment::Images)
        .await
        .expect("the images, while reading");

    assign(&practice, case, &practice.second_radiologist).await;
    let refused = radiologist
        .manifests(&chain, &kept, Compartment::Images)
        .await
        .err();
    assert!(matches!(refused, Some(Trouble::Refused { .. })), "{refused:?}");
    let (now, _) = open(&practice.patient.client, case).await;
    assert_eq!(now.case.epoch(), 1, "what is sealed from here on has new keys");
    assert!(
        Compartment::GRANTED
            .iter()
            .all(|compartment| !kept.holds(*compartment, 1))
    );
}

#[tokio::test(flavor = "current_thread")]
async fn a_radiologist_who_was_only_asked_gets_no_bytes_of_the_images() {
    let (_server, practice, case) = submitted().await;
    assign(&practice, case, &practice.radiologist).await;
    let (chain, keyring) = open(&practice.radiologist.client, case).await;
    let refused = practice
        .radiologist
        .client
        .manifests(&chain, &keyring, Compartment::Images)
        .await
        .err();
    assert!(matches!(refused, Some(Trouble::NotGranted)), "{refused:?}");
    let (_, patients) = open(&practice.patient.client, case).await;
    let refused = practice
        .radiologist
        .client
        .manifests(&chain, &patients, Compartment::Images)
        .await
        .err();
    assert!(matches!(refused, Some(Trouble::Refused { .. })), "{refused:?}");
}

async fn submitted() -> (TestServer, Practice, CaseId) {
    let server = TestServer::start().await;
    let practice = Practice::found(&server).await;
    let case = SentDisc::small(1).submit(&practice.patient).await;
    (server, practice, case)
}

async fn open(client: &Client, case: CaseId) -> (Chain, std::rc::Rc<Keyring>) {
    let chain = client.chain(case).await.expect("the case");
    let keyring = client.keyring(&chain).await.expect("keys");
    (chain, keyring)
}

async fn sign(practice: &Practice, case: CaseId) {
    assign(practice, case, &practice.radiologist).await;
    let client = &practice.radiologist.client;
    let (mut chain, keyring) = open(client, case).await;
    client
        .accept(&mut chain, &keyring, None)
        .await
        .expect("accepting");
    let (mut chain, keyring) = open(client, case).await;
    let first_read = FirstRead::from_json(FINDINGS).expect("the example");
    client
        .commit_first_read(&mut chain, &keyring, &first_read)
        .await
        .expect("committing");
    let report = Report::from_json(REPORT).expect("the example");
    client
        .sign_report(&mut chain, &keyring, report, None)
        .await
        .expect("signing");
}

async fn assign(practice: &Practice, case: CaseId, to: &Person) {
    let client = &practice.coordinator.client;
    let (mut chain, keyring) = open(client, case).await;
    client
        .assign(&mut chain, &keyring, to.id())
        .await
        .expect("assigning");
}
