//! A frame as copies of stretches of another frame, and the bytes that are in none: for cines in which much stands still or
//! merely moves.

/// Bytes by which a stretch is found, and shortest stretch that is copied.
const FOUND: usize = 8;
const SHORTEST: usize = 24;
/// Every so many-th place of the other frame is remembered.
const STEP: usize = 4;
const TABLE_BITS: u32 = 18;

/// A frame in terms of another.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Copies {
    /// For each copy three numbers (LEB128): bytes of its own before it, bytes copied, and how far the source lies from where the last
    /// one would have gone on (signs in the lowest bit). Whatever is left at the end are bytes of its own.
    pub(super) steps: Vec<u8>,
    /// The bytes of its own.
    pub(super) own: Vec<u8>,
}

/// Finds stretches of `before` in `frame`.
pub(super) fn find(frame: &[u8], before: &[u8]) -> Copies {
    let places = places(before);
    let mut copies = Copies::default();
    let (mut done, mut at, mut source) = (0, 0, 0);
    while at + SHORTEST <= frame.len() {
        // First where the last copy would have gone on, then where these bytes were seen.
        let onward = source + (at - done);
        let seen = hash(frame, at)
            .and_then(|hash| places.get(hash))
            .map_or(0, |place| *place as usize);
        let candidates = [onward, seen];
        let length_at = |from: &usize| {
            alike(
                frame.get(at..).unwrap_or_default(),
                before.get(*from..).unwrap_or_default(),
            )
        };
        let Some((from, length)) = candidates
            .iter()
            .map(|from| (*from, length_at(from)))
            .find(|(_, length)| *length >= SHORTEST)
        else {
            at += 1;
            continue;
        };
        // Back to where the stretch really begins.
        let own = frame.get(done..at).unwrap_or_default();
        let earlier = own
            .iter()
            .rev()
            .zip(before.get(..from).unwrap_or_default().iter().rev());
        let back = earlier.take_while(|(a, b)| a == b).count();
        let own = own.get(..own.len() - back).unwrap_or_default();
        write(&mut copies.steps, own.len() as u64);
        write(&mut copies.steps, (length + back) as u64);
        write(&mut copies.steps, signed(from - back, source + own.len()));
        copies.own.extend_from_slice(own);
        at += length;
        (done, source) = (at, from + length);
    }
    copies
        .own
        .extend_from_slice(frame.get(done..).unwrap_or_default());
    copies
}

impl Copies {
    /// The frame of `length` bytes; nothing where a copy lies outside `before` or the lengths do not fit.
    pub(super) fn frame(&self, before: &[u8], length: usize) -> Option<Vec<u8>> {
        let (mut steps, mut own) = (self.steps.as_slice(), self.own.as_slice());
        let mut frame = Vec::new();
        let mut source = 0_usize;
        while !steps.is_empty() {
            let (kept, copied) = (read(&mut steps)?, read(&mut steps)?);
            let (kept, copied) = (usize::try_from(kept).ok()?, usize::try_from(copied).ok()?);
            let from = moved(source.checked_add(kept)?, read(&mut steps)?)?;
            if frame.len().checked_add(kept)?.checked_add(copied)? > length {
                return None;
            }
            let (bytes, rest) = own.split_at_checked(kept)?;
            frame.extend_from_slice(bytes);
            own = rest;
            source = from.checked_add(copied)?;
            frame.extend_from_slice(before.get(from..source)?);
        }
        frame.extend_from_slice(own);
        (frame.len() == length).then_some(frame)
    }
}

/// Where bytes were seen last, by their hash.
fn places(before: &[u8]) -> Vec<u32> {
    let mut places = vec![0; 1 << TABLE_BITS];
    for at in (0..before.len()).step_by(STEP) {
        if let Some(place) = hash(before, at).and_then(|hash| places.get_mut(hash)) {
            *place = u32::try_from(at).unwrap_or(0);
        }
    }
    places
}

fn hash(bytes: &[u8], at: usize) -> Option<usize> {
    let word = u64::from_le_bytes(*bytes.get(at..)?.first_chunk::<FOUND>()?);
    usize::try_from(word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - TABLE_BITS)).ok()
}

/// How many first bytes are equal.
fn alike(a: &[u8], b: &[u8]) -> usize {
    const WORD: usize = 16;
    let words = a
        .chunks_exact(WORD)
        .zip(b.chunks_exact(WORD))
        .take_while(|(a, b)| a == b)
        .count();
    let rest = a.iter().zip(b).skip(words * WORD);
    words * WORD + rest.take_while(|(a, b)| a == b).count()
}

fn signed(to: usize, from: usize) -> u64 {
    if to >= from {
        ((to - from) as u64) << 1
    } else {
        ((from - to) as u64) << 1 | 1
    }
}

fn moved(from: usize, by: u64) -> Option<usize> {
    let far = usize::try_from(by >> 1).ok()?;
    if by & 1 == 0 {
        from.checked_add(far)
    } else {
        from.checked_sub(far)
    }
}

fn write(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7F {
        out.push(0x80 | u8::try_from(number & 0x7F).unwrap_or(0));
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or(0));
}

fn read(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        number |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texture(count: usize) -> Vec<u8> {
        let mut noise = 7_u32;
        let mut byte = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.to_be_bytes()[0]
        };
        (0..count).map(|_| byte()).collect()
    }

    #[test]
    fn a_frame_that_merely_moved_has_hardly_any_bytes_of_its_own() {
        let before = texture(10_000);
        let moved: Vec<u8> = before.iter().cycle().skip(1_237).take(10_000).copied().collect();
        let copies = find(&moved, &before);
        assert_eq!(copies.frame(&before, 10_000), Some(moved));
        assert!(
            copies.own.len() < 16 && copies.steps.len() < 32,
            "{} {}",
            copies.own.len(),
            copies.steps.len()
        );
    }

    #[test]
    fn what_is_new_is_kept_and_damage_is_found() {
        let before = texture(4_000);
        let mut frame = before.clone();
        frame.splice(1_000..1_100, texture(333));
        let length = frame.len();
        let copies = find(&frame, &before);
        assert_eq!(copies.frame(&before, length), Some(frame));
        assert_eq!(copies.frame(&before, length - 1), None);
        assert_eq!(copies.frame(before.get(..900).unwrap_or_default(), length), None);
    }
}
