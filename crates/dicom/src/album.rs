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
/// Of the first one, so that it can leave at once.
const FIRST: usize = 32;
/// Side of the picture that stands for a series, in pixels.
const LARGE: u32 = 128;
/// Least side of a picture.
const SMALL: u32 = 32;

/// The albums of an inventory, series by series. There is one picture of each frame, a quarter as long and wide, so about 3 %
/// of its bytes; that of the middle frame of the middle image, which stands for the series in lists, is larger.
pub fn albums(inventory: &Inventory) -> Vec<Album> {
    let studies = inventory.patients.iter().flat_map(|patient| &patient.studies);
    let mut albums = Vec::new();
    for series in studies.flat_map(|study| &study.series) {
        let first = if albums.is_empty() { FIRST } else { PICTURES };
        albums.extend(of_series(series, first));
    }
    albums
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

fn of_series(series: &Series, first: usize) -> Vec<Album> {
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
    let (ahead, rest) = places.split_at(first.min(places.len()));
    let parts = std::iter::once(ahead).chain(rest.chunks(PICTURES));
    parts.filter(|places| !places.is_empty()).map(album).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_frames(frames: &[usize]) -> Series {
        let instance = |(file, frames): (usize, &usize)| Instance {
            file,
            rows: 512,
            columns: 512,
            frames: vec![Vec::new(); *frames],
            ..Instance::default()
        };
        Series {
            instances: frames.iter().enumerate().map(instance).collect(),
            ..Series::default()
        }
    }

    #[test]
    fn every_frame_is_in_an_album_once_and_the_first_album_is_small() {
        let albums = of_series(&of_frames(&[1, 300, 1, 1, 500]), FIRST);
        let lengths: Vec<usize> = albums.iter().map(Album::len).collect();
        assert_eq!(lengths, [32, 256, 256, 256, 3]);
        let all = albums.iter().flat_map(|album| {
            let file = |place: &Place| (album.images[place.image].file, place.frame);
            album.places.iter().map(file).collect::<Vec<_>>()
        });
        let wanted = [(0, 1), (1, 300), (2, 1), (3, 1), (4, 500)];
        let wanted = wanted
            .into_iter()
            .flat_map(|(file, frames)| (0..frames).map(move |frame| (file, frame)));
        assert!(all.eq(wanted));
    }

    #[test]
    fn the_middle_of_a_series_is_pictured_larger() {
        let albums = of_series(&of_frames(&[1, 9, 1]), FIRST);
        let sides: Vec<u32> = albums[0].places.iter().map(|place| place.side).collect();
        assert_eq!(sides, [128; 11]);
        let mut small = of_frames(&[1, 1, 1]);
        for instance in &mut small.instances {
            (instance.rows, instance.columns) = (256, 200);
        }
        let albums = of_series(&small, FIRST);
        let sides: Vec<u32> = albums[0].places.iter().map(|place| place.side).collect();
        assert_eq!(sides, [64, 128, 64]);
    }
}
