//! What may hold the first report travels apart from everything else, and nothing of a disc disappears without a word.

#![allow(
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a test may fail loudly"
)]

mod made;

use std::collections::HashSet;

use made::{EXPLICIT, LITTLE, Made, Slice, disc, part10, zip};
use overread_dicom::{Examined, Parcel, Reason, WarningCode, examine, gather};

/// Paths of what is sent and of what is said to stay, for the images and for what may hold the first report.
fn parcels(files: &[(&str, Vec<u8>)], left_out: &[usize]) -> [Option<(Vec<String>, Vec<String>)>; 2] {
    let examined = examined(files);
    let whole = gather(examined.clone());
    let left_out: HashSet<usize> = left_out.iter().copied().collect();
    [false, true].map(|original| {
        let parcel = Parcel::of(&examined, &whole, original, &left_out)?;
        let sent = parcel.inventory.files.into_iter().map(|file| file.path);
        let stays = parcel.not_sent.into_iter().map(|file| file.path);
        Some((sent.collect(), stays.collect()))
    })
}

fn examined(files: &[(&str, Vec<u8>)]) -> Vec<Examined> {
    let disc = disc(files);
    (0..disc.len()).map(|file| examine(&disc, file)).collect()
}

fn paths(sent: &[&str], stays: &[&str]) -> (Vec<String>, Vec<String>) {
    let owned = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    (owned(sent), owned(stays))
}

fn letters() -> [(&'static str, Vec<u8>); 3] {
    [
        ("autorun.inf", b"[autorun]".to_vec()),
        ("letter.txt", b"Dear".to_vec()),
        ("report.txt", b"Finding".to_vec()),
    ]
}

#[test]
fn whatever_may_hold_the_report_travels_apart_from_the_rest() {
    let [images, original] = parcels(&letters(), &[]);
    assert_eq!(images, Some(paths(&["autorun.inf"], &[])));
    assert_eq!(original, Some(paths(&["letter.txt", "report.txt"], &[])));
}

#[test]
fn what_a_person_leaves_out_is_named_where_it_belongs() {
    let [images, original] = parcels(&letters(), &[1]);
    assert_eq!(images, Some(paths(&["autorun.inf"], &[])));
    assert_eq!(original, Some(paths(&["report.txt"], &["letter.txt"])));
}

#[test]
fn where_no_document_is_sent_the_images_name_those_that_stay() {
    let [images, original] = parcels(&letters(), &[1, 2]);
    assert_eq!(
        images,
        Some(paths(&["autorun.inf"], &["letter.txt", "report.txt"]))
    );
    assert_eq!(original, None);
}

#[test]
fn a_file_that_cannot_be_unpacked_stays_and_is_named_with_the_reason() {
    let mut archive = zip(&[
        ("IM1", &Slice::default().file(), true),
        ("report.txt", b"Nothing was found.", true),
    ]);
    // The encrypted bit of the second member, in its local header and in the directory (APPNOTE 4.4.4).
    for signature in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
        let at = (0..archive.len())
            .rfind(|at| archive[*at..].starts_with(signature))
            .expect("there are two members");
        archive[at + if signature[2] == 3 { 6 } else { 8 }] |= 1;
    }
    let examined = examined(&[("scans.zip", archive)]);
    let whole = gather(examined.clone());
    let images = Parcel::of(&examined, &whole, false, &HashSet::new()).expect("there is an image");
    assert_eq!(images.inventory.files.len(), 1);
    let stays: Vec<_> = images
        .not_sent
        .iter()
        .map(|file| (file.path.as_str(), file.reason))
        .collect();
    assert_eq!(stays, [("scans.zip/report.txt", Some(Reason::Encrypted))]);
    assert!(Parcel::of(&examined, &whole, true, &HashSet::new()).is_none());
}

#[test]
fn a_table_of_contents_misses_nothing_only_because_the_letters_travel_apart() {
    let names = |path: &str| Made::new(LITTLE).text(0x0004_1500, "CS", path);
    let contents = Made::new(LITTLE)
        .text(0x0008_0016, "UI", "1.2.840.10008.1.3.10")
        .sequence(0x0004_1220, names("IM1"))
        .sequence(0x0004_1220, names("LETTER"));
    let letter = Slice {
        sop_class: "1.2.840.10008.5.1.4.1.1.104.1",
        modality: "DOC",
        number: 2,
        ..Slice::default()
    };
    let files = [
        ("DICOMDIR", part10(EXPLICIT, &contents.bytes)),
        ("IM1", Slice::default().file()),
        ("LETTER", letter.file()),
    ];
    let warned = |files: &[(&str, Vec<u8>)]| {
        let examined = examined(files);
        let whole = gather(examined.clone());
        let images = Parcel::of(&examined, &whole, false, &HashSet::new()).expect("there is an image");
        images
            .inventory
            .warnings
            .iter()
            .any(|warning| warning.code == WarningCode::DicomdirMissingFiles)
    };
    assert!(!warned(&files), "the letter is on the disc");
    assert!(warned(&files[..2]), "the letter is gone");
}

#[test]
fn the_bytes_of_a_parcel_are_those_of_its_own_files() {
    let files = letters();
    let disc = disc(&files);
    let examined: Vec<_> = (0..disc.len()).map(|file| examine(&disc, file)).collect();
    let whole = gather(examined.clone());
    let original = Parcel::of(&examined, &whole, true, &HashSet::new()).expect("there are letters");
    assert_eq!(original.on_disc, [1, 2]);
    let mut reader = original.reader(&examined);
    let read = |file: usize, offset, length| disc.read(original.on_disc[file], offset, length);
    let mut bytes = Vec::new();
    while let Some((_, piece)) = reader.next(&read).expect("all is there") {
        bytes.extend(piece);
    }
    assert_eq!(bytes, b"DearFinding");
}
