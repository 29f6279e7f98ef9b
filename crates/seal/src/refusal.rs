//! The answers of this room that several acts share.

/// Something did not open: altered, cut, moved from elsewhere, or sealed with another key. It never says which.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "This could not be opened, and nothing of it was used. Reload the page; if it stays, tell the practice."
)]
pub struct OpenRefusal;

impl OpenRefusal {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        "cannot-open"
    }
}

/// A public key that nothing can be sealed to.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
#[error("The key of the person this is for cannot be used. Nothing was sent. Tell the practice.")]
pub struct UnusableKey;

impl UnusableKey {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        "unusable-key"
    }
}
