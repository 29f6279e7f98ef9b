//! Small DICOM files and archives, written by hand.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]
#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    reason = "small numbers in small files"
)]

pub mod archives;
pub mod scan;

use std::io::Write;

use overread_dicom::{Disc, Inventory, examine, gather};

pub const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
pub const EXPLICIT: &str = "1.2.840.10008.1.2.1";
pub const IMPLICIT: &str = "1.2.840.10008.1.2";
pub const BIG: &str = "1.2.840.10008.1.2.2";
pub const DEFLATED: &str = "1.2.840.10008.1.2.1.99";
pub const JPEG: &str = "1.2.840.10008.1.2.4.50";
pub const RLE: &str = "1.2.840.10008.1.2.5";

/// How a data set is written.
#[derive(Clone, Copy)]
pub struct Style {
    pub explicit: bool,
    pub big: bool,
}

pub const LITTLE: Style = Style {
    explicit: true,
    big: false,
};

/// A growing data set.
#[derive(Clone)]
pub struct Made {
    pub bytes: Vec<u8>,
    style: Style,
}

impl Made {
    pub fn new(style: Style) -> Self {
        Self {
            bytes: Vec::new(),
            style,
        }
    }

    fn u16(&mut self, n: u16) {
        self.bytes.extend(if self.style.big {
            n.to_be_bytes()
        } else {
            n.to_le_bytes()
        });
    }

    fn u32(&mut self, n: u32) {
        self.bytes.extend(if self.style.big {
            n.to_be_bytes()
        } else {
            n.to_le_bytes()
        });
    }

    pub fn head(&mut self, tag: u32, vr: &str, length: u32) {
        self.u16((tag >> 16) as u16);
        self.u16((tag & 0xFFFF) as u16);
        if self.style.explicit && tag >> 16 != 0xFFFE {
            self.bytes.extend(vr.as_bytes());
            if ["OB", "OF", "OW", "SQ", "UN", "UT", "OV"].contains(&vr) {
                self.u16(0);
            } else {
                self.u16(length as u16);
                return;
            }
        }
        self.u32(length);
    }

    pub fn raw(mut self, tag: u32, vr: &str, value: &[u8]) -> Self {
        let padded = value.len() + value.len() % 2;
        self.head(tag, vr, padded as u32);
        self.bytes.extend(value);
        self.bytes.resize(
            self.bytes.len() + padded - value.len(),
            if vr == "UI" || vr == "OB" { 0 } else { b' ' },
        );
        self
    }

    pub fn text(self, tag: u32, vr: &str, value: &str) -> Self {
        self.raw(tag, vr, value.as_bytes())
    }

    pub fn word(self, tag: u32, n: u16) -> Self {
        let bytes = if self.style.big {
            n.to_be_bytes()
        } else {
            n.to_le_bytes()
        };
        self.raw(tag, "US", &bytes)
    }

    /// Sequence of undefined length with one item.
    pub fn sequence(mut self, tag: u32, item: Made) -> Self {
        self.head(tag, "SQ", u32::MAX);
        self.head(0xFFFE_E000, "", u32::MAX);
        self.bytes.extend(item.bytes);
        self.head(0xFFFE_E00D, "", 0);
        self.head(0xFFFE_E0DD, "", 0);
        self
    }

    /// Encapsulated pixel data with an offset table and fragments.
    pub fn fragments(mut self, table: &[u32], fragments: &[&[u8]]) -> Self {
        self.head(0x7FE0_0010, "OB", u32::MAX);
        self.head(0xFFFE_E000, "", table.len() as u32 * 4);
        for offset in table {
            self.u32(*offset);
        }
        for fragment in fragments {
            self.head(0xFFFE_E000, "", fragment.len() as u32);
            self.bytes.extend(*fragment);
        }
        self.head(0xFFFE_E0DD, "", 0);
        self
    }
}

/// What one image of a made series is to be.
#[derive(Clone)]
pub struct Slice {
    pub style: Style,
    pub name: &'static [u8],
    pub charset: &'static str,
    pub id: &'static str,
    pub birth: &'static str,
    pub study: &'static str,
    pub series: &'static str,
    pub sop_class: &'static str,
    pub modality: &'static str,
    pub image_type: &'static str,
    pub number: u32,
    pub position: f64,
    pub rows: u16,
    pub columns: u16,
    pub photometric: &'static str,
}

impl Default for Slice {
    fn default() -> Self {
        Self {
            style: LITTLE,
            name: b"Muster^Erika",
            charset: "ISO_IR 100",
            id: "P1",
            birth: "19700131",
            study: "1.2.3",
            series: "1.2.3.1",
            sop_class: CT,
            modality: "CT",
            image_type: "ORIGINAL\\PRIMARY\\AXIAL",
            number: 1,
            position: 0.0,
            rows: 4,
            columns: 4,
            photometric: "MONOCHROME2",
        }
    }
}

impl Slice {
    /// Everything before the pixels.
    pub fn header(&self) -> Made {
        Made::new(self.style)
            .text(0x0008_0005, "CS", self.charset)
            .text(0x0008_0008, "CS", self.image_type)
            .text(0x0008_0016, "UI", self.sop_class)
            .text(0x0008_0018, "UI", &format!("{}.{}", self.series, self.number))
            .text(0x0008_0020, "DA", "20240229")
            .text(0x0008_0030, "TM", "101530.5")
            .text(0x0008_0050, "SH", "ACC1")
            .text(0x0008_0060, "CS", self.modality)
            .text(0x0008_1030, "LO", "CT Thorax")
            .raw(0x0010_0010, "PN", self.name)
            .text(0x0010_0020, "LO", self.id)
            .text(0x0010_0030, "DA", self.birth)
            .text(0x0010_0040, "CS", "F")
            .text(0x0018_0050, "DS", "5.0")
            .text(0x0020_000D, "UI", self.study)
            .text(0x0020_000E, "UI", self.series)
            .text(0x0020_0011, "IS", "2")
            .text(0x0020_0013, "IS", &self.number.to_string())
            .text(0x0020_0032, "DS", &format!("-10\\-20\\{}", self.position))
            .text(0x0020_0037, "DS", "1\\0\\0\\0\\1\\0")
            .word(0x0028_0002, if self.photometric == "RGB" { 3 } else { 1 })
            .text(0x0028_0004, "CS", self.photometric)
            .word(0x0028_0010, self.rows)
            .word(0x0028_0011, self.columns)
            .text(0x0028_0030, "DS", "0.5\\0.5")
            .word(0x0028_0100, 16)
            .word(0x0028_0101, 12)
            .word(0x0028_0102, 11)
            .word(0x0028_0103, 0)
            .text(0x0028_1052, "DS", "-1024")
            .text(0x0028_1053, "DS", "1")
    }

    /// Pixels 0, 1, 2 … as 16-bit words.
    pub fn pixels(&self) -> Vec<u8> {
        let count = u32::from(self.rows) * u32::from(self.columns);
        (0..count)
            .flat_map(|n| {
                let n = (n % 4096) as u16;
                if self.style.big {
                    n.to_be_bytes()
                } else {
                    n.to_le_bytes()
                }
            })
            .collect()
    }

    pub fn data_set(&self) -> Made {
        self.header().raw(0x7FE0_0010, "OW", &self.pixels())
    }

    pub fn file(&self) -> Vec<u8> {
        let syntax = match (self.style.explicit, self.style.big) {
            (true, false) => EXPLICIT,
            (_, true) => BIG,
            _ => IMPLICIT,
        };
        part10(syntax, &self.data_set().bytes)
    }
}

/// With preamble and file meta information.
pub fn part10(transfer_syntax: &str, data_set: &[u8]) -> Vec<u8> {
    let meta = Made::new(LITTLE).text(0x0002_0010, "UI", transfer_syntax).bytes;
    let length = Made::new(LITTLE)
        .raw(0x0002_0000, "UL", &(meta.len() as u32).to_le_bytes())
        .bytes;
    [&[0; 128], b"DICM".as_slice(), &length, &meta, data_set].concat()
}

pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// A ZIP with deflated and stored members.
pub fn zip(members: &[(&str, &[u8], bool)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes, deflated) in members {
        let method = if *deflated {
            zip::CompressionMethod::Deflated
        } else {
            zip::CompressionMethod::Stored
        };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("a new name");
        writer.write_all(bytes).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

pub fn disc(files: &[(&str, Vec<u8>)]) -> Disc<Vec<u8>> {
    Disc::open(
        files
            .iter()
            .map(|(path, bytes)| ((*path).to_owned(), bytes.clone()))
            .collect(),
    )
}

pub fn take_in(disc: &Disc<Vec<u8>>) -> Inventory {
    gather((0..disc.len()).map(|file| examine(disc, file)).collect())
}
