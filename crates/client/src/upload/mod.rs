//! Sending a disc: small pictures and packed files in packs of 8 MiB, then the manifest that names every byte.
//!
//! Files are read, packed, sealed and sent at the same time. The same files are always packed into the same bytes, packs are
//! named by their content under the compartment's key and sealed the same way each time, so an upload that was cut off goes on
//! by choosing the same folder again: what the server already has is not sent twice.

mod packs;
mod sending;

use async_trait::async_trait;
use futures::try_join;
use overread_dicom::pack::Packed;
use overread_dicom::{AlbumPicture, Inventory, NotSent};
use overread_wire::api::{Appended, PACK_BYTES};
use overread_wire::ledger::{Act, ImagesAdded};
use overread_wire::{Compartment, ObjectKind};

use self::sending::Sending;
use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::manifest::{Manifest, VERSION};

/// What goes into one compartment: the files of `inventory`, all of them.
pub struct Shipment {
    /// [`Compartment::Images`], or [`Compartment::Original`] for whatever may hold the first report.
    pub compartment: Compartment,
    /// The files, and what was read from them.
    pub inventory: Inventory,
    /// What stays with the patient.
    pub not_sent: Vec<NotSent>,
}

/// Some small pictures of a series; together they go into one object.
pub struct SeriesPictures {
    /// Series Instance UID.
    pub series: String,
    /// Those that could be made.
    pub pictures: Vec<AlbumPicture>,
}

/// A file changed or disappeared while it was read.
#[derive(Debug, thiserror::Error)]
#[error("The file is no longer what it was.")]
pub struct SourceGone;

/// What goes, made elsewhere while others are on their way. It is always the same for the same files.
#[async_trait(?Send)]
pub trait Supply {
    /// The next small pictures, or nothing at the end.
    async fn pictures(&self) -> Result<Option<SeriesPictures>, SourceGone>;
    /// The next packed and verified piece of the inventory's files, or nothing at the end.
    async fn piece(&self) -> Result<Option<Packed>, SourceGone>;
}

/// What is being done.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Sealing and sending.
    Sending,
    /// The server gives no answer; trying again.
    Waiting,
    /// Everything is there; signing the manifest.
    Signing,
}

/// How far it is.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Bytes of the files that are safely on the server.
    pub done: u64,
    /// Bytes of the files in all.
    pub total: u64,
    /// Bytes that really went over the line this time.
    pub sent: u64,
}

/// Who watches, and may pause or stop.
#[async_trait(?Send)]
pub trait Pace {
    /// Told after every step.
    fn progress(&self, progress: Progress);
    /// Waits while paused; `false` stops for now.
    async fn may_go_on(&self) -> bool;
}

impl Client {
    /// Sends a shipment into a case and signs for it. Goes on where an earlier try was cut off.
    pub async fn send(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        shipment: Shipment,
        supply: &dyn Supply,
        pace: &dyn Pace,
    ) -> Result<Appended, Trouble> {
        let compartment = shipment.compartment;
        let read_in_by = self.reads_in(chain)?;
        let manifest = {
            let sending = Sending::start(self, chain, keyring, &shipment, pace).await?;
            // The first pictures are made before anything is packed, so that something leaves at once.
            let first = supply.pictures().await.map_err(|_| Trouble::SourceGone)?;
            let (previews, sent) = try_join!(
                sending.previews(first, supply),
                sending.files(&shipment.inventory, supply)
            )?;
            sending.report(Stage::Signing);
            let manifest = Manifest {
                version: VERSION,
                inventory: shipment.inventory,
                files: sent.files,
                blocks: sent.blocks,
                pack_bytes: PACK_BYTES,
                packs: sent.packs,
                previews,
                not_sent: shipment.not_sent,
                read_in_by,
            };
            let plaintext = serde_json::to_vec(&manifest).map_err(|_| Trouble::Unreadable)?;
            let sealed = sending.deliver(ObjectKind::Manifest, plaintext).await?;
            // What a reader would refuse is never signed.
            if !manifest.is_sound(&sealed) {
                return Err(Trouble::NotGenuine);
            }
            let named = || {
                manifest
                    .packs
                    .iter()
                    .map(|pack| &pack.sealed)
                    .chain(manifest.previews.iter().map(|p| &p.sealed))
            };
            ImagesAdded {
                manifest: sealed,
                objects: u32::try_from(named().count()).unwrap_or(u32::MAX),
                bytes: named().map(|object| object.size).sum(),
            }
        };
        if chain.case.manifests().contains(&manifest.manifest) {
            return Ok(Appended {
                seq: chain.case.length() - 1,
                head: chain.case.head(),
            });
        }
        let act = match compartment {
            Compartment::Original => Act::DocumentsAdded(manifest),
            _ => Act::ImagesAdded(manifest),
        };
        self.say(chain, act).await
    }
}
