//! All checks of a study: each series by itself, then the study against the examination it is.

use std::collections::{BTreeMap, HashMap};

use super::{
    Check, CheckCode, CheckResult, Facts, Image, appearance,
    facts::ACQUISITION,
    lossy, missing, orientation, pet,
    protocol::{self, Summary},
    readable, thickness, tilt,
};
use crate::{Series, Study, gather::Twins};

/// Fills in the checks. `facts` by file; `exam`: an examination of the protocol table, where a person named it.
pub(crate) fn check(study: &mut Study, facts: &HashMap<usize, Facts>, twins: &Twins, exam: Option<&str>) {
    let images: Vec<Vec<Image<'_>>> = study
        .series
        .iter()
        .map(|series| {
            let images = series.instances.iter();
            images
                .filter_map(|instance| {
                    let facts = facts.get(&instance.file)?;
                    Some(Image { instance, facts })
                })
                .collect()
        })
        .collect();
    let localizers: Vec<bool> = study
        .series
        .iter()
        .zip(&images)
        .map(|(series, images)| appearance::is_localizer(series, images))
        .collect();
    let only_localizers = localizers.iter().all(|localizer| *localizer);
    let acquisitions: Vec<BTreeMap<i64, usize>> = images.iter().map(|images| acquisitions(images)).collect();
    let mut found = Vec::new();
    for (index, (series, images)) in study.series.iter().zip(&images).enumerate() {
        let elsewhere = |acquisition: i64| {
            let others = acquisitions
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != index);
            others.filter_map(|(_, counts)| counts.get(&acquisition)).sum()
        };
        let localizer = localizers.get(index).copied().unwrap_or_default();
        let mut checks = of_series(series, images, localizer, &elsewhere);
        checks.extend(only_localizers.then(|| appearance::localizer_only(images.len())));
        checks.extend(of_twins(&series.uid, twins));
        found.push((checks, Summary::of(series, images, localizer)));
    }
    let mut summaries = Vec::new();
    for (series, (checks, summary)) in study.series.iter_mut().zip(found) {
        series.checks = checks;
        summaries.push(summary);
    }
    protocol::of_study(study, &summaries, exam);
}

fn acquisitions(images: &[Image<'_>]) -> BTreeMap<i64, usize> {
    let mut counts = BTreeMap::new();
    for acquisition in images
        .iter()
        .filter_map(|image| image.facts.key.get(ACQUISITION).copied().flatten())
    {
        *counts.entry(acquisition).or_default() += 1;
    }
    counts
}

fn of_series(
    series: &Series,
    images: &[Image<'_>],
    localizer: bool,
    elsewhere: &dyn Fn(i64) -> usize,
) -> Vec<Check> {
    let modality = series.modality.as_deref().unwrap_or_default();
    let mut checks = Vec::new();
    // Overviews lie in all directions and far apart; that is no gap.
    let scan: Vec<Image<'_>> = images
        .iter()
        .filter(|image| !image.facts.is_localizer())
        .copied()
        .collect();
    if !localizer {
        missing::check(modality, &scan, images, elsewhere, &mut checks);
        checks.extend(thickness::check(&scan));
        checks.extend(tilt::check(modality, &scan));
        checks.extend(orientation::mixed(&scan));
        checks.extend(orientation::absent(modality, &scan));
        checks.extend(pet::check(modality, &scan));
        checks.extend(appearance::not_diagnostic(modality, &scan));
    }
    checks.extend(orientation::no_side(modality, series, images));
    checks.extend(readable::truncated(images));
    checks.extend(readable::cannot_decode(images));
    checks.extend(lossy::check(modality, series, images));
    checks.extend(appearance::burned_in(modality, images));
    checks
}

#[expect(clippy::cast_precision_loss, reason = "counts of images are small")]
fn of_twins(series: &str, twins: &Twins) -> Vec<Check> {
    let count = |files: &[(usize, String)]| files.iter().filter(|(_, of)| of == series).count();
    let duplicates = count(&twins.duplicates);
    let conflicts = count(&twins.conflicts);
    let duplicates = (duplicates > 0).then(|| {
        Check::new(
            CheckCode::DuplicateInstances,
            CheckResult::Note,
            &[("images", duplicates as f64)],
            format!("Came more than once, counted once: {}", super::images(duplicates)),
        )
    });
    let conflicts = (conflicts > 0).then(|| {
        Check::new(
            CheckCode::ConflictingInstances,
            CheckResult::MayLimit,
            &[("images", conflicts as f64)],
            format!(
                "With the number of another image, from which they differ; all are kept: {}",
                super::images(conflicts)
            ),
        )
    });
    duplicates.into_iter().chain(conflicts).collect()
}
