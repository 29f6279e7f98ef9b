//! Copies for a folder or a disc: the same bytes under names that a medium allows, and a table of contents that every
//! program can read.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::{collections::BTreeMap, path::PathBuf, process::Command};

use made::{CT, EXPLICIT, LITTLE, Made, Slice, part10};
use overread_dicom::{Copies, Disc, WarningCode};

mod made;

/// A file with everything that a medium asks for.
fn sound(slice: &Slice) -> Vec<u8> {
    let data_set = slice.data_set().bytes;
    let uid = format!("{}.{}", slice.series, slice.number);
    let meta = Made::new(LITTLE)
        .raw(0x0002_0001, "OB", &[0, 1])
        .text(0x0002_0002, "UI", slice.sop_class)
        .text(0x0002_0003, "UI", &uid)
        .text(0x0002_0010, "UI", EXPLICIT)
        .text(0x0002_0012, "UI", "1.2.3.4")
        .bytes;
    let length = Made::new(LITTLE).raw(
        0x0002_0000,
        "UL",
        &u32::try_from(meta.len()).expect("short").to_le_bytes(),
    );
    let preamble = [b"MZ program".as_slice(), &[0xAA; 118]].concat();
    [&preamble, b"DICM".as_slice(), &length.bytes, &meta, &data_set].concat()
}

/// The copy of a disc as it is: new path and bytes of each file by its old path.
fn copied(disc: &Disc<Vec<u8>>) -> (BTreeMap<String, (String, Vec<u8>)>, Copies) {
    let mut copies = Copies::as_they_are();
    let mut files = BTreeMap::new();
    for file in 0..disc.len() {
        let path = disc.path(file).to_owned();
        if let Some(copy) = copies.add(disc, file, &path).expect("memory") {
            let length = usize::try_from(copy.bytes.len()).expect("small");
            let bytes = copy.bytes.read(disc, 0, length).expect("memory");
            files.insert(path, (copy.path, bytes));
        }
    }
    (files, copies)
}

fn disc_of_two_people() -> Disc<Vec<u8>> {
    let slice = |number, series, study, id, name| Slice {
        name,
        id,
        study,
        series,
        number,
        ..Slice::default()
    };
    made::disc(&[
        (
            "IMAGES/IM1",
            sound(&slice(1, "1.2.3.1", "1.2.3", "P1", b"Muster^Erika")),
        ),
        (
            "images/im2.dcm",
            sound(&slice(2, "1.2.3.1", "1.2.3", "P1", b"Muster^Erika")),
        ),
        ("im3", sound(&slice(3, "1.2.3.2", "1.2.3", "P1", b"Muster^Erika"))),
        (
            "Röntgen/4",
            sound(&slice(4, "1.2.4.1", "1.2.4", "P2", b"B\xFCrger^Hans")),
        ),
        (
            "DICOMDIR",
            sound(&Slice {
                sop_class: "1.2.840.10008.1.3.10",
                ..Slice::default()
            }),
        ),
        ("DICOM", b"a text under an unlucky name".to_vec()),
        ("viewer/start.exe", b"MZ\x90\0".to_vec()),
        ("headless", Slice::default().data_set().bytes),
    ])
}

#[test]
fn every_file_keeps_its_bytes_but_for_an_empty_preamble() {
    let disc = disc_of_two_people();
    let (files, copies) = copied(&disc);
    assert_eq!(files.len(), disc.len() - 1, "all but the old table of contents");
    assert_eq!(copies.left_out()[0].path, "DICOMDIR");
    for file in 0..disc.len() {
        let Some((_, copy)) = files.get(disc.path(file)) else {
            continue;
        };
        let original = disc.read(file, 0, usize::MAX).expect("memory");
        if original.get(128..132) == Some(b"DICM") {
            assert_eq!(copy[..128], [0; 128]);
            assert_eq!(copy[128..], original[128..]);
        } else {
            assert_eq!(copy, &original);
        }
    }
}

#[test]
fn a_name_stays_where_a_medium_allows_it() {
    let (files, _) = copied(&disc_of_two_people());
    let new = |old: &str| files[old].0.as_str();
    assert_eq!(new("IMAGES/IM1"), "IMAGES/IM1");
    assert_eq!(new("im3"), "IM3");
    assert_eq!(new("viewer/start.exe"), "viewer/start.exe");
    assert_eq!(new("headless"), "headless", "not listed, so it keeps any name");
    assert!(new("images/im2.dcm").ends_with("PAT00001/STU00001/SER00001/IM000002"));
    assert!(new("Röntgen/4").ends_with("PAT00002/STU00001/SER00001/IM000001"));
}

#[test]
fn the_table_of_contents_names_the_files_and_nothing_else() {
    let (files, copies) = copied(&disc_of_two_people());
    let mut all: Vec<(&str, Vec<u8>)> = files
        .values()
        .map(|(path, bytes)| (path.as_str(), bytes.clone()))
        .collect();
    all.push(("DICOMDIR", copies.dicomdir([1; 16])));
    assert!(!missing(&all), "everything that is named is there");
    all.retain(|(path, _)| *path != "IM3");
    assert!(missing(&all), "a file that goes is missed");
}

fn missing(files: &[(&str, Vec<u8>)]) -> bool {
    let inventory = made::take_in(&made::disc(files));
    let codes = inventory.warnings.iter().map(|warning| warning.code);
    codes
        .into_iter()
        .any(|code| code == WarningCode::DicomdirMissingFiles)
}

#[test]
fn records_hang_together_by_their_offsets() {
    let (_, copies) = copied(&disc_of_two_people());
    let dicomdir = copies.dicomdir([1; 16]);
    let number =
        |at: usize| u32::from_le_bytes(dicomdir[at..at + 4].try_into().expect("four bytes")) as usize;
    let root = dicomdir
        .windows(8)
        .position(|eight| eight == b"\x04\0\0\x12UL\x04\0")
        .expect("first record");
    // Item header, then next, in use, lower level (PS3.3 F.3.2.2).
    let next = |record: usize| number(record + 8 + 8);
    let lower = |record: usize| number(record + 8 + 12 + 10 + 8);
    let kind = |record: usize| {
        let at = record + 8 + 12 + 10 + 12;
        let length = usize::from(dicomdir[at + 6]);
        String::from_utf8_lossy(&dicomdir[at + 8..at + 8 + length])
            .trim()
            .to_owned()
    };
    let mut found = Vec::new();
    let mut open = vec![number(root + 8)];
    while let Some(record) = open.pop() {
        if record != 0 {
            assert_eq!(
                dicomdir[record..record + 4],
                [0xFE, 0xFF, 0x00, 0xE0],
                "an item begins where one is said to"
            );
            found.push(kind(record));
            open.extend([next(record), lower(record)]);
        }
    }
    found.sort();
    let count = |name: &str| found.iter().filter(|kind| *kind == name).count();
    assert_eq!(
        [count("PATIENT"), count("STUDY"), count("SERIES"), count("IMAGE")],
        [2, 2, 3, 4]
    );
    assert_eq!(number(root + 12 + 8), last_patient(&dicomdir, number(root + 8)));
}

fn last_patient(dicomdir: &[u8], first: usize) -> usize {
    let mut at = first;
    loop {
        let next = u32::from_le_bytes(dicomdir[at + 16..at + 20].try_into().expect("four bytes")) as usize;
        if next == 0 {
            return at;
        }
        at = next;
    }
}

/// The independent reader that `build/setup.sh test` installs.
#[test]
fn another_program_reads_the_table_of_contents_and_every_copy() {
    if Command::new("dcmdump").arg("--version").output().is_err() {
        eprintln!("dcmdump is not installed; `build/setup.sh test` installs it");
        return;
    }
    let folder: PathBuf = std::env::temp_dir().join(format!("overread-media-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (files, copies) = copied(&disc_of_two_people());
    let dump = |bytes: &[u8]| {
        let path = folder.join("FILE");
        std::fs::write(&path, bytes).expect("room");
        let out = Command::new("dcmdump")
            .arg("-E")
            .arg(&path)
            .output()
            .expect("it runs");
        let (text, trouble) = (
            String::from_utf8_lossy(&out.stdout).into_owned(),
            String::from_utf8_lossy(&out.stderr).into_owned(),
        );
        assert!(out.status.success() && trouble.is_empty(), "{trouble}");
        text
    };
    let text = dump(&copies.dicomdir([1; 16]));
    for (path, bytes) in files
        .values()
        .filter(|(_, bytes)| bytes.get(128..132) == Some(b"DICM"))
    {
        assert!(
            text.contains(&format!("refFileID=\"{}\"", path.replace('/', "\\"))),
            "{path} in\n{text}"
        );
        dump(bytes);
    }
    assert_eq!(text.matches("refFileID=").count(), 4);
    std::fs::remove_dir_all(&folder).expect("it can go");
}

#[test]
fn documents_have_records_of_their_own() {
    let of = |sop_class, modality, number| Slice {
        sop_class,
        modality,
        number,
        ..Slice::default()
    };
    let disc = made::disc(&[
        ("1", sound(&of("1.2.840.10008.5.1.4.1.1.88.33", "SR", 1))),
        ("2", sound(&of("1.2.840.10008.5.1.4.1.1.88.59", "KO", 2))),
        ("3", sound(&of("1.2.840.10008.5.1.4.1.1.104.1", "DOC", 3))),
        ("4", sound(&of("1.2.840.10008.5.1.4.1.1.11.1", "PR", 4))),
        ("5", sound(&of(CT, "CT", 5))),
        ("6", part10(EXPLICIT, &Slice::default().data_set().bytes)),
    ]);
    let (_, copies) = copied(&disc);
    let dicomdir = copies.dicomdir([1; 16]);
    for kind in [
        "SR DOCUMENT",
        "KEY OBJECT DOC",
        "ENCAP DOC",
        "PRESENTATION",
        "IMAGE",
    ] {
        let here = dicomdir.windows(kind.len()).any(|here| here == kind.as_bytes());
        assert!(here, "{kind}");
    }
}
