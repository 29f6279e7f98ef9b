//! From attributes to patient, study, series and instance.

use crate::{
    FrameAttributes, Instance, LookupTable, Lossy, Palette, Patient, Plane, Problem, Series, Study,
    attributes::{Attributes, Group, LutItem, tag},
    check,
};

/// The patient, without studies.
pub(crate) fn patient(top: &Group) -> Patient {
    Patient {
        name: person(top, tag::PATIENT_NAME).unwrap_or_default(),
        birth_date: top.date(tag::BIRTH_DATE),
        id: top.text(tag::PATIENT_ID),
        sex: top
            .code(tag::SEX)
            .filter(|sex| matches!(sex.as_str(), "M" | "F" | "O")),
        studies: Vec::new(),
    }
}

/// A person's name without the delimiters of empty components and writings at its end (PS3.5 §6.2.1.1).
fn person(top: &Group, tag: u32) -> Option<String> {
    let name = top.text(tag)?;
    let writings: Vec<_> = name
        .split('=')
        .map(|writing| writing.trim_end_matches(['^', ' ']))
        .collect();
    Some(writings.join("=").trim_end_matches('=').to_owned()).filter(|name| !name.is_empty())
}

/// The study, without series.
pub(crate) fn study(top: &Group) -> Study {
    Study {
        uid: top.uid(tag::STUDY_UID).unwrap_or_default(),
        date: top.date(tag::STUDY_DATE),
        time: top.time(tag::STUDY_TIME),
        description: top.text(tag::STUDY_DESCRIPTION),
        accession: top.text(tag::ACCESSION_NUMBER),
        institution: top.text(tag::INSTITUTION_NAME),
        referring_physician: person(top, tag::REFERRING_PHYSICIAN),
        series: Vec::new(),
        checks: Vec::new(),
    }
}

/// The series, without instances.
pub(crate) fn series(top: &Group) -> Series {
    Series {
        uid: top.uid(tag::SERIES_UID).unwrap_or_default(),
        modality: top.code(tag::MODALITY),
        number: top.integer(tag::SERIES_NUMBER),
        description: top.text(tag::SERIES_DESCRIPTION),
        body_part: top.code(tag::BODY_PART),
        laterality: top.code(tag::LATERALITY),
        thickness: None,
        plane: None,
        instances: Vec::new(),
        checks: Vec::new(),
    }
}

/// The instance, without its place and frames; nothing where rows, columns or bits are missing or zero.
pub(crate) fn instance(attributes: &Attributes) -> Option<Instance> {
    let top = &attributes.top;
    let first = Fallback {
        top,
        shared: &attributes.shared,
        first: attributes.per_frame.first(),
    };
    let small = |tag| top.number(tag).and_then(|n| u16::try_from(n).ok());
    let bits_allocated = small(tag::BITS_ALLOCATED)?;
    let bits_stored = small(tag::BITS_STORED)
        .filter(|n| (1..=bits_allocated).contains(n))
        .unwrap_or(bits_allocated);
    let samples_per_pixel = small(tag::SAMPLES_PER_PIXEL).unwrap_or(1);
    let high_bit = small(tag::HIGH_BIT).filter(|n| *n < bits_allocated && *n + 1 >= bits_stored);
    let instance = Instance {
        uid: top.uid(tag::SOP_INSTANCE_UID).unwrap_or_default(),
        number: top.integer(tag::INSTANCE_NUMBER),
        rows: top.number(tag::ROWS)?,
        columns: top.number(tag::COLUMNS)?,
        samples_per_pixel,
        photometric: top.code(tag::PHOTOMETRIC).unwrap_or_else(|| {
            if samples_per_pixel == 1 {
                "MONOCHROME2".to_owned()
            } else {
                "RGB".to_owned()
            }
        }),
        bits_allocated,
        bits_stored,
        high_bit: high_bit.unwrap_or(bits_stored.saturating_sub(1)),
        pixel_representation: small(tag::PIXEL_REPRESENTATION).map_or(0, |n| n & 1),
        planar_configuration: small(tag::PLANAR_CONFIGURATION).map_or(0, |n| n & 1),
        number_of_frames: top
            .integer(tag::NUMBER_OF_FRAMES)
            .filter(|n| *n > 0)
            .map_or(1, |n| u32::try_from(n).unwrap_or(u32::MAX)),
        rescale_slope: first
            .find(|group| group.decimal(tag::RESCALE_SLOPE))
            .filter(|slope| *slope != 0.0),
        rescale_intercept: first.find(|group| group.decimal(tag::RESCALE_INTERCEPT)),
        window_center: first
            .find(|group| window_of(group).map(|window| window.0))
            .unwrap_or_default(),
        window_width: first
            .find(|group| window_of(group).map(|window| window.1))
            .unwrap_or_default(),
        pixel_spacing: first.find(|group| spacing(group, tag::PIXEL_SPACING)),
        imager_pixel_spacing: spacing(top, tag::IMAGER_PIXEL_SPACING),
        image_position: first.find(|group| group.vector(tag::IMAGE_POSITION)),
        image_orientation: first.find(orientation),
        frame_of_reference: top.uid(tag::FRAME_OF_REFERENCE),
        slice_thickness: first
            .find(|group| group.decimal(tag::SLICE_THICKNESS))
            .filter(|mm| *mm > 0.0),
        slice_location: top.decimal(tag::SLICE_LOCATION),
        lossy: (top.code(tag::LOSSY).as_deref() == Some("01")).then(|| Lossy {
            ratio: top.decimals(tag::LOSSY_RATIO),
        }),
        laterality: top
            .code(tag::IMAGE_LATERALITY)
            .or_else(|| first.find(|group| group.code(tag::FRAME_LATERALITY))),
        palette: palette(attributes),
        modality_lut: !attributes.modality_luts.is_empty(),
        modality_table: attributes
            .modality_luts
            .first()
            .and_then(|item| table(item, signed(top))),
        voi_tables: voi_tables(attributes),
        padding: padding(top),
        per_frame: per_frame(attributes),
        ..Instance::default()
    };
    let whole = instance.rows > 0 && instance.columns > 0 && bits_allocated > 0 && samples_per_pixel > 0;
    whole.then_some(instance)
}

/// Numbers about the pixels that contradict each other.
pub(crate) fn problems(attributes: &Attributes) -> Vec<Problem> {
    let top = &attributes.top;
    let mut problems = Vec::new();
    let allocated = top.number(tag::BITS_ALLOCATED).unwrap_or(0);
    let stored = top.number(tag::BITS_STORED);
    let high = top.number(tag::HIGH_BIT);
    if stored.is_some_and(|stored| stored == 0 || stored > allocated)
        || high.is_some_and(|high| high >= allocated)
    {
        problems.push(Problem::InvalidBits);
    }
    let frames = top.code(tag::NUMBER_OF_FRAMES);
    if frames.is_some() && top.integer(tag::NUMBER_OF_FRAMES).is_none_or(|n| n < 1) {
        problems.push(Problem::InvalidFrames);
    }
    problems
}

/// Some syntaxes are lossy even where the file says nothing, or says no.
pub(crate) fn mark_lossy_syntax(image: &mut Instance) {
    if image.lossy.is_none() && check::is_always_lossy(&image.transfer_syntax) {
        image.lossy = Some(Lossy::default());
    }
}

/// Plane of an image by its direction cosines.
pub(crate) fn plane(orientation: &[f64; 6]) -> Option<Plane> {
    let [x, y, z] = normal(orientation)?.map(f64::abs);
    Some(match (x >= 0.8, y >= 0.8, z >= 0.8) {
        (true, ..) => Plane::Sagittal,
        (_, true, _) => Plane::Coronal,
        (.., true) => Plane::Axial,
        _ => Plane::Oblique,
    })
}

/// Unit normal of row and column direction; nothing where they are parallel or zero.
pub(crate) fn normal(orientation: &[f64; 6]) -> Option<[f64; 3]> {
    let [row_x, row_y, row_z, column_x, column_y, column_z] = *orientation;
    let normal = [
        row_y * column_z - row_z * column_y,
        row_z * column_x - row_x * column_z,
        row_x * column_y - row_y * column_x,
    ];
    let length = normal.iter().map(|n| n * n).sum::<f64>().sqrt();
    (length > 1e-3 && length.is_finite()).then(|| normal.map(|n| n / length))
}

/// Looks at the top, then at what all frames share, then at the first frame.
struct Fallback<'a> {
    top: &'a Group,
    shared: &'a Group,
    first: Option<&'a Group>,
}

impl Fallback<'_> {
    fn find<T>(&self, get: impl Fn(&Group) -> Option<T>) -> Option<T> {
        get(self.top)
            .or_else(|| get(self.shared))
            .or_else(|| self.first.and_then(get))
    }
}

fn per_frame(attributes: &Attributes) -> Vec<FrameAttributes> {
    let frames = attributes.per_frame.iter().map(|group| {
        let (window_center, window_width) = window_of(group).unwrap_or_default();
        FrameAttributes {
            image_position: group.vector(tag::IMAGE_POSITION),
            image_orientation: orientation(group),
            pixel_spacing: spacing(group, tag::PIXEL_SPACING),
            rescale_slope: group.decimal(tag::RESCALE_SLOPE).filter(|slope| *slope != 0.0),
            rescale_intercept: group.decimal(tag::RESCALE_INTERCEPT),
            window_center,
            window_width,
        }
    });
    frames.collect()
}

/// Centres and widths, as many as there are of both.
fn window_of(group: &Group) -> Option<(Vec<f64>, Vec<f64>)> {
    let (mut centers, mut widths) = (
        group.decimals(tag::WINDOW_CENTER),
        group.decimals(tag::WINDOW_WIDTH),
    );
    let n = centers.len().min(widths.len());
    centers.truncate(n);
    widths.truncate(n);
    (n > 0).then_some((centers, widths))
}

fn spacing(group: &Group, tag: u32) -> Option<[f64; 2]> {
    group
        .vector(tag)
        .filter(|spacing: &[f64; 2]| spacing.iter().all(|mm| *mm > 0.0))
}

fn orientation(group: &Group) -> Option<[f64; 6]> {
    group
        .vector(tag::IMAGE_ORIENTATION)
        .filter(|orientation| normal(orientation).is_some())
}

fn signed(top: &Group) -> bool {
    top.number(tag::PIXEL_REPRESENTATION) == Some(1)
}

/// Entries, first pixel value and bits of an entry (PS3.3 C.11.1.1.1).
fn descriptor(words: &[u16], signed: bool) -> Option<(u32, i32, u16)> {
    let [entries, first, bits] = *words.first_chunk::<3>()?;
    let entries = if entries == 0 { 65_536 } else { u32::from(entries) };
    let first = if signed {
        i32::from(first.cast_signed())
    } else {
        i32::from(first)
    };
    Some((entries, first, bits))
}

fn table(item: &LutItem, signed: bool) -> Option<LookupTable> {
    let (entries, first, bits) = descriptor(&item.group.words(tag::LUT_DESCRIPTOR), signed)?;
    Some(LookupTable {
        entries,
        first,
        bits: if (1..=16).contains(&bits) { bits } else { 16 },
        data: item.data?,
    })
}

/// Their input are modality values, which may be negative even where pixels are not.
fn voi_tables(attributes: &Attributes) -> Vec<LookupTable> {
    let top = &attributes.top;
    let below_zero = top
        .decimal(tag::RESCALE_INTERCEPT)
        .is_some_and(|intercept| intercept < 0.0);
    let signed = attributes.modality_luts.is_empty() && (signed(top) || below_zero);
    let tables = attributes.voi_luts.iter().filter_map(|item| table(item, signed));
    tables.collect()
}

/// Pixel Padding Value, with the sign of the pixels.
fn padding(top: &Group) -> Option<i32> {
    let value = *top.words(tag::PIXEL_PADDING).first()?;
    Some(if signed(top) {
        i32::from(value.cast_signed())
    } else {
        i32::from(value)
    })
}

fn palette(attributes: &Attributes) -> Option<Palette> {
    let top = &attributes.top;
    let (entries, first, bits) = descriptor(&top.words(tag::PALETTE_DESCRIPTOR), signed(top))?;
    let places = |tags: [u32; 3]| {
        let [red, green, blue] = tags.map(|tag| attributes.places.get(&tag).copied());
        Some((red?, green?, blue?))
    };
    let plain = places([tag::PALETTE_RED, tag::PALETTE_GREEN, tag::PALETTE_BLUE]);
    let segmented = plain.is_none();
    let (red, green, blue) =
        plain.or_else(|| places([tag::SEGMENTED_RED, tag::SEGMENTED_GREEN, tag::SEGMENTED_BLUE]))?;
    Some(Palette {
        entries,
        first,
        bits: if bits == 8 { 8 } else { 16 },
        segmented,
        red,
        green,
        blue,
    })
}
