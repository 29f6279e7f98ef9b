//! Cases: their chains, grants and sealed objects.

use serde::{Deserialize, Serialize};

use super::Base64;
use crate::{CaseId, Compartment, Hash, ObjectId, ObjectKind, Timestamp};

/// A page of the caller's cases.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cases {
    /// The cases, each with its whole chain.
    pub cases: Vec<CaseEntries>,
    /// What to ask for next; absent on the last page.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub next: Option<CaseId>,
    /// The server's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub time: Timestamp,
}

/// A case with its chain.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseEntries {
    /// The case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub case: CaseId,
    /// Signed [`Entry`](crate::ledger::Entry)s, oldest first.
    pub entries: Vec<Base64>,
    /// Canonical cards of the authors who are no members of the practice.
    pub cards: Vec<Base64>,
}

/// The chain of a case from a given number on.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entries {
    /// Signed [`Entry`](crate::ledger::Entry)s, oldest first.
    pub entries: Vec<Base64>,
    /// Canonical cards of the authors who are no members of the practice.
    pub cards: Vec<Base64>,
    /// The server's clock, offered for the next entry.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub time: Timestamp,
}

/// Appends an entry with the grants it names.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Append {
    /// Signed [`Entry`](crate::ledger::Entry).
    pub entry: Base64,
    /// One for each hash in the entry, in the same order.
    #[serde(default)]
    pub grants: Vec<GrantOnWire>,
    /// With `assigned`: what the server holds back until the first read is committed.
    #[serde(default)]
    pub halves: Vec<Half>,
    /// With `share_created`: the sealed bundle of compartment keys.
    #[serde(default)]
    pub bundle: Option<Base64>,
    /// With `share_created`: SHA-256 of the token that shows the landing page; derived from the link's secret.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub landing_token: Option<Hash>,
    /// With `share_created`: SHA-256 of the token that opens; derived from the secret and the PIN, if there is one.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub opening_token: Option<Hash>,
}

/// The entry is on the record; sent twice, it is the same entry.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Appended {
    /// Its number.
    pub seq: u64,
    /// Its hash.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub head: Hash,
}

/// A grant as it crosses the wire.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GrantOnWire {
    /// Signed [`GrantStatement`](crate::GrantStatement).
    pub statement: Base64,
    /// HPKE encapsulated key and sealed key.
    pub sealed: Base64,
}

/// Grants that are released to the caller.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Grants {
    /// Those addressed to the caller, and for coordinators those addressed to the desk.
    pub grants: Vec<GrantOnWire>,
}

/// The half of an original-report key that the server holds back.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Half {
    /// The epoch of the key it belongs to.
    pub epoch: u32,
    /// 32 bytes.
    pub half: Base64,
}

/// The halves, after the first read is committed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Halves {
    /// One for each epoch.
    pub halves: Vec<Half>,
}

/// What lies on the server for a case.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Objects {
    /// Every object that was acknowledged.
    pub objects: Vec<Object>,
}

/// A stored object.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Object {
    /// The object.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub object: ObjectId,
    /// The compartment it was stored for.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub compartment: Compartment,
    /// What it was stored as.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ObjectKind,
    /// SHA-256 of the ciphertext.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub hash: Hash,
    /// Bytes of the ciphertext.
    pub size: u64,
}

/// The object is on disk and stays there.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stored {
    /// SHA-256 of what lies there: of the bytes sent, or of other bytes sent earlier under the same name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub hash: Hash,
    /// Its bytes.
    pub size: u64,
}

/// The caller's drafts.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Drafts {
    /// One for each name.
    pub drafts: Vec<Draft>,
}

/// A draft; its name is chosen by the client and says nothing.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    /// Hexadecimal, 32 digits.
    pub name: String,
    /// When it was last written.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub time: Timestamp,
}
