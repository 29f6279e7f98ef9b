//! What a person learns about a disc before anything is sent, without a server and without a profile.

use std::fs;
use std::path::Path;
use std::process::Command;

use overread_phantom::small_disc;
use serde_json::Value;

use crate::cast::files;

fn inspects(paths: &[&Path], more: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_overread"))
        .arg("inspect")
        .args(paths)
        .args(more)
        .arg("--json")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn series(answer: &Value) -> Vec<Value> {
    let all = |values: &Value, name: &str| values[name].as_array().unwrap().clone();
    let studies = all(answer, "patients")
        .into_iter()
        .flat_map(|patient| all(&patient, "studies"));
    studies.flat_map(|study| all(&study, "series")).collect()
}

fn codes(answer: &Value) -> Vec<String> {
    let checks = series(answer)
        .into_iter()
        .flat_map(|series| series["checks"].as_array().unwrap().clone());
    let found = checks.chain(answer["warnings"].as_array().unwrap().clone());
    found
        .map(|check| check["code"].as_str().unwrap().to_owned())
        .collect()
}

/// Images of the disc, by number.
fn images(disc: &Path) -> Vec<std::path::PathBuf> {
    let dicom = |bytes: &[u8]| bytes.get(128..132) == Some(b"DICM") && bytes.len() > 8 * 1024;
    let names = files(disc).into_iter().filter(|(_, bytes)| dicom(bytes));
    names.map(|(name, _)| disc.join(name)).collect()
}

#[test]
fn every_file_of_a_whole_disc_is_listed_and_nothing_is_missed() {
    let folder = tempfile::tempdir().unwrap();
    let disc = folder.path().join("disc");
    small_disc(3)
        .first_report(true)
        .scouts(true)
        .write_to(&disc)
        .unwrap();
    let answer = inspects(&[&disc], &[]);
    let mut listed: Vec<_> = answer["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, files(&disc).keys().collect::<Vec<_>>());
    for file in answer["files"].as_array().unwrap() {
        let used = file["outcome"] == "used" && file["reason"].is_null();
        assert!(
            used || (file["outcome"] == "skipped" && file["reason"].is_string()),
            "{file}"
        );
    }
    assert!(!series(&answer).is_empty());
    assert!(
        !codes(&answer).iter().any(|code| code.contains("missing")),
        "{answer}"
    );
    for series in series(&answer) {
        assert!(series["uid"].is_string() && series["modality"].is_string());
        assert!(series["instances"].as_u64().unwrap() <= series["frames"].as_u64().unwrap());
    }
}

#[test]
fn lost_and_doubled_images_are_told_with_their_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let disc = folder.path().join("disc");
    small_disc(3).write_to(&disc).unwrap();
    let whole = series(&inspects(&[&disc], &[]));
    let images = images(&disc);
    let count: u64 = whole
        .iter()
        .map(|series| series["instances"].as_u64().unwrap())
        .sum();
    fs::copy(&images[0], disc.join("copy")).unwrap();
    let doubled = inspects(&[&disc], &[]);
    let again: u64 = series(&doubled)
        .iter()
        .map(|series| series["instances"].as_u64().unwrap())
        .sum();
    assert_eq!(again, count);
    assert!(codes(&doubled).contains(&"duplicate_instances".to_owned()));
    fs::remove_file(disc.join("copy")).unwrap();
    fs::remove_file(&images[images.len() / 4]).unwrap();
    let short = inspects(&[&disc], &[]);
    assert!(
        codes(&short).iter().any(|code| code.contains("missing")),
        "{short}"
    );
}

#[test]
fn files_of_several_paths_lie_below_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    small_disc(3).write_to(&first).unwrap();
    fs::create_dir(&second).unwrap();
    fs::write(second.join("letter.txt"), "Dear colleague").unwrap();
    let answer = inspects(&[&first, &second], &[]);
    let files = answer["files"].as_array().unwrap();
    assert!(files.iter().any(|file| file["path"] == "second/letter.txt"));
    assert!(
        files
            .iter()
            .any(|file| file["path"].as_str().unwrap().starts_with("first/"))
    );
    let alone = inspects(&[&second.join("letter.txt")], &[]);
    assert_eq!(alone["files"][0]["path"], "letter.txt");
}

#[test]
fn a_study_is_old_only_on_a_day_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    small_disc(3).write_to(folder.path()).unwrap();
    let old = |answer: &Value| answer.to_string().contains("old_study");
    assert!(!old(&inspects(&[folder.path()], &[])));
    assert!(old(&inspects(&[folder.path()], &["--on", "2099-01-01"])));
    let inspect = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_overread"));
        command
            .arg("inspect")
            .arg(folder.path())
            .args(more)
            .output()
            .unwrap()
    };
    assert_eq!(inspect(&["--on", "soon"]).status.code(), Some(1));
    let said = String::from_utf8(inspect(&[]).stdout).unwrap();
    assert!(
        said.contains("images") && said.trim_end().ends_with("skipped."),
        "{said}"
    );
}

#[test]
fn what_is_inspected_is_not_said_to_be_sent_and_what_is_skipped_travels_with_a_case() {
    let folder = tempfile::tempdir().unwrap();
    small_disc(3).write_to(folder.path()).unwrap();
    let image = images(folder.path()).remove(0);
    let bytes = fs::read(&image).unwrap();
    fs::write(&image, &bytes[..bytes.len() - 100]).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_overread"))
        .arg("inspect")
        .arg(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("Some images end too early; what is there is used"),
        "{said}"
    );
    assert!(!said.contains("sent"), "{said}");
    assert!(said.contains("travels with a case all the same"), "{said}");
}

#[test]
fn a_disc_in_folders_a_hundred_deep_is_read_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join(vec!["d"; 100].join("/"));
    small_disc(3).write_to(&deep).unwrap();
    let answer = inspects(&[folder.path()], &[]);
    let listed = answer["files"].as_array().unwrap();
    assert_eq!(listed.len(), files(&deep).len());
    assert!(!series(&answer).is_empty());
}

#[test]
fn what_is_wrong_with_a_file_that_is_used_is_named_with_the_file() {
    let folder = tempfile::tempdir().unwrap();
    small_disc(3).write_to(folder.path()).unwrap();
    let before = codes(&inspects(&[folder.path()], &[]));
    let image = images(folder.path()).remove(0);
    let mut bytes = fs::read(&image).unwrap();
    bytes[..2].copy_from_slice(b"MZ");
    fs::write(&image, &bytes).unwrap();
    let answer = inspects(&[folder.path()], &[]);
    let warnings = answer["warnings"].as_array().unwrap();
    let named = warnings
        .iter()
        .find(|warning| warning["code"] == "foreign_preamble")
        .unwrap();
    let name = image.file_name().unwrap().to_str().unwrap();
    assert!(named["detail"].as_str().unwrap().contains(name), "{named}");
    assert!(!before.contains(&"foreign_preamble".to_owned()));
}

#[test]
fn nothing_at_the_path_is_said_in_a_sentence() {
    let output = Command::new(env!("CARGO_BIN_EXE_overread"))
        .args(["inspect", "no/such/disc", "--json"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("nothing at"));
}
