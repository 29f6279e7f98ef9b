//! The practice: its charter, its public page, its members and invitations.

use serde::{Deserialize, Serialize};

use super::Base64;
use crate::ledger::Service;
use crate::{InviteId, PracticeId, Timestamp};

/// What anyone may know of the practice.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Practice {
    /// The name of its root's card.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub practice: PracticeId,
    /// Signed [`Charter`](crate::Charter).
    pub charter: Base64,
    /// What it publishes of itself.
    pub page: PracticePage,
}

/// The practice's public page, as its coordinators wrote it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PracticePage {
    /// Its name.
    pub name: String,
    /// Telephone number for patients.
    #[serde(default)]
    pub telephone: String,
    /// Postal address.
    #[serde(default)]
    pub address: String,
    /// A few sentences about it.
    #[serde(default)]
    pub about: String,
    /// Countries its radiologists are licensed in, ISO 3166-1 alpha-2.
    #[serde(default)]
    pub countries: Vec<String>,
    /// The service levels it offers, with prices.
    #[serde(default)]
    pub prices: Vec<Price>,
}

/// A service level and what it costs.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Price {
    /// The level.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub service: Service,
    /// In the smallest unit of the currency.
    pub amount: u32,
    /// ISO 4217.
    pub currency: String,
}

/// Founds the practice; possible once.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundPractice {
    /// What the server printed on its first start.
    pub setup_token: String,
    /// Signed [`Charter`](crate::Charter).
    pub charter: Base64,
    /// Its public page.
    pub page: PracticePage,
    /// The desk key, sealed to the founder.
    pub desk_key: Base64,
    /// The founder's profile, sealed to the desk.
    pub profile: Base64,
}

/// The signed statements by which anyone proves who belongs to the practice.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterAnswer {
    /// Signed [`Charter`](crate::Charter).
    pub charter: Base64,
    /// In the order in which they were made.
    pub memberships: Vec<MembershipOnWire>,
    /// Signed [`Removal`](crate::Removal)s.
    pub removals: Vec<Base64>,
}

/// A membership as it crosses the wire.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MembershipOnWire {
    /// Signed [`Invitation`](crate::Invitation).
    pub invitation: Base64,
    /// Signed [`Joining`](crate::Joining).
    pub joining: Base64,
}

/// Leaves an invitation with the server.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewInvitation {
    /// Signed [`Invitation`](crate::Invitation).
    pub invitation: Base64,
    /// The note for the joiner, sealed under a key that the link's secret derives.
    pub note: Base64,
}

/// What the holder of an invitation link finds.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationAnswer {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: InviteId,
    /// Signed [`Invitation`](crate::Invitation).
    pub invitation: Base64,
    /// The sealed note.
    pub note: Base64,
    /// Proof that the inviter belongs to the practice.
    pub roster: RosterAnswer,
    /// The server's clock.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub time: Timestamp,
}

/// Takes up an invitation.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Join {
    /// Signed [`Joining`](crate::Joining).
    pub joining: Base64,
    /// The joiner's name, licence and subspecialty, sealed to the desk.
    pub profile: Option<Base64>,
    /// For coordinators: the desk key, sealed to the joiner.
    pub desk_key: Option<Base64>,
}
