//! The checks on real examinations and on the collection's own truth, where `OVERREAD_DATA` names it.

#![allow(
    clippy::expect_used,
    clippy::float_cmp,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use overread_dicom::{CheckCode, CheckResult, Disc, Inventory, compare_pixels, examine, gather, twins};

fn data() -> Option<PathBuf> {
    std::env::var_os("OVERREAD_DATA").map(|path| PathBuf::from(path).join("dicom"))
}

fn list(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
    if folder.is_file() {
        files.push((
            prefix.to_owned(),
            std::fs::read(folder).expect("the file can be read"),
        ));
        return;
    }
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}/{name}")
        };
        list(&entry.path(), &path, files);
    }
}

fn take_in(folder: &Path) -> Inventory {
    let mut files = Vec::new();
    list(folder, "", &mut files);
    let disc = Disc::open(files);
    let mut examined: Vec<_> = (0..disc.len()).map(|file| examine(&disc, file)).collect();
    for twin in twins(&examined) {
        compare_pixels(&disc, &mut examined[twin]);
    }
    gather(examined)
}

/// All codes: of series and of the disc.
fn codes(inventory: &Inventory) -> BTreeSet<String> {
    let studies = || inventory.patients.iter().flat_map(|patient| &patient.studies);
    let series = studies()
        .flat_map(|study| &study.series)
        .flat_map(|series| &series.checks);
    let checks = series.chain(studies().flat_map(|study| &study.checks));
    let word = |code: &CheckCode| {
        serde_json::to_value(code)
            .expect("JSON")
            .as_str()
            .expect("a word")
            .to_owned()
    };
    let warnings = inventory
        .warnings
        .iter()
        .map(|warning| warning.code.code().to_owned());
    checks.map(|check| word(&check.code)).chain(warnings).collect()
}

fn instances(inventory: &Inventory) -> usize {
    let studies = inventory.patients.iter().flat_map(|patient| &patient.studies);
    studies
        .flat_map(|study| &study.series)
        .map(|series| series.instances.len())
        .sum()
}

#[test]
fn made_series_get_the_findings_that_were_put_into_them() {
    let Some(data) = data() else { return };
    let table: [(&str, usize, usize, &[&str]); 11] = [
        ("01_complete_24", 24, 0, &[]),
        ("02_missing_middle_12_13", 22, 2, &["missing_slices"]),
        ("03_missing_last_5_no_evidence", 19, 0, &[]),
        ("04_missing_last_5_header_says_24", 19, 5, &["missing_slices"]),
        ("05_exact_duplicates_3", 24, 0, &["duplicate_instances"]),
        ("06_same_uid_other_pixels", 25, 0, &["conflicting_instances"]),
        ("07_variable_spacing_ok", 24, 0, &["irregular_spacing"]),
        ("08_localizer_plus_series", 15, 0, &[]),
        ("09_4d_one_missing", 23, 1, &["missing_slices"]),
        ("10_two_patients_one_folder", 12, 0, &["several_patients"]),
        ("11_same_patient_spelling", 8, 0, &[]),
    ];
    for (name, count, missing, expected) in table {
        let inventory = take_in(&data.join("series_level_generated").join(name));
        assert_eq!(instances(&inventory), count, "{name}");
        let found = codes(&inventory);
        assert_eq!(
            found.iter().map(String::as_str).collect::<Vec<_>>(),
            expected,
            "{name}"
        );
        let checks = &inventory.patients[0].studies[0].series[0].checks;
        let said = checks.iter().find_map(|check| check.numbers.get("missing"));
        assert_eq!(
            said.copied().unwrap_or(0.0),
            f64::from(u32::try_from(missing).expect("small")),
            "{name}"
        );
    }
}

#[test]
fn real_examinations_raise_no_alarm() {
    let Some(data) = data() else { return };
    for (name, count) in [
        ("ct_chest_philips_lungdx_a0001_s2", 64),
        ("mr_epi_fmri_ge_150_4d", 150),
        ("mr_t1_mprage_siemens_192", 192),
        // nine of ninety-six, without anything in the headers to tell
        ("mr_t1_siemens_xa_j2k_fragmented_PARTIAL9", 9),
    ] {
        let inventory = take_in(&data.join("series").join(name));
        assert_eq!(instances(&inventory), count, "{name}");
        assert_eq!(codes(&inventory), BTreeSet::new(), "{name}");
    }
    // a phantom that nothing was injected into by the header
    let pet = take_in(&data.join("series/pt_nema_iq_phantom_89"));
    assert_eq!(instances(&pet), 89);
    assert_eq!(codes(&pet), BTreeSet::from(["pet_without_suv".to_owned()]));
    for name in ["enhanced_mr", "pt_nm", "cr_dx"] {
        let found = codes(&take_in(&data.join("modality").join(name)));
        for alarm in [
            "missing_slices",
            "irregular_spacing",
            "mixed_thickness",
            "gantry_tilt",
            "lossy",
        ] {
            assert!(name == "cr_dx" || !found.contains(alarm), "{name} {alarm}");
        }
    }
}

#[test]
fn a_slice_taken_out_of_a_real_examination_is_missed() {
    let Some(data) = data() else { return };
    for name in [
        "ct_chest_philips_lungdx_a0001_s2",
        "mr_t1_mprage_siemens_192",
        "mr_epi_fmri_ge_150_4d",
        "pt_nema_iq_phantom_89",
    ] {
        let mut files = Vec::new();
        list(&data.join("series").join(name), "", &mut files);
        files.sort();
        // somewhere inside: its place is neither the first nor the last
        let inner = {
            let disc = Disc::open(files.clone());
            let whole = gather((0..disc.len()).map(|file| examine(&disc, file)).collect());
            let images = &whole.patients[0].studies[0].series[0].instances;
            whole.files[images[images.len() / 2].file].path.clone()
        };
        files.retain(|(path, _)| *path != inner);
        let disc = Disc::open(files);
        let inventory = gather((0..disc.len()).map(|file| examine(&disc, file)).collect());
        let checks = &inventory.patients[0].studies[0].series[0].checks;
        let missing = checks.iter().find(|check| check.code == CheckCode::MissingSlices);
        let missing = missing.unwrap_or_else(|| panic!("{name} is short of {inner}"));
        assert_eq!(
            (missing.result, missing.numbers["missing"]),
            (CheckResult::MayLimit, 1.0),
            "{name}"
        );
    }
}

#[test]
fn the_compression_samples_are_lossy_or_not_as_their_makers_say() {
    let Some(data) = data() else { return };
    for (folder, lossy) in [
        ("JPLY", true),
        ("J2KI", true),
        ("JLSN", true),
        ("J2KR", false),
        ("JPLL", false),
        ("JLSL", false),
        ("RLE", false),
        ("REF", false),
    ] {
        let folder = data.join("syntaxes/wg04").join(folder);
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            let mut files = Vec::new();
            list(&path, "x", &mut files);
            let disc = Disc::open(files);
            let found = codes(&gather(vec![examine(&disc, 0)]));
            assert_eq!(found.contains("lossy"), lossy, "{}", path.display());
        }
    }
}

#[test]
fn discs_are_missed_what_their_contents_and_lists_name() {
    let Some(data) = data() else { return };
    let of = |name: &str| codes(&take_in(&data.join(name)));
    assert_eq!(of("dicomdir/generated_cd_complete"), BTreeSet::new());
    assert!(of("dicomdir/generated_cd_two_files_missing").contains("dicomdir_missing_files"));
    assert!(of("dicomdir/philips_ct_disc").contains("dicomdir_missing_files"));
    assert!(of("dicomdir/fo").contains("dicomdir_missing_files"));
    assert!(of("objects/generated").contains("kos_missing_instances"));
    let pydicom = take_in(&data.join("dicomdir/pydicom"));
    assert!(
        !codes(&pydicom).contains("dicomdir_missing_files"),
        "{:?}",
        pydicom.warnings
    );
    // the manifest names 30 images, of which the disc has 24
    let mut files = Vec::new();
    list(&data.join("dicomdir/generated_cd_complete"), "cd", &mut files);
    list(
        &data.join("series_level_generated/01_complete_24"),
        "01",
        &mut files,
    );
    list(
        &data.join("objects/generated/kos_manifest_30_of_24.dcm"),
        "kos",
        &mut files,
    );
    let disc = Disc::open(files);
    let inventory = gather((0..disc.len()).map(|file| examine(&disc, file)).collect());
    let warning = inventory
        .warnings
        .iter()
        .find(|warning| warning.code.code() == "kos_missing_instances");
    assert!(
        warning.expect("six are absent").detail.starts_with("6 of 30"),
        "{warning:?}"
    );
}

#[test]
fn series_that_are_no_volume_are_not_called_short() {
    let Some(data) = data() else { return };
    let of = |name: &str| {
        codes(&take_in(
            &data.join("malformed/series_level_dicom2nifti").join(name),
        ))
    };
    assert_eq!(of("notavolume"), BTreeSet::new());
    assert_eq!(
        of("sliceorientation"),
        BTreeSet::from(["mixed_orientation".to_owned()])
    );
    assert_eq!(of("slicecount"), BTreeSet::new());
}
