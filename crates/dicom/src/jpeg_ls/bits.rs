//! Bits of a scan: after a byte of all ones the next byte carries only seven (T.87 A.1).

/// Whether one of four bytes is 0xFF.
fn has_ff(word: u32) -> bool {
    let inverted = !word;
    inverted.wrapping_sub(0x0101_0101) & word & 0x8080_8080 != 0
}

/// Writes bits, the highest first.
pub(super) struct BitWriter {
    out: Vec<u8>,
    /// The lowest `held` bits wait to be written; fewer than 32 between calls.
    waiting: u64,
    held: u32,
    after_ff: bool,
}

impl BitWriter {
    /// Goes on after `out`.
    pub(super) fn new(out: Vec<u8>) -> Self {
        Self {
            out,
            waiting: 0,
            held: 0,
            after_ff: false,
        }
    }

    /// The lowest `count` bits of `value`, whose higher bits are zero; at most 32.
    pub(super) fn put(&mut self, value: u32, count: u32) {
        self.waiting = self.waiting << count | u64::from(value);
        self.held += count;
        if self.held >= 32 {
            self.write();
        }
    }

    /// That many zeros.
    pub(super) fn zeros(&mut self, mut count: u32) {
        while count > 32 {
            self.put(0, 32);
            count -= 32;
        }
        self.put(0, count);
    }

    /// Fills the last byte with zeros and gives back all bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.write();
        let width = if self.after_ff { 7 } else { 8 };
        // A final 0xFF is followed by its byte of seven bits, so that it is not taken for a marker.
        if self.held > 0 || self.after_ff {
            self.put(0, width - self.held);
            self.byte(width);
        }
        self.out
    }

    #[expect(clippy::cast_possible_truncation, reason = "the lowest bits are meant")]
    fn write(&mut self) {
        if self.held >= 32 && !self.after_ff {
            let word = (self.waiting >> (self.held - 32)) as u32;
            if !has_ff(word) {
                self.out.extend_from_slice(&word.to_be_bytes());
                self.held -= 32;
                return;
            }
        }
        while self.held >= 8 {
            self.byte(if self.after_ff { 7 } else { 8 });
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the lowest bits are meant")]
    fn byte(&mut self, width: u32) {
        let byte = (self.waiting >> (self.held - width)) as u8 & (0xFF >> (8 - width));
        self.out.push(byte);
        self.held -= width;
        self.after_ff = byte == 0xFF;
    }
}

/// Reads bits, the highest first; zeros without end where they end.
pub(super) struct BitReader<'a> {
    rest: &'a [u8],
    /// The highest `held` bits are next.
    bits: u64,
    held: u32,
    /// Zeros that were made up at the end.
    made_up: u32,
    after_ff: bool,
}

impl<'a> BitReader<'a> {
    /// Reads the scan.
    pub(super) fn new(scan: &'a [u8]) -> Self {
        Self {
            rest: scan,
            bits: 0,
            held: 0,
            made_up: 0,
            after_ff: false,
        }
    }

    /// Holds 32 bits at least.
    fn fill(&mut self) {
        if self.held >= 32 {
            return;
        }
        if !self.after_ff
            && let Some((four, rest)) = self.rest.split_first_chunk::<4>()
        {
            let word = u32::from_be_bytes(*four);
            if !has_ff(word) {
                self.bits |= u64::from(word) << (32 - self.held);
                self.held += 32;
                self.rest = rest;
                return;
            }
        }
        while self.held <= 56 {
            let width = if self.after_ff { 7 } else { 8 };
            let byte = match self.rest {
                // A marker ends the scan.
                [] | [0xFF, 0x80..=0xFF, ..] => {
                    self.made_up = self.made_up.saturating_add(width);
                    0
                }
                [byte, rest @ ..] => {
                    self.rest = rest;
                    *byte
                }
            };
            self.after_ff = byte == 0xFF;
            self.bits |= u64::from(byte) << (64 - width - self.held);
            self.held += width;
        }
    }

    fn skip(&mut self, count: u32) {
        self.bits <<= count;
        self.held -= count;
    }

    /// The next `count` bits as a number; 1 to 32.
    #[expect(clippy::cast_possible_truncation, reason = "at most 32 bits are left")]
    pub(super) fn get(&mut self, count: u32) -> u32 {
        self.fill();
        let value = (self.bits >> (64 - count)) as u32;
        self.skip(count);
        value
    }

    /// The zeros before the next one, and past that one; nothing where there are more than `most`, which is below 64.
    pub(super) fn zeros(&mut self, most: u32) -> Option<u32> {
        self.fill();
        let mut zeros = self.bits.leading_zeros();
        let mut here = zeros;
        if zeros >= self.held {
            zeros = self.held;
            (self.bits, self.held) = (0, 0);
            self.fill();
            here = self.bits.leading_zeros();
            zeros += here;
        }
        if zeros > most || here >= self.held {
            return None;
        }
        self.skip(here);
        self.skip(1);
        Some(zeros)
    }

    /// Whether more bits were asked for than there are.
    pub(super) fn is_overrun(&self) -> bool {
        self.made_up > self.held
    }
}
