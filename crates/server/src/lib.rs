//! The service: stores ciphertext and the published list of facts (`docs/what-the-server-sees.md`), and can open
//! none of it: of our own crates it links only `overread-wire`, which has no private keys.
//!
//! [`Server::start`] runs the real thing, also for tests, on a port of its own.

mod app;
mod append;
mod authorize;
mod blobs;
mod connections;
mod erase;
mod extract;
mod facts;
mod folds;
mod headers;
mod intact;
mod limits;
mod logs;
mod origin;
mod pace;
mod pages;
mod place;
mod ports;
mod quotas;
mod ready;
mod refused;
mod roster;
mod routes;
mod setup;
mod start;
mod store;

pub use connections::Patience;
pub use facts::{COLUMNS, meaning, what_the_server_sees};
pub use logs::{json as json_log, to_stderr as stderr_log};
pub use origin::{NotAnOrigin, PublicUrl};
pub use ports::{Clock, Randomness, System};
pub use quotas::Quotas;
pub use start::{NotStarted, Running, Server, Settings};

/// The description of all routes, as `GET /api/v1/openapi.json` publishes it.
pub fn openapi() -> serde_json::Value {
    // The document is made of maps, lists and texts only.
    serde_json::to_value(routes::api().1).unwrap_or_default()
}
