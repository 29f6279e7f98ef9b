//! The independent first read, and the original report that opens after it.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use overread_client::wire::{CaseId, Compartment};
use overread_client::{Manifest, Trouble};
use overread_dicom::DocumentKind;
use overread_report::FirstRead;
use serde_json::json;

use crate::folder::Folder;
use crate::terminal::{OpenCase, Terminal, counted, printable, read_file};

/// A text that is longer is only named.
const LONGEST_TEXT: u64 = 1 << 20;

/// Acts of the radiologist.
#[derive(Subcommand)]
pub enum Read {
    /// Commit the first read. It cannot be changed afterwards.
    Commit {
        /// The case.
        case: CaseId,
        /// The findings, as in examples/findings.json.
        #[arg(long, value_name = "FILE")]
        findings: PathBuf,
    },
    /// Open the original report; possible once the first read is committed.
    Reveal {
        /// The case.
        case: CaseId,
        /// Write the documents to this folder instead of printing them.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

impl Read {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        match self {
            Self::Commit { case, findings } => commit(terminal, case, &findings).await,
            Self::Reveal { case, out } => reveal(terminal, case, out.as_deref()).await,
        }
    }
}

async fn commit(terminal: &Terminal, case: CaseId, findings: &Path) -> anyhow::Result<()> {
    let first_read = FirstRead::from_json(&read_file(findings)?).map_err(Trouble::from)?;
    let mut case = terminal.case(case).await?;
    let entry = case
        .client
        .commit_first_read(&mut case.chain, &case.keyring, &first_read)
        .await?;
    let words = "Your first read is on the record. The original report can be opened now.";
    terminal.done(json!({ "seq": entry.seq }), words)
}

async fn reveal(terminal: &Terminal, case: CaseId, out: Option<&Path>) -> anyhow::Result<()> {
    let folder = out.map(Folder::new).transpose()?;
    let mut case = terminal.case(case).await?;
    if !case.client.reveal(&mut case.chain).await? {
        return terminal.done(
            json!({ "documents": [] }),
            "There is no original report in this case.",
        );
    }
    // Only now does the server hand over its half of the key.
    case.keyring = case.client.keyring(&case.chain).await?;
    let manifests = case
        .client
        .manifests(&case.chain, &case.keyring, Compartment::Original)
        .await?;
    match out.zip(folder) {
        Some((out, folder)) => write(terminal, &case, &manifests, (out, folder)).await,
        None => print(terminal, &case, &manifests).await,
    }
}

async fn write(
    terminal: &Terminal,
    case: &OpenCase,
    manifests: &[Manifest],
    (out, mut folder): (&Path, Folder),
) -> anyhow::Result<()> {
    for manifest in manifests {
        case.client
            .files_of(&case.chain, &case.keyring, manifest, &mut folder)
            .await?;
    }
    let documents = counted(folder.count(), "document", "documents");
    let words = format!("{documents} in {}.", out.display());
    terminal.done(json!({ "documents": folder.written() }), &words)
}

async fn print(terminal: &Terminal, case: &OpenCase, manifests: &[Manifest]) -> anyhow::Result<()> {
    let (mut json, mut words) = (Vec::new(), Vec::new());
    for manifest in manifests {
        for (file, (record, place)) in manifest.inventory.files.iter().zip(&manifest.files).enumerate() {
            let path = printable(&record.path);
            let mut text = None;
            if record.document == Some(DocumentKind::Text) && place.size <= LONGEST_TEXT {
                let bytes = case
                    .client
                    .whole_file(&case.chain, &case.keyring, manifest, file)
                    .await?;
                let read = decoded(&bytes);
                words.push(format!("{path}\n\n{}\n", printable(&read)));
                text = Some(read);
            } else {
                words.push(format!(
                    "{path}: {}. Use --out DIR to write it to a folder.",
                    counted(place.size, "byte", "bytes")
                ));
            }
            json.push(
                json!({ "path": record.path, "bytes": place.size, "sha256": place.sha256, "text": text }),
            );
        }
    }
    terminal.done(json!({ "documents": json }), &words.join("\n"))
}

/// UTF-8, or else Latin-1, which every byte is.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}
