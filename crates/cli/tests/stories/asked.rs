//! What the patient asks is shown to everybody who has to know it, and to nobody else.

use std::fs;

use crate::cast::Practice;

#[tokio::test(flavor = "multi_thread")]
async fn the_radiologist_sees_what_is_asked_which_operation_and_on_which_side() {
    let practice = Practice::founded().await;
    let history = practice.path("history.txt");
    fs::write(&history, "Pain for three months.\nNo operation before.").unwrap();
    let more = [
        "--procedure",
        "lumbar-decompression",
        "--side",
        "left",
        "--level",
        "L4/5",
        "--surgery-date",
        "2099-12-20",
        "--surgeon",
        "Dr Ruth Keller",
        "--history",
        history.to_str().unwrap(),
    ];
    let case = practice.case(&practice.small_disc(1), &more);
    practice
        .coordinator
        .does(&["case", "assign", &case, "--to", &practice.radiologist.id]);
    let show = ["case", "show", &case];
    for person in [&practice.patient, &practice.coordinator, &practice.radiologist] {
        let shown = person.does(&show);
        let form = &shown["form"];
        assert_eq!(form["question"], "Is the nerve touched?");
        assert_eq!(form["procedure"]["code"], "lumbar-decompression");
        assert_eq!(
            (&form["side"], &form["levels"][0]),
            (&"left".into(), &"L4/5".into())
        );
        assert_eq!(form["surgery_date"], "2099-12-20");
        for key in ["case", "state", "deadline", "people", "entries"] {
            assert!(!shown[key].is_null(), "{key}");
        }
        let words = person.reads(&show);
        for answer in [
            "Is the nerve touched?",
            "left",
            "L4/5",
            "2099-12-20",
            "Dr Ruth Keller",
            "Pain for three months.",
            "No operation before.",
            "Anna Muster, born 1961-05-04",
        ] {
            assert!(words.contains(answer), "{answer}: {words}");
        }
    }
    let opened = practice.patient.sees(&case);
    assert!(!opened.contains(&"opened_by".to_owned()), "{opened:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_erased_case_only_the_timeline_is_shown() {
    let practice = Practice::founded().await;
    let case = practice.case(&practice.small_disc(1), &[]);
    practice.patient.does(&["case", "erase", &case, "--forever"]);
    let shown = practice.patient.does(&["case", "show", &case]);
    assert!(shown.get("form").is_none(), "{shown}");
    assert!(!practice.patient.reads(&["case", "show", &case]).contains("Asked"));
}
