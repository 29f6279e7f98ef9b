//! One frame, or one block of everything else, in its coded form: a byte that names the codec, then what the codec wrote.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use super::{
    copies::{self, Copies},
    general::{self, Effort},
    planes::{self, Shape},
    values::{self, Values},
};
use crate::jpeg_ls;

/// Longest frame or block that is coded; longer ones are packed as bytes.
pub const LONGEST: u64 = 256 << 20;
/// Frames up to this length are tried as a whole.
const SHORT: usize = 64 * 1024;

const WIDE: u8 = 1;
const BIG: u8 = 2;
const PLANAR: u8 = 4;
const GREEN: u8 = 8;

/// How a frame is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Codec {
    /// As it came.
    Stored,
    /// JPEG-LS lossless, plane by plane.
    JpegLs,
    /// Brotli.
    Brotli,
    /// Copies from an earlier frame, and Brotli for the rest.
    BrotliAfter,
}

impl Codec {
    /// The codec that a first byte names.
    fn of(byte: u8) -> Option<Self> {
        [Self::Stored, Self::JpegLs, Self::Brotli, Self::BrotliAfter]
            .get(usize::from(byte))
            .copied()
    }

    /// The codec of a coded frame or block.
    pub fn of_coded(coded: &[u8]) -> Option<Self> {
        coded.first().and_then(|byte| Self::of(*byte))
    }
}

/// A coded frame or block does not give back what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The packed images are damaged. Ask for them again.")]
pub struct Damaged;

/// The shortest coded form. `before` is a frame that the decoder will have.
pub(super) fn encode(raw: &[u8], shape: Option<&Shape>, before: Option<&[u8]>) -> Vec<u8> {
    let mut best = stored(raw);
    let mut offer = |coded: Option<Vec<u8>>| {
        if let Some(coded) = coded
            && coded.len() < best.len()
        {
            best = coded;
        }
        best.len()
    };
    let shape = shape.filter(|shape| shape.bytes() == raw.len() && shape.words() > 0);
    let mut shortest = offer(shape.and_then(|shape| guarded(|| with_jpeg_ls(raw, shape))));
    if may_be_shorter(raw, shortest) {
        shortest = offer(guarded(|| with_brotli(raw)));
    }
    offer(before.and_then(|before| guarded(|| with_copies(raw, before, shortest))));
    best
}

/// The shortest coded form of a grey picture, row by row, one byte a pixel.
pub fn encode_grey(columns: u32, rows: u32, grey: &[u8]) -> Vec<u8> {
    let size = u16::try_from(columns).ok().zip(u16::try_from(rows).ok());
    let shape = size.map(|(columns, rows)| Shape {
        columns,
        rows,
        planes: 1,
        wide: false,
        big: false,
        planar: false,
        colour: false,
    });
    encode(grey, shape.as_ref(), None)
}

/// Whatever goes wrong in a codec: the frame is then packed in another way. While testing it is to be seen.
fn guarded<T>(act: impl FnOnce() -> Option<T>) -> Option<T> {
    if cfg!(debug_assertions) {
        return act();
    }
    catch_unwind(AssertUnwindSafe(act)).ok().flatten()
}

/// Coded as it came.
pub(super) fn stored(raw: &[u8]) -> Vec<u8> {
    [&[Codec::Stored as u8], raw].concat()
}

/// The `length` bytes that were coded. `before` is the frame that [`Codec::BrotliAfter`] copies from. Memory is taken only for
/// what really comes out, and never more than `length`.
pub fn decode(coded: &[u8], length: usize, before: Option<&[u8]>) -> Result<Vec<u8>, Damaged> {
    let (codec, rest) = coded.split_first().ok_or(Damaged)?;
    let codec = Codec::of(*codec).ok_or(Damaged)?;
    if length as u64 > LONGEST {
        return Err(Damaged);
    }
    let raw = guarded(|| match codec {
        Codec::Stored => Some(rest.to_vec()),
        Codec::JpegLs => from_jpeg_ls(rest, length),
        Codec::Brotli => general::expand(rest, length),
        Codec::BrotliAfter => from_copies(rest, before?, length),
    });
    raw.filter(|raw| raw.len() == length).ok_or(Damaged)
}

fn with_brotli(raw: &[u8]) -> Option<Vec<u8>> {
    let packed = general::compress(raw, Effort::Full)?;
    Some([&[Codec::Brotli as u8], packed.as_slice()].concat())
}

/// Whether the general compressor may come below `shortest`: tried with less work, on two strips where the frame is large.
fn may_be_shorter(raw: &[u8], shortest: usize) -> bool {
    let strip = |from: usize| raw.get(from..from + raw.len() / 16).unwrap_or_default();
    let strips = [strip(raw.len() / 4), strip(raw.len() / 8 * 5)].concat();
    let sample = if raw.len() <= SHORT { raw } else { &strips };
    let Some(packed) = guarded(|| general::compress(sample, Effort::Glance)) else {
        return false;
    };
    // A glance packs a little less well, and strips are not the whole.
    let expected = packed.len() as u64 * raw.len() as u64 / sample.len().max(1) as u64;
    expected < shortest as u64 * 21 / 20 + 64
}

/// Bytes of the steps, of their packed form and of the bytes of the frame's own; then both packed.
fn with_copies(raw: &[u8], before: &[u8], shortest: usize) -> Option<Vec<u8>> {
    let copies = copies::find(raw, before);
    if copies.own.len() > raw.len() / 4 * 3 || !may_be_shorter(&copies.own, shortest) {
        return None;
    }
    let steps = general::compress(&copies.steps, Effort::Full)?;
    let own = general::compress(&copies.own, Effort::Full)?;
    let mut out = vec![Codec::BrotliAfter as u8];
    for length in [copies.steps.len(), steps.len(), copies.own.len()] {
        out.extend(u32::try_from(length).ok()?.to_le_bytes());
    }
    out.extend(steps);
    out.extend(own);
    Some(out)
}

fn from_copies(mut rest: &[u8], before: &[u8], length: usize) -> Option<Vec<u8>> {
    let (steps, packed, own) = (
        take_count(&mut rest)?,
        take_count(&mut rest)?,
        take_count(&mut rest)?,
    );
    // Three numbers take at least three bytes, and no copy is shorter than one byte.
    if steps > length.saturating_mul(30) || own > length {
        return None;
    }
    let copies = Copies {
        steps: general::expand(take(&mut rest, packed)?, steps)?,
        own: general::expand(rest, own)?,
    };
    copies.frame(before, length)
}

/// Flags, planes, columns, rows; then for each plane: origin, numbered values, codestream.
fn with_jpeg_ls(raw: &[u8], shape: &Shape) -> Option<Vec<u8>> {
    let mut planes = shape.split(raw);
    let green = shape.colour && !shape.wide && planes::leans_on_green(&planes);
    if green {
        planes::subtract_green(&mut planes);
    }
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags =
        flag(shape.wide, WIDE) | flag(shape.big, BIG) | flag(shape.planar, PLANAR) | flag(green, GREEN);
    let mut out = vec![Codec::JpegLs as u8, flags, shape.planes];
    out.extend(shape.columns.to_le_bytes());
    out.extend(shape.rows.to_le_bytes());
    for plane in &planes {
        let (moved, numbered) = values::ways(plane, shape.wide);
        let ways = [Some(moved), numbered];
        let written = ways
            .into_iter()
            .flatten()
            .filter_map(|values| plane_of(plane, &values, shape));
        out.extend(written.min_by_key(Vec::len)?);
    }
    Some(out)
}

fn plane_of(plane: &[u16], values: &Values, shape: &Shape) -> Option<Vec<u8>> {
    let samples = values.samples(plane, shape.wide);
    let codestream = jpeg_ls::encode(&samples, shape.columns, shape.rows, values.depth).ok()?;
    let steps: Vec<u8> = steps(&values.numbered).flat_map(u16::to_le_bytes).collect();
    let numbered = if steps.is_empty() {
        Vec::new()
    } else {
        general::compress(&steps, Effort::Full)?
    };
    let mut out = Vec::with_capacity(codestream.len() + numbered.len() + 12);
    out.extend(values.origin.to_le_bytes());
    out.extend(
        u16::try_from(values.numbered.len().saturating_sub(1))
            .ok()?
            .to_le_bytes(),
    );
    out.extend(u32::try_from(numbered.len()).ok()?.to_le_bytes());
    out.extend(numbered);
    out.extend(u32::try_from(codestream.len()).ok()?.to_le_bytes());
    out.extend(codestream);
    Some(out)
}

/// Differences of rising numbers.
fn steps(numbers: &[u16]) -> impl Iterator<Item = u16> + '_ {
    let before = std::iter::once(0).chain(numbers.iter().copied());
    numbers
        .iter()
        .zip(before)
        .map(|(number, before)| number.wrapping_sub(before))
}

fn from_jpeg_ls(mut rest: &[u8], length: usize) -> Option<Vec<u8>> {
    let [flags, count, c0, c1, r0, r1] = *take(&mut rest, 6)?.first_chunk::<6>()?;
    let is = |flag: u8| flags & flag != 0;
    let shape = Shape {
        columns: u16::from_le_bytes([c0, c1]),
        rows: u16::from_le_bytes([r0, r1]),
        planes: count,
        wide: is(WIDE),
        big: is(BIG),
        planar: is(PLANAR),
        colour: is(GREEN),
    };
    if shape.bytes() != length {
        return None;
    }
    let mut planes = Vec::new();
    for _ in 0..count {
        let (values, codestream) = read_plane(&mut rest)?;
        let samples = jpeg_ls::decode(codestream, shape.columns, shape.rows).ok()?;
        planes.push(values.values(samples, shape.wide)?);
    }
    if is(GREEN) {
        planes::add_green(&mut planes);
    }
    rest.is_empty().then(|| shape.join(&planes))
}

fn read_plane<'a>(rest: &mut &'a [u8]) -> Option<(Values, &'a [u8])> {
    let [o0, o1, n0, n1] = *take(rest, 4)?.first_chunk::<4>()?;
    let packed = take_counted(rest)?;
    let mut numbered = Vec::new();
    if !packed.is_empty() {
        let count = usize::from(u16::from_le_bytes([n0, n1])) + 1;
        let steps = general::expand(packed, count * 2)?;
        let mut at = 0_u16;
        for step in steps.as_chunks::<2>().0 {
            at = at.checked_add(u16::from_le_bytes(*step))?;
            numbered.push(at);
        }
    }
    let values = Values {
        origin: u16::from_le_bytes([o0, o1]),
        numbered,
        depth: 0,
    };
    Some((values, take_counted(rest)?))
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

fn take_count(rest: &mut &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*take(rest, 4)?.first_chunk::<4>()?)).ok()
}

fn take_counted<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let count = take_count(rest)?;
    take(rest, count)
}
