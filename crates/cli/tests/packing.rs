//! `overread pack` and `overread unpack`: everything comes back, nothing goes where it should not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use overread_phantom::small_disc;
use serde_json::Value;

fn overread(arguments: &[&str], paths: [&Path; 2]) -> Output {
    let [from, to] = paths;
    Command::new(env!("CARGO_BIN_EXE_overread"))
        .args(arguments)
        .arg(from)
        .arg("--out")
        .arg(to)
        .arg("--json")
        .output()
        .expect("overread runs")
}

fn does(command: &str, paths: [&Path; 2]) -> Value {
    let output = overread(&[command], paths);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn is_refused(command: &str, paths: [&Path; 2]) -> String {
    let output = overread(&[command], paths);
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).expect("words")
}

/// Every path below a folder with its bytes; nothing instead of bytes for a folder.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut tree = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let below = path.strip_prefix(folder).unwrap().to_owned();
            if path.is_dir() {
                open.push(path);
                tree.insert(below, None);
            } else {
                tree.insert(below, Some(fs::read(&path).unwrap()));
            }
        }
    }
    tree
}

/// A disc of nobody, with names and files that real discs have beside the images.
fn disc(folder: &Path) {
    small_disc(7).first_report(true).write_to(folder).unwrap();
    fs::create_dir_all(folder.join("EMPTY/INSIDE")).unwrap();
    fs::write(folder.join("nothing.txt"), []).unwrap();
    fs::write(folder.join("100% Röntgen\\画像: a\nb"), b"a name with everything").unwrap();
    fs::write(folder.join("disc.zip"), b"PK\x03\x04 stays the file it is").unwrap();
    #[cfg(unix)]
    {
        let name = std::os::unix::ffi::OsStringExt::from_vec(b"old name \xfc\xe4".to_vec());
        fs::write(folder.join::<OsString>(name), b"written before UTF-8").unwrap();
    }
}

#[test]
fn a_disc_comes_back_with_every_name_and_byte() {
    let here = tempfile::tempdir().unwrap();
    let [from, packed, back] = ["disc", "packed", "back"].map(|name| here.path().join(name));
    disc(&from);
    let made = does("pack", [&from, &packed]);
    let sizes = |folder: &Path| {
        tree(folder)
            .values()
            .flatten()
            .map(|bytes| bytes.len() as u64)
            .sum::<u64>()
    };
    let files = tree(&from).values().flatten().count() as u64;
    assert_eq!(made["raw_bytes"], sizes(&from));
    assert_eq!(made["packed_bytes"], sizes(&packed));
    assert_eq!(made["verified_files"], files);
    assert!(made["pixel_ratio"].as_f64().unwrap() > 2.0, "{made}");
    assert!(made["codecs"]["jpeg_ls"].as_u64().unwrap() > 10, "{made}");
    assert!(made["seconds"].as_f64().unwrap() > 0.0);
    assert_eq!(does("unpack", [&packed, &back])["files"], files);
    assert!(tree(&from) == tree(&back));
}

#[test]
fn folders_a_hundred_deep_come_back_too() {
    let here = tempfile::tempdir().unwrap();
    let [from, packed, back] = ["disc", "packed", "back"].map(|name| here.path().join(name));
    let deep = from.join(vec!["d"; 100].join("/"));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("file"), b"bytes").unwrap();
    does("pack", [&from, &packed]);
    does("unpack", [&packed, &back]);
    assert_eq!(tree(&back), tree(&from));
}

#[test]
fn the_same_disc_is_packed_into_the_same_bytes() {
    let here = tempfile::tempdir().unwrap();
    let [from, one, two] = ["disc", "one", "two"].map(|name| here.path().join(name));
    disc(&from);
    does("pack", [&from, &one]);
    does("pack", [&from, &two]);
    assert!(tree(&one) == tree(&two));
}

#[test]
fn a_single_file_comes_back_under_its_name() {
    let here = tempfile::tempdir().unwrap();
    let [from, packed, back] = ["image.dcm", "packed", "back"].map(|name| here.path().join(name));
    fs::write(&from, b"some bytes").unwrap();
    let made = does("pack", [&from, &packed]);
    assert_eq!(made["verified_files"], 1);
    assert_eq!(made["pixel_ratio"], Value::Null, "there are no pixels");
    does("unpack", [&packed, &back]);
    assert_eq!(fs::read(back.join("image.dcm")).unwrap(), b"some bytes");
}

#[test]
fn a_damaged_archive_is_refused_and_gives_back_no_wrong_byte() {
    let here = tempfile::tempdir().unwrap();
    let [from, packed, back] = ["disc", "packed", "back"].map(|name| here.path().join(name));
    disc(&from);
    does("pack", [&from, &packed]);
    let stream = packed.join("stream");
    let whole = fs::read(&stream).unwrap();
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    fs::write(&stream, damaged).unwrap();
    let said = is_refused("unpack", [&packed, &back]);
    assert!(
        said.contains("This packed disc is damaged. Copy the packed folder again"),
        "{said}"
    );
    let good = tree(&from);
    assert!(
        tree(&back)
            .iter()
            .all(|(path, bytes)| good.get(path) == Some(bytes))
    );

    fs::write(&stream, &whole[..whole.len() - 1]).unwrap();
    let said = is_refused("unpack", [&packed, &here.path().join("never")]);
    assert!(
        said.contains("damaged") && !here.path().join("never").exists(),
        "{said}"
    );
}

#[test]
fn what_is_no_archive_and_a_folder_in_use_are_refused() {
    let here = tempfile::tempdir().unwrap();
    let [from, packed, back] = ["disc", "packed", "back"].map(|name| here.path().join(name));
    disc(&from);
    assert!(is_refused("unpack", [&from, &back]).contains("This is not a packed disc"));
    assert!(is_refused("pack", [&here.path().join("nothing"), &packed]).contains("There is nothing at"));
    does("pack", [&from, &packed]);
    assert!(is_refused("unpack", [&packed, &from]).contains("is not empty"));
}

#[cfg(unix)]
#[test]
fn links_lead_neither_in_circles_nor_out() {
    let here = tempfile::tempdir().unwrap();
    let [from, packed, back] = ["disc", "packed", "back"].map(|name| here.path().join(name));
    fs::create_dir_all(from.join("sub")).unwrap();
    fs::write(from.join("sub/file"), b"bytes").unwrap();
    std::os::unix::fs::symlink(&from, from.join("sub/circle")).unwrap();
    std::os::unix::fs::symlink("file", from.join("sub/link")).unwrap();
    let output = overread(&["pack"], [&from, &packed]);
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("circle is neither a file nor a folder"));
    does("unpack", [&packed, &back]);
    assert_eq!(fs::read(back.join("sub/link")).unwrap(), b"bytes");
    assert!(!back.join("sub/circle").exists());
}
