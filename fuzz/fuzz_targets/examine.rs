//! Any bytes as one file of a disc: no panic, one outcome, frames and previews that stay inside the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use overread_dicom::{Disc, examine, frame_bytes, gather, preview};

fuzz_target!(|bytes: &[u8]| {
    let disc = Disc::open(vec![("file".to_owned(), bytes.to_vec())]);
    let inventory = gather((0..disc.len()).map(|file| examine(&disc, file)).collect());
    assert_eq!(inventory.files.len(), disc.len());
    let series = inventory.patients.iter().flat_map(|patient| &patient.studies).flat_map(|study| &study.series);
    for image in series.flat_map(|series| &series.instances).chain(&inventory.captures) {
        for frame in 0..image.frames.len().min(2) {
            let _ = frame_bytes(&disc, image, frame);
            let _ = preview(&disc, image, frame, 32);
        }
    }
});
