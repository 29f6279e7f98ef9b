//! Who runs AES-256-GCM: `RustCrypto` here, `SubtleCrypto` in the browser. The framing gives out jobs.

use std::ops::Range;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use async_trait::async_trait;
use overread_wire::Hash;

/// One AES-256-GCM call (NIST SP 800-38D) with a tag of 16 bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SegmentJob {
    /// The IV.
    pub iv: [u8; 12],
    /// The additional authenticated data.
    pub aad: [u8; 9],
    /// What it works on: plaintext, or ciphertext with the tag at its end.
    pub range: Range<usize>,
}

/// The cipher did not do what was asked; when opening, also because something was altered.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("Your device could not seal or open this. Close other programs, reload the page and try again.")]
pub struct CipherFailure;

impl CipherFailure {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        "cipher-failed"
    }
}

/// Runs AES-256-GCM over the segments of one message, and SHA-256 over its content.
#[async_trait(?Send)]
pub trait Cipher {
    /// Encrypts the ranges of `plaintext`; answers ciphertext with tag, one for each job, in order.
    async fn seal(
        &self,
        key: &[u8; 32],
        jobs: &[SegmentJob],
        plaintext: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure>;

    /// Decrypts the ranges of `ciphertext`; answers plaintext, one for each job, in order. One failure fails all.
    async fn open(
        &self,
        key: &[u8; 32],
        jobs: &[SegmentJob],
        ciphertext: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure>;

    /// The SHA-256 of `bytes`; where the platform has a faster one, that is worth using.
    async fn sha256(&self, bytes: &[u8]) -> Result<Hash, CipherFailure> {
        Ok(Hash::of(bytes))
    }
}

/// AES-256-GCM by the `aes-gcm` crate: native, and in the browser where `SubtleCrypto` is missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct RustCrypto;

impl RustCrypto {
    pub(crate) fn seal_now(
        key: &[u8; 32],
        jobs: &[SegmentJob],
        plaintext: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure> {
        let cipher = Aes256Gcm::new(key.into());
        each(jobs, plaintext, |nonce, payload| cipher.encrypt(nonce, payload))
    }

    pub(crate) fn open_now(
        key: &[u8; 32],
        jobs: &[SegmentJob],
        ciphertext: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure> {
        let cipher = Aes256Gcm::new(key.into());
        each(jobs, ciphertext, |nonce, payload| cipher.decrypt(nonce, payload))
    }
}

#[async_trait(?Send)]
impl Cipher for RustCrypto {
    async fn seal(
        &self,
        key: &[u8; 32],
        jobs: &[SegmentJob],
        plaintext: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure> {
        Self::seal_now(key, jobs, plaintext)
    }

    async fn open(
        &self,
        key: &[u8; 32],
        jobs: &[SegmentJob],
        ciphertext: &[u8],
    ) -> Result<Vec<Vec<u8>>, CipherFailure> {
        Self::open_now(key, jobs, ciphertext)
    }
}

type Nonce96 = Nonce<aes_gcm::aead::consts::U12>;

fn each(
    jobs: &[SegmentJob],
    bytes: &[u8],
    run: impl Fn(&Nonce96, Payload<'_, '_>) -> aes_gcm::aead::Result<Vec<u8>>,
) -> Result<Vec<Vec<u8>>, CipherFailure> {
    jobs.iter()
        .map(|job| {
            let msg = bytes.get(job.range.clone()).ok_or(CipherFailure)?;
            run(&Nonce96::from(job.iv), Payload { msg, aad: &job.aad }).map_err(|_| CipherFailure)
        })
        .collect()
}
