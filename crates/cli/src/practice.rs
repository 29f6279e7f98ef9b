//! The practice: founding it, its public page, its people.

use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;
use overread_client::wire::api::PracticePage;
use serde_json::json;

use crate::terminal::{Terminal, origin, printable, read_file, word};

/// Acts of those who run the practice.
#[derive(Subcommand)]
pub enum Practice {
    /// Found the practice of a new server. This profile becomes its root and first coordinator.
    Create {
        /// Public address of the server.
        #[arg(long, value_name = "URL")]
        server: String,
        /// What the server printed on its first start; it stands in the file setup-token of its data folder.
        #[arg(long, value_name = "T")]
        setup_token: String,
        /// Name of the practice.
        #[arg(long, value_name = "N")]
        name: String,
    },
    /// Show the public page, or replace it.
    Page {
        /// The new page as JSON: name, telephone, address, about, countries, prices.
        #[arg(long, value_name = "JSON")]
        file: Option<PathBuf>,
    },
    /// List the coordinators and radiologists.
    People,
}

impl Practice {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        match self {
            Self::Create {
                server,
                setup_token,
                name,
            } => create(terminal, &server, &setup_token, name).await,
            Self::Page { file } => page(terminal, file).await,
            Self::People => people(terminal).await,
        }
    }
}

async fn create(terminal: &Terminal, server: &str, setup_token: &str, name: String) -> anyhow::Result<()> {
    let server = origin(server);
    let _turn = terminal.turn()?;
    let client = terminal.client_at(&server).await?;
    let page = PracticePage {
        name: name.clone(),
        ..PracticePage::default()
    };
    let practice = client.found_practice(&server, setup_token.trim(), page).await?;
    let words = format!(
        "{name} is founded.\nFingerprint: {practice}\nInvite its people with `overread invite`, and print your \
         recovery code with `overread recovery show`."
    );
    terminal.answer(&json!({ "practice": practice, "fingerprint": practice }), &words)
}

async fn page(terminal: &Terminal, file: Option<PathBuf>) -> anyhow::Result<()> {
    let client = terminal.client().await?;
    let Some(file) = file else {
        let page = client.practice_page().await?.page;
        let words = serde_json::to_string_pretty(&page)?;
        return terminal.done(json!({ "page": page }), &words);
    };
    let page: PracticePage = serde_json::from_slice(&read_file(&file)?).with_context(|| {
        format!(
            "{} is not a public page. It is JSON with name, telephone, address, about, countries and prices.",
            file.display()
        )
    })?;
    client.change_practice_page(&page).await?;
    terminal.done(json!({ "page": page }), "The public page is changed.")
}

async fn people(terminal: &Terminal) -> anyhow::Result<()> {
    let people = terminal.client().await?.colleagues().await?;
    let line = |person: &overread_client::Colleague| {
        let more = [
            &person.name,
            &person.subspecialty,
            &person.licence,
            &person.country,
        ];
        let more: Vec<String> = more.into_iter().flatten().map(|text| printable(text)).collect();
        format!(
            "{}  {:<11}  {}",
            person.person,
            word(&person.role),
            more.join(", ")
        )
    };
    let words: Vec<String> = people.iter().map(line).collect();
    terminal.done(json!({ "people": people }), &words.join("\n"))
}
