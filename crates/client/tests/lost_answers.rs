//! A server that does what it is asked and dies before it can say so: doing it again makes nothing twice.

#![expect(
    clippy::expect_used,
    reason = "a test that meets what it did not expect has failed"
)]

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use overread_client::clinical::{Consent, IntakeForm};
use overread_client::wire::{CaseId, Compartment};
use overread_client::{Chain, HttpResponse, Keyring, NewCase, Trouble};
use overread_testkit::{AtOnce, Person, Practice, SentDisc, TestServer};

#[tokio::test(flavor = "current_thread")]
async fn whichever_answer_is_lost_the_case_is_sent_once() {
    let server = TestServer::start().await;
    let practice = Practice::found(&server).await;
    let disc = SentDisc::small(11);
    let undisturbed = send(&practice.patient, &disc, None).await;
    for lost in 0.. {
        let sent = send(&practice.patient, &disc, Some(lost)).await;
        assert_eq!(
            (sent.entries, sent.objects),
            (undisturbed.entries, undisturbed.objects),
            "answer {lost}"
        );
        if sent.answers <= lost {
            assert!(lost > 10, "an upload asks more often than that");
            return;
        }
    }
}

/// What came of sending a disc.
struct Sent {
    entries: u64,
    objects: usize,
    answers: usize,
}

/// Sends the disc into a case of its own, over and over until it is there; one answer is lost on the way.
async fn send(patient: &Person, disc: &SentDisc, lost: Option<usize>) -> Sent {
    patient.line.forget();
    let answers = Rc::new(Cell::new(0));
    let counter = answers.clone();
    patient.line.lie(move |_, honest| {
        let number = counter.replace(counter.get() + 1);
        if Some(number) == lost { no_answer() } else { honest }
    });
    let case = patient.client.new_case_id();
    let chain = loop {
        match attempt(patient, disc, case).await {
            Err(Trouble::Unreachable) => {}
            other => break other.expect("a submitted case"),
        }
    };
    let asked = patient.line.asked();
    let stored = asked
        .iter()
        .filter(|request| request.method == "PUT")
        .map(|request| &request.path);
    Sent {
        entries: chain.case.length(),
        objects: stored.collect::<BTreeSet<_>>().len(),
        answers: answers.get(),
    }
}

/// What a program does that is started again: it takes up the case where it stands.
async fn attempt(patient: &Person, disc: &SentDisc, case: CaseId) -> Result<Chain, Trouble> {
    let (mut chain, keyring) = take_up(patient, case).await?;
    if chain.case.service().is_none() {
        for compartment in [Compartment::Images, Compartment::Original] {
            let (shipment, bytes) = disc.shipment(compartment);
            patient
                .client
                .send(&mut chain, &keyring, shipment, &bytes, &AtOnce)
                .await?;
        }
        let consent = Consent {
            text_version: "2026-11".to_owned(),
            language: "en".to_owned(),
            at: chain.entries.first().expect("the opening").claimed().time.0,
            by_post: None,
        };
        let form = IntakeForm {
            question: "Is the nerve touched?".to_owned(),
            consent: Some(consent),
            ..IntakeForm::default()
        };
        patient.client.submit(&mut chain, &keyring, &form).await?;
    }
    Ok(chain)
}

async fn take_up(patient: &Person, case: CaseId) -> Result<(Chain, Rc<Keyring>), Trouble> {
    match patient.client.chain(case).await {
        Ok(chain) => {
            let keyring = patient.client.keyring(&chain).await?;
            Ok((chain, keyring))
        }
        Err(Trouble::NoSuchCase) => {
            let NewCase { chain, keyring } = patient.client.open_case_as(case).await?;
            Ok((chain, keyring))
        }
        Err(trouble) => Err(trouble),
    }
}

fn no_answer() -> HttpResponse {
    HttpResponse {
        status: 503,
        body: Vec::new(),
    }
}
