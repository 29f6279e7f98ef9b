//! A series that came in parts, or again, is one stack; what is another person's stays another person's.

#![allow(
    clippy::float_cmp,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use overread_dicom::{CheckCode, Instance, Patient, Series, Study, joined};

/// A CT whose slices lie at these heights, on files that are numbered from `first`.
fn disc(name: &str, first: usize, heights: &[f64]) -> Vec<Patient> {
    let instances = heights.iter().zip(first..).map(|(height, file)| Instance {
        file,
        uid: format!("1.2.3.{height}"),
        image_position: Some([0.0, 0.0, *height]),
        image_orientation: Some([1.0, 0.0, 0.0, 0.0, 1.0, 0.0]),
        ..Instance::default()
    });
    let series = Series {
        uid: "1.2.3".to_owned(),
        modality: Some("CT".to_owned()),
        instances: instances.collect(),
        ..Series::default()
    };
    let study = Study {
        uid: "1.2".to_owned(),
        date: Some("2026-01-02".to_owned()),
        series: vec![series],
        ..Study::default()
    };
    vec![Patient {
        name: name.to_owned(),
        birth_date: Some("1970-01-31".to_owned()),
        id: None,
        sex: None,
        studies: vec![study],
    }]
}

fn heights(series: &Series) -> Vec<f64> {
    let height = |image: &Instance| image.image_position.map(|[_, _, z]| z);
    series.instances.iter().filter_map(height).collect()
}

fn all_series(patients: &[Patient]) -> Vec<&Series> {
    let studies = patients.iter().flat_map(|patient| &patient.studies);
    studies.flat_map(|study| &study.series).collect()
}

#[test]
fn slices_that_were_missing_and_came_later_stand_in_their_places() {
    let first = disc("Muster^Anna", 0, &[0.0, 1.0, 4.0, 5.0]);
    let later = disc("MUSTER^ANNA", 100, &[3.0, 2.0]);
    let all = joined([first, later], |_, _| false);
    let [series] = all_series(&all)[..] else {
        panic!("one series: {all:?}")
    };
    assert_eq!(heights(series), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]);
    let files: Vec<_> = series.instances.iter().map(|image| image.file).collect();
    assert_eq!(files, [0, 1, 101, 100, 2, 3], "each keeps its own file");
    let parts = series
        .checks
        .iter()
        .find(|check| check.code == CheckCode::CameInParts);
    assert_eq!(parts.map(|check| check.numbers["images"]), Some(2.0));
    let of_study = &all[0].studies[0].checks;
    assert_eq!(
        of_study.iter().map(|check| check.code).collect::<Vec<_>>(),
        [CheckCode::CameInParts]
    );
}

#[test]
fn the_same_disc_again_changes_nothing() {
    let once = joined([disc("Muster^Anna", 0, &[0.0, 1.0])], |_, _| true);
    let twice = joined(
        [
            disc("Muster^Anna", 0, &[0.0, 1.0]),
            disc("Muster^Anna", 100, &[0.0, 1.0]),
        ],
        |_, _| true,
    );
    assert_eq!(once, twice);
}

#[test]
fn images_with_one_number_and_other_contents_are_all_kept() {
    let all = joined(
        [
            disc("Muster^Anna", 0, &[0.0, 1.0]),
            disc("Muster^Anna", 100, &[0.0]),
        ],
        |_, _| false,
    );
    let [series] = all_series(&all)[..] else {
        panic!("one series: {all:?}")
    };
    assert_eq!(heights(series), [0.0, 0.0, 1.0]);
}

#[test]
fn another_person_under_the_same_numbers_stays_another_person() {
    let all = joined(
        [
            disc("Muster^Anna", 0, &[0.0]),
            disc("Beispiel^Clara", 100, &[1.0]),
        ],
        |_, _| false,
    );
    assert_eq!(all.len(), 2);
    assert_eq!(
        all_series(&all)
            .iter()
            .map(|series| series.instances.len())
            .collect::<Vec<_>>(),
        [1, 1]
    );
}

#[test]
fn images_without_numbers_are_never_taken_for_one_series() {
    let nameless = |first| {
        let mut disc = disc("Muster^Anna", first, &[0.0]);
        disc[0].studies[0].uid.clear();
        disc[0].studies[0].series[0].uid.clear();
        disc
    };
    let all = joined([nameless(0), nameless(100)], |_, _| true);
    assert_eq!(all_series(&all).len(), 2);
}
