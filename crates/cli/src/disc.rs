//! The disc a person gave: found, read, and divided into what is imaging and what may hold the first report.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{anyhow, bail};
use async_trait::async_trait;
use overread_client::wire::{Compartment, Hash};
use overread_client::{
    Chain, Client, Keyring, KnownOnDisc, NotSent, SeriesPictures, Shipment, SourceGone, Supply, Trouble,
};
use overread_dicom::pack::{Layout, Packed, Reader};
use overread_dicom::{
    Album, Disc, DiscOptions, Examined, FileRecord, Inventory, Locked, Outcome, Patient, ReadError, Reason,
    Warning, WarningCode, albums, compare_pixels, examine, gather, gather_for, locked, twins,
};

use tokio::sync::{Mutex, mpsc};

use crate::lanes::Lanes;
use crate::listing::{FileOnDisk, document, list, name_of};
use crate::password::WHAT_TO_DO;
use crate::progress::Line;
use crate::terminal::{printable, word};

/// What the patient can do about another person's disc.
pub const WRONG_DISC: &str =
    "This disc may be another person's. Check it; if it is wrong, withdraw the case.";
/// Paths that are named in a sentence.
const NAMED: usize = 5;

/// Everything that was read from a disc, not yet sent.
pub struct Intake {
    disc: Arc<Disc<FileOnDisk>>,
    examined: Vec<Examined>,
    /// Numbers of files that stay here, because the case holds them already.
    left_out: HashSet<usize>,
}

/// One shipment on its way: small pictures from a thread of their own, files through all cores.
struct OnItsWay {
    pictures: Mutex<mpsc::Receiver<Option<SeriesPictures>>>,
    pieces: Lanes,
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
        let documents = Self::examine(Disc::open(files));
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
        !self.part(|record| !record.may_hold_report).1.patients.is_empty()
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
        !self.examined.iter().any(|file| self.goes(file))
    }

    fn is_one_of(&self, file: &Examined, documents: &HashSet<Hash>) -> Result<bool, Trouble> {
        if documents.is_empty() || !has_bytes(&file.record) {
            return Ok(false);
        }
        let length = usize::try_from(file.record.size).map_err(|_| Trouble::SourceGone)?;
        let bytes = self
            .disc
            .read(file.file, 0, length)
            .map_err(|_| Trouble::SourceGone)?;
        Ok(documents.contains(&Hash::of(&bytes)))
    }

    fn goes(&self, file: &Examined) -> bool {
        has_bytes(&file.record) && !self.left_out.contains(&file.file)
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
        let reason = |file: &'_ Examined| no_bytes(&file.record);
        self.examined
            .iter()
            .filter_map(move |file| Some((&file.record, reason(file)?)))
    }

    /// Sends the imaging into the images compartment and whatever may hold the first report into the other. What
    /// cannot be sent is named beside the documents, or beside the images where there are none.
    pub async fn send(&self, client: &Client, chain: &mut Chain, keyring: &Keyring) -> Result<(), Trouble> {
        let has_documents = !self.part(|record| record.may_hold_report).0.is_empty();
        self.send_part(client, chain, keyring, Compartment::Images, |record| {
            !record.may_hold_report || !(has_documents || has_bytes(record))
        })
        .await?;
        if !has_documents {
            return Ok(());
        }
        self.send_part(client, chain, keyring, Compartment::Original, |record| {
            record.may_hold_report
        })
        .await
    }

    /// Sends everything into the original-report compartment.
    pub async fn send_as_documents(
        &self,
        client: &Client,
        chain: &mut Chain,
        keyring: &Keyring,
    ) -> Result<(), Trouble> {
        self.send_part(client, chain, keyring, Compartment::Original, |_| true)
            .await
    }

    async fn send_part(
        &self,
        client: &Client,
        chain: &mut Chain,
        keyring: &Keyring,
        compartment: Compartment,
        belongs: impl Fn(&FileRecord) -> bool,
    ) -> Result<(), Trouble> {
        let (on_disc, inventory) = self.part(&belongs);
        let stays = self
            .examined
            .iter()
            .filter(|file| belongs(&file.record) && !self.goes(file));
        let not_sent: Vec<NotSent> = stays
            .map(|file| NotSent {
                path: file.record.path.clone(),
                size: file.record.size,
                reason: no_bytes(&file.record),
            })
            .collect();
        let is_known = !self.left_out.is_empty();
        if inventory.files.is_empty() && (is_known || not_sent.is_empty()) {
            return Ok(());
        }
        let supply = OnItsWay {
            pictures: Mutex::new(self.pictures(albums(&inventory), on_disc.clone())),
            pieces: self.pack(on_disc),
        };
        let shipment = Shipment {
            compartment,
            inventory,
            not_sent,
        };
        let line = Line::new();
        let sent = client.send(chain, keyring, shipment, &supply, &line).await;
        line.end();
        sent.map(drop)
    }

    /// An inventory of some files, with their numbers on the disc.
    fn part(&self, belongs: impl Fn(&FileRecord) -> bool) -> (Vec<usize>, Inventory) {
        let mine = |file: &&Examined| belongs(&file.record) && self.goes(file);
        let mine: Vec<Examined> = self.examined.iter().filter(mine).cloned().collect();
        (mine.iter().map(|file| file.file).collect(), gather(mine))
    }

    /// Begins to read and pack the files with these numbers on the disc.
    fn pack(&self, on_disc: Vec<usize>) -> Lanes {
        let layouts: Vec<Layout> = on_disc
            .iter()
            .filter_map(|file| self.examined.get(*file))
            .map(Layout::of)
            .collect();
        let (disc, mut reader) = (self.disc.clone(), Reader::new(&layouts));
        Lanes::start(move || {
            reader.next(&|file, offset, length| {
                let file = on_disc.get(file).ok_or(ReadError::NoSuchFile)?;
                disc.read(*file, offset, length)
            })
        })
    }

    /// Begins to make small pictures, nothing at the end; ends when nobody takes any more.
    fn pictures(&self, albums: Vec<Album>, on_disc: Vec<usize>) -> mpsc::Receiver<Option<SeriesPictures>> {
        let (made, pictures) = mpsc::channel(1);
        let disc = self.disc.clone();
        thread::spawn(move || {
            for album in albums {
                let pictures = (0..album.len()).filter_map(|number| album.picture(number, &disc, &on_disc));
                let pictures = SeriesPictures {
                    pictures: pictures.collect(),
                    series: album.series,
                };
                if made.blocking_send(Some(pictures)).is_err() {
                    return;
                }
            }
            let _nobody_waits = made.blocking_send(None);
        });
        pictures
    }
}

/// Opens a folder, a ZIP or a single file, without reading more than names and first bytes.
pub fn open(path: &Path, options: DiscOptions) -> anyhow::Result<Disc<FileOnDisk>> {
    Ok(Disc::open_with(list(path, "")?, options))
}

#[async_trait(?Send)]
impl Supply for OnItsWay {
    async fn pictures(&self) -> Result<Option<SeriesPictures>, SourceGone> {
        self.pictures.lock().await.recv().await.ok_or(SourceGone)
    }

    async fn piece(&self) -> Result<Option<Packed>, SourceGone> {
        self.pieces.next().await.map_err(|_| SourceGone)
    }
}

/// Says on standard error what a person should know about the disc before it is sent.
pub fn report_disc(inventory: &Inventory) {
    for warning in &inventory.warnings {
        eprintln!("{}", sentence(warning));
    }
}

/// Whom the disc names and whom the case, as the beginning of a sentence.
pub fn whose(on_disc: &Patient, of_case: &overread_report::Patient) -> String {
    let named = |name: &str| match printable(name).trim_matches('^') {
        "" => "nobody".to_owned(),
        name => name.to_owned(),
    };
    let born = |date: Option<String>| date.unwrap_or_else(|| "no birth date".to_owned());
    format!(
        "The disc names {} ({}), the case names {} ({})",
        named(&on_disc.name),
        born(on_disc.birth_date.as_deref().map(printable)),
        named(of_case.name.as_deref().unwrap_or_default()),
        born(of_case.birth_date.map(|date| date.to_string())),
    )
}

/// A sentence about the disc.
pub fn sentence(warning: &Warning) -> String {
    let what = match warning.code {
        WarningCode::SeveralPatients => "The disc names more than one person",
        WarningCode::DicomdirMissingFiles => "The disc's table of contents names files that are not there",
        WarningCode::Truncated => "Some images end too early; what is there is used",
        WarningCode::DuplicateInstances => "Some images are on the disc more than once",
        WarningCode::ConflictingInstances => "Different images carry the same number; all are kept",
        WarningCode::InvalidUid => "Some images are not numbered as they should be",
        WarningCode::DicomdirOutside => {
            "The disc's table of contents names files outside the disc; they are not looked for"
        }
        WarningCode::KosMissingInstances => "A list of images on the disc names images that are not there",
        WarningCode::MissingSlices => "The hospital counted more images than there are; ask for a new copy",
        WarningCode::NotDiagnostic => "Some files are pictures of images, which cannot be read a second time",
        WarningCode::Lossy => "Some pictures of images are irreversibly compressed",
        WarningCode::CannotDecode => "Some images cannot be shown; ask for a copy in another form",
        _ => "Something about the disc is unusual",
    };
    format!("{what} ({}).", printable(&warning.detail))
}

fn has_bytes(record: &FileRecord) -> bool {
    no_bytes(record).is_none()
}

/// Why a file cannot be sent.
fn no_bytes(record: &FileRecord) -> Option<Reason> {
    match record.outcome {
        Outcome::Skipped { reason } if !reason.has_bytes() => Some(reason),
        _ => None,
    }
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

/// A sentence for each reason, with the first files it is about.
fn report_by_reason<'a>(files: impl Iterator<Item = (&'a FileRecord, Reason)>) {
    let mut reasons: Vec<(Reason, Vec<&str>)> = Vec::new();
    for (record, reason) in files {
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, paths)) => paths.push(&record.path),
            None => reasons.push((reason, vec![&record.path])),
        }
    }
    for (reason, paths) in reasons {
        let first: Vec<String> = paths.iter().take(NAMED).map(|path| printable(path)).collect();
        let more = if paths.len() > NAMED { " and others" } else { "" };
        eprintln!(
            "{} ({}: {}{more}).",
            why_left(reason),
            paths.len(),
            first.join(", ")
        );
    }
}

fn why_left(reason: Reason) -> String {
    let why = match reason {
        Reason::Unreadable => "cannot be read and were not sent; copy the disc and try again",
        Reason::NotAFile => {
            "are links out of the disc or to a folder, or no files at all; they were not followed and not sent"
        }
        Reason::Encrypted => {
            return format!("Some things on the disc need a password and were not sent; {WHAT_TO_DO}");
        }
        Reason::WrongPassword => {
            return format!(
                "Some things on the disc are not opened by the password that was given and were not sent; {WHAT_TO_DO}"
            );
        }
        Reason::UnknownEncryption => {
            "are encrypted in a way that is not read here and were not sent; unpack the archive on this computer with \
             its password and choose the folder"
        }
        Reason::SevenZipNotOpened => {
            "are 7z archives, which are not opened here; if images lie in them, unpack them on this computer and choose \
             the folder"
        }
        Reason::RarNotOpened => {
            "are RAR archives, which are not opened here; if images lie in them, unpack them on this computer and choose \
             the folder"
        }
        Reason::SplitArchive => {
            "are parts of a split archive, which is not opened here; unpack it on this computer and choose the folder"
        }
        Reason::NestedArchive => {
            "are archives too deep inside other archives to be opened here; unpack the outer one on this computer and \
             choose the folder"
        }
        Reason::ArchiveNotOpened | Reason::DamagedZip => {
            "are archives that cannot be opened here; if images lie in them, unpack them on this computer and choose the \
             folder"
        }
        Reason::IncompleteArchive | Reason::TooManyFiles => {
            "are archives that could be opened only in part; what could be opened was sent"
        }
        _ => {
            return format!(
                "Some files in archives could not be unpacked and were not sent; unpack the archive on this computer \
                 and choose the folder; {}",
                word(&reason)
            );
        }
    };
    format!("Some things on the disc {why}")
}
