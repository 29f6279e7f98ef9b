//! Any bytes behind the signature of a ZIP: no panic, every member is read to its end or ends in a named error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_dicom::Disc;

fuzz_target!(|bytes: &[u8]| {
    let archive = [b"PK\x03\x04", bytes].concat();
    let disc = Disc::open(vec![("disc.zip".to_owned(), archive)]);
    for file in 0..disc.len().min(64) {
        assert!(!disc.path(file).split('/').any(|part| part == ".."));
        match (disc.check(file), disc.read(file, 0, 1 << 20)) {
            (Ok(()), Ok(read)) => assert_eq!(read.len() as u64, disc.size(file).min(1 << 20)),
            (_, read) => drop(read),
        }
    }
});
