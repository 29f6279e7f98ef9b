//! The life of a case up to the reading: open, consent, submit, return and resume, assign, accept, withdraw.

mod accept;
mod assign;
mod grants;
mod halt;
mod message;
mod noted;
mod open;
mod submit;

pub use accept::Declaration;
pub use message::Message;
pub use open::NewCase;
