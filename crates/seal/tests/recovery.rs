//! The printed code, typed by a tired person, and what it opens.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a story stops where it goes wrong"
)]

mod common;

use common::*;
use overread_seal::recovery::{KnownHead, RecoveryCode, UnreadableCode};
use overread_wire::Hash;
use proptest::prelude::*;

fn printed(dice: u64) -> String {
    RecoveryCode::generate(&mut Dice(dice))
        .dangerously_text()
        .to_string()
}

fn same(text: &str, bits: &[u8; 20]) -> bool {
    RecoveryCode::parse(text).is_ok_and(|code| code.dangerously_bytes() == bits)
}

#[test]
fn the_code_brings_the_person_back() {
    let code = RecoveryCode::generate(&mut Dice(1));
    let heads = [KnownHead {
        case: case(),
        head: Hash::of(b"head"),
        seq: 12,
    }];
    let sealed = code.seal_seed(&patient(), practice(), &heads);
    let typed = RecoveryCode::parse(&code.dangerously_text()).ok().unwrap();
    assert_eq!(typed.id(), code.id());
    assert_eq!(typed.id().len(), 32);
    let back = typed.open_seed(&sealed).ok().unwrap();
    assert_eq!(
        (back.identity.id(), back.practice, back.heads.as_slice()),
        (patient().id(), practice(), &heads[..])
    );
}

#[test]
fn another_code_or_an_altered_blob_opens_nothing() {
    let code = RecoveryCode::generate(&mut Dice(1));
    let sealed = code.seal_seed(&patient(), practice(), &[]);
    assert!(RecoveryCode::generate(&mut Dice(2)).open_seed(&sealed).is_err());
    for at in 0..sealed.len() {
        let mut flipped = sealed.clone();
        flipped[at] ^= 1;
        assert!(code.open_seed(&flipped).is_err(), "byte {at}");
        assert!(code.open_seed(&sealed[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn eight_groups_of_five_are_printed() {
    let text = printed(1);
    let groups: Vec<&str> = text.split('-').collect();
    assert_eq!(
        (groups.len(), groups.iter().all(|group| group.len() == 5)),
        (8, true)
    );
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    let code = RecoveryCode::generate(&mut Dice(3));
    let (text, bits) = (code.dangerously_text(), code.dangerously_bytes());
    assert!(same(&text.to_lowercase(), bits));
    assert!(same(&text.replace('-', ""), bits));
    assert!(same(&text.replace('-', " \u{2013} "), bits));
    assert!(same(&format!("\n {} \t", *text), bits));
    assert!(same(&text.replace('0', "o").replace('1', "l"), bits));
    assert!(same(&text.replace('0', "O").replace('1', "I"), bits));
}

#[test]
fn the_mistyped_group_is_named() {
    let text = printed(4);
    for place in 0..8 {
        let at = place * 6 + 2;
        let wrong = if text.as_bytes()[at] == b'7' { "8" } else { "7" };
        let mut typed = text.clone();
        typed.replace_range(at..=at, wrong);
        assert_eq!(
            RecoveryCode::parse(&typed).err(),
            Some(UnreadableCode::Group { group: place + 1 })
        );
        typed.replace_range(at..=at, "U");
        assert_eq!(
            RecoveryCode::parse(&typed).err(),
            Some(UnreadableCode::Group { group: place + 1 })
        );
        typed.replace_range(at..=at, "");
        assert_eq!(
            RecoveryCode::parse(&typed).err(),
            Some(UnreadableCode::Group { group: place + 1 })
        );
    }
    assert_eq!(
        RecoveryCode::parse("").err(),
        Some(UnreadableCode::Length { found: 0 })
    );
    assert_eq!(
        RecoveryCode::parse(&text[..41]).err(),
        Some(UnreadableCode::Length { found: 35 })
    );
    assert_eq!(
        RecoveryCode::parse(&text.repeat(2)).err(),
        Some(UnreadableCode::Length { found: 80 })
    );
}

#[test]
fn swapped_groups_are_noticed() {
    let text = printed(5);
    let mut groups: Vec<&str> = text.split('-').collect();
    groups.swap(2, 5);
    assert_eq!(
        RecoveryCode::parse(&groups.join("-")).err(),
        Some(UnreadableCode::Group { group: 3 })
    );
}

proptest! {
    #[test]
    fn every_code_reads_back(bits: [u8; 20]) {
        let code = RecoveryCode::from_bytes(bits);
        prop_assert!(same(&code.dangerously_text(), &bits));
    }

    #[test]
    fn one_wrong_character_is_always_found(bits: [u8; 20], place in 0usize..40, step in 1usize..32) {
        const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let text = RecoveryCode::from_bytes(bits).dangerously_text().replace('-', "");
        let now = ALPHABET.find(&text[place..=place]).unwrap();
        let other = (now + step) % 32;
        let mut typed = text.clone();
        typed.replace_range(place..=place, &ALPHABET[other..=other]);
        prop_assert_eq!(RecoveryCode::parse(&typed).err(), Some(UnreadableCode::Group { group: place / 5 + 1 }));
    }

    #[test]
    fn two_swapped_neighbours_are_always_found(bits: [u8; 20], place in 0usize..39) {
        let text = RecoveryCode::from_bytes(bits).dangerously_text().replace('-', "");
        let mut typed: Vec<char> = text.chars().collect();
        typed.swap(place, place + 1);
        let typed: String = typed.into_iter().collect();
        prop_assert_eq!(RecoveryCode::parse(&typed).is_ok(), typed == text);
    }

    #[test]
    fn any_text_is_read_or_refused_without_panic(text in "\\PC{0,80}") {
        let _ = RecoveryCode::parse(&text).is_ok();
    }
}
