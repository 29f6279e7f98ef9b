//! The patient sends the case to the practice; the form may change when the operation moves.

use overread_report::{IntakeForm, ServiceLevel};
use overread_wire::api::Appended;
use overread_wire::ledger::{Act, Rescheduled, Service, Submitted};
use overread_wire::{Compartment, Release};

use super::grants::Recipient;
use crate::chain::{Chain, Saying};
use crate::client::Client;
use crate::error::Trouble;
use crate::keyring::Keyring;

impl Client {
    /// Puts consent on the record and sends the case to the practice, granting its desk what it needs to re-grant.
    pub async fn submit(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        form: &IntakeForm,
    ) -> Result<Appended, Trouble> {
        let consent = form.consent.as_ref().ok_or(Trouble::NoConsent)?;
        form.for_submission()?;
        let given = self
            .put_document_once(chain, keyring, Compartment::Intake, consent)
            .await?;
        // What was agreed to since, such as to posting the disc, is another consent.
        if chain.newest_consent() != Some(given) {
            self.say(chain, Act::Consented(given)).await?;
        }
        let intake = self
            .put_document_once(chain, keyring, Compartment::Intake, form)
            .await?;
        let desk = self.roster(false).await?.charter().desk.clone();
        let recipient = Recipient {
            id: chain.case.desk(),
            kem: &desk.kem,
        };
        if desk.id() != recipient.id {
            return Err(Trouble::NotGenuine);
        }
        let mut grants = Vec::new();
        for compartment in Compartment::GRANTED {
            let key = keyring.key(compartment, chain.case.epoch())?;
            let epoch = chain.case.epoch();
            grants.push(self.grant(
                key,
                chain.case.id(),
                compartment,
                epoch,
                &recipient,
                Release::AtOnce,
            )?);
        }
        let submitted = Submitted {
            service: service_of(form.service),
            intake,
            by_post: consent.by_post.is_some(),
        };
        self.say(
            chain,
            Saying {
                grants,
                ..Saying::from(Act::Submitted(submitted))
            },
        )
        .await
    }

    /// The newest intake form.
    pub async fn intake_form(&self, chain: &Chain, keyring: &Keyring) -> Result<IntakeForm, Trouble> {
        let intake = chain.case.intake().ok_or(Trouble::NotGranted)?;
        self.document(chain, keyring, &intake).await
    }

    /// The newest intake form, where the person at this device holds its key and it was not erased.
    pub async fn intake_form_if_open(
        &self,
        chain: &Chain,
        keyring: &Keyring,
    ) -> Result<Option<IntakeForm>, Trouble> {
        match chain.case.intake() {
            Some(intake) if keyring.holds(intake.compartment, intake.epoch) => {
                self.document(chain, keyring, &intake).await.map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The operation moved: a new form, and a service level that brings the report forward if one is needed.
    pub async fn reschedule(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        form: &IntakeForm,
        service: Option<ServiceLevel>,
    ) -> Result<Appended, Trouble> {
        let intake = self
            .put_document(chain, keyring, Compartment::Intake, form)
            .await?;
        let service = service.map(service_of);
        self.say(chain, Act::Rescheduled(Rescheduled { intake, service }))
            .await
    }
}

fn service_of(level: ServiceLevel) -> Service {
    match level {
        ServiceLevel::Standard => Service::Standard,
        ServiceLevel::Express => Service::Express,
        ServiceLevel::Priority => Service::Priority,
    }
}
