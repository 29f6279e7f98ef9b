//! Encrypted members of ZIPs: the traditional cipher (APPNOTE.TXT §6.1) and AES as `WinZip` writes it (AE-1, AE-2).
//!
//! Here to open what a hospital locked, not to protect anything.

use aes::cipher::{KeyIvInit, StreamCipher, StreamCipherSeek};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::{
    ReadError,
    container::zip::Cipher,
    stream::{Cursor, Decoder, Input},
};

/// Bytes of the authentication code behind an AES member.
const CODE: u64 = 10;
/// Bytes in front of a traditionally encrypted member.
const ZIP_HEADER: u64 = 12;

/// A member that a password opened.
pub(crate) enum Opened {
    /// Keys as they are before the twelve leading bytes.
    ZipCrypto(ZipKeys),
    Aes(AesKeys),
}

/// Keys of an AES member, and how many bytes stand before its content.
pub(crate) struct AesKeys {
    cipher: Vec<u8>,
    authentication: Vec<u8>,
    before: u64,
}

impl Opened {
    /// Tries each password on the beginning of a member.
    pub(crate) fn open(cipher: Cipher, passwords: &[String], input: &dyn Input) -> Result<Self, ReadError> {
        if passwords.is_empty() {
            return Err(ReadError::Encrypted);
        }
        let head = input.packed(0, 18)?;
        // ZIPs made on Windows take passwords in its code page; UTF-8 comes first.
        let spellings = passwords.iter().flat_map(|password| {
            let windows = encoding_rs::WINDOWS_1252.encode(password).0.into_owned();
            let dos = crate::names::to_code_page_850(password);
            [Some(password.as_bytes().to_vec()), Some(windows), dos]
                .into_iter()
                .flatten()
        });
        spellings
            .into_iter()
            .find_map(|password| Self::try_one(cipher, &password, &head))
            .ok_or(ReadError::WrongPassword)
    }

    fn try_one(cipher: Cipher, password: &[u8], head: &[u8]) -> Option<Self> {
        match cipher {
            Cipher::ZipCrypto(check) => {
                let keys = ZipKeys::new(password);
                let mut header = head.get(..12)?.to_vec();
                keys.clone().decrypt(&mut header);
                (header.last() == Some(&check)).then_some(Self::ZipCrypto(keys))
            }
            Cipher::Aes(length) => {
                let salt = head.get(..length / 2)?;
                let verifier = head.get(length / 2..length / 2 + 2)?;
                let mut derived = vec![0; length * 2 + 2];
                pbkdf2::pbkdf2_hmac::<Sha1>(password, salt, 1000, &mut derived);
                (derived.get(length * 2..) == Some(verifier)).then(|| {
                    derived.truncate(length * 2);
                    Self::Aes(AesKeys {
                        authentication: derived.split_off(length),
                        cipher: derived,
                        before: length as u64 / 2 + 2,
                    })
                })
            }
        }
    }
}

/// Length of the content of an encrypted member.
pub(crate) fn content(cipher: Cipher, packed: u64) -> u64 {
    packed.saturating_sub(match cipher {
        Cipher::ZipCrypto(_) => ZIP_HEADER,
        Cipher::Aes(key) => key as u64 / 2 + 2 + CODE,
    })
}

impl AesKeys {
    /// Up to `length` decrypted bytes from `offset`, which AES in counter mode allows at any place.
    pub(crate) fn read(&self, input: &dyn Input, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let mut bytes = input.packed(self.before.saturating_add(offset), length)?;
        let mut first = [0; 16];
        first[0] = 1;
        macro_rules! apply {
            ($aes:ty) => {
                ctr::Ctr128LE::<$aes>::new_from_slices(&self.cipher, &first)
                    .ok()
                    .and_then(|mut stream| {
                        stream.try_seek(offset).ok()?;
                        stream.try_apply_keystream(&mut bytes).ok()
                    })
            };
        }
        let applied = match self.cipher.len() {
            16 => apply!(aes::Aes128),
            24 => apply!(aes::Aes192),
            _ => apply!(aes::Aes256),
        };
        applied.map(|()| bytes).ok_or(ReadError::CannotInflate)
    }

    /// Compares the authentication code (HMAC-SHA1 of the encrypted bytes, ten bytes of it).
    pub(crate) fn check(&self, input: &dyn Input, packed: u64) -> Result<(), ReadError> {
        const PIECE: u64 = 256 * 1024;
        let mut mac =
            Hmac::<Sha1>::new_from_slice(&self.authentication).map_err(|_| ReadError::CannotInflate)?;
        let end = packed.saturating_sub(CODE);
        let mut at = self.before;
        while at < end {
            let length = usize::try_from(PIECE.min(end - at)).unwrap_or(0);
            let bytes = input.packed(at, length)?;
            if bytes.is_empty() {
                return Err(ReadError::CannotInflate);
            }
            mac.update(&bytes);
            at += bytes.len() as u64;
        }
        let code = input.packed(end, 10)?;
        mac.verify_truncated_left(&code).map_err(|_| ReadError::Checksum)
    }
}

/// The three keys of the traditional cipher.
#[derive(Clone)]
pub(crate) struct ZipKeys([u32; 3]);

impl ZipKeys {
    fn new(password: &[u8]) -> Self {
        let mut keys = Self([0x1234_5678, 0x2345_6789, 0x3456_7890]);
        for byte in password {
            keys.update(*byte);
        }
        keys
    }

    fn update(&mut self, byte: u8) {
        let [a, b, c] = &mut self.0;
        *a = crc_step(*a, byte);
        *b = b
            .wrapping_add(*a & 0xFF)
            .wrapping_mul(134_775_813)
            .wrapping_add(1);
        *c = crc_step(*c, b.to_be_bytes()[0]);
    }

    /// Decrypts in place.
    pub(crate) fn decrypt(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            let temp = (self.0[2] & 0xFFFF) | 2;
            *byte ^= (temp.wrapping_mul(temp ^ 1) >> 8).to_le_bytes()[0];
            self.update(*byte);
        }
    }

    /// A cursor over the whole encrypted member, the leading bytes included.
    pub(crate) fn cursor(&self) -> Cursor {
        Cursor::new(Decoder::ZipCrypto(self.clone()))
    }
}

/// Where the content begins behind the leading bytes.
pub(crate) const fn behind_header(offset: u64) -> u64 {
    offset.saturating_add(ZIP_HEADER)
}

fn crc_step(crc: u32, byte: u8) -> u32 {
    let index = (crc ^ u32::from(byte)).to_le_bytes()[0];
    (crc >> 8) ^ TABLE.get(usize::from(index)).copied().unwrap_or(0)
}

static TABLE: [u32; 256] = table();

/// CRC-32 of each byte.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "evaluated by the compiler, below 256"
)]
const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        let mut value = n as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 {
                (value >> 1) ^ 0xEDB8_8320
            } else {
                value >> 1
            };
            bit += 1;
        }
        table[n] = value;
        n += 1;
    }
    table
}
