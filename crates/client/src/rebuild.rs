//! Files and frames out of the packed stream of a manifest, whole or in part.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use async_trait::async_trait;
use overread_dicom::pack::{LONGEST, Part, decode};
use overread_dicom::{Disc, FrameError, Instance, Span, frame_bytes, table_bytes};
use overread_wire::Hash;

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::manifest::Manifest;

/// Bytes of the stream of a manifest, however they are fetched.
#[async_trait(?Send)]
pub trait Stream {
    /// Exactly `length` bytes from `at`.
    async fn bytes(&self, at: u64, length: u64) -> Result<Vec<u8>, Trouble>;
}

/// Puts files together again. Cheapest for one file after the other, in the order of the stream.
pub struct Rebuilding<'a> {
    manifest: &'a Manifest,
    stream: &'a dyn Stream,
    block: Option<(usize, Vec<u8>)>,
    /// Where each part of the last file ends.
    ends: Option<(usize, Vec<u64>)>,
}

/// Frames that one frame may need before it, one after the other.
const MOST_STEPS: usize = 32;

impl<'a> Rebuilding<'a> {
    /// Files of a manifest.
    pub fn new(manifest: &'a Manifest, stream: &'a dyn Stream) -> Self {
        Self {
            manifest,
            stream,
            block: None,
            ends: None,
        }
    }

    /// The bytes of one frame in the transfer syntax of its image.
    pub async fn frame(&mut self, image: &Instance, frame: usize) -> Result<Vec<u8>, Trouble> {
        if image.deflated_from.is_some() {
            let file = self.whole_file(image.file).await?;
            return inflated(file, image, |disc, image| frame_bytes(disc, image, frame));
        }
        let mut bytes = Vec::new();
        for span in image.frames.get(frame).ok_or(Trouble::NotGenuine)? {
            bytes.extend(self.bytes(image.file, span.offset, span.length).await?);
        }
        Ok(bytes)
    }

    /// The bytes of a lookup table or palette of an image, where the inventory says that it lies.
    pub async fn table(&mut self, image: &Instance, table: Span) -> Result<Vec<u8>, Trouble> {
        if image.deflated_from.is_some() {
            let file = self.whole_file(image.file).await?;
            return inflated(file, image, |disc, image| table_bytes(disc, image, table));
        }
        self.bytes(image.file, table.offset, table.length).await
    }

    /// One file, bit for bit, compared with the hash that the sender signed.
    pub async fn whole_file(&mut self, file: usize) -> Result<Vec<u8>, Trouble> {
        let place = self.manifest.files.get(file).ok_or(Trouble::NotGenuine)?;
        let bytes = self.bytes(file, 0, place.size).await?;
        if Hash::of(&bytes) == place.sha256 {
            Ok(bytes)
        } else {
            Err(Trouble::NotGenuine)
        }
    }

    /// Some bytes of a file.
    pub async fn bytes(&mut self, file: usize, offset: u64, length: u64) -> Result<Vec<u8>, Trouble> {
        let place = self.manifest.files.get(file).ok_or(Trouble::NotGenuine)?;
        let end = offset.checked_add(length).ok_or(Trouble::NotGenuine)?;
        if end > place.size {
            return Err(Trouble::NotGenuine);
        }
        let (parts, mut bytes) = (&place.parts, Vec::new());
        let (mut index, mut at) = self.part_with(file, parts, offset);
        while at < end {
            let after = at.saturating_add(parts.get(index).ok_or(Trouble::NotGenuine)?.length());
            let (from, to) = (offset.max(at), end.min(after));
            if from < to {
                bytes.extend(self.part(parts, index, from - at, to - from).await?);
            }
            (index, at) = (index + 1, after);
        }
        Ok(bytes)
    }

    /// The part that holds a byte of a file, and where it begins.
    fn part_with(&mut self, file: usize, parts: &[Part], offset: u64) -> (usize, u64) {
        if self.ends.as_ref().is_none_or(|(known, _)| *known != file) {
            let ends = parts.iter().scan(0_u64, |end, part| {
                *end = end.saturating_add(part.length());
                Some(*end)
            });
            self.ends = Some((file, ends.collect()));
        }
        let ends = self
            .ends
            .as_ref()
            .map(|(_, ends)| ends.as_slice())
            .unwrap_or_default();
        let index = ends.partition_point(|end| *end <= offset);
        let begins = index.checked_sub(1).and_then(|before| ends.get(before)).copied();
        (index, begins.unwrap_or(0))
    }

    /// Some bytes of one part.
    pub async fn part(
        &mut self,
        parts: &[Part],
        index: usize,
        from: u64,
        length: u64,
    ) -> Result<Vec<u8>, Trouble> {
        match *parts.get(index).ok_or(Trouble::NotGenuine)? {
            Part::Stored { at, .. } => {
                let at = at.checked_add(from).ok_or(Trouble::NotGenuine)?;
                self.stream.bytes(at, length).await
            }
            Part::Cut {
                block, from: start, ..
            } => {
                let start = start.checked_add(from).ok_or(Trouble::NotGenuine)?;
                cut(self.block(block).await?, start, length)
            }
            Part::Frame { .. } => {
                let frame = self.whole_frame(parts, index).await?;
                if from == 0 && frame.len() as u64 == length {
                    return Ok(frame);
                }
                cut(&frame, from, length)
            }
        }
    }

    async fn block(&mut self, number: usize) -> Result<&[u8], Trouble> {
        if self.block.as_ref().is_none_or(|(kept, _)| *kept != number) {
            let block = *self.manifest.blocks.get(number).ok_or(Trouble::NotGenuine)?;
            let coded = self.stream.bytes(block.at, block.packed).await?;
            self.block = Some((number, decoded(&coded, block.length, None)?));
        }
        Ok(self
            .block
            .as_ref()
            .map(|(_, bytes)| bytes.as_slice())
            .unwrap_or_default())
    }

    /// A frame, after the frames from which it copies.
    async fn whole_frame(&self, parts: &[Part], index: usize) -> Result<Vec<u8>, Trouble> {
        let mut needed = vec![index];
        while let Some(Part::Frame { back, .. }) = needed.last().and_then(|index| parts.get(*index))
            && *back > 0
        {
            let back = usize::try_from(*back).unwrap_or(usize::MAX);
            let earlier = needed.last().and_then(|index| index.checked_sub(back));
            needed.push(earlier.ok_or(Trouble::NotGenuine)?);
            if needed.len() > MOST_STEPS {
                return Err(Trouble::NotGenuine);
            }
        }
        let mut frame = None;
        while let Some(part) = needed.pop().and_then(|index| parts.get(index)) {
            frame = Some(match *part {
                Part::Frame {
                    at, packed, length, ..
                } => decoded(&self.stream.bytes(at, packed).await?, length, frame.as_deref())?,
                Part::Stored { at, length } if length <= LONGEST => self.stream.bytes(at, length).await?,
                Part::Stored { .. } | Part::Cut { .. } => return Err(Trouble::NotGenuine),
            });
        }
        frame.ok_or(Trouble::NotGenuine)
    }
}

fn decoded(coded: &[u8], length: u64, before: Option<&[u8]>) -> Result<Vec<u8>, Trouble> {
    let length = usize::try_from(length).map_err(|_| Trouble::NotGenuine)?;
    decode(coded, length, before).map_err(|_| Trouble::NotGenuine)
}

fn cut(bytes: &[u8], from: u64, length: u64) -> Result<Vec<u8>, Trouble> {
    let to = from.checked_add(length).and_then(|to| usize::try_from(to).ok());
    let range = usize::try_from(from).ok().zip(to);
    range
        .and_then(|(from, to)| bytes.get(from..to))
        .map(<[u8]>::to_vec)
        .ok_or(Trouble::NotGenuine)
}

/// Bytes of an image whose whole data set is deflated (PS3.5 A.5): its spans count in the inflated bytes.
fn inflated(
    file: Vec<u8>,
    image: &Instance,
    bytes: impl Fn(&Disc<Vec<u8>>, &Instance) -> Result<Vec<u8>, FrameError>,
) -> Result<Vec<u8>, Trouble> {
    let disc = Disc::open(vec![("image".to_owned(), file)]);
    let image = Instance {
        file: 0,
        ..image.clone()
    };
    bytes(&disc, &image).map_err(|_| Trouble::NotGenuine)
}

/// A stream fetched by range: only the segments that hold what is asked for travel.
pub(crate) struct ByRange<'a> {
    pub client: &'a Client,
    pub chain: &'a Chain,
    pub keyring: &'a Keyring,
    pub manifest: &'a Manifest,
}

#[async_trait(?Send)]
impl Stream for ByRange<'_> {
    async fn bytes(&self, at: u64, length: u64) -> Result<Vec<u8>, Trouble> {
        let mut bytes = Vec::new();
        for (pack, inside, length) in self.manifest.places(at, length).ok_or(Trouble::NotGenuine)? {
            let pack = self.manifest.packs.get(pack).ok_or(Trouble::NotGenuine)?;
            let range = self
                .client
                .pack_range(self.chain, self.keyring, pack, inside, length);
            bytes.extend(range.await?);
        }
        Ok(bytes)
    }
}

/// A stream fetched pack by pack; the last few are kept.
pub(crate) struct ByPack<'a> {
    pub client: &'a Client,
    pub chain: &'a Chain,
    pub keyring: &'a Keyring,
    pub manifest: &'a Manifest,
    pub kept: RefCell<VecDeque<(usize, Rc<Vec<u8>>)>>,
}

/// Packs that are kept: what is packed together lies in two at most.
const KEPT: usize = 3;

impl ByPack<'_> {
    async fn pack(&self, number: usize) -> Result<Rc<Vec<u8>>, Trouble> {
        let kept = self
            .kept
            .borrow()
            .iter()
            .find(|(kept, _)| *kept == number)
            .cloned();
        if let Some((_, pack)) = kept {
            return Ok(pack);
        }
        let pack = Rc::new(
            self.client
                .pack(self.chain, self.keyring, self.manifest, number)
                .await?,
        );
        let mut kept = self.kept.borrow_mut();
        kept.truncate(KEPT - 1);
        kept.push_front((number, pack.clone()));
        Ok(pack)
    }
}

#[async_trait(?Send)]
impl Stream for ByPack<'_> {
    async fn bytes(&self, at: u64, length: u64) -> Result<Vec<u8>, Trouble> {
        let mut bytes = Vec::new();
        for (number, inside, length) in self.manifest.places(at, length).ok_or(Trouble::NotGenuine)? {
            bytes.extend(cut(&self.pack(number).await?, inside, length)?);
        }
        Ok(bytes)
    }
}
