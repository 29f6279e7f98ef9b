//! Makes discs: CT and MR series with realistic noise, DICOMDIR, junk and faults on demand.
//!
//! Nothing here is anybody's image. A [`Phantom`] draws a body of rounded solids ([`demo_disc`], [`small_disc`] and
//! [`large_disc`] are ready to use), and the same seed always gives the same bytes.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "pixel counts, grey levels and millimetres are small, and all input is our own"
)]
#![expect(clippy::many_single_char_names, reason = "coordinates are called x, y and z")]

mod dataset;
mod dicomdir;
mod disc;
mod exam;
mod first_report;
mod image;
mod junk;
mod marker;
mod noise;
mod organs;
mod paint;
mod phantom;
mod photos;
mod plan;
mod plane;
mod rng;
mod scan;
mod solid;
mod spine;
mod tissue;
mod torso;

pub use dataset::Syntax;
pub use disc::Summary;
pub use exam::{Fault, Person, Series, Side, Weighting};
pub use first_report::{FIRST_REPORT, report_pdf};
pub use phantom::{Phantom, demo_disc, large_disc, small_disc};
pub use photos::photos;
