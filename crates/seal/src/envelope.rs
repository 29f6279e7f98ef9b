//! HPKE (RFC 9180), base mode, single shot: ML-KEM-768 with X25519 (KEM 0x647A, draft-ietf-hpke-pq), HKDF-SHA-256,
//! ChaCha20-Poly1305. What is sealed is the encapsulated key followed by the ciphertext.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal_with_rng,
};
use overread_wire::KEM_KEY_BYTES;
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{OpenRefusal, UnusableKey};

type PrivateKey = <XWing as Kem>::PrivateKey;
type PublicKey = <XWing as Kem>::PublicKey;
type EncappedKey = <XWing as Kem>::EncappedKey;

/// Bytes of an encapsulated key: a ciphertext of ML-KEM-768, then an X25519 point.
const ENCAPPED_BYTES: usize = 1120;

/// Bytes of an X25519 point, the last of both public and encapsulated keys.
const POINT_BYTES: usize = 32;

/// The encapsulation key of the decapsulation key whose 32 bytes are `secret`.
pub(crate) fn public_key(secret: &[u8; 32]) -> Vec<u8> {
    XWing::sk_to_pk(&private_key(secret)).to_bytes().to_vec()
}

/// Seals `plaintext` to the holder of `kem`, bound to `info`.
pub(crate) fn seal(
    kem: &[u8],
    info: &[u8],
    plaintext: &[u8],
    rng: &mut dyn CryptoRng,
) -> Result<Vec<u8>, UnusableKey> {
    if kem.len() != KEM_KEY_BYTES || !contributes(kem) {
        return Err(UnusableKey);
    }
    let recipient = PublicKey::from_bytes(kem).map_err(|_| UnusableKey)?;
    let mut rng = rng;
    let (encapped, ciphertext) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeS::Base,
        &recipient,
        info,
        plaintext,
        b"",
        &mut rng,
    )
    .map_err(|_| UnusableKey)?;
    Ok([encapped.to_bytes().as_slice(), &ciphertext].concat())
}

/// Opens what was sealed to the holder of `secret` under the same `info`.
pub(crate) fn open(secret: &[u8; 32], info: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenRefusal> {
    let (encapped, ciphertext) = sealed.split_at_checked(ENCAPPED_BYTES).ok_or(OpenRefusal)?;
    if !contributes(encapped) {
        return Err(OpenRefusal);
    }
    let encapped = EncappedKey::from_bytes(encapped).map_err(|_| OpenRefusal)?;
    single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
        &OpModeR::Base,
        &private_key(secret),
        &encapped,
        info,
        ciphertext,
        b"",
    )
    .map(Zeroizing::new)
    .map_err(|_| OpenRefusal)
}

fn private_key(secret: &[u8; 32]) -> PrivateKey {
    match PrivateKey::from_bytes(secret) {
        Ok(key) => key,
        // Any 32 bytes are a decapsulation key of X-Wing.
        Err(never) => unreachable!("{never}"),
    }
}

/// Whether the X25519 point at the end of `key` is of high order. The hybrid would stay safe without (ML-KEM carries
/// it), but a point of low order is never honest (RFC 7748 §6.1): every multiple of eight sends it to zero.
fn contributes(key: &[u8]) -> bool {
    key.split_last_chunk::<POINT_BYTES>()
        .is_some_and(|(_, point)| x25519_dalek::x25519([1; 32], *point) != [0; 32])
}
