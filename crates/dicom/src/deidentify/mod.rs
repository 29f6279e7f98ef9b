//! Copies that name nobody: the Basic Application Level Confidentiality Profile (PS3.15 annex E), with dates shifted, kept or
//! removed.
//!
//! A copy is written element by element from what a bounds-checked walk finds, so nothing gets into it that was not looked
//! at: no preamble, no private element, nothing behind the pixels. Nested sequences are cleaned like the data set itself.
//! Pixels are those of the original, without what programs noted in their codestreams; writing that stands in them stays, and
//! the copy says where that may be.

mod codestream;
mod dates;
mod facts;
mod notes;
mod people;
mod pixels;
mod profile;
mod rewrite;

use std::collections::HashSet;

use serde::Serialize;

pub use self::dates::Dates;
use self::{facts::Facts, notes::Note, people::People, pixels::Pixels, rewrite::Rewriter};
use crate::{
    ByteSource, Disc, DocumentKind, Examined, Instance, Outcome, ReadError, Reason, Rewritten, Use,
    attributes::tag,
    data_set::DataSet,
    examine, image,
    rewritten::{EXPLICIT_LITTLE, Identity, Writer, file_head},
    twins::compare_pixels,
    walk::{self, Element, End, Syntax},
    window::Window,
};

const IMPLICIT_LITTLE: &str = "1.2.840.10008.1.2";
const EXPLICIT_BIG: &str = "1.2.840.10008.1.2.2";

/// Name of a person who did not choose one.
const ANONYMOUS: &str = "Anonymous";

/// Makes copies of the files of one disc that name nobody. The same person, and the same UID, is called the same in all.
pub struct Deidentifier {
    people: People,
    dates: Dates,
    copied: HashSet<(String, u64, u64, u64)>,
}

/// A copy that names nobody.
pub struct Copied {
    /// Its bytes.
    pub bytes: Rewritten,
    /// Number of the person, from 0 in order of appearance.
    pub person: usize,
    /// Whether the pixels may show writing: names, dates, numbers.
    pub burned_in: bool,
    /// Whether the original ends before its pixels do.
    pub truncated: bool,
}

/// Why a file is not copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LeftOut {
    /// Not DICOM: text, pictures, programs may name people anywhere.
    #[error("is not DICOM")]
    NotDicom,
    /// The old table of contents.
    #[error("is the table of contents, which is written anew")]
    Dicomdir,
    /// A structured report, a selection of key images or a presentation state: text and marks that people wrote.
    #[error("holds text that people wrote")]
    HoldsText,
    /// A PDF or another document inside DICOM.
    #[error("holds a document")]
    HoldsDocument,
    /// The same image as an earlier file.
    #[error("is the same image as an earlier file")]
    Duplicate,
    /// It ends before its pixels begin, so it cannot be said that nothing was overlooked.
    #[error("ends too early to be checked")]
    Truncated,
    /// An image without pixels.
    #[error("is an image without pixels")]
    NoPixels,
    /// Sequences inside sequences beyond any honest depth.
    #[error("is nested too deeply to be checked")]
    NestedTooDeeply,
    /// A deflated data set that grows beyond the limit.
    #[error("grows too much when unpacked")]
    TooLarge,
    /// Packed pixels of which it cannot be told where they begin and end.
    #[error("has pixels that cannot be told apart")]
    UnclearPixels,
    /// It could not be read.
    #[error("could not be read")]
    Unreadable,
}

impl From<ReadError> for LeftOut {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::TooLarge => Self::TooLarge,
            _ => Self::Unreadable,
        }
    }
}

impl From<Reason> for LeftOut {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::DataSetTooLarge => Self::TooLarge,
            Reason::DamagedDataSet | Reason::TruncatedBeforePixels => Self::Truncated,
            _ => Self::NotDicom,
        }
    }
}

/// A name that cannot stand in every file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This name cannot be used. Use 1 to 48 plain letters, digits, spaces, hyphens and full stops.")]
pub struct UnusableName;

impl Deidentifier {
    /// `secret` must be random and be forgotten afterwards: who has it can tell which original belongs to which copy.
    /// `name` is what the person is called in the copies; letters of German and French lose their marks, because a name
    /// must be written in the character set of every file.
    pub fn new(secret: [u8; 32], dates: Dates, name: Option<&str>) -> Result<Self, UnusableName> {
        let name = plain(name.unwrap_or(ANONYMOUS)).ok_or(UnusableName)?;
        Ok(Self {
            people: People::new(secret, dates, name),
            dates,
            copied: HashSet::new(),
        })
    }

    /// How many people the copies are of.
    pub fn people(&self) -> usize {
        self.people.count()
    }

    /// Copies one file.
    pub fn copy<S: ByteSource>(&mut self, disc: &Disc<S>, file: usize) -> Result<Copied, LeftOut> {
        let mut examined = examine(disc, file);
        left_out(&examined).map_or(Ok(()), Err)?;
        compare_pixels(disc, &mut examined);
        let read = |offset, length| disc.read(file, offset, length);
        let mut window = Window::new(disc.size(file), &read);
        let data_set = DataSet::find(&mut window)?.map_err(LeftOut::from)?;
        let copied = data_set.inside(&mut window, |inside| self.rewrite(&examined, &data_set, inside))?;
        Ok(Copied {
            bytes: copied.bytes.within(data_set.inflated),
            ..copied
        })
    }

    fn rewrite(
        &mut self,
        examined: &Examined,
        data_set: &DataSet,
        window: &mut Window<'_>,
    ) -> Result<Copied, LeftOut> {
        let mut facts = Facts::default();
        let element = pixels_at(data_set.walk(window, &mut facts)?)?;
        let image = examined.object.as_ref().and_then(|found| found.image.as_ref());
        let pixels = element
            .map(|element| Pixels::find(window, &element, image))
            .transpose()?;
        self.once(examined, &facts)?;

        let code = |tag, meta: &Option<String>| facts.top.code(tag).or(meta.clone()).unwrap_or_default();
        let class = code(tag::SOP_CLASS_UID, &data_set.meta.sop_class);
        let instance = code(tag::SOP_INSTANCE_UID, &data_set.meta.sop_instance);
        let (transfer_syntax, syntax_of_copy) = written_as(image, data_set, pixels.as_ref());
        let person = self.people.person(&image::patient(&facts.top));
        let identity = Identity {
            class: &class,
            instance: &self.people.uid(&instance),
            transfer_syntax: &transfer_syntax,
        };
        let writer = Writer::new(file_head(Rewritten::of(examined.file), &identity), syntax_of_copy);
        let notes = Note::of(&person, self.dates);
        let mut rewriter = Rewriter::new(writer, (&self.people, &person), facts.words(), notes);
        // This walk goes into sequences that the first one passed by; both must come to the same pixels.
        let again = pixels_at(data_set.walk(window, &mut rewriter)?)?;
        if again.map(|pixels| pixels.value) != element.map(|pixels| pixels.value) {
            return Err(LeftOut::UnclearPixels);
        }
        let mut writer = rewriter.finish();
        let burned_in = pixels.is_some() && facts.may_be_burned_in();
        if let (Some(pixels), Some(element)) = (pixels, element) {
            pixels.write(&mut writer, element.tag, pixel_vr(&element, &facts));
        }
        Ok(Copied {
            bytes: writer.out,
            person: person.number,
            burned_in,
            truncated: image.is_some_and(|image| image.truncated),
        })
    }

    /// Refuses an image that was copied already, pixel for pixel. What cannot be compared is copied.
    fn once(&mut self, examined: &Examined, facts: &Facts) -> Result<(), LeftOut> {
        let (Some(uid), Some(found)) = (facts.top.uid(tag::SOP_INSTANCE_UID), &examined.object) else {
            return Ok(());
        };
        let Some(pixels) = found.pixels else {
            return Ok(());
        };
        let new = self
            .copied
            .insert((uid, examined.record.size, found.fingerprint, pixels));
        if new { Ok(()) } else { Err(LeftOut::Duplicate) }
    }
}

/// The pixels at the end of a walk that saw everything before them.
fn pixels_at(end: End) -> Result<Option<Element>, LeftOut> {
    match end {
        End::Pixels(pixels) => Ok(Some(pixels)),
        End::Finished => Ok(None),
        End::Truncated | End::Unclosed(_) => Err(LeftOut::Truncated),
        End::TooDeep => Err(LeftOut::NestedTooDeeply),
    }
}

/// Files that are not even tried.
fn left_out(examined: &Examined) -> Option<LeftOut> {
    match (examined.record.outcome, examined.record.document) {
        (Outcome::Used { as_: Use::Dicomdir }, _) => Some(LeftOut::Dicomdir),
        (_, Some(DocumentKind::SecondaryCapture)) => None,
        (
            _,
            Some(DocumentKind::StructuredReport | DocumentKind::KeyObjects | DocumentKind::PresentationState),
        ) => Some(LeftOut::HoldsText),
        (_, Some(DocumentKind::Encapsulated)) => Some(LeftOut::HoldsDocument),
        (_, Some(_)) => Some(LeftOut::NotDicom),
        (Outcome::Skipped { reason }, None) if !reason.has_bytes() || reason == Reason::Checksum => {
            Some(LeftOut::Unreadable)
        }
        (
            Outcome::Skipped {
                reason: Reason::DamagedDataSet,
            },
            None,
        ) => Some(LeftOut::Truncated),
        (
            Outcome::Skipped {
                reason: Reason::NoPixels,
            },
            None,
        ) => Some(LeftOut::NoPixels),
        // What is no DICOM object has no place in the tree.
        (Outcome::Skipped { .. }, None) if examined.object.is_none() => Some(LeftOut::NotDicom),
        _ => None,
    }
}

/// Transfer syntax of the copy and how its elements are written: as the original really is, but never deflated, and
/// explicit where the standard has no other way.
fn written_as(image: Option<&Instance>, data_set: &DataSet, pixels: Option<&Pixels>) -> (String, Syntax) {
    if matches!(pixels, Some(Pixels::Encapsulated(..))) {
        let real = image.map(|image| image.transfer_syntax.clone());
        let declared = data_set.meta.transfer_syntax.clone();
        return (real.or(declared).unwrap_or_default(), EXPLICIT_LITTLE);
    }
    let Syntax { explicit, big } = data_set.syntax;
    let uid = match (explicit, big) {
        (true, false) => crate::frames::EXPLICIT_LITTLE,
        (false, false) => IMPLICIT_LITTLE,
        (_, true) => EXPLICIT_BIG,
    };
    (
        uid.to_owned(),
        Syntax {
            explicit: explicit || big,
            big,
        },
    )
}

/// VR of native pixels where none is written.
fn pixel_vr(pixels: &Element, facts: &Facts) -> [u8; 2] {
    match pixels.tag {
        _ if pixels.syntax.explicit && walk::is_long(pixels.vr) => pixels.vr,
        0x7FE0_0008 => *b"OF",
        0x7FE0_0009 => *b"OD",
        _ if facts
            .top
            .number(tag::BITS_ALLOCATED)
            .is_some_and(|bits| bits <= 8) =>
        {
            *b"OB"
        }
        _ => *b"OW",
    }
}

/// A name in letters that every character set has; nothing where that cannot be.
fn plain(name: &str) -> Option<String> {
    let mut out = String::new();
    for letter in name.trim().chars() {
        match letter {
            'A'..='Z' | 'a'..='z' | '0'..='9' | ' ' | '-' | '.' | '_' | '^' | '\'' => out.push(letter),
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'Ä' => out.push_str("Ae"),
            'Ö' => out.push_str("Oe"),
            'Ü' => out.push_str("Ue"),
            'ß' => out.push_str("ss"),
            'à' | 'â' | 'á' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' | 'í' => out.push('i'),
            'ô' | 'ó' => out.push('o'),
            'û' | 'ù' | 'ú' => out.push('u'),
            'ç' => out.push('c'),
            'ñ' => out.push('n'),
            _ => return None,
        }
    }
    (1..=48).contains(&out.len()).then_some(out)
}
