//! Which file of a disc goes where: what may hold the first report travels apart from everything else, so that it can stay
//! closed until the first read is committed; what stays behind is named.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::pack::{Layout, Reader};
use crate::{Examined, FileRecord, Inventory, Outcome, Reason, gather};

/// Files of a disc that travel together.
pub struct Parcel {
    /// The files as they will be sent; numbers count in this parcel.
    pub inventory: Inventory,
    /// What stays behind.
    pub not_sent: Vec<NotSent>,
    /// Numbers on the disc of the parcel's files.
    pub on_disc: Vec<usize>,
}

/// A file that stays with the patient.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct NotSent {
    /// Its path on the disc.
    pub path: String,
    /// Its bytes.
    pub size: u64,
    /// Why it is not sent; absent where a person left it out, or it was sent before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

impl Parcel {
    /// What may hold the first report (`original`), or everything else, without the files whose numbers are `left_out`.
    /// `whole` is the inventory of the disc. Nothing where no file is left to go.
    pub fn of(
        examined: &[Examined],
        whole: &Inventory,
        original: bool,
        left_out: &HashSet<usize>,
    ) -> Option<Self> {
        let goes = |file: &Examined| !left_out.contains(&file.file) && file.record.without_bytes().is_none();
        let files: Vec<Examined> = examined
            .iter()
            .filter(|file| file.record.may_hold_report == original && goes(file))
            .cloned()
            .collect();
        if files.is_empty() {
            return None;
        }
        // What stays behind is named beside the files it belongs to, or beside the images where nothing else is sent.
        let has_other = examined
            .iter()
            .any(|file| file.record.may_hold_report && goes(file));
        let named_here =
            |file: &&Examined| file.record.may_hold_report == original || (!original && !has_other);
        let not_sent = examined.iter().filter(named_here).filter(|file| !goes(file));
        let not_sent = not_sent
            .map(|file| NotSent {
                path: file.record.path.clone(),
                size: file.record.size,
                reason: file.record.without_bytes(),
            })
            .collect();
        let on_disc = files.iter().map(|file| file.file).collect();
        let mut inventory = gather(files);
        // Whether everything that was named came can only be said of the whole disc.
        inventory.warnings.retain(|warning| !warning.code.is_of_disc());
        let of_disc = whole.warnings.iter().filter(|warning| warning.code.is_of_disc());
        inventory.warnings.extend(of_disc.cloned());
        Some(Self {
            inventory,
            not_sent,
            on_disc,
        })
    }

    /// Reads the parcel's files from the beginning, to be packed. `examined` are all files of the disc, by number.
    pub fn reader(&self, examined: &[Examined]) -> Reader {
        let files = self.on_disc.iter().filter_map(|file| examined.get(*file));
        Reader::new(&files.map(Layout::of).collect::<Vec<_>>())
    }
}

impl FileRecord {
    /// Why the file cannot be sent, where there are no bytes of it to send.
    pub fn without_bytes(&self) -> Option<Reason> {
        match self.outcome {
            Outcome::Skipped { reason } if !reason.has_bytes() => Some(reason),
            _ => None,
        }
    }
}
