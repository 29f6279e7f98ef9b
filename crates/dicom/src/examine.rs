//! One file at a time: what it is, whose it is, where its frames lie.

use std::hash::{DefaultHasher, Hasher};

use crate::{
    ByteSource, Disc, DocumentKind, FileRecord, Instance, Outcome, Patient, ReadError, Reason, Series, Span,
    Study, Use,
    attributes::{Attributes, tag},
    frames::{self, DEFLATED},
    image,
    inflate::{self, Inflated},
    kind::{self, Foreign, Object},
    walk::{self, Element, End, Syntax},
    window::Window,
    zip,
};

/// What is known of one file; [`crate::gather`] makes an inventory of them.
#[derive(Debug, Clone)]
pub struct Examined {
    /// Number of the file on the disc.
    pub file: usize,
    /// Its record; gathering may still turn an image into a duplicate.
    pub record: FileRecord,
    /// Whose it is and what images it holds, where it is DICOM.
    pub(crate) object: Option<Box<Found>>,
    /// Files that a DICOMDIR names.
    pub(crate) referenced: Vec<String>,
    /// Whether the file is a member of a ZIP.
    in_zip: bool,
}

/// A DICOM object with its place in the tree.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) patient: Patient,
    pub(crate) study: Study,
    pub(crate) series: Series,
    pub(crate) image: Option<Instance>,
    pub(crate) invalid_uid: bool,
    /// Hash of the file's first block: header and first pixels.
    pub(crate) fingerprint: u64,
}

/// Reads one file as far as its pixels; members of ZIPs to their end, to compare the checksum. Never fails: what cannot be
/// read ends as a skipped file with a reason.
pub fn examine<S: ByteSource>(disc: &Disc<S>, file: usize) -> Examined {
    let record = FileRecord {
        path: disc.path(file).to_owned(),
        size: disc.size(file),
        outcome: Outcome::Skipped {
            reason: Reason::Empty,
        },
        document: None,
        payload: None,
        may_hold_report: false,
    };
    let mut examined = Examined {
        file,
        record,
        object: None,
        referenced: Vec::new(),
        in_zip: disc.is_member(file),
    };
    let read = |offset, length| disc.read(file, offset, length);
    let result = if examined.record.size == 0 {
        Ok(())
    } else {
        look(&mut Window::new(disc.size(file), &read), &mut examined)
    };
    let checked = result.and_then(|()| if examined.in_zip { disc.check(file) } else { Ok(()) });
    if let Err(error) = checked {
        examined.object = None;
        examined.record.payload = None;
        examined.skip(reason_of(&error), true);
    }
    examined
}

impl Examined {
    /// Whose it is, where it is DICOM; without studies.
    pub fn patient(&self) -> Option<&Patient> {
        self.object.as_ref().map(|object| &object.patient)
    }

    fn skip(&mut self, reason: Reason, may_hold_report: bool) {
        self.record.outcome = Outcome::Skipped { reason };
        self.record.may_hold_report = may_hold_report;
    }

    fn document(&mut self, kind: DocumentKind) {
        self.record.outcome = Outcome::Used { as_: Use::Document };
        self.record.document = Some(kind);
        self.record.may_hold_report = true;
    }
}

fn reason_of(error: &ReadError) -> Reason {
    match error {
        ReadError::Unreadable | ReadError::NoSuchFile => Reason::Unreadable,
        ReadError::CannotInflate => Reason::CannotInflate,
        ReadError::Checksum => Reason::Checksum,
        ReadError::Encrypted => Reason::EncryptedZip,
        ReadError::UnknownMethod => Reason::UnknownZipMethod,
        ReadError::TooLarge => Reason::TooLarge,
    }
}

/// The image in a file of `size` bytes and the series it belongs to, whatever the file may be used as.
pub(crate) fn image_in(
    size: u64,
    read: &dyn Fn(u64, usize) -> Result<Vec<u8>, ReadError>,
) -> Option<(String, Instance)> {
    let mut examined = Examined {
        file: 0,
        record: FileRecord {
            path: String::new(),
            size,
            outcome: Outcome::Skipped {
                reason: Reason::Empty,
            },
            document: None,
            payload: None,
            may_hold_report: false,
        },
        object: None,
        referenced: Vec::new(),
        in_zip: false,
    };
    look(&mut Window::new(size, read), &mut examined).ok()?;
    let found = *examined.object?;
    Some((found.series.uid, found.image?))
}

fn look(window: &mut Window<'_>, examined: &mut Examined) -> Result<(), ReadError> {
    let head = window.head()?;
    let mut hasher = DefaultHasher::new();
    hasher.write(head);
    let fingerprint = hasher.finish();
    let declared = declared_start(head);
    let Some(start) = declared.or_else(|| headless_start(head)) else {
        foreign(window, examined)?;
        return Ok(());
    };
    let meta = meta(window, start)?;
    if meta.transfer_syntax.as_deref() == Some(DEFLATED) {
        let length = usize::try_from(window.len() - meta.end).unwrap_or(usize::MAX);
        match inflate::inflate(window.get(meta.end, length)?.unwrap_or_default()) {
            Inflated::Bytes { bytes, whole: true } => {
                let read = |offset, length| bytes.read_at(offset, length);
                let mut inside = Window::new(bytes.len() as u64, &read);
                let deflated_from = Some(meta.end);
                let data_set = DataSet {
                    start: 0,
                    meta,
                    deflated_from,
                    fingerprint,
                    certain: true,
                };
                return object(&mut inside, &data_set, examined);
            }
            Inflated::Bytes { .. } => examined.skip(Reason::DamagedDataSet, true),
            Inflated::TooLarge => examined.skip(Reason::DataSetTooLarge, true),
        }
        return Ok(());
    }
    let data_set = DataSet {
        start: meta.end,
        meta,
        deflated_from: None,
        fingerprint,
        certain: declared.is_some(),
    };
    object(window, &data_set, examined)
}

fn foreign(window: &mut Window<'_>, examined: &mut Examined) -> Result<(), ReadError> {
    match kind::of_foreign(&examined.record.path, window.head()?) {
        Foreign::Document(kind) => examined.document(kind),
        // A sound ZIP would have been opened; one inside another never is.
        Foreign::Other(Reason::ArchiveNotOpened)
            if !examined.in_zip && zip::looks_like_zip(window.head()?) =>
        {
            examined.skip(Reason::DamagedZip, true);
        }
        Foreign::Other(reason) => {
            let harmless = matches!(reason, Reason::NotDicomViewerProgram | Reason::NotDicomSystemFile);
            examined.skip(reason, !harmless);
        }
    }
    Ok(())
}

/// After the preamble and `DICM` (PS3.10 §7.1), after `DICM` alone, or at group 0002 without either.
fn declared_start(head: &[u8]) -> Option<u64> {
    if head.get(128..132) == Some(b"DICM") {
        Some(132)
    } else if head.starts_with(b"DICM") {
        Some(4)
    } else {
        matches!(head, [2, 0, 0..=3 | 0x10, 0, ..]).then_some(0)
    }
}

/// A bare data set: begins with group 0008, in either byte order.
fn headless_start(head: &[u8]) -> Option<u64> {
    matches!(head, [8, 0, _, 0, ..] | [0, 8, 0, _, ..]).then_some(0)
}

/// File meta information (PS3.10 §7.1), as far as it matters.
struct Meta {
    transfer_syntax: Option<String>,
    sop_class: Option<String>,
    end: u64,
}

fn meta(window: &mut Window<'_>, mut at: u64) -> Result<Meta, ReadError> {
    let mut meta = Meta {
        transfer_syntax: None,
        sop_class: None,
        end: at,
    };
    let mut syntax = None;
    while let Some(head) = window
        .get(at, 8)?
        .and_then(|bytes| bytes.first_chunk::<8>().copied())
    {
        if head[..2] != [2, 0] {
            break;
        }
        let syntax = *syntax.get_or_insert(Syntax {
            explicit: is_vr([head[4], head[5]]),
            big: false,
        });
        let Some(element) = walk::element(window, at, window.len(), syntax, 0)? else {
            break;
        };
        let Some(length) = element.length else { break };
        let value = window.get(element.value, usize::try_from(length.min(128)).unwrap_or(0))?;
        let text = || {
            value.map(|value| {
                String::from_utf8_lossy(value)
                    .trim_matches(['\0', ' '])
                    .to_owned()
            })
        };
        match element.tag {
            0x0002_0002 => meta.sop_class = text(),
            0x0002_0010 => meta.transfer_syntax = text(),
            _ => {}
        }
        at = element.value.saturating_add(length);
        meta.end = at.min(window.len());
    }
    Ok(meta)
}

fn is_vr(vr: [u8; 2]) -> bool {
    walk::is_short(vr) || walk::is_long(vr)
}

struct DataSet {
    start: u64,
    meta: Meta,
    deflated_from: Option<u64>,
    fingerprint: u64,
    /// Whether the file says that it is DICOM.
    certain: bool,
}

/// How the data set is really written, whatever the meta information says.
fn syntax_at(window: &mut Window<'_>, at: u64) -> Result<Option<Syntax>, ReadError> {
    let Some(head) = window
        .get(at, 8)?
        .and_then(|bytes| bytes.first_chunk::<8>().copied())
    else {
        return Ok(None);
    };
    let [little, big] = [false, true].map(|big| walk::tag_of(head, big) >> 16);
    Ok(Some(Syntax {
        explicit: is_vr([head[4], head[5]]),
        big: big < little,
    }))
}

fn object(window: &mut Window<'_>, data_set: &DataSet, examined: &mut Examined) -> Result<(), ReadError> {
    let mut attributes = Attributes::default();
    let end = match syntax_at(window, data_set.start)? {
        Some(syntax) => walk::walk(window, data_set.start, window.len(), syntax, &mut attributes)?,
        None => End::Truncated,
    };
    let top = &attributes.top;
    let sop_class = top
        .code(tag::SOP_CLASS_UID)
        .or_else(|| data_set.meta.sop_class.clone())
        .unwrap_or_default();
    if !data_set.certain && sop_class.is_empty() && top.number(tag::ROWS).is_none() {
        return foreign(window, examined);
    }
    let code = |tag| top.code(tag).unwrap_or_default();
    let kind = kind::of_object(&sop_class, &code(tag::MODALITY), &code(tag::IMAGE_TYPE));
    let mut found = Found {
        patient: image::patient(top),
        study: image::study(top),
        series: image::series(top),
        image: None,
        invalid_uid: [tag::STUDY_UID, tag::SERIES_UID, tag::SOP_INSTANCE_UID]
            .iter()
            .any(|tag| top.uid(*tag).is_none()),
        fingerprint: data_set.fingerprint,
    };
    match kind {
        Object::Dicomdir => {
            examined.record.outcome = Outcome::Used { as_: Use::Dicomdir };
            examined.referenced = attributes.referenced;
            return Ok(());
        }
        Object::Other => examined.skip(Reason::NotAnImageObject, true),
        Object::Document(kind) => {
            examined.document(kind);
            if kind == DocumentKind::SecondaryCapture {
                found.image =
                    image_at_end(window, data_set, &attributes, end, (examined.file, &sop_class))?.ok();
            }
            if data_set.deflated_from.is_none() {
                examined.record.payload = attributes.places.get(&tag::ENCAPSULATED_DOCUMENT).copied();
            }
        }
        Object::Image => {
            match image_at_end(window, data_set, &attributes, end, (examined.file, &sop_class))? {
                Ok(image) => {
                    examined.record.outcome = Outcome::Used { as_: Use::Imaging };
                    found.image = Some(image);
                }
                // Without a SOP Class nobody knows what it was going to be.
                Err(reason) => examined.skip(reason, sop_class.is_empty()),
            }
        }
    }
    examined.object = Some(Box::new(found));
    Ok(())
}

fn image_at_end(
    window: &mut Window<'_>,
    data_set: &DataSet,
    attributes: &Attributes,
    end: End,
    (file, sop_class): (usize, &str),
) -> Result<Result<Instance, Reason>, ReadError> {
    let pixels: Element = match end {
        End::Pixels(pixels) => pixels,
        End::Finished => return Ok(Err(Reason::NoPixels)),
        End::Truncated => return Ok(Err(Reason::TruncatedBeforePixels)),
        End::TooDeep => return Ok(Err(Reason::NestedTooDeeply)),
    };
    let Some(mut image) = image::instance(attributes) else {
        return Ok(Err(Reason::IncompleteImageDescription));
    };
    image.file = file;
    sop_class.clone_into(&mut image.sop_class);
    image.deflated_from = data_set.deflated_from;
    image.transfer_syntax = data_set
        .meta
        .transfer_syntax
        .clone()
        .unwrap_or_else(|| frames::EXPLICIT_LITTLE.to_owned());
    let extended: Option<Span> = attributes.places.get(&tag::EXTENDED_OFFSETS).copied();
    Ok(frames::locate(window, &pixels, extended, &mut image)?.map(|()| {
        image::mark_lossy_syntax(&mut image);
        image
    }))
}
