//! Cases: opened by patients, moved on by everyone's acts.

mod add;
mod consent;
mod form;
mod images;
mod open;
mod repeated;
mod show;
mod steps;

use clap::Subcommand;
use overread_client::wire::CaseId;

use crate::terminal::Terminal;

/// Acts on cases.
#[derive(Subcommand)]
pub enum Case {
    /// Open a case, send the disc and submit it. The same command again goes on where it was cut off.
    Open(Box<open::Open>),
    /// Send another disc, or more documents, into a case; as the practice, the disc that the patient posted.
    Add(add::Add),
    /// Show the text that is agreed to with `--consent`.
    Consent(consent::Consent),
    /// List your cases; for coordinators, all of the practice.
    List,
    /// Show a case with its people and its verified entries, and what is asked where you hold the key.
    Show {
        /// The case.
        case: CaseId,
    },
    /// Show the verified timeline with the words behind it.
    Log {
        /// The case.
        case: CaseId,
    },
    /// Give back the very bytes of every file that was sent and that you hold the key to.
    Images(images::Images),
    #[command(flatten)]
    Step(steps::Step),
}

impl Case {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        match self {
            Self::Open(open) => open.run(terminal).await,
            Self::Add(add) => add.run(terminal).await,
            Self::Consent(consent) => consent.run(terminal),
            Self::List => show::list(terminal).await,
            Self::Show { case } => show::show(terminal, case).await,
            Self::Log { case } => show::log(terminal, case).await,
            Self::Images(images) => images.run(terminal).await,
            Self::Step(step) => step.run(terminal).await,
        }
    }
}
