//! The disc's table of contents: basic directory records PATIENT, STUDY, SERIES, IMAGE (PS3.3 annex F, PS3.10 §8).

use crate::{
    dataset::{DataSet, Syntax, file_meta, sequence_item},
    image::{class_of, modality_of},
    plan::Plan,
};

/// Media Storage Directory Storage.
const CLASS: &str = "1.2.840.10008.1.3.10";

/// A record, and the positions in the list of the next one beside it and the first one below it.
struct Record {
    fields: DataSet,
    next: Option<usize>,
    lower: Option<usize>,
}

/// The whole file. `Explicit` always, as PS3.10 8.6 demands.
pub(crate) fn dicomdir(plan: &Plan, uid: &str) -> Vec<u8> {
    let mut records = records(plan);
    // Offsets are counted from the start of the file; a record's length does not depend on their values.
    let head = |first: u32| {
        let mut root = DataSet::default();
        root.text((0x0004, 0x1130), *b"CS", "OVERREAD")
            .long((0x0004, 0x1200), first)
            .long((0x0004, 0x1202), first)
            .shorts((0x0004, 0x1212), 0);
        let mut file = file_meta(CLASS, uid, Syntax::Explicit);
        file.extend(root.encode(Syntax::Explicit));
        file
    };
    let start = head(0).len() + 12;
    let mut offsets = Vec::new();
    let mut at = start;
    for record in &records {
        offsets.push(at as u32);
        at += 8 + record.fields.encode(Syntax::Explicit).len();
    }
    let mut items = Vec::new();
    for record in &mut records {
        let offset = |target: Option<usize>| target.and_then(|k| offsets.get(k)).copied().unwrap_or(0);
        record
            .fields
            .long((0x0004, 0x1400), offset(record.next))
            .long((0x0004, 0x1420), offset(record.lower));
        items.extend(sequence_item(&record.fields.encode(Syntax::Explicit)));
    }
    let mut file = head(start as u32);
    file.extend([0x04, 0x00, 0x20, 0x12, b'S', b'Q', 0, 0]);
    file.extend((items.len() as u32).to_le_bytes());
    file.extend(items);
    file
}

/// Depth first: each record is followed by what lies below it.
fn records(plan: &Plan) -> Vec<Record> {
    let mut records = Vec::new();
    let mut patient = record("PATIENT");
    patient
        .text((0x0010, 0x0010), *b"PN", &plan.person.name)
        .text((0x0010, 0x0020), *b"LO", &plan.person.id);
    patient
        .text((0x0010, 0x0030), *b"DA", &plan.person.birth_date)
        .text((0x0010, 0x0040), *b"CS", &plan.person.sex);
    let studies = plan.studies.len();
    open(&mut records, patient, studies > 0);
    for (s, study) in plan.studies.iter().enumerate() {
        let mut fields = record("STUDY");
        fields
            .text((0x0008, 0x0020), *b"DA", study.date)
            .text((0x0008, 0x0030), *b"TM", study.time)
            .text((0x0008, 0x0050), *b"SH", &study.accession)
            .text((0x0008, 0x1030), *b"LO", study.description)
            .text((0x0020, 0x000D), *b"UI", &study.uid)
            .text((0x0020, 0x0010), *b"SH", &study.id);
        let study_at = open(&mut records, fields, !study.series.is_empty());
        for (k, series) in study.series.iter().enumerate() {
            let mut fields = record("SERIES");
            fields
                .text((0x0008, 0x0060), *b"CS", modality_of(series.protocol))
                .text((0x0008, 0x103E), *b"LO", &series.description)
                .text((0x0020, 0x000E), *b"UI", &series.uid)
                .text((0x0020, 0x0011), *b"IS", series.number);
            let series_at = open(&mut records, fields, !series.images.is_empty());
            for (i, image) in series.images.iter().enumerate() {
                let mut fields = record("IMAGE");
                fields
                    .text((0x0004, 0x1500), *b"CS", &image.path.replace('/', "\\"))
                    .text((0x0004, 0x1510), *b"UI", class_of(series.protocol))
                    .text((0x0004, 0x1511), *b"UI", &image.uid)
                    .text((0x0004, 0x1512), *b"UI", plan.syntax.uid())
                    .text((0x0020, 0x0013), *b"IS", image.number);
                let at = open(&mut records, fields, false);
                close(&mut records, at, i + 1 < series.images.len());
            }
            close(&mut records, series_at, k + 1 < study.series.len());
        }
        close(&mut records, study_at, s + 1 < studies);
    }
    records
}

fn record(kind: &str) -> DataSet {
    let mut fields = DataSet::default();
    fields
        .long((0x0004, 0x1400), 0)
        .shorts((0x0004, 0x1410), 0xFFFF)
        .long((0x0004, 0x1420), 0)
        .text((0x0004, 0x1430), *b"CS", kind)
        .text((0x0008, 0x0005), *b"CS", "");
    fields
}

fn open(records: &mut Vec<Record>, fields: DataSet, has_lower: bool) -> usize {
    let at = records.len();
    records.push(Record {
        fields,
        next: None,
        lower: has_lower.then_some(at + 1),
    });
    at
}

/// All below `at` has been listed: what comes next lies beside it.
fn close(records: &mut [Record], at: usize, has_next: bool) {
    let next = records.len();
    if let Some(record) = records.get_mut(at) {
        record.next = has_next.then_some(next);
    }
}
