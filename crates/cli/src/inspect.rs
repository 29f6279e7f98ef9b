//! What is on a disc, without sending anything: every file with its outcome, and what the checks found.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use overread_dicom::{Check, FileRecord, Inventory, Outcome, Series, Study, exams, old_study};
use serde_json::{Value, json};

use crate::disc::{Intake, sentence};
use crate::password::ArchivePassword;
use crate::terminal::{Terminal, counted, printable, word};

/// Reads discs and says what is on them; nothing is sent, and no profile is needed.
#[derive(Args)]
pub struct Inspect {
    /// Folders, containers or single files.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Day of the question (such as 2026-12-20), to say which studies are old by then.
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Examination of the protocol table to compare all studies with, instead of the one that their descriptions name.
    #[arg(long, value_name = "EXAM", value_parser = clap::builder::PossibleValuesParser::new(exams()))]
    exam: Option<String>,
    #[command(flatten)]
    password: ArchivePassword,
}

impl Inspect {
    /// Does it.
    pub fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        if let Some(on) = &self.on
            && on.parse::<jiff::civil::Date>().is_err()
        {
            bail!("{on} is not a day. Write it like 2026-12-20.");
        }
        let disc = Intake::of_all(&self.paths, self.password.options()?)?;
        disc.report_locked();
        let mut inventory = disc.inventory_for(self.exam.as_deref());
        if let Some(on) = &self.on {
            let studies = inventory
                .patients
                .iter_mut()
                .flat_map(|patient| &mut patient.studies);
            for study in studies {
                study.checks.extend(old_study(study, on));
            }
        }
        terminal.answer(&as_json(&inventory), &in_words(&inventory))
    }
}

fn as_json(inventory: &Inventory) -> Value {
    let files: Vec<Value> = inventory.files.iter().map(file).collect();
    let patients: Vec<Value> = inventory
        .patients
        .iter()
        .map(|patient| json!({ "studies": patient.studies.iter().map(study).collect::<Vec<_>>() }))
        .collect();
    let warnings = inventory
        .warnings
        .iter()
        .map(|warning| json!({ "code": warning.code.code(), "detail": warning.detail }));
    let unusual = inventory
        .unusual()
        .into_iter()
        .map(|(problem, files)| json!({ "code": word(&problem), "detail": files }));
    let warnings: Vec<Value> = warnings.chain(unusual).collect();
    json!({ "files": files, "patients": patients, "warnings": warnings })
}

fn file(record: &FileRecord) -> Value {
    let (outcome, reason) = match record.outcome {
        Outcome::Used { .. } => ("used", Value::Null),
        Outcome::Skipped { reason } => ("skipped", Value::from(word(&reason))),
    };
    json!({ "path": record.path, "outcome": outcome, "reason": reason })
}

fn study(study: &Study) -> Value {
    json!({
        "uid": study.uid,
        "date": study.date,
        "description": study.description,
        "series": study.series.iter().map(series).collect::<Vec<_>>(),
        "checks": study.checks,
    })
}

fn series(series: &Series) -> Value {
    json!({
        "uid": series.uid,
        "modality": series.modality,
        "instances": series.instances.len(),
        "frames": frames(series),
        "checks": series.checks,
    })
}

fn frames(series: &Series) -> usize {
    series.instances.iter().map(|image| image.frames.len()).sum()
}

fn in_words(inventory: &Inventory) -> String {
    let mut words = String::new();
    for patient in &inventory.patients {
        let born = patient.birth_date.as_deref().unwrap_or("no birth date");
        let _ = writeln!(words, "{} ({born})", name(&patient.name));
        for study in &patient.studies {
            let date = study.date.as_deref().unwrap_or("no date");
            let _ = writeln!(
                words,
                "  {date}  {}",
                name(study.description.as_deref().unwrap_or_default())
            );
            for check in &study.checks {
                let _ = writeln!(words, "    ! {}", finding(check));
            }
            for series in &study.series {
                let _ = writeln!(
                    words,
                    "    {:<4}{:>6} {}{}  {}",
                    series.modality.as_deref().unwrap_or("?"),
                    series.instances.len(),
                    if series.instances.len() == 1 {
                        "image"
                    } else {
                        "images"
                    },
                    several_frames(series),
                    name(series.description.as_deref().unwrap_or_default()),
                );
                for check in &series.checks {
                    let _ = writeln!(words, "      ! {}", finding(check));
                }
            }
        }
    }
    for warning in &inventory.warnings {
        let _ = writeln!(words, "! {}", sentence(warning));
    }
    for (problem, files) in inventory.unusual() {
        let _ = writeln!(words, "unusual ({}): {}", word(&problem), printable(&files));
    }
    let skipped = || {
        inventory.files.iter().filter_map(|record| match record.outcome {
            Outcome::Skipped { reason } => Some((record, reason)),
            Outcome::Used { .. } => None,
        })
    };
    if skipped().next().is_some() {
        let _ = writeln!(
            words,
            "Skipped is what a reading has no use for; what of it can be read travels with a case all the same."
        );
    }
    for (record, reason) in skipped() {
        let _ = writeln!(words, "skipped ({}): {}", word(&reason), printable(&record.path));
    }
    let files = counted(inventory.files.len(), "file", "files");
    let _ = write!(words, "{files}, {} of them skipped.", skipped().count());
    words
}

fn several_frames(series: &Series) -> String {
    let frames = frames(series);
    if frames == series.instances.len() {
        String::new()
    } else {
        format!(" ({})", counted(frames, "frame", "frames"))
    }
}

fn finding(check: &Check) -> String {
    format!(
        "{} ({}): {}",
        word(&check.code),
        word(&check.result),
        printable(&check.detail)
    )
}

/// On one line; something where there is nothing.
fn name(text: &str) -> String {
    let text = printable(text).replace(['\n', '\t'], " ");
    if text.is_empty() {
        "(without a name)".to_owned()
    } else {
        text
    }
}
