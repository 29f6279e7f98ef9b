//! Filling packs with the pieces of files, and having several of them on their way at once.

use futures::future::{Either, select};
use futures::stream::{FuturesUnordered, StreamExt};
use overread_dicom::Inventory;
use overread_dicom::pack::{Assembled, Assembly, Block, Part};
use overread_wire::Hash;
use overread_wire::api::PACK_BYTES;

use super::Supply;
use super::sending::Sending;
use crate::error::Trouble;
use crate::manifest::{FilePlace, PackPlace};

/// Packs under way at once.
const IN_FLIGHT: usize = 3;
/// Bytes of a pack.
#[expect(clippy::cast_possible_truncation, reason = "8 MiB")]
const PACK: usize = PACK_BYTES as usize;

/// What came of the files.
pub(super) struct SentFiles {
    pub(super) files: Vec<FilePlace>,
    pub(super) blocks: Vec<Block>,
    pub(super) packs: Vec<PackPlace>,
}

impl Sending<'_> {
    /// Takes packed pieces in order and fills packs with them.
    pub(super) async fn files(
        &self,
        inventory: &Inventory,
        supply: &dyn Supply,
    ) -> Result<SentFiles, Trouble> {
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
