//! Words for patients: warning signs, glossary and certainty in words.
//!
//! Everything here is data with small rules. The sentences lie in `locales/<language>/guide.ftl`; this crate gives
//! their keys. Nothing here judges images, names a diagnosis or says that something is safe.

mod certainty;
mod consent;
mod glossary;
mod language;
mod sign;

pub use certainty::{CertaintyWords, certainty_words};
pub use consent::{CONSENT_PARTS, Consent, consent};
pub use glossary::{Segment, Span, Term, Words, find_terms, segments, term, terms};
pub use language::{Language, UnknownLanguage};
pub use sign::{NextStep, SignArea, WarningSign, WarningSigns, next_step, warning_signs};
