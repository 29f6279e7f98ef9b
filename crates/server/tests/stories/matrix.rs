//! Every route for everyone: what each person of a case, and everyone else, is answered. A route without a row
//! fails.

use std::collections::BTreeSet;

use overread_wire::api::{
    ChallengeRequest, Contact, OpenShare, PersonCard, PracticePage, SealedForDesk, ShareSession, ShareToken,
    SignIn,
};
use overread_wire::ledger::{Act, Entry};
use overread_wire::{Compartment, ObjectId, ObjectKind, ObjectRef, Role, Signed, encode};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{CaseStory, Link, Person, World, bare, practice, random};

/// Nobody, a stranger who signed in, the patient, a coordinator, the radiologist (who has signed), a radiologist
/// who was taken off the case, the holder of an open link.
type Expected = [u16; 7];

const ANYONE: fn(u16) -> Expected = |status| [status; 7];
const SIGNED_IN: fn(u16) -> Expected = |status| [401, status, status, status, status, status, 403];
const COORDINATOR: fn(u16) -> Expected = |status| [401, 403, 403, status, 403, 403, 403];

struct Scene {
    world: World,
    story: CaseStory,
    actors: Vec<(Person, Option<String>)>,
    objects: Vec<(Compartment, ObjectRef)>,
    link: Link,
}

async fn scene(world: World) -> Scene {
    let patient = world.patient().await;
    let stranger = world.patient().await;
    let (ill, radiologist) = (
        world.member(Role::Radiologist).await,
        world.member(Role::Radiologist).await,
    );
    let coordinator = (world.root.clone(), world.coordinator.clone());
    let mut story = world.submitted(&patient).await;
    story.assign(&world, &ill.0, false).await;
    story.accept(&world, &ill).await;
    story
        .say(&world, &coordinator, Act::MemberRemoved(ill.0.id))
        .await
        .is(200);
    story.assign(&world, &radiologist.0, true).await;
    story.accept(&world, &radiologist).await;
    let own = story.commit(&world, &radiologist).await;
    story.reveal(&world, &radiologist).await;
    let report = story.sign(&world, &radiologist).await;
    let mut objects = vec![(Compartment::Own, own), (Compartment::Report, report)];
    for compartment in [
        Compartment::Intake,
        Compartment::Images,
        Compartment::Original,
        Compartment::Thread,
    ] {
        objects.push((
            compartment,
            story
                .stored(&world, &patient, compartment, ObjectKind::Document)
                .await,
        ));
    }
    let link = story.share(&world, None, world.now().plus_hours(24)).await;
    let opened = Entry {
        case: story.case,
        seq: story.seq,
        previous: story.head,
        time: world.now(),
        act: Act::ShareOpened(link.id),
        grants: Vec::new(),
    };
    let opened = link.sign(opened);
    let opening = OpenShare {
        token: link.opening.as_slice().into(),
        entry: opened.bytes().into(),
    };
    let session: ShareSession = world
        .post(&format!("/shares/{}/openings", link.id), None, &opening)
        .await
        .is(200)
        .json();
    (story.seq, story.head) = (story.seq + 1, opened.hash());
    let actors = vec![
        (Person::new(), None),
        (stranger.0, Some(stranger.1)),
        (patient.0, Some(patient.1)),
        (coordinator.0, Some(coordinator.1)),
        (radiologist.0, Some(radiologist.1)),
        (ill.0, Some(ill.1)),
        (
            Person {
                id: link.id,
                key: link.key.clone(),
                card: Person::new().card,
            },
            Some(session.token),
        ),
    ];
    Scene {
        world,
        story,
        actors,
        objects,
        link,
    }
}

impl Scene {
    /// Asks as everyone, with a path and a body of each one's own.
    async fn ask(
        &self,
        method: Method,
        path: impl Fn(&Person) -> String,
        body: impl Fn(&Person) -> Option<Value>,
        expected: Expected,
    ) {
        for ((person, token), status) in self.actors.iter().zip(expected) {
            let path = path(person);
            let mut request = self.world.request(method.clone(), &path, token.as_deref());
            request = match body(person) {
                Some(Value::String(bytes)) => request.body(bytes),
                Some(body) => request.json(&body),
                None => request,
            };
            let answer = self.world.send(request).await;
            let who = self.actors.iter().position(|(actor, _)| actor.id == person.id);
            let said = String::from_utf8_lossy(&answer.body).into_owned();
            assert_eq!(
                answer.status.as_u16(),
                status,
                "{method} {path} as {who:?}: {said}"
            );
        }
    }

    fn unstored(&self) -> ObjectRef {
        ObjectRef {
            object: ObjectId::from_bytes(random()),
            ..self.objects[5].1
        }
    }
}

#[tokio::test]
async fn everyone_gets_what_is_theirs_and_nothing_else() {
    let (_server, world) = practice().await;
    let scene = scene(world).await;
    let (world, story) = (&scene.world, &scene.story);
    let mut covered = BTreeSet::new();
    let none = |_: &Person| None;
    macro_rules! row {
        ($method:ident $template:literal, $path:expr, $body:expr, $expected:expr) => {
            covered.insert((
                Method::$method.as_str().to_lowercase(),
                $template.to_owned(),
            ));
            scene.ask(Method::$method, $path, $body, $expected).await;
        };
    }
    let at = |path: &str| {
        let path = path.to_owned();
        move |_: &Person| path.clone()
    };
    let said = |value: Value| move |_: &Person| Some(value.clone());
    let value = |value: &dyn erased::Json| value.json();

    let page = value(&PracticePage {
        name: "Second Look".into(),
        ..PracticePage::default()
    });
    let sealed = value(&SealedForDesk {
        sealed: b"sealed".as_slice().into(),
    });
    let (new, link) = world.invitation(Role::Patient, world.now().plus_hours(1));
    let (_, join) = world.joining(&link, &Person::new());
    let nowhere = "00".repeat(16);
    let draft = format!("/drafts/{}", "ab".repeat(16));
    let contact = value(&Contact {
        mail: "someone@example.org".into(),
        language: "en".into(),
    });
    let proof = value(&SignIn {
        proof: b"no proof".as_slice().into(),
    });
    let wrong = value(&ShareToken {
        token: b"wrong".as_slice().into(),
    });
    let opening = json!({ "token": "", "entry": "" });

    row!(GET "/practice", at("/practice"), none, ANYONE(200));
    row!(POST "/practice", at("/practice"), said(value(&world.founding("again"))), ANYONE(409));
    row!(PUT "/practice/page", at("/practice/page"), said(page), COORDINATOR(204));
    row!(GET "/roster", at("/roster"), none, SIGNED_IN(200));
    row!(GET "/persons/{person}", at(&format!("/persons/{}", world.root.id)), none, SIGNED_IN(200));
    row!(POST "/persons", at("/persons"),
        |_: &Person| Some(PersonCard { card: encode(&Person::new().card).into() }.json()), ANYONE(201));
    row!(POST "/invitations", at("/invitations"), said(value(&new)), COORDINATOR(201));
    row!(GET "/invitations/{invitation}", at(&format!("/invitations/{nowhere}")), none, ANYONE(404));
    row!(POST "/invitations/{invitation}/join", at(&format!("/invitations/{nowhere}/join")), said(value(&join)), ANYONE(404));
    row!(GET "/profiles", at("/profiles"), none, COORDINATOR(200));
    row!(PUT "/desk-key", at("/desk-key"), said(sealed), COORDINATOR(204));
    row!(GET "/desk-key", at("/desk-key"), none, COORDINATOR(200));
    row!(POST "/challenges", at("/challenges"),
        |person: &Person| Some(ChallengeRequest { person: person.id }.json()), ANYONE(200));
    row!(POST "/sessions", at("/sessions"), said(proof), ANYONE(422));
    row!(GET "/time", at("/time"), none, ANYONE(200));
    row!(GET "/origin", at("/origin"), none, ANYONE(200));

    row!(GET "/cases", at("/cases"), none, SIGNED_IN(200));
    row!(GET "/cases/{case}/entries", at(&story.path("entries")), none, [401, 404, 200, 200, 200, 404, 200]);
    row!(POST "/cases/{case}/entries", at(&story.path("entries")), |person: &Person| {
        // A well-formed question about something that was never stored: past the door it is refused with 422.
        let entry = Entry {
            case: story.case, seq: story.seq, previous: story.head, time: world.now(),
            act: Act::Question(scene.unstored()), grants: Vec::new(),
        };
        let entry = if person.id == scene.link.id { scene.link.sign(entry) } else { person.sign(entry) };
        Some(bare(entry.bytes().to_vec()).json())
    }, [401, 404, 422, 422, 422, 404, 403]);
    row!(GET "/cases/{case}/grants", at(&story.path("grants")), none, [401, 404, 200, 200, 200, 404, 403]);
    row!(GET "/cases/{case}/halves", at(&story.path("halves")), none, [401, 404, 403, 403, 200, 404, 403]);
    row!(GET "/cases/{case}/objects", at(&story.path("objects")), none, [401, 404, 200, 403, 403, 404, 403]);
    for (compartment, expected) in [
        (Compartment::Intake, [401, 404, 200, 403, 200, 404, 403]),
        (Compartment::Images, [401, 404, 200, 403, 403, 404, 403]),
        (Compartment::Original, [401, 404, 200, 403, 403, 404, 403]),
        (Compartment::Report, [401, 404, 200, 403, 200, 404, 403]),
        (Compartment::Thread, [401, 404, 200, 200, 200, 404, 403]),
        (Compartment::Own, [401, 404, 200, 200, 200, 404, 403]),
    ] {
        row!(PUT "/cases/{case}/objects/{object}",
            |_: &Person| story.object(ObjectId::from_bytes(random()), compartment, ObjectKind::Document),
            said(json!("sealed")), expected);
    }
    for (compartment, object) in &scene.objects {
        let expected = match compartment {
            Compartment::Intake | Compartment::Original | Compartment::Thread => {
                [401, 404, 200, 200, 200, 404, 403]
            }
            Compartment::Images | Compartment::Report => [401, 404, 200, 200, 200, 404, 200],
            Compartment::Own => [401, 404, 404, 404, 200, 404, 403],
        };
        row!(GET "/cases/{case}/objects/{object}", at(&story.path(&format!("objects/{}", object.object))), none, expected);
    }
    row!(GET "/cases/{case}/objects/{object}", at(&story.path(&format!("objects/{nowhere}"))), none,
        [401, 404, 404, 404, 404, 404, 403]);

    row!(PUT "/drafts/{name}", at(&draft), said(json!("sealed")), SIGNED_IN(204));
    row!(GET "/drafts/{name}", at(&draft), none, SIGNED_IN(200));
    row!(GET "/drafts", at("/drafts"), none, SIGNED_IN(200));
    row!(DELETE "/drafts/{name}", at(&draft), none, SIGNED_IN(204));
    row!(PUT "/recovery/{id}", |person: &Person| format!("/recovery/{}", person.id), said(json!("sealed")), SIGNED_IN(204));
    row!(GET "/recovery/{id}", at(&format!("/recovery/{nowhere}")), none, ANYONE(404));
    row!(PUT "/contact", at("/contact"), said(contact), SIGNED_IN(204));
    row!(POST "/shares/{share}", at(&format!("/shares/{}", scene.link.id)), said(wrong), ANYONE(404));
    row!(POST "/shares/{share}/openings", at(&format!("/shares/{nowhere}/openings")), said(opening), ANYONE(404));
    row!(DELETE "/sessions", at("/sessions"), none, [401, 204, 204, 204, 204, 204, 204]);
    row!(GET "/cases/{case}/entries", at(&story.path("entries")), none, ANYONE(401));

    assert_eq!(covered, published(), "a route has no row, or a row no route");
}

fn published() -> BTreeSet<(String, String)> {
    let document = overread_server::openapi();
    let paths = document["paths"].as_object().unwrap();
    let routes = paths.iter().flat_map(|(path, methods)| {
        let path = path.strip_prefix(overread_wire::api::PREFIX).unwrap().to_owned();
        methods
            .as_object()
            .unwrap()
            .keys()
            .map(move |method| (method.clone(), path.clone()))
    });
    routes.collect()
}

mod erased {
    pub trait Json {
        fn json(&self) -> serde_json::Value;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> serde_json::Value {
            serde_json::to_value(self).unwrap()
        }
    }
}
use erased::Json;

#[tokio::test]
async fn a_signature_does_not_help_whoever_sends_it_for_another() {
    let (_server, world) = practice().await;
    let patient = world.patient().await;
    let other = world.patient().await;
    let story = world.open(&patient).await;
    let entry = story.entry(&patient.0, Act::OpenedBy(Compartment::Intake), &[], world.now());
    let body = bare(entry.bytes().to_vec());
    world
        .post(&story.path("entries"), Some(&other.1), &body)
        .await
        .refused(403, "not-yours");
    let forged: overread_wire::ledger::SignedEntry =
        Signed::make(entry.claimed().clone(), patient.0.id, |_| [0; 64]);
    let body = bare(forged.bytes().to_vec());
    world
        .post(&story.path("entries"), Some(&patient.1), &body)
        .await
        .refused(422, "forged-signature");
}
