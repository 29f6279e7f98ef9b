//! How many images the header counts: in the series, in the acquisition, as slices, as times.

use super::{
    CheckResult, Image,
    facts::{ACQUISITION, TEMPORAL},
    missing::{Evidence, VOLUMES},
    stacks::Direction,
};

/// What the header declares against what came.
pub(super) fn check(
    modality: &str,
    images: &[Image<'_>],
    directions: &[Direction],
    elsewhere: &dyn Fn(i64) -> usize,
) -> Evidence {
    let largest = |get: &dyn Fn(&Image<'_>) -> Option<i64>| {
        images
            .iter()
            .filter_map(get)
            .max()
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(0)
    };
    let lacking = |declared: usize| declared.saturating_sub(images.len());
    let in_series = largest(&|image| image.facts.declared.in_series);
    if lacking(in_series) > 0 {
        return Evidence {
            missing: lacking(in_series),
            result: CheckResult::MayLimit,
            reason: format!("the header counts {in_series} images in this series"),
        };
    }
    let places: usize = directions
        .iter()
        .filter_map(|direction| direction.stacks.iter().map(|stack| stack.places.len()).max())
        .max()
        .unwrap_or(0);
    let slices = largest(&|image| image.facts.declared.slices);
    let times = largest(&|image| image.facts.declared.time_slices).max(1);
    let all = slices.saturating_mul(times);
    let single = images.iter().all(|image| image.instance.number_of_frames == 1);
    let at_times = directions.iter().any(|direction| direction.most > 1);
    if places > 1 && single && (slices > places || at_times && lacking(all) > 0) {
        return Evidence {
            missing: lacking(all).max(slices.saturating_sub(places)),
            result: CheckResult::MayLimit,
            reason: match times {
                1 => format!("the header counts {slices} slices"),
                _ => format!("the header counts {slices} slices at {times} times"),
            },
        };
    }
    let seen = |field: usize| {
        let values = images
            .iter()
            .filter_map(|image| image.facts.key.get(field).copied().flatten());
        values.collect::<std::collections::BTreeSet<_>>()
    };
    let declared_times = largest(&|image| image.facts.declared.times);
    let seen_times = seen(TEMPORAL).len();
    if seen_times > 1 && declared_times > seen_times && in_series == 0 {
        return Evidence {
            missing: lacking(declared_times.saturating_mul(places)),
            result: CheckResult::MayLimit,
            reason: format!("the header counts {declared_times} times, {seen_times} came"),
        };
    }
    // One acquisition may have become several series; only what is in none of them is missing.
    let in_acquisition = largest(&|image| image.facts.declared.in_acquisition);
    let others: usize = seen(ACQUISITION)
        .iter()
        .map(|acquisition| elsewhere(*acquisition))
        .sum();
    let one = seen(ACQUISITION).len() <= 1 && in_series == 0 && VOLUMES.contains(&modality);
    Evidence {
        missing: if one {
            lacking(in_acquisition).saturating_sub(others)
        } else {
            0
        },
        result: CheckResult::Note,
        reason: format!("the header counts {in_acquisition} images in this acquisition"),
    }
}
