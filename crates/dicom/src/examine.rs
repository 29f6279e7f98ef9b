//! One file at a time: what it is, whose it is, where its frames lie.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hasher},
};

use crate::{
    ByteSource, Disc, DocumentKind, FileRecord, Instance, Outcome, Patient, Problem, ReadError, Reason,
    Series, Span, Study, Use,
    attributes::{Attributes, tag},
    beginning::{
        Meta, begins_plain, behind_zlib_header, declared_start, displaced_start, headless_start, meta,
        syntax_at,
    },
    check::Facts,
    container::{gzip, tar, zip},
    frames::{self, DEFLATED},
    image,
    kind::{self, Foreign, Object},
    leaflet, path, twins,
    walk::{self, Element, End},
    window::Window,
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
    /// How many archives the file lies in.
    depth: usize,
    /// What is wrong with it.
    problems: BTreeSet<Problem>,
    /// SOP Instance UIDs that a key object selection names.
    pub(crate) evidence: Vec<String>,
}

/// A DICOM object with its place in the tree.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) patient: Patient,
    pub(crate) study: Study,
    pub(crate) series: Series,
    pub(crate) image: Option<Instance>,
    pub(crate) invalid_uid: bool,
    /// SOP Instance UID; empty where absent or invalid.
    pub(crate) uid: String,
    /// What the checks need beyond the image.
    pub(crate) facts: Facts,
    /// Hash of the file's first block: header and first pixels.
    pub(crate) fingerprint: u64,
    /// Hash of the pixels, where they were read.
    pub(crate) pixels: Option<u64>,
}

/// Reads one file as far as its pixels; members of archives to their end, to compare the checksum. Never fails: what cannot be
/// read ends as a skipped file with a reason.
pub fn examine<S: ByteSource>(disc: &Disc<S>, file: usize) -> Examined {
    let mut examined = unexamined(disc, file);
    if disc.renamed(file) {
        examined.problems.insert(Problem::UnsafePath);
    }
    if let Err(error) = outcome_of(disc, &mut examined) {
        examined.object = None;
        examined.record.payload = None;
        examined.skip(error.reason(), true);
    }
    examined.record.problems = std::mem::take(&mut examined.problems).into_iter().collect();
    examined
}

fn unexamined<S: ByteSource>(disc: &Disc<S>, file: usize) -> Examined {
    let record = FileRecord {
        path: disc.path(file).to_owned(),
        size: disc.size(file),
        outcome: Outcome::Skipped {
            reason: Reason::Empty,
        },
        document: None,
        payload: None,
        may_hold_report: false,
        problems: Vec::new(),
    };
    Examined {
        file,
        record,
        object: None,
        referenced: Vec::new(),
        depth: disc.depth(file),
        problems: BTreeSet::new(),
        evidence: Vec::new(),
    }
}

fn outcome_of<S: ByteSource>(disc: &Disc<S>, examined: &mut Examined) -> Result<(), ReadError> {
    let file = examined.file;
    if let Some(reason) = disc.refused(file) {
        examined.skip(reason, true);
        return Ok(());
    }
    let read = |offset, length| disc.read(file, offset, length);
    if examined.record.size > 0 {
        look(disc, &mut Window::new(disc.size(file), &read), examined)?;
    }
    disc.check(file)
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
        if matches!(kind, DocumentKind::Picture | DocumentKind::SecondaryCapture) {
            self.problems.insert(Problem::NotDiagnostic);
        }
    }
}

/// The image in a file of `size` bytes and the series it belongs to, whatever the file may be used as.
pub(crate) fn image_in(
    size: u64,
    read: &dyn Fn(u64, usize) -> Result<Vec<u8>, ReadError>,
) -> Option<(String, Instance)> {
    let disc = Disc::of_one("", Lent { size, read });
    let mut examined = unexamined(&disc, 0);
    look(&disc, &mut Window::new(size, read), &mut examined).ok()?;
    let found = *examined.object?;
    Some((found.series.uid, found.image?))
}

/// Bytes that somebody else reads.
struct Lent<'a> {
    size: u64,
    read: &'a dyn Fn(u64, usize) -> Result<Vec<u8>, ReadError>,
}

impl ByteSource for Lent<'_> {
    fn len(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        (self.read)(offset, length)
    }
}

fn look<S: ByteSource>(
    disc: &Disc<S>,
    window: &mut Window<'_>,
    examined: &mut Examined,
) -> Result<(), ReadError> {
    let head = window.head()?;
    let mut hasher = DefaultHasher::new();
    hasher.write(head);
    let fingerprint = hasher.finish();
    let declared = declared_start(head);
    let displaced = || {
        let unknown = kind::of_foreign(&examined.record.path, head) == Foreign::Other(Reason::NotDicom);
        displaced_start(head).filter(|_| unknown)
    };
    let start = match declared.or_else(|| headless_start(head)) {
        Some(start) => start,
        None => match displaced() {
            Some(start) => {
                examined.problems.insert(Problem::DisplacedStart);
                start
            }
            None => return foreign(window, examined),
        },
    };
    if start == 132 && kind::opens_as_something_else(head) {
        examined.problems.insert(Problem::ForeignPreamble);
    }
    let meta = meta(window, start)?;
    let declared_deflated = meta.transfer_syntax.as_deref() == Some(DEFLATED);
    let mut data_set = DataSet {
        start: meta.end,
        meta,
        deflated_from: None,
        fingerprint,
        certain: declared.is_some(),
    };
    // Whatever is declared: a data set that begins with an element is plain, one that does not may be deflated.
    if window.len() <= data_set.start || begins_plain(window, data_set.start)? {
        if declared_deflated {
            examined.problems.insert(Problem::WrongTransferSyntax);
        }
        return object(window, &data_set, examined);
    }
    let from = behind_zlib_header(window, data_set.start)?;
    let read = |offset, length| disc.read_data_set(examined.file, from, offset, length);
    let inside_plain = || begins_plain(&mut Window::new(8, &read), 0).unwrap_or(false);
    if !declared_deflated && !inside_plain() {
        return object(window, &data_set, examined);
    }
    match disc.data_set(examined.file, from) {
        Ok((length, true)) => {
            let file = examined.file;
            let read = |offset, length| disc.read_data_set(file, from, offset, length);
            let mut inside = Window::new(length, &read);
            if !declared_deflated {
                examined.problems.insert(Problem::WrongTransferSyntax);
            }
            data_set.start = 0;
            data_set.deflated_from = Some(from);
            return object(&mut inside, &data_set, examined);
        }
        Ok((_, false)) => examined.skip(Reason::DamagedDataSet, true),
        Err(ReadError::TooLarge) => examined.skip(Reason::DataSetTooLarge, true),
        Err(error) => return Err(error),
    }
    Ok(())
}

fn foreign(window: &mut Window<'_>, examined: &mut Examined) -> Result<(), ReadError> {
    let head = window.head()?;
    match kind::of_foreign(&examined.record.path, head) {
        // A name that promises DICOM, and a content that is something else: nobody knows what it was to be.
        Foreign::Document(DocumentKind::Text | DocumentKind::Html | DocumentKind::Picture)
            if matches!(
                path::extension(&examined.record.path).as_str(),
                "dcm" | "dicom" | "dic"
            ) =>
        {
            examined.skip(Reason::NotDicom, true);
        }
        Foreign::Document(kind) => {
            let is_whole = examined.record.size == head.len() as u64;
            let is_leaflet = is_whole && leaflet::is_leaflet(&examined.record.path, kind, head);
            examined.document(kind);
            examined.record.may_hold_report = !is_leaflet;
        }
        // What can be opened would have been, but for the third archive in a row.
        Foreign::Other(Reason::ArchiveNotOpened) if opened(head) && examined.depth >= 2 => {
            examined.skip(Reason::NestedArchive, true);
        }
        Foreign::Other(Reason::ArchiveNotOpened) if zip::looks_like_zip(head) && examined.depth == 0 => {
            examined.skip(Reason::DamagedZip, true);
        }
        Foreign::Other(Reason::DamagedZip) if is_last_part(window)? => {
            examined.skip(Reason::SplitArchive, true);
        }
        Foreign::Other(Reason::NotDicom) if holds_image(window)? => {
            let deep = examined.depth >= 2;
            examined.skip(
                if deep {
                    Reason::NestedArchive
                } else {
                    Reason::ArchiveNotOpened
                },
                true,
            );
        }
        Foreign::Other(reason) => {
            let harmless = matches!(reason, Reason::NotDicomViewerProgram | Reason::NotDicomSystemFile);
            examined.skip(reason, !harmless);
        }
    }
    Ok(())
}

/// Whether a ZIP ends here that began in another file (APPNOTE.TXT §4.3.16: the number of this part).
fn is_last_part(window: &mut Window<'_>) -> Result<bool, ReadError> {
    let end = window.glance(window.len().saturating_sub(22), 6)?;
    Ok(matches!(end, Some([b'P', b'K', 5, 6, number @ ..]) if number != [0, 0]))
}

/// Whether there is a volume descriptor of ISO 9660 or UDF.
fn holds_image(window: &mut Window<'_>) -> Result<bool, ReadError> {
    let identifier = window.glance(16 * 2048 + 1, 5)?;
    Ok(matches!(identifier, Some(b"CD001" | b"BEA01")))
}

/// Whether this is an archive of a kind that is opened.
fn opened(head: &[u8]) -> bool {
    zip::looks_like_zip(head) || gzip::looks_like_gzip(head) || tar::looks_like_tar(head)
}

struct DataSet {
    start: u64,
    meta: Meta,
    deflated_from: Option<u64>,
    fingerprint: u64,
    /// Whether the file says that it is DICOM.
    certain: bool,
}

fn object(window: &mut Window<'_>, data_set: &DataSet, examined: &mut Examined) -> Result<(), ReadError> {
    let mut attributes = Attributes::default();
    let end = match syntax_at(window, data_set.start)? {
        Some(syntax) => walk::walk(window, data_set.start, window.len(), syntax, &mut attributes)?,
        None => End::Truncated,
    };
    examined.problems.append(&mut attributes.problems);
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
        uid: top.uid(tag::SOP_INSTANCE_UID).unwrap_or_default(),
        facts: Facts::default(),
        fingerprint: data_set.fingerprint,
        pixels: None,
    };
    examined.problems.extend(top.text_problem(&[tag::PATIENT_NAME]));
    match kind {
        Object::Dicomdir => {
            examined.record.outcome = Outcome::Used { as_: Use::Dicomdir };
            examined.referenced = attributes.referenced;
            return Ok(());
        }
        Object::Other => examined.skip(Reason::NotAnImageObject, true),
        Object::Document(kind) => {
            examined.document(kind);
            if kind == DocumentKind::KeyObjects {
                examined.evidence = std::mem::take(&mut attributes.evidence);
            }
            if kind == DocumentKind::SecondaryCapture {
                found.image = image_at_end(window, data_set, &attributes, end, examined, &sop_class)?.ok();
            }
            if data_set.deflated_from.is_none() {
                examined.record.payload = attributes.places.get(&tag::ENCAPSULATED_DOCUMENT).copied();
            }
        }
        Object::Image => {
            match image_at_end(window, data_set, &attributes, end, examined, &sop_class)? {
                Ok(image) => {
                    examined.record.outcome = Outcome::Used { as_: Use::Imaging };
                    let undecodable = examined.problems.contains(&Problem::CannotDecode);
                    found.facts = Facts::of(&attributes, undecodable);
                    found.image = Some(image);
                }
                // Without a SOP Class nobody knows what it was going to be.
                Err(reason) => examined.skip(reason, sop_class.is_empty()),
            }
        }
    }
    // What was cut off may have had them.
    if matches!(end, End::Pixels(_) | End::Finished) {
        examined.problems.extend(uid_problems(&attributes));
    }
    found.pixels = found
        .image
        .as_ref()
        .and_then(|image| twins::hash_at_hand(window, image));
    examined.object = Some(Box::new(found));
    Ok(())
}

fn uid_problems(attributes: &Attributes) -> BTreeSet<Problem> {
    let top = &attributes.top;
    let problem = |tag: &u32| match (top.code(*tag), top.uid(*tag)) {
        (_, Some(_)) => None,
        (Some(_), None) => Some(Problem::InvalidUid),
        (None, None) => Some(Problem::MissingUid),
    };
    let tags = [tag::STUDY_UID, tag::SERIES_UID, tag::SOP_INSTANCE_UID];
    tags.iter().filter_map(problem).collect()
}

fn image_at_end(
    window: &mut Window<'_>,
    data_set: &DataSet,
    attributes: &Attributes,
    end: End,
    examined: &mut Examined,
    sop_class: &str,
) -> Result<Result<Instance, Reason>, ReadError> {
    let pixels: Element = match end {
        End::Pixels(pixels) => pixels,
        End::Finished => return Ok(Err(Reason::NoPixels)),
        End::Truncated | End::Unclosed(_) => {
            examined.problems.insert(Problem::Truncated);
            return Ok(Err(Reason::TruncatedBeforePixels));
        }
        End::TooDeep => return Ok(Err(Reason::NestedTooDeeply)),
    };
    let Some(mut image) = image::instance(attributes) else {
        examined.problems.insert(Problem::CannotDecode);
        return Ok(Err(Reason::IncompleteImageDescription));
    };
    examined.problems.extend(image::problems(attributes));
    image.file = examined.file;
    sop_class.clone_into(&mut image.sop_class);
    image.deflated_from = data_set.deflated_from;
    let declared = data_set.meta.transfer_syntax.clone();
    image.transfer_syntax = match (declared, data_set.deflated_from) {
        // What was found to be deflated is, whatever was declared.
        (_, Some(_)) => DEFLATED.to_owned(),
        (Some(declared), None) => declared,
        (None, None) => frames::native(pixels.syntax).to_owned(),
    };
    let extended: Option<Span> = attributes.places.get(&tag::EXTENDED_OFFSETS).copied();
    let counted = attributes
        .top
        .integer(tag::NUMBER_OF_FRAMES)
        .is_some_and(|n| n > 0);
    let located = frames::locate(
        window,
        &pixels,
        extended,
        counted,
        &mut image,
        &mut examined.problems,
    )?;
    Ok(located.map(|()| {
        image::mark_lossy_syntax(&mut image);
        image
    }))
}
