//! Invitations: making them and taking them up.

use clap::{Args, Subcommand};
use overread_client::NewInvite;
use overread_client::seal::link::Link;
use overread_client::wire::Role;
use overread_report::Date;
use serde_json::json;

use crate::terminal::{Terminal, printable, word};

/// Whom to invite.
#[derive(Subcommand)]
pub enum Invite {
    /// Somebody who runs the practice's desk; only its founder invites them.
    Coordinator {
        /// Their name.
        #[arg(long, value_name = "N")]
        name: Option<String>,
    },
    /// Somebody who reads and signs.
    Radiologist {
        /// Their name, as it stands under reports.
        #[arg(long, value_name = "N")]
        name: Option<String>,
        /// What they read best.
        #[arg(long, value_name = "S")]
        subspecialty: Option<String>,
        /// Number of their licence.
        #[arg(long, value_name = "L")]
        licence: Option<String>,
        /// Country of the licence, ISO 3166-1 alpha-2.
        #[arg(long, value_name = "CC")]
        country: Option<String>,
    },
    /// A patient, or somebody acting for one.
    Patient {
        /// Name of the patient, compared with the disc.
        #[arg(long, value_name = "N")]
        name: Option<String>,
        /// Birth date of the patient, YYYY-MM-DD, compared with the disc.
        #[arg(long, value_name = "D")]
        birth_date: Option<Date>,
    },
}

/// Takes up an invitation.
#[derive(Args)]
pub struct Join {
    /// The whole link, in quotation marks.
    link: String,
}

impl Invite {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let link = terminal.client().await?.invite(self.into()).await?;
        terminal.answer(&json!({ "link": link }), &link)
    }
}

impl From<Invite> for NewInvite {
    fn from(invite: Invite) -> Self {
        let nobody = |role| Self {
            role,
            name: None,
            birth_date: None,
            subspecialty: None,
            licence: None,
            country: None,
        };
        match invite {
            Invite::Coordinator { name } => Self {
                name,
                ..nobody(Role::Coordinator)
            },
            Invite::Radiologist {
                name,
                subspecialty,
                licence,
                country,
            } => Self {
                name,
                subspecialty,
                licence,
                country,
                ..nobody(Role::Radiologist)
            },
            Invite::Patient { name, birth_date } => {
                let birth_date = birth_date.map(|date| date.to_string());
                Self {
                    name,
                    birth_date,
                    ..nobody(Role::Patient)
                }
            }
        }
    }
}

impl Join {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let server = Link::origin(&self.link).map_err(overread_client::Trouble::from)?;
        let _turn = terminal.turn()?;
        let client = terminal.client_at(&server).await?;
        let person = client.join(&server, &self.link).await?;
        let profile = &client.me()?.profile;
        let name = profile.name.as_deref().map(printable).unwrap_or_default();
        let words = format!(
            "Welcome{}{name}. You are a {} here.\n{person}",
            if name.is_empty() { "" } else { ", " },
            word(&profile.role)
        );
        terminal.answer(&json!({ "person": person }), &words)
    }
}
