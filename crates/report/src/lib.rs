//! The report, the comparison with the original report, and the scales.
//!
//! Everything here is pure: times, identities and hashes are arguments, bytes come in and go out as JSON.
//!
//! The walk of a case through this crate:
//! the patient's answers are an [`IntakeForm`]; the radiologist declares [`Independence`], writes a
//! [`FirstRead`] and commits it ([`FirstRead::for_commit`]); after the original report was opened (or there is
//! none) the [`Report`] passes [`Report::for_signing`], and [`CheckedReport::into_body`] makes the
//! [`ReportBody`] that is signed and sealed. The field tables are in `docs/spec/report.md` and
//! `docs/spec/intake-form.md`.

mod adequacy;
mod body;
mod certainty;
mod compare;
mod finding;
mod first_read;
mod hex;
mod independence;
mod intake;
mod json;
mod judged_check;
mod key_image;
mod level;
mod procedure;
mod report;
mod scale;
mod service;
mod side;
mod signing;
mod subject;
mod warning;
mod words;

pub use adequacy::Adequacy;
pub use body::{Addendum, BodyFormat, Radiologist, ReportBody, Signing};
pub use certainty::Certainty;
pub use compare::{Answers, Impact, OriginalReport, Place, Verdict};
pub use finding::Finding;
pub use first_read::{CommitRefusal, FirstRead};
pub use hex::{Hex, NotHex};
pub use independence::{Independence, IndependentOf, Party, UnknownParty};
pub use intake::{
    ChosenProcedure, Consent, ForWhom, IntakeForm, IntakeGap, IntakeRefusal, Patient, PostingConsent,
    UrgentWish, WarningSignsAnswered,
};
pub use jiff::civil::Date;
pub use json::NotReadable;
pub use judged_check::{JudgedCheck, Judgement};
pub use key_image::{KeyImage, NotAUid, Uid};
pub use level::{Level, UnknownLevel};
pub use procedure::{Labels, Procedure, Region, procedure, procedures};
pub use report::{ImpressionItem, PlainSummary, Report, ReportFinding};
pub use scale::{Agreement, Comparison, Outcome, Zan};
pub use service::{ServiceLevel, ServiceOffer, UnknownService, offers};
pub use side::{Side, UnknownSide};
pub use signing::{CheckedReport, SigningRefusal, SinceFirstRead};
pub use subject::Subject;
pub use warning::{Warning, WarningKind};
