//! FLOE (c2sp.org/FLOE, ePrint 2025/2275) with AES-256-GCM, HKDF-Expand-SHA-384, an IV of 32 bytes and encrypted
//! segments of 256 KiB: the framing. AES-GCM itself is run by whoever holds a [`Cipher`](crate::object::Cipher).
//!
//! A ciphertext is a header and segments. Only the last segment is marked as such and may be short. An object stays
//! far below the 2^20 segments after which FLOE would change the key, so a message has one AES key.

use std::ops::Range;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha384;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::OpenRefusal;

/// Bytes of an encrypted segment, the last one excepted.
pub(crate) const SEGMENT: u64 = 256 * 1024;

/// Bytes of a segment that are not content: length, IV and tag.
pub(crate) const OVERHEAD: u64 = (LENGTH_BYTES + IV_BYTES + TAG_BYTES) as u64;

/// Bytes of content in a full segment.
pub(crate) const CHUNK: u64 = SEGMENT - OVERHEAD;

/// Bytes of the header: parameters, IV and tag.
pub(crate) const HEADER_BYTES: usize = PARAMETERS.len() + 32 + 32;

/// Bytes of a segment's IV.
pub(crate) const IV_BYTES: usize = 12;

/// Bytes of a segment's tag.
pub(crate) const TAG_BYTES: usize = 16;

const LENGTH_BYTES: usize = 4;

/// What a segment that is not the last has in the place of its length.
const NOT_LAST: u32 = u32::MAX;

/// AES-256-GCM, HKDF-Expand-SHA-384, segments of 2^18 bytes, IV of 32 bytes.
const PARAMETERS: [u8; 10] = [0, 0, 0, 4, 0, 0, 0, 0, 0, 32];

/// One message: its header, and the AES key of its segments.
pub(crate) struct Message {
    /// Parameters, IV and tag, as they stand before the segments.
    pub(crate) header: [u8; HEADER_BYTES],
    /// The AES-256-GCM key.
    pub(crate) key: Zeroizing<[u8; 32]>,
}

impl Message {
    /// A message under `key`, bound to `aad`; `iv` must never serve two contents.
    pub(crate) fn start(key: &[u8; 32], aad: &[u8], iv: &[u8; 32]) -> Self {
        let tag: Zeroizing<[u8; 32]> = expand(key, iv, &[b"HEADER_TAG:"], aad);
        let message_key: Zeroizing<[u8; 48]> = expand(key, iv, &[b"MESSAGE_KEY:"], aad);
        let aead_key = expand(message_key.as_slice(), iv, &[b"DEK:", &0u64.to_be_bytes()], aad);
        let mut header = [0; HEADER_BYTES];
        for (to, from) in header
            .iter_mut()
            .zip(PARAMETERS.iter().chain(iv).chain(tag.iter()))
        {
            *to = *from;
        }
        Self {
            header,
            key: aead_key,
        }
    }

    /// The message whose header was read; refused when it belongs to another key, context or suite.
    pub(crate) fn resume(key: &[u8; 32], aad: &[u8], header: &[u8]) -> Result<Self, OpenRefusal> {
        let header = <&[u8; HEADER_BYTES]>::try_from(header).map_err(|_| OpenRefusal)?;
        let iv = header
            .get(PARAMETERS.len()..)
            .and_then(|rest| rest.first_chunk::<32>())
            .ok_or(OpenRefusal)?;
        let message = Self::start(key, aad, iv);
        if bool::from(message.header.ct_eq(header)) {
            Ok(message)
        } else {
            Err(OpenRefusal)
        }
    }
}

/// The segments of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Layout {
    /// Bytes of the content.
    content: u64,
}

impl Layout {
    /// The layout of a message with so much content.
    pub(crate) const fn of_content(content: u64) -> Self {
        Self { content }
    }

    /// The layout of a ciphertext of `size` bytes; none when no message has that size.
    pub(crate) fn of_ciphertext(size: u64) -> Option<Self> {
        let body = size.checked_sub(HEADER_BYTES as u64)?;
        let content = body.checked_sub(body.div_ceil(SEGMENT).checked_mul(OVERHEAD)?)?;
        let layout = Self { content };
        (layout.ciphertext_len() == size).then_some(layout)
    }

    /// Bytes of the content.
    pub(crate) const fn content_len(self) -> u64 {
        self.content
    }

    /// Bytes of header and segments.
    pub(crate) const fn ciphertext_len(self) -> u64 {
        HEADER_BYTES as u64 + self.content + self.segments() * OVERHEAD
    }

    /// How many segments there are; never none.
    pub(crate) const fn segments(self) -> u64 {
        if self.content == 0 {
            1
        } else {
            self.content.div_ceil(CHUNK)
        }
    }

    /// Where the content of a segment lies in the content.
    pub(crate) fn content_range(self, segment: u64) -> Range<u64> {
        let start = (segment * CHUNK).min(self.content);
        start..(start + CHUNK).min(self.content)
    }

    /// Where a segment lies in the ciphertext.
    pub(crate) fn ciphertext_range(self, segment: u64) -> Range<u64> {
        let start = HEADER_BYTES as u64 + segment * SEGMENT;
        start..(start + SEGMENT).min(self.ciphertext_len())
    }

    /// The additional data of a segment: its position, and whether it is the last.
    pub(crate) fn aad(self, segment: u64) -> [u8; 9] {
        let mut aad = [0; 9];
        for (to, from) in aad.iter_mut().zip(
            segment
                .to_be_bytes()
                .into_iter()
                .chain([u8::from(self.is_last(segment))]),
        ) {
            *to = from;
        }
        aad
    }

    /// What stands before the IV of a segment.
    pub(crate) fn length_field(self, segment: u64) -> [u8; LENGTH_BYTES] {
        let range = self.ciphertext_range(segment);
        let length = if self.is_last(segment) {
            u32::try_from(range.end - range.start).unwrap_or(NOT_LAST)
        } else {
            NOT_LAST
        };
        length.to_be_bytes()
    }

    fn is_last(self, segment: u64) -> bool {
        segment + 1 == self.segments()
    }
}

/// Takes a segment apart: its IV, and what AES-GCM made. The length field must be the one of this place.
pub(crate) fn parse_segment(
    layout: Layout,
    position: u64,
    segment: &[u8],
) -> Option<([u8; IV_BYTES], &[u8])> {
    let (length, rest) = segment.split_first_chunk::<LENGTH_BYTES>()?;
    let (iv, sealed) = rest.split_first_chunk::<IV_BYTES>()?;
    (*length == layout.length_field(position) && sealed.len() >= TAG_BYTES).then_some((*iv, sealed))
}

/// `FLOE_KDF`: HKDF-Expand over the parameters, the IV, the purpose and the additional data. One block of
/// SHA-384 is enough for everything FLOE derives, and that is one HMAC (RFC 5869 §2.3).
fn expand<const N: usize>(key: &[u8], iv: &[u8; 32], purpose: &[&[u8]], aad: &[u8]) -> Zeroizing<[u8; N]> {
    let mut mac = match Hmac::<Sha384>::new_from_slice(key) {
        Ok(mac) => mac,
        // RFC 2104 allows keys of any length.
        Err(never) => unreachable!("{never}"),
    };
    mac.update(&PARAMETERS);
    mac.update(iv);
    for part in purpose {
        mac.update(part);
    }
    mac.update(aad);
    mac.update(&[1]);
    let block = Zeroizing::new(<[u8; 48]>::from(mac.finalize().into_bytes()));
    let mut out = Zeroizing::new([0; N]);
    for (to, from) in out.iter_mut().zip(block.iter()) {
        *to = *from;
    }
    out
}

#[cfg(test)]
mod tests;
