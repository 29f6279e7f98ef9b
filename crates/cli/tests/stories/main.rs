//! The whole story from the terminal, against a real server: what people can do, and what nobody can.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod asked;
mod cast;
mod discs;
mod giving_back;
mod inspecting;
mod left_behind;
mod locked;
mod posted;
mod profiles;
mod reading;
mod repeated;
mod resuming;
mod sharing;
mod unhappy;
mod whole;
