//! The rules of what may be signed.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::warning::warnings;
use crate::{Comparison, FirstRead, JudgedCheck, OriginalReport, Outcome, Report, ReportFinding, Warning};

/// A report that may be signed: complete, and with a comparison only if one was made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CheckedReport {
    report: Report,
    original: OriginalReport,
    since_first_read: SinceFirstRead,
    comparison_removed: bool,
    warnings: Vec<Warning>,
}

impl CheckedReport {
    /// The report as it will be signed.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Whether there was an original report, and whether it was opened.
    pub fn original(&self) -> OriginalReport {
        self.original
    }

    /// What changed between the committed first read and this report.
    pub fn since_first_read(&self) -> &SinceFirstRead {
        &self.since_first_read
    }

    /// Whether verdicts, impacts or the sentence on sameness were taken out, because the original report was not opened.
    pub fn comparison_removed(&self) -> bool {
        self.comparison_removed
    }

    /// What to look at again; none of it prevents signing.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// The comparison on the scales for staff.
    pub fn comparison(&self) -> Option<Comparison> {
        Comparison::of_report(&self.report)
    }

    /// The neutral outcome for the patient.
    pub fn outcome(&self) -> Outcome {
        Outcome::of(&self.report, self.original)
    }

    pub(crate) fn into_parts(self) -> (Report, OriginalReport, SinceFirstRead) {
        (self.report, self.original, self.since_first_read)
    }
}

/// Ids of findings by what happened to them after the first read was committed. It is part of the signed body, so
/// everybody sees what was written before the original report could be opened.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct SinceFirstRead {
    /// In the report only.
    pub added: Vec<String>,
    /// In the first read only.
    pub left_out: Vec<String>,
    /// In both, with another text, side, level or certainty.
    pub changed: Vec<String>,
}

impl SinceFirstRead {
    /// What happened to the findings of `first_read` on their way into `report`.
    pub fn between(first_read: &FirstRead, report: &Report) -> Self {
        let mut since = Self::default();
        for finding in &report.findings {
            match first_read.findings.iter().find(|first| first.id == finding.id) {
                None => since.added.push(finding.id.clone()),
                Some(first)
                    if (&first.text, first.side, first.level, first.certainty)
                        != (&finding.text, finding.side, finding.level, finding.certainty) =>
                {
                    since.changed.push(finding.id.clone());
                }
                Some(_) => {}
            }
        }
        let reported: HashSet<_> = report.findings.iter().map(|finding| &finding.id).collect();
        let left_out = first_read
            .findings
            .iter()
            .filter(|first| !reported.contains(&first.id));
        since.left_out = left_out.map(|first| first.id.clone()).collect();
        since
    }
}

impl Report {
    /// Checks what may be signed.
    ///
    /// Where the original report was not opened there is nothing to compare with: verdicts, impacts, answers and the
    /// sentence on sameness are taken out, and [`CheckedReport::comparison_removed`] says so. Where it was opened,
    /// every finding needs verdict and impact, and the plain summary that sentence.
    pub fn for_signing(
        mut self,
        first_read: &FirstRead,
        original: OriginalReport,
    ) -> Result<CheckedReport, SigningRefusal> {
        let comparison_removed = original != OriginalReport::Opened && self.remove_comparison();
        self.check_texts()?;
        self.check_findings()?;
        self.check_impression()?;
        if original == OriginalReport::Opened {
            self.check_comparison()?;
        }
        Ok(CheckedReport {
            since_first_read: SinceFirstRead::between(first_read, &self),
            warnings: warnings(&self, original),
            report: self,
            original,
            comparison_removed,
        })
    }

    fn remove_comparison(&mut self) -> bool {
        let mut removed = self.plain_summary.same_or_different.take().is_some();
        for finding in &mut self.findings {
            removed |= finding.verdict.take().is_some();
            removed |= finding.impact.take().is_some();
            removed |= finding.answers.take().is_some();
        }
        removed
    }

    fn check_texts(&self) -> Result<(), SigningRefusal> {
        let summary = &self.plain_summary;
        let texts = [
            ("question", &self.question),
            ("technique", &self.technique),
            ("display_used", &self.display_used),
            ("plain_summary.language", &summary.language),
            ("plain_summary.what_was_looked_at", &summary.what_was_looked_at),
            ("plain_summary.what_was_seen", &summary.what_was_seen),
            ("plain_summary.how_sure", &summary.how_sure),
            ("plain_summary.does_not_say", &summary.does_not_say),
        ];
        if let Some((field, _)) = texts.into_iter().find(|(_, text)| is_blank(text)) {
            return Err(SigningRefusal::Missing { field });
        }
        if self.adequacy.lacks_reason() {
            return Err(SigningRefusal::Missing {
                field: "adequacy.reason",
            });
        }
        if let Some(number) = JudgedCheck::unexplained(&self.checks) {
            return Err(SigningRefusal::CheckUnexplained { number });
        }
        Ok(())
    }

    fn check_findings(&self) -> Result<(), SigningRefusal> {
        if self.findings.is_empty() && !self.adequacy.is_not_adequate() {
            return Err(SigningRefusal::NoFindings);
        }
        let mut ids = HashSet::new();
        for (number, finding) in (1..).zip(&self.findings) {
            if is_blank(&finding.text) {
                return Err(SigningRefusal::FindingWithoutText { number });
            }
            if is_blank(&finding.id) || !ids.insert(&finding.id) {
                return Err(SigningRefusal::FindingId { number });
            }
        }
        Ok(())
    }

    fn check_impression(&self) -> Result<(), SigningRefusal> {
        if self.impression.is_empty() && !self.adequacy.is_not_adequate() {
            return Err(SigningRefusal::NoImpression);
        }
        for (number, item) in (1..).zip(&self.impression) {
            if is_blank(&item.text) {
                return Err(SigningRefusal::ImpressionWithoutText { number });
            }
            let known = |id| self.findings.iter().any(|finding| &finding.id == id);
            if item.findings.is_empty() || !item.findings.iter().all(known) {
                return Err(SigningRefusal::ImpressionWithoutFinding { number });
            }
        }
        Ok(())
    }

    fn check_comparison(&self) -> Result<(), SigningRefusal> {
        for (number, finding) in (1..).zip(&self.findings) {
            check_verdict(number, finding)?;
        }
        match &self.plain_summary.same_or_different {
            Some(text) if !is_blank(text) => Ok(()),
            _ => Err(SigningRefusal::Missing {
                field: "plain_summary.same_or_different",
            }),
        }
    }
}

fn check_verdict(number: usize, finding: &ReportFinding) -> Result<(), SigningRefusal> {
    if finding.verdict.is_none() {
        return Err(SigningRefusal::VerdictMissing { number });
    }
    if finding.impact.is_none() {
        return Err(SigningRefusal::ImpactMissing { number });
    }
    if finding
        .answers
        .as_ref()
        .is_some_and(|answers| !answers.points_somewhere())
    {
        return Err(SigningRefusal::AnswersNowhere { number });
    }
    Ok(())
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// Why a report cannot be signed yet.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum SigningRefusal {
    /// A text is empty.
    #[error("Fill in {field} before signing.")]
    Missing {
        /// Its path in the file.
        field: &'static str,
    },
    /// A check is overruled without a reason.
    #[error("Say in a few words why check {number} does not limit the images.")]
    CheckUnexplained {
        /// Counted from 1.
        number: usize,
    },
    /// There are no findings.
    #[error(
        "Write at least one finding, or mark the images as not adequate. A normal examination is a finding too."
    )]
    NoFindings,
    /// A finding has no text.
    #[error("Finding {number} has no text. Describe what is seen, or remove it.")]
    FindingWithoutText {
        /// Counted from 1.
        number: usize,
    },
    /// A finding has no id, or one that was used before.
    #[error("Finding {number} needs an id of its own, such as f{number}.")]
    FindingId {
        /// Counted from 1.
        number: usize,
    },
    /// There is no impression.
    #[error("Write at least one statement of the impression, with its certainty.")]
    NoImpression,
    /// A statement of the impression has no text.
    #[error("Statement {number} of the impression has no text. Write it, or remove it.")]
    ImpressionWithoutText {
        /// Counted from 1.
        number: usize,
    },
    /// A statement of the impression rests on no finding of the report.
    #[error(
        "Statement {number} of the impression must name at least one finding of this report that it rests on."
    )]
    ImpressionWithoutFinding {
        /// Counted from 1.
        number: usize,
    },
    /// The original report was opened, and a finding has no verdict.
    #[error("Finding {number} needs a verdict, because the original report was opened.")]
    VerdictMissing {
        /// Counted from 1.
        number: usize,
    },
    /// The original report was opened, and a finding has no impact.
    #[error("Finding {number} needs an impact, because the original report was opened.")]
    ImpactMissing {
        /// Counted from 1.
        number: usize,
    },
    /// A finding answers neither a sentence nor a place.
    #[error(
        "Finding {number} should quote the sentence it answers or mark its place, or leave the answer out."
    )]
    AnswersNowhere {
        /// Counted from 1.
        number: usize,
    },
    /// A radiologist without name, licence, country or subspecialty.
    #[error("Complete your profile before signing: {field} is missing.")]
    RadiologistIncomplete {
        /// What is missing.
        field: &'static str,
    },
    /// Independence was not declared towards everybody who was named.
    #[error("Declare your independence of everybody the patient named, or hand the case back.")]
    NotIndependent,
    /// The version and what it says about an earlier one do not fit.
    #[error(
        "Version 1 is a first report; every later version names the earlier one it supersedes and says why."
    )]
    Version,
    /// Signed before it was read.
    #[error("The time of signing lies before the time of reading. Check the clock and sign again.")]
    Times,
}

impl SigningRefusal {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "field-missing",
            Self::CheckUnexplained { .. } => "check-without-reason",
            Self::NoFindings => "no-findings",
            Self::FindingWithoutText { .. } => "finding-without-text",
            Self::FindingId { .. } => "finding-id",
            Self::NoImpression => "no-impression",
            Self::ImpressionWithoutText { .. } => "impression-without-text",
            Self::ImpressionWithoutFinding { .. } => "impression-without-finding",
            Self::VerdictMissing { .. } => "verdict-missing",
            Self::ImpactMissing { .. } => "impact-missing",
            Self::AnswersNowhere { .. } => "answers-nowhere",
            Self::RadiologistIncomplete { .. } => "radiologist-incomplete",
            Self::NotIndependent => "not-independent",
            Self::Version => "report-version",
            Self::Times => "report-times",
        }
    }
}
