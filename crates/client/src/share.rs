//! Share links: made by the patient, opened by whoever holds them, without an account.

use overread_seal::CompartmentKey;
use overread_seal::link::{BundledKey, Link, ShareSecret};
use overread_wire::api::{Appended, Entries, OpenShare, RosterAnswer, ShareSession, ShareToken};
use overread_wire::ledger::{Act, Entry, ShareCreated};
use overread_wire::{CaseId, Compartment, Hash, PracticeId, ShareId};
use serde::{Deserialize, Serialize};

use crate::chain::{Chain, People, Saying};
use crate::client::{Client, prove_roster};
use crate::error::Trouble;
use crate::keyring::Keyring;
use crate::server::Caller;
use crate::view::ShareView;

/// What a link opens, and for how long.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct NewShare {
    /// Images, report or both.
    pub what: Vec<Compartment>,
    /// Hours until it lapses.
    pub hours: u64,
    /// How many times it may be opened.
    #[serde(default)]
    pub opens: Option<u32>,
    /// Asked for at each opening, and told to the holder by another way.
    #[serde(default)]
    pub pin: Option<String>,
}

/// What the holder of a link sees before the click that opens it.
#[derive(Clone, Debug, Serialize)]
pub struct ShareLanding {
    /// The practice's name, as its public page has it.
    pub practice_name: String,
    /// The practice's telephone number.
    pub telephone: String,
    /// The link as the ledger knows it.
    pub share: ShareView,
    /// The newest version of the report.
    pub reports: u32,
    /// Whether this browser has it open already.
    pub is_open: bool,
}

/// An opened link.
pub struct OpenedShare {
    /// The verified chain.
    pub chain: Chain,
    /// The keys that the link carries.
    pub keyring: Keyring,
    /// The share.
    pub share: ShareId,
}

/// How an opening is kept for its twelve hours in the same browser. A link that was opened as often as it may be
/// lands nowhere any more, so what the holder needs to read on is kept with it.
#[derive(Deserialize, Serialize)]
struct KeptSession {
    session: ShareSession,
    case: CaseId,
    roster: RosterAnswer,
}

/// Where a link leads, before it is opened.
struct Landed {
    chain: Chain,
    roster: RosterAnswer,
}

/// How often a lost race for the head of the chain is run again.
const RACES: usize = 4;

impl Client {
    /// Makes a link. The server learns the hashes of two tokens; the secret exists only in the link.
    pub async fn create_share(
        &self,
        chain: &mut Chain,
        keyring: &Keyring,
        new: &NewShare,
    ) -> Result<String, Trouble> {
        let me = self.me()?;
        if new.pin.as_deref().is_some_and(|pin| pin.trim().is_empty()) {
            return Err(Trouble::EmptyPin);
        }
        let secret = ShareSecret::generate(&mut **self.ports.random.borrow_mut());
        let mut keys = Vec::new();
        for compartment in &new.what {
            for epoch in 0..=chain.case.epoch() {
                let key = keyring
                    .key(*compartment, epoch)
                    .map_err(|_| Trouble::KeysMissing)?;
                keys.push(BundledKey {
                    compartment: *compartment,
                    epoch,
                    key: CompartmentKey::from_bytes(*key.dangerously_bytes()),
                });
            }
        }
        let pin = new.pin.as_deref();
        let share_keys = secret.with_pin(pin);
        let bundle = share_keys.seal_bundle(me.profile.practice, chain.case.id(), &keys);
        let created = ShareCreated {
            key: secret.verify_key(),
            compartments: new.what.clone(),
            expires: chain.offered.max(chain.case.time()).plus_hours(new.hours),
            opens: new.opens,
            pin: pin.is_some(),
            bundle: Hash::of(&bundle),
        };
        let saying = Saying {
            bundle: Some(bundle),
            landing_token: Some(Hash::of(&secret.landing_token())),
            opening_token: Some(Hash::of(&share_keys.opening_token())),
            ..Saying::from(Act::ShareCreated(created))
        };
        self.say(chain, saying).await?;
        let link = Link::Share {
            secret,
            practice: me.profile.practice,
            case_head: chain.case.head(),
        };
        Ok(link.to_url(&me.profile.origin))
    }

    /// Withdraws a link, named by itself or by its identifier.
    pub async fn revoke_share(&self, chain: &mut Chain, link: &str) -> Result<Appended, Trouble> {
        let share = match link.parse() {
            Ok(share) => share,
            Err(_) => share_secret(link)?.0.id(),
        };
        self.say(chain, Act::ShareRevoked(share)).await
    }

    /// What a link opens, without opening or counting it.
    pub async fn look_at_share(&self, link: &str) -> Result<ShareLanding, Trouble> {
        let (secret, practice, head) = share_secret(link)?;
        let chain = self.holders_chain(&secret, practice, head).await?;
        let share = chain
            .shares()
            .into_iter()
            .find(|share| share.share == secret.id());
        let page = self.practice_page().await?.page;
        Ok(ShareLanding {
            practice_name: page.name,
            telephone: page.telephone,
            share: share.ok_or(Trouble::NotGenuine)?,
            reports: chain.case.reports().last().map_or(0, |report| report.version),
            is_open: self.kept_session(&secret).await?.is_some(),
        })
    }

    /// Opens a link, or goes on with an opening that this browser still has.
    pub async fn open_share(&self, link: &str, pin: Option<&str>) -> Result<OpenedShare, Trouble> {
        match self.go_on_with_share(link, pin).await? {
            Some(opened) => Ok(opened),
            None => self.open_share_anew(link, pin).await,
        }
    }

    /// Goes on with an opening that this browser still has, and opens nothing; `None` without one.
    pub async fn go_on_with_share(
        &self,
        link: &str,
        pin: Option<&str>,
    ) -> Result<Option<OpenedShare>, Trouble> {
        let (secret, practice, head) = share_secret(link)?;
        let Some(kept) = self.kept_session(&secret).await? else {
            return Ok(None);
        };
        match self.chain_in(&kept, practice, head).await {
            Ok(chain) => self.opened(&secret, pin, chain, kept.session).map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Opens a link once more, whatever was opened before: every call counts.
    pub async fn open_share_anew(&self, link: &str, pin: Option<&str>) -> Result<OpenedShare, Trouble> {
        let (secret, practice, head) = share_secret(link)?;
        for _ in 0..RACES {
            let Landed { mut chain, roster } = self.share_chain(&secret, practice, head).await?;
            let share = secret.id();
            let entry = secret.sign(Entry {
                case: chain.case.id(),
                seq: chain.case.length(),
                previous: chain.case.head(),
                time: chain.offered.max(chain.case.time()),
                act: Act::ShareOpened(share),
                grants: Vec::new(),
            });
            chain
                .case
                .shares()
                .get(&share)
                .ok_or(Trouble::NotGenuine)?
                .may_open(entry.claimed().time)?;
            let token = secret.with_pin(pin).opening_token();
            let open = OpenShare {
                token: token.as_slice().into(),
                entry: entry.bytes().into(),
            };
            let answer = self
                .anyone()
                .post::<ShareSession>(&format!("/shares/{share}/openings"), &open)
                .await;
            match answer {
                Err(Trouble::Refused { code, .. }) if code == "not-next" => {}
                other => {
                    let session = other?;
                    self.keep_session(&secret, &session, chain.case.id(), roster)
                        .await?;
                    chain.take_in(entry)?;
                    return self.opened(&secret, pin, chain, session);
                }
            }
        }
        Err(Trouble::Ledger(overread_wire::ledger::Refusal::NotNext))
    }

    /// Opens the bundle of keys that came with a session.
    fn opened(
        &self,
        secret: &ShareSecret,
        pin: Option<&str>,
        chain: Chain,
        session: ShareSession,
    ) -> Result<OpenedShare, Trouble> {
        let share = secret.id();
        let known = chain.case.shares().get(&share).ok_or(Trouble::NotGenuine)?;
        if Hash::of(&session.bundle.0) != known.created.bundle {
            return Err(Trouble::NotGenuine);
        }
        let mut keyring = Keyring::default();
        let keys =
            secret
                .with_pin(pin)
                .open_bundle(chain.case.practice(), chain.case.id(), &session.bundle.0);
        for key in keys.map_err(|_| Trouble::NotGenuine)? {
            keyring.insert(key.compartment, key.epoch, key.key);
        }
        self.link_session.replace(Some(session.token));
        Ok(OpenedShare {
            chain,
            keyring,
            share,
        })
    }

    /// The holder of a link confirms to have read a version of the report.
    pub async fn confirm_share(&self, link: &str, seq: u64) -> Result<(), Trouble> {
        let (secret, practice, head) = share_secret(link)?;
        for _ in 0..RACES {
            let chain = self.holders_chain(&secret, practice, head).await?;
            let entry = secret.sign(Entry {
                case: chain.case.id(),
                seq: chain.case.length(),
                previous: chain.case.head(),
                time: chain.offered.max(chain.case.time()),
                act: Act::Acknowledged(seq),
                grants: Vec::new(),
            });
            let append = overread_wire::api::Append {
                entry: entry.bytes().into(),
                grants: Vec::new(),
                halves: Vec::new(),
                bundle: None,
                landing_token: None,
                opening_token: None,
            };
            let reader = self.reader()?;
            let path = format!("/cases/{}/entries", chain.case.id());
            match self.server_for(&reader).post::<Appended>(&path, &append).await {
                Err(Trouble::Refused { code, .. }) if code == "not-next" => {}
                other => return other.map(drop),
            }
        }
        Err(Trouble::Ledger(overread_wire::ledger::Refusal::NotNext))
    }

    /// The chain as the holder may see it: with an opening that this browser still has, else where the link lands.
    async fn holders_chain(
        &self,
        secret: &ShareSecret,
        practice: PracticeId,
        head: Hash,
    ) -> Result<Chain, Trouble> {
        if let Some(kept) = self.kept_session(secret).await?
            && let Ok(chain) = self.chain_in(&kept, practice, head).await
        {
            return Ok(chain);
        }
        self.share_chain(secret, practice, head)
            .await
            .map(|landed| landed.chain)
    }

    async fn share_chain(
        &self,
        secret: &ShareSecret,
        practice: PracticeId,
        head: Hash,
    ) -> Result<Landed, Trouble> {
        let token = ShareToken {
            token: secret.landing_token().as_slice().into(),
        };
        let path = format!("/shares/{}", secret.id());
        let landing: overread_wire::api::ShareLanding = self.anyone().post(&path, &token).await?;
        let roster = prove_roster(practice, &landing.roster)?;
        let people = People::new(std::rc::Rc::new(roster), &landing.cards)?;
        let chain = Chain::verify(practice, landing.case, &landing.entries, people, landing.time)?;
        Self::check_known_head(&chain, head)?;
        Ok(Landed {
            chain,
            roster: landing.roster,
        })
    }

    async fn chain_in(&self, kept: &KeptSession, practice: PracticeId, head: Hash) -> Result<Chain, Trouble> {
        let server = self.server_as(Caller::Bearer(&kept.session.token));
        let answer: Entries = server.get(&format!("/cases/{}/entries", kept.case)).await?;
        let roster = prove_roster(practice, &kept.roster)?;
        let people = People::new(std::rc::Rc::new(roster), &answer.cards)?;
        let chain = Chain::verify(practice, kept.case, &answer.entries, people, answer.time)?;
        Self::check_known_head(&chain, head)?;
        Ok(chain)
    }

    async fn kept_session(&self, secret: &ShareSecret) -> Result<Option<KeptSession>, Trouble> {
        let Some(bytes) = self.ports.storage.get(&session_name(secret)).await? else {
            return Ok(None);
        };
        let kept: KeptSession = serde_json::from_slice(&bytes).map_err(|_| Trouble::Unreadable)?;
        Ok(Some(kept).filter(|kept| kept.session.expires > self.ports.clock.now()))
    }

    async fn keep_session(
        &self,
        secret: &ShareSecret,
        session: &ShareSession,
        case: CaseId,
        roster: RosterAnswer,
    ) -> Result<(), Trouble> {
        let kept = KeptSession {
            session: session.clone(),
            case,
            roster,
        };
        let bytes = serde_json::to_vec(&kept).map_err(|_| Trouble::Unreadable)?;
        Ok(self.ports.storage.put(&session_name(secret), &bytes).await?)
    }
}

fn session_name(secret: &ShareSecret) -> String {
    format!("share-{}", secret.id())
}

fn share_secret(link: &str) -> Result<(ShareSecret, PracticeId, Hash), Trouble> {
    match Link::parse(link)? {
        Link::Share {
            secret,
            practice,
            case_head,
        } => Ok((secret, practice, case_head)),
        _ => Err(Trouble::OtherLink),
    }
}
