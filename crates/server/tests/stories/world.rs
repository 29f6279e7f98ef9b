//! People with keys, a practice, and cases that go their way: just enough of a client to tell stories with.
//! Nothing is really sealed here; the server could not tell the difference.

use std::sync::Arc;

use ed25519_dalek::{Signer, SigningKey};
use overread_server::{Clock, System};
use overread_testkit::TestServer;
use overread_wire::api::{
    Append, Base64, Challenge, ChallengeRequest, FoundPractice, GrantOnWire, Half, Join, NewInvitation,
    PersonCard, PracticePage, Problem, Session, SignIn, SignInProof, Stored,
};
use overread_wire::ledger::{
    Act, Assigned, Entry, HalfCommitment, ImagesAdded, Opened, ReportVersion, Service, ShareCreated,
    SignedEntry, Submitted,
};
use overread_wire::{
    Card, CaseId, Charter, Compartment, DeskKey, GrantStatement, Hash, Invitation, Joining, KEM_KEY_BYTES,
    ObjectId, ObjectKind, ObjectRef, Part, PersonId, Release, Role, Sealable, ShareId, Signed, Timestamp,
    VerifyKey, encode,
};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

/// Someone with keys.
#[derive(Clone)]
pub struct Person {
    pub key: SigningKey,
    pub card: Card,
    pub id: PersonId,
}

impl Person {
    pub fn new() -> Self {
        let key = SigningKey::from_bytes(&random());
        let verify = VerifyKey::from_bytes(key.verifying_key().as_bytes()).unwrap();
        let card = Card {
            verify,
            kem: random::<KEM_KEY_BYTES>().to_vec(),
        };
        let id = card.id();
        Self { key, card, id }
    }

    pub fn sign<T: Sealable>(&self, statement: T) -> Signed<T> {
        Signed::make(statement, self.id, |message| self.key.sign(message).to_bytes())
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn is(self, status: u16) -> Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{}",
            String::from_utf8_lossy(&self.body)
        );
        self
    }

    pub fn refused(self, status: u16, code: &str) {
        let answer = self.is(status);
        assert_eq!(answer.json::<Problem>().code, code);
    }

    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A practice on a server.
pub struct World {
    pub url: String,
    pub http: Client,
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    pub root: Person,
    pub desk: DeskKey,
    pub coordinator: String,
}

/// A fresh server with a practice, and the practice's root signed in as its coordinator.
pub async fn practice() -> (TestServer, World) {
    let server = TestServer::start().await;
    let world = World::found(&server.url(), &server.setup_token()).await;
    (server, world)
}

impl World {
    /// A client of a server where nothing has been founded yet.
    pub fn before(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            http: Client::builder().no_proxy().build().unwrap(),
            clock: Arc::new(|| System.now()),
            root: Person::new(),
            desk: DeskKey {
                epoch: 0,
                kem: random::<KEM_KEY_BYTES>().to_vec(),
            },
            coordinator: String::new(),
        }
    }

    /// Founds the practice.
    pub async fn found(url: &str, setup_token: &str) -> Self {
        let mut world = Self::before(url);
        world
            .post("/practice", None, &world.founding(setup_token))
            .await
            .is(201);
        world.coordinator = world.sign_in(&world.root).await;
        world
    }

    pub fn founding(&self, setup_token: &str) -> FoundPractice {
        let charter = Charter {
            root: self.root.card.clone(),
            desk: self.desk.clone(),
            edition: 1,
        };
        FoundPractice {
            setup_token: setup_token.to_owned(),
            charter: self.root.sign(charter).bytes().into(),
            page: PracticePage {
                name: "Second Look".into(),
                ..PracticePage::default()
            },
            desk_key: random::<80>().as_slice().into(),
            profile: random::<80>().as_slice().into(),
        }
    }

    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    pub fn request(&self, method: Method, path: &str, token: Option<&str>) -> RequestBuilder {
        let request = self.http.request(method, format!("{}/api/v1{path}", self.url));
        match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Answer {
            status,
            headers,
            body: response.bytes().await.unwrap().to_vec(),
        }
    }

    pub async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.send(self.request(Method::GET, path, token)).await
    }

    pub async fn post(&self, path: &str, token: Option<&str>, body: &impl Serialize) -> Answer {
        self.send(self.request(Method::POST, path, token).json(body))
            .await
    }

    pub async fn put(&self, path: &str, token: Option<&str>, body: Vec<u8>) -> Answer {
        self.send(self.request(Method::PUT, path, token).body(body)).await
    }

    /// A proof of sign-in for `origin`.
    pub async fn proof(&self, person: &Person, origin: &str) -> SignIn {
        let asked = ChallengeRequest { person: person.id };
        let challenge: Challenge = self.post("/challenges", None, &asked).await.is(200).json();
        let proof = SignInProof {
            challenge: challenge.challenge.0,
            person: person.id,
            origin: origin.to_owned(),
        };
        SignIn {
            proof: person.sign(proof).bytes().into(),
        }
    }

    pub async fn sign_in(&self, person: &Person) -> String {
        let proof = self.proof(person, &self.url).await;
        self.post("/sessions", None, &proof)
            .await
            .is(200)
            .json::<Session>()
            .token
    }

    /// A patient who came by the public page, signed in.
    pub async fn patient(&self) -> (Person, String) {
        let person = Person::new();
        let card = PersonCard {
            card: encode(&person.card).into(),
        };
        self.post("/persons", None, &card).await.is(201);
        let token = self.sign_in(&person).await;
        (person, token)
    }

    /// An invitation and the key in its link.
    pub fn invitation(&self, role: Role, expires: Timestamp) -> (NewInvitation, Person) {
        let link = Person::new();
        let note = random::<64>();
        let invitation = Invitation {
            practice: self.root.id,
            invite_key: link.card.verify,
            role,
            expires,
            note: Hash::of(&note),
            introduced: None,
        };
        let statement = self.root.sign(invitation);
        (
            NewInvitation {
                invitation: statement.bytes().into(),
                note: note.as_slice().into(),
            },
            link,
        )
    }

    pub fn joining(&self, link: &Person, person: &Person) -> (String, Join) {
        let invitation = overread_wire::invite_id(&link.card.verify);
        let joining = Joining {
            practice: self.root.id,
            invitation,
            card: person.card.clone(),
            time: self.now(),
        };
        let join = Join {
            joining: link.sign(joining).bytes().into(),
            profile: Some(random::<64>().as_slice().into()),
            desk_key: None,
        };
        (format!("/invitations/{invitation}/join"), join)
    }

    /// A member who was invited and has joined, signed in.
    pub async fn member(&self, role: Role) -> (Person, String) {
        let (new, link) = self.invitation(role, self.now().plus_hours(24));
        self.post("/invitations", Some(&self.coordinator), &new)
            .await
            .is(201);
        let person = Person::new();
        let (path, join) = self.joining(&link, &person);
        self.post(&path, None, &join).await.is(204);
        let token = self.sign_in(&person).await;
        (person, token)
    }

    /// A case that `patient` has opened.
    pub async fn open(&self, patient: &(Person, String)) -> CaseStory {
        let mut story = CaseStory {
            case: CaseId::from_bytes(random()),
            seq: 0,
            head: Hash::NONE,
            epoch: 0,
            patient: patient.clone(),
        };
        let opened = Opened {
            practice: self.root.id,
            desk: self.desk.id(),
        };
        story.say(self, patient, Act::Opened(opened)).await.is(200);
        story
    }

    /// A case that was submitted without images: the disc comes by post.
    pub async fn by_post(&self, patient: &(Person, String)) -> CaseStory {
        let mut story = self.open(patient).await;
        let document = story.stored(self, patient, Compartment::Intake, ObjectKind::Document);
        let consent = document.await;
        story.say(self, patient, Act::Consented(consent)).await.is(200);
        let submitted = Submitted {
            service: Service::Standard,
            intake: consent,
            by_post: true,
        };
        story.say(self, patient, Act::Submitted(submitted)).await.is(200);
        story
    }

    /// A case with consent, images and an original report that was submitted.
    pub async fn submitted(&self, patient: &(Person, String)) -> CaseStory {
        let mut story = self.open(patient).await;
        let consent = story
            .stored(self, patient, Compartment::Intake, ObjectKind::Document)
            .await;
        story.say(self, patient, Act::Consented(consent)).await.is(200);
        for compartment in [Compartment::Images, Compartment::Original] {
            let manifest = story
                .stored(self, patient, compartment, ObjectKind::Manifest)
                .await;
            let added = ImagesAdded {
                manifest,
                objects: 1,
                bytes: manifest.size,
            };
            let act = match compartment {
                Compartment::Images => Act::ImagesAdded(added),
                _ => Act::DocumentsAdded(added),
            };
            story.say(self, patient, act).await.is(200);
        }
        let intake = story
            .stored(self, patient, Compartment::Intake, ObjectKind::Document)
            .await;
        story
            .say(
                self,
                patient,
                Act::Submitted(Submitted {
                    service: Service::Standard,
                    intake,
                    by_post: false,
                }),
            )
            .await
            .is(200);
        story
    }
}

/// A case and how far its chain has come.
#[derive(Clone)]
pub struct CaseStory {
    pub case: CaseId,
    pub seq: u64,
    pub head: Hash,
    pub epoch: u32,
    pub patient: (Person, String),
}

impl CaseStory {
    pub fn path(&self, rest: &str) -> String {
        format!("/cases/{}/{rest}", self.case)
    }

    /// The next entry, signed by `author`.
    pub fn entry(&self, author: &Person, act: Act, grants: &[GrantOnWire], time: Timestamp) -> SignedEntry {
        let grants = grants.iter().map(|grant| Hash::of(&grant.statement.0)).collect();
        author.sign(Entry {
            case: self.case,
            seq: self.seq,
            previous: self.head,
            time,
            act,
            grants,
        })
    }

    pub async fn say(&mut self, world: &World, author: &(Person, String), act: Act) -> Answer {
        self.say_with(world, author, act, |_| {}).await
    }

    /// Appends an entry with what `with` puts beside it.
    pub async fn say_with(
        &mut self,
        world: &World,
        author: &(Person, String),
        act: Act,
        with: impl FnOnce(&mut Append),
    ) -> Answer {
        let mut body = bare(Vec::new());
        with(&mut body);
        let entry = self.entry(&author.0, act, &body.grants, world.now());
        body.entry = entry.bytes().into();
        let answer = world.post(&self.path("entries"), Some(&author.1), &body).await;
        if answer.status == StatusCode::OK {
            self.seq += 1;
            self.head = entry.hash();
        }
        answer
    }

    /// Stores an object of a few bytes.
    pub async fn stored(
        &self,
        world: &World,
        who: &(Person, String),
        compartment: Compartment,
        kind: ObjectKind,
    ) -> ObjectRef {
        let object = ObjectId::from_bytes(random());
        let bytes = random::<1000>().to_vec();
        let stored: Stored = world
            .put(&self.object(object, compartment, kind), Some(&who.1), bytes)
            .await
            .is(200)
            .json();
        ObjectRef {
            object,
            compartment,
            epoch: self.epoch,
            kind,
            hash: stored.hash,
            size: stored.size,
        }
    }

    /// Where an object is stored.
    pub fn object(&self, object: ObjectId, compartment: Compartment, kind: ObjectKind) -> String {
        let name = |value| match value {
            serde_json::Value::String(name) => name,
            other => panic!("{other}"),
        };
        let compartment = name(serde_json::to_value(compartment).unwrap());
        let kind = name(serde_json::to_value(kind).unwrap());
        self.path(&format!(
            "objects/{object}?compartment={compartment}&kind={kind}&epoch={}",
            self.epoch
        ))
    }

    /// A grant by `author`.
    pub fn grant(
        &self,
        author: &Person,
        recipient: PersonId,
        compartment: Compartment,
        part: Part,
        release: Release,
    ) -> GrantOnWire {
        let sealed = random::<1200>();
        let statement = GrantStatement {
            case: self.case,
            compartment,
            epoch: self.epoch,
            recipient,
            part,
            release,
            sealed: Hash::of(&sealed),
        };
        GrantOnWire {
            statement: author.sign(statement).bytes().into(),
            sealed: sealed.as_slice().into(),
        }
    }

    /// Asks `radiologist` to read: intake at once, the rest on acceptance, half a key to the original report.
    pub async fn assign(&mut self, world: &World, radiologist: &Person, again: bool) -> Vec<[u8; 32]> {
        if again {
            self.epoch += 1;
        }
        let desk = (world.root.clone(), world.coordinator.clone());
        let halves: Vec<[u8; 32]> = (0..=self.epoch).map(|_| random()).collect();
        let commitments = (0..)
            .zip(&halves)
            .map(|(epoch, half)| HalfCommitment::to(epoch, half))
            .collect();
        let assigned = Assigned {
            radiologist: radiologist.id,
            epoch: self.epoch,
            halves: commitments,
        };
        let grant =
            |compartment, part, release| self.grant(&desk.0, radiologist.id, compartment, part, release);
        let grants = vec![
            grant(Compartment::Intake, Part::Whole, Release::AtOnce),
            grant(Compartment::Images, Part::Whole, Release::OnAccepted),
            grant(Compartment::Original, Part::Half, Release::OnAccepted),
            grant(Compartment::Report, Part::Whole, Release::OnAccepted),
            grant(Compartment::Thread, Part::Whole, Release::OnAccepted),
        ];
        let sent = (0..)
            .zip(&halves)
            .map(|(epoch, half)| Half {
                epoch,
                half: half.as_slice().into(),
            })
            .collect();
        let act = Act::Assigned(assigned);
        self.say_with(world, &desk, act, |body| {
            body.grants = grants;
            body.halves = sent;
        })
        .await
        .is(200);
        halves
    }

    pub async fn accept(&mut self, world: &World, radiologist: &(Person, String)) {
        let declaration = self
            .stored(world, radiologist, Compartment::Intake, ObjectKind::Document)
            .await;
        self.say(world, radiologist, Act::Accepted(declaration))
            .await
            .is(200);
    }

    pub async fn commit(&mut self, world: &World, radiologist: &(Person, String)) -> ObjectRef {
        let first_read = self
            .stored(world, radiologist, Compartment::Own, ObjectKind::FirstRead)
            .await;
        self.say(world, radiologist, Act::FirstReadCommitted(first_read))
            .await
            .is(200);
        first_read
    }

    pub async fn reveal(&mut self, world: &World, radiologist: &(Person, String)) {
        self.say(world, radiologist, Act::OriginalRevealed).await.is(200);
    }

    pub async fn sign(&mut self, world: &World, radiologist: &(Person, String)) -> ObjectRef {
        let report = self
            .stored(world, radiologist, Compartment::Report, ObjectKind::Document)
            .await;
        let version = ReportVersion { report, version: 1 };
        self.say(world, radiologist, Act::ReportSigned(version))
            .await
            .is(200);
        report
    }

    /// Makes a link.
    pub async fn share(&mut self, world: &World, opens: Option<u32>, expires: Timestamp) -> Link {
        let (key, landing, opening) = (SigningKey::from_bytes(&random()), random(), random());
        let verify = VerifyKey::from_bytes(key.verifying_key().as_bytes()).unwrap();
        let bundle = random::<200>();
        let created = ShareCreated {
            key: verify,
            compartments: vec![Compartment::Images, Compartment::Report],
            expires,
            opens,
            pin: false,
            bundle: Hash::of(&bundle),
        };
        let patient = self.patient.clone();
        self.say_with(world, &patient, Act::ShareCreated(created), |body| {
            body.bundle = Some(bundle.as_slice().into());
            body.landing_token = Some(Hash::of(&landing));
            body.opening_token = Some(Hash::of(&opening));
        })
        .await
        .is(200);
        Link {
            key,
            id: verify.share_id(),
            case: self.case,
            landing,
            opening,
        }
    }
}

/// A link for the surgeon.
#[derive(Clone)]
pub struct Link {
    pub key: SigningKey,
    pub id: ShareId,
    pub case: CaseId,
    pub landing: [u8; 32],
    pub opening: [u8; 32],
}

impl Link {
    pub fn sign(&self, entry: Entry) -> SignedEntry {
        Signed::make(entry, self.id, |message| self.key.sign(message).to_bytes())
    }
}

/// A body with an entry and nothing else.
pub fn bare(entry: Vec<u8>) -> Append {
    Append {
        entry: Base64(entry),
        grants: Vec::new(),
        halves: Vec::new(),
        bundle: None,
        landing_token: None,
        opening_token: None,
    }
}
