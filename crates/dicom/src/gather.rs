//! From examined files to an inventory: grouping, order, duplicates, warnings.

use std::collections::{BTreeMap, HashMap};

use crate::{
    Instance, Inventory, Outcome, Patient, Reason, Series, Study, Warning, WarningCode, dicomdir,
    examine::{Examined, Found},
    image,
};

/// Makes the inventory. Every examined file appears in [`Inventory::files`]; where all files of the disc were examined,
/// the numbers there are the disc's.
pub fn gather(mut examined: Vec<Examined>) -> Inventory {
    examined.sort_by_key(|file| file.file);
    for (index, file) in examined.iter_mut().enumerate() {
        file.file = index;
        if let Some(image) = file.object.as_mut().and_then(|object| object.image.as_mut()) {
            image.file = index;
        }
    }
    let mut warnings = Vec::new();
    set_duplicates_aside(&mut examined, &mut warnings);
    missing_files(&examined, &mut warnings);
    several_patients(&examined, &mut warnings);
    let truncated = |object: &Found| object.image.as_ref().is_some_and(|image| image.truncated);
    warn(
        &mut warnings,
        WarningCode::Truncated,
        &paths(&examined, truncated),
    );
    let invalid = |object: &Found| object.image.is_some() && object.invalid_uid;
    warn(&mut warnings, WarningCode::InvalidUid, &paths(&examined, invalid));

    let mut inventory = Inventory {
        warnings,
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
    inventory.patients = tree(objects);
    inventory
}

fn warn(warnings: &mut Vec<Warning>, code: WarningCode, paths: &[impl AsRef<str>]) {
    if !paths.is_empty() {
        let more = if paths.len() > 20 { ", …" } else { "" };
        let shown = paths
            .iter()
            .take(20)
            .map(AsRef::as_ref)
            .collect::<Vec<_>>()
            .join(", ");
        warnings.push(Warning {
            code,
            detail: format!("{}: {shown}{more}", paths.len()),
        });
    }
}

fn paths(examined: &[Examined], wanted: impl Fn(&Found) -> bool) -> Vec<&str> {
    let wanted = |file: &&Examined| file.object.as_ref().is_some_and(|object| wanted(object));
    examined
        .iter()
        .filter(wanted)
        .map(|file| file.record.path.as_str())
        .collect()
}

/// Of images with the same UID, length and first block (header and first pixels) one is used; where they differ all are
/// kept, and it is said.
fn set_duplicates_aside(examined: &mut [Examined], warnings: &mut Vec<Warning>) {
    let mut first: HashMap<String, Vec<(u64, u64)>> = HashMap::new();
    let (mut duplicates, mut conflicts) = (Vec::new(), Vec::new());
    for file in &mut *examined {
        let Some(object) = &mut file.object else { continue };
        let Some(uid) = object
            .image
            .as_ref()
            .map(|image| image.uid.clone())
            .filter(|uid| !uid.is_empty())
        else {
            continue;
        };
        let seen = first.entry(uid).or_default();
        let this = (file.record.size, object.fingerprint);
        if seen.contains(&this) {
            object.image = None;
            file.record.outcome = Outcome::Skipped {
                reason: Reason::Duplicate,
            };
            duplicates.push(file.record.path.clone());
        } else {
            if !seen.is_empty() {
                conflicts.push(file.record.path.clone());
            }
            seen.push(this);
        }
    }
    warn(warnings, WarningCode::DuplicateInstances, &duplicates);
    warn(warnings, WarningCode::ConflictingInstances, &conflicts);
}

fn missing_files(examined: &[Examined], warnings: &mut Vec<Warning>) {
    let all: Vec<&str> = examined.iter().map(|file| file.record.path.as_str()).collect();
    let mut missing: Vec<String> = examined
        .iter()
        .filter(|file| !file.referenced.is_empty())
        .flat_map(|file| dicomdir::missing(&file.record.path, &file.referenced, &all))
        .collect();
    missing.sort();
    missing.dedup();
    warn(warnings, WarningCode::DicomdirMissingFiles, &missing);
}

/// Counts the people named by all objects, documents too.
fn several_patients(examined: &[Examined], warnings: &mut Vec<Warning>) {
    let mut people: Vec<&Patient> = Vec::new();
    for object in examined.iter().filter_map(|file| file.object.as_ref()) {
        let person = &object.patient;
        let unnamed = name_key(&person.name).is_empty() && person.id.is_none();
        if !unnamed && !people.iter().any(|known| same_person(known, person)) {
            people.push(person);
        }
    }
    if people.len() > 1 {
        warnings.push(Warning {
            code: WarningCode::SeveralPatients,
            detail: people.len().to_string(),
        });
    }
}

/// The same name (in its first writing, whatever the case and punctuation) and no contradicting birth date, or the same
/// hospital number and birth date.
pub(crate) fn same_person(a: &Patient, b: &Patient) -> bool {
    let contradicting = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    let same_birth = a.birth_date.is_some() && a.birth_date == b.birth_date;
    let same_name = name_key(&a.name) == name_key(&b.name);
    let same_id = a.id.is_some() && a.id == b.id;
    !contradicting(&a.birth_date, &b.birth_date)
        && ((same_name && (same_birth || !contradicting(&a.id, &b.id))) || (same_id && same_birth))
}

fn name_key(name: &str) -> String {
    let first = name
        .split('=')
        .find(|writing| !writing.trim_matches('^').is_empty())
        .unwrap_or_default();
    first
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn tree(objects: Vec<Found>) -> Vec<Patient> {
    let mut patients: Vec<Patient> = Vec::new();
    let mut studies: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut series: BTreeMap<(usize, usize, String), usize> = BTreeMap::new();
    for object in objects {
        let Some(image) = object.image else { continue };
        let p = place(
            &mut patients,
            |known| same_person(known, &object.patient),
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
    patients.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    for study in patients.iter_mut().flat_map(|patient| {
        patient
            .studies
            .sort_by(|a, b| (&a.date, &a.time, &a.uid).cmp(&(&b.date, &b.time, &b.uid)));
        patient.studies.iter_mut()
    }) {
        order(study);
    }
    patients
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
