//! Bytes of a packed ZIP member or a deflated data set, inflated as they are asked for and never by a declared length.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::{
    ByteSource, ReadError,
    zip::{self, Member},
};

const CHUNK: usize = 64 * 1024;

/// Where inflating a member has come to. Reading onwards goes on from here; reading backwards starts again.
pub(crate) struct Cursor {
    inflater: Decompress,
    input: Vec<u8>,
    used: usize,
    next_input: u64,
    input_end: u64,
    chunk: Vec<u8>,
    chunk_at: u64,
    ended: bool,
    crc: Crc,
}

impl Cursor {
    /// Begins a deflated member.
    pub(crate) fn open(source: &dyn ByteSource, member: &Member) -> Result<Self, ReadError> {
        let start = zip::data_offset(source, member)?;
        Ok(Self {
            inflater: Decompress::new(false),
            input: Vec::new(),
            used: 0,
            next_input: start,
            input_end: start.saturating_add(member.packed),
            chunk: Vec::new(),
            chunk_at: 0,
            ended: false,
            crc: Crc::new(),
        })
    }

    /// Whether `offset` still lies ahead.
    pub(crate) fn reaches(&self, offset: u64) -> bool {
        offset >= self.chunk_at
    }

    /// Up to `length` bytes from `offset`, which must lie ahead.
    pub(crate) fn read(
        &mut self,
        source: &dyn ByteSource,
        member: &Member,
        offset: u64,
        length: usize,
    ) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        let mut at = offset;
        while out.len() < length {
            let from = usize::try_from(at.saturating_sub(self.chunk_at)).unwrap_or(usize::MAX);
            if let Some(part) = self.chunk.get(from..).filter(|part| !part.is_empty()) {
                let part = part.get(..length - out.len()).unwrap_or(part);
                out.extend_from_slice(part);
                at += part.len() as u64;
            } else if !self.advance(source, member)? {
                break;
            }
        }
        Ok(out)
    }

    /// Inflates to the end and compares length and checksum.
    pub(crate) fn finish(&mut self, source: &dyn ByteSource, member: &Member) -> Result<(), ReadError> {
        while self.advance(source, member)? {}
        if self.crc.sum() == member.crc {
            Ok(())
        } else {
            Err(ReadError::Checksum)
        }
    }

    /// The next chunk; false at the end. A member that is longer or shorter than declared is an error.
    fn advance(&mut self, source: &dyn ByteSource, member: &Member) -> Result<bool, ReadError> {
        if self.ended {
            return Ok(false);
        }
        self.chunk_at += self.chunk.len() as u64;
        self.chunk.clear();
        self.chunk.reserve(CHUNK);
        while !self.ended && self.chunk.is_empty() {
            if self.used == self.input.len() && self.next_input < self.input_end {
                let n = usize::try_from(self.input_end - self.next_input)
                    .unwrap_or(CHUNK)
                    .min(CHUNK);
                self.input = source.read_at(self.next_input, n)?;
                self.used = 0;
                self.next_input += self.input.len() as u64;
            }
            let before = self.inflater.total_in();
            let input = self.input.get(self.used..).unwrap_or_default();
            let starved = input.is_empty();
            let status = self
                .inflater
                .decompress_vec(input, &mut self.chunk, FlushDecompress::None)
                .map_err(|_| ReadError::CannotInflate)?;
            self.used += usize::try_from(self.inflater.total_in() - before).unwrap_or(0);
            self.ended = status == Status::StreamEnd;
            if starved && self.chunk.is_empty() && !self.ended {
                return Err(ReadError::CannotInflate);
            }
        }
        self.crc.update(&self.chunk);
        let total = self.chunk_at + self.chunk.len() as u64;
        if total > member.size || (self.ended && total != member.size) {
            return Err(ReadError::CannotInflate);
        }
        Ok(!self.chunk.is_empty())
    }
}

/// What came out of a deflated data set.
pub(crate) enum Inflated {
    /// All of it, or as much as there was before it broke off.
    Bytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// Whether the stream ended as it should.
        whole: bool,
    },
    /// It grows beyond reason.
    TooLarge,
}

/// Inflates a data set (raw deflate, RFC 1951), up to 200 times its length or 64 MiB, and never above 256 MiB.
pub(crate) fn inflate(packed: &[u8]) -> Inflated {
    let limit = packed.len().saturating_mul(200).clamp(64 << 20, 256 << 20);
    let mut inflater = Decompress::new(false);
    let mut bytes = Vec::new();
    loop {
        let (before_in, before_out) = (inflater.total_in(), bytes.len());
        if bytes.capacity() - bytes.len() < CHUNK {
            bytes.reserve(CHUNK);
        }
        let used = usize::try_from(before_in).unwrap_or(usize::MAX);
        let input = packed.get(used..).unwrap_or_default();
        let status = inflater.decompress_vec(input, &mut bytes, FlushDecompress::None);
        if bytes.len() > limit {
            return Inflated::TooLarge;
        }
        match status {
            Ok(Status::StreamEnd) => return Inflated::Bytes { bytes, whole: true },
            Ok(_) if inflater.total_in() > before_in || bytes.len() > before_out => {}
            Ok(_) | Err(_) => return Inflated::Bytes { bytes, whole: false },
        }
    }
}
