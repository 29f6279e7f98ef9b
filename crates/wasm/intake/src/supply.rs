//! Pieces on their way from one worker to the next, and packing, which a worker does that has nothing but a piece.

use overread_dicom::pack::{Piece, pack};
use wasm_bindgen::prelude::*;

use crate::json;

/// Bytes, and what they are as JSON.
#[wasm_bindgen(getter_with_clone)]
pub struct Supplied {
    /// What they are.
    pub meta: String,
    pub(crate) bytes: Vec<u8>,
}

#[wasm_bindgen]
impl Supplied {
    /// The bytes, once.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }
}

/// Packs a piece, verified; nothing where `meta` does not fit the bytes.
#[wasm_bindgen]
pub fn pack_piece(meta: &str, raw: &[u8]) -> Option<Supplied> {
    let piece: Piece = serde_json::from_str(meta).ok()?;
    let mut packed = pack(&piece, raw)?;
    let bytes = std::mem::take(&mut packed.bytes);
    Some(Supplied {
        meta: json(&packed),
        bytes,
    })
}
