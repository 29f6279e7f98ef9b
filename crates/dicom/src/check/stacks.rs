//! Stacks: images of one series that lie parallel and form one volume each.
//!
//! A series may hold several volumes at the same places: echoes, b-values, times, phases, reconstructions. They are told
//! apart by their attributes before any distance is measured, or they would look like duplicates and gaps.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    Image,
    facts::{KEYS, Key},
    rules::rules,
};
use crate::image;

/// Places that differ by less are one, in millimetres: echoes of one slice are written with a jitter of hundredths.
pub(super) const SAME_PLACE: f64 = 0.05;
/// Directions that are told apart in one series; images beyond form no stack.
const MAX_DIRECTIONS: usize = 64;

/// Images at one place.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Along the normal, in millimetres.
    pub(crate) along: f64,
    /// Numbers of the images there.
    pub(crate) numbers: Vec<Option<i64>>,
}

/// One volume, places in ascending order.
#[derive(Debug)]
pub(crate) struct Stack {
    pub(crate) places: Vec<Place>,
}

/// Volumes of one direction and size.
#[derive(Debug)]
pub(crate) struct Direction {
    pub(crate) stacks: Vec<Stack>,
    /// Largest number of images at one place.
    pub(crate) most: usize,
}

struct Placed {
    orientation: [f64; 6],
    along: f64,
    size: (u32, u32),
    stack: Option<i64>,
    number: Option<i64>,
    key: Key,
}

/// The stacks of a series by direction. Where no image has a position, slice locations stand in for it; images without
/// either are in none.
pub(crate) fn directions(images: &[Image<'_>]) -> Vec<Direction> {
    let mut bundles: Vec<Vec<Placed>> = Vec::new();
    let mut last = 0;
    let nowhere = images
        .iter()
        .all(|image| image.instance.image_position.is_none() && image.instance.per_frame.is_empty());
    let placed = |image| if nowhere { located(image) } else { placed(image) };
    for placed in images.iter().flat_map(placed) {
        let fits = |bundle: &Vec<Placed>| bundle.first().is_some_and(|first| parallel(first, &placed));
        let found = match bundles.get(last) {
            Some(bundle) if fits(bundle) => Some(last),
            _ => bundles.iter().position(fits),
        };
        match found {
            Some(index) => {
                last = index;
                if let Some(bundle) = bundles.get_mut(index) {
                    bundle.push(placed);
                }
            }
            None if bundles.len() < MAX_DIRECTIONS => {
                last = bundles.len();
                bundles.push(vec![placed]);
            }
            None => {}
        }
    }
    bundles.into_iter().map(direction).collect()
}

/// By Slice Location alone.
fn located(image: &Image<'_>) -> Vec<Placed> {
    let instance = image.instance;
    let place = instance.slice_location.filter(|_| instance.number_of_frames == 1);
    let placed = place.map(|along| Placed {
        orientation: instance.image_orientation.unwrap_or_default(),
        along,
        size: (instance.rows, instance.columns),
        stack: None,
        number: instance.number,
        key: image.facts.key,
    });
    placed.into_iter().collect()
}

fn placed(image: &Image<'_>) -> Vec<Placed> {
    let instance = image.instance;
    let at = |position: Option<[f64; 3]>, orientation: Option<[f64; 6]>| {
        let (position, orientation) = (position?, orientation?);
        let normal = image::normal(&orientation)?;
        let along = normal.iter().zip(position).map(|(n, p)| n * p).sum();
        Some((orientation, along))
    };
    let size = (instance.rows, instance.columns);
    if instance.per_frame.is_empty() {
        let place = at(instance.image_position, instance.image_orientation)
            .filter(|_| instance.number_of_frames == 1);
        return place
            .map(|(orientation, along)| Placed {
                orientation,
                along,
                size,
                stack: None,
                number: instance.number,
                key: image.facts.key,
            })
            .into_iter()
            .collect();
    }
    let frames = instance.per_frame.iter().zip(&image.facts.frames);
    frames
        .filter_map(|(frame, facts)| {
            let (orientation, along) = at(
                frame.image_position.or(instance.image_position),
                frame.image_orientation.or(instance.image_orientation),
            )?;
            Some(Placed {
                orientation,
                along,
                size,
                stack: facts.stack,
                number: facts.number,
                key: facts.key,
            })
        })
        .collect()
}

fn parallel(a: &Placed, b: &Placed) -> bool {
    let tolerance = rules().spacing.orientation;
    a.size == b.size
        && a.stack == b.stack
        && a.orientation
            .iter()
            .zip(&b.orientation)
            .all(|(a, b)| (a - b).abs() <= tolerance)
}

fn direction(mut placed: Vec<Placed>) -> Direction {
    placed.sort_by(|a, b| a.along.total_cmp(&b.along));
    let most = clusters(&placed).iter().map(Vec::len).max().unwrap_or(0);
    let mut fields = if most > 1 {
        repeated(&placed, most)
    } else {
        Vec::new()
    };
    if most == 1 && !is_even(&placed) {
        fields.extend((0..KEYS).find(|field| {
            let parts = split(&placed, &[*field]);
            (2..=4).contains(&parts.len()) && parts.iter().all(|part| part.len() >= 4 && is_even_of(part))
        }));
    }
    let stacks = split(&placed, &fields);
    Direction {
        stacks: stacks.into_iter().map(stack).collect(),
        most,
    }
}

/// Attributes that tell images at one place apart, and no others: a trigger time of its own for every slice does not.
fn repeated(placed: &[Placed], most: usize) -> Vec<usize> {
    let value = |placed: &Placed, field: usize| placed.key.get(field).copied().flatten();
    let useful = |field: &usize| {
        let all: BTreeSet<_> = placed.iter().map(|placed| value(placed, *field)).collect();
        let differs = |cluster: &Vec<&Placed>| {
            let first = cluster.first().map(|placed| value(placed, *field));
            cluster.iter().any(|placed| Some(value(placed, *field)) != first)
        };
        (2..=most).contains(&all.len()) && clusters(placed).iter().any(differs)
    };
    (0..KEYS).filter(useful).collect()
}

/// Images at the same place, in order; `placed` is sorted.
fn clusters(placed: &[Placed]) -> Vec<Vec<&Placed>> {
    let mut clusters: Vec<Vec<&Placed>> = Vec::new();
    for image in placed {
        match clusters.last_mut() {
            Some(cluster)
                if cluster
                    .first()
                    .is_some_and(|first| image.along - first.along < SAME_PLACE) =>
            {
                cluster.push(image);
            }
            _ => clusters.push(vec![image]),
        }
    }
    clusters
}

/// Parts by the values of some attributes, each still sorted.
fn split<'a>(placed: &'a [Placed], fields: &[usize]) -> Vec<Vec<&'a Placed>> {
    let mut parts: Vec<Vec<&Placed>> = Vec::new();
    let mut known: HashMap<Vec<Option<i64>>, usize> = HashMap::new();
    for image in placed {
        let key = fields
            .iter()
            .map(|field| image.key.get(*field).copied().flatten())
            .collect();
        let index = *known.entry(key).or_insert_with(|| {
            parts.push(Vec::new());
            parts.len() - 1
        });
        if let Some(part) = parts.get_mut(index) {
            part.push(image);
        }
    }
    parts
}

fn stack(images: Vec<&Placed>) -> Stack {
    let mut places: Vec<Place> = Vec::new();
    for image in images {
        match places.last_mut() {
            Some(place) if image.along - place.along < SAME_PLACE => place.numbers.push(image.number),
            _ => places.push(Place {
                along: image.along,
                numbers: vec![image.number],
            }),
        }
    }
    Stack { places }
}

fn is_even(placed: &[Placed]) -> bool {
    is_even_of(&placed.iter().collect::<Vec<_>>())
}

fn is_even_of(placed: &[&Placed]) -> bool {
    let along: Vec<f64> = placed.iter().map(|placed| placed.along).collect();
    let distances = distances(&along);
    let usual = lower_median(distances.clone());
    distances
        .iter()
        .all(|distance| (distance - usual).abs() <= tolerance(usual, 1))
}

/// Distances between neighbours.
pub(crate) fn distances(along: &[f64]) -> Vec<f64> {
    along
        .windows(2)
        .filter_map(|pair| Some(pair.last()? - pair.first()?))
        .collect()
}

/// The middle value, the lower one of two; zero where there is none.
pub(crate) fn lower_median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values
        .get(values.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(0.0)
}

/// How far a distance of `times` the usual one may be off, in millimetres.
#[expect(clippy::cast_precision_loss, reason = "small numbers")]
pub(crate) fn tolerance(usual: f64, times: i64) -> f64 {
    let limits = &rules().spacing;
    let share = (limits.tolerance_share * times as f64).min(0.25);
    limits.tolerance_mm.max(share * usual)
}

/// The value that occurs most often, the smaller one of two.
pub(crate) fn most_frequent(values: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let best = counts
        .iter()
        .max_by_key(|(value, count)| (**count, std::cmp::Reverse(**value)));
    best.map(|(value, _)| *value)
}
