//! What the stories share: people, a case, and dice that fall the same way each time.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a story stops where it goes wrong"
)]
#![allow(dead_code, reason = "every test file takes what it needs")]

use std::convert::Infallible;

use overread_seal::object::{self, OpenRefusal, Padding, RustCrypto};
use overread_seal::{CompartmentKey, Identity, ObjectContext};
use overread_wire::{CaseId, Compartment, Hash, ObjectId, ObjectKind, PersonId, PracticeId};
use rand_core::{TryCryptoRng, TryRng};

/// Reproducible randomness: SHA-256 of a counter. For tests only.
pub struct Dice(pub u64);

impl TryRng for Dice {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)
            .map(|()| u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)
            .map(|()| u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(32) {
            self.0 += 1;
            let hash = Hash::labelled("dice", &[&self.0.to_be_bytes()]);
            chunk.copy_from_slice(&hash.as_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Dice {}

pub fn practice() -> PracticeId {
    PersonId::from_bytes([0xa1; 16])
}

pub fn case() -> CaseId {
    CaseId::from_bytes([0xc5; 16])
}

pub fn patient() -> Identity {
    Identity::from_seed([1; 32])
}

pub fn radiologist() -> Identity {
    Identity::from_seed([2; 32])
}

pub fn coordinator() -> Identity {
    Identity::from_seed([3; 32])
}

pub fn context() -> ObjectContext {
    ObjectContext {
        practice: practice(),
        case: case(),
        compartment: Compartment::Images,
        epoch: 1,
        kind: ObjectKind::Document,
        object: ObjectId::from_bytes([0x0b; 16]),
    }
}

pub fn key() -> CompartmentKey {
    CompartmentKey::from_bytes([7; 32])
}

pub fn pixels(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

pub fn seal(key: &CompartmentKey, context: &ObjectContext, plaintext: &[u8], padding: Padding) -> Vec<u8> {
    let key = key.object_key(context);
    futures::executor::block_on(object::seal(&RustCrypto, &key, context, plaintext, padding)).unwrap()
}

pub fn open(
    key: &CompartmentKey,
    context: &ObjectContext,
    ciphertext: &[u8],
) -> Result<Vec<u8>, OpenRefusal> {
    futures::executor::block_on(object::open(
        &RustCrypto,
        &key.object_key(context),
        context,
        ciphertext,
    ))
}
