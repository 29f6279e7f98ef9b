//! Who opened what is on the record, and what is on the record is what a report says.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it did not expect has failed"
)]

use overread_client::clinical::{FirstRead, OriginalReport, Report};
use overread_client::wire::api::Cases;
use overread_client::wire::ledger::{Act, Kind};
use overread_client::wire::{CaseId, Compartment, PersonId};
use overread_client::{FileSink, HttpResponse, NewShare, OriginalFile, Trouble};
use overread_testkit::{Person, Practice, SentDisc, TestServer};

const FINDINGS: &[u8] = include_bytes!("../../../examples/findings.json");
const REPORT: &[u8] = include_bytes!("../../../examples/report.json");

#[tokio::test(flavor = "current_thread")]
async fn a_radiologist_gets_no_file_of_the_original_report_before_its_opening_is_on_the_record() {
    let (_server, practice, case) = accepted().await;
    let reader = &practice.radiologist;
    commit(reader, case).await;

    let (files, left_out) = take_files(reader, case, false).await;
    assert!(
        left_out && !files.iter().any(|path| path.contains("REPORT")),
        "{files:?}"
    );
    assert_eq!(opened_by(reader, case).await, [(reader.id(), "images")]);
    let (_, left_out) = take_files(reader, case, true).await;
    assert!(left_out, "asking for it does not open it");

    reveal(reader, case).await;
    let (all, left_out) = take_files(reader, case, false).await;
    assert!(!left_out && all.len() > files.len());
    sign(reader, case, None).await.expect("signing");
    assert_eq!(says(&practice.patient, case).await, OriginalReport::Opened);
}

#[tokio::test(flavor = "current_thread")]
async fn what_was_seen_in_an_earlier_turn_at_the_case_stays_seen() {
    let (_server, practice, case) = accepted().await;
    let reader = &practice.radiologist;
    commit(reader, case).await;
    reveal(reader, case).await;
    let mut chain = reader.client.chain(case).await.expect("the case");
    let keyring = reader.client.keyring(&chain).await.expect("keys");
    reader
        .client
        .recuse(&mut chain, &keyring, None)
        .await
        .expect("stepping back");
    assign(&practice.coordinator, case, reader.id()).await;
    accept(reader, case).await;

    let (_, left_out) = take_files(reader, case, false).await;
    assert!(left_out, "not opened again yet");
    sign(reader, case, None).await.expect("signing");
    assert_eq!(says(&practice.patient, case).await, OriginalReport::Opened);
}

#[tokio::test(flavor = "current_thread")]
async fn the_practice_opens_the_original_report_only_when_it_asks_and_on_the_record() {
    let (_server, practice, case) = accepted().await;
    let desk = &practice.coordinator;
    let (files, left_out) = take_files(desk, case, false).await;
    assert!(left_out);
    assert_eq!(opened_by(desk, case).await, [(desk.id(), "images")]);
    for _ in 0..2 {
        let (all, left_out) = take_files(desk, case, true).await;
        assert!(!left_out && all.len() > files.len());
    }
    let opened = [(desk.id(), "images"), (desk.id(), "original")];
    assert_eq!(opened_by(desk, case).await, opened);
}

#[tokio::test(flavor = "current_thread")]
async fn each_version_of_the_report_that_the_practice_opens_is_on_the_record() {
    let (_server, practice, case) = accepted().await;
    let (reader, desk) = (&practice.radiologist, &practice.coordinator);
    commit(reader, case).await;
    sign(reader, case, None).await.expect("signing");
    for person in [reader, desk, desk, &practice.patient] {
        open_reports(person, case).await;
    }
    assert_eq!(opened_by(desk, case).await, [(desk.id(), "report")]);
    sign(reader, case, Some("The second disc was read as well."))
        .await
        .expect("an addendum");
    open_reports(desk, case).await;
    assert_eq!(opened_by(desk, case).await.len(), 2);
}

#[tokio::test(flavor = "current_thread")]
async fn the_same_report_is_not_signed_twice_and_another_only_for_a_reason() {
    let (_server, practice, case) = accepted().await;
    let reader = &practice.radiologist;
    commit(reader, case).await;
    sign(reader, case, None).await.expect("signing");
    for reason in [None, Some("  ")] {
        let refused = sign(reader, case, reason).await.expect_err("a refusal");
        assert!(matches!(refused, Trouble::AlreadySigned), "{refused}");
    }
    let mut other = Report::from_json(REPORT).expect("the example");
    other.recommendation = Some("Talk to the surgeon.".to_owned());
    let refused = sign_other(reader, case, other, None)
        .await
        .expect_err("a refusal");
    assert!(matches!(refused, Trouble::NoReason), "{refused}");
    let chain = practice.patient.client.chain(case).await.expect("the case");
    assert_eq!(chain.case.reports().len(), 1);
}

#[tokio::test(flavor = "current_thread")]
async fn a_list_in_which_a_case_went_back_or_vanished_is_not_shown_and_names_it() {
    let (_server, practice, case) = accepted().await;
    let other = SentDisc::small(2).submit(&practice.patient).await;
    for person in [&practice.patient, &practice.coordinator] {
        assert_eq!(person.client.cases().await.expect("the list").len(), 2);
        person.line.lie(move |request, honest| {
            on_lists(&request.path, honest, |answer| {
                for listed in &mut answer.cases {
                    if listed.case == case {
                        listed.entries.pop();
                    }
                }
            })
        });
        assert_held_back(person, case).await;
        person.line.lie(move |request, honest| {
            on_lists(&request.path, honest, |answer| {
                answer.cases.retain(|listed| listed.case != other);
            })
        });
        assert_held_back(person, other).await;
        person.line.be_honest();
        assert_eq!(person.client.cases().await.expect("the list").len(), 2);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn no_link_is_made_without_the_keys_it_should_carry_or_with_an_empty_pin() {
    let (_server, practice, case) = accepted().await;
    let owner = &practice.patient.client;
    let mut chain = owner.chain(case).await.expect("the case");
    let keyring = owner.keyring(&chain).await.expect("keys");
    let mut share = NewShare {
        what: vec![Compartment::Images],
        hours: 24,
        opens: None,
        pin: Some(" ".to_owned()),
    };
    let refused = owner.create_share(&mut chain, &keyring, &share).await;
    assert!(matches!(refused, Err(Trouble::EmptyPin)));
    share.pin = None;
    let none = overread_client::Keyring::default();
    let refused = owner.create_share(&mut chain, &none, &share).await;
    assert!(matches!(refused, Err(Trouble::KeysMissing)));
    assert!(chain.case.shares().is_empty());
    owner
        .create_share(&mut chain, &keyring, &share)
        .await
        .expect("a link");
}

async fn accepted() -> (TestServer, Practice, CaseId) {
    let server = TestServer::start().await;
    let practice = Practice::found(&server).await;
    let case = SentDisc::small(1).submit(&practice.patient).await;
    assign(&practice.coordinator, case, practice.radiologist.id()).await;
    accept(&practice.radiologist, case).await;
    (server, practice, case)
}

async fn assign(desk: &Person, case: CaseId, radiologist: PersonId) {
    let mut chain = desk.client.chain(case).await.expect("the case");
    let keyring = desk.client.keyring(&chain).await.expect("the desk's keys");
    desk.client
        .assign(&mut chain, &keyring, radiologist)
        .await
        .expect("assigning");
}

async fn accept(reader: &Person, case: CaseId) {
    let mut chain = reader.client.chain(case).await.expect("the case");
    let keyring = reader.client.keyring(&chain).await.expect("keys");
    reader
        .client
        .accept(&mut chain, &keyring, None)
        .await
        .expect("accepting");
}

async fn commit(reader: &Person, case: CaseId) {
    let mut chain = reader.client.chain(case).await.expect("the case");
    let keyring = reader.client.keyring(&chain).await.expect("keys");
    let first_read = FirstRead::from_json(FINDINGS).expect("the example");
    reader
        .client
        .commit_first_read(&mut chain, &keyring, &first_read)
        .await
        .expect("committing");
}

async fn reveal(reader: &Person, case: CaseId) {
    let mut chain = reader.client.chain(case).await.expect("the case");
    assert!(reader.client.reveal(&mut chain).await.expect("revealing"));
}

async fn sign(reader: &Person, case: CaseId, reason: Option<&str>) -> Result<u32, Trouble> {
    let report = Report::from_json(REPORT).expect("the example");
    sign_other(reader, case, report, reason).await
}

async fn sign_other(
    reader: &Person,
    case: CaseId,
    report: Report,
    reason: Option<&str>,
) -> Result<u32, Trouble> {
    let mut chain = reader.client.chain(case).await?;
    let keyring = reader.client.keyring(&chain).await?;
    let signed = reader
        .client
        .sign_report(&mut chain, &keyring, report, reason)
        .await?;
    Ok(signed.version)
}

/// What the newest report says about the original one.
async fn says(person: &Person, case: CaseId) -> OriginalReport {
    let chain = person.client.chain(case).await.expect("the case");
    let keyring = person.client.keyring(&chain).await.expect("keys");
    let newest = person
        .client
        .newest_report(&chain, &keyring)
        .await
        .expect("the report");
    newest.body.original
}

async fn open_reports(person: &Person, case: CaseId) {
    let mut chain = person.client.chain(case).await.expect("the case");
    let keyring = person.client.keyring(&chain).await.expect("keys");
    let reports = person.client.open_reports(&mut chain, &keyring).await;
    assert!(!reports.expect("the reports").is_empty());
}

/// The paths of the files a person is given, and whether the original report was left out.
async fn take_files(person: &Person, case: CaseId, with_original: bool) -> (Vec<String>, bool) {
    let mut chain = person.client.chain(case).await.expect("the case");
    let keyring = person.client.keyring(&chain).await.expect("keys");
    let given = person
        .client
        .open_files(&mut chain, &keyring, with_original, &mut Nowhere)
        .await
        .expect("the files");
    let paths = given.files.into_iter().map(|file| file.path).collect();
    (paths, given.original_left_out)
}

/// Who opened what, in order.
async fn opened_by(person: &Person, case: CaseId) -> Vec<(PersonId, &'static str)> {
    let chain = person.client.chain(case).await.expect("the case");
    let opened = chain
        .entries
        .iter()
        .filter_map(|entry| match entry.claimed().act {
            Act::OpenedBy(Compartment::Images) => Some((entry.signer(), "images")),
            Act::OpenedBy(Compartment::Original) => Some((entry.signer(), "original")),
            Act::OpenedBy(Compartment::Report) => Some((entry.signer(), "report")),
            _ => None,
        });
    assert_eq!(chain.entries[0].claimed().act.kind(), Kind::Opened);
    opened.collect()
}

async fn assert_held_back(person: &Person, case: CaseId) {
    let refused = person.client.cases().await.expect_err("a refusal");
    assert!(
        matches!(&refused, Trouble::HeldBack(named) if *named == [case]),
        "{refused}"
    );
}

fn on_lists(path: &str, honest: HttpResponse, lie: impl FnOnce(&mut Cases)) -> HttpResponse {
    if !path.contains("/cases?") {
        return honest;
    }
    let mut answer: Cases = serde_json::from_slice(&honest.body).expect("a list");
    lie(&mut answer);
    HttpResponse {
        status: 200,
        body: serde_json::to_vec(&answer).expect("JSON"),
    }
}

struct Nowhere;

#[async_trait::async_trait(?Send)]
impl FileSink for Nowhere {
    async fn begin(&mut self, _: &OriginalFile) -> Result<(), Trouble> {
        Ok(())
    }

    async fn write(&mut self, _: Vec<u8>) -> Result<(), Trouble> {
        Ok(())
    }

    async fn end(&mut self) -> Result<(), Trouble> {
        Ok(())
    }
}
