//! Files given back: all of them, under their names, and nothing of anybody's destroyed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cast::{Practice, files};

/// A disc whose images have these names.
pub fn disc(practice: &Practice, folder: &str, names: &[&str]) -> PathBuf {
    let images: Vec<Vec<u8>> = files(&practice.small_disc(7))
        .into_iter()
        .filter(|(path, _)| path.starts_with("DICOM/"))
        .map(|(_, bytes)| bytes)
        .collect();
    let disc = practice.path(folder);
    for (name, bytes) in names.iter().zip(images.iter().skip(folder.len())) {
        let path = disc.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    disc
}

fn images<'a>(case: &'a str, out: &'a Path) -> [&'a str; 5] {
    ["case", "images", case, "--out", out.to_str().unwrap()]
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_look_like_unfinished_ones_come_back_as_they_are() {
    let practice = Practice::founded().await;
    let (first, second) = (
        disc(&practice, "first", &["b.part", "a", "a.part"]),
        disc(&practice, "second-disc", &["b"]),
    );
    let case = practice.case(&first, &[]);
    practice
        .patient
        .does(&["case", "add", &case, "--images", second.to_str().unwrap()]);
    let out = practice.path("out");
    practice.patient.does(&images(&case, &out));
    let mut sent = files(&first);
    sent.extend(files(&second));
    assert!(files(&out) == sent);
    // Once more into the same folder: everything is there, and stays.
    let again = practice.patient.does(&images(&case, &out));
    assert_eq!(again["files"].as_array().unwrap().len(), 4);
    assert!(files(&out) == sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_the_first_disc_may_be_a_folder_of_the_second() {
    let practice = Practice::founded().await;
    let (first, second) = (
        disc(&practice, "first", &["x"]),
        disc(&practice, "second-disc", &["x/y", "z"]),
    );
    let case = practice.case(&first, &[]);
    practice
        .patient
        .does(&["case", "add", &case, "--images", second.to_str().unwrap()]);
    let out = practice.path("out");
    practice.patient.does(&images(&case, &out));
    let back = files(&out);
    assert_eq!(back["x"], files(&first)["x"]);
    assert_eq!(back["again-2/x/y"], files(&second)["x/y"]);
    assert_eq!(back["z"], files(&second)["z"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_in_the_folder_already_is_never_written_over() {
    let practice = Practice::founded().await;
    let case = practice.case(&disc(&practice, "disc", &["x", "below/y"]), &[]);
    let out = practice.path("out");
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("x"), "mine").unwrap();
    fs::write(out.join("x.part"), "mine as well").unwrap();
    let said = practice.patient.is_refused(&images(&case, &out));
    assert!(
        said.contains("left as it is") || said.contains("left as it was"),
        "{said}"
    );
    assert_eq!(fs::read(out.join("x")).unwrap(), b"mine");
    assert_eq!(fs::read(out.join("x.part")).unwrap(), b"mine as well");
    // Nothing unfinished stays behind.
    assert!(files(&out).keys().all(|name| !name.starts_with('.')));
    practice
        .patient
        .is_refused(&["case", "images", &case, "--out", out.join("x").to_str().unwrap()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_images_that_a_killed_command_left_are_gone_after_the_next() {
    let practice = Practice::founded().await;
    let case = practice.case(&disc(&practice, "disc", &["x", "below/y"]), &[]);
    let out = practice.path("out");
    let left = [
        ".overread-a1B2c3.part",
        "below/.overread-Zz9yX8.part",
        "elsewhere/.overread-000000.part",
    ];
    let mine = [".overread-notes.part", "below/x.part"];
    for name in left.iter().chain(&mine) {
        let path = out.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "half an image").unwrap();
    }
    practice.patient.does(&images(&case, &out));
    let there: Vec<String> = files(&out).into_keys().collect();
    assert_eq!(there, [mine[0], mine[1], "below/y", "x"]);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn links_in_the_folder_lead_nowhere() {
    let practice = Practice::founded().await;
    let case = practice.case(&disc(&practice, "disc", &["x", "below/y"]), &[]);
    let elsewhere = practice.path("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(elsewhere.join("precious"), "mine").unwrap();
    let (by_file, by_folder) = (practice.path("by-file"), practice.path("by-folder"));
    for out in [&by_file, &by_folder] {
        fs::create_dir_all(out).unwrap();
    }
    std::os::unix::fs::symlink(elsewhere.join("precious"), by_file.join("x")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, by_folder.join("below")).unwrap();
    for out in [&by_file, &by_folder] {
        practice.patient.is_refused(&images(&case, out));
    }
    assert_eq!(files(&elsewhere).len(), 1);
    assert_eq!(fs::read(elsewhere.join("precious")).unwrap(), b"mine");
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn unusual_names_come_back_letter_by_letter_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;

    let practice = Practice::founded().await;
    let (long, strange) = ("n".repeat(253), "a\\b.dcm");
    let disc = disc(
        &practice,
        "disc",
        &[
            "2026-01-01T10:00:00.dcm",
            strange,
            &long,
            "con",
            "a\nb",
            "below/e ",
        ],
    );
    let case = practice.case(&disc, &[]);
    let out = practice.path("out");
    practice.patient.does(&images(&case, &out));
    let raw = |folder: &Path| {
        let names = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        names.collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(raw(&disc), raw(&out));
    for name in raw(&disc).iter().filter(|name| *name != "below") {
        assert!(fs::read(disc.join(name)).unwrap() == fs::read(out.join(name)).unwrap());
    }
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&out), mode(&out.join("below"))), (0o700, 0o700));
    assert_eq!(mode(&out.join(&long)), 0o600);
}
