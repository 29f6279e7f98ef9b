//! Grants: a compartment key sealed to one person, with a signed statement of who granted what to whom.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::{CaseId, Compartment, Context, Hash, PersonId, Sealable, Signed};

/// Whether the sealed bytes are the key or one half of it.
#[derive(Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, PartialEq, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The whole compartment key.
    #[n(0)]
    Whole,
    /// One half; the other lies with the server until the first read is committed.
    #[n(1)]
    Half,
}

/// When the server hands a grant to its recipient.
#[derive(Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, PartialEq, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// Right away.
    #[n(0)]
    AtOnce,
    /// When the recipient has accepted the case.
    #[n(1)]
    OnAccepted,
}

/// What a granter signs. The ledger names it by hash; the sealed key lies beside it and can be deleted.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct GrantStatement {
    /// The case.
    #[n(0)]
    pub case: CaseId,
    /// The compartment whose key is granted.
    #[n(1)]
    pub compartment: Compartment,
    /// The epoch of that key.
    #[n(2)]
    pub epoch: u32,
    /// The only one who can open the sealed key.
    #[n(3)]
    pub recipient: PersonId,
    /// The key or a half of it.
    #[n(4)]
    pub part: Part,
    /// When the server hands it out.
    #[n(5)]
    pub release: Release,
    /// SHA-256 of the HPKE encapsulated key followed by the sealed key.
    #[n(6)]
    pub sealed: Hash,
}

impl Sealable for GrantStatement {
    const CONTEXT: Context = Context::Grant;
}

/// A signed statement with the sealed key it speaks of.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Who granted what to whom.
    pub statement: Signed<GrantStatement>,
    /// HPKE encapsulated key followed by the sealed key.
    pub sealed: Vec<u8>,
}

impl Grant {
    /// Whether the sealed key is the one the statement speaks of.
    pub fn is_whole(&self) -> bool {
        Hash::of(&self.sealed) == self.statement.claimed().sealed
    }
}
