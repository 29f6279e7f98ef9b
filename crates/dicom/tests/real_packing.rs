//! Every file of the collected data is packed and comes back, where `OVERREAD_DATA` names it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "a test may fail loudly"
)]

#[path = "made/packed.rs"]
mod packed;

use std::fs;
use std::path::{Path, PathBuf};

use packed::comes_back;

fn data() -> Option<PathBuf> {
    std::env::var_os("OVERREAD_DATA")
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(open) = folders.pop() {
        for entry in fs::read_dir(open).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("below")
                    .to_string_lossy()
                    .into_owned();
                files.push((name, fs::read(&path).expect("the file can be read")));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn every_file_of_the_collection_comes_back_bit_for_bit() {
    let Some(data) = data() else { return };
    let files = files(&data);
    assert!(files.len() >= 1000, "{}", files.len());
    let made = comes_back(&files);
    let raw: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!(
        "{} files, {raw} bytes into {}, {:?}",
        files.len(),
        made.stream.len(),
        made.codecs
    );
}

#[test]
fn real_series_are_packed_as_small_as_they_should_be() {
    let Some(data) = data() else { return };
    for (series, least) in [
        ("ct_chest_philips_lungdx_a0001_s2", 2.29),
        ("mr_t1_mprage_siemens_192", 2.93),
        ("pt_nema_iq_phantom_89", 3.40),
    ] {
        let made = comes_back(&files(&data.join("dicom/series").join(series)));
        let ratio = made.native as f64 / made.coded as f64;
        println!("{series}: {ratio:.3} {:?}", made.codecs);
        assert!(ratio >= least, "{series}: {ratio}");
    }
}
