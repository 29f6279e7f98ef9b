//! Copies that name nobody, from the terminal.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use overread_phantom::small_disc;
use serde_json::Value;
use tempfile::TempDir;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_overread"))
        .args(arguments)
        .output()
        .unwrap()
}

fn copy(disc: &Path, out: &Path, more: &[&str]) -> Value {
    let arguments = [
        "deidentify",
        disc.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--json",
    ];
    let output = run(&[&arguments, more].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn disc() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let disc = folder.path().join("disc");
    small_disc(3).first_report(true).write_to(&disc).unwrap();
    (folder, disc)
}

#[test]
fn a_disc_becomes_a_disc_of_nobody() {
    let (folder, disc) = disc();
    let out = folder.path().join("out");
    let answer = copy(&disc, &out, &["--name", "Knee 7"]);
    assert_eq!(answer["ok"], true);
    let files = answer["files"].as_array().unwrap();
    assert!(files.len() > 10);
    for file in files {
        let path = file["path"].as_str().unwrap();
        assert!(path.starts_with("DICOM/PAT00001/STU0000"), "{path}");
        let bytes = fs::read(out.join(path)).unwrap();
        let here = |word: &[u8]| {
            bytes
                .windows(word.len())
                .any(|part| part.eq_ignore_ascii_case(word))
        };
        assert!(here(b"Knee 7"));
        assert!(!here(b"MUSTER"), "{path}");
    }
    let left_out = answer["left_out"].as_array().unwrap();
    let reason = |name: &str| {
        let file = left_out.iter().find(|file| file["path"] == name);
        file.map(|file| file["reason"].as_str().unwrap())
    };
    assert_eq!(reason("DICOMDIR"), Some("dicomdir"));
    assert!(out.join("DICOMDIR").is_file());
    let accounted = files.len() + left_out.len();
    assert_eq!(accounted, count(&disc), "every file of the disc is in the answer");
}

#[test]
fn dates_stay_where_that_is_asked_for() {
    let (folder, disc) = disc();
    let dates = |choice: &str| {
        let out = folder.path().join(choice);
        let answer = copy(&disc, &out, &["--dates", choice]);
        let path = answer["files"][0]["path"].as_str().unwrap().to_owned();
        let from = answer["files"][0]["from"].as_str().unwrap().to_owned();
        (
            fs::read(disc.join(from)).unwrap(),
            fs::read(out.join(path)).unwrap(),
        )
    };
    // Study Date (0008,0020), explicit little endian.
    let study_date = |bytes: &[u8]| {
        let head = [8, 0, 0x20, 0, b'D', b'A', 8, 0];
        let at = bytes.windows(8).position(|part| part == head);
        at.map(|at| bytes[at + 8..at + 16].to_vec())
    };
    let (original, kept) = dates("keep");
    assert!(study_date(&original).is_some());
    assert_eq!(study_date(&kept), study_date(&original));
    let (_, shifted) = dates("shift");
    assert!(study_date(&shifted).is_some() && study_date(&shifted) != study_date(&original));
    let (_, removed) = dates("remove");
    assert_eq!(study_date(&removed), None);
}

#[test]
fn a_copy_is_not_mixed_with_other_files() {
    let (folder, disc) = disc();
    let out = folder.path().join("out");
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("letter.txt"), "Dear Anna").unwrap();
    let refused = |more: &[&str]| {
        let arguments = [
            "deidentify",
            disc.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ];
        let output = run(&[&arguments, more].concat());
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(refused(&[]).contains("Name a new folder"));
    assert!(refused(&["--name", "山田"]).contains("plain letters"));
}

#[test]
fn where_nothing_can_be_copied_the_command_says_so_and_fails() {
    let folder = tempfile::tempdir().unwrap();
    let photos = folder.path().join("photos");
    fs::create_dir_all(&photos).unwrap();
    fs::write(photos.join("holiday.jpg"), [0xff, 0xd8, 0xff, 0xe0, 0, 16]).unwrap();
    let out = folder.path().join("out");
    let output = run(&[
        "deidentify",
        photos.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Nothing was copied"));
}

fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| if path.is_dir() { count(&path) } else { 1 })
        .sum()
}
