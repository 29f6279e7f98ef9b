//! The very same command again: it goes on with the case that it began, and a person does not open a second one by mistake.

use std::fs::File;
use std::rc::Rc;

use anyhow::{Context as _, bail};
use overread_client::wire::ledger::Kind;
use overread_client::wire::{CaseId, Hash};
use overread_client::{Chain, Client, Keyring, NewCase, Storage, StorageFailure, Trouble};

use crate::ports::FileStorage;
use crate::terminal::moment;

/// A case that the very same command has opened: typed again, it would send everything into a second one.
pub struct Finished {
    /// What the profile keeps.
    pub storage: FileStorage,
    /// What it is kept under: the same for the same arguments.
    pub name: String,
    /// What the files were, that a disc which was changed meanwhile is not taken for the one that was sent.
    pub files: Hash,
}

impl Finished {
    /// Refuses a person where the noted case is still under way with these files, and tells a program, which does not type
    /// a line twice by mistake. One that has ended does not stand in the way.
    pub async fn is_new(&self, client: &Client, for_a_program: bool) -> anyhow::Result<()> {
        let Some(case) = self.noted().await? else {
            return Ok(());
        };
        let chain = match client.chain(case).await {
            Ok(chain) if chain.case.ended().is_none() => chain,
            Ok(_) | Err(Trouble::NoSuchCase) => return Ok(()),
            Err(trouble) => return Err(trouble.into()),
        };
        let sent = chain
            .entries
            .iter()
            .find(|entry| entry.claimed().act.kind() == Kind::Submitted)
            .map_or(chain.case.time(), |entry| entry.claimed().time);
        let sent = moment(sent);
        if for_a_program {
            eprintln!(
                "This is case {case} already, sent at {sent}. Another one is opened; withdraw the one that is not needed."
            );
            return Ok(());
        }
        bail!(
            "This is case {case} already, sent at {sent}. Nothing was made. To open another case with the same words and images, \
             add --again."
        );
    }

    /// The case that was noted for these very files.
    async fn noted(&self) -> anyhow::Result<Option<CaseId>> {
        let noted = self.storage.get(&self.name).await?;
        let noted = noted.as_deref().and_then(|noted| std::str::from_utf8(noted).ok());
        let noted = noted.and_then(|noted| noted.split_once(' '));
        let of_these = noted.filter(|(_, files)| *files == self.files.to_string());
        Ok(of_these.and_then(|(case, _)| case.parse().ok()))
    }

    /// Notes the case that was sent.
    pub async fn note(&self, case: CaseId) -> anyhow::Result<()> {
        let note = format!("{case} {}", self.files);
        Ok(self.storage.put(&self.name, note.as_bytes()).await?)
    }
}

/// A case that was begun and not yet submitted. Its name is kept before it is opened, so that a program that was
/// killed at any moment finds it again.
pub struct Unfinished {
    /// What the profile keeps.
    pub storage: FileStorage,
    /// What it is kept under: the same for the same arguments.
    pub name: String,
}

impl Unfinished {
    /// The same command twice at once would be two cases, or one that both write to.
    pub fn alone(&self) -> anyhow::Result<File> {
        let alone = self.storage.alone(&self.name).map_err(|_| StorageFailure)?;
        alone.context(
            "The very same command is at work already. Wait until it ends; it says the number of the case.",
        )
    }

    /// The case that was begun, or a new one.
    pub async fn take_up(&self, client: &Client) -> anyhow::Result<(Chain, Rc<Keyring>)> {
        if let Some(case) = self.kept().await? {
            match client.chain(case).await {
                Ok(chain) if chain.case.state() == Kind::Opened || chain.case.service().is_some() => {
                    let keyring = client.keyring(&chain).await?;
                    return Ok((chain, keyring));
                }
                Ok(_) => {}
                Err(Trouble::NoSuchCase) => return self.open(client, case).await,
                Err(trouble) => return Err(trouble.into()),
            }
        }
        let case = client.new_case_id();
        self.storage.put(&self.name, case.to_string().as_bytes()).await?;
        self.open(client, case).await
    }

    async fn open(&self, client: &Client, case: CaseId) -> anyhow::Result<(Chain, Rc<Keyring>)> {
        let NewCase { chain, keyring } = client.open_case_as(case).await?;
        Ok((chain, keyring))
    }

    /// The name of the case that was begun.
    pub async fn kept(&self) -> anyhow::Result<Option<CaseId>> {
        let kept = self.storage.get(&self.name).await?;
        Ok(kept.and_then(|text| std::str::from_utf8(&text).ok()?.parse().ok()))
    }

    /// Forgets it: the case was sent.
    pub async fn forget(&self) -> anyhow::Result<()> {
        Ok(self.storage.delete(&self.name).await?)
    }
}
