//! The data dictionary (PS3.6).

use dicom_core::{
    Tag, VR,
    dictionary::{DataDictionary, DataDictionaryEntry, VirtualVr},
};
use dicom_dictionary_std::StandardDataDictionary;

use crate::walk::{self, Element};

/// VR of an attribute by the dictionary; nothing for private and unknown ones. Where the dictionary leaves a choice it is
/// the one that is safe to write.
pub(crate) fn vr(tag: u32) -> Option<[u8; 2]> {
    let group = u16::try_from(tag >> 16).unwrap_or_default();
    let element = u16::try_from(tag & 0xFFFF).unwrap_or_default();
    if group % 2 == 1 {
        return None;
    }
    let vr = match StandardDataDictionary.by_tag(Tag(group, element))?.vr() {
        VirtualVr::Exact(vr) => vr,
        VirtualVr::Xs => VR::US,
        _ => VR::OW,
    };
    Some(vr.to_bytes())
}

/// VR of an element that is written again: as it was written, where that is one; else by the dictionary.
pub(crate) fn vr_of(element: &Element) -> [u8; 2] {
    let by_dictionary = vr(element.tag).unwrap_or(*b"UN");
    let written = element.syntax.explicit && (walk::is_short(element.vr) || walk::is_long(element.vr));
    if written && &element.vr != b"UN" && &by_dictionary != b"SQ" {
        element.vr
    } else {
        by_dictionary
    }
}
