//! Copies of discs that name nobody.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use overread_dicom::{Copies, Copy, CopyWarning, CopyWarningCode, Dates, Deidentifier, Disc, ReadError};
use serde_json::{Value, json};

use crate::disc;
use crate::listing::FileOnDisk;
use crate::password::{ArchivePassword, WHAT_TO_DO};
use crate::progress::Line;
use crate::terminal::{Terminal, counted, printable};

/// Bytes copied at once.
const PIECE: usize = 1 << 20;

/// Copies the images of a disc by the Basic Application Level Confidentiality Profile (DICOM PS3.15), with a new table of
/// contents. What may hold names beyond repair is left out and named; pixels are not changed.
#[derive(Args)]
pub struct Deidentify {
    /// Folder, archive (ZIP, TAR, gzip), image of a disc (ISO, UDF) or single file.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Folder for the copy; must be new or empty.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// What becomes of the dates of the examinations.
    #[arg(long, value_enum, default_value_t = DatesChoice::Shift)]
    dates: DatesChoice,
    /// What the person is called in the copy; several people get numbers.
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    #[command(flatten)]
    password: ArchivePassword,
}

#[derive(Clone, Copy, ValueEnum)]
enum DatesChoice {
    /// All dates of one person move by the same unknown number of days.
    Shift,
    /// Dates stay as they are.
    Keep,
    /// Dates and times are removed.
    Remove,
}

impl Deidentify {
    /// Does it.
    pub fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let dates = match self.dates {
            DatesChoice::Shift => Dates::Shift,
            DatesChoice::Keep => Dates::Keep,
            DatesChoice::Remove => Dates::Remove,
        };
        let mut copies = Copies::deidentified(Deidentifier::new(random()?, dates, self.name.as_deref())?);
        let disc = disc::open(&self.path, self.password.options()?)?;
        empty(&self.out)?;
        let line = Line::new();
        let mut files = Vec::new();
        let mut closed = 0;
        for file in 0..disc.len() {
            line.say(|| format!("Copying: file {} of {}", file + 1, disc.len()));
            let from = disc.path(file);
            if let Some(copy) = copies.add(&disc, file, from)? {
                write(&disc, &copy, &self.out)?;
                files.push(json!({ "path": copy.path, "from": from }));
            } else if is_closed(&disc, file) {
                closed += 1;
            }
        }
        line.end();
        if !files.is_empty() {
            let dicomdir = copies.dicomdir(random()?);
            fs::write(self.out.join("DICOMDIR"), dicomdir).with_context(|| not_written(&self.out))?;
        }
        for warning in copies.warnings() {
            eprintln!("{}", sentence(&warning));
        }
        for file in copies.left_out() {
            eprintln!("Left out, because it {}: {}", file.reason, printable(&file.path));
        }
        if closed > 0 {
            let closed = counted(closed, "of these needs", "of these need");
            eprintln!("{closed} a password, or another one: {WHAT_TO_DO}.");
        }
        let words = format!(
            "{} in {}, {} left out.",
            counted(files.len(), "file", "files"),
            self.out.display(),
            copies.left_out().len()
        );
        terminal.done(answer(&files, &copies), &words)?;
        if files.is_empty() {
            bail!(
                "Nothing was copied: of nothing here a copy without names can be made. `overread inspect` says what each file is."
            );
        }
        Ok(())
    }
}

fn answer(files: &[Value], copies: &Copies) -> Value {
    let warning = |warning: CopyWarning| json!({ "code": warning.code, "detail": warning.detail });
    let warnings: Vec<Value> = copies.warnings().into_iter().map(warning).collect();
    json!({ "files": files, "left_out": copies.left_out(), "warnings": warnings })
}

fn sentence(warning: &CopyWarning) -> String {
    let what = match warning.code {
        CopyWarningCode::BurnedIn => {
            "Writing may stand in the pixels of some images, which are not changed. Look at each before you pass it on"
        }
        CopyWarningCode::SeveralPatients => "The disc names more than one person; the copies are numbered",
        CopyWarningCode::Truncated => "Some images end too early, in the copy as on the disc",
        CopyWarningCode::NotListed => "Some files cannot stand in the table of contents",
        _ => "Something about the copy is unusual",
    };
    format!("{what} ({}).", warning.detail)
}

/// Whether a password would open the file.
fn is_closed(disc: &Disc<FileOnDisk>, file: usize) -> bool {
    matches!(
        disc.read(file, 0, 1),
        Err(ReadError::Encrypted | ReadError::WrongPassword)
    )
}

/// Makes the folder; a copy is not mixed with anything else.
fn empty(out: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(out).with_context(|| not_written(out))?;
    if fs::read_dir(out)
        .with_context(|| not_written(out))?
        .next()
        .is_some()
    {
        bail!("There are files in {} already. Name a new folder.", out.display());
    }
    Ok(())
}

fn write(disc: &Disc<FileOnDisk>, copy: &Copy, out: &Path) -> anyhow::Result<()> {
    let target = out.join(&copy.path);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).with_context(|| not_written(out))?;
    }
    let mut file = File::create_new(&target).with_context(|| not_written(out))?;
    let mut at = 0;
    while at < copy.bytes.len() {
        let piece = copy.bytes.read(disc, at, PIECE)?;
        file.write_all(&piece).with_context(|| not_written(out))?;
        at += piece.len() as u64;
    }
    Ok(())
}

fn not_written(out: &Path) -> String {
    format!(
        "The copy could not be written to {}. Check that there is room.",
        out.display()
    )
}

fn random<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).context("This computer gives no random numbers.")?;
    Ok(bytes)
}
