//! Deterministic CBOR: one value has one encoding, and a decoder accepts no other.

use minicbor::{Decode, Encode};

/// Bytes that are not the one encoding of a value of the expected type.
#[derive(Debug, thiserror::Error)]
#[error(
    "This record is damaged or was made by a newer version. Reload the page; if it stays, tell the practice."
)]
pub struct NotCanonical;

impl NotCanonical {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        "not-canonical"
    }
}

/// The one encoding of `value`: definite lengths, shortest integers, ascending integer keys (RFC 8949 §4.2.1).
pub fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    match minicbor::encode(value, &mut bytes) {
        Ok(()) => bytes,
        // Writing to a vector cannot fail and our types encode whatever they can hold.
        Err(never) => unreachable!("{never}"),
    }
}

/// Reads `bytes` as a `T` and refuses any that `T` would not be encoded to.
pub fn decode<T: Encode<()> + for<'b> Decode<'b, ()>>(bytes: &[u8]) -> Result<T, NotCanonical> {
    let value: T = minicbor::decode(bytes).map_err(|_| NotCanonical)?;
    if encode(&value) == bytes {
        Ok(value)
    } else {
        Err(NotCanonical)
    }
}
