//! Any bytes as one file: a copy that names nobody, or a named reason why there is none; no panic, and the copy can be read to
//! the length that it claims and copied again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_dicom::{Copies, Dates, Deidentifier, Disc};

fuzz_target!(|bytes: &[u8]| {
    let mut file = bytes.to_vec();
    for dates in [Dates::Shift, Dates::Keep, Dates::Remove] {
        let disc = Disc::open(vec![("file".to_owned(), file.clone())]);
        let Ok(deidentifier) = Deidentifier::new([1; 32], dates, None) else { return };
        let mut copies = Copies::deidentified(deidentifier);
        let mut next = None;
        for index in 0..disc.len().min(8) {
            if let Ok(Some(copy)) = copies.add(&disc, index, disc.path(index)) {
                let copied = copy.bytes.read(&disc, 0, usize::MAX).expect("what was found can be read again");
                assert_eq!(copied.len() as u64, copy.bytes.len());
                next = Some(copied);
            }
        }
        copies.dicomdir([2; 16]);
        let Some(copied) = next else { return };
        file = copied;
    }
});
