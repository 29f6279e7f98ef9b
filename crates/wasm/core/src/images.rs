//! Images: sets, frames, small pictures and the original files.

use std::rc::Rc;

use futures::try_join;
use js_sys::{Object, Uint8Array};
use overread_client::dicom::{DocumentKind, Instance, Inventory, Patient, Span};
use overread_client::wire::{Compartment, ObjectRef};
use overread_client::{
    Chain, Client, ImageOnDisc, Manifest, NotSent, PreviewPlace, Rebuilding, Trouble, joined_images, place_of,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Core;
use crate::case::{Held, OpenCase};
use crate::cross::{Answer, give, read, refuse, set};
use crate::soon::Soon;

#[derive(Serialize)]
struct ImageSet<'a> {
    set: usize,
    inventory: &'a Inventory,
    not_sent: &'a [NotSent],
}

#[derive(Serialize)]
struct Prepared {
    sets: usize,
    patients: Vec<Patient>,
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
    /// What the images are, for a page on which somebody may soon open them. Nothing of any image is fetched, so nothing goes
    /// on the record.
    pub async fn prepare_images(&self, case: String) -> Answer {
        let open = self.named(&case)?;
        let held = open.held(&self.client).await.map_err(refuse)?;
        let manifests = open
            .manifests(&self.client, &held, Compartment::Images)
            .await
            .map_err(refuse)?;
        give(&Prepared {
            sets: manifests.len(),
            patients: joined(&manifests),
        })
    }

    /// Puts on the record that the images were opened, and says how many sets there are now.
    pub async fn open_images(&self, case: String) -> Answer {
        let open = self.named(&case)?;
        give(&self.opened_images(&open).await.map_err(refuse)?.len())
    }

    /// The sets of images of a case. Puts on the record that they were opened.
    pub async fn images(&self, case: String) -> Answer {
        let open = self.named(&case)?;
        let manifests = self.opened_images(&open).await.map_err(refuse)?;
        let sets = manifests.iter().enumerate().map(|(set, manifest)| ImageSet {
            set,
            inventory: &manifest.inventory,
            not_sent: &manifest.not_sent,
        });
        give(&sets.collect::<Vec<_>>())
    }

    /// People, examinations, series and images of all sets as one; files are numbered through. Puts on the record that they
    /// were opened.
    pub async fn examinations(&self, case: String) -> Answer {
        let open = self.named(&case)?;
        let manifests = self.opened_images(&open).await.map_err(refuse)?;
        give(&joined(&manifests))
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

    /// The bytes of a frame in the transfer syntax of its image. Nothing of an image is fetched before it is on the record.
    pub async fn frame(&self, case: String, file: usize, frame: usize) -> Answer {
        let (set, file) = place_of(file);
        let open = self.named(&case)?;
        let held = self.noted(&open, Compartment::Images).await.map_err(refuse)?;
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
    pub async fn table(&self, case: String, file: usize, span: JsValue) -> Answer {
        let (set, file) = place_of(file);
        let table: Span = read(&span)?;
        let open = self.named(&case)?;
        let held = self.noted(&open, Compartment::Images).await.map_err(refuse)?;
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
    pub async fn preview(&self, case: String, file: usize, frame: usize) -> Answer {
        let number = file;
        let (set, file) = place_of(number);
        let open = self.named(&case)?;
        let held = self.noted(&open, Compartment::Images).await.map_err(refuse)?;
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
        let grey = place.greys(&bytes).ok_or(Trouble::NotGenuine).map_err(refuse)?;
        Ok(picture(number, &place, &grey))
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
        let held = self.noted(&open, compartment).await.map_err(refuse)?;
        let manifest = open
            .manifest(&self.client, &held, compartment, set)
            .await
            .map_err(refuse)?;
        let stream = Soon {
            open: &open,
            client: &self.client,
            held: &held,
            manifest: &manifest,
        };
        let bytes = Rebuilding::new(&manifest, &stream).whole_file(file).await;
        let bytes = bytes.map_err(refuse)?;
        Ok(Uint8Array::from(bytes.as_slice()).buffer().into())
    }
}

impl Core {
    /// The sets of images of a case, while it goes on the record that they were opened.
    async fn opened_images(&self, open: &OpenCase) -> Result<Vec<Rc<Manifest>>, Trouble> {
        let held = open.fetch(&self.client).await?;
        let (manifests, _) = try_join!(
            open.manifests(&self.client, &held, Compartment::Images),
            self.noted(open, Compartment::Images)
        )?;
        Ok(manifests)
    }

    /// What is held of a case, once it is on the record that a compartment was opened; the opening of a link is there already.
    async fn noted(&self, open: &OpenCase, compartment: Compartment) -> Result<Held, Trouble> {
        let held = open.held(&self.client).await?;
        let is_noted = |chain: &Chain| open.noted.borrow().get(&compartment) == Some(&chain.case.head());
        if held.is_shared() || is_noted(&held.chain) {
            return Ok(held);
        }
        open.change_held(&self.client, async |chain, _| {
            if !is_noted(chain) {
                self.client.note_opening(chain, compartment).await?;
                open.noted.borrow_mut().insert(compartment, chain.case.head());
            }
            Ok(())
        })
        .await?;
        open.held(&self.client).await
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

    /// The bytes of a frame in the transfer syntax of its image.
    async fn frame(
        self: &Rc<Self>,
        client: &Rc<Client>,
        held: &Held,
        manifest: &Rc<Manifest>,
        file: usize,
        frame: usize,
    ) -> Result<Vec<u8>, Trouble> {
        let image = image(&manifest.inventory, file).ok_or(Trouble::NoImages)?;
        let stream = Soon {
            open: self,
            client,
            held,
            manifest,
        };
        Rebuilding::new(manifest, &stream).frame(image, frame).await
    }
}

/// The images of all sets as one.
fn joined(manifests: &[Rc<Manifest>]) -> Vec<Patient> {
    joined_images(&manifests.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

/// The image that a file holds.
fn image(inventory: &Inventory, file: usize) -> Option<&Instance> {
    inventory.images().find(|image| image.file == file)
}

/// A small picture for the page.
#[expect(clippy::cast_precision_loss, reason = "numbers of files and frames")]
fn picture(file: usize, place: &PreviewPlace, grey: &[u8]) -> JsValue {
    let picture = Object::new();
    set(&picture, "file", &(file as f64).into());
    set(&picture, "frame", &(place.frame as f64).into());
    set(&picture, "width", &place.width.into());
    set(&picture, "height", &place.height.into());
    set(&picture, "grey", &Uint8Array::from(grey));
    picture.into()
}
