//! What this page holds of a case: its verified chain, the keys that were granted, and what was fetched with them.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use futures::lock::Mutex;
use overread_client::wire::{CaseId, Compartment, Hash};
use overread_client::{Chain, Client, Keyring, Manifest, Once, ReadIn, Trouble};

use crate::keep::Keep;

/// Bytes of opened windows that are kept for the frames that lie in them.
const WINDOWS_KEPT: usize = 128 << 20;

/// A pack's hash, and the first byte of a window in it.
type WindowName = (Hash, u64);

/// A case on this page.
pub struct OpenCase {
    /// The case.
    pub id: CaseId,
    /// Acts that change a case take turns.
    turn: Mutex<()>,
    held: RefCell<Option<Held>>,
    /// What it is on the record that this page opened.
    pub noted: RefCell<HashSet<Compartment>>,
    /// By the manifest's hash.
    pub manifests: RefCell<HashMap<Hash, Rc<Once<Manifest>>>>,
    /// Small pictures of series, by the hash of their object.
    pub previews: RefCell<HashMap<Hash, Rc<Once<Vec<u8>>>>>,
    /// Packs of which something was asked for, by the hash of their object.
    pub asked: RefCell<HashSet<Hash>>,
    /// Held until the first bytes of all are here, which have the line for themselves.
    pub first: Mutex<()>,
    /// Opened windows of packs.
    pub windows: RefCell<Keep<WindowName>>,
    /// Those who want the same window take turns.
    pub turns: RefCell<HashMap<WindowName, Rc<Mutex<()>>>>,
    /// Windows that were fetched before they were asked for.
    pub ahead: RefCell<HashSet<WindowName>>,
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
    /// Up to which entry the grants were fetched; none for the holder of a link, whose keys lie in the link.
    granted_at: Option<Hash>,
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
            asked: RefCell::default(),
            first: Mutex::default(),
            windows: RefCell::new(Keep::up_to(WINDOWS_KEPT)),
            turns: RefCell::default(),
            ahead: RefCell::default(),
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

    /// The same on a chain that was fetched a moment ago, for acts that lose nothing when others were faster.
    pub async fn change_held<T>(
        &self,
        held: Held,
        act: impl AsyncFnOnce(&mut Chain, &Keyring) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let _turn = self.turn.lock().await;
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

    /// Grants are released by entries only: without a new entry there are no new ones.
    async fn grants(&self, client: &Client, chain: Rc<Chain>) -> Result<Held, Trouble> {
        let head = chain.case.head();
        let held = self.held.borrow().clone();
        let keyring = match held {
            Some(held) if held.granted_at.is_none_or(|at| at == head) => held.keyring,
            _ => client.keyring(&chain).await?,
        };
        let is_shared = self.held.borrow().as_ref().is_some_and(Held::is_shared);
        let held = Held {
            chain: self.newer(chain),
            keyring,
            granted_at: (!is_shared).then_some(head),
        };
        self.held.replace(Some(held.clone()));
        Ok(held)
    }
}
