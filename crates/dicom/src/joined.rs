//! What came at several times as one: a series that came in parts, or again, is one stack, so that nothing of it is read
//! apart from the rest or overlooked.

use crate::check::{Check, CheckCode, CheckResult};
use crate::gather::arrange;
use crate::person::is_same;
use crate::{Instance, Patient, Series, Study};

/// People, examinations and series of several inventories as one, in the order of a single disc. `file` of each image must
/// tell the images of all inventories apart. Only what belongs to the same person is joined; an image that is `the_same` as
/// one that is there counts once, every other one is kept.
///
/// Checks were made for each part alone, and stay; a series of several parts says so.
pub fn joined(
    inventories: impl IntoIterator<Item = Vec<Patient>>,
    the_same: impl Fn(&Instance, &Instance) -> bool,
) -> Vec<Patient> {
    let mut all: Vec<Patient> = Vec::new();
    for patient in inventories.into_iter().flatten() {
        match all.iter_mut().find(|known| is_same(known, &patient)) {
            Some(known) => add_studies(known, patient.studies, &the_same),
            None => all.push(patient),
        }
    }
    arrange(&mut all);
    all
}

fn add_studies(patient: &mut Patient, studies: Vec<Study>, the_same: &impl Fn(&Instance, &Instance) -> bool) {
    for study in studies {
        let known = patient
            .studies
            .iter_mut()
            .find(|known| !known.uid.is_empty() && known.uid == study.uid);
        match known {
            Some(known) => {
                let parts = study.series.into_iter();
                let came_later = parts.map(|series| add_series(known, series, the_same)).sum();
                say(&mut known.checks, study.checks, came_later);
            }
            None => patient.studies.push(study),
        }
    }
}

/// Answers how many images came.
fn add_series(study: &mut Study, series: Series, the_same: &impl Fn(&Instance, &Instance) -> bool) -> usize {
    let is_known = |known: &&mut Series| {
        !known.uid.is_empty() && known.uid == series.uid && known.modality == series.modality
    };
    let Some(known) = study.series.iter_mut().find(is_known) else {
        let images = series.instances.len();
        study.series.push(series);
        return images;
    };
    let before = known.instances.len();
    for image in series.instances {
        let is_there =
            |other: &Instance| !image.uid.is_empty() && other.uid == image.uid && the_same(other, &image);
        if !known.instances.iter().take(before).any(is_there) {
            known.instances.push(image);
        }
    }
    let came_later = known.instances.len() - before;
    say(&mut known.checks, series.checks, came_later);
    came_later
}

/// Adds what was found about a part with so many new images.
fn say(known: &mut Vec<Check>, checks: Vec<Check>, came_later: usize) {
    if came_later == 0 {
        return;
    }
    for check in checks {
        if !known.contains(&check) {
            known.push(check);
        }
    }
    known.retain(|check| check.code != CheckCode::CameInParts);
    known.push(came_in_parts(came_later));
}

#[expect(clippy::cast_precision_loss, reason = "a number of images")]
fn came_in_parts(images: usize) -> Check {
    Check::new(
        CheckCode::CameInParts,
        CheckResult::Note,
        &[("images", images as f64)],
        format!("{images} of the images came later; the checks were made for each part alone."),
    )
}
