//! One image as a DICOM object: CT Image Storage and MR Image Storage (PS3.3 A.3 and A.4).

use crate::{
    dataset::{DataSet, Syntax, file_meta},
    exam::{Person, Side, Weighting},
    plan::{ImagePlan, SeriesPlan, StudyPlan},
    scan::{CT_OFFSET, Protocol},
};

/// CT or MR Image Storage.
pub(crate) fn class_of(protocol: Protocol) -> &'static str {
    if protocol.is_ct() {
        "1.2.840.10008.5.1.4.1.1.2"
    } else {
        "1.2.840.10008.5.1.4.1.1.4"
    }
}

/// `CT` or `MR`.
pub(crate) fn modality_of(protocol: Protocol) -> &'static str {
    if protocol.is_ct() { "CT" } else { "MR" }
}

/// A Part 10 file, or the bare data set in implicit VR.
pub(crate) fn image_file(
    person: &Person,
    study: &StudyPlan,
    series: &SeriesPlan,
    image: &ImagePlan,
    pixels: &[u16],
    layout: (Syntax, bool),
) -> Vec<u8> {
    let mut data = DataSet::default();
    patient(&mut data, person);
    general(&mut data, study, series, image);
    geometry(&mut data, study, series, image);
    if series.protocol.is_ct() {
        ct(&mut data, series, image);
    } else {
        mr(&mut data, series);
    }
    pixel_module(&mut data, series, image, pixels);
    let (syntax, bare) = layout;
    if bare {
        return data.encode(Syntax::Implicit);
    }
    let mut file = file_meta(class_of(series.protocol), &image.uid, syntax);
    file.extend(data.encode(syntax));
    file
}

fn patient(data: &mut DataSet, person: &Person) {
    data.text((0x0008, 0x0005), *b"CS", "")
        .text((0x0010, 0x0010), *b"PN", &person.name)
        .text((0x0010, 0x0020), *b"LO", &person.id)
        .text((0x0010, 0x0030), *b"DA", &person.birth_date)
        .text((0x0010, 0x0040), *b"CS", &person.sex);
}

fn general(data: &mut DataSet, study: &StudyPlan, series: &SeriesPlan, image: &ImagePlan) {
    let (maker, model) = if series.protocol.is_ct() {
        ("Overread", "Phantom CT 64")
    } else {
        ("Overread", "Phantom MR 1.5")
    };
    for time in [0x0030, 0x0031, 0x0032, 0x0033] {
        data.text((0x0008, time), *b"TM", study.time);
    }
    for date in [0x0020, 0x0021, 0x0022, 0x0023] {
        data.text((0x0008, date), *b"DA", study.date);
    }
    data.text((0x0008, 0x0008), *b"CS", image_type(series.protocol))
        .text((0x0008, 0x0016), *b"UI", class_of(series.protocol))
        .text((0x0008, 0x0018), *b"UI", &image.uid)
        .text((0x0008, 0x0050), *b"SH", &study.accession)
        .text((0x0008, 0x0060), *b"CS", modality_of(series.protocol))
        .text((0x0008, 0x0070), *b"LO", maker)
        .text((0x0008, 0x0080), *b"LO", "Klinikum Musterstadt")
        .text((0x0008, 0x0090), *b"PN", "HAUSARZT^FRIEDA^^DR.")
        .text(
            (0x0008, 0x1010),
            *b"SH",
            if series.protocol.is_ct() { "CT1" } else { "MR1" },
        )
        .text((0x0008, 0x1030), *b"LO", study.description)
        .text((0x0008, 0x103E), *b"LO", &series.description)
        .text((0x0008, 0x1090), *b"LO", model)
        .text((0x0018, 0x0015), *b"CS", &series.body_part)
        .text((0x0018, 0x1020), *b"LO", env!("CARGO_PKG_VERSION"))
        .text((0x0018, 0x1030), *b"LO", &series.description)
        .text((0x0018, 0x5100), *b"CS", "HFS")
        .text((0x0020, 0x000D), *b"UI", &study.uid)
        .text((0x0020, 0x000E), *b"UI", &series.uid)
        .text((0x0020, 0x0010), *b"SH", &study.id)
        .text((0x0020, 0x0011), *b"IS", series.number)
        .text((0x0020, 0x0012), *b"IS", 1)
        .text((0x0020, 0x0013), *b"IS", image.number);
    if let Some(side) = series.laterality {
        data.text(
            (0x0020, 0x0060),
            *b"CS",
            if side == Side::Left { "L" } else { "R" },
        );
    }
}

fn image_type(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Ct => "ORIGINAL\\PRIMARY\\AXIAL",
        Protocol::CtScout | Protocol::MrScout => "ORIGINAL\\PRIMARY\\LOCALIZER",
        Protocol::Mr(_) => "ORIGINAL\\PRIMARY\\M\\SE",
    }
}

/// Image plane and frame of reference (PS3.3 C.7.6.2, C.7.4.1).
fn geometry(data: &mut DataSet, study: &StudyPlan, series: &SeriesPlan, image: &ImagePlan) {
    let plane = &image.plane;
    let directions: Vec<f64> = plane.across.iter().chain(&plane.down).copied().collect();
    let letter = |direction: [f64; 3]| match direction {
        [x, ..] if x != 0.0 => "L",
        [_, y, _] if y != 0.0 => "P",
        _ => "F",
    };
    data.decimals((0x0018, 0x0050), &[series.thickness])
        .decimals((0x0020, 0x0032), &plane.origin)
        .decimals((0x0020, 0x0037), &directions)
        .text(
            (0x0020, 0x0020),
            *b"CS",
            &format!("{}\\{}", letter(plane.across), letter(plane.down)),
        )
        .text((0x0020, 0x0052), *b"UI", &study.frame_of_reference)
        .text((0x0020, 0x1040), *b"LO", "")
        .decimals((0x0028, 0x0030), &[plane.pixel, plane.pixel]);
    if !series.protocol.is_scout() {
        data.decimals((0x0020, 0x1041), &[plane.position()]);
    }
}

fn ct(data: &mut DataSet, series: &SeriesPlan, image: &ImagePlan) {
    let scout = series.protocol.is_scout();
    data.text(
        (0x0018, 0x0022),
        *b"CS",
        if scout { "SCOUT MODE" } else { "HELICAL MODE" },
    )
    .text((0x0018, 0x0060), *b"DS", 120)
    .text((0x0018, 0x1120), *b"DS", 0)
    .text((0x0018, 0x1130), *b"DS", 150)
    .text((0x0018, 0x1151), *b"IS", if scout { 35 } else { 180 })
    .text((0x0018, 0x1152), *b"IS", 90)
    .text((0x0018, 0x1210), *b"SH", if scout { "T20" } else { "B30f" })
    .decimals(
        (0x0018, 0x1100),
        &[image.plane.pixel * f64::from(image.plane.columns)],
    )
    .text((0x0028, 0x1052), *b"DS", -(CT_OFFSET as i32))
    .text((0x0028, 0x1053), *b"DS", 1)
    .text((0x0028, 0x1054), *b"LO", if scout { "US" } else { "HU" });
    if !scout {
        data.text((0x0018, 0x0010), *b"LO", "Contrast agent i.v.");
    }
}

fn mr(data: &mut DataSet, series: &SeriesPlan) {
    let (repetition, echo, train) = match series.protocol {
        Protocol::Mr(Weighting::T1) => (560, 9.8, 4),
        Protocol::Mr(Weighting::T2) => (3800, 102.0, 17),
        _ => (900, 60.0, 128),
    };
    data.text((0x0018, 0x0020), *b"CS", "SE")
        .text((0x0018, 0x0021), *b"CS", "SK\\SP")
        .text((0x0018, 0x0022), *b"CS", "SP")
        .text((0x0018, 0x0023), *b"CS", "2D")
        .text((0x0018, 0x0080), *b"DS", repetition)
        .decimals((0x0018, 0x0081), &[echo])
        .text((0x0018, 0x0083), *b"DS", 2)
        .text((0x0018, 0x0084), *b"DS", "63.68")
        .text((0x0018, 0x0087), *b"DS", "1.5")
        .decimals((0x0018, 0x0088), &[series.thickness])
        .text((0x0018, 0x0091), *b"IS", train)
        .text((0x0018, 0x1250), *b"SH", "SPINE")
        .text((0x0018, 0x1314), *b"DS", 150);
}

fn pixel_module(data: &mut DataSet, series: &SeriesPlan, image: &ImagePlan, pixels: &[u16]) {
    let (centre, width) = series.protocol.window();
    let marked = series.protocol.is_scout() && image.plane.across[0] != 0.0;
    data.shorts((0x0028, 0x0002), 1)
        .text((0x0028, 0x0004), *b"CS", "MONOCHROME2")
        .shorts((0x0028, 0x0010), image.plane.rows)
        .shorts((0x0028, 0x0011), image.plane.columns)
        .shorts((0x0028, 0x0100), 16)
        .shorts((0x0028, 0x0101), 12)
        .shorts((0x0028, 0x0102), 11)
        .shorts((0x0028, 0x0103), 0)
        // The marker names a side, not a person: that is no burned-in annotation in the sense of C.7.6.1.1.
        .text((0x0028, 0x0301), *b"CS", "NO")
        .text((0x0028, 0x1050), *b"DS", centre)
        .text((0x0028, 0x1051), *b"DS", width)
        .bytes(
            (0x7FE0, 0x0010),
            *b"OW",
            pixels.iter().flat_map(|value| value.to_le_bytes()).collect(),
        );
    if marked {
        data.text((0x0020, 0x4000), *b"LT", "Side markers L and R in the image");
    }
}
