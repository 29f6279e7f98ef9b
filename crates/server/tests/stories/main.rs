//! What the server does for each of its people, told against the real server.

mod durability;
mod founding;
mod matrix;
mod objects;
mod published;
mod reading;
mod sharing;
mod signing_in;
mod world;
