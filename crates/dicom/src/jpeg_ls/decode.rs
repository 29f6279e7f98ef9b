//! A codestream to samples.

use super::{END, JpegLsError, bits::BitReader, header, model::Model};

/// Decodes a plane of `columns` × `rows` samples; an error where the codestream is of another size or damaged.
pub fn decode(codestream: &[u8], columns: u16, rows: u16) -> Result<Vec<u16>, JpegLsError> {
    let depth = *codestream.get(6).ok_or(JpegLsError::Damaged)?;
    let width = usize::from(columns);
    if width == 0 || rows == 0 || !(2..=16).contains(&depth) {
        return Err(JpegLsError::Size);
    }
    let scan = codestream
        .strip_prefix(&header(columns, rows, depth))
        .and_then(|rest| rest.strip_suffix(&END))
        .ok_or(JpegLsError::Damaged)?;
    let mut decoder = Decoder {
        model: Model::new(u32::from(depth)),
        bits: BitReader::new(scan),
    };
    // Grows row by row: a codestream that breaks off never makes room for an image.
    let mut samples = Vec::new();
    let mut above = vec![0; width];
    let mut row = vec![0; width];
    let mut corner = 0;
    for _ in 0..rows {
        decoder
            .row(&mut row, &above, corner)
            .ok_or(JpegLsError::Damaged)?;
        samples.extend_from_slice(&row);
        corner = at(&above, 0);
        std::mem::swap(&mut row, &mut above);
    }
    if decoder.bits.is_overrun() {
        return Err(JpegLsError::Damaged);
    }
    Ok(samples)
}

struct Decoder<'a> {
    model: Model,
    bits: BitReader<'a>,
}

fn at(row: &[u16], x: usize) -> i32 {
    row.get(x).map_or(0, |sample| i32::from(*sample))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "samples are masked to their bits"
)]
fn narrow(sample: i32) -> u16 {
    sample as u16
}

impl Decoder<'_> {
    fn row(&mut self, row: &mut [u16], above: &[u16], corner: i32) -> Option<()> {
        let width = row.len();
        let mut column = 0;
        let (mut a, mut b, mut c) = (at(above, 0), at(above, 0), corner);
        let mut region = self.model.region(b - c);
        while column < width {
            let d = above.get(column + 1).map_or(b, |sample| i32::from(*sample));
            if d == b && b == c && c == a {
                column = self.run(row, above, column, a)?;
                (a, b, c) = (
                    at(row, column.wrapping_sub(1)),
                    at(above, column),
                    at(above, column.wrapping_sub(1)),
                );
                region = self.model.region(b - c);
                continue;
            }
            let next = self.model.region(d - b);
            let sample = self.sample([a, b, c], [next, region, self.model.region(c - a)])?;
            *row.get_mut(column)? = narrow(sample);
            (a, b, c) = (sample, d, b);
            region = next;
            column += 1;
        }
        Some(())
    }

    fn sample(&mut self, neighbours: [i32; 3], regions: [i32; 3]) -> Option<i32> {
        let (max, depth, escape) = (
            self.model.max,
            self.model.depth,
            self.model.escape(self.model.limit),
        );
        let (context, sign) = self.model.context(regions);
        let predicted = context.predict(neighbours, sign, max);
        let golomb = context.golomb();
        let code = code(&mut self.bits, golomb, escape, depth)?;
        let turned = (code >> 1) ^ -(code & 1);
        let error = turned ^ context.turn(golomb);
        context.learn(error);
        Some((predicted + ((error ^ sign) - sign)) & max)
    }

    fn run(&mut self, row: &mut [u16], above: &[u16], start: usize, value: i32) -> Option<usize> {
        let rest = row.get_mut(start..)?;
        let mut length = 0;
        while self.bits.get(1) == 1 {
            let piece = 1 << self.model.run_length();
            length += piece;
            if length >= rest.len() {
                // A last piece that is cut by the end of the row does not count as a whole one.
                if length == rest.len() {
                    self.model.run_on();
                }
                rest.fill(narrow(value));
                return Some(start + rest.len());
            }
            self.model.run_on();
        }
        let bits = self.model.run_length();
        if bits > 0 {
            length += self.bits.get(bits) as usize;
        }
        rest.get_mut(..length)?.fill(narrow(value));
        let end = start + length;
        let sample = self.interruption(value, at(above, end), bits)?;
        *row.get_mut(end)? = narrow(sample);
        self.model.run_off();
        Some(end + 1)
    }

    fn interruption(&mut self, left: i32, above: i32, run_bits: u32) -> Option<i32> {
        let equal = left == above;
        let (max, depth) = (self.model.max, self.model.depth);
        let escape = self.model.escape(self.model.limit - run_bits - 1);
        let context = self.model.run_context(equal);
        let golomb = context.golomb(equal);
        let code = code(&mut self.bits, golomb, escape, depth)?;
        // Twice the error, less one where it is mapped; which sign is mapped says the context.
        let twice = code + i32::from(equal);
        let size = (twice + 1) >> 1;
        let negative = (twice & 1 == 1) != context.is_mapped(golomb, false);
        let error = if negative { -size } else { size };
        context.learn(error < 0, code, equal);
        Some((above + if left > above { -error } else { error }) & max)
    }
}

/// A code of limited length; nothing where it is none that an encoder writes.
fn code(bits: &mut BitReader<'_>, golomb: u32, escape: u32, depth: u32) -> Option<i32> {
    let zeros = bits.zeros(escape)?;
    let code = if zeros == escape {
        bits.get(depth) + 1
    } else if golomb == 0 {
        zeros
    } else if golomb <= depth {
        zeros << golomb | bits.get(golomb)
    } else {
        return None;
    };
    // No error is larger than half the range, so that what is learned stays small.
    (code <= 1 << depth).then(|| code.cast_signed())
}
