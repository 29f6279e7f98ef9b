//! Whatever a file promises, opening and examining it takes little memory and little time.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

mod made;

use std::{
    io::Write,
    time::{Duration, Instant},
};

use made::{
    DEFLATED, Slice,
    archives::{Names, iso, tar_entry},
    deflate, part10,
};
use overread_dicom::{ByteSource, Disc, Outcome, ReadError, Reason, examine, gather};

/// Most that this process may ever hold, in kilobytes.
const MEMORY: u64 = 512 * 1024;
/// Most that may be asked for at once.
const READ: usize = 64 << 20;

/// A file that begins with a few bytes and then has zeros without end.
struct Vast {
    head: Vec<u8>,
    length: u64,
}

impl ByteSource for Vast {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        assert!(length <= READ, "{length} bytes at once");
        let length = length.min(usize::try_from(self.length.saturating_sub(offset)).unwrap_or(usize::MAX));
        let mut bytes = self.head.read_at(offset, length)?;
        bytes.resize(length, 0);
        Ok(bytes)
    }
}

/// Opens and examines, within memory and time; the outcome of the last file.
fn outcome(head: Vec<u8>, length: u64) -> Outcome {
    let start = Instant::now();
    let disc = Disc::open(vec![("a".to_owned(), Vast { head, length })]);
    let inventory = gather((0..disc.len()).map(|file| examine(&disc, file)).collect());
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let most: u64 = line
        .and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0);
    assert!(most < MEMORY, "{most} kB");
    inventory.files.last().expect("every file has a record").outcome
}

fn skipped(reason: Reason) -> Outcome {
    Outcome::Skipped { reason }
}

/// So many gigabytes of zeros, packed by `pack` piece by piece.
fn zeros<W: Write>(mut pack: W, gigabytes: u64) -> W {
    let piece = vec![0; 1 << 20];
    for _ in 0..gigabytes * 1024 {
        pack.write_all(&piece).expect("memory takes it");
    }
    pack
}

#[test]
fn four_terabytes_of_zeros_are_not_dicom() {
    assert_eq!(outcome(Vec::new(), 4 << 40), skipped(Reason::NotDicom));
}

#[test]
fn an_image_of_terabytes_is_used_without_being_read() {
    let mut file = Slice::default().file();
    let at = file.len() - 32 - 4;
    file[at..at + 4].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
    let used = matches!(outcome(file, 4 << 40), Outcome::Used { .. });
    assert!(used);
}

#[test]
fn bombs_of_gigabytes_end_in_a_reason() {
    let flate = flate2::Compression::default();
    let gzip = zeros(flate2::write::GzEncoder::new(Vec::new(), flate), 2);
    let gzip = gzip.finish().expect("memory takes it");
    let length = gzip.len() as u64;
    assert_eq!(outcome(gzip, length), skipped(Reason::TooLarge));
    let raw = zeros(flate2::write::DeflateEncoder::new(Vec::new(), flate), 2);
    let file = part10(DEFLATED, &raw.finish().expect("memory takes it"));
    let length = file.len() as u64;
    assert_eq!(outcome(file, length), skipped(Reason::DataSetTooLarge));
    let options = zip::write::SimpleFileOptions::default();
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("a", options).expect("a new name");
    let archive = zeros(writer, 2).finish().expect("memory takes it").into_inner();
    let length = archive.len() as u64;
    assert_eq!(outcome(archive, length), skipped(Reason::TooLarge));
}

#[test]
fn a_deflated_data_set_in_a_vast_file_is_not_taken_into_memory() {
    let file = part10(DEFLATED, &deflate(&Slice::default().data_set().bytes));
    let used = matches!(outcome(file, 4 << 40), Outcome::Used { .. });
    assert!(used);
}

#[test]
fn a_tape_archive_that_claims_terabytes_is_believed_as_far_as_it_goes() {
    let mut header = tar_entry("a", b'0', "", b"");
    header[124..136].copy_from_slice(b"77777777777\0");
    header[148..156].fill(b' ');
    let sum: u32 = header[..512].iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    assert_eq!(outcome(header.clone(), 1 << 30), skipped(Reason::CannotInflate));
    assert_eq!(outcome(header, 4 << 40), skipped(Reason::NotDicom));
}

#[test]
fn a_disc_image_with_nothing_but_zeros_behind_it_is_opened() {
    let slice = Slice::default().file();
    let image = iso(&[("IM1", &slice)], Names::Joliet);
    let used = matches!(outcome(image, 4 << 40), Outcome::Used { .. });
    assert!(used);
}

#[test]
fn a_zip_whose_directory_claims_the_whole_file_is_searched_instead() {
    let mut end = b"PK\x03\x04".to_vec();
    end.resize(1 << 20, 0);
    end.extend(b"PK\x05\x06\0\0\0\0\xFE\xFF\xFE\xFF\xFE\xFF\xFF\xFF\0\0\0\0\0\0");
    let length = end.len() as u64;
    assert_eq!(outcome(end, length), skipped(Reason::DamagedZip));
}
