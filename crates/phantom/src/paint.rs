//! Draws the solids of a body where a plane cuts them.

use crate::{
    noise::Tile,
    plane::Plane,
    rng::Rng,
    solid::{Shape, Solid},
    tissue::{AIR, Contrast},
};

/// A body on its couch: solids from the outside in, a gentle bending of space that makes ellipses look grown, and a grain.
pub(crate) struct Body {
    couch: Vec<Solid>,
    trunk: Vec<Solid>,
    bends: [Bend; 3],
    grain: Tile,
    seed: u64,
}

/// Millimetres between two independent layers of grain; slices between them fade from one to the other.
const LAYER: f64 = 5.0;
/// Solids may be moved by this much by the bending.
const BEND_REACH: f32 = 6.0;

impl Body {
    pub(crate) fn new(couch: Vec<Solid>, trunk: Vec<Solid>, seed: u64) -> Self {
        let mut rng = Rng::of(&[seed, 0xB0D7]);
        Self {
            couch,
            trunk,
            bends: [0, 1, 2].map(|axis| Bend::new(axis, &mut rng)),
            grain: Tile::new(&mut rng, 7),
            seed,
        }
    }

    /// One value per pixel, row by row, without machine noise.
    pub(crate) fn slice(&self, plane: &Plane, contrast: Contrast) -> Vec<f32> {
        let width = usize::from(plane.columns);
        let mut canvas = vec![AIR.value(contrast); width * usize::from(plane.rows)];
        let grain = self.grain(plane);
        let mut cut = [const { Vec::new() }; 3];
        let (straight, bent) = (self.points(plane, false), self.points(plane, true));
        let couch = self.couch.iter().map(|solid| (solid, &straight));
        let trunk = self.trunk.iter().map(|solid| (solid, &bent));
        for (solid, (rows, columns)) in couch.chain(trunk) {
            let Some((top, bottom, left, right)) = extent(plane, solid) else {
                continue;
            };
            let Some(columns) = columns.get(left..right) else {
                continue;
            };
            for (row, line) in cut.iter_mut().zip(&solid.inverse) {
                row.clear();
                row.extend(columns.iter().map(|p| dot(line, p)));
            }
            let lines = canvas
                .chunks_exact_mut(width)
                .zip(grain.chunks_exact(width))
                .zip(rows);
            for ((values, grain), point) in lines.skip(top).take(bottom - top) {
                let (Some(values), Some(grain)) = (values.get_mut(left..right), grain.get(left..right))
                else {
                    continue;
                };
                let [a, b, c] = [0, 1, 2].map(|k: usize| match solid.centre.get(k) {
                    Some(centre) => point.get(k).map_or(0.0, |p| p - centre),
                    None => 0.0,
                });
                let base = solid.inverse.each_ref().map(|line| dot(line, &[a, b, c]));
                let brush = Brush {
                    value: solid.tissue.value(contrast),
                    grain: solid.tissue.grain,
                    // From inside to outside within two pixels, as machines show an edge; the distance follows from
                    // how fast the shape's equation grows.
                    steepness: solid.thinnest / (plane.pixel as f32 * 3.8),
                };
                match solid.shape {
                    Shape::Ball => brush.line(values, grain, base, &cut, |u, v, w| u * u + v * v + w * w),
                    Shape::Block => brush.line(values, grain, base, &cut, |u, v, w| {
                        u * u * u * u + v * v * v * v + w * w * w * w
                    }),
                    Shape::Tube => brush.line(values, grain, base, &cut, |u, v, w| {
                        let w = w * w * w * w;
                        u * u + v * v + w * w
                    }),
                    Shape::Trunk => brush.line(values, grain, base, &cut, |u, v, w| {
                        let (u, v, w) = (u * u, v * v, w * w);
                        0.5 * (u + v + u * u + v * v) + w * w
                    }),
                }
            }
        }
        canvas
    }

    /// Each pixel's place before the bending is the sum of its row's and its column's vector.
    fn points(&self, plane: &Plane, bent: bool) -> (Vec<[f32; 3]>, Vec<[f32; 3]>) {
        let mut rows = vec![[0.0; 3]; usize::from(plane.rows)];
        let mut columns = vec![[0.0; 3]; usize::from(plane.columns)];
        let directions = plane.origin.iter().zip(plane.across).zip(plane.down);
        for (bend, ((origin, across), down)) in self.bends.iter().zip(directions) {
            let (points, step) = if across == 0.0 {
                (&mut rows, down)
            } else {
                (&mut columns, across)
            };
            for (index, point) in points.iter_mut().enumerate() {
                let moved = bend.at((origin + step * plane.pixel * index as f64) as f32, bent);
                for (sum, part) in point.iter_mut().zip(moved) {
                    *sum += part;
                }
            }
        }
        (rows, columns)
    }

    fn grain(&self, plane: &Plane) -> Vec<f32> {
        let width = usize::from(plane.columns);
        let mut grain = vec![0.0; width * usize::from(plane.rows)];
        let depth = plane.position() / LAYER;
        let (layer, between) = (depth.floor(), (depth - depth.floor()) as f32);
        let weight = (between * between + (1.0 - between) * (1.0 - between)).sqrt();
        for (layer, share) in [(layer, 1.0 - between), (layer + 1.0, between)] {
            let mut rng = Rng::of(&[self.seed, 0x6EA1, layer as i64 as u64]);
            self.grain.add(&mut grain, width, share / weight, &mut rng);
        }
        grain
    }
}

struct Brush {
    value: f32,
    grain: f32,
    steepness: f32,
}

impl Brush {
    #[inline]
    fn line(
        &self,
        values: &mut [f32],
        grain: &[f32],
        [a, b, c]: [f32; 3],
        [us, vs, ws]: &[Vec<f32>; 3],
        equation: impl Fn(f32, f32, f32) -> f32,
    ) {
        for ((((value, grain), u), v), w) in values.iter_mut().zip(grain).zip(us).zip(vs).zip(ws) {
            let inside = 1.0 - equation(a + u, b + v, c + w);
            let cover = (inside * self.steepness + 0.5).clamp(0.0, 1.0);
            *value += cover * (self.value + self.grain * grain - *value);
        }
    }
}

/// Bends space along one axis: a place is moved sideways by two slow waves of its coordinate.
struct Bend {
    axis: usize,
    waves: [(f32, f32, f32, usize); 2],
}

impl Bend {
    fn new(axis: usize, rng: &mut Rng) -> Self {
        let others = [(axis + 1) % 3, (axis + 2) % 3];
        let waves = others.map(|other| {
            (
                rng.within(1.0, 2.4),
                rng.within(75.0, 150.0),
                rng.within(0.0, 1.0),
                other,
            )
        });
        Self { axis, waves }
    }

    fn at(&self, coordinate: f32, bent: bool) -> [f32; 3] {
        let mut moved = [0.0; 3];
        if let Some(own) = moved.get_mut(self.axis) {
            *own = coordinate;
        }
        for (height, length, phase, axis) in self.waves.into_iter().filter(|_| bent) {
            if let Some(sideways) = moved.get_mut(axis) {
                *sideways += height * wave(coordinate / length + phase);
            }
        }
        moved
    }
}

/// A sine drawn with parabolas (period 1), the same on every machine.
fn wave(turns: f32) -> f32 {
    let t = (turns - turns.floor()) * 2.0;
    if t < 1.0 {
        4.0 * t * (1.0 - t)
    } else {
        -4.0 * (t - 1.0) * (2.0 - t)
    }
}

/// Rows and columns the solid may touch, or nothing.
fn extent(plane: &Plane, solid: &Solid) -> Option<(usize, usize, usize, usize)> {
    let project = |direction: [f64; 3]| {
        let mut middle = 0.0;
        let mut half = BEND_REACH;
        for (((axis, centre), origin), reach) in direction
            .iter()
            .zip(solid.centre)
            .zip(plane.origin)
            .zip(solid.reach)
        {
            middle += *axis as f32 * (centre - origin as f32);
            half += axis.abs() as f32 * reach;
        }
        (middle, half)
    };
    let (distance, half) = project(plane.normal());
    if distance.abs() > half {
        return None;
    }
    let range = |direction, count: u16| {
        let (middle, half) = project(direction);
        let pixel = plane.pixel as f32;
        let from = ((middle - half) / pixel).floor().clamp(0.0, f32::from(count)) as usize;
        let to = ((middle + half) / pixel).ceil().clamp(0.0, f32::from(count)) as usize;
        (from < to).then_some((from, to))
    };
    let (top, bottom) = range(plane.down, plane.rows)?;
    let (left, right) = range(plane.across, plane.columns)?;
    Some((top, bottom, left, right))
}

fn dot(a: &[f32; 3], b: &[f32; 3]) -> f32 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
