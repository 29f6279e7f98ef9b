//! The published vectors of `vectors/seal/`: read like another team would, from inputs to outputs.
//!
//! `OVERREAD_WRITE_VECTORS=1` writes them anew; that is a change of format and needs a new label.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a story stops where it goes wrong"
)]

mod common;

use std::path::PathBuf;

use common::Dice;
use data_encoding::HEXLOWER;
use futures::executor::block_on;
use overread_seal::grant::{self, GrantFor, Opened};
use overread_seal::link::{BundledKey, InviteSecret, Link, ShareSecret};
use overread_seal::object::{self, Padding, RustCrypto};
use overread_seal::recovery::{KnownHead, RecoveryCode};
use overread_seal::{CompartmentKey, Identity, ObjectContext};
use overread_wire::{CaseId, Compartment, Grant, Hash, ObjectKind, PersonId, Release, Role, Signed, encode};
use serde_json::{Value, json};

/// A file's name, what it should say, and whether every statement in it holds.
type Vector = (&'static str, fn() -> Value, fn(&Value) -> Option<()>);

const VECTORS: [Vector; 7] = [
    ("identity", identity, check_identity),
    ("object", object_vector, check_object),
    ("grant", grant_vector, check_grant),
    ("halves", halves, check_halves),
    ("invite", invite, check_invite),
    ("share", share, check_share),
    ("recovery", recovery, check_recovery),
];

#[test]
fn the_published_vectors_hold() {
    for (name, make, check) in VECTORS {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../vectors/seal/{name}.json"));
        if std::env::var_os("OVERREAD_WRITE_VECTORS").is_some() {
            std::fs::write(&path, format!("{:#}\n", make())).unwrap();
        }
        let vector = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert!(check(&vector).is_some(), "{name}");
        assert_eq!(vector, make(), "{name}");
    }
}

#[test]
fn a_vector_with_anything_changed_does_not_hold() {
    for (name, make, check) in VECTORS {
        let vector = make();
        let fields: Vec<String> = vector.as_object().unwrap().keys().cloned().collect();
        for field in fields {
            let mut changed = vector.clone();
            changed[&field] = match &changed[&field] {
                Value::String(text) => {
                    let at = text.len() / 2;
                    let other = if text.as_bytes()[at] == b'1' { "2" } else { "1" };
                    let mut text = text.clone();
                    text.replace_range(at..=at, other);
                    Value::String(text)
                }
                Value::Number(number) => json!(number.as_u64().unwrap() + 1),
                other => panic!("{name}.{field} is {other}"),
            };
            assert!(check(&changed).is_none(), "{name}.{field}");
        }
    }
}

fn hex(bytes: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(bytes.as_ref())
}

fn text<'a>(vector: &'a Value, field: &str) -> Option<&'a str> {
    vector.get(field)?.as_str()
}

fn bytes(vector: &Value, field: &str) -> Option<Vec<u8>> {
    HEXLOWER.decode(text(vector, field)?.as_bytes()).ok()
}

fn array<const N: usize>(vector: &Value, field: &str) -> Option<[u8; N]> {
    bytes(vector, field)?.try_into().ok()
}

fn person(vector: &Value, field: &str) -> Option<PersonId> {
    array(vector, field).map(PersonId::from_bytes)
}

fn case(vector: &Value) -> Option<CaseId> {
    array(vector, "case").map(CaseId::from_bytes)
}

fn number(vector: &Value, field: &str) -> Option<u32> {
    vector.get(field)?.as_u64()?.try_into().ok()
}

fn named<T: serde::de::DeserializeOwned>(vector: &Value, field: &str) -> Option<T> {
    serde_json::from_value(vector.get(field)?.clone()).ok()
}

fn holds(condition: bool) -> Option<()> {
    condition.then_some(())
}

fn identity() -> Value {
    let person = common::patient();
    json!({
        "seed": hex(person.dangerously_seed()),
        "case": hex(common::case().as_bytes()),
        "verify_key": hex(person.card().verify.as_bytes()),
        "kem_key": hex(person.card().kem),
        "card": hex(encode(&person.card())),
        "person": person.id().to_string(),
        "own_key": hex(person.own_key(common::case()).dangerously_bytes()),
        "drafts_key": hex(person.drafts_key().dangerously_bytes()),
    })
}

fn check_identity(vector: &Value) -> Option<()> {
    let person = Identity::from_seed(array(vector, "seed")?);
    let card = person.card();
    holds(bytes(vector, "verify_key")? == card.verify.as_bytes())?;
    holds(bytes(vector, "kem_key")? == card.kem)?;
    holds(bytes(vector, "card")? == encode(&card))?;
    holds(text(vector, "person")? == person.id().to_string())?;
    holds(array(vector, "own_key")? == *person.own_key(case(vector)?).dangerously_bytes())?;
    holds(array(vector, "drafts_key")? == *person.drafts_key().dangerously_bytes())
}

/// A small object whole, and one of three segments by its hash: its byte number `i` is `i mod 251`.
fn object_vector() -> Value {
    let (key, context) = (common::key(), common::context());
    let long = common::seal(&key, &context, &common::pixels(600_000), Padding::None);
    json!({
        "practice": context.practice.to_string(),
        "case": context.case.to_string(),
        "compartment": context.compartment,
        "epoch": context.epoch,
        "kind": context.kind,
        "object": context.object.to_string(),
        "compartment_key": hex(key.dangerously_bytes()),
        "object_key": hex(key.object_key(&context).dangerously_bytes()),
        "plaintext": hex("The meniscus is torn."),
        "padded_ciphertext": hex(common::seal(&key, &context, b"The meniscus is torn.", Padding::Padme)),
        "bare_ciphertext": hex(common::seal(&key, &context, b"The meniscus is torn.", Padding::None)),
        "pack_id": key.pack_id(b"The meniscus is torn.").to_string(),
        "long_plaintext_bytes": 600_000,
        "long_ciphertext_bytes": long.len(),
        "long_ciphertext_sha256": Hash::of(&long).to_string(),
    })
}

fn check_object(vector: &Value) -> Option<()> {
    let context = ObjectContext {
        practice: person(vector, "practice")?,
        case: case(vector)?,
        compartment: named::<Compartment>(vector, "compartment")?,
        epoch: number(vector, "epoch")?,
        kind: named::<ObjectKind>(vector, "kind")?,
        object: named(vector, "object")?,
    };
    let compartment = CompartmentKey::from_bytes(array(vector, "compartment_key")?);
    let key = compartment.object_key(&context);
    let plaintext = bytes(vector, "plaintext")?;
    holds(array(vector, "object_key")? == *key.dangerously_bytes())?;
    holds(text(vector, "pack_id")? == compartment.pack_id(&plaintext).to_string())?;
    for (field, padding) in [
        ("padded_ciphertext", Padding::Padme),
        ("bare_ciphertext", Padding::None),
    ] {
        let ciphertext = bytes(vector, field)?;
        holds(common::seal(&compartment, &context, &plaintext, padding) == ciphertext)?;
        holds(block_on(object::open(&RustCrypto, &key, &context, &ciphertext)).ok()? == plaintext)?;
    }
    let long = common::pixels(number(vector, "long_plaintext_bytes")? as usize);
    let long = common::seal(&compartment, &context, &long, Padding::None);
    holds(number(vector, "long_ciphertext_bytes")? as usize == long.len())?;
    holds(text(vector, "long_ciphertext_sha256")? == Hash::of(&long).to_string())
}

fn grant_vector() -> Value {
    let (granter, recipient) = (common::coordinator(), common::radiologist());
    let card = recipient.card();
    let to = GrantFor {
        case: common::case(),
        compartment: Compartment::Images,
        epoch: 1,
        recipient: card.id(),
        recipient_kem: &card.kem,
        release: Release::OnAccepted,
    };
    let grant = grant::make(&granter, &common::key(), to, common::practice(), &mut Dice(0)).unwrap();
    json!({
        "practice": common::practice().to_string(),
        "granter_seed": hex(granter.dangerously_seed()),
        "recipient_seed": hex(recipient.dangerously_seed()),
        "statement": hex(grant.statement.bytes()),
        "sealed": hex(&grant.sealed),
        "compartment_key": hex(common::key().dangerously_bytes()),
    })
}

fn check_grant(vector: &Value) -> Option<()> {
    let granter = Identity::from_seed(array(vector, "granter_seed")?);
    let recipient = Identity::from_seed(array(vector, "recipient_seed")?);
    let grant = Grant {
        statement: Signed::parse(&bytes(vector, "statement")?).ok()?,
        sealed: bytes(vector, "sealed")?,
    };
    match grant::open(
        &recipient,
        &grant,
        &granter.card().verify,
        person(vector, "practice")?,
    )
    .ok()?
    {
        Opened::Whole(key) => holds(array(vector, "compartment_key")? == *key.dangerously_bytes()),
        Opened::Half(_) => None,
    }
}

/// The half as it is granted, since a half by itself has no bytes of its own outside a grant.
fn halves() -> Value {
    let (granter, radiologist) = (common::coordinator(), common::radiologist());
    let (half, held_back) = grant::split(&common::key(), common::case(), radiologist.id(), 1, &mut Dice(7));
    let card = radiologist.card();
    let to = GrantFor {
        case: common::case(),
        compartment: Compartment::Original,
        epoch: 1,
        recipient: card.id(),
        recipient_kem: &card.kem,
        release: Release::OnAccepted,
    };
    let grant = grant::make_half(&granter, &half, to, common::practice(), &mut Dice(8)).unwrap();
    json!({
        "practice": common::practice().to_string(),
        "granter_seed": hex(granter.dangerously_seed()),
        "radiologist_seed": hex(radiologist.dangerously_seed()),
        "statement": hex(grant.statement.bytes()),
        "sealed": hex(&grant.sealed),
        "held_back": hex(held_back),
        "compartment_key": hex(common::key().dangerously_bytes()),
    })
}

fn check_halves(vector: &Value) -> Option<()> {
    let granter = Identity::from_seed(array(vector, "granter_seed")?);
    let radiologist = Identity::from_seed(array(vector, "radiologist_seed")?);
    let grant = Grant {
        statement: Signed::parse(&bytes(vector, "statement")?).ok()?,
        sealed: bytes(vector, "sealed")?,
    };
    match grant::open(
        &radiologist,
        &grant,
        &granter.card().verify,
        person(vector, "practice")?,
    )
    .ok()?
    {
        Opened::Half(half) => {
            let key = grant::join(&half, &array(vector, "held_back")?);
            holds(array(vector, "compartment_key")? == *key.dangerously_bytes())
        }
        Opened::Whole(_) => None,
    }
}

fn invite() -> Value {
    let secret = InviteSecret::generate(&mut Dice(20));
    let (key, id) = (secret.verify_key(), secret.id());
    let note = secret.seal_note(common::practice(), b"Welcome.");
    let link = Link::Invite {
        secret,
        practice: common::practice(),
        role: Role::Radiologist,
    };
    json!({
        "link": link.to_url("https://overread.example"),
        "origin": "https://overread.example",
        "practice": common::practice().to_string(),
        "role": Role::Radiologist,
        "invite_key": hex(key.as_bytes()),
        "invitation": id.to_string(),
        "note": hex("Welcome."),
        "sealed_note": hex(note),
    })
}

fn check_invite(vector: &Value) -> Option<()> {
    let Ok(Link::Invite {
        secret,
        practice,
        role,
    }) = Link::parse(text(vector, "link")?)
    else {
        return None;
    };
    holds(text(vector, "origin")? == Link::origin(text(vector, "link")?).ok()?)?;
    holds(person(vector, "practice")? == practice && named::<Role>(vector, "role")? == role)?;
    holds(array(vector, "invite_key")? == *secret.verify_key().as_bytes())?;
    holds(text(vector, "invitation")? == secret.id().to_string())?;
    let (note, sealed) = (bytes(vector, "note")?, bytes(vector, "sealed_note")?);
    holds(*secret.open_note(practice, &sealed).ok()? == note && secret.seal_note(practice, &note) == sealed)
}

fn share() -> Value {
    let secret = ShareSecret::generate(&mut Dice(30));
    let keys = [BundledKey {
        compartment: Compartment::Report,
        epoch: 1,
        key: common::key(),
    }];
    let (open, locked) = (secret.with_pin(None), secret.with_pin(Some("4711")));
    let mut vector = json!({
        "case": common::case().to_string(),
        "practice": common::practice().to_string(),
        "case_head": Hash::of(b"head").to_string(),
        "share_key": hex(secret.verify_key().as_bytes()),
        "share": secret.id().to_string(),
        "landing_token": hex(secret.landing_token()),
        "opening_token": hex(open.opening_token()),
        "bundle": hex(open.seal_bundle(common::practice(), common::case(), &keys)),
        "bundled_report_key_of_epoch_1": hex(common::key().dangerously_bytes()),
        "pin": "4711",
        "opening_token_with_pin": hex(locked.opening_token()),
        "bundle_with_pin": hex(locked.seal_bundle(common::practice(), common::case(), &keys)),
    });
    let link = Link::Share {
        secret,
        practice: common::practice(),
        case_head: Hash::of(b"head"),
    };
    vector["link"] = json!(link.to_url("https://overread.example"));
    vector
}

fn check_share(vector: &Value) -> Option<()> {
    let Ok(Link::Share {
        secret,
        practice,
        case_head,
    }) = Link::parse(text(vector, "link")?)
    else {
        return None;
    };
    holds(person(vector, "practice")? == practice && text(vector, "case_head")? == case_head.to_string())?;
    holds(array(vector, "share_key")? == *secret.verify_key().as_bytes())?;
    holds(text(vector, "share")? == secret.id().to_string())?;
    holds(array(vector, "landing_token")? == secret.landing_token())?;
    let pins = [
        (None, "opening_token", "bundle"),
        (Some("pin"), "opening_token_with_pin", "bundle_with_pin"),
    ];
    for (pin, token, bundle) in pins {
        let pin = match pin {
            Some(field) => Some(text(vector, field)?),
            None => None,
        };
        let keys = secret.with_pin(pin);
        holds(array(vector, token)? == keys.opening_token())?;
        let opened = keys
            .open_bundle(practice, case(vector)?, &bytes(vector, bundle)?)
            .ok()?;
        let [key] = opened.as_slice() else { return None };
        holds(key.compartment == Compartment::Report && key.epoch == 1)?;
        holds(array(vector, "bundled_report_key_of_epoch_1")? == *key.key.dangerously_bytes())?;
    }
    Some(())
}

fn recovery() -> Value {
    let code = RecoveryCode::generate(&mut Dice(40));
    let heads = [KnownHead {
        case: common::case(),
        head: Hash::of(b"head"),
        seq: 12,
    }];
    json!({
        "bits": hex(code.dangerously_bytes()),
        "code": code.dangerously_text().to_string(),
        "id": code.id(),
        "blob": hex(code.seal_seed(&common::patient(), common::practice(), &heads)),
        "seed": hex(common::patient().dangerously_seed()),
        "practice": common::practice().to_string(),
        "case": common::case().to_string(),
        "head": Hash::of(b"head").to_string(),
        "seq": 12,
    })
}

fn check_recovery(vector: &Value) -> Option<()> {
    let code = RecoveryCode::parse(text(vector, "code")?).ok()?;
    holds(array(vector, "bits")? == *code.dangerously_bytes() && text(vector, "id")? == code.id())?;
    let back = code.open_seed(&bytes(vector, "blob")?).ok()?;
    let head = KnownHead {
        case: case(vector)?,
        head: named(vector, "head")?,
        seq: vector.get("seq")?.as_u64()?,
    };
    holds(array(vector, "seed")? == *back.identity.dangerously_seed())?;
    holds(person(vector, "practice")? == back.practice && back.heads == [head])
}
