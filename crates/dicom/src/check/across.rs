//! Volumes at the same places, such as times, echoes and b-values: what the others have and one has not.

use super::stacks::{Direction, Stack};

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
    (a - b).abs() < 0.05
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
            let at = own.partition_point(|own| *own < place - 0.05);
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
