//! A real server on port 0, people and cases, for tests.

mod disc;
mod people;
mod server;

pub use disc::{AtOnce, FilesInMemory, SentDisc};
pub use people::{Lie, Line, Person, Practice};
pub use server::{TestClock, TestServer};
