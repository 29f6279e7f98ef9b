//! What the checks need of an image beyond what a viewer needs; not part of the inventory.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::attributes::{Attributes, Group, tag};

/// Facts of one image.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// Values of Image Type, upper case.
    pub(crate) image_type: Vec<String>,
    /// Instance UIDs apart: what the header says how many there are.
    pub(crate) declared: Declared,
    /// Spacing between slices in millimetres.
    pub(crate) spacing_between: Option<f64>,
    /// Gantry tilt in degrees.
    pub(crate) tilt: Option<f64>,
    /// Whether burned-in annotation is declared.
    pub(crate) burned_in: Option<bool>,
    /// Whether the file states that it is or is not irreversibly compressed.
    pub(crate) lossy_stated: bool,
    /// Whether its pixels cannot be decoded here.
    pub(crate) undecodable: bool,
    /// How an MR image was made.
    pub(crate) contrast_of: MrTimes,
    /// Whether a contrast agent is named.
    pub(crate) contrast: bool,
    /// Protocol name, upper case.
    pub(crate) protocol: String,
    /// What is missing to compute the uptake of a PET image.
    pub(crate) suv_missing: Vec<&'static str>,
    /// What tells images at one place apart.
    pub(crate) key: Key,
    /// The same for each frame of an enhanced image.
    pub(crate) frames: Vec<FrameFacts>,
}

/// What the header says how many images there are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Declared {
    /// Number of Series Related Instances.
    pub(crate) in_series: Option<i64>,
    /// Number of Study Related Instances.
    pub(crate) in_study: Option<i64>,
    /// Images in Acquisition.
    pub(crate) in_acquisition: Option<i64>,
    /// Number of Slices, of PET.
    pub(crate) slices: Option<i64>,
    /// Number of Time Slices, of PET.
    pub(crate) time_slices: Option<i64>,
    /// Number of Temporal Positions.
    pub(crate) times: Option<i64>,
}

/// Times and names by which the weighting of an MR image is told.
#[derive(Debug, Clone, Default)]
pub(crate) struct MrTimes {
    /// Repetition time in milliseconds.
    pub(crate) repetition: Option<f64>,
    /// Echo time in milliseconds.
    pub(crate) echo: Option<f64>,
    /// Inversion time in milliseconds.
    pub(crate) inversion: Option<f64>,
    /// Scanning sequence, variant and options, upper case, joined.
    pub(crate) sequence: String,
    /// Diffusion b-value.
    pub(crate) b_value: Option<f64>,
}

/// Number of attributes in a [`Key`].
pub(crate) const KEYS: usize = 8;
/// Echo time, inversion time, b-value, temporal position, trigger time, image type, contrast agent, acquisition.
pub(crate) type Key = [Option<i64>; KEYS];
/// Where the temporal position stands in a [`Key`].
pub(crate) const TEMPORAL: usize = 3;
/// Where the acquisition stands in a [`Key`].
pub(crate) const ACQUISITION: usize = 7;

/// Facts of one frame.
#[derive(Debug, Clone, Default)]
pub(crate) struct FrameFacts {
    /// In-Stack Position Number.
    pub(crate) number: Option<i64>,
    /// Slice thickness in millimetres.
    pub(crate) thickness: Option<f64>,
    /// Stack ID, hashed.
    pub(crate) stack: Option<i64>,
    /// What tells frames at one place apart.
    pub(crate) key: Key,
}

impl Facts {
    /// From the attributes of an image; whether its pixels can be decoded was found out before.
    pub(crate) fn of(attributes: &Attributes, undecodable: bool) -> Self {
        let top = &attributes.top;
        let shared = &attributes.shared;
        let either = |tag| top.decimal(tag).or_else(|| shared.decimal(tag));
        let code = |tag| top.code(tag).unwrap_or_default().to_uppercase();
        let image_type = code(tag::IMAGE_TYPE);
        let b_value = top.double(tag::B_VALUE).or_else(|| shared.double(tag::B_VALUE));
        Self {
            image_type: image_type
                .split('\\')
                .map(|part| part.trim().to_owned())
                .collect(),
            declared: Declared {
                in_series: top.integer(tag::INSTANCES_IN_SERIES),
                in_study: top.integer(tag::INSTANCES_IN_STUDY),
                in_acquisition: top.integer(tag::IMAGES_IN_ACQUISITION),
                slices: top.number(tag::NUMBER_OF_SLICES).map(i64::from),
                time_slices: top.number(tag::NUMBER_OF_TIME_SLICES).map(i64::from),
                times: top.integer(tag::TEMPORAL_POSITIONS),
            },
            spacing_between: either(tag::SPACING_BETWEEN_SLICES).filter(|mm| *mm > 0.0),
            tilt: top.decimal(tag::GANTRY_TILT),
            burned_in: match code(tag::BURNED_IN).as_str() {
                "YES" => Some(true),
                "NO" => Some(false),
                _ => None,
            },
            lossy_stated: top.code(tag::LOSSY).is_some(),
            undecodable,
            contrast_of: MrTimes {
                repetition: top.decimal(tag::REPETITION_TIME),
                echo: top
                    .decimal(tag::ECHO_TIME)
                    .or_else(|| shared.double(tag::EFFECTIVE_ECHO_TIME)),
                inversion: top.decimal(tag::INVERSION_TIME),
                sequence: [tag::SCANNING_SEQUENCE, tag::SEQUENCE_VARIANT, tag::SCAN_OPTIONS]
                    .map(code)
                    .join("\\"),
                b_value,
            },
            contrast: top.code(tag::CONTRAST_AGENT).is_some_and(|agent| {
                let agent = agent.to_uppercase();
                !matches!(agent.as_str(), "NONE" | "NO" | "N" | "0")
            }),
            protocol: top.text(tag::PROTOCOL_NAME).unwrap_or_default().to_uppercase(),
            suv_missing: suv_missing(attributes),
            key: [
                top.decimal(tag::ECHO_TIME).map(thousandths),
                top.decimal(tag::INVERSION_TIME).map(thousandths),
                b_value.map(thousandths),
                top.integer(tag::TEMPORAL_POSITION),
                top.decimal(tag::TRIGGER_TIME).map(thousandths),
                hashed(&image_type),
                hashed(&code(tag::CONTRAST_AGENT)),
                top.integer(tag::ACQUISITION_NUMBER),
            ],
            frames: attributes.per_frame.iter().map(frame).collect(),
        }
    }

    /// Whether a word stands among the values of Image Type.
    pub(crate) fn is_of_type(&self, word: &str) -> bool {
        self.image_type.iter().any(|value| value == word)
    }

    /// Overview images from which the scan was planned.
    pub(crate) fn is_localizer(&self) -> bool {
        self.is_of_type("LOCALIZER") || self.is_of_type("SCOUT")
    }
}

fn frame(group: &Group) -> FrameFacts {
    let index = |tag| group.number(tag).map(i64::from);
    FrameFacts {
        number: index(tag::IN_STACK_POSITION),
        thickness: group.decimal(tag::SLICE_THICKNESS).filter(|mm| *mm > 0.0),
        stack: group.code(tag::STACK_ID).as_deref().and_then(hashed),
        key: [
            group.double(tag::EFFECTIVE_ECHO_TIME).map(thousandths),
            None,
            group.double(tag::B_VALUE).map(thousandths),
            index(tag::TEMPORAL_INDEX),
            group.double(tag::CARDIAC_TRIGGER_DELAY).map(thousandths),
            group.code(tag::FRAME_TYPE).as_deref().and_then(hashed),
            None,
            None,
        ],
    }
}

/// PS3.3 C.8.9.1, C.8.9.4: what the standardised uptake value is computed from.
fn suv_missing(attributes: &Attributes) -> Vec<&'static str> {
    let top = &attributes.top;
    if top.code(tag::UNITS).as_deref() == Some("GML") {
        return Vec::new();
    }
    let injected = &attributes.radiopharmaceutical;
    let positive = |number: Option<f64>| number.is_some_and(|n| n > 0.0);
    let present = [
        ("weight", positive(top.decimal(tag::PATIENT_WEIGHT))),
        ("dose", positive(injected.decimal(tag::RADIONUCLIDE_DOSE))),
        (
            "half-life",
            positive(injected.decimal(tag::RADIONUCLIDE_HALF_LIFE)),
        ),
        (
            "time of injection",
            injected.code(tag::RADIOPHARMACEUTICAL_START).is_some()
                || injected.code(tag::RADIOPHARMACEUTICAL_START_TIME).is_some(),
        ),
        ("decay correction", top.code(tag::DECAY_CORRECTION).is_some()),
    ];
    let missing = present.into_iter().filter(|(_, there)| !there);
    missing.map(|(name, _)| name).collect()
}

/// Whole thousandths, so that numbers can be compared.
#[expect(clippy::cast_possible_truncation, reason = "the cast saturates")]
fn thousandths(number: f64) -> i64 {
    (number * 1000.0).round() as i64
}

fn hashed(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    Some(hasher.finish().cast_signed())
}
