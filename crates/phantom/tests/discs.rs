//! What a phantom disc promises, read back with a small reader of its own.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "helpers of tests: what does not fit fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};

use overread_phantom::{
    FIRST_REPORT, Fault, Person, Phantom, Series, Side, Syntax, Weighting, large_disc, photos, report_pdf,
    small_disc,
};

type Tag = (u16, u16);
type Elements = BTreeMap<Tag, Vec<u8>>;

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap())
}

fn u32_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// Reads elements to the last byte; tags must rise, lengths must be even and fit.
fn elements(bytes: &[u8], explicit: bool) -> Elements {
    let mut out = Elements::new();
    let mut at = 0;
    while at < bytes.len() {
        let tag = (u16_at(bytes, at), u16_at(bytes, at + 2));
        let (length, value) = match &bytes[at + 4..at + 6] {
            _ if !explicit => (u32_at(bytes, at + 4), at + 8),
            b"OB" | b"OW" | b"SQ" => (u32_at(bytes, at + 8), at + 12),
            _ => (usize::from(u16_at(bytes, at + 6)), at + 8),
        };
        assert_eq!(length % 2, 0, "{tag:04X?} has an odd length");
        assert!(
            out.last_key_value().is_none_or(|(last, _)| *last < tag),
            "{tag:04X?} is out of order"
        );
        out.insert(tag, bytes[value..value + length].to_vec());
        at = value + length;
    }
    out
}

/// The data set of a Part 10 file, by the transfer syntax that its meta information names.
fn part10(file: &[u8]) -> Elements {
    assert_eq!(&file[128..132], b"DICM");
    let data = 144 + u32_at(file, 140);
    let meta = elements(&file[132..data], true);
    let set = elements(
        &file[data..],
        text(&meta, (0x0002, 0x0010)) == Syntax::Explicit.uid(),
    );
    if let Some(instance) = set.get(&(0x0008, 0x0018)) {
        assert_eq!(
            instance,
            &meta[&(0x0002, 0x0003)],
            "the file and its meta information name the same image"
        );
    }
    set
}

fn text(set: &Elements, tag: Tag) -> String {
    String::from_utf8_lossy(&set[&tag])
        .trim_end_matches([' ', '\0'])
        .to_owned()
}

fn numbers(set: &Elements, tag: Tag) -> Vec<f64> {
    text(set, tag).split('\\').map(|n| n.parse().unwrap()).collect()
}

fn files(disc: &Phantom) -> BTreeMap<String, Vec<u8>> {
    disc.files().collect()
}

fn is_image(path: &str) -> bool {
    path.to_uppercase().starts_with("DICOM/")
}

fn images(disc: &Phantom) -> Vec<Elements> {
    disc.files()
        .filter(|(path, _)| is_image(path))
        .map(|(_, file)| part10(&file))
        .collect()
}

/// Distances from slice to slice along the normal, per series, in order of instance number.
fn distances(disc: &Phantom) -> BTreeMap<String, Vec<f64>> {
    let mut positions: BTreeMap<String, BTreeMap<u32, f64>> = BTreeMap::new();
    for image in images(disc) {
        let d = numbers(&image, (0x0020, 0x0037));
        let normal = [
            d[1] * d[5] - d[2] * d[4],
            d[2] * d[3] - d[0] * d[5],
            d[0] * d[4] - d[1] * d[3],
        ];
        let position = numbers(&image, (0x0020, 0x0032))
            .iter()
            .zip(normal)
            .map(|(p, n)| p * n)
            .sum();
        let number = text(&image, (0x0020, 0x0013)).parse().unwrap();
        positions
            .entry(text(&image, (0x0020, 0x000E)))
            .or_default()
            .insert(number, position);
    }
    let steps = |slices: BTreeMap<u32, f64>| {
        let slices: Vec<f64> = slices.into_values().collect();
        slices.windows(2).map(|pair| pair[1] - pair[0]).collect()
    };
    positions
        .into_iter()
        .map(|(series, slices)| (series, steps(slices)))
        .collect()
}

fn spread(steps: &[f64]) -> f64 {
    steps.iter().copied().fold(f64::MIN, f64::max) - steps.iter().copied().fold(f64::MAX, f64::min)
}

#[test]
fn the_same_seed_makes_the_same_disc_and_another_seed_another() {
    assert_eq!(files(&small_disc(1)), files(&small_disc(1)));
    let (one, two) = (files(&small_disc(1)), files(&small_disc(2)));
    assert!(
        one.iter()
            .filter(|(path, _)| is_image(path))
            .all(|(path, file)| two[path] != *file)
    );
}

#[test]
fn the_small_disc_has_twenty_images_and_stays_below_a_megabyte() {
    let disc = files(&small_disc(3));
    assert_eq!(disc.keys().filter(|path| is_image(path)).count(), 20);
    assert!(disc.values().map(Vec::len).sum::<usize>() < 1_000_000);
    for name in [
        "DICOMDIR",
        "AUTORUN.INF",
        "VIEWER.EXE",
        "README.TXT",
        "index.html",
    ] {
        assert!(disc.contains_key(name), "{name}");
    }
}

#[test]
fn every_image_is_a_sound_file_with_all_its_pixels() {
    let explicit = small_disc(4).scouts(true);
    let implicit = explicit.clone().syntax(Syntax::Implicit);
    let (explicit, implicit) = (images(&explicit), images(&implicit));
    assert_eq!(explicit.len(), 24);
    assert_eq!(explicit, implicit, "the encoding does not change the content");
    let instances: BTreeSet<_> = explicit
        .iter()
        .map(|image| text(image, (0x0008, 0x0018)))
        .collect();
    assert_eq!(instances.len(), 24);
    for image in explicit {
        let [rows, columns] = [0x0010, 0x0011].map(|tag| usize::from(u16_at(&image[&(0x0028, tag)], 0)));
        let pixels = &image[&(0x7FE0, 0x0010)];
        assert_eq!(pixels.len(), rows * columns * 2);
        assert!(
            pixels.chunks(2).all(|pixel| u16_at(pixel, 0) < 4096),
            "twelve bits are stored"
        );
        for uid in [
            (0x0008, 0x0018),
            (0x0020, 0x000D),
            (0x0020, 0x000E),
            (0x0020, 0x0052),
        ] {
            assert!(text(&image, uid).starts_with("2.25.") && image[&uid].len() <= 64);
        }
        for tag in image.iter().filter(|(tag, _)| **tag != (0x7FE0, 0x0010)) {
            assert!(tag.1.len() < 160, "{:04X?}", tag.0);
        }
        for window in [(0x0028, 0x1050), (0x0028, 0x1051)] {
            assert_eq!(numbers(&image, window).len(), 1);
        }
    }
}

#[test]
fn the_slices_of_a_series_lie_at_equal_distances_along_their_normal() {
    let disc = small_disc(5).ct(Series::ct(7, 16)).mr(
        Weighting::T1,
        Series {
            spacing: Some(4.4),
            ..Series::mr(9, 16)
        },
    );
    let distances = distances(&disc);
    assert_eq!(distances.len(), 4);
    for steps in distances.values() {
        assert!(spread(steps) < 1e-6 && steps[0].abs() > 0.5, "{steps:?}");
    }
    assert!(
        distances
            .values()
            .any(|steps| (steps[0].abs() - 4.4).abs() < 1e-6)
    );
}

#[test]
fn jittered_spacing_makes_the_distances_of_one_series_uneven() {
    let uneven = distances(&small_disc(5).fault(Fault::JitteredSpacing))
        .into_values()
        .filter(|s| spread(s) > 0.1);
    assert_eq!(uneven.count(), 1);
}

#[test]
fn an_image_shows_noise_like_a_real_machine() {
    let disc = Phantom::new(6)
        .ct(Series::ct(1, 256))
        .mr(Weighting::T2, Series::mr(1, 256));
    for image in images(&disc) {
        let pixels: Vec<f64> = image[&(0x7FE0, 0x0010)]
            .chunks(2)
            .map(|p| f64::from(u16_at(p, 0)))
            .collect();
        // A patch in the middle of the first column of air, and the ten rows below it.
        let patch: Vec<f64> = pixels
            .chunks(256)
            .take(24)
            .flat_map(|row| row[..24].to_vec())
            .collect();
        let mean = patch.iter().sum::<f64>() / patch.len() as f64;
        let deviation =
            (patch.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / patch.len() as f64).sqrt();
        assert!((3.0..30.0).contains(&deviation), "{deviation}");
        assert!(
            patch
                .windows(2)
                .any(|pair| (pair[0] - pair[1]).abs() > f64::EPSILON)
        );
    }
}

#[test]
fn a_side_is_written_only_where_it_was_ordered() {
    let ordered = Series {
        laterality: Some(Side::Left),
        ..Series::mr(1, 16)
    };
    let disc = Phantom::new(7).ct(Series::ct(1, 16)).mr(Weighting::T1, ordered);
    let sides: Vec<_> = images(&disc)
        .iter()
        .map(|image| image.get(&(0x0020, 0x0060)).cloned())
        .collect();
    assert_eq!(sides, [None, Some(b"L ".to_vec())]);
}

#[test]
fn a_name_with_umlauts_is_written_in_latin_one_and_any_other_in_utf_8() {
    let name = |name: &str| {
        let disc = Phantom::new(8)
            .patient(Person::new(name, "19700101", "M"))
            .ct(Series::ct(1, 16));
        let image = images(&disc).remove(0);
        (text(&image, (0x0008, 0x0005)), image[&(0x0010, 0x0010)].clone())
    };
    assert_eq!(
        name("MÜLLER^JÖRG"),
        ("ISO_IR 100".to_owned(), b"M\xDCLLER^J\xD6RG ".to_vec())
    );
    assert_eq!(name("NOVÁKOVÁ^ŽOFIE").0, "ISO_IR 192");
}

#[test]
fn the_dicomdir_leads_from_record_to_record_to_every_image() {
    let disc = small_disc(9).scouts(true);
    let files = files(&disc);
    let directory = &files["DICOMDIR"];
    let set = part10(directory);
    let mut waiting = vec![u32_at(&set[&(0x0004, 0x1200)], 0)];
    let (mut kinds, mut named) = (BTreeMap::<String, usize>::new(), BTreeSet::new());
    while let Some(at) = waiting.pop() {
        assert_eq!(
            &directory[at..at + 4],
            [0xFE, 0xFF, 0x00, 0xE0],
            "an offset leads to an item"
        );
        let record = elements(&directory[at + 8..at + 8 + u32_at(directory, at + 4)], true);
        *kinds.entry(text(&record, (0x0004, 0x1430))).or_default() += 1;
        waiting.extend(
            [0x1400, 0x1420]
                .map(|t| u32_at(&record[&(0x0004, t)], 0))
                .into_iter()
                .filter(|at| *at > 0),
        );
        if record.contains_key(&(0x0004, 0x1500)) {
            let path = text(&record, (0x0004, 0x1500)).replace('\\', "/");
            assert!(path.split('/').all(|part| part.len() <= 8), "{path}");
            assert_eq!(
                text(&part10(&files[&path]), (0x0008, 0x0018)),
                text(&record, (0x0004, 0x1511))
            );
            named.insert(path);
        }
    }
    let expected = [("IMAGE", 24), ("PATIENT", 1), ("SERIES", 4), ("STUDY", 2)];
    assert_eq!(kinds, expected.map(|(kind, n)| (kind.to_owned(), n)).into());
    assert_eq!(named.len(), files.keys().filter(|path| is_image(path)).count());
}

#[test]
fn a_disc_with_missing_slices_lacks_them_in_the_middle() {
    let disc = files(&small_disc(10).fault(Fault::MissingSlices(3)));
    let (whole, missing) = (files(&small_disc(10)), |path: &&String| !disc.contains_key(*path));
    let gone: Vec<_> = whole
        .keys()
        .filter(missing)
        .map(|path| path.rsplit_once('/').unwrap().1)
        .collect();
    assert_eq!(gone, ["IM000005", "IM000006", "IM000007"]);
    assert_eq!(
        whole["DICOMDIR"], disc["DICOMDIR"],
        "the DICOMDIR still names them"
    );
}

#[test]
fn a_truncated_file_is_the_beginning_of_the_whole_one() {
    let (whole, broken) = (
        files(&small_disc(11)),
        files(&small_disc(11).fault(Fault::TruncatedFile)),
    );
    let cut: Vec<_> = whole
        .iter()
        .filter(|(path, file)| broken[*path] != **file)
        .collect();
    let [(path, file)] = cut[..] else {
        panic!("one file is cut")
    };
    assert!(broken[path].len() < file.len() && file.starts_with(&broken[path]));
}

#[test]
fn duplicates_are_the_same_bytes_under_other_names() {
    let disc = files(&small_disc(12).fault(Fault::DuplicateFiles(2)));
    for number in 1..=2 {
        let copy = &disc[&format!("DICOM/COPY/CP{number:06}")];
        assert_eq!(copy, &disc[&format!("DICOM/ST000001/SE000001/IM{number:06}")]);
    }
}

#[test]
fn one_image_of_a_second_patient_lies_among_the_first_ones() {
    let other = Person::bernd_beispiel();
    let disc = small_disc(13).fault(Fault::SecondPatient(other.clone()));
    let mut people = BTreeMap::<String, usize>::new();
    for image in images(&disc) {
        *people.entry(text(&image, (0x0010, 0x0010))).or_default() += 1;
    }
    assert_eq!(
        people,
        BTreeMap::from([(other.name, 1), ("MUSTER^ANNA".to_owned(), 20)])
    );
    let studies: BTreeSet<_> = images(&disc)
        .iter()
        .map(|image| text(image, (0x0020, 0x000D)))
        .collect();
    assert_eq!(studies.len(), 3);
}

#[test]
fn a_wrong_patients_disc_is_theirs_throughout() {
    let disc = small_disc(14)
        .first_report(true)
        .fault(Fault::WrongPatient(Person::bernd_beispiel()));
    let files = files(&disc);
    assert!(
        files
            .values()
            .all(|file| !file.windows(11).any(|part| part == b"MUSTER^ANNA"))
    );
    assert!(
        images(&disc)
            .iter()
            .all(|image| text(image, (0x0010, 0x0030)) == "19481123")
    );
}

#[test]
fn bare_data_sets_hold_the_same_image_without_preamble() {
    let disc = small_disc(15);
    let (whole, bare) = (files(&disc), files(&disc.fault(Fault::BareDataSets)));
    for (path, file) in whole.iter().filter(|(path, _)| is_image(path)) {
        assert_eq!(elements(&bare[path], false), part10(file));
    }
}

#[test]
fn lower_case_names_change_nothing_but_the_names() {
    let lower = files(&small_disc(16).fault(Fault::LowerCaseNames));
    let expected: BTreeMap<_, _> = files(&small_disc(16))
        .into_iter()
        .map(|(p, b)| (p.to_lowercase(), b))
        .collect();
    assert_eq!(lower, expected);
}

#[test]
fn the_folder_holds_exactly_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let disc = small_disc(17).fault(Fault::DuplicateFiles(1));
    let summary = disc.write_to(folder.path()).unwrap();
    let files = files(&disc);
    for (path, file) in &files {
        assert_eq!(&std::fs::read(folder.path().join(path)).unwrap(), file, "{path}");
    }
    assert_eq!((summary.files, summary.images), (files.len(), 21));
    assert_eq!(
        summary.bytes,
        files.values().map(|file| file.len() as u64).sum::<u64>()
    );
}

#[test]
fn a_large_disc_makes_its_first_file_without_making_the_others() {
    let mut files = large_disc(18, 40_000).files();
    assert_eq!(files.next().unwrap().0, "DICOMDIR");
    assert!(files.next().unwrap().1.len() > 512 * 512 * 2);
}

#[test]
fn the_first_report_is_a_pdf_whose_table_finds_its_objects() {
    let pdf = report_pdf(&Person::anna_muster());
    let page = String::from_utf8_lossy(&pdf);
    assert!(page.starts_with("%PDF-1.4") && page.ends_with("%%EOF\n"));
    assert!(page.contains("Patient: MUSTER, ANNA    born 1961-05-04"));
    assert!(FIRST_REPORT.contains("Left paracentral protrusion at L4/5"));
    let start: usize = page.lines().rev().nth(1).unwrap().parse().unwrap();
    let table = String::from_utf8_lossy(&pdf[start..]).into_owned();
    for (line, number) in table.lines().skip(3).take(5).zip(1..) {
        let offset: usize = line[..10].parse().unwrap();
        assert!(pdf[offset..].starts_with(format!("{number} 0 obj").as_bytes()));
    }
}

#[test]
fn holiday_photos_are_jpeg_files_and_no_imaging() {
    let photos = photos(19);
    assert_eq!(photos.len(), 3);
    for (path, file) in photos {
        assert!(
            path.starts_with("DCIM/IMG_")
                && file.starts_with(&[0xFF, 0xD8, 0xFF, 0xE0])
                && file.ends_with(&[0xFF, 0xD9])
        );
        assert!((1_000..20_000).contains(&file.len()));
    }
}
