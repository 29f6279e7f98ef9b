//! The files of a case, bit for bit.

use std::path::PathBuf;

use clap::Args;
use overread_client::wire::{CaseId, Compartment, Role};
use serde_json::json;

use crate::folder::Folder;
use crate::terminal::{Terminal, counted};

/// Gives back every file under its name on the disc; each is compared with the hash its sender signed.
#[derive(Args)]
pub struct Images {
    /// The case.
    case: CaseId,
    /// Folder to write to.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// As the practice: also what may hold the original report. That it was opened goes on the record.
    #[arg(long)]
    with_original: bool,
}

impl Images {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let mut case = terminal.case(self.case).await?;
        // Refused before a folder is made.
        case.client
            .manifests(&case.chain, &case.keyring, Compartment::Images)
            .await?;
        let mut folder = Folder::new(&self.out)?;
        let given = case
            .client
            .open_files(&mut case.chain, &case.keyring, self.with_original, &mut folder)
            .await?;
        let mut words = format!(
            "{} in {}, each as it was sent.",
            counted(folder.count(), "file", "files"),
            self.out.display()
        );
        if given.original_left_out {
            words.push_str("\nWhat may hold the original report was left out: ");
            words.push_str(match case.chain.role(case.client.me()?.id()) {
                Some(Role::Radiologist) => "open it with `overread read reveal` after your first read.",
                _ => "ask for it with --with-original; that goes on the record.",
            });
        }
        terminal.done(
            json!({ "files": folder.written(), "original_left_out": given.original_left_out }),
            &words,
        )
    }
}
