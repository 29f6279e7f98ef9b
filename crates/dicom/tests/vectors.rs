//! Known answers: frames that were packed once stay readable.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use overread_dicom::pack::{Codec, decode};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
    what: String,
    codec: Codec,
    coded: String,
    before: Option<String>,
    frame: String,
}

fn bytes(hex: &str) -> Vec<u8> {
    let byte = |digits: &[u8; 2]| {
        std::str::from_utf8(digits)
            .ok()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok())
    };
    hex.as_bytes()
        .as_chunks()
        .0
        .iter()
        .map(|digits| byte(digits).expect("two digits"))
        .collect()
}

#[test]
fn frames_that_were_packed_once_are_unpacked_alike() {
    let vectors: Vec<Vector> =
        serde_json::from_str(include_str!("../../../vectors/pack/frames.json")).expect("vectors are JSON");
    assert_eq!(vectors.len(), 9);
    for vector in vectors {
        let (coded, frame) = (bytes(&vector.coded), bytes(&vector.frame));
        let before = vector.before.as_deref().map(bytes);
        assert_eq!(Codec::of_coded(&coded), Some(vector.codec), "{}", vector.what);
        assert_eq!(
            decode(&coded, frame.len(), before.as_deref()),
            Ok(frame),
            "{}",
            vector.what
        );
    }
}
