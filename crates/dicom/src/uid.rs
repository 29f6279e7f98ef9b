//! New UIDs (PS3.5 annex B.2).

/// A UID below 2.25 from random or keyed bytes, shaped as a UUID of version 8 (RFC 9562 §5.8).
pub(crate) fn of_bytes(bytes: [u8; 16]) -> String {
    let uuid = u128::from_be_bytes(bytes) & !(0xF << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    format!("2.25.{uuid}")
}
