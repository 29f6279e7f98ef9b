//! People: their cards, their sign-in, and what they leave with the practice's desk.

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::Base64;
use crate::{Context, PersonId, Sealable, Timestamp};

/// The public keys of a person.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonCard {
    /// Canonical [`Card`](crate::Card); its name is the person's.
    pub card: Base64,
}

/// Asks for something to sign.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChallengeRequest {
    /// Who wants to sign in.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub person: PersonId,
}

/// What to sign; good for one sign-in within two minutes.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// 32 random bytes.
    pub challenge: Base64,
}

/// What a person signs to sign in: [`Context::SignIn`].
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
#[cbor(map)]
pub struct SignInProof {
    /// The server's challenge.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub challenge: Vec<u8>,
    /// Who signs.
    #[n(1)]
    pub person: PersonId,
    /// The origin the page was loaded from, so that a proof is of no use elsewhere.
    #[n(2)]
    pub origin: String,
}

impl Sealable for SignInProof {
    const CONTEXT: Context = Context::SignIn;
}

/// Signs in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// Signed [`SignInProof`].
    pub proof: Base64,
}

/// A session, to be sent as `Authorization: Bearer`.
#[derive(Clone, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The bearer token.
    pub token: String,
    /// When it ends.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub expires: Timestamp,
}

/// What coordinators know of the members.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profiles {
    /// One for each member who left one.
    pub profiles: Vec<Profile>,
}

/// A member's name, licence and subspecialty, sealed to the desk.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    /// Whose.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub person: PersonId,
    /// Sealed to the desk key.
    pub sealed: Base64,
}

/// The desk's private key, sealed to one coordinator.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SealedForDesk {
    /// HPKE encapsulated key and ciphertext.
    pub sealed: Base64,
}

/// Where notices go; the server knows it, since it sends them.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Mail address.
    pub mail: String,
    /// BCP 47 language of the notices.
    pub language: String,
}
