//! More for a case: a second disc, a letter that was found later; and, from the practice, the disc that a patient
//! posted.

use std::path::{Path, PathBuf};

use clap::Args;
use overread_client::wire::{CaseId, Compartment};
use overread_client::{ImageOnDisc, Trouble, already_sent, difference};
use overread_dicom::Inventory;
use serde_json::json;

use crate::disc::{Intake, report_disc};
use crate::password::ArchivePassword;
use crate::terminal::{OpenCase, Terminal};

/// What to add. The same command again goes on where it was cut off.
#[derive(Args)]
pub struct Add {
    /// The case.
    case: CaseId,
    /// Another disc: a folder, a ZIP or a single file.
    #[arg(long, value_name = "PATH", required_unless_present = "document")]
    images: Option<PathBuf>,
    /// A document that may hold the first report; may be given several times.
    #[arg(long, value_name = "FILE")]
    document: Vec<PathBuf>,
    /// As the practice: the disc names somebody else or nobody, and you have made sure that it is this patient's.
    #[arg(long)]
    same_person: bool,
    #[command(flatten)]
    password: ArchivePassword,
}

impl Add {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let disc = self
            .images
            .as_deref()
            .map(|path| Intake::of(path, self.password.options()?))
            .transpose()?;
        if let Some(disc) = disc.as_ref().filter(|disc| !disc.has_images()) {
            disc.report_locked();
            return Err(Trouble::NoImages.into());
        }
        let documents: Vec<&Path> = self.document.iter().map(PathBuf::as_path).collect();
        let documents = Intake::of_documents("documents", &documents)?;
        let mut case = terminal.case(self.case).await?;
        if let Some(disc) = &disc {
            let form = case.client.intake_form(&case.chain, &case.keyring).await?;
            let inventory = disc.inventory();
            report_disc(&inventory, &form.patient);
            report_known(&case, &inventory).await?;
            disc.report_left_behind();
            let is_posted = case.chain.case.patient() != case.client.me()?.id();
            let in_doubt = |patient| difference(&form.patient, patient).leaves_doubt();
            // The patient knows the own disc; the practice has opened an envelope.
            if is_posted && !self.same_person && inventory.patients.iter().any(in_doubt) {
                return Err(Trouble::AnotherPerson.into());
            }
            disc.send(&case.client, &mut case.chain, &case.keyring).await?;
        }
        documents
            .send_as_documents(&case.client, &mut case.chain, &case.keyring)
            .await?;
        terminal.done(json!({ "case": self.case }), "Sent.")
    }
}

/// Says on standard error how much of a disc the case holds already.
async fn report_known(case: &OpenCase, inventory: &Inventory) -> Result<(), Trouble> {
    let (chain, keyring) = (&case.chain, &case.keyring);
    let sent = case.client.manifests(chain, keyring, Compartment::Images).await?;
    let on_disc: Vec<ImageOnDisc> = ImageOnDisc::all(inventory).map(|(_, image)| image).collect();
    let known = already_sent(sent.iter().map(|manifest| &manifest.inventory), &on_disc);
    let count = known.iter().filter(|known| **known).count();
    if count > 0 {
        eprintln!(
            "{count} of the {} images on this disc are in the case already.",
            known.len()
        );
    }
    Ok(())
}
