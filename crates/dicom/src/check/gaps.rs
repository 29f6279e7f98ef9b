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
    /// Whether the images are numbered from one end to the other.
    pub(crate) in_order: bool,
    /// Distances that are neither usual nor explained by lost slices.
    pub(crate) uneven: usize,
}

/// Measures a stack. `holes`: how many numbers the series leaves out, if it is numbered in order; `declared`: distance
/// between slices by the header, in millimetres.
pub(crate) fn measure(stack: &Stack, holes: Option<usize>, declared: Option<f64>) -> Gaps {
    let along: Vec<f64> = stack.places.iter().map(|place| place.along).collect();
    let distances = distances(&along);
    let by_places = || by_places(&distances, holes);
    let Some(steps) = steps(&stack.places) else {
        return by_places();
    };
    let gaps = by_numbers(&distances, &steps, declared);
    // Interleaved slices of which many are lost can look as if they were numbered from one end to the other.
    if gaps.uneven > 0 && holes.is_some_and(|holes| holes > 0) {
        let other = by_places();
        if other.uneven < gaps.uneven {
            return other;
        }
    }
    gaps
}

/// Slices that are numbered from one end to the other: the numbers say how many belong between two.
fn by_numbers(distances: &[f64], steps: &[usize], declared: Option<f64>) -> Gaps {
    let step = match lone_distance(distances, steps, declared) {
        Some(_) => 1,
        None => most_frequent(steps.iter().copied()).unwrap_or(1),
    };
    let mut gaps = Gaps::new(usual(distances, steps, step, declared), distances);
    gaps.in_order = true;
    if gaps.usual <= 0.0 {
        return gaps;
    }
    let mut lone = 0;
    for (distance, n) in distances.iter().zip(steps) {
        let skipped = n.div_ceil(step).saturating_sub(1);
        match (skipped, fitting(*distance, gaps.usual)) {
            // Where the numbers leave something out all the same, they count otherwise; nothing is lost here.
            (_, Some(1)) => {}
            (1.., _) if *distance > 1.5 * gaps.usual => {
                gaps.missing = gaps.missing.saturating_add(skipped);
            }
            (0, Some(times)) => {
                lone += 1;
                gaps.doubtful = gaps.doubtful.saturating_add(times - 1);
            }
            _ => gaps.uneven += 1,
        }
    }
    gaps.keep_lone(lone, distances.len());
    // Slices lost at every distance: the numbers grow by k and the header declares a k-th of the distance.
    if step > 1 && declared.is_some_and(|declared| fitting(gaps.usual, declared) == Some(step)) {
        let thinned = (step - 1).saturating_mul(distances.len());
        gaps.missing = gaps.missing.saturating_add(thinned);
    }
    gaps
}

/// Slices whose numbers do not tell their order, or that have none.
fn by_places(distances: &[f64], holes: Option<usize>) -> Gaps {
    let mut gaps = Gaps::new(common_measure(distances, holes), distances);
    if gaps.usual <= 0.0 {
        return gaps;
    }
    let mut wide = 0;
    let mut lost: usize = 0;
    for distance in distances {
        match fitting(*distance, gaps.usual) {
            Some(1) => {}
            Some(times) => {
                wide += 1;
                lost = lost.saturating_add(times - 1);
            }
            None => gaps.uneven += 1,
        }
    }
    match holes {
        Some(0) => {
            gaps.doubtful = lost;
            gaps.keep_lone(wide, distances.len());
        }
        // More than the numbers leave out cannot be lost.
        Some(holes) if lost > holes => gaps.uneven += wide,
        _ => gaps.missing = lost,
    }
    gaps
}

impl Gaps {
    fn new(usual: f64, distances: &[f64]) -> Self {
        let smallest = distances.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = distances.iter().copied().fold(0.0, f64::max);
        Self {
            usual,
            range: (smallest, largest),
            ..Self::default()
        }
    }

    /// Gaps in running numbers are doubtful where they are exceptions, and the plan of the scan where they are not.
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn keep_lone(&mut self, lone: usize, distances: usize) {
        let allowed = (rules().spacing.lone_gaps_share * distances as f64).max(1.0);
        if distances < 4 || lone as f64 > allowed {
            self.uneven += lone;
            self.doubtful = 0;
        }
    }
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

/// With two slices only the header can tell how far apart they should be: as far as their numbers are.
fn lone_distance(distances: &[f64], steps: &[usize], declared: Option<f64>) -> Option<f64> {
    match (distances, steps, declared) {
        ([distance], [n], Some(declared)) => {
            (*n > 1 && fitting(*distance, declared) == Some(*n)).then_some(declared)
        }
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn usual(distances: &[f64], steps: &[usize], step: usize, declared: Option<f64>) -> f64 {
    if let Some(declared) = lone_distance(distances, steps, declared) {
        return declared;
    }
    let each = distances
        .iter()
        .zip(steps)
        .filter(|(_, n)| *n % step == 0)
        .map(|(distance, n)| distance / (n / step) as f64);
    lower_median(each.collect())
}

/// The middle distance; or the smallest, where slices are lost and more distances are multiples of that one.
fn common_measure(distances: &[f64], holes: Option<usize>) -> f64 {
    let middle = lower_median(distances.to_vec());
    let smallest = distances.iter().copied().fold(f64::INFINITY, f64::min);
    let odd = |measure: f64| {
        distances
            .iter()
            .filter(|distance| fitting(**distance, measure).is_none())
            .count()
    };
    if holes != Some(0) && smallest > 0.0 && smallest.is_finite() && odd(smallest) < odd(middle) {
        smallest
    } else {
        middle
    }
}
