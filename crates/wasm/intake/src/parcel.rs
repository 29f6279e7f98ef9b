//! What goes into one compartment: its files as an inventory of their own, with small pictures, and what stays behind.

use std::collections::HashSet;

use overread_dicom::{Examined, Instance, Inventory, Outcome, Reason, WarningCode, gather};
use serde::Serialize;

/// Files for one compartment.
pub struct Parcel {
    /// The files as they will be sent; numbers count in this parcel.
    pub inventory: Inventory,
    /// What stays behind.
    pub not_sent: Vec<NotSent>,
    /// Images to be pictured, with their series, as the disc numbers them.
    pub images: Vec<(String, Instance)>,
    /// Small pictures by series.
    pub previews: Vec<SeriesPictures>,
    /// Numbers on the disc of the parcel's files.
    pub on_disc: Vec<usize>,
    /// Images that were pictured.
    pub pictured: usize,
}

/// A file that stays with the patient.
#[derive(Debug, Serialize)]
pub struct NotSent {
    path: String,
    size: u64,
    /// Why; absent where the person left it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
}

/// The small pictures of a series.
#[derive(Serialize)]
pub struct SeriesPictures {
    pub series: String,
    pub pictures: Vec<Place>,
}

/// Where a small picture belongs; numbers count in the parcel.
#[derive(Serialize)]
pub struct Place {
    pub file: usize,
    pub frame: usize,
    pub width: u32,
    pub height: u32,
}

/// A parcel as it crosses to the page.
#[derive(Serialize)]
pub struct Crossing<'a> {
    inventory: &'a Inventory,
    previews: &'a [SeriesPictures],
    not_sent: &'a [NotSent],
}

impl Parcel {
    /// The files of a compartment: the original report's, or everything else. Nothing where no file is left to go.
    pub fn of(examined: &[Examined], all: &Inventory, original: bool, leave_out: &[usize]) -> Option<Self> {
        let left_out: HashSet<usize> = leave_out.iter().copied().collect();
        let goes = |file: &&Examined, original| {
            file.record.may_hold_report == original && !left_out.contains(&file.file) && has_bytes(file)
        };
        let files: Vec<Examined> = examined
            .iter()
            .filter(|file| goes(file, original))
            .cloned()
            .collect();
        if files.is_empty() {
            return None;
        }
        // What stays behind is named beside the files it belongs to, or beside the images where nothing else is sent.
        let has_other = examined.iter().any(|file| goes(&file, true));
        let named_here =
            |file: &&Examined| file.record.may_hold_report == original || (!original && !has_other);
        let stays = |file: &&Examined| !goes(file, file.record.may_hold_report);
        let not_sent = examined.iter().filter(named_here).filter(stays);
        let not_sent = not_sent
            .map(|file| NotSent {
                path: file.record.path.clone(),
                size: file.record.size,
                reason: no_bytes(file),
            })
            .collect();
        let on_disc: Vec<usize> = files.iter().map(|file| file.file).collect();
        let mut inventory = gather(files);
        // Whether everything that was named came can only be said of the whole disc.
        let of_disc = |code: WarningCode| code.is_of_disc();
        inventory.warnings.retain(|warning| !of_disc(warning.code));
        inventory.warnings.extend(
            all.warnings
                .iter()
                .filter(|warning| of_disc(warning.code))
                .cloned(),
        );
        let images = series(&inventory).filter_map(|(series, image)| {
            let file = *on_disc.get(image.file)?;
            Some((
                series.to_owned(),
                Instance {
                    file,
                    ..image.clone()
                },
            ))
        });
        let images = images.collect();
        Some(Self {
            inventory,
            not_sent,
            images,
            previews: Vec::new(),
            on_disc,
            pictured: 0,
        })
    }

    /// Notes the picture of the image that is next, if there is one.
    pub fn note(&mut self, width: u32, height: u32) {
        let Some((series, image)) = self.images.get(self.pictured) else {
            return;
        };
        let Some(file) = self.on_disc.iter().position(|on_disc| *on_disc == image.file) else {
            return;
        };
        if self.previews.last().is_none_or(|last| last.series != *series) {
            self.previews.push(SeriesPictures {
                series: series.clone(),
                pictures: Vec::new(),
            });
        }
        if let Some(last) = self.previews.last_mut() {
            last.pictures.push(Place {
                file,
                frame: 0,
                width,
                height,
            });
        }
    }

    /// For the page.
    pub fn crossing(&self) -> Crossing<'_> {
        Crossing {
            inventory: &self.inventory,
            previews: &self.previews,
            not_sent: &self.not_sent,
        }
    }
}

/// All images of an inventory.
pub fn images(inventory: &Inventory) -> impl Iterator<Item = &Instance> {
    series(inventory)
        .map(|(_, image)| image)
        .chain(&inventory.captures)
}

fn series(inventory: &Inventory) -> impl Iterator<Item = (&str, &Instance)> {
    let studies = inventory.patients.iter().flat_map(|patient| &patient.studies);
    let series = studies.flat_map(|study| &study.series);
    series.flat_map(|series| series.instances.iter().map(|image| (series.uid.as_str(), image)))
}

fn has_bytes(file: &Examined) -> bool {
    no_bytes(file).is_none()
}

/// Why the file cannot be sent.
fn no_bytes(file: &Examined) -> Option<Reason> {
    match file.record.outcome {
        Outcome::Skipped { reason } if !reason.has_bytes() => Some(reason),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use overread_dicom::{Disc, examine};

    use super::*;

    fn parcels(files: &[(&str, &str)], leave_out: &[usize]) -> [Option<(Vec<String>, Vec<String>)>; 2] {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect();
        let disc: Disc<Vec<u8>> = Disc::open(files);
        let examined: Vec<_> = (0..disc.len()).map(|file| examine(&disc, file)).collect();
        let all = gather(examined.clone());
        [false, true].map(|original| {
            let parcel = Parcel::of(&examined, &all, original, leave_out)?;
            let sent = parcel
                .inventory
                .files
                .iter()
                .map(|file| file.path.clone())
                .collect();
            Some((sent, parcel.not_sent.into_iter().map(|file| file.path).collect()))
        })
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    const DISC: [(&str, &str); 3] = [
        ("autorun.inf", "[autorun]"),
        ("letter.txt", "Dear"),
        ("report.txt", "Finding"),
    ];

    #[test]
    fn whatever_may_hold_the_report_travels_apart_from_the_rest() {
        let [images, original] = parcels(&DISC, &[]);
        assert_eq!(images, Some((texts(&["autorun.inf"]), vec![])));
        assert_eq!(original, Some((texts(&["letter.txt", "report.txt"]), vec![])));
    }

    #[test]
    fn what_stays_behind_is_named_where_it_belongs() {
        let [images, original] = parcels(&DISC, &[1]);
        assert_eq!(images, Some((texts(&["autorun.inf"]), vec![])));
        assert_eq!(original, Some((texts(&["report.txt"]), texts(&["letter.txt"]))));
        let [images, original] = parcels(&DISC, &[1, 2]);
        assert_eq!(
            images,
            Some((texts(&["autorun.inf"]), texts(&["letter.txt", "report.txt"])))
        );
        assert_eq!(original, None);
    }
}
