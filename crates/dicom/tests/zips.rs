//! ZIPs as they come, honest and not.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod made;

use made::{Slice, disc, take_in, zip};
use overread_dicom::{Disc, DiscOptions, Locked, Outcome, Problem, ReadError, Reason, Use, examine, locked};

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

#[test]
fn a_zip_behind_the_program_that_unpacks_it_is_opened() {
    let slice = Slice::default().file();
    let used = |name: &str, front: &[u8], members: &[(&str, &[u8], bool)]| {
        let file = [front, &zip(members)].concat();
        let disc = disc(&[(name, file)]);
        (0..disc.len())
            .map(|file| disc.path(file).to_owned())
            .collect::<Vec<_>>()
    };
    let program = [b"MZ".as_slice(), &[0; 5000]].concat();
    let images: [(&str, &[u8], bool); 1] = [("DICOM/IM000001", &slice, true)];
    assert_eq!(used("CD.exe", &program, &images), ["CD.exe/DICOM/IM000001"]);
    assert_eq!(
        used("disc.zip", b"\r\n--part--\r\n", &images),
        ["disc.zip/DICOM/IM000001"]
    );
    // A viewer's own parts are nobody's images.
    let parts: [(&str, &[u8], bool); 1] = [("lib/main.pyc", b"code", true)];
    assert_eq!(used("viewer.exe", &program, &parts), ["viewer.exe"]);
    let papers: [(&str, &[u8], bool); 2] = [("LICENSE", b"of the viewer", true), ("README", b"", true)];
    assert_eq!(used("viewer.exe", &program, &papers), ["viewer.exe"]);
    let contents: [(&str, &[u8], bool); 1] = [("DICOMDIR", b"the contents", true)];
    assert_eq!(used("CD.exe", &program, &contents), ["CD.exe/DICOMDIR"]);
}

#[test]
fn a_page_that_was_saved_as_a_zip_and_the_last_part_of_one_are_named() {
    assert_eq!(
        reason(b"<html>The session has expired</html>".to_vec()),
        Reason::DamagedZip
    );
    let mut last = zip(&[("IM000001", &Slice::default().file(), true)]);
    let end = last.len() - 22;
    last[end + 4] = 2;
    assert_eq!(reason(last[40..].to_vec()), Reason::SplitArchive);
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
    assert_eq!(reason(archive.clone()), Reason::Encrypted);
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
fn a_cut_zip_still_gives_its_whole_members_and_says_that_there_was_more() {
    let slice = Slice::default().file();
    let archive = zip(&[("a", &slice, true), ("b", &slice, true), ("c", &slice, false)]);
    let cut = archive[..directory(&archive) - 30].to_vec();
    let inventory = take_in(&disc(&[("disc.zip", cut)]));
    let found: Vec<_> = inventory
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.outcome))
        .collect();
    let skipped = |reason| Outcome::Skipped { reason };
    assert_eq!(
        found,
        [
            ("disc.zip", skipped(Reason::IncompleteArchive)),
            ("disc.zip/a", Outcome::Used { as_: Use::Imaging }),
            ("disc.zip/b", skipped(Reason::Duplicate)),
            ("disc.zip/c", skipped(Reason::CannotInflate)),
        ]
    );
}

#[test]
fn a_zip_of_which_nothing_is_left_is_one_damaged_file() {
    let archive = zip(&[("a", &Slice::default().file(), true)]);
    assert_eq!(reason(archive[..20].to_vec()), Reason::DamagedZip);
}

#[test]
fn an_archive_in_an_archive_is_opened_once() {
    let slice = Slice::default().file();
    let inner = zip(&[("a", &slice, true)]);
    let middle = zip(&[("inner.zip", &inner, true)]);
    let outer = zip(&[("middle.zip", &middle, true)]);
    let inventory = take_in(&disc(&[("disc.zip", middle)]));
    assert_eq!(inventory.files[0].path, "disc.zip/inner.zip/a");
    assert_eq!(inventory.files[0].outcome, Outcome::Used { as_: Use::Imaging });
    let inventory = take_in(&disc(&[("disc.zip", outer.clone())]));
    assert_eq!(inventory.files[0].path, "disc.zip/middle.zip/inner.zip");
    assert_eq!(reason(outer), Reason::NestedArchive);
}

#[test]
fn members_that_lie_over_each_other_count_once() {
    let slice = Slice::default().file();
    let mut archive = zip(&[("a", &slice, false), ("b", &slice, false)]);
    let first = directory(&archive);
    let second = first + 47;
    assert!(archive[second..].starts_with(b"PK\x01\x02"));
    let header = archive[first + 42..first + 46].to_vec();
    archive[second + 42..second + 46].copy_from_slice(&header);
    let inventory = take_in(&disc(&[("disc.zip", archive)]));
    assert_eq!(inventory.files[0].outcome, Outcome::Used { as_: Use::Imaging });
    let reason = Reason::Overlapping;
    assert_eq!(inventory.files[1].outcome, Outcome::Skipped { reason });
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
    let inventory = take_in(&disc);
    let reason = Reason::UnsafePath;
    assert_eq!(inventory.files[1].outcome, Outcome::Skipped { reason });
    assert_eq!(inventory.files[0].problems, [Problem::UnsafePath]);
    assert_eq!(inventory.files[2].problems, []);
}

#[test]
fn a_password_opens_an_encrypted_zip_and_a_wrong_one_is_named() {
    let slice = Slice::default().file();
    for mode in [zip::AesMode::Aes128, zip::AesMode::Aes192, zip::AesMode::Aes256] {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for method in [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated] {
            let options = zip::write::SimpleFileOptions::default()
                .compression_method(method)
                .with_aes_encryption(mode, "Jäger");
            writer
                .start_file(method.to_string(), options)
                .expect("a new name");
            std::io::Write::write_all(&mut writer, &slice).expect("memory takes it");
        }
        let archive = writer.finish().expect("memory takes it").into_inner();
        assert_eq!(reason(archive.clone()), Reason::Encrypted);
        let open = |archive: &[u8], passwords: &[&str]| {
            let passwords = passwords.iter().map(ToString::to_string).collect();
            let files = vec![("disc.zip".to_owned(), archive.to_vec())];
            Disc::open_with(files, DiscOptions::with_passwords(passwords))
        };
        let wrong = take_in(&open(&archive, &["geheim"]));
        let reason = Reason::WrongPassword;
        assert_eq!(wrong.files[0].outcome, Outcome::Skipped { reason });
        let right = open(&archive, &["geheim", "Jäger"]);
        for file in 0..2 {
            assert_eq!(right.read(file, 0, usize::MAX).expect("readable"), slice);
            assert_eq!(right.read(file, 301, 40).expect("readable"), slice[301..341]);
            assert_eq!(right.check(file), Ok(()));
        }
        let mut changed = archive;
        changed[400] ^= 1;
        assert_eq!(open(&changed, &["Jäger"]).check(1), Err(ReadError::Checksum));
    }
}

/// Two members, deflated and stored, encrypted in the traditional way with the password `geheim` by Info-ZIP.
const TRADITIONAL: &str = "504b03041400090008008ea9795dfe75748f180000008c0000000100000061177b271a5fb7fad5592b29d3bff5a02e233538b9a8b7f1fd504b0708fe75748f180000008c000000504b03040a00090000008ea9795d53ae007e14000000080000000100000062c5a97713f67eec6c95e159dab8507446eb13c384504b070853ae007e1400000008000000504b01021e031400090008008ea9795dfe75748f180000008c000000010000000000000001000000a4810000000061504b01021e030a00090000008ea9795d53ae007e1400000008000000010000000000000001000000a4814700000062504b050600000000020002005e0000008a0000000000";

#[test]
fn a_zip_with_the_traditional_cipher_opens_with_its_password() {
    let archive = traditional();
    assert_eq!(reason(archive.clone()), Reason::Encrypted);
    let files = vec![("disc.zip".to_owned(), archive)];
    let disc = Disc::open_with(files, DiscOptions::with_passwords(vec!["geheim".to_owned()]));
    for (file, text) in [(0, "Befund ".repeat(20)), (1, "Röntgen".to_owned())] {
        assert_eq!(disc.read(file, 0, usize::MAX).expect("readable"), text.as_bytes());
        assert_eq!(disc.check(file), Ok(()));
    }
}

fn traditional() -> Vec<u8> {
    let byte = |at| u8::from_str_radix(&TRADITIONAL[2 * at..2 * at + 2], 16).expect("hexadecimal");
    (0..TRADITIONAL.len() / 2).map(byte).collect()
}

#[test]
fn a_wrong_password_is_called_wrong_also_where_it_passes_the_old_cipher_s_own_test() {
    for number in 0..3000 {
        let files = vec![("disc.zip".to_owned(), traditional())];
        let disc = Disc::open_with(
            files,
            DiscOptions::with_passwords(vec![format!("falsch {number}")]),
        );
        for file in 0..2 {
            let outcome = examine(&disc, file).record.outcome;
            let reason = Reason::WrongPassword;
            assert_eq!(
                outcome,
                Outcome::Skipped { reason },
                "password {number}, file {file}"
            );
        }
    }
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

#[test]
fn an_archive_that_waits_for_a_password_is_named_until_the_right_one_is_given() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in ["a", "b"] {
        let options =
            zip::write::SimpleFileOptions::default().with_aes_encryption(zip::AesMode::Aes256, "geheim");
        writer.start_file(name, options).expect("a new name");
        std::io::Write::write_all(&mut writer, &Slice::default().file()).expect("memory takes it");
    }
    let closed = writer.finish().expect("memory takes it").into_inner();
    let post = zip(&[("closed.zip", &closed, false)]);
    let waiting = |passwords: &[&str]| {
        let files = vec![
            ("disc/open.zip".to_owned(), zip(&[("c", b"text", true)])),
            ("disc/post.zip".to_owned(), post.clone()),
        ];
        let passwords = passwords.iter().map(ToString::to_string).collect();
        let disc = Disc::open_with(files, DiscOptions::with_passwords(passwords));
        let examined: Vec<_> = (0..disc.len()).map(|file| examine(&disc, file)).collect();
        locked(&disc, &examined)
    };
    let both = [Locked {
        archive: "disc/post.zip".to_owned(),
        files: vec![1, 2],
    }];
    assert_eq!(waiting(&[]), both);
    assert_eq!(waiting(&["falsch"]), both);
    assert_eq!(waiting(&["falsch", "geheim"]), []);
}

#[test]
fn an_archive_encrypted_in_a_way_that_is_not_read_does_not_ask_for_a_password() {
    let mut archive = zip(&[("a", &Slice::default().file(), true)]);
    let at = directory(&archive);
    // Strong encryption, APPNOTE.TXT section 7.
    archive[at + 8] |= 1 | 64;
    assert_eq!(reason(archive.clone()), Reason::UnknownEncryption);
    let disc = disc(&[("disc.zip", archive)]);
    assert_eq!(locked(&disc, &[examine(&disc, 0)]), []);
}
