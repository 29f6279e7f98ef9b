//! RLE Lossless (PS3.5 annex G), for previews.

/// Decodes a frame into the bytes a native little-endian, colour-by-plane frame would have: for each sample all pixels, each
/// of `width` bytes. Segments that are too short leave zeros. Nothing where the header does not fit.
pub(crate) fn decode(frame: &[u8], pixels: usize, samples: usize, width: usize) -> Option<Vec<u8>> {
    let header = frame.get(..64)?;
    let word = |index: usize| {
        header
            .get(index * 4..)?
            .first_chunk::<4>()
            .map(|word| u32::from_le_bytes(*word) as usize)
    };
    let count = word(0)?;
    if count == 0 || count > 15 || count != samples.checked_mul(width)? {
        return None;
    }
    // A run of two bytes makes 128 at most, so an honest frame is not larger than 64 times its codestream.
    let plane = pixels.checked_mul(width)?;
    if plane.checked_mul(samples)? > frame.len().checked_mul(64)? {
        return None;
    }
    let mut out = vec![0; plane * samples];
    for segment in 0..count {
        let from = word(segment + 1)?;
        let to = if segment + 1 < count {
            word(segment + 2)?
        } else {
            frame.len()
        };
        let bytes = frame.get(from..to).or_else(|| frame.get(from..))?;
        let (sample, byte) = (segment / width, width - 1 - segment % width);
        let targets = out
            .get_mut(sample * plane..(sample + 1) * plane)?
            .iter_mut()
            .skip(byte)
            .step_by(width);
        targets
            .zip(PackBits {
                bytes,
                run: Run::None,
            })
            .for_each(|(target, value)| *target = value);
    }
    Some(out)
}

/// The bytes of one segment.
struct PackBits<'a> {
    bytes: &'a [u8],
    run: Run,
}

enum Run {
    None,
    Literal(usize),
    Repeat(usize, u8),
}

impl Iterator for PackBits<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        loop {
            match self.run {
                Run::Literal(left) if left > 0 => {
                    let (value, rest) = self.bytes.split_first()?;
                    self.bytes = rest;
                    self.run = Run::Literal(left - 1);
                    return Some(*value);
                }
                Run::Repeat(left, value) if left > 0 => {
                    self.run = Run::Repeat(left - 1, value);
                    return Some(value);
                }
                _ => {}
            }
            let (control, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            self.run = match *control {
                128 => Run::None,
                n @ 0..=127 => Run::Literal(usize::from(n) + 1),
                n => {
                    let (value, rest) = self.bytes.split_first()?;
                    self.bytes = rest;
                    Run::Repeat(257 - usize::from(n), *value)
                }
            };
        }
    }
}
