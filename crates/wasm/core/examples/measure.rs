//! How fast packs are sealed and opened in a browser. Built and run by `web/e2e/measure/seal.mjs`; no page ships it.

use std::rc::Rc;

use overread_client::seal::object::{Padding, open, seal};
use overread_client::seal::{CompartmentKey, ObjectContext};
use overread_client::wire::{CaseId, Compartment, Hash, ObjectId, ObjectKind, PracticeId};
use overread_wasm_core::{Outside, cipher};
use wasm_bindgen::prelude::*;

/// Bytes that went through each step, and the milliseconds it took.
#[wasm_bindgen(getter_with_clone)]
pub struct Measured {
    /// Bytes of each step.
    pub bytes: f64,
    /// Sealing, hash of the content included.
    pub seal_ms: f64,
    /// Opening, without the hash of the ciphertext.
    pub open_ms: f64,
    /// SHA-256 in this module.
    pub hash_ms: f64,
}

/// Seals and opens a pack so many times, one after the other.
#[wasm_bindgen]
#[expect(clippy::cast_precision_loss, reason = "megabytes")]
pub async fn measure(outside: Outside, pack: Vec<u8>, times: u32) -> Result<Measured, JsValue> {
    let cipher = cipher(Rc::new(outside));
    let context = ObjectContext {
        practice: PracticeId::from_bytes([1; 16]),
        case: CaseId::from_bytes([2; 16]),
        compartment: Compartment::Images,
        epoch: 0,
        kind: ObjectKind::Pack,
        object: ObjectId::from_bytes([3; 16]),
    };
    let key = CompartmentKey::from_bytes([4; 32]).object_key(&context);
    let failed = || JsValue::from_str("failed");
    let mut sealed = seal(&cipher, &key, &context, &pack, Padding::Padme)
        .await
        .map_err(|_| failed())?;

    let begun = js_sys::Date::now();
    for _ in 0..times {
        sealed = seal(&cipher, &key, &context, &pack, Padding::Padme)
            .await
            .map_err(|_| failed())?;
    }
    let sealed_at = js_sys::Date::now();
    let mut opened = Vec::new();
    for _ in 0..times {
        opened = open(&cipher, &key, &context, &sealed)
            .await
            .map_err(|_| failed())?;
    }
    let opened_at = js_sys::Date::now();
    for _ in 0..times {
        if Hash::of(&opened) == Hash::NONE {
            return Err(failed());
        }
    }
    Ok(Measured {
        bytes: f64::from(times) * opened.len() as f64,
        seal_ms: sealed_at - begun,
        open_ms: opened_at - sealed_at,
        hash_ms: js_sys::Date::now() - opened_at,
    })
}
