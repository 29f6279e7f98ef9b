//! The compartment keys of a case that were granted to the person at this device. What was not granted is not
//! here, whatever a screen might show.

use std::collections::HashMap;
use std::rc::Rc;

use overread_seal::CompartmentKey;
use overread_seal::grant::{self, KeyHalf, Opened, Opener};
use overread_wire::api::{Grants, Halves};
use overread_wire::ledger::{HalfCommitment, Kind};
use overread_wire::{Compartment, Grant, PersonId, Signed};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::profile::Me;

/// Keys by compartment and epoch.
#[derive(Default)]
pub struct Keyring {
    keys: HashMap<(Compartment, u32), Rc<CompartmentKey>>,
    halves: HashMap<u32, KeyHalf>,
}

impl Keyring {
    /// The key of a compartment in an epoch.
    pub fn key(&self, compartment: Compartment, epoch: u32) -> Result<&CompartmentKey, Trouble> {
        self.keys
            .get(&(compartment, epoch))
            .map(|key| &**key)
            .ok_or(Trouble::NotGranted)
    }

    /// Whether the key is there.
    pub fn holds(&self, compartment: Compartment, epoch: u32) -> bool {
        self.keys.contains_key(&(compartment, epoch))
    }

    /// Two different keys of one compartment and epoch would let one person show another a second case.
    fn admit(&mut self, compartment: Compartment, epoch: u32, key: CompartmentKey) -> Result<(), Trouble> {
        match self.keys.get(&(compartment, epoch)) {
            Some(known) if known.dangerously_bytes() != key.dangerously_bytes() => Err(Trouble::NotGenuine),
            Some(_) => Ok(()),
            None => {
                self.insert(compartment, epoch, key);
                Ok(())
            }
        }
    }

    pub(crate) fn insert(&mut self, compartment: Compartment, epoch: u32, key: CompartmentKey) {
        self.keys.insert((compartment, epoch), Rc::new(key));
    }
}

impl Client {
    /// The keys that are released to the person at this device now.
    pub async fn keyring(&self, chain: &Chain) -> Result<Rc<Keyring>, Trouble> {
        let me = self.me()?;
        let case = chain.case.id();
        // Of an erased case nothing is left to open.
        if chain.case.ended() == Some(Kind::Erased) {
            return Ok(Rc::default());
        }
        let answer: Grants = self.server(&me).get(&format!("/cases/{case}/grants")).await?;
        let mut keyring = Keyring::default();
        for on_wire in &answer.grants {
            let grant = Grant {
                statement: Signed::parse(&on_wire.statement.0)?,
                sealed: on_wire.sealed.0.clone(),
            };
            open_grant(&me, chain, &grant, &mut keyring)?;
        }
        self.join_halves(&me, chain, &mut keyring).await?;
        // The person's own compartment is never granted: its key follows from their own.
        for epoch in 0..=chain.case.epoch() {
            keyring.insert(Compartment::Own, epoch, me.identity.own_key(case));
        }
        let keyring = Rc::new(keyring);
        self.keyrings.borrow_mut().insert(case, keyring.clone());
        Ok(keyring)
    }

    /// Once the opening is on the record, the server hands over its halves of the original report's keys.
    async fn join_halves(&self, me: &Me, chain: &Chain, keyring: &mut Keyring) -> Result<(), Trouble> {
        let Some(assignment) = chain.case.assignment() else {
            return Ok(());
        };
        if assignment.radiologist != me.id() || !assignment.revealed {
            return Ok(());
        }
        let case = chain.case.id();
        let answer: Halves = self.server(me).get(&format!("/cases/{case}/halves")).await?;
        for half in &answer.halves {
            let bytes = <[u8; 32]>::try_from(half.half.0.as_slice()).map_err(|_| Trouble::NotGenuine)?;
            if !assignment
                .halves
                .contains(&HalfCommitment::to(half.epoch, &bytes))
            {
                return Err(Trouble::NotGenuine);
            }
            let granted = keyring.halves.remove(&half.epoch).ok_or(Trouble::NotGenuine)?;
            keyring.insert(Compartment::Original, half.epoch, grant::join(&granted, &bytes));
        }
        Ok(())
    }
}

/// Believes a grant only if the ledger names it, in an entry of the person who signed it.
fn open_grant(me: &Me, chain: &Chain, grant: &Grant, keyring: &mut Keyring) -> Result<(), Trouble> {
    let author = chain.granter(grant.statement.hash()).ok_or(Trouble::NotGenuine)?;
    if author != grant.statement.signer() {
        return Err(Trouble::NotGenuine);
    }
    let granter = chain.card(author)?.verify;
    let claimed = grant.statement.claimed();
    if claimed.case != chain.case.id() {
        return Err(Trouble::NotGenuine);
    }
    let (compartment, epoch) = (claimed.compartment, claimed.epoch);
    let opener = opener(me, claimed.recipient).ok_or(Trouble::NotGenuine)?;
    match grant::open(opener, grant, &granter, chain.case.practice()).map_err(|_| Trouble::NotGenuine)? {
        Opened::Whole(key) => keyring.admit(compartment, epoch, key)?,
        Opened::Half(half) => {
            keyring.halves.insert(epoch, half);
        }
    }
    Ok(())
}

/// The keys that open what was sealed to `recipient`, if they are on this device.
fn opener(me: &Me, recipient: PersonId) -> Option<&dyn Opener> {
    if recipient == me.id() {
        return Some(&me.identity);
    }
    me.desk
        .as_ref()
        .filter(|desk| desk.key().id() == recipient)
        .map(|desk| desk as &dyn Opener)
}
