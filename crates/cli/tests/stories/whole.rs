//! From disc to surgeon.

use std::fs;

use crate::cast::{FINDINGS, Practice, REPORT, files, opening};

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_from_the_disc_to_the_surgeon() {
    let practice = Practice::founded().await;
    let (patient, radiologist) = (&practice.patient, &practice.radiologist);
    let disc = practice.small_disc(1);
    let (report, history) = (practice.path("befund.txt"), practice.path("history.txt"));
    fs::write(&report, "Protrusion at L4/5 on the left.").unwrap();
    fs::write(&history, "Pain in the left leg for four months.").unwrap();
    let more = [
        "--original-report",
        report.to_str().unwrap(),
        "--history",
        history.to_str().unwrap(),
        "--procedure",
        "lumbar-decompression",
        "--side",
        "left",
        "--level",
        "L4/5",
        "--surgeon",
        "Dr Ruth Keller",
        "--surgery-date",
        "2099-12-03",
    ];
    let (opened, said) = patient.does_and_hears(&opening(&disc, &more));
    assert!(!said.contains("another person"), "{said}");
    let case = opened["case"].as_str().unwrap();

    practice
        .coordinator
        .does(&["case", "assign", case, "--to", &radiologist.id]);
    radiologist.does(&["case", "accept", case]);
    let out = practice.path("read");
    radiologist.does(&["case", "images", case, "--out", out.to_str().unwrap()]);
    radiologist.does(&["read", "commit", case, "--findings", FINDINGS]);
    let revealed = radiologist.does(&["read", "reveal", case]);
    let documents = revealed["documents"].as_array().unwrap();
    let original = documents
        .iter()
        .find(|document| document["path"] == "original-report/befund.txt")
        .unwrap();
    assert_eq!(original["text"], "Protrusion at L4/5 on the left.");
    let signed = radiologist.does(&["report", "sign", case, "--report", REPORT]);
    assert_eq!((&signed["ok"], &signed["version"]), (&true.into(), &1.into()));

    let shown = patient.does(&["report", "show", case]);
    assert_eq!(shown["report"]["radiologist"]["name"], "Jonas Berger");
    assert!(
        shown["report"]["plain_summary"].is_object() || shown["report"]["report"].is_object(),
        "{shown}"
    );
    let link = patient.does(&["share", "create", case])["link"]
        .as_str()
        .unwrap()
        .to_owned();
    let (surgeon, out) = (practice.stranger("surgeon"), practice.path("shared"));
    surgeon.does(&["share", "open", &link, "--out", out.to_str().unwrap()]);
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("report.json")).unwrap()).unwrap();
    assert_eq!(report["version"], 1);
    // The first report was not shared, and the images are the very files.
    let (sent, shared) = (files(&disc), files(&out.join("images")));
    assert!(shared.keys().all(|path| sent.get(path) == shared.get(path)));
    assert!(
        shared.contains_key("DICOM/ST000001/SE000001/IM000001")
            && !shared.contains_key("original-report/befund.txt")
    );
    surgeon.does(&["share", "confirm", &link]);

    let kinds = patient.sees(case);
    let expected = [
        "opened",
        "images_added",
        "documents_added",
        "documents_added",
        "consented",
        "submitted",
        "assigned",
        "accepted",
        "opened_by",
        "first_read_committed",
        "original_revealed",
        "report_signed",
        "share_created",
        "share_opened",
        "acknowledged",
    ];
    assert_eq!(kinds, expected);
    let log = practice.coordinator.does(&["case", "log", case]);
    assert_eq!(log["entries"].as_array().unwrap().len(), expected.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn case_show_has_the_shape_that_scripts_rely_on() {
    let practice = Practice::founded().await;
    let case = practice.accepted(&practice.small_disc(2), &[]);
    let shown = practice.patient.does(&["case", "show", &case]);
    let keys: Vec<&String> = shown.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["case", "deadline", "entries", "form", "people", "state"]);
    assert_eq!(
        (&shown["case"], &shown["state"]),
        (&case.clone().into(), &"accepted".into())
    );
    let people: Vec<(&str, &str)> = shown["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|person| {
            (
                person["person"].as_str().unwrap(),
                person["role"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        (practice.patient.id.as_str(), "patient"),
        (&practice.coordinator.id, "coordinator"),
        (&practice.radiologist.id, "radiologist"),
    ];
    assert_eq!(people, expected);
    let (submitted, deadline) = (
        shown["entries"][4]["time"].as_str().unwrap(),
        shown["deadline"].as_str().unwrap(),
    );
    let hours = deadline.parse::<jiff::Timestamp>().unwrap() - submitted.parse::<jiff::Timestamp>().unwrap();
    assert_eq!(shown["entries"][4]["kind"], "submitted");
    assert_eq!(hours, jiff::SignedDuration::from_hours(72));
    let listed = practice.patient.does(&["case", "list"]);
    assert_eq!(listed["cases"][0]["case"], case.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn people_come_back_from_their_recovery_code() {
    let practice = Practice::founded().await;
    let case = practice.signed(&practice.small_disc(3));
    for person in [&practice.patient, &practice.coordinator, &practice.radiologist] {
        let code = person.does(&["recovery", "show"])["code"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(person.does(&["recovery", "show"])["code"], code.as_str());
        let again = practice.stranger(&format!("again-{}", person.id));
        let back = again.does(&["recover", "--server", &practice.server.url(), "--code", &code]);
        assert_eq!(back["person"], person.id.as_str());
        assert_eq!(again.does(&["report", "show", &case])["version"], 1);
    }
    let wrong = [
        "recover",
        "--server",
        &practice.server.url(),
        "--code",
        "JRCZ8-FKWMG",
    ];
    practice.stranger("guesser").is_refused(&wrong);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_is_made_once_and_its_founder_can_ask_for_new_links() {
    let server = overread_testkit::TestServer::start().await;
    let folder = tempfile::tempdir().unwrap();
    let (out, data, url) = (folder.path().join("demo"), server.data(), server.url());
    let somebody = Practice::nobody(&folder);
    let demo = [
        "demo",
        "--server",
        &url,
        "--data",
        data.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ];
    let made = somebody.does(&demo);
    for key in [
        "practice",
        "fingerprint",
        "coordinator",
        "radiologist",
        "patient",
        "start",
    ] {
        assert!(made[key].is_string(), "{key}");
    }
    assert!(
        fs::read_to_string(out.join("links.txt"))
            .unwrap()
            .contains(made["patient"].as_str().unwrap())
    );
    assert_eq!(somebody.does(&demo)["practice"], made["practice"]);
    let other = ["demo", "--server", &url, "--data", data.to_str().unwrap()];
    assert_eq!(somebody.does(&other)["founded"], false);
    let founder = crate::cast::Person {
        profile: out.join("founder"),
        id: String::new(),
    };
    let page = founder.does(&["practice", "page"]);
    assert_eq!(page["page"]["prices"].as_array().unwrap().len(), 3);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_on_the_computer_can_read_a_profile() {
    use std::os::unix::fs::PermissionsExt;
    let practice = Practice::founded().await;
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&practice.patient.profile), 0o700);
    for entry in fs::read_dir(&practice.patient.profile).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_readme_of_the_viewer_is_no_first_report_and_comes_back_all_the_same() {
    let practice = Practice::founded().await;
    let disc = practice.small_disc(1);
    fs::remove_file(disc.join("index.html")).unwrap();
    let case = practice.case(&disc, &[]);
    let entries = practice.patient.sees(&case);
    assert!(!entries.contains(&"documents_added".to_owned()), "{entries:?}");
    let back = practice.path("back");
    practice
        .patient
        .does(&["case", "images", &case, "--out", back.to_str().unwrap()]);
    assert_eq!(
        fs::read(back.join("README.TXT")).unwrap(),
        fs::read(disc.join("README.TXT")).unwrap()
    );

    fs::write(disc.join("README.TXT"), "Findings: none.").unwrap();
    let with_report = practice.case(&disc, &["--side", "left"]);
    assert!(
        practice
            .patient
            .sees(&with_report)
            .contains(&"documents_added".to_owned())
    );
}
