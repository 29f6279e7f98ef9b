//! Sealing one object after the other and bringing it to the server, patiently.

use std::cell::Cell;
use std::collections::HashMap;

use overread_dicom::AlbumPicture;
use overread_seal::object::parts_of;
use overread_wire::api::{Base64, Objects};
use overread_wire::{Compartment, Hash, ObjectId, ObjectKind, ObjectRef};

use super::{Pace, Progress, SeriesPictures, Shipment, Stage, Supply};
use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::manifest::{PackPlace, PreviewPlace, SeriesPreviews};
use crate::object::Shelf;

/// Waits between tries while the server gives no answer.
const PATIENCE_MS: [u64; 8] = [250, 500, 1000, 2000, 4000, 8000, 8000, 16000];

/// One shipment under way.
pub(super) struct Sending<'a> {
    client: &'a Client,
    chain: &'a Chain,
    keyring: &'a Keyring,
    compartment: Compartment,
    pace: &'a dyn Pace,
    there: HashMap<ObjectId, Hash>,
    state: Cell<Progress>,
}

impl<'a> Sending<'a> {
    pub(super) async fn start(
        client: &'a Client,
        chain: &'a Chain,
        keyring: &'a Keyring,
        shipment: &Shipment,
        pace: &'a dyn Pace,
    ) -> Result<Self, Trouble> {
        let me = client.me()?;
        let answer: Objects = client
            .server(&me)
            .get(&format!("/cases/{}/objects", chain.case.id()))
            .await?;
        let there = answer
            .objects
            .into_iter()
            .map(|object| (object.object, object.hash))
            .collect();
        let total = shipment.inventory.files.iter().map(|file| file.size).sum();
        let state = Cell::new(Progress {
            stage: Stage::Sending,
            done: 0,
            total,
            sent: 0,
        });
        Ok(Self {
            client,
            chain,
            keyring,
            compartment: shipment.compartment,
            pace,
            there,
            state,
        })
    }

    /// Sends small pictures; `first` were made already.
    pub(super) async fn previews(
        &self,
        first: Option<SeriesPictures>,
        supply: &dyn Supply,
    ) -> Result<Vec<SeriesPreviews>, Trouble> {
        let (mut all, mut next) = (Vec::new(), first);
        while let Some(SeriesPictures { series, pictures }) = next {
            if !pictures.is_empty() {
                all.push(self.album(series, pictures).await?);
            }
            next = supply.pictures().await.map_err(|_| Trouble::SourceGone)?;
        }
        Ok(all)
    }

    async fn album(&self, series: String, pictures: Vec<AlbumPicture>) -> Result<SeriesPreviews, Trouble> {
        let mut plaintext = Vec::new();
        let mut places = Vec::with_capacity(pictures.len());
        for picture in pictures {
            places.push(PreviewPlace {
                file: picture.file,
                frame: picture.frame,
                width: picture.width,
                height: picture.height,
                offset: plaintext.len() as u64,
                packed: picture.coded.len() as u64,
            });
            plaintext.extend(picture.coded);
        }
        Ok(SeriesPreviews {
            series,
            sealed: self.deliver(ObjectKind::Previews, plaintext).await?,
            pictures: places,
        })
    }

    /// Brings one object to the server, unless the very same bytes are there already.
    pub(super) async fn deliver(&self, kind: ObjectKind, plaintext: Vec<u8>) -> Result<ObjectRef, Trouble> {
        let sealed = self.sealed(kind, plaintext).await?;
        self.bring(sealed).await
    }

    /// The same for a pack, with the hashes by which parts of it are known again.
    pub(super) async fn pack(&self, plaintext: Vec<u8>) -> Result<PackPlace, Trouble> {
        let size = plaintext.len() as u64;
        let sealed = self.sealed(ObjectKind::Pack, plaintext).await?;
        let mut segments = Vec::new();
        for part in parts_of(&sealed.ciphertext) {
            segments.extend(self.client.sha256(part).await?.as_bytes());
        }
        Ok(PackPlace {
            sealed: self.bring(sealed).await?,
            size,
            segments: Base64(segments),
        })
    }

    async fn sealed(&self, kind: ObjectKind, plaintext: Vec<u8>) -> Result<Sealed, Trouble> {
        if !self.pace.may_go_on().await {
            return Err(Trouble::Stopped);
        }
        let shelf = Shelf::current(self.chain, self.compartment, kind);
        let key = self.keyring.key(self.compartment, shelf.epoch)?;
        let object = key.pack_id_of(&self.client.sha256(&plaintext).await?);
        let ciphertext = self.client.seal(key, &shelf, object, &plaintext).await?;
        drop(plaintext);
        Ok(Sealed {
            named: self.client.refer(&shelf, object, &ciphertext).await?,
            shelf,
            ciphertext,
        })
    }

    async fn bring(&self, sealed: Sealed) -> Result<ObjectRef, Trouble> {
        let Sealed {
            named,
            shelf,
            ciphertext,
        } = sealed;
        match self.there.get(&named.object) {
            Some(hash) if *hash == named.hash => Ok(named),
            Some(_) => Err(Trouble::NotGenuine),
            None => self.store_patiently(&shelf, named, ciphertext).await,
        }
    }

    async fn store_patiently(
        &self,
        shelf: &Shelf,
        sealed: ObjectRef,
        ciphertext: Vec<u8>,
    ) -> Result<ObjectRef, Trouble> {
        let size = ciphertext.len() as u64;
        for wait in PATIENCE_MS {
            match self.client.store_as(shelf, sealed, ciphertext.clone()).await {
                Err(Trouble::Unreachable) => {
                    self.report(Stage::Waiting);
                    self.client.ports.clock.sleep(wait).await;
                    if !self.pace.may_go_on().await {
                        return Err(Trouble::Stopped);
                    }
                }
                other => {
                    let mut state = self.state.get();
                    state.sent += size;
                    self.state.set(state);
                    return other;
                }
            }
        }
        Err(Trouble::Unreachable)
    }

    pub(super) fn report(&self, stage: Stage) {
        let mut state = self.state.get();
        state.stage = stage;
        self.state.set(state);
        self.pace.progress(state);
    }

    pub(super) fn arrived(&self, bytes: u64) {
        let mut state = self.state.get();
        state.done += bytes;
        self.state.set(state);
        self.report(Stage::Sending);
    }
}

/// An object before it travels.
struct Sealed {
    named: ObjectRef,
    shelf: Shelf,
    ciphertext: Vec<u8>,
}
