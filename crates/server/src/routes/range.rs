//! One range of bytes of an object (RFC 9110 §14.2). Anything else in the header is answered with the whole.

use std::ops::Range;

/// Reads `Range: bytes=…` for something `size` bytes long: `None` for the whole, `Some(Err)` for a range it does
/// not have.
pub(super) fn wanted(header: Option<&str>, size: u64) -> Option<Result<Range<u64>, Unsatisfiable>> {
    let (first, last) = header?.strip_prefix("bytes=")?.split_once('-')?;
    if first.is_empty() {
        let length: u64 = last.parse().ok()?;
        let satisfiable = length > 0 && size > 0;
        return Some(if satisfiable {
            Ok(size.saturating_sub(length)..size)
        } else {
            Err(Unsatisfiable)
        });
    }
    let first: u64 = first.parse().ok()?;
    let end = match last {
        "" => size,
        last => last.parse::<u64>().ok()?.saturating_add(1).min(size),
    };
    if last.parse::<u64>().is_ok_and(|last| last < first) {
        return None;
    }
    Some(if first < size {
        Ok(first..end)
    } else {
        Err(Unsatisfiable)
    })
}

/// A range that begins behind the end.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Unsatisfiable;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_to_what_is_there() {
        assert_eq!(wanted(Some("bytes=0-9"), 100), Some(Ok(0..10)));
        assert_eq!(wanted(Some("bytes=90-200"), 100), Some(Ok(90..100)));
        assert_eq!(wanted(Some("bytes=90-"), 100), Some(Ok(90..100)));
        assert_eq!(wanted(Some("bytes=-10"), 100), Some(Ok(90..100)));
        assert_eq!(wanted(Some("bytes=-200"), 100), Some(Ok(0..100)));
        assert_eq!(
            wanted(Some("bytes=0-18446744073709551615"), 100),
            Some(Ok(0..100))
        );
    }

    #[test]
    fn a_range_behind_the_end_is_refused_and_nonsense_means_everything() {
        assert_eq!(wanted(Some("bytes=100-"), 100), Some(Err(Unsatisfiable)));
        assert_eq!(wanted(Some("bytes=-0"), 100), Some(Err(Unsatisfiable)));
        for whole in [
            None,
            Some("lines=1-2"),
            Some("bytes=5-2"),
            Some("bytes=a-b"),
            Some("bytes=0-1,3-4"),
        ] {
            assert_eq!(wanted(whole, 100), None, "{whole:?}");
        }
    }
}
