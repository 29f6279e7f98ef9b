//! The demonstration practice: founded, with a public page, and an invitation for each of its people.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use overread_client::seal::link::Link;
use overread_client::wire::api::{PracticePage, Price};
use overread_client::wire::ledger::Service;
use overread_client::wire::{PracticeId, Role};
use overread_client::{Client, NewInvite, Trouble};
use serde_json::{Value, json};

use crate::ports::write_private;
use crate::terminal::{Terminal, origin};

/// Makes a demonstration practice.
#[derive(Args)]
pub struct Demo {
    /// Public address of the server.
    #[arg(long, value_name = "URL", default_value = "http://localhost:8080")]
    server: String,
    /// What the server printed on its first start.
    #[arg(long, value_name = "T", conflicts_with = "data")]
    setup_token: Option<String>,
    /// The server's data folder, to read the setup token from.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Folder for the founder's profile and for links.txt; without it the founder is this profile.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where to make the demonstration disc, if it is not there yet.
    #[arg(long, value_name = "DIR")]
    disc: Option<PathBuf>,
}

impl Demo {
    /// Does it. On a server that has a practice already, its founder gets new links and anyone else a sentence.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        if let Some(disc) = self.disc.as_deref().filter(|disc| !disc.exists()) {
            make_disc(disc)?;
        }
        let founder = self
            .out
            .as_ref()
            .map(|out| terminal.with_profile(out.join("founder")));
        let server = origin(&self.server);
        let client = founder.as_ref().unwrap_or(terminal).client_at(&server).await?;
        let practice = match client.practice_page().await {
            Ok(known) if client.me().is_ok_and(|me| me.id() == known.practice) => known.practice,
            Ok(known) => {
                let words = "This server has a practice already. Ask its coordinator for an invitation.";
                return terminal.done(json!({ "practice": known.practice, "founded": false }), words);
            }
            Err(Trouble::Refused { code, .. }) if code == "no-practice" => {
                client
                    .found_practice(&server, &self.setup_token()?, page())
                    .await?
            }
            Err(trouble) => return Err(trouble.into()),
        };
        let links = Links::make(&client, &server, practice).await?;
        let mut words = links.in_words();
        if let Some(disc) = &self.disc {
            words = format!("{words}\n\nA disc to drop in: {}", disc.display());
        }
        if let Some(out) = &self.out {
            let written = write_private(&out.join("links.txt"), format!("{words}\n").as_bytes());
            written.with_context(|| format!("links.txt could not be written to {}.", out.display()))?;
        }
        terminal.answer(&links.json(), &words)
    }

    fn setup_token(&self) -> anyhow::Result<String> {
        if let Some(token) = &self.setup_token {
            return Ok(token.trim().to_owned());
        }
        let Some(data) = &self.data else {
            bail!(
                "Give the setup token that the server printed, with --setup-token, or the server's data folder, with --data."
            );
        };
        let token = std::fs::read_to_string(data.join("setup-token")).with_context(|| {
            format!(
                "There is no setup token in {}. Start the server on this folder first.",
                data.display()
            )
        })?;
        Ok(token.trim().to_owned())
    }
}

/// The links of the demonstration's people.
struct Links {
    practice: PracticeId,
    start: String,
    coordinator: String,
    radiologist: String,
    patient: String,
}

impl Links {
    async fn make(client: &Client, server: &str, practice: PracticeId) -> Result<Self, Trouble> {
        Ok(Self {
            practice,
            start: Link::Start { practice }.to_url(server),
            coordinator: client.invite(coordinator()).await?,
            radiologist: client.invite(radiologist()).await?,
            patient: client.invite(patient()).await?,
        })
    }

    fn json(&self) -> Value {
        json!({
            "practice": self.practice,
            "fingerprint": self.practice,
            "coordinator": self.coordinator,
            "radiologist": self.radiologist,
            "patient": self.patient,
            "start": self.start,
        })
    }

    fn in_words(&self) -> String {
        format!(
            "The demonstration practice is ready. Open each link in a browser profile of its own; each works once.\n\
             \nStart page    {}\nPatient       {}\nCoordinator   {}\nRadiologist   {}\n\nFingerprint   {}",
            self.start, self.patient, self.coordinator, self.radiologist, self.practice
        )
    }
}

fn page() -> PracticePage {
    let price = |service, amount| Price {
        service,
        amount,
        currency: "CHF".to_owned(),
    };
    PracticePage {
        name: "Musterpraxis Second Opinions".to_owned(),
        telephone: "+41 44 000 00 00".to_owned(),
        address: "Musterstrasse 1, 8000 Zürich".to_owned(),
        about: "A demonstration practice. Radiologists with a subspecialty read your images a second time before an \
                operation and take no part in it. Nobody here is real."
            .to_owned(),
        countries: vec!["CH".to_owned(), "DE".to_owned(), "AT".to_owned()],
        prices: vec![
            price(Service::Standard, 29_000),
            price(Service::Express, 39_000),
            price(Service::Priority, 54_000),
        ],
    }
}

fn coordinator() -> NewInvite {
    NewInvite {
        role: Role::Coordinator,
        name: Some("Clara Beispiel".to_owned()),
        birth_date: None,
        subspecialty: None,
        licence: None,
        country: None,
    }
}

fn radiologist() -> NewInvite {
    NewInvite {
        role: Role::Radiologist,
        name: Some("Dr. med. Jonas Berger".to_owned()),
        birth_date: None,
        subspecialty: Some("Musculoskeletal and spine imaging".to_owned()),
        licence: Some("CH-0000-DEMO".to_owned()),
        country: Some("CH".to_owned()),
    }
}

/// The person whose disc the phantom makes.
fn patient() -> NewInvite {
    NewInvite {
        role: Role::Patient,
        name: Some("Anna Muster".to_owned()),
        birth_date: Some("1961-05-04".to_owned()),
        subspecialty: None,
        licence: None,
        country: None,
    }
}

fn make_disc(disc: &Path) -> anyhow::Result<()> {
    eprintln!("Making a disc of nobody in {}.", disc.display());
    overread_phantom::demo_disc().write_to(disc).with_context(|| {
        format!(
            "The disc could not be written to {}. Check that there is room.",
            disc.display()
        )
    })?;
    Ok(())
}
