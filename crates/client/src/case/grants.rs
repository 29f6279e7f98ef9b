//! Compartment keys: made, sealed to a person, and split for the original report.

use overread_seal::CompartmentKey;
use overread_seal::grant::{self, GrantFor};
use overread_wire::{CaseId, Compartment, Grant, PersonId, Release};

use crate::client::Client;
use crate::error::Trouble;

/// Somebody a compartment key is granted to.
pub(super) struct Recipient<'a> {
    pub(super) id: PersonId,
    pub(super) kem: &'a [u8],
}

impl Client {
    pub(super) fn new_key(&self) -> CompartmentKey {
        CompartmentKey::generate(&mut **self.ports.random.borrow_mut())
    }

    pub(super) fn grant(
        &self,
        key: &CompartmentKey,
        case: CaseId,
        compartment: Compartment,
        epoch: u32,
        recipient: &Recipient<'_>,
        release: Release,
    ) -> Result<Grant, Trouble> {
        let me = self.me()?;
        let what = GrantFor {
            case,
            compartment,
            epoch,
            recipient: recipient.id,
            recipient_kem: recipient.kem,
            release,
        };
        let practice = me.profile.practice;
        grant::make(
            &me.identity,
            key,
            what,
            practice,
            &mut **self.ports.random.borrow_mut(),
        )
        .map_err(|_| Trouble::NotGenuine)
    }

    pub(super) fn split(
        &self,
        key: &CompartmentKey,
        case: CaseId,
        radiologist: PersonId,
        epoch: u32,
    ) -> (grant::KeyHalf, [u8; 32]) {
        grant::split(
            key,
            case,
            radiologist,
            epoch,
            &mut **self.ports.random.borrow_mut(),
        )
    }

    pub(super) fn grant_half(
        &self,
        half: &grant::KeyHalf,
        case: CaseId,
        epoch: u32,
        reader: &Recipient<'_>,
    ) -> Result<Grant, Trouble> {
        let me = self.me()?;
        let what = GrantFor {
            case,
            compartment: Compartment::Original,
            epoch,
            recipient: reader.id,
            recipient_kem: reader.kem,
            release: Release::OnAccepted,
        };
        let practice = me.profile.practice;
        grant::make_half(
            &me.identity,
            half,
            what,
            practice,
            &mut **self.ports.random.borrow_mut(),
        )
        .map_err(|_| Trouble::NotGenuine)
    }
}
