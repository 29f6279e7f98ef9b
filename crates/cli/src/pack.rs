//! A folder packed without loss, for keeping and for measuring, and the same folder again.

mod names;
mod parallel;

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, anyhow};
use clap::Args;
use overread_dicom::ByteSource;
use overread_dicom::pack::{Archive, ArchiveError, ArchivedFile, Assembly, Codec, Layout, Unpacker, path};
use serde_json::json;

use crate::listing::FileOnDisk;
use crate::progress::Line;
use crate::terminal::Terminal;

/// Packed bytes.
const STREAM: &str = "stream";
/// What is in them.
const INDEX: &str = "index";

/// Packs a folder or a file. Nothing is sealed.
#[derive(Args)]
pub struct Pack {
    /// Folder or file.
    path: PathBuf,
    /// Folder that takes what was packed.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Gives back what `pack` packed.
#[derive(Args)]
pub struct Unpack {
    /// Folder that `pack` made.
    packed: PathBuf,
    /// New folder for the files.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Pack {
    /// Does it.
    pub fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let start = Instant::now();
        let found = names::Found::at(&self.path)?;
        let layouts = parallel::layouts(&found.files)?;
        let not_written = || {
            format!(
                "Nothing can be written to {}. Check that there is room.",
                self.out.display()
            )
        };
        fs::create_dir_all(&self.out).with_context(not_written)?;
        let (stream, index) = (self.out.join(STREAM), self.out.join(INDEX));
        // Without an index there is no archive: an older one goes first, and the new one comes last.
        if index.exists() {
            fs::remove_file(&index).with_context(not_written)?;
        }
        let mut written = BufWriter::new(File::create(&stream).with_context(not_written)?);
        let mut assembly = Assembly::default();
        let line = Line::new();
        let raw: u64 = layouts.iter().map(Layout::size).sum();
        parallel::packed(&found.files, &layouts, |done, packed| {
            line.say(|| format!("Packing: {} of {} MB", done / 1_000_000, raw / 1_000_000));
            written.write_all(&assembly.add(packed)).with_context(not_written)
        })?;
        line.end();
        written.flush().with_context(not_written)?;

        let mut codecs = codecs(&assembly, &layouts);
        let frame_bytes = assembly.frame_bytes;
        let archive = archive(&found, assembly, &layouts).ok_or_else(|| {
            anyhow!(
                "Some files changed while they were packed. Copy the disc to this computer and try again."
            )
        })?;
        let bytes = archive
            .to_bytes()
            .ok_or_else(|| anyhow!("The index could not be packed. Try again."))?;
        fs::write(&index, &bytes).with_context(not_written)?;

        let packed = archive.stream + bytes.len() as u64;
        let native: u64 = layouts.iter().map(Layout::native_bytes).sum();
        codecs.retain(|_, frames| *frames > 0);
        let words = format!(
            "{} files, {} MB, packed into {} MB.",
            archive.files.len(),
            raw.div_ceil(1_000_000),
            packed.div_ceil(1_000_000)
        );
        let answer = json!({
            "raw_bytes": raw,
            "packed_bytes": packed,
            "pixel_ratio": (frame_bytes > 0).then(|| ratio(native, frame_bytes)),
            "codecs": codecs,
            "seconds": start.elapsed().as_secs_f64(),
            "verified_files": archive.files.len(),
        });
        terminal.answer(&answer, &words)
    }
}

/// Frames by codec; those that were compressed already are stored.
fn codecs(assembly: &Assembly, layouts: &[Layout]) -> BTreeMap<Codec, u64> {
    let mut codecs = assembly.frames.clone();
    let compressed: u64 = layouts.iter().map(Layout::compressed_frames).sum();
    *codecs.entry(Codec::Stored).or_default() += compressed;
    codecs
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of sizes")]
fn ratio(native: u64, packed: u64) -> f64 {
    native as f64 / packed as f64
}

/// Nothing where a file is missing or of another length than it was.
fn archive(found: &names::Found, assembly: Assembly, layouts: &[Layout]) -> Option<Archive> {
    let (stream, blocks) = (assembly.stream, assembly.blocks.clone());
    let mut files = Vec::with_capacity(layouts.len());
    for assembled in assembly.finish(layouts)? {
        let (name, file) = found.files.get(assembled.file)?;
        files.push(ArchivedFile {
            path: name.clone(),
            size: file.len(),
            sha256: assembled.sha256,
            parts: assembled.parts,
        });
    }
    Some(Archive {
        stream,
        blocks,
        files,
        folders: found.empty_folders.clone(),
    })
}

impl Unpack {
    /// Does it.
    pub fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let index = fs::read(self.packed.join(INDEX)).map_err(|_| ArchiveError::NotAnArchive)?;
        let archive = Archive::from_bytes(&index)?;
        let stream = FileOnDisk::open(&self.packed.join(STREAM)).ok_or(ArchiveError::Damaged)?;
        let mut unpacker = Unpacker::new(&archive, &stream)?;
        let root = names::new_folder(&self.out)?;
        for folder in &archive.folders {
            let below = path::read(folder)
                .and_then(|bytes| names::below(&bytes))
                .ok_or(ArchiveError::Damaged)?;
            fs::create_dir_all(root.join(below)).with_context(|| not_unpacked(&self.out))?;
        }
        let line = Line::new();
        let mut bytes = 0;
        for (number, file) in archive.files.iter().enumerate() {
            line.say(|| format!("Unpacking: file {} of {}", number + 1, archive.files.len()));
            let target = path::read(&file.path).and_then(|bytes| names::below(&bytes));
            let target = root.join(target.ok_or(ArchiveError::Damaged)?);
            if let Err(error) = unpack(&mut unpacker, file, &target) {
                line.end();
                // What was begun is not the file and does not stay; the refusal is what the person reads.
                let _ = fs::remove_file(&target);
                return Err(error);
            }
            bytes += file.size;
        }
        line.end();
        let words = format!("{} files in {}.", archive.files.len(), self.out.display());
        terminal.done(json!({ "files": archive.files.len(), "bytes": bytes }), &words)
    }
}

fn unpack<S: ByteSource>(
    unpacker: &mut Unpacker<'_, S>,
    file: &ArchivedFile,
    target: &Path,
) -> anyhow::Result<()> {
    let words = || not_unpacked(target);
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).with_context(words)?;
    }
    let mut written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(target)
        .with_context(words)?;
    unpacker.file(file, &mut |bytes| written.write_all(bytes).with_context(words))
}

fn not_unpacked(target: &Path) -> String {
    format!(
        "{} cannot be written. Check that there is room.",
        target.display()
    )
}
