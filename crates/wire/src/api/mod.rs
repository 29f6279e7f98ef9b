//! What crosses HTTP: bodies are JSON, signed statements and sealed keys are base64url inside it, ciphertexts are
//! raw bodies. Paths are written next to the types they carry; all lie under [`PREFIX`].
//!
//! | method and path | who | body → answer |
//! |---|---|---|
//! | `GET /practice` | anyone | → [`Practice`], 404 before it is founded |
//! | `POST /practice` | holder of the setup token | [`FoundPractice`] → [`Practice`] |
//! | `PUT /practice/page` | coordinator | [`PracticePage`] |
//! | `GET /roster` | signed in | → [`RosterAnswer`] |
//! | `GET /persons/{person}` | signed in | → [`PersonCard`] |
//! | `POST /persons` | anyone | [`PersonCard`]: a patient who comes by the public page |
//! | `POST /invitations` | coordinator | [`NewInvitation`] |
//! | `GET /invitations/{invitation}` | holder of the link | → [`InvitationAnswer`], 410 when used or lapsed |
//! | `POST /invitations/{invitation}/join` | holder of the link | [`Join`] |
//! | `GET /profiles` | coordinator | → [`Profiles`] |
//! | `GET /desk-key` | coordinator | → [`SealedForDesk`] |
//! | `PUT /desk-key` | coordinator | [`SealedForDesk`]: the desk key sealed to the caller |
//! | `POST /challenges` | anyone | [`ChallengeRequest`] → [`Challenge`] |
//! | `POST /sessions` | anyone | [`SignIn`] → [`Session`] |
//! | `DELETE /sessions` | signed in | ends the session |
//! | `GET /time` | anyone | → [`Offered`] |
//! | `GET /origin` | anyone | → [`ServerOrigin`]: what a proof of sign-in has to name; asked before a setup token, an invitation or a recovery code is used under an address |
//! | `GET /cases?after=&limit=` | signed in | → [`Cases`]: the caller's; all of the practice for a coordinator |
//! | `GET /cases/{case}/entries?from=` | person of the case | → [`Entries`] |
//! | `POST /cases/{case}/entries` | per the ledger's rules | [`Append`] → [`Appended`]; 409 [`Problem`] `not-next` when the head moved |
//! | `GET /cases/{case}/grants` | person of the case | → [`Grants`]: those released to the caller, and to the desk for coordinators |
//! | `GET /cases/{case}/halves` | the radiologist, once the opening is on the record | → [`Halves`] |
//! | `GET /cases/{case}/objects` | patient | → [`Objects`]: what is there, for resuming |
//! | `PUT /cases/{case}/objects/{object}?compartment=&kind=&epoch=` | person of the case; after its end a patient only into thread and, once there is one, report | ciphertext → [`Stored`]; the same bytes again are one object. Without a length it counts as 64 MiB |
//! | `GET /cases/{case}/objects/{object}` | whoever holds the compartment now | ciphertext; honours `Range` |
//! | `PUT`, `GET`, `DELETE /drafts/{name}` | signed in | ciphertext under the caller's own key |
//! | `GET /drafts` | signed in | → [`Drafts`] |
//! | `PUT /recovery/{id}` | signed in | ciphertext of the seed; `id` derives from the recovery code |
//! | `GET /recovery/{id}` | holder of the code | ciphertext |
//! | `PUT /contact` | signed in | [`Contact`] |
//! | `POST /shares/{share}` | holder of the link | [`ShareToken`] → [`ShareLanding`]; opens nothing, counts nothing |
//! | `POST /shares/{share}/openings` | holder of the link | [`OpenShare`] → [`ShareSession`] |

mod case;
mod people;
mod practice;
mod share;

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

pub use case::{
    Append, Appended, CaseEntries, Cases, Draft, Drafts, Entries, GrantOnWire, Grants, Half, Halves, Object,
    Objects, Stored,
};
pub use people::{
    Challenge, ChallengeRequest, Contact, PersonCard, Profile, Profiles, SealedForDesk, Session, SignIn,
    SignInProof,
};
pub use practice::{
    FoundPractice, InvitationAnswer, Join, MembershipOnWire, NewInvitation, Practice, PracticePage, Price,
    RosterAnswer,
};
pub use share::{OpenShare, ShareLanding, ShareSession, ShareToken};

use crate::Timestamp;

/// Every path begins with this.
pub const PREFIX: &str = "/api/v1";

/// The most bytes of one sealed object: a pack of 8 MiB with its framing, or a manifest of a very large disc.
pub const LARGEST_OBJECT: u64 = 64 << 20;

/// Bytes of the original content in a full pack.
pub const PACK_BYTES: u64 = 8 << 20;

/// Bytes as base64url without padding.
#[derive(Clone, Eq, PartialEq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = "base64url"))]
pub struct Base64(pub Vec<u8>);

/// Why the server did not do what was asked.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Stable name; the page looks up its sentence by it.
    pub code: String,
    /// The sentence in English.
    pub sentence: String,
}

/// The server's clock.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offered {
    /// Milliseconds of Unix time.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub time: Timestamp,
}

/// Where people come to the server.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServerOrigin {
    /// Scheme, host and port, as a proof of sign-in names them.
    pub origin: String,
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl Serialize for Base64 {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        BASE64URL_NOPAD
            .decode(text.as_bytes())
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}
