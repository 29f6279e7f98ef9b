//! Packs images of all kinds, and the folder that `OVERREAD_DATA` names, into an archive that another reader can be tried on:
//! `cargo run -p overread-dicom --example archive -- FOLDER`.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "made of the tests' own tools, which may fail loudly"
)]

#[path = "../tests/made/cine.rs"]
mod cine;
#[path = "../tests/made/image.rs"]
mod image;
#[path = "../tests/made/mod.rs"]
mod made;
#[path = "../tests/made/packed.rs"]
mod packed;

use std::fs;
use std::path::{Path, PathBuf};

use image::Image;

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder for the archive"));
    fs::create_dir_all(&folder).expect("the folder can be made");
    let mut files = images();
    if let Some(data) = std::env::var_os("OVERREAD_DATA").filter(|data| !data.is_empty()) {
        add(&PathBuf::from(data), "data", &mut files);
    }
    let made = packed::comes_back(&files);
    fs::write(folder.join("stream"), &made.stream).expect("there is room");
    fs::write(folder.join("index"), made.archive.to_bytes().expect("an index")).expect("there is room");
    println!("{} files, {:?}", files.len(), made.codecs);
}

/// Every depth, colour, byte order and filling, in sizes of even and odd numbers.
fn images() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for bits in [8, 16, 32] {
        for colour in 0..4 {
            for fill in 0..8 {
                let seed = u64::from(bits) + u64::from(colour) * 64 + u64::from(fill) * 1024;
                let (rows, columns) = (9 + u16::from(fill) * 8, 40 - u16::from(fill) * 3);
                let image = Image::filled([rows, columns, 2, bits], colour, fill, seed);
                let big = fill % 2 == 1;
                files.push((format!("{bits}-{colour}-{fill}"), Image { big, ..image }.file()));
            }
        }
    }
    files.push(("film".to_owned(), image_of(&cine::frames(6))));
    let still = cine::frames(1).remove(0);
    files.push(("still".to_owned(), image_of(&vec![still; 9])));
    files.push(("no image".to_owned(), b"words, words, words, words".to_vec()));
    files.push(("nothing".to_owned(), Vec::new()));
    files
}

fn image_of(frames: &[Vec<u8>]) -> Vec<u8> {
    let image = Image::filled([cine::ROWS, cine::COLUMNS, frames.len() as u16, 8], 1, 0, 0);
    Image {
        pixels: frames.concat(),
        ..image
    }
    .file()
}

fn add(folder: &Path, below: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let name = format!(
            "{below}/{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        );
        if path.is_dir() {
            add(&path, &name, files);
        } else {
            files.push((name, fs::read(&path).expect("the file can be read")));
        }
    }
}
