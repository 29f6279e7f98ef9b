//! The disc a person gave: found, read, compared with what the case holds, and sent.

mod send;
mod words;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};
use overread_client::wire::Hash;
use overread_client::{KnownOnDisc, Trouble};
use overread_dicom::{
    Disc, DiscOptions, Examined, FileRecord, Inventory, Locked, Outcome, Parcel, Reason, compare_pixels,
    examine, gather, gather_for, locked, twins,
};

use self::words::report_by_reason;
pub use self::words::{WRONG_DISC, report_disc, sentence, whose};
use crate::listing::{FileOnDisk, document, list, name_of};
use crate::password::WHAT_TO_DO;
use crate::progress::Line;
use crate::terminal::{printable, word};

/// Everything that was read from a disc, not yet sent.
pub struct Intake {
    disc: Arc<Disc<FileOnDisk>>,
    examined: Vec<Examined>,
    /// Numbers of files that stay here, because the case holds them already.
    left_out: HashSet<usize>,
}

impl Intake {
    /// Reads a folder, a ZIP or a single file.
    pub fn of(path: &Path, options: DiscOptions) -> anyhow::Result<Self> {
        Ok(Self::examine(open(path, options)?))
    }

    /// Reads several; where there are more than one, the files of each lie below its own name.
    pub fn of_all(paths: &[PathBuf], options: DiscOptions) -> anyhow::Result<Self> {
        let [path] = paths else {
            let mut files = Vec::new();
            for path in paths {
                files.extend(list(path, &name_of(path))?);
            }
            return Ok(Self::examine(Disc::open_with(files, options)));
        };
        Self::of(path, options)
    }

    /// Reads single documents, which are given names below `folder`.
    pub fn of_documents(folder: &str, paths: &[&Path]) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        for path in paths {
            files.push((format!("{folder}/{}", name_of(path)), document(path)?));
        }
        let mut documents = Self::examine(Disc::open(files));
        // Whatever is in it: it was given as the first report or a letter.
        for file in &mut documents.examined {
            file.record.may_hold_report = true;
        }
        if let Some((record, reason)) = documents.left_behind().next() {
            bail!(
                "The document {} cannot be sent ({}). Nothing was sent. Name a file that can be opened.",
                printable(&record.path),
                word(&reason)
            );
        }
        Ok(documents)
    }

    fn examine(disc: Disc<FileOnDisk>) -> Self {
        let line = Line::new();
        let mut examined = Vec::with_capacity(disc.len());
        for file in 0..disc.len() {
            line.say(|| format!("Reading the disc: file {} of {}", file + 1, disc.len()));
            examined.push(examine(&disc, file));
        }
        for twin in twins(&examined) {
            line.say(|| "Comparing images that are there twice".to_owned());
            if let Some(examined) = examined.get_mut(twin) {
                compare_pixels(&disc, examined);
            }
        }
        line.end();
        Self {
            disc: Arc::new(disc),
            examined,
            left_out: HashSet::new(),
        }
    }

    /// What is on the disc as a whole.
    pub fn inventory(&self) -> Inventory {
        gather(self.examined.clone())
    }

    /// The same, with all studies compared with one examination of the protocol table.
    pub fn inventory_for(self, exam: Option<&str>) -> Inventory {
        gather_for(self.examined, exam)
    }

    /// Whether there is imaging that a radiologist could read.
    pub fn has_images(&self) -> bool {
        self.parcel(false)
            .is_some_and(|images| !images.inventory.patients.is_empty())
    }

    /// Why there is nothing to send, once what stands in the way was said: closed archives are told from a wrong folder.
    pub fn without_images(&self) -> anyhow::Error {
        self.report_locked();
        report_by_reason(self.unopened());
        if !locked(&self.disc, &self.examined).is_empty() {
            anyhow!(
                "There are no scans outside the locked archive, so nothing was sent. Give its password, or unpack it on this \
                 computer and choose the folder."
            )
        } else if self.unopened().next().is_some() {
            anyhow!(
                "There are no scans outside the archive that is not opened here, so nothing was sent. Unpack it on this \
                 computer and choose the folder."
            )
        } else {
            Trouble::NoImages.into()
        }
    }

    /// Says on standard error what is on the disc and cannot be sent, or is sent without being opened: a sentence for each
    /// reason.
    pub fn report_left_behind(&self) {
        report_by_reason(self.left_behind());
        self.report_unopened();
    }

    /// Says on standard error which archives are not opened here, of those whose bytes can be sent.
    fn report_unopened(&self) {
        report_by_reason(self.unopened().filter(|(_, reason)| reason.has_bytes()));
    }

    /// Archives that nobody looks into here.
    fn unopened(&self) -> impl Iterator<Item = (&FileRecord, Reason)> {
        self.examined.iter().filter_map(|file| match file.record.outcome {
            Outcome::Skipped { reason } if is_unopened(reason) => Some((&file.record, reason)),
            _ => None,
        })
    }

    /// Leaves here what the case holds already. Where no image is new, only documents are left that it does not hold
    /// (`documents` are the hashes of those it does).
    pub fn leave_known(&mut self, known: &KnownOnDisc, documents: &HashSet<Hash>) -> Result<(), Trouble> {
        self.left_out.clone_from(&known.whole_examinations);
        if known.is_all() {
            for file in &self.examined {
                if !file.record.may_hold_report || self.is_one_of(file, documents)? {
                    self.left_out.insert(file.file);
                }
            }
        }
        Ok(())
    }

    /// Whether nothing is left to send.
    pub fn is_empty(&self) -> bool {
        self.parcel(false).is_none() && self.parcel(true).is_none()
    }

    fn is_one_of(&self, file: &Examined, documents: &HashSet<Hash>) -> Result<bool, Trouble> {
        if documents.is_empty() || file.record.without_bytes().is_some() {
            return Ok(false);
        }
        let length = usize::try_from(file.record.size).map_err(|_| Trouble::SourceGone)?;
        let bytes = self
            .disc
            .read(file.file, 0, length)
            .map_err(|_| Trouble::SourceGone)?;
        Ok(documents.contains(&Hash::of(&bytes)))
    }

    fn parcel(&self, original: bool) -> Option<Parcel> {
        Parcel::of(&self.examined, &self.inventory(), original, &self.left_out)
    }

    /// Says on standard error which archives still need a password, and what to do.
    pub fn report_locked(&self) {
        for Locked { archive, files } in locked(&self.disc, &self.examined) {
            eprintln!(
                "{} needs a password, or another one; {} of its files stay closed. To read them, {WHAT_TO_DO}.",
                printable(&archive),
                files.len()
            );
        }
    }

    fn left_behind(&self) -> impl Iterator<Item = (&FileRecord, Reason)> {
        let records = self.examined.iter().map(|file| &file.record);
        records.filter_map(|record| Some((record, record.without_bytes()?)))
    }
}

/// Opens a folder, a ZIP or a single file, without reading more than names and first bytes.
pub fn open(path: &Path, options: DiscOptions) -> anyhow::Result<Disc<FileOnDisk>> {
    Ok(Disc::open_with(list(path, "")?, options))
}

/// Archives of a kind, or in a state, that cannot be looked into here; their files may be what matters on the disc.
fn is_unopened(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::ArchiveNotOpened
            | Reason::SevenZipNotOpened
            | Reason::RarNotOpened
            | Reason::SplitArchive
            | Reason::NestedArchive
            | Reason::DamagedZip
            | Reason::UnknownEncryption
            | Reason::UnknownZipMethod
    )
}
