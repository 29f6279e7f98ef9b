//! The key of the original report in two halves: the radiologist's lies in a grant, the other with the server until
//! the first read is committed. Neither says anything about the key.

use minicbor::{Decode, Encode};
use overread_wire::{CaseId, PersonId, encode};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::CompartmentKey;
use crate::label::{Label, derive};

/// The radiologist's half of a key, which joins only with the server's half of the same assignment.
pub struct KeyHalf {
    pub(crate) case: CaseId,
    pub(crate) radiologist: PersonId,
    pub(crate) epoch: u32,
    pub(crate) bytes: Zeroizing<[u8; 32]>,
}

/// Splits the key of `epoch` afresh; the second half is the server's, which commits to it in the ledger
/// ([`HalfCommitment`](overread_wire::ledger::HalfCommitment)).
pub fn split(
    key: &CompartmentKey,
    case: CaseId,
    radiologist: PersonId,
    epoch: u32,
    rng: &mut dyn CryptoRng,
) -> (KeyHalf, [u8; 32]) {
    let mut held_back = [0; 32];
    rng.fill_bytes(&mut held_back);
    let bytes = xor(
        key.dangerously_bytes(),
        &mask(&held_back, case, radiologist, epoch),
    );
    (
        KeyHalf {
            case,
            radiologist,
            epoch,
            bytes,
        },
        held_back,
    )
}

/// Joins the halves. The server's must first be compared with its commitment in the ledger; a wrong half gives a key
/// that opens nothing.
pub fn join(half: &KeyHalf, held_back: &[u8; 32]) -> CompartmentKey {
    let mask = mask(held_back, half.case, half.radiologist, half.epoch);
    CompartmentKey::from_derived(xor(&half.bytes, &mask))
}

#[derive(Decode, Encode)]
#[cbor(map)]
struct Bound {
    #[n(0)]
    case: CaseId,
    #[n(1)]
    radiologist: PersonId,
    #[n(2)]
    epoch: u32,
}

/// What the key is masked with: the server's half, bound to whom and what it is for.
fn mask(held_back: &[u8; 32], case: CaseId, radiologist: PersonId, epoch: u32) -> Zeroizing<[u8; 32]> {
    derive(
        held_back,
        Label::HalfMask,
        &encode(&Bound {
            case,
            radiologist,
            epoch,
        }),
    )
}

fn xor(one: &[u8; 32], other: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    let mut bytes = Zeroizing::new(*one);
    for (byte, mask) in bytes.iter_mut().zip(other) {
        *byte ^= mask;
    }
    bytes
}
