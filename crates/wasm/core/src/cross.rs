//! How values and errors cross between the page's language and this one.

use js_sys::{JSON, Object, Reflect};
use overread_client::Trouble;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// What an act gives: a value, or what stands in the way as `{code, message}`.
pub type Answer = Result<JsValue, JsValue>;

/// A value of the page, read as JSON.
pub fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, JsValue> {
    let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
    // `undefined` has no JSON.
    let text = text.unwrap_or_else(|| "null".to_owned());
    serde_json::from_str(&text).map_err(|cause| error("unreadable-argument", &cause.to_string()))
}

/// A text that names something: a case, a person, a practice.
pub fn id<T: std::str::FromStr>(text: &str) -> Result<T, JsValue> {
    text.parse()
        .map_err(|_| error("unreadable-id", "This is not a complete identifier."))
}

/// A value for the page.
pub fn give(value: &impl Serialize) -> Answer {
    let text = serde_json::to_string(value).map_err(|_| unreadable())?;
    JSON::parse(&text).map_err(|_| unreadable())
}

/// What stands in the way.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
pub fn refuse(trouble: Trouble) -> JsValue {
    error(trouble.code(), &trouble.to_string())
}

/// `{code, message}`.
pub fn error(code: &str, message: &str) -> JsValue {
    let error = Object::new();
    set(&error, "code", &code.into());
    set(&error, "message", &message.into());
    error.into()
}

/// Sets a field of a plain object, which cannot fail.
pub fn set(object: &Object, name: &str, value: &JsValue) {
    let was_set = Reflect::set(object.unchecked_ref(), &name.into(), value);
    debug_assert!(was_set.is_ok(), "plain objects take every field");
}

fn unreadable() -> JsValue {
    refuse(Trouble::Unreadable)
}
