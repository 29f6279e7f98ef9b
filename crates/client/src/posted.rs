//! A disc that comes by post: the practice reads it in with the keys of its desk, where the patient has consented.

use overread_wire::ledger::{Act, Refusal};
use overread_wire::{ObjectRef, Role};
use serde::Serialize;

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::manifest::Manifest;

/// What the practice read in from a posted disc with one entry.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ReadIn {
    /// Name of the coordinator who signed the entry.
    pub by: Option<String>,
    /// Images, each frame counted; none among documents.
    pub images: u64,
    /// Files.
    pub files: u64,
}

impl ReadIn {
    /// What a manifest says of itself.
    pub fn of(manifest: &Manifest) -> Self {
        let instances = manifest
            .inventory
            .patients
            .iter()
            .flat_map(|patient| &patient.studies)
            .flat_map(|study| &study.series)
            .flat_map(|series| &series.instances);
        Self {
            by: manifest.read_in_by.clone(),
            images: instances
                .map(|image| u64::from(image.number_of_frames.max(1)))
                .sum(),
            files: manifest.files.len() as u64,
        }
    }
}

impl Chain {
    /// The manifest behind an entry by which the practice read in a posted disc.
    pub fn read_in(&self, seq: u64) -> Option<ObjectRef> {
        let entry = usize::try_from(seq).ok().and_then(|seq| self.entries.get(seq))?;
        match &entry.claimed().act {
            Act::ImagesAdded(added) | Act::DocumentsAdded(added) if entry.signer() != self.case.patient() => {
                Some(added.manifest)
            }
            _ => None,
        }
    }
}

impl Client {
    /// What the practice read in with an entry; `None` for every other entry, and where the key was not granted.
    pub async fn what_was_read_in(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        seq: u64,
    ) -> Result<Option<ReadIn>, Trouble> {
        match chain.read_in(seq) {
            Some(sealed) if keyring.holds(sealed.compartment, sealed.epoch) => {
                Ok(Some(ReadIn::of(&self.manifest(chain, keyring, &sealed).await?)))
            }
            _ => Ok(None),
        }
    }

    /// Before anything is read or leaves: whether the person at this device may send files into the case at all, and, if
    /// they read in a posted disc, the name under which they do.
    pub fn reads_in(&self, chain: &Chain) -> Result<Option<String>, Trouble> {
        let me = self.me()?;
        match chain.role(me.id()) {
            Some(Role::Patient) => Ok(None),
            Some(Role::Coordinator) if chain.case.takes_posted_disc() => Ok(me.profile.name.clone()),
            Some(Role::Coordinator) if chain.case.is_by_post() => Err(Refusal::NotNow.into()),
            Some(Role::Coordinator) => Err(Trouble::NotPosted),
            _ => Err(Refusal::NotYours.into()),
        }
    }
}
