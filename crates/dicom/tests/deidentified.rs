//! Copies that name nobody: what is gone, what stays, what is said.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;

use dicom_core::{
    Tag,
    dictionary::{DataDictionary, DataDictionaryEntry, VirtualVr},
};
use dicom_dictionary_std::StandardDataDictionary;
use made::{BIG, DEFLATED, EXPLICIT, IMPLICIT, LITTLE, Made, RLE, Slice, Style, deflate, part10};
use overread_dicom::{
    Copies, CopyWarningCode, Dates, Deidentifier, Disc, Instance, LeftOut, Problem, frame_bytes,
};

use proptest::prelude::*;

mod made;

const TABLE: &str = include_str!("../src/deidentify/profile.tsv");
const SECRET: [u8; 32] = [7; 32];
/// Nothing that is hidden in an original contains anything else.
const CANARIES: [&str; 5] = ["CANARY", "19530417", "1.2.3.999.", "77712345", "Canary"];

/// The copies of a disc, by their new paths, and what was said about them.
fn copied(disc: &Disc<Vec<u8>>, dates: Dates, name: Option<&str>) -> (Vec<(String, Vec<u8>)>, Copies) {
    let deidentifier = Deidentifier::new(SECRET, dates, name).expect("a usable name");
    let mut copies = Copies::deidentified(deidentifier);
    let mut files = Vec::new();
    for file in 0..disc.len() {
        if let Some(copy) = copies.add(disc, file, disc.path(file)).expect("memory") {
            let length = usize::try_from(copy.bytes.len()).expect("small");
            files.push((copy.path, copy.bytes.read(disc, 0, length).expect("memory")));
        }
    }
    files.push(("DICOMDIR".to_owned(), copies.dicomdir([9; 16])));
    (files, copies)
}

fn copy_of(file: Vec<u8>, dates: Dates) -> Vec<u8> {
    let (mut files, copies) = copied(&made::disc(&[("a", file)]), dates, None);
    assert!(copies.left_out().is_empty(), "{:?}", copies.left_out());
    files.remove(0).1
}

/// The only image of a file, with the disc that holds it.
fn image_of(file: Vec<u8>) -> (Disc<Vec<u8>>, Instance) {
    let disc = made::disc(&[("a", file)]);
    let mut inventory = made::take_in(&disc);
    let series = inventory
        .patients
        .iter_mut()
        .flat_map(|patient| &mut patient.studies);
    let mut images = series
        .flat_map(|study| &mut study.series)
        .flat_map(|series| &mut series.instances);
    let image = images.next().expect("an image").clone();
    (disc, image)
}

fn pixels_of(file: &[u8]) -> Vec<Vec<u8>> {
    let (disc, image) = image_of(file.to_vec());
    (0..image.frames.len())
        .map(|frame| frame_bytes(&disc, &image, frame).expect("a frame"))
        .collect()
}

fn contains(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|here| here == word.as_bytes())
}

fn vr_of(tag: u32) -> Option<String> {
    let tag = Tag(u16::try_from(tag >> 16).ok()?, u16::try_from(tag & 0xFFFF).ok()?);
    match StandardDataDictionary.by_tag(tag)?.vr() {
        VirtualVr::Exact(vr) => Some(vr.to_string().to_owned()),
        _ => Some("OW".to_owned()),
    }
}

/// Every attribute of the table with something to hide, private and unknown ones, and `depth` levels of the same below.
fn all_attributes(style: Style, depth: usize) -> Vec<(u32, Made)> {
    let tags = TABLE
        .lines()
        .map(|line| u32::from_str_radix(line.split('\t').next().expect("a tag"), 16).expect("hexadecimal"));
    let mut tags: BTreeSet<u32> = tags
        .filter(|tag| (0x0008_0000..0x7FE0_0000).contains(tag))
        .collect();
    tags.extend([
        0x0009_0010,
        0x0009_1001,
        0x0029_1010,
        0x0008_FFFE,
        0x5000_3000,
        0x6000_3000,
        0x6002_4000,
    ]);
    let one = |tag: u32| {
        let made = Made::new(style);
        let vr = vr_of(tag).unwrap_or_else(|| "LO".to_owned());
        match vr.as_str() {
            "SQ" if tag == 0x0008_1140 && depth > 0 => {
                made.sequence(tag, joined(style, all_attributes(style, depth - 1)))
            }
            "SQ" => made.sequence(
                tag,
                Made::new(style)
                    .text(0x0008_0104, "LO", "CANARY")
                    .text(0x0010_0010, "PN", "CANARY"),
            ),
            "UI" => made.text(tag, "UI", &format!("1.2.3.999.{depth}.{tag}")),
            "DA" => made.text(tag, "DA", "19530417"),
            "DT" => made.text(tag, "DT", "19530417120000"),
            "TM" => made.text(tag, "TM", "CANARY"),
            "DS" | "IS" => made.text(tag, &vr, "77712345"),
            "US" => made.text(tag, "UN", "CANARY"),
            "UC" | "UR" => made.text(tag, "UT", "CANARY"),
            vr => made.text(tag, vr, "CANARY"),
        }
    };
    tags.into_iter().map(|tag| (tag, one(tag))).collect()
}

fn joined(style: Style, elements: Vec<(u32, Made)>) -> Made {
    let mut made = Made::new(style);
    for (_, element) in elements {
        made.bytes.extend(element.bytes);
    }
    made
}

/// A CT image that hides something everywhere.
fn full_of_canaries(style: Style) -> Vec<u8> {
    let slice = Slice {
        style,
        ..Slice::default()
    };
    let mut elements = all_attributes(style, 2);
    let plain = [
        (0x0008_0016, Made::new(style).text(0x0008_0016, "UI", made::CT)),
        (0x0008_0060, Made::new(style).text(0x0008_0060, "CS", "CT")),
        (0x0020_0013, Made::new(style).text(0x0020_0013, "IS", "1")),
        (0x0028_0002, Made::new(style).word(0x0028_0002, 1)),
        (
            0x0028_0004,
            Made::new(style).text(0x0028_0004, "CS", "MONOCHROME2"),
        ),
        (0x0028_0010, Made::new(style).word(0x0028_0010, 4)),
        (0x0028_0011, Made::new(style).word(0x0028_0011, 4)),
        (0x0028_0100, Made::new(style).word(0x0028_0100, 16)),
        (0x0028_0101, Made::new(style).word(0x0028_0101, 12)),
        (0x0028_0102, Made::new(style).word(0x0028_0102, 11)),
        (0x0028_0103, Made::new(style).word(0x0028_0103, 0)),
        (
            0x7FE0_0010,
            Made::new(style).raw(0x7FE0_0010, "OW", &slice.pixels()),
        ),
        (
            0xFFFA_FFFA,
            Made::new(style).sequence(
                0xFFFA_FFFA,
                Made::new(style).text(0x0400_0100, "UI", "1.2.3.999.1"),
            ),
        ),
        (0xFFFC_FFFC, Made::new(style).text(0xFFFC_FFFC, "OB", "CANARY")),
    ];
    elements.extend(plain);
    elements.sort_by_key(|(tag, _)| *tag);
    let syntax = match (style.explicit, style.big) {
        (true, false) => EXPLICIT,
        (true, true) => BIG,
        _ => IMPLICIT,
    };
    let mut file = part10(syntax, &joined(style, elements).bytes);
    file.splice(..6, *b"CANARY");
    file
}

#[test]
fn nothing_that_identifies_stands_anywhere_in_a_copy() {
    let implicit = Style {
        explicit: false,
        big: false,
    };
    let big = Style {
        explicit: true,
        big: true,
    };
    for style in [LITTLE, implicit, big] {
        let file = full_of_canaries(style);
        for dates in [Dates::Shift, Dates::Remove] {
            let copy = copy_of(file.clone(), dates);
            for canary in CANARIES {
                assert!(
                    contains(&file, canary) || canary == "Canary",
                    "{canary} is hidden"
                );
                assert!(
                    !contains(&copy, canary),
                    "{canary} is gone, {:?}",
                    (style.explicit, style.big)
                );
            }
            assert_eq!(pixels_of(&copy), pixels_of(&file));
        }
    }
}

#[test]
fn a_sequence_that_is_written_as_unknown_is_cleaned_too() {
    let implicit = Style {
        explicit: false,
        big: false,
    };
    let item = Made::new(implicit)
        .text(0x0010_0010, "PN", "CANARY")
        .text(0x0008_1150, "UI", made::CT)
        .bytes;
    let mut value = vec![0xFE, 0xFF, 0x00, 0xE0];
    value.extend(u32::try_from(item.len()).expect("short").to_le_bytes());
    value.extend(item);
    let slice = Slice::default();
    let header = slice
        .header()
        .raw(0x0040_0555, "UN", b"CANARY")
        .raw(0x0040_A504, "UN", &value);
    let file = part10(EXPLICIT, &header.raw(0x7FE0_0010, "OW", &slice.pixels()).bytes);
    let copy = copy_of(file, Dates::Shift);
    assert!(!contains(&copy, "CANARY"));
    assert!(contains(&copy, made::CT), "the class that it refers to stays");
}

#[test]
fn a_name_that_somebody_typed_where_none_belongs_is_found() {
    let slice = Slice::default();
    let mut data_set = Made::new(LITTLE);
    data_set.bytes = slice.data_set().bytes;
    let label = Made::new(LITTLE).text(0x0008_0070, "LO", "CT of Erika MUSTER");
    let at = data_set
        .bytes
        .windows(4)
        .position(|four| four == [0x08, 0, 0x30, 0x10])
        .expect("study description");
    data_set.bytes.splice(at..at, label.bytes);
    let copy = copy_of(part10(EXPLICIT, &data_set.bytes), Dates::Shift);
    assert!(!contains(&copy, "Erika"));
    assert!(contains(&copy, "REMOVED"));
}

#[test]
fn the_copy_says_what_was_done() {
    let of = |dates| copy_of(Slice::default().file(), dates);
    let (shifted, kept, removed) = (of(Dates::Shift), of(Dates::Keep), of(Dates::Remove));
    for copy in [&shifted, &kept, &removed] {
        assert!(copy.starts_with(&[0; 128]), "the preamble is empty");
        assert!(
            contains(copy, "113100"),
            "Basic Application Confidentiality Profile"
        );
        assert!(contains(copy, "Anonymous"));
        assert!(!contains(copy, "Muster") && !contains(copy, "19700131") && !contains(copy, "ACC1"));
    }
    assert!(
        contains(&shifted, "113107") && contains(&shifted, "MODIFIED") && !contains(&shifted, "20240229")
    );
    assert!(contains(&kept, "113106") && contains(&kept, "UNMODIFIED") && contains(&kept, "20240229"));
    assert!(
        contains(&removed, "REMOVED") && !contains(&removed, "20240229") && !contains(&removed, "101530")
    );
    let again = copy_of(shifted.clone(), Dates::Keep);
    assert!(contains(&again, "UNMODIFIED"), "a copy can be copied");
}

#[test]
fn what_belongs_together_still_does() {
    let slice = |number| {
        Slice {
            number,
            ..Slice::default()
        }
        .file()
    };
    let refers = {
        let item = Made::new(LITTLE)
            .text(0x0008_1150, "UI", made::CT)
            .text(0x0008_1155, "UI", "1.2.3.1.1");
        let slice = Slice {
            number: 3,
            ..Slice::default()
        };
        let bytes = slice.header().bytes;
        let at = bytes
            .windows(4)
            .position(|four| four == [0x10, 0, 0x10, 0])
            .expect("patient name");
        let mut data_set = Made::new(LITTLE);
        data_set.bytes.extend(&bytes[..at]);
        let mut data_set = data_set.sequence(0x0008_1140, item);
        data_set.bytes.extend(&bytes[at..]);
        part10(EXPLICIT, &data_set.raw(0x7FE0_0010, "OW", &slice.pixels()).bytes)
    };
    let disc = made::disc(&[("1", slice(1)), ("2", slice(2)), ("3", refers)]);
    let (files, _) = copied(&disc, Dates::Shift, Some("Änne"));
    let names: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let folder = "DICOM/PAT00001/STU00001/SER00001";
    assert_eq!(
        names,
        [
            &format!("{folder}/IM000001"),
            &format!("{folder}/IM000002"),
            &format!("{folder}/IM000003"),
            "DICOMDIR"
        ]
    );
    let copies: Vec<(&str, Vec<u8>)> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.clone()))
        .collect();
    let inventory = made::take_in(&made::disc(&copies));
    assert!(
        inventory.warnings.is_empty(),
        "the table of contents names what is there: {:?}",
        inventory.warnings
    );
    let [patient] = inventory.patients.as_slice() else {
        panic!("one person")
    };
    let [study] = patient.studies.as_slice() else {
        panic!("one study")
    };
    let [series] = study.series.as_slice() else {
        panic!("one series")
    };
    assert_eq!((patient.name.as_str(), series.instances.len()), ("Aenne", 3));
    let first = &series
        .instances
        .iter()
        .find(|image| image.number == Some(1))
        .expect("the first")
        .uid;
    assert!(first.starts_with("2.25."));
    assert!(
        contains(&files[2].1, first),
        "the third still refers to the first"
    );
}

#[test]
fn days_between_two_examinations_stay() {
    let of = |date: &str, number| {
        let file = Slice {
            number,
            ..Slice::default()
        }
        .file();
        let at = file
            .windows(8)
            .position(|eight| eight == b"20240229")
            .expect("study date");
        let mut file = file;
        file.splice(at..at + 8, date.bytes());
        file
    };
    let disc = made::disc(&[("1", of("20240229", 1)), ("2", of("20240310", 2))]);
    let (files, _) = copied(&disc, Dates::Shift, None);
    let date = |file: usize| {
        let copies = made::take_in(&made::disc(&[("a", files[file].1.clone())]));
        copies.patients[0].studies[0].date.clone().expect("a date")
    };
    let days = |date: &str| {
        let part = |from: usize, to: usize| date[from..to].parse::<i64>().expect("digits");
        let (year, month) = (part(0, 4), part(5, 7));
        let (year, month) = if month < 3 {
            (year - 1, month + 12)
        } else {
            (year, month)
        };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + part(8, 10)
    };
    assert_eq!(days(&date(1)) - days(&date(0)), 10);
    assert!(days("2024-02-29") - days(&date(0)) >= 365);
}

#[test]
fn people_are_told_apart_and_one_person_is_one() {
    let of = |name: &'static [u8], id, birth, number| {
        Slice {
            name,
            id,
            birth,
            number,
            ..Slice::default()
        }
        .file()
    };
    let disc = made::disc(&[
        ("1", of(b"Muster^Erika", "P1", "19700131", 1)),
        ("2", of(b"MUSTER^ERIKA", "P1", "19700131", 2)),
        ("3", of(b"Beispiel^Hans", "P2", "19650101", 3)),
    ]);
    let (files, copies) = copied(&disc, Dates::Shift, Some("Case 12"));
    let name = |file: usize| {
        made::take_in(&made::disc(&[("a", files[file].1.clone())])).patients[0]
            .name
            .clone()
    };
    assert_eq!([name(0), name(1), name(2)], ["Case 12", "Case 12", "Case 12 2"]);
    assert!(files[2].0.starts_with("DICOM/PAT00002/"));
    let codes: Vec<_> = copies.warnings().iter().map(|warning| warning.code).collect();
    assert_eq!(codes, [CopyWarningCode::SeveralPatients]);
}

#[test]
fn packed_pixels_travel_with_all_their_fragments() {
    let header = || Slice::default().header().text(0x0028_0008, "IS", "2");
    let (first, second) = ([0x11; 70], [0x22; 90]);
    let data_set = header().fragments(&[0, 78], &[&first, &second]);
    let file = part10(RLE, &data_set.bytes);
    let copy = copy_of(file.clone(), Dates::Shift);
    assert_eq!(pixels_of(&copy), pixels_of(&file));
    assert_eq!(pixels_of(&copy), [first.to_vec(), second.to_vec()]);
    let (_, image) = image_of(copy);
    assert_eq!(image.transfer_syntax, RLE);
}

#[test]
fn a_code_that_no_reader_knows_is_written_without_its_control_characters() {
    let file = Slice {
        charset: "\0\0ISO_IR 100",
        ..Slice::default()
    }
    .file();
    let copy = copy_of(file, Dates::Keep);
    let at = copy
        .windows(6)
        .position(|six| six == b"\x08\0\x05\0CS")
        .expect("it is there");
    assert_eq!(&copy[at + 8..at + 18], b"ISO_IR 100");
}

#[test]
fn what_programs_noted_around_the_pixels_stays_behind() {
    let head = b"\xFF\xD8".as_slice();
    let rest = b"\xFF\xC3\0\x0B\x0C\0\x04\0\x04\x01\x01\x11\0\xFF\xDA\0\x02dat\xFF\xD9";
    let noted = [head, b"\xFF\xFE\0\x0EMuster^Erika", rest, b"\0\0Muster^Erika"].concat();
    let plain = [head, rest].concat();
    let header = Slice::default().header().text(0x0028_0008, "IS", "2");
    let frames = header.fragments(&[0, 7], &[&noted, &noted]);
    let copy = copy_of(part10("1.2.840.10008.1.2.4.70", &frames.bytes), Dates::Keep);
    assert!(!contains(&copy, "Muster"));
    assert_eq!(pixels_of(&copy), [plain.clone(), plain]);

    let pixels = Slice::default().pixels();
    let longer = [pixels.as_slice(), b"Muster^Erika"].concat();
    let native = Slice::default().header().raw(0x7FE0_0010, "OW", &longer);
    let copy = copy_of(part10(EXPLICIT, &native.bytes), Dates::Keep);
    assert!(!contains(&copy, "Muster"));
    assert_eq!(pixels_of(&copy), [pixels]);
}

#[test]
fn where_fragments_of_odd_length_are_made_even_the_table_follows() {
    let header = Slice::default().header().text(0x0028_0008, "IS", "3");
    let [first, second, third] = [vec![0x11; 71], vec![0x22; 91], vec![0x33; 80]];
    let frames = header.fragments(&[0, 79, 178], &[&first, &second, &third]);
    let copy = copy_of(part10(RLE, &frames.bytes), Dates::Keep);
    let even = |mut frame: Vec<u8>| {
        frame.resize(frame.len().next_multiple_of(2), 0);
        frame
    };
    assert_eq!(pixels_of(&copy), [even(first), even(second), third]);
    let problems = &made::take_in(&made::disc(&[("a", copy)])).files[0].problems;
    assert!(!problems.contains(&Problem::BadOffsetTable), "{problems:?}");
}

#[test]
fn a_frame_whose_header_lies_in_a_fragment_of_its_own_stays_whole() {
    // A quantization table may hold the bytes of the end marker.
    let head = b"\xFF\xD8\xFF\xDB\0\x0A\0\x10\xFF\xD9\x11\x12\x13\x14".as_slice();
    let rest = b"\xFF\xC0\0\x0B\x08\0\x04\0\x04\x01\x01\x11\0\xFF\xDA\0\x02data\xFF\xD9\0".as_slice();
    let frame = Slice::default().header().fragments(&[], &[head, rest]);
    let copy = copy_of(part10("1.2.840.10008.1.2.4.50", &frame.bytes), Dates::Keep);
    assert_eq!(pixels_of(&copy), [[head, rest].concat()]);
}

#[test]
fn images_that_nobody_counted_are_copied_and_it_is_said_that_there_are_more() {
    let pixels = Slice::default().pixels();
    let three = [pixels.as_slice(), &pixels, &pixels].concat();
    let file = part10(
        EXPLICIT,
        &Slice::default().header().raw(0x7FE0_0010, "OW", &three).bytes,
    );
    let problems = &made::take_in(&made::disc(&[("a", file.clone())])).files[0].problems;
    assert_eq!(problems, &[Problem::InvalidFrames]);
    let copy = copy_of(file, Dates::Keep);
    assert!(copy.windows(three.len()).any(|here| here == three));
}

#[test]
fn a_deflated_file_is_written_plainly() {
    let file = part10(DEFLATED, &deflate(&Slice::default().data_set().bytes));
    let copy = copy_of(file.clone(), Dates::Shift);
    assert_eq!(pixels_of(&copy), pixels_of(&file));
    let (_, image) = image_of(copy);
    assert_eq!(image.transfer_syntax, EXPLICIT);
}

#[test]
fn pixels_that_end_too_early_are_copied_as_far_as_they_go_and_it_is_said() {
    let mut file = Slice::default().file();
    file.truncate(file.len() - 10);
    let (files, copies) = copied(&made::disc(&[("a", file)]), Dates::Shift, None);
    assert_eq!(files.len(), 2);
    assert_eq!(copies.warnings()[0].code, CopyWarningCode::Truncated);
}

#[test]
fn what_cannot_be_cleaned_is_left_out_by_name() {
    let report = Slice {
        sop_class: "1.2.840.10008.5.1.4.1.1.88.11",
        modality: "SR",
        number: 5,
        ..Slice::default()
    };
    let letter = Slice {
        sop_class: "1.2.840.10008.5.1.4.1.1.104.1",
        modality: "DOC",
        number: 6,
        ..Slice::default()
    };
    let image = Slice::default().file();
    let mut cut = Slice {
        number: 7,
        ..Slice::default()
    }
    .file();
    cut.truncate(403);
    let disc = made::disc(&[
        ("1-image", image.clone()),
        ("2-again", image),
        ("3-report", report.file()),
        ("4-letter", letter.file()),
        ("5-Erika Muster.pdf", b"%PDF-1.7".to_vec()),
        ("6-cut", cut),
        ("7-empty", Vec::new()),
    ]);
    let (files, copies) = copied(&disc, Dates::Shift, None);
    assert_eq!(files.len(), 2, "the image and the table of contents");
    let reasons: Vec<LeftOut> = copies.left_out().iter().map(|file| file.reason).collect();
    assert_eq!(
        reasons,
        [
            LeftOut::Duplicate,
            LeftOut::HoldsText,
            LeftOut::HoldsDocument,
            LeftOut::NotDicom,
            LeftOut::Truncated,
            LeftOut::NotDicom
        ]
    );
}

#[test]
fn where_writing_may_stand_in_the_pixels_it_is_said() {
    let plain = Slice::default();
    let ultrasound = Slice {
        modality: "US",
        sop_class: "1.2.840.10008.5.1.4.1.1.6.1",
        ..plain.clone()
    };
    let capture = Slice {
        sop_class: "1.2.840.10008.5.1.4.1.1.7",
        ..plain.clone()
    };
    let screen = Slice {
        image_type: "DERIVED\\SECONDARY\\SCREEN SAVE",
        ..plain.clone()
    };
    let says = |slice: &Slice, annotation: Option<&str>| {
        let mut data_set = slice.header();
        if let Some(annotation) = annotation {
            data_set = data_set.text(0x0028_0301, "CS", annotation);
        }
        let data_set = data_set.raw(0x7FE0_0010, "OW", &slice.pixels());
        let (_, copies) = copied(
            &made::disc(&[("a", part10(EXPLICIT, &data_set.bytes))]),
            Dates::Shift,
            None,
        );
        copies
            .warnings()
            .iter()
            .any(|warning| warning.code == CopyWarningCode::BurnedIn)
    };
    assert!(!says(&plain, None));
    assert!(says(&plain, Some("YES")));
    for slice in [&ultrasound, &capture, &screen] {
        assert!(says(slice, None));
        assert!(!says(slice, Some("NO")), "the file denies it");
    }
}

#[test]
fn a_name_is_written_in_letters_that_every_file_has() {
    let unusable = ["", "山田", "a\\b", "a=b", &"x".repeat(49), "line\nbreak"];
    for name in unusable {
        assert!(
            Deidentifier::new(SECRET, Dates::Keep, Some(name)).is_err(),
            "{name}"
        );
    }
    assert!(Deidentifier::new(SECRET, Dates::Keep, Some("Müller-Lüdenscheidt")).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_is_broken_in_a_file_it_is_copied_or_left_out(
        big in any::<bool>(),
        explicit in any::<bool>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut file = full_of_canaries(Style { explicit, big: big && explicit });
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        file.truncate(cut.index(file.len()) + file.len() / 2);
        copied(&made::disc(&[("a", file)]), Dates::Shift, None);
    }
}
