//! A person: 32 random bytes, and every private key that follows from them.

use ed25519_dalek::{Signer, SigningKey};
use overread_wire::{Card, CaseId, PersonId, Sealable, Signed, VerifyKey};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::CompartmentKey;
use crate::envelope;
use crate::grant::{Opener, private};
use crate::label::{Label, derive};

/// A person's private keys. Lives only on their own devices.
pub struct Identity {
    seed: Zeroizing<[u8; 32]>,
    signing: SigningKey,
    kem: Zeroizing<[u8; 32]>,
    card: Card,
    id: PersonId,
}

impl Identity {
    /// A new person.
    pub fn generate(rng: &mut dyn CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut_slice());
        Self::from_seed(*seed)
    }

    /// The person with this seed.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        let seed = Zeroizing::new(seed);
        let signing = signing_key(seed.as_slice(), Label::IdentitySign);
        let kem = derive(seed.as_slice(), Label::IdentityKem, b"");
        let card = Card {
            verify: verify_key(&signing),
            kem: envelope::public_key(&kem),
        };
        let id = card.id();
        Self {
            seed,
            signing,
            kem,
            card,
            id,
        }
    }

    /// The 32 bytes from which everything follows. Whoever has them is this person.
    pub fn dangerously_seed(&self) -> &[u8; 32] {
        &self.seed
    }

    /// The public keys.
    pub fn card(&self) -> Card {
        self.card.clone()
    }

    /// The name that only these keys have.
    pub fn id(&self) -> PersonId {
        self.id
    }

    /// Signs a statement under the context of its kind.
    pub fn sign<T: Sealable>(&self, statement: T) -> Signed<T> {
        Signed::make(statement, self.id, |message| {
            self.signing.sign(message).to_bytes()
        })
    }

    /// The key of [`Compartment::Own`](overread_wire::Compartment::Own) of a case: drafts and the first read.
    /// Derived, so that it needs no place of its own; its epoch is 0.
    pub fn own_key(&self, case: CaseId) -> CompartmentKey {
        CompartmentKey::from_derived(derive(self.seed.as_slice(), Label::IdentityOwn, case.as_bytes()))
    }

    /// The key for what belongs to no case yet: drafts, local storage, the sealed journal.
    pub fn drafts_key(&self) -> CompartmentKey {
        CompartmentKey::from_derived(derive(self.seed.as_slice(), Label::IdentityDrafts, b""))
    }
}

impl Opener for Identity {
    fn id(&self) -> PersonId {
        self.id
    }
}

impl private::Decapsulate for Identity {
    fn kem_secret(&self) -> &[u8; 32] {
        &self.kem
    }
}

/// The Ed25519 key that `label` derives from `secret`.
pub(crate) fn signing_key(secret: &[u8], label: Label) -> SigningKey {
    SigningKey::from_bytes(&derive(secret, label, b""))
}

/// The public half of `signing`.
pub(crate) fn verify_key(signing: &SigningKey) -> VerifyKey {
    match VerifyKey::from_bytes(signing.verifying_key().as_bytes()) {
        Some(key) => key,
        // RFC 8032 §5.1.5: a clamped multiple of the base point is a point, and of large order.
        None => unreachable!("a derived key is of large order"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_is_the_same_person_and_another_is_not() {
        let anna = Identity::from_seed([1; 32]);
        let again = Identity::from_seed(*anna.dangerously_seed());
        assert_eq!(anna.card(), again.card());
        assert_eq!(anna.id(), anna.card().id());
        assert_ne!(anna.id(), Identity::from_seed([2; 32]).id());
    }

    #[test]
    fn every_own_key_differs_by_case_and_by_person() {
        let (anna, ben) = (Identity::from_seed([1; 32]), Identity::from_seed([2; 32]));
        let (first, second) = (CaseId::from_bytes([1; 16]), CaseId::from_bytes([2; 16]));
        let keys = [
            anna.own_key(first),
            anna.own_key(second),
            ben.own_key(first),
            anna.drafts_key(),
        ];
        for (i, one) in keys.iter().enumerate() {
            for other in keys.iter().skip(i + 1) {
                assert_ne!(one.dangerously_bytes(), other.dangerously_bytes());
            }
        }
    }
}
