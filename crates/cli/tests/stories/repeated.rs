//! The same command once more: nobody gets a second case that they did not ask for.

use std::fs;

use crate::cast::{Practice, opening};

fn cases(practice: &Practice) -> usize {
    practice.patient.does(&["case", "list"])["cases"]
        .as_array()
        .unwrap()
        .len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_has_opened_a_case_says_so_and_opens_no_second_one() {
    let practice = Practice::founded().await;
    let disc = practice.small_disc(1);
    let case = practice.case(&disc, &[]);
    let typed = practice.patient.types(&opening(&disc, &[]));
    assert_eq!(typed.status.code(), Some(1));
    assert!(typed.stdout.is_empty());
    let said = String::from_utf8(typed.stderr).unwrap();
    assert!(
        said.contains(&case) && said.contains("already, sent at 20"),
        "{said}"
    );
    assert!(said.contains("--again"), "{said}");
    assert_eq!(cases(&practice), 1);

    let wanted = practice.case(&disc, &["--again"]);
    let once_more = practice.case(&disc, &["--again"]);
    assert!(wanted != case && once_more != wanted);
    assert_eq!(cases(&practice), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_opens_the_same_case_twice_gets_two_and_is_told() {
    let practice = Practice::founded().await;
    let disc = practice.small_disc(1);
    let case = practice.case(&disc, &[]);
    let (answer, said) = practice.patient.does_and_hears(&opening(&disc, &[]));
    assert!(said.contains(&format!("This is case {case} already")), "{said}");
    assert_ne!(answer["case"], case.as_str());
    assert_eq!(cases(&practice), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_question_or_another_disc_is_another_case() {
    let practice = Practice::founded().await;
    let disc = practice.small_disc(1);
    let report = practice.path("report.txt");
    fs::write(&report, "No protrusion.").unwrap();
    let with_report = ["--original-report", report.to_str().unwrap()];
    let mut opened = vec![
        practice.case(&disc, &[]),
        practice.case(&disc, &["--side", "left"]),
        practice.case(&practice.small_disc(2), &[]),
        practice.case(&disc, &with_report),
    ];
    // The very same words, and other images or another report under the same names.
    fs::remove_dir_all(&disc).unwrap();
    overread_phantom::small_disc(5).write_to(&disc).unwrap();
    opened.push(practice.case(&disc, &[]));
    fs::write(&report, "A protrusion..").unwrap();
    opened.push(practice.case(&disc, &with_report));
    opened.sort();
    opened.dedup();
    assert_eq!((opened.len(), cases(&practice)), (6, 6));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_was_withdrawn_does_not_stand_in_the_way() {
    let practice = Practice::founded().await;
    let disc = practice.small_disc(1);
    let case = practice.case(&disc, &[]);
    practice.patient.does(&["case", "withdraw", &case]);
    assert_ne!(practice.case(&disc, &[]), case);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disc_that_the_case_holds_whole_is_not_sent_again() {
    let practice = Practice::founded().await;
    let disc = practice.path("disc");
    overread_phantom::small_disc(3)
        .first_report(true)
        .write_to(&disc)
        .unwrap();
    let case = practice.case(&disc, &[]);
    let before = practice.patient.sees(&case);
    let add = ["case", "add", &case, "--images", disc.to_str().unwrap()];
    let words = practice.patient.reads(&add);
    assert!(words.contains("Nothing was sent"), "{words}");
    assert_eq!(practice.patient.sees(&case), before);

    // A paper that was put beside the same images is sent, and nothing else.
    fs::write(disc.join("letter.txt"), "Dear colleague").unwrap();
    assert!(practice.patient.reads(&add).contains("Sent."));
    let mut after = before;
    after.push("documents_added".to_owned());
    assert_eq!(practice.patient.sees(&case), after);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_examination_with_one_new_image_is_sent_whole_and_one_that_is_there_is_not() {
    let practice = Practice::founded().await;
    let (disc, shorter) = (practice.small_disc(3), practice.path("shorter"));
    let images: Vec<_> = crate::cast::files(&disc).into_iter().collect();
    let without = images
        .iter()
        .rposition(|(path, _)| path.starts_with("DICOM/"))
        .unwrap();
    for (number, (path, bytes)) in images.iter().enumerate() {
        let path = shorter.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if number != without {
            fs::write(path, bytes).unwrap();
        }
    }
    let case = practice.case(&shorter, &[]);
    let add = ["case", "add", &case, "--images", disc.to_str().unwrap()];
    let (_, said) = practice.patient.does_and_hears(&add);
    assert!(said.contains("are in the case already"), "{said}");
    assert!(
        practice
            .patient
            .sees(&case)
            .iter()
            .filter(|kind| *kind == "images_added")
            .count()
            == 2
    );
    let out = practice.path("out");
    practice
        .patient
        .does(&["case", "images", &case, "--out", out.to_str().unwrap()]);
    let back = crate::cast::files(&out);
    assert!(images.iter().all(|(path, bytes)| back.get(path) == Some(bytes)));
}
