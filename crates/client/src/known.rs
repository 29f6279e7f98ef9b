//! A second disc, or the same one again: which of its images the case holds already.

use std::collections::HashSet;

use overread_dicom::Inventory;
use serde::Deserialize;

/// What is compared of an image on a disc.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Hash)]
pub struct ImageOnDisc {
    /// SOP Instance UID.
    pub uid: String,
    /// Bytes of its file.
    pub size: u64,
}

impl ImageOnDisc {
    /// All images of an inventory, with the numbers of their files.
    pub fn all(inventory: &Inventory) -> impl Iterator<Item = (usize, Self)> {
        let studies = inventory.patients.iter().flat_map(|patient| &patient.studies);
        let series = studies.flat_map(|study| &study.series);
        let images = series.flat_map(|series| &series.instances);
        images.filter_map(|image| {
            let size = inventory.files.get(image.file)?.size;
            let uid = image.uid.clone();
            Some((image.file, Self { uid, size }))
        })
    }
}

/// For each image whether one of the same number and the same length was sent before. An image without a number is always
/// new, and so is one whose file has another length: it may have been corrected.
pub fn already_sent<'a>(sent: impl IntoIterator<Item = &'a Inventory>, on_disc: &[ImageOnDisc]) -> Vec<bool> {
    let sent: HashSet<ImageOnDisc> = sent
        .into_iter()
        .flat_map(|inventory| ImageOnDisc::all(inventory).map(|(_, image)| image))
        .collect();
    on_disc
        .iter()
        .map(|image| !image.uid.is_empty() && sent.contains(image))
        .collect()
}
