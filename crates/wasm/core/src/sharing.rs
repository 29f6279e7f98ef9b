//! Share links.

use overread_client::CaseView;
use overread_client::NewShare;
use overread_client::wire::CaseId;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Core;
use crate::cross::{Answer, give, read, refuse};

#[derive(Serialize)]
struct Shared {
    case: CaseId,
    view: CaseView,
}

#[wasm_bindgen]
impl Core {
    /// Makes a link.
    pub async fn create_share(&self, case: String, share: JsValue) -> Result<String, JsValue> {
        let share: NewShare = read(&share)?;
        let open = self.named(&case)?;
        let link = open.change(&self.client, async |chain, keyring| {
            self.client.create_share(chain, keyring, &share).await
        });
        link.await.map_err(refuse)
    }

    pub async fn revoke_share(&self, case: String, share: String) -> Result<(), JsValue> {
        self.change(&case, async |chain, _| {
            self.client.revoke_share(chain, &share).await
        })
        .await
    }

    pub async fn look_at_share(&self, link: String) -> Answer {
        give(&self.client.look_at_share(&link).await.map_err(refuse)?)
    }

    pub async fn open_share(&self, link: String, pin: Option<String>) -> Answer {
        let opened = self
            .client
            .open_share(&link, pin.as_deref())
            .await
            .map_err(refuse)?;
        let shared = Shared {
            case: opened.chain.case.id(),
            view: opened.chain.view(opened.share),
        };
        self.open(shared.case).hold_shared(opened.chain, opened.keyring);
        give(&shared)
    }

    pub async fn confirm_share(&self, link: String, seq: u32) -> Result<(), JsValue> {
        self.client
            .confirm_share(&link, u64::from(seq))
            .await
            .map_err(refuse)
    }
}
