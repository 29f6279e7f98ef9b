//! The person at this device, with the way to their practice's server.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use overread_seal::{DeskSecret, Identity};
use overread_wire::api::RosterAnswer;
use overread_wire::{CaseId, Hash, Membership, PersonId, PracticeId, Roster, Signed, Timestamp};

use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::once::Once;
use crate::port::Ports;
use crate::profile::{DESK, Me, PROFILE, Profile, SEED};
use crate::server::{Caller, Server, Sessions};

/// A person at a device.
pub struct Client {
    pub(crate) ports: Ports,
    pub(crate) sessions: Sessions,
    pub(crate) clock_offer: Cell<Option<(Timestamp, Timestamp)>>,
    pub(crate) keyrings: RefCell<HashMap<CaseId, Rc<Keyring>>>,
    pub(crate) link_session: RefCell<Option<String>>,
    /// Headers of objects that were fetched in parts, by the hash of their ciphertext.
    pub(crate) headers: RefCell<HashMap<Hash, Rc<Once<Vec<u8>>>>>,
    me: RefCell<Option<Rc<Me>>>,
    roster: RefCell<Option<Rc<Roster>>>,
}

impl Client {
    /// The person whose profile lies in the storage, if there is one yet.
    pub async fn start(ports: Ports) -> Result<Self, Trouble> {
        let me = load(&ports).await?;
        Ok(Self {
            ports,
            sessions: Sessions::default(),
            clock_offer: Cell::default(),
            keyrings: RefCell::default(),
            link_session: RefCell::default(),
            headers: RefCell::default(),
            me: RefCell::new(me.map(Rc::new)),
            roster: RefCell::default(),
        })
    }

    /// Who is at this device.
    pub fn me(&self) -> Result<Rc<Me>, Trouble> {
        self.me.borrow().clone().ok_or(Trouble::Nobody)
    }

    /// Whether nobody is at this device yet.
    pub fn is_nobody(&self) -> bool {
        self.me.borrow().is_none()
    }

    /// Keeps a new person on this device.
    pub(crate) async fn become_person(&self, me: Me) -> Result<(), Trouble> {
        if !self.is_nobody() {
            return Err(Trouble::AlreadySomebody);
        }
        if let Some(desk) = &me.desk {
            self.store_desk(desk).await?;
        }
        self.ports
            .storage
            .put(SEED, me.identity.dangerously_seed())
            .await?;
        self.keep_profile(&me.profile).await?;
        self.me.replace(Some(Rc::new(me)));
        Ok(())
    }

    /// Changes what the person carries beside their keys.
    pub(crate) async fn change_profile(&self, change: impl FnOnce(&mut Profile)) -> Result<(), Trouble> {
        let me = self.me()?;
        let mut profile = me.profile.clone();
        change(&mut profile);
        self.keep_profile(&profile).await?;
        let changed = load(&self.ports).await?.ok_or(Trouble::Nobody)?;
        self.me.replace(Some(Rc::new(changed)));
        Ok(())
    }

    /// Keeps the practice's desk key of a coordinator who came back.
    pub(crate) async fn keep_desk(&self, desk: &DeskSecret) -> Result<(), Trouble> {
        self.store_desk(desk).await?;
        let me = load(&self.ports).await?.ok_or(Trouble::Nobody)?;
        self.me.replace(Some(Rc::new(me)));
        Ok(())
    }

    /// The desk key lies behind the name of the desk, so that it is read back only as that desk's.
    async fn store_desk(&self, desk: &DeskSecret) -> Result<(), Trouble> {
        let bytes = [
            desk.key().id().as_bytes().as_slice(),
            desk.dangerously_bytes().as_slice(),
        ]
        .concat();
        Ok(self.ports.storage.put(DESK, &bytes).await?)
    }

    async fn keep_profile(&self, profile: &Profile) -> Result<(), Trouble> {
        let bytes = serde_json::to_vec(profile).map_err(|_| Trouble::Unreadable)?;
        Ok(self.ports.storage.put(PROFILE, &bytes).await?)
    }

    /// Forgets the person and everything they kept on this device.
    pub async fn leave(&self) -> Result<(), Trouble> {
        for name in [PROFILE, SEED, DESK] {
            self.ports.storage.delete(name).await?;
        }
        self.me.replace(None);
        self.roster.replace(None);
        self.keyrings.borrow_mut().clear();
        Ok(())
    }

    pub(crate) fn server<'a>(&'a self, me: &'a Me) -> Server<'a> {
        self.server_as(Caller::Person(&me.identity, &me.profile.origin))
    }

    /// Whoever reads here: the holder of an opened link, or the person at this device.
    pub(crate) fn reader(&self) -> Result<Reader, Trouble> {
        match &*self.link_session.borrow() {
            Some(token) => Ok(Reader::Link(token.clone())),
            None => self.me().map(Reader::Person),
        }
    }

    pub(crate) fn server_for<'a>(&'a self, reader: &'a Reader) -> Server<'a> {
        match reader {
            Reader::Link(token) => self.server_as(Caller::Bearer(token)),
            Reader::Person(me) => self.server(me),
        }
    }

    pub(crate) fn anyone(&self) -> Server<'_> {
        self.server_as(Caller::Anyone)
    }

    pub(crate) fn server_as<'a>(&'a self, caller: Caller<'a>) -> Server<'a> {
        Server {
            ports: &self.ports,
            sessions: &self.sessions,
            caller,
        }
    }

    /// The practice's members, proven from the pinned root; fetched once unless `fresh` is asked for.
    pub(crate) async fn roster(&self, fresh: bool) -> Result<Rc<Roster>, Trouble> {
        if let (false, Some(roster)) = (fresh, &*self.roster.borrow()) {
            return Ok(roster.clone());
        }
        let me = self.me()?;
        let answer: RosterAnswer = self.server(&me).get("/roster").await?;
        let roster = Rc::new(prove_roster(me.profile.practice, &answer)?);
        self.roster.replace(Some(roster.clone()));
        Ok(roster)
    }

    /// Fills a new array with randomness.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.ports.random.borrow_mut().fill_bytes(&mut bytes);
        bytes
    }
}

/// Who reads: the holder of an opened link has no keys of their own.
pub(crate) enum Reader {
    Link(String),
    Person(Rc<Me>),
}

/// Proves who belongs to `practice` from what the server says of it.
pub(crate) fn prove_roster(practice: PracticeId, answer: &RosterAnswer) -> Result<Roster, Trouble> {
    let mut roster = Roster::found(practice, &Signed::parse(&answer.charter.0)?)?;
    for membership in &answer.memberships {
        roster.admit(&Membership {
            invitation: Signed::parse(&membership.invitation.0)?,
            joining: Signed::parse(&membership.joining.0)?,
        })?;
    }
    for removal in &answer.removals {
        roster.remove(&Signed::parse(&removal.0)?)?;
    }
    Ok(roster)
}

async fn load(ports: &Ports) -> Result<Option<Me>, Trouble> {
    // The profile is kept last: without it, nobody has joined yet.
    let Some(profile) = ports.storage.get(PROFILE).await? else {
        return Ok(None);
    };
    let seed = ports.storage.get(SEED).await?.ok_or(Trouble::DamagedProfile)?;
    let seed = <[u8; 32]>::try_from(seed).map_err(|_| Trouble::DamagedProfile)?;
    let profile = serde_json::from_slice(&profile).map_err(|_| Trouble::DamagedProfile)?;
    let desk = match ports.storage.get(DESK).await? {
        Some(bytes) => {
            let (name, secret) = bytes.split_first_chunk::<16>().ok_or(Trouble::DamagedProfile)?;
            let name = PersonId::from_bytes(*name);
            Some(DeskSecret::from_bytes(secret, name).map_err(|_| Trouble::DamagedProfile)?)
        }
        None => None,
    };
    Ok(Some(Me {
        identity: Identity::from_seed(seed),
        profile,
        desk,
    }))
}
