//! The person at the terminal: their profile, the way to their server, and how answers are printed.

use std::cell::OnceCell;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context, anyhow, bail};
use overread_client::wire::{CaseId, Timestamp};
use overread_client::{Chain, Client, Keyring};
use overread_report::Date;
use serde_json::{Map, Value};

use crate::ports::{FileStorage, native};

/// Bytes of the longest file that anybody writes by hand.
const LONGEST_FILE: u64 = 16 << 20;

/// Where commands run.
pub struct Terminal {
    profile: PathBuf,
    json: bool,
}

/// A case as the person of the profile sees it.
pub struct OpenCase {
    /// Who looks.
    pub client: Client,
    /// The verified chain.
    pub chain: Chain,
    /// The keys that were granted.
    pub keyring: Rc<Keyring>,
}

impl Terminal {
    /// Uses `profile`, or the platform's folder for data.
    pub fn new(profile: Option<PathBuf>, json: bool) -> anyhow::Result<Self> {
        let profile = match profile {
            Some(profile) => profile,
            None => dirs::data_dir()
                .ok_or_else(|| {
                    anyhow!("There is no folder for data on this computer. Name one with --profile.")
                })?
                .join("overread"),
        };
        Ok(Self { profile, json })
    }

    /// The same terminal, for another person.
    pub fn with_profile(&self, profile: PathBuf) -> Self {
        Self {
            profile,
            json: self.json,
        }
    }

    /// Whether a program reads the answer.
    pub fn answers_a_program(&self) -> bool {
        self.json
    }

    /// What the profile keeps beside the client's own things.
    pub fn storage(&self) -> anyhow::Result<FileStorage> {
        let unusable = || {
            format!(
                "The profile folder {} cannot be used. Name another with --profile.",
                self.profile.display()
            )
        };
        if !FileStorage::may_use(&self.profile).with_context(unusable)? {
            bail!(
                "The folder {} holds other things and is no profile. Nothing in it was changed. Name a new folder with \
                 --profile.",
                self.profile.display()
            );
        }
        FileStorage::open(&self.profile).with_context(unusable)
    }

    /// Waits for other commands that change who the person of this profile is.
    pub fn turn(&self) -> anyhow::Result<File> {
        self.storage()?
            .turn()
            .context("The profile is not free. Wait for the other command to end.")
    }

    /// The person of the profile.
    pub async fn client(&self) -> anyhow::Result<Client> {
        let origin = Rc::new(OnceCell::new());
        let client = Client::start(native(self.storage()?, origin.clone())?).await?;
        if let Ok(me) = client.me() {
            origin.get_or_init(|| me.profile.origin.clone());
        }
        Ok(client)
    }

    /// Somebody who comes with the address of a server: a founder, a joiner, the holder of a link.
    pub async fn client_at(&self, server: &str) -> anyhow::Result<Client> {
        let origin = Rc::new(OnceCell::from(server.to_owned()));
        Ok(Client::start(native(self.storage()?, origin)?).await?)
    }

    /// A case with the keys the person holds.
    pub async fn case(&self, case: CaseId) -> anyhow::Result<OpenCase> {
        let client = self.client().await?;
        let chain = client.chain(case).await?;
        let keyring = client.keyring(&chain).await?;
        Ok(OpenCase {
            client,
            chain,
            keyring,
        })
    }

    /// Prints an answer: one JSON object, or words.
    pub fn answer(&self, json: &Value, words: &str) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let printed = if self.json {
            writeln!(out, "{json}")
        } else {
            writeln!(out, "{words}")
        };
        match printed.and_then(|()| out.flush()) {
            // Whoever listened has heard enough, as in `overread case list | head`.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.context("The answer could not be printed."),
        }
    }

    /// Prints that it was done, with what was made.
    pub fn done(&self, made: Value, words: &str) -> anyhow::Result<()> {
        let mut answer = Map::from_iter([("ok".to_owned(), Value::Bool(true))]);
        if let Value::Object(made) = made {
            answer.extend(made);
        }
        self.answer(&Value::Object(answer), words)
    }
}

/// An address without a slash at its end, as links and sign-ins carry it.
pub fn origin(server: &str) -> String {
    server.trim().trim_end_matches('/').to_owned()
}

/// A moment as RFC 3339.
pub fn moment(time: Timestamp) -> String {
    let ms = i64::try_from(time.0).unwrap_or(i64::MAX);
    jiff::Timestamp::from_millisecond(ms).map_or_else(|_| time.0.to_string(), |moment| moment.to_string())
}

/// The snake-case word of a plain value, as it stands in JSON.
pub fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// Reads a whole file that a person named and wrote.
pub fn read_file(path: &Path) -> anyhow::Result<Vec<u8>> {
    let unreadable = || {
        format!(
            "The path {} is not a file that can be read. Check its name.",
            path.display()
        )
    };
    let found = std::fs::metadata(path)
        .ok()
        .filter(std::fs::Metadata::is_file)
        .with_context(unreadable)?;
    if found.len() > LONGEST_FILE {
        bail!(
            "The file {} is too large to be what is asked for. Check its name.",
            path.display()
        );
    }
    std::fs::read(path).with_context(unreadable)
}

/// A day as it is typed.
pub fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| format!("{text} is not a day of the calendar. Write it like 2026-12-20."))
}

/// A secret as it was given, or, for `-`, the first line of standard input: what is typed as an argument can be seen
/// by others on the computer.
pub fn secret(given: String) -> anyhow::Result<String> {
    if given != "-" {
        return Ok(given);
    }
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .context("Standard input cannot be read.")?;
    let line = line.trim();
    if line.is_empty() {
        bail!("There is nothing on standard input. Write it there, or as an argument instead of -.");
    }
    Ok(line.to_owned())
}

/// How many, in words that fit: `1 file`, `2 files`.
pub fn counted(count: impl TryInto<u64>, one: &str, more: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    format!("{count} {}", if count == 1 { one } else { more })
}

/// Text of a stranger, without what would move the cursor or colour the screen.
pub fn printable(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect()
}
