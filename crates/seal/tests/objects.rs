//! What a lying server can do to sealed objects: nothing that goes unnoticed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a story stops where it goes wrong"
)]

mod common;

use std::time::{Duration, Instant};

use async_trait::async_trait;
use common::*;
use futures::executor::block_on;
use overread_seal::object::{
    self, Cipher, CipherFailure, Opening, Padding, RustCrypto, SEGMENT_BYTES, SegmentJob,
};
use overread_seal::{CompartmentKey, ObjectContext, ObjectKey};
use overread_wire::{CaseId, Compartment, Hash, ObjectId, ObjectKind, PersonId};
use proptest::prelude::*;

const HEADER: usize = 74;
const SEGMENT: usize = 256 * 1024;

#[test]
fn what_was_sealed_comes_out_again_and_is_the_same_ciphertext_each_time() {
    let sealed = seal(&key(), &context(), b"left knee", Padding::Padme);
    assert_eq!(open(&key(), &context(), &sealed).unwrap(), b"left knee");
    assert_eq!(seal(&key(), &context(), b"left knee", Padding::Padme), sealed);
}

#[test]
fn other_bytes_or_other_padding_never_share_an_iv() {
    let ivs: Vec<Vec<u8>> = [
        seal(&key(), &context(), &[1; 100], Padding::None),
        seal(&key(), &context(), &[2; 100], Padding::None),
        seal(&key(), &context(), &[1; 100], Padding::Padme),
        seal(
            &key(),
            &ObjectContext {
                epoch: 2,
                ..context()
            },
            &[1; 100],
            Padding::None,
        ),
    ]
    .iter()
    .flat_map(|sealed| [sealed[10..42].to_vec(), sealed[HEADER + 4..HEADER + 16].to_vec()])
    .collect();
    for (at, iv) in ivs.iter().enumerate() {
        assert!(!ivs[..at].contains(iv));
    }
}

#[test]
fn the_segments_of_one_object_never_share_an_iv() {
    let sealed = seal(&key(), &context(), &vec![0; 4 * SEGMENT], Padding::None);
    let ivs: Vec<&[u8]> = sealed[HEADER..]
        .chunks(SEGMENT)
        .map(|segment| &segment[4..16])
        .collect();
    for (at, iv) in ivs.iter().enumerate() {
        assert!(!ivs[..at].contains(iv));
    }
}

#[test]
fn no_byte_of_a_small_object_can_be_flipped() {
    let sealed = seal(&key(), &context(), b"The meniscus is torn.", Padding::Padme);
    for at in 0..sealed.len() {
        for bit in [1, 0x80] {
            let mut flipped = sealed.clone();
            flipped[at] ^= bit;
            assert!(open(&key(), &context(), &flipped).is_err(), "byte {at}");
        }
    }
}

#[test]
fn no_header_tag_or_length_of_a_large_object_can_be_changed() {
    let sealed = seal(&key(), &context(), &pixels(2 * SEGMENT + 5000), Padding::None);
    let edges = [HEADER, HEADER + SEGMENT, HEADER + 2 * SEGMENT, sealed.len()];
    let places = (0..HEADER).chain(
        edges
            .iter()
            .flat_map(|edge| edge.saturating_sub(17)..(edge + 18).min(sealed.len())),
    );
    for at in places.step_by(2) {
        let mut flipped = sealed.clone();
        flipped[at] ^= 1;
        assert!(open(&key(), &context(), &flipped).is_err(), "byte {at}");
    }
}

#[test]
fn an_object_cannot_be_cut_or_extended_anywhere_near_a_boundary() {
    let sealed = seal(&key(), &context(), &pixels(2 * SEGMENT + 5000), Padding::None);
    let whole = sealed.len();
    for edge in [
        0,
        HEADER,
        HEADER + 32,
        HEADER + SEGMENT,
        HEADER + SEGMENT + 32,
        HEADER + 2 * SEGMENT,
        whole,
    ] {
        for length in edge.saturating_sub(1)..=(edge + 1).min(whole) {
            assert_eq!(
                open(&key(), &context(), &sealed[..length]).is_ok(),
                length == whole,
                "{length} bytes"
            );
        }
    }
    for extra in [1, 16, 32, 33, SEGMENT - 5000, SEGMENT] {
        let mut extended = sealed.clone();
        extended.resize(whole + extra, 0);
        assert!(open(&key(), &context(), &extended).is_err(), "{extra} more");
    }
}

#[test]
fn a_whole_number_of_segments_cannot_lose_its_last_one() {
    let exact = 2 * (SEGMENT - 32) - 8;
    let sealed = seal(&key(), &context(), &pixels(exact), Padding::None);
    assert_eq!(sealed.len(), HEADER + 2 * SEGMENT);
    assert!(open(&key(), &context(), &sealed[..HEADER + SEGMENT]).is_err());
    assert_eq!(open(&key(), &context(), &sealed).unwrap().len(), exact);
}

#[test]
fn an_object_opens_nowhere_but_where_it_belongs() {
    let sealed = seal(&key(), &context(), b"left knee", Padding::Padme);
    let elsewhere = [
        ObjectContext {
            practice: PersonId::from_bytes([9; 16]),
            ..context()
        },
        ObjectContext {
            case: CaseId::from_bytes([9; 16]),
            ..context()
        },
        ObjectContext {
            compartment: Compartment::Original,
            ..context()
        },
        ObjectContext {
            epoch: 2,
            ..context()
        },
        ObjectContext {
            kind: ObjectKind::Manifest,
            ..context()
        },
        ObjectContext {
            object: ObjectId::from_bytes([9; 16]),
            ..context()
        },
    ];
    for other in elsewhere {
        assert!(open(&key(), &other, &sealed).is_err(), "{other:?}");
        // Even with the very key of the object: the context is bound into the encryption too.
        let object_key = key().object_key(&context());
        assert!(
            block_on(object::open(&RustCrypto, &object_key, &other, &sealed)).is_err(),
            "{other:?}"
        );
    }
    assert!(open(&CompartmentKey::from_bytes([8; 32]), &context(), &sealed).is_err());
}

#[test]
fn a_revealed_object_key_opens_that_object_and_no_other() {
    let first_read = ObjectContext {
        kind: ObjectKind::FirstRead,
        compartment: Compartment::Own,
        ..context()
    };
    let own = radiologist().own_key(case());
    let sealed = seal(&own, &first_read, b"no tear seen", Padding::Padme);
    let revealed = ObjectKey::from_bytes(*own.object_key(&first_read).dangerously_bytes());
    assert_eq!(
        block_on(object::open(&RustCrypto, &revealed, &first_read, &sealed)).unwrap(),
        b"no tear seen"
    );
    // Whoever is shown the key can make the committed ciphertext again, so its hash can be checked from the text.
    let again = block_on(object::seal(
        &RustCrypto,
        &revealed,
        &first_read,
        b"no tear seen",
        Padding::Padme,
    ))
    .unwrap();
    assert_eq!(Hash::of(&again), Hash::of(&sealed));
    let draft = ObjectContext {
        kind: ObjectKind::Draft,
        ..first_read
    };
    let other = seal(&own, &draft, b"a draft", Padding::Padme);
    assert!(block_on(object::open(&RustCrypto, &revealed, &draft, &other)).is_err());
}

#[test]
fn padded_sizes_tell_neighbours_from_nothing() {
    let sizes: std::collections::BTreeSet<usize> = (1000..1010)
        .map(|length| seal(&key(), &context(), &pixels(length), Padding::Padme).len())
        .collect();
    assert_eq!(sizes.len(), 1);
}

#[test]
fn an_object_larger_than_the_server_takes_is_refused_before_it_is_sealed() {
    let too_large = vec![0; 64 << 20];
    let sealed = block_on(object::seal(
        &RustCrypto,
        &key().object_key(&context()),
        &context(),
        &too_large,
        Padding::None,
    ));
    assert_eq!(sealed.err().unwrap().code(), "too-large-to-seal");
}

#[test]
fn a_frame_is_opened_from_its_own_segments_only() {
    let content = pixels(3 * SEGMENT);
    let sealed = seal(&key(), &context(), &content, Padding::None);
    let size = sealed.len() as u64;
    let frame = 300_000..500_000;
    let bytes = object::segments_for(size, frame.clone()).unwrap();
    assert_eq!(
        bytes,
        HEADER as u64 + SEGMENT_BYTES..HEADER as u64 + 2 * SEGMENT_BYTES
    );
    let opening = Opening::new(&key().object_key(&context()), &context(), size, &sealed[..HEADER]).unwrap();
    let segments = &sealed[usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap()];
    assert_eq!(
        block_on(opening.open(&RustCrypto, frame.clone(), segments)).unwrap(),
        content[300_000..500_000]
    );
    let neighbour = &sealed[HEADER..HEADER + SEGMENT];
    assert!(block_on(opening.open(&RustCrypto, frame.clone(), neighbour)).is_err());
    assert!(block_on(opening.open(&RustCrypto, frame.clone(), &segments[1..])).is_err());
    assert!(block_on(opening.open(&RustCrypto, frame, &sealed[HEADER..])).is_err());
    assert!(object::segments_for(size, 0..size).is_err());
    assert!(object::segments_for(size, u64::MAX - 1..u64::MAX).is_err());
    // A wrong size moves the last segment, which then opens no more.
    let shorter = Opening::new(
        &key().object_key(&context()),
        &context(),
        size - SEGMENT_BYTES,
        &sealed[..HEADER],
    );
    let tail = &sealed[HEADER + 2 * SEGMENT..HEADER + 3 * SEGMENT];
    assert!(block_on(shorter.unwrap().open(&RustCrypto, 600_000..600_001, tail)).is_err());
}

/// A cipher as a broken browser might have it: every answer is one byte short.
struct Short;

#[async_trait(?Send)]
impl Cipher for Short {
    async fn seal(
        &self,
        key: &[u8; 32],
        jobs: &[SegmentJob],
        bytes: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure> {
        let mut sealed = RustCrypto.seal(key, jobs, bytes).await?;
        for segment in &mut sealed {
            segment.truncate(segment.len() - 1);
        }
        Ok(sealed)
    }

    async fn open(
        &self,
        key: &[u8; 32],
        jobs: &[SegmentJob],
        bytes: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure> {
        let mut opened = RustCrypto.open(key, jobs, bytes).await?;
        opened.pop();
        Ok(opened)
    }
}

#[test]
fn a_broken_cipher_loses_nothing_unnoticed() {
    let (context, object_key) = (context(), key().object_key(&context()));
    let sealing = object::seal(&Short, &object_key, &context, b"left knee", Padding::Padme);
    assert_eq!(block_on(sealing).err().unwrap().code(), "cipher-failed");
    let sealed = seal(&key(), &context, b"left knee", Padding::Padme);
    assert!(block_on(object::open(&Short, &object_key, &context, &sealed)).is_err());
}

#[test]
fn sealing_and_opening_a_pack_takes_less_than_a_second() {
    let content = pixels(8 << 20);
    let mut fastest = [Duration::MAX; 2];
    for _ in 0..5 {
        let begin = Instant::now();
        let sealed = seal(&key(), &context(), &content, Padding::None);
        fastest[0] = fastest[0].min(begin.elapsed());
        let begin = Instant::now();
        assert_eq!(open(&key(), &context(), &sealed).unwrap().len(), content.len());
        fastest[1] = fastest[1].min(begin.elapsed());
    }
    let [sealing, opening] = fastest.map(|time| 8.388_608 / time.as_secs_f64());
    println!("seal {sealing:.0} MB/s, open {opening:.0} MB/s, the best of five");
    assert!(fastest.iter().all(|time| *time < Duration::from_secs(1)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn segments_cannot_be_put_in_another_order(order in Just(vec![0usize, 1, 2, 3]).prop_shuffle(), twice: bool) {
        let sealed = seal(&key(), &context(), &pixels(4 * (SEGMENT - 32) - 8), Padding::None);
        let segments: Vec<&[u8]> = sealed[HEADER..].chunks(SEGMENT).collect();
        let mut order = order;
        if twice {
            order[1] = order[0];
        }
        let mut shuffled = sealed[..HEADER].to_vec();
        for at in &order {
            shuffled.extend(segments[*at]);
        }
        prop_assert_eq!(open(&key(), &context(), &shuffled).is_ok(), order == [0, 1, 2, 3]);
    }

    #[test]
    fn any_range_opens_to_what_lies_there(length in 1usize..700_000, a in 0.0f64..1.0, b in 0.0f64..1.0) {
        #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "test")]
        let at = |part: f64| (length as f64 * part) as usize;
        let (start, end) = (at(a.min(b)), at(a.max(b)));
        let content = pixels(length);
        let sealed = seal(&key(), &context(), &content, Padding::Padme);
        let size = sealed.len() as u64;
        let opening = Opening::new(&key().object_key(&context()), &context(), size, &sealed[..HEADER]).unwrap();
        let bytes = object::segments_for(size, start as u64..end as u64).unwrap();
        let bytes = &sealed[usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap()];
        let opened = block_on(opening.open(&RustCrypto, start as u64..end as u64, bytes)).unwrap();
        prop_assert_eq!(&opened, &content[start..end]);
    }

    #[test]
    fn rubbish_never_opens_and_never_panics(rubbish in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(open(&key(), &context(), &rubbish).is_err());
    }
}
