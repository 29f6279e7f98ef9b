//! What every request shares.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use overread_wire::{CaseId, Hash, PersonId, Role, Roster, Timestamp};

use crate::authorize::{Caller, Doing, authorize};
use crate::blobs::Blobs;
use crate::folds::{Folded, Folds, Turn};
use crate::origin::PublicUrl;
use crate::place::Proxies;
use crate::ports::{Clock, Randomness};
use crate::quotas::Quotas;
use crate::ready::Readiness;
use crate::refused::{Fault, Refused};
use crate::roster::{People, Remembered, stored};
use crate::store::{Connection, Store, Writing, queries};

/// The parts of a running server.
#[derive(Clone)]
pub(crate) struct App(Arc<Parts>);

pub(crate) struct Parts {
    pub(crate) store: Store,
    pub(crate) blobs: Blobs,
    pub(crate) ready: Readiness,
    pub(crate) remembered: Remembered,
    pub(crate) folds: Folds,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Randomness>,
    pub(crate) public_url: Option<PublicUrl>,
    pub(crate) listening: SocketAddr,
    pub(crate) setup_token: PathBuf,
    pub(crate) salt: Vec<u8>,
    pub(crate) quotas: Quotas,
    pub(crate) proxies: Proxies,
}

/// What is known of a case before its chain is read.
enum Stands {
    Nowhere,
    Folded(Arc<Folded>),
    Unfolded(Arc<Roster>),
}

/// Entries as they are stored, with what they are folded onto.
enum Unfolded {
    All(People, Vec<Vec<u8>>),
    Since(Arc<Folded>, Vec<Vec<u8>>),
}

impl Unfolded {
    fn fold(self) -> Result<Folded, Refused> {
        let (mut folded, rest) = match self {
            Self::Since(folded, entries) => (Arc::unwrap_or_clone(folded), entries.into_iter()),
            Self::All(people, entries) => {
                let mut entries = entries.into_iter();
                let first = stored(&entries.next().unwrap_or_default(), "entries")?;
                let folded = Folded::open(&first, people).map_err(|_| Fault::Stored("entries"))?;
                (folded, entries)
            }
        };
        for entry in rest {
            folded
                .append(&stored(&entry, "entries")?)
                .map_err(|_| Fault::Stored("entries"))?;
        }
        Ok(folded)
    }
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

    /// A transaction for `caller`. There is one writer, and who is nobody does not wait for it.
    pub(crate) async fn write_for(&self, caller: Caller) -> Result<Writing, Refused> {
        if caller == Caller::Nobody {
            return Err(Refused::SignIn);
        }
        Ok(self.store.write().await?)
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

    /// Lets `caller` do something in a case, or not; strangers cannot tell a case from none. Whoever calls this holds
    /// no connection.
    pub(crate) async fn admit_to_case(
        &self,
        caller: Caller,
        case: CaseId,
        doing: Doing<'_>,
    ) -> Result<(Arc<Folded>, Pass), Refused> {
        if caller == Caller::Nobody {
            return Err(Refused::SignIn);
        }
        self.let_in(self.load(case).await?, caller, doing)
    }

    /// The same for whoever writes: what is decided here stays true until the end of the transaction.
    pub(crate) async fn admit_to_write(
        &self,
        db: &mut Writing,
        caller: Caller,
        case: CaseId,
        doing: Doing<'_>,
    ) -> Result<(Arc<Folded>, Pass), Refused> {
        self.let_in(self.load_to_write(db, case).await?, caller, doing)
    }

    fn let_in(
        &self,
        loaded: Option<Arc<Folded>>,
        caller: Caller,
        doing: Doing<'_>,
    ) -> Result<(Arc<Folded>, Pass), Refused> {
        let (roster, case) = loaded
            .as_ref()
            .map(|loaded| (loaded.people.roster(), &loaded.case))
            .unzip();
        let pass = authorize(caller, doing, roster, case, self.now())?;
        loaded.map(|loaded| (loaded, pass)).ok_or(Refused::Unknown)
    }

    /// The case as the database has it. Whoever calls this holds no connection: none is taken up while its chain is
    /// folded, or while another's is.
    pub(crate) async fn load(&self, case: CaseId) -> Result<Option<Arc<Folded>>, Refused> {
        let mut db = self.store.read().await?;
        match self.look_up(&mut db, case).await? {
            Stands::Nowhere => return Ok(None),
            Stands::Folded(folded) => return Ok(Some(folded)),
            Stands::Unfolded(_) => drop(db),
        }
        let turn = self.folds.turn().await;
        let mut db = self.store.read().await?;
        let unfolded = match self.look_up(&mut db, case).await? {
            Stands::Nowhere => return Ok(None),
            Stands::Folded(folded) => return Ok(Some(folded)),
            Stands::Unfolded(roster) => self.unfolded(&mut db, case, roster).await?,
        };
        drop(db);
        self.fold(case, unfolded, Some(turn)).await.map(Some)
    }

    /// The same within a transaction, before it has changed anything of the case. Whoever calls this has called
    /// [`App::load`] before, so that there is little left to fold.
    pub(crate) async fn load_to_write(
        &self,
        db: &mut Writing,
        case: CaseId,
    ) -> Result<Option<Arc<Folded>>, Refused> {
        match self.look_up(db, case).await? {
            Stands::Nowhere => Ok(None),
            Stands::Folded(folded) => Ok(Some(folded)),
            Stands::Unfolded(roster) => {
                let unfolded = self.unfolded(db, case, roster).await?;
                self.fold(case, unfolded, None).await.map(Some)
            }
        }
    }

    async fn look_up(&self, db: &mut Connection, case: CaseId) -> Result<Stands, Refused> {
        let Some(head) = queries::head(db, case).await? else {
            return Ok(Stands::Nowhere);
        };
        let roster = self.remembered.roster(db).await?;
        Ok(match self.folds.at(case, head, &roster) {
            Some(folded) => Stands::Folded(folded),
            None => Stands::Unfolded(roster),
        })
    }

    /// What is to be folded: what came since the last time, or everything.
    async fn unfolded(
        &self,
        db: &mut Connection,
        case: CaseId,
        roster: Arc<Roster>,
    ) -> Result<Unfolded, Refused> {
        if let Some(folded) = self.folds.newest(case, &roster) {
            let entries = queries::chain(db, case, folded.case.length()..u64::MAX).await?;
            if !entries.is_empty() {
                return Ok(Unfolded::Since(folded, entries));
            }
        }
        let patient = queries::patient(db, case).await?.ok_or(Fault::Stored("cases"))?;
        let people = People::with(db, roster, patient).await?;
        Ok(Unfolded::All(
            people,
            queries::chain(db, case, 0..u64::MAX).await?,
        ))
    }

    /// Folds where nobody else is kept waiting, and keeps what came of it also when whoever asked has gone.
    async fn fold(
        &self,
        case: CaseId,
        unfolded: Unfolded,
        turn: Option<Turn>,
    ) -> Result<Arc<Folded>, Refused> {
        let app = self.clone();
        let folding = move || {
            let folded = unfolded.fold().map(Arc::new);
            match &folded {
                Ok(folded) => app.folds.keep(Arc::clone(folded)),
                // What was kept is not what the database goes on from: the next time everything is read.
                Err(_) => app.folds.forget(case),
            }
            drop(turn);
            folded
        };
        tokio::task::spawn_blocking(folding)
            .await
            .map_err(std::io::Error::other)?
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
