//! Studies, series and images of a disc with all their numbers and UIDs, before a single pixel is drawn.

use crate::{
    dataset::Syntax,
    exam::{Person, Series, Side, Weighting},
    plane::{AXIAL, CORONAL, Plane, SAGITTAL},
    rng::Rng,
    scan::Protocol,
};

/// One examination on one day.
pub(crate) struct StudyPlan {
    pub(crate) uid: String,
    pub(crate) id: String,
    pub(crate) accession: String,
    pub(crate) date: &'static str,
    pub(crate) time: &'static str,
    pub(crate) description: &'static str,
    pub(crate) frame_of_reference: String,
    pub(crate) series: Vec<SeriesPlan>,
}

/// One series of a study.
pub(crate) struct SeriesPlan {
    pub(crate) uid: String,
    pub(crate) number: usize,
    pub(crate) protocol: Protocol,
    pub(crate) description: String,
    pub(crate) body_part: String,
    pub(crate) laterality: Option<Side>,
    pub(crate) thickness: f64,
    pub(crate) images: Vec<ImagePlan>,
}

/// One image of a series.
pub(crate) struct ImagePlan {
    pub(crate) uid: String,
    pub(crate) number: usize,
    pub(crate) plane: Plane,
    pub(crate) path: String,
}

/// All of one person's imaging.
pub(crate) struct Plan {
    pub(crate) person: Person,
    pub(crate) syntax: Syntax,
    pub(crate) studies: Vec<StudyPlan>,
}

/// Millimetres between slices of a CT that is asked to show the whole body.
const CT_SPAN: f64 = 360.0;
const MR_SPAN: f64 = 90.0;

/// The CT series make one study, the MR series another, a week later.
pub(crate) fn studies(
    orders: &[(Protocol, Series)],
    scouts: bool,
    jittered: bool,
    seed: u64,
) -> Vec<StudyPlan> {
    let mut rng = Rng::of(&[seed, 0x571D]);
    let mut studies = Vec::new();
    for ct in [true, false] {
        let mine: Vec<_> = orders
            .iter()
            .filter(|(protocol, _)| protocol.is_ct() == ct)
            .collect();
        if mine.is_empty() {
            continue;
        }
        let study = studies.len() + 1;
        let folder = format!("DICOM/ST{study:06}");
        let mut series = Vec::new();
        if scouts {
            series.push(scout(ct, &folder, &mut rng));
        }
        for (protocol, order) in mine {
            let first = studies.is_empty() && series.iter().all(|s: &SeriesPlan| s.protocol.is_scout());
            series.push(stack(
                *protocol,
                order,
                series.len() + 1,
                &folder,
                jittered && first,
                &mut rng,
            ));
        }
        let (date, time, description) = if ct {
            ("20260302", "091530", "CT chest and abdomen")
        } else {
            ("20260309", "141205", "MRI lumbar spine")
        };
        studies.push(StudyPlan {
            uid: rng.uid(),
            id: format!("{study}"),
            accession: format!("A{:08}", rng.below(100_000_000)),
            date,
            time,
            description,
            frame_of_reference: rng.uid(),
            series,
        });
    }
    studies
}

fn stack(
    protocol: Protocol,
    order: &Series,
    number: usize,
    folder: &str,
    jittered: bool,
    rng: &mut Rng,
) -> SeriesPlan {
    let count = f64::from(order.slices.max(1));
    let (centre, directions, width, span, limits) = match protocol {
        Protocol::Mr(_) | Protocol::MrScout => ([0.0, 12.0, 60.0], SAGITTAL, 290.0, MR_SPAN, (1.0, 12.0)),
        Protocol::Ct | Protocol::CtScout => ([0.0, 12.0, 120.0], AXIAL, 400.0, CT_SPAN, (0.3, 30.0)),
    };
    // Hundredths, so that positions are exact decimals.
    let spacing = order
        .spacing
        .unwrap_or_else(|| ((span / count).clamp(limits.0, limits.1) * 100.0).round() / 100.0);
    let middle = Plane::centred(centre, directions, width, order.rows, order.columns);
    let series_folder = format!("{folder}/SE{number:06}");
    let images = (0..order.slices)
        .map(|k| {
            // From head to foot, or from right to left.
            let jitter = if jittered {
                f64::from(rng.within(-0.33, 0.33))
            } else {
                0.0
            };
            let steps = f64::from(k) - (count - 1.0) / 2.0 + jitter;
            let number = usize::from(k) + 1;
            ImagePlan {
                uid: rng.uid(),
                number,
                plane: middle.moved(-spacing * steps),
                path: format!("{series_folder}/IM{number:06}"),
            }
        })
        .collect();
    let contrast = match protocol {
        Protocol::Mr(Weighting::T1) => "T1 ",
        Protocol::Mr(Weighting::T2) => "T2 ",
        _ => "",
    };
    SeriesPlan {
        uid: rng.uid(),
        number,
        protocol,
        description: format!("{contrast}{}", order.description),
        body_part: order.body_part.clone(),
        laterality: order.laterality,
        thickness: spacing.min(5.0),
        images,
    }
}

fn scout(ct: bool, folder: &str, rng: &mut Rng) -> SeriesPlan {
    let (protocol, description, body_part, planes) = if ct {
        let frontal = Plane::centred([0.0, 0.0, 120.0], CORONAL, 440.0, 512, 512);
        (Protocol::CtScout, "Topogram", "CHESTABDOMEN", vec![frontal])
    } else {
        let centre = [0.0, 20.0, 60.0];
        let planes = [CORONAL, SAGITTAL, AXIAL].map(|d| Plane::centred(centre, d, 400.0, 256, 256));
        (Protocol::MrScout, "Localizer", "LSPINE", planes.to_vec())
    };
    let images = planes
        .into_iter()
        .zip(1..)
        .map(|(plane, number)| ImagePlan {
            uid: rng.uid(),
            number,
            plane,
            path: format!("{folder}/SE000001/IM{number:06}"),
        })
        .collect();
    SeriesPlan {
        uid: rng.uid(),
        number: 1,
        protocol,
        description: description.to_owned(),
        body_part: body_part.to_owned(),
        laterality: None,
        thickness: 8.0,
        images,
    }
}
