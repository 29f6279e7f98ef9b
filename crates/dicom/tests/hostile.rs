//! Bytes that mean harm or nothing: no panic, and every file has an outcome.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod made;

use made::{DEFLATED, EXPLICIT, JPEG, LITTLE, Made, RLE, Slice, Style, deflate, disc, part10, take_in, zip};
use overread_dicom::{Outcome, Reason, frame_bytes, preview};
use proptest::prelude::*;

/// Takes everything in, reads every frame and makes every preview.
fn survive(path: &str, bytes: Vec<u8>) {
    let disc = disc(&[(path, bytes)]);
    let inventory = take_in(&disc);
    assert_eq!(inventory.files.len(), disc.len());
    let series = inventory
        .patients
        .iter()
        .flat_map(|patient| &patient.studies)
        .flat_map(|study| &study.series);
    for image in series
        .flat_map(|series| &series.instances)
        .chain(&inventory.captures)
    {
        assert!(image.frames.len() <= image.number_of_frames as usize);
        for frame in 0..image.frames.len().min(3) {
            let _ = frame_bytes(&disc, image, frame);
            let _ = preview(&disc, image, frame, 64);
        }
    }
    serde_json::to_string(&inventory).expect("an inventory is JSON");
}

/// Files of every kind that the reader has code for.
fn seeds() -> Vec<Vec<u8>> {
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
    let item = Made::new(LITTLE).text(0x0020_0032, "DS", "1\\2\\3");
    let group = Made::new(LITTLE).sequence(0x0020_9113, item);
    let enhanced = slice
        .header()
        .text(0x0028_0008, "IS", "2")
        .sequence(0x5200_9230, group)
        .raw(0x7FE0_0010, "OW", &[7; 64]);
    let jpeg = slice
        .header()
        .text(0x0028_0008, "IS", "2")
        .fragments(&[0, 12], &[b"\xFF\xD8\xFF\xC0", b"\xFF\xD8\xFF\xC1"]);
    let mut rle = [2_u32, 64, 67].map(u32::to_le_bytes).concat();
    rle.resize(64, 0);
    rle.extend([241, 0, 128, 241, 9]);
    let rle = slice.header().fragments(&[], &[&rle]);
    let palette = Slice {
        photometric: "PALETTE COLOR",
        ..Slice::default()
    };
    let descriptor = [16_u16, 0, 16].map(u16::to_le_bytes).concat();
    let palette = palette
        .header()
        .raw(0x0028_1101, "US", &descriptor)
        .raw(0x0028_1201, "OW", &[5; 32])
        .raw(0x0028_1202, "OW", &[6; 32])
        .raw(0x0028_1203, "OW", &[7; 32])
        .raw(0x7FE0_0010, "OW", &slice.pixels());
    vec![
        slice.file(),
        implicit.file(),
        big.file(),
        slice.data_set().bytes,
        part10(EXPLICIT, &enhanced.bytes),
        part10(JPEG, &jpeg.bytes),
        part10(RLE, &rle.bytes),
        part10(EXPLICIT, &palette.bytes),
        part10(DEFLATED, &deflate(&slice.data_set().bytes)),
        zip(&[("a", &slice.file(), true), ("b.pdf", b"%PDF-1.4", false)]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        survive("a", bytes.clone());
        survive("a", part10(EXPLICIT, &bytes));
        survive("a", part10(DEFLATED, &bytes));
        survive("a", [b"PK\x03\x04".as_slice(), &bytes].concat());
    }

    #[test]
    fn damaged_files_never_break_the_reader(
        seed in 0_usize..10,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let mut bytes = seeds().swap_remove(seed);
        for (at, value) in damage {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        survive("a", bytes);
    }

    #[test]
    fn huge_numbers_in_a_header_never_break_the_reader(
        rows in any::<u16>(), columns in any::<u16>(), allocated in any::<u16>(), stored in any::<u16>(),
        high in any::<u16>(), signed in any::<u16>(), samples in any::<u16>(), frames in any::<i64>(),
    ) {
        let data_set = Made::new(LITTLE)
            .word(0x0028_0002, samples)
            .text(0x0028_0008, "IS", &frames.to_string())
            .word(0x0028_0010, rows)
            .word(0x0028_0011, columns)
            .word(0x0028_0100, allocated)
            .word(0x0028_0101, stored)
            .word(0x0028_0102, high)
            .word(0x0028_0103, signed)
            .raw(0x7FE0_0010, "OW", &[1; 100]);
        survive("a", part10(EXPLICIT, &data_set.bytes));
    }
}

#[test]
fn a_hundred_thousand_nested_sequences_end_in_a_reason() {
    let mut made = Made::new(LITTLE);
    for _ in 0..100_000 {
        made.head(0x0008_1140, "SQ", u32::MAX);
        made.head(0xFFFE_E000, "", u32::MAX);
    }
    let inventory = take_in(&disc(&[("a", part10(EXPLICIT, &made.bytes))]));
    assert_eq!(
        inventory.files[0].outcome,
        Outcome::Skipped {
            reason: Reason::NestedTooDeeply
        }
    );
}

#[test]
fn claims_of_gigabytes_are_not_believed() {
    let slice = Slice {
        rows: 65_535,
        columns: 65_535,
        ..Slice::default()
    };
    let data_set = slice.header().raw(0x7FE0_0010, "OW", &[0; 8192]);
    let disc = disc(&[("a", part10(EXPLICIT, &data_set.bytes))]);
    let inventory = take_in(&disc);
    let image = &inventory.patients[0].studies[0].series[0].instances[0];
    assert!(image.truncated);
    assert_eq!(image.frames[0][0].length, 8192);
    assert_eq!(preview(&disc, image, 0, 128), None);
}

#[test]
fn a_deflated_data_set_that_explodes_ends_in_a_reason() {
    let bomb = deflate(&vec![0; 80 << 20]);
    let inventory = take_in(&disc(&[("a", part10(DEFLATED, &bomb))]));
    assert_eq!(
        inventory.files[0].outcome,
        Outcome::Skipped {
            reason: Reason::DataSetTooLarge
        }
    );
}
