//! Padmé: sizes that leak at most log log of themselves (Nikitin et al., PETS 2019, §4).

/// The padded size of an object of `length` bytes; at most 12 % more, never less.
pub fn padded(length: u64) -> u64 {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    let significant = exponent.ilog2() + 1;
    let free = exponent.saturating_sub(significant);
    let mask = (1u64 << free) - 1;
    length.saturating_add(mask) & !mask
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn the_published_example_holds() {
        assert_eq!(padded(9), 10);
        assert_eq!(padded(1_000_000), 1_015_808);
    }

    #[test]
    fn padding_never_shrinks_and_stays_below_twelve_percent() {
        for length in (0..200_000).chain([8 << 20, (8 << 20) + 1, u64::from(u32::MAX)]) {
            let size = padded(length);
            assert!(
                size >= length && size * 100 <= length * 112,
                "{length} became {size}"
            );
            assert_eq!(padded(size), size);
        }
    }
}
