//! The fixed list of attributes that intake keeps, and their values as numbers, dates and texts.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use crate::{
    Problem, Span,
    text::CharacterSet,
    walk::{Element, Step, Visitor, Want, u16_of, u32_of},
};

/// Tags by the names of PS3.6.
pub(crate) mod tag {
    pub(crate) const REFERENCED_FILE_ID: u32 = 0x0004_1500;
    pub(crate) const DIRECTORY_RECORDS: u32 = 0x0004_1220;
    pub(crate) const SPECIFIC_CHARACTER_SET: u32 = 0x0008_0005;
    pub(crate) const IMAGE_TYPE: u32 = 0x0008_0008;
    pub(crate) const FRAME_TYPE: u32 = 0x0008_9007;
    pub(crate) const REFERENCED_SERIES: u32 = 0x0008_1115;
    pub(crate) const REFERENCED_SOP_INSTANCE: u32 = 0x0008_1155;
    pub(crate) const REFERENCED_SOPS: u32 = 0x0008_1199;
    pub(crate) const SOP_CLASS_UID: u32 = 0x0008_0016;
    pub(crate) const SOP_INSTANCE_UID: u32 = 0x0008_0018;
    pub(crate) const STUDY_DATE: u32 = 0x0008_0020;
    pub(crate) const STUDY_TIME: u32 = 0x0008_0030;
    pub(crate) const ACCESSION_NUMBER: u32 = 0x0008_0050;
    pub(crate) const MODALITY: u32 = 0x0008_0060;
    pub(crate) const INSTITUTION_NAME: u32 = 0x0008_0080;
    pub(crate) const REFERRING_PHYSICIAN: u32 = 0x0008_0090;
    pub(crate) const STUDY_DESCRIPTION: u32 = 0x0008_1030;
    pub(crate) const SERIES_DESCRIPTION: u32 = 0x0008_103E;
    pub(crate) const PATIENT_NAME: u32 = 0x0010_0010;
    pub(crate) const PATIENT_ID: u32 = 0x0010_0020;
    pub(crate) const BIRTH_DATE: u32 = 0x0010_0030;
    pub(crate) const SEX: u32 = 0x0010_0040;
    pub(crate) const PATIENT_WEIGHT: u32 = 0x0010_1030;
    pub(crate) const CONTRAST_AGENT: u32 = 0x0018_0010;
    pub(crate) const BODY_PART: u32 = 0x0018_0015;
    pub(crate) const SCANNING_SEQUENCE: u32 = 0x0018_0020;
    pub(crate) const SEQUENCE_VARIANT: u32 = 0x0018_0021;
    pub(crate) const SCAN_OPTIONS: u32 = 0x0018_0022;
    pub(crate) const SLICE_THICKNESS: u32 = 0x0018_0050;
    pub(crate) const REPETITION_TIME: u32 = 0x0018_0080;
    pub(crate) const ECHO_TIME: u32 = 0x0018_0081;
    pub(crate) const INVERSION_TIME: u32 = 0x0018_0082;
    pub(crate) const SPACING_BETWEEN_SLICES: u32 = 0x0018_0088;
    pub(crate) const PROTOCOL_NAME: u32 = 0x0018_1030;
    pub(crate) const TRIGGER_TIME: u32 = 0x0018_1060;
    pub(crate) const RADIOPHARMACEUTICAL_START_TIME: u32 = 0x0018_1072;
    pub(crate) const RADIONUCLIDE_DOSE: u32 = 0x0018_1074;
    pub(crate) const RADIONUCLIDE_HALF_LIFE: u32 = 0x0018_1075;
    pub(crate) const RADIOPHARMACEUTICAL_START: u32 = 0x0018_1078;
    pub(crate) const GANTRY_TILT: u32 = 0x0018_1120;
    pub(crate) const EFFECTIVE_ECHO_TIME: u32 = 0x0018_9082;
    pub(crate) const B_VALUE: u32 = 0x0018_9087;
    pub(crate) const MR_ECHO: u32 = 0x0018_9114;
    pub(crate) const MR_DIFFUSION: u32 = 0x0018_9117;
    pub(crate) const CARDIAC_SYNCHRONIZATION: u32 = 0x0018_9118;
    pub(crate) const MR_FRAME_TYPE: u32 = 0x0018_9226;
    pub(crate) const CT_FRAME_TYPE: u32 = 0x0018_9329;
    pub(crate) const IMAGER_PIXEL_SPACING: u32 = 0x0018_1164;
    pub(crate) const STUDY_UID: u32 = 0x0020_000D;
    pub(crate) const SERIES_UID: u32 = 0x0020_000E;
    pub(crate) const SERIES_NUMBER: u32 = 0x0020_0011;
    pub(crate) const ACQUISITION_NUMBER: u32 = 0x0020_0012;
    pub(crate) const INSTANCE_NUMBER: u32 = 0x0020_0013;
    pub(crate) const IMAGE_POSITION: u32 = 0x0020_0032;
    pub(crate) const IMAGE_ORIENTATION: u32 = 0x0020_0037;
    pub(crate) const FRAME_OF_REFERENCE: u32 = 0x0020_0052;
    pub(crate) const LATERALITY: u32 = 0x0020_0060;
    pub(crate) const IMAGE_LATERALITY: u32 = 0x0020_0062;
    pub(crate) const TEMPORAL_POSITION: u32 = 0x0020_0100;
    pub(crate) const TEMPORAL_POSITIONS: u32 = 0x0020_0105;
    pub(crate) const IMAGES_IN_ACQUISITION: u32 = 0x0020_1002;
    pub(crate) const SLICE_LOCATION: u32 = 0x0020_1041;
    pub(crate) const INSTANCES_IN_STUDY: u32 = 0x0020_1208;
    pub(crate) const INSTANCES_IN_SERIES: u32 = 0x0020_1209;
    pub(crate) const STACK_ID: u32 = 0x0020_9056;
    pub(crate) const IN_STACK_POSITION: u32 = 0x0020_9057;
    pub(crate) const FRAME_ANATOMY: u32 = 0x0020_9071;
    pub(crate) const FRAME_LATERALITY: u32 = 0x0020_9072;
    pub(crate) const FRAME_CONTENT: u32 = 0x0020_9111;
    pub(crate) const PLANE_POSITION: u32 = 0x0020_9113;
    pub(crate) const PLANE_ORIENTATION: u32 = 0x0020_9116;
    pub(crate) const TEMPORAL_INDEX: u32 = 0x0020_9128;
    pub(crate) const CARDIAC_TRIGGER_DELAY: u32 = 0x0020_9153;
    pub(crate) const SAMPLES_PER_PIXEL: u32 = 0x0028_0002;
    pub(crate) const PHOTOMETRIC: u32 = 0x0028_0004;
    pub(crate) const PLANAR_CONFIGURATION: u32 = 0x0028_0006;
    pub(crate) const NUMBER_OF_FRAMES: u32 = 0x0028_0008;
    pub(crate) const ROWS: u32 = 0x0028_0010;
    pub(crate) const COLUMNS: u32 = 0x0028_0011;
    pub(crate) const PIXEL_SPACING: u32 = 0x0028_0030;
    pub(crate) const BITS_ALLOCATED: u32 = 0x0028_0100;
    pub(crate) const BITS_STORED: u32 = 0x0028_0101;
    pub(crate) const HIGH_BIT: u32 = 0x0028_0102;
    pub(crate) const PIXEL_REPRESENTATION: u32 = 0x0028_0103;
    pub(crate) const PIXEL_PADDING: u32 = 0x0028_0120;
    pub(crate) const BURNED_IN: u32 = 0x0028_0301;
    pub(crate) const WINDOW_CENTER: u32 = 0x0028_1050;
    pub(crate) const WINDOW_WIDTH: u32 = 0x0028_1051;
    pub(crate) const RESCALE_INTERCEPT: u32 = 0x0028_1052;
    pub(crate) const RESCALE_SLOPE: u32 = 0x0028_1053;
    pub(crate) const PALETTE_DESCRIPTOR: u32 = 0x0028_1101;
    pub(crate) const PALETTE_RED: u32 = 0x0028_1201;
    pub(crate) const PALETTE_GREEN: u32 = 0x0028_1202;
    pub(crate) const PALETTE_BLUE: u32 = 0x0028_1203;
    pub(crate) const SEGMENTED_RED: u32 = 0x0028_1221;
    pub(crate) const SEGMENTED_GREEN: u32 = 0x0028_1222;
    pub(crate) const SEGMENTED_BLUE: u32 = 0x0028_1223;
    pub(crate) const LOSSY: u32 = 0x0028_2110;
    pub(crate) const LOSSY_RATIO: u32 = 0x0028_2112;
    pub(crate) const MODALITY_LUT: u32 = 0x0028_3000;
    pub(crate) const LUT_DESCRIPTOR: u32 = 0x0028_3002;
    pub(crate) const LUT_DATA: u32 = 0x0028_3006;
    pub(crate) const VOI_LUT: u32 = 0x0028_3010;
    pub(crate) const PIXEL_MEASURES: u32 = 0x0028_9110;
    pub(crate) const FRAME_VOI_LUT: u32 = 0x0028_9132;
    pub(crate) const PIXEL_VALUE_TRANSFORMATION: u32 = 0x0028_9145;
    pub(crate) const EVIDENCE: u32 = 0x0040_A375;
    pub(crate) const CONTENT: u32 = 0x0040_A730;
    pub(crate) const ENCAPSULATED_DOCUMENT: u32 = 0x0042_0011;
    pub(crate) const RADIOPHARMACEUTICAL: u32 = 0x0054_0016;
    pub(crate) const NUMBER_OF_SLICES: u32 = 0x0054_0081;
    pub(crate) const NUMBER_OF_TIME_SLICES: u32 = 0x0054_0101;
    pub(crate) const UNITS: u32 = 0x0054_1001;
    pub(crate) const DECAY_CORRECTION: u32 = 0x0054_1102;
    pub(crate) const SHARED_GROUPS: u32 = 0x5200_9229;
    pub(crate) const PER_FRAME_GROUPS: u32 = 0x5200_9230;
    pub(crate) const EXTENDED_OFFSETS: u32 = 0x7FE0_0001;
}

#[allow(clippy::wildcard_imports, reason = "a list of names")]
use tag::*;

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
const PLACES: [u32; 8] = [
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
/// Frames whose own attributes are kept.
const MAX_PER_FRAME: usize = 100_000;

/// Lookup tables of one kind that are kept.
const MAX_LUTS: usize = 16;

/// What was kept of one data set.
#[derive(Default)]
pub(crate) struct Attributes {
    /// At the top.
    pub(crate) top: Group,
    /// For all frames of an enhanced image.
    pub(crate) shared: Group,
    /// For each frame of an enhanced image.
    pub(crate) per_frame: Vec<Group>,
    /// Where large values lie.
    pub(crate) places: BTreeMap<u32, Span>,
    /// Files that a DICOMDIR names, components joined by `/`.
    pub(crate) referenced: Vec<String>,
    /// What is wrong with how it is written.
    pub(crate) problems: BTreeSet<Problem>,
    /// Modality lookup tables; at most one counts.
    pub(crate) modality_luts: Vec<LutItem>,
    /// VOI lookup tables.
    pub(crate) voi_luts: Vec<LutItem>,
    /// What was injected for a PET image.
    pub(crate) radiopharmaceutical: Group,
    /// SOP Instance UIDs that a key object selection names (PS3.3 C.17.6.2).
    pub(crate) evidence: Vec<String>,
}

/// One item of a sequence of lookup tables: its descriptor, and where its data lie.
#[derive(Default)]
pub(crate) struct LutItem {
    pub(crate) group: Group,
    pub(crate) data: Option<Span>,
}

impl Visitor for Attributes {
    fn wants(&self, path: &[Step], tag: u32) -> Want {
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

    fn visit(&mut self, path: &[Step], element: &Element, value: &[u8]) {
        let group = match path {
            [
                Step {
                    tag: sequence @ (MODALITY_LUT | VOI_LUT),
                    item,
                },
            ] => {
                let luts = if *sequence == MODALITY_LUT {
                    &mut self.modality_luts
                } else {
                    &mut self.voi_luts
                };
                if *item >= luts.len() && *item < MAX_LUTS {
                    luts.resize_with(item + 1, LutItem::default);
                }
                let Some(lut) = luts.get_mut(*item) else { return };
                match (element.tag, element.length) {
                    (LUT_DATA, Some(length)) => {
                        lut.data.get_or_insert(Span {
                            offset: element.value,
                            length,
                        });
                    }
                    _ => {
                        lut.group.keep(element, value);
                    }
                }
                return;
            }
            [] if PLACES.contains(&element.tag) => {
                if let Some(length) = element.length {
                    self.places.entry(element.tag).or_insert(Span {
                        offset: element.value,
                        length,
                    });
                }
                return;
            }
            [] => &mut self.top,
            [
                Step {
                    tag: DIRECTORY_RECORDS,
                    ..
                },
            ] => {
                let parts = String::from_utf8_lossy(value);
                let parts: Vec<_> = parts
                    .split('\\')
                    .map(|part| part.trim_matches([' ', '\0']))
                    .collect();
                self.referenced.push(parts.join("/"));
                return;
            }
            [
                Step {
                    tag: EVIDENCE | CONTENT,
                    ..
                },
                ..,
            ] => {
                let uid = String::from_utf8_lossy(value);
                self.evidence.push(uid.trim_matches([' ', '\0']).to_owned());
                return;
            }
            [
                Step {
                    tag: RADIOPHARMACEUTICAL,
                    ..
                },
                ..,
            ] => &mut self.radiopharmaceutical,
            [
                Step {
                    tag: SHARED_GROUPS, ..
                },
                ..,
            ] => &mut self.shared,
            [Step { item, .. }, ..] => {
                if *item >= self.per_frame.len() && *item < MAX_PER_FRAME {
                    self.per_frame.resize_with(item + 1, Group::default);
                }
                let Some(group) = self.per_frame.get_mut(*item) else {
                    return;
                };
                group
            }
        };
        if !group.keep(element, value) && path.is_empty() {
            self.problems.insert(Problem::DuplicateAttributes);
        }
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.insert(problem);
    }
}

/// Values of one level.
#[derive(Default)]
pub(crate) struct Group(BTreeMap<u32, (Vec<u8>, bool)>);

impl Group {
    /// Of an element that stands there twice, the first counts; then false.
    pub(crate) fn keep(&mut self, element: &Element, value: &[u8]) -> bool {
        let entry = self.0.entry(element.tag);
        let new = matches!(entry, Entry::Vacant(_));
        entry.or_insert_with(|| (value.to_vec(), element.syntax.big));
        new
    }

    /// Bytes of a value.
    pub(crate) fn bytes(&self, tag: u32) -> Option<&[u8]> {
        self.0.get(&tag).map(|(value, _)| value.as_slice())
    }

    /// A code, number or UID: ASCII without padding; absent where empty.
    pub(crate) fn code(&self, tag: u32) -> Option<String> {
        let text = String::from_utf8_lossy(self.bytes(tag)?);
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// A valid UID (PS3.5 §9.1); absent otherwise.
    pub(crate) fn uid(&self, tag: u32) -> Option<String> {
        self.code(tag)
            .filter(|uid| uid.len() <= 64 && uid.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
    }

    /// A text by its character set; absent where empty.
    pub(crate) fn text(&self, tag: u32) -> Option<String> {
        let set = CharacterSet::new(self.bytes(SPECIFIC_CHARACTER_SET).unwrap_or_default());
        Some(set.decode(self.bytes(tag)?)).filter(|text| !text.is_empty())
    }

    /// What is wrong with the texts that a person is named by.
    pub(crate) fn text_problem(&self, tags: &[u32]) -> Option<Problem> {
        let set = CharacterSet::new(self.bytes(SPECIFIC_CHARACTER_SET).unwrap_or_default());
        if !set.known() {
            return Some(Problem::UnknownCharacterSet);
        }
        let sound = |tag: &u32| self.bytes(*tag).is_none_or(|text| set.fits(text));
        (!tags.iter().all(sound)).then_some(Problem::InvalidText)
    }

    /// An integer string.
    pub(crate) fn integer(&self, tag: u32) -> Option<i64> {
        let code = self.code(tag)?;
        code.split('\\')
            .next()?
            .trim()
            .trim_start_matches('+')
            .parse()
            .ok()
    }

    /// Decimal strings; those that are no finite number end the list.
    pub(crate) fn decimals(&self, tag: u32) -> Vec<f64> {
        let Some(code) = self.code(tag) else {
            return Vec::new();
        };
        code.split('\\')
            .map_while(|part| {
                part.trim()
                    .replace(',', ".")
                    .parse()
                    .ok()
                    .filter(|value: &f64| value.is_finite())
            })
            .collect()
    }

    /// The first decimal.
    pub(crate) fn decimal(&self, tag: u32) -> Option<f64> {
        self.decimals(tag).first().copied()
    }

    /// A floating point double, or a decimal string where a writer took that instead.
    pub(crate) fn double(&self, tag: u32) -> Option<f64> {
        let (value, big) = self.0.get(&tag)?;
        let number = match <[u8; 8]>::try_from(value.as_slice()) {
            Ok(bytes) if *big => f64::from_be_bytes(bytes),
            Ok(bytes) => f64::from_le_bytes(bytes),
            Err(_) => self.decimal(tag)?,
        };
        number.is_finite().then_some(number)
    }

    /// Exactly or at least `N` decimals.
    pub(crate) fn vector<const N: usize>(&self, tag: u32) -> Option<[f64; N]> {
        self.decimals(tag).first_chunk::<N>().copied()
    }

    /// An unsigned number of 16 or 32 bits.
    pub(crate) fn number(&self, tag: u32) -> Option<u32> {
        let (value, big) = self.0.get(&tag)?;
        match value.as_slice() {
            [a, b] => Some(u32::from(u16_of([*a, *b], *big))),
            [a, b, c, d] => Some(u32_of([*a, *b, *c, *d], *big)),
            _ => None,
        }
    }

    /// Several 16-bit numbers.
    pub(crate) fn words(&self, tag: u32) -> Vec<u16> {
        let Some((value, big)) = self.0.get(&tag) else {
            return Vec::new();
        };
        value
            .as_chunks::<2>()
            .0
            .iter()
            .map(|word| u16_of(*word, *big))
            .collect()
    }

    /// A date as ISO 8601; absent where it is none.
    pub(crate) fn date(&self, tag: u32) -> Option<String> {
        let digits: String = self
            .code(tag)?
            .chars()
            .filter(|c| !matches!(c, '.' | '-' | '/'))
            .collect();
        let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
        let in_range = |text: &str, max: u32| text.parse::<u32>().is_ok_and(|n| (1..=max).contains(&n));
        let valid = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit());
        (valid && in_range(year, 9999) && in_range(month, 12) && in_range(day, 31))
            .then(|| format!("{year}-{month}-{day}"))
    }

    /// A time as `HH:MM:SS`, missing parts as zero; absent where it is none.
    pub(crate) fn time(&self, tag: u32) -> Option<String> {
        let digits: String = self
            .code(tag)?
            .chars()
            .filter(|c| *c != ':')
            .take_while(char::is_ascii_digit)
            .collect();
        let part = |from: usize, max: u32| match digits.get(from..from + 2) {
            Some(text) => text.parse::<u32>().ok().filter(|n| *n <= max),
            None => (from > 0).then_some(0),
        };
        Some(format!(
            "{:02}:{:02}:{:02}",
            part(0, 23)?,
            part(2, 59)?,
            part(4, 60)?
        ))
    }
}
