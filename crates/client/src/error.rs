//! What can stand in the way of an act. Each has a stable code, by which pages find its sentence in `locales/`.

use overread_report::{CommitRefusal, IntakeRefusal, NotReadable, SigningRefusal};
use overread_seal::link::UnreadableLink;
use overread_seal::recovery::UnreadableCode;
use overread_wire::ledger::Refusal;
use overread_wire::{CaseId, NotCanonical, RosterRefusal};

use crate::port::StorageFailure;

/// What stands in the way.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The server gives no answer.
    #[error(
        "The server cannot be reached. Nothing that was sent is lost. Check the connection and try again."
    )]
    Unreachable,
    /// The server says no.
    #[error("{sentence}")]
    Refused {
        /// The server's code.
        code: String,
        /// The server's sentence.
        sentence: String,
    },
    /// The server's answer cannot be read.
    #[error(
        "The server gave an answer that this program does not understand. Update the program and try again."
    )]
    Unreadable,
    /// Something does not carry the signature, the hash or the key that it should: one message for every attack.
    #[error(
        "What the server sent is not what was signed. Nothing was opened and nothing was changed. Tell the practice."
    )]
    NotGenuine,
    /// The server shows an older state than this device has already seen.
    #[error(
        "The server shows an older state of this case than this device has seen. Nothing was opened. Tell the practice."
    )]
    OlderState,
    /// A key that was not granted.
    #[error("This part of the case has not been opened to you.")]
    NotGranted,
    /// The ledger's rules.
    #[error("{0}")]
    Ledger(#[from] Refusal),
    /// The practice's roster.
    #[error("{0}")]
    Roster(#[from] RosterRefusal),
    /// Nobody has joined on this device yet.
    #[error(
        "This device does not know you yet. Open your invitation link first, or restore from your recovery code."
    )]
    Nobody,
    /// Somebody has already joined on this device.
    #[error("Somebody has already joined on this device. Use another profile for another person.")]
    AlreadySomebody,
    /// A link that is not whole.
    #[error("{0}")]
    Link(#[from] UnreadableLink),
    /// A link of another kind.
    #[error(
        "This link is for something else. An invitation lets you join; a share link lets you see one case."
    )]
    OtherLink,
    /// A recovery code that is not right.
    #[error("This recovery code does not fit. Compare it letter by letter with your recovery sheet.")]
    BrokenCode,
    /// A recovery code that was mistyped.
    #[error("{0}")]
    Code(#[from] UnreadableCode),
    /// No such case for this person.
    #[error("There is no case of yours with this number.")]
    NoSuchCase,
    /// No images in what was chosen.
    #[error(
        "There are no scans in what was chosen. On most discs they are in a folder called DICOM or IMAGES. Choose the whole disc instead."
    )]
    NoImages,
    /// A posted disc that names somebody else, or nobody.
    #[error(
        "Nothing was sent, because this disc may be another person's. Ask the patient; if it is theirs, send it again with --same-person."
    )]
    AnotherPerson,
    /// The practice has no disc to read into a case that was not opened by post.
    #[error(
        "Only the patient can send something into this case, because it was not opened for a disc that comes by post. Nothing was sent. Ask the patient to send it."
    )]
    NotPosted,
    /// The radiologist who is asked again has accepted already.
    #[error("This radiologist has accepted the case already. Nothing was changed.")]
    AlreadyAccepted,
    /// Another disc than the first time.
    #[error(
        "A file changed or disappeared while it was being read. Choose the same disc or folder again; what was sent is safe."
    )]
    SourceGone,
    /// No room, or no right, to write a file.
    #[error(
        "A file could not be written to that folder. Check that there is room and that you may write there."
    )]
    NotWritten,
    /// Something else has the name of a file that is to be written.
    #[error(
        "Something else has the name of one of the files in that folder. It was left as it is. Name a new folder."
    )]
    InTheWay,
    /// The keys, or what is kept beside them, are not whole.
    #[error(
        "What this device keeps of you is damaged or not complete. Come back with your recovery code, in a new profile."
    )]
    DamagedProfile,
    /// The server answers to another address than the one that was given.
    #[error("The address of this server is {origin}. Use that one; nothing was used up.")]
    OtherAddress {
        /// What the server answers to.
        origin: String,
    },
    /// The person stopped.
    #[error("Stopped. What was sent is safe; choose the same folder again to go on.")]
    Stopped,
    /// Consent is missing.
    #[error("The case cannot be sent without consent. Read the consent and agree to it first.")]
    NoConsent,
    /// Not independent of everyone named.
    #[error(
        "You can only take a case if you are independent of everyone who is named in it. Otherwise decline it."
    )]
    NotIndependent,
    /// No first read yet.
    #[error("Commit your own first read before you open the original report.")]
    CommitFirst,
    /// No report yet.
    #[error("There is no signed report in this case yet.")]
    NoReport,
    /// The very same report is signed already.
    #[error("This report is signed already, word for word. Nothing was signed again.")]
    AlreadySigned,
    /// A report that is signed already is only added to for a reason.
    #[error("There is a signed report in this case already. To add to it, say why, and sign again.")]
    NoReason,
    /// Cases that this device has seen further on, or that are not there any more.
    #[error(
        "The server holds back what this device has seen of {}. Nothing was opened. Tell the practice.",
        named(.0)
    )]
    HeldBack(Vec<CaseId>),
    /// A link is confirmed by whoever has it open.
    #[error("Open this link first. What was opened in the last twelve hours can be confirmed.")]
    OpenFirst,
    /// Keys that the ledger says are this person's.
    #[error(
        "The server did not hand over all of your keys to this case, so no link was made. Try again; if it stays so, tell the practice."
    )]
    KeysMissing,
    /// Another name or licence than the invitation said.
    #[error(
        "The name or licence on this device is not the one the practice invited you under. Ask the practice for a new invitation."
    )]
    OtherName,
    /// A PIN of no characters.
    #[error("The PIN is empty. Choose one, or make the link without a PIN.")]
    EmptyPin,
    /// The intake form is not complete.
    #[error("{0}")]
    Intake(#[from] IntakeRefusal),
    /// The first read is not complete.
    #[error("{0}")]
    Commit(#[from] CommitRefusal),
    /// The report is not complete.
    #[error("{0}")]
    Signing(#[from] SigningRefusal),
    /// A file a person wrote cannot be read.
    #[error("{0}")]
    File(#[from] NotReadable),
    /// This device's storage.
    #[error("{0}")]
    Storage(#[from] StorageFailure),
}

impl Trouble {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &str {
        match self {
            Self::Unreachable => "server-unreachable",
            Self::Refused { code, .. } => code,
            Self::Unreadable => "answer-unreadable",
            Self::NotGenuine => "not-genuine",
            Self::OlderState => "older-state",
            Self::NotGranted => "not-granted",
            Self::Ledger(refusal) => refusal.code(),
            Self::Roster(refusal) => refusal.code(),
            Self::Nobody => "nobody",
            Self::AlreadySomebody => "already-somebody",
            Self::Link(unreadable) => unreadable.code(),
            Self::OtherLink => "other-link",
            Self::BrokenCode => "broken-code",
            Self::Code(unreadable) => unreadable.code(),
            Self::NoSuchCase => "no-such-case",
            Self::NoImages => "no-images-found",
            Self::AnotherPerson => "another-person",
            Self::NotPosted => "not-posted",
            Self::AlreadyAccepted => "already-accepted",
            Self::SourceGone => "source-gone",
            Self::NotWritten => "not-written",
            Self::InTheWay => "in-the-way",
            Self::DamagedProfile => "damaged-profile",
            Self::OtherAddress { .. } => "other-address",
            Self::Stopped => "stopped",
            Self::NoConsent => "no-consent",
            Self::NotIndependent => "not-independent",
            Self::CommitFirst => "commit-first",
            Self::NoReport => "no-report",
            Self::AlreadySigned => "already-signed",
            Self::NoReason => "no-addendum-reason",
            Self::HeldBack(_) => "cases-held-back",
            Self::OpenFirst => "open-link-first",
            Self::KeysMissing => "keys-missing",
            Self::OtherName => "other-name",
            Self::EmptyPin => "empty-pin",
            Self::Intake(refusal) => refusal.code(),
            Self::Commit(refusal) => refusal.code(),
            Self::Signing(refusal) => refusal.code(),
            Self::File(refusal) => refusal.code(),
            Self::Storage(_) => "storage-failure",
        }
    }
}

fn named(cases: &[CaseId]) -> String {
    let names: Vec<String> = cases.iter().map(CaseId::to_string).collect();
    names.join(", ")
}

impl From<NotCanonical> for Trouble {
    fn from(_: NotCanonical) -> Self {
        Self::NotGenuine
    }
}

impl From<overread_wire::ForgedSignature> for Trouble {
    fn from(_: overread_wire::ForgedSignature) -> Self {
        Self::NotGenuine
    }
}
