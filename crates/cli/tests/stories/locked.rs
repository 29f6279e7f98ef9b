//! A hospital has locked its archive with a password.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use overread_phantom::small_disc;
use serde_json::Value;
use zip::{AesMode, ZipWriter, write::SimpleFileOptions};

use crate::cast::{Practice, files, opening};

const PASSWORD: &str = "Röntgen 12";

/// A disc in an archive that the password opens.
fn locked_disc(folder: &Path) -> PathBuf {
    let disc = folder.join("disc");
    small_disc(3).write_to(&disc).unwrap();
    let path = folder.join("hospital.zip");
    let mut archive = ZipWriter::new(File::create(&path).unwrap());
    let options = SimpleFileOptions::default().with_aes_encryption(AesMode::Aes256, PASSWORD);
    for (name, bytes) in files(&disc) {
        archive.start_file(name, options).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap();
    path
}

fn overread(arguments: &[&str], password: Option<&str>, typed: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_overread"));
    command.args(arguments).env_remove("OVERREAD_ARCHIVE_PASSWORD");
    command.envs(password.map(|password| ("OVERREAD_ARCHIVE_PASSWORD", password)));
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = pipes.stderr(Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    running.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(output)))
}

#[test]
fn a_locked_archive_says_what_to_do_and_opens_with_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let archive = locked_disc(folder.path());
    let inspect = ["inspect", archive.to_str().unwrap(), "--json"];
    let reasons = |output: &Output| {
        let files = json(output)["files"].as_array().unwrap().clone();
        files
            .iter()
            .map(|file| file["reason"].as_str().unwrap_or("used").to_owned())
            .collect::<Vec<_>>()
    };

    let closed = overread(&inspect, None, "");
    assert!(reasons(&closed).iter().all(|reason| reason == "encrypted"));
    assert!(
        said(&closed).contains("hospital.zip needs a password"),
        "{}",
        said(&closed)
    );
    assert!(said(&closed).contains("--archive-password"), "{}", said(&closed));

    let wrong = overread(&inspect, Some("röntgen 12"), "");
    assert!(reasons(&wrong).iter().all(|reason| reason == "wrong_password"));
    assert!(said(&wrong).contains("or another one"), "{}", said(&wrong));

    let note = folder.path().join("password.txt");
    fs::write(&note, format!("{PASSWORD}\nfrom the letter\n")).unwrap();
    let from_file = format!("--archive-password={}", note.display());
    for opened in [
        overread(&inspect, Some(PASSWORD), ""),
        overread(
            &[&inspect[..], &["--archive-password=-"]].concat(),
            None,
            &format!("{PASSWORD}\n"),
        ),
        overread(&[&inspect[..], &[&from_file]].concat(), None, ""),
    ] {
        assert!(
            reasons(&opened).iter().any(|reason| reason == "used"),
            "{}",
            said(&opened)
        );
        assert_eq!(json(&opened)["patients"].as_array().unwrap().len(), 1);
        assert!(!said(&opened).contains("password"), "{}", said(&opened));
    }
}

#[test]
fn a_copy_of_a_locked_archive_is_made_with_its_password_only() {
    let folder = tempfile::tempdir().unwrap();
    let archive = locked_disc(folder.path());
    let copy = |name: &str, password| {
        let out = folder.path().join(name);
        let arguments = [
            "deidentify",
            archive.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
            "--json",
        ];
        overread(&arguments, password, "")
    };
    let closed = copy("closed", None);
    assert_eq!(json(&closed)["files"].as_array().unwrap().len(), 0);
    assert!(said(&closed).contains("--archive-password"), "{}", said(&closed));
    let opened = copy("open", Some(PASSWORD));
    assert!(
        json(&opened)["files"].as_array().unwrap().len() > 10,
        "{}",
        said(&opened)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_opened_from_a_locked_archive_and_the_password_is_kept_nowhere() {
    let practice = Practice::founded().await;
    let archive = locked_disc(practice.path("").as_path());
    let mut arguments = vec!["--profile", practice.patient.profile.to_str().unwrap(), "--json"];
    arguments.extend(opening(&archive, &[]));
    let closed = overread(&arguments, None, "");
    assert!(!closed.status.success());
    assert!(said(&closed).contains("Give its password"), "{}", said(&closed));
    assert!(
        !said(&closed).contains("folder called DICOM"),
        "{}",
        said(&closed)
    );
    let wrong = overread(&arguments, Some("röntgen 12"), "");
    assert!(
        !wrong.status.success() && said(&wrong).contains("Give its password"),
        "{}",
        said(&wrong)
    );
    assert!(
        said(&closed).contains("hospital.zip needs a password"),
        "{}",
        said(&closed)
    );
    let opened = overread(&arguments, Some(PASSWORD), "");
    assert!(opened.status.success(), "{}", said(&opened));
    assert!(json(&opened)["case"].is_string());
    for (name, bytes) in files(&practice.patient.profile) {
        let found = bytes
            .windows(PASSWORD.len())
            .any(|part| part == PASSWORD.as_bytes());
        assert!(!found, "{name} holds the password");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_7z_or_rar_archive_is_said_to_be_unpacked_first() {
    let practice = Practice::founded().await;
    let seven = practice.path("scans.7z");
    fs::write(&seven, b"7z\xBC\xAF\x27\x1C\0\x04......").unwrap();
    let alone = practice.patient.is_refused(&opening(&seven, &[]));
    assert!(alone.contains("Unpack it on this computer"), "{alone}");

    let disc = practice.small_disc(3);
    fs::copy(&seven, disc.join("scans.7z")).unwrap();
    fs::write(disc.join("more.rar"), b"Rar!\x1A\x07\x01\0.....").unwrap();
    let (opened, said) = practice.patient.does_and_hears(&opening(&disc, &[]));
    for (kind, name) in [("7z archives", "scans.7z"), ("RAR archives", "more.rar")] {
        let line = said.lines().find(|line| line.contains(kind)).unwrap_or(&said);
        assert!(line.contains(name) && line.contains("unpack"), "{said}");
    }
    // They travel all the same.
    let (case, out) = (opened["case"].as_str().unwrap(), practice.path("out"));
    practice
        .patient
        .does(&["case", "images", case, "--out", out.to_str().unwrap()]);
    assert_eq!(files(&out), files(&disc));
}
