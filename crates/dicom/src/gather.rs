//! From examined files to an inventory: grouping, order, duplicates.

use std::collections::{BTreeMap, HashMap};

use crate::{
    Instance, Inventory, Outcome, Patient, Reason, Series, Study,
    check::{self, Facts},
    examine::{Examined, Found},
    frames, image, person, warnings,
};

/// Makes the inventory. Every examined file appears in [`Inventory::files`]; where all files of the disc were examined,
/// the numbers there are the disc's. Studies are checked against the examination that their descriptions name.
pub fn gather(examined: Vec<Examined>) -> Inventory {
    gather_for(examined, None)
}

/// The same, with all studies checked against one examination of the protocol table ([`crate::exams`]).
pub fn gather_for(mut examined: Vec<Examined>, exam: Option<&str>) -> Inventory {
    examined.sort_by_key(|file| file.file);
    for (index, file) in examined.iter_mut().enumerate() {
        file.file = index;
        if let Some(image) = file.object.as_mut().and_then(|object| object.image.as_mut()) {
            image.file = index;
        }
    }
    let twins = set_duplicates_aside(&mut examined);
    let mut inventory = Inventory {
        warnings: warnings::of(&examined, &twins),
        ..Inventory::default()
    };
    let mut objects = Vec::new();
    for file in examined {
        let imaging = file.record.outcome
            == Outcome::Used {
                as_: crate::Use::Imaging,
            };
        inventory.files.push(file.record);
        match file.object {
            Some(object) if imaging => objects.push(*object),
            Some(object) => inventory.captures.extend(object.image),
            None => {}
        }
    }
    inventory.patients = tree(objects, &twins, exam);
    inventory
}

/// Files that carry the SOP Instance UID of an earlier file.
#[derive(Default)]
pub(crate) struct Twins {
    /// Exact duplicates, with the UID of their series.
    pub(crate) duplicates: Vec<(usize, String)>,
    /// Images with other pixels or another person's name, with the UID of their series.
    pub(crate) conflicts: Vec<(usize, String)>,
}

/// Of images that are the same in pixels and description one is used and counted; false twins are all kept. A file is
/// skipped only where its very bytes are there already: a copy with another header remains a file that was read.
fn set_duplicates_aside(examined: &mut [Examined]) -> Twins {
    let mut kept: HashMap<String, Vec<(u64, Found)>> = HashMap::new();
    let mut twins = Twins::default();
    let mut count: HashMap<String, usize> = HashMap::new();
    for object in examined.iter().filter_map(|file| file.object.as_ref()) {
        if let Some(image) = &object.image {
            *count.entry(image.uid.clone()).or_default() += 1;
        }
    }
    for (index, file) in examined.iter_mut().enumerate() {
        let Some(object) = &mut file.object else { continue };
        let Some(image) = &object.image else { continue };
        if image.uid.is_empty() || count.get(&image.uid).is_none_or(|count| *count < 2) {
            continue;
        }
        let series = object.series.uid.clone();
        let known = kept.entry(image.uid.clone()).or_default();
        let size = file.record.size;
        let mut same = known
            .iter()
            .filter(|(_, known)| is_duplicate(known, object))
            .peekable();
        if same.peek().is_some() {
            if same.any(|(other, known)| *other == size && known.fingerprint == object.fingerprint) {
                file.record.outcome = Outcome::Skipped {
                    reason: Reason::Duplicate,
                };
            }
            object.image = None;
            twins.duplicates.push((index, series));
        } else {
            if !known.is_empty() {
                twins.conflicts.push((index, series));
            }
            known.push((size, (**object).clone()));
        }
    }
    twins
}

/// Whether two objects with one UID hold the same image of the same person; the bytes around it may differ.
fn is_duplicate(a: &Found, b: &Found) -> bool {
    let image = |found: &Found| {
        let mut image = found.image.clone()?;
        image.file = 0;
        image.frames.clear();
        image.palette = None;
        image.modality_table = None;
        image.voi_tables.clear();
        image.deflated_from = None;
        if frames::is_native(&image.transfer_syntax) {
            image.transfer_syntax.clear();
        }
        Some(image)
    };
    a.pixels.is_some()
        && a.pixels == b.pixels
        && image(a) == image(b)
        && a.series.uid == b.series.uid
        && a.study.uid == b.study.uid
        && person::is_same(&a.patient, &b.patient)
}

fn tree(objects: Vec<Found>, twins: &Twins, exam: Option<&str>) -> Vec<Patient> {
    let mut patients: Vec<Patient> = Vec::new();
    let mut studies: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut series: BTreeMap<(usize, usize, String), usize> = BTreeMap::new();
    let mut facts: HashMap<usize, Facts> = HashMap::new();
    for object in objects {
        let Some(image) = object.image else { continue };
        facts.insert(image.file, object.facts);
        let p = place(
            &mut patients,
            |known| person::is_same(known, &object.patient),
            object.patient.clone(),
        );
        let Some(patient) = patients.get_mut(p) else {
            continue;
        };
        let s = *studies.entry((p, object.study.uid.clone())).or_insert_with(|| {
            patient.studies.push(object.study);
            patient.studies.len() - 1
        });
        let Some(study) = patient.studies.get_mut(s) else {
            continue;
        };
        let r = *series
            .entry((p, s, object.series.uid.clone()))
            .or_insert_with(|| {
                study.series.push(object.series);
                study.series.len() - 1
            });
        if let Some(series) = study.series.get_mut(r) {
            series.instances.push(image);
        }
    }
    arrange(&mut patients);
    for study in patients.iter_mut().flat_map(|patient| &mut patient.studies) {
        check::study(study, &facts, twins, exam);
    }
    patients
}

/// Puts people, examinations, series and images into their order, and says of each series what its images share.
pub(crate) fn arrange(patients: &mut [Patient]) {
    patients.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    for patient in patients {
        patient
            .studies
            .sort_by(|a, b| (&a.date, &a.time, &a.uid).cmp(&(&b.date, &b.time, &b.uid)));
        patient.studies.iter_mut().for_each(order);
    }
}

fn place(patients: &mut Vec<Patient>, same: impl Fn(&Patient) -> bool, new: Patient) -> usize {
    patients.iter().position(same).unwrap_or_else(|| {
        patients.push(new);
        patients.len() - 1
    })
}

fn order(study: &mut Study) {
    study
        .series
        .sort_by(|a, b| (a.number.is_none(), a.number, &a.uid).cmp(&(b.number.is_none(), b.number, &b.uid)));
    for series in &mut study.series {
        series.thickness = common(&series.instances, |image| image.slice_thickness);
        series.plane = common(&series.instances, |image| {
            image.image_orientation.as_ref().and_then(image::plane)
        });
        if series.laterality.is_none() {
            series.laterality = common(&series.instances, |image| image.laterality.clone());
        }
        order_instances(series);
    }
}

/// The value that all share.
fn common<T: PartialEq>(images: &[Instance], get: impl Fn(&Instance) -> Option<T>) -> Option<T> {
    let first = get(images.first()?)?;
    images
        .iter()
        .all(|image| get(image).as_ref() == Some(&first))
        .then_some(first)
}

/// By position along the common normal, then by number; by number alone where the images are no stack.
fn order_instances(series: &mut Series) {
    let normal = series
        .instances
        .first()
        .and_then(|image| image.image_orientation)
        .and_then(|o| image::normal(&o));
    let position = |image: &Instance| -> Option<f64> {
        let (normal, own) = (normal?, image::normal(image.image_orientation.as_ref()?)?);
        let parallel = dot(&normal, &own) > 0.999;
        image
            .image_position
            .filter(|_| parallel)
            .map(|position| dot(&normal, &position))
    };
    let positions: Option<Vec<f64>> = series.instances.iter().map(position).collect();
    let mut images: Vec<(f64, Instance)> = match positions {
        Some(positions) => positions.into_iter().zip(series.instances.drain(..)).collect(),
        None => series.instances.drain(..).map(|image| (0.0, image)).collect(),
    };
    let by_number = |image: &Instance| (image.number.is_none(), image.number, image.file);
    images.sort_by(|(a, x), (b, y)| a.total_cmp(b).then_with(|| by_number(x).cmp(&by_number(y))));
    series.instances = images.into_iter().map(|(_, image)| image).collect();
}

fn dot(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
