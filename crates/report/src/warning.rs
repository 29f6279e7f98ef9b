//! What a radiologist is asked to look at again before signing. Nothing here prevents signing.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::words::{self, Sides};
use crate::{Impact, OriginalReport, PlainSummary, Report, Verdict};

/// Longest plain summary that people still read to the end, in words.
const SUMMARY_WORDS: usize = 180;

/// Something to look at again.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Warning {
    /// What.
    pub kind: WarningKind,
    /// Where: `findings/1`, `impression/2` (counted from 1), `plain_summary`, `numbering`.
    pub place: String,
    /// The words it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// Kind of warning; also the end of its message key.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// The text names another side than the coded one.
    SideDiffers,
    /// The text names levels, but not the coded one.
    LevelDiffers,
    /// Thoracic, lumbar or sacral levels without a statement how vertebrae were counted.
    NumberingMissing,
    /// A finding that agrees has an impact.
    AgreesWithImpact,
    /// A finding does not say which sentence it answers.
    AnswersNothing,
    /// A word of doubt that is not on the certainty scale.
    HedgeOutsideScale,
    /// The plain summary blames.
    BlamingWord,
    /// The plain summary gives advice on treatment.
    TreatmentAdvice,
    /// The plain summary is long.
    SummaryLong,
    /// The plain summary has no questions for the surgeon.
    NoQuestions,
}

impl WarningKind {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::SideDiffers => "side-differs",
            Self::LevelDiffers => "level-differs",
            Self::NumberingMissing => "numbering-missing",
            Self::AgreesWithImpact => "agrees-with-impact",
            Self::AnswersNothing => "answers-nothing",
            Self::HedgeOutsideScale => "hedge-outside-scale",
            Self::BlamingWord => "blaming-word",
            Self::TreatmentAdvice => "treatment-advice",
            Self::SummaryLong => "summary-long",
            Self::NoQuestions => "no-questions",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self.kind {
            WarningKind::SideDiffers => "The text names another side than the coded one. Check both",
            WarningKind::LevelDiffers => "The text names another level than the coded one. Check both",
            WarningKind::NumberingMissing => "Say how the vertebrae were counted",
            WarningKind::AgreesWithImpact => "A finding that agrees has no impact of its own. Check both",
            WarningKind::AnswersNothing => {
                "Mark the sentence of the original report that this finding answers"
            }
            WarningKind::HedgeOutsideScale => "Say how sure you are with the certainty band instead",
            WarningKind::BlamingWord => "A difference is not an error. Choose a neutral word",
            WarningKind::TreatmentAdvice => "Turn advice into a question for the surgeon",
            WarningKind::SummaryLong => "Shorten the plain summary to 180 words",
            WarningKind::NoQuestions => "Write a question the patient can take to the surgeon",
        };
        write!(f, "{sentence} ({}", self.place)?;
        if !self.words.is_empty() {
            write!(f, ": {}", self.words.join(", "))?;
        }
        f.write_str(").")
    }
}

/// All warnings about a report, in the order of its parts.
pub(crate) fn warnings(report: &Report, original: OriginalReport) -> Vec<Warning> {
    let mut found = Found(Vec::new());
    if report.numbering.is_none()
        && report
            .findings
            .iter()
            .any(|f| f.level.is_some_and(crate::Level::needs_numbering))
    {
        found.add(WarningKind::NumberingMissing, "numbering", &[]);
    }
    findings(report, original, &mut found);
    impression(report, &mut found);
    summary(&report.plain_summary, &mut found);
    found.0
}

fn findings(report: &Report, original: OriginalReport, found: &mut Found) {
    for (number, finding) in (1..).zip(&report.findings) {
        let place = format!("findings/{number}");
        if Sides::named_in(&finding.text).contradict(Sides::coded(finding.side)) {
            found.add(WarningKind::SideDiffers, &place, &[finding.side.key()]);
        }
        let named = words::levels_in(&finding.text);
        if let Some(level) = finding.level
            && !named.is_empty()
            && !named.contains(&level)
        {
            found.add(WarningKind::LevelDiffers, &place, &[&level.to_string()]);
        }
        if finding.verdict == Some(Verdict::Agrees)
            && finding.impact.is_some_and(|impact| impact != Impact::None)
        {
            found.add(WarningKind::AgreesWithImpact, &place, &[]);
        }
        // What was added answers no sentence.
        let should_answer = finding.verdict.is_some_and(|verdict| verdict != Verdict::Adds);
        if original == OriginalReport::Opened && should_answer && finding.answers.is_none() {
            found.add(WarningKind::AnswersNothing, &place, &[]);
        }
    }
}

fn impression(report: &Report, found: &mut Found) {
    for (number, item) in (1..).zip(&report.impression) {
        let place = format!("impression/{number}");
        let linked = report
            .findings
            .iter()
            .filter(|finding| item.findings.contains(&finding.id));
        let coded = linked.fold(Sides::default(), |sides, finding| {
            sides.and(Sides::coded(finding.side))
        });
        let named = Sides::named_in(&item.text);
        // An impression may speak of one side of findings on both.
        if named.contradict(coded) && named.and(coded) != coded {
            found.add(WarningKind::SideDiffers, &place, &[]);
        }
        found.add_words(
            WarningKind::HedgeOutsideScale,
            &place,
            &words::hedges_in(&item.text),
        );
    }
}

fn summary(summary: &PlainSummary, found: &mut Found) {
    let text = [
        summary.what_was_looked_at.as_str(),
        &summary.what_was_seen,
        &summary.how_sure,
        summary.same_or_different.as_deref().unwrap_or_default(),
        &summary.does_not_say,
        &summary.questions_for_surgeon.join("\n"),
    ]
    .join("\n");
    found.add_words(WarningKind::BlamingWord, "plain_summary", &words::blame_in(&text));
    found.add_words(
        WarningKind::TreatmentAdvice,
        "plain_summary",
        &words::advice_in(&text),
    );
    if words::count(&text) > SUMMARY_WORDS {
        found.add(WarningKind::SummaryLong, "plain_summary", &[]);
    }
    if summary.questions_for_surgeon.is_empty() {
        found.add(WarningKind::NoQuestions, "plain_summary", &[]);
    }
}

struct Found(Vec<Warning>);

impl Found {
    fn add(&mut self, kind: WarningKind, place: &str, words: &[&str]) {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        self.0.push(Warning {
            kind,
            place: place.to_owned(),
            words,
        });
    }

    fn add_words(&mut self, kind: WarningKind, place: &str, words: &[&str]) {
        if !words.is_empty() {
            self.add(kind, place, words);
        }
    }
}
