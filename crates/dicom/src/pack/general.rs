//! The general compressor: Brotli (RFC 7932).

use std::io::Read as _;

use brotli::{BrotliCompress, Decompressor, enc::BrotliEncoderParams};

/// Largest window that this writes and reads: 16 MiB, the largest of RFC 7932.
const WINDOW_BITS: u8 = 24;
/// Smallest window that this writes: below it the compressor searches in another way that takes many times as long.
const LEAST_BITS: u8 = 18;
const BUFFER: usize = 64 * 1024;

/// How much work it may be.
#[derive(Clone, Copy)]
pub(super) enum Effort {
    /// For an estimate.
    Glance = 2,
    /// For keeps.
    Full = 5,
}

/// Compresses; nothing where the compressor fails.
pub(super) fn compress(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let window = (bytes.len() + 16).next_power_of_two().ilog2();
    let parameters = BrotliEncoderParams {
        quality: effort as i32,
        lgwin: window.clamp(LEAST_BITS.into(), WINDOW_BITS.into()).cast_signed(),
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let (mut input, mut out) = (bytes, Vec::new());
    BrotliCompress(&mut input, &mut out, &parameters).ok()?;
    Some(out)
}

/// The `length` bytes that were compressed; nothing where they are other or more or fewer. Takes memory only for what comes
/// out.
pub(super) fn expand(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    if window_bits(packed)? > WINDOW_BITS {
        return None;
    }
    let mut out = Vec::new();
    let reader = Decompressor::new(packed, BUFFER);
    reader.take(length as u64 + 1).read_to_end(&mut out).ok()?;
    (out.len() == length).then_some(out)
}

/// Window of a stream (RFC 7932 §9.1). Larger ones exist outside the standard; they would take a gigabyte.
fn window_bits(packed: &[u8]) -> Option<u8> {
    let first = *packed.first()?;
    Some(match (first & 1, first >> 1 & 7, first >> 4 & 7) {
        (0, ..) => 16,
        (_, 0, 0) => 17,
        (_, 0, 1) => u8::MAX,
        (_, 0, n) => 8 + n,
        (_, n, _) => 17 + n,
    })
}
