//! The first hospital's report on the lumbar spine: as text, and as a one-page PDF on the disc.

use std::fmt::Write as _;

use crate::exam::Person;

/// Headings and sentences, one paragraph per line. It agrees with what the phantom shows.
pub const FIRST_REPORT: &str = "\
MRI OF THE LUMBAR SPINE, 9 March 2026
Clinical question: Low back pain for four months, radiating to the left leg. Disc herniation?
Technique: Sagittal T1 and T2 TSE, 1.5 Tesla, without contrast.
Findings: Five lumbar vertebrae in normal alignment. Normal height of the vertebral bodies. \
Marrow signal without focal abnormality. \
Disc L4/5 with reduced height and signal. Left paracentral protrusion at L4/5 touching the left L5 nerve root in the \
lateral recess. No sequestered fragment. \
Remaining discs without protrusion. No narrowing of the spinal canal. \
Conus medullaris at L1, of normal signal. \
Facet joints L4/5 and L5/S1 with mild degeneration.
Impression: Left paracentral disc protrusion L4/5 with contact to the left L5 root. \
Surgical opinion recommended.
Dr. med. K. Radtke, Department of Radiology";

/// A one-page PDF 1.4 (ISO 32000-1 §7.5) in Helvetica, with the report and whose it is.
pub fn report_pdf(person: &Person) -> Vec<u8> {
    let mut page = String::from("BT /F1 15 Tf 56 790 Td 15 TL (Klinikum Musterstadt) Tj /F1 10.5 Tf T* T*\n");
    let patient = format!(
        "Patient: {}    born {}",
        person.name.replace('^', ", "),
        day(&person.birth_date)
    );
    for paragraph in [patient.as_str()].into_iter().chain(FIRST_REPORT.lines()) {
        for line in wrapped(paragraph, 88) {
            let escaped = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            let _ = writeln!(page, "({escaped}) Tj T*");
        }
        page.push_str("T*\n");
    }
    page.push_str("ET");
    // Helvetica's built-in encoding has Latin-1's letters at Latin-1's places.
    let page: Vec<u8> = page.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    let stream = [
        format!("<< /Length {} >>\nstream\n", page.len()).as_bytes(),
        &page,
        b"\nendstream",
    ]
    .concat();
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
          /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        stream,
    ])
}

/// Numbers the objects and writes the table of their offsets.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(table.bytes());
    let size = objects.len() + 1;
    out.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    out
}

/// `19610504` as `1961-05-04`.
fn day(date: &str) -> String {
    match (date.get(..4), date.get(4..6), date.get(6..)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => date.to_owned(),
    }
}

fn wrapped(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in paragraph.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
