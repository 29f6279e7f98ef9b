//! Getting back what was sent: manifests, single frames, small pictures, and the very bytes of every file.

use async_trait::async_trait;
use overread_dicom::{Disc, FrameError, Instance, Span, frame_bytes, table_bytes};
use overread_seal::object::{HEADER_BYTES, Opening, segments_for};
use overread_wire::{Compartment, Hash, ObjectRef, Role};
use sha2::{Digest, Sha256};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::manifest::{Manifest, PreviewPlace, SeriesPreviews};
use crate::object::Shelf;
use crate::read::{has_original, is_revealed};

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

/// Bytes of a file fetched at once.
const PART: u64 = 8 << 20;

impl Client {
    /// One manifest.
    pub async fn manifest(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        sealed: &ObjectRef,
    ) -> Result<Manifest, Trouble> {
        self.document(chain, keyring, sealed).await
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

    /// Some bytes of a file, fetched by range: only the segments that hold them travel.
    pub async fn file_bytes(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        manifest: &Manifest,
        file: usize,
        offset: u64,
        length: u64,
    ) -> Result<Vec<u8>, Trouble> {
        let places = manifest.places(file, offset, length).ok_or(Trouble::NotGenuine)?;
        let mut bytes = Vec::new();
        for (pack, inside, length) in places {
            let sealed = &manifest.packs.get(pack).ok_or(Trouble::NotGenuine)?.sealed;
            bytes.extend(self.object_range(chain, keyring, sealed, inside, length).await?);
        }
        Ok(bytes)
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
        if image.deflated_from.is_some() {
            let file = self.whole_file(chain, keyring, manifest, image.file).await?;
            return inflated(file, image, |disc, image| frame_bytes(disc, image, frame));
        }
        let mut bytes = Vec::new();
        for span in image.frames.get(frame).ok_or(Trouble::NotGenuine)? {
            bytes.extend(
                self.file_bytes(chain, keyring, manifest, image.file, span.offset, span.length)
                    .await?,
            );
        }
        Ok(bytes)
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
        if image.deflated_from.is_some() {
            let file = self.whole_file(chain, keyring, manifest, image.file).await?;
            return inflated(file, image, |disc, image| table_bytes(disc, image, table));
        }
        self.file_bytes(chain, keyring, manifest, image.file, table.offset, table.length)
            .await
    }

    /// One file, bit for bit, compared with the hash that the sender signed.
    pub async fn whole_file(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        manifest: &Manifest,
        file: usize,
    ) -> Result<Vec<u8>, Trouble> {
        let place = manifest.files.get(file).ok_or(Trouble::NotGenuine)?;
        let bytes = self
            .file_bytes(chain, keyring, manifest, file, 0, place.size)
            .await?;
        if Hash::of(&bytes) == place.sha256 {
            Ok(bytes)
        } else {
            Err(Trouble::NotGenuine)
        }
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
                let manifest: Manifest = self.document(chain, keyring, sealed).await?;
                files.extend(self.files_of(chain, keyring, &manifest, sink).await?);
            }
        }
        Ok(files)
    }

    /// The files of one manifest, bit for bit.
    pub async fn files_of(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        manifest: &Manifest,
        sink: &mut dyn FileSink,
    ) -> Result<Vec<OriginalFile>, Trouble> {
        let mut files = Vec::new();
        let mut pack = OpenPack::default();
        for (record, place) in manifest.inventory.files.iter().zip(&manifest.files) {
            let file = OriginalFile {
                path: record.path.clone(),
                size: place.size,
                sha256: place.sha256,
            };
            sink.begin(&file).await?;
            let mut digest = Sha256::new();
            let mut at = 0;
            while at < place.size {
                let length = PART.min(place.size - at);
                let places = manifest
                    .places(files.len(), at, length)
                    .ok_or(Trouble::NotGenuine)?;
                for (number, inside, length) in places {
                    pack.turn_to(self, chain, keyring, manifest, number).await?;
                    let bytes = pack.cut(inside, length)?;
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

    /// A range of an object's content.
    async fn object_range(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        sealed: &ObjectRef,
        start: u64,
        length: u64,
    ) -> Result<Vec<u8>, Trouble> {
        let shelf = Shelf::of(chain, sealed);
        let context = shelf.context(sealed.object);
        let key = keyring
            .key(sealed.compartment, sealed.epoch)?
            .object_key(&context);
        let wanted = start..start + length;
        let segments = segments_for(sealed.size, wanted.clone()).map_err(|_| Trouble::NotGenuine)?;
        let reader = self.reader()?;
        let server = self.server_for(&reader);
        let path = shelf.path(sealed.object);
        let (header, bytes) = futures::try_join!(
            server.range(&path, 0, HEADER_BYTES),
            server.range(&path, segments.start, segments.end)
        )?;
        let opening = Opening::new(&key, &context, sealed.size, &header).map_err(|_| Trouble::NotGenuine)?;
        opening
            .open(&*self.ports.cipher, wanted, &bytes)
            .await
            .map_err(|_| Trouble::NotGenuine)
    }
}

/// Bytes of an image whose whole data set is deflated (PS3.5 A.5): its spans count in the inflated bytes.
fn inflated(
    file: Vec<u8>,
    image: &Instance,
    bytes: impl Fn(&Disc<Vec<u8>>, &Instance) -> Result<Vec<u8>, FrameError>,
) -> Result<Vec<u8>, Trouble> {
    let disc = Disc::open(vec![("image".to_owned(), file)]);
    let image = Instance {
        file: 0,
        ..image.clone()
    };
    bytes(&disc, &image).map_err(|_| Trouble::NotGenuine)
}

/// The pack that is being cut into files; packs are opened once, in order.
#[derive(Default)]
struct OpenPack {
    number: Option<usize>,
    bytes: Vec<u8>,
}

impl OpenPack {
    async fn turn_to(
        &mut self,
        client: &Client,
        chain: &Chain,
        keyring: &Keyring,
        manifest: &Manifest,
        number: usize,
    ) -> Result<(), Trouble> {
        if self.number != Some(number) {
            let sealed = &manifest.packs.get(number).ok_or(Trouble::NotGenuine)?.sealed;
            self.bytes = client.object(chain, keyring, sealed).await?;
            self.number = Some(number);
        }
        Ok(())
    }

    fn cut(&self, inside: u64, length: u64) -> Result<Vec<u8>, Trouble> {
        let start = usize::try_from(inside).map_err(|_| Trouble::NotGenuine)?;
        let end = usize::try_from(inside + length).map_err(|_| Trouble::NotGenuine)?;
        self.bytes
            .get(start..end)
            .map(<[u8]>::to_vec)
            .ok_or(Trouble::NotGenuine)
    }
}
