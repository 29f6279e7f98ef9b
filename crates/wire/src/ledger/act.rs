//! What can be said in a case, with the public facts of each act. Everything else is sealed and named by hash.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::Service;
use crate::{Compartment, Hash, ObjectRef, PersonId, PracticeId, ShareId, Timestamp, VerifyKey};

/// The first entry: a person opens a case with a practice.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Opened {
    /// The practice it is opened with.
    #[n(0)]
    pub practice: PracticeId,
    /// The desk key that the patient will grant to.
    #[n(1)]
    pub desk: PersonId,
}

/// Images were sent: everything about them stands in the sealed manifest.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct ImagesAdded {
    /// The manifest, in the images or the original compartment.
    #[n(0)]
    pub manifest: ObjectRef,
    /// How many objects it names.
    #[n(1)]
    pub objects: u32,
    /// Bytes of their ciphertexts.
    #[n(2)]
    pub bytes: u64,
}

/// The case goes to the practice; the clock starts.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Submitted {
    /// How soon the report is due.
    #[n(0)]
    pub service: Service,
    /// The sealed intake form.
    #[n(1)]
    pub intake: ObjectRef,
    /// The patient posts the disc and consents that the practice reads it into this case. Said or left out: there
    /// is one encoding of a case whose patient sends the disc.
    #[n(2)]
    #[cbor(with = "said", has_nil)]
    pub by_post: bool,
}

/// A fact that an entry says or leaves out; `false` is never written.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
    reason = "the derived encoding calls them so"
)]
mod said {
    use minicbor::decode::{Decoder, Error};
    use minicbor::encode::{self, Encoder, Write};

    pub fn encode<C, W: Write>(
        said: &bool,
        to: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        to.bool(*said)?.ok()
    }

    pub fn decode<C>(from: &mut Decoder<'_>, _: &mut C) -> Result<bool, Error> {
        if from.bool()? {
            Ok(true)
        } else {
            Err(Error::message("what is not said is left out"))
        }
    }

    pub fn is_nil(said: &bool) -> bool {
        !said
    }

    pub fn nil() -> Option<bool> {
        Some(false)
    }
}

/// The operation moved: a new intake form, and a service level if it brings the report forward.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Rescheduled {
    /// The sealed intake form with the new date.
    #[n(0)]
    pub intake: ObjectRef,
    /// The service level that counts from now, if one is asked for.
    #[n(1)]
    pub service: Option<Service>,
}

/// The half of an original-report key that the server holds for one radiologist.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct HalfCommitment {
    /// The epoch of the key it belongs to.
    #[n(0)]
    pub epoch: u32,
    /// SHA-256 of the half under the label `overread/half/v1`.
    #[n(1)]
    pub hash: Hash,
}

impl HalfCommitment {
    /// The commitment to `half`.
    pub fn to(epoch: u32, half: &[u8; 32]) -> Self {
        Self {
            epoch,
            hash: Hash::labelled("overread/half/v1", &[half]),
        }
    }
}

/// A radiologist is asked to read.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct Assigned {
    /// Who.
    #[n(0)]
    pub radiologist: PersonId,
    /// The epoch of keys that starts with this assignment.
    #[n(1)]
    pub epoch: u32,
    /// What the server holds back until the first read is committed.
    #[n(2)]
    pub halves: Vec<HalfCommitment>,
}

/// A version of the report.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct ReportVersion {
    /// The sealed, signed report.
    #[n(0)]
    pub report: ObjectRef,
    /// 1 for the report, higher for each addendum.
    #[n(1)]
    pub version: u32,
}

/// A link for the surgeon.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct ShareCreated {
    /// The key its holder signs openings with; names the share.
    #[n(0)]
    pub key: VerifyKey,
    /// What it opens.
    #[n(1)]
    pub compartments: Vec<Compartment>,
    /// When it lapses.
    #[n(2)]
    pub expires: Timestamp,
    /// How many times it may be opened.
    #[n(3)]
    pub opens: Option<u32>,
    /// Whether a PIN is asked for.
    #[n(4)]
    pub pin: bool,
    /// SHA-256 of the sealed bundle of compartment keys.
    #[n(5)]
    pub bundle: Hash,
}

macro_rules! acts {
    ($($(#[$doc:meta])* $index:literal $name:ident $(($payload:ty))? = $text:literal;)+) => {
        /// What an entry says.
        #[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
        pub enum Act {
            $($(#[$doc])* #[n($index)] $name $((#[n(0)] $payload))?,)+
        }

        /// The kind of an act, as it is shown and counted.
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Act {
            /// The kind of this act.
            pub fn kind(&self) -> Kind {
                match self {
                    $(acts!(@pattern $name $(($payload))?) => Kind::$name,)+
                }
            }
        }

        impl Kind {
            /// Every kind, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name used in exports, in the command line and in `docs/spec/`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
    (@pattern $name:ident ($payload:ty)) => { Act::$name(..) };
    (@pattern $name:ident) => { Act::$name };
}

acts! {
    /// The patient, or someone acting for them, opens the case.
    0 Opened(Opened) = "opened";
    /// The patient consents; the text and its language are sealed.
    1 Consented(ObjectRef) = "consented";
    /// Images were sent, at any time before the case ends; by the practice only where the patient posts the disc.
    2 ImagesAdded(ImagesAdded) = "images_added";
    /// Documents were sent: the original report, letters.
    3 DocumentsAdded(ImagesAdded) = "documents_added";
    /// The case goes to the practice.
    4 Submitted(Submitted) = "submitted";
    /// The practice asks for something and the clock stops.
    5 Returned(ObjectRef) = "returned";
    /// The patient has answered, or lifts a restriction; the clock goes on, unless a posted disc is still awaited. A coordinator may say it for an answer
    /// that came by telephone.
    6 Resumed(Option<ObjectRef>) = "resumed";
    /// The operation moved.
    7 Rescheduled(Rescheduled) = "rescheduled";
    /// A radiologist is asked to read.
    8 Assigned(Assigned) = "assigned";
    /// The radiologist declares independence and takes the case.
    9 Accepted(ObjectRef) = "accepted";
    /// The radiologist does not take the case.
    10 Declined(Option<ObjectRef>) = "declined";
    /// The radiologist steps back after having taken it.
    11 Recused(Option<ObjectRef>) = "recused";
    /// The hash of the sealed first read; the original report can be opened from here on.
    12 FirstReadCommitted(ObjectRef) = "first_read_committed";
    /// The radiologist opened the original report.
    13 OriginalRevealed = "original_revealed";
    /// The report.
    14 ReportSigned(ReportVersion) = "report_signed";
    /// A newer version of the report.
    15 AddendumSigned(ReportVersion) = "addendum_signed";
    /// The report in another language.
    16 TranslationSigned(ReportVersion) = "translation_signed";
    /// A person of the case opened a compartment.
    17 OpenedBy(Compartment) = "opened_by";
    /// A question in the thread.
    18 Question(ObjectRef) = "question";
    /// An answer in the thread.
    19 Answer(ObjectRef) = "answer";
    /// A notice that asks to be acknowledged.
    20 Notice(ObjectRef) = "notice";
    /// The entry with this number was read.
    21 Acknowledged(u64) = "acknowledged";
    /// A link was made.
    22 ShareCreated(ShareCreated) = "share_created";
    /// A link was opened, signed with the link's own key.
    23 ShareOpened(ShareId) = "share_opened";
    /// A link was withdrawn.
    24 ShareRevoked(ShareId) = "share_revoked";
    /// Keys were granted again.
    25 Regranted = "regranted";
    /// A person was taken off the case.
    26 MemberRemoved(PersonId) = "member_removed";
    /// The practice does not take the case.
    27 Refused(Option<ObjectRef>) = "refused";
    /// The patient withdraws.
    28 Withdrawn(Option<ObjectRef>) = "withdrawn";
    /// No new grants, on the patient's demand; the clock stops until the patient resumes.
    29 Restricted = "restricted";
    /// The case is done.
    30 Closed = "closed";
    /// What became of it.
    31 OutcomeAdded(ObjectRef) = "outcome_added";
    /// The server deletes every object, grant, half and link. The last entry of a case.
    32 Erased = "erased";
}

impl Kind {
    /// Whether an act of this kind ends the case.
    pub const fn ends_case(self) -> bool {
        matches!(
            self,
            Self::Refused | Self::Withdrawn | Self::Closed | Self::Erased
        )
    }

    /// Whether an act of this kind moves the case on; the last of them is the case's state.
    pub const fn changes_state(self) -> bool {
        matches!(
            self,
            Self::Opened
                | Self::Submitted
                | Self::Returned
                | Self::Resumed
                | Self::Assigned
                | Self::Accepted
                | Self::Declined
                | Self::Recused
                | Self::FirstReadCommitted
                | Self::OriginalRevealed
                | Self::ReportSigned
                | Self::AddendumSigned
                | Self::Refused
                | Self::Withdrawn
                | Self::Restricted
                | Self::Closed
                | Self::Erased
        )
    }
}
