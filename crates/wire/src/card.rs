//! Public keys, and the names that follow from them.

use ed25519_dalek::{Signature, VerifyingKey};
use minicbor::{Decode, Encode};

use crate::{Hash, PersonId, ShareId, canonical};

/// Bytes of an encapsulation key of ML-KEM-768 with X25519 (X-Wing, HPKE KEM 0x647A).
pub const KEM_KEY_BYTES: usize = 1216;

/// An Ed25519 verification key, checked to be a point that is not of small order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct VerifyKey(VerifyingKey);

impl VerifyKey {
    /// Reads a key; `None` when the bytes are no point or one of small order.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        VerifyingKey::from_bytes(bytes)
            .ok()
            .filter(|key| !key.is_weak())
            .map(Self)
    }

    /// The 32 bytes of RFC 8032 §5.1.2.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Whether `signature` is the holder's over `message` (strict: no malleable or mixed-order variants).
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }

    /// The name of the holder of a share link, who has a signing key and no card.
    pub fn share_id(&self) -> ShareId {
        PersonId::from_bytes(Hash::labelled("overread/link/v1", &[self.as_bytes()]).truncated())
    }
}

impl<C> Encode<C> for VerifyKey {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.bytes(self.as_bytes())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for VerifyKey {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        <&[u8; 32]>::try_from(d.bytes()?)
            .ok()
            .and_then(Self::from_bytes)
            .ok_or_else(|| minicbor::decode::Error::message("not a verification key"))
    }
}

/// Bytes of the vector in the part of ML-KEM-768, which comes first (FIPS 203 §7.2).
const VECTOR_BYTES: usize = 1152;

/// Points whose shared secret is always nothing, whatever the private key is, in every encoding whose highest bit,
/// which is ignored, is zero (RFC 7748 §6.1).
const POINTS_OF_LOW_ORDER: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/// Whether `key` has the length of an encapsulation key and neither half of it is one that seals for everybody: a
/// vector of zeros, or a point of low order, which is the last of its bytes.
fn seals_for_one(key: &[u8]) -> bool {
    let Some((rest, point)) = key.split_last_chunk::<32>() else {
        return false;
    };
    let mut point = *point;
    point[31] &= 0x7f;
    let point = data_encoding::HEXLOWER.encode(&point);
    let vector = rest.get(..VECTOR_BYTES).unwrap_or_default();
    key.len() == KEM_KEY_BYTES
        && vector.iter().any(|byte| *byte != 0)
        && !POINTS_OF_LOW_ORDER.contains(&point.as_str())
}

/// An encapsulation key in CBOR: a byte string of the one length it can have, and none that seals for everybody.
mod kem_key {
    use minicbor::decode::Error as Unreadable;
    use minicbor::encode::{Error as Unwritable, Write};
    use minicbor::{Decoder, Encoder};

    pub(super) fn encode<C, W: Write>(
        key: &[u8],
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), Unwritable<W::Error>> {
        e.bytes(key)?.ok()
    }

    pub(super) fn decode<C>(d: &mut Decoder<'_>, _: &mut C) -> Result<Vec<u8>, Unreadable> {
        let key = d.bytes()?;
        if super::seals_for_one(key) {
            Ok(key.to_vec())
        } else {
            Err(Unreadable::message("not an encapsulation key"))
        }
    }
}

/// The public keys of a person: one to verify what they signed, one to seal for them.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Card {
    /// Ed25519 verification key.
    #[n(0)]
    pub verify: VerifyKey,
    /// ML-KEM-768 with X25519 encapsulation key, [`KEM_KEY_BYTES`] long.
    #[cbor(n(1), with = "kem_key")]
    pub kem: Vec<u8>,
}

impl Card {
    /// The name that only these keys have.
    pub fn id(&self) -> PersonId {
        PersonId::from_bytes(Hash::labelled("overread/card/v1", &[&canonical::encode(self)]).truncated())
    }
}

/// The key the practice's desk is addressed by; every coordinator holds its private half.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct DeskKey {
    /// Counts the rotations of the key.
    #[n(0)]
    pub epoch: u32,
    /// ML-KEM-768 with X25519 encapsulation key, [`KEM_KEY_BYTES`] long.
    #[cbor(n(1), with = "kem_key")]
    pub kem: Vec<u8>,
}

impl DeskKey {
    /// The name by which grants address the desk.
    pub fn id(&self) -> PersonId {
        PersonId::from_bytes(Hash::labelled("overread/desk/v1", &[&self.kem]).truncated())
    }
}
