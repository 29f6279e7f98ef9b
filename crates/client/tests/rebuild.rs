//! Files out of a packed stream: what is right comes back, and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::ops::Range;

use async_trait::async_trait;
use futures::executor::block_on;
use overread_client::dicom::pack::{Assembly, Layout, Part, Reader, pack};
use overread_client::dicom::{Disc, Inventory, examine, gather};
use overread_client::wire::Hash;
use overread_client::{FilePlace, Manifest, Rebuilding, Stream, Trouble};

/// A small disc, packed.
struct Packed {
    disc: Disc<Vec<u8>>,
    inventory: Inventory,
    files: Vec<FilePlace>,
    assembly_blocks: Vec<overread_client::dicom::pack::Block>,
    stream: InMemory,
}

struct InMemory(Vec<u8>);

#[async_trait(?Send)]
impl Stream for InMemory {
    async fn bytes(&self, at: u64, length: u64) -> Result<Vec<u8>, Trouble> {
        let range = usize::try_from(at).unwrap()..usize::try_from(at.saturating_add(length)).unwrap();
        self.0.get(range).map(<[u8]>::to_vec).ok_or(Trouble::NotGenuine)
    }
}

impl Packed {
    fn small_disc() -> Self {
        let disc = Disc::open(overread_phantom::small_disc(3).files().collect());
        let examined: Vec<_> = (0..disc.len()).map(|file| examine(&disc, file)).collect();
        let layouts: Vec<_> = examined.iter().map(Layout::of).collect();
        let sizes: Vec<u64> = layouts.iter().map(Layout::size).collect();
        let mut reader = Reader::new(&layouts);
        let (mut assembly, mut stream) = (Assembly::default(), Vec::new());
        while let Some((piece, raw)) = reader
            .next(&|file, offset, length| disc.read(file, offset, length))
            .unwrap()
        {
            stream.extend(assembly.add(pack(&piece, &raw).unwrap()));
        }
        let blocks = assembly.blocks.clone();
        let mut assembled = assembly.finish(&sizes).unwrap();
        assembled.sort_by_key(|file| file.file);
        let files = assembled.into_iter().map(|file| FilePlace {
            size: file.parts.iter().map(Part::length).sum(),
            sha256: Hash::from_bytes(file.sha256),
            parts: file.parts,
        });
        Self {
            files: files.collect(),
            inventory: gather(examined),
            assembly_blocks: blocks,
            stream: InMemory(stream),
            disc,
        }
    }

    fn manifest(&self) -> Manifest {
        Manifest {
            version: 3,
            inventory: self.inventory.clone(),
            files: self.files.clone(),
            blocks: self.assembly_blocks.clone(),
            pack_bytes: 8 << 20,
            packs: Vec::new(),
            previews: Vec::new(),
            not_sent: Vec::new(),
            read_in_by: None,
        }
    }

    /// Number of a file with pixels, and the place of its frame among its parts.
    fn image(&self) -> (usize, usize) {
        let is_frame = |part: &Part| matches!(part, Part::Frame { .. });
        let image = self
            .files
            .iter()
            .position(|file| file.parts.iter().any(is_frame))
            .unwrap();
        (image, self.files[image].parts.iter().position(is_frame).unwrap())
    }

    fn file(&self, file: usize, range: Range<u64>) -> Vec<u8> {
        let length = usize::try_from(range.end - range.start).unwrap();
        self.disc.read(file, range.start, length).unwrap()
    }
}

fn whole(packed: &Packed, manifest: &Manifest, file: usize) -> Result<Vec<u8>, Trouble> {
    block_on(Rebuilding::new(manifest, &packed.stream).whole_file(file))
}

#[test]
fn every_file_of_a_disc_comes_back() {
    let packed = Packed::small_disc();
    let manifest = packed.manifest();
    for (file, place) in packed.files.iter().enumerate() {
        assert!(
            whole(&packed, &manifest, file).unwrap() == packed.file(file, 0..place.size),
            "file {file}"
        );
    }
}

#[test]
fn any_stretch_of_a_file_comes_back() {
    let packed = Packed::small_disc();
    let manifest = packed.manifest();
    let mut rebuilding = Rebuilding::new(&manifest, &packed.stream);
    let (image, _) = packed.image();
    let size = packed.files[image].size;
    for range in [
        0..1,
        0..size,
        size - 1..size,
        size / 3..size / 2,
        130..size - 7,
        5..5,
    ] {
        let bytes = block_on(rebuilding.bytes(image, range.start, range.end - range.start)).unwrap();
        assert!(bytes == packed.file(image, range.clone()), "{range:?}");
    }
}

#[test]
fn a_stretch_beyond_the_end_of_a_file_is_refused() {
    let packed = Packed::small_disc();
    let manifest = packed.manifest();
    let (image, _) = packed.image();
    let size = packed.files[image].size;
    for (offset, length) in [(0, size + 1), (size, 1), (u64::MAX, 1), (1, u64::MAX)] {
        let mut rebuilding = Rebuilding::new(&manifest, &packed.stream);
        assert!(
            block_on(rebuilding.bytes(image, offset, length)).is_err(),
            "{offset} {length}"
        );
    }
    assert!(whole(&packed, &manifest, packed.files.len()).is_err());
}

#[test]
fn a_file_that_is_not_what_was_signed_is_refused() {
    let packed = Packed::small_disc();
    let (image, _) = packed.image();
    let mut other_hash = packed.manifest();
    other_hash.files[image].sha256 = Hash::of(b"another file");
    assert!(whole(&packed, &other_hash, image).is_err());
    let mut longer = packed.manifest();
    longer.files[image].size += 1;
    assert!(whole(&packed, &longer, image).is_err());
    let mut swapped = packed.manifest();
    swapped.files[image].parts.reverse();
    assert!(whole(&packed, &swapped, image).is_err());
}

#[test]
fn a_map_that_leads_nowhere_is_refused() {
    let packed = Packed::small_disc();
    let (image, frame) = packed.image();
    let length = packed.files[image].parts[frame].length();
    let astray = [
        Part::Stored { at: u64::MAX, length },
        Part::Cut {
            block: usize::MAX,
            from: 0,
            length,
        },
        Part::Cut {
            block: 0,
            from: u64::MAX,
            length,
        },
        Part::Frame {
            at: 0,
            packed: 0,
            length,
            back: 0,
        },
        Part::Frame {
            at: 0,
            packed: 1 << 60,
            length,
            back: 0,
        },
        Part::Frame {
            at: 0,
            packed: 9,
            length,
            back: 99,
        },
        Part::Frame {
            at: 0,
            packed: 9,
            length: 1 << 60,
            back: 0,
        },
    ];
    for part in astray {
        let mut manifest = packed.manifest();
        manifest.files[image].parts[frame] = part;
        assert!(whole(&packed, &manifest, image).is_err(), "{part:?}");
    }
}

#[test]
fn frames_that_need_each_other_without_end_are_refused() {
    let packed = Packed::small_disc();
    let (image, frame) = packed.image();
    let one = packed.files[image].parts[frame];
    let Part::Frame {
        at,
        packed: coded,
        length,
        ..
    } = one
    else {
        unreachable!("it was chosen as a frame");
    };
    let chain = (0..100).map(|number| Part::Frame {
        at,
        packed: coded,
        length,
        back: u64::from(number > 0),
    });
    let mut manifest = packed.manifest();
    manifest.files[image].parts = chain.collect();
    manifest.files[image].size = 100 * length;
    assert!(whole(&packed, &manifest, image).is_err());
}
