//! Share links, as their holders see them.

use serde::{Deserialize, Serialize};

use super::{Base64, RosterAnswer};
use crate::{CaseId, Timestamp};

/// Shows that the caller holds the link; derived from its secret.
#[derive(Clone, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShareToken {
    /// The landing token, 32 bytes; the server keeps its hash.
    pub token: Base64,
}

/// What the holder of a link needs before the click that opens it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShareLanding {
    /// The case.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub case: CaseId,
    /// Its chain.
    pub entries: Vec<Base64>,
    /// Canonical cards of the authors who are no members of the practice.
    pub cards: Vec<Base64>,
    /// Who belongs to the practice.
    pub roster: RosterAnswer,
    /// The server's clock, offered for the opening.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub time: Timestamp,
}

/// Opens the link: the holder's signed `share_opened`.
#[derive(Clone, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenShare {
    /// The opening token, 32 bytes; ten wrong ones from whoever has the key of the link lock it.
    pub token: Base64,
    /// Signed [`Entry`](crate::ledger::Entry).
    pub entry: Base64,
}

/// One opening: twelve hours in one browser.
#[derive(Clone, Deserialize, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShareSession {
    /// The bearer token.
    pub token: String,
    /// When it ends.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub expires: Timestamp,
    /// The sealed bundle of compartment keys.
    pub bundle: Base64,
}
