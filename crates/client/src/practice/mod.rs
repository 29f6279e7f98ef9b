//! Founding a practice, inviting people to it and taking up invitations.

mod desk;
mod found;
mod invite;
mod join;

pub use invite::{InviteNote, NewInvite, Welcome};
