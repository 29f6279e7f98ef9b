//! More for a case: a second disc, a letter that was found later; and, from the practice, the disc that a patient
//! posted.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::Args;
use overread_client::wire::{CaseId, Compartment, Hash};
use overread_client::{KnownOnDisc, Trouble, difference};
use serde_json::json;

use crate::disc::{Intake, WRONG_DISC, report_disc, whose};
use crate::password::ArchivePassword;
use crate::terminal::{OpenCase, Terminal};

/// What to add. The same command again goes on where it was cut off.
#[derive(Args)]
pub struct Add {
    /// The case.
    case: CaseId,
    /// Another disc: a folder, an archive (ZIP, TAR, gzip), an image of a disc (ISO, UDF) or a single file.
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
    /// Does it. Whose step it is is known before a disc is read.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let mut case = terminal.case(self.case).await?;
        case.client.reads_in(&case.chain)?;
        let disc = self
            .images
            .as_deref()
            .map(|path| Intake::of(path, self.password.options()?))
            .transpose()?;
        if let Some(disc) = disc.as_ref().filter(|disc| !disc.has_images()) {
            return Err(disc.without_images());
        }
        let documents: Vec<&Path> = self.document.iter().map(PathBuf::as_path).collect();
        let documents = Intake::of_documents("documents", &documents)?;
        let mut is_sent = !documents.is_empty();
        if let Some(mut disc) = disc {
            self.report(&case, &disc).await?;
            leave_known(&case, &mut disc).await?;
            is_sent |= !disc.is_empty();
            disc.send(&case.client, &mut case.chain, &case.keyring).await?;
        }
        documents
            .send(&case.client, &mut case.chain, &case.keyring)
            .await?;
        let words = if is_sent {
            "Sent."
        } else {
            "The case holds all of this disc already. Nothing was sent."
        };
        terminal.done(json!({ "case": self.case }), words)
    }

    /// Says what is on the disc. The patient knows the own disc; the practice has opened an envelope.
    async fn report(&self, case: &OpenCase, disc: &Intake) -> Result<(), Trouble> {
        let form = case.client.intake_form(&case.chain, &case.keyring).await?;
        let inventory = disc.inventory();
        report_disc(&inventory);
        disc.report_left_behind();
        let is_posted = case.chain.case.patient() != case.client.me()?.id();
        for patient in &inventory.patients {
            let differs = difference(&form.patient, patient);
            if is_posted && differs.leaves_doubt() {
                eprintln!("{}.", whose(patient, &form.patient));
                if !self.same_person {
                    return Err(Trouble::AnotherPerson);
                }
            } else if differs.is_any() {
                eprintln!("{}. {WRONG_DISC}", whose(patient, &form.patient));
            }
        }
        Ok(())
    }
}

/// What the case holds already stays here, and is said on standard error.
async fn leave_known(case: &OpenCase, disc: &mut Intake) -> Result<(), Trouble> {
    let (chain, keyring) = (&case.chain, &case.keyring);
    let sent = case.client.manifests(chain, keyring, Compartment::Images).await?;
    let known = KnownOnDisc::of(&disc.inventory(), sent.iter().map(|manifest| &manifest.inventory));
    if known.known > 0 {
        let left = match known.whole_examinations.len() {
            0 => "They are sent again with the examination they belong to.",
            whole if whole < known.known => {
                "Examinations that are there whole are left out; the others are sent whole."
            }
            _ => "They are left out.",
        };
        eprintln!(
            "{} of the {} images on this disc are in the case already. {left}",
            known.known, known.images
        );
    }
    let mut documents = HashSet::new();
    if known.is_all() {
        let papers = case
            .client
            .manifests(chain, keyring, Compartment::Original)
            .await?;
        let files = sent.iter().chain(&papers).flat_map(|manifest| &manifest.files);
        documents = files.map(|file| file.sha256).collect::<HashSet<Hash>>();
    }
    disc.leave_known(&known, &documents)
}
