//! What is on discs, and that it all comes back.

use std::fs;
use std::path::{Path, PathBuf};

use overread_phantom::{Fault, Person as Somebody, small_disc};

use crate::cast::{Practice, files, opening};

#[tokio::test(flavor = "multi_thread")]
async fn every_file_of_the_disc_comes_back_bit_for_bit() {
    let practice = Practice::founded().await;
    let disc = practice.path("disc");
    small_disc(4)
        .first_report(true)
        .scouts(true)
        .write_to(&disc)
        .unwrap();
    gives_back(&practice, &disc);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_file_of_real_examinations_comes_back_bit_for_bit() {
    let Some(data) = std::env::var_os("OVERREAD_DATA").filter(|data| !data.is_empty()) else {
        return;
    };
    let practice = Practice::founded().await;
    for series in ["ct_chest_philips_lungdx_a0001_s2", "mr_t1_mprage_siemens_192"] {
        gives_back(&practice, &Path::new(&data).join("dicom/series").join(series));
    }
}

fn gives_back(practice: &Practice, disc: &Path) {
    let case = practice.case(disc, &[]);
    let out = practice.path(&format!("out-{case}"));
    practice
        .patient
        .does(&["case", "images", &case, "--out", out.to_str().unwrap()]);
    let (sent, back) = (files(disc), files(&out));
    assert!(sent.len() > 20);
    assert_eq!(sent.keys().collect::<Vec<_>>(), back.keys().collect::<Vec<_>>());
    assert!(sent == back, "the bytes differ");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_disc_may_follow_and_takes_nothing_from_the_first() {
    let practice = Practice::founded().await;
    let (first, second) = (practice.small_disc(1), practice.small_disc(2));
    let case = practice.accepted(&first, &[]);
    practice
        .patient
        .does(&["case", "add", &case, "--images", second.to_str().unwrap()]);
    let out = practice.path("out");
    practice
        .patient
        .does(&["case", "images", &case, "--out", out.to_str().unwrap()]);
    let back = files(&out);
    assert!(
        files(&first)
            .iter()
            .all(|(path, bytes)| back.get(path) == Some(bytes))
    );
    for (path, bytes) in files(&second) {
        let again = back.get(&format!("again-2/{path}")).or_else(|| back.get(&path));
        assert_eq!(again, Some(&bytes), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_scans_opens_no_case() {
    let practice = Practice::founded().await;
    let (empty, photos) = (practice.path("empty"), practice.path("photos"));
    fs::create_dir_all(&empty).unwrap();
    for (path, bytes) in overread_phantom::photos(1) {
        let path = photos.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    for folder in [empty, photos] {
        let said = practice.patient.is_refused(&opening(&folder, &[]));
        assert!(said.contains("Choose the whole disc"), "{said}");
    }
    practice
        .patient
        .is_refused(&opening(&practice.path("nowhere"), &[]));
    assert_eq!(
        practice.patient.does(&["case", "list"])["cases"],
        serde_json::json!([])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_disc_is_sent_as_it_is_and_said_to_be_damaged() {
    let practice = Practice::founded().await;
    let disc = disc_with(&practice, Fault::TruncatedFile);
    let (opened, said) = practice.patient.does_and_hears(&opening(&disc, &[]));
    assert!(said.contains("end too early"), "{said}");
    let out = practice.path("out");
    practice.patient.does(&[
        "case",
        "images",
        opened["case"].as_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    assert!(files(&disc) == files(&out));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disc_of_somebody_else_is_pointed_out_and_goes_on() {
    let practice = Practice::founded().await;
    let somebody = Somebody {
        name: "BEISPIEL^BERTA".to_owned(),
        birth_date: "19700101".to_owned(),
        sex: "F".to_owned(),
        id: "77".to_owned(),
    };
    let disc = disc_with(&practice, Fault::WrongPatient(somebody));
    let (opened, said) = practice.patient.does_and_hears(&opening(&disc, &[]));
    assert!(
        said.contains("another person") && said.contains("BEISPIEL"),
        "{said}"
    );
    assert!(opened["case"].is_string());
}

fn disc_with(practice: &Practice, fault: Fault) -> PathBuf {
    let disc = practice.path("faulty");
    small_disc(9).fault(fault).write_to(&disc).unwrap();
    disc
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_disc_once_more_is_recognised_and_another_one_is_not() {
    let practice = Practice::founded().await;
    let disc = practice.small_disc(3);
    let case = practice.case(&disc, &[]);
    let add = |disc: &Path| {
        let arguments = ["case", "add", &case, "--images", disc.to_str().unwrap()];
        practice.patient.does_and_hears(&arguments).1
    };
    let said = add(&disc);
    assert!(
        said.contains("images on this disc are in the case already"),
        "{said}"
    );
    let said = add(&practice.small_disc(4));
    assert!(!said.contains("in the case already"), "{said}");
}
