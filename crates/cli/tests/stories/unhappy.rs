//! What goes wrong gets a sentence that says what to do, and loses nothing.

use crate::cast::{FINDINGS, Practice, REPORT, opening};

#[tokio::test(flavor = "multi_thread")]
async fn without_consent_nothing_leaves_the_computer() {
    let practice = Practice::founded().await;
    let disc = practice.small_disc(1);
    let arguments = [
        "case",
        "open",
        "--images",
        disc.to_str().unwrap(),
        "--question",
        "?",
    ];
    let said = practice.patient.is_refused(&arguments);
    assert!(said.contains("consent"), "{said}");
    assert_eq!(
        practice.patient.does(&["case", "list"])["cases"],
        serde_json::json!([])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_server_is_said_to_be_silent() {
    let mut practice = Practice::founded().await;
    let disc = practice.small_disc(1);
    practice.server.stop().await;
    let said = practice.patient.is_refused(&opening(&disc, &[]));
    assert!(said.contains("connection"), "{said}");
    practice.server.restart().await;
    practice.case(&disc, &[]);
    assert_eq!(
        practice.patient.does(&["case", "list"])["cases"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_server_loses_nothing_and_goes_on_when_there_is_room() {
    let mut practice = Practice::founded().await;
    let disc = practice.path("disc");
    overread_phantom::large_disc(1, 40).write_to(&disc).unwrap();
    practice
        .server
        .restart_with(|settings| settings.max_bytes = Some(2 << 20))
        .await;
    let said = practice.patient.is_refused(&opening(&disc, &[]));
    assert!(said.contains("later") || said.contains("room"), "{said}");
    practice
        .server
        .restart_with(|settings| settings.max_bytes = None)
        .await;
    let case = practice.case(&disc, &[]);
    assert_eq!(
        practice.patient.does(&["case", "list"])["cases"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let out = practice.path("out");
    practice
        .patient
        .does(&["case", "images", &case, "--out", out.to_str().unwrap()]);
    assert!(crate::cast::files(&disc) == crate::cast::files(&out));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_use_is_told_apart_from_refusal() {
    let practice = Practice::founded().await;
    for wrong in [
        &["case"][..],
        &["case", "open"],
        &["case", "fly"],
        &["invite", "nurse"],
        &["case", "show", "xyz"],
    ] {
        let output = practice.patient.runs(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(output.stdout.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_does_what_belongs_to_somebody_else() {
    let practice = Practice::founded().await;
    let case = practice.case(&practice.small_disc(1), &[]);
    let (patient, coordinator, radiologist) =
        (&practice.patient, &practice.coordinator, &practice.radiologist);
    patient.is_refused(&["case", "assign", &case, "--to", &radiologist.id]);
    patient.is_refused(&["invite", "patient"]);
    radiologist.is_refused(&["invite", "patient"]);
    coordinator.is_refused(&["invite", "coordinator"]);
    coordinator.is_refused(&["case", "assign", &case, "--to", &patient.id]);
    coordinator.is_refused(&["share", "create", &case]);
    coordinator.is_refused(&["case", "withdraw", &case]);
    radiologist.is_refused(&["case", "show", &case]);
    practice.stranger("stranger").is_refused(&["case", "show", &case]);
    patient.is_refused(&["case", "show", &"0".repeat(32)]);
    coordinator.does(&["case", "assign", &case, "--to", &radiologist.id]);
    radiologist.does(&["case", "accept", &case]);
    patient.is_refused(&["read", "commit", &case, "--findings", FINDINGS]);
    radiologist.is_refused(&["read", "commit", &case, "--findings", REPORT]);
    radiologist.is_refused(&["read", "commit", &case, "--findings", "/nowhere"]);
    radiologist.is_refused(&["report", "show", &case]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_works_once_and_a_server_is_founded_once() {
    let practice = Practice::founded().await;
    let link = practice.coordinator.invites(&["patient"]);
    practice.stranger("first").does(&["join", &link]);
    practice.stranger("second").is_refused(&["join", &link]);
    practice
        .patient
        .is_refused(&["join", &practice.coordinator.invites(&["patient"])]);
    practice.server.clock().advance(15 * 24 * 3_600_000);
    let again = [
        "practice",
        "create",
        "--server",
        &practice.server.url(),
        "--setup-token",
        "abc",
        "--name",
        "Other",
    ];
    practice.stranger("founder-2").is_refused(&again);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_say_that_they_agree_is_shown_what_they_would_agree_to() {
    let practice = Practice::founded().await;
    let disc = practice.small_disc(3);
    let agreeing = opening(&disc, &[]);
    let arguments: Vec<&str> = agreeing
        .into_iter()
        .filter(|argument| *argument != "--consent")
        .collect();
    let refused = practice.patient.runs(&arguments);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success());
    let shown = practice.patient.does(&["case", "consent"]);
    let parts = shown["parts"].as_array().unwrap();
    assert!(parts.len() > 5);
    assert!(
        parts.iter().all(|part| said.contains(part.as_str().unwrap())),
        "{said}"
    );
    assert!(said.contains(shown["version"].as_str().unwrap()));
    let german = practice.patient.does(&["case", "consent", "--language", "de"]);
    assert_eq!(german["version"], shown["version"]);
    assert_ne!(german["parts"], shown["parts"]);
}
