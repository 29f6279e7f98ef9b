//! A server that lies: whatever it changes is noticed, nothing is opened, and the sentence is always the same.

#![expect(
    clippy::expect_used,
    reason = "a test that meets what it did not expect has failed"
)]

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use overread_client::clinical::FirstRead;
use overread_client::seal::Identity;
use overread_client::seal::grant::{SmallContext, seal_small};
use overread_client::seal::link::InviteSecret;
use overread_client::wire::api::{Append, Entries, Halves, MembershipOnWire, Profiles, RosterAnswer};
use overread_client::wire::{
    CaseId, Compartment, GrantStatement, Hash, Invitation, Joining, PersonId, Role, Signed, Timestamp,
};
use overread_client::{FileSink, HttpResponse, OriginalFile, Trouble};
use overread_testkit::{Person, Practice, SentDisc, TestServer};

const FINDINGS: &[u8] = include_bytes!("../../../examples/findings.json");

#[tokio::test(flavor = "current_thread")]
async fn a_pack_served_in_the_place_of_another_is_not_opened() {
    let (_server, practice, case) = submitted().await;
    let patient = &practice.patient;
    let packs = stored(patient);
    let [first, second] = packs.as_slice() else {
        panic!("images and documents are one pack each: {packs:?}")
    };
    let (first, other) = (first.clone(), fetch(patient, case, second).await);
    patient.line.lie(move |request, honest| {
        if request.path.contains(&first) {
            HttpResponse {
                status: 200,
                body: other.clone(),
            }
        } else {
            honest
        }
    });
    refuses_images(patient, case).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_pack_that_was_cut_short_is_not_opened() {
    let (_server, practice, case) = submitted().await;
    practice.patient.line.lie(|request, mut honest| {
        if request.path.contains("/objects/") {
            honest.body.truncate(honest.body.len() / 2);
        }
        honest
    });
    refuses_images(&practice.patient, case).await;
}

#[tokio::test(flavor = "current_thread")]
async fn another_case_is_not_shown_in_the_place_of_this_one() {
    let (_server, practice, case) = submitted().await;
    let other = SentDisc::small(2).submit(&practice.patient).await;
    let others = practice
        .patient
        .client
        .chain(other)
        .await
        .expect("the other case");
    let entries: Vec<_> = others.entries.iter().map(|entry| entry.bytes().into()).collect();
    practice.patient.line.lie(move |request, honest| {
        if request.path.ends_with("/entries") {
            let mut answer: Entries = serde_json::from_slice(&honest.body).expect("entries");
            answer.entries = entries.clone();
            return json(&answer);
        }
        honest
    });
    assert_not_genuine(practice.patient.client.chain(case).await.err());
}

#[tokio::test(flavor = "current_thread")]
async fn a_case_cannot_be_turned_back_to_an_older_state() {
    let (_server, practice, case) = submitted().await;
    let patient = &practice.patient;
    patient.client.chain(case).await.expect("the case as it is");
    patient.line.lie(|request, honest| {
        if request.path.ends_with("/entries") {
            let mut answer: Entries = serde_json::from_slice(&honest.body).expect("entries");
            answer.entries.pop();
            return json(&answer);
        }
        honest
    });
    let refused = patient.client.chain(case).await.err().expect("a refusal");
    assert!(matches!(refused, Trouble::OlderState), "{refused}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_key_put_in_the_place_of_the_radiologists_gets_no_grant() {
    let (_server, practice, case) = submitted().await;
    let radiologist = practice.radiologist.id();
    let impostor = Identity::from_seed([7; 32]);
    lie_about_the_roster(&practice.coordinator, move |answer| {
        for membership in &mut answer.memberships {
            let joining = Signed::<Joining>::parse(&membership.joining.0).expect("a joining");
            if joining.claimed().card.id() == radiologist {
                let forged = Joining {
                    card: impostor.card(),
                    ..joining.claimed().clone()
                };
                membership.joining = impostor.sign(forged).bytes().into();
            }
        }
    });
    assign_is_refused(&practice.coordinator, case, radiologist).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_ghost_in_the_roster_is_refused_and_grants_go_to_exactly_one() {
    let (_server, practice, case) = submitted().await;
    let coordinator = &practice.coordinator;
    let radiologist = practice.radiologist.id();
    let root = coordinator.id();
    let ghost = Identity::from_seed([9; 32]);
    let ghost_id = ghost.id();
    lie_about_the_roster(coordinator, move |answer| {
        let secret = InviteSecret::generate(&mut rand_core::UnwrapErr(getrandom::SysRng));
        let invitation = Invitation {
            practice: root,
            invite_key: secret.verify_key(),
            role: Role::Radiologist,
            expires: Timestamp(u64::MAX),
            note: Hash::NONE,
            introduced: None,
        };
        let joining = Joining {
            practice: root,
            invitation: invitation.id(),
            card: ghost.card(),
            time: Timestamp(0),
        };
        answer.memberships.push(MembershipOnWire {
            invitation: ghost.sign(invitation).bytes().into(),
            joining: secret.sign(joining).bytes().into(),
        });
    });
    assign_is_refused(coordinator, case, ghost_id).await;

    coordinator.line.be_honest();
    coordinator.line.forget();
    assign(coordinator, case, radiologist).await;
    let recipients: HashSet<PersonId> = grants_asked(coordinator).into_iter().collect();
    assert_eq!(recipients, HashSet::from([radiologist]));
}

#[tokio::test(flavor = "current_thread")]
async fn the_servers_half_handed_over_early_or_exchanged_opens_nothing() {
    let (_server, practice, case) = submitted().await;
    assign(&practice.coordinator, case, practice.radiologist.id()).await;
    let client = &practice.radiologist.client;
    let mut chain = client.chain(case).await.expect("the case");
    let keyring = client.keyring(&chain).await.expect("keys");
    client
        .accept(&mut chain, &keyring, None)
        .await
        .expect("accepting");

    practice.radiologist.line.forget();
    let keyring = client.keyring(&chain).await.expect("keys");
    assert!(!keyring.holds(Compartment::Original, 0));
    let asked = practice.radiologist.line.asked();
    assert!(
        asked.iter().all(|request| !request.path.contains("/halves")),
        "the client does not even ask"
    );
    let refused = client.reveal(&mut chain).await.expect_err("a refusal");
    assert!(matches!(refused, Trouble::CommitFirst), "{refused}");

    let first_read = FirstRead::from_json(FINDINGS).expect("the example");
    client
        .commit_first_read(&mut chain, &keyring, &first_read)
        .await
        .expect("committing");
    practice.radiologist.line.forget();
    client.keyring(&chain).await.expect("keys");
    let asked = practice.radiologist.line.asked();
    assert!(
        asked.iter().all(|request| !request.path.contains("/halves")),
        "nor before the opening is on the record"
    );
    client
        .reveal(&mut chain)
        .await
        .expect("the opening, on the record");
    practice.radiologist.line.lie(|request, honest| {
        if !request.path.contains("/halves") {
            return honest;
        }
        let mut answer: Halves = serde_json::from_slice(&honest.body).expect("halves");
        for half in &mut answer.halves {
            half.half.0[0] ^= 1;
        }
        json(&answer)
    });
    assert_not_genuine(client.keyring(&chain).await.err());
}

#[tokio::test(flavor = "current_thread")]
async fn a_radiologist_holds_only_the_keys_of_the_present_step() {
    let (_server, practice, case) = submitted().await;
    let (first, second) = (&practice.radiologist, &practice.second_radiologist);
    assert!(
        matches!(first.client.chain(case).await, Err(Trouble::NoSuchCase)),
        "not asked yet"
    );

    assign(&practice.coordinator, case, first.id()).await;
    assert_eq!(held(first, case).await, [Compartment::Intake]);

    let mut chain = first.client.chain(case).await.expect("the case");
    let keyring = first.client.keyring(&chain).await.expect("keys");
    first
        .client
        .accept(&mut chain, &keyring, None)
        .await
        .expect("accepting");
    let reading = [
        Compartment::Intake,
        Compartment::Images,
        Compartment::Report,
        Compartment::Thread,
    ];
    assert_eq!(held(first, case).await, reading);

    assign(&practice.coordinator, case, second.id()).await;
    assert!(
        matches!(first.client.chain(case).await, Err(Trouble::NoSuchCase)),
        "taken off the case"
    );
    assert_eq!(held(second, case).await, [Compartment::Intake]);
}

#[tokio::test(flavor = "current_thread")]
async fn a_members_name_that_the_member_did_not_sign_is_not_shown_to_the_desk() {
    let server = TestServer::start().await;
    let practice = Practice::found(&server).await;
    let desk = &practice.coordinator;
    let honest = desk.client.colleagues().await.expect("the members");
    assert!(
        honest
            .iter()
            .any(|one| one.name.as_deref() == Some("Dr Vera Keller"))
    );
    let (first, second) = (practice.radiologist.id(), practice.second_radiologist.id());
    let me = desk.client.me().expect("the coordinator");
    let (root, kem) = (me.profile.practice, me.desk.as_ref().expect("the desk").key().kem);

    let sealed = move |plaintext: &[u8]| {
        let about = SmallContext {
            practice: root,
            about: first,
            purpose: "profile",
        };
        seal_small(
            &kem,
            &about,
            plaintext,
            &mut rand_core::UnwrapErr(getrandom::SysRng),
        )
        .expect("sealed")
    };
    let unsigned = format!(
        r#"{{"practice":"{root}","origin":"","role":"radiologist","name":"Dr Jan Moser","licence":"GLN 1"}}"#
    );
    let forged = sealed(unsigned.as_bytes());
    let swaps: [Swap; 2] = [
        // Anybody can seal to the desk's public key.
        Box::new(move |answer| profile(answer, first).sealed = forged.as_slice().into()),
        Box::new(move |answer| {
            let other = profile(answer, second).sealed.clone();
            profile(answer, first).sealed = other;
        }),
    ];
    for swap in swaps {
        desk.line.lie(move |request, honest| {
            if !request.path.ends_with("/profiles") {
                return honest;
            }
            let mut answer: Profiles = serde_json::from_slice(&honest.body).expect("profiles");
            swap(&mut answer);
            json(&answer)
        });
        assert_not_genuine(desk.client.colleagues().await.err());
    }
}

/// What a lying server makes of the profiles.
type Swap = Box<dyn Fn(&mut Profiles)>;

fn profile(answer: &mut Profiles, person: PersonId) -> &mut overread_client::wire::api::Profile {
    let mut profiles = answer.profiles.iter_mut();
    profiles
        .find(|profile| profile.person == person)
        .expect("a member's profile")
}

async fn submitted() -> (TestServer, Practice, CaseId) {
    let server = TestServer::start().await;
    let practice = Practice::found(&server).await;
    let case = SentDisc::small(1).submit(&practice.patient).await;
    (server, practice, case)
}

async fn assign(coordinator: &Person, case: CaseId, radiologist: PersonId) {
    let mut chain = coordinator.client.chain(case).await.expect("the case");
    let keyring = coordinator.client.keyring(&chain).await.expect("the desk's keys");
    coordinator
        .client
        .assign(&mut chain, &keyring, radiologist)
        .await
        .expect("assigning");
}

/// Refused at the latest when grants would be made, with nothing granted to anybody.
async fn assign_is_refused(coordinator: &Person, case: CaseId, radiologist: PersonId) {
    coordinator.line.forget();
    let client = &coordinator.client;
    let assigning = async {
        let mut chain = client.chain(case).await?;
        let keyring = client.keyring(&chain).await?;
        client.assign(&mut chain, &keyring, radiologist).await
    };
    let refused = assigning.await.expect_err("a refusal");
    assert!(
        matches!(
            refused,
            Trouble::Roster(_) | Trouble::NotGenuine | Trouble::Ledger(_)
        ),
        "{refused}"
    );
    assert!(grants_asked(coordinator).is_empty(), "not a byte was wrapped");
}

fn lie_about_the_roster(person: &Person, mut lie: impl FnMut(&mut RosterAnswer) + 'static) {
    person.line.lie(move |request, honest| {
        if !request.path.ends_with("/roster") {
            return honest;
        }
        let mut answer: RosterAnswer = serde_json::from_slice(&honest.body).expect("a roster");
        lie(&mut answer);
        json(&answer)
    });
}

/// The recipients of every grant that left the device.
fn grants_asked(person: &Person) -> Vec<PersonId> {
    let asked = person.line.asked().into_iter();
    asked
        .filter(|request| request.method == "POST" && request.path.ends_with("/entries"))
        .flat_map(|request| {
            serde_json::from_slice::<Append>(&request.body)
                .expect("an entry")
                .grants
        })
        .map(|grant| {
            Signed::<GrantStatement>::parse(&grant.statement.0)
                .expect("a grant")
                .claimed()
                .recipient
        })
        .collect()
}

/// The compartments of which a person holds at least one key.
async fn held(person: &Person, case: CaseId) -> Vec<Compartment> {
    let chain = person.client.chain(case).await.expect("the case");
    let keyring = person.client.keyring(&chain).await.expect("keys");
    let held =
        |compartment: &Compartment| (0..=chain.case.epoch()).any(|epoch| keyring.holds(*compartment, epoch));
    Compartment::GRANTED.into_iter().filter(held).collect()
}

async fn refuses_images(person: &Person, case: CaseId) {
    let chain = person.client.chain(case).await.expect("the case");
    let keyring = person.client.keyring(&chain).await.expect("keys");
    let mut sink = Counting::default();
    assert_not_genuine(
        person
            .client
            .original_files(
                &chain,
                &keyring,
                &[Compartment::Images, Compartment::Original],
                &mut sink,
            )
            .await
            .err(),
    );
    assert_eq!(sink.finished, 0, "no file was given out as whole");
}

fn assert_not_genuine(refused: Option<Trouble>) {
    assert_eq!(
        refused.expect("a refusal").to_string(),
        Trouble::NotGenuine.to_string()
    );
}

/// The packs that a person stored, in the order in which they went.
fn stored(person: &Person) -> Vec<String> {
    let asked = person.line.asked().into_iter();
    asked
        .filter(|request| request.method == "PUT" && request.path.contains("kind=pack"))
        .filter_map(|request| {
            let object = request.path.split("/objects/").nth(1)?;
            object.split('?').next().map(str::to_owned)
        })
        .collect()
}

/// The honest ciphertext of an object.
async fn fetch(person: &Person, case: CaseId, object: &str) -> Vec<u8> {
    let kept = Rc::new(RefCell::new(Vec::new()));
    let (keep, wanted) = (kept.clone(), object.to_owned());
    person.line.lie(move |request, honest| {
        if request.method == "GET" && request.path.contains(&wanted) {
            keep.replace(honest.body.clone());
        }
        honest
    });
    let chain = person.client.chain(case).await.expect("the case");
    let keyring = person.client.keyring(&chain).await.expect("keys");
    let mut sink = Counting::default();
    person
        .client
        .original_files(
            &chain,
            &keyring,
            &[Compartment::Images, Compartment::Original],
            &mut sink,
        )
        .await
        .expect("the honest files");
    person.line.be_honest();
    kept.take()
}

fn json(answer: &impl serde::Serialize) -> HttpResponse {
    HttpResponse {
        status: 200,
        body: serde_json::to_vec(answer).expect("JSON"),
    }
}

#[derive(Default)]
struct Counting {
    finished: usize,
}

#[async_trait::async_trait(?Send)]
impl FileSink for Counting {
    async fn begin(&mut self, _: &OriginalFile) -> Result<(), Trouble> {
        Ok(())
    }

    async fn write(&mut self, _: Vec<u8>) -> Result<(), Trouble> {
        Ok(())
    }

    async fn end(&mut self) -> Result<(), Trouble> {
        self.finished += 1;
        Ok(())
    }
}
