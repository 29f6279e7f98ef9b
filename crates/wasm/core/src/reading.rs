//! Reading: the committed first read, the original report, the signed report.

use overread_client::clinical::{FirstRead, Report};
use wasm_bindgen::prelude::*;

use crate::Core;
use crate::cross::{Answer, error, give, read, refuse};

#[wasm_bindgen]
impl Core {
    pub async fn commit(&self, case: String, first_read: JsValue) -> Result<(), JsValue> {
        let first_read: FirstRead = read(&first_read)?;
        self.change(&case, async |chain, keyring| {
            self.client.commit_first_read(chain, keyring, &first_read).await
        })
        .await
    }

    /// The first read as it was committed.
    pub async fn first_read(&self, case: String) -> Answer {
        let held = self.named(&case)?.held(&self.client).await.map_err(refuse)?;
        give(
            &self
                .client
                .first_read(&held.chain, &held.keyring)
                .await
                .map_err(refuse)?,
        )
    }

    /// Opens the original report; false when there is none.
    pub async fn reveal(&self, case: String) -> Result<bool, JsValue> {
        let open = self.named(&case)?;
        open.change(&self.client, async |chain, _| self.client.reveal(chain).await)
            .await
            .map_err(refuse)
    }

    pub async fn sign(&self, case: String, report: JsValue, addendum_reason: Option<String>) -> Answer {
        let report: Report = read(&report)?;
        let reason = addendum_reason.as_deref();
        let open = self.named(&case)?;
        let signed = open.change(&self.client, async |chain, keyring| {
            self.client.sign_report(chain, keyring, report, reason).await
        });
        give(&signed.await.map_err(refuse)?)
    }

    /// What signing would say, without signing.
    pub async fn check_report(&self, case: String, report: JsValue) -> Answer {
        let report: Report = read(&report)?;
        let held = self.named(&case)?.held(&self.client).await.map_err(refuse)?;
        give(
            &self
                .client
                .check_report(&held.chain, &held.keyring, report)
                .await
                .map_err(refuse)?,
        )
    }

    /// All versions, each verified. Puts on the record that they were opened.
    pub async fn reports(&self, case: String) -> Answer {
        let open = self.named(&case)?;
        let reports = open.change(&self.client, async |chain, keyring| {
            self.client.open_reports(chain, keyring).await
        });
        give(&reports.await.map_err(refuse)?)
    }

    pub async fn keep_draft(&self, name: String, text: String) -> Result<(), JsValue> {
        self.client
            .keep_draft(&name, text.as_bytes())
            .await
            .map_err(refuse)
    }

    pub async fn draft(&self, name: String) -> Result<Option<String>, JsValue> {
        let found = self.client.draft(&name).await.map_err(refuse)?;
        let text = found.map(String::from_utf8).transpose();
        text.map_err(|_| error("draft-unreadable", "What was written before cannot be read."))
    }
}
