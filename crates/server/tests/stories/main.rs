//! What the server does for each of its people, told against the real server.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "a story that does not go as told has failed, and is read from top to bottom"
)]

mod crowded;
mod damage;
mod durability;
mod erasing;
mod founding;
mod matrix;
mod objects;
mod posted;
mod published;
mod reading;
mod room;
mod sharing;
mod signing_in;
mod world;
