//! What the checks say of a disc: what was taken away is found, and nothing is found where nothing was.

#![allow(
    clippy::expect_used,
    clippy::float_cmp,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a test may fail loudly"
)]

mod made;

use made::scan::{
    AXIAL, CORONAL, OBLIQUE, SAGITTAL, Shot, Volume, all_series, codes, inventory, missing, normal,
};
use made::{EXPLICIT, JPEG, LITTLE, Made, Slice, disc, part10, take_in};
use overread_dicom::{CheckCode, CheckResult, Inventory, Outcome, Problem, Reason, WarningCode};
use proptest::prelude::*;

fn results(shots: &[Shot]) -> Vec<(CheckCode, CheckResult)> {
    let inventory = inventory(shots);
    let checks = all_series(&inventory)
        .into_iter()
        .flat_map(|series| series.checks.clone());
    checks.map(|check| (check.code, check.result)).collect()
}

fn warned(inventory: &Inventory) -> Vec<WarningCode> {
    inventory.warnings.iter().map(|warning| warning.code).collect()
}

fn without(shots: &[Shot], lost: &[usize]) -> Vec<Shot> {
    let kept = shots
        .iter()
        .enumerate()
        .filter(|(index, _)| !lost.contains(index));
    kept.map(|(_, shot)| shot.clone()).collect()
}

#[test]
fn two_slices_lost_from_the_middle_are_named() {
    let shots = without(&Volume::default().shots(), &[11, 12]);
    let inventory = inventory(&shots);
    let check = &all_series(&inventory)[0].checks[0];
    assert_eq!(
        (check.code, check.result),
        (CheckCode::MissingSlices, CheckResult::MayLimit)
    );
    assert_eq!(check.numbers["missing"], 2.0);
    assert_eq!((check.numbers["first"], check.numbers["last"]), (12.0, 13.0));
    assert!(check.detail.contains("12–13"), "{}", check.detail);
}

#[test]
fn slices_lost_from_the_end_are_found_only_where_the_header_counts_them() {
    let cut = |shots: Vec<Shot>| without(&shots, &[19, 20, 21, 22, 23]);
    let shots = Volume::default().shots();
    assert_eq!(codes(&cut(shots.clone())), []);
    for tag in [0x0020_1209, 0x0020_1002] {
        let counted = shots
            .iter()
            .map(|shot| shot.clone().with(tag, "IS", "24"))
            .collect();
        assert_eq!(missing(&cut(counted)), 5, "{tag:08x}");
    }
    let counted: Vec<_> = shots
        .iter()
        .map(|shot| shot.clone().with(0x0020_1208, "IS", "24"))
        .collect();
    let inventory = inventory(&cut(counted));
    assert_eq!(warned(&inventory), [WarningCode::MissingSlices]);
}

#[test]
fn a_series_split_from_one_acquisition_is_not_short() {
    let mut shots = Volume::default().shots();
    for (index, shot) in shots.iter_mut().enumerate() {
        shot.extra.push((0x0020_0012, "IS", "1".to_owned()));
        shot.extra.push((0x0020_1002, "IS", "24".to_owned()));
        if index >= 12 {
            shot.series = "1.2.3.2";
            shot.number = Some(index as i64 - 11);
        }
    }
    assert_eq!(results(&shots), []);
}

#[test]
fn spacing_that_changes_by_design_is_a_note_and_no_loss() {
    let mut shots = Volume::default().shots();
    for (index, shot) in shots.iter_mut().enumerate().skip(13) {
        shot.at[2] += 2.0 * (index as f64 - 12.0);
    }
    assert_eq!(
        results(&shots),
        [(CheckCode::IrregularSpacing, CheckResult::Note)]
    );
    for (index, shot) in shots.iter_mut().enumerate().skip(13) {
        shot.at[2] += index as f64 - 12.0;
    }
    // now six millimetres where there were three: a multiple, but not a lone one
    assert_eq!(codes(&shots), [CheckCode::IrregularSpacing]);
}

#[test]
fn a_gap_in_a_series_without_numbers_is_a_loss() {
    let mut shots = Volume::default().shots();
    for shot in &mut shots {
        shot.number = None;
    }
    assert_eq!(codes(&shots), []);
    assert_eq!(missing(&without(&shots, &[7])), 1);
}

#[test]
fn every_second_slice_lost_is_found_by_the_declared_spacing() {
    let shots: Vec<_> = Volume::default().shots().into_iter().step_by(2).collect();
    assert_eq!(missing(&shots), 11);
}

#[test]
fn a_time_point_may_lack_its_first_its_last_or_a_middle_slice() {
    let keys = [
        (0x0020_0100, "IS"),
        (0x0018_0081, "DS"),
        (0x0018_0082, "DS"),
        (0x0018_1060, "DS"),
    ];
    for key in keys {
        let volume = Volume {
            places: 8,
            times: 3,
            key: Some(key),
            ..Volume::default()
        };
        let shots = volume.shots();
        assert_eq!(codes(&shots), [], "{key:?}");
        for lost in [8, 11, 15] {
            assert_eq!(missing(&without(&shots, &[lost])), 1, "{key:?} {lost}");
        }
        // a whole time point
        assert_eq!(missing(&without(&shots, &[8, 9, 10, 11, 12, 13, 14, 15])), 8);
    }
}

#[test]
fn diffusion_without_any_key_is_neither_duplicates_nor_gaps() {
    let volume = Volume {
        places: 10,
        times: 7,
        key: None,
        ..Volume::default()
    };
    let shots = volume.shots();
    assert_eq!(codes(&shots), []);
    assert_eq!(missing(&without(&shots, &[34])), 1);
}

#[test]
fn diffusion_values_as_floating_point_tell_volumes_apart() {
    let mut shots = Volume {
        places: 10,
        times: 2,
        key: None,
        ..Volume::default()
    }
    .shots();
    for (index, shot) in shots.iter_mut().enumerate() {
        let b: f64 = if index < 10 { 0.0 } else { 1000.0 };
        shot.raw.push((0x0018_9087, "FD", b.to_le_bytes().to_vec()));
        // the second volume lies half a slice further
        shot.at[2] += if index < 10 { 0.0 } else { 1.3 };
    }
    assert_eq!(codes(&shots), []);
}

#[test]
fn two_scans_of_different_extent_in_one_series_are_complete() {
    let mut first = Volume {
        places: 20,
        key: None,
        ..Volume::default()
    }
    .shots();
    let mut second = Volume {
        places: 26,
        key: None,
        first: 21,
        ..Volume::default()
    }
    .shots();
    for shot in &mut first {
        shot.extra.push((0x0020_0012, "IS", "1".to_owned()));
    }
    for shot in &mut second {
        shot.extra.push((0x0020_0012, "IS", "2".to_owned()));
        shot.at[2] += 15.0;
    }
    assert_eq!(codes(&[first, second].concat()), []);
}

#[test]
fn three_planes_of_an_overview_are_no_gap() {
    let mut shots = Vec::new();
    for (index, orientation) in [AXIAL, SAGITTAL, CORONAL].into_iter().enumerate() {
        shots.push(Shot {
            uid: format!("1.2.3.1.{index}"),
            number: Some(index as i64 + 1),
            orientation,
            ..Shot::default()
        });
    }
    assert_eq!(
        results(&shots),
        [(CheckCode::LocalizerOnly, CheckResult::MayLimit)]
    );
    let mut series = Volume::default().shots();
    for shot in &mut series {
        shot.series = "1.2.3.2";
        shot.uid.push_str(".2");
    }
    assert_eq!(results(&[shots, series].concat()), []);
}

#[test]
fn a_scan_with_its_overview_in_the_same_series_is_still_a_scan() {
    let mut series = Volume {
        first: 4,
        ..Volume::default()
    }
    .shots();
    let overview = [AXIAL, SAGITTAL, CORONAL].map(|orientation| Shot {
        orientation,
        ..Shot::default()
    });
    for (index, shot) in overview.into_iter().enumerate() {
        series.push(Shot {
            uid: format!("1.2.3.9.{index}"),
            number: Some(index as i64 + 1),
            at: [7.0, 7.0, 7.0],
            image_type: "ORIGINAL\\PRIMARY\\LOCALIZER",
            ..shot
        });
    }
    assert_eq!(results(&series), []);
    assert_eq!(missing(&without(&series, &[9])), 1);
    // Not marked as such, three images are no overview of twenty-four others either.
    for shot in &mut series {
        shot.image_type = "ORIGINAL\\PRIMARY\\OTHER";
    }
    assert!(!codes(&series).contains(&CheckCode::LocalizerOnly));
    assert!(missing(&without(&series, &[9])) > 0);
}

#[test]
fn planes_that_were_reconstructed_from_a_scan_are_no_overview() {
    let plane = |orientation, first| {
        let volume = Volume {
            places: 12,
            orientation,
            first,
            ..Volume::default()
        };
        volume.shots()
    };
    let planes = [plane(AXIAL, 1), plane(CORONAL, 13), plane(SAGITTAL, 25)].concat();
    let derived = |shot: Shot| Shot {
        image_type: "DERIVED\\SECONDARY\\REFORMATTED",
        ..shot
    };
    let ct = |shot: Shot| Shot {
        modality: "CT",
        ..shot
    };
    for planes in [
        planes.iter().cloned().map(derived).collect::<Vec<_>>(),
        planes.iter().cloned().map(ct).collect(),
    ] {
        assert_eq!(codes(&planes), [CheckCode::MixedOrientation]);
        assert_eq!(missing(&without(&planes, &[17])), 1);
    }
}

#[test]
fn a_dynamic_pet_that_lacks_a_whole_time_is_found_by_what_the_header_counts() {
    let volume = Volume {
        places: 6,
        times: 4,
        ..Volume::default()
    };
    let counted = |shot: Shot| {
        let words = [(0x0054_0081, 6_u16), (0x0054_0101, 4)];
        let raw = words.map(|(tag, n)| (tag, "US", n.to_le_bytes().to_vec()));
        Shot {
            raw: raw.to_vec(),
            modality: "PT",
            ..shot
        }
    };
    let shots: Vec<_> = volume.shots().into_iter().map(counted).collect();
    assert_eq!(missing(&shots), 0);
    assert_eq!(missing(&shots[..18]), 6);
}

#[test]
fn a_dynamic_scan_whose_last_volume_ends_early_is_noted() {
    let volume = Volume {
        places: 8,
        times: 4,
        ..Volume::default()
    };
    let shots = volume.shots();
    let note = [(CheckCode::MissingSlices, CheckResult::Note)];
    assert_eq!(results(&shots[..29]), note);
    assert_eq!(missing(&shots[..26]), 6);
    let descending = Volume {
        descending: true,
        ..volume
    };
    assert_eq!(results(&descending.shots()[..29]), note);
    assert_eq!(results(&shots), []);
    // Two volumes of different extent are no rule that a third could break.
    assert_eq!(results(&shots[..13]), []);
}

#[test]
fn slices_that_say_only_how_high_they_lie_are_counted_by_that() {
    let located = |shot: &Shot| {
        let mut shot = shot.clone().with(0x0020_1041, "DS", &shot.at[2].to_string());
        shot.modality = "US";
        shot.number = None;
        shot
    };
    let shots: Vec<_> = Volume::default().shots().iter().map(located).collect();
    assert_eq!(missing(&shots), 0);
    assert_eq!(missing(&without(&shots, &[7, 8])), 2);
}

#[test]
fn two_slices_of_a_scan_tell_by_their_numbers_how_many_lay_between() {
    let shots = Volume::default().shots();
    assert_eq!(missing(&[shots[0].clone(), shots[19].clone()]), 18);
}

#[test]
fn thicknesses_tilt_and_directions_are_noted() {
    let mut shots = Volume::default().shots();
    shots[3].thickness = 5.0;
    assert_eq!(codes(&shots), [CheckCode::MixedThickness]);
    let mut tilted = Volume::default().shots();
    for (index, shot) in tilted.iter_mut().enumerate() {
        shot.modality = "CT";
        shot.at[1] += index as f64;
    }
    assert_eq!(codes(&tilted), [CheckCode::GantryTilt]);
    let declared: Vec<_> = Volume::default()
        .shots()
        .into_iter()
        .map(|shot| {
            Shot {
                modality: "CT",
                ..shot
            }
            .with(0x0018_1120, "DS", "-18.5")
        })
        .collect();
    assert_eq!(codes(&declared), [CheckCode::GantryTilt]);
    let mut turned = Volume::default().shots();
    turned[5].orientation = OBLIQUE;
    assert!(codes(&turned).contains(&CheckCode::MixedOrientation));
}

#[test]
fn a_head_ct_of_two_thicknesses_with_tilt_is_uneven_by_design() {
    let distances = [vec![4.002; 14], vec![1.081], vec![6.999; 12]].concat();
    let mut along = 0.0;
    let mut shots = Vec::new();
    for index in 0..28 {
        along += if index == 0 { 0.0 } else { distances[index - 1] };
        let shot = Shot {
            modality: "CT",
            uid: format!("1.2.3.1.{index}"),
            number: Some(index as i64 + 1),
            at: [0.0, along * 18.5_f64.to_radians().tan(), along],
            thickness: if index < 15 { 4.0 } else { 7.0 },
            ..Shot::default()
        };
        shots.push(shot.with(0x0018_1120, "DS", "18.5"));
    }
    let expected = [
        CheckCode::IrregularSpacing,
        CheckCode::MixedThickness,
        CheckCode::GantryTilt,
    ];
    assert_eq!(codes(&shots), expected);
}

#[test]
fn a_copy_is_counted_once_and_a_false_twin_is_kept() {
    let shots = Volume::default().shots();
    let copied = inventory(&[shots.clone(), shots[..3].to_vec()].concat());
    let series = all_series(&copied)[0];
    assert_eq!(series.instances.len(), 24);
    assert_eq!(series.checks[0].code, CheckCode::DuplicateInstances);
    assert_eq!(series.checks[0].numbers["images"], 3.0);
    assert_eq!(warned(&copied), [WarningCode::DuplicateInstances]);
    assert_eq!(
        copied.files[24].outcome,
        Outcome::Skipped {
            reason: Reason::Duplicate
        }
    );
    let false_twin = Shot {
        pixel: 250,
        ..shots[4].clone()
    };
    let twins = inventory(&[shots.clone(), vec![false_twin]].concat());
    assert_eq!(all_series(&twins)[0].instances.len(), 25);
    assert_eq!(warned(&twins), [WarningCode::ConflictingInstances]);
    // the same pixels in a file of other bytes: counted once, but the file was read
    let other_bytes = shots[4].clone().with(0x0018_1030, "LO", "another protocol name");
    let again = inventory(&[shots, vec![other_bytes]].concat());
    assert_eq!(all_series(&again)[0].instances.len(), 24);
    assert!(matches!(again.files[24].outcome, Outcome::Used { .. }));
}

#[test]
fn an_image_of_one_number_in_two_peoples_names_belongs_to_both() {
    let shot = Shot::default();
    let other = Shot {
        patient: ("Other^Person", "P2", "19800101"),
        ..shot.clone()
    };
    let mixed = inventory(&[shot, other]);
    assert_eq!(mixed.patients.len(), 2);
    assert_eq!(
        warned(&mixed),
        [WarningCode::ConflictingInstances, WarningCode::SeveralPatients]
    );
}

#[test]
fn lossy_compression_is_measured_against_the_published_ceiling() {
    let of = |ratio: &str| {
        let shot = Shot {
            syntax: JPEG,
            ..Shot::default()
        }
        .with(0x0028_2110, "CS", "01");
        let shot = if ratio.is_empty() {
            shot
        } else {
            shot.with(0x0028_2112, "DS", ratio)
        };
        results(&[shot])[0]
    };
    assert_eq!(of("6.9"), (CheckCode::Lossy, CheckResult::Note));
    assert_eq!(of("33"), (CheckCode::Lossy, CheckResult::MayLimit));
    assert_eq!(of("3\\4"), (CheckCode::Lossy, CheckResult::MayLimit));
    assert_eq!(of(""), (CheckCode::Lossy, CheckResult::CannotCheck));
    let said = |syntax, flag: &str| {
        let shot = Shot {
            syntax,
            ..Shot::default()
        };
        let shot = if flag.is_empty() {
            shot
        } else {
            shot.with(0x0028_2110, "CS", flag)
        };
        results(&[shot]).first().map(|(_, result)| *result)
    };
    let (jpeg_2000, jpeg_2000_lossless) = ("1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.90");
    assert_eq!(said(JPEG, "00"), Some(CheckResult::CannotCheck));
    assert_eq!(said(jpeg_2000, ""), Some(CheckResult::CannotCheck));
    assert_eq!(said(jpeg_2000, "00"), None);
    assert_eq!(said(jpeg_2000_lossless, ""), None);
    assert_eq!(said(EXPLICIT, "01"), Some(CheckResult::CannotCheck));
}

#[test]
fn exports_captures_and_unknown_codecs_are_told_from_the_scanners_images() {
    let eight = Shot {
        bits: 8,
        ..Shot::default()
    };
    assert_eq!(codes(&[eight]), [CheckCode::NotDiagnostic]);
    let strange = Shot {
        syntax: "1.2.840.10008.1.2.4.95",
        ..Shot::default()
    };
    assert_eq!(codes(&[strange]), [CheckCode::CannotDecode]);
    let capture = Shot {
        image_type: "DERIVED\\SECONDARY\\SCREEN SAVE",
        ..Shot::default()
    };
    let inventory = inventory(&[
        Shot {
            uid: "1.9".to_owned(),
            ..Shot::default()
        },
        capture,
    ]);
    assert_eq!(warned(&inventory), [WarningCode::NotDiagnostic]);
    let photo = take_in(&disc(&[("photo.jpg", b"\xFF\xD8\xFF\xE0".to_vec())]));
    assert_eq!(warned(&photo), [WarningCode::NotDiagnostic]);
}

#[test]
fn an_image_whose_pixels_are_rubbish_is_told_to_be_undecodable() {
    let rubbish = Slice::default().header().fragments(&[], &[b"\xFF\xD8"]).bytes;
    let inventory = take_in(&disc(&[("a", part10("1.2.840.10008.1.2.4.80", &rubbish))]));
    let check = &all_series(&inventory)[0].checks[0];
    assert_eq!(
        (check.code, check.result),
        (CheckCode::CannotDecode, CheckResult::MayLimit)
    );
}

#[test]
fn what_is_unusual_about_files_that_are_used_is_listed_with_their_names() {
    let file = |syntax, shot: &Shot| {
        let whole = shot.file();
        let data_set = &whole[whole
            .windows(4)
            .position(|four| four == b"\x08\0\x08\0")
            .expect("it is there")..];
        part10(syntax, data_set)
    };
    let shots = Volume::default().shots();
    let inventory = take_in(&disc(&[
        ("a", file("1.2.840.10008.1.2", &shots[0])),
        ("b", file(EXPLICIT, &shots[1])),
        ("c", file("1.2.840.10008.1.2.2", &shots[2])),
    ]));
    let unusual: Vec<_> = inventory.unusual().into_iter().collect();
    assert_eq!(unusual, [(Problem::WrongTransferSyntax, "2: a, c".to_owned())]);
    assert_eq!(inventory.warnings, []);
}

#[test]
fn a_pet_without_what_uptake_is_computed_from_is_told() {
    let shot = Shot {
        modality: "PT",
        ..Shot::default()
    };
    assert_eq!(codes(&[shot]), [CheckCode::PetWithoutSuv]);
    let injected = Made::new(LITTLE)
        .text(0x0018_1072, "TM", "101500")
        .text(0x0018_1074, "DS", "350000000")
        .text(0x0018_1075, "DS", "6586.2");
    let sequence = Made::new(LITTLE).sequence(0x0054_0016, injected).bytes;
    let whole = Shot {
        modality: "PT",
        ..Shot::default()
    }
    .with(0x0010_1030, "DS", "70")
    .with(0x0054_1102, "CS", "START");
    let mut file = whole.file();
    let at = file
        .windows(4)
        .position(|tag| tag == [0x28, 0, 2, 0])
        .expect("there are pixels");
    file.splice(at..at, sequence);
    let inventory = take_in(&disc(&[("a", file)]));
    assert_eq!(all_series(&inventory)[0].checks, []);
}

#[test]
fn a_side_is_asked_for_where_there_are_two() {
    let knee = |side: &str| {
        let shot = Shot {
            modality: "CR",
            ..Shot::default()
        }
        .with(0x0018_0015, "CS", "KNEE");
        let shot = if side.is_empty() {
            shot
        } else {
            shot.with(0x0020_0062, "CS", side)
        };
        codes(&[shot])
    };
    assert_eq!(knee(""), [CheckCode::NoLaterality]);
    assert_eq!(knee("L"), []);
}

#[test]
fn a_lumbar_spine_without_its_axial_series_is_noted() {
    let series = |name: &'static str, orientation, times: [&str; 2], thickness| {
        let mut shots = Volume {
            places: 9,
            orientation,
            distance: 4.5,
            ..Volume::default()
        }
        .shots();
        for shot in &mut shots {
            shot.series = name;
            shot.uid = format!("{name}.{}", shot.number.unwrap_or(0));
            shot.thickness = thickness;
            shot.extra.push((0x0018_0015, "CS", "LSPINE".to_owned()));
            shot.extra.push((0x0018_0020, "CS", "SE".to_owned()));
            shot.extra.push((0x0018_0080, "DS", times[0].to_owned()));
            shot.extra.push((0x0018_0081, "DS", times[1].to_owned()));
        }
        shots
    };
    let t1 = series("1.2.3.1", SAGITTAL, ["550", "12"], 4.0);
    let t2 = series("1.2.3.2", SAGITTAL, ["3500", "100"], 4.0);
    let axial = series("1.2.3.3", AXIAL, ["4000", "95"], 4.0);
    let thick = series("1.2.3.3", AXIAL, ["4000", "95"], 7.0);
    let of = |shots: &[&Vec<Shot>]| {
        let shots: Vec<Shot> = shots.iter().flat_map(|shots| shots.iter().cloned()).collect();
        let inventory = inventory(&shots);
        let study = inventory.patients[0].studies[0].clone();
        let checks = study.series.iter().flat_map(|series| &series.checks);
        let codes: Vec<_> = checks.map(|check| check.code).collect();
        (study.checks.first().map(|check| check.detail.clone()), codes)
    };
    assert_eq!(of(&[&t1, &t2, &axial]), (None, vec![]));
    let (missing, _) = of(&[&t1, &t2]);
    assert!(missing.expect("one is missing").contains("not found: axial T2 ("));
    assert_eq!(of(&[&t1, &t2, &thick]), (None, vec![CheckCode::ThickSlices]));
}

#[test]
fn a_list_of_images_that_names_absent_ones_is_noticed() {
    let instance = |uid: &str| Made::new(LITTLE).text(0x0008_1155, "UI", uid);
    let of = |uid: &str| {
        let series = Made::new(LITTLE).sequence(0x0008_1199, instance(uid));
        let study = Made::new(LITTLE).sequence(0x0008_1115, series);
        let list = Made::new(LITTLE)
            .text(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.88.59")
            .text(0x0008_0018, "UI", "1.2.3.9.9")
            .text(0x0008_0060, "CS", "KO")
            .sequence(0x0040_A375, study);
        let list = part10(EXPLICIT, &list.bytes);
        warned(&take_in(&disc(&[
            ("image", Shot::default().file()),
            ("list", list),
        ])))
    };
    assert_eq!(of("1.2.3.1.1"), []);
    assert_eq!(of("1.2.3.1.7"), [WarningCode::KosMissingInstances]);
}

#[test]
fn what_an_older_program_wrote_can_still_be_read() {
    let mut json = serde_json::to_value(inventory(&[Shot::default()])).expect("an inventory is JSON");
    json["patients"][0]["studies"][0]["series"][0]
        .as_object_mut()
        .expect("a series")
        .remove("checks");
    let read: Inventory = serde_json::from_value(json).expect("it is complete without checks");
    assert_eq!(all_series(&read)[0].checks, []);
}

prop_compose! {
    fn volumes()(
        places in 8_usize..30,
        times in 1_usize..4,
        distance in prop::sample::select(vec![0.6, 1.0, 2.5, 3.3, 5.0, 7.2]),
        orientation in prop::sample::select(vec![AXIAL, SAGITTAL, CORONAL, OBLIQUE]),
        descending: bool,
        interleaved: bool,
        keyed: bool,
        first in prop::sample::select(vec![0_i64, 1]),
    ) -> Volume {
        let key = keyed.then_some((0x0020_0100, "IS"));
        Volume { places, times, distance, orientation, descending, interleaved, key, first }
    }
}

/// Shuffles, so that no order of files helps.
fn shuffled(mut shots: Vec<Shot>, seed: u64) -> Vec<Shot> {
    let mut state = seed | 1;
    for index in (1..shots.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        shots.swap(index, (state >> 33) as usize % (index + 1));
    }
    shots
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_whole_series_raises_no_alarm(volume in volumes(), seed: u64) {
        prop_assert_eq!(results(&shuffled(volume.shots(), seed)), []);
    }

    #[test]
    fn exactly_what_was_taken_away_is_missed(
        volume in volumes(),
        at in prop::collection::vec(any::<prop::sample::Index>(), 1..5),
        seed: u64,
    ) {
        let shots = volume.shots();
        // Neither the first nor the last number: of those nothing tells. At most a quarter: of half nobody can say how
        // far apart they were.
        let indices = at.iter().take(volume.places / 4);
        let lost: std::collections::BTreeSet<usize> =
            indices.map(|index| 1 + index.index(shots.len() - 2)).collect();
        let kept = without(&shots, &lost.iter().copied().collect::<Vec<_>>());
        let inventory = inventory(&shuffled(kept, seed));
        let series = all_series(&inventory)[0];
        let found: Vec<_> = series.checks.iter().map(|check| check.code).collect();
        prop_assert_eq!(&found, &[CheckCode::MissingSlices]);
        prop_assert_eq!(series.checks[0].numbers["missing"] as usize, lost.len());
        prop_assert_eq!(series.instances.len(), shots.len() - lost.len());
    }

    #[test]
    fn copies_are_counted_and_nothing_else_is_said(
        volume in volumes(),
        copies in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
        seed: u64,
    ) {
        let shots = volume.shots();
        let copied: Vec<Shot> = copies.iter().map(|index| shots[index.index(shots.len())].clone()).collect();
        let inventory = inventory(&shuffled([shots.clone(), copied.clone()].concat(), seed));
        let series = all_series(&inventory)[0];
        prop_assert_eq!(series.instances.len(), shots.len());
        let found: Vec<_> = series.checks.iter().map(|check| check.code).collect();
        prop_assert_eq!(found, vec![CheckCode::DuplicateInstances]);
        prop_assert_eq!(series.checks[0].numbers["images"] as usize, copied.len());
    }

    #[test]
    fn slices_that_slipped_are_uneven_and_not_lost(
        volume in volumes(),
        which: prop::sample::Index,
        share in 0.2_f64..0.45,
        seed: u64,
    ) {
        let mut shots = volume.shots();
        let time = shots.len() / volume.times;
        let index = 1 + which.index(time - 2);
        let normal = normal(volume.orientation);
        let off = (share * volume.distance).max(0.15);
        let place = shots[index].at;
        for shot in shots.iter_mut().filter(|shot| shot.at == place) {
            for (at, n) in shot.at.iter_mut().zip(normal) {
                *at += n * off;
            }
        }
        let found = codes(&shuffled(shots, seed));
        // the outermost slice may slip outwards, which is the only way not to be between two others
        prop_assert_eq!(found, vec![CheckCode::IrregularSpacing]);
    }

    #[test]
    fn absurd_numbers_and_places_end_in_checks_that_can_be_written_down(
        wild in prop::collection::vec((any::<i64>(), prop::num::f64::ANY, 0_i64..5), 2..12),
    ) {
        let shot = |(index, (number, place, near)): (usize, &(i64, f64, i64))| {
            let number = if index % 2 == 0 { *number } else { i64::MAX - *near };
            let mut shot = Shot { uid: format!("1.2.{index}"), number: Some(number), ..Shot::default() };
            shot.at = [0.0, 0.0, *place];
            shot.thickness = *place;
            shot.with(0x0020_1209, "IS", &number.to_string()).with(0x0018_0088, "DS", "1e-300")
        };
        let shots: Vec<Shot> = wild.iter().enumerate().map(shot).collect();
        let inventory = inventory(&shots);
        let json = serde_json::to_string(&inventory).expect("an inventory is JSON");
        prop_assert_eq!(serde_json::from_str::<Inventory>(&json).expect("and comes back"), inventory);
    }

    #[test]
    fn two_people_on_one_disc_are_two_and_two_spellings_are_one(volume in volumes(), part in 1_usize..7) {
        let mut shots = volume.shots();
        for shot in shots.iter_mut().take(part) {
            shot.patient = ("MUSTER^ERIKA^^^", "P1", "19700131");
        }
        prop_assert_eq!(warned(&inventory(&shots)), vec![]);
        for shot in shots.iter_mut().take(part) {
            shot.patient = ("Other^Person", "P2", "19620405");
        }
        let mixed = inventory(&shots);
        prop_assert_eq!(mixed.patients.len(), 2);
        prop_assert_eq!(warned(&mixed), vec![WarningCode::SeveralPatients]);
    }
}
