//! The life of a case up to the reading: open, consent, submit, return and resume, assign, accept, withdraw.

use std::rc::Rc;

use overread_report::{Independence, IntakeForm, Party, Radiologist, ServiceLevel};
use overread_seal::CompartmentKey;
use overread_seal::grant::{self, GrantFor};
use overread_wire::api::{Appended, Half, Offered};
use overread_wire::ledger::{
    Act, Assigned, Case, HalfCommitment, Opened, Rescheduled, Service, Standing, Submitted,
};
use overread_wire::{CaseId, Compartment, Grant, PersonId, Release, Role};
use serde::{Deserialize, Serialize};

use crate::chain::{Chain, Saying};
use crate::client::Client;
use crate::error::Trouble;
use crate::introduced::is_introduced;
use crate::keyring::Keyring;
use crate::profile::Profile;

/// A case that was just opened, with its keys.
pub struct NewCase {
    /// Its chain.
    pub chain: Chain,
    /// Its keys.
    pub keyring: Rc<Keyring>,
}

/// A reason, question or answer in somebody's own words.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Message {
    /// The words.
    pub text: String,
}

/// What a radiologist declares on accepting; the patient sees it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Declaration {
    /// Who reads.
    pub radiologist: Radiologist,
    /// Of whom the radiologist is independent.
    pub independence: Independence,
}

/// Somebody a compartment key is granted to.
struct Recipient<'a> {
    id: PersonId,
    kem: &'a [u8],
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

    /// Asks the patient for something; the clock stops.
    pub async fn return_case(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: &str,
    ) -> Result<Appended, Trouble> {
        let reason = self
            .put_message(chain, keyring, Compartment::Thread, reason)
            .await?;
        self.say(chain, Act::Returned(reason)).await
    }

    /// The patient has answered; the clock goes on.
    pub async fn resume(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        answer: Option<&str>,
    ) -> Result<Appended, Trouble> {
        let answer = self
            .put_message_if(chain, keyring, Compartment::Thread, answer)
            .await?;
        self.say(chain, Act::Resumed(answer)).await
    }

    /// The patient withdraws.
    pub async fn withdraw(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: Option<&str>,
    ) -> Result<Appended, Trouble> {
        let reason = self
            .put_message_if(chain, keyring, Compartment::Thread, reason)
            .await?;
        self.say(chain, Act::Withdrawn(reason)).await
    }

    /// The practice does not take the case.
    pub async fn refuse(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: Option<&str>,
    ) -> Result<Appended, Trouble> {
        let reason = self
            .put_message_if(chain, keyring, Compartment::Thread, reason)
            .await?;
        self.say(chain, Act::Refused(reason)).await
    }

    /// Has the server delete everything of the case but its chain; nothing is said of it afterwards.
    pub async fn erase(&self, chain: &mut Chain) -> Result<Appended, Trouble> {
        self.say(chain, Act::Erased).await
    }

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
            .ok_or(overread_wire::ledger::Refusal::NoRadiologist)?;
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

    /// Takes the case, declaring independence of `parties` (of everyone named, without it).
    pub async fn accept(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        parties: Option<&[Party]>,
    ) -> Result<Appended, Trouble> {
        let form = self.intake_form(chain, keyring).await?;
        let independence = match parties {
            Some(parties) => Independence::of(&form, parties),
            None => Independence::of_all(&form),
        };
        if !independence.missing().is_empty() {
            return Err(Trouble::NotIndependent);
        }
        let radiologist = self.as_introduced(chain)?;
        let declaration = Declaration {
            radiologist,
            independence,
        };
        let object = self
            .put_document(chain, keyring, Compartment::Intake, &declaration)
            .await?;
        self.say(chain, Act::Accepted(object)).await
    }

    /// What the radiologist declared on accepting; `None` before that.
    pub async fn declaration(
        &self,
        chain: &Chain,
        keyring: &Keyring,
    ) -> Result<Option<Declaration>, Trouble> {
        let Some((reader, sealed)) = chain
            .case
            .assignment()
            .and_then(|assignment| Some((assignment.radiologist, assignment.declaration?)))
        else {
            return Ok(None);
        };
        let declaration: Declaration = self.document(chain, keyring, &sealed).await?;
        if is_introduced(chain.roster(), reader, &declaration.radiologist) {
            Ok(Some(declaration))
        } else {
            Err(Trouble::NotGenuine)
        }
    }

    /// The radiologist at this device, under the name and licence the practice invited them under.
    pub(crate) fn as_introduced(&self, chain: &Chain) -> Result<Radiologist, Trouble> {
        let me = self.me()?;
        let radiologist = radiologist_of(&me.profile, me.id())?;
        if is_introduced(chain.roster(), me.id(), &radiologist) {
            Ok(radiologist)
        } else {
            Err(Trouble::OtherName)
        }
    }

    /// Does not take the case.
    pub async fn decline(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: Option<&str>,
    ) -> Result<Appended, Trouble> {
        let reason = self
            .put_message_if(chain, keyring, Compartment::Intake, reason)
            .await?;
        self.say(chain, Act::Declined(reason)).await
    }

    /// Steps back after having taken the case.
    pub async fn recuse(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        reason: Option<&str>,
    ) -> Result<Appended, Trouble> {
        let reason = self
            .put_message_if(chain, keyring, Compartment::Intake, reason)
            .await?;
        self.say(chain, Act::Recused(reason)).await
    }

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

    /// Confirms that the entry with this number was read.
    pub async fn acknowledge(&self, chain: &mut Chain, seq: u64) -> Result<Appended, Trouble> {
        self.say(chain, Act::Acknowledged(seq)).await
    }

    /// Puts on the record that the person at this device opened a compartment; once is enough until another radiologist
    /// is asked or something new lies in it. Not for the patient, nor for the holder of a link, whose opening is on the
    /// record already.
    pub async fn note_opening(&self, chain: &mut Chain, compartment: Compartment) -> Result<(), Trouble> {
        if self.link_session.borrow().is_some() {
            return Ok(());
        }
        let me = self.me()?.id();
        if chain.case.patient() == me {
            return Ok(());
        }
        let is_new = |act: &Act| {
            matches!(
                (act, compartment),
                (Act::Assigned(_), _)
                    | (Act::ImagesAdded(_), Compartment::Images)
                    | (Act::DocumentsAdded(_), Compartment::Original)
                    | (Act::ReportSigned(_) | Act::AddendumSigned(_), Compartment::Report)
            )
        };
        let opens = |act: &Act| match act {
            Act::OpenedBy(opened) => *opened == compartment,
            Act::OriginalRevealed => compartment == Compartment::Original,
            _ => false,
        };
        let since = chain
            .entries
            .iter()
            .rposition(|entry| is_new(&entry.claimed().act))
            .unwrap_or(0);
        let noted = chain
            .entries
            .iter()
            .skip(since)
            .any(|entry| entry.signer() == me && opens(&entry.claimed().act));
        if !noted {
            self.say(chain, Act::OpenedBy(compartment)).await?;
        }
        Ok(())
    }

    async fn put_message(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        compartment: Compartment,
        text: &str,
    ) -> Result<overread_wire::ObjectRef, Trouble> {
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

    async fn put_message_if(
        &self,
        chain: &Chain,
        keyring: &Keyring,
        compartment: Compartment,
        text: Option<&str>,
    ) -> Result<Option<overread_wire::ObjectRef>, Trouble> {
        match text {
            Some(text) => self
                .put_message(chain, keyring, compartment, text)
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    fn new_key(&self) -> CompartmentKey {
        CompartmentKey::generate(&mut **self.ports.random.borrow_mut())
    }

    fn grant(
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

    fn split(
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

    fn grant_half(
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

/// The epoch that an assignment made now starts: the first one keeps the patient's keys.
fn next_epoch(case: &Case) -> u32 {
    let first = case.assignment().is_none() && case.removed().is_empty();
    if first { case.epoch() } else { case.epoch() + 1 }
}

/// What an invitation left out is said to be so.
pub(crate) fn stated(text: Option<&str>) -> String {
    text.filter(|text| !text.trim().is_empty())
        .unwrap_or("not stated")
        .to_owned()
}

/// Who signs, as the report names them.
pub(crate) fn radiologist_of(profile: &Profile, person: PersonId) -> Result<Radiologist, Trouble> {
    Ok(Radiologist {
        person: overread_report::Hex::of(person.as_bytes()).map_err(|_| Trouble::Unreadable)?,
        name: stated(profile.name.as_deref()),
        licence: stated(profile.licence.as_deref()),
        country: stated(profile.country.as_deref()),
        subspecialty: stated(profile.subspecialty.as_deref()),
        introduced: profile.introduced.clone(),
    })
}

fn service_of(level: ServiceLevel) -> Service {
    match level {
        ServiceLevel::Standard => Service::Standard,
        ServiceLevel::Express => Service::Express,
        ServiceLevel::Priority => Service::Priority,
    }
}

/// Whether a case still waits for a radiologist to commit a first read.
pub(crate) fn is_committed(case: &Case) -> bool {
    case.assignment()
        .is_some_and(|assignment| assignment.standing >= Standing::Committed)
}
