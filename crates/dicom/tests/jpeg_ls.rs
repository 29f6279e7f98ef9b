//! JPEG-LS beside an independent implementation, and against bytes that are none.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use overread_dicom::jpeg_ls::{JpegLsError, decode, encode};
use proptest::prelude::*;

/// A plane with flat parts, slopes and noise, so that runs and all contexts are met.
fn plane() -> impl Strategy<Value = (u16, u16, u8, Vec<u16>)> {
    let parts = (1_u16..70, 1_u16..70, 2_u8..=16);
    parts.prop_flat_map(|(columns, rows, depth)| {
        let most = u16::MAX >> (16 - depth);
        let count = usize::from(columns) * usize::from(rows);
        let value = prop_oneof![3 => Just(0), 2 => Just(most), 3 => 0..=most.min(3), 4 => 0..=most];
        let pieces = prop::collection::vec((value, 1_usize..40, -2_i32..3), 1..200);
        pieces.prop_map(move |pieces| {
            let steps = pieces.iter().cycle().flat_map(|(value, length, slope)| {
                (0..*length).map(move |at| {
                    let moved = i32::from(*value) + slope * i32::try_from(at).unwrap_or(0);
                    u16::try_from(moved.clamp(0, i32::from(most))).unwrap_or(0)
                })
            });
            (columns, rows, depth, steps.take(count).collect())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_plane_is_decoded_alike_by_another_implementation((columns, rows, depth, samples) in plane()) {
        let codestream = encode(&samples, columns, rows, depth).expect("it can be encoded");
        prop_assert_eq!(decode(&codestream, columns, rows), Ok(samples.clone()));
        let (theirs, ..) = jpegls::decode(&codestream, columns.into(), rows.into()).expect("a T.87 codestream");
        prop_assert_eq!(theirs, samples);
    }

    #[test]
    fn what_another_implementation_writes_is_decoded((columns, rows, depth, samples) in plane()) {
        let mut options = jpegls::EncodeOptions::default();
        options.precision = Some(depth);
        let mut codestream = Vec::new();
        jpegls::encode_with_options(&samples, columns.into(), rows.into(), &options, &mut codestream).expect("encoded");
        prop_assert_eq!(decode(&codestream, columns, rows), Ok(samples));
    }

    #[test]
    fn damage_is_an_error_or_another_image_but_never_a_crash(
        (columns, rows, depth, samples) in plane(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        keep in any::<prop::sample::Index>(),
    ) {
        let mut codestream = encode(&samples, columns, rows, depth).expect("it can be encoded");
        for (at, to) in changes {
            let at = at.index(codestream.len());
            codestream[at] = to;
        }
        let (count, short) = (samples.len(), keep.index(codestream.len()));
        if let Ok(other) = decode(&codestream, columns, rows) {
            prop_assert_eq!(other.len(), count);
        }
        prop_assert!(decode(&codestream[..short], columns, rows).is_err());
    }
}

#[test]
fn a_hostile_header_is_refused_before_anything_is_decoded() {
    let codestream = encode(&[1, 2, 3, 4, 5, 6], 3, 2, 8).expect("it can be encoded");
    assert_eq!(decode(&codestream, 3, 2), Ok(vec![1, 2, 3, 4, 5, 6]));
    assert_eq!(decode(&codestream, u16::MAX, u16::MAX), Err(JpegLsError::Damaged));
    let mut huge = codestream.clone();
    huge[7..11].fill(0xFF);
    assert_eq!(decode(&huge, 3, 2), Err(JpegLsError::Damaged));
    // The header fits, but there is no image behind it.
    assert_eq!(decode(&huge, u16::MAX, u16::MAX), Err(JpegLsError::Damaged));
    assert_eq!(encode(&[300], 1, 1, 8), Err(JpegLsError::Depth));
    assert_eq!(encode(&[3; 5], 2, 2, 8), Err(JpegLsError::Size));
}
