//! After a whole case, nothing that a person wrote and nothing that a scanner recorded is found in the server's
//! folder, in its log, or in any request that was sent to it.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets what it did not expect has failed"
)]

use std::fs;
use std::path::Path;

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use overread_client::clinical::{ChosenProcedure, FirstRead, ForWhom, IntakeForm, Patient, Report, Side};
use overread_client::dicom::{Disc, examine, gather};
use overread_client::wire::{CaseId, Compartment, Role};
use overread_client::{FileSink, HttpRequest, NewShare, OriginalFile, Trouble};
use overread_testkit::{Person, Practice, SentDisc, TestServer};

const FINDINGS: &[u8] = include_bytes!("../../../examples/findings.json");
const REPORT: &[u8] = include_bytes!("../../../examples/report.json");

#[tokio::test(flavor = "current_thread")]
async fn nothing_a_person_wrote_or_a_scanner_recorded_reaches_the_server() {
    let server = TestServer::start().await;
    let practice = Practice::found(&server).await;
    let surgeon = Person::new(&server).await;
    let mut secrets = Secrets::default();
    let mut scanned = overread_phantom::Person::new("QUASTENFLOSSER^ZEBULON", "19430217", "M");
    scanned.id = "PAT-QX-778812".to_owned();
    let disc = overread_phantom::small_disc(41).patient(scanned);
    let files: Vec<(String, Vec<u8>)> = disc.first_report(true).files().collect();
    secrets.of_disc(&files);

    let form = form();
    for text in [
        &form.question,
        form.history.as_ref().expect("history"),
        form.surgeon.as_ref().expect("surgeon"),
    ] {
        secrets.text(text);
    }
    for text in [
        "Quastenflosser",
        "Ottokar Nebelhorn",
        "1943-02-17",
        "SPINE-DECOMPRESSION-QX",
        "Klinik Hinterwald",
    ] {
        secrets.text(text);
    }
    let case = SentDisc::read(files).submit_with(&practice.patient, form).await;
    bring_to_the_radiologist(&practice, case, &mut secrets).await;
    let report = read_and_sign(&practice, case, &mut secrets).await;
    share_and_supplement(&practice, &surgeon, case, report, &mut secrets).await;

    let mut places = vec![("the log".to_owned(), server.logs().into_bytes())];
    read_folder(&server.data(), &mut places);
    let people = [
        &practice.coordinator,
        &practice.radiologist,
        &practice.second_radiologist,
        &practice.patient,
    ];
    for person in people.into_iter().chain([&surgeon]) {
        places.extend(person.line.asked().into_iter().map(in_the_request));
    }
    assert!(
        places.len() > 60,
        "the whole story was listened to, not only {} places",
        places.len()
    );
    assert!(secrets.0.len() > 150, "{} things to look for", secrets.0.len());
    let found = secrets.found_in(&places);
    assert!(found.is_empty(), "{found:#?}");

    let control = [("the control".to_owned(), b"..Quastenflosser..".to_vec())];
    assert!(
        !secrets.found_in(&control).is_empty(),
        "the search itself finds what is there"
    );
}

/// Returned, resumed and assigned.
async fn bring_to_the_radiologist(practice: &Practice, case: CaseId, secrets: &mut Secrets) {
    let desk = &practice.coordinator.client;
    let mut chain = desk.chain(case).await.expect("the case");
    let keyring = desk.keyring(&chain).await.expect("the desk's keys");
    desk.return_case(
        &mut chain,
        &keyring,
        secrets.text("Please add the axial T2 images of the knee"),
    )
    .await
    .expect("returned");
    let owner = &practice.patient.client;
    let mut chain = owner.chain(case).await.expect("the case");
    let keys = owner.keyring(&chain).await.expect("the patient's keys");
    owner
        .resume(
            &mut chain,
            &keys,
            Some(secrets.text("My hospital has no further images of it")),
        )
        .await
        .expect("resumed");
    let mut chain = desk.chain(case).await.expect("the case");
    desk.assign(&mut chain, &keyring, practice.radiologist.id())
        .await
        .expect("assigned");
}

/// Accepted, read, committed, revealed and signed.
async fn read_and_sign(practice: &Practice, case: CaseId, secrets: &mut Secrets) -> Report {
    let reader = &practice.radiologist.client;
    let mut chain = reader.chain(case).await.expect("the case");
    let keys = reader.keyring(&chain).await.expect("keys");
    reader.accept(&mut chain, &keys, None).await.expect("accepted");
    let keys = reader.keyring(&chain).await.expect("keys");
    reader.open_images(&mut chain, &keys).await.expect("images");
    reader
        .keep_draft(
            "draft",
            secrets.text("A first thought about the foramen").as_bytes(),
        )
        .await
        .expect("kept");
    let mut first_read = FirstRead::from_json(FINDINGS).expect("the example");
    secrets
        .text("Extrusion with a crumb at the fourth lumbar level")
        .clone_into(&mut first_read.findings[0].text);
    reader
        .commit_first_read(&mut chain, &keys, &first_read)
        .await
        .expect("committed");
    reader.reveal(&mut chain).await.expect("revealed");
    let keys = reader.keyring(&chain).await.expect("keys");
    let mut report = Report::from_json(REPORT).expect("the example");
    report.recommendation = Some(
        secrets
            .text("Discuss the side with the surgeon before the incision")
            .to_owned(),
    );
    for finding in &report.findings {
        secrets.text(&finding.text);
    }
    secrets.text(&report.plain_summary.what_was_seen);
    reader
        .sign_report(&mut chain, &keys, report.clone(), None)
        .await
        .expect("signed");
    report
}

/// Shared with a PIN, opened, confirmed, supplemented, revoked; a recovery code and an invitation made.
async fn share_and_supplement(
    practice: &Practice,
    surgeon: &Person,
    case: CaseId,
    report: Report,
    secrets: &mut Secrets,
) {
    let owner = &practice.patient.client;
    let reader = &practice.radiologist.client;
    let mut chain = owner.chain(case).await.expect("the case");
    let keys = owner.keyring(&chain).await.expect("the patient's keys");
    owner.reports(&chain, &keys).await.expect("the report, verified");
    let share = NewShare {
        what: vec![Compartment::Images, Compartment::Report],
        hours: 24,
        opens: None,
        pin: Some(secrets.text("774-QUINCE-912").to_owned()),
    };
    let link = owner
        .create_share(&mut chain, &keys, &share)
        .await
        .expect("shared");
    secrets.link(&link);
    let opened = surgeon
        .client
        .open_share(&link, Some("774-QUINCE-912"))
        .await
        .expect("opened");
    surgeon
        .client
        .newest_report(&opened.chain, &opened.keyring)
        .await
        .expect("the report, verified");
    surgeon
        .client
        .original_files(
            &opened.chain,
            &opened.keyring,
            &[Compartment::Images],
            &mut Nowhere,
        )
        .await
        .expect("every file");
    let seq = surgeon
        .client
        .newest_report(&opened.chain, &opened.keyring)
        .await
        .expect("the report")
        .seq;
    surgeon.client.confirm_share(&link, seq).await.expect("confirmed");

    let mut chain = reader.chain(case).await.expect("the case");
    let keys = reader.keyring(&chain).await.expect("keys");
    let reason = secrets
        .text("The numbering of the vertebrae was counted again")
        .to_owned();
    reader
        .sign_report(&mut chain, &keys, report, Some(&reason))
        .await
        .expect("supplemented");
    let mut chain = owner.chain(case).await.expect("the case");
    owner.revoke_share(&mut chain, &link).await.expect("revoked");
    let code = owner.recovery_code().await.expect("a recovery code");
    secrets.text(&code);
    let invitation = practice
        .coordinator
        .client
        .invite(overread_client::NewInvite {
            role: Role::Patient,
            name: Some(secrets.text("Wendelin Uhrwerker").to_owned()),
            birth_date: Some("1951-12-03".to_owned()),
            subspecialty: None,
            licence: None,
            country: None,
        })
        .await
        .expect("invited");
    secrets.link(&invitation);
}

fn form() -> IntakeForm {
    IntakeForm {
        for_whom: ForWhom::Relative {
            name: "Ottokar Nebelhorn".to_owned(),
            relation: "grandson of the house".to_owned(),
        },
        patient: Patient {
            name: Some("Zebulon Quastenflosser".to_owned()),
            birth_date: "1943-02-17".parse().ok(),
        },
        procedure: Some(ChosenProcedure {
            code: "SPINE-DECOMPRESSION-QX".to_owned(),
            text: "Decompression of the lumbar spine".to_owned(),
        }),
        side: Some(Side::Left),
        surgeon: Some("Dr Amalaswintha Obermoser".to_owned()),
        hospital: Some("Klinik Hinterwald".to_owned()),
        question: "Is the operation on the left side at the right level?".to_owned(),
        history: Some("A fall from a cherry tree in the spring".to_owned()),
        ..IntakeForm::default()
    }
}

/// What must not be found, with the words to name it by.
#[derive(Default)]
struct Secrets(Vec<(String, Vec<u8>)>);

impl Secrets {
    /// A text, as it is and in the encodings in which it could travel.
    fn text<'a>(&mut self, text: &'a str) -> &'a str {
        self.bytes(text, text.as_bytes());
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.0.push((format!("{text} (UTF-16)"), utf16));
        text
    }

    fn bytes(&mut self, name: &str, bytes: &[u8]) {
        self.0.push((name.to_owned(), bytes.to_vec()));
        self.0.push((
            format!("{name} (hexadecimal)"),
            HEXLOWER.encode(bytes).into_bytes(),
        ));
        // Inside a longer text, base64 has three alignments; the first and last characters mix with the neighbours.
        for shift in 0..3 {
            let shifted = [vec![0; shift], bytes.to_vec()].concat();
            for encoded in [BASE64URL_NOPAD.encode(&shifted), BASE64.encode(&shifted)] {
                let inner = encoded.trim_end_matches('=');
                if let Some(inner) = inner
                    .get(4..inner.len().saturating_sub(2))
                    .filter(|inner| inner.len() >= 10)
                {
                    self.0
                        .push((format!("{name} (base64)"), inner.as_bytes().to_vec()));
                }
            }
        }
    }

    /// The secret in the fragment of a link.
    fn link(&mut self, link: &str) {
        let secret = link
            .split('.')
            .nth_back(1)
            .filter(|part| part.len() == 43)
            .unwrap_or_else(|| {
                link.split('.')
                    .find(|part| part.len() == 43)
                    .expect("a secret in the link")
            });
        let bytes = BASE64URL_NOPAD.decode(secret.as_bytes()).expect("base64url");
        self.bytes("the secret of a link", &bytes);
        self.0
            .push(("the secret of a link".to_owned(), secret.as_bytes().to_vec()));
    }

    /// Names, numbers and identifiers of a disc, and runs of 64 bytes of its pixels.
    fn of_disc(&mut self, files: &[(String, Vec<u8>)]) {
        let disc = Disc::open(files.to_vec());
        let inventory = gather((0..disc.len()).map(|file| examine(&disc, file)).collect());
        for text in ["QUASTENFLOSSER^ZEBULON", "19430217", "PAT-QX-778812"] {
            self.text(text);
        }
        for study in inventory.patients.iter().flat_map(|patient| &patient.studies) {
            self.text(&study.uid);
            self.text(study.accession.as_deref().expect("an accession number"));
            for instance in study.series.iter().flat_map(|series| &series.instances) {
                self.0
                    .push((instance.uid.clone(), instance.uid.clone().into_bytes()));
                let span = &instance.frames[0][0];
                let middle = disc
                    .read(instance.file, span.offset + span.length / 2, 64)
                    .expect("pixels");
                assert!(
                    middle.iter().collect::<std::collections::HashSet<_>>().len() > 12,
                    "not a flat run"
                );
                self.0.push((format!("pixels of {}", instance.uid), middle));
            }
        }
    }

    fn found_in(&self, places: &[(String, Vec<u8>)]) -> Vec<String> {
        let mut found = Vec::new();
        for (place, content) in places {
            for (name, secret) in &self.0 {
                if memchr::memmem::find(content, secret).is_some() {
                    found.push(format!("{name} in {place}"));
                }
            }
        }
        found
    }
}

fn in_the_request(request: HttpRequest) -> (String, Vec<u8>) {
    let place = format!("{} {}", request.method, request.path);
    let headers: Vec<u8> = request
        .headers
        .iter()
        .flat_map(|(_, value)| value.clone().into_bytes())
        .collect();
    let content = [request.path.into_bytes(), headers, request.body].concat();
    (place, content)
}

fn read_folder(folder: &Path, places: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("the server's folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_folder(&path, places);
        } else {
            places.push((
                path.display().to_string(),
                fs::read(&path).expect("a file of the server"),
            ));
        }
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
