//! The practice asks a radiologist to read, and splits the keys of the original report.

use overread_wire::api::{Appended, Half};
use overread_wire::ledger::{Act, Assigned, Case, HalfCommitment, Refusal, Standing};
use overread_wire::{Compartment, PersonId, Release, Role};

use super::grants::Recipient;
use crate::chain::{Chain, Saying};
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;

impl Client {
    /// Asks a radiologist to read. The original report's keys are split afresh: one half is granted, the other goes
    /// to the server until the first read is committed. A second assignment starts a new epoch of keys; whoever has accepted
    /// is not asked a second time, because that would take the case from them.
    pub async fn assign(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        radiologist: PersonId,
    ) -> Result<Appended, Trouble> {
        let roster = self.roster(true).await?;
        let is_radiologist = roster.role(radiologist) == Some(Role::Radiologist);
        let card = roster
            .card(radiologist)
            .filter(|_| is_radiologist)
            .ok_or(Refusal::NoRadiologist)?;
        let reads_already = chain.case.assignment().is_some_and(|assignment| {
            assignment.radiologist == radiologist && assignment.standing >= Standing::Accepted
        });
        if reads_already {
            return Err(Trouble::AlreadyAccepted);
        }
        let reader = Recipient {
            id: radiologist,
            kem: &card.kem,
        };
        let case = chain.case.id();
        let epoch = next_epoch(&chain.case);
        let mut grants = Vec::new();
        let mut fresh = Keyring::default();
        if epoch > chain.case.epoch() {
            let patient = chain.card(chain.case.patient())?;
            let desk = &roster.charter().desk;
            let holders = [
                Recipient {
                    id: chain.case.patient(),
                    kem: &patient.kem,
                },
                Recipient {
                    id: desk.id(),
                    kem: &desk.kem,
                },
            ];
            for compartment in Compartment::GRANTED {
                let key = self.new_key();
                for holder in &holders {
                    grants.push(self.grant(&key, case, compartment, epoch, holder, Release::AtOnce)?);
                }
                fresh.insert(compartment, epoch, key);
            }
        }
        let key_of = |compartment, of: u32| {
            if fresh.holds(compartment, of) {
                fresh.key(compartment, of)
            } else {
                keyring.key(compartment, of)
            }
        };
        let mut halves = Vec::new();
        let mut commitments = Vec::new();
        for of in 0..=epoch {
            let intake = key_of(Compartment::Intake, of)?;
            grants.push(self.grant(intake, case, Compartment::Intake, of, &reader, Release::AtOnce)?);
            let images = key_of(Compartment::Images, of)?;
            grants.push(self.grant(
                images,
                case,
                Compartment::Images,
                of,
                &reader,
                Release::OnAccepted,
            )?);
            let original = key_of(Compartment::Original, of)?;
            let (granted, held_back) = self.split(original, case, radiologist, of);
            grants.push(self.grant_half(&granted, case, of, &reader)?);
            commitments.push(HalfCommitment::to(of, &held_back));
            halves.push(Half {
                epoch: of,
                half: held_back.to_vec().into(),
            });
        }
        for compartment in [Compartment::Report, Compartment::Thread] {
            let key = key_of(compartment, epoch)?;
            grants.push(self.grant(key, case, compartment, epoch, &reader, Release::OnAccepted)?);
        }
        let act = Act::Assigned(Assigned {
            radiologist,
            epoch,
            halves: commitments,
        });
        self.say(
            chain,
            Saying {
                grants,
                halves,
                ..Saying::from(act)
            },
        )
        .await
    }
}

/// The epoch that an assignment made now starts: the first one keeps the patient's keys.
fn next_epoch(case: &Case) -> u32 {
    let first = case.assignment().is_none() && case.removed().is_empty();
    if first { case.epoch() } else { case.epoch() + 1 }
}
