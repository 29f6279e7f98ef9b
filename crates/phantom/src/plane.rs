//! Where a slice lies in the patient: the geometry written into the file and used to draw it.
//!
//! Millimetres in the patient's coordinates (PS3.3 C.7.6.2.1.1): x to the left, y to the back, z to the head.

/// A point or a direction.
pub(crate) type Vector = [f64; 3];

/// An axis-aligned slice. `across` points along a row (to the next column), `down` along a column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plane {
    pub(crate) rows: u16,
    pub(crate) columns: u16,
    /// Centre of the first pixel sent.
    pub(crate) origin: Vector,
    pub(crate) across: Vector,
    pub(crate) down: Vector,
    /// Millimetres between pixels, both ways.
    pub(crate) pixel: f64,
}

impl Plane {
    /// A plane through `centre`, `width` millimetres wide; its pixels are square.
    pub(crate) fn centred(
        centre: Vector,
        directions: [Vector; 2],
        width: f64,
        rows: u16,
        columns: u16,
    ) -> Self {
        let [across, down] = directions;
        let pixel = thousandth(width / f64::from(columns));
        let (right, below) = (
            pixel * f64::from(columns.saturating_sub(1)) / 2.0,
            pixel * f64::from(rows.saturating_sub(1)) / 2.0,
        );
        let origin = along(along(centre, across, -right), down, -below).map(thousandth);
        Self {
            rows,
            columns,
            origin,
            across,
            down,
            pixel,
        }
    }

    /// The same plane moved by `distance` along its normal.
    pub(crate) fn moved(self, distance: f64) -> Self {
        Self {
            origin: along(self.origin, self.normal(), distance).map(thousandth),
            ..self
        }
    }

    /// Right-handed: `across` × `down`.
    pub(crate) fn normal(&self) -> Vector {
        let ([a, b, c], [x, y, z]) = (self.across, self.down);
        [b * z - c * y, c * x - a * z, a * y - b * x]
    }

    /// Millimetres from the coordinates' origin along the normal.
    pub(crate) fn position(&self) -> f64 {
        self.origin.iter().zip(self.normal()).map(|(p, n)| p * n).sum()
    }
}

/// Rows to the left, columns to the back: seen from the feet.
pub(crate) const AXIAL: [Vector; 2] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
/// Rows to the back, columns to the feet: seen from the left.
pub(crate) const SAGITTAL: [Vector; 2] = [[0.0, 1.0, 0.0], [0.0, 0.0, -1.0]];
/// Rows to the left, columns to the feet: seen from the front.
pub(crate) const CORONAL: [Vector; 2] = [[1.0, 0.0, 0.0], [0.0, 0.0, -1.0]];

fn along(point: Vector, direction: Vector, distance: f64) -> Vector {
    let ([x, y, z], [a, b, c]) = (point, direction);
    [x + a * distance, y + b * distance, z + c * distance]
}

/// Positions are drawn exactly as they are written: decimal strings with three places.
fn thousandth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
