//! Volumes at the same places, such as times, echoes and b-values: what the others have and one has not.

use super::{
    CheckResult,
    missing::Evidence,
    stacks::{Direction, SAME_PLACE, Stack},
};

/// Places that at least two volumes of a direction have, ascending.
pub(super) fn shared_places(direction: &Direction) -> Vec<f64> {
    let mut all: Vec<f64> = direction
        .stacks
        .iter()
        .flat_map(|stack| stack.places.iter().map(|place| place.along))
        .collect();
    all.sort_by(f64::total_cmp);
    let mut shared: Vec<f64> = Vec::new();
    for pair in all.windows(2) {
        if let [a, b] = pair
            && is_same(*a, *b)
            && shared.last().is_none_or(|last| !is_same(*last, *a))
        {
            shared.push(*a);
        }
    }
    shared
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() < SAME_PLACE
}

/// Places that other volumes have and this one has not.
pub(super) struct Across {
    pub(super) inside: usize,
    pub(super) ends: usize,
}

impl Across {
    pub(super) fn of(stack: &Stack, shared: &[f64]) -> Self {
        let mut across = Self { inside: 0, ends: 0 };
        let own: Vec<f64> = stack.places.iter().map(|place| place.along).collect();
        let (Some(first), Some(last)) = (own.first(), own.last()) else {
            return across;
        };
        let has = |place: f64| {
            let at = own.partition_point(|own| *own < place - SAME_PLACE);
            own.get(at).is_some_and(|own| is_same(*own, place))
        };
        let common = shared.iter().filter(|place| has(**place)).count();
        // A volume of another grid cannot be compared.
        if common * 5 < own.len() * 4 || common * 2 < shared.len() {
            return across;
        }
        for place in shared.iter().filter(|place| !has(**place)) {
            if *place > *first && *place < *last {
                across.inside += 1;
            } else {
                across.ends += 1;
            }
        }
        across
    }
}

/// A scan over time whose last volume ends early, where all others have the same places and the numbers run on: it was
/// ended so, or the copy was.
pub(super) fn broken_off(directions: &[Direction]) -> Evidence {
    let missing = directions.iter().map(ending_early).sum();
    Evidence {
        missing,
        result: CheckResult::Note,
        reason: format!("the last volume of the series ends {missing} places before the others"),
    }
}

fn ending_early(direction: &Direction) -> usize {
    let shared = shared_places(direction);
    let numbers = |stack: &Stack| -> Option<Vec<i64>> {
        let all = stack
            .places
            .iter()
            .flat_map(|place| place.numbers.iter().copied());
        all.collect()
    };
    let numbered: Option<Vec<(Vec<i64>, &Stack)>> = direction
        .stacks
        .iter()
        .map(|stack| Some((numbers(stack)?, stack)))
        .collect();
    let Some(mut numbered) = numbered else { return 0 };
    numbered.sort_by_key(|(numbers, _)| numbers.iter().min().copied());
    let Some(((last, stack), others)) = numbered.split_last() else {
        return 0;
    };
    let along = |stack: &Stack| -> Vec<f64> { stack.places.iter().map(|place| place.along).collect() };
    let same = |own: &[f64], other: &[f64]| {
        own.len() == other.len() && own.iter().zip(other).all(|(a, b)| is_same(*a, *b))
    };
    let agree = others.len() >= 2 && others.iter().all(|(_, other)| same(&along(other), &shared));
    let before = others
        .iter()
        .filter_map(|(numbers, _)| numbers.iter().max())
        .max();
    let follows = last.iter().min() > before;
    let own = along(stack);
    let begins = shared.get(..own.len()).is_some_and(|begin| same(&own, begin)) && last.is_sorted();
    let from = shared.len().saturating_sub(own.len());
    let ends = shared.get(from..).is_some_and(|end| same(&own, end)) && last.is_sorted_by(|a, b| a >= b);
    if agree && follows && (begins || ends) {
        from
    } else {
        0
    }
}
