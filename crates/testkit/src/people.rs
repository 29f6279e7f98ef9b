//! People at their devices, with real keys and the real client; the line between device and server can be listened to
//! and lied on.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test whose people cannot start has failed"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use async_trait::async_trait;
use getrandom::SysRng;
use overread_client::seal::object::RustCrypto;
use overread_client::wire::api::PracticePage;
use overread_client::wire::{PersonId, Role, Timestamp};
use overread_client::{
    Client, Clock, Http, HttpRequest, HttpResponse, NewInvite, Ports, Storage, StorageFailure, Unreachable,
};
use rand_core::UnwrapErr;

use crate::TestServer;

/// What a lying server makes of an honest answer.
pub type Lie = Box<dyn FnMut(&HttpRequest, HttpResponse) -> HttpResponse>;

/// A person at a device.
pub struct Person {
    /// The person's client.
    pub client: Client,
    /// The line to the server.
    pub line: Rc<Line>,
}

/// The line between a device and the server.
pub struct Line {
    origin: String,
    http: reqwest::Client,
    lie: RefCell<Option<Lie>>,
    asked: RefCell<Vec<HttpRequest>>,
}

/// A founded practice with one person of each kind.
pub struct Practice {
    /// Founder and first coordinator.
    pub coordinator: Person,
    /// A radiologist.
    pub radiologist: Person,
    /// Another radiologist.
    pub second_radiologist: Person,
    /// A patient.
    pub patient: Person,
}

impl Line {
    /// From now on the server lies.
    pub fn lie(&self, lie: impl FnMut(&HttpRequest, HttpResponse) -> HttpResponse + 'static) {
        self.lie.replace(Some(Box::new(lie)));
    }

    /// The server is honest again.
    pub fn be_honest(&self) {
        self.lie.replace(None);
    }

    /// Everything that was asked so far.
    pub fn asked(&self) -> Vec<HttpRequest> {
        self.asked.borrow().clone()
    }

    /// Forgets what was asked so far.
    pub fn forget(&self) {
        self.asked.borrow_mut().clear();
    }
}

impl Person {
    /// Somebody who has not joined yet.
    pub async fn new(server: &TestServer) -> Self {
        let line = Rc::new(Line {
            origin: server.url(),
            http: reqwest::Client::builder()
                .no_proxy()
                .build()
                .expect("an HTTP client"),
            lie: RefCell::default(),
            asked: RefCell::default(),
        });
        let ports = Ports {
            http: Box::new(AtTheDevice(line.clone())),
            storage: Box::<InMemory>::default(),
            cipher: Box::new(RustCrypto),
            clock: Box::new(DeviceClock),
            random: RefCell::new(Box::new(UnwrapErr(SysRng))),
        };
        Self {
            client: Client::start(ports).await.expect("an empty device"),
            line,
        }
    }

    /// The person's name.
    pub fn id(&self) -> PersonId {
        self.client.me().expect("somebody").id()
    }

    /// Invites someone and lets them join on a device of their own.
    pub async fn bring(&self, server: &TestServer, role: Role, name: &str) -> Person {
        let invite = NewInvite {
            role,
            name: Some(name.to_owned()),
            birth_date: None,
            subspecialty: Some("neuroradiology".to_owned()),
            licence: Some("GLN 7601000000000".to_owned()),
            country: Some("CH".to_owned()),
        };
        let link = self.client.invite(invite).await.expect("an invitation");
        let joiner = Person::new(server).await;
        joiner.client.join(&server.url(), &link).await.expect("joining");
        joiner
    }
}

impl Practice {
    /// Founds a practice on a new server and brings its people together.
    pub async fn found(server: &TestServer) -> Self {
        let coordinator = Person::new(server).await;
        let page = PracticePage {
            name: "Test practice".to_owned(),
            ..PracticePage::default()
        };
        coordinator
            .client
            .found_practice(&server.url(), &server.setup_token(), page)
            .await
            .expect("founding the practice");
        let radiologist = coordinator
            .bring(server, Role::Radiologist, "Dr Vera Keller")
            .await;
        let second_radiologist = coordinator.bring(server, Role::Radiologist, "Dr Jan Moser").await;
        let patient = coordinator.bring(server, Role::Patient, "Anna Muster").await;
        Self {
            coordinator,
            radiologist,
            second_radiologist,
            patient,
        }
    }
}

struct AtTheDevice(Rc<Line>);

#[async_trait(?Send)]
impl Http for AtTheDevice {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        let line = &self.0;
        line.asked.borrow_mut().push(request.clone());
        let method = request.method.parse().map_err(|_| Unreachable)?;
        let mut sending = line
            .http
            .request(method, format!("{}{}", line.origin, request.path));
        for (name, value) in &request.headers {
            sending = sending.header(*name, value);
        }
        if request.method == "POST" {
            sending = sending.header("content-type", "application/json");
        }
        let answer = sending
            .body(request.body.clone())
            .send()
            .await
            .map_err(|_| Unreachable)?;
        let status = answer.status().as_u16();
        let body = answer.bytes().await.map_err(|_| Unreachable)?.to_vec();
        let honest = HttpResponse { status, body };
        match &mut *line.lie.borrow_mut() {
            Some(lie) => Ok(lie(&request, honest)),
            None => Ok(honest),
        }
    }
}

#[derive(Default)]
struct InMemory(RefCell<BTreeMap<String, Vec<u8>>>);

#[async_trait(?Send)]
impl Storage for InMemory {
    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StorageFailure> {
        Ok(self.0.borrow().get(name).cloned())
    }

    async fn put(&self, name: &str, value: &[u8]) -> Result<(), StorageFailure> {
        self.0.borrow_mut().insert(name.to_owned(), value.to_vec());
        Ok(())
    }

    async fn delete(&self, name: &str) -> Result<(), StorageFailure> {
        self.0.borrow_mut().remove(name);
        Ok(())
    }
}

struct DeviceClock;

#[async_trait(?Send)]
impl Clock for DeviceClock {
    fn now(&self) -> Timestamp {
        use overread_server::Clock as _;
        overread_server::System.now()
    }

    async fn sleep(&self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
}
