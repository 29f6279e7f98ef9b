//! Statements with a signature: `COSE_Sign1` (RFC 9052 §4.2), Ed25519, over deterministic CBOR, each kind of
//! statement under a context of its own so that no signature can be moved to another kind.

use coset::{CborSerializable, CoseSign1, CoseSign1Builder, HeaderBuilder, iana};
use minicbor::{Decode, Encode};

use crate::{Hash, PersonId, VerifyKey, canonical};

/// What a signature is for. A new statement gets a new context, never an old one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Context {
    /// A ledger entry.
    Entry,
    /// The practice's charter, signed by its root.
    Charter,
    /// An invitation, signed by the inviter.
    Invitation,
    /// Taking up an invitation, signed by the invite key.
    Joining,
    /// A removal from the practice, signed by its root.
    Removal,
    /// A grant of a compartment key, signed by the granter.
    Grant,
    /// Proof of a person's key at sign-in.
    SignIn,
    /// A signed report.
    Report,
    /// What a member says of themselves, for the desk.
    Profile,
}

impl Context {
    /// The external additional data that the signature covers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Entry => "overread/entry/v1",
            Self::Charter => "overread/charter/v1",
            Self::Invitation => "overread/invitation/v1",
            Self::Joining => "overread/joining/v1",
            Self::Removal => "overread/removal/v1",
            Self::Grant => "overread/grant/v1",
            Self::SignIn => "overread/sign-in/v1",
            Self::Report => "overread/report/v1",
            Self::Profile => "overread/profile/v1",
        }
    }
}

/// A statement that is signed under one context.
pub trait Sealable: Encode<()> + for<'b> Decode<'b, ()> {
    /// The only context this kind of statement is signed under.
    const CONTEXT: Context;
}

/// A signature that does not belong to this statement, or bytes that are no statement at all.
#[derive(Debug, thiserror::Error)]
#[error(
    "A record in this case does not carry the signature it should. Nothing was opened. Tell the practice."
)]
pub struct ForgedSignature;

impl ForgedSignature {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        "forged-signature"
    }
}

/// A statement together with the bytes and the signature it came in. Parsed, but only believed after
/// [`Signed::verified_by`].
#[derive(Clone, Debug)]
pub struct Signed<T> {
    statement: T,
    signer: PersonId,
    bytes: Vec<u8>,
    cose: CoseSign1,
}

impl<T: Sealable> Signed<T> {
    /// Signs `statement`; `sign` makes the Ed25519 signature with the private key of `signer`.
    pub fn make(statement: T, signer: PersonId, sign: impl FnOnce(&[u8]) -> [u8; 64]) -> Self {
        let protected = HeaderBuilder::new()
            .algorithm(iana::Algorithm::EdDSA)
            .key_id(signer.as_bytes().to_vec())
            .build();
        let cose = CoseSign1Builder::new()
            .protected(protected)
            .payload(canonical::encode(&statement))
            .create_signature(T::CONTEXT.label().as_bytes(), |message| sign(message).to_vec())
            .build();
        match cose.clone().to_vec() {
            Ok(bytes) => Self {
                statement,
                signer,
                bytes,
                cose,
            },
            // Every part was built here from values that CBOR can hold.
            Err(never) => unreachable!("{never}"),
        }
    }

    /// Reads a statement without believing it; refuses other algorithms, stray headers and second encodings.
    pub fn parse(bytes: &[u8]) -> Result<Self, ForgedSignature> {
        let cose = CoseSign1::from_slice(bytes).map_err(|_| ForgedSignature)?;
        let payload = cose.payload.as_deref().ok_or(ForgedSignature)?;
        let statement = canonical::decode(payload).map_err(|_| ForgedSignature)?;
        let signer =
            <[u8; 16]>::try_from(cose.protected.header.key_id.as_slice()).map_err(|_| ForgedSignature)?;
        let signature = <[u8; 64]>::try_from(cose.signature.as_slice()).map_err(|_| ForgedSignature)?;
        let again = Self::make(statement, PersonId::from_bytes(signer), |_| signature);
        if again.bytes == bytes {
            Ok(again)
        } else {
            Err(ForgedSignature)
        }
    }

    /// The statement, once the signature is shown to be that of `key`.
    pub fn verified_by(&self, key: &VerifyKey) -> Result<&T, ForgedSignature> {
        self.cose
            .verify_signature(T::CONTEXT.label().as_bytes(), |signature, message| {
                if key.verifies(message, signature) {
                    Ok(())
                } else {
                    Err(ForgedSignature)
                }
            })
            .map(|()| &self.statement)
    }

    /// The statement, not yet believed: for finding out whose key to verify it with.
    pub fn claimed(&self) -> &T {
        &self.statement
    }

    /// Who says to have signed.
    pub fn signer(&self) -> PersonId {
        self.signer
    }

    /// The bytes as they cross the wire and as they are hashed.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of [`Signed::bytes`].
    pub fn hash(&self) -> Hash {
        Hash::of(&self.bytes)
    }
}
