//! Distances inside one stack: where slices are missing, and where the spacing is uneven by design.
//!
//! A distance of k times the usual one means k − 1 lost slices where the numbers of the images leave out as many, or
//! where there are no numbers. Where the numbers run on, the scan was planned so, unless it is a lone exception.

use super::{
    rules::rules,
    stacks::{Place, Stack, distances, lower_median, most_frequent, tolerance},
};

/// What the distances of one stack say.
#[derive(Debug, Default)]
pub(crate) struct Gaps {
    /// The usual distance in millimetres; zero where there are too few slices to tell.
    pub(crate) usual: f64,
    /// Smallest and largest distance.
    pub(crate) range: (f64, f64),
    /// Lost slices, as numbers or their absence confirm.
    pub(crate) missing: usize,
    /// Slices that fit into lone gaps although the numbers run on.
    pub(crate) doubtful: usize,
    /// Distances that are neither usual nor explained by lost slices.
    pub(crate) uneven: usize,
}

/// Measures a stack. `holes`: how many numbers the series leaves out, if it is numbered in order; `declared`: distance
/// between slices by the header, in millimetres.
pub(crate) fn measure(stack: &Stack, holes: Option<usize>, declared: Option<f64>) -> Gaps {
    let along: Vec<f64> = stack.places.iter().map(|place| place.along).collect();
    let distances = distances(&along);
    let steps = steps(&stack.places);
    let step = steps
        .as_ref()
        .and_then(|steps| most_frequent(steps.iter().copied()))
        .unwrap_or(1);
    let usual = usual(&distances, steps.as_deref(), step, declared);
    if usual <= 0.0 {
        return Gaps::default();
    }
    let mut gaps = Gaps {
        usual,
        range: (
            distances.iter().copied().fold(f64::INFINITY, f64::min),
            distances.iter().copied().fold(0.0, f64::max),
        ),
        ..Gaps::default()
    };
    let mut lone = 0;
    for (index, distance) in distances.iter().enumerate() {
        let skipped = steps
            .as_ref()
            .and_then(|steps| steps.get(index))
            .map(|n| n.div_ceil(step).saturating_sub(1));
        let fitting = fitting(*distance, usual);
        match (skipped, fitting) {
            (Some(0) | None, Some(1)) => {}
            (Some(skipped @ 1..), _) if *distance > 1.5 * usual => gaps.missing += skipped,
            // The numbers leave something out, the places do not: numbered otherwise, not lost.
            (Some(1..), Some(1)) => {}
            (None, Some(times)) if holes != Some(0) => gaps.missing += times - 1,
            (Some(0) | None, Some(times)) => {
                lone += 1;
                gaps.doubtful += times - 1;
            }
            _ => gaps.uneven += 1,
        }
    }
    if gaps.doubtful > 0 && !is_lone(lone, distances.len()) {
        gaps.uneven += lone;
        gaps.doubtful = 0;
    }
    if let Some(thinned) = thinned(&gaps, declared, step) {
        gaps.missing += thinned * distances.len();
    }
    gaps
}

/// How many usual distances fit into this one; nothing where no whole number does.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded, at least 1 and at most a million"
)]
fn fitting(distance: f64, usual: f64) -> Option<usize> {
    let times = (distance / usual).round().clamp(1.0, 1e6);
    let off = (distance - times * usual).abs();
    (off <= tolerance(usual, times as i64)).then_some(times as usize)
}

/// By how much the numbers grow from place to place, where they all grow or all shrink.
fn steps(places: &[Place]) -> Option<Vec<usize>> {
    let number = |place: &Place| match place.numbers.as_slice() {
        [number] => *number,
        _ => None,
    };
    let numbers: Vec<i64> = places.iter().map(number).collect::<Option<_>>()?;
    let differences: Vec<i64> = numbers
        .windows(2)
        .filter_map(|pair| pair.last()?.checked_sub(*pair.first()?))
        .collect();
    let all = |grows: fn(&i64) -> bool| differences.iter().all(grows);
    (all(|n| *n > 0) || all(|n| *n < 0)).then(|| {
        differences
            .iter()
            .map(|n| usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX))
            .collect()
    })
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn usual(distances: &[f64], steps: Option<&[usize]>, step: usize, declared: Option<f64>) -> f64 {
    let Some(steps) = steps else {
        return lower_median(distances.to_vec());
    };
    // With two slices only the header can tell how far apart they should be.
    if let ([distance], [n], Some(declared)) = (distances, steps, declared)
        && *n > 1
        && fitting(*distance, declared) == Some(*n)
    {
        return declared;
    }
    let each = distances
        .iter()
        .zip(steps)
        .filter(|(_, n)| *n % step == 0)
        .map(|(distance, n)| distance / (n / step) as f64);
    lower_median(each.collect())
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn is_lone(lone: usize, distances: usize) -> bool {
    let allowed = (rules().spacing.lone_gaps_share * distances as f64).max(1.0);
    distances >= 4 && lone as f64 <= allowed
}

/// Slices lost at every distance: the numbers grow by k and the header declares a k-th of the distance.
fn thinned(gaps: &Gaps, declared: Option<f64>, step: usize) -> Option<usize> {
    (step > 1 && fitting(gaps.usual, declared?) == Some(step)).then_some(step - 1)
}
