//! The files of a case, bit for bit.

use std::path::PathBuf;

use clap::Args;
use overread_client::wire::CaseId;
use serde_json::json;

use crate::folder::Folder;
use crate::terminal::Terminal;

/// Gives back every file under its name on the disc; each is compared with the hash its sender signed.
#[derive(Args)]
pub struct Images {
    /// The case.
    case: CaseId,
    /// Folder to write to.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Images {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let mut case = terminal.case(self.case).await?;
        case.client.open_images(&mut case.chain, &case.keyring).await?;
        let mut folder = Folder::new(&self.out)?;
        case.client
            .original_files(&case.chain, &case.keyring, &mut folder)
            .await?;
        let words = format!(
            "{} files in {}, each as it was sent.",
            folder.count(),
            self.out.display()
        );
        terminal.done(json!({ "files": folder.written() }), &words)
    }
}
