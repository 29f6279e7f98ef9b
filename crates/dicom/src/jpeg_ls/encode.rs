//! Samples to a codestream.

use super::{END, JpegLsError, bits::BitWriter, header, model::Model};

/// Encodes one plane, row by row, whose samples have `depth` bits (2 to 16).
pub fn encode(samples: &[u16], columns: u16, rows: u16, depth: u8) -> Result<Vec<u8>, JpegLsError> {
    let width = usize::from(columns);
    if width == 0 || rows == 0 || samples.len() != width * usize::from(rows) {
        return Err(JpegLsError::Size);
    }
    let most = samples.iter().fold(0, |all, sample| all | sample);
    if !(2..=16).contains(&depth) || u32::from(most) >> depth > 0 {
        return Err(JpegLsError::Depth);
    }
    let mut out = Vec::with_capacity(samples.len());
    out.extend_from_slice(&header(columns, rows, depth));
    let mut encoder = Encoder {
        model: Model::new(u32::from(depth)),
        bits: BitWriter::new(out),
    };
    let before_first = vec![0; width];
    let mut above = before_first.as_slice();
    let mut corner = 0;
    for row in samples.chunks_exact(width) {
        encoder.row(row, above, corner);
        corner = at(above, 0);
        above = row;
    }
    let mut out = encoder.bits.finish();
    out.extend_from_slice(&END);
    Ok(out)
}

struct Encoder {
    model: Model,
    bits: BitWriter,
}

/// A sample of a row; zero beside it, where none is asked for.
fn at(row: &[u16], x: usize) -> i32 {
    row.get(x).map_or(0, |sample| i32::from(*sample))
}

impl Encoder {
    /// One row with the row above it. `corner` is the sample above and left of the first (T.87 A.2.1).
    fn row(&mut self, row: &[u16], above: &[u16], corner: i32) {
        let mut column = 0;
        // Left, above, above left.
        let (mut a, mut b, mut c) = (at(above, 0), at(above, 0), corner);
        let mut region = self.model.region(b - c);
        while let Some(sample) = row.get(column) {
            let d = above.get(column + 1).map_or(b, |sample| i32::from(*sample));
            if d == b && b == c && c == a {
                column = self.run(row, above, column, a);
                (a, b, c) = (
                    at(row, column.wrapping_sub(1)),
                    at(above, column),
                    at(above, column.wrapping_sub(1)),
                );
                region = self.model.region(b - c);
                continue;
            }
            let next = self.model.region(d - b);
            self.sample(
                i32::from(*sample),
                [a, b, c],
                [next, region, self.model.region(c - a)],
            );
            (a, b, c) = (i32::from(*sample), d, b);
            region = next;
            column += 1;
        }
    }

    /// One sample outside a run (T.87 A.4 to A.6).
    fn sample(&mut self, sample: i32, neighbours: [i32; 3], regions: [i32; 3]) {
        let (max, depth, escape) = (
            self.model.max,
            self.model.depth,
            self.model.escape(self.model.limit),
        );
        let (context, sign) = self.model.context(regions);
        let predicted = context.predict(neighbours, sign, max);
        let difference = ((sample - predicted) ^ sign) - sign;
        let unused = 32 - depth;
        let error = (difference << unused) >> unused;
        let golomb = context.golomb();
        let turned = error ^ context.turn(golomb);
        context.learn(error);
        let code = ((turned << 1) ^ (turned >> 31)).cast_unsigned();
        self.code(code, golomb, escape);
    }

    /// A run of equal samples, and the sample that ends it (T.87 A.7). Answers where the row goes on.
    fn run(&mut self, row: &[u16], above: &[u16], start: usize, value: i32) -> usize {
        let rest = row.get(start..).unwrap_or_default();
        let length = rest
            .iter()
            .take_while(|sample| i32::from(**sample) == value)
            .count();
        let mut left = length;
        while left >= 1 << self.model.run_length() {
            self.bits.put(1, 1);
            left -= 1 << self.model.run_length();
            self.model.run_on();
        }
        let end = start + length;
        let Some(sample) = row.get(end) else {
            if left > 0 {
                self.bits.put(1, 1);
            }
            return end;
        };
        let bits = self.model.run_length();
        // A zero, then what is left of the run.
        self.bits.put(u32::try_from(left).unwrap_or(0), bits + 1);
        self.interruption(i32::from(*sample), value, at(above, end), bits);
        self.model.run_off();
        end + 1
    }

    /// The sample that ends a run of `left`, below `above` (T.87 A.7.2).
    fn interruption(&mut self, sample: i32, left: i32, above: i32, run_bits: u32) {
        let equal = left == above;
        let difference = if left > above {
            above - sample
        } else {
            sample - above
        };
        let error = self.model.fold(difference);
        let escape = self.model.escape(self.model.limit - run_bits - 1);
        let context = self.model.run_context(equal);
        let golomb = context.golomb(equal);
        let mapped = error != 0 && context.is_mapped(golomb, error < 0);
        let code = 2 * error.abs() - i32::from(equal) - i32::from(mapped);
        context.learn(error < 0, code, equal);
        self.code(code.cast_unsigned(), golomb, escape);
    }

    /// A code of limited length (T.87 A.5.3).
    fn code(&mut self, code: u32, golomb: u32, escape: u32) {
        let zeros = code >> golomb;
        if zeros >= escape {
            self.bits.zeros(escape);
            self.bits.put(1, 1);
            self.bits.put(code - 1, self.model.depth);
            return;
        }
        let (value, length) = (1 << golomb | code & ((1 << golomb) - 1), golomb + 1);
        if zeros + length <= 32 {
            self.bits.put(value, zeros + length);
        } else {
            self.bits.zeros(zeros);
            self.bits.put(value, length);
        }
    }
}
