//! Sending a shipment that intake made; its small pictures and packed pieces come from other workers.

use async_trait::async_trait;
use js_sys::Uint8Array;
use overread_client::dicom::AlbumPicture;
use overread_client::dicom::Inventory;
use overread_client::dicom::pack::Packed;
use overread_client::wire::Compartment;
use overread_client::{NotSent, Pace, Progress, SeriesPictures, Shipment, SourceGone, Supply};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use crate::Core;
use crate::cross::{Answer, give, read, refuse};

#[wasm_bindgen]
extern "C" {
    /// Who supplies the shipment, watches, and may pause or stop. See `web/lib/core/core.worker.ts`.
    pub type Shipping;

    /// Bytes, and what they are as JSON.
    pub type Supplied;

    #[wasm_bindgen(method, getter)]
    fn meta(this: &Supplied) -> String;

    #[wasm_bindgen(method, getter)]
    fn bytes(this: &Supplied) -> Uint8Array;

    /// The next small pictures, or null.
    #[wasm_bindgen(method, catch)]
    async fn pictures(this: &Shipping) -> Result<JsValue, JsValue>;

    /// The next packed piece, or null.
    #[wasm_bindgen(method, catch)]
    async fn piece(this: &Shipping) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn progress(this: &Shipping, progress: JsValue);

    /// Answers once it is not paused: true to go on, false to stop.
    #[wasm_bindgen(method, catch, js_name = mayGoOn)]
    async fn may_go_on(this: &Shipping) -> Result<JsValue, JsValue>;
}

/// A shipment as it crosses.
#[derive(Deserialize)]
struct Crossing {
    compartment: Compartment,
    inventory: Inventory,
    not_sent: Vec<NotSent>,
}

/// Small pictures as they cross; their coded greys stand beside it, one after the other.
#[derive(Deserialize)]
struct PicturesCrossing {
    series: String,
    pictures: Vec<PictureCrossing>,
}

#[derive(Deserialize)]
struct PictureCrossing {
    #[serde(flatten)]
    picture: AlbumPicture,
    packed: usize,
}

#[derive(Serialize)]
struct Sent {
    seq: u64,
}

#[wasm_bindgen]
impl Core {
    /// Seals and sends a shipment; goes on where an earlier try was cut off.
    pub async fn send(&self, case: String, shipment: JsValue, shipping: Shipping) -> Answer {
        let open = self.named(&case)?;
        let Crossing {
            compartment,
            inventory,
            not_sent,
        } = read(&shipment)?;
        let shipment = Shipment {
            compartment,
            inventory,
            not_sent,
        };
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

#[async_trait(?Send)]
impl Supply for Shipping {
    async fn pictures(&self) -> Result<Option<SeriesPictures>, SourceGone> {
        let Some((crossing, bytes)) = supplied::<PicturesCrossing>(Shipping::pictures(self).await)? else {
            return Ok(None);
        };
        let mut rest = bytes.as_slice();
        let mut pictures = Vec::with_capacity(crossing.pictures.len());
        for PictureCrossing { picture, packed } in crossing.pictures {
            let (coded, after) = rest.split_at_checked(packed).ok_or(SourceGone)?;
            rest = after;
            pictures.push(AlbumPicture {
                coded: coded.to_vec(),
                ..picture
            });
        }
        Ok(Some(SeriesPictures {
            series: crossing.series,
            pictures,
        }))
    }

    async fn piece(&self) -> Result<Option<Packed>, SourceGone> {
        let piece = supplied::<Packed>(Shipping::piece(self).await)?;
        Ok(piece.map(|(packed, bytes)| Packed { bytes, ..packed }))
    }
}

/// What another worker supplied, with its bytes; nothing at the end.
fn supplied<T: DeserializeOwned>(
    answer: Result<JsValue, JsValue>,
) -> Result<Option<(T, Vec<u8>)>, SourceGone> {
    let answer = answer.map_err(|_| SourceGone)?;
    if answer.is_null() {
        return Ok(None);
    }
    let answer: Supplied = answer.unchecked_into();
    let meta = serde_json::from_str(&answer.meta()).map_err(|_| SourceGone)?;
    Ok(Some((meta, answer.bytes().to_vec())))
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
