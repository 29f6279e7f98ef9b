//! What intake keeps of a data set while it walks over it.

mod group;
mod kept;
pub(crate) mod tag;

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Problem, Span,
    walk::{Element, Step, Visitor, Want},
};

pub(crate) use group::Group;
use kept::PLACES;
#[allow(clippy::wildcard_imports, reason = "a list of names")]
use tag::*;

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
        kept::wants(path, tag)
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
