//! What the acts need from the outside: a way to the server, a place to keep things, a cipher, a clock and
//! randomness.

use std::cell::RefCell;

use async_trait::async_trait;
use overread_seal::object::Cipher;
use overread_wire::Timestamp;
use rand_core::CryptoRng;

/// A request to the server.
#[derive(Clone, Debug)]
pub struct HttpRequest {
    /// `GET`, `PUT`, `POST` or `DELETE`.
    pub method: &'static str,
    /// Path and query, from the root of the server.
    pub path: String,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// What the server answered.
#[derive(Clone, Debug)]
pub struct HttpResponse {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// The server gave no answer.
#[derive(Debug, thiserror::Error)]
#[error("The server cannot be reached.")]
pub struct Unreachable;

/// The way to the server.
#[async_trait(?Send)]
pub trait Http {
    /// Sends a request and waits for the whole answer.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable>;
}

/// This device could not keep or find something.
#[derive(Debug, thiserror::Error)]
#[error(
    "This device could not save or read its own data. Check that its storage is not full and not blocked."
)]
pub struct StorageFailure;

/// A place on this device that only its owner can read.
#[async_trait(?Send)]
pub trait Storage {
    /// What was kept under `name`.
    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StorageFailure>;
    /// Keeps `value` under `name`.
    async fn put(&self, name: &str, value: &[u8]) -> Result<(), StorageFailure>;
    /// Forgets what was kept under `name`.
    async fn delete(&self, name: &str) -> Result<(), StorageFailure>;
}

/// The device's clock; signed times come from the server, this one only measures and waits.
#[async_trait(?Send)]
pub trait Clock {
    /// Now, by this device.
    fn now(&self) -> Timestamp;
    /// Waits.
    async fn sleep(&self, ms: u64);
}

/// Everything from the outside.
pub struct Ports {
    /// The way to the server.
    pub http: Box<dyn Http>,
    /// Where this person's profile is kept.
    pub storage: Box<dyn Storage>,
    /// AES-256-GCM over segments.
    pub cipher: Box<dyn Cipher>,
    /// The device's clock.
    pub clock: Box<dyn Clock>,
    /// A cryptographic source of randomness.
    pub random: RefCell<Box<dyn CryptoRng>>,
}
