//! A case begins: its keys are made on this device and granted to nobody but its owner.

use std::rc::Rc;

use overread_wire::api::Offered;
use overread_wire::ledger::{Act, Opened};
use overread_wire::{CaseId, Compartment, Release};

use super::grants::Recipient;
use crate::chain::{Chain, Saying};
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;

/// A case that was just opened, with its keys.
pub struct NewCase {
    /// Its chain.
    pub chain: Chain,
    /// Its keys.
    pub keyring: Rc<Keyring>,
}

impl Client {
    /// Opens a case with the practice; its keys are made on this device and granted to nobody but its owner.
    pub async fn open_case(&self) -> Result<NewCase, Trouble> {
        self.open_case_as(self.new_case_id()).await
    }

    /// A name for a case that will be opened. Kept before [`Client::open_case_as`], it lets a program that was
    /// killed find its case again instead of opening another.
    pub fn new_case_id(&self) -> CaseId {
        CaseId::from_bytes(self.random())
    }

    /// [`Client::open_case`] under a name that was chosen before.
    pub async fn open_case_as(&self, case: CaseId) -> Result<NewCase, Trouble> {
        let me = self.me()?;
        let roster = self.roster(false).await?;
        let offered: Offered = self.anyone().get("/time").await?;
        self.note_clock(offered.time);
        let card = me.identity.card();
        let owner = Recipient {
            id: me.id(),
            kem: &card.kem,
        };
        let mut grants = Vec::new();
        for compartment in Compartment::GRANTED {
            let key = self.new_key();
            grants.push(self.grant(&key, case, compartment, 0, &owner, Release::AtOnce)?);
        }
        let opened = Opened {
            practice: me.profile.practice,
            desk: roster.charter().desk.id(),
        };
        let saying = Saying {
            grants,
            ..Saying::from(Act::Opened(opened))
        };
        let chain = self.begin(case, saying, offered.time).await?;
        let keyring = self.keyring(&chain).await?;
        Ok(NewCase { chain, keyring })
    }
}
