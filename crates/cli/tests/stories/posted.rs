//! A patient without a disc drive: the disc goes by post, and the practice reads it in.

use overread_phantom::{Fault, Person as Somebody, small_disc};
use serde_json::Value;

use crate::cast::{Practice, files};

const QUESTION: [&str; 4] = ["case", "open", "--question", "Is the nerve touched?"];

fn posts(practice: &Practice) -> String {
    let arguments = [&QUESTION[..], &["--by-post", "--consent"]].concat();
    let opened = practice.patient.does(&arguments);
    opened["case"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_reads_in_the_posted_disc_and_it_is_read_like_any_other() {
    let practice = Practice::founded().await;
    let disc = practice.path("posted");
    small_disc(4).first_report(true).write_to(&disc).unwrap();
    let path = disc.to_str().unwrap();
    let case = posts(&practice);

    let assign = ["case", "assign", &case, "--to", &practice.radiologist.id];
    let said = practice.coordinator.is_refused(&assign);
    assert!(said.contains("no images yet"), "{said}");
    let (early, later) = (due(&practice, &case), due(&practice, &case));
    assert!(early < later, "while the disc travels the due time moves on");

    practice
        .coordinator
        .does(&["case", "add", &case, "--images", path]);
    let (read_in, later) = (due(&practice, &case), due(&practice, &case));
    assert!(later >= early);
    assert_eq!(read_in, later, "the clock runs from here");

    practice.coordinator.does(&assign);
    practice.radiologist.does(&["case", "accept", &case]);
    let (to_patient, to_radiologist) = (practice.path("patient"), practice.path("radiologist"));
    for (person, out) in [
        (&practice.patient, &to_patient),
        (&practice.radiologist, &to_radiologist),
    ] {
        person.does(&["case", "images", &case, "--out", out.to_str().unwrap()]);
    }
    let (posted, back) = (files(&disc), files(&to_patient));
    assert!(posted.len() > 20 && posted == back, "the patient gets every byte");
    let read = files(&to_radiologist);
    assert!(
        read.len() > 20 && read.iter().all(|(path, bytes)| posted.get(path) == Some(bytes)),
        "and the radiologist every image, and not yet the first report"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_says_who_read_in_the_disc_and_how_much() {
    let practice = Practice::founded().await;
    let case = posts(&practice);
    let (disc, letter) = (practice.small_disc(1), practice.path("letter.txt"));
    std::fs::write(&letter, "To whom it may concern").unwrap();
    let add = ["case", "add", &case, "--images", disc.to_str().unwrap()];
    practice
        .coordinator
        .does(&[&add[..], &["--document", letter.to_str().unwrap()]].concat());
    for person in [&practice.patient, &practice.coordinator] {
        let log = person.does(&["case", "log", &case]);
        let entries = log["entries"].as_array().unwrap();
        let read_in: Vec<&Value> = entries
            .iter()
            .filter(|entry| !entry["read_in"].is_null())
            .collect();
        assert!(read_in.len() >= 2);
        for entry in read_in {
            assert_eq!(entry["author"], *practice.coordinator.id);
            assert_eq!(entry["role"], "coordinator");
            assert_eq!(entry["read_in"]["by"], "Clara");
        }
        let images = entries
            .iter()
            .find(|entry| entry["kind"] == "images_added")
            .unwrap();
        assert!(images["read_in"]["images"].as_u64().unwrap() > 10);
    }
    let said = practice.patient.command(&[]).get_program().to_owned();
    let words = std::process::Command::new(said)
        .arg("--profile")
        .arg(&practice.patient.profile)
        .args(["case", "log", &case])
        .output()
        .unwrap();
    let words = String::from_utf8(words.stdout).unwrap();
    assert!(words.contains("Clara of the practice added"), "{words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_practice_adds_nothing_to_a_case_whose_disc_was_not_posted() {
    let practice = Practice::founded().await;
    let (disc, other) = (practice.small_disc(1), practice.small_disc(2));
    let case = practice.case(&disc, &[]);
    let before = practice.patient.sees(&case);
    let said = practice
        .coordinator
        .is_refused(&["case", "add", &case, "--images", other.to_str().unwrap()]);
    assert!(said.contains("Only the patient can send"), "{said}");
    assert_eq!(practice.patient.sees(&case), before);
    // It is said before a disc is read, or even looked for.
    let nowhere = ["case", "add", &case, "--images", "/nowhere"];
    assert_eq!(practice.coordinator.is_refused(&nowhere), said);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disc_in_the_wrong_envelope_is_asked_about_before_anything_leaves() {
    let practice = Practice::founded().await;
    let case = posts(&practice);
    let disc = practice.path("somebody-else");
    let somebody = Somebody {
        name: "BEISPIEL^BERTA".to_owned(),
        birth_date: "19700101".to_owned(),
        sex: "F".to_owned(),
        id: "77".to_owned(),
    };
    small_disc(9)
        .fault(Fault::WrongPatient(somebody))
        .write_to(&disc)
        .unwrap();
    let add = ["case", "add", &case, "--images", disc.to_str().unwrap()];
    let said = practice.coordinator.is_refused(&add);
    assert!(
        said.contains("Nothing was sent") && said.contains("--same-person"),
        "{said}"
    );
    let heard = String::from_utf8(practice.coordinator.runs(&add).stderr).unwrap();
    assert_eq!(heard.matches("another person's").count(), 1, "{heard}");
    assert!(heard.contains("names BEISPIEL^BERTA (1970-01-01), the case names Anna Muster (1961-05-04)"));
    assert!(!heard.contains("withdraw"), "{heard}");
    assert_eq!(practice.patient.sees(&case), ["opened", "consented", "submitted"]);

    practice
        .coordinator
        .does(&[&add[..], &["--same-person"]].concat());
    assert!(practice.patient.sees(&case).contains(&"images_added".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn posting_needs_consent_and_says_where_the_disc_goes() {
    let practice = Practice::founded().await;
    let said = practice
        .patient
        .is_refused(&[&QUESTION[..], &["--by-post"]].concat());
    assert!(said.contains("consent"), "{said}");
    let usage = practice.patient.runs(&[&QUESTION[..], &["--consent"]].concat());
    assert_eq!(usage.status.code(), Some(2), "neither a disc nor the post");
    let case = posts(&practice);
    let program = practice.patient.command(&[]).get_program().to_owned();
    let listed = std::process::Command::new(program)
        .arg("--profile")
        .arg(&practice.coordinator.profile)
        .args(["case", "list"])
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        listed.contains(&case) && listed.contains("waits for the posted disc"),
        "{listed}"
    );
}

/// When the report is due, as the coordinator sees it now.
fn due(practice: &Practice, case: &str) -> String {
    let shown = practice.coordinator.does(&["case", "show", case]);
    shown["deadline"].as_str().unwrap().to_owned()
}
