//! What lies inside the trunk, with one finding: a small cyst in the right liver lobe.

use crate::{
    rng::Rng,
    solid::{Frame, Shape, Solid, ball, pipe, trunk},
    spine::depth_at,
    tissue::{
        BILE, BLOOD, BOWEL_WALL, CHYME, GAS, HEART_MUSCLE, KIDNEY_CORTEX, KIDNEY_MEDULLA, LESION, LIVER,
        LIVER_VEIN, LUNG, LUNG_VESSEL, MESENTERY, MUSCLE, PANCREAS, SPLEEN, STOOL, Tissue, VEIN,
    },
};

pub(crate) fn chest(solids: &mut Vec<Solid>, rng: &mut Rng) {
    trunk(solids, [0.0, 4.0, 315.0], [134.0, 93.0, 112.0], MUSCLE);
    for side in [-1.0, 1.0] {
        trunk(solids, [72.0 * side, 4.0, 318.0], [57.0, 86.0, 132.0], LUNG);
        ball(solids, [64.0 * side, 40.0, 295.0], [50.0, 46.0, 128.0], LUNG);
        for _ in 0..75 {
            let hilum = [38.0 * side, 8.0, 300.0];
            let tip = [
                side * rng.within(50.0, 120.0),
                rng.within(-72.0, 76.0),
                rng.within(195.0, 400.0),
            ];
            let at = |t: f32, bow: f32| {
                [0, 1, 2].map(|k: usize| {
                    let part = |v: [f32; 3]| v.get(k).copied().unwrap_or(0.0);
                    part(hilum) + (part(tip) - part(hilum)) * t + if k == 2 { bow } else { 0.0 }
                })
            };
            let bow = rng.within(-10.0, 10.0);
            let thick = rng.within(1.6, 3.4);
            let start = rng.within(0.15, 0.55);
            let step = (1.0 - start) / 3.0;
            let path = [
                (0.0, 1.0, 0.0),
                (1.0, 0.75, 0.7),
                (2.0, 0.5, 1.0),
                (3.0, 0.35, 0.6),
            ]
            .map(|(k, size, lift)| (at(start + step * k, bow * lift), thick * size, thick * size));
            pipe(solids, &path, LUNG_VESSEL);
        }
    }
    ball(solids, [16.0, -34.0, 285.0], [66.0, 52.0, 56.0], MESENTERY);
    ball(solids, [18.0, -32.0, 287.0], [60.0, 46.0, 50.0], HEART_MUSCLE);
    ball(solids, [34.0, -30.0, 282.0], [30.0, 26.0, 34.0], BLOOD);
    ball(solids, [-8.0, -46.0, 286.0], [24.0, 22.0, 36.0], BLOOD);
    ball(solids, [0.0, 2.0, 310.0], [26.0, 16.0, 24.0], BLOOD);
    let gullet = [
        ([2.0, 18.0, 420.0], 8.0, 6.0),
        ([4.0, 20.0, 300.0], 8.0, 6.0),
        ([18.0, 8.0, 215.0], 9.0, 7.0),
    ];
    pipe(solids, &gullet, BOWEL_WALL);
}

pub(crate) fn upper_abdomen(solids: &mut Vec<Solid>, rng: &mut Rng) {
    // The diaphragm is the thin rim around what presses it up.
    ball(solids, [48.0, -22.0, 196.0], [49.0, 47.0, 52.0], BOWEL_WALL);
    ball(solids, [48.0, -22.0, 196.0], [44.5, 42.5, 48.0], CHYME);
    ball(solids, [46.0, -48.0, 204.0], [30.0, 14.0, 34.0], GAS);
    ball(solids, [90.0, 26.0, 190.0], [31.0, 42.0, 50.0], MUSCLE);
    ball(solids, [89.0, 26.0, 188.0], [30.0, 40.0, 49.0], SPLEEN);
    ball(solids, [-62.0, -8.0, 178.0], [66.0, 73.0, 76.0], MUSCLE);
    ball(solids, [-62.0, -8.0, 176.0], [64.5, 71.5, 75.5], LIVER);
    ball(solids, [-78.0, 6.0, 150.0], [46.0, 56.0, 74.0], LIVER);
    ball(solids, [-2.0, -50.0, 194.0], [58.0, 27.0, 34.0], LIVER);
    for _ in 0..22 {
        let root = [
            -28.0 + rng.within(-8.0, 8.0),
            2.0 + rng.within(-8.0, 8.0),
            180.0 + rng.within(-14.0, 14.0),
        ];
        let turn = [
            rng.within(-55.0, -10.0),
            rng.within(-30.0, 35.0),
            rng.within(-40.0, 34.0),
        ];
        let point = |t: f32| {
            [
                root[0] + turn[0] * t,
                root[1] + turn[1] * t,
                root[2] + turn[2] * t,
            ]
        };
        let thick = rng.within(1.4, 3.6);
        let path =
            [(0.0, 1.0), (0.45, 0.75), (0.9, 0.4)].map(|(t, size)| (point(t), thick * size, thick * size));
        pipe(solids, &path, LIVER_VEIN);
    }
    let cyst = [-88.0 + rng.within(-6.0, 6.0), -6.0 + rng.within(-8.0, 8.0), 168.0];
    ball(solids, cyst, [7.5, 6.8, 7.0], LESION);
    ball(solids, [-46.0, -52.0, 122.0], [15.0, 19.0, 26.0], BOWEL_WALL);
    ball(solids, [-46.0, -52.0, 122.0], [13.4, 17.4, 24.4], BILE);
    for k in 0..12 {
        let t = k as f32;
        let size = rng.within(9.0, 12.5);
        let centre = [-26.0 + 8.5 * t, -24.0 + 2.6 * t, 112.0 + 4.6 * t];
        ball(solids, centre, [size, size * 0.85, size], PANCREAS);
    }
}

pub(crate) fn kidneys(solids: &mut Vec<Solid>) {
    for (side, z) in [(-1.0, 92.0), (1.0, 104.0)] {
        let frame = Frame::towards([60.0 * side, 38.0, z], [-0.22 * side, 0.16, 1.0]);
        let mut part = |local: [f32; 3], radii, tissue| {
            solids.push(Solid::new(
                &frame,
                [local[0] * side, local[1], local[2]],
                radii,
                Shape::Ball,
                tissue,
            ));
        };
        part([0.0; 3], [30.5, 28.5, 58.0], KIDNEY_CORTEX);
        for k in 0..7 {
            let along = -39.0 + 13.0 * k as f32;
            let wide = (1.0 - along * along / 3300.0).sqrt();
            part(
                [10.0 * wide, -12.0 * wide, along],
                [8.0 * wide, 7.0 * wide, 5.4],
                KIDNEY_MEDULLA,
            );
            part(
                [12.0 * wide, 11.0 * wide, along],
                [8.0 * wide, 7.0 * wide, 5.4],
                KIDNEY_MEDULLA,
            );
        }
        part([-12.0, -2.0, 0.0], [19.0, 10.0, 29.0], MESENTERY);
        part([-14.0, -2.0, -2.0], [11.0, 5.0, 11.0], BILE);
        part([-22.0, -6.0, 4.0], [16.0, 3.2, 3.6], VEIN);
    }
}

/// Loops of gut and the frame of the colon, each a wall with content and, towards the front, gas.
pub(crate) fn bowel(solids: &mut Vec<Solid>, rng: &mut Rng) {
    let mut piece = |centre: [f32; 3], radii: [f32; 3], content: Tissue, gas: f32| {
        ball(solids, centre, radii, BOWEL_WALL);
        ball(solids, centre, radii.map(|r| r - 2.2), content);
        if gas > 0.2 {
            let [x, y, z] = centre;
            let bubble = [radii[0] * 0.62, radii[1] * gas * 0.5, radii[2] * 0.6];
            ball(solids, [x, y - radii[1] * (0.78 - gas * 0.5), z], bubble, GAS);
        }
    };
    for _ in 0..150 {
        let centre = [
            rng.within(-88.0, 88.0),
            rng.within(-58.0, 8.0),
            rng.within(-125.0, 118.0),
        ];
        let r = rng.within(9.0, 15.0);
        let radii = [r * rng.within(0.9, 1.7), r, r * rng.within(0.9, 1.6)];
        piece(centre, radii, CHYME, rng.within(-0.9, 0.6));
    }
    for side in [-1.0, 1.0] {
        for k in 0..8 {
            let z = -60.0 + 24.0 * k as f32;
            let centre = [
                side * 100.0 + rng.within(-4.0, 4.0),
                8.0 + rng.within(-5.0, 5.0),
                z,
            ];
            let r = rng.within(17.0, 22.0) - side * 2.0;
            piece(centre, [r, r, 19.0], STOOL, rng.within(0.0, 0.7));
        }
    }
    for k in 0..9 {
        let x = -84.0 + 21.0 * k as f32;
        let z = 96.0 + x * 0.16 + x * x * 0.004 + rng.within(-6.0, 6.0);
        piece([x, -58.0, z], [17.0, 16.0, 18.0], STOOL, rng.within(0.3, 0.9));
    }
}

pub(crate) fn vessels(solids: &mut Vec<Solid>) {
    let along = |x: f32, front: f32, bottom: f32, top: f32, r: [f32; 2]| -> Vec<_> {
        (0..=16)
            .map(|k| top + (bottom - top) * k as f32 / 16.0)
            .map(|z| ([x, depth_at(z) - front, z], r[0], r[1]))
            .collect()
    };
    for (grow, tissue) in [(1.3, MUSCLE), (0.0, BLOOD)] {
        pipe(
            solids,
            &along(10.0, 31.0, 16.0, 200.0, [10.0 + grow, 10.0 + grow]),
            tissue,
        );
        pipe(
            solids,
            &along(18.0, 28.0, 200.0, 420.0, [12.5 + grow, 12.5 + grow]),
            tissue,
        );
    }
    pipe(solids, &along(-17.0, 29.0, 8.0, 220.0, [13.0, 9.5]), VEIN);
    pipe(solids, &along(8.0, 50.0, 40.0, 132.0, [3.6, 3.6]), BLOOD);
    pipe(solids, &along(-2.0, 52.0, 40.0, 130.0, [5.0, 4.6]), VEIN);
    for side in [-1.0, 1.0] {
        for (x, y, r, tissue) in [(10.0, -9.0, 6.4, BLOOD), (-10.0, -1.0, 7.6, VEIN)] {
            let start = if tissue.grain < 5.5 { 10.0 } else { -14.0 };
            let path = [
                (start, 14.0, y),
                (side * 22.0 + x * 0.3, -20.0, y + 2.0),
                (side * 36.0, -62.0, y + 12.0),
            ]
            .map(|(x, z, y): (f32, f32, f32)| ([x, y, z], r, r));
            pipe(solids, &path, tissue);
        }
    }
    pipe(
        solids,
        &[
            ([-2.0, -22.0, 132.0], 6.5, 6.5),
            ([-22.0, -8.0, 158.0], 6.5, 6.5),
            ([-36.0, 0.0, 184.0], 5.0, 5.0),
        ],
        VEIN,
    );
}
