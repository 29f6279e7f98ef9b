//! The case ledger: an append-only chain of signed entries, and the one pure function that folds it into a case
//! and says who may append what next. Server and clients run the same function.

mod act;
mod case;
mod directory;
mod entry;
mod rules;
mod service;

pub use act::{
    Act, Assigned, HalfCommitment, ImagesAdded, Kind, Opened, ReportVersion, Rescheduled, ShareCreated,
    Submitted,
};
pub use case::{Assignment, Case, Share, Standing};
pub use directory::Directory;
pub use entry::{Entry, SignedEntry};
pub use rules::Refusal;
pub use service::{Clock, Service};
