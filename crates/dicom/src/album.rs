//! The small pictures that are sent before the images: which there are, and how they are made.

use serde::{Deserialize, Serialize};

use crate::{ByteSource, Disc, Instance, Inventory, Series, pack, preview};

/// Pictures of one series that are sent together.
#[derive(Debug, Clone)]
pub struct Album {
    /// Series Instance UID.
    pub series: String,
    images: Vec<Instance>,
    places: Vec<Place>,
}

/// A small picture of one frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlbumPicture {
    /// Index into the inventory's files.
    pub file: usize,
    /// Frame of that file, from 0.
    pub frame: usize,
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// 8-bit grey, row by row, in the shortest form of `docs/spec/packing.md`.
    #[serde(skip)]
    pub coded: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    image: usize,
    frame: usize,
    side: u32,
}

/// Pictures of an album at most.
const PICTURES: usize = 256;
/// Side of the picture that stands for a series, in pixels.
const LARGE: u32 = 128;
/// Least side of a picture.
const SMALL: u32 = 32;

/// The albums of an inventory, series by series. There is one picture of each frame, a quarter as long and wide, so about 3 %
/// of its bytes; that of the middle frame of the middle image, which stands for the series in lists, is larger.
pub fn albums(inventory: &Inventory) -> Vec<Album> {
    let studies = inventory.patients.iter().flat_map(|patient| &patient.studies);
    let series = studies.flat_map(|study| &study.series);
    series.flat_map(of_series).collect()
}

impl Album {
    /// Its pictures, those that cannot be made among them.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none; never so for what [`albums`] gives.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// A picture; nothing where its pixels are in a form that is not decoded here. `on_disc` are the numbers on the disc of the
    /// inventory's files.
    pub fn picture<S: ByteSource>(
        &self,
        number: usize,
        disc: &Disc<S>,
        on_disc: &[usize],
    ) -> Option<AlbumPicture> {
        let place = self.places.get(number)?;
        let image = self.images.get(place.image)?;
        let there = Instance {
            file: *on_disc.get(image.file)?,
            ..image.clone()
        };
        let made = preview(disc, &there, place.frame, place.side)?;
        Some(AlbumPicture {
            file: image.file,
            frame: place.frame,
            width: made.width,
            height: made.height,
            coded: pack::encode_grey(made.width, made.height, &made.grey),
        })
    }
}

fn of_series(series: &Series) -> Vec<Album> {
    let middle = series.instances.len() / 2;
    let places = series.instances.iter().enumerate().flat_map(|(image, instance)| {
        let frames = instance.frames.len();
        (0..frames).map(move |frame| Place {
            image,
            frame,
            side: if image == middle && frame == frames.saturating_sub(1) / 2 {
                LARGE
            } else {
                (instance.rows.max(instance.columns) / 4).clamp(SMALL, LARGE)
            },
        })
    });
    let places: Vec<Place> = places.collect();
    let album = |places: &[Place]| {
        let first = places.first().map_or(0, |place| place.image);
        let last = places.last().map_or(0, |place| place.image);
        Album {
            series: series.uid.clone(),
            images: series.instances.get(first..=last).unwrap_or_default().to_vec(),
            places: places
                .iter()
                .map(|place| Place {
                    image: place.image - first,
                    ..*place
                })
                .collect(),
        }
    };
    places.chunks(PICTURES).map(album).collect()
}
