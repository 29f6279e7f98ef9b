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

use overread_dicom::{
    ByteSource, Copies, Dates, Deidentifier, Disc, Inventory, ReadError, WarningCode, compare_pixels,
    examine, frame_bytes, gather, preview, twins,
};

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

#[test]
fn made_series_are_gathered_as_the_collection_says() {
    let Some(data) = data() else { return };
    let of = |name: &str| {
        let inventory = take_in(&open(&data.join("series_level_generated").join(name)));
        let codes: Vec<_> = inventory.warnings.iter().map(|warning| warning.code).collect();
        (images(&inventory), inventory.patients.len(), codes)
    };
    assert_eq!(of("01_complete_24"), (24, 1, vec![]));
    assert_eq!(
        of("05_exact_duplicates_3"),
        (24, 1, vec![WarningCode::DuplicateInstances])
    );
    assert_eq!(
        of("06_same_uid_other_pixels").2,
        [WarningCode::ConflictingInstances]
    );
    assert_eq!(of("10_two_patients_one_folder").1, 2);
    assert_eq!(of("11_same_patient_spelling").1, 1);
    let missing = take_in(&open(&data.join("dicomdir/generated_cd_two_files_missing")));
    assert_eq!(missing.warnings[0].detail, "2: DICOM/IM00010, DICOM/IM00011");
}

#[test]
fn every_compressed_frame_begins_with_the_marker_of_its_codec() {
    let Some(data) = data() else { return };
    let mut frames = 0;
    for folder in [
        "syntaxes",
        "modality",
        "series/mr_t1_siemens_xa_j2k_fragmented_PARTIAL9",
    ] {
        let disc = open(&data.join(folder));
        let inventory = take_in(&disc);
        let series = inventory
            .patients
            .iter()
            .flat_map(|patient| &patient.studies)
            .flat_map(|study| &study.series);
        let images = series
            .flat_map(|series| &series.instances)
            .chain(&inventory.captures);
        for image in images.filter(|image| image.transfer_syntax.starts_with("1.2.840.10008.1.2.4")) {
            for spans in &image.frames {
                let head = disc
                    .read(image.file, spans[0].offset, 4)
                    .expect("the frame is there");
                let known = matches!(
                    head[..],
                    [0xFF, 0xD8, 0xFF, _] | [0xFF, 0x4F, 0xFF, 0x51] | [0xFF, 0x0A, ..] | [0, 0, 0, 12]
                );
                assert!(known, "{} {head:?}", disc.path(image.file));
                frames += 1;
            }
        }
    }
    assert!(frames > 200, "{frames}");
}

#[test]
fn names_are_read_in_the_writing_of_their_people() {
    let Some(data) = data() else { return };
    let disc = open(&data.join("charsets/pydicom"));
    let names: BTreeMap<_, _> = (0..disc.len())
        .map(|file| {
            (
                disc.path(file).to_owned(),
                examine(&disc, file).patient().map(|patient| patient.name.clone()),
            )
        })
        .collect();
    let expected = [
        ("chrArab.dcm", "قباني^لنزار"),
        ("chrFren.dcm", "Buc^Jérôme"),
        ("chrGerm.dcm", "Äneas^Rüdiger"),
        ("chrGreek.dcm", "Διονυσιος"),
        ("chrH31.dcm", "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        ("chrH32.dcm", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう"),
        ("chrHbrw.dcm", "שרון^דבורה"),
        ("chrI2.dcm", "Hong^Gildong=洪^吉洞=홍^길동"),
        ("chrRuss.dcm", "Люкceмбypг"),
        ("chrX1.dcm", "Wang^XiaoDong=王^小東"),
        ("chrX2.dcm", "Wang^XiaoDong=王^小东"),
    ];
    for (file, name) in expected {
        assert_eq!(names[file].as_deref(), Some(name), "{file}");
    }
}

#[test]
fn previews_of_one_image_are_the_same_in_every_syntax_that_can_be_decoded() {
    let Some(data) = data() else { return };
    let of = |path: &str| {
        let disc = Disc::open(vec![(path.to_owned(), OnDisk(data.join("syntaxes").join(path)))]);
        let inventory = take_in(&disc);
        let image = &inventory.patients[0].studies[0].series[0].instances[0];
        preview(&disc, image, 0, 128).expect("a preview")
    };
    for name in ["CT1", "CT2", "MR1", "MR4", "US1"] {
        assert_eq!(
            of(&format!("wg04/REF/{name}_UNC")),
            of(&format!("wg04/RLE/{name}_RLE")),
            "{name}"
        );
    }
    let plain = of("cornerstone_ct/CTImage.dcm_LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1.dcm");
    for syntax in [
        "BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2",
        "DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99",
        "LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2",
        "RLELosslessTransferSyntax_1.2.840.10008.1.2.5",
    ] {
        assert_eq!(
            plain,
            of(&format!("cornerstone_ct/CTImage.dcm_{syntax}.dcm")),
            "{syntax}"
        );
    }
}

/// What a frame's header describes: notes in the header do not travel. All of a frame that is no codestream of JPEG or
/// JPEG 2000.
fn coded(frame: &[u8]) -> &[u8] {
    let begins = match frame {
        [0xFF, 0xD8, ..] => [0xFF, 0xDA],
        [0xFF, 0x4F, ..] => [0xFF, 0x90],
        _ => return frame,
    };
    let from = frame.windows(2).rposition(|two| two == begins).unwrap_or(0);
    let whole = frame.windows(2).rposition(|two| two == [0xFF, 0xD9]);
    let to = whole.map_or(frame.len(), |end| end + 2);
    frame.get(from..to.max(from)).unwrap_or(frame)
}

#[test]
fn every_image_is_copied_without_names_and_with_its_pixels() {
    let Some(data) = data() else { return };
    let disc = open(&data);
    let mut examined: Vec<_> = (0..disc.len()).map(|file| examine(&disc, file)).collect();
    for file in twins(&examined) {
        compare_pixels(&disc, &mut examined[file]);
    }
    let inventory = gather(examined);
    let series = inventory
        .patients
        .iter()
        .flat_map(|patient| &patient.studies)
        .flat_map(|study| &study.series);
    let images: BTreeMap<usize, _> = series
        .flat_map(|series| &series.instances)
        .map(|image| (image.file, image))
        .collect();
    let deidentifier = Deidentifier::new([3; 32], Dates::Shift, None).expect("a usable name");
    let mut copies = Copies::deidentified(deidentifier);
    for file in 0..disc.len() {
        let copy = copies
            .add(&disc, file, disc.path(file))
            .expect("the data can be read");
        let (Some(copy), Some(image)) = (copy, images.get(&file)) else {
            continue;
        };
        let length = usize::try_from(copy.bytes.len()).expect("it fits");
        let bytes = copy.bytes.read(&disc, 0, length).expect("the data can be read");
        let alone = Disc::open(vec![("copy".to_owned(), bytes)]);
        let again = gather(vec![examine(&alone, 0)]);
        let series = again
            .patients
            .iter()
            .flat_map(|patient| &patient.studies)
            .flat_map(|study| &study.series);
        let copied = series
            .flat_map(|series| &series.instances)
            .next()
            .unwrap_or_else(|| panic!("{} is an image no longer", disc.path(file)));
        assert_eq!(copied.frames.len(), image.frames.len(), "{}", disc.path(file));
        for frame in 0..image.frames.len() {
            let (old, new) = (
                frame_bytes(&disc, image, frame),
                frame_bytes(&alone, copied, frame),
            );
            let (old, new) = (old.expect("a frame"), new.expect("a frame"));
            let (old, new) = (coded(&old), coded(&new));
            assert!(
                new.starts_with(old) && new.len() <= old.len() + 1,
                "{} frame {frame}",
                disc.path(file)
            );
        }
    }
    let left_out = copies.left_out().iter().filter(|left| {
        inventory
            .files
            .iter()
            .enumerate()
            .any(|(file, record)| record.path == left.path && images.contains_key(&file))
    });
    let left_out: Vec<_> = left_out.collect();
    assert!(left_out.is_empty(), "images that were not copied: {left_out:?}");
}
