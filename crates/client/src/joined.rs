//! The images of a case as one, however many discs they came on.

use overread_dicom::{Instance, Patient, joined};

use crate::manifest::Manifest;

/// Files of a manifest; no disc has more.
pub(crate) const FILES: usize = 1_000_000;

/// The images of several manifests as one; `file` of an image is its number in all of them, see [`place_of`]. An image that
/// came twice, byte for byte, counts once.
pub fn joined_images(manifests: &[&Manifest]) -> Vec<Patient> {
    let numbered = manifests.iter().enumerate().map(|(set, manifest)| {
        let mut patients = manifest.inventory.patients.clone();
        let studies = patients.iter_mut().flat_map(|patient| &mut patient.studies);
        let series = studies.flat_map(|study| &mut study.series);
        for image in series.flat_map(|series| &mut series.instances) {
            image.file += set * FILES;
        }
        patients
    });
    let sha256 = |image: &Instance| {
        let (set, file) = place_of(image.file);
        manifests.get(set)?.files.get(file).map(|place| place.sha256)
    };
    joined(numbered, |a, b| sha256(a).is_some() && sha256(a) == sha256(b))
}

/// Number of the manifest, and of the file in it.
pub fn place_of(file: usize) -> (usize, usize) {
    (file / FILES, file % FILES)
}
