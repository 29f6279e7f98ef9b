//! Packs in parts that begin and end with segments, so that no segment travels twice.

use std::iter::successors;
use std::ops::Range;

use overread_seal::object::FRAME_BYTES;

use crate::manifest::PackPlace;

/// Segments in a window: about 1 MiB, a tenth of a second at 100 Mbit/s.
const SEGMENTS: u64 = 4;
/// Bytes of the frame before the content (`docs/spec/sealing.md`, *Objects*).
const BEFORE: u64 = 8;

/// The window of a pack's content that holds its byte `inside`, for someone who will soon want what lies around it. A rest
/// that is shorter than a segment belongs to the window before it.
fn window(pack: &PackPlace, inside: u64) -> Range<u64> {
    let step = SEGMENTS * FRAME_BYTES;
    let number = inside.saturating_add(BEFORE) / step;
    let begins = |number: u64| number.saturating_mul(step).saturating_sub(BEFORE);
    let is_rest = |start: u64| pack.size.saturating_sub(start) < FRAME_BYTES;
    let number = if number > 0 && is_rest(begins(number)) {
        number - 1
    } else {
        number
    };
    let end = begins(number + 1);
    begins(number)..if is_rest(end) { pack.size } else { end }
}

/// The windows that hold these bytes of a pack's content, in order.
pub fn windows_over(pack: &PackPlace, Range { start, end }: Range<u64>) -> Vec<Range<u64>> {
    let first = window(pack, start);
    let next = |before: &Range<u64>| (before.end < end.min(pack.size)).then(|| window(pack, before.end));
    successors(Some(first), next).collect()
}

/// The window at a place, and as many `each_way` from it as there are, nearest first: whoever scrolls gets there. Each
/// comes with the number of its pack.
pub fn windows_around(
    packs: &[PackPlace],
    number: usize,
    inside: u64,
    each_way: usize,
) -> Vec<(usize, Range<u64>)> {
    let here = packs.get(number).map(|pack| (number, window(pack, inside)));
    let mut after = successors(here.clone(), |(number, window)| after(packs, *number, window)).skip(1);
    let mut before = successors(here.clone(), |(number, window)| before(packs, *number, window)).skip(1);
    let around = (0..each_way).flat_map(|_| [after.next(), before.next()]);
    here.into_iter().chain(around.flatten()).collect()
}

fn after(packs: &[PackPlace], number: usize, here: &Range<u64>) -> Option<(usize, Range<u64>)> {
    let pack = packs.get(number)?;
    if here.end < pack.size {
        Some((number, window(pack, here.end)))
    } else {
        Some((number + 1, window(packs.get(number + 1)?, 0)))
    }
}

fn before(packs: &[PackPlace], number: usize, here: &Range<u64>) -> Option<(usize, Range<u64>)> {
    if let Some(inside) = here.start.checked_sub(1) {
        return Some((number, window(packs.get(number)?, inside)));
    }
    let number = number.checked_sub(1)?;
    let pack = packs.get(number)?;
    Some((number, window(pack, pack.size.saturating_sub(1))))
}

#[cfg(test)]
mod tests {
    use overread_wire::api::Base64;
    use overread_wire::{Compartment, Hash, ObjectId, ObjectKind, ObjectRef};

    use super::*;

    fn pack(size: u64) -> PackPlace {
        let sealed = ObjectRef {
            object: ObjectId::from_bytes([0; 16]),
            kind: ObjectKind::Pack,
            compartment: Compartment::Images,
            epoch: 0,
            size,
            hash: Hash::of(b""),
        };
        PackPlace {
            sealed,
            size,
            segments: Base64(Vec::new()),
        }
    }

    #[test]
    fn windows_cover_a_pack_without_gap_or_overlap() {
        for size in [
            1,
            8,
            262_103,
            262_104,
            262_105,
            1_048_440,
            1_048_441,
            3_000_000,
            8 << 20,
        ] {
            let pack = pack(size);
            let mut at = 0;
            while at < size {
                let window = window(&pack, at);
                assert_eq!(window.start, at, "{size}");
                assert!(window.end > at && window.end <= size, "{size} {window:?}");
                assert_eq!(super::window(&pack, window.end - 1), window, "{size}");
                at = window.end;
            }
            assert_eq!(at, size);
        }
    }

    #[test]
    fn a_full_pack_has_eight_windows() {
        let pack = pack(8 << 20);
        let starts: std::collections::BTreeSet<u64> = (0..8 << 20)
            .step_by(1000)
            .map(|at| window(&pack, at).start)
            .collect();
        assert_eq!(starts.len(), 8);
    }

    #[test]
    fn whoever_scrolls_finds_the_windows_before_and_after_also_in_the_next_pack() {
        let packs = [pack(3_000_000), pack(2_000_000)];
        let starts = |number, inside, each_way| {
            let around = windows_around(&packs, number, inside, each_way);
            around
                .into_iter()
                .map(|(number, window)| (number, window.start))
                .collect::<Vec<_>>()
        };
        let step = SEGMENTS * FRAME_BYTES;
        let (second, third) = (step - BEFORE, 2 * step - BEFORE);
        assert_eq!(starts(0, 0, 2), [(0, 0), (0, second), (0, third)]);
        assert_eq!(
            starts(0, third + 1, 2),
            [(0, third), (1, 0), (0, second), (1, second), (0, 0)]
        );
        assert_eq!(
            starts(1, 5, 3),
            [(1, 0), (1, second), (0, third), (0, second), (0, 0)]
        );
        assert!(starts(2, 0, 3).is_empty());
    }

    #[test]
    fn bytes_lie_in_no_more_windows_than_they_reach_into() {
        let pack = pack(3_000_000);
        let step = SEGMENTS * FRAME_BYTES;
        assert_eq!(windows_over(&pack, 5..6), [window(&pack, 0)]);
        let all = windows_over(&pack, 5..3_000_000);
        assert_eq!(all, [0, step, 2 * step].map(|at| window(&pack, at)));
        assert_eq!(windows_over(&pack, 5..step - BEFORE), all[..1]);
        assert_eq!(windows_over(&pack, 5..step - BEFORE + 1), all[..2]);
    }
}
