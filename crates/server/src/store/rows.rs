//! What the queries take and give.

use overread_wire::{CaseId, Compartment, Hash, ObjectId, ObjectKind, PersonId, ShareId, Timestamp};

/// A row as the back end gives it, before it is read.
pub(crate) type Row<T> = Result<T, sqlx::Error>;

/// A stored object.
#[derive(Clone, Debug)]
pub(crate) struct ObjectRow {
    pub(crate) case: CaseId,
    pub(crate) object: ObjectId,
    pub(crate) compartment: Compartment,
    pub(crate) kind: ObjectKind,
    pub(crate) epoch: u32,
    pub(crate) hash: Hash,
    pub(crate) size: u64,
    pub(crate) uploader: PersonId,
}

/// A grant to be laid beside the entry that names it.
pub(crate) struct NewGrant {
    pub(crate) hash: Hash,
    pub(crate) recipient: PersonId,
    pub(crate) statement: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
}

/// A grant as it lies there.
pub(crate) struct StoredGrant {
    pub(crate) statement: Vec<u8>,
    pub(crate) sealed: Vec<u8>,
}

/// A half that is held back until the first read is committed.
pub(crate) struct Half {
    pub(crate) epoch: u32,
    pub(crate) half: Vec<u8>,
}

/// What the server keeps for a new link.
pub(crate) struct NewShare {
    pub(crate) share: ShareId,
    pub(crate) landing_token: Hash,
    pub(crate) opening_token: Hash,
    pub(crate) bundle: Vec<u8>,
}

/// What it keeps of a link.
pub(crate) struct ShareRow {
    pub(crate) case: CaseId,
    pub(crate) landing_token: Hash,
    pub(crate) opening_token: Hash,
    pub(crate) wrong_tokens: u64,
    pub(crate) bundle: Vec<u8>,
}

/// A draft without its content.
pub(crate) struct StoredDraft {
    pub(crate) name: String,
    pub(crate) time: Timestamp,
}
