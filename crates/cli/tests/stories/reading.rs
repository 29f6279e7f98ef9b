//! Who can open what, and when: by key, not by screen.

use crate::cast::{FINDINGS, Practice, REPORT};

#[tokio::test(flavor = "multi_thread")]
async fn a_radiologist_opens_nothing_before_taking_the_case() {
    let practice = Practice::founded().await;
    let case = practice.case(&practice.small_disc(1), &[]);
    let out = practice.path("out");
    let images = ["case", "images", &case, "--out", out.to_str().unwrap()];
    practice.radiologist.is_refused(&images);
    practice
        .coordinator
        .does(&["case", "assign", &case, "--to", &practice.radiologist.id]);
    let said = practice.radiologist.is_refused(&images);
    assert!(said.contains("not been opened to you"), "{said}");
    practice
        .radiologist
        .is_refused(&["read", "commit", &case, "--findings", FINDINGS]);
    assert!(!out.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_original_report_opens_only_after_the_first_read() {
    let practice = Practice::founded().await;
    let case = practice.accepted(&practice.small_disc(1), &["--original-report", FINDINGS]);
    let said = practice.radiologist.is_refused(&["read", "reveal", &case]);
    assert!(said.starts_with("Commit your own first read"), "{said}");
    practice
        .radiologist
        .is_refused(&["report", "sign", &case, "--report", REPORT]);
    let out = practice.path("out");
    practice
        .radiologist
        .does(&["case", "images", &case, "--out", out.to_str().unwrap()]);
    assert!(out.join("DICOM").exists() && !out.join("original-report").exists());
    practice
        .radiologist
        .does(&["read", "commit", &case, "--findings", FINDINGS]);
    let (original, out) = (practice.path("original"), practice.path("all"));
    let between = practice.path("between");
    let given = practice
        .radiologist
        .does(&["case", "images", &case, "--out", between.to_str().unwrap()]);
    assert_eq!(given["original_left_out"], true);
    assert!(!between.join("original-report").exists());
    practice
        .radiologist
        .does(&["read", "reveal", &case, "--out", original.to_str().unwrap()]);
    assert!(original.join("original-report/findings.json").exists());
    practice
        .radiologist
        .does(&["case", "images", &case, "--out", out.to_str().unwrap()]);
    assert!(out.join("original-report/findings.json").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_takes_the_original_report_only_when_it_asks_and_on_the_record() {
    let practice = Practice::founded().await;
    let case = practice.case(&practice.small_disc(1), &["--original-report", FINDINGS]);
    let (without, with) = (practice.path("without"), practice.path("with"));
    let images = ["case", "images", &case, "--out", without.to_str().unwrap()];
    assert_eq!(practice.coordinator.does(&images)["original_left_out"], true);
    assert!(!without.join("original-report").exists());
    let asking = [
        "case",
        "images",
        &case,
        "--with-original",
        "--out",
        with.to_str().unwrap(),
    ];
    assert_eq!(practice.coordinator.does(&asking)["original_left_out"], false);
    assert!(with.join("original-report/findings.json").exists());
    let log = practice.patient.does(&["case", "log", &case]);
    let opened: Vec<&str> = log["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["what"].as_str())
        .collect();
    assert_eq!(opened, ["images", "original"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_takes_a_case_or_signs_under_another_name_than_they_were_invited_under() {
    let practice = Practice::founded().await;
    let case = practice.case(&practice.small_disc(1), &[]);
    let reader = &practice.radiologist;
    practice
        .coordinator
        .does(&["case", "assign", &case, "--to", &reader.id]);
    let profile = reader.profile.join("profile");
    let honest = std::fs::read_to_string(&profile).unwrap();
    let renamed = honest.replace("Jonas Berger", "Prof. Jonas Berger");
    assert_ne!(honest, renamed);
    std::fs::write(&profile, &renamed).unwrap();
    let said = reader.is_refused(&["case", "accept", &case]);
    assert!(said.contains("new invitation"), "{said}");
    std::fs::write(&profile, &honest).unwrap();
    reader.does(&["case", "accept", &case]);
    reader.does(&["read", "commit", &case, "--findings", FINDINGS]);
    std::fs::write(&profile, honest.replace("CH-1", "CH-9")).unwrap();
    reader.is_refused(&["report", "sign", &case, "--report", REPORT]);
    std::fs::write(&profile, &honest).unwrap();
    reader.does(&["report", "sign", &case, "--report", REPORT]);
    let shown = practice.patient.does(&["report", "show", &case]);
    assert_eq!(shown["report"]["radiologist"]["name"], "Jonas Berger");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_signed_once_and_added_to_only_for_a_reason() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(1));
    let sign = ["report", "sign", &case, "--report", REPORT];
    let said = practice.radiologist.is_refused(&sign);
    assert!(said.starts_with("This report is signed already"), "{said}");
    assert_eq!(practice.patient.does(&["report", "show", &case])["version"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_without_an_original_report_says_so() {
    let practice = Practice::founded().await;
    let disc = practice.path("bare");
    overread_phantom::Phantom::new(1)
        .ct(overread_phantom::Series::ct(3, 64))
        .write_to(&disc)
        .unwrap();
    let case = practice.accepted(&disc, &[]);
    practice
        .radiologist
        .does(&["read", "commit", &case, "--findings", FINDINGS]);
    let revealed = practice.radiologist.does(&["read", "reveal", &case]);
    assert_eq!(revealed, serde_json::json!({ "ok": true, "documents": [] }));
    let signed = practice
        .radiologist
        .does(&["report", "sign", &case, "--report", REPORT]);
    assert_eq!(signed["comparison_removed"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_radiologist_falls_ill_and_the_next_one_is_not_led() {
    let practice = Practice::founded().await;
    let case = practice.accepted(&practice.small_disc(1), &["--original-report", FINDINGS]);
    practice
        .radiologist
        .does(&["read", "commit", &case, "--findings", FINDINGS]);
    practice
        .radiologist
        .does(&["case", "recuse", &case, "--reason", "I am ill."]);
    let next = practice.another_radiologist("next");
    practice
        .coordinator
        .does(&["case", "assign", &case, "--to", &next.id]);

    let out = practice.path("out");
    let images = ["case", "images", &case, "--out", out.to_str().unwrap()];
    practice.radiologist.is_refused(&images);
    practice.radiologist.is_refused(&["read", "reveal", &case]);
    practice.radiologist.is_refused(&["case", "show", &case]);

    next.is_refused(&images);
    next.does(&["case", "accept", &case]);
    next.does(&images);
    assert!(out.join("DICOM").exists() && !out.join("original-report").exists());
    next.is_refused(&["read", "reveal", &case]);
    next.does(&["read", "commit", &case, "--findings", FINDINGS]);
    let revealed = next.does(&["read", "reveal", &case]);
    assert!(revealed["documents"].as_array().unwrap().len() > 1);
    next.does(&["report", "sign", &case, "--report", REPORT]);
    assert_eq!(
        practice.patient.does(&["report", "show", &case])["signer"],
        next.id.as_str()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_independent_does_not_take_the_case() {
    let practice = Practice::founded().await;
    let case = practice.case(
        &practice.small_disc(1),
        &["--surgeon", "Dr Keller", "--hospital", "Klinik am See"],
    );
    practice
        .coordinator
        .does(&["case", "assign", &case, "--to", &practice.radiologist.id]);
    practice
        .radiologist
        .is_refused(&["case", "accept", &case, "--independent-of", "surgeon"]);
    practice
        .radiologist
        .does(&["case", "accept", &case, "--independent-of", "surgeon,hospital"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_stands_still_while_the_practice_waits_for_the_patient() {
    let practice = Practice::founded().await;
    let case = practice.case(&practice.small_disc(1), &[]);
    let deadline = || {
        let shown = practice.patient.does(&["case", "show", &case]);
        shown["deadline"]
            .as_str()
            .unwrap()
            .parse::<jiff::Timestamp>()
            .unwrap()
    };
    let before = deadline();
    practice
        .coordinator
        .does(&["case", "return", &case, "--reason", "Please send the MR of 2024."]);
    practice.server.clock().advance(10 * 3_600_000);
    let log = practice.patient.does(&["case", "log", &case]);
    assert!(log.to_string().contains("Please send the MR of 2024."));
    practice
        .patient
        .does(&["case", "resume", &case, "--reason", "There is none."]);
    let moved = deadline() - before;
    assert_eq!(moved.as_mins() / 6, 100, "{moved}");
    practice.patient.does(&[
        "case",
        "reschedule",
        &case,
        "--surgery-date",
        "2099-01-01",
        "--service",
        "priority",
    ]);
    assert!(deadline() < before + jiff::SignedDuration::from_hours(10));
    practice.patient.does(&["case", "withdraw", &case]);
    assert_eq!(
        practice.patient.does(&["case", "show", &case])["state"],
        "withdrawn"
    );
    practice
        .coordinator
        .is_refused(&["case", "assign", &case, "--to", &practice.radiologist.id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_erased_case_everyone_still_sees_the_timeline_and_nobody_anything_else() {
    let practice = Practice::founded().await;
    let case = practice.accepted(&practice.small_disc(1), &[]);
    practice.patient.does(&["case", "withdraw", &case]);
    let said = practice.patient.runs(&["case", "erase", &case]);
    assert!(!said.status.success(), "only with --forever");
    practice.patient.does(&["case", "erase", &case, "--forever"]);
    let out = practice.path("gone");
    for person in [&practice.patient, &practice.coordinator, &practice.radiologist] {
        assert_eq!(person.does(&["case", "show", &case])["state"], "erased");
        person.does(&["case", "list"]);
        person.does(&["case", "log", &case]);
        person.is_refused(&["case", "images", &case, "--out", out.to_str().unwrap()]);
    }
    assert!(!out.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_about_a_report_is_a_sentence_and_the_report_is_signed() {
    let practice = Practice::founded().await;
    let case = practice.accepted(&practice.small_disc(1), &["--original-report", FINDINGS]);
    let radiologist = &practice.radiologist;
    radiologist.does(&["read", "commit", &case, "--findings", FINDINGS]);
    radiologist.does(&["read", "reveal", &case]);
    let mut written: serde_json::Value = serde_json::from_slice(&std::fs::read(REPORT).unwrap()).unwrap();
    written["findings"][0]["verdict"] = "agrees".into();
    written["findings"][0]["answers"] = serde_json::Value::Null;
    let report = practice.path("report.json");
    std::fs::write(&report, written.to_string()).unwrap();
    let sign = ["report", "sign", &case, "--report", report.to_str().unwrap()];
    let (signed, said) = radiologist.does_and_hears(&sign);
    assert_eq!(signed["warnings"][0]["kind"], "answers_nothing", "{signed}");
    assert!(
        said.lines().any(|line| line
            == "Look again: Mark the sentence of the original report that this finding answers (findings/1)."),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_radiologist_who_has_accepted_is_not_asked_again() {
    let practice = Practice::founded().await;
    let case = practice.accepted(&practice.small_disc(1), &[]);
    let before = practice.patient.sees(&case);
    let again = ["case", "assign", &case, "--to", &practice.radiologist.id];
    let said = practice.coordinator.is_refused(&again);
    assert!(said.contains("accepted the case already"), "{said}");
    assert_eq!(practice.patient.sees(&case), before);
    // Another one may be asked, and the first one again after that.
    let other = practice.another_radiologist("Vera");
    practice
        .coordinator
        .does(&["case", "assign", &case, "--to", &other.id]);
    practice.coordinator.does(&again);
    practice.radiologist.does(&["case", "accept", &case]);
}
