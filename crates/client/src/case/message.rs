//! Reasons, questions and answers in somebody's own words, sealed beside their entries.

use overread_wire::api::Appended;
use overread_wire::ledger::Act;
use overread_wire::{Compartment, ObjectRef};
use serde::{Deserialize, Serialize};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;

/// A reason, question or answer in somebody's own words.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Message {
    /// The words.
    pub text: String,
}

impl Client {
    /// The words behind an entry with a reason, question or answer, if its compartment is granted.
    pub async fn message(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        seq: u64,
    ) -> Result<Option<Message>, Trouble> {
        let entry = usize::try_from(seq)
            .ok()
            .and_then(|seq| chain.entries.get(seq))
            .ok_or(Trouble::NoSuchCase)?;
        let object = match &entry.claimed().act {
            Act::Returned(object) | Act::Question(object) | Act::Answer(object) | Act::Notice(object) => {
                Some(*object)
            }
            Act::Resumed(object)
            | Act::Declined(object)
            | Act::Recused(object)
            | Act::Refused(object)
            | Act::Withdrawn(object) => *object,
            _ => None,
        };
        match object {
            Some(object) if keyring.holds(object.compartment, object.epoch) => {
                self.document(chain, keyring, &object).await.map(Some)
            }
            _ => Ok(None),
        }
    }

    pub(super) async fn put_message(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        compartment: Compartment,
        text: &str,
    ) -> Result<ObjectRef, Trouble> {
        self.put_document(
            chain,
            keyring,
            compartment,
            &Message {
                text: text.to_owned(),
            },
        )
        .await
    }

    /// Says an act with words, where somebody gave any.
    pub(super) async fn say_with(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        compartment: Compartment,
        text: Option<&str>,
        act: fn(Option<ObjectRef>) -> Act,
    ) -> Result<Appended, Trouble> {
        let words = match text {
            Some(text) => Some(self.put_message(chain, keyring, compartment, text).await?),
            None => None,
        };
        self.say(chain, act(words)).await
    }
}
