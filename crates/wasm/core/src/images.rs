//! Images: sets, frames, small pictures and the original files.

use std::rc::Rc;

use js_sys::{Object, Uint8Array};
use overread_client::dicom::{DocumentKind, Instance, Inventory, Span};
use overread_client::wire::{Compartment, Hash, ObjectRef};
use overread_client::{Client, ImageOnDisc, Manifest, NotSent, PreviewPlace, Trouble};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Core;
use crate::case::{Held, OpenCase};
use crate::cross::{Answer, give, read, refuse, set};

#[derive(Serialize)]
struct ImageSet<'a> {
    set: usize,
    inventory: &'a Inventory,
    not_sent: &'a [NotSent],
}

#[derive(Serialize)]
struct FileView {
    compartment: Compartment,
    set: usize,
    file: usize,
    path: String,
    size: u64,
    document: Option<DocumentKind>,
}

#[wasm_bindgen]
impl Core {
    /// The sets of images of a case. Puts on the record that they were opened.
    pub async fn images(&self, case: String) -> Answer {
        let open = self.named(&case)?;
        let held = open.fetch(&self.client).await.map_err(refuse)?;
        let manifests = open
            .manifests(&self.client, &held, Compartment::Images)
            .await
            .map_err(refuse)?;
        self.note(&open, Compartment::Images).await.map_err(refuse)?;
        let sets = manifests.iter().enumerate().map(|(set, manifest)| ImageSet {
            set,
            inventory: &manifest.inventory,
            not_sent: &manifest.not_sent,
        });
        give(&sets.collect::<Vec<_>>())
    }

    /// For each image of a disc whether the case holds it already. Nothing of the images is opened for that.
    pub async fn already_sent(&self, case: String, on_disc: JsValue) -> Answer {
        let on_disc: Vec<ImageOnDisc> = read(&on_disc)?;
        let open = self.named(&case)?;
        let held = open.fetch(&self.client).await.map_err(refuse)?;
        let manifests = open
            .manifests(&self.client, &held, Compartment::Images)
            .await
            .map_err(refuse)?;
        let sent = manifests.iter().map(|manifest| &manifest.inventory);
        give(&overread_client::already_sent(sent, &on_disc))
    }

    /// The bytes of a frame in the transfer syntax of its image.
    pub async fn frame(&self, case: String, set: usize, file: usize, frame: usize) -> Answer {
        let open = self.named(&case)?;
        let held = open.held(&self.client).await.map_err(refuse)?;
        let manifest = open
            .manifest(&self.client, &held, Compartment::Images, set)
            .await
            .map_err(refuse)?;
        let bytes = open
            .frame(&self.client, &held, &manifest, file, frame)
            .await
            .map_err(refuse)?;
        Ok(Uint8Array::from(bytes.as_slice()).buffer().into())
    }

    /// The bytes of a lookup table or palette of an image, where the inventory says that it lies.
    pub async fn table(&self, case: String, set: usize, file: usize, span: JsValue) -> Answer {
        let table: Span = read(&span)?;
        let open = self.named(&case)?;
        let held = open.held(&self.client).await.map_err(refuse)?;
        let manifest = open
            .manifest(&self.client, &held, Compartment::Images, set)
            .await
            .map_err(refuse)?;
        let image = image(&manifest.inventory, file)
            .ok_or(Trouble::NoImages)
            .map_err(refuse)?;
        let bytes = self
            .client
            .table(&held.chain, &held.keyring, &manifest, image, table)
            .await
            .map_err(refuse)?;
        Ok(Uint8Array::from(bytes.as_slice()).buffer().into())
    }

    /// The small picture of a frame, or null.
    pub async fn preview(&self, case: String, set: usize, file: usize, frame: usize) -> Answer {
        let open = self.named(&case)?;
        let held = open.held(&self.client).await.map_err(refuse)?;
        let manifest = open
            .manifest(&self.client, &held, Compartment::Images, set)
            .await
            .map_err(refuse)?;
        let place = manifest.previews.iter().find_map(|series| {
            let place = series
                .pictures
                .iter()
                .find(|place| place.file == file && place.frame == frame)?;
            Some((series, *place))
        });
        let Some((series, place)) = place else {
            return Ok(JsValue::NULL);
        };
        let once = open
            .previews
            .borrow_mut()
            .entry(series.sealed.hash)
            .or_default()
            .clone();
        let fetched = once.get_or(async || {
            let (_, bytes) = self.client.previews(&held.chain, &held.keyring, series).await?;
            Ok(bytes)
        });
        let bytes = fetched.await.map_err(refuse)?;
        let start = usize::try_from(place.offset).unwrap_or(usize::MAX);
        let length = place.width as usize * place.height as usize;
        let grey = bytes
            .get(start..start.saturating_add(length))
            .ok_or(Trouble::NotGenuine)
            .map_err(refuse)?;
        Ok(picture(&place, grey))
    }

    /// Every file in the compartments that this person holds; what may hold the original report only where it is theirs
    /// to open.
    pub async fn files(&self, case: String) -> Answer {
        let open = self.named(&case)?;
        let held = open.fetch(&self.client).await.map_err(refuse)?;
        let mut files = Vec::new();
        let takes_original = self.client.takes_original(&held.chain, false).map_err(refuse)?;
        let compartments: &[Compartment] = if takes_original {
            &[Compartment::Images, Compartment::Original]
        } else {
            &[Compartment::Images]
        };
        for compartment in compartments.iter().copied() {
            let manifests = match open.manifests(&self.client, &held, compartment).await {
                Err(Trouble::NotGranted) => continue,
                other => other.map_err(refuse)?,
            };
            for (set, manifest) in manifests.iter().enumerate() {
                files.extend(
                    manifest
                        .inventory
                        .files
                        .iter()
                        .enumerate()
                        .map(|(file, record)| FileView {
                            compartment,
                            set,
                            file,
                            path: record.path.clone(),
                            size: record.size,
                            document: record.document,
                        }),
                );
            }
        }
        give(&files)
    }

    /// One file, bit for bit.
    pub async fn file(&self, case: String, compartment: JsValue, set: usize, file: usize) -> Answer {
        let compartment: Compartment = read(&compartment)?;
        let open = self.named(&case)?;
        let held = open.held(&self.client).await.map_err(refuse)?;
        let manifest = open
            .manifest(&self.client, &held, compartment, set)
            .await
            .map_err(refuse)?;
        self.note(&open, compartment).await.map_err(refuse)?;
        let bytes = self
            .client
            .whole_file(&held.chain, &held.keyring, &manifest, file)
            .await
            .map_err(refuse)?;
        Ok(Uint8Array::from(bytes.as_slice()).buffer().into())
    }
}

impl Core {
    /// Puts on the record that a compartment was opened; the opening of a link is there already.
    async fn note(&self, open: &OpenCase, compartment: Compartment) -> Result<(), Trouble> {
        let noted = open.noted.borrow().contains(&compartment);
        if noted || open.held(&self.client).await?.is_shared() {
            return Ok(());
        }
        open.change(&self.client, async |chain, _| {
            self.client.note_opening(chain, compartment).await
        })
        .await?;
        open.noted.borrow_mut().insert(compartment);
        Ok(())
    }
}

impl OpenCase {
    async fn manifests(
        &self,
        client: &Client,
        held: &Held,
        compartment: Compartment,
    ) -> Result<Vec<Rc<Manifest>>, Trouble> {
        let sealed = held
            .chain
            .case
            .manifests()
            .iter()
            .filter(|sealed| sealed.compartment == compartment);
        let mut manifests = Vec::new();
        for sealed in sealed {
            manifests.push(self.opened_manifest(client, held, sealed).await?);
        }
        Ok(manifests)
    }

    async fn manifest(
        &self,
        client: &Client,
        held: &Held,
        compartment: Compartment,
        set: usize,
    ) -> Result<Rc<Manifest>, Trouble> {
        let sealed = held
            .chain
            .case
            .manifests()
            .iter()
            .filter(|sealed| sealed.compartment == compartment)
            .nth(set);
        self.opened_manifest(client, held, sealed.ok_or(Trouble::NoImages)?)
            .await
    }

    async fn opened_manifest(
        &self,
        client: &Client,
        held: &Held,
        sealed: &ObjectRef,
    ) -> Result<Rc<Manifest>, Trouble> {
        let once = self
            .manifests
            .borrow_mut()
            .entry(sealed.hash)
            .or_default()
            .clone();
        once.get_or(async || client.manifest(&held.chain, &held.keyring, sealed).await)
            .await
    }

    /// The first frame that is asked of a pack comes by range, to be there soon; from the second on the whole pack is
    /// fetched once and its frames are cut from it.
    async fn frame(
        &self,
        client: &Client,
        held: &Held,
        manifest: &Manifest,
        file: usize,
        frame: usize,
    ) -> Result<Vec<u8>, Trouble> {
        let image = image(&manifest.inventory, file).ok_or(Trouble::NoImages)?;
        let spans = image.frames.get(frame).ok_or(Trouble::NoImages)?;
        let mut parts = Vec::new();
        for span in spans {
            parts.extend(
                manifest
                    .places(file, span.offset, span.length)
                    .ok_or(Trouble::NotGenuine)?,
            );
        }
        let is_new = |(number, ..): &(usize, u64, u64)| {
            manifest
                .packs
                .get(*number)
                .is_some_and(|pack| !self.asked.borrow().contains_key(&pack.sealed.hash))
        };
        if image.deflated_from.is_some() || parts.iter().all(is_new) {
            for (number, ..) in &parts {
                if let Some(pack) = manifest.packs.get(*number) {
                    self.asked.borrow_mut().entry(pack.sealed.hash).or_default();
                }
            }
            return client
                .frame(&held.chain, &held.keyring, manifest, image, frame)
                .await;
        }
        let mut bytes = Vec::new();
        for (number, inside, length) in parts {
            let pack = self.pack(client, held, manifest, number).await?;
            let start = usize::try_from(inside).unwrap_or(usize::MAX);
            let end = usize::try_from(inside + length).unwrap_or(usize::MAX);
            bytes.extend_from_slice(pack.get(start..end).ok_or(Trouble::NotGenuine)?);
        }
        Ok(bytes)
    }

    /// A whole pack; two who ask for it at once wait for the same.
    async fn pack(
        &self,
        client: &Client,
        held: &Held,
        manifest: &Manifest,
        number: usize,
    ) -> Result<Rc<Vec<u8>>, Trouble> {
        let name: Hash = manifest.packs.get(number).ok_or(Trouble::NotGenuine)?.sealed.hash;
        let turn = self.asked.borrow_mut().entry(name).or_default().clone();
        let _turn = turn.lock().await;
        if let Some(pack) = self.packs.borrow_mut().get(name) {
            return Ok(pack);
        }
        let pack = Rc::new(client.pack(&held.chain, &held.keyring, manifest, number).await?);
        self.packs.borrow_mut().put(name, pack.clone());
        Ok(pack)
    }
}

/// The image that a file holds.
fn image(inventory: &Inventory, file: usize) -> Option<&Instance> {
    let series = inventory
        .patients
        .iter()
        .flat_map(|patient| &patient.studies)
        .flat_map(|study| &study.series);
    series
        .flat_map(|series| &series.instances)
        .chain(&inventory.captures)
        .find(|image| image.file == file)
}

/// A small picture for the page.
#[expect(clippy::cast_precision_loss, reason = "numbers of files and frames")]
fn picture(place: &PreviewPlace, grey: &[u8]) -> JsValue {
    let picture = Object::new();
    set(&picture, "file", &(place.file as f64).into());
    set(&picture, "frame", &(place.frame as f64).into());
    set(&picture, "width", &place.width.into());
    set(&picture, "height", &place.height.into());
    set(&picture, "grey", &Uint8Array::from(grey));
    picture.into()
}
