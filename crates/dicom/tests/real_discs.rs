//! Every file of the collected data, where `OVERREAD_DATA` names it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test may fail loudly"
)]

use std::{
    collections::BTreeMap,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    time::Instant,
};

use overread_dicom::{ByteSource, Disc, Inventory, ReadError, examine, gather, preview};

struct OnDisk(PathBuf);

impl ByteSource for OnDisk {
    fn len(&self) -> u64 {
        std::fs::metadata(&self.0).map_or(0, |metadata| metadata.len())
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

fn data() -> Option<PathBuf> {
    std::env::var_os("OVERREAD_DATA").map(|path| PathBuf::from(path).join("dicom"))
}

fn list(folder: &Path, prefix: &str, files: &mut Vec<(String, OnDisk)>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), files);
        } else {
            files.push((name, OnDisk(entry.path())));
        }
    }
}

fn open(folder: &Path) -> Disc<OnDisk> {
    let mut files = Vec::new();
    list(folder, "", &mut files);
    Disc::open(files)
}

fn take_in(disc: &Disc<OnDisk>) -> Inventory {
    gather((0..disc.len()).map(|file| examine(disc, file)).collect())
}

fn images(inventory: &Inventory) -> usize {
    let series = inventory
        .patients
        .iter()
        .flat_map(|patient| &patient.studies)
        .flat_map(|study| &study.series);
    series.map(|series| series.instances.len()).sum()
}

fn speed(disc: &Disc<OnDisk>) -> f64 {
    let start = Instant::now();
    take_in(disc);
    disc.len() as f64 / start.elapsed().as_secs_f64()
}

#[test]
fn every_file_of_the_collection_has_an_outcome_and_none_breaks_the_reader() {
    let Some(data) = data() else { return };
    let disc = open(&data);
    let inventory = take_in(&disc);
    assert_eq!(inventory.files.len(), disc.len());
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for file in &inventory.files {
        let outcome = serde_json::to_string(&file.outcome).expect("an outcome is JSON");
        *outcomes.entry(outcome).or_default() += 1;
    }
    let mut shown = 0;
    for series in inventory
        .patients
        .iter()
        .flat_map(|patient| &patient.studies)
        .flat_map(|study| &study.series)
    {
        for image in &series.instances {
            let size = inventory.files[image.file].size;
            assert!(
                image.frames.len() <= image.number_of_frames as usize,
                "{}",
                disc.path(image.file)
            );
            if image.deflated_from.is_none() {
                assert!(
                    image
                        .frames
                        .iter()
                        .flatten()
                        .all(|span| span.offset + span.length <= size)
                );
            }
            shown += usize::from(preview(&disc, image, 0, 64).is_some());
        }
    }
    println!(
        "{outcomes:#?}\nimages {} previews {shown} warnings {:#?}",
        images(&inventory),
        inventory.warnings
    );
    let json = serde_json::to_string(&inventory).expect("an inventory is JSON");
    assert_eq!(
        serde_json::from_str::<Inventory>(&json).expect("and comes back"),
        inventory
    );
}

#[test]
fn a_ct_and_an_mr_series_are_complete_and_in_order() {
    let Some(data) = data() else { return };
    for (name, count) in [
        ("ct_chest_philips_lungdx_a0001_s2", 64),
        ("mr_t1_mprage_siemens_192", 192),
    ] {
        let disc = open(&data.join("series").join(name));
        let inventory = take_in(&disc);
        assert_eq!(images(&inventory), count, "{name}");
        assert!(inventory.warnings.is_empty(), "{:?}", inventory.warnings);
        let series = &inventory.patients[0].studies[0].series[0];
        println!(
            "{name}: {:?} {:?} {:.0} files/s",
            series.plane,
            series.thickness,
            speed(&disc)
        );
        assert!(
            series
                .instances
                .iter()
                .all(|image| preview(&disc, image, 0, 128).is_some())
        );
    }
}
