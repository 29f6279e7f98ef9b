//! Whether a manifest can be true. The sender signed it, but the sender may be anybody: nothing in it is believed before
//! everything fits together.

use std::collections::HashSet;

use overread_dicom::pack::add_up;
use overread_dicom::{Instance, Span};
use overread_seal::object::{HEADER_BYTES, Padding, SEGMENT_BYTES, ciphertext_len};
use overread_wire::api::LARGEST_OBJECT;
use overread_wire::{ObjectKind, ObjectRef};

use crate::joined::FILES;
use crate::manifest::{HASH_BYTES, Manifest, PackPlace, PreviewPlace, VERSION};

/// Bytes of files that a manifest may promise whatever its stream, and how many for each byte of the stream: a disc may be full
/// of zeros.
const AT_LEAST: u64 = 1 << 30;
const GROWTH: u64 = 1000;
/// Pixels of a small picture.
const LARGEST_PICTURE: u64 = 1 << 20;

impl Manifest {
    /// Whether every part of every file, every frame and every picture lies in what was sent, and the packs are those of
    /// this manifest, which is sealed as `sealed`.
    pub fn is_sound(&self, sealed: &ObjectRef) -> bool {
        self.version == VERSION
            && self.is_stream(sealed)
            && self.are_files()
            && self.are_images()
            && self.are_previews(sealed)
    }

    /// Bytes of the stream.
    fn stream(&self) -> u64 {
        self.packs
            .iter()
            .fold(0, |sum, pack| sum.saturating_add(pack.size))
    }

    fn is_stream(&self, sealed: &ObjectRef) -> bool {
        let last = self.packs.len().saturating_sub(1);
        let mut packs = self.packs.iter().enumerate();
        (1..=LARGEST_OBJECT).contains(&self.pack_bytes)
            && packs.all(|(number, pack)| {
                let sizes = if number == last {
                    1..=self.pack_bytes
                } else {
                    self.pack_bytes..=self.pack_bytes
                };
                sizes.contains(&pack.size) && is_pack(pack) && belongs(&pack.sealed, ObjectKind::Pack, sealed)
            })
    }

    fn are_files(&self) -> bool {
        let stream = self.stream();
        let sizes = self.files.iter().map(|place| place.size);
        let total = sizes.fold(0_u64, u64::saturating_add);
        self.files.len() <= FILES
            && self.inventory.files.len() == self.files.len()
            && total <= stream.saturating_mul(GROWTH).saturating_add(AT_LEAST)
            && self.blocks.iter().all(|block| block.lies_in(stream))
            && self
                .files
                .iter()
                .zip(&self.inventory.files)
                .all(|(place, record)| {
                    place.size == record.size && add_up(&place.parts, place.size, &self.blocks, stream)
                })
    }

    /// Each image is a file of its own, and what is read from it lies in that file.
    fn are_images(&self) -> bool {
        let mut taken = HashSet::new();
        self.inventory.images().all(|image| {
            taken.insert(image.file)
                && self
                    .files
                    .get(image.file)
                    .is_some_and(|place| image.deflated_from.is_some() || lies_in(image, place.size))
        })
    }

    fn are_previews(&self, sealed: &ObjectRef) -> bool {
        self.previews.iter().all(|album| {
            let is_picture = |place: &PreviewPlace| {
                let pixels = u64::from(place.width).saturating_mul(u64::from(place.height));
                let end = place.offset.saturating_add(place.packed);
                place.file < self.files.len() && pixels <= LARGEST_PICTURE && end <= album.sealed.size
            };
            belongs(&album.sealed, ObjectKind::Previews, sealed) && album.pictures.iter().all(is_picture)
        })
    }
}

/// Whether an object lies where the manifest lies, sealed with the same key.
fn belongs(object: &ObjectRef, kind: ObjectKind, manifest: &ObjectRef) -> bool {
    object.kind == kind && object.compartment == manifest.compartment && object.epoch == manifest.epoch
}

/// Whether the sealed object holds so many bytes, and each of its segments has its hash.
fn is_pack(pack: &PackPlace) -> bool {
    let segments = pack
        .sealed
        .size
        .saturating_sub(HEADER_BYTES)
        .div_ceil(SEGMENT_BYTES);
    let hashes = pack.segments.0.len();
    pack.sealed.size == ciphertext_len(pack.size, Padding::Padme)
        && hashes.is_multiple_of(HASH_BYTES)
        && (hashes / HASH_BYTES) as u64 == segments + 1
}

fn lies_in(image: &Instance, size: u64) -> bool {
    let inside = |span: &Span| {
        span.offset
            .checked_add(span.length)
            .is_some_and(|end| end <= size)
    };
    image.frames.iter().all(|frame| {
        // Pieces of one frame are different bytes.
        let sum = frame
            .iter()
            .fold(0_u64, |sum, span| sum.saturating_add(span.length));
        sum <= size && frame.iter().all(inside)
    })
}
