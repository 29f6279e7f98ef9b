//! Opening an object, whole or in part: a frame of an image needs only the segments it lies in.

use std::ops::Range;

use super::{Cipher, SegmentJob, to_usize};
use crate::floe::{self, Layout, Message, parse_segment};
use crate::frame::PREFIX_BYTES;
use crate::label::{Label, derive};
use crate::{ObjectContext, ObjectKey, OpenRefusal};

/// Which bytes of a ciphertext of `size` bytes are needed for the range `plaintext` of its content, besides the
/// header. The size must come from the signed manifest or the ledger, since it says which segment is the last.
pub fn segments_for(size: u64, plaintext: Range<u64>) -> Result<Range<u64>, OpenRefusal> {
    let layout = Layout::of_ciphertext(size).ok_or(OpenRefusal)?;
    let segments = segments(layout, &framed(layout, plaintext)?);
    let last = segments.end.saturating_sub(1);
    Ok(layout.ciphertext_range(segments.start).start..layout.ciphertext_range(last).end)
}

/// An object whose header was read and belongs to key and context; opens any part of it.
pub struct Opening {
    message: Message,
    layout: Layout,
}

impl Opening {
    /// Where the header lies in the ciphertext.
    pub const HEADER: Range<u64> = 0..floe::HEADER_BYTES as u64;

    /// Begins to open the object of `size` bytes with this header.
    pub fn new(
        key: &ObjectKey,
        context: &ObjectContext,
        size: u64,
        header: &[u8],
    ) -> Result<Self, OpenRefusal> {
        Self::resume(key.dangerously_bytes(), &context.bytes(), size, header)
    }

    /// Opens the range `plaintext` of the content from the bytes that [`segments_for`] names. The range comes from
    /// the signed manifest; what lies beyond the content is padding.
    pub async fn open(
        &self,
        cipher: &dyn Cipher,
        plaintext: Range<u64>,
        segments: &[u8],
    ) -> Result<Vec<u8>, OpenRefusal> {
        self.frame(cipher, framed(self.layout, plaintext)?, segments)
            .await
    }

    pub(crate) fn resume(key: &[u8; 32], aad: &[u8], size: u64, header: &[u8]) -> Result<Self, OpenRefusal> {
        let layout = Layout::of_ciphertext(size).ok_or(OpenRefusal)?;
        let message = Message::resume(&derive(key, Label::ObjectFloeKey, b""), aad, header)?;
        Ok(Self { message, layout })
    }

    /// The AES-256-GCM key of the segments.
    pub(crate) fn key(&self) -> &[u8; 32] {
        &self.message.key
    }

    /// Bytes of the frame, padding included.
    pub(crate) fn framed_len(&self) -> u64 {
        self.layout.content_len()
    }

    /// Opens the range `wanted` of the frame.
    pub(crate) async fn frame(
        &self,
        cipher: &dyn Cipher,
        wanted: Range<u64>,
        segments: &[u8],
    ) -> Result<Vec<u8>, OpenRefusal> {
        let jobs = self.jobs(&wanted, segments)?;
        let opened = cipher
            .open(&self.message.key, &jobs, segments)
            .await
            .map_err(|_| OpenRefusal)?;
        self.join(&wanted, &jobs, &opened)
    }

    /// What is to be decrypted of `bytes`, which are the segments that `wanted` lies in.
    pub(crate) fn jobs(&self, wanted: &Range<u64>, bytes: &[u8]) -> Result<Vec<SegmentJob>, OpenRefusal> {
        let mut jobs = Vec::new();
        let mut at = 0;
        for position in segments(self.layout, wanted) {
            let place = to_usize(self.layout.ciphertext_range(position));
            let end = at + place.len();
            let segment = bytes.get(at..end).ok_or(OpenRefusal)?;
            let (iv, sealed) = parse_segment(self.layout, position, segment).ok_or(OpenRefusal)?;
            jobs.push(SegmentJob {
                iv,
                aad: self.layout.aad(position),
                range: end - sealed.len()..end,
            });
            at = end;
        }
        if at == bytes.len() {
            Ok(jobs)
        } else {
            Err(OpenRefusal)
        }
    }

    /// Cuts `wanted` out of what was decrypted.
    pub(crate) fn join(
        &self,
        wanted: &Range<u64>,
        jobs: &[SegmentJob],
        opened: &[Vec<u8>],
    ) -> Result<Vec<u8>, OpenRefusal> {
        let sound = opened.len() == jobs.len()
            && opened
                .iter()
                .zip(jobs)
                .all(|(chunk, job)| chunk.len() + floe::TAG_BYTES == job.range.len());
        if !sound {
            return Err(OpenRefusal);
        }
        let first = self
            .layout
            .content_range(segments(self.layout, wanted).start)
            .start;
        let cut = to_usize(wanted.start - first..wanted.end - first);
        let mut frame = opened.concat();
        frame.truncate(cut.end);
        if frame.len() != cut.end {
            return Err(OpenRefusal);
        }
        frame.drain(..cut.start);
        Ok(frame)
    }
}

/// The range of the frame in which a range of the content lies.
fn framed(layout: Layout, plaintext: Range<u64>) -> Result<Range<u64>, OpenRefusal> {
    let start = plaintext
        .start
        .checked_add(PREFIX_BYTES as u64)
        .ok_or(OpenRefusal)?;
    let end = plaintext
        .end
        .checked_add(PREFIX_BYTES as u64)
        .ok_or(OpenRefusal)?;
    if start <= end && end <= layout.content_len() {
        Ok(start..end)
    } else {
        Err(OpenRefusal)
    }
}

/// The segments in which a range of the frame lies; at least one, so that an empty range proves something too.
fn segments(layout: Layout, wanted: &Range<u64>) -> Range<u64> {
    let last = layout.segments() - 1;
    let first = (wanted.start / floe::CHUNK).min(last);
    let end = wanted.end.div_ceil(floe::CHUNK).clamp(first + 1, last + 1);
    first..end
}
