//! Files that are not as they should be: used as far as sound, with the problem named.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod made;

use std::path::Path;

use made::{
    BIG, DEFLATED, EXPLICIT, IMPLICIT, JPEG, LITTLE, Made, RLE, Slice, Style, deflate, disc, part10, take_in,
};
use overread_dicom::{Disc, FileRecord, examine};

/// Outcome and problems of one file, by their codes.
fn codes(file: &FileRecord) -> (String, String) {
    let json = serde_json::to_value(file).expect("a record is JSON");
    let outcome = &json["outcome"];
    let code = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let outcome = match outcome["used"]["as"].as_str() {
        Some(used) => used.to_owned(),
        None => code(&outcome["skipped"]["reason"]),
    };
    let problems = json["problems"].as_array().cloned().unwrap_or_default();
    let problems: Vec<_> = problems.iter().map(code).collect();
    (outcome, problems.join(" "))
}

fn examined(bytes: Vec<u8>) -> (String, String) {
    let inventory = take_in(&disc(&[("a.dcm", bytes)]));
    codes(&inventory.files[0])
}

#[track_caller]
fn expect(bytes: Vec<u8>, outcome: &str, problems: &str) {
    assert_eq!(examined(bytes), (outcome.to_owned(), problems.to_owned()));
}

fn explicit(data_set: &Made) -> Vec<u8> {
    part10(EXPLICIT, &data_set.bytes)
}

/// The header without one attribute and with others in its place.
fn header_but(tag: u32, replace: impl Fn(Made) -> Made) -> Made {
    let whole = Slice::default().header().bytes;
    let needle = [(tag >> 16) as u16, (tag & 0xFFFF) as u16]
        .map(u16::to_le_bytes)
        .concat();
    let at = whole
        .windows(4)
        .position(|four| four == needle)
        .expect("it is there");
    let length = usize::from(u16::from_le_bytes([whole[at + 6], whole[at + 7]]));
    let mut made = Made::new(LITTLE);
    made.bytes = whole[..at].to_vec();
    made = replace(made);
    made.bytes.extend(&whole[at + 8 + length..]);
    made
}

fn with_pixels(header: Made) -> Vec<u8> {
    explicit(&header.raw(0x7FE0_0010, "OW", &Slice::default().pixels()))
}

#[test]
fn a_file_in_any_form_of_writing_is_used_without_a_word() {
    let style = |explicit, big| Slice {
        style: Style { explicit, big },
        ..Slice::default()
    };
    for file in [style(true, false), style(false, false), style(true, true)] {
        expect(file.file(), "imaging", "");
        // without preamble and meta information
        expect(file.data_set().bytes, "imaging", "");
    }
    expect(Slice::default().file()[128..].to_vec(), "imaging", "");
    expect(Slice::default().file()[132..].to_vec(), "imaging", "");
    let deflated = part10(DEFLATED, &deflate(&Slice::default().data_set().bytes));
    expect(deflated, "imaging", "");
}

#[test]
fn a_wrong_transfer_syntax_is_found_out() {
    let style = |explicit, big| {
        Slice {
            style: Style { explicit, big },
            ..Slice::default()
        }
        .data_set()
        .bytes
    };
    let wrong = "wrong_transfer_syntax";
    expect(part10(IMPLICIT, &style(true, false)), "imaging", wrong);
    expect(part10(EXPLICIT, &style(false, false)), "imaging", wrong);
    expect(part10(EXPLICIT, &style(true, true)), "imaging", wrong);
    expect(part10(BIG, &style(true, false)), "imaging", wrong);
    expect(part10(DEFLATED, &style(true, false)), "imaging", wrong);
    expect(part10(EXPLICIT, &deflate(&style(true, false))), "imaging", wrong);
    expect(part10(JPEG, &style(true, false)), "imaging", wrong);
}

#[test]
fn a_deflated_data_set_may_have_the_header_of_zlib() {
    let packed = [
        b"\x78\x9C".as_slice(),
        &deflate(&Slice::default().data_set().bytes),
    ]
    .concat();
    expect(part10(DEFLATED, &packed), "imaging", "");
}

#[test]
fn bytes_in_front_of_a_file_are_passed_over() {
    let file = Slice::default().file();
    expect(
        [[7; 128].as_slice(), &file].concat(),
        "imaging",
        "displaced_start",
    );
    expect(
        [b" ".as_slice(), &Slice::default().data_set().bytes].concat(),
        "imaging",
        "displaced_start",
    );
}

#[test]
fn a_file_that_ends_too_early_is_used_as_far_as_its_pixels_go() {
    let file = Slice::default().file();
    expect(file[..file.len() - 1].to_vec(), "imaging", "truncated");
    expect(file[..file.len() - 16].to_vec(), "imaging", "truncated");
    expect(file[..300].to_vec(), "truncated_before_pixels", "truncated");
    let mut longer = file.clone();
    let at = longer.len() - 32 - 4;
    longer[at..at + 4].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
    expect(longer, "imaging", "truncated");
}

#[test]
fn pixels_of_undefined_length_are_plain_where_no_item_follows() {
    let mut made = Slice::default().header();
    made.head(0x7FE0_0010, "OW", u32::MAX);
    made.bytes.extend(Slice::default().pixels());
    expect(explicit(&made), "imaging", "undefined_length");
}

#[test]
fn an_item_that_is_never_closed_does_not_swallow_the_image() {
    let made = header_but(0x0008_1030, |mut made| {
        made.head(0x0008_1140, "SQ", u32::MAX);
        made.head(0xFFFE_E000, "", u32::MAX);
        made
    });
    expect(with_pixels(made), "imaging", "missing_delimiter");
}

#[test]
fn attributes_twice_or_in_disorder_are_named_and_the_first_counts() {
    let made = header_but(0x0010_0020, |made| {
        made.text(0x0010_0020, "LO", "first")
            .text(0x0010_0020, "LO", "second")
    });
    let disc = disc(&[("a", with_pixels(made))]);
    let inventory = take_in(&disc);
    assert_eq!(inventory.patients[0].id.as_deref(), Some("first"));
    assert_eq!(codes(&inventory.files[0]).1, "duplicate_attributes");
    let made = header_but(0x0010_0020, |made| made.text(0x0008_0070, "LO", "maker"));
    expect(with_pixels(made), "imaging", "unordered_attributes");
}

#[test]
fn identifiers_that_are_missing_or_wrong_are_named() {
    let without = |tag| with_pixels(header_but(tag, |made| made));
    let with = |tag, uid: &str| with_pixels(header_but(tag, |made| made.text(tag, "UI", uid)));
    for tag in [0x0008_0018, 0x0020_000D, 0x0020_000E] {
        expect(without(tag), "imaging", "missing_uid");
        expect(with(tag, "../../etc/passwd"), "imaging", "invalid_uid");
        expect(with(tag, &"1.2.".repeat(50)), "imaging", "invalid_uid");
    }
}

#[test]
fn numbers_that_contradict_each_other_are_named() {
    let with = |tag, value| with_pixels(header_but(tag, |made| made.word(tag, value)));
    expect(with(0x0028_0101, 17), "imaging", "invalid_bits");
    expect(with(0x0028_0100, 12), "imaging", "cannot_decode");
    expect(
        with(0x0028_0010, 0),
        "incomplete_image_description",
        "cannot_decode",
    );
    expect(with(0x0028_0010, 65_535), "imaging", "truncated");
    let frames = |n: &str| {
        with_pixels(header_but(0x0028_0010, |made| {
            made.text(0x0028_0008, "IS", n).word(0x0028_0010, 4)
        }))
    };
    expect(frames("ab"), "imaging", "invalid_frames");
    expect(frames("999999999"), "imaging", "truncated invalid_frames");
}

#[test]
fn codestreams_that_contradict_the_header_are_kept_and_named() {
    let of = |syntax: &str, stream: &[u8]| {
        part10(syntax, &Slice::default().header().fragments(&[], &[stream]).bytes)
    };
    let sof = |marker: u8, rows: u8| {
        let head = [0xFF, 0xD8, 0xFF, marker, 0, 11, 12, 0, rows, 0, 4, 1, 1, 0x11, 0];
        [head.as_slice(), &[0xFF, 0xDA, 0, 2, 0, 0xFF, 0xD9]].concat()
    };
    let j2k = |columns: u32| {
        let head = [0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0];
        let numbers = [columns, 4, 0, 0, columns, 4, 0, 0]
            .map(u32::to_be_bytes)
            .concat();
        [head.as_slice(), &numbers, &[0, 1, 11, 1, 1, 0]].concat()
    };
    let rle = |second: u32| {
        let mut frame = [2_u32, 64, second].map(u32::to_le_bytes).concat();
        frame.resize(64, 0);
        [frame.as_slice(), &[15; 20]].concat()
    };
    let (jpeg, jpeg_ls, jpeg_2000) = (
        "1.2.840.10008.1.2.4.70",
        "1.2.840.10008.1.2.4.80",
        "1.2.840.10008.1.2.4.90",
    );
    for (syntax, good, bad) in [
        (jpeg, sof(0xC3, 4), sof(0xC3, 200)),
        (jpeg, sof(0xC3, 4), b"\xFF\xD8".to_vec()),
        (jpeg_ls, sof(0xF7, 4), sof(0xF7, 200)),
        (jpeg_2000, j2k(4), j2k(0)),
        (jpeg_2000, j2k(4), j2k(70_000)),
        (RLE, rle(70), rle(7000)),
    ] {
        expect(of(syntax, &good), "imaging", "");
        expect(of(syntax, &bad), "imaging", "cannot_decode");
    }
    expect(of("1.2.3.4.5", &[1, 2, 3, 4]), "imaging", "cannot_decode");
    let unknown = part10("1.2.3.4.5", &Slice::default().data_set().bytes);
    expect(unknown, "imaging", "cannot_decode");
}

#[test]
fn encapsulated_pixels_without_their_end_or_with_a_wrong_table_are_named() {
    let stream = [
        [0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 12, 0, 4, 0, 4, 1, 1, 0x11, 0].as_slice(),
        &[0xFF, 0xDA, 0, 2, 0, 0xFF, 0xD9],
    ]
    .concat();
    let syntax = "1.2.840.10008.1.2.4.70";
    let whole = Slice::default().header().fragments(&[], &[&stream]).bytes;
    expect(
        part10(syntax, &whole[..whole.len() - 8]),
        "imaging",
        "missing_delimiter",
    );
    expect(part10(syntax, &whole[..whole.len() - 12]), "imaging", "truncated");
    let table = Slice::default().header().fragments(&[9999], &[&stream]).bytes;
    expect(part10(syntax, &table), "imaging", "bad_offset_table");
}

#[test]
fn frames_that_nobody_counted_are_counted_by_their_codestreams() {
    let stream = [
        [0xFF, 0xD8, 0xFF, 0xC3, 0, 11, 12, 0, 4, 0, 4, 1, 1, 0x11, 0].as_slice(),
        &[0xFF, 0xDA, 0, 2, 0, 0xFF, 0xD9, 0],
    ]
    .concat();
    let frames = |table: &[u32], fragments: &[&[u8]]| {
        let file = part10(
            "1.2.840.10008.1.2.4.70",
            &Slice::default().header().fragments(table, fragments).bytes,
        );
        let inventory = take_in(&disc(&[("a.dcm", file)]));
        let image = &inventory.patients[0].studies[0].series[0].instances[0];
        (image.frames.len(), image.truncated, codes(&inventory.files[0]).1)
    };
    let length = u32::try_from(stream.len() + 8).expect("short");
    let counted = (2, false, "invalid_frames".to_owned());
    assert_eq!(frames(&[0, length], &[&stream, &stream]), counted);
    assert_eq!(frames(&[], &[&stream, &stream]), counted);
    let (head, tail) = stream.split_at(10);
    assert_eq!(frames(&[], &[head, tail]), (1, false, String::new()));
}

#[test]
fn a_day_that_no_calendar_has_is_no_date() {
    let dated = |date: &str| {
        let file = with_pixels(header_but(0x0008_0020, |made| made.text(0x0008_0020, "DA", date)));
        let inventory = take_in(&disc(&[("a.dcm", file)]));
        inventory.patients[0].studies[0].date.clone()
    };
    assert_eq!(dated("20240229").as_deref(), Some("2024-02-29"));
    for date in ["20230229", "20240431", "20241301", "20240000"] {
        assert_eq!(dated(date), None, "{date}");
    }
}

#[test]
fn names_in_unknown_or_wrong_characters_are_read_as_well_as_possible() {
    let slice = |charset, name| {
        Slice {
            name,
            charset,
            ..Slice::default()
        }
        .file()
    };
    expect(
        slice("ISO_IR 9999", b"Muster^\xFCber"),
        "imaging",
        "unknown_character_set",
    );
    expect(slice("ISO_IR 192", b"Muster^\xFCber"), "imaging", "invalid_text");
    expect(slice("ISO-IR 100", b"Muster^\xFCber"), "imaging", "");
}

#[test]
fn a_preamble_that_is_a_program_or_a_page_is_named() {
    for start in [b"MZ\x90\0".as_slice(), b"<html>", b"%PDF-1.4", b"\x7FELF"] {
        let mut file = Slice::default().file();
        file[..start.len()].copy_from_slice(start);
        expect(file, "imaging", "foreign_preamble");
    }
    // TIFF is what slide scanners put there (PS3.10 §7.1)
    let mut file = Slice::default().file();
    file[..4].copy_from_slice(b"II*\0");
    expect(file, "imaging", "");
}

#[test]
fn pictures_beside_images_are_documents_that_nobody_reads_a_diagnosis_from() {
    let of = |name: &str, bytes: &[u8]| codes(&take_in(&disc(&[(name, bytes.to_vec())])).files[0]);
    let picture = ("document".to_owned(), "not_diagnostic".to_owned());
    assert_eq!(of("IMG_0001.JPG", b"\xFF\xD8\xFF\xE0\0\x10JFIF"), picture);
    assert_eq!(of("screen.png", b"\x89PNG\r\n\x1a\n"), picture);
    assert_eq!(of("scan.tif", b"II*\0"), picture);
    assert_eq!(of("photo.heic", b"\0\0\0\x18ftypheic"), picture);
    let capture = Slice {
        sop_class: "1.2.840.10008.5.1.4.1.1.7",
        ..Slice::default()
    }
    .file();
    assert_eq!(of("a", &capture), picture);
    assert_eq!(of("report.pdf", b"%PDF-1.7").0, "document");
    assert_eq!(of("not_an_image.dcm", b"\x89PNG\r\n\x1a\n").0, "not_dicom");
    assert_eq!(of("text.dcm", b"Dear colleague").0, "not_dicom");
}

/// What becomes of each file of the collected malformed ones.
const MALFORMED: [(&str, &str, &str); 54] = [
    ("00_empty.dcm", "empty", ""),
    ("01_preamble_only.dcm", "not_dicom", ""),
    ("02_magic_only.dcm", "truncated_before_pixels", "truncated"),
    ("03_trunc_in_meta.dcm", "truncated_before_pixels", "truncated"),
    ("04_trunc_mid_tag.dcm", "truncated_before_pixels", "truncated"),
    ("05_trunc_half_pixels.dcm", "imaging", "truncated"),
    ("06_trunc_last_byte.dcm", "imaging", "truncated"),
    ("07_pixel_len_2GiB.dcm", "imaging", "truncated"),
    ("08_native_undefined_len.dcm", "imaging", "undefined_length"),
    ("09_meta_group_len_wrong.dcm", "imaging", ""),
    ("10_vr_garbage.dcm", "imaging", "invalid_vr"),
    ("11_len_overrun.dcm", "truncated_before_pixels", "truncated"),
    ("12_nested_600.dcm", "imaging", ""),
    ("13_sq_no_delim.dcm", "imaging", "missing_delimiter"),
    ("14_nested_100k.dcm", "nested_too_deeply", ""),
    ("15_item_longer_than_sq.dcm", "imaging", ""),
    (
        "16_dup_tags.dcm",
        "imaging",
        "duplicate_attributes unordered_attributes",
    ),
    ("17_odd_length.dcm", "imaging", ""),
    ("18_rows_cols_65535.dcm", "imaging", "truncated"),
    ("19_frames_999999999.dcm", "imaging", "truncated invalid_frames"),
    ("20_frames_not_number.dcm", "imaging", "invalid_frames"),
    ("21_bits_stored_gt_alloc.dcm", "imaging", "invalid_bits"),
    ("22_bits_alloc_12.dcm", "imaging", "cannot_decode"),
    (
        "23_rows_zero.dcm",
        "incomplete_image_description",
        "cannot_decode",
    ),
    ("24_deflate_bomb_256MiB.dcm", "data_set_too_large", ""),
    ("25_deflate_corrupt.dcm", "damaged_data_set", ""),
    ("26_uid_path_traversal.dcm", "imaging", "invalid_uid"),
    ("27_uid_200_chars.dcm", "imaging", "invalid_uid"),
    ("28_uid_sql_html.dcm", "imaging", "invalid_uid"),
    ("29_no_sop_uid.dcm", "imaging", "missing_uid"),
    ("30_no_series_uid.dcm", "imaging", "missing_uid"),
    ("31_pn_script.dcm", "imaging", ""),
    ("32_pn_bidi_null.dcm", "imaging", ""),
    ("33_cp1251_labelled_latin1.dcm", "imaging", ""),
    ("34_unknown_charset.dcm", "imaging", "unknown_character_set"),
    ("35_invalid_utf8.dcm", "imaging", "invalid_text"),
    ("36_polyglot_mz.dcm", "imaging", "foreign_preamble"),
    ("37_polyglot_html.dcm", "imaging", "foreign_preamble"),
    ("38_polyglot_pdf.dcm", "imaging", "foreign_preamble"),
    ("39_rle_offset_beyond.dcm", "imaging", "cannot_decode"),
    ("40_jls_65535.dcm", "imaging", "cannot_decode"),
    ("41_jpeg_soi_only.dcm", "imaging", "cannot_decode"),
    ("42_j2k_garbage.dcm", "imaging", "cannot_decode"),
    (
        "43_bot_beyond.dcm",
        "imaging",
        "truncated cannot_decode bad_offset_table",
    ),
    ("44_encaps_no_delim.dcm", "imaging", "truncated cannot_decode"),
    ("45_unknown_ts.dcm", "imaging", "cannot_decode"),
    ("46_ts_says_implicit.dcm", "imaging", "wrong_transfer_syntax"),
    ("47_gzipped.dcm.gz", "imaging", ""),
    ("48_trailing_garbage.dcm", "imaging", ""),
    ("49_trailing_padding.dcm", "imaging", ""),
    ("50_no_preamble.dcm", "imaging", ""),
    ("51_text_renamed.dcm", "not_dicom", ""),
    ("52_png_renamed.dcm", "not_dicom", ""),
    ("99_control_good.dcm", "imaging", ""),
];

#[test]
fn every_collected_malformed_file_ends_as_expected() {
    let Some(data) = std::env::var_os("OVERREAD_DATA") else {
        return;
    };
    let folder = Path::new(&data).join("dicom/malformed/generated");
    for (name, outcome, problems) in MALFORMED {
        let bytes = std::fs::read(folder.join(name)).expect("the file is there");
        let inventory = take_in(&disc(&[(name, bytes)]));
        assert_eq!(inventory.files.len(), 1, "{name}");
        let expected = (outcome.to_owned(), problems.to_owned());
        assert_eq!(codes(&inventory.files[0]), expected, "{name}");
    }
}

/// Names as an independent reader decodes them.
const NAMES: [(&str, &str); 17] = [
    ("pydicom/chrArab.dcm", "قباني^لنزار"),
    ("pydicom/chrFren.dcm", "Buc^Jérôme"),
    ("pydicom/chrFrenMulti.dcm", "Buc^Jérôme"),
    ("pydicom/chrGerm.dcm", "Äneas^Rüdiger"),
    ("pydicom/chrGreek.dcm", "Διονυσιος"),
    ("pydicom/chrH31.dcm", "Yamada^Tarou=山田^太郎=やまだ^たろう"),
    ("pydicom/chrH32.dcm", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
    ("pydicom/chrHbrw.dcm", "שרון^דבורה"),
    ("pydicom/chrI2.dcm", "Hong^Gildong=洪^吉洞=홍^길동"),
    ("pydicom/chrJapMulti.dcm", "やまだ^たろう"),
    ("pydicom/chrJapMultiExplicitIR6.dcm", "やまだ^たろう"),
    ("pydicom/chrKoreanMulti.dcm", "김희중"),
    ("pydicom/chrRuss.dcm", "Люкceмбypг"),
    ("pydicom/chrX1.dcm", "Wang^XiaoDong=王^小東"),
    ("pydicom/chrX2.dcm", "Wang^XiaoDong=王^小东"),
    ("fo/chrGB2312.dcm", "Zhang^XiaoDong=张^小东"),
    ("fo/chrJapMulti.dcm", "やまだ^たろう"),
];

#[test]
fn names_in_every_collected_character_set_are_read() {
    let Some(data) = std::env::var_os("OVERREAD_DATA") else {
        return;
    };
    for (path, name) in NAMES {
        let bytes =
            std::fs::read(Path::new(&data).join("dicom/charsets").join(path)).expect("the file is there");
        let disc = Disc::open(vec![(path.to_owned(), bytes)]);
        let examined = examine(&disc, 0);
        let found = examined.patient().map(|patient| patient.name.clone());
        assert_eq!(found.as_deref(), Some(name), "{path}");
        assert_eq!(
            codes(&examined.record).1.replace("not_diagnostic", ""),
            "",
            "{path}"
        );
    }
}
