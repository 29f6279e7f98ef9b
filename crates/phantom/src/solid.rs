//! The one building block of the body: a rounded solid, placed, turned and stretched.

use crate::tissue::Tissue;

/// How the unit solid is rounded, with u, v, w its own axes.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// An ellipsoid.
    Ball,
    /// A box with round edges.
    Block,
    /// Round across, flat at both ends of w; tubes put end to end make a vessel or a canal.
    Tube,
    /// Between an ellipse and a rectangle across, rounded at both ends of w: trunk and lungs.
    Trunk,
}

/// A place with directions of its own: rows are the unit vectors of x, y and z.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) origin: [f32; 3],
    pub(crate) axes: [[f32; 3]; 3],
}

impl Frame {
    /// The patient's own axes.
    pub(crate) const PATIENT: Self = Self {
        origin: [0.0; 3],
        axes: [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    };

    /// At `origin`, with z along `direction`, and x as close to the patient's x (or y) as can be.
    pub(crate) fn towards(origin: [f32; 3], direction: [f32; 3]) -> Self {
        let z = unit(direction);
        let hint = if z[0].abs() < 0.8 {
            [1.0, 0.0, 0.0]
        } else {
            [0.0, 1.0, 0.0]
        };
        let y = unit(cross(z, hint));
        Self {
            origin,
            axes: [cross(y, z), y, z],
        }
    }

    /// The patient's coordinates of a point given in this frame.
    pub(crate) fn point(&self, local: [f32; 3]) -> [f32; 3] {
        let [x, y, z] = self.axes;
        [0, 1, 2].map(|d| {
            let part = |v: [f32; 3]| v.get(d).copied().unwrap_or(0.0);
            part(self.origin) + part(x) * local[0] + part(y) * local[1] + part(z) * local[2]
        })
    }
}

/// Matter within a shape. Later solids cover earlier ones.
pub(crate) struct Solid {
    pub(crate) centre: [f32; 3],
    /// Half the size of the box around the solid, along the patient's axes.
    pub(crate) reach: [f32; 3],
    /// Maps a point relative to the centre into the unit shape.
    pub(crate) inverse: [[f32; 3]; 3],
    pub(crate) shape: Shape,
    pub(crate) tissue: Tissue,
    /// The smallest radius, which tells how steep the edge is.
    pub(crate) thinnest: f32,
}

impl Solid {
    pub(crate) fn new(frame: &Frame, local: [f32; 3], radii: [f32; 3], shape: Shape, tissue: Tissue) -> Self {
        let [x, y, z] = frame.axes;
        let reach = [0, 1, 2].map(|d| {
            let part = |v: [f32; 3], r: f32| v.get(d).copied().unwrap_or(0.0).abs() * r;
            part(x, radii[0]) + part(y, radii[1]) + part(z, radii[2])
        });
        Self {
            centre: frame.point(local),
            reach,
            inverse: [
                x.map(|v| v / radii[0]),
                y.map(|v| v / radii[1]),
                z.map(|v| v / radii[2]),
            ],
            shape,
            tissue,
            thinnest: radii[0].min(radii[1]).min(radii[2]),
        }
    }
}

/// An upright ellipsoid.
pub(crate) fn ball(solids: &mut Vec<Solid>, centre: [f32; 3], radii: [f32; 3], tissue: Tissue) {
    solids.push(Solid::new(&Frame::PATIENT, centre, radii, Shape::Ball, tissue));
}

/// An upright trunk.
pub(crate) fn trunk(solids: &mut Vec<Solid>, centre: [f32; 3], radii: [f32; 3], tissue: Tissue) {
    solids.push(Solid::new(&Frame::PATIENT, centre, radii, Shape::Trunk, tissue));
}

/// A tube along a path of `(centre, radius across, radius front to back)`.
pub(crate) fn pipe(solids: &mut Vec<Solid>, path: &[([f32; 3], f32, f32)], tissue: Tissue) {
    for pair in path.windows(2) {
        let [(from, ..), (to, wide, deep)] = *pair else {
            continue;
        };
        let step = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
        let half = length(step) / 2.0;
        let frame = Frame::towards(from, step);
        // A little longer than the step, or a bend would open gaps.
        let radii = [wide, deep, half * 1.12 + wide.min(deep) * 0.35];
        solids.push(Solid::new(&frame, [0.0, 0.0, half], radii, Shape::Tube, tissue));
    }
}

fn length([x, y, z]: [f32; 3]) -> f32 {
    (x * x + y * y + z * z).sqrt()
}

fn unit(v: [f32; 3]) -> [f32; 3] {
    let size = length(v).max(1e-6);
    v.map(|c| c / size)
}

fn cross([a, b, c]: [f32; 3], [x, y, z]: [f32; 3]) -> [f32; 3] {
    [b * z - c * y, c * x - a * z, a * y - b * x]
}
