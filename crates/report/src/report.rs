//! The report a radiologist writes, in its professional and its plain layer.

use serde::{Deserialize, Serialize};

use crate::{
    Adequacy, Answers, Certainty, Impact, JudgedCheck, KeyImage, Level, NotReadable, Side, Verdict, json,
};

/// The report; the file format of `examples/report.json`.
///
/// The same file serves with and without an original report: [`Report::for_signing`](crate::Report::for_signing)
/// takes out what belongs to a comparison that was not made.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The question that was asked.
    pub question: String,
    /// What was examined and how; which studies were read.
    pub technique: String,
    /// Whether the images were good enough for the question.
    pub adequacy: Adequacy,
    /// What the radiologist says of the checks that found something; reports signed before this was kept have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<JudgedCheck>,
    /// Earlier imaging this was compared with. Not the original report: that is what the verdicts are for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_imaging: Option<String>,
    /// How vertebrae were counted; for the thoracic, lumbar and sacral spine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbering: Option<String>,
    /// What was seen.
    pub findings: Vec<ReportFinding>,
    /// What it means, the most important first.
    pub impression: Vec<ImpressionItem>,
    /// What the radiologist recommends to the colleagues who treat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<String>,
    /// The layer for the patient.
    pub plain_summary: PlainSummary,
    /// The display or workstation the images were read on.
    pub display_used: String,
}

impl Report {
    /// Reads the JSON file.
    pub fn from_json(bytes: &[u8]) -> Result<Self, NotReadable> {
        json::read("report", "Compare the file with examples/report.json.", bytes)
    }

    /// The report as JSON.
    pub fn to_json(&self) -> Vec<u8> {
        json::write(self)
    }
}

/// One finding of the report, with its place in the comparison.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReportFinding {
    /// Name within the report; the id of the finding in the first read where it comes from there.
    pub id: String,
    /// What is seen.
    pub text: String,
    /// Region or structure, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Side of the body.
    pub side: Side,
    /// Spine level, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How sure.
    pub certainty: Certainty,
    /// Images that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key_images: Vec<KeyImage>,
    /// How it stands to the original report; only where that was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Whether a difference is expected to change care; only where the original report was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
    /// The sentence or place of the original report it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answers>,
}

/// One statement of the impression.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ImpressionItem {
    /// The statement.
    pub text: String,
    /// How sure; every statement has a band.
    pub certainty: Certainty,
    /// Ids of the findings it rests on, at least one.
    pub findings: Vec<String>,
}

/// The layer for the patient: short, neutral, questions and not advice. The page adds the fixed sentences (when not
/// to wait; only the images listed were read).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PlainSummary {
    /// Language of the text, as BCP 47 (`en`, `de`).
    pub language: String,
    /// What was looked at.
    pub what_was_looked_at: String,
    /// What the second reader saw.
    pub what_was_seen: String,
    /// How sure the reader is, in words.
    pub how_sure: String,
    /// Same as or different from the original report; only where that was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_or_different: Option<String>,
    /// What the images cannot say.
    pub does_not_say: String,
    /// Questions to take to the surgeon.
    #[serde(default)]
    pub questions_for_surgeon: Vec<String>,
}
