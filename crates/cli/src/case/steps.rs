//! The steps of a case that need only a word: each is one entry on the ledger.

use std::str::FromStr;

use clap::Subcommand;
use overread_client::wire::{CaseId, PersonId};
use overread_report::{Date, Party, ServiceLevel};
use serde_json::json;

use crate::terminal::{OpenCase, Terminal, day};

/// What the practice writes when it returns a case without a reason.
const CALL_US: &str = "Something is missing in your case. Please call the practice.";

/// A step.
#[derive(Subcommand)]
pub enum Step {
    /// Ask a radiologist to read.
    Assign {
        /// The case.
        case: CaseId,
        /// The radiologist, as `practice people` lists them.
        #[arg(long, value_name = "PERSON")]
        to: PersonId,
    },
    /// Take the case and declare independence.
    Accept {
        /// The case.
        case: CaseId,
        /// Of whom: surgeon, hospital, first-radiologist, separated by commas. Without it, of everyone named.
        #[arg(long, value_name = "WHO", value_delimiter = ',', value_parser = party)]
        independent_of: Option<Vec<Party>>,
    },
    /// Do not take the case.
    Decline(Reasoned),
    /// Step back after having taken the case.
    Recuse(Reasoned),
    /// Ask the patient for something; the clock stops.
    Return(Reasoned),
    /// Answer the practice; the clock goes on.
    Resume(Reasoned),
    /// Withdraw the case.
    Withdraw(Reasoned),
    /// As the practice, do not take the case.
    Refuse(Reasoned),
    /// Have the server delete everything of the case but its timeline, for good.
    Erase {
        /// The case.
        case: CaseId,
        /// You know that nobody can bring it back.
        #[arg(long, required = true)]
        forever: bool,
    },
    /// The operation moved.
    Reschedule {
        /// The case.
        case: CaseId,
        /// The new date, YYYY-MM-DD.
        #[arg(long, value_name = "D", value_parser = day)]
        surgery_date: Date,
        /// A service that counts from now, if it brings the report forward.
        #[arg(long)]
        service: Option<ServiceLevel>,
    },
}

/// A step with a reason.
#[derive(clap::Args)]
pub struct Reasoned {
    /// The case.
    case: CaseId,
    /// Why, or the answer, in a few words; only people of the case can read it.
    #[arg(long, value_name = "T", alias = "answer")]
    reason: Option<String>,
}

impl Step {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let OpenCase {
            client,
            mut chain,
            keyring,
        } = terminal.case(self.case()).await?;
        let chain = &mut chain;
        let words = match &self {
            Self::Assign { to, .. } => {
                client.assign(chain, &keyring, *to).await?;
                "The radiologist is asked."
            }
            Self::Accept { independent_of, .. } => {
                client.accept(chain, &keyring, independent_of.as_deref()).await?;
                "The case is yours. Read the images, then commit your first read."
            }
            Self::Decline(step) => {
                client.decline(chain, &keyring, step.reason.as_deref()).await?;
                "Declined."
            }
            Self::Recuse(step) => {
                client.recuse(chain, &keyring, step.reason.as_deref()).await?;
                "You are off the case."
            }
            Self::Return(step) => {
                client
                    .return_case(chain, &keyring, step.reason.as_deref().unwrap_or(CALL_US))
                    .await?;
                "Returned to the patient; the clock stands still."
            }
            Self::Resume(step) => {
                client.resume(chain, &keyring, step.reason.as_deref()).await?;
                "The clock goes on."
            }
            Self::Withdraw(step) => {
                client.withdraw(chain, &keyring, step.reason.as_deref()).await?;
                "Withdrawn."
            }
            Self::Refuse(step) => {
                client.refuse(chain, &keyring, step.reason.as_deref()).await?;
                "Refused."
            }
            Self::Erase { .. } => {
                client.erase(chain).await?;
                "Erased: the server has deleted everything of the case but its timeline."
            }
            Self::Reschedule {
                surgery_date,
                service,
                ..
            } => {
                let mut form = client.intake_form(chain, &keyring).await?;
                form.surgery_date = Some(*surgery_date);
                form.service = service.unwrap_or(form.service);
                client.reschedule(chain, &keyring, &form, *service).await?;
                "The new date is with the practice."
            }
        };
        terminal.done(
            json!({ "case": chain.case.id(), "state": chain.case.state() }),
            words,
        )
    }

    fn case(&self) -> CaseId {
        match self {
            Self::Assign { case, .. }
            | Self::Accept { case, .. }
            | Self::Erase { case, .. }
            | Self::Reschedule { case, .. } => *case,
            Self::Decline(step)
            | Self::Recuse(step)
            | Self::Return(step)
            | Self::Resume(step)
            | Self::Withdraw(step)
            | Self::Refuse(step) => step.case,
        }
    }
}

/// Both `first-radiologist`, as options are written, and `first_radiologist`, as in JSON.
fn party(word: &str) -> Result<Party, <Party as FromStr>::Err> {
    word.replace('-', "_").parse()
}
