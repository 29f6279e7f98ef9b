//! The machines: a body in, stored pixel values out, with each machine's own noise.

use crate::{exam::Weighting, marker, noise::Tile, paint::Body, plane::Plane, rng::Rng, tissue::Contrast};

/// What the stored values stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Protocol {
    Ct,
    /// The frontal projection on which the CT is planned.
    CtScout,
    Mr(Weighting),
    /// The quick slices on which the MR is planned.
    MrScout,
}

impl Protocol {
    pub(crate) fn is_ct(self) -> bool {
        matches!(self, Self::Ct | Self::CtScout)
    }

    pub(crate) fn is_scout(self) -> bool {
        matches!(self, Self::CtScout | Self::MrScout)
    }

    /// Window centre and width that a technologist would save.
    pub(crate) fn window(self) -> (i32, i32) {
        match self {
            Self::Ct => (50, 400),
            Self::CtScout => (150, 1500),
            Self::Mr(Weighting::T1) => (430, 900),
            Self::Mr(Weighting::T2) | Self::MrScout => (420, 940),
        }
    }
}

/// Stored CT values are Hounsfield units plus 1024.
pub(crate) const CT_OFFSET: f32 = 1024.0;
const TOP: f32 = 4095.0;

/// A body and the machines' noise; made once per disc.
pub(crate) struct Scanner {
    body: Body,
    noise: Tile,
}

impl Scanner {
    pub(crate) fn new(body: Body, seed: u64) -> Self {
        Self {
            body,
            noise: Tile::new(&mut Rng::of(&[seed, 0x9015E]), 1),
        }
    }

    /// Twelve-bit stored values. The generator decides the noise of this image only.
    pub(crate) fn image(&self, protocol: Protocol, plane: &Plane, rng: &mut Rng) -> Vec<u16> {
        let mut image = match protocol {
            Protocol::Ct => self.ct(plane, rng),
            Protocol::CtScout => self.projection(plane, rng),
            Protocol::Mr(weighting) => self.mr(plane, weighting, 13.0, rng),
            Protocol::MrScout => self.mr(plane, Weighting::T2, 26.0, rng),
        };
        let frontal = plane.across[0] != 0.0;
        if protocol.is_scout() && frontal {
            let (centre, width) = protocol.window();
            let white = centre + width / 2 + if protocol.is_ct() { CT_OFFSET as i32 } else { 0 };
            marker::burn(&mut image, plane.columns, white as u16);
        }
        image
    }

    /// Noise rises towards the middle of the body, where fewest rays arrive.
    fn ct(&self, plane: &Plane, rng: &mut Rng) -> Vec<u16> {
        let mut image = self.body.slice(plane, Contrast::Ct);
        let noise = self.noise(plane, 15.0, rng);
        let (across, down) = (middle_weights(plane.columns), middle_weights(plane.rows));
        let width = usize::from(plane.columns);
        for ((row, noise), y) in image
            .chunks_exact_mut(width)
            .zip(noise.chunks_exact(width))
            .zip(&down)
        {
            for ((value, noise), x) in row.iter_mut().zip(noise).zip(&across) {
                *value += noise * (0.55 + 0.7 * x * y) + CT_OFFSET;
            }
        }
        store(&image)
    }

    /// Adds up what lies between tube and detector.
    fn projection(&self, plane: &Plane, rng: &mut Rng) -> Vec<u16> {
        const STEP: f64 = 6.0;
        let mut sum = self.noise(plane, 10.0, rng);
        for k in -20..=22 {
            let layer = self.body.slice(&plane.moved(STEP * f64::from(k)), Contrast::Ct);
            for (sum, hounsfield) in sum.iter_mut().zip(layer) {
                *sum += (hounsfield + 1000.0).max(0.0) * (STEP as f32 * 0.0062);
            }
        }
        store(&sum)
    }

    /// The magnitude of a complex signal: Rician noise.
    fn mr(&self, plane: &Plane, weighting: Weighting, sigma: f32, rng: &mut Rng) -> Vec<u16> {
        let mut image = self.body.slice(plane, Contrast::Mr(weighting));
        let real = self.noise(plane, sigma, rng);
        let imaginary = self.noise(plane, sigma, rng);
        let (rows, columns) = coil_gains(plane);
        let width = usize::from(plane.columns);
        let parts = image
            .chunks_exact_mut(width)
            .zip(real.chunks_exact(width))
            .zip(imaginary.chunks_exact(width));
        for (((row, real), imaginary), outer) in parts.zip(&rows) {
            for (((value, re), im), inner) in row.iter_mut().zip(real).zip(imaginary).zip(&columns) {
                let signal = *value * outer * inner + re;
                *value = (signal * signal + im * im).sqrt();
            }
        }
        store(&image)
    }

    fn noise(&self, plane: &Plane, sigma: f32, rng: &mut Rng) -> Vec<f32> {
        let width = usize::from(plane.columns);
        let mut noise = vec![0.0; width * usize::from(plane.rows)];
        self.noise.add(&mut noise, width, sigma * 0.8, rng);
        self.noise.add(&mut noise, width, sigma * 0.6, rng);
        noise
    }
}

fn store(image: &[f32]) -> Vec<u16> {
    image
        .iter()
        .map(|value| (value + 0.5).clamp(0.0, TOP) as u16)
        .collect()
}

/// 1 in the middle, 0 at both ends.
fn middle_weights(count: u16) -> Vec<f32> {
    let half = f32::from(count) / 2.0;
    (0..count)
        .map(|k| f32::from(k) / half - 1.0)
        .map(|t| 1.0 - t * t)
        .collect()
}

/// How well the coil behind the back receives each row and each column.
fn coil_gains(plane: &Plane) -> (Vec<f32>, Vec<f32>) {
    let [_, y, z] = plane.origin.map(|v| v as f32);
    let steps = |direction: [f64; 3]| direction.map(|v| (v * plane.pixel) as f32);
    let ([_, y_across, _], [_, y_down, z_down]) = (steps(plane.across), steps(plane.down));
    let sideways = y_across != 0.0;
    let rows = (0..plane.rows).map(f32::from).map(|k| {
        let front_to_back = if sideways {
            1.0
        } else {
            front_to_back(y + y_down * k)
        };
        front_to_back * head_to_foot(z + z_down * k)
    });
    let columns = (0..plane.columns).map(f32::from).map(|k| {
        if sideways {
            front_to_back(y + y_across * k)
        } else {
            1.0
        }
    });
    (rows.collect(), columns.collect())
}

/// A band in front of the spine is saturated, so that breathing does not blur the canal.
fn front_to_back(y: f32) -> f32 {
    let reception = (0.72 + 0.0042 * y).clamp(0.3, 1.12);
    let t = ((y + 32.0) / 26.0).clamp(0.0, 1.0);
    reception * (0.22 + 0.78 * t * t * (3.0 - 2.0 * t))
}

fn head_to_foot(z: f32) -> f32 {
    let t = (z - 60.0) / 230.0;
    (1.0 - t * t).max(0.12)
}
