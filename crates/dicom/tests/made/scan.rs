//! Series of small images whose places, numbers and times can be chosen.

#![allow(
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::many_single_char_names,
    reason = "small whole numbers in small series"
)]

use super::{CT, EXPLICIT, JPEG, LITTLE, Made, disc, part10, take_in};
use overread_dicom::{CheckCode, Inventory, Series};

/// One image of a series.
#[derive(Clone, Debug)]
pub struct Shot {
    pub uid: String,
    pub number: Option<i64>,
    pub at: [f64; 3],
    pub orientation: [f64; 6],
    pub thickness: f64,
    pub image_type: &'static str,
    pub modality: &'static str,
    pub bits: u16,
    pub series: &'static str,
    pub patient: (&'static str, &'static str, &'static str),
    /// Further elements.
    pub extra: Vec<(u32, &'static str, String)>,
    /// Further elements, as they are written.
    pub raw: Vec<(u32, &'static str, Vec<u8>)>,
    /// First pixel, to make images differ.
    pub pixel: u8,
    pub syntax: &'static str,
}

pub const AXIAL: [f64; 6] = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0];
pub const SAGITTAL: [f64; 6] = [0.0, 1.0, 0.0, 0.0, 0.0, -1.0];
pub const CORONAL: [f64; 6] = [1.0, 0.0, 0.0, 0.0, 0.0, -1.0];
/// Turned by about 20° around two axes.
pub const OBLIQUE: [f64; 6] = [0.939_693, 0.0, -0.342_020, 0.116_978, 0.939_693, 0.321_394];

/// Of row and column direction.
pub fn normal([a, b, c, d, e, f]: [f64; 6]) -> [f64; 3] {
    [b * f - c * e, c * d - a * f, a * e - b * d]
}

impl Default for Shot {
    fn default() -> Self {
        Self {
            uid: "1.2.3.1.1".to_owned(),
            number: Some(1),
            at: [0.0; 3],
            orientation: AXIAL,
            thickness: 3.0,
            image_type: "ORIGINAL\\PRIMARY\\OTHER",
            modality: "MR",
            bits: 12,
            series: "1.2.3.1",
            patient: ("Muster^Erika", "P1", "19700131"),
            extra: Vec::new(),
            raw: Vec::new(),
            pixel: 0,
            syntax: EXPLICIT,
        }
    }
}

impl Shot {
    pub fn with(mut self, tag: u32, vr: &'static str, value: &str) -> Self {
        self.extra.push((tag, vr, value.to_owned()));
        self
    }

    pub fn file(&self) -> Vec<u8> {
        let list = |numbers: &[f64]| {
            let texts: Vec<_> = numbers.iter().map(|n| format!("{n:.5}")).collect();
            texts.join("\\")
        };
        let sop_class = match self.modality {
            "MR" => "1.2.840.10008.5.1.4.1.1.4",
            "PT" => "1.2.840.10008.5.1.4.1.1.128",
            "US" => "1.2.840.10008.5.1.4.1.1.6.1",
            "CR" => "1.2.840.10008.5.1.4.1.1.1",
            _ => CT,
        };
        let mut made = Made::new(LITTLE)
            .text(0x0008_0008, "CS", self.image_type)
            .text(0x0008_0016, "UI", sop_class)
            .text(0x0008_0018, "UI", &self.uid)
            .text(0x0008_0020, "DA", "20240229")
            .text(0x0008_0060, "CS", self.modality)
            .text(0x0010_0010, "PN", self.patient.0)
            .text(0x0010_0020, "LO", self.patient.1)
            .text(0x0010_0030, "DA", self.patient.2)
            .text(0x0018_0050, "DS", &self.thickness.to_string())
            .text(0x0020_000D, "UI", "1.2.3")
            .text(0x0020_000E, "UI", self.series);
        if let Some(number) = self.number {
            made = made.text(0x0020_0013, "IS", &number.to_string());
        }
        if self.modality != "CR" && self.modality != "US" {
            made = made.text(0x0020_0032, "DS", &list(&self.at)).text(
                0x0020_0037,
                "DS",
                &list(&self.orientation),
            );
        }
        for (tag, vr, value) in &self.extra {
            made = made.text(*tag, vr, value);
        }
        for (tag, vr, value) in &self.raw {
            made = made.raw(*tag, vr, value);
        }
        made = made
            .word(0x0028_0002, 1)
            .text(0x0028_0004, "CS", "MONOCHROME2")
            .word(0x0028_0010, 2)
            .word(0x0028_0011, 2)
            .text(0x0028_0030, "DS", "0.5\\0.5")
            .word(0x0028_0100, 16)
            .word(0x0028_0101, self.bits)
            .word(0x0028_0102, self.bits - 1)
            .word(0x0028_0103, 0);
        made = if self.syntax == EXPLICIT {
            made.raw(0x7FE0_0010, "OW", &[self.pixel, 0, 1, 0, 2, 0, 3, 0])
        } else {
            let head = head_of_codestream(self.syntax);
            made.fragments(&[], &[&[head.as_slice(), &[self.pixel]].concat()])
        };
        part10(self.syntax, &made.bytes)
    }
}

/// As much of a codestream of two by two pixels as tells that it is one.
fn head_of_codestream(syntax: &str) -> Vec<u8> {
    match syntax {
        JPEG => b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x02\0\x02\x01\x01\x11\0\xFF\xDA\0\x02".to_vec(),
        "1.2.840.10008.1.2.4.90" | "1.2.840.10008.1.2.4.91" => {
            let numbers = [2_u32, 2, 0, 0, 2, 2, 0, 0].map(u32::to_be_bytes).concat();
            [
                b"\xFF\x4F\xFF\x51\0\x29\0\0",
                numbers.as_slice(),
                b"\0\x01\x0B\x01\x01",
            ]
            .concat()
        }
        _ => b"unknown".to_vec(),
    }
}

/// A volume: `places` slices at even distances along the normal, at `times` times.
#[derive(Clone, Debug)]
pub struct Volume {
    pub places: usize,
    pub times: usize,
    pub distance: f64,
    pub orientation: [f64; 6],
    /// Whether numbers grow against the normal.
    pub descending: bool,
    /// Whether even places are numbered before odd ones.
    pub interleaved: bool,
    /// Element that tells the times apart.
    pub key: Option<(u32, &'static str)>,
    pub first: i64,
}

impl Default for Volume {
    fn default() -> Self {
        Self {
            places: 24,
            times: 1,
            distance: 3.0,
            orientation: AXIAL,
            descending: false,
            interleaved: false,
            key: Some((0x0020_0100, "IS")),
            first: 1,
        }
    }
}

impl Volume {
    pub fn shots(&self) -> Vec<Shot> {
        let normal = normal(self.orientation);
        let mut order: Vec<usize> = (0..self.places).collect();
        if self.interleaved {
            order.sort_by_key(|place| (place % 2, *place));
        }
        if self.descending {
            order.reverse();
        }
        let mut shots = Vec::new();
        for time in 0..self.times {
            for place in &order {
                let number = self.first + shots.len() as i64;
                let along = *place as f64 * self.distance;
                let mut shot = Shot {
                    uid: format!("1.2.3.1.{number}"),
                    number: Some(number),
                    at: normal.map(|n| -40.0 + n * along),
                    orientation: self.orientation,
                    pixel: (number % 251) as u8,
                    ..Shot::default()
                };
                if let Some((tag, vr)) = self.key.filter(|_| self.times > 1) {
                    shot = shot.with(tag, vr, &(time + 1).to_string());
                }
                shots.push(shot);
            }
        }
        shots
    }
}

pub fn inventory(shots: &[Shot]) -> Inventory {
    let files: Vec<_> = shots
        .iter()
        .enumerate()
        .map(|(index, shot)| (format!("I{index:04}"), shot.file()))
        .collect();
    let named: Vec<_> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    take_in(&disc(&named))
}

pub fn all_series(inventory: &Inventory) -> Vec<&Series> {
    let studies = inventory.patients.iter().flat_map(|patient| &patient.studies);
    studies.flat_map(|study| &study.series).collect()
}

/// Codes of the only series.
pub fn codes(shots: &[Shot]) -> Vec<CheckCode> {
    let inventory = inventory(shots);
    let series = all_series(&inventory);
    assert_eq!(series.len(), 1);
    series[0].checks.iter().map(|check| check.code).collect()
}

/// How many are missing, by the only series.
pub fn missing(shots: &[Shot]) -> usize {
    let inventory = inventory(shots);
    let checks = &all_series(&inventory)[0].checks;
    let missing = checks.iter().find(|check| check.code == CheckCode::MissingSlices);
    missing.map_or(0, |check| check.numbers["missing"] as usize)
}
