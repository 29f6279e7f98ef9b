//! Encodes DICOM data sets (PS3.5 §7) and Part 10 files (PS3.10 §7), as little of both as a disc needs.

use std::collections::BTreeMap;

pub(crate) type Tag = (u16, u16);

/// How data elements are laid out, both with the low byte first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Syntax {
    /// Explicit VR little endian.
    Explicit,
    /// Implicit VR little endian.
    Implicit,
}

impl Syntax {
    /// The transfer syntax UID (PS3.6 A).
    pub fn uid(self) -> &'static str {
        match self {
            Self::Explicit => "1.2.840.10008.1.2.1",
            Self::Implicit => "1.2.840.10008.1.2",
        }
    }
}

enum Value {
    Bytes(Vec<u8>),
    Text(String),
}

/// The text of an element: given, or a whole number written out.
pub(crate) struct Text(String);

impl<T: AsRef<str> + ?Sized> From<&T> for Text {
    fn from(text: &T) -> Self {
        Self(text.as_ref().to_owned())
    }
}

impl From<i32> for Text {
    fn from(number: i32) -> Self {
        Self(number.to_string())
    }
}

impl From<usize> for Text {
    fn from(number: usize) -> Self {
        Self(number.to_string())
    }
}

/// Data elements, written in the order of their tags.
#[derive(Default)]
pub(crate) struct DataSet(BTreeMap<Tag, ([u8; 2], Value)>);

impl DataSet {
    pub(crate) fn text(&mut self, tag: Tag, vr: [u8; 2], value: impl Into<Text>) -> &mut Self {
        self.0.insert(tag, (vr, Value::Text(value.into().0)));
        self
    }

    /// Decimal strings of at most 16 characters (PS3.5 6.2).
    pub(crate) fn decimals(&mut self, tag: Tag, values: &[f64]) -> &mut Self {
        let texts: Vec<String> = values
            .iter()
            .map(|v| format!("{}", (v * 1e6).round() / 1e6 + 0.0))
            .collect();
        self.text(tag, *b"DS", &texts.join("\\"))
    }

    pub(crate) fn shorts(&mut self, tag: Tag, value: u16) -> &mut Self {
        self.bytes(tag, *b"US", value.to_le_bytes().to_vec())
    }

    pub(crate) fn long(&mut self, tag: Tag, value: u32) -> &mut Self {
        self.bytes(tag, *b"UL", value.to_le_bytes().to_vec())
    }

    pub(crate) fn bytes(&mut self, tag: Tag, vr: [u8; 2], value: Vec<u8>) -> &mut Self {
        self.0.insert(tag, (vr, Value::Bytes(value)));
        self
    }

    /// Latin-1 where every text allows it, else UTF-8; the specific character set (0008,0005) says which.
    pub(crate) fn encode(&self, syntax: Syntax) -> Vec<u8> {
        let latin = self.0.values().all(|(_, value)| match value {
            Value::Text(text) => text.chars().all(|c| u8::try_from(c).is_ok()),
            Value::Bytes(_) => true,
        });
        let mut out = Vec::new();
        for (tag, (vr, value)) in &self.0 {
            let bytes = match value {
                Value::Bytes(bytes) => {
                    element(&mut out, *tag, *vr, bytes, syntax);
                    continue;
                }
                Value::Text(_) if *tag == (0x0008, 0x0005) => {
                    (if latin { "ISO_IR 100" } else { "ISO_IR 192" }).into()
                }
                Value::Text(text) if latin => text.chars().filter_map(|c| u8::try_from(c).ok()).collect(),
                Value::Text(text) => text.clone().into_bytes(),
            };
            element(&mut out, *tag, *vr, &bytes, syntax);
        }
        out
    }
}

/// An item of explicit length (PS3.5 7.5.1).
pub(crate) fn sequence_item(content: &[u8]) -> Vec<u8> {
    let mut out = vec![0xFE, 0xFF, 0x00, 0xE0];
    out.extend((content.len() as u32).to_le_bytes());
    out.extend(content);
    out
}

fn element(out: &mut Vec<u8>, (group, number): Tag, vr: [u8; 2], value: &[u8], syntax: Syntax) {
    let padding = value.len() % 2;
    let length = (value.len() + padding) as u32;
    out.reserve(value.len() + 13);
    out.extend(group.to_le_bytes());
    out.extend(number.to_le_bytes());
    match (syntax, &vr) {
        (Syntax::Implicit, _) => out.extend(length.to_le_bytes()),
        (Syntax::Explicit, b"OB" | b"OW" | b"SQ" | b"UT") => {
            out.extend(vr);
            out.extend([0, 0]);
            out.extend(length.to_le_bytes());
        }
        (Syntax::Explicit, _) => {
            out.extend(vr);
            out.extend((length as u16).to_le_bytes());
        }
    }
    out.extend(value);
    if padding == 1 {
        out.push(if matches!(&vr, b"UI" | b"OB") { 0 } else { b' ' });
    }
}

/// Preamble, prefix and file meta information (PS3.10 §7.1) for a data set that follows.
pub(crate) fn file_meta(class: &str, instance: &str, syntax: Syntax) -> Vec<u8> {
    let mut meta = DataSet::default();
    meta.bytes((0x0002, 0x0001), *b"OB", vec![0, 1])
        .text((0x0002, 0x0002), *b"UI", class)
        .text((0x0002, 0x0003), *b"UI", instance)
        .text((0x0002, 0x0010), *b"UI", syntax.uid())
        .text((0x0002, 0x0012), *b"UI", IMPLEMENTATION)
        .text((0x0002, 0x0013), *b"SH", "OVERREAD_PHANTOM");
    let meta = meta.encode(Syntax::Explicit);
    let mut out = vec![0; 128];
    out.extend(b"DICM");
    element(
        &mut out,
        (0x0002, 0x0000),
        *b"UL",
        &(meta.len() as u32).to_le_bytes(),
        Syntax::Explicit,
    );
    out.extend(meta);
    out
}

/// One fixed UID for this writer (PS3.7 D.3.3.2).
const IMPLEMENTATION: &str = "2.25.219041687318457190355218146890120984431";
