//! What pages and `--json` show: plain data, folded from verified entries and opened objects.

use std::collections::BTreeMap;

use overread_wire::api::Cases;
use overread_wire::ledger::{Act, Case, Kind, Service, Standing};
use overread_wire::{CaseId, Hash, PersonId, Role, ShareId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::chain::Chain;
use crate::client::Client;
use crate::error::Trouble;
use crate::profile::Profile;

/// A case in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CaseLine {
    /// The case.
    pub case: CaseId,
    /// The kind of the last act that moved it on.
    pub state: Kind,
    /// When the report is due.
    pub deadline: Option<Timestamp>,
    /// The service level.
    pub service: Option<Service>,
    /// Whether the practice waits for the patient's answer.
    pub waits_for_patient: bool,
    /// Whether the patient posts the disc, and the practice may read it in.
    pub by_post: bool,
    /// Whether a posted disc has not been read in yet.
    pub waits_for_disc: bool,
    /// What the person at this device is in it.
    pub role: Option<Role>,
    /// Who reads, if anyone is asked.
    pub radiologist: Option<PersonId>,
    /// How far the reading has come.
    pub standing: Option<Standing>,
    /// When it was opened.
    pub opened: Timestamp,
    /// When something last happened.
    pub changed: Timestamp,
}

/// A case, as its verified entries tell it.
#[derive(Clone, Debug, Serialize)]
pub struct CaseView {
    /// The case in one line.
    #[serde(flatten)]
    pub line: CaseLine,
    /// Its people.
    pub people: Vec<PersonView>,
    /// Its entries.
    pub entries: Vec<EntryView>,
    /// Its share links.
    pub shares: Vec<ShareView>,
    /// The epoch of its keys.
    pub epoch: u32,
    /// Versions of the report.
    pub reports: u32,
    /// Whether there is anything in the original-report compartment.
    pub has_original: bool,
    /// Hash of its newest entry.
    pub head: Hash,
}

/// A person of a case.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct PersonView {
    /// Who.
    pub person: PersonId,
    /// What they are in the case.
    pub role: Role,
}

/// An entry of the timeline.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct EntryView {
    /// Its number.
    pub seq: u64,
    /// What was said.
    pub kind: Kind,
    /// Who said it.
    pub author: PersonId,
    /// What the author was in the case; removed radiologists are still named so here.
    pub role: Option<Role>,
    /// When, by the server's offered time.
    pub time: Timestamp,
    /// With `opened_by`: what was opened.
    pub what: Option<overread_wire::Compartment>,
}

/// A share link, as its giver sees it.
#[derive(Clone, Debug, Serialize)]
pub struct ShareView {
    /// Names the link.
    pub share: ShareId,
    /// When it was made.
    pub created: Timestamp,
    /// When it lapses.
    pub expires: Timestamp,
    /// How many times it may be opened.
    pub opens: Option<u32>,
    /// Whether a PIN is asked for.
    pub pin: bool,
    /// What it opens.
    pub what: Vec<overread_wire::Compartment>,
    /// When it was opened.
    pub openings: Vec<Timestamp>,
    /// The newest version of the report that its holder confirmed to have read.
    pub confirmed_version: Option<u32>,
    /// Whether a newer version was signed since it was last opened.
    pub opened_before_newest: bool,
    /// Whether it was withdrawn.
    pub revoked: bool,
}

/// A member of the practice, as its coordinators see them.
#[derive(Clone, Debug, Serialize)]
pub struct Colleague {
    /// Who.
    pub person: PersonId,
    /// What they are.
    pub role: Role,
    /// Their name.
    pub name: Option<String>,
    /// For radiologists.
    pub subspecialty: Option<String>,
    /// For radiologists.
    pub licence: Option<String>,
    /// For radiologists.
    pub country: Option<String>,
}

impl Colleague {
    pub(crate) fn new(person: PersonId, role: Role, profile: Option<Profile>) -> Self {
        let (name, subspecialty, licence, country) = match profile {
            Some(profile) => (
                profile.name,
                profile.subspecialty,
                profile.licence,
                profile.country,
            ),
            None => (None, None, None, None),
        };
        Self {
            person,
            role,
            name,
            subspecialty,
            licence,
            country,
        }
    }
}

impl CaseLine {
    fn of(case: &Case, role: Option<Role>, opened: Timestamp, now: Timestamp) -> Self {
        let assignment = case.assignment();
        Self {
            case: case.id(),
            state: case.state(),
            deadline: case.deadline(now),
            service: case.service(),
            waits_for_patient: case.waits_for_patient(),
            by_post: case.is_by_post(),
            waits_for_disc: case.waits_for_disc() && case.ended().is_none(),
            role,
            radiologist: assignment.map(|assignment| assignment.radiologist),
            standing: assignment.map(|assignment| assignment.standing),
            opened,
            changed: case.time(),
        }
    }
}

impl Chain {
    /// The case in one line, for `person`.
    pub fn line(&self, person: PersonId) -> CaseLine {
        let opened = self
            .entries
            .first()
            .map_or(self.case.time(), |entry| entry.claimed().time);
        CaseLine::of(&self.case, self.role(person), opened, self.offered)
    }

    /// The case with its timeline, for `person`.
    pub fn view(&self, person: PersonId) -> CaseView {
        let manifests = self.case.manifests();
        CaseView {
            line: self.line(person),
            people: self
                .case
                .people()
                .into_iter()
                .map(|(person, role)| PersonView { person, role })
                .collect(),
            entries: self.timeline(),
            shares: self.shares(),
            epoch: self.case.epoch(),
            reports: self.case.reports().last().map_or(0, |report| report.version),
            has_original: manifests
                .iter()
                .any(|manifest| manifest.compartment == overread_wire::Compartment::Original),
            head: self.case.head(),
        }
    }

    fn timeline(&self) -> Vec<EntryView> {
        let entry_view = |entry: &overread_wire::ledger::SignedEntry| {
            let claimed = entry.claimed();
            let author = entry.signer();
            let role = self.role(author).or_else(|| self.roster().role(author));
            EntryView {
                seq: claimed.seq,
                kind: claimed.act.kind(),
                author,
                role,
                time: claimed.time,
                what: match claimed.act {
                    Act::OpenedBy(compartment) => Some(compartment),
                    _ => None,
                },
            }
        };
        self.entries.iter().map(entry_view).collect()
    }

    /// The share links, oldest first.
    pub fn shares(&self) -> Vec<ShareView> {
        let reports: Vec<(u64, u32, Timestamp)> = self
            .entries
            .iter()
            .filter_map(|entry| match &entry.claimed().act {
                Act::ReportSigned(report) | Act::AddendumSigned(report) => {
                    Some((entry.claimed().seq, report.version, entry.claimed().time))
                }
                _ => None,
            })
            .collect();
        let mut shares: Vec<ShareView> = Vec::new();
        for entry in &self.entries {
            let Act::ShareCreated(created) = &entry.claimed().act else {
                continue;
            };
            let id = created.key.share_id();
            let Some(share) = self.case.shares().get(&id) else {
                continue;
            };
            let confirmed = reports
                .iter()
                .filter(|(seq, ..)| share.confirmed.contains(seq))
                .map(|(_, version, _)| *version)
                .max();
            let last_opened = share.openings.last();
            let newest = reports.last().map(|(.., time)| time);
            shares.push(ShareView {
                share: id,
                created: entry.claimed().time,
                expires: created.expires,
                opens: created.opens,
                pin: created.pin,
                what: created.compartments.clone(),
                openings: share.openings.clone(),
                confirmed_version: confirmed,
                opened_before_newest: matches!((last_opened, newest), (Some(opened), Some(newest)) if opened < newest),
                revoked: share.revoked,
            });
        }
        shares
    }
}

impl Client {
    /// The cases of the person at this device; for coordinators, all of the practice.
    pub async fn cases(&self) -> Result<Vec<CaseLine>, Trouble> {
        let chains = self.chains().await?;
        let me = self.me()?.id();
        Ok(chains.iter().map(|chain| chain.line(me)).collect())
    }

    /// The chains behind [`Client::cases`], each no older than this device has seen it. Cases that went back or are not
    /// there any more are named, and nothing is shown.
    pub async fn chains(&self) -> Result<Vec<Chain>, Trouble> {
        let me = self.me()?;
        let mut chains: Vec<Chain> = Vec::new();
        // What was seen before asking: an act of this device may overtake the answer.
        let mut seen = BTreeMap::new();
        for case in self.known_cases().await? {
            seen.insert(case, self.seen_head(case).await?);
        }
        let mut held_back = Vec::new();
        let mut after = String::new();
        loop {
            let page: Cases = self.server(&me).get(&format!("/cases?limit=100{after}")).await?;
            for case in &page.cases {
                let chain = self
                    .verified(case.case, &case.entries, &case.cards, page.time)
                    .await?;
                let known = seen.remove(&case.case).flatten();
                match self.remember_head(&chain, known).await {
                    Err(Trouble::OlderState | Trouble::NotGenuine) => held_back.push(case.case),
                    other => other?,
                }
                chains.push(chain);
            }
            match page.next {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        // A radiologist who was taken off a case sees it no more; it vanishes for nobody else.
        if me.profile.role != Role::Radiologist {
            held_back.extend(seen.into_keys());
        }
        if held_back.is_empty() {
            Ok(chains)
        } else {
            Err(Trouble::HeldBack(held_back))
        }
    }
}
