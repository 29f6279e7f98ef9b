//! Who is at this device: their keys, the practice they pinned, and what they were invited as.

use overread_report::Hex;
use overread_seal::{DeskSecret, Identity};
use overread_wire::{PersonId, PracticeId, Role};
use serde::{Deserialize, Serialize};

/// What a person carries beside their keys.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Profile {
    /// The practice, pinned by the link.
    pub practice: PracticeId,
    /// Where its server is, as `https://host`.
    pub origin: String,
    /// What the person is there.
    pub role: Role,
    /// The name the person was invited under.
    #[serde(default)]
    pub name: Option<String>,
    /// For patients: the birth date the person was invited under, as `YYYY-MM-DD`.
    #[serde(default)]
    pub birth_date: Option<String>,
    /// For radiologists.
    #[serde(default)]
    pub subspecialty: Option<String>,
    /// For radiologists.
    #[serde(default)]
    pub licence: Option<String>,
    /// For radiologists: country of the licence, ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<String>,
    /// For members: what opens the inviter's commitment to name, licence, country and subspecialty.
    #[serde(default)]
    pub introduced: Option<Hex>,
    /// The recovery code, once one was made.
    #[serde(default)]
    pub recovery_code: Option<String>,
}

impl Profile {
    /// Somebody of whom nothing but their part is known.
    pub(crate) fn nameless(practice: PracticeId, origin: &str, role: Role) -> Self {
        Self {
            practice,
            origin: origin.to_owned(),
            role,
            name: None,
            birth_date: None,
            subspecialty: None,
            licence: None,
            country: None,
            introduced: None,
            recovery_code: None,
        }
    }
}

/// The person at this device.
pub struct Me {
    /// Their keys.
    pub identity: Identity,
    /// What they carry beside them.
    pub profile: Profile,
    /// For coordinators: the practice's desk key.
    pub desk: Option<DeskSecret>,
}

impl Me {
    /// The person's name to the server.
    pub fn id(&self) -> PersonId {
        self.identity.id()
    }
}

/// How the profile lies in the device's storage, beside the seed and the desk key.
pub(crate) const PROFILE: &str = "profile";
/// Thirty-two bytes.
pub(crate) const SEED: &str = "seed";
/// The desk key of a coordinator.
pub(crate) const DESK: &str = "desk";
