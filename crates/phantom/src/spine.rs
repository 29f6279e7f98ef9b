//! The spine from T7 to the coccyx, with discs, ligaments, canal, cord and nerves, and one finding: a small
//! protrusion to the left behind the dried disc L4/5, whose middle is the origin of z.

use crate::{
    rng::Rng,
    solid::{Frame, Shape, Solid, pipe},
    tissue::{
        ANNULUS, BONE_VEIN, CARTILAGE, CORD, CORTEX, CSF, DRY_NUCLEUS, FAT, LIGAMENT, MARROW, NERVE, NUCLEUS,
        PROTRUSION,
    },
};

/// Heights of the vertebral bodies' centres, from L5 up to T7.
const VERTEBRAE: [f32; 11] = [
    -18.0, 18.0, 54.0, 90.0, 126.0, 160.0, 191.0, 220.0, 247.0, 273.0, 298.0,
];
/// Centres (y, z), heights and depths of S1 to S5 and the coccyx.
const SACRUM: [(f32, f32, f32, f32); 6] = [
    (44.5, -51.0, 13.5, 15.5),
    (60.5, -73.0, 11.0, 11.0),
    (73.0, -94.0, 10.0, 9.0),
    (80.0, -115.0, 9.0, 7.5),
    (81.0, -133.0, 8.0, 6.0),
    (75.0, -150.0, 8.0, 4.5),
];

/// Where the middle of the vertebral bodies lies at a height.
pub(crate) fn depth_at(z: f32) -> f32 {
    if z > 160.0 {
        42.0 + 0.336 * (z - 160.0) - 0.0025 * (z - 160.0) * (z - 160.0)
    } else {
        22.0 + 0.0014 * (z - 40.0) * (z - 40.0) + if z < 0.0 { 0.004 * z * z } else { 0.0 }
    }
}

/// Directions of a vertebra or disc at a height: z along the spine, y to the back.
pub(crate) fn frame_at(z: f32) -> Frame {
    Frame::towards(
        [0.0, depth_at(z), z],
        [0.0, depth_at(z + 1.0) - depth_at(z - 1.0), 2.0],
    )
}

pub(crate) fn spine(rng: &mut Rng) -> Vec<Solid> {
    let mut solids = Vec::new();
    for z in VERTEBRAE {
        posterior_arch(&mut solids, z);
    }
    sacrum(&mut solids);
    canal(&mut solids, rng);
    for (&below, &above) in VERTEBRAE.iter().zip(VERTEBRAE.iter().skip(1)) {
        disc(&mut solids, f32::midpoint(below, above), above - below, rng);
    }
    disc(&mut solids, -35.5, 34.0, rng);
    for z in VERTEBRAE {
        body(&mut solids, z, rng);
    }
    protrusion(&mut solids);
    solids
}

/// Thoracic vertebrae are smaller than lumbar ones.
fn size_at(z: f32) -> f32 {
    (1.0 - (z - 126.0) * 0.0017).clamp(0.7, 1.0)
}

fn body(solids: &mut Vec<Solid>, z: f32, rng: &mut Rng) {
    let (frame, s) = (frame_at(z), size_at(z));
    let half = 14.2 * (0.35 + 0.65 * s);
    solids.push(Solid::new(
        &frame,
        [0.0; 3],
        [25.0 * s, 18.0 * s, half],
        Shape::Block,
        CORTEX,
    ));
    solids.push(Solid::new(
        &frame,
        [0.0; 3],
        [23.7 * s, 16.8 * s, half - 1.2],
        Shape::Block,
        MARROW,
    ));
    solids.push(Solid::new(
        &frame,
        [0.0, 13.5 * s, 0.0],
        [4.5, 5.0 * s, 1.5],
        Shape::Ball,
        BONE_VEIN,
    ));
    // Islands of fatty marrow, as grown-up spines have.
    for _ in 0..3 {
        let place = [
            rng.within(-15.0, 15.0) * s,
            rng.within(-10.0, 10.0) * s,
            rng.within(-8.0, 8.0),
        ];
        let radius = rng.within(1.5, 4.0);
        solids.push(Solid::new(
            &frame,
            place,
            [radius * 1.4, radius, radius],
            Shape::Ball,
            MARROW.mottled(60.0),
        ));
    }
}

fn disc(solids: &mut Vec<Solid>, z: f32, pitch: f32, rng: &mut Rng) {
    let (frame, s) = (frame_at(z), size_at(z));
    let half = pitch * 0.145;
    solids.push(Solid::new(
        &frame,
        [0.0; 3],
        [25.6 * s, 18.8 * s, half + 1.6],
        Shape::Block,
        LIGAMENT,
    ));
    solids.push(Solid::new(
        &frame,
        [0.0; 3],
        [24.8 * s, 18.0 * s, half + 0.4],
        Shape::Block,
        ANNULUS,
    ));
    let (kind, height) = if z.abs() < 1.0 {
        (DRY_NUCLEUS, half * 0.55)
    } else {
        (NUCLEUS, half * rng.within(0.85, 1.0))
    };
    solids.push(Solid::new(
        &frame,
        [0.0, 0.8, 0.0],
        [19.0 * s, 13.5 * s, height],
        Shape::Block,
        kind,
    ));
    // The dark cleft of a healthy nucleus.
    solids.push(Solid::new(
        &frame,
        [0.0, 0.8, 0.0],
        [12.0 * s, 9.0 * s, 0.45],
        Shape::Ball,
        ANNULUS,
    ));
}

fn posterior_arch(solids: &mut Vec<Solid>, z: f32) {
    let (frame, s) = (frame_at(z), size_at(z));
    let lumbar = z < 140.0;
    for side in [-1.0, 1.0] {
        let mut bone = |place: [f32; 3], radii: [f32; 3]| {
            let place = [place[0] * side * s, place[1] * s, place[2]];
            let radii = radii.map(|r| r * s);
            solids.push(Solid::new(&frame, place, radii, Shape::Ball, CORTEX));
            solids.push(Solid::new(
                &frame,
                place,
                radii.map(|r| (r - 1.5).max(0.4)),
                Shape::Ball,
                MARROW,
            ));
        };
        if lumbar {
            bone([34.0, 25.0, 2.0], [15.0, 3.6, 5.0]);
        } else {
            bone([25.0, 31.0, 0.0], [11.0, 5.0, 5.0]);
        }
        bone([19.0, 35.0, 8.0], [6.0, 5.5, 9.0]);
        bone([16.0, 38.5, -12.0], [6.0, 5.5, 9.5]);
        bone([15.5, 21.0, 5.5], [5.0, 11.0, 7.0]);
        bone([8.0, 39.5, -4.0], [10.5, 4.2, 10.0]);
        let joint = [18.0 * side * s, 37.0 * s, -9.0];
        solids.push(Solid::new(&frame, joint, [1.0, 4.0, 6.5], Shape::Ball, CARTILAGE));
    }
    let droop = if lumbar { -8.0 } else { -20.0 };
    for (radii, tissue) in [([5.0, 14.0, 9.5], CORTEX), ([3.7, 12.6, 8.2], MARROW)] {
        solids.push(Solid::new(
            &frame,
            [0.0, 54.0 * s, droop],
            radii,
            Shape::Block,
            tissue,
        ));
    }
    let between = [0.0, 54.0 * s, droop - 16.0];
    solids.push(Solid::new(
        &frame,
        between,
        [1.6, 12.0, 8.0],
        Shape::Ball,
        LIGAMENT,
    ));
}

fn sacrum(solids: &mut Vec<Solid>) {
    let ends = SACRUM.iter().skip(1).chain(SACRUM.last());
    for (&(y, z, half, deep), &(next_y, next_z, ..)) in SACRUM.iter().zip(ends) {
        let direction = if next_z < z {
            [0.0, y - next_y, z - next_z]
        } else {
            [0.0, -0.3, 1.0]
        };
        let frame = Frame::towards([0.0, y, z], direction);
        let wide = half * 2.0;
        // Wings, with the marrow of the whole sacrum, then the segment itself and the remains of its disc.
        solids.push(Solid::new(
            &frame,
            [0.0, 4.0, 0.0],
            [half * 3.9, deep * 1.05, half * 1.15],
            Shape::Block,
            CORTEX,
        ));
        solids.push(Solid::new(
            &frame,
            [0.0, 4.0, 0.0],
            [half * 3.75, deep * 0.95, half * 1.15],
            Shape::Block,
            MARROW,
        ));
        solids.push(Solid::new(
            &frame,
            [0.0; 3],
            [wide, deep, half],
            Shape::Block,
            CORTEX,
        ));
        solids.push(Solid::new(
            &frame,
            [0.0; 3],
            [wide - 1.4, deep - 1.3, half - 0.9],
            Shape::Block,
            MARROW,
        ));
        solids.push(Solid::new(
            &frame,
            [0.0, deep + 17.0, 2.0],
            [5.0, 5.0, half * 0.9],
            Shape::Block,
            CORTEX,
        ));
        solids.push(Solid::new(
            &frame,
            [0.0, deep + 17.0, 2.0],
            [3.6, 3.6, half * 0.8],
            Shape::Block,
            MARROW,
        ));
    }
}

/// Epidural fat, the sac with its fluid, the cord down to L1, the roots of the cauda equina and at the foramina.
fn canal(solids: &mut Vec<Solid>, rng: &mut Rng) {
    let behind = |z: f32, back: f32| frame_at(z).point([0.0, back * size_at(z), 0.0]);
    let mut path: Vec<[f32; 3]> = (0..46)
        .map(|k| -40.0 + 9.0 * k as f32)
        .rev()
        .map(|z| behind(z, 26.5))
        .collect();
    path.extend([
        [0.0, 63.5, -54.0],
        [0.0, 77.0, -74.0],
        [0.0, 87.0, -96.0],
        [0.0, 92.0, -116.0],
    ]);
    let tube = |wide: f32, deep: f32, skip: usize| -> Vec<_> {
        path.iter()
            .take(path.len() - skip)
            .map(|p| (*p, wide, deep))
            .collect()
    };
    pipe(solids, &tube(11.0, 10.2, 0), FAT);
    pipe(solids, &tube(9.6, 8.3, 2), LIGAMENT);
    pipe(solids, &tube(8.8, 7.5, 2), CSF);
    for strand in 0..9 {
        let (x, back) = (-5.6 + 1.4 * strand as f32, rng.within(27.0, 31.0));
        let strand: Vec<_> = (0..17)
            .map(|k| {
                let z = 118.0 - 9.0 * k as f32;
                let [_, y, z] = behind(z, back - 0.02 * (118.0 - z) + rng.within(-0.5, 0.5));
                (
                    [x * (1.0 - 0.002 * (118.0 - z)) + rng.within(-0.4, 0.4), y, z],
                    0.55,
                    0.6,
                )
            })
            .collect();
        pipe(solids, &strand, NERVE);
    }
    let cord: Vec<_> = (0..30)
        .map(|k| 122.0 + 8.0 * k as f32)
        .map(|z| {
            let conus = ((z - 112.0) / 40.0).clamp(0.3, 1.0);
            (behind(z, 27.0), 4.6 * conus, 3.7 * conus)
        })
        .collect();
    pipe(solids, &cord, CORD);
    let gaps = VERTEBRAE
        .iter()
        .zip(VERTEBRAE.iter().skip(1))
        .map(|(below, above)| f32::midpoint(*below, *above));
    for z in gaps.chain([-35.0]) {
        let (frame, s) = (frame_at(z), size_at(z));
        for side in [-1.0, 1.0] {
            let place = |x: f32, y: f32, z: f32| [x * side * s, y * s, z];
            solids.push(Solid::new(
                &frame,
                place(16.0, 24.5, 4.0),
                [8.0, 4.6, 8.5],
                Shape::Ball,
                FAT,
            ));
            solids.push(Solid::new(
                &frame,
                place(16.0, 23.5, 7.0),
                [8.0, 2.6, 2.9],
                Shape::Ball,
                NERVE,
            ));
        }
    }
}

/// Left of the middle, pressing on the sac: dark in T2, a fingertip wide.
fn protrusion(solids: &mut Vec<Solid>) {
    let frame = frame_at(0.0);
    solids.push(Solid::new(
        &frame,
        [6.0, 18.6, -0.8],
        [7.8, 5.6, 4.6],
        Shape::Ball,
        LIGAMENT,
    ));
    solids.push(Solid::new(
        &frame,
        [6.0, 18.2, -0.8],
        [7.2, 5.2, 4.0],
        Shape::Ball,
        PROTRUSION,
    ));
}
