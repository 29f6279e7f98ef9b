//! One entry of the chain.

use minicbor::{Decode, Encode};

use super::Act;
use crate::{CaseId, Context, Hash, Sealable, Signed, Timestamp};

/// An entry. Its author is the signer, who stands in the signature's protected header.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Entry {
    /// The case.
    #[n(0)]
    pub case: CaseId,
    /// Counts the entries of the case from 0.
    #[n(1)]
    pub seq: u64,
    /// Hash of the previous entry; [`Hash::NONE`] for the first.
    #[n(2)]
    pub previous: Hash,
    /// The server's offered time, never before that of the previous entry.
    #[n(3)]
    pub time: Timestamp,
    /// What is said.
    #[n(4)]
    pub act: Act,
    /// Hashes of the grants made with this entry.
    #[n(5)]
    pub grants: Vec<Hash>,
}

impl Sealable for Entry {
    const CONTEXT: Context = Context::Entry;
}

/// An entry as it is stored, sent and hashed.
pub type SignedEntry = Signed<Entry>;
