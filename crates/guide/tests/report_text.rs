//! How much of a professional report a patient can have explained.

use std::collections::BTreeSet;

use overread_guide::{Language, find_terms};

const REPORT: &str = "\
MRI of the lumbar spine, sagittal and axial images without contrast agent. \
Transitional vertebra at the base; numbering is stated above. Mild scoliosis. The vertebral bodies are within normal \
limits, no compression fracture, no metastases. Modic changes next to the lowest disc. L3/4: disc desiccation and a \
disc bulge, mild facet joint arthrosis, osteophytes. L4/5: left disc extrusion with an annular fissure; the nerve root \
is touched; moderate central canal stenosis and foraminal stenosis; the thecal sac is narrow. L5/S1: disc protrusion, \
spondylolisthesis grade one, no sequestration. The cauda equina is unremarkable. A small hemangioma and a renal cyst \
are incidental findings. \
MRI of the knee. Oblique meniscus tear; the cruciate ligaments and the collateral ligaments are intact. Bone marrow \
edema in the lateral compartment, probably from contusion. Focal cartilage damage, mild osteoarthritis, small joint \
effusion with synovitis. Baker cyst behind the joint, no loose body, no stress fracture. The tendons show mild \
tendinopathy and a partial-thickness tear. Degenerative changes of the posterior horn. Bursitis near the ligament. \
The lesion near the growth plate is hyperintense, benign in appearance and nonspecific. Slight motion artifact.";

#[test]
fn a_spine_and_a_knee_report_have_at_least_35_terms_explained() {
    let spans = find_terms(REPORT, Language::En);
    let distinct: BTreeSet<&str> = spans.iter().map(|span| span.term.id.as_str()).collect();
    assert!(distinct.len() >= 35, "{}: {distinct:?}", distinct.len());
}

#[test]
fn no_explanation_begins_or_ends_inside_a_word() {
    let bytes = REPORT.as_bytes();
    for span in find_terms(REPORT, Language::En) {
        let before = span.range.start.checked_sub(1).and_then(|at| bytes.get(at));
        let after = bytes.get(span.range.end);
        assert!(
            !before.is_some_and(u8::is_ascii_alphanumeric) && !after.is_some_and(u8::is_ascii_alphanumeric)
        );
    }
}
