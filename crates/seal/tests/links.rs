//! Links and their secrets.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a story stops where it goes wrong"
)]

mod common;

use common::*;
use overread_seal::CompartmentKey;
use overread_seal::link::{BundledKey, InviteSecret, Link, ShareSecret, UnreadableLink};
use overread_wire::ledger::{Act, Entry};
use overread_wire::{Compartment, Hash, Joining, PersonId, Role, Timestamp};
use proptest::prelude::*;

const ORIGIN: &str = "https://overread.example";

fn read(text: &str) -> Result<Link, UnreadableLink> {
    Link::parse(text)
}

#[test]
fn an_invitation_link_leads_to_the_room_of_its_role() {
    for (role, room) in [
        (Role::Patient, ""),
        (Role::Coordinator, "board/"),
        (Role::Radiologist, "reading/"),
    ] {
        let secret = InviteSecret::generate(&mut Dice(1));
        let id = secret.id();
        let url = Link::Invite {
            secret,
            practice: practice(),
            role,
        }
        .to_url(ORIGIN);
        assert!(url.starts_with(&format!("{ORIGIN}/{room}#join.v1.")));
        assert_eq!(Link::origin(&url).unwrap(), ORIGIN);
        match read(&format!("  {url}\r\n")) {
            Ok(Link::Invite {
                secret,
                practice: named,
                role: read,
            }) => {
                assert_eq!((secret.id(), named, read), (id, practice(), role));
            }
            _ => panic!("not an invitation"),
        }
    }
}

#[test]
fn a_share_link_carries_the_head_of_the_case() {
    let secret = ShareSecret::generate(&mut Dice(1));
    let (id, head) = (secret.id(), Hash::of(b"head"));
    let url = Link::Share {
        secret,
        practice: practice(),
        case_head: head,
    }
    .to_url("http://localhost:8080/");
    assert_eq!(Link::origin(&url).unwrap(), "http://localhost:8080");
    match read(&url) {
        Ok(Link::Share {
            secret,
            practice: named,
            case_head,
        }) => {
            assert_eq!((secret.id(), named, case_head), (id, practice(), head));
        }
        _ => panic!("not a share"),
    }
}

#[test]
fn the_start_link_names_the_practice_under_any_address() {
    let url = Link::Start { practice: practice() }.to_url("https://clinic.example/second-opinion");
    assert_eq!(
        url,
        format!("https://clinic.example/second-opinion/#start.{}", practice())
    );
    assert!(matches!(read(&url), Ok(Link::Start { practice: named }) if named == practice()));
    assert_eq!(
        Link::origin(&url).unwrap(),
        "https://clinic.example/second-opinion"
    );
}

#[test]
fn what_is_no_link_is_refused_with_a_sentence() {
    let p = practice();
    let s = "A".repeat(43);
    let cases = [
        (String::new(), "link-not-an-address"),
        ("overread.example/#start.1".to_owned(), "link-not-an-address"),
        ("https:///#start.1".to_owned(), "link-not-an-address"),
        (format!("https://o.example/ #start.{p}"), "link-not-an-address"),
        ("https://o.example/".to_owned(), "link-without-key"),
        ("https://o.example/#".to_owned(), "link-without-key"),
        ("https://o.example/#imprint".to_owned(), "link-without-key"),
        (
            format!("https://o.example/board/#start.{p}"),
            "link-to-other-room",
        ),
        (
            format!("https://o.example/#open.v1.{s}.{p}.{s}"),
            "link-to-other-room",
        ),
        (
            format!("https://o.example/share/#join.v1.{s}.{p}"),
            "link-to-other-room",
        ),
        (format!("https://o.example#start.{p}"), "link-to-other-room"),
        (
            format!("https://o.example/#join.v2.{s}.{p}"),
            "link-of-other-version",
        ),
        (format!("https://o.example/#join.v1.{s}"), "link-incomplete"),
        (format!("https://o.example/#join.v1.{s}.{p}."), "link-incomplete"),
        ("https://o.example/#start".to_owned(), "link-incomplete"),
        (
            format!("https://o.example/#join.v1.{}.{p}", &s[1..]),
            "link-secret",
        ),
        (
            format!("https://o.example/#join.v1.{}+.{p}", &s[1..]),
            "link-secret",
        ),
        (
            format!("https://o.example/#join.v1.{}B.{p}", &s[1..]),
            "link-secret",
        ),
        (
            format!("https://o.example/#join.v1.{s}.{}", &p.to_string()[1..]),
            "link-practice",
        ),
        (
            format!("https://o.example/#start.{}", p.to_string().to_uppercase()),
            "link-practice",
        ),
        (
            format!("https://o.example/share/#open.v1.{s}.{p}.{}", &s[1..]),
            "link-head",
        ),
    ];
    for (text, code) in cases {
        let refusal = read(&text).err().unwrap_or_else(|| panic!("{text} was read"));
        assert_eq!(refusal.code(), code, "{text}");
        assert!(refusal.to_string().ends_with('.'));
    }
}

#[test]
fn a_joiner_is_let_in_by_the_links_key_and_reads_the_note() {
    let secret = InviteSecret::generate(&mut Dice(1));
    let joining = Joining {
        practice: practice(),
        invitation: secret.id(),
        card: radiologist().card(),
        time: Timestamp(1),
    };
    let signed = secret.sign(joining);
    assert!(signed.verified_by(&secret.verify_key()).is_ok());
    assert!(
        signed
            .verified_by(&InviteSecret::generate(&mut Dice(2)).verify_key())
            .is_err()
    );
    let note = secret.seal_note(practice(), b"Welcome, Dr Example");
    assert_eq!(
        secret.open_note(practice(), &note).unwrap().as_slice(),
        b"Welcome, Dr Example"
    );
    assert!(
        InviteSecret::generate(&mut Dice(2))
            .open_note(practice(), &note)
            .is_err()
    );
    assert!(secret.open_note(PersonId::from_bytes([9; 16]), &note).is_err());
    for at in 0..note.len() {
        let mut flipped = note.clone();
        flipped[at] ^= 1;
        assert!(secret.open_note(practice(), &flipped).is_err(), "byte {at}");
        assert!(secret.open_note(practice(), &note[..at]).is_err(), "cut at {at}");
    }
}

fn keys() -> Vec<BundledKey> {
    vec![
        BundledKey {
            compartment: Compartment::Images,
            epoch: 1,
            key: CompartmentKey::from_bytes([1; 32]),
        },
        BundledKey {
            compartment: Compartment::Report,
            epoch: 2,
            key: CompartmentKey::from_bytes([2; 32]),
        },
    ]
}

#[test]
fn a_share_opens_its_bundle_and_signs_its_openings() {
    let secret = ShareSecret::generate(&mut Dice(1));
    let bundle = secret.with_pin(None).seal_bundle(practice(), case(), &keys());
    let opened = secret
        .with_pin(None)
        .open_bundle(practice(), case(), &bundle)
        .ok()
        .unwrap();
    let summary: Vec<_> = opened
        .iter()
        .map(|key| (key.compartment, key.epoch, *key.key.dangerously_bytes()))
        .collect();
    assert_eq!(
        summary,
        [
            (Compartment::Images, 1, [1; 32]),
            (Compartment::Report, 2, [2; 32])
        ]
    );
    let entry = Entry {
        case: case(),
        seq: 9,
        previous: Hash::of(b"previous"),
        time: Timestamp(1),
        act: Act::ShareOpened(secret.id()),
        grants: vec![],
    };
    let signed = secret.sign(entry);
    assert_eq!(signed.signer(), secret.id());
    assert!(signed.verified_by(&secret.verify_key()).is_ok());
    let other = ShareSecret::generate(&mut Dice(2));
    assert!(
        other
            .with_pin(None)
            .open_bundle(practice(), case(), &bundle)
            .is_err()
    );
    let elsewhere = overread_wire::CaseId::from_bytes([9; 16]);
    assert!(
        secret
            .with_pin(None)
            .open_bundle(practice(), elsewhere, &bundle)
            .is_err()
    );
    for at in 0..bundle.len() {
        let mut flipped = bundle.clone();
        flipped[at] ^= 1;
        assert!(
            secret
                .with_pin(None)
                .open_bundle(practice(), case(), &flipped)
                .is_err(),
            "byte {at}"
        );
    }
}

#[test]
fn a_server_that_hides_the_pin_opens_nothing() {
    let secret = ShareSecret::generate(&mut Dice(1));
    let locked = secret.with_pin(Some("4711"));
    let bundle = locked.seal_bundle(practice(), case(), &keys());
    assert!(
        secret
            .with_pin(Some("4711"))
            .open_bundle(practice(), case(), &bundle)
            .is_ok()
    );
    for wrong in [None, Some(""), Some("4712"), Some("47111")] {
        let keys = secret.with_pin(wrong);
        assert!(keys.open_bundle(practice(), case(), &bundle).is_err());
        assert_ne!(keys.opening_token(), locked.opening_token());
    }
}

#[test]
fn no_token_says_anything_about_another_secret() {
    let (one, two) = (
        ShareSecret::generate(&mut Dice(1)),
        ShareSecret::generate(&mut Dice(2)),
    );
    let tokens = [
        one.landing_token(),
        two.landing_token(),
        one.with_pin(None).opening_token(),
        two.with_pin(None).opening_token(),
        *one.verify_key().as_bytes(),
        *two.verify_key().as_bytes(),
    ];
    for (at, token) in tokens.iter().enumerate() {
        assert!(!tokens[..at].contains(token));
    }
}

proptest! {
    #[test]
    fn a_wrong_character_never_reads_as_the_same_link(at in 0usize..160, character in "[!-~]") {
        let secret = ShareSecret::generate(&mut Dice(1));
        let honest = secret.id();
        let url = Link::Share { secret, practice: practice(), case_head: Hash::of(b"head") }.to_url(ORIGIN);
        let at = at % url.len();
        let mut wrong = url.clone();
        wrong.replace_range(at..=at, &character);
        prop_assume!(wrong != url && at >= ORIGIN.len());
        if let Ok(Link::Share { secret, practice: named, case_head }) = read(&wrong) {
            prop_assert!((secret.id(), named, case_head) != (honest, practice(), Hash::of(b"head"))
                || Link::origin(&wrong).unwrap() != ORIGIN);
        }
    }

    #[test]
    fn a_cut_link_is_not_read(cut in 1usize..120) {
        let secret = ShareSecret::generate(&mut Dice(1));
        let url = Link::Share { secret, practice: practice(), case_head: Hash::of(b"head") }.to_url(ORIGIN);
        prop_assert!(read(&url[..url.len() - cut.min(url.len())]).is_err());
    }

    #[test]
    fn any_text_is_read_or_refused_without_panic(text in "\\PC{0,200}") {
        let _ = read(&text).is_ok();
        let _ = read(&format!("https://o.example/{text}")).is_ok();
        let _ = read(&format!("https://o.example/share/#open.v1.{text}")).is_ok();
    }
}
