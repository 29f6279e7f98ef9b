//! One observation on the images.

use serde::{Deserialize, Serialize};

use crate::{Certainty, KeyImage, Level, Side};

/// One finding of the first read.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Name within this file, such as `f1`; the report uses the same one.
    pub id: String,
    /// What is seen.
    pub text: String,
    /// Region or structure, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Side of the body.
    pub side: Side,
    /// Spine level, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How sure.
    pub certainty: Certainty,
    /// Images that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key_images: Vec<KeyImage>,
}
