//! A small moving window over the bytes of one file, so that a walk over its elements reads it in few pieces.

use crate::ReadError;

/// How much is read ahead.
const BLOCK: usize = 32 * 1024;

/// Reads of any place, exact or not at all.
pub(crate) struct Window<'a> {
    read: &'a dyn Fn(u64, usize) -> Result<Vec<u8>, ReadError>,
    len: u64,
    start: u64,
    block: Vec<u8>,
}

impl<'a> Window<'a> {
    /// A window over `len` bytes that `read` delivers.
    pub(crate) fn new(len: u64, read: &'a dyn Fn(u64, usize) -> Result<Vec<u8>, ReadError>) -> Self {
        Self {
            read,
            len,
            start: 0,
            block: Vec::new(),
        }
    }

    /// Length of the whole.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Exactly `n` bytes from `at`, or nothing where there are fewer.
    pub(crate) fn get(&mut self, at: u64, n: usize) -> Result<Option<&[u8]>, ReadError> {
        self.fetch(at, n, BLOCK)
    }

    /// The same, reading hardly more than asked for: for places far apart.
    pub(crate) fn glance(&mut self, at: u64, n: usize) -> Result<Option<&[u8]>, ReadError> {
        self.fetch(at, n, 64)
    }

    /// The first bytes, as many as one read delivers.
    pub(crate) fn head(&mut self) -> Result<&[u8], ReadError> {
        let n = usize::try_from(self.len).unwrap_or(BLOCK).min(BLOCK);
        Ok(self.get(0, n)?.unwrap_or_default())
    }

    /// Bytes that were read already; nothing where they would have to be read.
    pub(crate) fn held(&self, at: u64, n: usize) -> Option<&[u8]> {
        if !self.holds(at, n) {
            return None;
        }
        let from = usize::try_from(at - self.start).ok()?;
        self.block.get(from..from.checked_add(n)?)
    }

    fn fetch(&mut self, at: u64, n: usize, ahead: usize) -> Result<Option<&[u8]>, ReadError> {
        if at.checked_add(n as u64).is_none_or(|end| end > self.len) {
            return Ok(None);
        }
        if !self.holds(at, n) {
            // A span never asks for more than the file has, so this allocation is bounded by real bytes.
            self.block = (self.read)(at, n.max(ahead))?;
            self.start = at;
        }
        let from = usize::try_from(at - self.start).unwrap_or(usize::MAX);
        Ok(self.block.get(from..from.saturating_add(n)))
    }

    fn holds(&self, at: u64, n: usize) -> bool {
        at >= self.start && at - self.start + n as u64 <= self.block.len() as u64
    }
}
