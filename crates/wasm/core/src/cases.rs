//! The life of a case.

use std::collections::BTreeMap;

use overread_client::clinical::{IntakeForm, Party, ServiceLevel};
use overread_client::wire::ledger::Kind;
use overread_client::wire::{PersonId, Role};
use overread_client::{CaseLine, CaseView, Declaration, ReadIn, Trouble};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::Core;
use crate::case::{Held, OpenCase};
use crate::cross::{Answer, give, id, read, refuse};

/// A case with what was sealed in it and is open to this person.
#[derive(Serialize)]
struct Details {
    view: CaseView,
    form: Option<IntakeForm>,
    declaration: Option<Declaration>,
    messages: BTreeMap<String, String>,
    read_in: BTreeMap<String, ReadIn>,
}

/// Kinds after which a case is not submitted yet.
const BEFORE_SUBMISSION: [Kind; 4] = [
    Kind::Opened,
    Kind::Consented,
    Kind::ImagesAdded,
    Kind::DocumentsAdded,
];

#[wasm_bindgen]
impl Core {
    /// The cases of this person; for coordinators, all of the practice.
    pub async fn cases(&self) -> Answer {
        give(&self.client.cases().await.map_err(refuse)?)
    }

    /// A case, fetched again.
    pub async fn case(&self, case: String) -> Answer {
        let open = self.named(&case)?;
        let held = open.fetch(&self.client).await.map_err(refuse)?;
        give(&self.details(&open, &held).await.map_err(refuse)?)
    }

    /// Opens a case, or gives back the one of this person that is not submitted yet.
    pub async fn open_case(&self) -> Answer {
        let begun =
            |line: &CaseLine| line.role == Some(Role::Patient) && BEFORE_SUBMISSION.contains(&line.state);
        let cases = self.client.cases().await.map_err(refuse)?;
        if let Some(line) = cases.into_iter().filter(begun).max_by_key(|line| line.opened) {
            return give(&line.case);
        }
        let new = self.client.open_case().await.map_err(refuse)?;
        give(&new.chain.case.id())
    }

    pub async fn submit(&self, case: String, form: JsValue) -> Result<(), JsValue> {
        let form: IntakeForm = read(&form)?;
        self.change(&case, async |chain, keyring| {
            self.client.submit(chain, keyring, &form).await
        })
        .await
    }

    pub async fn reschedule(&self, case: String, form: JsValue, service: JsValue) -> Result<(), JsValue> {
        let (form, service): (IntakeForm, Option<ServiceLevel>) = (read(&form)?, read(&service)?);
        self.change(&case, async |chain, keyring| {
            self.client.reschedule(chain, keyring, &form, service).await
        })
        .await
    }

    pub async fn return_case(&self, case: String, reason: String) -> Result<(), JsValue> {
        self.change(&case, async |chain, keyring| {
            self.client.return_case(chain, keyring, &reason).await
        })
        .await
    }

    pub async fn resume(&self, case: String, answer: Option<String>) -> Result<(), JsValue> {
        self.change(&case, async |chain, keyring| {
            self.client.resume(chain, keyring, answer.as_deref()).await
        })
        .await
    }

    pub async fn withdraw(&self, case: String, reason: Option<String>) -> Result<(), JsValue> {
        self.change(&case, async |chain, keyring| {
            self.client.withdraw(chain, keyring, reason.as_deref()).await
        })
        .await
    }

    pub async fn refuse(&self, case: String, reason: Option<String>) -> Result<(), JsValue> {
        self.change(&case, async |chain, keyring| {
            self.client.refuse(chain, keyring, reason.as_deref()).await
        })
        .await
    }

    pub async fn assign(&self, case: String, person: String) -> Result<(), JsValue> {
        let person: PersonId = id(&person)?;
        self.change(&case, async |chain, keyring| {
            self.client.assign(chain, keyring, person).await
        })
        .await
    }

    pub async fn accept(&self, case: String, parties: JsValue) -> Result<(), JsValue> {
        let parties: Option<Vec<Party>> = read(&parties)?;
        self.change(&case, async |chain, keyring| {
            self.client.accept(chain, keyring, parties.as_deref()).await
        })
        .await
    }

    pub async fn decline(&self, case: String, reason: Option<String>) -> Result<(), JsValue> {
        self.change(&case, async |chain, keyring| {
            self.client.decline(chain, keyring, reason.as_deref()).await
        })
        .await
    }

    pub async fn recuse(&self, case: String, reason: Option<String>) -> Result<(), JsValue> {
        self.change(&case, async |chain, keyring| {
            self.client.recuse(chain, keyring, reason.as_deref()).await
        })
        .await
    }

    pub async fn acknowledge(&self, case: String, seq: u32) -> Result<(), JsValue> {
        self.change(&case, async |chain, _| {
            self.client.acknowledge(chain, u64::from(seq)).await
        })
        .await
    }
}

impl Core {
    /// Runs an act that changes a case.
    pub(crate) async fn change<T>(
        &self,
        case: &str,
        act: impl AsyncFnOnce(&mut overread_client::Chain, &overread_client::Keyring) -> Result<T, Trouble>,
    ) -> Result<(), JsValue> {
        self.named(case)?
            .change(&self.client, act)
            .await
            .map(drop)
            .map_err(refuse)
    }

    async fn details(&self, open: &OpenCase, held: &Held) -> Result<Details, Trouble> {
        let (chain, keyring) = (&*held.chain, &*held.keyring);
        let form = match chain.case.intake() {
            Some(intake) if keyring.holds(intake.compartment, intake.epoch) => {
                Some(self.client.intake_form(chain, keyring).await?)
            }
            _ => None,
        };
        let declaration = match form {
            Some(_) => self.client.declaration(chain, keyring).await?,
            None => None,
        };
        let me = self.client.me().map_or(chain.case.patient(), |me| me.id());
        Ok(Details {
            view: chain.view(me),
            form,
            declaration,
            messages: self.messages(open, held).await?,
            read_in: self.read_in(open, held).await?,
        })
    }

    /// What the practice read in from posted discs; each manifest is fetched once.
    async fn read_in(&self, open: &OpenCase, held: &Held) -> Result<BTreeMap<String, ReadIn>, Trouble> {
        for seq in 0..held.chain.case.length() {
            if held.chain.read_in(seq).is_none() || open.read_in.borrow().contains_key(&seq) {
                continue;
            }
            let found = self.client.what_was_read_in(&held.chain, &held.keyring, seq);
            if let Some(read_in) = found.await? {
                open.read_in.borrow_mut().insert(seq, read_in);
            }
        }
        let read_in = open.read_in.borrow();
        Ok(read_in
            .iter()
            .map(|(seq, read_in)| (seq.to_string(), read_in.clone()))
            .collect())
    }

    /// The words behind entries; each is fetched once.
    async fn messages(&self, open: &OpenCase, held: &Held) -> Result<BTreeMap<String, String>, Trouble> {
        for entry in &held.chain.entries {
            let seq = entry.claimed().seq;
            // What was not open to this person may have been opened since.
            if open.messages.borrow().get(&seq).is_some_and(Option::is_some) {
                continue;
            }
            let message = self.client.message(&held.chain, &held.keyring, seq).await?;
            open.messages
                .borrow_mut()
                .insert(seq, message.map(|message| message.text));
        }
        let messages = open.messages.borrow();
        Ok(messages
            .iter()
            .filter_map(|(seq, text)| Some((seq.to_string(), text.clone()?)))
            .collect())
    }
}
