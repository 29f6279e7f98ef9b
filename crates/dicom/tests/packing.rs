//! Packing gives back every byte: of any image that can be written down, and of everything else.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a test may fail loudly"
)]

#[path = "made/cine.rs"]
mod cine;
#[path = "made/image.rs"]
mod image;
mod made;
#[path = "made/packed.rs"]
mod packed;

use std::sync::LazyLock;

use image::Image;
use made::{JPEG, LITTLE, Slice, Style, part10};
use overread_dicom::pack::{Archive, Codec, PIECE_BYTES};
use packed::{Made as Packed, comes_back, unpacked};
use proptest::prelude::*;

type Files = Vec<(String, Vec<u8>)>;

fn any_image() -> impl Strategy<Value = Image> {
    let shape = (1_u16..40, 1_u16..40, 1_u16..5, any::<bool>());
    let kind = (
        prop::sample::select(vec![8_u16, 16, 32]),
        0_u8..4,
        0_u8..7,
        any::<u64>(),
    );
    (shape, kind).prop_map(
        |((rows, columns, frames, big), (bits, colour, fill, seed))| Image {
            big,
            ..Image::filled([rows, columns, frames, bits], colour, fill, seed)
        },
    )
}

fn alone(file: Vec<u8>) -> Packed {
    comes_back(&[("image".to_owned(), file)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_image_comes_back_bit_for_bit(image in any_image()) {
        let made = alone(image.file());
        prop_assert_eq!(made.native, image.pixels.len() as u64, "its frames were found");
        prop_assert_eq!(made.codecs.values().sum::<u64>(), u64::from(image.frames));
        prop_assert!(made.coded <= made.native + u64::from(image.frames), "and no frame grew but by its codec's byte");
    }

    #[test]
    fn a_cut_image_comes_back_as_it_was_cut(image in any_image(), keep in 0.0..1.0_f64) {
        let mut file = image.file();
        file.truncate((file.len() as f64 * keep) as usize);
        alone(file);
    }

    #[test]
    fn anything_comes_back(files in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..4000), 0..6)) {
        let named: Vec<_> = files.into_iter().enumerate().map(|(n, bytes)| (format!("f/{n}%"), bytes)).collect();
        comes_back(&named);
    }

    #[test]
    fn a_damaged_archive_never_gives_back_other_bytes(at in any::<prop::sample::Index>(), to in any::<u8>(), index in any::<bool>()) {
        static MADE: LazyLock<(Files, Packed)> = LazyLock::new(|| {
            let frame: Vec<u8> = (0..48 * 32 * 3).map(|at: u32| (at * at / 97) as u8).collect();
            let slices = (1..4).map(|number| Slice { number, rows: 30, columns: 31, ..Slice::default() }.file());
            let others = [vec![7; 900], film(&vec![frame; 5], 48)];
            let files: Vec<_> = slices.chain(others).enumerate().map(|(n, bytes)| (n.to_string(), bytes)).collect();
            let made = comes_back(&files);
            (files, made)
        });
        let (files, made) = &*MADE;
        let (mut stream, mut bytes) = (made.stream.clone(), made.archive.to_bytes().expect("an index"));
        let target = if index { &mut bytes } else { &mut stream };
        let at = at.index(target.len());
        target[at] = to;
        if let Ok(archive) = Archive::from_bytes(&bytes)
            && let Ok(back) = unpacked(&archive, &stream)
        {
            for (name, bytes) in files {
                prop_assert!(back[name] == *bytes);
            }
        }
    }
}

/// A colour film of these frames.
fn film(frames: &[Vec<u8>], columns: u16) -> Vec<u8> {
    let rows = frames[0].len() / 3 / usize::from(columns);
    Image {
        big: false,
        rows: rows as u16,
        columns,
        bits: 8,
        samples: 3,
        planar: 0,
        photometric: "RGB",
        frames: frames.len() as u16,
        pixels: frames.concat(),
    }
    .file()
}

#[test]
fn a_series_shares_one_header_and_every_slice_is_coded() {
    let slice = |number| Slice {
        number,
        rows: 64,
        columns: 64,
        ..Slice::default()
    };
    let files: Vec<_> = (1..=50)
        .map(|number| (format!("IM{number:04}"), slice(number).file()))
        .collect();
    let made = comes_back(&files);
    assert_eq!(made.codecs.values().sum::<u64>(), 50);
    let headers = files.iter().map(|(_, bytes)| bytes.len() as u64).sum::<u64>() - made.native;
    let packed_headers = made.stream.len() as u64 - made.coded;
    assert!(packed_headers * 20 < headers, "{packed_headers} of {headers}");
}

#[test]
fn compressed_frames_travel_unchanged() {
    let fragments: [&[u8]; 2] = [b"\xFF\xD8\xFF\xE0 one frame.", b"\xFF\xD8\xFF\xE0 and one more"];
    let data_set = Slice::default()
        .header()
        .text(0x0028_0008, "IS", "2")
        .fragments(&[], &fragments);
    let file = part10(JPEG, &data_set.bytes);
    let made = alone(file);
    assert!(
        made.stream
            .windows(fragments[0].len())
            .any(|window| window == fragments[0])
    );
    assert!(
        made.stream
            .windows(fragments[1].len())
            .any(|window| window == fragments[1])
    );
    assert!(made.codecs.is_empty(), "{:?}", made.codecs);
}

#[test]
fn a_file_longer_than_a_piece_is_divided_and_whole_again() {
    let mut noise = 1_u32;
    let mut byte = || {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (noise >> 24) as u8
    };
    let long: Vec<u8> = (0..2 * PIECE_BYTES + 12_345).map(|_| byte()).collect();
    let made = comes_back(&[
        ("film.mpg".to_owned(), long.clone()),
        ("empty".to_owned(), Vec::new()),
    ]);
    assert!(made.archive.files[0].parts.len() >= 3);
    assert!(
        made.stream.len() as u64 <= long.len() as u64 + 64,
        "what cannot be packed does not grow"
    );
}

/// What zstd 1.5 at its default level makes of these very frames as one file.
const ZSTD: f64 = 6.56;

#[test]
fn a_colour_ultrasound_is_packed_better_than_a_general_compressor_does() {
    let made = alone(film(&cine::frames(24), cine::COLUMNS));
    let ratio = made.native as f64 / made.coded as f64;
    println!("cine {ratio:.2} {:?}", made.codecs);
    assert!(ratio >= ZSTD, "{ratio}");
}

#[test]
fn a_film_that_stands_still_or_merely_moves_costs_hardly_more_than_a_frame_of_each_piece() {
    let first = cine::frames(1).remove(0);
    let turned = |by: usize| {
        first
            .iter()
            .cycle()
            .skip(by * 6)
            .take(first.len())
            .copied()
            .collect()
    };
    let one = alone(film(std::slice::from_ref(&first), cine::COLUMNS));
    for frames in [vec![first.clone(); 60], (0..60).map(turned).collect()] {
        let many = alone(film(&frames, cine::COLUMNS));
        let pieces = many.native / PIECE_BYTES + 1;
        assert!(
            many.coded < pieces * one.coded + 60 * 200,
            "{} {}",
            one.coded,
            many.coded
        );
        assert_eq!(many.codecs[&Codec::BrotliAfter], 60 - pieces);
    }
}

#[test]
fn an_archive_of_another_kind_is_refused_in_words() {
    let refused = Archive::from_bytes(b"PK\x03\x04").expect_err("no archive");
    assert_eq!(refused.code(), "not-an-archive");
    let made = comes_back(&[("a".to_owned(), Slice::default().file())]);
    let mut short = made.stream.clone();
    short.pop();
    let refused = unpacked(&made.archive, &short).expect_err("a byte is missing");
    assert_eq!(refused.code(), "damaged-archive");
    assert!(refused.to_string().contains("Copy the packed folder again"));
}

#[test]
fn an_index_that_points_outside_is_refused() {
    let made = comes_back(&[("a".to_owned(), Slice::default().file())]);
    let refuses = |change: &dyn Fn(&mut Archive)| {
        let mut archive = made.archive.clone();
        change(&mut archive);
        let bytes = archive.to_bytes().expect("an index");
        assert_eq!(
            Archive::from_bytes(&bytes).expect_err("refused").code(),
            "damaged-archive"
        );
    };
    refuses(&|archive| archive.files[0].path = "../a".to_owned());
    refuses(&|archive| archive.folders = vec!["a".to_owned()]);
    refuses(&|archive| archive.files[0].size += 1);
    refuses(&|archive| archive.stream -= 1);
    refuses(&|archive| archive.blocks.clear());
    refuses(&|archive| archive.files[0].parts.clear());
}

#[test]
fn a_style_of_its_own_for_each_header() {
    // Implicit and big endian headers are bytes around the pixels like any other.
    for style in [
        LITTLE,
        Style {
            explicit: false,
            big: false,
        },
        Style {
            explicit: true,
            big: true,
        },
    ] {
        let made = alone(
            Slice {
                style,
                rows: 33,
                columns: 17,
                ..Slice::default()
            }
            .file(),
        );
        assert_eq!(made.native, 33 * 17 * 2);
    }
}
