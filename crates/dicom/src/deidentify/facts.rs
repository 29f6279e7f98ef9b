//! What has to be known of a file before its copy is begun.

use std::collections::BTreeSet;

use crate::{
    attributes::{Group, tag},
    walk::{Element, Step, Visitor, Want},
};

const BURNED_IN_ANNOTATION: u32 = 0x0028_0301;
const CONVERSION_TYPE: u32 = 0x0008_0064;
const OVERLAY_BIT: u32 = 0x6000_0102;
const OVERLAY_DATA: u32 = 0x6000_3000;

/// Attributes at the top that tell whose a file is and whether its pixels may show it.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) top: Group,
    /// Whether an overlay has no data of its own: it lies in unused bits of the pixels then.
    overlay_bit: bool,
    overlay_data: bool,
}

const WANTED: [u32; 18] = [
    tag::SPECIFIC_CHARACTER_SET,
    tag::IMAGE_TYPE,
    tag::SOP_CLASS_UID,
    tag::SOP_INSTANCE_UID,
    tag::ACCESSION_NUMBER,
    tag::MODALITY,
    CONVERSION_TYPE,
    tag::INSTITUTION_NAME,
    tag::REFERRING_PHYSICIAN,
    tag::PATIENT_NAME,
    tag::PATIENT_ID,
    tag::BIRTH_DATE,
    tag::SEX,
    tag::STUDY_UID,
    tag::SERIES_UID,
    tag::SAMPLES_PER_PIXEL,
    tag::BITS_ALLOCATED,
    BURNED_IN_ANNOTATION,
];

impl Visitor for Facts {
    fn wants(&self, path: &[Step], tag: u32) -> Want {
        let overlay = matches!(tag & 0xFF00_FFFF, OVERLAY_BIT | OVERLAY_DATA);
        if path.is_empty() && WANTED.contains(&tag) {
            Want::Value
        } else if path.is_empty() && overlay {
            Want::Place
        } else {
            Want::Skip
        }
    }

    fn visit(&mut self, path: &[Step], element: &Element, value: &[u8]) {
        match element.tag & 0xFF00_FFFF {
            OVERLAY_BIT => self.overlay_bit = true,
            OVERLAY_DATA => self.overlay_data = true,
            _ if path.is_empty() => {
                self.top.keep(element, value);
            }
            _ => {}
        }
    }
}

impl Facts {
    /// Whether writing may stand in the pixels: where the file says so, and where it does not deny it and is of a kind that
    /// often carries some (PS3.15 E.3.1): secondary captures, ultrasound, angiography, pictures of screens, colour.
    pub(super) fn may_be_burned_in(&self) -> bool {
        if self.overlay_bit && !self.overlay_data {
            return true;
        }
        let code = |tag| self.top.code(tag).unwrap_or_default();
        match code(BURNED_IN_ANNOTATION).as_str() {
            "YES" => return true,
            "NO" => return false,
            _ => {}
        }
        let class = code(tag::SOP_CLASS_UID);
        let captured = class.starts_with("1.2.840.10008.5.1.4.1.1.7")
            && !class.starts_with("1.2.840.10008.5.1.4.1.1.77");
        let kinds = [
            "US", "IVUS", "XA", "RF", "SC", "OT", "DOC", "ES", "XC", "GM", "SM", "DG",
        ];
        let image_type = code(tag::IMAGE_TYPE).to_ascii_uppercase();
        captured
            || kinds.contains(&code(tag::MODALITY).as_str())
            || !code(CONVERSION_TYPE).is_empty()
            || image_type.contains("SCREEN")
            || self.top.number(tag::SAMPLES_PER_PIXEL).is_some_and(|n| n > 1)
            || (image_type.starts_with("DERIVED") && self.top.number(tag::BITS_ALLOCATED) == Some(8))
    }

    /// Words that must not stand anywhere in the copy: of the names, numbers and UIDs that are taken out of their own places.
    pub(super) fn words(&self) -> BTreeSet<Vec<u8>> {
        let parts = |tag: u32, at: &'static [u8], least: usize| {
            self.top
                .bytes(tag)
                .unwrap_or_default()
                .split(|byte| at.contains(byte))
                .map(|word| word.trim_ascii().to_ascii_lowercase())
                .filter(move |word| word.len() >= least && word.iter().any(u8::is_ascii_alphanumeric))
                .collect::<Vec<_>>()
        };
        let mut words = BTreeSet::new();
        for name in [tag::PATIENT_NAME, tag::REFERRING_PHYSICIAN] {
            words.extend(parts(name, b"^= ,;.-_\0", 3));
        }
        for number in [tag::PATIENT_ID, tag::ACCESSION_NUMBER, tag::INSTITUTION_NAME] {
            words.extend(parts(number, b"\\\0", 4));
        }
        for uid in [
            tag::SOP_INSTANCE_UID,
            tag::STUDY_UID,
            tag::SERIES_UID,
            tag::BIRTH_DATE,
        ] {
            words.extend(parts(uid, b"\\\0", 8));
        }
        words
    }
}
