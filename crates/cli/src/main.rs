//! `overread`: everything a person or a clinic does from a terminal. No rule lives here: commands read what was
//! typed, call the acts of `overread-client`, and print what came of them.

mod case;
mod deidentify;
mod demo;
mod disc;
mod folder;
mod inspect;
mod joining;
mod lanes;
mod listing;
mod pack;
mod password;
mod phantom;
mod ports;
mod practice;
mod progress;
mod read;
mod recovery;
mod report;
mod share;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::terminal::Terminal;

/// Radiology second opinions, sealed from disc to surgeon.
#[derive(Parser)]
#[command(name = "overread", version, propagate_version = true)]
struct Arguments {
    /// Folder that holds one person's keys; made if needed, readable by its owner only.
    #[arg(long, global = true, env = "OVERREAD_PROFILE", value_name = "DIR")]
    profile: Option<PathBuf>,
    /// Print one JSON object on standard output.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a demonstration practice and print the links of its people.
    Demo(demo::Demo),
    /// Found a practice, see or change its public page, list its people.
    #[command(subcommand)]
    Practice(practice::Practice),
    /// Invite somebody to the practice.
    #[command(subcommand)]
    Invite(joining::Invite),
    /// Take up an invitation with new keys.
    Join(joining::Join),
    /// Open cases and move them on.
    #[command(subcommand)]
    Case(case::Case),
    /// The independent first read and the original report.
    #[command(subcommand)]
    Read(read::Read),
    /// Sign and show reports.
    #[command(subcommand)]
    Report(report::Report),
    /// Links for the surgeon.
    #[command(subcommand)]
    Share(share::Share),
    /// The recovery code of this profile.
    #[command(subcommand)]
    Recovery(recovery::Recovery),
    /// Come back from a recovery code, on any computer.
    Recover(recovery::Recover),
    /// Copy a disc so that the copy names nobody.
    Deidentify(deidentify::Deidentify),
    /// Say what is on a disc and what seems to be missing; nothing is sent.
    Inspect(inspect::Inspect),
    /// Pack a folder without loss.
    Pack(pack::Pack),
    /// Give back what was packed.
    Unpack(pack::Unpack),
    /// Make a disc of nobody, to try things with.
    Phantom(phantom::Phantom),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let terminal = Terminal::new(arguments.profile, arguments.json)?;
    match arguments.command {
        Command::Demo(demo) => demo.run(&terminal).await,
        Command::Practice(practice) => practice.run(&terminal).await,
        Command::Invite(invite) => invite.run(&terminal).await,
        Command::Join(join) => join.run(&terminal).await,
        Command::Case(case) => case.run(&terminal).await,
        Command::Read(read) => read.run(&terminal).await,
        Command::Report(report) => report.run(&terminal).await,
        Command::Share(share) => share.run(&terminal).await,
        Command::Recovery(recovery) => recovery.run(&terminal).await,
        Command::Recover(recover) => recover.run(&terminal).await,
        Command::Deidentify(deidentify) => deidentify.run(&terminal),
        Command::Inspect(inspect) => inspect.run(&terminal),
        Command::Pack(pack) => pack.run(&terminal).await,
        Command::Unpack(unpack) => unpack.run(&terminal),
        Command::Phantom(phantom) => phantom.run(&terminal),
    }
}
