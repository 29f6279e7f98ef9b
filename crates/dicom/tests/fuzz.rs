//! Each reader against damaged input for some seconds, and for minutes where `OVERREAD_LONG` is set: no panic, no hang, and
//! every file ends with an outcome. The same readers have libFuzzer targets in `fuzz/`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod made;

use std::time::{Duration, Instant};

use made::{
    DEFLATED, EXPLICIT, JPEG, LITTLE, Made, RLE, Slice, Style,
    archives::{Names, Udf, gzip, iso, raw_sectors, tar, udf},
    deflate, part10, take_in, zip,
};
use overread_dicom::{Disc, DiscOptions, frame_bytes, preview};

/// Longest that one damaged file may take, in an unoptimised build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most that the whole test may ever hold, in kilobytes.
const MEMORY: u64 = 512 * 1024;

/// Numbers by xorshift: the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).expect("small")
    }

    /// Bytes changed, cut, doubled, joined or replaced by numbers that hurt.
    fn damage(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        const NUMBERS: [u32; 8] = [0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFF];
        let mut bytes = seeds[self.roll(seeds.len())].clone();
        for _ in 0..=self.roll(6) {
            if bytes.is_empty() {
                break;
            }
            // Images of discs are mostly zeros; damage is to hit what is read.
            let places = [0; 12].map(|_| self.roll(bytes.len()));
            let at = places.into_iter().find(|at| bytes[*at] != 0).unwrap_or(places[0]);
            let length = self.roll(64).min(bytes.len() - at);
            match self.roll(8) {
                0 => bytes[at] ^= 1 << self.roll(8),
                1 => bytes[at] = u8::try_from(self.roll(256)).expect("a byte"),
                2 => {
                    let number = NUMBERS[self.roll(NUMBERS.len())];
                    let number = if self.roll(2) == 0 {
                        number.to_le_bytes()
                    } else {
                        number.to_be_bytes()
                    };
                    let width = [1, 2, 4][self.roll(3)].min(bytes.len() - at);
                    bytes[at..at + width].copy_from_slice(&number[..width]);
                }
                3 => bytes.truncate(at),
                4 => drop(bytes.drain(at..at + length)),
                5 => {
                    let copy = bytes[at..at + length].to_vec();
                    let to = self.roll(bytes.len());
                    bytes.splice(to..to, copy);
                }
                6 => {
                    let other = &seeds[self.roll(seeds.len())];
                    let from = self.roll(other.len());
                    bytes.splice(at.., other[from..].iter().copied());
                }
                _ => bytes[at..at + length].fill(0xFF),
            }
        }
        bytes
    }
}

/// Opens and reads everything that a damaged file seems to hold.
fn survive(name: &str, bytes: Vec<u8>) {
    let files = vec![(name.to_owned(), bytes)];
    let disc = Disc::open_with(files, DiscOptions::with_passwords(vec!["geheim".to_owned()]));
    for file in 0..disc.len() {
        let path = disc.path(file);
        assert!(
            !path.is_empty() && !path.starts_with('/') && path.split('/').all(|part| part != ".."),
            "{path}"
        );
        if let (Ok(()), Ok(read)) = (disc.check(file), disc.read(file, 0, 1 << 20)) {
            assert!(read.len() as u64 <= disc.size(file));
        }
    }
    let inventory = take_in(&disc);
    assert_eq!(inventory.files.len(), disc.len());
    let series = inventory
        .patients
        .iter()
        .flat_map(|patient| &patient.studies)
        .flat_map(|study| &study.series);
    for image in series
        .flat_map(|series| &series.instances)
        .chain(&inventory.captures)
    {
        assert!(image.frames.len() <= image.number_of_frames as usize);
        for frame in 0..image.frames.len().min(2) {
            let _ = frame_bytes(&disc, image, frame);
            let _ = preview(&disc, image, frame, 32);
        }
    }
    serde_json::to_string(&inventory).expect("an inventory is JSON");
}

/// Damages the seeds in ever new ways until the time is over.
fn fuzz(name: &str, seeds: &[Vec<u8>]) {
    let minutes = std::env::var_os("OVERREAD_LONG").is_some();
    let time = Duration::from_secs(if minutes { 300 } else { 10 });
    let begin = Instant::now();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut count = 0;
    for seed in seeds {
        survive(name, seed.clone());
    }
    while begin.elapsed() < time {
        let bytes = dice.damage(seeds);
        let start = Instant::now();
        survive(name, bytes);
        assert!(
            start.elapsed() < PATIENCE,
            "input {count} took {:?}",
            start.elapsed()
        );
        count += 1;
    }
    println!("{name}: {count} inputs");
    assert!(most_memory() < MEMORY, "{} kB", most_memory());
}

/// The most this process ever held, where the system tells.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

fn slice() -> Vec<u8> {
    Slice::default().file()
}

fn members(slice: &[u8]) -> Vec<(&str, &[u8])> {
    vec![
        ("DICOM/IM1", slice),
        ("Röntgen/画像 2.dcm", slice),
        ("letter.pdf", b"%PDF-1.7"),
    ]
}

#[test]
fn damaged_zips() {
    let slice = slice();
    let inner = zip(&[("a", &slice, true)]);
    let mut encrypted = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().with_aes_encryption(zip::AesMode::Aes128, "geheim");
    encrypted.start_file("a", options).expect("a new name");
    std::io::Write::write_all(&mut encrypted, &slice).expect("memory takes it");
    fuzz(
        "a.zip",
        &[
            zip(&[
                ("a", &slice, true),
                ("b", &slice, false),
                ("inner.zip", &inner, true),
            ]),
            zip(&[
                ("R\u{f6}ntgen/a", &slice, true),
                ("t.tgz", &gzip(&tar(&members(&slice))), true),
            ]),
            encrypted.finish().expect("memory takes it").into_inner(),
        ],
    );
}

#[test]
fn damaged_tape_archives() {
    let slice = slice();
    let long = "folder/".repeat(30);
    fuzz(
        "a.tar",
        &[
            tar(&members(&slice)),
            tar(&[(&long, &slice), ("x.zip", &zip(&[("a", &slice, true)]))]),
        ],
    );
}

#[test]
fn damaged_gzip() {
    let slice = slice();
    fuzz(
        "a.gz",
        &[
            gzip(&slice),
            gzip(&tar(&members(&slice))),
            [gzip(&slice), gzip(&slice)].concat(),
        ],
    );
}

#[test]
fn damaged_images_of_iso_9660() {
    let slice = slice();
    let of = |names| iso(&members(&slice), names);
    fuzz(
        "a.iso",
        &[
            of(Names::Plain)[16 * 2048..].to_vec(),
            of(Names::Joliet),
            of(Names::RockRidge),
            raw_sectors(&of(Names::RockRidge)),
        ],
    );
}

#[test]
fn damaged_images_of_udf() {
    let slice = slice();
    let kinds = [Udf::Plain, Udf::Virtual, Udf::Sparable, Udf::Metadata];
    fuzz("a.iso", &kinds.map(|kind| udf(&members(&slice), kind)));
}

#[test]
fn damaged_tables_of_contents() {
    let record = |name: &str| {
        Made::new(LITTLE)
            .text(0x0004_1430, "CS", "IMAGE")
            .text(0x0004_1500, "CS", name)
    };
    let directory = Made::new(LITTLE)
        .text(0x0004_1130, "CS", "DISC")
        .sequence(0x0004_1220, record("DICOM\\IM1"))
        .sequence(0x0004_1220, record("..\\..\\etc\\passwd"));
    let meta = Made::new(LITTLE)
        .text(0x0002_0002, "UI", "1.2.840.10008.1.3.10")
        .text(0x0002_0010, "UI", EXPLICIT)
        .bytes;
    let file = [&[0; 128], b"DICM".as_slice(), &meta, &directory.bytes].concat();
    fuzz(
        "DICOMDIR",
        &[file.clone(), tar(&[("DICOMDIR", &file), ("DICOM/IM1", &slice())])],
    );
}

#[test]
fn damaged_dicom_files() {
    let of = |explicit, big| Slice {
        style: Style { explicit, big },
        ..Slice::default()
    };
    let header = || Slice::default().header();
    let item = Made::new(LITTLE).text(0x0020_0032, "DS", "1\\2\\3");
    let enhanced = header()
        .text(0x0028_0008, "IS", "2")
        .sequence(0x5200_9230, Made::new(LITTLE).sequence(0x0020_9113, item))
        .raw(0x7FE0_0010, "OW", &[7; 64]);
    let jpeg = header().text(0x0028_0008, "IS", "2").fragments(
        &[0, 24],
        &[
            b"\xFF\xD8\xFF\xC0\0\x0B\x0C\0\x04\0\x04\x01\x01\x11\0\0",
            b"\xFF\xD8\xFF\xC1",
        ],
    );
    let mut rle = [2_u32, 64, 67].map(u32::to_le_bytes).concat();
    rle.resize(64, 0);
    rle.extend([241, 0, 128, 241, 9]);
    fuzz(
        "a",
        &[
            of(true, false).file(),
            of(false, false).file(),
            of(true, true).file(),
            of(true, false).data_set().bytes,
            part10(EXPLICIT, &enhanced.bytes),
            part10(JPEG, &jpeg.bytes),
            part10(RLE, &header().fragments(&[], &[&rle]).bytes),
            part10(DEFLATED, &deflate(&Slice::default().data_set().bytes)),
        ],
    );
}

#[test]
fn damaged_names_in_every_character_set() {
    let of = |charset, name| {
        Slice {
            name,
            charset,
            ..Slice::default()
        }
        .file()
    };
    fuzz(
        "a",
        &[
            of(
                "\\ISO 2022 IR 87",
                b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B",
            ),
            of(
                "ISO 2022 IR 13\\ISO 2022 IR 87",
                b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J",
            ),
            of(
                "\\ISO 2022 IR 149",
                b"Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce",
            ),
            of("ISO_IR 192", "Äneas^Rüdiger".as_bytes()),
            of("GB18030", b"Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab"),
            of("ISO_IR 144", b"\xbb\xee\xda\x63\x65"),
        ],
    );
}
