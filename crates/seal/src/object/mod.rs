//! Sealed objects: FLOE around a padded frame, under a key that only this object has.
//!
//! Sealing is deterministic: both the FLOE IV and the segment IVs are derived from the object's key and the SHA-256 of
//! its content, so the same bytes under the same context give the same ciphertext, and other bytes give other IVs.
//! An interrupted upload goes on where it was, and a committed first read can be checked by whoever is shown its key.

mod cipher;
mod opening;

use overread_wire::Hash;
use overread_wire::api::LARGEST_OBJECT;

pub use cipher::{Cipher, CipherFailure, RustCrypto, SegmentJob};
pub use opening::{Opening, segments_for};

pub use crate::frame::Padding;
pub use crate::refusal::OpenRefusal;

use crate::floe::{self, Layout, Message};
use crate::frame;
use crate::label::{Label, derive};
use crate::{ObjectContext, ObjectKey};

/// Bytes of the header that stands before the segments.
pub const HEADER_BYTES: u64 = floe::HEADER_BYTES as u64;

/// Bytes of an encrypted segment, the last one excepted.
pub const SEGMENT_BYTES: u64 = floe::SEGMENT;

/// Bytes of the frame in a segment, the last one excepted.
pub const FRAME_BYTES: u64 = floe::SEGMENT - floe::OVERHEAD;

/// Why something was not sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealRefusal {
    /// More than an object may hold.
    #[error("This is too large to be sent in one piece. Leave it out, or ask the practice how to send it.")]
    TooLarge,
    /// The cipher did not do its work.
    #[error("Your device could not seal this. Close other programs, reload the page and try again.")]
    Cipher(#[from] CipherFailure),
}

impl SealRefusal {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large-to-seal",
            Self::Cipher(failure) => failure.code(),
        }
    }
}

/// Bytes of the ciphertext of so many bytes.
pub fn ciphertext_len(plaintext: u64, padding: Padding) -> u64 {
    Layout::of_content(frame::framed_len(plaintext, padding)).ciphertext_len()
}

/// The header of a ciphertext, then its segments.
pub fn parts_of(ciphertext: &[u8]) -> impl Iterator<Item = &[u8]> {
    let (header, segments) = ciphertext.split_at(ciphertext.len().min(floe::HEADER_BYTES));
    std::iter::once(header).chain(segments_in(segments))
}

/// The segments in a stretch of a ciphertext that begins with one.
pub fn segments_in(stretch: &[u8]) -> impl Iterator<Item = &[u8]> {
    stretch.chunks(to_usize(0..SEGMENT_BYTES).end)
}

/// Which part of a ciphertext, as [`parts_of`] counts them, begins at `start`, a place that [`segments_for`] gave.
pub fn part_at(start: u64) -> u64 {
    start.saturating_sub(HEADER_BYTES) / SEGMENT_BYTES + 1
}

/// Seals `plaintext` as the object that `context` names.
pub async fn seal(
    cipher: &dyn Cipher,
    key: &ObjectKey,
    context: &ObjectContext,
    plaintext: &[u8],
    padding: Padding,
) -> Result<Vec<u8>, SealRefusal> {
    if ciphertext_len(plaintext.len() as u64, padding) > LARGEST_OBJECT {
        return Err(SealRefusal::TooLarge);
    }
    let digest = cipher.sha256(plaintext).await?;
    let plan = SealPlan::new(
        key.dangerously_bytes(),
        &context.bytes(),
        plaintext,
        &digest,
        padding,
    );
    let sealed = cipher.seal(&plan.message.key, &plan.jobs, &plan.frame).await?;
    plan.assemble(&sealed).ok_or(SealRefusal::Cipher(CipherFailure))
}

/// Opens a whole object; what comes out is what went in, without padding.
pub async fn open(
    cipher: &dyn Cipher,
    key: &ObjectKey,
    context: &ObjectContext,
    ciphertext: &[u8],
) -> Result<Vec<u8>, OpenRefusal> {
    let size = ciphertext.len() as u64;
    let (header, segments) = ciphertext
        .split_at_checked(floe::HEADER_BYTES)
        .ok_or(OpenRefusal)?;
    let opening = Opening::new(key, context, size, header)?;
    let frame = opening.frame(cipher, 0..opening.framed_len(), segments).await?;
    frame::unframed(frame)
}

/// What is to be encrypted for one object, and how the ciphertext is put together from it.
pub(crate) struct SealPlan {
    pub(crate) message: Message,
    pub(crate) jobs: Vec<SegmentJob>,
    pub(crate) frame: Vec<u8>,
    layout: Layout,
}

impl SealPlan {
    /// Plans the sealing of `plaintext`, whose SHA-256 is `content`, under `key`, bound to `aad`.
    pub(crate) fn new(
        key: &[u8; 32],
        aad: &[u8],
        plaintext: &[u8],
        content: &Hash,
        padding: Padding,
    ) -> Self {
        let length = frame::framed_len(plaintext.len() as u64, padding);
        let layout = Layout::of_content(length);
        // Hash and framed length together determine every byte that is encrypted.
        let identity = [content.as_bytes().as_slice(), &length.to_be_bytes()].concat();
        let iv = derive(key, Label::ObjectFloeIv, &identity);
        let base = derive(key, Label::ObjectSegmentIv, &identity);
        let jobs = (0..layout.segments())
            .map(|segment| {
                let range = layout.content_range(segment);
                SegmentJob {
                    iv: segment_iv(&base, segment),
                    aad: layout.aad(segment),
                    range: to_usize(range),
                }
            })
            .collect();
        Self {
            message: Message::start(&derive(key, Label::ObjectFloeKey, b""), aad, &iv),
            jobs,
            frame: frame::framed(plaintext, usize::try_from(length).unwrap_or(usize::MAX)),
            layout,
        }
    }

    /// The ciphertext, from what AES-GCM made of each job; none when it is not what was asked for.
    pub(crate) fn assemble(&self, sealed: &[Vec<u8>]) -> Option<Vec<u8>> {
        let mut ciphertext = Vec::with_capacity(usize::try_from(self.layout.ciphertext_len()).ok()?);
        ciphertext.extend_from_slice(&self.message.header);
        for (segment, (job, sealed)) in (0..).zip(self.jobs.iter().zip(sealed)) {
            if sealed.len() != job.range.len() + floe::TAG_BYTES {
                return None;
            }
            ciphertext.extend_from_slice(&self.layout.length_field(segment));
            ciphertext.extend_from_slice(&job.iv);
            ciphertext.extend_from_slice(sealed);
        }
        (ciphertext.len() as u64 == self.layout.ciphertext_len()).then_some(ciphertext)
    }
}

/// The base with the position mixed in: no two segments of a message can have the same.
fn segment_iv(base: &[u8; 32], segment: u64) -> [u8; floe::IV_BYTES] {
    let mut iv = [0; floe::IV_BYTES];
    let position = [[0; 4].as_slice(), &segment.to_be_bytes()].concat();
    for ((to, from), position) in iv.iter_mut().zip(base).zip(position) {
        *to = from ^ position;
    }
    iv
}

pub(crate) fn to_usize(range: std::ops::Range<u64>) -> std::ops::Range<usize> {
    usize::try_from(range.start).unwrap_or(usize::MAX)..usize::try_from(range.end).unwrap_or(usize::MAX)
}
