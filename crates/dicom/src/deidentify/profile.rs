//! The Basic Application Level Confidentiality Profile (PS3.15 table E.1-1) as data.

use std::{collections::HashMap, sync::LazyLock};

use crate::dictionary;

/// What becomes of an attribute.
///
/// Where the table leaves a choice to the type that the attribute has in its IOD (`X/Z`, `X/D`, `Z/D`, `X/Z/D`), a value
/// becomes what every type allows: a dummy is right for types 1, 2 and 3, an empty one for 2 and 3. A sequence is removed
/// where that is allowed, because there are no items that say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// X: removed.
    Remove,
    /// Z: left without a value.
    Empty,
    /// D: given a value that says nothing.
    Dummy,
    /// U: given another UID, the same for the same; of a sequence (U*) the items are kept and cleaned.
    Uid,
    /// A date or a time: as the person chose, else the action.
    Date(&'static Action),
    /// Kept as it is; of a sequence the items are cleaned.
    Keep,
}

/// Sequences that may be removed by the table but that their modules require (PS3.3 C.7.6.14): left without items.
const TYPE_2: [u32; 1] = [0x0040_0555];

/// What becomes of an attribute with a value, and of a sequence.
#[derive(Clone, Copy)]
struct Row {
    value: Action,
    sequence: Action,
}

static TABLE: LazyLock<HashMap<u32, Row>> = LazyLock::new(|| rows().collect());

/// Tag, action, `C` where the options for longitudinal temporal information concern it, name.
fn rows() -> impl Iterator<Item = (u32, Row)> {
    include_str!("profile.tsv").lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let tag = u32::from_str_radix(cells.next()?, 16).ok()?;
        let cell = cells.next()?;
        let action: &Action = match cell {
            "X" => &Action::Remove,
            "Z" | "X/Z" => &Action::Empty,
            "D" | "X/D" | "Z/D" | "X/Z/D" => &Action::Dummy,
            "U" | "X/Z/U*" => &Action::Uid,
            _ => return None,
        };
        let removable = cell.starts_with('X') && *action != Action::Uid && !TYPE_2.contains(&tag);
        let dated = cells.next()? == "C";
        let row = Row {
            value: if dated { Action::Date(action) } else { *action },
            sequence: if removable { Action::Remove } else { *action },
        };
        Some((tag, row))
    })
}

/// UIDs that name kinds of things, not things (PS3.3): classes, syntaxes, codes.
const KINDS: [u32; 14] = [
    0x0008_0016,
    0x0008_001A,
    0x0008_001B,
    0x0008_0062,
    0x0008_010C,
    0x0008_010D,
    0x0008_0117,
    0x0008_0118,
    0x0008_1150,
    0x0008_115A,
    0x0008_3002,
    0x0008_9123,
    0x0034_0003,
    0x0068_7004,
];

/// What becomes of an attribute, by its tag; attributes that the standard does not know are removed, and with them all
/// private ones.
pub(super) fn action(tag: u32, sequence: bool) -> Action {
    let Some(vr) = dictionary::vr(tag) else {
        return Action::Remove;
    };
    if is_removed_group(tag) {
        return Action::Remove;
    }
    if let Some(row) = TABLE.get(&tag) {
        return if sequence { row.sequence } else { row.value };
    }
    // What the table does not name, by what it can hold.
    match &vr {
        b"PN" => Action::Empty,
        b"DA" | b"DT" | b"TM" => Action::Date(&Action::Empty),
        b"UI" if !KINDS.contains(&tag) => Action::Uid,
        _ => Action::Keep,
    }
}

/// Groups that go as a whole: commands, meta information and directories, which have no place in a data set; encrypted
/// attributes and signatures, which no longer fit; curves (50xx), overlays (60xx), padding; and all group lengths.
fn is_removed_group(tag: u32) -> bool {
    let group = tag >> 16;
    group < 0x0008
        || tag.trailing_zeros() >= 16
        || group == 0x0400
        || (0x5000..=0x50FF).contains(&group)
        || (0x6000..=0x60FF).contains(&group)
        || group > 0x7FFF
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_understood() {
        assert_eq!(rows().count(), include_str!("profile.tsv").lines().count());
        assert_eq!(rows().count(), TABLE.len());
    }

    #[test]
    fn names_go_and_geometry_stays() {
        assert_eq!(action(0x0010_1001, false), Action::Remove, "Other Patient Names");
        assert_eq!(action(0x0008_1030, false), Action::Remove, "Study Description");
        assert_eq!(action(0x0008_0050, false), Action::Empty, "Accession Number");
        assert_eq!(action(0x0020_000D, false), Action::Uid, "Study Instance UID");
        assert_eq!(action(0x0008_0016, false), Action::Keep, "SOP Class UID");
        assert_eq!(
            action(0x0020_0032, false),
            Action::Keep,
            "Image Position (Patient)"
        );
        assert_eq!(
            action(0x0008_0020, false),
            Action::Date(&Action::Empty),
            "Study Date"
        );
        assert_eq!(
            action(0x0010_0030, false),
            Action::Empty,
            "a birth date is no date of the examination"
        );
        assert_eq!(action(0x0008_1111, true), Action::Remove, "X/Z/D of a sequence");
        assert_eq!(action(0x0008_1140, true), Action::Uid, "X/Z/U* of a sequence");
        assert_eq!(action(0x0009_1001, false), Action::Remove, "private");
        assert_eq!(action(0x6000_3000, false), Action::Remove, "overlay");
        assert_eq!(
            action(0x0008_FFFE, false),
            Action::Remove,
            "unknown to the standard"
        );
    }
}
