//! What each tissue looks like: CT in Hounsfield units (portal venous phase), MR in arbitrary signal units.
//!
//! Typical textbook values, rounded; they serve to look right and to compress like real images, not to measure.

use crate::exam::Weighting;

/// How a machine sees a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Contrast {
    Ct,
    Mr(Weighting),
}

/// One kind of matter.
#[derive(Clone, Copy)]
pub(crate) struct Tissue {
    hounsfield: f32,
    t1: f32,
    t2: f32,
    /// Standard deviation of the tissue's own structure, in the same units.
    pub(crate) grain: f32,
}

impl Tissue {
    /// The same matter, more or less mottled.
    pub(crate) fn mottled(self, grain: f32) -> Self {
        Self { grain, ..self }
    }

    pub(crate) fn value(self, contrast: Contrast) -> f32 {
        match contrast {
            Contrast::Ct => self.hounsfield,
            Contrast::Mr(Weighting::T1) => self.t1,
            Contrast::Mr(Weighting::T2) => self.t2,
        }
    }
}

const fn tissue(hounsfield: f32, t1: f32, t2: f32, grain: f32) -> Tissue {
    Tissue {
        hounsfield,
        t1,
        t2,
        grain,
    }
}

pub(crate) const AIR: Tissue = tissue(-1000.0, 0.0, 0.0, 0.0);
pub(crate) const COUCH_SHELL: Tissue = tissue(-20.0, 0.0, 0.0, 10.0);
pub(crate) const COUCH_FOAM: Tissue = tissue(-900.0, 0.0, 0.0, 4.0);
pub(crate) const SKIN: Tissue = tissue(5.0, 420.0, 300.0, 6.0);
pub(crate) const FAT: Tissue = tissue(-106.0, 930.0, 700.0, 11.0);
pub(crate) const MESENTERY: Tissue = tissue(-98.0, 850.0, 640.0, 16.0);
pub(crate) const MUSCLE: Tissue = tissue(58.0, 300.0, 165.0, 17.0);
pub(crate) const CORTEX: Tissue = tissue(560.0, 70.0, 55.0, 45.0);
pub(crate) const MARROW: Tissue = tissue(185.0, 520.0, 360.0, 38.0);
pub(crate) const CARTILAGE: Tissue = tissue(110.0, 260.0, 190.0, 12.0);
pub(crate) const ANNULUS: Tissue = tissue(96.0, 220.0, 120.0, 9.0);
pub(crate) const NUCLEUS: Tissue = tissue(82.0, 290.0, 610.0, 24.0);
pub(crate) const DRY_NUCLEUS: Tissue = tissue(80.0, 240.0, 190.0, 22.0);
pub(crate) const PROTRUSION: Tissue = tissue(92.0, 250.0, 165.0, 10.0);
pub(crate) const LIGAMENT: Tissue = tissue(68.0, 130.0, 75.0, 8.0);
pub(crate) const CSF: Tissue = tissue(12.0, 140.0, 960.0, 18.0);
pub(crate) const CORD: Tissue = tissue(40.0, 390.0, 360.0, 9.0);
pub(crate) const NERVE: Tissue = tissue(38.0, 310.0, 400.0, 9.0);
pub(crate) const BONE_VEIN: Tissue = tissue(95.0, 330.0, 620.0, 14.0);
pub(crate) const LIVER: Tissue = tissue(110.0, 430.0, 270.0, 7.0);
pub(crate) const LIVER_VEIN: Tissue = tissue(158.0, 190.0, 140.0, 4.0);
pub(crate) const LESION: Tissue = tissue(36.0, 250.0, 620.0, 5.0);
pub(crate) const BILE: Tissue = tissue(9.0, 200.0, 900.0, 3.0);
pub(crate) const SPLEEN: Tissue = tissue(122.0, 310.0, 430.0, 7.0);
pub(crate) const PANCREAS: Tissue = tissue(92.0, 430.0, 320.0, 22.0);
pub(crate) const KIDNEY_CORTEX: Tissue = tissue(188.0, 380.0, 460.0, 9.0);
pub(crate) const KIDNEY_MEDULLA: Tissue = tissue(132.0, 300.0, 520.0, 8.0);
pub(crate) const BLOOD: Tissue = tissue(166.0, 70.0, 60.0, 5.0);
pub(crate) const VEIN: Tissue = tissue(148.0, 90.0, 80.0, 6.0);
pub(crate) const HEART_MUSCLE: Tissue = tissue(112.0, 300.0, 220.0, 9.0);
pub(crate) const LUNG: Tissue = tissue(-862.0, 25.0, 25.0, 26.0);
pub(crate) const LUNG_VESSEL: Tissue = tissue(45.0, 60.0, 60.0, 10.0);
pub(crate) const BOWEL_WALL: Tissue = tissue(78.0, 320.0, 300.0, 14.0);
pub(crate) const CHYME: Tissue = tissue(36.0, 250.0, 480.0, 26.0);
pub(crate) const STOOL: Tissue = tissue(-40.0, 330.0, 200.0, 150.0);
pub(crate) const GAS: Tissue = tissue(-985.0, 0.0, 0.0, 4.0);
