//! Sealed objects as the ledger names them, and the compartments whose keys seal them.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::{Hash, ObjectId};

/// A part of a case with a key of its own, granted to each person separately.
#[derive(
    Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Compartment {
    /// Who, what operation, which side, history; read first, to judge independence.
    #[n(0)]
    Intake,
    /// Images, their previews and the manifest.
    #[n(1)]
    Images,
    /// Whatever may hold the first report; opens to the radiologist only after the first read is committed.
    #[n(2)]
    Original,
    /// The signed report in both layers, and the first read it rests on.
    #[n(3)]
    Report,
    /// Questions, answers and reasons.
    #[n(4)]
    Thread,
    /// Drafts and the first read, under the author's own key; never granted.
    #[n(5)]
    Own,
}

impl Compartment {
    /// The compartments that are granted, in the order of their keys.
    pub const GRANTED: [Self; 5] = [
        Self::Intake,
        Self::Images,
        Self::Original,
        Self::Report,
        Self::Thread,
    ];
}

/// What a sealed object is for; bound into its encryption.
#[derive(Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, Hash, PartialEq, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// A JSON document: intake form, consent, declaration, reason, message, report.
    #[n(0)]
    Document,
    /// 8 MiB of original bytes.
    #[n(1)]
    Pack,
    /// Small pictures of every slice.
    #[n(2)]
    Previews,
    /// The signed map of every file, frame and byte to its pack.
    #[n(3)]
    Manifest,
    /// A radiologist's first read, committed by hash before the original report opens.
    #[n(4)]
    FirstRead,
    /// Unfinished writing under the author's own key.
    #[n(5)]
    Draft,
}

/// A sealed object named by the hash of its ciphertext.
#[derive(Clone, Copy, Debug, Decode, Deserialize, Encode, Eq, Hash, PartialEq, Serialize)]
#[cbor(map)]
pub struct ObjectRef {
    /// The object.
    #[n(0)]
    pub object: ObjectId,
    /// The compartment whose key seals it.
    #[n(1)]
    pub compartment: Compartment,
    /// The epoch of that key.
    #[n(2)]
    pub epoch: u32,
    /// What it is for.
    #[n(3)]
    pub kind: ObjectKind,
    /// SHA-256 of the ciphertext.
    #[n(4)]
    pub hash: Hash,
    /// Bytes of the ciphertext.
    #[n(5)]
    pub size: u64,
}
