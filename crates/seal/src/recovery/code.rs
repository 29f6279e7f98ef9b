//! The printed code: 160 random bits in eight groups of five characters. In each group four characters carry twenty
//! bits and the fifth checks them and the place of the group, so that a slip is found where it was made.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const GROUPS: usize = 8;
const GROUP_CHARACTERS: usize = 5;

/// 160 random bits on paper.
pub struct RecoveryCode(Zeroizing<[u8; 20]>);

/// Why a typed code was not accepted.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum UnreadableCode {
    /// Characters are missing or too many, and no group shows where.
    #[error(
        "The code has 40 letters and digits; {found} were typed. Compare it with the sheet, group by group."
    )]
    Length {
        /// How many there were.
        found: usize,
    },
    /// One group is mistyped.
    #[error("Group {group} of the code looks mistyped. Compare it with the sheet.")]
    Group {
        /// Which, from 1 to 8.
        group: usize,
    },
}

impl UnreadableCode {
    /// Stable name for other languages and for `locales/`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "recovery-code-length",
            Self::Group { .. } => "recovery-code-group",
        }
    }
}

impl RecoveryCode {
    /// A new code.
    pub fn generate(rng: &mut dyn CryptoRng) -> Self {
        let mut bits = Zeroizing::new([0; 20]);
        rng.fill_bytes(bits.as_mut_slice());
        Self(bits)
    }

    /// The code with these bits.
    pub fn from_bytes(bits: [u8; 20]) -> Self {
        Self(Zeroizing::new(bits))
    }

    /// The bits of the code. Whoever has them becomes the person.
    pub fn dangerously_bytes(&self) -> &[u8; 20] {
        &self.0
    }

    /// The code as it is printed: eight groups with hyphens between them.
    pub fn dangerously_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(GROUPS * (GROUP_CHARACTERS + 1)));
        for (place, digits) in (0..).zip(self.groups()) {
            if place > 0 {
                text.push('-');
            }
            for digit in digits.into_iter().chain([check(place, digits)]) {
                text.push(
                    ALPHABET
                        .get(usize::from(digit))
                        .map_or('?', |character| char::from(*character)),
                );
            }
        }
        text
    }

    /// Reads a typed code. Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    pub fn parse(text: &str) -> Result<Self, UnreadableCode> {
        let digits: Zeroizing<Vec<Option<u8>>> = Zeroizing::new(characters(text).map(digit).collect());
        if digits.len() != GROUPS * GROUP_CHARACTERS {
            return Err(odd_group(text).unwrap_or(UnreadableCode::Length { found: digits.len() }));
        }
        let mut bits = Zeroizing::new(Vec::with_capacity(GROUPS * 4));
        for (place, group) in (0..).zip(digits.chunks_exact(GROUP_CHARACTERS)) {
            let mistyped = UnreadableCode::Group {
                group: usize::from(place) + 1,
            };
            let [Some(a), Some(b), Some(c), Some(d), Some(sum)] = *group else {
                return Err(mistyped);
            };
            if check(place, [a, b, c, d]) != sum {
                return Err(mistyped);
            }
            bits.extend([a, b, c, d]);
        }
        Ok(Self(pack(&bits)))
    }

    /// Eight groups of four digits of five bits.
    fn groups(&self) -> impl Iterator<Item = [u8; 4]> {
        self.0.as_chunks::<5>().0.iter().flat_map(|[a, b, c, d, e]| {
            let value = u64::from_be_bytes([0, 0, 0, *a, *b, *c, *d, *e]);
            let digit = |shift: u32| u8::try_from((value >> shift) & 31).unwrap_or_default();
            [
                [digit(35), digit(30), digit(25), digit(20)],
                [digit(15), digit(10), digit(5), digit(0)],
            ]
        })
    }
}

/// Puts 32 digits of five bits together.
fn pack(digits: &[u8]) -> Zeroizing<[u8; 20]> {
    let mut bits = Zeroizing::new([0; 20]);
    for (to, digits) in bits.as_chunks_mut::<5>().0.iter_mut().zip(digits.chunks_exact(8)) {
        let value = digits
            .iter()
            .fold(0u64, |value, digit| value << 5 | u64::from(*digit));
        for (byte, from) in to.iter_mut().zip(value.to_be_bytes().into_iter().skip(3)) {
            *byte = from;
        }
    }
    bits
}

/// The check digit of the group at `place`: a Horner sum in GF(32) with x^5 = x^2 + 1. It finds every wrong
/// character, every two swapped ones, and groups in each other's place.
fn check(place: u8, digits: [u8; 4]) -> u8 {
    digits
        .into_iter()
        .fold(place + 1, |sum, digit| times_x(sum ^ digit))
}

fn times_x(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 32 == 0 {
        doubled
    } else {
        doubled ^ 0b10_0101
    }
}

/// The characters that count.
fn characters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|character| character.is_alphanumeric() || !is_separator(*character))
}

/// White space, hyphens and dashes, as printers and telephones put them.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' | '.' | ','
        )
}

fn digit(character: char) -> Option<u8> {
    let plain = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|known| char::from(*known) == plain)
        .and_then(|at| u8::try_from(at).ok())
}

/// The first group of the wrong length, when the typed separators show eight groups.
fn odd_group(text: &str) -> Option<UnreadableCode> {
    let groups: Vec<&str> = text
        .split(is_separator)
        .filter(|group| !group.is_empty())
        .collect();
    let odd = groups
        .iter()
        .position(|group| group.chars().count() != GROUP_CHARACTERS)?;
    (groups.len() == GROUPS).then_some(UnreadableCode::Group { group: odd + 1 })
}
