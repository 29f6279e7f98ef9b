//! Typed calls to the server, with sign-in where a call needs it.

use std::cell::RefCell;

use overread_seal::Identity;
use overread_wire::PersonId;
use overread_wire::api::{
    Base64, Challenge, ChallengeRequest, PREFIX, Problem, Session, SignIn, SignInProof,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Trouble;
use crate::port::{HttpRequest, HttpResponse, Ports};

/// Renewed when less than this is left of a session.
const RENEW_MS: u64 = 60_000;

/// The session in memory; it is never kept on the device, except for a link's.
#[derive(Default)]
pub(crate) struct Sessions {
    current: RefCell<Option<Session>>,
}

/// Who makes a call.
#[derive(Clone, Copy)]
pub(crate) enum Caller<'a> {
    /// Nobody in particular.
    Anyone,
    /// A person, signed in when needed.
    Person(&'a Identity, &'a str),
    /// The holder of a session that was opened otherwise.
    Bearer(&'a str),
}

/// What a call carries.
enum Payload {
    None,
    Json(Vec<u8>),
    Sealed(Vec<u8>),
}

impl Payload {
    fn json(body: &impl Serialize) -> Result<Self, Trouble> {
        serde_json::to_vec(body)
            .map(Self::Json)
            .map_err(|_| Trouble::Unreadable)
    }

    fn media_type(&self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Json(_) => Some("application/json"),
            Self::Sealed(_) => Some("application/octet-stream"),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::None => Vec::new(),
            Self::Json(bytes) | Self::Sealed(bytes) => bytes.clone(),
        }
    }
}

/// The server, as one caller sees it.
pub(crate) struct Server<'a> {
    pub ports: &'a Ports,
    pub sessions: &'a Sessions,
    pub caller: Caller<'a>,
}

impl Server<'_> {
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Trouble> {
        let response = self.call("GET", path, Payload::None, None).await?;
        json(&response.body)
    }

    pub async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, Trouble> {
        let response = self.call("POST", path, Payload::json(body)?, None).await?;
        json(&response.body)
    }

    /// Sends a body where only the act counts, not the answer.
    pub async fn tell(&self, method: &'static str, path: &str, body: &impl Serialize) -> Result<(), Trouble> {
        self.call(method, path, Payload::json(body)?, None)
            .await
            .map(drop)
    }

    pub async fn put_bytes<T: DeserializeOwned>(&self, path: &str, body: Vec<u8>) -> Result<T, Trouble> {
        let response = self.call("PUT", path, Payload::Sealed(body), None).await?;
        json(&response.body)
    }

    pub async fn put_blob(&self, path: &str, body: Vec<u8>) -> Result<(), Trouble> {
        self.call("PUT", path, Payload::Sealed(body), None)
            .await
            .map(drop)
    }

    pub async fn bytes(&self, path: &str) -> Result<Vec<u8>, Trouble> {
        self.call("GET", path, Payload::None, None)
            .await
            .map(|response| response.body)
    }

    /// The bytes from `start` up to and without `end`.
    pub async fn range(&self, path: &str, start: u64, end: u64) -> Result<Vec<u8>, Trouble> {
        let range = format!("bytes={start}-{}", end.saturating_sub(1));
        self.call("GET", path, Payload::None, Some(range))
            .await
            .map(|response| response.body)
    }

    async fn call(
        &self,
        method: &'static str,
        path: &str,
        payload: Payload,
        range: Option<String>,
    ) -> Result<HttpResponse, Trouble> {
        let mut token = self.token().await?;
        for last_try in [false, true] {
            let mut headers = Vec::new();
            if let Some(token) = &token {
                headers.push(("authorization", format!("Bearer {token}")));
            }
            if let Some(media_type) = payload.media_type() {
                headers.push(("content-type", media_type.to_owned()));
            }
            if let Some(range) = &range {
                headers.push(("range", range.clone()));
            }
            let request = HttpRequest {
                method,
                path: format!("{PREFIX}{path}"),
                headers,
                body: payload.bytes(),
            };
            let response = self
                .ports
                .http
                .send(request)
                .await
                .map_err(|_| Trouble::Unreachable)?;
            match response.status {
                200..=299 => return Ok(response),
                401 if !last_try && matches!(self.caller, Caller::Person(..)) => {
                    self.sessions.current.take();
                    token = self.token().await?;
                }
                502..=504 => return Err(Trouble::Unreachable),
                _ => return Err(refusal(&response)),
            }
        }
        Err(Trouble::Unreachable)
    }

    async fn token(&self) -> Result<Option<String>, Trouble> {
        match self.caller {
            Caller::Anyone => Ok(None),
            Caller::Bearer(token) => Ok(Some(token.to_owned())),
            Caller::Person(identity, origin) => {
                if let Some(session) = &*self.sessions.current.borrow()
                    && session.expires > self.ports.clock.now().plus_ms(RENEW_MS)
                {
                    return Ok(Some(session.token.clone()));
                }
                let session = self.sign_in(identity, origin).await?;
                let token = session.token.clone();
                self.sessions.current.replace(Some(session));
                Ok(Some(token))
            }
        }
    }

    async fn sign_in(&self, identity: &Identity, origin: &str) -> Result<Session, Trouble> {
        let anyone = Server {
            ports: self.ports,
            sessions: self.sessions,
            caller: Caller::Anyone,
        };
        let person: PersonId = identity.id();
        let challenge: Challenge = Box::pin(anyone.post("/challenges", &ChallengeRequest { person })).await?;
        let proof = SignInProof {
            challenge: challenge.challenge.0,
            person,
            origin: origin.to_owned(),
        };
        let proof = Base64::from(identity.sign(proof).bytes());
        let mut session: Session = Box::pin(anyone.post("/sessions", &SignIn { proof })).await?;
        // The lifetime counts on this device's clock, which may differ from the server's.
        session.expires = self.ports.clock.now().plus_ms(SESSION_MS);
        Ok(session)
    }
}

/// Sessions of people last this long; a wrong clock on the device must not make them seem longer.
const SESSION_MS: u64 = 15 * 60 * 1000;

fn refusal(response: &HttpResponse) -> Trouble {
    match serde_json::from_slice::<Problem>(&response.body) {
        Ok(problem) => Trouble::Refused {
            code: problem.code,
            sentence: problem.sentence,
        },
        Err(_) => Trouble::Unreadable,
    }
}

fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Trouble> {
    serde_json::from_slice(body).map_err(|_| Trouble::Unreadable)
}
