//! The disc a person gave: found, read, and divided into what is imaging and what may hold the first report.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use async_trait::async_trait;
use overread_client::wire::Compartment;
use overread_client::{
    Chain, Client, Keyring, NotSent, PackedPieces, PreviewPicture, Shipment, SourceGone, Trouble, difference,
};
use overread_dicom::pack::{Layout, Packed, Reader};
use overread_dicom::{
    ByteSource, Disc, Examined, FileRecord, Instance, Inventory, Outcome, ReadError, Warning, WarningCode,
    examine, gather, preview,
};

use crate::lanes::Lanes;
use crate::progress::Line;
use crate::terminal::printable;

/// Side of the small pictures, in pixels.
const PREVIEW: u32 = 128;

/// Everything that was read from a disc, not yet sent.
pub struct Intake {
    disc: Arc<Disc<FileOnDisk>>,
    examined: Vec<Examined>,
}

/// A file of this computer; opened for each reading, because a disc holds more files than may be open at once.
pub struct FileOnDisk {
    path: PathBuf,
    size: u64,
}

impl FileOnDisk {
    /// The file at `path`; nothing where there is none.
    pub fn open(path: &Path) -> Option<Self> {
        let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self {
            path: path.to_owned(),
            size: found.len(),
        })
    }
}

/// One shipment's files on their way through all cores.
struct OnTheirWay(Lanes);

impl Intake {
    /// Reads a folder, a ZIP or a single file.
    pub fn of(path: &Path) -> anyhow::Result<Self> {
        let found = fs::metadata(path).with_context(|| {
            format!(
                "There is nothing at {}. Check the path of the disc.",
                path.display()
            )
        })?;
        let mut files = Vec::new();
        if found.is_dir() {
            walk(path, "", &mut files)?;
        } else {
            files.push((
                file_name(path),
                FileOnDisk {
                    path: path.to_owned(),
                    size: found.len(),
                },
            ));
        }
        Ok(Self::examine(Disc::open(files)))
    }

    /// Reads single documents, which are given names below `folder`.
    pub fn of_documents(folder: &str, paths: &[&Path]) -> anyhow::Result<Self> {
        let mut files = Vec::new();
        for path in paths {
            let size = fs::metadata(path)
                .ok()
                .filter(fs::Metadata::is_file)
                .with_context(|| format!("The file {} cannot be read. Check its name.", path.display()))?
                .len();
            files.push((
                format!("{folder}/{}", file_name(path)),
                FileOnDisk {
                    path: (*path).to_owned(),
                    size,
                },
            ));
        }
        Ok(Self::examine(Disc::open(files)))
    }

    fn examine(disc: Disc<FileOnDisk>) -> Self {
        let line = Line::new();
        let mut examined = Vec::with_capacity(disc.len());
        for file in 0..disc.len() {
            line.say(|| format!("Reading the disc: file {} of {}", file + 1, disc.len()));
            examined.push(examine(&disc, file));
        }
        line.end();
        Self {
            disc: Arc::new(disc),
            examined,
        }
    }

    /// What is on the disc as a whole.
    pub fn inventory(&self) -> Inventory {
        gather(self.examined.clone())
    }

    /// Whether there is imaging that a radiologist could read.
    pub fn has_images(&self) -> bool {
        !self.part(|record| !record.may_hold_report).1.patients.is_empty()
    }

    /// Sends the imaging into the images compartment and whatever may hold the first report into the other.
    pub async fn send(&self, client: &Client, chain: &mut Chain, keyring: &Keyring) -> Result<(), Trouble> {
        self.send_part(client, chain, keyring, Compartment::Images, |record| {
            !record.may_hold_report
        })
        .await?;
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
        let left_behind = |file: &&Examined| belongs(&file.record) && !has_bytes(&file.record);
        let not_sent: Vec<NotSent> = self
            .examined
            .iter()
            .filter(left_behind)
            .map(|file| NotSent {
                path: file.record.path.clone(),
                size: file.record.size,
            })
            .collect();
        if inventory.files.is_empty() && not_sent.is_empty() {
            return Ok(());
        }
        let previews = self.previews(&inventory, &on_disc);
        let pieces = self.pack(on_disc);
        let shipment = Shipment {
            compartment,
            inventory,
            previews,
            not_sent,
        };
        let line = Line::new();
        let sent = client.send(chain, keyring, shipment, &pieces, &line).await;
        line.end();
        sent.map(drop)
    }

    /// An inventory of some files, with their numbers on the disc.
    fn part(&self, belongs: impl Fn(&FileRecord) -> bool) -> (Vec<usize>, Inventory) {
        let mine = |file: &&Examined| belongs(&file.record) && has_bytes(&file.record);
        let mine: Vec<Examined> = self.examined.iter().filter(mine).cloned().collect();
        (mine.iter().map(|file| file.file).collect(), gather(mine))
    }

    /// Begins to read and pack the files with these numbers on the disc.
    fn pack(&self, on_disc: Vec<usize>) -> OnTheirWay {
        let layouts: Vec<Layout> = on_disc
            .iter()
            .filter_map(|file| self.examined.get(*file))
            .map(Layout::of)
            .collect();
        let (disc, mut reader) = (self.disc.clone(), Reader::new(&layouts));
        OnTheirWay(Lanes::start(move || {
            reader.next(&|file, offset, length| {
                let file = on_disc.get(file).ok_or(ReadError::NoSuchFile)?;
                disc.read(*file, offset, length)
            })
        }))
    }

    /// A picture of the middle frame of every image, by series.
    fn previews(&self, inventory: &Inventory, on_disc: &[usize]) -> Vec<(String, Vec<PreviewPicture>)> {
        let line = Line::new();
        let all = inventory
            .patients
            .iter()
            .flat_map(|patient| &patient.studies)
            .flat_map(|study| &study.series);
        let picture = |image: &Instance| {
            line.say(|| "Making small pictures".to_owned());
            let there = Instance {
                file: *on_disc.get(image.file)?,
                ..image.clone()
            };
            let frame = image.frames.len().saturating_sub(1) / 2;
            let made = preview(&self.disc, &there, frame, PREVIEW)?;
            let (width, height, grey) = (made.width, made.height, made.grey);
            Some(PreviewPicture {
                file: image.file,
                frame,
                width,
                height,
                grey,
            })
        };
        let previews = all.map(|series| {
            (
                series.uid.clone(),
                series.instances.iter().filter_map(picture).collect(),
            )
        });
        let previews = previews.collect();
        line.end();
        previews
    }
}

#[async_trait(?Send)]
impl PackedPieces for OnTheirWay {
    async fn next(&self) -> Result<Option<Packed>, SourceGone> {
        self.0.next().await.map_err(|_| SourceGone)
    }
}

impl ByteSource for FileOnDisk {
    fn len(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let read = || -> std::io::Result<Vec<u8>> {
            let mut file = File::open(&self.path)?;
            file.seek(SeekFrom::Start(offset))?;
            let mut bytes = Vec::new();
            file.take(length as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|_| ReadError::Unreadable)
    }
}

/// Says on standard error what a person should know about the disc before it is sent, and whose it is.
pub fn report_disc(inventory: &Inventory, of_case: &overread_report::Patient) {
    for warning in &inventory.warnings {
        eprintln!("{}", sentence(warning));
    }
    for patient in &inventory.patients {
        if difference(of_case, patient).is_any() {
            let born = patient.birth_date.as_deref().unwrap_or("no birth date");
            let ours = of_case
                .birth_date
                .map_or_else(|| "no birth date".to_owned(), |date| date.to_string());
            eprintln!(
                "This disc may be another person's: it names {} ({born}), the invitation names {} ({ours}). \
                 Check it; if it is wrong, withdraw the case.",
                printable(&patient.name),
                of_case.name.as_deref().unwrap_or("nobody"),
            );
        }
    }
}

fn sentence(warning: &Warning) -> String {
    let what = match warning.code {
        WarningCode::SeveralPatients => "The disc names more than one person",
        WarningCode::DicomdirMissingFiles => "The disc's table of contents names files that are not there",
        WarningCode::Truncated => "Some images end too early; what is there is sent",
        WarningCode::DuplicateInstances => "Some images are on the disc more than once",
        WarningCode::ConflictingInstances => "Different images carry the same number; all are sent",
        WarningCode::InvalidUid => "Some images are not numbered as they should be",
        _ => "Something about the disc is unusual",
    };
    format!("{what} ({}).", printable(&warning.detail))
}

fn has_bytes(record: &FileRecord) -> bool {
    match record.outcome {
        Outcome::Skipped { reason } => reason.has_bytes(),
        Outcome::Used { .. } => true,
    }
}

/// Lists all files below a folder. Links to folders are not followed: they can lead in circles, or out of the disc.
fn walk(folder: &Path, below: &str, files: &mut Vec<(String, FileOnDisk)>) -> anyhow::Result<()> {
    let unreadable = || {
        format!(
            "The folder {} cannot be read. Copy the disc and try again.",
            folder.display()
        )
    };
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() {
            name
        } else {
            format!("{below}/{name}")
        };
        if path.matches('/').count() > 64 {
            bail!(
                "The folders at {} lie too deep inside each other.",
                folder.display()
            );
        }
        if entry.file_type().with_context(unreadable)?.is_dir() {
            walk(&entry.path(), &path, files)?;
        } else if let Ok(found) = fs::metadata(entry.path())
            && found.is_file()
        {
            files.push((
                path,
                FileOnDisk {
                    path: entry.path(),
                    size: found.len(),
                },
            ));
        }
    }
    Ok(())
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned())
}
