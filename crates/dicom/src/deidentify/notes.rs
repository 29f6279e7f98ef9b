//! What a copy says about itself: that it is de-identified, how, and under which name.

use super::{Dates, people::Person};
use crate::{attributes::tag, rewritten::Writer};

/// An element that is written into every copy, in place of the original's.
pub(super) struct Note {
    pub(super) tag: u32,
    vr: [u8; 2],
    value: Vec<u8>,
    /// Code values and meanings (PS3.16 CID 7050), where the element is a sequence of codes.
    codes: Vec<(&'static str, &'static str)>,
}

const PATIENT_IDENTITY_REMOVED: u32 = 0x0012_0062;
const METHOD: u32 = 0x0012_0063;
const METHOD_CODES: u32 = 0x0012_0064;
const TEMPORAL: u32 = 0x0028_0303;

impl Note {
    pub(super) const TAGS: [u32; 6] = [
        tag::PATIENT_NAME,
        tag::PATIENT_ID,
        PATIENT_IDENTITY_REMOVED,
        METHOD,
        METHOD_CODES,
        TEMPORAL,
    ];

    /// All notes (PS3.15 E.1.1, E.3.6), by tag.
    pub(super) fn of(person: &Person, dates: Dates) -> Vec<Self> {
        let value = |tag, vr: &[u8; 2], value: &str| Self {
            tag,
            vr: *vr,
            value: value.as_bytes().to_vec(),
            codes: Vec::new(),
        };
        let basic = ("113100", "Basic Application Confidentiality Profile");
        let (temporal, method, option) = match dates {
            Dates::Shift => (
                "MODIFIED",
                "\\Longitudinal temporal information: modified dates",
                Some((
                    "113107",
                    "Retain Longitudinal Temporal Information Modified Dates Option",
                )),
            ),
            Dates::Keep => (
                "UNMODIFIED",
                "\\Longitudinal temporal information: full dates",
                Some((
                    "113106",
                    "Retain Longitudinal Temporal Information Full Dates Option",
                )),
            ),
            Dates::Remove => ("REMOVED", "", None),
        };
        let codes = Self {
            codes: std::iter::once(basic).chain(option).collect(),
            ..value(METHOD_CODES, b"SQ", "")
        };
        vec![
            value(tag::PATIENT_NAME, b"PN", &person.name),
            value(tag::PATIENT_ID, b"LO", &person.id),
            value(PATIENT_IDENTITY_REMOVED, b"CS", "YES"),
            value(
                METHOD,
                b"LO",
                &format!("DICOM PS3.15 Basic Application Confidentiality Profile{method}"),
            ),
            codes,
            value(TEMPORAL, b"CS", temporal),
        ]
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        if self.codes.is_empty() {
            writer.element(self.tag, self.vr, &self.value);
            return;
        }
        writer.begin(self.tag, self.vr);
        for (code, meaning) in &self.codes {
            writer.item();
            writer.element(0x0008_0100, *b"SH", code.as_bytes());
            writer.element(0x0008_0102, *b"SH", b"DCM");
            writer.element(0x0008_0104, *b"LO", meaning.as_bytes());
            writer.end_item();
        }
        writer.end();
    }
}
