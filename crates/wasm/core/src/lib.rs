//! Browser bindings of the client core; no logic.
//!
//! Arguments and results cross as JSON, in the shapes of the Rust types (`web/lib/core/acts.ts` names them); bytes cross
//! as bytes. Errors cross as `{code, message}`.

#![expect(
    missing_docs,
    reason = "acts without a comment are described where pages find them, in web/lib/core/acts.ts"
)]

mod acts;
mod browser;
mod case;
mod cases;
mod cross;
mod images;
mod keep;
mod outside;
mod reading;
mod sending;
mod sharing;
mod soon;

pub use acts::Core;
pub use browser::cipher;
pub use outside::Outside;
