//! ZIPs as they come, honest and not.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod made;

use made::{Slice, disc, take_in, zip};
use overread_dicom::{Outcome, Reason, Use};

#[test]
fn members_of_a_zip_are_files_of_the_disc_with_their_very_bytes() {
    let slice = Slice {
        rows: 300,
        columns: 300,
        ..Slice::default()
    }
    .file();
    let archive = zip(&[
        ("Röntgen Müller/Aufnahme 1", &slice, true),
        ("stored", &slice, false),
        ("docs/", b"", false),
        ("letter.pdf", b"%PDF-1.4", true),
    ]);
    let disc = disc(&[("z.txt", b"hello".to_vec()), ("disc.zip", archive)]);
    let paths: Vec<_> = (0..disc.len()).map(|file| disc.path(file)).collect();
    assert_eq!(
        paths,
        [
            "disc.zip/Röntgen Müller/Aufnahme 1",
            "disc.zip/letter.pdf",
            "disc.zip/stored",
            "z.txt"
        ]
    );
    assert_eq!(disc.read(0, 0, usize::MAX).expect("readable"), slice);
    assert_eq!(disc.read(2, 0, usize::MAX).expect("readable"), slice);
    // onwards, backwards, past the end
    assert_eq!(
        disc.read(0, 100_000, 50).expect("readable"),
        slice[100_000..100_050]
    );
    assert_eq!(disc.read(0, 10, 50).expect("readable"), slice[10..60]);
    assert_eq!(
        disc.read(0, disc.size(0) - 3, 50).expect("readable"),
        slice[slice.len() - 3..]
    );
    assert!(disc.read(0, u64::MAX, 50).expect("readable").is_empty());
    let inventory = take_in(&disc);
    assert_eq!(inventory.files[0].outcome, Outcome::Used { as_: Use::Imaging });
}

fn reason(archive: Vec<u8>) -> Reason {
    let inventory = take_in(&disc(&[("disc.zip", archive)]));
    match inventory.files[0].outcome {
        Outcome::Skipped { reason } => reason,
        Outcome::Used { as_ } => panic!("used as {as_:?}"),
    }
}

/// Where the directory's record of the first member begins.
fn directory(archive: &[u8]) -> usize {
    archive
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .expect("a directory")
}

#[test]
fn a_member_that_lies_about_its_size_is_found_out() {
    let slice = Slice::default().file();
    for difference in [-1_i32, 1] {
        let mut archive = zip(&[("a", &slice, true)]);
        let at = directory(&archive) + 24;
        let size = i32::try_from(slice.len()).expect("small") + difference;
        archive[at..at + 4].copy_from_slice(&size.to_le_bytes());
        assert_eq!(reason(archive), Reason::CannotInflate);
    }
}

#[test]
fn a_member_whose_bytes_changed_is_found_out() {
    let slice = Slice::default().file();
    let mut archive = zip(&[("a", &slice, false)]);
    archive[300] ^= 1;
    assert_eq!(reason(archive), Reason::Checksum);
    let mut archive = zip(&[("a", &slice, true)]);
    let at = directory(&archive) + 16;
    archive[at] ^= 1;
    assert_eq!(reason(archive), Reason::Checksum);
}

#[test]
fn a_zip_with_a_password_or_an_unknown_method_says_so() {
    let slice = Slice::default().file();
    let mut archive = zip(&[("a", &slice, true)]);
    let at = directory(&archive);
    archive[at + 8] |= 1;
    assert_eq!(reason(archive.clone()), Reason::EncryptedZip);
    archive[at + 8] &= !1;
    archive[at + 10] = 14;
    assert_eq!(reason(archive), Reason::UnknownZipMethod);
}

#[test]
fn a_bomb_is_not_unpacked() {
    assert_eq!(
        reason(zip(&[("zeros.dcm", &vec![0; 40 << 20], true)])),
        Reason::TooLarge
    );
}

#[test]
fn a_cut_zip_is_one_damaged_file_and_a_zip_in_a_zip_stays_closed() {
    let slice = Slice::default().file();
    let archive = zip(&[("a", &slice, true)]);
    assert_eq!(reason(archive[..archive.len() - 30].to_vec()), Reason::DamagedZip);
    assert_eq!(
        reason(zip(&[("inner.zip", &archive, false)])),
        Reason::ArchiveNotOpened
    );
}

#[test]
fn names_cannot_lead_out_of_the_folder_and_stay_unique() {
    let archive = zip(&[
        ("../../evil", b"1", false),
        ("evil", b"2", false),
        ("/abs/evil", b"3", false),
    ]);
    let disc = disc(&[("../d.zip", archive)]);
    let paths: Vec<_> = (0..disc.len()).map(|file| disc.path(file)).collect();
    assert_eq!(paths, ["d.zip/abs/evil", "d.zip/evil", "d.zip/evil (2)"]);
    let contents: Vec<_> = (0..3)
        .map(|file| disc.read(file, 0, 9).expect("readable"))
        .collect();
    assert_eq!(contents, [b"3", b"1", b"2"]);
}

#[test]
fn a_word_letter_is_a_document_not_an_archive() {
    let letter = zip(&[
        ("[Content_Types].xml", b"<x/>", true),
        ("word/document.xml", b"<x/>", true),
    ]);
    for name in ["letter.docx", "letter"] {
        let inventory = take_in(&disc(&[(name, letter.clone())]));
        assert_eq!(inventory.files[0].outcome, Outcome::Used { as_: Use::Document });
    }
}
