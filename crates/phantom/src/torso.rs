//! The trunk from the middle of the chest to the pelvis, with one finding: a small cyst in the right liver lobe.

use crate::{
    rng::Rng,
    solid::{Frame, Shape, Solid, pipe},
    spine::{depth_at, spine},
    tissue::{
        AIR, BILE, BLOOD, BOWEL_WALL, CHYME, CORTEX, COUCH_FOAM, COUCH_SHELL, FAT, GAS, HEART_MUSCLE, KIDNEY_CORTEX,
        KIDNEY_MEDULLA, LESION, LIVER, LIVER_VEIN, LUNG, LUNG_VESSEL, MARROW, MESENTERY, MUSCLE, PANCREAS, SKIN, SPLEEN,
        STOOL, Tissue, VEIN,
    },
};

/// Everything, from the skin to the smallest vessel; later solids cover earlier ones.
pub(crate) fn trunk(seed: u64) -> Vec<Solid> {
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

fn add(solids: &mut Vec<Solid>, centre: [f32; 3], radii: [f32; 3], shape: Shape, tissue: Tissue) {
    solids.push(Solid::new(&Frame::PATIENT, centre, radii, shape, tissue));
}

/// The top of the CT's couch, slightly hollow: a thin shell around foam. MR does not see it.
pub(crate) fn couch() -> Vec<Solid> {
    let mut solids = Vec::new();
    add(&mut solids, [0.0, 70.0, 0.0], [262.0, 76.0, 2000.0], Shape::Trunk, COUCH_SHELL);
    add(&mut solids, [0.0, 69.5, 0.0], [259.0, 74.5, 2000.0], Shape::Trunk, COUCH_FOAM);
    add(&mut solids, [0.0, 62.0, 0.0], [256.0, 64.0, 2000.0], Shape::Trunk, COUCH_SHELL);
    add(&mut solids, [0.0, 60.5, 0.0], [258.0, 63.0, 2000.0], Shape::Trunk, AIR);
    solids
}

/// Skin, fat and the muscles around the cavity.
fn wall(solids: &mut Vec<Solid>) {
    for (inset, tissue) in [(0.0, SKIN), (2.2, FAT)] {
        let r = |x: f32, y: f32| [x - inset, y - inset, 2000.0];
        add(solids, [0.0, 2.0, 0.0], r(158.0, 112.0), Shape::Trunk, tissue);
        add(solids, [0.0, 4.0, 330.0], [164.0 - inset, 118.0 - inset, 190.0], Shape::Ball, tissue);
        add(solids, [0.0, 6.0, -100.0], [180.0 - inset, 116.0 - inset, 150.0], Shape::Ball, tissue);
    }
    add(solids, [0.0, 1.0, 0.0], [141.0, 88.0, 2000.0], Shape::Trunk, MUSCLE);
    // The thin layer of fat between the muscles of the flank, wider at the sides, then the cavity.
    add(solids, [0.0, 8.0, 0.0], [136.5, 74.0, 2000.0], Shape::Trunk, FAT);
    add(solids, [0.0, 4.0, 0.0], [134.8, 79.5, 2000.0], Shape::Trunk, MUSCLE);
    add(solids, [0.0, -1.0, 0.0], [126.0, 77.0, 2000.0], Shape::Trunk, MESENTERY);
    for side in [-1.0, 1.0] {
        add(solids, [34.0 * side, -84.0, 60.0], [33.0, 6.0, 190.0], Shape::Ball, MUSCLE);
    }
}

fn chest(solids: &mut Vec<Solid>, rng: &mut Rng) {
    add(solids, [0.0, 4.0, 315.0], [134.0, 93.0, 112.0], Shape::Trunk, MUSCLE);
    for side in [-1.0, 1.0] {
        add(solids, [72.0 * side, 4.0, 318.0], [57.0, 86.0, 132.0], Shape::Trunk, LUNG);
        add(solids, [64.0 * side, 40.0, 295.0], [50.0, 46.0, 128.0], Shape::Ball, LUNG);
        for _ in 0..75 {
            let hilum = [38.0 * side, 8.0, 300.0];
            let tip = [side * rng.within(50.0, 120.0), rng.within(-72.0, 76.0), rng.within(195.0, 400.0)];
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
            let path = [(0.0, 1.0, 0.0), (1.0, 0.75, 0.7), (2.0, 0.5, 1.0), (3.0, 0.35, 0.6)]
                .map(|(k, size, lift)| (at(start + step * k, bow * lift), thick * size, thick * size));
            pipe(solids, &path, LUNG_VESSEL);
        }
    }
    add(solids, [16.0, -34.0, 285.0], [66.0, 52.0, 56.0], Shape::Ball, MESENTERY);
    add(solids, [18.0, -32.0, 287.0], [60.0, 46.0, 50.0], Shape::Ball, HEART_MUSCLE);
    add(solids, [34.0, -30.0, 282.0], [30.0, 26.0, 34.0], Shape::Ball, BLOOD);
    add(solids, [-8.0, -46.0, 286.0], [24.0, 22.0, 36.0], Shape::Ball, BLOOD);
    add(solids, [0.0, 2.0, 310.0], [26.0, 16.0, 24.0], Shape::Ball, BLOOD);
    let gullet = [([2.0, 18.0, 420.0], 8.0, 6.0), ([4.0, 20.0, 300.0], 8.0, 6.0), ([18.0, 8.0, 215.0], 9.0, 7.0)];
    pipe(solids, &gullet, BOWEL_WALL);
}

fn upper_abdomen(solids: &mut Vec<Solid>, rng: &mut Rng) {
    // The diaphragm is the thin rim around what presses it up.
    add(solids, [48.0, -22.0, 196.0], [49.0, 47.0, 52.0], Shape::Ball, BOWEL_WALL);
    add(solids, [48.0, -22.0, 196.0], [44.5, 42.5, 48.0], Shape::Ball, CHYME);
    add(solids, [46.0, -48.0, 204.0], [30.0, 14.0, 34.0], Shape::Ball, GAS);
    add(solids, [90.0, 26.0, 190.0], [31.0, 42.0, 50.0], Shape::Ball, MUSCLE);
    add(solids, [89.0, 26.0, 188.0], [30.0, 40.0, 49.0], Shape::Ball, SPLEEN);
    add(solids, [-62.0, -8.0, 178.0], [66.0, 73.0, 76.0], Shape::Ball, MUSCLE);
    add(solids, [-62.0, -8.0, 176.0], [64.5, 71.5, 75.5], Shape::Ball, LIVER);
    add(solids, [-78.0, 6.0, 150.0], [46.0, 56.0, 74.0], Shape::Ball, LIVER);
    add(solids, [-2.0, -50.0, 194.0], [58.0, 27.0, 34.0], Shape::Ball, LIVER);
    for _ in 0..22 {
        let root = [-28.0 + rng.within(-8.0, 8.0), 2.0 + rng.within(-8.0, 8.0), 180.0 + rng.within(-14.0, 14.0)];
        let turn = [rng.within(-55.0, -10.0), rng.within(-30.0, 35.0), rng.within(-40.0, 34.0)];
        let point = |t: f32| [root[0] + turn[0] * t, root[1] + turn[1] * t, root[2] + turn[2] * t];
        let thick = rng.within(1.4, 3.6);
        let path = [(0.0, 1.0), (0.45, 0.75), (0.9, 0.4)].map(|(t, size)| (point(t), thick * size, thick * size));
        pipe(solids, &path, LIVER_VEIN);
    }
    let cyst = [-88.0 + rng.within(-6.0, 6.0), -6.0 + rng.within(-8.0, 8.0), 168.0];
    add(solids, cyst, [7.5, 6.8, 7.0], Shape::Ball, LESION);
    add(solids, [-46.0, -52.0, 122.0], [15.0, 19.0, 26.0], Shape::Ball, BOWEL_WALL);
    add(solids, [-46.0, -52.0, 122.0], [13.4, 17.4, 24.4], Shape::Ball, BILE);
    for k in 0..12 {
        let t = k as f32;
        let size = rng.within(9.0, 12.5);
        let centre = [-26.0 + 8.5 * t, -24.0 + 2.6 * t, 112.0 + 4.6 * t];
        add(solids, centre, [size, size * 0.85, size], Shape::Ball, PANCREAS);
    }
}

fn kidneys(solids: &mut Vec<Solid>) {
    for (side, z) in [(-1.0, 92.0), (1.0, 104.0)] {
        let frame = Frame::towards([60.0 * side, 38.0, z], [-0.22 * side, 0.16, 1.0]);
        let mut part = |local: [f32; 3], radii, tissue| {
            solids.push(Solid::new(&frame, [local[0] * side, local[1], local[2]], radii, Shape::Ball, tissue));
        };
        part([0.0; 3], [30.5, 28.5, 58.0], KIDNEY_CORTEX);
        for k in 0..7 {
            let along = -39.0 + 13.0 * k as f32;
            let wide = (1.0 - along * along / 3300.0).sqrt();
            part([10.0 * wide, -12.0 * wide, along], [8.0 * wide, 7.0 * wide, 5.4], KIDNEY_MEDULLA);
            part([12.0 * wide, 11.0 * wide, along], [8.0 * wide, 7.0 * wide, 5.4], KIDNEY_MEDULLA);
        }
        part([-12.0, -2.0, 0.0], [19.0, 10.0, 29.0], MESENTERY);
        part([-14.0, -2.0, -2.0], [11.0, 5.0, 11.0], BILE);
        part([-22.0, -6.0, 4.0], [16.0, 3.2, 3.6], VEIN);
    }
}

/// Loops of gut and the frame of the colon, each a wall with content and, towards the front, gas.
fn bowel(solids: &mut Vec<Solid>, rng: &mut Rng) {
    let mut piece = |centre: [f32; 3], radii: [f32; 3], content: Tissue, gas: f32| {
        add(solids, centre, radii, Shape::Ball, BOWEL_WALL);
        add(solids, centre, radii.map(|r| r - 2.2), Shape::Ball, content);
        if gas > 0.2 {
            let [x, y, z] = centre;
            let bubble = [radii[0] * 0.62, radii[1] * gas * 0.5, radii[2] * 0.6];
            add(solids, [x, y - radii[1] * (0.78 - gas * 0.5), z], bubble, Shape::Ball, GAS);
        }
    };
    for _ in 0..150 {
        let centre = [rng.within(-88.0, 88.0), rng.within(-58.0, 8.0), rng.within(-125.0, 118.0)];
        let r = rng.within(9.0, 15.0);
        let radii = [r * rng.within(0.9, 1.7), r, r * rng.within(0.9, 1.6)];
        piece(centre, radii, CHYME, rng.within(-0.9, 0.6));
    }
    for side in [-1.0, 1.0] {
        for k in 0..8 {
            let z = -60.0 + 24.0 * k as f32;
            let centre = [side * 100.0 + rng.within(-4.0, 4.0), 8.0 + rng.within(-5.0, 5.0), z];
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
        muscle(-120.0, 400.0, &|z| ([40.0, 46.0], 29.0 * taper(z), 22.0 * taper(z)));
        muscle(-120.0, 400.0, &|z| ([17.0, 53.0], 13.0, 20.0 * taper(z)));
        muscle(-20.0, 140.0, &|z| ([72.0 - 0.1 * z, 32.0], 18.0, 9.0));
        muscle(-120.0, 128.0, &|z| {
            let full = (1.0 - (z + 10.0).abs() / 150.0).max(0.25);
            ([42.0 - 0.06 * z + 0.12 * (-z).max(0.0), 2.0 - 0.3 * (-z).max(0.0)], 24.0 * full, 25.0 * full)
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
    add(solids, [0.0, -92.0, 330.0], [18.0, 6.0, 90.0], Shape::Block, CORTEX);
    add(solids, [0.0, -92.0, 330.0], [16.4, 4.6, 88.0], Shape::Block, MARROW);
}

/// Wings of the ilium with the gluteal muscles outside and the iliacus inside.
fn pelvis(solids: &mut Vec<Solid>) {
    for side in [-1.0, 1.0] {
        let mut plate = |x: f32, y: f32, turn: f32, radii: [f32; 3], tissue: Tissue| {
            let size = (1.0 + turn * turn).sqrt();
            let (c, s) = (1.0 / size, turn / size);
            let axes = [[c, -s * side, 0.0], [s * side, c, 0.0], [0.0, 0.0, 1.0]];
            let frame = Frame { origin: [x * side, y, -72.0], axes };
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

fn vessels(solids: &mut Vec<Solid>) {
    let along = |x: f32, front: f32, bottom: f32, top: f32, r: [f32; 2]| -> Vec<_> {
        (0..=16)
            .map(|k| top + (bottom - top) * k as f32 / 16.0)
            .map(|z| ([x, depth_at(z) - front, z], r[0], r[1]))
            .collect()
    };
    for (grow, tissue) in [(1.3, MUSCLE), (0.0, BLOOD)] {
        pipe(solids, &along(10.0, 31.0, 16.0, 200.0, [10.0 + grow, 10.0 + grow]), tissue);
        pipe(solids, &along(18.0, 28.0, 200.0, 420.0, [12.5 + grow, 12.5 + grow]), tissue);
    }
    pipe(solids, &along(-17.0, 29.0, 8.0, 220.0, [13.0, 9.5]), VEIN);
    pipe(solids, &along(8.0, 50.0, 40.0, 132.0, [3.6, 3.6]), BLOOD);
    pipe(solids, &along(-2.0, 52.0, 40.0, 130.0, [5.0, 4.6]), VEIN);
    for side in [-1.0, 1.0] {
        for (x, y, r, tissue) in [(10.0, -9.0, 6.4, BLOOD), (-10.0, -1.0, 7.6, VEIN)] {
            let start = if tissue.grain < 5.5 { 10.0 } else { -14.0 };
            let path = [(start, 14.0, y), (side * 22.0 + x * 0.3, -20.0, y + 2.0), (side * 36.0, -62.0, y + 12.0)]
                .map(|(x, z, y): (f32, f32, f32)| ([x, y, z], r, r));
            pipe(solids, &path, tissue);
        }
    }
    pipe(solids, &[([-2.0, -22.0, 132.0], 6.5, 6.5), ([-22.0, -8.0, 158.0], 6.5, 6.5), ([-36.0, 0.0, 184.0], 5.0, 5.0)], VEIN);
}
