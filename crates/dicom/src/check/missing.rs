//! Missing slices and uneven spacing of one series, from everything that can tell: distances, numbers, the other volumes
//! of the series, and what the header declares.

#![expect(clippy::cast_precision_loss, reason = "counts of images are small")]

use super::{
    Check, CheckCode, CheckResult, Image,
    across::{Across, broken_off, shared_places},
    declared,
    gaps::{self, Gaps},
    numbering::{Numbering, ranges},
    stacks::{self, Direction, Stack, most_frequent},
};

/// Modalities whose images form volumes: a number that is left out there is an image that is lost.
pub(super) const VOLUMES: [&str; 4] = ["CT", "MR", "PT", "NM"];

/// Checks a series. `images` are those of the scan, `all` has the overviews too, which may share its numbering;
/// `elsewhere`: images of the same acquisition in other series of the study.
pub(crate) fn check(
    modality: &str,
    images: &[Image<'_>],
    all: &[Image<'_>],
    elsewhere: &dyn Fn(i64) -> usize,
    checks: &mut Vec<Check>,
) {
    let numbering = Numbering::of(all);
    let holes = numbering.as_ref().map(|numbering| numbering.holes.len());
    let declared = declared_distance(images);
    let directions = stacks::directions(images);
    let mut volumes = Vec::new();
    for direction in &directions {
        volumes.extend(
            direction
                .stacks
                .iter()
                .map(|stack| gaps::measure(stack, holes, declared)),
        );
    }
    let missing = count(
        modality,
        images,
        numbering.as_ref(),
        &directions,
        &volumes,
        elsewhere,
    );
    checks.extend(missing);
    checks.extend(uneven(&volumes));
}

/// Distance between neighbouring slices by the header: declared as such, else the thickness.
fn declared_distance(images: &[Image<'_>]) -> Option<f64> {
    let first = images.first()?;
    first.facts.spacing_between.or(first.instance.slice_thickness)
}

/// What one source tells.
pub(super) struct Evidence {
    pub(super) missing: usize,
    pub(super) result: CheckResult,
    pub(super) reason: String,
}

fn count(
    modality: &str,
    images: &[Image<'_>],
    numbering: Option<&Numbering>,
    directions: &[Direction],
    volumes: &[Gaps],
    elsewhere: &dyn Fn(i64) -> usize,
) -> Option<Check> {
    let in_place = in_place(numbering, directions, volumes);
    let by_number = by_number(
        modality,
        images,
        numbering,
        (directions, volumes),
        in_place.missing,
    );
    let by_header = declared::check(modality, images, directions, elsewhere);
    let evidence = [in_place, by_number, by_header, broken_off(directions)];
    let most = evidence
        .iter()
        .map(|evidence| evidence.missing)
        .max()
        .filter(|most| *most > 0)?;
    let found = || evidence.iter().filter(|evidence| evidence.missing > 0);
    let result = if found().any(|evidence| evidence.result == CheckResult::MayLimit) {
        CheckResult::MayLimit
    } else {
        CheckResult::Note
    };
    let reasons: Vec<&str> = found().map(|evidence| evidence.reason.as_str()).collect();
    let holes = numbering.map_or(&[][..], |numbering| &numbering.holes);
    let mut numbers = vec![("missing", most as f64), ("received", images.len() as f64)];
    if let (Some(first), Some(last)) = (holes.first(), holes.last()) {
        numbers.extend([("first", *first as f64), ("last", *last as f64)]);
    }
    Some(Check::new(
        CheckCode::MissingSlices,
        result,
        &numbers,
        format!(
            "{most} missing, {} received: {}",
            images.len(),
            reasons.join("; ")
        ),
    ))
}

/// Gaps inside each volume, and places that other volumes of the series have.
fn in_place(numbering: Option<&Numbering>, directions: &[Direction], volumes: &[Gaps]) -> Evidence {
    let holes = numbering.map(|numbering| numbering.holes.len());
    let mut missing = 0;
    let mut ends = 0;
    let mut volume = volumes.iter();
    for direction in directions {
        let shared = shared_places(direction);
        for stack in &direction.stacks {
            let Some(gaps) = volume.next() else { break };
            let across = Across::of(stack, &shared);
            let inside = gaps.missing.max(across.inside).saturating_mul(layers(stack));
            missing = inside
                .saturating_add(thin_places(stack, holes))
                .saturating_add(missing);
            ends += across.ends;
        }
    }
    // Volumes may begin and end elsewhere by design; numbers that are left over tell.
    ends = match holes {
        Some(holes) => ends.min(holes.saturating_sub(missing)),
        None => ends,
    };
    let doubtful = volumes
        .iter()
        .fold(0, |sum: usize, gaps| sum.saturating_add(gaps.doubtful));
    let widest = volumes
        .iter()
        .filter(|gaps| gaps.usual > 0.0)
        .max_by(|a, b| a.range.1.total_cmp(&b.range.1));
    let gap = widest.map_or_else(String::new, |gaps| {
        format!(
            "distances up to {:.1} mm where {:.1} mm is usual",
            gaps.range.1, gaps.usual
        )
    });
    if missing.saturating_add(ends) > 0 {
        let reason = if volumes.iter().any(|gaps| gaps.missing > 0) {
            gap
        } else {
            format!(
                "{} places lack an image that other volumes of the series have",
                missing.saturating_add(ends)
            )
        };
        return Evidence {
            missing: missing.saturating_add(ends),
            result: CheckResult::MayLimit,
            reason,
        };
    }
    Evidence {
        missing: doubtful,
        result: CheckResult::Note,
        reason: format!("{gap}, though the images are numbered without a gap"),
    }
}

/// How many images the places of a volume usually hold.
fn layers(stack: &Stack) -> usize {
    most_frequent(stack.places.iter().map(|place| place.numbers.len())).unwrap_or(1)
}

/// Images that are lacking at places that hold fewer than usual.
fn thin_places(stack: &Stack, holes: Option<usize>) -> usize {
    let layers = layers(stack);
    let lacking: usize = stack
        .places
        .iter()
        .map(|place| layers.saturating_sub(place.numbers.len()))
        .sum();
    match holes {
        Some(holes) => lacking.min(holes),
        None if lacking * 5 <= stack.places.len() * layers => lacking,
        None => 0,
    }
}

/// Numbers that are left out although no place tells of it.
fn by_number(
    modality: &str,
    images: &[Image<'_>],
    numbering: Option<&Numbering>,
    (directions, volumes): (&[Direction], &[Gaps]),
    in_place: usize,
) -> Evidence {
    let none = Evidence {
        missing: 0,
        result: CheckResult::Note,
        reason: String::new(),
    };
    let Some(numbering) = numbering else { return none };
    let volume = directions
        .iter()
        .flat_map(|direction| &direction.stacks)
        .any(|stack| stack.places.len() >= 3);
    let repeated = directions.iter().any(|direction| direction.most > 1);
    let holes = numbering.holes.len();
    if holes == 0 {
        return before_the_first(images, numbering, volume && in_place == 0).unwrap_or(none);
    }
    let reason = format!("left out of the numbering: {}", ranges(&numbering.holes));
    let strong = VOLUMES.contains(&modality) && (!volume || repeated);
    let result = if strong || in_place > 0 {
        CheckResult::MayLimit
    } else {
        CheckResult::Note
    };
    // Where the numbers follow the places and the places are even, left out numbers are a habit rather than a loss.
    let in_order = volumes.iter().any(|gaps| gaps.in_order);
    let habit = volume && in_order && !repeated && in_place == 0 && holes * 10 > numbering.count;
    Evidence {
        missing: if habit { 0 } else { holes },
        result,
        reason,
    }
}

/// The numbers of a volume begin late: some before may be lost.
fn before_the_first(images: &[Image<'_>], numbering: &Numbering, volume: bool) -> Option<Evidence> {
    let before = usize::try_from(numbering.first.checked_sub(1)?).ok()?;
    let counted = images
        .iter()
        .any(|image| image.facts.declared.in_series.is_some());
    (volume && !counted && before > 0 && before <= numbering.count / 4).then(|| Evidence {
        missing: before,
        result: CheckResult::Note,
        reason: format!("the numbering begins at {}", numbering.first),
    })
}

fn uneven(volumes: &[Gaps]) -> Option<Check> {
    let uneven: usize = volumes.iter().map(|gaps| gaps.uneven).sum();
    let worst = volumes
        .iter()
        .filter(|gaps| gaps.uneven > 0)
        .max_by_key(|gaps| gaps.uneven)?;
    let (smallest, largest) = worst.range;
    Some(Check::new(
        CheckCode::IrregularSpacing,
        CheckResult::Note,
        &[
            ("uneven", uneven as f64),
            ("usual_mm", worst.usual),
            ("smallest_mm", smallest),
            ("largest_mm", largest),
        ],
        format!(
            "{uneven} distances between slices differ: {smallest:.2} to {largest:.2} mm where {:.2} mm is usual",
            worst.usual
        ),
    ))
}
