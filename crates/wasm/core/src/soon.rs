//! Bytes of packs, soon. What is asked of a pack first comes alone. From then on packs come in windows, each fetched once, and
//! the next ones before they are asked for: whoever scrolls gets there.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;
use std::rc::Rc;

use async_trait::async_trait;
use futures::future::try_join_all;
use futures::lock::Mutex;
use overread_client::wire::Hash;
use overread_client::{Client, Manifest, PackPlace, Stream, Trouble, windows_around, windows_over};
use wasm_bindgen_futures::spawn_local;

use crate::case::{Held, OpenCase};
use crate::keep::Keep;

/// Bytes of opened windows that are kept for the frames that lie in them.
const KEPT: usize = 128 << 20;
/// Windows that are fetched ahead, in each direction.
const AHEAD: usize = 3;
/// Windows that are fetched ahead at the same time: as many as a browser lets through, so that those that wait can be put in order.
const AT_ONCE: usize = 6;

/// A pack's hash, and the first byte of a window in it.
type Name = (Hash, u64);

/// What was fetched of the packs of a case.
pub struct Windows {
    opened: RefCell<Keep<Name>>,
    /// Those who want the same window take turns.
    turns: RefCell<HashMap<Name, Rc<Mutex<()>>>>,
    /// Packs of which something was asked for, by the hash of their object.
    asked: RefCell<HashSet<Hash>>,
    /// Held until the first bytes of all are here, which have the line for themselves.
    first: Mutex<()>,
    /// Windows that are or were to be fetched ahead.
    ahead: RefCell<HashSet<Name>>,
    /// Those of them that wait, the next one first.
    waiting: RefCell<VecDeque<(PackPlace, Range<u64>)>>,
    /// How many of them are on their way.
    coming: Cell<usize>,
}

impl Default for Windows {
    fn default() -> Self {
        Self {
            opened: RefCell::new(Keep::up_to(KEPT)),
            turns: RefCell::default(),
            asked: RefCell::default(),
            first: Mutex::default(),
            ahead: RefCell::default(),
            waiting: RefCell::default(),
            coming: Cell::default(),
        }
    }
}

/// The packed stream of a manifest, through the windows of its case.
pub struct Soon<'a> {
    /// The case.
    pub open: &'a Rc<OpenCase>,
    /// Fetches and opens.
    pub client: &'a Rc<Client>,
    /// What the case was when the bytes were asked for.
    pub held: &'a Held,
    /// Says where the bytes lie.
    pub manifest: &'a Manifest,
}

#[async_trait(?Send)]
impl Stream for Soon<'_> {
    async fn bytes(&self, at: u64, length: u64) -> Result<Vec<u8>, Trouble> {
        let windows = &self.open.windows;
        let mut bytes = Vec::new();
        for (number, inside, length) in self.manifest.places(at, length).ok_or(Trouble::NotGenuine)? {
            let pack = self.manifest.packs.get(number).ok_or(Trouble::NotGenuine)?;
            let is_first_of_all = windows.asked.borrow().is_empty();
            let is_first = windows.asked.borrow_mut().insert(pack.sealed.hash);
            let first = windows.first.lock().await;
            if !is_first_of_all {
                drop(first);
            }
            bytes.extend(if is_first {
                let (chain, keyring) = (&self.held.chain, &self.held.keyring);
                let alone = self.client.sealed_range(chain, pack, inside, length).await?;
                // The line is free before these are opened.
                self.look_ahead(number, inside);
                self.client.open_range(chain, keyring, pack, &alone).await?
            } else {
                self.cut(number, inside, length).await?
            });
        }
        Ok(bytes)
    }
}

impl Soon<'_> {
    /// Some bytes of a pack out of its windows.
    async fn cut(&self, number: usize, inside: u64, length: u64) -> Result<Vec<u8>, Trouble> {
        let pack = self.manifest.packs.get(number).ok_or(Trouble::NotGenuine)?;
        let end = inside.saturating_add(length);
        let wanted = windows_over(pack, inside..end);
        let opened = wanted
            .iter()
            .map(|wanted| opened(self.open, self.client, self.held, pack, wanted.clone()));
        let opened = try_join_all(opened);
        self.look_ahead(number, inside);
        let mut bytes = Vec::new();
        for (window, opened) in wanted.iter().zip(opened.await?) {
            let (from, to) = (inside.max(window.start), end.min(window.end));
            let range = usize::try_from(from - window.start).unwrap_or(usize::MAX)
                ..usize::try_from(to - window.start).unwrap_or(usize::MAX);
            bytes.extend_from_slice(opened.get(range).ok_or(Trouble::NotGenuine)?);
        }
        Ok(bytes)
    }

    /// Fetches the windows around a place, and its own, before those of other places.
    fn look_ahead(&self, number: usize, inside: u64) {
        let windows = &self.open.windows;
        let around = windows_around(&self.manifest.packs, number, inside, AHEAD);
        for (number, window) in around.into_iter().rev() {
            let Some(pack) = self.manifest.packs.get(number) else {
                continue;
            };
            let hash = pack.sealed.hash;
            if windows.ahead.borrow_mut().insert((hash, window.start)) {
                windows.asked.borrow_mut().insert(hash);
                windows.waiting.borrow_mut().push_front((pack.clone(), window));
            }
        }
        fetch_waiting(self.open, self.client, self.held);
    }
}

/// Sends for those that wait, a few at a time.
fn fetch_waiting(open: &Rc<OpenCase>, client: &Rc<Client>, held: &Held) {
    let windows = &open.windows;
    while windows.coming.get() < AT_ONCE {
        let Some((pack, window)) = windows.waiting.borrow_mut().pop_front() else {
            return;
        };
        windows.coming.update(|coming| coming + 1);
        let (open, client, held) = (open.clone(), client.clone(), held.clone());
        spawn_local(async move {
            // Whoever asks for it hears what stands in the way.
            let _not_yet = opened(&open, &client, &held, &pack, window).await;
            open.windows.coming.update(|coming| coming - 1);
            fetch_waiting(&open, &client, &held);
        });
    }
}

/// A window of a pack; two who ask for it at once wait for the same.
async fn opened(
    open: &OpenCase,
    client: &Client,
    held: &Held,
    pack: &PackPlace,
    window: Range<u64>,
) -> Result<Rc<Vec<u8>>, Trouble> {
    let windows = &open.windows;
    let name = (pack.sealed.hash, window.start);
    let turn = windows.turns.borrow_mut().entry(name).or_default().clone();
    let _turn = turn.lock().await;
    if let Some(bytes) = windows.opened.borrow_mut().get(name) {
        return Ok(bytes);
    }
    let length = window.end - window.start;
    let bytes = client.pack_range(&held.chain, &held.keyring, pack, window.start, length);
    let bytes = Rc::new(bytes.await?);
    windows.opened.borrow_mut().put(name, bytes.clone());
    Ok(bytes)
}
