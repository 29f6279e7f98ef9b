//! From verdicts to scales: the same comparison always gives the same code.

use serde::{Deserialize, Serialize};

use crate::{Impact, OriginalReport, Report, Verdict};

/// The 5-point scale of Zan et al., "Second-opinion consultations in neuroradiology", Radiology 2010;255(1):135-141.
///
/// "Important" means likely to change care.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Zan {
    /// 1: no difference.
    NoDifference,
    /// 2: difference in detection, not important.
    Detection,
    /// 3: difference in interpretation, not important.
    Interpretation,
    /// 4: important difference in detection.
    ImportantDetection,
    /// 5: important difference in interpretation.
    ImportantInterpretation,
}

impl Zan {
    /// The code of one finding. What both readings say the same is 1, whatever it means for care.
    pub fn of(verdict: Verdict, impact: Impact) -> Self {
        match (verdict, impact) {
            (Verdict::Agrees, _) => Self::NoDifference,
            (Verdict::Adds | Verdict::NotConfirmed, Impact::Likely) => Self::ImportantDetection,
            (Verdict::Adds | Verdict::NotConfirmed, _) => Self::Detection,
            (Verdict::CharacterisesDifferently | Verdict::RaisesQuestion, Impact::Likely) => {
                Self::ImportantInterpretation
            }
            (Verdict::CharacterisesDifferently | Verdict::RaisesQuestion, _) => Self::Interpretation,
        }
    }

    /// 1 to 5.
    pub fn code(self) -> u8 {
        match self {
            Self::NoDifference => 1,
            Self::Detection => 2,
            Self::Interpretation => 3,
            Self::ImportantDetection => 4,
            Self::ImportantInterpretation => 5,
        }
    }

    /// The roll-up to three levels.
    pub fn agreement(self) -> Agreement {
        match self {
            Self::NoDifference => Agreement::Agree,
            Self::Detection | Self::Interpretation => Agreement::Minor,
            Self::ImportantDetection | Self::ImportantInterpretation => Agreement::Major,
        }
    }

    /// Which of several codes stands for the whole report. The tie rule: 5 is the headline only if nothing important
    /// was detected differently, so 4 goes before 5.
    fn precedence(self) -> u8 {
        match self {
            Self::ImportantDetection => 6,
            other => other.code(),
        }
    }
}

impl From<Zan> for u8 {
    fn from(zan: Zan) -> Self {
        zan.code()
    }
}

impl TryFrom<u8> for Zan {
    type Error = &'static str;

    fn try_from(code: u8) -> Result<Self, Self::Error> {
        match code {
            1 => Ok(Self::NoDifference),
            2 => Ok(Self::Detection),
            3 => Ok(Self::Interpretation),
            4 => Ok(Self::ImportantDetection),
            5 => Ok(Self::ImportantInterpretation),
            _ => Err("a code of this scale is 1 to 5"),
        }
    }
}

/// Three levels for staff; "major" would significantly change management.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Zan 1.
    Agree,
    /// Zan 2 and 3.
    Minor,
    /// Zan 4 and 5.
    Major,
}

/// The comparison of a whole report with the original one.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Comparison {
    /// The code of each finding, in the order of the report.
    pub codes: Vec<Zan>,
    /// The code that stands for all.
    pub headline: Zan,
    /// Its roll-up.
    pub agreement: Agreement,
}

impl Comparison {
    /// The comparison of these pairs; `None` where there is none.
    pub fn of(pairs: impl IntoIterator<Item = (Verdict, Impact)>) -> Option<Self> {
        let codes: Vec<Zan> = pairs
            .into_iter()
            .map(|(verdict, impact)| Zan::of(verdict, impact))
            .collect();
        let headline = codes.iter().copied().max_by_key(|code| code.precedence())?;
        Some(Self {
            codes,
            headline,
            agreement: headline.agreement(),
        })
    }

    /// The comparison in a report; `None` unless every finding has a verdict and an impact.
    pub fn of_report(report: &Report) -> Option<Self> {
        let pairs: Option<Vec<_>> = report
            .findings
            .iter()
            .map(|finding| Some((finding.verdict?, finding.impact?)))
            .collect();
        Self::of(pairs?)
    }
}

/// What a patient is told about the comparison: a neutral key, never a grade.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Both readings say the same.
    Same,
    /// Nothing differs, and something was added.
    SameAndMore,
    /// Something was seen or described differently, or a question is open.
    Differs,
    /// There was nothing to compare with, or the images could not be read.
    CouldNotCompare,
}

impl Outcome {
    /// The outcome of a report.
    pub fn of(report: &Report, original: OriginalReport) -> Self {
        let verdicts: Option<Vec<Verdict>> = report.findings.iter().map(|finding| finding.verdict).collect();
        match verdicts {
            Some(verdicts)
                if original == OriginalReport::Opened
                    && !report.adequacy.is_not_adequate()
                    && !verdicts.is_empty() =>
            {
                Self::of_verdicts(&verdicts)
            }
            _ => Self::CouldNotCompare,
        }
    }

    fn of_verdicts(verdicts: &[Verdict]) -> Self {
        let all = |allowed: &[Verdict]| verdicts.iter().all(|verdict| allowed.contains(verdict));
        if all(&[Verdict::Agrees]) {
            Self::Same
        } else if all(&[Verdict::Agrees, Verdict::Adds]) {
            Self::SameAndMore
        } else {
            Self::Differs
        }
    }
}
