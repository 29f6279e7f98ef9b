//! What the page's language gives this module: the network, the browser's database, its ciphers, its clock. See
//! `web/lib/core/outside.ts`.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The browser, as far as it is needed here.
    pub type Outside;

    /// Where the page came from, as `https://host`.
    #[wasm_bindgen(method, getter)]
    pub fn origin(this: &Outside) -> String;

    /// Sends a request; answers `{status, body}`. Rejects when there is no answer.
    #[wasm_bindgen(method, catch)]
    pub async fn send(
        this: &Outside,
        method: &str,
        path: &str,
        headers: Vec<JsValue>,
        body: &[u8],
    ) -> Result<JsValue, JsValue>;

    /// What the browser keeps under a name, or undefined.
    #[wasm_bindgen(method, catch)]
    pub async fn get(this: &Outside, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub async fn put(this: &Outside, name: &str, value: &[u8]) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub async fn delete(this: &Outside, name: &str) -> Result<JsValue, JsValue>;

    /// An AES-GCM key of `SubtleCrypto`.
    #[wasm_bindgen(method, catch, js_name = importKey)]
    pub async fn import_key(this: &Outside, key: &[u8]) -> Result<JsValue, JsValue>;

    /// Seals (or opens) ranges of `bytes`: 12 bytes of IV, 9 of additional data and two numbers (start, end) for each.
    /// The bytes are copied before the call returns.
    #[wasm_bindgen(method, catch)]
    pub async fn segments(
        this: &Outside,
        opening: bool,
        key: &JsValue,
        ivs: &[u8],
        aads: &[u8],
        ranges: &[u32],
        bytes: &[u8],
    ) -> Result<Array, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub async fn sha256(this: &Outside, bytes: &[u8]) -> Result<Uint8Array, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub async fn sleep(this: &Outside, ms: f64) -> Result<JsValue, JsValue>;
}
