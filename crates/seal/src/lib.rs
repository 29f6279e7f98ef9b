//! Private keys, sealed objects, grants, links and recovery: bytes in, bytes out.
//!
//! One suite, compiled in: Ed25519, HPKE with ML-KEM-768 and X25519, HKDF-SHA-256 and ChaCha20-Poly1305, FLOE with
//! AES-256-GCM, Argon2id for PINs. Nothing here reads a clock, a file or a source of randomness; randomness is an
//! argument. The formats are described in `docs/spec/sealing.md`, with vectors in `vectors/seal/`.
//!
//! Whatever fails to open says only that it did, never why: a difference would be an oracle.

mod blob;
mod desk;
mod envelope;
mod floe;
mod frame;
pub mod grant;
mod half;
mod identity;
mod key;
mod label;
pub mod link;
pub mod object;
pub mod recovery;
mod refusal;
mod small;

pub use desk::DeskSecret;
pub use grant::Opener;
pub use identity::Identity;
pub use key::{CompartmentKey, ObjectContext, ObjectKey};
pub use rand_core::CryptoRng;
pub use refusal::{OpenRefusal, UnusableKey};
