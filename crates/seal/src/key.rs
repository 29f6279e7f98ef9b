//! Keys of compartments and of the objects in them. They have no `Debug`, `Clone` or `Serialize`.

use hmac::{Hmac, KeyInit, Mac};
use minicbor::{Decode, Encode};
use overread_wire::{CaseId, Compartment, Hash, ObjectId, ObjectKind, PracticeId, encode};
use rand_core::CryptoRng;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::label::{Label, derive};

/// The key of one compartment in one epoch, granted to each entitled person.
pub struct CompartmentKey(Zeroizing<[u8; 32]>);

impl CompartmentKey {
    /// A new random key.
    pub fn generate(rng: &mut dyn CryptoRng) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        rng.fill_bytes(key.as_mut_slice());
        Self(key)
    }

    /// The key with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn from_derived(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The bytes of the key. Whoever has them reads the compartment.
    pub fn dangerously_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key of the one object that has this context.
    pub fn object_key(&self, context: &ObjectContext) -> ObjectKey {
        ObjectKey(derive(self.0.as_slice(), Label::ObjectKey, &context.bytes()))
    }

    /// The name of the pack that holds `plaintext`: the same for the same bytes, so that a resumed upload finds it
    /// again, and meaningless without this key.
    pub fn pack_id(&self, plaintext: &[u8]) -> ObjectId {
        self.pack_id_of(&Hash::of(plaintext))
    }

    /// Like [`CompartmentKey::pack_id`], from the SHA-256 of the content.
    pub fn pack_id_of(&self, content: &Hash) -> ObjectId {
        let key = derive(self.0.as_slice(), Label::PackName, b"");
        let mut mac = match Hmac::<Sha256>::new_from_slice(key.as_slice()) {
            Ok(mac) => mac,
            // RFC 2104 allows keys of any length.
            Err(never) => unreachable!("{never}"),
        };
        mac.update(content.as_bytes());
        ObjectId::from_bytes(Hash::from_bytes(mac.finalize().into_bytes().into()).truncated())
    }
}

/// The key of one object. Revealing it reveals that object and no other: a committed first read is shown this way.
pub struct ObjectKey(Zeroizing<[u8; 32]>);

impl ObjectKey {
    /// The key with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes of the key. Whoever has them reads the object.
    pub fn dangerously_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// What an object is and where it belongs; its canonical CBOR is bound into key and encryption, so that no object
/// can be served in the place of another.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ObjectContext {
    /// The practice.
    pub practice: PracticeId,
    /// The case; [`ObjectContext::NO_CASE`] for what belongs to none.
    pub case: CaseId,
    /// The compartment whose key seals it.
    pub compartment: Compartment,
    /// The epoch of that key.
    pub epoch: u32,
    /// What it is for.
    pub kind: ObjectKind,
    /// The object.
    pub object: ObjectId,
}

impl ObjectContext {
    /// Stands for the case of what belongs to none, such as a draft before a case is opened.
    pub const NO_CASE: CaseId = CaseId::from_bytes([0; 16]);

    /// The canonical CBOR that is bound in.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        encode(&Bound {
            label: Label::ObjectContext.text().to_owned(),
            practice: self.practice,
            case: self.case,
            compartment: self.compartment,
            epoch: self.epoch,
            kind: self.kind,
            object: self.object,
        })
    }
}

#[derive(Decode, Encode)]
#[cbor(map)]
struct Bound {
    #[n(0)]
    label: String,
    #[n(1)]
    practice: PracticeId,
    #[n(2)]
    case: CaseId,
    #[n(3)]
    compartment: Compartment,
    #[n(4)]
    epoch: u32,
    #[n(5)]
    kind: ObjectKind,
    #[n(6)]
    object: ObjectId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_has_the_same_name_again_and_another_name_elsewhere() {
        let (images, original) = (
            CompartmentKey::from_bytes([1; 32]),
            CompartmentKey::from_bytes([2; 32]),
        );
        assert_eq!(images.pack_id(b"slice"), images.pack_id(b"slice"));
        assert_ne!(images.pack_id(b"slice"), images.pack_id(b"other"));
        assert_ne!(images.pack_id(b"slice"), original.pack_id(b"slice"));
        assert_eq!(images.pack_id_of(&Hash::of(b"slice")), images.pack_id(b"slice"));
    }
}
