//! The recovery code: shown, and used on another computer.

use clap::{Args, Subcommand};
use serde_json::json;

use crate::terminal::{Terminal, origin, secret};

/// The recovery code of this profile.
#[derive(Subcommand)]
pub enum Recovery {
    /// Show it; made at the first asking. Write it down and keep it where nobody else looks.
    Show,
}

/// Comes back from a recovery code.
#[derive(Args)]
pub struct Recover {
    /// Public address of the server.
    #[arg(long, value_name = "URL")]
    server: String,
    /// The code, with or without hyphens; `-` reads it from standard input.
    #[arg(long, value_name = "CODE")]
    code: String,
}

impl Recovery {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let Self::Show = self;
        let _turn = terminal.turn()?;
        let code = terminal.client().await?.recovery_code().await?;
        terminal.answer(&json!({ "code": code }), &code)
    }
}

impl Recover {
    /// Does it.
    pub async fn run(self, terminal: &Terminal) -> anyhow::Result<()> {
        let code = secret(self.code)?;
        let server = origin(&self.server);
        let _turn = terminal.turn()?;
        let client = terminal.client_at(&server).await?;
        let person = client.recover(&server, &code).await?;
        terminal.answer(&json!({ "person": person }), &format!("Welcome back.\n{person}"))
    }
}
