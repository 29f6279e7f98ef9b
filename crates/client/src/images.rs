//! Getting back what was sent: manifests, single frames, small pictures, and the very bytes of every file.

use std::cell::RefCell;

use async_trait::async_trait;
use overread_dicom::pack::Part;
use overread_dicom::{Instance, Span};
use overread_wire::{Compartment, Hash, ObjectRef, Role};
use sha2::{Digest, Sha256};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::manifest::{Manifest, PreviewPlace, SeriesPreviews};
use crate::read::{has_original, is_revealed};
use crate::rebuild::{ByPack, ByRange, Rebuilding, Stream};

/// A file as it was on the disc.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OriginalFile {
    /// Its path on the disc.
    pub path: String,
    /// Its bytes.
    pub size: u64,
    /// Their SHA-256.
    pub sha256: Hash,
}

/// What was given back of a case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GivenBack {
    /// Every file, in order.
    pub files: Vec<OriginalFile>,
    /// There are documents that may hold the original report, and they were left out.
    pub original_left_out: bool,
}

/// Takes the bytes of files, one file after the other.
#[async_trait(?Send)]
pub trait FileSink {
    /// A file begins.
    async fn begin(&mut self, file: &OriginalFile) -> Result<(), Trouble>;
    /// Its next bytes.
    async fn write(&mut self, bytes: Vec<u8>) -> Result<(), Trouble>;
    /// Its last byte was written and its hash is right.
    async fn end(&mut self) -> Result<(), Trouble>;
}

/// Bytes of a file that are taken at once where they lie as they are.
const AT_ONCE: u64 = 1 << 20;
/// Files of more parts are fetched pack by pack.
const FEW_PARTS: usize = 16;

impl Client {
    /// One manifest.
    pub async fn manifest(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        sealed: &ObjectRef,
    ) -> Result<Manifest, Trouble> {
        let manifest: Manifest = self.document(chain, keyring, sealed).await?;
        if manifest.is_sound(sealed) {
            Ok(manifest)
        } else {
            Err(Trouble::NotGenuine)
        }
    }

    /// The manifests of a compartment that the person at this device can open, oldest first.
    pub async fn manifests(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        compartment: Compartment,
    ) -> Result<Vec<Manifest>, Trouble> {
        let mut manifests = Vec::new();
        for sealed in chain
            .case
            .manifests()
            .iter()
            .filter(|sealed| sealed.compartment == compartment)
        {
            manifests.push(self.manifest(chain, keyring, sealed).await?);
        }
        Ok(manifests)
    }

    /// Opens the images for reading and puts on the record that they were opened.
    pub async fn open_images(&self, chain: &mut Chain, keyring: &Keyring) -> Result<Vec<Manifest>, Trouble> {
        let manifests = self.manifests(chain, keyring, Compartment::Images).await?;
        self.note_opening(chain, Compartment::Images).await?;
        Ok(manifests)
    }

    /// The bytes of one frame in the transfer syntax of its image, fetched by range.
    pub async fn frame(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        manifest: &Manifest,
        image: &Instance,
        frame: usize,
    ) -> Result<Vec<u8>, Trouble> {
        let stream = self.by_range(chain, keyring, manifest);
        Rebuilding::new(manifest, &stream).frame(image, frame).await
    }

    /// The bytes of a lookup table or palette of an image, where the inventory says that it lies.
    pub async fn table(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        manifest: &Manifest,
        image: &Instance,
        table: Span,
    ) -> Result<Vec<u8>, Trouble> {
        let stream = self.by_range(chain, keyring, manifest);
        Rebuilding::new(manifest, &stream).table(image, table).await
    }

    /// One file, bit for bit, compared with the hash that the sender signed.
    pub async fn whole_file(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        manifest: &Manifest,
        file: usize,
    ) -> Result<Vec<u8>, Trouble> {
        let (few, many) = (
            self.by_range(chain, keyring, manifest),
            self.by_pack(chain, keyring, manifest),
        );
        let parts = manifest.files.get(file).map_or(0, |place| place.parts.len());
        let stream: &dyn Stream = if parts <= FEW_PARTS { &few } else { &many };
        Rebuilding::new(manifest, stream).whole_file(file).await
    }

    /// One whole pack.
    pub async fn pack(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        manifest: &Manifest,
        number: usize,
    ) -> Result<Vec<u8>, Trouble> {
        let pack = manifest.packs.get(number).ok_or(Trouble::NotGenuine)?;
        self.object(chain, keyring, &pack.sealed).await
    }

    /// The small pictures of a series: where each lies, and the bytes they lie in.
    pub async fn previews(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        previews: &SeriesPreviews,
    ) -> Result<(Vec<PreviewPlace>, Vec<u8>), Trouble> {
        let bytes = self.object(chain, keyring, &previews.sealed).await?;
        Ok((previews.pictures.clone(), bytes))
    }

    /// Opens the files of a case, puts on the record what was opened, and gives each back. What may hold the original
    /// report is among them for a radiologist only after it was revealed, and for the practice only `with_original`.
    pub async fn open_files(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        with_original: bool,
        sink: &mut dyn FileSink,
    ) -> Result<GivenBack, Trouble> {
        self.open_images(chain, keyring).await?;
        let takes_original = has_original(chain) && self.takes_original(chain, with_original)?;
        let mut compartments = vec![Compartment::Images];
        if takes_original {
            self.note_opening(chain, Compartment::Original).await?;
            compartments.push(Compartment::Original);
        }
        Ok(GivenBack {
            files: self.original_files(chain, keyring, &compartments, sink).await?,
            original_left_out: has_original(chain) && !takes_original,
        })
    }

    /// Whether what may hold the original report is given to the person at this device; `asked` is the practice's word
    /// that it needs it.
    pub fn takes_original(&self, chain: &Chain, asked: bool) -> Result<bool, Trouble> {
        if self.link_session.borrow().is_some() {
            return Ok(false);
        }
        Ok(match chain.role(self.me()?.id()) {
            Some(Role::Radiologist) => is_revealed(chain),
            Some(Role::Coordinator) => asked,
            _ => true,
        })
    }

    /// Gives back every file of those `compartments` that the person at this device holds, bit for bit, each compared
    /// with the hash that the sender signed.
    pub async fn original_files(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        compartments: &[Compartment],
        sink: &mut dyn FileSink,
    ) -> Result<Vec<OriginalFile>, Trouble> {
        let mut files = Vec::new();
        for compartment in compartments.iter().copied() {
            let sealed = chain
                .case
                .manifests()
                .iter()
                .filter(|sealed| sealed.compartment == compartment);
            for sealed in sealed.filter(|sealed| keyring.holds(compartment, sealed.epoch)) {
                let manifest = self.manifest(chain, keyring, sealed).await?;
                files.extend(self.files_of(chain, keyring, &manifest, sink).await?);
            }
        }
        Ok(files)
    }

    /// The files of one manifest, bit for bit, in the order in which they lie in the stream.
    pub async fn files_of(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        manifest: &Manifest,
        sink: &mut dyn FileSink,
    ) -> Result<Vec<OriginalFile>, Trouble> {
        let stream = self.by_pack(chain, keyring, manifest);
        let mut rebuilding = Rebuilding::new(manifest, &stream);
        let mut in_order: Vec<_> = manifest.inventory.files.iter().zip(&manifest.files).collect();
        in_order.sort_by_key(|(_, place)| manifest.begins_at(place));
        let mut files = Vec::new();
        for (record, place) in in_order {
            let file = OriginalFile {
                path: record.path.clone(),
                size: place.size,
                sha256: place.sha256,
            };
            sink.begin(&file).await?;
            let mut digest = Sha256::new();
            for (index, part) in place.parts.iter().enumerate() {
                let mut at = 0;
                while at < part.length() {
                    let length = match part {
                        Part::Frame { length, .. } => *length,
                        Part::Stored { length, .. } | Part::Cut { length, .. } => AT_ONCE.min(length - at),
                    };
                    let bytes = rebuilding.part(&place.parts, index, at, length).await?;
                    digest.update(&bytes);
                    sink.write(bytes).await?;
                    at += length;
                }
            }
            if digest.finalize().as_slice() != place.sha256.as_bytes() {
                return Err(Trouble::NotGenuine);
            }
            sink.end().await?;
            files.push(file);
        }
        Ok(files)
    }

    fn by_range<'a>(&'a self, chain: &'a Chain, keyring: &'a Keyring, manifest: &'a Manifest) -> ByRange<'a> {
        ByRange {
            client: self,
            chain,
            keyring,
            manifest,
        }
    }

    fn by_pack<'a>(&'a self, chain: &'a Chain, keyring: &'a Keyring, manifest: &'a Manifest) -> ByPack<'a> {
        ByPack {
            client: self,
            chain,
            keyring,
            manifest,
            kept: RefCell::default(),
        }
    }
}
