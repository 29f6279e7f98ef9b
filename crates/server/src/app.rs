//! What every request shares.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use overread_wire::ledger::{Case, SignedEntry};
use overread_wire::{CaseId, Hash, PersonId, Role, Timestamp};

use crate::authorize::{Caller, Doing, authorize};
use crate::blobs::Blobs;
use crate::origin::PublicUrl;
use crate::ports::{Clock, Randomness};
use crate::quotas::Quotas;
use crate::refused::{Fault, Refused};
use crate::roster::{People, Remembered, stored};
use crate::store::{Connection, Store, queries};

/// The parts of a running server.
#[derive(Clone)]
pub(crate) struct App(Arc<Parts>);

pub(crate) struct Parts {
    pub(crate) store: Store,
    pub(crate) blobs: Blobs,
    pub(crate) remembered: Remembered,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Randomness>,
    pub(crate) public_url: Option<PublicUrl>,
    pub(crate) listening: SocketAddr,
    pub(crate) setup_token: PathBuf,
    pub(crate) salt: Vec<u8>,
    pub(crate) quotas: Quotas,
    pub(crate) trusted_proxies: Vec<std::net::IpAddr>,
}

/// A case as the database has it, folded and verified.
pub(crate) struct Loaded {
    pub(crate) case: Case,
    pub(crate) people: People,
    pub(crate) entries: Vec<SignedEntry>,
}

/// A caller who was let through.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Pass {
    pub(crate) who: PersonId,
    pub(crate) role: Option<Role>,
}

impl App {
    pub(crate) fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Bytes nobody can guess.
    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], Refused> {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// Lets `caller` do something that belongs to no case, or not.
    pub(crate) async fn admit(
        &self,
        db: &mut Connection,
        caller: Caller,
        doing: Doing<'_>,
    ) -> Result<Pass, Refused> {
        let roster = match self.remembered.roster(db).await {
            Ok(roster) => Some(roster),
            Err(Refused::NoPractice) => None,
            Err(other) => return Err(other),
        };
        authorize(caller, doing, roster.as_deref(), None, self.now())
    }

    /// Lets `caller` do something in a case, or not; strangers cannot tell a case from none.
    pub(crate) async fn admit_to_case(
        &self,
        db: &mut Connection,
        caller: Caller,
        case: CaseId,
        doing: Doing<'_>,
    ) -> Result<(Loaded, Pass), Refused> {
        let loaded = self.load(db, case).await?;
        let (roster, case) = loaded
            .as_ref()
            .map(|loaded| (loaded.people.roster(), &loaded.case))
            .unzip();
        let pass = authorize(caller, doing, roster, case, self.now())?;
        loaded.map(|loaded| (loaded, pass)).ok_or(Refused::Unknown)
    }

    /// Folds the chain of a case.
    pub(crate) async fn load(&self, db: &mut Connection, case: CaseId) -> Result<Option<Loaded>, Refused> {
        let chain = queries::chain(db, case).await?;
        if chain.is_empty() {
            return Ok(None);
        }
        let entries = chain
            .iter()
            .map(|entry| stored(entry, "entries"))
            .collect::<Result<Vec<SignedEntry>, _>>()?;
        let roster = self.remembered.roster(db).await?;
        let people = People::of(db, roster, &entries).await?;
        let case = Case::fold(&entries, &people).map_err(|_| Fault::Stored("entries"))?;
        Ok(Some(Loaded {
            case,
            people,
            entries,
        }))
    }

    /// What an address of a caller is counted under: a keyed hash, so that the database holds none.
    pub(crate) fn counted_as(&self, what: &str, address: &str) -> Hash {
        Hash::labelled(
            "overread/attempts/v1",
            &[&self.salt, what.as_bytes(), address.as_bytes()],
        )
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
