//! What this page holds of a case: its verified chain, the keys that were granted, and what was fetched with them.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use futures::lock::Mutex;
use overread_client::wire::{CaseId, Compartment, Hash};
use overread_client::{Chain, Client, Keyring, Manifest, Once, ReadIn, Trouble};

use crate::soon::Windows;

/// A case on this page.
pub struct OpenCase {
    /// The case.
    pub id: CaseId,
    /// Acts that change a case take turns.
    turn: Mutex<()>,
    held: RefCell<Option<Held>>,
    /// Up to which entry it was made sure that the record says what this page opened.
    pub noted: RefCell<HashMap<Compartment, Hash>>,
    /// By the manifest's hash.
    pub manifests: RefCell<HashMap<Hash, Rc<Once<Manifest>>>>,
    /// Small pictures of series, by the hash of their object.
    pub previews: RefCell<HashMap<Hash, Rc<Once<Vec<u8>>>>>,
    /// What was fetched of its packs.
    pub windows: Windows,
    /// Words behind entries, by the entry's number.
    pub messages: RefCell<BTreeMap<u64, Option<String>>>,
    /// What the practice read in from posted discs, by the entry's number.
    pub read_in: RefCell<BTreeMap<u64, ReadIn>>,
}

/// A case as it was fetched last.
#[derive(Clone)]
pub struct Held {
    /// Its entries, verified.
    pub chain: Rc<Chain>,
    /// What was granted.
    pub keyring: Rc<Keyring>,
    /// How many entries there were when the grants were fetched; none for the holder of a link, whose keys lie in the link.
    granted_at: Option<usize>,
}

impl Held {
    /// Whether a link opened it.
    pub fn is_shared(&self) -> bool {
        self.granted_at.is_none()
    }
}

impl OpenCase {
    /// Nothing is held yet.
    pub fn new(id: CaseId) -> Self {
        Self {
            id,
            turn: Mutex::default(),
            held: RefCell::default(),
            noted: RefCell::default(),
            manifests: RefCell::default(),
            previews: RefCell::default(),
            windows: Windows::default(),
            messages: RefCell::default(),
            read_in: RefCell::default(),
        }
    }

    /// What is held, with the grants that its last entry released; fetched if nothing is held.
    pub async fn held(&self, client: &Client) -> Result<Held, Trouble> {
        let held = self.held.borrow().clone();
        match held {
            Some(held) => self.grants(client, held.chain).await,
            None => self.fetch(client).await,
        }
    }

    /// Fetches the chain again. The holder of a link keeps what the link opened.
    pub async fn fetch(&self, client: &Client) -> Result<Held, Trouble> {
        let held = self.held.borrow().clone();
        if let Some(held) = held
            && held.is_shared()
        {
            return Ok(held);
        }
        let chain = client.chain(self.id).await?;
        self.grants(client, self.newer(Rc::new(chain))).await
    }

    /// Keeps what a link opened.
    pub fn hold_shared(&self, chain: Chain, keyring: Keyring) {
        self.held.replace(Some(Held {
            chain: Rc::new(chain),
            keyring: Rc::new(keyring),
            granted_at: None,
        }));
    }

    /// Runs an act that changes the case on its newest chain, one after the other.
    pub async fn change<T>(
        &self,
        client: &Client,
        act: impl AsyncFnOnce(&mut Chain, &Keyring) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let _turn = self.turn.lock().await;
        let held = self.fetch(client).await?;
        self.act(held, act).await
    }

    /// The same on the chain that is held, for acts that lose nothing when others were faster.
    pub async fn change_held<T>(
        &self,
        client: &Client,
        act: impl AsyncFnOnce(&mut Chain, &Keyring) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let _turn = self.turn.lock().await;
        let held = self.held(client).await?;
        self.act(held, act).await
    }

    async fn act<T>(
        &self,
        held: Held,
        act: impl AsyncFnOnce(&mut Chain, &Keyring) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let mut chain = (*held.chain).clone();
        let done = act(&mut chain, &held.keyring).await;
        // Also after a failure: a part of the act may be on the record.
        self.hold_newer(chain);
        done
    }

    /// Keeps a chain that grew by an act of this page.
    pub fn hold_newer(&self, chain: Chain) {
        let chain = self.newer(Rc::new(chain));
        if let Some(held) = &mut *self.held.borrow_mut() {
            held.chain = chain;
        }
    }

    /// The longer one: answers may overtake each other.
    fn newer(&self, chain: Rc<Chain>) -> Rc<Chain> {
        match &*self.held.borrow() {
            Some(held) if held.chain.case.length() > chain.case.length() => held.chain.clone(),
            _ => chain,
        }
    }

    /// Grants are released by entries only: without a new one that does there are none.
    async fn grants(&self, client: &Client, chain: Rc<Chain>) -> Result<Held, Trouble> {
        let held = self.held.borrow().clone();
        let is_same = |at| chain.released_none_since(at);
        let keyring = match held {
            Some(held) if held.granted_at.is_none_or(is_same) => held.keyring,
            _ => client.keyring(&chain).await?,
        };
        let granted_at = chain.entries.len();
        let is_shared = self.held.borrow().as_ref().is_some_and(Held::is_shared);
        let held = Held {
            chain: self.newer(chain),
            keyring,
            granted_at: (!is_shared).then_some(granted_at),
        };
        self.held.replace(Some(held.clone()));
        Ok(held)
    }
}
