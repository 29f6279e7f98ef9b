//! What intake makes of files as they come from real and not so real discs.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod made;

use made::{
    BIG, CT, DEFLATED, EXPLICIT, IMPLICIT, JPEG, LITTLE, Made, RLE, Slice, Style, deflate, disc, part10,
    take_in,
};
use overread_dicom::{
    DocumentKind, Instance, Inventory, Outcome, Plane, Reason, Span, Use, WarningCode, frame_bytes, preview,
    table_bytes,
};

fn instance(inventory: &Inventory) -> &Instance {
    &inventory.patients[0].studies[0].series[0].instances[0]
}

fn reason(inventory: &Inventory, file: usize) -> Reason {
    match inventory.files[file].outcome {
        Outcome::Skipped { reason } => reason,
        Outcome::Used { as_ } => panic!("used as {as_:?}"),
    }
}

fn codes(inventory: &Inventory) -> Vec<WarningCode> {
    inventory.warnings.iter().map(|warning| warning.code).collect()
}

/// Takes in one file and compares its only frame with the pixels that were written.
fn reads_back(slice: &Slice, file: Vec<u8>, transfer_syntax: &str) {
    let disc = disc(&[("IM1", file)]);
    let inventory = take_in(&disc);
    assert_eq!(inventory.files[0].outcome, Outcome::Used { as_: Use::Imaging });
    let image = instance(&inventory);
    assert_eq!(image.transfer_syntax, transfer_syntax);
    assert_eq!(
        frame_bytes(&disc, image, 0).expect("the frame is there"),
        slice.pixels()
    );
    assert!(!image.truncated);
    assert!(inventory.warnings.is_empty(), "{:?}", inventory.warnings);
}

#[test]
fn an_image_is_read_however_it_was_written() {
    let slice = Slice::default();
    let implicit = Slice {
        style: Style {
            explicit: false,
            big: false,
        },
        ..Slice::default()
    };
    let big = Slice {
        style: Style {
            explicit: true,
            big: true,
        },
        ..Slice::default()
    };
    reads_back(&slice, slice.file(), EXPLICIT);
    reads_back(&implicit, implicit.file(), IMPLICIT);
    reads_back(&big, big.file(), BIG);
    reads_back(
        &slice,
        part10(DEFLATED, &deflate(&slice.data_set().bytes)),
        DEFLATED,
    );
}

#[test]
fn an_image_is_read_without_preamble_without_meta_group_and_with_a_wrong_transfer_syntax() {
    let slice = Slice::default();
    let data_set = slice.data_set().bytes;
    reads_back(&slice, slice.file()[132..].to_vec(), EXPLICIT);
    reads_back(&slice, data_set.clone(), EXPLICIT);
    reads_back(&slice, part10(IMPLICIT, &data_set), EXPLICIT);
    reads_back(&slice, part10(JPEG, &data_set), EXPLICIT);
    reads_back(
        &slice,
        [&[0; 128], b"DICM".as_slice(), &data_set].concat(),
        EXPLICIT,
    );
}

#[test]
fn an_image_is_read_past_sequences_bad_vrs_and_trailing_padding() {
    let slice = Slice::default();
    let item = Made::new(LITTLE)
        .text(0x0008_1150, "UI", "1.2")
        .text(0x0010_0010, "PN", "Not^Me");
    let mut sequence = Made::new(LITTLE).sequence(0x0008_1140, item).bytes;
    sequence.extend(Made::new(LITTLE).raw(0x0009_0010, "\u{1}\u{2}", b"ABCD").bytes);
    let data_set = [sequence, slice.data_set().bytes, vec![0; 6]].concat();
    let disc = disc(&[("IM1", part10(EXPLICIT, &data_set))]);
    let inventory = take_in(&disc);
    assert_eq!(inventory.patients[0].name, "Muster^Erika");
    assert_eq!(
        frame_bytes(&disc, instance(&inventory), 0).expect("the frame is there"),
        slice.pixels()
    );
}

#[test]
fn patient_study_and_series_are_told_as_the_file_tells_them() {
    let slice = Slice {
        name: b"M\xFCller^J\xF6rg",
        ..Slice::default()
    };
    let inventory = take_in(&disc(&[("IM1", slice.file())]));
    let patient = &inventory.patients[0];
    assert_eq!(patient.name, "Müller^Jörg");
    assert_eq!(patient.birth_date.as_deref(), Some("1970-01-31"));
    assert_eq!(patient.id.as_deref(), Some("P1"));
    let study = &patient.studies[0];
    assert_eq!(
        (study.date.as_deref(), study.time.as_deref()),
        (Some("2024-02-29"), Some("10:15:30"))
    );
    let series = &study.series[0];
    assert_eq!(
        (series.number, series.thickness, series.plane),
        (Some(2), Some(5.0), Some(Plane::Axial))
    );
    let image = instance(&inventory);
    assert_eq!(image.pixel_spacing, Some([0.5, 0.5]));
    assert_eq!(
        (image.rescale_slope, image.rescale_intercept),
        (Some(1.0), Some(-1024.0))
    );
    let json = serde_json::to_value(&inventory).expect("an inventory is JSON");
    assert_eq!(
        json["files"][0]["outcome"],
        serde_json::json!({ "used": { "as": "imaging" } })
    );
    assert!(json["patients"][0]["studies"][0].get("institution").is_none());
}

#[test]
fn slices_lie_in_the_order_of_the_body_not_of_their_names() {
    let files: Vec<_> = [3_u32, 1, 2]
        .iter()
        .map(|n| {
            let slice = Slice {
                number: *n,
                position: -5.0 * f64::from(*n),
                ..Slice::default()
            };
            (format!("IM{n}"), slice.file())
        })
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    let inventory = take_in(&disc(&files));
    let numbers: Vec<_> = inventory.patients[0].studies[0].series[0]
        .instances
        .iter()
        .map(|image| image.number)
        .collect();
    assert_eq!(numbers, [Some(3), Some(2), Some(1)]);
}

#[test]
fn a_disc_with_two_people_is_noticed_and_one_spelling_is_not_two_people() {
    let one = Slice::default();
    let same = Slice {
        name: b"MUSTER^ERIKA^^^",
        number: 2,
        ..Slice::default()
    };
    let other = Slice {
        name: b"Other^Person",
        id: "P2",
        study: "1.9",
        series: "1.9.1",
        ..Slice::default()
    };
    let inventory = take_in(&disc(&[("a", one.file()), ("b", same.file())]));
    assert_eq!((inventory.patients.len(), codes(&inventory)), (1, vec![]));
    let inventory = take_in(&disc(&[("a", one.file()), ("b", other.file())]));
    assert_eq!(
        (inventory.patients.len(), codes(&inventory)),
        (2, vec![WarningCode::SeveralPatients])
    );
}

#[test]
fn a_letter_of_another_person_is_noticed_too() {
    let report = Slice {
        name: b"Other^Person",
        id: "P2",
        sop_class: "1.2.840.10008.5.1.4.1.1.88.33",
        modality: "SR",
        ..Slice::default()
    };
    let inventory = take_in(&disc(&[
        ("a", Slice::default().file()),
        ("b", part10(EXPLICIT, &report.header().bytes)),
    ]));
    assert_eq!(inventory.patients.len(), 1);
    assert_eq!(codes(&inventory), [WarningCode::SeveralPatients]);
}

#[test]
fn whatever_may_hold_the_first_report_is_marked_and_kept_out_of_the_images() {
    let of = |sop_class: &'static str, modality: &'static str, image_type: &'static str, number| Slice {
        sop_class,
        modality,
        image_type,
        number,
        ..Slice::default()
    };
    let disc = disc(&[
        (
            "capture",
            of("1.2.840.10008.5.1.4.1.1.7", "OT", "DERIVED", 2).file(),
        ),
        ("ct", Slice::default().file()),
        ("key", of("1.2.840.10008.5.1.4.1.1.88.59", "KO", "", 3).file()),
        ("letter.pdf", b"%PDF-1.4".to_vec()),
        ("marks", of("1.2.840.10008.5.1.4.1.1.11.1", "PR", "", 4).file()),
        ("photo.jpg", b"\xFF\xD8\xFF\xE0".to_vec()),
        (
            "screen",
            of(CT, "CT", "DERIVED\\SECONDARY\\SCREEN SAVE", 5).file(),
        ),
        ("viewer.exe", b"MZ".to_vec()),
    ]);
    let inventory = take_in(&disc);
    let marked: Vec<_> = inventory
        .files
        .iter()
        .filter(|file| file.may_hold_report)
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        marked,
        ["capture", "key", "letter.pdf", "marks", "photo.jpg", "screen"]
    );
    assert_eq!(inventory.files[0].document, Some(DocumentKind::SecondaryCapture));
    assert_eq!(inventory.patients[0].studies[0].series[0].instances.len(), 1);
    let captures: Vec<_> = inventory.captures.iter().map(|image| image.file).collect();
    assert_eq!(captures, [0, 6]);
    assert_eq!(reason(&inventory, 7), Reason::NotDicomViewerProgram);
}

#[test]
fn a_pdf_inside_dicom_can_be_cut_out() {
    let slice = Slice {
        sop_class: "1.2.840.10008.5.1.4.1.1.104.1",
        modality: "DOC",
        ..Slice::default()
    };
    let data_set = slice.header().raw(0x0042_0011, "OB", b"%PDF-1.4 report.");
    let disc = disc(&[("r", part10(EXPLICIT, &data_set.bytes))]);
    let inventory = take_in(&disc);
    let Span { offset, length } = inventory.files[0].payload.expect("a document inside");
    let bytes = disc
        .read(0, offset, usize::try_from(length).expect("small"))
        .expect("it is there");
    assert_eq!(bytes, b"%PDF-1.4 report.");
}

#[test]
fn a_cut_file_is_used_as_far_as_it_goes() {
    let file = Slice::default().file();
    let inventory = take_in(&disc(&[("a", file[..file.len() - 10].to_vec())]));
    assert!(instance(&inventory).truncated);
    assert_eq!(instance(&inventory).frames[0][0].length, 22);
    assert_eq!(codes(&inventory), [WarningCode::Truncated]);
    let inventory = take_in(&disc(&[("a", file[..file.len() - 60].to_vec())]));
    assert_eq!(reason(&inventory, 0), Reason::TruncatedBeforePixels);
    let inventory = take_in(&disc(&[
        ("a", part10(EXPLICIT, &Slice::default().header().bytes)),
        ("b", vec![]),
    ]));
    assert_eq!(
        (reason(&inventory, 0), reason(&inventory, 1)),
        (Reason::NoPixels, Reason::Empty)
    );
}

#[test]
fn an_image_that_lies_there_twice_is_shown_once_and_a_false_twin_is_kept() {
    let slice = Slice::default();
    let mut changed = slice.file();
    *changed.last_mut().expect("not empty") ^= 1;
    let inventory = take_in(&disc(&[("a", slice.file()), ("b", slice.file()), ("c", changed)]));
    assert_eq!(reason(&inventory, 1), Reason::Duplicate);
    assert_eq!(inventory.patients[0].studies[0].series[0].instances.len(), 2);
    assert_eq!(
        codes(&inventory),
        [WarningCode::DuplicateInstances, WarningCode::ConflictingInstances]
    );
}

#[test]
fn a_table_of_contents_tells_which_files_are_missing() {
    let record = Made::new(LITTLE).text(0x0004_1500, "CS", "IMAGES\\IM1");
    let lost = Made::new(LITTLE).text(0x0004_1500, "CS", "IMAGES\\IM2");
    let mut contents = Made::new(LITTLE).text(0x0008_0016, "UI", "1.2.840.10008.1.3.10");
    contents = contents.sequence(0x0004_1220, record).sequence(0x0004_1220, lost);
    let disc = disc(&[
        ("CD/DICOMDIR", part10(EXPLICIT, &contents.bytes)),
        ("CD/images/im1", Slice::default().file()),
    ]);
    let inventory = take_in(&disc);
    assert_eq!(inventory.files[0].outcome, Outcome::Used { as_: Use::Dicomdir });
    assert_eq!(codes(&inventory), [WarningCode::DicomdirMissingFiles]);
    assert_eq!(inventory.warnings[0].detail, "1: IMAGES/IM2");
}

/// Frames of an encapsulated image as lists of fragment contents.
fn fragments_of(
    transfer_syntax: &str,
    frames: &str,
    table: &[u32],
    fragments: &[&[u8]],
) -> Vec<Vec<Vec<u8>>> {
    let data_set = Slice::default()
        .header()
        .text(0x0028_0008, "IS", frames)
        .fragments(table, fragments);
    let disc = disc(&[("a", part10(transfer_syntax, &data_set.bytes))]);
    let inventory = take_in(&disc);
    let read = |span: &Span| {
        disc.read(0, span.offset, usize::try_from(span.length).expect("small"))
            .expect("there")
    };
    instance(&inventory)
        .frames
        .iter()
        .map(|frame| frame.iter().map(read).collect())
        .collect()
}

#[test]
fn fragments_are_joined_to_frames_by_table_by_count_or_by_markers() {
    let (start, middle, begin): (&[u8], &[u8], &[u8]) =
        (b"\xFF\xD8\xFF\xC0", b"\0\x01\0\x01", b"\xFF\xD8\xFF\xE0");
    let joined = vec![vec![start.to_vec(), middle.to_vec()], vec![begin.to_vec()]];
    assert_eq!(fragments_of(JPEG, "2", &[0, 24], &[start, middle, begin]), joined);
    assert_eq!(fragments_of(JPEG, "2", &[], &[start, middle, begin]), joined);
    // a table that points beside the fragments is not believed
    assert_eq!(fragments_of(JPEG, "2", &[0, 25], &[start, middle, begin]), joined);
    assert_eq!(fragments_of(JPEG, "2", &[], &[b"abcd", b"efgh"]).len(), 2);
    assert_eq!(
        fragments_of(JPEG, "1", &[], &[start, middle]),
        [[start.to_vec(), middle.to_vec()]]
    );
}

#[test]
fn fragments_that_nobody_can_tell_apart_are_said_to_be_so() {
    let data_set = Slice::default()
        .header()
        .text(0x0028_0008, "IS", "2")
        .fragments(&[], &[b"ab", b"cd", b"ef"]);
    let inventory = take_in(&disc(&[("a", part10(JPEG, &data_set.bytes))]));
    assert_eq!(reason(&inventory, 0), Reason::UnclearFrames);
}

#[test]
fn a_preview_goes_through_rescale_and_window() {
    let slice = Slice {
        rows: 2,
        columns: 2,
        ..Slice::default()
    };
    // stored 0, 100, 200, 300 is -1024 … -724
    let words: Vec<u8> = [0_u16, 100, 200, 300]
        .iter()
        .flat_map(|n| n.to_le_bytes())
        .collect();
    let with = |window: (&str, &str), photometric| {
        let slice = Slice {
            photometric,
            ..slice.clone()
        };
        let data_set = slice
            .header()
            .text(0x0028_1050, "DS", window.0)
            .text(0x0028_1051, "DS", window.1)
            .raw(0x7FE0_0010, "OW", &words);
        let disc = disc(&[("a", part10(EXPLICIT, &data_set.bytes))]);
        let inventory = take_in(&disc);
        preview(&disc, instance(&inventory), 0, 128)
            .expect("a preview")
            .grey
    };
    assert_eq!(with(("-873.5", "301"), "MONOCHROME2"), [0, 85, 170, 255]);
    assert_eq!(with(("-873.5", "301"), "MONOCHROME1"), [255, 170, 85, 0]);
    assert_eq!(with(("", ""), "MONOCHROME2")[0], 0);
}

#[test]
fn a_preview_of_an_rle_image_equals_that_of_the_plain_one() {
    let slice = Slice {
        rows: 1,
        columns: 4,
        ..Slice::default()
    };
    let plain = disc(&[("a", slice.file())]);
    let mut header = [2_u32, 64, 67].map(u32::to_le_bytes).concat();
    header.resize(64, 0);
    // high bytes: a run of four zeros and a pad; low bytes: 0 1 2 3 as they are
    header.extend([253, 0, 128, 3, 0, 1, 2, 3]);
    let packed = slice.header().fragments(&[], &[&header]);
    let packed = disc(&[("a", part10(RLE, &packed.bytes))]);
    let picture = |disc: &overread_dicom::Disc<Vec<u8>>| preview(disc, instance(&take_in(disc)), 0, 128);
    assert!(picture(&plain).is_some());
    assert_eq!(picture(&plain), picture(&packed));
}

#[test]
fn a_large_image_becomes_a_small_preview_of_the_same_shape() {
    let slice = Slice {
        rows: 300,
        columns: 600,
        ..Slice::default()
    };
    let disc = disc(&[("a", slice.file())]);
    let preview = preview(&disc, instance(&take_in(&disc)), 0, 128).expect("a preview");
    assert_eq!(
        (preview.width, preview.height, preview.grey.len()),
        (128, 64, 128 * 64)
    );
}

#[test]
fn a_table_of_colours_or_greys_is_found_where_it_lies() {
    let colours = Slice {
        photometric: "PALETTE COLOR",
        ..Slice::default()
    };
    let descriptor = [0, 1, 0, 0, 16, 0];
    let red = [1, 2, 3, 4];
    let data_set = colours
        .header()
        .raw(0x0028_1101, "US", &descriptor)
        .raw(0x0028_1201, "OW", &red)
        .raw(0x0028_1202, "OW", &[5, 6])
        .raw(0x0028_1203, "OW", &[7, 8])
        .raw(0x7FE0_0010, "OW", &colours.pixels());
    let found = disc(&[("a", part10(EXPLICIT, &data_set.bytes))]);
    let inventory = take_in(&found);
    let palette = instance(&inventory).palette.clone().expect("there is a palette");
    assert_eq!((palette.entries, palette.first, palette.bits), (256, 0, 16));
    assert!(!palette.segmented);
    let bytes = table_bytes(&found, instance(&inventory), palette.red).expect("it can be read");
    assert_eq!(bytes, red);

    let lut = Made::new(LITTLE)
        .raw(0x0028_3002, "US", &[2, 0, 1, 0, 12, 0])
        .raw(0x0028_3006, "OW", &[9, 0, 8, 0]);
    let data_set = Slice::default()
        .header()
        .sequence(0x0028_3000, lut.clone())
        .sequence(0x0028_3010, lut)
        .raw(0x7FE0_0010, "OW", &Slice::default().pixels());
    let found = disc(&[("a", part10(EXPLICIT, &data_set.bytes))]);
    let inventory = take_in(&found);
    let image = instance(&inventory);
    assert!(image.modality_lut);
    let table = image.modality_table.clone().expect("there is a modality table");
    assert_eq!((table.entries, table.first, table.bits), (2, 1, 12));
    assert_eq!(
        table_bytes(&found, image, table.data).expect("it can be read"),
        [9, 0, 8, 0]
    );
    assert_eq!(image.voi_tables.len(), 1);
}

#[test]
fn pixels_that_are_floating_point_numbers_are_known_as_such() {
    let one = Slice {
        rows: 1,
        columns: 2,
        ..Slice::default()
    };
    let values: Vec<u8> = [0.5_f32, -2.0]
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect();
    let data_set = one.header().raw(0x7FE0_0008, "OF", &values);
    let found = disc(&[("a", part10(EXPLICIT, &data_set.bytes))]);
    let inventory = take_in(&found);
    let image = instance(&inventory);
    assert!(image.floating);
    assert_eq!((image.bits_allocated, image.bits_stored), (32, 32));
    assert_eq!(frame_bytes(&found, image, 0).expect("it can be read"), values);
}

#[test]
fn what_a_private_transfer_syntax_means_is_left_open_and_a_false_one_is_put_right() {
    let syntax_of = |declared: &str, data_set: &Made| {
        let inventory = take_in(&disc(&[("a", part10(declared, &data_set.bytes))]));
        instance(&inventory).transfer_syntax.clone()
    };
    let native = Slice::default().data_set();
    assert_eq!(syntax_of("1.2.840.113619.5.2", &native), "1.2.840.113619.5.2");
    assert_eq!(syntax_of(JPEG, &native), EXPLICIT);
    let jpeg_2000 = Slice::default()
        .header()
        .fragments(&[], &[b"\xFF\x4F\xFF\x51\0\x29\0\0"]);
    assert_eq!(syntax_of(JPEG, &jpeg_2000), "1.2.840.10008.1.2.4.91");
    assert_eq!(
        syntax_of("1.2.840.113619.5.2", &jpeg_2000),
        "1.2.840.10008.1.2.4.91"
    );
    assert_eq!(
        syntax_of("1.2.840.10008.1.2.4.90", &jpeg_2000),
        "1.2.840.10008.1.2.4.90"
    );
}

/// Those of these texts that may be the first report.
fn may_be_reports<'a>(texts: &[(&'a str, &str)]) -> Vec<&'a str> {
    let texts = texts.iter();
    let may_be = texts
        .filter(|(name, text)| take_in(&disc(&[(name, text.as_bytes().to_vec())])).files[0].may_hold_report);
    may_be.map(|(name, _)| *name).collect()
}

#[test]
fn what_a_viewer_says_of_itself_is_not_taken_for_the_first_report() {
    let leaflets = [
        (
            "README.TXT",
            "This disc holds medical images.\r\nStart VIEWER.EXE.\r\n",
        ),
        ("viewer/ReadMe_EN.txt", "Not for diagnosis."),
        (
            "liesmich.html",
            "<html><body><p>Bitte VIEWER.EXE starten.</p></body></html>",
        ),
        ("LISEZ-MOI.txt", "Lancez VIEWER.EXE."),
        (
            "liesmich.txt",
            "Das Programm ist zur Befundung nicht zugelassen und zeigt die Bilder und Berichte dieser CD.",
        ),
        (
            "readme.txt",
            "Please report problems of the viewer to the hospital that made the disc.",
        ),
        ("viewer/LICENSE", "Permission is hereby granted, free of charge"),
        ("viewer/Third-Party-Notices.txt", "zlib"),
    ];
    assert!(may_be_reports(&leaflets).is_empty());
}

#[test]
fn whatever_may_be_the_first_report_stays_closed_however_it_is_called() {
    let perhaps = [
        ("report.txt", "Seen: nothing."),
        ("README_Muster.txt", "Seen: nothing."),
        ("history.txt", "Lumbar pain since May."),
        ("index.html", "<html><body>Your images</body></html>"),
        ("README.pdf", "%PDF-1.4"),
        ("ReadMe.rtf", "{\\rtf1 Start VIEWER.EXE.}"),
        (
            "readme.txt",
            "Erika Muster\r\n\r\n  BEFUND vom 3. Mai: ohne Befund",
        ),
        ("readme.htm", "<h1>Erika Muster</h1><b>Impression:</b> normal"),
        ("liesmich.txt", "Beurteilung\nunauffällig"),
        ("readme.txt", "Radiology report\r\nErika Muster"),
        (
            "readme.txt",
            "Radiologischer Befund vom 3. Mai über die Kernspintomographie",
        ),
        (
            "readme.txt",
            "MR-Befund von Erika Muster, geboren am 31. Januar 1970",
        ),
        ("lisezmoi.html", "<p>R&eacute;sultat : normal"),
    ];
    assert_eq!(may_be_reports(&perhaps), perhaps.map(|(name, _)| name));
    let long = format!("{}Findings: none", "Start VIEWER.EXE.\n".repeat(2000));
    assert_eq!(may_be_reports(&[("readme.txt", &long)]), ["readme.txt"]);
    for text in [
        b"R\xE9sultat : normal".to_vec(),
        "Befund".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ] {
        for name in ["readme.txt", "readme.htm"] {
            assert!(take_in(&disc(&[(name, text.clone())])).files[0].may_hold_report);
        }
    }
}
