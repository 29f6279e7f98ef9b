//! A range of a pack: fetched as it is sealed, compared with what the sender signed, opened.

use std::ops::Range;
use std::rc::Rc;

use overread_seal::object::{HEADER_BYTES, Opening, part_at, segments_for, segments_in};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::manifest::PackPlace;
use crate::object::Shelf;

/// Whole segments that hold a range of a pack's content, as they came.
pub struct SealedRange {
    wanted: Range<u64>,
    /// Number of the first segment among the signed parts.
    first: u64,
    header: Rc<Vec<u8>>,
    bytes: Vec<u8>,
}

impl Client {
    /// A range of a pack's content: every byte that comes is one that the sender signed for.
    pub async fn pack_range(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        pack: &PackPlace,
        start: u64,
        length: u64,
    ) -> Result<Vec<u8>, Trouble> {
        let range = self.sealed_range(chain, pack, start, length).await?;
        self.open_range(chain, keyring, pack, &range).await
    }

    /// Fetches a range of a pack's content as it is sealed. Nothing is known of it before it is opened.
    pub async fn sealed_range(
        &self,
        chain: &Chain,
        pack: &PackPlace,
        start: u64,
        length: u64,
    ) -> Result<SealedRange, Trouble> {
        let sealed = &pack.sealed;
        let wanted = start..start.checked_add(length).ok_or(Trouble::NotGenuine)?;
        let segments = segments_for(sealed.size, wanted.clone()).map_err(|_| Trouble::NotGenuine)?;
        let reader = self.reader()?;
        let server = self.server_for(&reader);
        let path = Shelf::of(chain, sealed).path(sealed.object);
        let once = self.headers.borrow_mut().entry(sealed.hash).or_default().clone();
        // Only a genuine header is kept: what was damaged on the way is asked for again.
        let header = once.get_or(async || {
            let header = server.range(&path, 0, HEADER_BYTES).await?;
            self.known(pack, 0, &header).await?;
            Ok::<_, Trouble>(header)
        });
        let bytes = server.range(&path, segments.start, segments.end);
        let (header, bytes) = futures::try_join!(header, bytes)?;
        Ok(SealedRange {
            wanted,
            first: part_at(segments.start),
            header,
            bytes,
        })
    }

    /// Opens a range that was fetched of this pack: every byte is one that the sender signed for.
    pub async fn open_range(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        pack: &PackPlace,
        range: &SealedRange,
    ) -> Result<Vec<u8>, Trouble> {
        for (number, segment) in (range.first..).zip(segments_in(&range.bytes)) {
            self.known(pack, number, segment).await?;
        }
        let sealed = &pack.sealed;
        let context = Shelf::of(chain, sealed).context(sealed.object);
        let key = keyring
            .key(sealed.compartment, sealed.epoch)?
            .object_key(&context);
        let opening =
            Opening::new(&key, &context, sealed.size, &range.header).map_err(|_| Trouble::NotGenuine)?;
        opening
            .open(&*self.ports.cipher, range.wanted.clone(), &range.bytes)
            .await
            .map_err(|_| Trouble::NotGenuine)
    }

    /// Whether the sender signed for this part of a pack. The key alone proves nothing: every reader has it.
    async fn known(&self, pack: &PackPlace, number: u64, part: &[u8]) -> Result<(), Trouble> {
        let signed = usize::try_from(number)
            .ok()
            .and_then(|number| pack.hash_of(number));
        let is = self.sha256(part).await?;
        if signed == Some(is.as_bytes().as_slice()) {
            Ok(())
        } else {
            Err(Trouble::NotGenuine)
        }
    }
}
