//! The series that belong to an examination, and its limits.

#![expect(clippy::cast_precision_loss, reason = "counts of series are small")]

use super::{
    Check, CheckCode, CheckResult, Image,
    rules::{Exam, Expected, rules},
    stacks::{distances, lower_median},
    weighting::{self, Weighted},
};
use crate::{Series, Study};

/// Names of the examinations of the protocol table, such as `lumbar-spine-mr`.
pub fn exams() -> impl Iterator<Item = &'static str> {
    rules().exams.iter().map(|exam| exam.id.as_str())
}

/// What the protocol table needs to know of a series.
pub(crate) struct Summary {
    modality: String,
    localizer: bool,
    weighted: Weighted,
    contrast: bool,
    images: usize,
    distance: Option<f64>,
    pixel_area: Option<f64>,
}

impl Summary {
    pub(crate) fn of(series: &Series, images: &[Image<'_>], localizer: bool) -> Option<Self> {
        let first = images
            .iter()
            .find(|image| !image.facts.is_localizer())
            .or(images.first())?;
        let name = series.description.as_deref().unwrap_or_default();
        let upper = name.to_uppercase();
        Some(Self {
            modality: series.modality.clone().unwrap_or_default(),
            localizer,
            weighted: weighting::of(first, name),
            contrast: first.facts.contrast
                || ["+C", "GD", "KM", "POST", "CONTRAST", "VENOUS", "ARTERIAL"]
                    .iter()
                    .any(|word| upper.contains(word)),
            images: images.len(),
            distance: distance(series),
            pixel_area: first.instance.pixel_spacing.map(|[row, column]| row * column),
        })
    }
}

/// Usual distance between neighbouring slices of a plain stack.
fn distance(series: &Series) -> Option<f64> {
    let along: Vec<f64> = series
        .instances
        .iter()
        .map(|image| {
            let normal = crate::image::normal(&image.image_orientation?)?;
            Some(normal.iter().zip(image.image_position?).map(|(n, p)| n * p).sum())
        })
        .collect::<Option<_>>()?;
    Some(lower_median(distances(&along))).filter(|mm| *mm > 0.0)
}

/// Checks a study against an examination: the one that is named, else the one that its descriptions name, if any. What is
/// missing stands at the study, what exceeds a limit at the series.
pub(crate) fn of_study(study: &mut Study, summaries: &[Option<Summary>], named: Option<&str>) {
    let exam = match named {
        Some(named) => rules().exams.iter().find(|exam| exam.id == named),
        None => recognised(study, summaries),
    };
    if let Some(exam) = exam {
        apply(exam, study, summaries);
    }
}

fn recognised(study: &Study, summaries: &[Option<Summary>]) -> Option<&'static Exam> {
    let scans = || {
        study
            .series
            .iter()
            .zip(summaries)
            .filter_map(|(series, summary)| {
                summary
                    .as_ref()
                    .filter(|summary| !summary.localizer)
                    .map(|summary| (series, summary))
            })
    };
    let mut texts: Vec<String> = study.description.iter().map(|text| text.to_uppercase()).collect();
    texts.extend(
        scans()
            .filter_map(|(series, _)| series.body_part.as_deref())
            .map(str::to_uppercase),
    );
    let named = |exam: &Exam| {
        exam.words
            .iter()
            .any(|word| texts.iter().any(|text| has_word(text, word)))
    };
    let of_modality = |exam: &Exam| scans().any(|(_, summary)| exam.modality.contains(&summary.modality));
    rules().exams.iter().find(|exam| of_modality(exam) && named(exam))
}

/// Whole words; long ones may also begin a longer one (`LUMBAR`, not `HIP`).
fn has_word(text: &str, word: &str) -> bool {
    const LONG: usize = 5;
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        ends(before) && (word.len() >= LONG || ends(after))
    })
}

fn apply(exam: &'static Exam, study: &mut Study, summaries: &[Option<Summary>]) {
    let of_exam = |summary: &Summary| !summary.localizer && exam.modality.contains(&summary.modality);
    let scans: Vec<(usize, &Summary)> = summaries
        .iter()
        .enumerate()
        .filter_map(|(index, summary)| Some((index, summary.as_ref().filter(|summary| of_exam(summary))?)))
        .collect();
    let plane = |index: usize| study.series.get(index).and_then(|series| series.plane);
    let fits = |expected: &Expected, index: usize, summary: &Summary| {
        let weighted = &summary.weighted;
        expected.takes(plane(index))
            && (expected.weighting.is_empty()
                || weighted
                    .weighting
                    .is_some_and(|weighting| expected.weighting.contains(&weighting)))
            && expected
                .fat_suppressed
                .is_none_or(|wanted| wanted == weighted.fat_suppressed)
            && expected.contrast.is_none_or(|wanted| wanted == summary.contrast)
    };
    let mut missing = Vec::new();
    let mut limits = Vec::new();
    for expected in &exam.series {
        let found: Vec<_> = scans
            .iter()
            .filter(|(index, summary)| fits(expected, *index, summary))
            .collect();
        if found.is_empty() {
            missing.push(expected.name.as_str());
        }
        // One series within the limits is enough: a second, coarser one does no harm.
        let broken: Vec<_> = found
            .iter()
            .map(|(index, summary)| (*index, beyond(expected, study.series.get(*index), summary)))
            .collect();
        if broken.iter().all(|(_, broken)| !broken.is_empty()) {
            limits.extend(broken);
        }
    }
    for (index, broken) in limits {
        if let Some(series) = study.series.get_mut(index) {
            for check in broken {
                if series.checks.iter().all(|known| known.code != check.code) {
                    series.checks.push(check);
                }
            }
        }
    }
    let views: usize = scans.iter().map(|(_, summary)| summary.images).sum();
    study.checks.extend(incomplete(exam, &missing, &scans, views));
}

fn incomplete(exam: &Exam, missing: &[&str], scans: &[(usize, &Summary)], views: usize) -> Option<Check> {
    let few = exam.views > views;
    if missing.is_empty() && !few {
        return None;
    }
    let unknown = exam.modality.iter().any(|modality| modality == "MR")
        && scans
            .iter()
            .any(|(_, summary)| summary.weighted.weighting.is_none());
    let what = if few {
        format!("{} views are usual, {views} came", exam.views)
    } else {
        format!("not found: {}", missing.join(", "))
    };
    Some(Check::new(
        CheckCode::ExpectedSeries,
        if unknown {
            CheckResult::CannotCheck
        } else {
            CheckResult::Note
        },
        &[(
            "missing",
            if few {
                (exam.views - views) as f64
            } else {
                missing.len() as f64
            },
        )],
        format!("{what} ({})", exam.source),
    ))
}

fn beyond(expected: &Expected, series: Option<&Series>, summary: &Summary) -> Vec<Check> {
    let thickness = series.and_then(|series| series.thickness);
    let gap = thickness
        .zip(summary.distance)
        .map(|(thickness, distance)| distance - thickness);
    let over = |code, what: &str, unit: &str, value: Option<f64>, limit: Option<f64>| {
        let (value, limit) = (value?, limit?);
        (value > limit + 0.05).then(|| {
            Check::new(
                code,
                CheckResult::Note,
                &[("value", value), ("limit", limit)],
                format!(
                    "{what} {value:.2} {unit}; up to {limit:.1} {unit} is usual for {}",
                    expected.name
                ),
            )
        })
    };
    [
        over(
            CheckCode::ThickSlices,
            "Slices are",
            "mm",
            thickness,
            expected.thickness,
        ),
        over(
            CheckCode::WideGap,
            "Gaps between slices are",
            "mm",
            gap,
            expected.gap,
        ),
        over(
            CheckCode::CoarsePixels,
            "Pixels have",
            "mm²",
            summary.pixel_area,
            expected.pixel_area,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
