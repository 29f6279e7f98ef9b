//! One statement has one encoding; whatever else arrives is refused and breaks nothing.

use std::fmt::Debug;

use coset::{CborSerializable, CoseSign1, CoseSign1Builder, HeaderBuilder, TaggedCborSerializable, iana};
use overread_wire::api::SignInProof;
use overread_wire::ledger::Entry;
use overread_wire::{
    Charter, GrantStatement, Invitation, Joining, Removal, Sealable, Signed, decode, encode,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::any;
use crate::people::{Person, Practice};
use crate::story::{Story, first_entry};

/// Cards are long and every byte of them is tried, so a few of each suffice; entries are many and short.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn every_entry_has_one_encoding(entry in any::entry()) { has_one_encoding(&entry); }

    #[test]
    fn every_grant_has_one_encoding(grant in any::grant()) { has_one_encoding(&grant); }

    #[test]
    fn every_invitation_has_one_encoding(invitation in any::invitation()) { has_one_encoding(&invitation); }

    #[test]
    fn every_removal_has_one_encoding(removal in any::removal()) { has_one_encoding(&removal); }

    #[test]
    fn every_sign_in_has_one_encoding(proof in any::sign_in()) { has_one_encoding(&proof); }
}

proptest! {
    #![proptest_config(config(30))]

    #[test]
    fn every_joining_has_one_encoding(joining in any::joining()) { has_one_encoding(&joining); }

    #[test]
    fn every_charter_has_one_encoding(charter in any::charter()) { has_one_encoding(&charter); }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn whatever_bytes_arrive_nothing_breaks(bytes in vec(any::<u8>(), 0..600)) { read_as_everything(&bytes); }

    #[test]
    fn a_damaged_entry_breaks_nothing(
        damage in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let practice = Practice::new();
        let mut bytes = practice.patient.sign(first_entry(&practice)).bytes().to_vec();
        for (place, value) in damage {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        read_as_everything(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        read_as_everything(&bytes);
    }
}

#[test]
fn declared_lengths_and_deep_nesting_are_not_believed() {
    for head in [0x5b, 0x7b, 0x9b, 0xbb, 0xdb] {
        let bomb = [
            &[0x84, 0x43, 0xa1, 0x01, 0x27, 0xa0, head][..],
            &[0xff; 8],
            &[0; 64],
        ]
        .concat();
        read_as_everything(&bomb);
        read_as_everything(&bomb[6..]);
    }
    for nest in [0x81, 0x9f, 0xa1, 0xbf, 0xd2, 0xc1] {
        read_as_everything(&vec![nest; 1 << 20]);
    }
}

#[test]
fn the_envelope_has_one_encoding_too() {
    let practice = Practice::new();
    let entry = practice.patient.sign(first_entry(&practice));
    for changed in other_encodings(entry.bytes()) {
        assert!(Signed::<Entry>::parse(&changed).is_err(), "{changed:02x?}");
    }
}

#[test]
fn the_envelope_has_no_room_for_anything_else() {
    let patient = Person::new(5);
    let practice = Practice::new();
    let honest = CoseSign1::from_slice(patient.sign(first_entry(&practice)).bytes()).unwrap();
    let protected = || {
        HeaderBuilder::new()
            .algorithm(iana::Algorithm::EdDSA)
            .key_id(patient.id().as_bytes().to_vec())
    };
    let with = |change: fn(CoseSign1Builder) -> CoseSign1Builder, header: coset::Header| {
        let builder = CoseSign1Builder::new()
            .protected(header)
            .payload(honest.payload.clone().unwrap())
            .signature(honest.signature.clone());
        change(builder).build()
    };
    let same = |builder| builder;
    let unprotected: fn(CoseSign1Builder) -> CoseSign1Builder =
        |builder| builder.unprotected(HeaderBuilder::new().key_id(vec![1]).build());
    let refused = [
        with(unprotected, protected().build()),
        with(same, protected().iv(vec![0; 12]).build()),
        with(same, protected().value(99, coset::cbor::Value::Null).build()),
        with(same, protected().algorithm(iana::Algorithm::ES256).build()),
        with(same, protected().key_id(vec![1; 15]).build()),
        with(
            same,
            HeaderBuilder::new().algorithm(iana::Algorithm::EdDSA).build(),
        ),
        with(|builder| builder.signature(vec![0; 63]), protected().build()),
    ];
    for envelope in refused {
        assert!(Signed::<Entry>::parse(&envelope.to_vec().unwrap()).is_err());
    }
    let detached = CoseSign1 {
        payload: None,
        ..honest.clone()
    };
    assert!(Signed::<Entry>::parse(&detached.to_vec().unwrap()).is_err());
    assert!(Signed::<Entry>::parse(&honest.clone().to_tagged_vec().unwrap()).is_err());
    assert!(Signed::<Entry>::parse(&with(same, protected().build()).to_vec().unwrap()).is_ok());
}

#[test]
fn what_is_read_back_from_a_story_is_what_was_signed() {
    let (story, _) = Story::shared();
    for entry in &story.chain {
        let again = Signed::<Entry>::parse(entry.bytes()).unwrap();
        assert_eq!((again.claimed(), again.hash()), (entry.claimed(), entry.hash()));
        assert_eq!(again.signer(), entry.signer());
    }
}

fn has_one_encoding<T: Sealable + Debug + PartialEq>(statement: &T) {
    let bytes = encode(statement);
    assert_eq!(&decode::<T>(&bytes).unwrap(), statement);
    for changed in other_encodings(&bytes) {
        assert!(decode::<T>(&changed).is_err(), "{changed:02x?}");
    }
}

fn read_as_everything(bytes: &[u8]) {
    let _ = Signed::<Entry>::parse(bytes);
    let _ = Signed::<Charter>::parse(bytes);
    let _ = Signed::<Invitation>::parse(bytes);
    let _ = Signed::<Joining>::parse(bytes);
    let _ = Signed::<Removal>::parse(bytes);
    let _ = Signed::<GrantStatement>::parse(bytes);
    let _ = Signed::<SignInProof>::parse(bytes);
    let _ = decode::<Entry>(bytes);
}

/// Other encodings of the same item (RFC 8949 §3 allows them, §4.2 does not), and damaged ones.
fn other_encodings(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut changed = vec![
        [bytes, &[0]].concat(),
        [bytes, &[0xf6]].concat(),
        bytes[..bytes.len() - 1].to_vec(),
    ];
    for at in heads(bytes, 0).0 {
        let (major, value, body) = head(bytes, at);
        let end = heads(bytes, at).1;
        let (before, content, after) = (&bytes[..at], &bytes[body..end], &bytes[end..]);
        if major < 7 {
            changed.push([before, &longer_head(bytes, at), content, after].concat());
        }
        match major {
            2 | 3 => {
                let chunk = &bytes[at..end];
                changed.push([before, &[(major << 5) | 31], chunk, &[0xff], after].concat());
            }
            4 | 5 => changed.push([before, &[(major << 5) | 31], content, &[0xff], after].concat()),
            _ => {}
        }
        if major == 5 && value > 1 && value < 23 {
            let first_end = heads(bytes, heads(bytes, body).1).1;
            let second_end = heads(bytes, heads(bytes, first_end).1).1;
            let (first, second, rest) = (
                &bytes[body..first_end],
                &bytes[first_end..second_end],
                &bytes[second_end..end],
            );
            changed.push([before, &bytes[at..body], second, first, rest, after].concat());
            let one_more = [bytes[at] + 1];
            changed.push([before, &one_more, first, first, second, rest, after].concat());
            changed.push([before, &one_more, content, &[0x17, 0xf6], after].concat());
        }
    }
    changed
}

/// Where each item begins, from the one at `at` inwards; and where that one ends.
fn heads(bytes: &[u8], at: usize) -> (Vec<usize>, usize) {
    let (major, value, body) = head(bytes, at);
    let mut all = vec![at];
    let mut end = body;
    let inner = match major {
        2 | 3 => {
            end += usize::try_from(value).unwrap();
            0
        }
        4 => value,
        5 => 2 * value,
        6 => 1,
        _ => 0,
    };
    for _ in 0..inner {
        let (more, next) = heads(bytes, end);
        all.extend(more);
        end = next;
    }
    (all, end)
}

/// Major type and argument of the item at `at`, and where its content begins.
fn head(bytes: &[u8], at: usize) -> (u8, u64, usize) {
    let (major, info) = (bytes[at] >> 5, bytes[at] & 31);
    let long = if info < 24 { 0 } else { 1 << (info - 24) };
    let argument = bytes[at + 1..at + 1 + long]
        .iter()
        .fold(0, |value, byte| (value << 8) | u64::from(*byte));
    (
        major,
        if long == 0 { u64::from(info) } else { argument },
        at + 1 + long,
    )
}

/// The same head, one size longer than needed.
fn longer_head(bytes: &[u8], at: usize) -> Vec<u8> {
    let (major, value, body) = head(bytes, at);
    let (info, length) = match body - at {
        1 => (24, 1),
        2 => (25, 2),
        3 => (26, 4),
        _ => (27, 8),
    };
    let mut longer = vec![(major << 5) | info];
    longer.extend(&value.to_be_bytes()[8 - length..]);
    if longer == bytes[at..body] {
        // Eight bytes are the longest there is: a tag says the same in more words.
        longer.insert(0, 0xd9);
        longer.splice(1..1, [0xd9, 0xf7]);
    }
    longer
}
