//! What is on a disc and is not sent: it is said, each kind in a sentence, and it never travels by accident.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;

use crate::cast::{Practice, files, opening};
use crate::giving_back::disc;

#[tokio::test(flavor = "multi_thread")]
async fn links_out_of_the_disc_and_things_that_are_no_files_are_named_and_not_sent() {
    let practice = Practice::founded().await;
    let disc = disc(&practice, "disc", &["a", "below/b"]);
    let secret = practice.path("secret");
    fs::write(&secret, "not of the disc").unwrap();
    symlink(&secret, disc.join("host")).unwrap();
    symlink(practice.path("profiles"), disc.join("folder")).unwrap();
    symlink("nowhere", disc.join("broken")).unwrap();
    symlink("below/b", disc.join("inside")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(disc.join("pipe"))
            .status()
            .unwrap()
            .success()
    );
    let (opened, said) = practice.patient.does_and_hears(&opening(&disc, &[]));
    let line = said.lines().find(|line| line.contains("not followed")).unwrap();
    assert!(line.contains("(4: ") && line.ends_with('.'), "{said}");
    for name in ["host", "folder", "broken", "pipe"] {
        assert!(line.contains(name), "{said}");
    }
    let out = practice.path("out");
    let case = opened["case"].as_str().unwrap();
    practice
        .patient
        .does(&["case", "images", case, "--out", out.to_str().unwrap()]);
    assert_eq!(files(&out).keys().collect::<Vec<_>>(), ["a", "below/b", "inside"]);
    let inspected = practice.patient.does(&["inspect", disc.to_str().unwrap()]);
    let left: Vec<_> = inspected["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|file| file["reason"] == "not_a_file")
        .collect();
    assert_eq!(left.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_and_folders_that_are_closed_are_named() {
    let practice = Practice::founded().await;
    let disc = disc(&practice, "disc", &["a", "b", "below/c"]);
    for closed in ["b", "below"] {
        fs::set_permissions(disc.join(closed), fs::Permissions::from_mode(0o000)).unwrap();
    }
    if fs::read(disc.join("b")).is_ok() {
        // Nothing is closed to the superuser.
        return;
    }
    let (_, said) = practice.patient.does_and_hears(&opening(&disc, &[]));
    fs::set_permissions(disc.join("below"), fs::Permissions::from_mode(0o700)).unwrap();
    assert!(
        said.contains("cannot be read") && said.contains("(2: b, below)"),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pipe_or_a_device_is_no_disc_and_no_document() {
    let practice = Practice::founded().await;
    let pipe = practice.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    practice.patient.is_refused(&opening(&pipe, &[]));
    let disc = practice.small_disc(1);
    for option in ["--history", "--original-report"] {
        practice
            .patient
            .is_refused(&opening(&disc, &[option, "/dev/zero"]));
        practice
            .patient
            .is_refused(&opening(&disc, &[option, pipe.to_str().unwrap()]));
    }
}
