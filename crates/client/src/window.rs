//! Packs in parts that begin and end with segments, so that no segment travels twice.

use std::ops::Range;

use overread_seal::object::FRAME_BYTES;

use crate::manifest::PackPlace;

/// Segments in a window: about 1 MiB, a tenth of a second at 100 Mbit/s.
const SEGMENTS: u64 = 4;
/// Bytes of the frame before the content (`docs/spec/sealing.md`, *Objects*).
const BEFORE: u64 = 8;

/// The window of a pack's content that holds its byte `inside`, for someone who will soon want what lies around it. A rest
/// that is shorter than a segment belongs to the window before it.
pub fn window(pack: &PackPlace, inside: u64) -> Range<u64> {
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
}
