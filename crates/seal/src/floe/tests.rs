//! Two other implementations of FLOE open what we seal, and we open what they seal.

use fast_floe::{Key, Parameters};
use floe_rs::gcm::{FloeDecryptor, FloeEncryptor, FloeKey, Header, Segment};
use futures::executor::block_on;
use overread_wire::{CaseId, Compartment, ObjectId, ObjectKind, PersonId};
use proptest::prelude::*;

use super::*;
use crate::frame::{PREFIX_BYTES, Padding, framed, framed_len, unframed};
use crate::label::{Label, derive};
use crate::object::{self, RustCrypto};
use crate::{ObjectContext, ObjectKey};

const SEGMENT_SIZE: u32 = 256 * 1024;

fn context() -> ObjectContext {
    ObjectContext {
        practice: PersonId::from_bytes([1; 16]),
        case: CaseId::from_bytes([2; 16]),
        compartment: Compartment::Images,
        epoch: 3,
        kind: ObjectKind::Pack,
        object: ObjectId::from_bytes([4; 16]),
    }
}

fn key() -> ObjectKey {
    ObjectKey::from_bytes([5; 32])
}

fn floe_key() -> [u8; 32] {
    *derive(key().dangerously_bytes(), Label::ObjectFloeKey, b"")
}

fn pixels(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

fn seal(content: &[u8], padding: Padding) -> Vec<u8> {
    block_on(object::seal(&RustCrypto, &key(), &context(), content, padding)).unwrap()
}

fn open(ciphertext: &[u8]) -> Vec<u8> {
    block_on(object::open(&RustCrypto, &key(), &context(), ciphertext)).unwrap()
}

fn fast_floe_opens(ciphertext: &[u8]) -> Vec<u8> {
    let parameters = Parameters::with_segment_length(SEGMENT_SIZE).unwrap();
    let key = Key::from_bytes(floe_key());
    fast_floe::decrypt_with_parameters(&key, &context().bytes(), parameters, ciphertext).unwrap()
}

fn fast_floe_seals(frame: &[u8]) -> Vec<u8> {
    let parameters = Parameters::with_segment_length(SEGMENT_SIZE).unwrap();
    fast_floe::encrypt(
        &Key::from_bytes(floe_key()),
        &context().bytes(),
        parameters,
        frame,
    )
    .unwrap()
}

fn floe_rs_opens(ciphertext: &[u8]) -> Vec<u8> {
    let (header, body) = ciphertext.split_at(Header::LENGTH);
    let (key, aad) = (FloeKey::from(floe_key()), context().bytes());
    let header = Header::from_bytes(header).unwrap();
    let decryptor = FloeDecryptor::<SEGMENT_SIZE>::new(&key, &aad, &header).unwrap();
    let segments: Vec<&[u8]> = body.chunks(SEGMENT_SIZE as usize).collect();
    let mut frame = Vec::new();
    for (position, segment) in segments.iter().enumerate() {
        let segment = Segment::from_bytes(segment).unwrap();
        let mut chunk = vec![0; segment.plaintext_size()];
        decryptor
            .decrypt_segment(
                &segment,
                &mut chunk,
                position as u64,
                position + 1 == segments.len(),
            )
            .unwrap();
        frame.extend(chunk);
    }
    frame
}

fn floe_rs_seals(frame: &[u8]) -> Vec<u8> {
    let (key, aad) = (FloeKey::from(floe_key()), context().bytes());
    let encryptor = FloeEncryptor::<SEGMENT_SIZE>::new(&key, &aad);
    let header = encryptor.header();
    let mut ciphertext = PARAMETERS.to_vec();
    ciphertext.extend(header.iv().as_array());
    ciphertext.extend(header.tag().as_array());
    let chunks: Vec<&[u8]> = frame.chunks(encryptor.input_size()).collect();
    for (position, chunk) in chunks.iter().enumerate() {
        let mut segment = vec![0; encryptor.output_size(chunk)];
        encryptor
            .encrypt_segment(chunk, &mut segment, position as u64, position + 1 == chunks.len())
            .unwrap();
        ciphertext.extend(segment);
    }
    ciphertext
}

fn all_agree(length: usize, padding: Padding) {
    let content = pixels(length);
    let ours = seal(&content, padding);
    assert_eq!(ours.len() as u64, object::ciphertext_len(length as u64, padding));
    assert_eq!(open(&ours), content);
    let frame = framed(
        &content,
        usize::try_from(framed_len(length as u64, padding)).unwrap(),
    );
    assert_eq!(fast_floe_opens(&ours), frame);
    assert_eq!(floe_rs_opens(&ours), frame);
    assert_eq!(open(&fast_floe_seals(&frame)), content);
    assert_eq!(open(&floe_rs_seals(&frame)), content);
    assert_eq!(unframed(frame).unwrap(), content);
}

#[test]
fn three_implementations_agree_around_every_segment_boundary() {
    let chunk = usize::try_from(CHUNK).unwrap();
    for boundary in [chunk, 2 * chunk, 3 * chunk] {
        for length in boundary - PREFIX_BYTES - 2..=boundary - PREFIX_BYTES + 2 {
            all_agree(length, Padding::None);
        }
    }
    for length in [0, 1, 2, 7, 8, 9, 1000, chunk, chunk + 1] {
        all_agree(length, Padding::None);
        all_agree(length, Padding::Padme);
    }
}

#[test]
fn three_implementations_agree_on_a_full_pack() {
    all_agree(8 << 20, Padding::None);
}

#[test]
fn every_size_belongs_to_one_layout_or_to_none() {
    for size in (0..200)
        .chain(SEGMENT - 200..SEGMENT + 400)
        .chain(3 * SEGMENT..3 * SEGMENT + 400)
    {
        if let Some(layout) = Layout::of_ciphertext(size) {
            assert_eq!(layout.ciphertext_len(), size);
            let last = layout.segments() - 1;
            assert_eq!(layout.ciphertext_range(last).end, size);
            assert_eq!(layout.content_range(last).end, layout.content_len());
        }
    }
    assert_eq!(Layout::of_ciphertext(HEADER_BYTES as u64), None);
    assert_eq!(
        Layout::of_ciphertext(HEADER_BYTES as u64 + SEGMENT + OVERHEAD),
        None,
        "an empty last segment"
    );
    assert_eq!(
        Layout::of_ciphertext(u64::MAX - 1),
        Layout::of_ciphertext(u64::MAX - 1)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn three_implementations_agree_on_any_length(length in 0usize..900_000, padme: bool) {
        all_agree(length, if padme { Padding::Padme } else { Padding::None });
    }
}
