//! Files out of an archive, part by part, each compared with its hash.

use sha2::{Digest as _, Sha256};

use super::{Archive, ArchiveError, ArchivedFile, Part, coded};
use crate::ByteSource;

/// Frames that one frame may need before it, one after the other: its number has no more bits.
const MOST_STEPS: usize = 32;
/// Stored bytes that are read at once.
const READ: u64 = 1 << 20;

/// Gives back the files of an archive. Cheapest in the archive's order.
pub struct Unpacker<'a, S: ?Sized> {
    archive: &'a Archive,
    stream: &'a S,
    block: Option<(usize, Vec<u8>)>,
    /// The frame that was decoded last, below it the one after which it goes on, and so forth, by number of the part.
    frames: Vec<(usize, Vec<u8>)>,
}

impl<'a, S: ByteSource + ?Sized> Unpacker<'a, S> {
    /// An archive with its stream, which must be as long as the archive says.
    pub fn new(archive: &'a Archive, stream: &'a S) -> Result<Self, ArchiveError> {
        if stream.len() != archive.stream {
            return Err(ArchiveError::Damaged);
        }
        Ok(Self {
            archive,
            stream,
            block: None,
            frames: Vec::new(),
        })
    }

    /// The bytes of one file of the archive, in pieces. They count only once this has ended well: the hash is compared last.
    pub fn file<E: From<ArchiveError>>(
        &mut self,
        file: &ArchivedFile,
        sink: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.frames.clear();
        let mut digest = Sha256::new();
        let mut give = |bytes: &[u8]| {
            digest.update(bytes);
            sink(bytes)
        };
        for (index, part) in file.parts.iter().enumerate() {
            match *part {
                Part::Stored { at, length } => {
                    let mut done = 0;
                    while done < length {
                        let piece = self.read(at + done, (length - done).min(READ))?;
                        done += piece.len() as u64;
                        give(&piece)?;
                    }
                }
                Part::Cut { block, from, length } => give(self.cut(block, from, length)?)?,
                Part::Frame { .. } => give(self.frame(&file.parts, index)?)?,
            }
        }
        if digest.finalize().as_slice() == file.sha256 {
            Ok(())
        } else {
            Err(ArchiveError::Damaged.into())
        }
    }

    /// Exactly `length` bytes of the stream.
    fn read(&self, at: u64, length: u64) -> Result<Vec<u8>, ArchiveError> {
        let length = usize::try_from(length).map_err(|_| ArchiveError::Damaged)?;
        let bytes = self.stream.read_at(at, length)?;
        if bytes.len() == length {
            Ok(bytes)
        } else {
            Err(ArchiveError::Damaged)
        }
    }

    fn cut(&mut self, number: usize, from: u64, length: u64) -> Result<&[u8], ArchiveError> {
        if self.block.as_ref().is_none_or(|(kept, _)| *kept != number) {
            let block = self.archive.blocks.get(number).ok_or(ArchiveError::Damaged)?;
            let coded = self.read(block.at, block.packed)?;
            let length = usize::try_from(block.length).map_err(|_| ArchiveError::Damaged)?;
            let bytes = coded::decode(&coded, length, None).map_err(|_| ArchiveError::Damaged)?;
            self.block = Some((number, bytes));
        }
        let range = usize::try_from(from)
            .ok()
            .zip(usize::try_from(from.saturating_add(length)).ok());
        let block = self
            .block
            .as_ref()
            .map(|(_, bytes)| bytes.as_slice())
            .unwrap_or_default();
        range
            .and_then(|(from, to)| block.get(from..to))
            .ok_or(ArchiveError::Damaged)
    }

    /// A frame, after the frames that it needs.
    fn frame(&mut self, parts: &[Part], index: usize) -> Result<&[u8], ArchiveError> {
        let mut needed = vec![index];
        while let Some(next) = needed.last().and_then(|index| before(parts, *index)) {
            while self.frames.last().is_some_and(|(kept, _)| *kept > next) {
                self.frames.pop();
            }
            if self.frames.last().is_some_and(|(kept, _)| *kept == next) {
                break;
            }
            if needed.len() > MOST_STEPS {
                return Err(ArchiveError::Damaged);
            }
            needed.push(next);
        }
        if needed.last().is_some_and(|index| before(parts, *index).is_none()) {
            self.frames.clear();
        }
        while let Some(index) = needed.pop() {
            let after = self.frames.last().map(|(_, bytes)| bytes.as_slice());
            let bytes = self.decode(parts.get(index), after)?;
            self.frames.push((index, bytes));
        }
        let last = self.frames.last().map(|(_, bytes)| bytes.as_slice());
        last.ok_or(ArchiveError::Damaged)
    }

    fn decode(&self, part: Option<&Part>, after: Option<&[u8]>) -> Result<Vec<u8>, ArchiveError> {
        match *part.ok_or(ArchiveError::Damaged)? {
            Part::Frame {
                at, packed, length, ..
            } => {
                let coded = self.read(at, packed)?;
                let length = usize::try_from(length).map_err(|_| ArchiveError::Damaged)?;
                coded::decode(&coded, length, after).map_err(|_| ArchiveError::Damaged)
            }
            Part::Stored { at, length } => self.read(at, length),
            Part::Cut { .. } => Err(ArchiveError::Damaged),
        }
    }
}

/// The part after which a frame goes on, if it does.
fn before(parts: &[Part], index: usize) -> Option<usize> {
    match parts.get(index)? {
        Part::Frame { back, .. } if *back > 0 => index.checked_sub(usize::try_from(*back).ok()?),
        _ => None,
    }
}
