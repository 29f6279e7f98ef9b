//! Burns a letter into an image, as a radiographer's lead marker does.

/// Rows of five pixels.
const L: [u8; 7] = [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111];
const R: [u8; 7] = [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001];

/// Writes `L` at the right edge and `R` at the left: seen from the front or from the feet, the patient's left is on
/// the right.
pub(crate) fn burn(image: &mut [u16], columns: u16, value: u16) {
    let width = usize::from(columns);
    let scale = (width / 64).max(1);
    for (letter, left) in [(L, width - scale * 8), (R, scale * 3)] {
        let lines = letter.iter().flat_map(|line| std::iter::repeat_n(line, scale));
        for (row, line) in image.chunks_exact_mut(width).skip(scale * 8).zip(lines) {
            let bits = (0..5)
                .rev()
                .flat_map(|bit| std::iter::repeat_n(line >> bit & 1 == 1, scale));
            for (pixel, set) in row.iter_mut().skip(left).zip(bits) {
                if set {
                    *pixel = value;
                }
            }
        }
    }
}
