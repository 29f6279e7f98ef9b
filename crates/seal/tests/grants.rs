//! Who can open which grant, and who cannot.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a story stops where it goes wrong"
)]

mod common;

use common::*;
use overread_seal::grant::{self, GrantFor, Opened, SmallContext, open_small, seal_small};
use overread_seal::object::Padding;
use overread_seal::{CompartmentKey, DeskSecret, Identity, Opener};
use overread_wire::{
    CaseId, Compartment, Grant, GrantStatement, Hash, KEM_KEY_BYTES, Part, PersonId, Release, Signed,
};

fn to(recipient: PersonId, kem: &[u8]) -> GrantFor<'_> {
    GrantFor {
        case: case(),
        compartment: Compartment::Original,
        epoch: 1,
        recipient,
        recipient_kem: kem,
        release: Release::OnAccepted,
    }
}

fn granted() -> Grant {
    let card = radiologist().card();
    grant::make(
        &coordinator(),
        &key(),
        to(card.id(), &card.kem),
        practice(),
        &mut Dice(0),
    )
    .unwrap()
}

fn opens(who: &dyn Opener, granted: &Grant, signer: &Identity) -> Option<[u8; 32]> {
    match grant::open(who, granted, &signer.card().verify, practice()) {
        Ok(Opened::Whole(key)) => Some(*key.dangerously_bytes()),
        _ => None,
    }
}

#[test]
fn the_recipient_opens_a_grant_and_nobody_else_does() {
    let granted = granted();
    assert_eq!(opens(&radiologist(), &granted, &coordinator()), Some([7; 32]));
    assert_eq!(opens(&patient(), &granted, &coordinator()), None);
    assert_eq!(opens(&coordinator(), &granted, &coordinator()), None);
    let statement = granted.statement.claimed();
    assert_eq!(
        (statement.part, statement.release, statement.epoch),
        (Part::Whole, Release::OnAccepted, 1)
    );
}

#[test]
fn the_desk_opens_what_is_granted_to_it() {
    let desk = DeskSecret::generate(1, &mut Dice(1));
    let granted = grant::make(
        &patient(),
        &key(),
        to(desk.key().id(), &desk.key().kem),
        practice(),
        &mut Dice(2),
    )
    .unwrap();
    assert_eq!(opens(&desk, &granted, &patient()), Some([7; 32]));
    assert_eq!(
        opens(&DeskSecret::generate(1, &mut Dice(9)), &granted, &patient()),
        None
    );
}

#[test]
fn a_grant_of_a_substituted_granter_is_refused() {
    let granted = granted();
    assert_eq!(opens(&radiologist(), &granted, &patient()), None);
    // Somebody else signs the same statement over the same sealed key.
    let stolen = Grant {
        statement: patient().sign(granted.statement.claimed().clone()),
        sealed: granted.sealed,
    };
    assert_eq!(opens(&radiologist(), &stolen, &patient()), None);
}

#[test]
fn no_byte_of_a_grant_can_be_flipped() {
    let granted = granted();
    for at in (0..granted.sealed.len())
        .step_by(7)
        .chain(granted.sealed.len() - 60..granted.sealed.len())
    {
        let mut sealed = granted.sealed.clone();
        sealed[at] ^= 1;
        let altered = Grant {
            statement: granted.statement.clone(),
            sealed: sealed.clone(),
        };
        assert_eq!(
            opens(&radiologist(), &altered, &coordinator()),
            None,
            "byte {at}, hash not corrected"
        );
        let mut statement = granted.statement.claimed().clone();
        statement.sealed = Hash::of(&sealed);
        let corrected = Grant {
            statement: coordinator().sign(statement),
            sealed,
        };
        assert_eq!(
            opens(&radiologist(), &corrected, &coordinator()),
            None,
            "byte {at}, hash corrected"
        );
    }
    let bytes = granted.statement.bytes();
    for at in 0..bytes.len() {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1;
        let Ok(statement) = Signed::<GrantStatement>::parse(&bytes) else {
            continue;
        };
        let altered = Grant {
            statement,
            sealed: granted.sealed.clone(),
        };
        assert_eq!(
            opens(&radiologist(), &altered, &coordinator()),
            None,
            "byte {at} of the statement"
        );
    }
}

#[test]
fn a_sealed_key_cannot_be_moved_under_another_statement() {
    let granted = granted();
    let honest = granted.statement.claimed();
    let moved = [
        GrantStatement {
            case: CaseId::from_bytes([9; 16]),
            ..honest.clone()
        },
        GrantStatement {
            compartment: Compartment::Images,
            ..honest.clone()
        },
        GrantStatement {
            epoch: 2,
            ..honest.clone()
        },
        GrantStatement {
            part: Part::Half,
            ..honest.clone()
        },
        GrantStatement {
            recipient: patient().id(),
            ..honest.clone()
        },
    ];
    for statement in moved {
        let moved = Grant {
            statement: coordinator().sign(statement),
            sealed: granted.sealed.clone(),
        };
        assert!(grant::open(&radiologist(), &moved, &coordinator().card().verify, practice()).is_err());
    }
    let elsewhere = PersonId::from_bytes([9; 16]);
    assert!(grant::open(&radiologist(), &granted, &coordinator().card().verify, elsewhere).is_err());
}

/// Points of low order on the curve and its twist, with their unreduced encodings (RFC 7748 §7, Wycheproof).
const LOW_ORDER: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

#[test]
fn points_of_low_order_are_refused_on_both_sides() {
    for point in LOW_ORDER {
        for high_bit in [0, 0x80] {
            let mut point = data_encoding::HEXLOWER.decode(point.as_bytes()).unwrap();
            point[31] |= high_bit;
            let mut kem = radiologist().card().kem;
            kem[KEM_KEY_BYTES - 32..].copy_from_slice(&point);
            let made = grant::make(
                &coordinator(),
                &key(),
                to(radiologist().id(), &kem),
                practice(),
                &mut Dice(0),
            );
            assert_eq!(made.err().unwrap().code(), "unusable-key");
            let mut sealed = granted().sealed;
            sealed[1120 - 32..1120].copy_from_slice(&point);
            let mut statement = granted().statement.claimed().clone();
            statement.sealed = Hash::of(&sealed);
            let altered = Grant {
                statement: coordinator().sign(statement),
                sealed,
            };
            assert_eq!(opens(&radiologist(), &altered, &coordinator()), None);
        }
    }
}

#[test]
fn a_key_of_the_wrong_length_is_no_key() {
    let kem = radiologist().card().kem;
    for wrong in [
        &[] as &[u8],
        &kem[1..],
        &[kem.as_slice(), &[0]].concat(),
        &[0xff; KEM_KEY_BYTES],
    ] {
        assert!(
            grant::make(
                &coordinator(),
                &key(),
                to(radiologist().id(), wrong),
                practice(),
                &mut Dice(0)
            )
            .is_err()
        );
    }
}

fn halved(reader: &Identity, dice: u64) -> (Grant, [u8; 32]) {
    let (half, held_back) = grant::split(&key(), case(), reader.id(), 1, &mut Dice(dice));
    let card = reader.card();
    let to = to(card.id(), &card.kem);
    (
        grant::make_half(&coordinator(), &half, to, practice(), &mut Dice(dice + 50)).unwrap(),
        held_back,
    )
}

fn joined(reader: &Identity, granted: &Grant, held_back: &[u8; 32]) -> CompartmentKey {
    match grant::open(reader, granted, &coordinator().card().verify, practice()) {
        Ok(Opened::Half(half)) => grant::join(&half, held_back),
        _ => panic!("no half"),
    }
}

#[test]
fn both_halves_together_open_the_original_report() {
    let (granted, held_back) = halved(&radiologist(), 1);
    let original = seal(&key(), &context(), b"the first report", Padding::Padme);
    let key = joined(&radiologist(), &granted, &held_back);
    assert_eq!(open(&key, &context(), &original).unwrap(), b"the first report");
}

#[test]
fn one_half_opens_nothing() {
    let (granted, held_back) = halved(&radiologist(), 1);
    let original = seal(&key(), &context(), b"the first report", Padding::Padme);
    for guess in [[0; 32], [0xff; 32], *key().dangerously_bytes()] {
        assert!(open(&joined(&radiologist(), &granted, &guess), &context(), &original).is_err());
    }
    assert!(open(&CompartmentKey::from_bytes(held_back), &context(), &original).is_err());
}

#[test]
fn halves_of_two_assignments_do_not_join() {
    let original = seal(&key(), &context(), b"the first report", Padding::Padme);
    let ill = Identity::from_seed([4; 32]);
    let (first, first_held) = halved(&ill, 1);
    let (second, second_held) = halved(&radiologist(), 2);
    assert!(
        open(
            &joined(&radiologist(), &second, &first_held),
            &context(),
            &original
        )
        .is_err()
    );
    assert!(open(&joined(&ill, &first, &second_held), &context(), &original).is_err());
    assert!(
        open(
            &joined(&radiologist(), &second, &second_held),
            &context(),
            &original
        )
        .is_ok()
    );
}

#[test]
fn a_half_is_bound_to_its_radiologist_case_and_epoch_even_with_the_same_dice() {
    let split = |case, radiologist, epoch| grant::split(&key(), case, radiologist, epoch, &mut Dice(3));
    let (mine, held_back) = split(case(), radiologist().id(), 1);
    for (other, held) in [
        split(CaseId::from_bytes([9; 16]), radiologist().id(), 1),
        split(case(), patient().id(), 1),
        split(case(), radiologist().id(), 2),
    ] {
        assert_eq!(held, held_back);
        let card = radiologist().card();
        let made = grant::make_half(
            &coordinator(),
            &other,
            to(card.id(), &card.kem),
            practice(),
            &mut Dice(4),
        );
        assert_eq!(made.err().unwrap().code(), "half-of-another-assignment");
        assert_eq!(
            grant::join(&other, &held).dangerously_bytes(),
            key().dangerously_bytes()
        );
    }
    assert_eq!(
        grant::join(&mine, &held_back).dangerously_bytes(),
        key().dangerously_bytes()
    );
}

#[test]
fn a_coordinator_believes_only_the_desk_key_of_the_charter() {
    let desk = DeskSecret::generate(2, &mut Dice(1));
    let sealed = desk
        .seal_to(&coordinator().card(), practice(), &mut Dice(2))
        .unwrap();
    let opened = DeskSecret::open(&sealed, &coordinator(), practice(), desk.key().id())
        .ok()
        .unwrap();
    assert_eq!(opened.key(), desk.key());
    let planted = DeskSecret::generate(2, &mut Dice(8))
        .seal_to(&coordinator().card(), practice(), &mut Dice(9))
        .unwrap();
    assert!(DeskSecret::open(&planted, &coordinator(), practice(), desk.key().id()).is_err());
    assert!(DeskSecret::open(&sealed, &patient(), practice(), desk.key().id()).is_err());
    assert!(
        DeskSecret::open(
            &sealed,
            &coordinator(),
            PersonId::from_bytes([9; 16]),
            desk.key().id()
        )
        .is_err()
    );
    let note = desk.dangerously_bytes();
    assert_eq!(
        DeskSecret::from_bytes(&note[..], desk.key().id())
            .ok()
            .unwrap()
            .key(),
        desk.key()
    );
    assert!(DeskSecret::from_bytes(&note[1..], desk.key().id()).is_err());
    let mut other_epoch = note.clone();
    other_epoch[3] ^= 1;
    assert!(DeskSecret::from_bytes(&other_epoch[..], desk.key().id()).is_err());
}

#[test]
fn a_profile_opens_at_the_desk_and_cannot_be_given_to_another_member() {
    let desk = DeskSecret::generate(1, &mut Dice(1));
    let about = SmallContext {
        practice: practice(),
        about: radiologist().id(),
        purpose: "profile",
    };
    let sealed = seal_small(&desk.key().kem, &about, b"Dr Example, MSK", &mut Dice(2)).unwrap();
    assert_eq!(
        open_small(&desk, &about, &sealed).unwrap().as_slice(),
        b"Dr Example, MSK"
    );
    let other = SmallContext {
        about: patient().id(),
        ..about
    };
    assert!(open_small(&desk, &other, &sealed).is_err());
    assert!(
        open_small(
            &desk,
            &SmallContext {
                purpose: "letter",
                ..about
            },
            &sealed
        )
        .is_err()
    );
    assert!(open_small(&radiologist(), &about, &sealed).is_err());
    for at in 0..sealed.len() {
        let mut flipped = sealed.clone();
        flipped[at] ^= 1;
        if at % 11 == 0 || at > 1100 {
            assert!(open_small(&desk, &about, &flipped).is_err(), "byte {at}");
        }
        assert!(
            at % 50 != 0 || open_small(&desk, &about, &sealed[..at]).is_err(),
            "cut at {at}"
        );
    }
}
