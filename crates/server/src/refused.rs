//! Every way the server says no: a status, a stable code, and a sentence that says what to do next.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use overread_wire::api::{Problem, Stored};
use overread_wire::ledger::Refusal;
use overread_wire::{ForgedSignature, ObjectId, RosterRefusal};
use serde::Serialize;

use crate::intact::Damage;

/// Why a request was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("This request could not be read. Reload the page and try again.")]
    Unreadable,
    #[error("This is more than one request may carry. Send it in smaller parts.")]
    TooLarge,
    #[error("Your session has ended. Sign in again; nothing is lost.")]
    SignIn,
    #[error("This sign-in could not be confirmed. Reload the page and sign in again.")]
    WrongProof,
    #[error("This sign-in was made for another address. Open the practice's own address and sign in there.")]
    WrongOrigin,
    #[error("This step belongs to another person.")]
    NotYours,
    #[error("There is nothing here under this address, or it is not yours to see.")]
    Unknown,
    #[error("Nothing can be done here in this way. Reload the page and try again.")]
    NotThisWay,
    #[error("Too many attempts from this place. Wait an hour and try again.")]
    TooMany,
    #[error("The server has too much to do just now. Nothing is lost; try again in a minute.")]
    Busy,
    #[error(
        "This case holds as much as one case may. What was already sent is safe; leave out what the question does not need, or ask the practice."
    )]
    CaseFull,
    #[error(
        "Your cases together hold as much as one person's may. What was already sent is safe; erase a case that you no longer need, or ask the practice."
    )]
    CasesFull,
    #[error("You have begun as many cases as one person may. Submit or withdraw one of them first.")]
    TooManyCases,
    #[error("This was done in this case as often as it can be. Ask the practice.")]
    SaidEnough,
    #[error("Your drafts take up as much room as one person's may. Finish or discard one of them first.")]
    DraftsFull,
    #[error(
        "You have made as many recovery codes as one person may. Use the newest recovery sheet you have."
    )]
    TooManyCodes,
    #[error("This is not a mail address. Correct it, for example to name@example.org, and try again.")]
    NotAMailAddress,
    #[error("There is no practice here yet. Its operator sets it up with the setup token.")]
    NoPractice,
    #[error("The practice has already been set up. Ask its coordinator for an invitation.")]
    AlreadyFounded,
    #[error("This is not the setup token. It stands in the file setup-token of the server's data folder.")]
    WrongSetupToken,
    #[error("The public page has a part that is too long or not in the right form. Shorten or correct it.")]
    PageDoesNotFit,
    #[error("This invitation is not known here. Ask the practice for a new one.")]
    InvitationUnknown,
    #[error(
        "This invitation has already been used. If it was not you, tell the practice; if it was, sign in."
    )]
    InvitationUsed,
    #[error("These keys belong to the practice already. Sign in with them instead.")]
    AlreadyMember,
    #[error("Too much time lies between this device and the server. Reload the page and try again.")]
    ClockDiffers,
    #[error("A part that this entry names has not arrived yet. Send it, then try again.")]
    ObjectMissing,
    #[error("Other bytes lie here under this name already. Send them under a new name.")]
    ObjectDiffers(Stored),
    #[error("Commit your own first read before you open the original report.")]
    CommitFirst,
    #[error("Open the original report first; that it was opened is then on the record.")]
    RevealFirst,
    #[error("The server is full for the moment. Nothing that was already sent is lost; try again later.")]
    Full,
    #[error(
        "The sending stopped in the middle. Nothing that was already sent is lost; send this part again."
    )]
    BrokenOff,
    #[error(
        "A part of this case is damaged on the server, so it was not opened. Nothing wrong is shown; tell the practice, whose operator can bring it back from a backup."
    )]
    ObjectDamaged(ObjectId, Damage),
    #[error("This part of the object does not exist.")]
    RangeNotSatisfiable(u64),
    #[error("This link is not known here. Check that it was copied whole, or ask the patient for a new one.")]
    ShareUnknown,
    #[error("This does not open the link. Check the PIN; after ten wrong ones the link is locked.")]
    WrongShareToken,
    #[error("This link is locked after ten wrong attempts. Ask the patient for a new one.")]
    ShareLocked,
    #[error(transparent)]
    Ledger(#[from] Refusal),
    #[error(transparent)]
    Roster(#[from] RosterRefusal),
    #[error(transparent)]
    Forged(#[from] ForgedSignature),
    #[error("Something went wrong on the server. Nothing that was already sent is lost; try again later.")]
    Broken(#[source] Fault),
}

/// What went wrong on the server itself; it is logged and never sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("a file: {0}")]
    File(#[from] std::io::Error),
    #[error("what is stored in {0} cannot be read")]
    Stored(&'static str),
}

impl Refused {
    /// Stable name, listed in `locales/`.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable-request",
            Self::TooLarge => "too-large",
            Self::SignIn => "sign-in",
            Self::WrongProof => "wrong-proof",
            Self::WrongOrigin => "wrong-origin",
            Self::NotYours => "not-yours",
            Self::Unknown => "unknown",
            Self::NotThisWay => "method-not-allowed",
            Self::TooMany => "too-many",
            Self::Busy => "busy",
            Self::CaseFull => "case-full",
            Self::CasesFull => "cases-full",
            Self::TooManyCases => "too-many-cases",
            Self::SaidEnough => "said-enough",
            Self::DraftsFull => "drafts-full",
            Self::TooManyCodes => "too-many-codes",
            Self::NotAMailAddress => "not-a-mail-address",
            Self::NoPractice => "no-practice",
            Self::AlreadyFounded => "already-founded",
            Self::WrongSetupToken => "wrong-setup-token",
            Self::PageDoesNotFit => "page-does-not-fit",
            Self::InvitationUnknown => "invitation-unknown",
            Self::InvitationUsed => "invitation-used",
            Self::AlreadyMember => "already-member",
            Self::ClockDiffers => "clock-differs",
            Self::ObjectMissing => "object-missing",
            Self::ObjectDiffers(_) => "object-differs",
            Self::CommitFirst => "commit-first",
            Self::RevealFirst => "reveal-first",
            Self::Full => "server-full",
            Self::BrokenOff => "broken-off",
            Self::ObjectDamaged(..) => "object-damaged",
            Self::RangeNotSatisfiable(_) => "range-not-satisfiable",
            Self::ShareUnknown => "share-unknown",
            Self::WrongShareToken => "wrong-share-token",
            Self::ShareLocked => "share-locked",
            Self::Ledger(refusal) => refusal.code(),
            Self::Roster(refusal) => refusal.code(),
            Self::Forged(refusal) => refusal.code(),
            Self::Broken(_) => "server-error",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Unreadable | Self::BrokenOff => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SignIn | Self::WrongProof | Self::WrongOrigin => StatusCode::UNAUTHORIZED,
            Self::NotYours
            | Self::WrongSetupToken
            | Self::CommitFirst
            | Self::RevealFirst
            | Self::WrongShareToken => StatusCode::FORBIDDEN,
            Self::Unknown | Self::NoPractice | Self::InvitationUnknown | Self::ShareUnknown => {
                StatusCode::NOT_FOUND
            }
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::NotThisWay => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::AlreadyFounded | Self::AlreadyMember | Self::ObjectDiffers(_) => StatusCode::CONFLICT,
            Self::InvitationUsed | Self::Roster(RosterRefusal::Lapsed) => StatusCode::GONE,
            Self::PageDoesNotFit
            | Self::ClockDiffers
            | Self::ObjectMissing
            | Self::TooManyCases
            | Self::SaidEnough
            | Self::TooManyCodes
            | Self::NotAMailAddress
            | Self::Roster(_)
            | Self::Forged(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Full | Self::CaseFull | Self::CasesFull | Self::DraftsFull => {
                StatusCode::INSUFFICIENT_STORAGE
            }
            Self::RangeNotSatisfiable(_) => StatusCode::RANGE_NOT_SATISFIABLE,
            Self::ShareLocked => StatusCode::LOCKED,
            Self::Ledger(refusal) => match refusal {
                Refusal::NotNext => StatusCode::CONFLICT,
                Refusal::NotOfTheCase => StatusCode::NOT_FOUND,
                Refusal::NotYours | Refusal::UnknownAuthor | Refusal::CommitFirst => StatusCode::FORBIDDEN,
                Refusal::ShareLapsed | Refusal::ShareRevoked | Refusal::ShareUsedUp => StatusCode::GONE,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            },
            // Not 502 to 504: whoever asks again gets the same.
            Self::ObjectDamaged(..) | Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match &self {
            Self::Broken(fault) => tracing::error!(%fault, "a request failed"),
            Self::ObjectDamaged(object, damage) => {
                tracing::error!(%object, %damage, "a stored object is damaged");
            }
            _ => {}
        }
        let status = self.status();
        match &self {
            Self::ObjectDiffers(stored) => {
                let problem = problem(&self).0;
                (
                    status,
                    Json(Differs {
                        stored: stored.clone(),
                        problem,
                    }),
                )
                    .into_response()
            }
            Self::RangeNotSatisfiable(size) => (
                status,
                [(header::CONTENT_RANGE, format!("bytes */{size}"))],
                problem(&self),
            )
                .into_response(),
            other => (status, problem(other)).into_response(),
        }
    }
}

/// What lies there already, and the sentence about it.
#[derive(Serialize)]
struct Differs {
    #[serde(flatten)]
    stored: Stored,
    #[serde(flatten)]
    problem: Problem,
}

fn problem(refused: &Refused) -> Json<Problem> {
    Json(Problem {
        code: refused.code().to_owned(),
        sentence: refused.to_string(),
    })
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        if is_full(&error) {
            Self::Full
        } else {
            Self::Broken(error.into())
        }
    }
}

impl From<std::io::Error> for Refused {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        if matches!(error.kind(), StorageFull | QuotaExceeded) {
            Self::Full
        } else {
            Self::Broken(error.into())
        }
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Broken(fault)
    }
}

/// `SQLITE_FULL` is 13; SQLite answers with it whenever the disk has no room left (`ENOSPC`).
fn is_full(error: &sqlx::Error) -> bool {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .is_some_and(|code| code == "13")
}
