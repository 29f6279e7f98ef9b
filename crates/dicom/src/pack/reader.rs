//! Reads files once and in order, in pieces.

use sha2::{Digest as _, Sha256};

use super::{Chunk, Ended, Layout, Piece, plan::plan};
use crate::ReadError;

/// Files on their way to be packed.
pub struct Reader {
    pieces: Box<dyn Iterator<Item = Piece> + Send>,
    sizes: Vec<u64>,
    /// The file that is being read.
    digest: Sha256,
}

impl Reader {
    /// Nothing is read yet. The same layouts always make the same pieces.
    pub fn new(layouts: &[Layout]) -> Self {
        Self {
            pieces: Box::new(plan(layouts)),
            sizes: layouts.iter().map(Layout::size).collect(),
            digest: Sha256::new(),
        }
    }

    /// The next piece and the bytes of its chunks, one after the other; nothing at the end. `read` gives bytes of a file.
    pub fn next(
        &mut self,
        read: &dyn Fn(usize, u64, usize) -> Result<Vec<u8>, ReadError>,
    ) -> Result<Option<(Piece, Vec<u8>)>, ReadError> {
        let Some(mut piece) = self.pieces.next() else {
            return Ok(None);
        };
        let mut raw = Vec::new();
        for chunk in &piece.chunks {
            let length = usize::try_from(chunk.length).map_err(|_| ReadError::TooLarge)?;
            let bytes = read(chunk.file, chunk.offset, length)?;
            if bytes.len() != length {
                return Err(ReadError::Unreadable);
            }
            self.digest.update(&bytes);
            raw.extend(bytes);
            piece.ended.extend(self.end(chunk));
        }
        Ok(Some((piece, raw)))
    }

    /// The hash of the chunk's file, if it ends there.
    fn end(&mut self, chunk: &Chunk) -> Option<Ended> {
        let ends = self.sizes.get(chunk.file) == Some(&(chunk.offset + chunk.length));
        ends.then(|| Ended {
            file: chunk.file,
            sha256: self.digest.finalize_reset().into(),
        })
    }
}
