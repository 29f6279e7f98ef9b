//! Writes what a viewer gets of a folder: the description of each image, its frames and its tables, for comparison with
//! other decoders: `cargo run -p overread-dicom --example frames -- FOLDER OUT [PATH...]`
//!
//! `OUT/index.json` has one record for each file, `OUT/N.bin` the bytes of file N. Paths are relative to the folder; without
//! any, every file is taken.

use std::{
    env,
    error::Error,
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use overread_dicom::{
    ByteSource, Disc, Instance, Outcome, ReadError, Span, examine, frame_bytes, gather, table_bytes,
};
use serde::Serialize;

/// What became of a file.
#[derive(Serialize)]
struct Record {
    path: String,
    outcome: Outcome,
    image: Option<Instance>,
    /// Bytes of each frame, one after the other in `N.bin`; nothing where they could not be had.
    frames: Vec<Option<usize>>,
    /// The tables of the image; after the frames in `N.bin`.
    tables: Vec<Span>,
}

struct OnDisk(PathBuf);

impl ByteSource for OnDisk {
    fn len(&self) -> u64 {
        fs::metadata(&self.0).map_or(0, |metadata| metadata.len())
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        let read = || {
            let mut file = File::open(&self.0)?;
            file.seek(SeekFrom::Start(offset))?;
            let mut bytes = Vec::new();
            file.take(length as u64).read_to_end(&mut bytes)?;
            Ok::<_, std::io::Error>(bytes)
        };
        read().map_err(|_| ReadError::Unreadable)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, out, paths @ ..] = arguments.as_slice() else {
        return Err("frames FOLDER OUT [PATH...]".into());
    };
    fs::create_dir_all(out)?;
    let mut files = Vec::new();
    if paths.is_empty() {
        list(Path::new(folder), "", &mut files)?;
    }
    for path in paths {
        files.push((path.clone(), OnDisk(Path::new(folder).join(path))));
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    let disc = Disc::open(files);
    let records = (0..disc.len()).map(|file| record(&disc, file, Path::new(out)));
    let records = records.collect::<Result<Vec<_>, _>>()?;
    fs::write(Path::new(out).join("index.json"), serde_json::to_vec(&records)?)?;
    Ok(())
}

fn list(folder: &Path, prefix: &str, files: &mut Vec<(String, OnDisk)>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push((name, OnDisk(entry.path())));
        }
    }
    Ok(())
}

/// Each file for itself, so that nothing is a duplicate of another.
fn record(disc: &Disc<OnDisk>, file: usize, out: &Path) -> Result<Record, Box<dyn Error>> {
    let mut inventory = gather(vec![examine(disc, file)]);
    let images = inventory.patients.into_iter().flat_map(|patient| patient.studies);
    let mut images = images
        .flat_map(|study| study.series)
        .flat_map(|series| series.instances);
    let image = images.next().or_else(|| inventory.captures.pop());
    // An inventory counts its own files.
    let image = image.map(|image| Instance { file, ..image });
    let mut bytes = Vec::new();
    let mut frames = Vec::new();
    let mut tables = Vec::new();
    if let Some(image) = &image {
        for frame in 0..image.frames.len() {
            let frame = frame_bytes(disc, image, frame).ok();
            frames.push(frame.as_ref().map(Vec::len));
            bytes.extend(frame.unwrap_or_default());
        }
        let palette = image
            .palette
            .iter()
            .flat_map(|palette| [palette.red, palette.green, palette.blue]);
        let grey = image
            .modality_table
            .iter()
            .chain(&image.voi_tables)
            .map(|table| table.data);
        for table in palette.chain(grey) {
            bytes.extend(table_bytes(disc, image, table)?);
            tables.push(table);
        }
        fs::write(out.join(format!("{file}.bin")), bytes)?;
    }
    let outcome = inventory.files.first().ok_or("every file has a record")?.outcome;
    Ok(Record {
        path: disc.path(file).to_owned(),
        outcome,
        image,
        frames,
        tables,
    })
}
