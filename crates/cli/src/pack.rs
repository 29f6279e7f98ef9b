//! A folder packed without loss, for keeping and for measuring, and the same folder again.

mod names;

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use anyhow::{Context, anyhow};
use clap::Args;
use overread_dicom::pack::{
    Archive, ArchiveError, ArchivedFile, Assembly, Codec, Layout, Reader, Unpacker, path,
};
use overread_dicom::{ByteSource, ReadError};
use serde_json::json;

use crate::lanes::{self, Lanes};
use crate::listing::FileOnDisk;
use crate::progress::Line;
use crate::terminal::{Terminal, counted};

/// Packed bytes.
const STREAM: &str = "stream";
/// What is in them.
const INDEX: &str = "index";
const CHANGED: &str =
    "A file could not be read, or it changed meanwhile. Copy the disc to this computer and try again.";

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
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let start = Instant::now();
        let found = Arc::new(names::Found::at(&self.path)?);
        let layouts = layouts(&found.files)?;
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
        let lanes = lanes(&found, &layouts);
        let mut done = 0;
        while let Some(packed) = lanes.next().await.context(CHANGED)? {
            done += packed.raw;
            line.say(|| format!("Packing: {} of {} MB", done / 1_000_000, raw / 1_000_000));
            written
                .write_all(&assembly.add(packed))
                .with_context(not_written)?;
        }
        line.end();
        written.flush().with_context(not_written)?;

        let mut codecs = codecs(&assembly, &layouts);
        let frame_bytes = assembly.frame_bytes;
        let archive = archive(&found, assembly, &layouts).context(CHANGED)?;
        let bytes = archive
            .to_bytes()
            .ok_or_else(|| anyhow!("The index could not be packed. Try again."))?;
        fs::write(&index, &bytes).with_context(not_written)?;

        let packed = archive.stream + bytes.len() as u64;
        let native: u64 = layouts.iter().map(Layout::native_bytes).sum();
        codecs.retain(|_, frames| *frames > 0);
        let words = format!(
            "{}, {}, packed into {}.",
            counted(archive.files.len(), "file", "files"),
            amount(raw),
            amount(packed)
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

/// Where the frames of every file lie; on all cores, because this reads every file's beginning.
fn layouts(files: &[(String, FileOnDisk)]) -> anyhow::Result<Vec<Layout>> {
    let share = files.len().div_ceil(lanes::cores()).max(1);
    let layout = |(_, file): &(String, FileOnDisk)| {
        Layout::read(file.len(), &|offset, length| file.read_at(offset, length))
    };
    thread::scope(|scope| {
        let parts: Vec<_> = files
            .chunks(share)
            .map(|files| scope.spawn(move || files.iter().map(layout).collect::<Vec<_>>()))
            .collect();
        let mut layouts = Vec::with_capacity(files.len());
        for part in parts {
            layouts.extend(
                part.join()
                    .map_err(|_| anyhow!("Reading broke off. Please report this."))?,
            );
        }
        Ok(layouts)
    })
}

fn lanes(found: &Arc<names::Found>, layouts: &[Layout]) -> Lanes {
    let (found, mut reader) = (found.clone(), Reader::new(layouts));
    Lanes::start(move || {
        reader.next(&|file, offset, length| {
            let file = found.files.get(file).ok_or(ReadError::NoSuchFile)?;
            file.1.read_at(offset, length)
        })
    })
}

/// Frames by codec; those that were compressed already are stored.
fn codecs(assembly: &Assembly, layouts: &[Layout]) -> BTreeMap<Codec, u64> {
    let mut codecs = assembly.frames.clone();
    let compressed: u64 = layouts.iter().map(Layout::compressed_frames).sum();
    *codecs.entry(Codec::Stored).or_default() += compressed;
    codecs
}

/// Bytes in the unit that says something: a folder of a few bytes is not packed from 0 into 1 MB.
fn amount(bytes: u64) -> String {
    match bytes {
        0..1_000 => counted(bytes, "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of sizes")]
fn ratio(native: u64, packed: u64) -> f64 {
    native as f64 / packed as f64
}

/// Nothing where a file is missing or of another length than it was.
fn archive(found: &names::Found, assembly: Assembly, layouts: &[Layout]) -> Option<Archive> {
    let (stream, blocks) = (assembly.stream, assembly.blocks.clone());
    let mut files = Vec::with_capacity(layouts.len());
    let sizes: Vec<u64> = layouts.iter().map(Layout::size).collect();
    for assembled in assembly.finish(&sizes)? {
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
        let files = counted(archive.files.len(), "file", "files");
        let words = format!("{files} in {}.", self.out.display());
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
