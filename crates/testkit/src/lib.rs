//! A real server on port 0, people and cases, for tests.

mod server;

pub use server::{TestClock, TestServer};
