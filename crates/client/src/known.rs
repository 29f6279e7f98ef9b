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

/// What of a disc the case holds already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownOnDisc {
    /// Images on the disc.
    pub images: usize,
    /// Those of them that the case holds.
    pub known: usize,
    /// Numbers of the files of examinations that the case holds whole. One of which anything is new is sent whole, so that
    /// it can be read as one.
    pub whole_examinations: HashSet<usize>,
}

impl KnownOnDisc {
    /// Compares a disc with what was sent before.
    pub fn of<'a>(disc: &Inventory, sent: impl IntoIterator<Item = &'a Inventory>) -> Self {
        let (files, images): (Vec<usize>, Vec<ImageOnDisc>) = ImageOnDisc::all(disc).unzip();
        let there = already_sent(sent, &images);
        let known: HashSet<usize> = files
            .iter()
            .zip(&there)
            .filter_map(|(file, there)| there.then_some(*file))
            .collect();
        let studies = disc.patients.iter().flat_map(|patient| &patient.studies);
        let of_study = studies.map(|study| {
            let images = study.series.iter().flat_map(|series| &series.instances);
            images.map(|image| image.file).collect::<Vec<_>>()
        });
        let whole = of_study.filter(|files| files.iter().all(|file| known.contains(file)));
        Self {
            images: images.len(),
            known: there.iter().filter(|there| **there).count(),
            whole_examinations: whole.flatten().collect(),
        }
    }

    /// Whether there are images, and the case holds every one of them.
    pub fn is_all(&self) -> bool {
        self.images > 0 && self.known == self.images
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
