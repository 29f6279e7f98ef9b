//! The contexts of T.87 annex A and what is learned in them, for lossless coding.

/// Samples after which a context forgets half (T.87 C.2.4.1.1).
const RESET: i32 = 64;
/// Gradients beyond the third threshold are all alike, so the table ends there.
const TABLE: usize = 1024;

/// Everything that encoder and decoder know alike.
pub(super) struct Model {
    /// Largest sample; all lower bits are set.
    pub(super) max: i32,
    /// Bits of a sample.
    pub(super) depth: u32,
    /// Longest code in bits.
    pub(super) limit: u32,
    contexts: [Context; 512],
    runs: [RunContext; 2],
    run_index: usize,
    quantized: [i8; TABLE],
}

/// What was seen in one context (T.87 A.2.1).
#[derive(Clone, Copy)]
pub(super) struct Context {
    errors: i32,
    bias: i32,
    correction: i32,
    count: i32,
}

/// What was seen where runs broke off.
#[derive(Clone, Copy)]
pub(super) struct RunContext {
    errors: i32,
    count: i32,
    negative: i32,
}

/// log2 of the lengths of runs (T.87 table A.1 J).
const RUN_LENGTHS: [u8; 32] = [
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15,
];

impl Model {
    /// Nothing is learned yet. `depth` is 2 to 16.
    pub(super) fn new(depth: u32) -> Self {
        let max = (1 << depth) - 1;
        let errors = ((max + 1 + 32) / 64).max(2);
        let context = Context {
            errors,
            bias: 0,
            correction: 0,
            count: 1,
        };
        let run = RunContext {
            errors,
            count: 1,
            negative: 0,
        };
        Self {
            max,
            depth,
            limit: 2 * (depth + depth.max(8)),
            contexts: [context; 512],
            runs: [run; 2],
            run_index: 0,
            quantized: quantized(thresholds(max)),
        }
    }

    /// Region of a gradient, −4 to 4 (T.87 A.3.3).
    #[expect(clippy::cast_sign_loss, reason = "clamped to the table")]
    pub(super) fn region(&self, gradient: i32) -> i32 {
        let place = (gradient.clamp(-511, 511) + 512) as usize;
        self.quantized.get(place % TABLE).map_or(0, |q| i32::from(*q))
    }

    /// The context of three regions, and −1 where its signs are turned, else 0 (T.87 A.3.4).
    #[expect(
        clippy::cast_sign_loss,
        clippy::indexing_slicing,
        reason = "an absolute value, below the array's length"
    )]
    pub(super) fn context(&mut self, regions: [i32; 3]) -> (&mut Context, i32) {
        let [first, second, third] = regions;
        let number = 81 * first + 9 * second + third;
        let sign = number >> 31;
        let place = ((number ^ sign) - sign) as usize % 512;
        (&mut self.contexts[place], sign)
    }

    /// The context of a broken run: whether the samples to the left and above are equal.
    pub(super) fn run_context(&mut self, equal: bool) -> &mut RunContext {
        let [different, same] = &mut self.runs;
        if equal { same } else { different }
    }

    /// log2 of the length of the next piece of a run.
    pub(super) fn run_length(&self) -> u32 {
        RUN_LENGTHS.get(self.run_index).map_or(15, |j| u32::from(*j))
    }

    /// A piece of a run is over.
    pub(super) fn run_on(&mut self) {
        self.run_index = (self.run_index + 1).min(31);
    }

    /// A run broke off.
    pub(super) fn run_off(&mut self) {
        self.run_index = self.run_index.saturating_sub(1);
    }

    /// An error folded into the range of the samples, −2^(depth−1) and above (T.87 A.4.5).
    pub(super) fn fold(&self, error: i32) -> i32 {
        let unused = 32 - self.depth;
        (error << unused) >> unused
    }

    /// Zeros from which on a code is written out in full, where runs allow `limit` bits.
    pub(super) fn escape(&self, limit: u32) -> u32 {
        limit - self.depth - 1
    }
}

impl Context {
    /// The median of the neighbours' predictions, corrected (T.87 A.4.1, A.4.2).
    pub(super) fn predict(&self, [a, b, c]: [i32; 3], sign: i32, max: i32) -> i32 {
        let median = a.min(b).max(a.max(b).min(a + b - c));
        (median + ((self.correction ^ sign) - sign)).clamp(0, max)
    }

    /// The Golomb parameter k (T.87 A.5.1).
    pub(super) fn golomb(&self) -> u32 {
        golomb(self.count, self.errors)
    }

    /// −1 where errors are counted from the other side (T.87 A.5.2), else 0.
    pub(super) fn turn(&self, golomb: u32) -> i32 {
        -i32::from(golomb == 0 && 2 * self.bias <= -self.count)
    }

    /// Learns from an error (T.87 A.6).
    pub(super) fn learn(&mut self, error: i32) {
        self.errors += error.abs();
        self.bias += error;
        if self.count == RESET {
            self.errors >>= 1;
            self.bias >>= 1;
            self.count >>= 1;
        }
        self.count += 1;
        if self.bias <= -self.count {
            self.correction = (self.correction - 1).max(-128);
            self.bias = (self.bias + self.count).max(1 - self.count);
        } else if self.bias > 0 {
            self.correction = (self.correction + 1).min(127);
            self.bias = (self.bias - self.count).min(0);
        }
    }
}

impl RunContext {
    /// The Golomb parameter k (T.87 A.7.2).
    pub(super) fn golomb(&self, equal: bool) -> u32 {
        let errors = if equal {
            self.errors + (self.count >> 1)
        } else {
            self.errors
        };
        golomb(self.count, errors)
    }

    /// Whether an error of this sign is mapped one lower (T.87 A.7.2, code segment A.21).
    pub(super) fn is_mapped(&self, golomb: u32, negative: bool) -> bool {
        let mostly_negative = 2 * self.negative >= self.count;
        if negative {
            golomb != 0 || mostly_negative
        } else {
            golomb == 0 && !mostly_negative
        }
    }

    /// Learns from an error and its code (T.87 code segment A.23).
    pub(super) fn learn(&mut self, negative: bool, code: i32, equal: bool) {
        self.negative += i32::from(negative);
        self.errors += (code + 1 - i32::from(equal)) >> 1;
        if self.count == RESET {
            self.errors >>= 1;
            self.count >>= 1;
            self.negative >>= 1;
        }
        self.count += 1;
    }
}

/// Smallest k with `count` × 2^k ≥ `errors`.
fn golomb(count: i32, errors: i32) -> u32 {
    let k = count.leading_zeros().saturating_sub(errors.leading_zeros());
    k + u32::from((count << k) < errors)
}

/// Default thresholds of gradients (T.87 C.2.4.1.1).
fn thresholds(max: i32) -> [i32; 3] {
    let within = |threshold: i32, least: i32| {
        if threshold > max || threshold < least {
            least
        } else {
            threshold
        }
    };
    let (first, second, third) = if max >= 128 {
        let factor = (max.min(4095) + 128) / 256;
        (factor + 2, factor * 4 + 3, factor * 17 + 4)
    } else {
        let factor = 256 / (max + 1);
        ((3 / factor).max(2), (7 / factor).max(3), (21 / factor).max(4))
    };
    let first = within(first, 1);
    let second = within(second, first);
    [first, second, within(third, second)]
}

fn quantized([first, second, third]: [i32; 3]) -> [i8; TABLE] {
    let mut table = [0; TABLE];
    for (gradient, region) in (-512_i32..).zip(&mut table) {
        let steep = [1, first, second, third].map(|threshold| i8::from(gradient.abs() >= threshold));
        let steps: i8 = steep.iter().sum();
        *region = if gradient < 0 { -steps } else { steps };
    }
    table
}
