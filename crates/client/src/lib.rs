//! The acts of people: open a case, add images, grant, read, sign, share.
//!
//! Nothing here does I/O: the server, storage, cipher, clock and randomness are [`Ports`]. Everything a client
//! believes about a case comes from verified entries and the sealed objects they name by hash; whatever else the
//! server says is advice.

#![expect(clippy::similar_names, reason = "a shelf is not self")]

mod case;
mod chain;
mod client;
mod error;
mod images;
mod introduced;
mod joined;
mod keyring;
mod known;
mod manifest;
mod object;
mod once;
mod port;
mod posted;
mod practice;
mod profile;
mod range;
mod read;
mod rebuild;
mod recovery;
mod report;
mod server;
mod share;
mod sound;
mod told;
mod upload;
mod view;
mod whose;
mod window;

pub use case::{Declaration, Message, NewCase};
pub use chain::Chain;
pub use client::Client;
pub use error::Trouble;
pub use images::{FileSink, GivenBack, OriginalFile};
pub use joined::{joined_images, place_of};
pub use keyring::Keyring;
pub use known::{ImageOnDisc, KnownOnDisc, already_sent};
pub use manifest::{FilePlace, Manifest, PackPlace, PreviewPlace, SeriesPreviews};
pub use once::Once;
pub use port::{Clock, Http, HttpRequest, HttpResponse, Ports, Storage, StorageFailure, Unreachable};
pub use posted::ReadIn;
pub use practice::{InviteNote, NewInvite, Welcome};
pub use profile::{Me, Profile};
pub use range::SealedRange;
pub use rebuild::{Rebuilding, Stream};
pub use report::{Signature, SignedReport, VerifiedReport};
pub use share::{NewShare, OpenedShare, ShareLanding};
pub use upload::{Pace, Progress, SeriesPictures, Shipment, SourceGone, Stage, Supply};
pub use view::{CaseLine, CaseView, Colleague, EntryView, PersonView, ShareView};
pub use whose::{Difference, difference, others_on_disc};
pub use window::{windows_around, windows_over};

pub use overread_dicom as dicom;
pub use overread_dicom::NotSent;
pub use overread_guide as guide;
pub use overread_report as clinical;
pub use overread_seal as seal;
pub use overread_wire as wire;
