//! Sending a disc: small pictures and packed files in packs of 8 MiB, then the manifest that names every byte.
//!
//! Files are read, packed, sealed and sent at the same time. The same files are always packed into the same bytes, packs are
//! named by their content under the compartment's key and sealed the same way each time, so an upload that was cut off goes on
//! by choosing the same folder again: what the server already has is not sent twice.

use std::collections::HashMap;

use async_trait::async_trait;
use futures::future::{Either, select};
use futures::stream::{FuturesUnordered, StreamExt};
use futures::try_join;
use overread_dicom::pack::{Assembled, Assembly, Block, Packed, Part};
use overread_dicom::{AlbumPicture, Inventory};
use overread_seal::object::parts_of;
use overread_wire::api::{Appended, Base64, Objects, PACK_BYTES};
use overread_wire::ledger::{Act, ImagesAdded};
use overread_wire::{Compartment, Hash, ObjectId, ObjectKind, ObjectRef};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::manifest::{FilePlace, Manifest, NotSent, PackPlace, PreviewPlace, SeriesPreviews, VERSION};
use crate::object::Shelf;

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

/// Packs under way at once.
const IN_FLIGHT: usize = 3;
/// Bytes of a pack.
#[expect(clippy::cast_possible_truncation, reason = "8 MiB")]
const PACK: usize = PACK_BYTES as usize;
/// Waits between tries while the server gives no answer.
const PATIENCE_MS: [u64; 8] = [250, 500, 1000, 2000, 4000, 8000, 8000, 16000];

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

/// One shipment under way.
struct Sending<'a> {
    client: &'a Client,
    chain: &'a Chain,
    keyring: &'a Keyring,
    compartment: Compartment,
    pace: &'a dyn Pace,
    there: HashMap<ObjectId, Hash>,
    state: std::cell::Cell<Progress>,
}

impl<'a> Sending<'a> {
    async fn start(
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
        let state = std::cell::Cell::new(Progress {
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
    async fn previews(
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

    /// Takes packed pieces in order and fills packs with them.
    async fn files(&self, inventory: &Inventory, supply: &dyn Supply) -> Result<SentFiles, Trouble> {
        let mut packs = Packs {
            sending: self,
            under_way: FuturesUnordered::new(),
            done: Vec::new(),
            next: 0,
        };
        let mut assembly = Assembly::default();
        // Bytes for the next pack, and bytes of files that they stand for.
        let (mut pack, mut raw) = (Vec::new(), 0);
        while let Some(packed) = packs
            .meanwhile(supply.piece())
            .await?
            .map_err(|_| Trouble::SourceGone)?
        {
            raw += packed.raw;
            let bytes = assembly.add(packed);
            let mut rest = bytes.as_slice();
            while !rest.is_empty() {
                let room = PACK.saturating_sub(pack.len()).min(rest.len());
                let (now, later) = rest.split_at(room);
                pack.extend_from_slice(now);
                rest = later;
                if pack.len() == PACK {
                    packs
                        .add(std::mem::take(&mut pack), std::mem::take(&mut raw))
                        .await?;
                }
            }
        }
        if !pack.is_empty() {
            packs.add(pack, raw).await?;
        }
        let packs = packs.finish().await?;
        let blocks = assembly.blocks.clone();
        let sizes: Vec<u64> = inventory.files.iter().map(|file| file.size).collect();
        let mut assembled = assembly.finish(&sizes).ok_or(Trouble::SourceGone)?;
        assembled.sort_by_key(|file| file.file);
        let place = |file: Assembled| FilePlace {
            size: file.parts.iter().map(Part::length).sum(),
            sha256: Hash::from_bytes(file.sha256),
            parts: file.parts,
        };
        Ok(SentFiles {
            files: assembled.into_iter().map(place).collect(),
            blocks,
            packs,
        })
    }

    /// Brings one object to the server, unless the very same bytes are there already.
    async fn deliver(&self, kind: ObjectKind, plaintext: Vec<u8>) -> Result<ObjectRef, Trouble> {
        let sealed = self.sealed(kind, plaintext).await?;
        self.bring(sealed).await
    }

    /// The same for a pack, with the hashes by which parts of it are known again.
    async fn pack(&self, plaintext: Vec<u8>) -> Result<PackPlace, Trouble> {
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

    fn report(&self, stage: Stage) {
        let mut state = self.state.get();
        state.stage = stage;
        self.state.set(state);
        self.pace.progress(state);
    }

    fn arrived(&self, bytes: u64) {
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

/// What came of the files.
struct SentFiles {
    files: Vec<FilePlace>,
    blocks: Vec<Block>,
    packs: Vec<PackPlace>,
}

/// Packs on their way, several at once, put back into their order at the end.
struct Packs<'s, 'a> {
    sending: &'s Sending<'a>,
    under_way: FuturesUnordered<OnItsWay<'s>>,
    done: Vec<(usize, PackPlace)>,
    next: usize,
}

type OnItsWay<'s> = std::pin::Pin<Box<dyn Future<Output = Result<Arrived, Trouble>> + 's>>;

/// Number and place of a pack, and the bytes of files that it stands for.
type Arrived = (usize, PackPlace, u64);

impl Packs<'_, '_> {
    /// Waits for `work` while packs travel.
    async fn meanwhile<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Trouble> {
        let mut work = std::pin::pin!(work);
        loop {
            if self.under_way.is_empty() {
                return Ok(work.await);
            }
            match select(work.as_mut(), self.under_way.next()).await {
                Either::Left((done, _)) => return Ok(done),
                Either::Right((Some(arrived), _)) => self.note(arrived?),
                Either::Right((None, _)) => {}
            }
        }
    }

    async fn add(&mut self, plaintext: Vec<u8>, raw: u64) -> Result<(), Trouble> {
        while self.under_way.len() >= IN_FLIGHT {
            self.take_one().await?;
        }
        let (number, sending) = (self.next, self.sending);
        self.next += 1;
        self.under_way.push(Box::pin(async move {
            Ok((number, sending.pack(plaintext).await?, raw))
        }));
        // Starts the new one right away, so that it travels while the next files are read.
        if let std::task::Poll::Ready(Some(arrived)) = futures::poll!(self.under_way.next()) {
            self.note(arrived?);
        }
        Ok(())
    }

    async fn take_one(&mut self) -> Result<bool, Trouble> {
        match self.under_way.next().await {
            Some(arrived) => {
                self.note(arrived?);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn note(&mut self, (number, place, raw): Arrived) {
        self.sending.arrived(raw);
        self.done.push((number, place));
    }

    async fn finish(mut self) -> Result<Vec<PackPlace>, Trouble> {
        while self.take_one().await? {}
        self.done.sort_by_key(|(number, _)| *number);
        Ok(self.done.into_iter().map(|(_, place)| place).collect())
    }
}
