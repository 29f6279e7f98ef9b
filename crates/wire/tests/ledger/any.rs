//! Any statement that can be made, for tests that must hold for all of them.

use overread_wire::api::SignInProof;
use overread_wire::ledger::{
    Act, Assigned, Entry, HalfCommitment, ImagesAdded, Kind, Opened, ReportVersion, Rescheduled, Service,
    ShareCreated, Submitted,
};
use overread_wire::{
    Card, CaseId, Charter, Compartment, DeskKey, GrantStatement, Hash, Invitation, InviteId, Joining,
    ObjectId, ObjectKind, ObjectRef, Part, PersonId, Release, Removal, Role, Timestamp, VerifyKey,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::people::{kem_key, signing_key, verify_key};

pub fn person() -> impl Strategy<Value = PersonId> {
    any::<[u8; 16]>().prop_map(PersonId::from_bytes)
}

pub fn hash() -> impl Strategy<Value = Hash> {
    any::<[u8; 32]>().prop_map(Hash::from_bytes)
}

fn case_id() -> impl Strategy<Value = CaseId> {
    any::<[u8; 16]>().prop_map(CaseId::from_bytes)
}

fn time() -> impl Strategy<Value = Timestamp> {
    any::<u64>().prop_map(Timestamp)
}

fn key() -> impl Strategy<Value = VerifyKey> {
    any::<u8>().prop_map(|seed| verify_key(&signing_key(seed)))
}

pub fn card() -> impl Strategy<Value = Card> {
    (key(), any::<u8>()).prop_map(|(verify, seed)| Card {
        verify,
        kem: kem_key(seed),
    })
}

fn compartment() -> impl Strategy<Value = Compartment> {
    use Compartment::{Images, Intake, Original, Own, Report, Thread};
    select(vec![Intake, Images, Original, Report, Thread, Own])
}

fn object() -> impl Strategy<Value = ObjectRef> {
    use ObjectKind::{Document, Draft, FirstRead, Manifest, Pack, Previews};
    let kind = select(vec![Document, Pack, Previews, Manifest, FirstRead, Draft]);
    (
        any::<[u8; 16]>(),
        compartment(),
        any::<u32>(),
        kind,
        hash(),
        any::<u64>(),
    )
        .prop_map(|(object, compartment, epoch, kind, hash, size)| ObjectRef {
            object: ObjectId::from_bytes(object),
            compartment,
            epoch,
            kind,
            hash,
            size,
        })
}

fn service() -> impl Strategy<Value = Service> {
    select(Service::ALL.to_vec())
}

pub fn charter() -> impl Strategy<Value = Charter> {
    (card(), any::<u32>(), any::<u8>(), any::<u32>()).prop_map(|(root, epoch, seed, edition)| Charter {
        root,
        desk: DeskKey {
            epoch,
            kem: kem_key(seed),
        },
        edition,
    })
}

pub fn invitation() -> impl Strategy<Value = Invitation> {
    let role = select(vec![
        Role::Coordinator,
        Role::Radiologist,
        Role::Patient,
        Role::LinkHolder,
    ]);
    let introduced = proptest::option::of(hash());
    (person(), key(), role, time(), hash(), introduced).prop_map(
        |(practice, invite_key, role, expires, note, introduced)| Invitation {
            practice,
            invite_key,
            role,
            expires,
            note,
            introduced,
        },
    )
}

pub fn joining() -> impl Strategy<Value = Joining> {
    (person(), any::<[u8; 16]>(), card(), time()).prop_map(|(practice, invitation, card, time)| Joining {
        practice,
        invitation: InviteId::from_bytes(invitation),
        card,
        time,
    })
}

pub fn removal() -> impl Strategy<Value = Removal> {
    (person(), person(), time()).prop_map(|(practice, person, time)| Removal {
        practice,
        person,
        time,
    })
}

pub fn grant() -> impl Strategy<Value = GrantStatement> {
    let part = select(vec![Part::Whole, Part::Half]);
    let release = select(vec![Release::AtOnce, Release::OnAccepted]);
    (
        case_id(),
        compartment(),
        any::<u32>(),
        person(),
        part,
        release,
        hash(),
    )
        .prop_map(
            |(case, compartment, epoch, recipient, part, release, sealed)| GrantStatement {
                case,
                compartment,
                epoch,
                recipient,
                part,
                release,
                sealed,
            },
        )
}

pub fn sign_in() -> impl Strategy<Value = SignInProof> {
    (vec(any::<u8>(), 0..64), person(), "\\PC{0,40}").prop_map(|(challenge, person, origin)| SignInProof {
        challenge,
        person,
        origin,
    })
}

pub fn entry() -> impl Strategy<Value = Entry> {
    let act = select(Kind::ALL.to_vec()).prop_flat_map(act);
    (case_id(), any::<u64>(), hash(), time(), act, vec(hash(), 0..30)).prop_map(
        |(case, seq, previous, time, act, grants)| Entry {
            case,
            seq,
            previous,
            time,
            act,
            grants,
        },
    )
}

fn act(kind: Kind) -> BoxedStrategy<Act> {
    let maybe = || option::of(object());
    let images = || {
        (object(), any::<u32>(), any::<u64>()).prop_map(|(manifest, objects, bytes)| ImagesAdded {
            manifest,
            objects,
            bytes,
        })
    };
    let version = || (object(), any::<u32>()).prop_map(|(report, version)| ReportVersion { report, version });
    match kind {
        Kind::Opened => (person(), person())
            .prop_map(|(practice, desk)| Act::Opened(Opened { practice, desk }))
            .boxed(),
        Kind::Consented => object().prop_map(Act::Consented).boxed(),
        Kind::ImagesAdded => images().prop_map(Act::ImagesAdded).boxed(),
        Kind::DocumentsAdded => images().prop_map(Act::DocumentsAdded).boxed(),
        Kind::Submitted => (service(), object(), any::<bool>())
            .prop_map(|(service, intake, by_post)| {
                Act::Submitted(Submitted {
                    service,
                    intake,
                    by_post,
                })
            })
            .boxed(),
        Kind::Returned => object().prop_map(Act::Returned).boxed(),
        Kind::Resumed => maybe().prop_map(Act::Resumed).boxed(),
        Kind::Rescheduled => (object(), option::of(service()))
            .prop_map(|(intake, service)| Act::Rescheduled(Rescheduled { intake, service }))
            .boxed(),
        Kind::Assigned => (
            person(),
            any::<u32>(),
            vec((any::<u32>(), any::<[u8; 32]>()), 0..30),
        )
            .prop_map(|(radiologist, epoch, halves)| {
                let halves = halves
                    .iter()
                    .map(|(epoch, half)| HalfCommitment::to(*epoch, half))
                    .collect();
                Act::Assigned(Assigned {
                    radiologist,
                    epoch,
                    halves,
                })
            })
            .boxed(),
        Kind::Accepted => object().prop_map(Act::Accepted).boxed(),
        Kind::Declined => maybe().prop_map(Act::Declined).boxed(),
        Kind::Recused => maybe().prop_map(Act::Recused).boxed(),
        Kind::FirstReadCommitted => object().prop_map(Act::FirstReadCommitted).boxed(),
        Kind::OriginalRevealed => Just(Act::OriginalRevealed).boxed(),
        Kind::ReportSigned => version().prop_map(Act::ReportSigned).boxed(),
        Kind::AddendumSigned => version().prop_map(Act::AddendumSigned).boxed(),
        Kind::TranslationSigned => version().prop_map(Act::TranslationSigned).boxed(),
        Kind::OpenedBy => compartment().prop_map(Act::OpenedBy).boxed(),
        Kind::Question => object().prop_map(Act::Question).boxed(),
        Kind::Answer => object().prop_map(Act::Answer).boxed(),
        Kind::Notice => object().prop_map(Act::Notice).boxed(),
        Kind::Acknowledged => any::<u64>().prop_map(Act::Acknowledged).boxed(),
        Kind::ShareCreated => share().prop_map(Act::ShareCreated).boxed(),
        Kind::ShareOpened => person().prop_map(Act::ShareOpened).boxed(),
        Kind::ShareRevoked => person().prop_map(Act::ShareRevoked).boxed(),
        Kind::Regranted => Just(Act::Regranted).boxed(),
        Kind::MemberRemoved => person().prop_map(Act::MemberRemoved).boxed(),
        Kind::Refused => maybe().prop_map(Act::Refused).boxed(),
        Kind::Withdrawn => maybe().prop_map(Act::Withdrawn).boxed(),
        Kind::Restricted => Just(Act::Restricted).boxed(),
        Kind::Closed => Just(Act::Closed).boxed(),
        Kind::OutcomeAdded => object().prop_map(Act::OutcomeAdded).boxed(),
        Kind::Erased => Just(Act::Erased).boxed(),
    }
}

fn share() -> impl Strategy<Value = ShareCreated> {
    (
        key(),
        vec(compartment(), 0..4),
        time(),
        option::of(any::<u32>()),
        any::<bool>(),
        hash(),
    )
        .prop_map(|(key, compartments, expires, opens, pin, bundle)| ShareCreated {
            key,
            compartments,
            expires,
            opens,
            pin,
            bundle,
        })
}
