//! What every reader must survive: no panic, paths that stay inside, one outcome for each file, frames inside their file.

use overread_dicom::{Disc, DiscOptions, examine, frame_bytes, gather, preview};

/// Opens a file, reads all that it seems to hold, and gathers it.
pub fn survive(name: &str, bytes: Vec<u8>) {
    let options = DiscOptions::with_passwords(vec!["geheim".to_owned()]);
    let disc = Disc::open_with(vec![(name.to_owned(), bytes)], options);
    for file in 0..disc.len().min(64) {
        assert!(!disc.path(file).split('/').any(|part| part == ".."));
        if let (Ok(()), Ok(read)) = (disc.check(file), disc.read(file, 0, 1 << 20)) {
            assert!(read.len() as u64 <= disc.size(file));
        }
    }
    let inventory = gather((0..disc.len().min(64)).map(|file| examine(&disc, file)).collect());
    let series = inventory.patients.iter().flat_map(|patient| &patient.studies).flat_map(|study| &study.series);
    for image in series.flat_map(|series| &series.instances).chain(&inventory.captures) {
        for frame in 0..image.frames.len().min(2) {
            let _ = frame_bytes(&disc, image, frame);
            let _ = preview(&disc, image, frame, 32);
        }
    }
}
