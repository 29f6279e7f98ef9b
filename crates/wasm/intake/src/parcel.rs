//! What goes into one compartment: its files as an inventory of their own, and what stays behind; then their small pictures
//! and their bytes, piece by piece.

use std::collections::{HashSet, VecDeque};

use overread_dicom::pack::{Layout, Reader};
use overread_dicom::{
    Album, AlbumPicture, ByteSource, Disc, Examined, Inventory, Outcome, ReadError, Reason, WarningCode,
    albums, gather,
};
use serde::Serialize;

use crate::json;
use crate::supply::Supplied;

/// Files for one compartment.
pub struct Parcel {
    /// The files as they will be sent; numbers count in this parcel.
    pub inventory: Inventory,
    /// What stays behind.
    pub not_sent: Vec<NotSent>,
    /// Numbers on the disc of the parcel's files.
    on_disc: Vec<usize>,
    supply: Supply,
}

/// How far a parcel is supplied.
#[derive(Default)]
struct Supply {
    albums: VecDeque<Album>,
    /// Pictures of the first album that were tried, and those that came of it.
    tried: usize,
    pictures: Vec<AlbumPicture>,
    reader: Option<Reader>,
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

/// Pictures as they cross; the coded greys come beside it, one after the other.
#[derive(Serialize)]
struct Pictures<'a> {
    series: &'a str,
    pictures: Vec<CrossingPicture<'a>>,
}

#[derive(Serialize)]
struct CrossingPicture<'a> {
    #[serde(flatten)]
    picture: &'a AlbumPicture,
    packed: usize,
}

/// A parcel as it crosses to the page.
#[derive(Serialize)]
pub struct Crossing<'a> {
    inventory: &'a Inventory,
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
        Some(Self {
            inventory,
            not_sent,
            on_disc,
            supply: Supply::default(),
        })
    }

    /// Supplies pictures and pieces from the beginning.
    pub fn begin(&mut self, examined: &[Examined]) {
        let files = self.on_disc.iter().filter_map(|file| examined.get(*file));
        let layouts: Vec<Layout> = files.map(Layout::of).collect();
        self.supply = Supply {
            albums: albums(&self.inventory).into(),
            reader: Some(Reader::new(&layouts)),
            ..Supply::default()
        };
    }

    /// Makes the next picture; answers whether an album is complete, or none is left.
    pub fn picture<S: ByteSource>(&mut self, disc: &Disc<S>) -> bool {
        let supply = &mut self.supply;
        let Some(album) = supply.albums.front().filter(|album| supply.tried < album.len()) else {
            return true;
        };
        supply
            .pictures
            .extend(album.picture(supply.tried, disc, &self.on_disc));
        supply.tried += 1;
        supply.tried == album.len()
    }

    /// The pictures of the album that is complete, nothing at the end.
    pub fn take_pictures(&mut self) -> Option<Supplied> {
        let album = self.supply.albums.pop_front()?;
        self.supply.tried = 0;
        let pictures = std::mem::take(&mut self.supply.pictures);
        let crossing = Pictures {
            series: &album.series,
            pictures: pictures
                .iter()
                .map(|picture| CrossingPicture {
                    picture,
                    packed: picture.coded.len(),
                })
                .collect(),
        };
        let meta = json(&crossing);
        let bytes = pictures
            .iter()
            .flat_map(|picture| picture.coded.iter().copied())
            .collect();
        Some(Supplied { meta, bytes })
    }

    /// The next piece, nothing at the end.
    pub fn next_piece<S: ByteSource>(&mut self, disc: &Disc<S>) -> Result<Option<Supplied>, ReadError> {
        let Some(reader) = &mut self.supply.reader else {
            return Ok(None);
        };
        let piece = reader.next(&|file, offset, length| {
            let file = self.on_disc.get(file).ok_or(ReadError::NoSuchFile)?;
            disc.read(*file, offset, length)
        })?;
        Ok(piece.map(|(piece, bytes)| Supplied {
            meta: json(&piece),
            bytes,
        }))
    }

    /// For the page.
    pub fn crossing(&self) -> Crossing<'_> {
        Crossing {
            inventory: &self.inventory,
            not_sent: &self.not_sent,
        }
    }
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
