//! The signed report.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use overread_client::wire::CaseId;
use overread_client::{Trouble, VerifiedReport};
use overread_report::Report as Written;
use serde_json::{Value, json};

use crate::terminal::{Terminal, moment, printable, read_file, word};

/// Acts on reports.
#[derive(Subcommand)]
pub enum Report {
    /// Sign the report; where there is one already, and with a reason, an addendum that supersedes it.
    Sign {
        /// The case.
        case: CaseId,
        /// The report, as in examples/report.json.
        #[arg(long, value_name = "FILE")]
        report: PathBuf,
        /// Why a signed report is added to.
        #[arg(long, value_name = "T")]
        addendum_reason: Option<String>,
    },
    /// Show the newest version, verified.
    Show {
        /// The case.
        case: CaseId,
    },
    /// Confirm that you have read the newest version.
    Acknowledge {
        /// The case.
        case: CaseId,
    },
}

impl Report {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        match self {
            Self::Sign {
                case,
                report,
                addendum_reason,
            } => sign(terminal, case, &report, addendum_reason.as_deref()).await,
            Self::Show { case } => show(terminal, case).await,
            Self::Acknowledge { case } => acknowledge(terminal, case).await,
        }
    }
}

async fn sign(terminal: &Terminal, case: CaseId, report: &Path, reason: Option<&str>) -> anyhow::Result<()> {
    let report = Written::from_json(&read_file(report)?).map_err(Trouble::from)?;
    let mut case = terminal.case(case).await?;
    let signature = case
        .client
        .sign_report(&mut case.chain, &case.keyring, report, reason)
        .await?;
    for warning in &signature.warnings {
        eprintln!("{}", printable(&format!("Look again: {warning}")));
    }
    if signature.comparison_removed {
        eprintln!("The original report was not opened, so the comparison with it was left out.");
    }
    let json = json!({
        "version": signature.version,
        "warnings": signature.warnings,
        "since_first_read": signature.since_first_read,
        "comparison_removed": signature.comparison_removed,
    });
    terminal.done(json, &format!("Version {} is signed.", signature.version))
}

async fn show(terminal: &Terminal, case: CaseId) -> anyhow::Result<()> {
    let mut case = terminal.case(case).await?;
    let reports = case.client.open_reports(&mut case.chain, &case.keyring).await?;
    let newest = reports.into_iter().next_back().ok_or(Trouble::NoReport)?;
    terminal.done(json(&newest), &in_words(&newest))
}

async fn acknowledge(terminal: &Terminal, case: CaseId) -> anyhow::Result<()> {
    let mut case = terminal.case(case).await?;
    let newest = case.client.newest_report(&case.chain, &case.keyring).await?;
    case.client.acknowledge(&mut case.chain, newest.seq).await?;
    terminal.done(json!({ "version": newest.body.version }), "Confirmed.")
}

/// A verified report as an answer.
pub fn json(report: &VerifiedReport) -> Value {
    json!({
        "version": report.body.version,
        "signer": report.signer,
        "time": moment(report.time),
        "outcome": report.outcome,
        "first_read": report.first_read,
        "report": report.body,
    })
}

/// A report for people: plain words first, then the professional text.
pub fn in_words(verified: &VerifiedReport) -> String {
    let (body, report) = (&verified.body, &verified.body.report);
    let (who, plain) = (&body.radiologist, &report.plain_summary);
    let mut lines = vec![
        format!(
            "Report, version {}, signed {}",
            body.version,
            moment(verified.time)
        ),
        format!("{}, licence {}, {}", who.name, who.licence, who.country),
    ];
    if let Some(addendum) = &body.addendum {
        lines.push(format!(
            "Supersedes version {}: {}",
            addendum.addendum_of, addendum.reason
        ));
    }
    lines.extend([
        String::new(),
        plain.what_was_looked_at.clone(),
        plain.what_was_seen.clone(),
        plain.how_sure.clone(),
    ]);
    lines.extend(plain.same_or_different.clone());
    lines.push(plain.does_not_say.clone());
    lines.extend(
        plain
            .questions_for_surgeon
            .iter()
            .map(|question| format!("  - {question}")),
    );
    lines.extend([
        String::new(),
        format!("Question: {}", report.question),
        format!("Technique: {}", report.technique),
    ]);
    for finding in &report.findings {
        let verdict = finding
            .verdict
            .map(|verdict| format!(", {}", word(&verdict)))
            .unwrap_or_default();
        lines.push(format!(
            "{}  {} ({}{verdict})",
            finding.id,
            finding.text,
            word(&finding.certainty)
        ));
    }
    lines.push("Impression:".to_owned());
    lines.extend(
        report
            .impression
            .iter()
            .map(|item| format!("  {} ({})", item.text, word(&item.certainty))),
    );
    lines.extend(report.recommendation.clone());
    printable(&lines.join("\n"))
}
