//! Links: what they open, for how long, and that each opening counts.

use std::fs;

use crate::cast::{Practice, REPORT};

#[tokio::test(flavor = "multi_thread")]
async fn each_opening_counts_and_a_used_up_link_explains_itself() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(1));
    let link = create(&practice, &case, &["--opens", "2"]);
    let (surgeon, out) = (practice.stranger("surgeon"), practice.path("shared"));
    let open = ["share", "open", &link, "--out", out.to_str().unwrap()];
    surgeon.does(&open);
    surgeon.does(&open);
    // What was opened can still be confirmed; it is no third opening.
    surgeon.does(&["share", "confirm", &link]);
    let said = surgeon.is_refused(&open);
    assert!(said.contains("as often as it may be"), "{said}");
    let shares = practice.patient.does(&["share", "list", &case]);
    assert_eq!(shares["shares"][0]["openings"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn confirming_opens_nothing_and_is_only_for_reports() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(1));
    let surgeon = practice.stranger("surgeon");
    let link = create(&practice, &case, &["--opens", "1"]);
    let said = surgeon.is_refused(&["share", "confirm", &link]);
    assert!(
        said.contains("Open this link first") || said.contains("can be confirmed"),
        "{said}"
    );
    let images = create(&practice, &case, &["--what", "images"]);
    surgeon.is_refused(&["share", "confirm", &images]);
    let shares = practice.patient.does(&["share", "list", &case]);
    for share in shares["shares"].as_array().unwrap() {
        assert_eq!(share["openings"].as_array().unwrap().len(), 0, "{share}");
    }
    let said = practice
        .patient
        .is_refused(&["share", "create", &case, "--pin", ""]);
    assert!(said.contains("without a PIN"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lapsed_or_revoked_link_explains_itself() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(1));
    let (surgeon, out) = (practice.stranger("surgeon"), practice.path("shared"));
    let (short, revoked) = (
        create(&practice, &case, &["--expires", "1h"]),
        create(&practice, &case, &[]),
    );
    practice.patient.does(&["share", "revoke", &case, &revoked]);
    let said = surgeon.is_refused(&["share", "open", &revoked, "--out", out.to_str().unwrap()]);
    assert!(said.contains("withdrawn"), "{said}");
    practice.server.clock().advance(2 * 3_600_000);
    let said = surgeon.is_refused(&["share", "open", &short, "--out", out.to_str().unwrap()]);
    assert!(said.contains("lapsed"), "{said}");
    practice.patient.is_refused(&["share", "revoke", &case, &revoked]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_what_was_chosen_and_nothing_else() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(1));
    let surgeon = practice.stranger("surgeon");
    let (report, images) = (practice.path("report-only"), practice.path("images-only"));
    let link = create(&practice, &case, &["--what", "report", "--pin", "2741"]);
    surgeon.is_refused(&["share", "open", &link, "--out", report.to_str().unwrap()]);
    surgeon.is_refused(&[
        "share",
        "open",
        &link,
        "--out",
        report.to_str().unwrap(),
        "--pin",
        "0000",
    ]);
    surgeon.does(&[
        "share",
        "open",
        &link,
        "--out",
        report.to_str().unwrap(),
        "--pin",
        "2741",
    ]);
    assert!(report.join("report.json").exists());
    assert_eq!(crate::cast::files(&report).len(), 1);
    let link = create(&practice, &case, &["--what", "images"]);
    surgeon.does(&["share", "open", &link, "--out", images.to_str().unwrap()]);
    assert!(images.join("images/DICOM").exists() && !images.join("report.json").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_addendum_the_link_shows_the_newest_and_earlier_openers_are_marked() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(1));
    let link = create(&practice, &case, &[]);
    let (surgeon, out) = (practice.stranger("surgeon"), practice.path("shared"));
    let open = ["share", "open", &link, "--out", out.to_str().unwrap()];
    surgeon.does(&open);
    let addendum = [
        "report",
        "sign",
        &case,
        "--report",
        REPORT,
        "--addendum-reason",
        "The second disc was read as well.",
    ];
    assert_eq!(practice.radiologist.does(&addendum)["version"], 2);
    let shares = practice.patient.does(&["share", "list", &case]);
    assert_eq!(shares["shares"][0]["opened_before_newest"], true);
    assert_eq!(surgeon.does(&open)["version"], 2);
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("report.json")).unwrap()).unwrap();
    assert_eq!(report["addendum"]["reason"], "The second disc was read as well.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_take_the_files_costs_no_opening() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(1));
    let link = create(&practice, &case, &["--opens", "1"]);
    let (surgeon, out) = (practice.stranger("surgeon"), practice.path("shared"));
    fs::write(&out, "a file").unwrap();
    let open = ["share", "open", &link, "--out", out.to_str().unwrap()];
    surgeon.is_refused(&open);
    fs::remove_file(&out).unwrap();
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("report.json"), "my own notes").unwrap();
    surgeon.is_refused(&open);
    assert_eq!(fs::read(out.join("report.json")).unwrap(), b"my own notes");
    fs::remove_file(out.join("report.json")).unwrap();
    // Cut off after the opening: something of another disc lies where a file belongs.
    let path = out.join("images/DICOM");
    fs::write(&path, "in the way").unwrap();
    surgeon.is_refused(&open);
    fs::remove_file(&path).unwrap();
    assert_eq!(surgeon.does(&open)["version"], 1);
    let shares = practice.patient.does(&["share", "list", &case]);
    assert_eq!(shares["shares"][0]["openings"].as_array().unwrap().len(), 1);
    // It is all here now: another time would be another opening.
    let said = surgeon.is_refused(&open);
    assert!(said.contains("as often as it may be"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_link_says_what_to_do() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(1));
    let link = create(&practice, &case, &[]);
    let (surgeon, out) = (practice.stranger("surgeon"), practice.path("shared"));
    let whole = link.len();
    let invitation = practice.coordinator.invites(&["patient"]);
    for wrong in [&link[..whole - 1], &link[..whole - 60], "not a link", &invitation] {
        surgeon.is_refused(&["share", "open", wrong, "--out", out.to_str().unwrap()]);
    }
    surgeon.is_refused(&["join", &link]);
    assert!(!out.exists());
}

fn create(practice: &Practice, case: &str, more: &[&str]) -> String {
    let arguments: Vec<&str> = ["share", "create", case]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    practice.patient.does(&arguments)["link"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_opening_is_one_time() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(1));
    let link = create(&practice, &case, &[]);
    let list = ["share", "list", &case];
    assert!(practice.patient.reads(&list).contains("opened 0 times"));
    let out = practice.path("once");
    practice
        .stranger("surgeon")
        .does(&["share", "open", &link, "--out", out.to_str().unwrap()]);
    let listed = practice.patient.reads(&list);
    assert!(listed.trim_end().ends_with("opened 1 time"), "{listed}");
}
