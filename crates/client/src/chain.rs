//! The verified chain of a case: fetched, folded, compared with what this device has already seen, and appended to.

use std::collections::HashMap;
use std::rc::Rc;

use overread_wire::api::{Append, Appended, Base64, Entries, GrantOnWire, Half};
use overread_wire::ledger::{Act, Case, Directory, Entry, SignedEntry};
use overread_wire::{
    Card, CaseId, Grant, Hash, ObjectRef, PersonId, PracticeId, Role, Roster, Signed, Timestamp, VerifyKey,
    decode,
};

use crate::client::Client;
use crate::error::Trouble;

/// How often a lost race for the head of a chain is run again.
const RACES: usize = 8;
/// Under which name this device keeps which cases it has seen.
const KNOWN_CASES: &str = "cases-seen";
/// Waits between tries while the server gives no answer to an entry.
const PATIENCE_MS: [u64; 4] = [250, 500, 1000, 2000];
/// The server's codes for an entry that only has to be signed again on the newer chain.
const RUN_AGAIN: [&str; 3] = ["not-next", "time-runs-backwards", "clock-differs"];

/// A case with the entries that tell it and the proof of who wrote them.
#[derive(Clone)]
pub struct Chain {
    /// The case, folded.
    pub case: Case,
    /// Its entries, oldest first.
    pub entries: Vec<SignedEntry>,
    /// The clock that the server offered with them.
    pub offered: Timestamp,
    people: People,
}

/// Keys and roles: the practice's proven roster, and cards that prove themselves by their names.
#[derive(Clone)]
pub(crate) struct People {
    roster: Rc<Roster>,
    cards: HashMap<PersonId, Card>,
}

/// What to append, with what travels beside the entry.
pub(crate) struct Saying {
    pub act: Act,
    pub grants: Vec<Grant>,
    pub halves: Vec<Half>,
    pub bundle: Option<Vec<u8>>,
    pub landing_token: Option<Hash>,
    pub opening_token: Option<Hash>,
}

impl From<Act> for Saying {
    fn from(act: Act) -> Self {
        Self {
            act,
            grants: Vec::new(),
            halves: Vec::new(),
            bundle: None,
            landing_token: None,
            opening_token: None,
        }
    }
}

impl Directory for People {
    fn verify_key(&self, person: PersonId) -> Option<VerifyKey> {
        self.card(person).map(|card| card.verify)
    }

    fn role(&self, practice: PracticeId, person: PersonId) -> Option<Role> {
        Directory::role(&*self.roster, practice, person)
    }

    fn role_at(&self, practice: PracticeId, person: PersonId, at: Timestamp) -> Option<Role> {
        Directory::role_at(&*self.roster, practice, person, at)
    }
}

impl People {
    pub fn new(roster: Rc<Roster>, cards: &[Base64]) -> Result<Self, Trouble> {
        let mut people = Self {
            roster,
            cards: HashMap::new(),
        };
        people.admit(cards)?;
        Ok(people)
    }

    fn admit(&mut self, cards: &[Base64]) -> Result<(), Trouble> {
        for card in cards {
            let card: Card = decode(&card.0)?;
            self.cards.insert(card.id(), card);
        }
        Ok(())
    }

    pub fn introduce(&mut self, card: Card) {
        self.cards.insert(card.id(), card);
    }

    pub fn card(&self, person: PersonId) -> Option<&Card> {
        self.roster.card(person).or_else(|| self.cards.get(&person))
    }
}

impl Chain {
    /// Folds what the server sent, believing only what verifies.
    pub(crate) fn verify(
        practice: PracticeId,
        case: CaseId,
        entries: &[Base64],
        people: People,
        offered: Timestamp,
    ) -> Result<Self, Trouble> {
        let entries = entries
            .iter()
            .map(|entry| Signed::parse(&entry.0))
            .collect::<Result<Vec<SignedEntry>, _>>()?;
        let folded = Case::fold(&entries, &people).map_err(|_| Trouble::NotGenuine)?;
        if folded.id() != case || folded.practice() != practice {
            return Err(Trouble::NotGenuine);
        }
        Ok(Self {
            case: folded,
            entries,
            offered,
            people,
        })
    }

    /// Whether the entries from `length` on released no keys: noting an opening releases none, every other entry may.
    pub fn released_none_since(&self, length: usize) -> bool {
        let added = self.entries.get(length..).unwrap_or_default();
        added
            .iter()
            .all(|entry| matches!(entry.claimed().act, Act::OpenedBy(_)))
    }

    /// Takes in an entry that the server has just accepted.
    pub(crate) fn take_in(&mut self, entry: SignedEntry) -> Result<(), Trouble> {
        self.case.append(&entry, &self.people)?;
        self.entries.push(entry);
        Ok(())
    }

    /// A person's keys, proven.
    pub(crate) fn card(&self, person: PersonId) -> Result<&Card, Trouble> {
        self.people.card(person).ok_or(Trouble::NotGenuine)
    }

    /// The members of the practice, proven.
    pub fn roster(&self) -> &Roster {
        &self.people.roster
    }

    /// What `person` is in this case.
    pub fn role(&self, person: PersonId) -> Option<Role> {
        self.case.role(person, &self.people)
    }

    /// Which entry names a grant, with its author.
    pub(crate) fn granter(&self, grant: Hash) -> Option<PersonId> {
        self.entries
            .iter()
            .find(|entry| entry.claimed().grants.contains(&grant))
            .map(overread_wire::Signed::signer)
    }

    /// The newest consent on the record.
    pub(crate) fn newest_consent(&self) -> Option<ObjectRef> {
        self.entries
            .iter()
            .rev()
            .find_map(|entry| match entry.claimed().act {
                Act::Consented(object) => Some(object),
                _ => None,
            })
    }

    /// Hash of the entry with this number.
    fn hash_at(&self, seq: u64) -> Option<Hash> {
        usize::try_from(seq)
            .ok()
            .and_then(|seq| self.entries.get(seq))
            .map(Signed::hash)
    }
}

impl Client {
    /// Fetches and verifies the chain of a case.
    pub async fn chain(&self, case: CaseId) -> Result<Chain, Trouble> {
        let me = self.me()?;
        let server = self.server(&me);
        // What was seen before asking: an act of this device may overtake the answer.
        let seen = self.seen_head(case).await?;
        let answer: Entries = match server.get(&format!("/cases/{case}/entries")).await {
            Err(Trouble::Refused { code, .. }) if code == "unknown" || code == "not-of-the-case" => {
                return Err(Trouble::NoSuchCase);
            }
            other => other?,
        };
        self.note_clock(answer.time);
        let chain = self
            .verified(case, &answer.entries, &answer.cards, answer.time)
            .await?;
        self.remember_head(&chain, seen).await?;
        Ok(chain)
    }

    /// Verifies a chain against the practice's roster; fetches the roster again if somebody in it is new.
    pub(crate) async fn verified(
        &self,
        case: CaseId,
        entries: &[Base64],
        cards: &[Base64],
        offered: Timestamp,
    ) -> Result<Chain, Trouble> {
        let me = self.me()?;
        let practice = me.profile.practice;
        let people = People::new(self.roster(false).await?, cards)?;
        if let Ok(chain) = Chain::verify(practice, case, entries, people, offered) {
            return Ok(chain);
        }
        let people = People::new(self.roster(true).await?, cards)?;
        Chain::verify(practice, case, entries, people, offered)
    }

    /// The first entry of a new case.
    pub(crate) async fn begin(
        &self,
        case: CaseId,
        saying: Saying,
        offered: Timestamp,
    ) -> Result<Chain, Trouble> {
        let me = self.me()?;
        let entry = Entry {
            case,
            seq: 0,
            previous: Hash::NONE,
            time: offered,
            act: saying.act.clone(),
            grants: statement_hashes(&saying.grants),
        };
        let signed = me.identity.sign(entry);
        let mut people = People::new(self.roster(false).await?, &[])?;
        people.introduce(me.identity.card());
        let folded = Case::open(&signed, &people)?;
        self.post_entry(case, &signed, &saying).await?;
        let chain = Chain {
            case: folded,
            entries: vec![signed],
            offered,
            people,
        };
        self.remember_head(&chain, None).await?;
        Ok(chain)
    }

    /// Appends to a chain; a lost race for its head is run again on the newer chain.
    pub(crate) async fn say(
        &self,
        chain: &mut Chain,
        saying: impl Into<Saying>,
    ) -> Result<Appended, Trouble> {
        let me = self.me()?;
        let saying = saying.into();
        for _ in 0..RACES {
            let entry = Entry {
                case: chain.case.id(),
                seq: chain.case.length(),
                previous: chain.case.head(),
                time: self.server_time(chain),
                act: saying.act.clone(),
                grants: statement_hashes(&saying.grants),
            };
            let signed = me.identity.sign(entry);
            let mut folded = chain.case.clone();
            folded.append(&signed, &chain.people)?;
            match self.post_entry(chain.case.id(), &signed, &saying).await {
                Ok(appended) => {
                    chain.case = folded;
                    chain.entries.push(signed);
                    self.remember_head(chain, None).await?;
                    return Ok(appended);
                }
                Err(Trouble::Refused { code, .. }) if RUN_AGAIN.contains(&code.as_str()) => {
                    *chain = self.chain(chain.case.id()).await?;
                }
                Err(trouble) => return Err(trouble),
            }
        }
        Err(Trouble::Ledger(overread_wire::ledger::Refusal::NotNext))
    }

    async fn post_entry(
        &self,
        case: CaseId,
        entry: &SignedEntry,
        saying: &Saying,
    ) -> Result<Appended, Trouble> {
        let grants = saying.grants.iter().map(|grant| GrantOnWire {
            statement: grant.statement.bytes().into(),
            sealed: grant.sealed.as_slice().into(),
        });
        let append = Append {
            entry: entry.bytes().into(),
            grants: grants.collect(),
            halves: saying.halves.clone(),
            bundle: saying.bundle.clone().map(Base64),
            landing_token: saying.landing_token,
            opening_token: saying.opening_token,
        };
        let me = self.me()?;
        let path = format!("/cases/{case}/entries");
        // The answer may be lost when the entry is not: whoever then began anew would say it a second time. The server knows
        // the same entry again, so it is safe to send it until there is an answer.
        for wait in PATIENCE_MS {
            match self.server(&me).post(&path, &append).await {
                Err(Trouble::Unreachable) => self.ports.clock.sleep(wait).await,
                answer => return answer,
            }
        }
        self.server(&me).post(&path, &append).await
    }

    /// Remembers what the server's clock said just now. Only a fresh answer counts: an upload between two acts may
    /// take hours.
    pub(crate) fn note_clock(&self, offered: Timestamp) {
        self.clock_offer.set(Some((offered, self.ports.clock.now())));
    }

    /// The server's offered time, carried forward by this device's clock since it was offered.
    fn server_time(&self, chain: &Chain) -> Timestamp {
        let now = self.ports.clock.now();
        let (offered, here) = self.clock_offer.get().unwrap_or((chain.offered, now));
        offered.plus_ms(now.since(here)).max(chain.case.time())
    }

    /// Length and head of a case as this device has seen it last.
    pub(crate) async fn seen_head(&self, case: CaseId) -> Result<Option<(u64, Hash)>, Trouble> {
        let kept = self.ports.storage.get(&format!("head-{case}")).await?;
        kept.map(|kept| serde_json::from_slice(&kept).map_err(|_| Trouble::DamagedProfile))
            .transpose()
    }

    /// Refuses a chain that is older than, or another than, the one that was `seen`; keeps it if it is the newest.
    pub(crate) async fn remember_head(
        &self,
        chain: &Chain,
        seen: Option<(u64, Hash)>,
    ) -> Result<(), Trouble> {
        let (case, length) = (chain.case.id(), chain.case.length());
        if let Some((seen_length, head)) = seen {
            if seen_length > length {
                return Err(Trouble::OlderState);
            }
            if seen_length.checked_sub(1).and_then(|seq| chain.hash_at(seq)) != Some(head) {
                return Err(Trouble::NotGenuine);
            }
        }
        match self.seen_head(case).await? {
            Some((seen_length, _)) if seen_length > length => Ok(()),
            Some(known) if known == (length, chain.case.head()) => Ok(()),
            _ => self.know_head(case, length, chain.case.head()).await,
        }
    }

    /// Keeps the newest head of a case on this device.
    pub(crate) async fn know_head(&self, case: CaseId, length: u64, head: Hash) -> Result<(), Trouble> {
        let mut known = self.known_cases().await?;
        if !known.contains(&case) {
            known.push(case);
            let known = serde_json::to_vec(&known).map_err(|_| Trouble::Unreadable)?;
            self.ports.storage.put(KNOWN_CASES, &known).await?;
        }
        let seen = serde_json::to_vec(&(length, head)).map_err(|_| Trouble::Unreadable)?;
        Ok(self.ports.storage.put(&format!("head-{case}"), &seen).await?)
    }

    /// The cases of which this device knows a head.
    pub(crate) async fn known_cases(&self) -> Result<Vec<CaseId>, Trouble> {
        match self.ports.storage.get(KNOWN_CASES).await? {
            Some(kept) => serde_json::from_slice(&kept).map_err(|_| Trouble::Unreadable),
            None => Ok(Vec::new()),
        }
    }

    /// A head that came by another way (a link, a report, a recovery sheet) is one this device has seen.
    pub(crate) fn check_known_head(chain: &Chain, head: Hash) -> Result<(), Trouble> {
        let known = chain.entries.iter().any(|entry| entry.hash() == head);
        if known { Ok(()) } else { Err(Trouble::OlderState) }
    }
}

fn statement_hashes(grants: &[Grant]) -> Vec<Hash> {
    grants.iter().map(|grant| grant.statement.hash()).collect()
}
