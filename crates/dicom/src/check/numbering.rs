//! Instance numbers of a series: the ones that are left out.

use std::collections::BTreeSet;

use super::Image;

/// How a series is numbered.
#[derive(Debug)]
pub(crate) struct Numbering {
    /// Smallest number.
    pub(crate) first: i64,
    /// Different numbers.
    pub(crate) count: usize,
    /// Numbers between the smallest and the largest that no image has.
    pub(crate) holes: Vec<i64>,
}

impl Numbering {
    /// Nothing where an image has no number, or where more are left out than there are: then the numbers mean something
    /// else than the order.
    pub(crate) fn of(images: &[Image<'_>]) -> Option<Self> {
        let numbers: BTreeSet<i64> = images
            .iter()
            .map(|image| image.instance.number)
            .collect::<Option<_>>()?;
        let (first, last) = (*numbers.first()?, *numbers.last()?);
        let step = step(&numbers);
        let span = usize::try_from(last.checked_sub(first)? / step)
            .ok()?
            .checked_add(1)?;
        let lost = span.checked_sub(numbers.len())?;
        if lost > numbers.len() {
            return None;
        }
        let all = (0..span).filter_map(|n| first.checked_add(i64::try_from(n).ok()?.checked_mul(step)?));
        Some(Self {
            first,
            count: numbers.len(),
            holes: all.filter(|number| !numbers.contains(number)).collect(),
        })
    }
}

/// Greatest common divisor of the differences; at least 1.
fn step(numbers: &BTreeSet<i64>) -> i64 {
    let differences = numbers
        .iter()
        .zip(numbers.iter().skip(1))
        .filter_map(|(a, b)| b.checked_sub(*a));
    differences.fold(0, gcd).max(1)
}

fn gcd(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// `12–13, 20`, at most six runs.
pub(crate) fn ranges(numbers: &[i64]) -> String {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*number) => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let more = if runs.len() > 6 { ", …" } else { "" };
    let shown = runs.iter().take(6).map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        }
    });
    shown.collect::<Vec<_>>().join(", ") + more
}
