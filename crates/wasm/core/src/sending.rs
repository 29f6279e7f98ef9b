//! Sending a shipment that intake made; its bytes come from intake piece by piece.

use async_trait::async_trait;
use js_sys::Uint8Array;
use overread_client::dicom::Inventory;
use overread_client::wire::Compartment;
use overread_client::{FileBytes, NotSent, Pace, PreviewPicture, Progress, Shipment, SourceGone, Trouble};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::Core;
use crate::cross::{Answer, give, read, refuse};

#[wasm_bindgen]
extern "C" {
    /// Who gives the bytes, watches, and may pause or stop. See `web/lib/core/core.worker.ts`.
    pub type Shipping;

    #[wasm_bindgen(method, catch)]
    async fn read(this: &Shipping, file: usize, offset: f64, length: usize) -> Result<Uint8Array, JsValue>;

    #[wasm_bindgen(method)]
    fn progress(this: &Shipping, progress: JsValue);

    /// Answers once it is not paused: true to go on, false to stop.
    #[wasm_bindgen(method, catch, js_name = mayGoOn)]
    async fn may_go_on(this: &Shipping) -> Result<JsValue, JsValue>;
}

/// A shipment as it crosses; the grey values of all pictures come beside it, one after the other.
#[derive(Deserialize)]
struct Crossing {
    compartment: Compartment,
    inventory: Inventory,
    previews: Vec<SeriesCrossing>,
    not_sent: Vec<NotSent>,
}

#[derive(Deserialize)]
struct SeriesCrossing {
    series: String,
    pictures: Vec<PictureCrossing>,
}

#[derive(Deserialize)]
struct PictureCrossing {
    file: usize,
    frame: usize,
    width: u32,
    height: u32,
}

#[derive(Serialize)]
struct Sent {
    seq: u64,
}

#[wasm_bindgen]
impl Core {
    /// Seals and sends a shipment; goes on where an earlier try was cut off.
    pub async fn send(&self, case: String, shipment: JsValue, greys: Vec<u8>, shipping: Shipping) -> Answer {
        let open = self.named(&case)?;
        let shipment = read::<Crossing>(&shipment)?.with(&greys).map_err(refuse)?;
        drop(greys);
        let held = open.fetch(&self.client).await.map_err(refuse)?;
        let mut chain = (*held.chain).clone();
        let sent = self
            .client
            .send(&mut chain, &held.keyring, shipment, &shipping, &shipping)
            .await;
        open.hold_newer(chain);
        give(&Sent {
            seq: sent.map_err(refuse)?.seq,
        })
    }
}

impl Crossing {
    fn with(self, mut greys: &[u8]) -> Result<Shipment, Trouble> {
        let mut previews = Vec::new();
        for series in self.previews {
            let mut pictures = Vec::new();
            for picture in series.pictures {
                let length = picture.width as usize * picture.height as usize;
                let (grey, rest) = greys.split_at_checked(length).ok_or(Trouble::SourceGone)?;
                greys = rest;
                pictures.push(PreviewPicture {
                    file: picture.file,
                    frame: picture.frame,
                    width: picture.width,
                    height: picture.height,
                    grey: grey.to_vec(),
                });
            }
            previews.push((series.series, pictures));
        }
        Ok(Shipment {
            compartment: self.compartment,
            inventory: self.inventory,
            previews,
            not_sent: self.not_sent,
        })
    }
}

#[async_trait(?Send)]
impl FileBytes for Shipping {
    #[expect(clippy::cast_precision_loss, reason = "files are smaller than 2^53 bytes")]
    async fn read(&self, file: usize, offset: u64, length: usize) -> Result<Vec<u8>, SourceGone> {
        let bytes = Shipping::read(self, file, offset as f64, length)
            .await
            .map_err(|_| SourceGone)?;
        Ok(bytes.to_vec())
    }
}

#[async_trait(?Send)]
impl Pace for Shipping {
    fn progress(&self, progress: Progress) {
        if let Ok(progress) = give(&progress) {
            Shipping::progress(self, progress);
        }
    }

    async fn may_go_on(&self) -> bool {
        Shipping::may_go_on(self)
            .await
            .is_ok_and(|answer| answer.is_truthy())
    }
}
