//! Stories of the ledger and the roster, told with real keys.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect should stop there"
)]

mod any;
mod attacks;
mod canonical;
mod happy_path;
mod people;
mod posted;
mod roster;
mod shares;
mod story;
mod turns;
mod unhappy_week;
mod vectors;
