//! A parcel of a disc as it crosses to the page, and the supply of its small pictures and bytes, piece by piece.

use std::collections::VecDeque;

use overread_dicom::pack::Reader;
use overread_dicom::{
    Album, AlbumPicture, ByteSource, Disc, Examined, Inventory, NotSent, Parcel, ReadError, albums,
};
use serde::Serialize;

use crate::json;
use crate::supply::Supplied;

/// A parcel on its way.
pub struct Shipping {
    parcel: Parcel,
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

impl Shipping {
    /// Nothing is supplied yet.
    pub fn of(parcel: Parcel) -> Self {
        Self {
            parcel,
            supply: Supply::default(),
        }
    }

    /// Supplies pictures and pieces from the beginning.
    pub fn begin(&mut self, examined: &[Examined]) {
        self.supply = Supply {
            albums: albums(&self.parcel.inventory).into(),
            reader: Some(self.parcel.reader(examined)),
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
            .extend(album.picture(supply.tried, disc, &self.parcel.on_disc));
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
            let file = self.parcel.on_disc.get(file).ok_or(ReadError::NoSuchFile)?;
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
            inventory: &self.parcel.inventory,
            not_sent: &self.parcel.not_sent,
        }
    }
}
