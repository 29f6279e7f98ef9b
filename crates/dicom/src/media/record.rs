//! Directory records (PS3.3 annex F.5): which there are, and the keys they carry.

use super::listing::Listing;
use crate::{attributes::tag, rewritten::Writer};

/// What a record must have (PS3.3, types 1 and 2).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Written even where the file has no value.
    Always,
    /// Written where the file has a value.
    IfThere,
    /// A number that is made up where the file has none, because a reader may insist on it.
    Number,
}

use Need::{Always, IfThere, Number};

type Key = (u32, &'static [u8; 2], Need);

/// Sequences that records copy.
pub(super) const SEQUENCES: [u32; 2] = [CONCEPT_NAME, REFERENCED_SERIES];
const CONCEPT_NAME: u32 = 0x0040_A043;
const REFERENCED_SERIES: u32 = 0x0008_1115;
const ROWS: u32 = tag::ROWS;
const CONTENT_DATE: Key = (0x0008_0023, b"DA", Always);
const CONTENT_TIME: Key = (0x0008_0033, b"TM", Always);
const INSTANCE: Key = (tag::INSTANCE_NUMBER, b"IS", Number);
const LABEL: Key = (0x0070_0080, b"CS", Always);
const DESCRIPTION: Key = (0x0070_0081, b"LO", Always);
const CREATOR: Key = (0x0070_0084, b"PN", Always);

const PATIENT: &[Key] = &[
    (tag::PATIENT_NAME, b"PN", Always),
    (tag::PATIENT_ID, b"LO", Always),
];
const STUDY: &[Key] = &[
    (tag::STUDY_DATE, b"DA", Always),
    (tag::STUDY_TIME, b"TM", Always),
    (tag::ACCESSION_NUMBER, b"SH", Always),
    (tag::STUDY_DESCRIPTION, b"LO", Always),
    (tag::STUDY_UID, b"UI", Always),
    (0x0020_0010, b"SH", Number),
];
const SERIES: &[Key] = &[
    (tag::MODALITY, b"CS", Always),
    (tag::SERIES_DESCRIPTION, b"LO", IfThere),
    (tag::SERIES_UID, b"UI", Always),
    (tag::SERIES_NUMBER, b"IS", Number),
];
const IMAGE: &[Key] = &[(tag::IMAGE_TYPE, b"CS", IfThere), INSTANCE];
const DOCUMENT: &[Key] = &[
    CONTENT_DATE,
    CONTENT_TIME,
    INSTANCE,
    (0x0040_A032, b"DT", IfThere),
    (CONCEPT_NAME, b"SQ", IfThere),
    (0x0040_A491, b"CS", Always),
    (0x0040_A493, b"CS", Always),
];
const KEY_OBJECTS: &[Key] = &[
    CONTENT_DATE,
    CONTENT_TIME,
    INSTANCE,
    (CONCEPT_NAME, b"SQ", IfThere),
];
const PRESENTATION: &[Key] = &[
    (REFERENCED_SERIES, b"SQ", IfThere),
    INSTANCE,
    LABEL,
    DESCRIPTION,
    (0x0070_0082, b"DA", Always),
    (0x0070_0083, b"TM", Always),
    CREATOR,
];
const ENCAPSULATED: &[Key] = &[
    CONTENT_DATE,
    CONTENT_TIME,
    INSTANCE,
    (CONCEPT_NAME, b"SQ", IfThere),
    (0x0042_0010, b"ST", Always),
    (0x0042_0012, b"LO", Always),
];
const DATED: &[Key] = &[CONTENT_DATE, CONTENT_TIME, INSTANCE];
const LABELLED: &[Key] = &[CONTENT_DATE, CONTENT_TIME, INSTANCE, LABEL, DESCRIPTION, CREATOR];
const DOSE: &[Key] = &[INSTANCE, (0x3004_000A, b"CS", Always)];
const STRUCTURES: &[Key] = &[
    INSTANCE,
    (0x3006_0002, b"SH", Always),
    (0x3006_0008, b"DA", Always),
    (0x3006_0009, b"TM", Always),
];
const PLAN: &[Key] = &[
    INSTANCE,
    (0x300A_0002, b"SH", Always),
    (0x300A_0006, b"DA", Always),
    (0x300A_0007, b"TM", Always),
];
const TREATMENT: &[Key] = &[
    INSTANCE,
    (0x3008_0250, b"DA", Always),
    (0x3008_0251, b"TM", Always),
];

/// A kind of record.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// Directory Record Type (0004,1430).
    pub(super) name: &'static str,
    keys: &'static [Key],
}

/// The three upper levels, by depth.
pub(super) const LEVELS: [Kind; 3] = [
    Kind {
        name: "PATIENT",
        keys: PATIENT,
    },
    Kind {
        name: "STUDY",
        keys: STUDY,
    },
    Kind {
        name: "SERIES",
        keys: SERIES,
    },
];

/// The record of an object, by SOP Class (PS3.4 annex B.5, PS3.3 table F.3-3); images where nothing else is known.
pub(super) fn of_object(class: &str) -> Kind {
    let class = class.strip_prefix("1.2.840.10008.5.1.4.1.1.").unwrap_or_default();
    let family = class.split('.').next().unwrap_or_default();
    let (name, keys) = match (family, class) {
        (_, "88.59") => ("KEY OBJECT DOC", KEY_OBJECTS),
        ("88", _) => ("SR DOCUMENT", DOCUMENT),
        ("11", _) => ("PRESENTATION", PRESENTATION),
        ("104", _) => ("ENCAP DOC", ENCAPSULATED),
        ("9", _) => ("WAVEFORM", DATED),
        (_, "66") => ("RAW DATA", DATED),
        (_, "66.1" | "66.3") => ("REGISTRATION", LABELLED),
        (_, "66.2") => ("FIDUCIAL", LABELLED),
        (_, "66.5") => ("SURFACE", LABELLED),
        (_, "66.6") => ("TRACT", LABELLED),
        ("67", _) => ("VALUE MAP", LABELLED),
        ("68", _) => ("SURFACE SCAN", DATED),
        ("78", _) => ("MEASUREMENT", DATED),
        (_, "77.1.5.3") => ("STEREOMETRIC", IMAGE),
        (_, "4.2") => ("SPECTROSCOPY", DATED),
        (_, "481.2") => ("RT DOSE", DOSE),
        (_, "481.3") => ("RT STRUCTURE SET", STRUCTURES),
        (_, "481.5" | "481.8") => ("RT PLAN", PLAN),
        (_, "481.4" | "481.6" | "481.7" | "481.9") => ("RT TREAT RECORD", TREATMENT),
        _ => ("IMAGE", IMAGE),
    };
    Kind { name, keys }
}

/// Whether a value may be needed for some record.
pub(super) fn is_key(tag: u32) -> bool {
    let kinds = [
        PATIENT,
        STUDY,
        SERIES,
        IMAGE,
        DOCUMENT,
        KEY_OBJECTS,
        PRESENTATION,
        ENCAPSULATED,
        DATED,
        LABELLED,
        DOSE,
        STRUCTURES,
        PLAN,
        TREATMENT,
    ];
    let others = [
        tag::SPECIFIC_CHARACTER_SET,
        tag::SOP_CLASS_UID,
        tag::SOP_INSTANCE_UID,
        ROWS,
    ];
    others.contains(&tag) || kinds.iter().any(|keys| keys.iter().any(|(key, ..)| *key == tag))
}

/// Writes the keys of a record, by tag; `number` is made up where one is missing.
pub(super) fn write_keys(writer: &mut Writer, kind: Kind, listing: &Listing, number: usize) {
    let set = listing.value(tag::SPECIFIC_CHARACTER_SET);
    if !set.is_empty() {
        writer.element(tag::SPECIFIC_CHARACTER_SET, *b"CS", set);
    }
    let mut keys = kind.keys.to_vec();
    keys.sort_by_key(|(tag, ..)| *tag);
    for (tag, vr, need) in keys {
        let value = listing.value(tag);
        match (vr, listing.items(tag)) {
            (b"SQ", Some(items)) => {
                writer.begin(tag, *vr);
                writer.out.add(items);
                writer.end();
            }
            (b"SQ", None) => {}
            _ if value.is_empty() && need == IfThere => {}
            _ if value.is_empty() && need == Number => {
                writer.element(tag, *vr, number.to_string().as_bytes());
            }
            _ => writer.element(tag, *vr, value),
        }
    }
}
