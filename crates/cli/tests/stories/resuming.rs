//! A client that is killed, and a server that goes away in the middle: the same command goes on.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::cast::{Practice, files, opening};

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_upload_goes_on_in_the_same_case_and_sends_nothing_twice() {
    let practice = Practice::founded().await;
    let disc = practice.path("disc");
    overread_phantom::large_disc(3, 60).write_to(&disc).unwrap();
    // Moments that fall into every stage: reading the disc, opening, sending, signing, submitting.
    for ms in [60, 120, 200, 300, 400, 500, 650, 800, 1000, 1300] {
        let mut upload = start(&practice, &disc);
        tokio::time::sleep(Duration::from_millis(ms)).await;
        if upload.try_wait().unwrap().is_some_and(|status| status.success()) {
            // Too late to be killed: it told its case.
            let output = upload.wait_with_output().unwrap();
            let opened: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            return is_there_once(&practice, opened["case"].as_str().unwrap(), &disc);
        }
        upload.kill().unwrap();
        upload.wait().unwrap();
        if practice.patient.does(&["case", "list"])["cases"]
            .as_array()
            .unwrap()
            .iter()
            .any(|case| case["state"] == "submitted")
        {
            break;
        }
    }
    let case = practice.case(&disc, &[]);
    is_there_once(&practice, &case, &disc);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_waits_for_a_server_that_was_gone_for_a_moment() {
    let mut practice = Practice::founded().await;
    let disc = practice.path("disc");
    overread_phantom::large_disc(4, 60).write_to(&disc).unwrap();
    let upload = start(&practice, &disc);
    while practice.patient.does(&["case", "list"])["cases"] == serde_json::json!([]) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    practice.server.restart().await;
    let output = upload.wait_with_output().unwrap();
    let case = if output.status.success() {
        let opened: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        opened["case"].as_str().unwrap().to_owned()
    } else {
        // Cut off in an act that is not tried again by itself: the same command goes on.
        practice.case(&disc, &[])
    };
    is_there_once(&practice, &case, &disc);
}

fn start(practice: &Practice, disc: &Path) -> Child {
    let mut command = practice.patient.command(&opening(disc, &[]));
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn is_there_once(practice: &Practice, case: &str, disc: &Path) {
    let cases = practice.patient.does(&["case", "list"]);
    let submitted = cases["cases"].as_array().unwrap();
    assert_eq!(submitted.len(), 1, "{cases}");
    let kinds = practice.patient.sees(case);
    for kind in ["images_added", "consented", "submitted"] {
        assert_eq!(
            kinds.iter().filter(|other| *other == kind).count(),
            1,
            "{kinds:?}"
        );
    }
    let out = practice.path("back");
    practice
        .patient
        .does(&["case", "images", case, "--out", out.to_str().unwrap()]);
    assert!(files(disc) == files(&out), "the bytes differ");
}
