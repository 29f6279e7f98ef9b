//! Correlated Gaussian noise, made once as a seamless tile and laid over each slice at random offsets: a slice
//! costs a few additions per pixel, and no two slices repeat.

use crate::rng::Rng;

const SIDE: usize = 512;

/// Noise of mean 0 and standard deviation 1 that wraps at its edges.
pub(crate) struct Tile {
    /// `SIDE` rows, each stored twice in a row so that any `SIDE` samples from an offset are one slice.
    samples: Vec<f32>,
}

impl Tile {
    /// More `passes` of smoothing give coarser grains.
    pub(crate) fn new(rng: &mut Rng, passes: usize) -> Self {
        let mut field: Vec<f32> = (0..SIDE * SIDE).map(|_| rng.gaussian()).collect();
        for _ in 0..passes {
            field = smooth_rows_and_transpose(&field);
            field = smooth_rows_and_transpose(&field);
        }
        let count = field.len() as f32;
        let mean = field.iter().sum::<f32>() / count;
        let variance = field.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / count;
        let gain = 1.0 / variance.sqrt();
        let samples = field
            .chunks_exact(SIDE)
            .flat_map(|row| row.iter().chain(row))
            .map(|v| (v - mean) * gain)
            .collect();
        Self { samples }
    }

    /// Adds `gain` times the tile, from an offset of the generator's choice, to an image of `width` columns.
    pub(crate) fn add(&self, image: &mut [f32], width: usize, gain: f32, rng: &mut Rng) {
        let (top, left) = (rng.below(SIDE), rng.below(SIDE));
        for (y, row) in image.chunks_mut(width).enumerate() {
            let start = (top + y) % SIDE * 2 * SIDE + left;
            let Some(source) = self.samples.get(start..start + SIDE) else {
                continue;
            };
            for stretch in row.chunks_mut(SIDE) {
                for (value, noise) in stretch.iter_mut().zip(source) {
                    *value += gain * noise;
                }
            }
        }
    }
}

/// Weights 1, 2, 1 along each row; the transposition makes the second pass smooth the other direction.
fn smooth_rows_and_transpose(field: &[f32]) -> Vec<f32> {
    let mut out = vec![0.0; field.len()];
    for (y, row) in field.chunks_exact(SIDE).enumerate() {
        let before = row.iter().cycle().skip(SIDE - 1);
        let after = row.iter().cycle().skip(1);
        let column = out.iter_mut().skip(y).step_by(SIDE);
        for (((value, b), v), a) in column.zip(before).zip(row).zip(after) {
            *value = 0.25 * (b + 2.0 * v + a);
        }
    }
    out
}
