//! Every type that crosses HTTP, and the case ledger: entries, certificates, canonical encoding, hashing,
//! signature verification and the rules of who may append what. This is all that the server can know.
//!
//! The formats are described in `docs/spec/`. Everything signed is deterministic CBOR (RFC 8949 §4.2) inside a
//! `COSE_Sign1` (RFC 9052 §4.2) with Ed25519; a decoder refuses whatever does not encode back to the same bytes.

pub mod api;
mod canonical;
mod card;
mod grant;
mod id;
pub mod ledger;
mod object;
pub mod padme;
mod roster;
mod signed;
mod time;

pub use canonical::{NotCanonical, decode, encode};
pub use card::{Card, DeskKey, KEM_KEY_BYTES, VerifyKey};
pub use grant::{Grant, GrantStatement, Part, Release};
pub use id::{CaseId, Hash, InviteId, ObjectId, PersonId, PracticeId, ShareId, UnreadableId};
pub use object::{Compartment, ObjectKind, ObjectRef};
pub use roster::{
    Charter, Invitation, Joining, Membership, Removal, Role, Roster, RosterRefusal, invite_id, may_invite,
};
pub use signed::{Context, ForgedSignature, Sealable, Signed};
pub use time::Timestamp;
