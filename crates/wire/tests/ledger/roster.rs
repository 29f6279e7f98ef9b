//! Who is let into a practice, by whom, and who is not.

use overread_wire::{
    Card, Charter, DeskKey, Joining, KEM_KEY_BYTES, Membership, PersonId, Role, Roster, RosterRefusal,
    Signed, Timestamp,
};

use crate::people::{MONDAY, Person, Practice, charter, invitation, joining, kem_key, signing_key};

fn refusal(verdict: Result<PersonId, RosterRefusal>) -> &'static str {
    verdict.expect_err("this should have been refused").code()
}

#[test]
fn everyone_is_let_in_by_a_chain_that_begins_at_the_root() {
    let practice = Practice::new();
    let roster = &practice.roster;
    assert_eq!(roster.role(practice.root.id()), Some(Role::Coordinator));
    assert_eq!(roster.role(practice.coordinator.id()), Some(Role::Coordinator));
    assert_eq!(roster.role(practice.anna.id()), Some(Role::Radiologist));
    assert_eq!(roster.role(practice.patient.id()), Some(Role::Patient));
    assert_eq!(roster.role(practice.walk_in.id()), None);
    assert_eq!(roster.card(practice.anna.id()), Some(&practice.anna.card));
    assert_eq!(roster.members().count(), 5);
}

#[test]
fn a_charter_is_believed_only_from_the_root_that_the_link_names() {
    let (root, other) = (Person::new(1), Person::new(9));
    let genuine = charter(&root);
    assert_eq!(
        Roster::found(other.id(), &genuine).unwrap_err().code(),
        "other-practice"
    );
    let claimed = genuine.claimed().clone();
    let forged = other.sign_as(root.id(), claimed.clone());
    assert_eq!(
        Roster::found(root.id(), &forged).unwrap_err().code(),
        "other-practice"
    );
    let own_card = Charter {
        root: other.card.clone(),
        ..claimed
    };
    let substituted = other.sign_as(root.id(), own_card);
    assert_eq!(
        Roster::found(root.id(), &substituted).unwrap_err().code(),
        "other-practice"
    );
}

#[test]
fn a_stranger_lets_nobody_in_and_comes_in_by_nobody() {
    let mut practice = Practice::new();
    let stranger = Person::new(50);
    let by_stranger = practice.membership(&stranger, &Person::new(51), Role::Patient, 150);
    assert_eq!(refusal(practice.roster.admit(&by_stranger)), "stranger");
    // In the coordinator's name, with the stranger's key.
    let link = signing_key(151);
    let claimed = invitation(practice.id(), &practice.coordinator, &link, Role::Radiologist)
        .claimed()
        .clone();
    let forged = stranger.sign_as(practice.coordinator.id(), claimed);
    let joining = joining(&forged, &link, &stranger.card, MONDAY);
    assert_eq!(
        refusal(practice.roster.admit(&Membership {
            invitation: forged,
            joining
        })),
        "stranger"
    );
}

#[test]
fn an_invitation_of_another_practice_is_of_no_use() {
    let mut practice = Practice::new();
    let link = signing_key(152);
    let elsewhere = invitation(
        Person::new(9).id(),
        &practice.coordinator,
        &link,
        Role::Radiologist,
    );
    let joining = joining(&elsewhere, &link, &Person::new(52).card, MONDAY);
    assert_eq!(
        refusal(practice.roster.admit(&Membership {
            invitation: elsewhere,
            joining
        })),
        "stranger"
    );
}

#[test]
fn only_the_root_invites_coordinators_and_only_coordinators_invite() {
    let mut practice = Practice::new();
    let joiner = Person::new(53);
    let (root, coordinator, anna, patient) = (
        practice.root.clone(),
        practice.coordinator.clone(),
        practice.anna.clone(),
        practice.patient.clone(),
    );
    let refused = [
        (&coordinator, Role::Coordinator),
        (&anna, Role::Coordinator),
        (&anna, Role::Radiologist),
        (&anna, Role::Patient),
        (&patient, Role::Patient),
        (&root, Role::LinkHolder),
        (&coordinator, Role::LinkHolder),
    ];
    for (by, role) in refused {
        let membership = practice.membership(by, &joiner, role, 153);
        assert_eq!(
            refusal(practice.roster.admit(&membership)),
            "stranger",
            "{role:?}"
        );
    }
    for (by, role, seed) in [
        (&root, Role::Coordinator, 54),
        (&root, Role::Radiologist, 55),
        (&coordinator, Role::Patient, 56),
    ] {
        let membership = practice.membership(by, &Person::new(seed), role, seed + 100);
        practice.roster.admit(&membership).unwrap();
    }
}

#[test]
fn a_lapsed_invitation_lets_nobody_in() {
    let mut practice = Practice::new();
    let link = signing_key(157);
    let invitation = invitation(practice.id(), &practice.coordinator, &link, Role::Patient);
    let expires = invitation.claimed().expires;
    let late = joining(
        &invitation,
        &link,
        &Person::new(57).card,
        Timestamp(expires.0 + 1),
    );
    let too_late = Membership {
        invitation: invitation.clone(),
        joining: late,
    };
    assert_eq!(refusal(practice.roster.admit(&too_late)), "invitation-lapsed");
    let just = joining(&invitation, &link, &Person::new(57).card, expires);
    practice
        .roster
        .admit(&Membership {
            invitation,
            joining: just,
        })
        .unwrap();
}

#[test]
fn keys_that_the_joiner_did_not_sign_for_are_not_taken() {
    let mut practice = Practice::new();
    let (link, joiner, server) = (signing_key(158), Person::new(58), Person::new(59));
    let invitation = invitation(practice.id(), &practice.coordinator, &link, Role::Radiologist);
    // The server puts its own card into the joining; it has no invite key to sign with.
    let honest = joining(&invitation, &link, &joiner.card, MONDAY)
        .claimed()
        .clone();
    let substituted = server.sign(Joining {
        card: server.card.clone(),
        ..honest
    });
    let membership = Membership {
        invitation: invitation.clone(),
        joining: substituted,
    };
    assert_eq!(refusal(practice.roster.admit(&membership)), "stranger");
    // A joining for another invitation, with the right key.
    let other = crate::people::invitation(
        practice.id(),
        &practice.coordinator,
        &signing_key(160),
        Role::Patient,
    );
    let moved = joining(&other, &link, &joiner.card, MONDAY);
    assert_eq!(
        refusal(practice.roster.admit(&Membership {
            invitation,
            joining: moved
        })),
        "stranger"
    );
    assert_eq!(practice.roster.card(server.id()), None);
}

#[test]
fn one_invitation_lets_one_person_in() {
    let mut practice = Practice::new();
    let first = practice.membership(&practice.coordinator, &Person::new(61), Role::Radiologist, 161);
    let ghost = practice.membership(&practice.coordinator, &Person::new(62), Role::Radiologist, 161);
    practice.roster.admit(&first).unwrap();
    practice
        .roster
        .admit(&first)
        .expect("the same once more changes nothing");
    assert_eq!(refusal(practice.roster.admit(&ghost)), "stranger");
}

#[test]
fn a_removed_member_is_gone_whatever_the_order_in_which_one_hears_of_it() {
    let practice = Practice::new();
    let coordinator = practice.coordinator.clone();
    let noon = MONDAY.plus_hours(4);
    let late_link = signing_key(163);
    let invited = invitation(practice.id(), &coordinator, &late_link, Role::Radiologist);
    let afterwards = Membership {
        joining: joining(&invited, &late_link, &Person::new(63).card, noon),
        invitation: invited,
    };
    let removal = practice.removal(&coordinator, noon);

    let mut removal_first = practice.roster.clone();
    removal_first.remove(&removal).unwrap();
    assert_eq!(refusal(removal_first.admit(&afterwards)), "stranger");
    let mut removal_last = practice.roster.clone();
    removal_last.admit(&afterwards).unwrap();
    removal_last.remove(&removal).unwrap();
    for roster in [&removal_first, &removal_last] {
        assert_eq!(roster.role(coordinator.id()), None);
        assert_eq!(
            roster.role_at(coordinator.id(), Timestamp(noon.0 - 1)),
            Some(Role::Coordinator)
        );
        assert_eq!(roster.role_at(coordinator.id(), noon), None);
        assert_eq!(
            roster.role(Person::new(63).id()),
            None,
            "let in by somebody who had left"
        );
        assert_eq!(
            roster.role(practice.anna.id()),
            Some(Role::Radiologist),
            "let in before"
        );
        assert!(roster.members().all(|(person, _)| person != coordinator.id()));
    }
    let again = practice.membership(&practice.root, &coordinator, Role::Coordinator, 164);
    assert_eq!(
        refusal(removal_first.admit(&again)),
        "stranger",
        "back only with new keys"
    );
}

#[test]
fn only_the_root_removes_and_never_itself() {
    let mut practice = Practice::new();
    let by_coordinator = practice
        .coordinator
        .sign(practice.removal(&practice.anna, MONDAY).claimed().clone());
    assert!(practice.roster.remove(&by_coordinator).is_err());
    let itself = practice.removal(&practice.root, MONDAY);
    assert!(practice.roster.remove(&itself).is_err());
    assert_eq!(practice.roster.role(practice.anna.id()), Some(Role::Radiologist));
}

#[test]
fn a_key_that_seals_for_everybody_is_no_key() {
    let (vector, point) = (1152, KEM_KEY_BYTES - 32);
    let mut weak = vec![vec![0; KEM_KEY_BYTES]];
    let mut zeros = kem_key(70);
    zeros[..vector].fill(0);
    weak.push(zeros);
    // Every point that X25519 sends to zero (Wycheproof), which is tried first: nothing, one, minus one, two of order eight,
    // and what is written beyond the modulus.
    for low in [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ] {
        for high_bit in [0, 0x80] {
            let mut bytes: [u8; 32] = data_encoding::HEXLOWER
                .decode(low.as_bytes())
                .unwrap()
                .try_into()
                .unwrap();
            bytes[31] |= high_bit;
            assert_eq!(x25519_dalek::x25519([7; 32], bytes), [0; 32], "{low}");
            let mut key = kem_key(70);
            key[point..].copy_from_slice(&bytes);
            weak.push(key);
        }
    }
    for kem in weak {
        let card = Card {
            kem: kem.clone(),
            ..Person::new(70).card
        };
        assert!(overread_wire::decode::<Card>(&overread_wire::encode(&card)).is_err());
        let root = Person::new(1);
        let claimed = Charter {
            desk: DeskKey { epoch: 0, kem },
            ..charter(&root).claimed().clone()
        };
        assert!(Signed::<Charter>::parse(root.sign(claimed).bytes()).is_err());
    }
}

#[test]
fn a_card_with_an_encapsulation_key_of_the_wrong_length_is_no_card() {
    let whole = Person::new(70).card;
    assert_eq!(
        overread_wire::decode::<Card>(&overread_wire::encode(&whole)).unwrap(),
        whole
    );
    for length in [0, 32, 1215, 1217] {
        let kem: Vec<u8> = kem_key(70).into_iter().cycle().take(length).collect();
        let card = Card {
            kem: kem.clone(),
            ..whole.clone()
        };
        assert!(
            overread_wire::decode::<Card>(&overread_wire::encode(&card)).is_err(),
            "{length}"
        );
        let root = Person::new(1);
        let claimed = Charter {
            desk: DeskKey { epoch: 0, kem },
            ..charter(&root).claimed().clone()
        };
        assert!(
            Signed::<Charter>::parse(root.sign(claimed).bytes()).is_err(),
            "{length}"
        );
    }
}
