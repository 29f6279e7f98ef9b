//! The vectors in `vectors/ledger/`: another team's client must read these bytes and come to the same case.
//!
//! They change only with the format. Then `OVERREAD_WRITE_VECTORS=1 cargo nextest run -p overread-wire vectors`
//! writes them anew, and the change is reviewed like code.

use std::fs;
use std::path::PathBuf;

use data_encoding::HEXLOWER;
use overread_wire::ledger::{Act, Case, Kind, SignedEntry};
use overread_wire::{
    CaseId, Charter, Invitation, Joining, Membership, PracticeId, Role, Roster, Signed, Timestamp, encode,
};
use serde_json::{Value, json};

use crate::people::{MONDAY, Person, charter, invitation, joining, signing_key};
use crate::story::Story;

const MEMBERS: [(&str, u8, Role, &str, u8); 4] = [
    ("coordinator", 2, Role::Coordinator, "root", 101),
    ("anna", 3, Role::Radiologist, "coordinator", 102),
    ("ben", 4, Role::Radiologist, "coordinator", 103),
    ("patient", 5, Role::Patient, "coordinator", 104),
];

#[test]
fn the_vector_of_a_charter_holds() {
    let root = Person::new(1);
    let signed = charter(&root);
    let vector = json!({
        "about": "A charter. A seed is one byte, 32 times over the Ed25519 private key (RFC 8032). An encapsulation \
            key is filled with SHA-256(seed, counter), counter = 0, 1, ..., up to 1216 bytes.",
        "root_seed": 1,
        "desk_kem_seed": 100,
        "practice": root.id(),
        "desk": signed.claimed().desk.id(),
        "payload": HEXLOWER.encode(&encode(signed.claimed())),
        "cose_sign1": HEXLOWER.encode(signed.bytes()),
        "hash": signed.hash(),
    });
    compare("charter.json", &vector);

    let kept = keep("charter.json");
    let practice: PracticeId = kept["practice"].as_str().unwrap().parse().unwrap();
    let roster = Roster::found(practice, &read(&kept["cose_sign1"])).unwrap();
    assert_eq!(roster.charter().desk.id().to_string(), kept["desk"]);
}

#[test]
fn the_vector_of_an_invitation_taken_up_holds() {
    let (root, joiner, link) = (Person::new(1), Person::new(2), signing_key(101));
    let invitation = invitation(root.id(), &root, &link, Role::Coordinator);
    let joining = joining(&invitation, &link, &joiner.card, MONDAY);
    let vector = json!({
        "about": "The root invites a coordinator, who joins. Seeds as in charter.json; link_seed is the invite key's.",
        "root_seed": 1,
        "link_seed": 101,
        "joiner_seed": 2,
        "invitation": {
            "id": invitation.claimed().id(),
            "payload": HEXLOWER.encode(&encode(invitation.claimed())),
            "cose_sign1": HEXLOWER.encode(invitation.bytes()),
            "hash": invitation.hash(),
        },
        "joining": {
            "person": joiner.id(),
            "payload": HEXLOWER.encode(&encode(joining.claimed())),
            "cose_sign1": HEXLOWER.encode(joining.bytes()),
            "hash": joining.hash(),
        },
    });
    compare("invitation.json", &vector);

    let mut roster = Roster::found(root.id(), &charter(&root)).unwrap();
    let person = roster.admit(&membership(&keep("invitation.json"))).unwrap();
    assert_eq!(roster.role(person), Some(Role::Coordinator));
}

#[test]
fn the_vector_of_a_case_that_goes_well_holds() {
    let (mut story, link) = Story::shared();
    let (patient, anna) = (story.practice.patient.clone(), story.practice.anna.clone());
    let report = story.newest_report();
    story.link_says(&link, Act::Acknowledged(report)).unwrap();
    story.tell(&anna, story.act(Kind::AddendumSigned));
    story.tell(&patient, story.act(Kind::ShareRevoked));
    case_vector(
        "case.json",
        "From opening to a withdrawn link. link_seed is the share link's.",
        &story,
    );
}

#[test]
fn the_vector_of_a_case_that_changes_hands_holds() {
    let mut story = Story::assigned();
    let practice = story.practice.clone();
    story.tell(&practice.coordinator, story.act(Kind::Returned));
    story.hours_pass(5);
    story.tell(&practice.patient, story.act(Kind::Resumed));
    story.tell(&practice.anna, story.act(Kind::Accepted));
    story.tell(&practice.anna, story.act(Kind::FirstReadCommitted));
    story.tell(&practice.anna, story.act(Kind::Recused));
    story.tell(&practice.coordinator, story.assigns(practice.ben.id()));
    story.tell(&practice.ben, Act::Declined(None));
    story.tell(&practice.coordinator, story.assigns(practice.anna.id()));
    story.tell(&practice.anna, story.act(Kind::Accepted));
    story.tell(&practice.patient, story.act(Kind::Withdrawn));
    case_vector(
        "case_changing_hands.json",
        "Returned, resumed, recused after the commitment, declined by another, taken up again with the first read of \
            before, withdrawn.",
        &story,
    );
}

#[test]
fn the_vector_of_a_case_by_post_holds() {
    let mut story = Story::by_post();
    let practice = story.practice.clone();
    story.tell(&practice.coordinator, story.act(Kind::Returned));
    story.hours_pass(5);
    story.tell(&practice.patient, story.act(Kind::Resumed));
    story.hours_pass(40);
    story.tell(&practice.coordinator, story.act(Kind::ImagesAdded));
    story.tell(&practice.coordinator, story.act(Kind::DocumentsAdded));
    story.tell(&practice.coordinator, story.assigns(practice.anna.id()));
    case_vector(
        "case_by_post.json",
        "Submitted by post without images, returned, resumed, the disc read in by the coordinator, assigned. The time \
            counts from the disc.",
        &story,
    );
}

fn case_vector(name: &str, about: &str, story: &Story) {
    let practice = &story.practice;
    let members: Vec<Value> = MEMBERS
        .iter()
        .map(|(name, seed, role, by, link)| {
            let inviter = if *by == "root" {
                &practice.root
            } else {
                &practice.coordinator
            };
            let membership = practice.membership(inviter, &Person::new(*seed), *role, *link);
            json!({
                "name": name,
                "seed": seed,
                "person": Person::new(*seed).id(),
                "role": role,
                "invitation": { "cose_sign1": HEXLOWER.encode(membership.invitation.bytes()) },
                "joining": { "cose_sign1": HEXLOWER.encode(membership.joining.bytes()) },
            })
        })
        .collect();
    let entries: Vec<Value> = story
        .chain
        .iter()
        .map(|entry| {
            let claimed = entry.claimed();
            json!({
                "seq": claimed.seq,
                "kind": claimed.act.kind(),
                "author": entry.signer(),
                "time": claimed.time,
                "cose_sign1": HEXLOWER.encode(entry.bytes()),
                "hash": entry.hash(),
            })
        })
        .collect();
    let vector = json!({
        "about": format!("{about} Seeds as in charter.json."),
        "link_seed": 200,
        "practice": practice.id(),
        "charter": HEXLOWER.encode(charter(&practice.root).bytes()),
        "members": members,
        "entries": entries,
        "case": folded(&story.case, story.clock),
    });
    compare(name, &vector);

    let kept = keep(name);
    let id: PracticeId = kept["practice"].as_str().unwrap().parse().unwrap();
    let mut roster = Roster::found(id, &read(&kept["charter"])).unwrap();
    for member in kept["members"].as_array().unwrap() {
        roster.admit(&membership(member)).unwrap();
    }
    let chain: Vec<SignedEntry> = kept["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| read(&entry["cose_sign1"]))
        .collect();
    for (entry, kept) in chain.iter().zip(kept["entries"].as_array().unwrap()) {
        assert_eq!(entry.hash().to_string(), kept["hash"]);
        assert_eq!(entry.claimed().act.kind().name(), kept["kind"]);
    }
    let case = Case::fold(&chain, &roster).unwrap();
    assert_eq!(folded(&case, story.clock), kept["case"]);
    assert_eq!(case.id(), CaseId::from_bytes([0xca; 16]));
}

/// What a client must come to when it has folded the chain.
fn folded(case: &Case, now: Timestamp) -> Value {
    let assignment = case.assignment().map(|reading| {
        json!({
            "radiologist": reading.radiologist,
            "epoch": reading.epoch,
            "halves": reading.halves.iter().map(|half| half.hash).collect::<Vec<_>>(),
            "standing": reading.standing,
            "first_read": reading.first_read,
            "declaration": reading.declaration,
            "revealed": reading.revealed,
        })
    });
    let shares: serde_json::Map<String, Value> = case
        .shares()
        .iter()
        .map(|(id, share)| {
            let told = json!({
                "compartments": share.created.compartments,
                "expires": share.created.expires,
                "openings": share.openings,
                "confirmed": share.confirmed,
                "revoked": share.revoked,
            });
            (id.to_string(), told)
        })
        .collect();
    json!({
        "id": case.id(),
        "state": case.state(),
        "ended": case.ended(),
        "length": case.length(),
        "head": case.head(),
        "epoch": case.epoch(),
        "service": case.service(),
        "now": now,
        "deadline": case.deadline(now),
        "waits_for_patient": case.waits_for_patient(),
        "people": case.people(),
        "removed": case.removed(),
        "intake": case.intake(),
        "manifests": case.manifests(),
        "assignment": assignment,
        "reports": case.reports().iter().map(|version| json!([version.version, version.report])).collect::<Vec<_>>(),
        "shares": shares,
    })
}

fn membership(vector: &Value) -> Membership {
    let invitation: Signed<Invitation> = read(&vector["invitation"]["cose_sign1"]);
    let joining: Signed<Joining> = read(&vector["joining"]["cose_sign1"]);
    Membership { invitation, joining }
}

fn read<T: overread_wire::Sealable>(hex: &Value) -> Signed<T> {
    Signed::parse(&HEXLOWER.decode(hex.as_str().unwrap().as_bytes()).unwrap()).unwrap()
}

fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../vectors/ledger")
        .join(name)
}

fn keep(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(place(name)).unwrap()).unwrap()
}

fn compare(name: &str, made: &Value) {
    let text = format!("{}\n", serde_json::to_string_pretty(made).unwrap());
    if std::env::var_os("OVERREAD_WRITE_VECTORS").is_some() {
        fs::create_dir_all(place("")).unwrap();
        fs::write(place(name), &text).unwrap();
    }
    assert_eq!(
        fs::read_to_string(place(name)).unwrap(),
        text,
        "{name} no longer holds"
    );
}

#[test]
fn the_labels_of_signatures_are_part_of_the_format() {
    use overread_wire::{Context, GrantStatement, Removal, Sealable, api::SignInProof};
    let labels = [
        (Charter::CONTEXT, "overread/charter/v1"),
        (Invitation::CONTEXT, "overread/invitation/v1"),
        (Joining::CONTEXT, "overread/joining/v1"),
        (Removal::CONTEXT, "overread/removal/v1"),
        (GrantStatement::CONTEXT, "overread/grant/v1"),
        (SignInProof::CONTEXT, "overread/sign-in/v1"),
        (overread_wire::ledger::Entry::CONTEXT, "overread/entry/v1"),
        (Context::Report, "overread/report/v1"),
        (Context::Profile, "overread/profile/v1"),
    ];
    for (context, label) in labels {
        assert_eq!(context.label(), label);
    }
}
