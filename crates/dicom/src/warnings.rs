//! What a person should know about the disc as a whole.

use std::collections::{BTreeMap, HashSet};

use crate::{
    DocumentKind, FileRecord, Outcome, Patient, Problem, Reason, Warning, WarningCode, dicomdir,
    examine::{Examined, Found},
    gather::Twins,
    person,
};

/// Paths that are named in a warning; the number of all stands before them.
const SHOWN: usize = 20;

/// All warnings, in the order in which a person should read them.
pub(crate) fn of(examined: &[Examined], twins: &Twins) -> Vec<Warning> {
    let paths = |files: &[(usize, String)]| -> Vec<&str> {
        let path = |(file, _): &(usize, String)| examined.get(*file).map(|file| file.record.path.as_str());
        files.iter().filter_map(path).collect()
    };
    let mut warnings = Vec::new();
    warn(
        &mut warnings,
        WarningCode::DuplicateInstances,
        &paths(&twins.duplicates),
    );
    warn(
        &mut warnings,
        WarningCode::ConflictingInstances,
        &paths(&twins.conflicts),
    );
    table_of_contents(examined, &mut warnings);
    key_objects(examined, &mut warnings);
    studies(examined, &mut warnings);
    several_patients(examined, &mut warnings);
    warn(
        &mut warnings,
        WarningCode::Truncated,
        &of_records(examined, is_truncated),
    );
    warn(
        &mut warnings,
        WarningCode::CannotDecode,
        &of_records(examined, cannot_decode),
    );
    warn(
        &mut warnings,
        WarningCode::NotDiagnostic,
        &of_records(examined, is_not_diagnostic),
    );
    let lossy = |object: &Found| object.image.as_ref().is_some_and(|image| image.lossy.is_some());
    let lossy = of_records(examined, |file| {
        is_not_diagnostic(file) && file.object.as_ref().is_some_and(|object| lossy(object))
    });
    warn(&mut warnings, WarningCode::Lossy, &lossy);
    let invalid = |object: &Found| object.image.is_some() && object.invalid_uid;
    warn(
        &mut warnings,
        WarningCode::InvalidUid,
        &of_objects(examined, invalid),
    );
    warnings
}

/// What is unusual about how files are written although they are used: each problem with the files that have it. For people
/// who look after archives; a patient can do nothing about it. What the warnings and checks say already is left out.
pub(crate) fn unusual(files: &[FileRecord]) -> BTreeMap<Problem, String> {
    let mut unusual: BTreeMap<Problem, Vec<&str>> = BTreeMap::new();
    for file in files {
        for problem in &file.problems {
            unusual.entry(*problem).or_default().push(&file.path);
        }
    }
    let said = |problem: &Problem| {
        matches!(
            problem,
            Problem::Truncated
                | Problem::CannotDecode
                | Problem::NotDiagnostic
                | Problem::MissingUid
                | Problem::InvalidUid
        )
    };
    unusual.retain(|problem, _| !said(problem));
    let listed = unusual
        .into_iter()
        .map(|(problem, paths)| (problem, listed(&paths)));
    listed.collect()
}

fn warn(warnings: &mut Vec<Warning>, code: WarningCode, names: &[impl AsRef<str>]) {
    if !names.is_empty() {
        let detail = listed(names);
        warnings.push(Warning { code, detail });
    }
}

/// How many, and the first of them by name.
fn listed(names: &[impl AsRef<str>]) -> String {
    let more = if names.len() > SHOWN { ", …" } else { "" };
    let shown: Vec<_> = names.iter().take(SHOWN).map(AsRef::as_ref).collect();
    format!("{}: {}{more}", names.len(), shown.join(", "))
}

fn of_objects(examined: &[Examined], wanted: impl Fn(&Found) -> bool) -> Vec<&str> {
    of_records(examined, |file| {
        file.object.as_ref().is_some_and(|object| wanted(object))
    })
}

fn of_records(examined: &[Examined], wanted: impl Fn(&Examined) -> bool) -> Vec<&str> {
    let wanted = examined.iter().filter(|file| wanted(file));
    wanted.map(|file| file.record.path.as_str()).collect()
}

fn is_truncated(file: &Examined) -> bool {
    let image = file.object.as_ref().and_then(|object| object.image.as_ref());
    image.is_some_and(|image| image.truncated) || is_skipped(file, &[Reason::TruncatedBeforePixels])
}

/// Images of which only the pixels are of no use, and captures that cannot be shown; of images the series says it.
fn cannot_decode(file: &Examined) -> bool {
    let is_capture = file.record.document == Some(DocumentKind::SecondaryCapture);
    let is_undecodable = file.record.problems.contains(&Problem::CannotDecode);
    let undecodable_capture = is_capture && is_undecodable;
    undecodable_capture
        || is_skipped(
            file,
            &[
                Reason::UnsupportedPixels,
                Reason::UnsupportedVideo,
                Reason::UnclearFrames,
                Reason::TooManyFrames,
                Reason::IncompleteImageDescription,
                Reason::DamagedDataSet,
                Reason::DataSetTooLarge,
                Reason::NestedTooDeeply,
            ],
        )
}

fn is_skipped(file: &Examined, reasons: &[Reason]) -> bool {
    matches!(file.record.outcome, Outcome::Skipped { reason } if reasons.contains(&reason))
}

/// Pictures of images: captures inside DICOM, photos and exports outside.
fn is_not_diagnostic(file: &Examined) -> bool {
    matches!(
        file.record.document,
        Some(DocumentKind::SecondaryCapture | DocumentKind::Picture)
    )
}

fn table_of_contents(examined: &[Examined], warnings: &mut Vec<Warning>) {
    let all: Vec<&str> = of_records(examined, |_| true);
    let tables = || examined.iter().filter(|file| !file.referenced.is_empty());
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names.dedup();
        names
    };
    let missing = tables().flat_map(|file| dicomdir::missing(&file.record.path, &file.referenced, &all));
    warn(
        warnings,
        WarningCode::DicomdirMissingFiles,
        &sorted(missing.collect()),
    );
    let outside = tables().flat_map(|file| dicomdir::outside(&file.referenced));
    warn(warnings, WarningCode::DicomdirOutside, &sorted(outside.collect()));
}

/// A key object selection as a manifest (PS3.3 C.17.6.2): what it names and is not there.
fn key_objects(examined: &[Examined], warnings: &mut Vec<Warning>) {
    let here: HashSet<&str> = examined
        .iter()
        .filter_map(|file| file.object.as_ref())
        .map(|object| object.uid.as_str())
        .collect();
    let named: HashSet<&str> = examined
        .iter()
        .flat_map(|file| file.evidence.iter().map(String::as_str))
        .filter(|uid| !uid.is_empty())
        .collect();
    let missing = named.difference(&here).count();
    if missing > 0 {
        warnings.push(Warning {
            code: WarningCode::KosMissingInstances,
            detail: format!(
                "{missing} of {} images that a key object selection names",
                named.len()
            ),
        });
    }
}

/// Studies whose headers count more instances than there are (0020,1208).
fn studies(examined: &[Examined], warnings: &mut Vec<Warning>) {
    let mut studies: BTreeMap<&str, (i64, HashSet<&str>)> = BTreeMap::new();
    for object in examined.iter().filter_map(|file| file.object.as_ref()) {
        let (declared, here) = studies.entry(&object.study.uid).or_default();
        *declared = (*declared).max(object.facts.declared.in_study.unwrap_or(0));
        here.insert(&object.uid);
    }
    let short = studies.values().filter_map(|(declared, here)| {
        let here = i64::try_from(here.len()).ok()?;
        (*declared > here).then(|| format!("{} of {declared} images of a study", declared - here))
    });
    warn(warnings, WarningCode::MissingSlices, &short.collect::<Vec<_>>());
}

/// Counts the people named by all objects, documents too.
fn several_patients(examined: &[Examined], warnings: &mut Vec<Warning>) {
    let mut people: Vec<&Patient> = Vec::new();
    for object in examined.iter().filter_map(|file| file.object.as_ref()) {
        let named = &object.patient;
        if !person::is_nobody(named) && !people.iter().any(|known| person::is_same(known, named)) {
            people.push(named);
        }
    }
    if people.len() > 1 {
        warnings.push(Warning {
            code: WarningCode::SeveralPatients,
            detail: people.len().to_string(),
        });
    }
}
