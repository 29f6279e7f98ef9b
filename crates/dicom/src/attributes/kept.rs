//! The fixed list of attributes that intake keeps, by where they stand.

use crate::walk::{Step, Want};

#[allow(clippy::wildcard_imports, reason = "a list of names")]
use super::tag::*;

/// What becomes of an element that stands in the items of `path`.
pub(super) fn wants(path: &[Step], tag: u32) -> Want {
    match path {
        [] if SEQUENCES.contains(&tag) || tag == MODALITY_LUT || tag == VOI_LUT => Want::Enter,
        [] if PLACES.contains(&tag) => Want::Place,
        [] if TOP.contains(&tag) => Want::Value,
        [
            Step {
                tag: MODALITY_LUT | VOI_LUT,
                ..
            },
        ] => match tag {
            LUT_DESCRIPTOR => Want::Value,
            LUT_DATA => Want::Place,
            _ => Want::Skip,
        },
        [
            Step {
                tag: DIRECTORY_RECORDS,
                ..
            },
        ] if tag == REFERENCED_FILE_ID => Want::Value,
        [
            Step {
                tag: RADIOPHARMACEUTICAL,
                ..
            },
        ] if IN_RADIOPHARMACEUTICAL.contains(&tag) => Want::Value,
        [Step { tag: EVIDENCE, .. }] if tag == REFERENCED_SERIES => Want::Enter,
        [Step { tag: EVIDENCE, .. }, _] | [Step { tag: CONTENT, .. }] if tag == REFERENCED_SOPS => {
            Want::Enter
        }
        [
            Step {
                tag: EVIDENCE | CONTENT,
                ..
            },
            ..,
            Step {
                tag: REFERENCED_SOPS, ..
            },
        ] if tag == REFERENCED_SOP_INSTANCE => Want::Value,
        [
            Step {
                tag: SHARED_GROUPS | PER_FRAME_GROUPS,
                ..
            },
        ] if MACROS.contains(&tag) => Want::Enter,
        [
            Step {
                tag: SHARED_GROUPS | PER_FRAME_GROUPS,
                ..
            },
            _,
        ] if IN_MACROS.contains(&tag) => Want::Value,
        _ => Want::Skip,
    }
}

const TOP: [u32; 74] = [
    SPECIFIC_CHARACTER_SET,
    IMAGE_TYPE,
    SOP_CLASS_UID,
    SOP_INSTANCE_UID,
    STUDY_DATE,
    STUDY_TIME,
    ACCESSION_NUMBER,
    MODALITY,
    INSTITUTION_NAME,
    REFERRING_PHYSICIAN,
    STUDY_DESCRIPTION,
    SERIES_DESCRIPTION,
    PATIENT_NAME,
    PATIENT_ID,
    BIRTH_DATE,
    SEX,
    BODY_PART,
    SLICE_THICKNESS,
    IMAGER_PIXEL_SPACING,
    STUDY_UID,
    SERIES_UID,
    SERIES_NUMBER,
    INSTANCE_NUMBER,
    IMAGE_POSITION,
    IMAGE_ORIENTATION,
    FRAME_OF_REFERENCE,
    LATERALITY,
    IMAGE_LATERALITY,
    SLICE_LOCATION,
    FRAME_LATERALITY,
    SAMPLES_PER_PIXEL,
    PHOTOMETRIC,
    PLANAR_CONFIGURATION,
    NUMBER_OF_FRAMES,
    ROWS,
    COLUMNS,
    PIXEL_SPACING,
    BITS_ALLOCATED,
    BITS_STORED,
    HIGH_BIT,
    PIXEL_REPRESENTATION,
    PIXEL_PADDING,
    WINDOW_CENTER,
    WINDOW_WIDTH,
    RESCALE_INTERCEPT,
    RESCALE_SLOPE,
    PALETTE_DESCRIPTOR,
    LOSSY,
    LOSSY_RATIO,
    0x0008_2111,
    PATIENT_WEIGHT,
    CONTRAST_AGENT,
    SCANNING_SEQUENCE,
    SEQUENCE_VARIANT,
    SCAN_OPTIONS,
    REPETITION_TIME,
    ECHO_TIME,
    INVERSION_TIME,
    SPACING_BETWEEN_SLICES,
    PROTOCOL_NAME,
    TRIGGER_TIME,
    GANTRY_TILT,
    B_VALUE,
    ACQUISITION_NUMBER,
    TEMPORAL_POSITION,
    TEMPORAL_POSITIONS,
    IMAGES_IN_ACQUISITION,
    INSTANCES_IN_STUDY,
    INSTANCES_IN_SERIES,
    BURNED_IN,
    NUMBER_OF_SLICES,
    NUMBER_OF_TIME_SLICES,
    UNITS,
    DECAY_CORRECTION,
];
pub(super) const PLACES: [u32; 8] = [
    PALETTE_RED,
    PALETTE_GREEN,
    PALETTE_BLUE,
    SEGMENTED_RED,
    SEGMENTED_GREEN,
    SEGMENTED_BLUE,
    ENCAPSULATED_DOCUMENT,
    EXTENDED_OFFSETS,
];
const MACROS: [u32; 12] = [
    FRAME_ANATOMY,
    FRAME_CONTENT,
    MR_ECHO,
    MR_DIFFUSION,
    CARDIAC_SYNCHRONIZATION,
    MR_FRAME_TYPE,
    CT_FRAME_TYPE,
    PLANE_POSITION,
    PLANE_ORIENTATION,
    PIXEL_MEASURES,
    FRAME_VOI_LUT,
    PIXEL_VALUE_TRANSFORMATION,
];
const IN_MACROS: [u32; 17] = [
    FRAME_TYPE,
    EFFECTIVE_ECHO_TIME,
    B_VALUE,
    CARDIAC_TRIGGER_DELAY,
    SPACING_BETWEEN_SLICES,
    STACK_ID,
    IN_STACK_POSITION,
    TEMPORAL_INDEX,
    IMAGE_POSITION,
    IMAGE_ORIENTATION,
    PIXEL_SPACING,
    SLICE_THICKNESS,
    WINDOW_CENTER,
    WINDOW_WIDTH,
    RESCALE_INTERCEPT,
    RESCALE_SLOPE,
    FRAME_LATERALITY,
];
const IN_RADIOPHARMACEUTICAL: [u32; 4] = [
    RADIOPHARMACEUTICAL_START_TIME,
    RADIOPHARMACEUTICAL_START,
    RADIONUCLIDE_DOSE,
    RADIONUCLIDE_HALF_LIFE,
];
const SEQUENCES: [u32; 6] = [
    SHARED_GROUPS,
    PER_FRAME_GROUPS,
    DIRECTORY_RECORDS,
    RADIOPHARMACEUTICAL,
    EVIDENCE,
    CONTENT,
];
