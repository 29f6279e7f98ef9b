//! The trunk from the middle of the chest to the pelvis: couch, wall, muscles and bones, with the organs inside.

use crate::{
    organs::{bowel, chest, kidneys, upper_abdomen, vessels},
    rng::Rng,
    solid::{Frame, Shape, Solid, ball, pipe, trunk},
    spine::{depth_at, spine},
    tissue::{AIR, CORTEX, COUCH_FOAM, COUCH_SHELL, FAT, MARROW, MESENTERY, MUSCLE, SKIN, Tissue},
};

/// Everything, from the skin to the smallest vessel; later solids cover earlier ones.
pub(crate) fn torso(seed: u64) -> Vec<Solid> {
    let mut rng = Rng::of(&[seed, 0x7051]);
    let mut solids = Vec::new();
    wall(&mut solids);
    chest(&mut solids, &mut rng);
    bowel(&mut solids, &mut rng);
    upper_abdomen(&mut solids, &mut rng);
    kidneys(&mut solids);
    back_muscles(&mut solids);
    ribs(&mut solids);
    pelvis(&mut solids);
    vessels(&mut solids);
    solids.extend(spine(&mut rng));
    solids
}

/// The top of the CT's couch, slightly hollow: a thin shell around foam. MR does not see it.
pub(crate) fn couch() -> Vec<Solid> {
    let mut solids = Vec::new();
    trunk(&mut solids, [0.0, 70.0, 0.0], [262.0, 76.0, 2000.0], COUCH_SHELL);
    trunk(&mut solids, [0.0, 69.5, 0.0], [259.0, 74.5, 2000.0], COUCH_FOAM);
    trunk(&mut solids, [0.0, 62.0, 0.0], [256.0, 64.0, 2000.0], COUCH_SHELL);
    trunk(&mut solids, [0.0, 60.5, 0.0], [258.0, 63.0, 2000.0], AIR);
    solids
}

/// Skin, fat and the muscles around the cavity.
fn wall(solids: &mut Vec<Solid>) {
    for (inset, tissue) in [(0.0, SKIN), (2.2, FAT)] {
        let r = |x: f32, y: f32| [x - inset, y - inset, 2000.0];
        trunk(solids, [0.0, 2.0, 0.0], r(158.0, 112.0), tissue);
        ball(
            solids,
            [0.0, 4.0, 330.0],
            [164.0 - inset, 118.0 - inset, 190.0],
            tissue,
        );
        ball(
            solids,
            [0.0, 6.0, -100.0],
            [180.0 - inset, 116.0 - inset, 150.0],
            tissue,
        );
    }
    trunk(solids, [0.0, 1.0, 0.0], [141.0, 88.0, 2000.0], MUSCLE);
    // The thin layer of fat between the muscles of the flank, wider at the sides, then the cavity.
    trunk(solids, [0.0, 8.0, 0.0], [136.5, 74.0, 2000.0], FAT);
    trunk(solids, [0.0, 4.0, 0.0], [134.8, 79.5, 2000.0], MUSCLE);
    trunk(solids, [0.0, -1.0, 0.0], [126.0, 77.0, 2000.0], MESENTERY);
    for side in [-1.0, 1.0] {
        ball(solids, [34.0 * side, -84.0, 60.0], [33.0, 6.0, 190.0], MUSCLE);
    }
}

/// Erector spinae, multifidus, psoas and quadratus lumborum, both sides.
fn back_muscles(solids: &mut Vec<Solid>) {
    for side in [-1.0, 1.0] {
        let mut muscle = |bottom: f32, top: f32, shape: &dyn Fn(f32) -> ([f32; 2], f32, f32)| {
            let path: Vec<_> = (0..=40)
                .map(|k| bottom + (top - bottom) * k as f32 / 40.0)
                .map(|z| {
                    let ([x, back], wide, deep) = shape(z);
                    ([x * side, depth_at(z.max(-20.0)) + back, z], wide, deep)
                })
                .collect();
            pipe(solids, &path, MUSCLE);
        };
        let taper = |z: f32| (1.12 - 0.0022 * (z + 20.0)).clamp(0.45, 1.0);
        muscle(-120.0, 400.0, &|z| {
            ([40.0, 46.0], 29.0 * taper(z), 22.0 * taper(z))
        });
        muscle(-120.0, 400.0, &|z| ([17.0, 53.0], 13.0, 20.0 * taper(z)));
        muscle(-20.0, 140.0, &|z| ([72.0 - 0.1 * z, 32.0], 18.0, 9.0));
        muscle(-120.0, 128.0, &|z| {
            let full = (1.0 - (z + 10.0).abs() / 150.0).max(0.25);
            (
                [42.0 - 0.06 * z + 0.12 * (-z).max(0.0), 2.0 - 0.3 * (-z).max(0.0)],
                24.0 * full,
                25.0 * full,
            )
        });
    }
}

/// Ribs slope from the spine down and forward around the chest.
fn ribs(solids: &mut Vec<Solid>) {
    let wall = |angle: f32| {
        // A quarter ellipse from the back (0) over the side (1) to the front (2), drawn with a rational circle.
        let t = angle - 1.0;
        let (c, s) = ((1.0 - t * t) / (1.0 + t * t), 2.0 * t / (1.0 + t * t));
        (131.0 * c, -88.0 * s)
    };
    for rib in 0..9 {
        let z = 182.0 + 27.0 * rib as f32;
        let end = if rib < 2 { 10 + 4 * rib } else { 19 };
        for side in [-1.0, 1.0] {
            let path: Vec<_> = (0..end)
                .map(|k| {
                    let along = 0.1 + k as f32 * 0.095;
                    let (x, y) = wall(along);
                    ([side * x.max(20.0), y + 4.0, z - 40.0 * along], 4.2, 6.2)
                })
                .collect();
            pipe(solids, &path, CORTEX);
            let inner: Vec<_> = path.iter().map(|(p, ..)| (*p, 2.7, 4.6)).collect();
            pipe(solids, &inner, MARROW);
        }
    }
    ball(solids, [0.0, -92.0, 330.0], [18.0, 6.0, 90.0], CORTEX);
    ball(solids, [0.0, -92.0, 330.0], [16.4, 4.6, 88.0], MARROW);
}

/// Wings of the ilium with the gluteal muscles outside and the iliacus inside.
fn pelvis(solids: &mut Vec<Solid>) {
    for side in [-1.0, 1.0] {
        let mut plate = |x: f32, y: f32, turn: f32, radii: [f32; 3], tissue: Tissue| {
            let size = (1.0 + turn * turn).sqrt();
            let (c, s) = (1.0 / size, turn / size);
            let axes = [[c, -s * side, 0.0], [s * side, c, 0.0], [0.0, 0.0, 1.0]];
            let frame = Frame {
                origin: [x * side, y, -72.0],
                axes,
            };
            solids.push(Solid::new(&frame, [0.0; 3], radii, Shape::Ball, tissue));
        };
        plate(118.0, 42.0, -0.9, [30.0, 70.0, 80.0], MUSCLE);
        plate(88.0, 8.0, -0.75, [20.0, 60.0, 64.0], MUSCLE);
        for (grow, tissue) in [(0.0, CORTEX), (-2.2, MARROW)] {
            plate(98.0, 26.0, -0.85, [8.0 + grow, 66.0 + grow, 78.0 + grow], tissue);
            plate(76.0, 62.0, -0.6, [11.0 + grow, 26.0 + grow, 52.0 + grow], tissue);
        }
    }
}
