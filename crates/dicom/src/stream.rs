//! Packed streams without random access, read at any place: decoding goes on from where it stands or from the nearest mark.
//!
//! A mark is the decoder's whole state, taken on the way at growing distances, so that a tape archive of 4 GB that is read
//! in another order than it was written costs minutes, not days. All marks of a disc together stay below 70 MiB.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use crc32fast::Hasher;
use miniz_oxide::{
    DataFormat, MZFlush, MZStatus,
    inflate::stream::{InflateState, inflate},
};

use crate::{ReadError, container::gzip, crypt::ZipKeys};

const CHUNK: usize = 64 * 1024;
/// Bytes behind the present place that are kept, so that small steps back cost nothing.
const KEPT: usize = 4 * CHUNK;
/// Distance of marks at first; it doubles whenever a stream has [`MAX_MARKS`].
const SPACING: u64 = 1 << 20;
const MAX_MARKS: usize = 256;
/// Streams whose place and marks are kept.
const MAX_STREAMS: usize = 6;

/// Whether packed bytes have grown more than honest ones do: deflate reaches 1032 on zeros, single images stay below 100,
/// gigabytes of a disc below 10.
pub(crate) fn grows(unpacked: u64, packed: u64) -> bool {
    [(32 << 20, 200), (4 << 30, 30)]
        .into_iter()
        .any(|(above, ratio)| unpacked > above && unpacked / ratio > packed)
}

/// How a stream is packed.
#[derive(Clone)]
pub(crate) enum Decoder {
    /// Raw deflate (RFC 1951).
    Deflate(Box<InflateState>),
    /// One or more gzip members (RFC 1952), each behind a header.
    Gzip(Option<Box<InflateState>>),
    /// The traditional cipher of ZIP (APPNOTE.TXT §6.1).
    ZipCrypto(ZipKeys),
}

impl Decoder {
    /// Raw deflate from its beginning.
    pub(crate) fn deflate() -> Self {
        Self::Deflate(InflateState::new_boxed(DataFormat::Raw))
    }
}

/// Bytes of the packed stream.
pub(crate) trait Input {
    /// Up to `length` packed bytes from `offset`; fewer only at the end.
    fn packed(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError>;
}

impl<F: Fn(u64, usize) -> Result<Vec<u8>, ReadError>> Input for F {
    fn packed(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        self(offset, length)
    }
}

/// The state of a decoder between two chunks.
#[derive(Clone)]
struct Mark {
    decoder: Decoder,
    /// Packed bytes that were taken.
    taken: u64,
    /// Unpacked bytes that were given.
    given: u64,
    /// Of all given bytes; of the present member in gzip.
    crc: Hasher,
    /// Unpacked bytes before the present gzip member.
    before: u64,
    ended: bool,
}

/// Where unpacking a stream has come to.
pub(crate) struct Cursor {
    at: Mark,
    /// The last pieces that were unpacked; they end at `at.given`.
    chunk: Vec<u8>,
    input: Vec<u8>,
    used: usize,
    marks: Vec<Mark>,
    next_mark: u64,
    spacing: u64,
}

impl Cursor {
    /// Begins a stream.
    pub(crate) fn new(decoder: Decoder) -> Self {
        Self::from(
            Mark {
                decoder,
                taken: 0,
                given: 0,
                crc: Hasher::new(),
                before: 0,
                ended: false,
            },
            SPACING,
        )
    }

    fn from(at: Mark, spacing: u64) -> Self {
        Self {
            next_mark: at.given.saturating_add(spacing),
            at,
            chunk: Vec::new(),
            input: Vec::new(),
            used: 0,
            marks: Vec::new(),
            spacing,
        }
    }

    fn chunk_at(&self) -> u64 {
        self.at.given - self.chunk.len() as u64
    }

    /// Up to `length` bytes from `offset`, which must not lie before the present chunk.
    pub(crate) fn read(
        &mut self,
        input: &dyn Input,
        offset: u64,
        length: usize,
    ) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        let mut at = offset;
        while out.len() < length {
            let from = usize::try_from(at.saturating_sub(self.chunk_at())).unwrap_or(usize::MAX);
            if let Some(part) = self.chunk.get(from..).filter(|part| !part.is_empty()) {
                let part = part.get(..length - out.len()).unwrap_or(part);
                out.extend_from_slice(part);
                at += part.len() as u64;
            } else if !self.advance(input)? {
                break;
            }
        }
        Ok(out)
    }

    /// Unpacks to the end: the length, and the checksum of all bytes (of the last member in gzip).
    pub(crate) fn finish(&mut self, input: &dyn Input) -> Result<(u64, u32), ReadError> {
        while self.advance(input)? {}
        Ok((self.at.given, self.at.crc.clone().finalize()))
    }

    /// Packed bytes that were taken so far.
    pub(crate) fn taken(&self) -> u64 {
        self.at.taken
    }

    /// Unpacked bytes that were given so far.
    pub(crate) fn given(&self) -> u64 {
        self.at.given
    }

    /// The next chunk; false at the end.
    fn advance(&mut self, input: &dyn Input) -> Result<bool, ReadError> {
        if self.at.given >= self.next_mark && !self.at.ended {
            self.marks.push(self.at.clone());
            self.next_mark = self.at.given.saturating_add(self.spacing);
        }
        if self.chunk.len() > KEPT {
            self.chunk.drain(..KEPT / 2);
        }
        let before = self.at.given;
        while self.at.given == before && !self.at.ended {
            self.step(input)?;
        }
        if grows(self.at.given, self.at.taken) {
            return Err(ReadError::TooLarge);
        }
        Ok(self.at.given > before)
    }

    fn step(&mut self, input: &dyn Input) -> Result<(), ReadError> {
        if self.used == self.input.len() {
            self.input = input.packed(self.at.taken, CHUNK)?;
            self.used = 0;
        }
        let available = self.input.get(self.used..).unwrap_or_default();
        let mut ended = false;
        let old = self.chunk.len();
        let consumed = match &mut self.at.decoder {
            Decoder::ZipCrypto(keys) => {
                self.chunk.extend_from_slice(available);
                keys.decrypt(self.chunk.get_mut(old..).unwrap_or_default());
                self.at.ended = available.is_empty();
                available.len()
            }
            Decoder::Gzip(state @ None) => {
                let head = input.packed(self.at.taken, CHUNK)?;
                match gzip::header(&head) {
                    Some(header) => {
                        *state = Some(InflateState::new_boxed(DataFormat::Raw));
                        self.at.taken += header as u64;
                        self.at.before = self.at.given;
                        self.at.crc = Hasher::new();
                        self.input.clear();
                        self.used = 0;
                    }
                    // What follows the first member and is no further one is padding.
                    None if self.at.taken > 0 => self.at.ended = true,
                    None => return Err(ReadError::CannotInflate),
                }
                return Ok(());
            }
            Decoder::Deflate(state) | Decoder::Gzip(Some(state)) => {
                self.chunk.resize(old + CHUNK, 0);
                let room = self.chunk.get_mut(old..).unwrap_or_default();
                let result = inflate(state, available, room, MZFlush::None);
                self.chunk.truncate(old + result.bytes_written);
                match result.status {
                    Ok(MZStatus::StreamEnd) => ended = true,
                    Ok(_) if result.bytes_consumed > 0 || result.bytes_written > 0 => {}
                    _ => {
                        // What came before the damage was not counted and is not trusted.
                        self.chunk.truncate(old);
                        return Err(ReadError::CannotInflate);
                    }
                }
                result.bytes_consumed
            }
        };
        self.used += consumed;
        self.at.taken += consumed as u64;
        let fresh = self.chunk.get(old..).unwrap_or_default();
        self.at.given += fresh.len() as u64;
        self.at.crc.update(fresh);
        if ended {
            self.end_of_member(input)?;
        }
        Ok(())
    }

    fn end_of_member(&mut self, input: &dyn Input) -> Result<(), ReadError> {
        let Decoder::Gzip(state) = &mut self.at.decoder else {
            self.at.ended = true;
            return Ok(());
        };
        *state = None;
        let trailer = input.packed(self.at.taken, 8)?;
        let (crc, length) = gzip::trailer(&trailer).ok_or(ReadError::CannotInflate)?;
        let own = self.at.given - self.at.before;
        self.at.taken += 8;
        self.input.clear();
        self.used = 0;
        if crc == self.at.crc.clone().finalize() && u64::from(length) == own & 0xFFFF_FFFF {
            Ok(())
        } else {
            Err(ReadError::Checksum)
        }
    }
}

/// Which stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// A layer of a container.
    Layer(usize),
    /// The deflated data set of a file.
    DataSet(usize),
}

/// The streams that were read last, each with its place and its marks.
#[derive(Default)]
pub(crate) struct Streams(Mutex<Vec<Kept>>);

struct Kept {
    key: Key,
    cursor: Option<Cursor>,
    marks: BTreeMap<u64, Arc<Mark>>,
    spacing: u64,
}

impl Streams {
    /// Reads by `act` from the cursor that is nearest before `offset`; `begin` where there is none.
    pub(crate) fn with<T>(
        &self,
        key: Key,
        offset: u64,
        begin: impl FnOnce() -> Result<Cursor, ReadError>,
        act: impl FnOnce(&mut Cursor) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let mut cursor = match self.take(key, offset) {
            Some(cursor) => cursor,
            None => begin()?,
        };
        let result = act(&mut cursor);
        self.keep(key, cursor, result.is_ok());
        result
    }

    fn take(&self, key: Key, offset: u64) -> Option<Cursor> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = all.iter_mut().find(|kept| kept.key == key)?;
        let mark = kept.marks.range(..=offset).next_back();
        let from_mark = |(_, mark): (&u64, &Arc<Mark>)| Cursor::from((**mark).clone(), kept.spacing);
        match &kept.cursor {
            Some(cursor) if cursor.chunk_at() <= offset => {
                let nearer = mark.filter(|(at, _)| **at > cursor.given());
                nearer.map(from_mark).or_else(|| kept.cursor.take())
            }
            _ => mark.map(from_mark),
        }
    }

    /// Takes the cursor back with the marks it made, those of a stream that failed too.
    fn keep(&self, key: Key, mut cursor: Cursor, sound: bool) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept = match all.iter().position(|kept| kept.key == key) {
            Some(index) => all.remove(index),
            None => Kept {
                key,
                cursor: None,
                marks: BTreeMap::new(),
                spacing: SPACING,
            },
        };
        for mark in cursor.marks.drain(..) {
            let lonely = kept
                .marks
                .range(..=mark.given)
                .next_back()
                .is_none_or(|(at, _)| mark.given - at >= kept.spacing);
            if lonely {
                kept.marks.insert(mark.given, Arc::new(mark));
            }
            if kept.marks.len() >= MAX_MARKS {
                kept.spacing *= 2;
                let mut even = false;
                kept.marks.retain(|_, _| {
                    even = !even;
                    even
                });
            }
        }
        cursor.spacing = kept.spacing;
        kept.cursor = sound.then_some(cursor);
        all.push(kept);
        if all.len() > MAX_STREAMS {
            all.remove(0);
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]
mod tests {
    use std::{cell::Cell, io::Write};

    use super::*;

    #[test]
    fn reading_backwards_goes_on_from_a_mark_instead_of_the_beginning() {
        let plain: Vec<u8> = (0_u32..4 << 20)
            .flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 20).to_le_bytes())
            .collect();
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&plain).expect("memory takes it");
        let packed = encoder.finish().expect("memory takes it");
        let fetched = Cell::new(0);
        let input = |offset: u64, length: usize| {
            let from = usize::try_from(offset).expect("small").min(packed.len());
            let bytes = packed[from..packed.len().min(from + length)].to_vec();
            fetched.set(fetched.get() + bytes.len());
            Ok(bytes)
        };
        let streams = Streams::default();
        let read = |offset: usize| {
            let begin = || Ok(Cursor::new(Decoder::deflate()));
            streams
                .with(Key::Layer(0), offset as u64, begin, |cursor| {
                    cursor.read(&input, offset as u64, 100)
                })
                .expect("readable")
        };
        let last = plain.len() - 100;
        assert_eq!(read(last), plain[last..]);
        let whole = fetched.replace(0);
        for offset in [15 << 20, 9 << 20, (9 << 20) + 5, 3 << 20, 12 << 20] {
            assert_eq!(read(offset), plain[offset..offset + 100]);
        }
        assert!(fetched.get() < whole, "{} of {whole}", fetched.get());
    }
}
