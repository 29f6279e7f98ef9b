//! Starting and stopping.

use std::fs::{self, File, TryLockError};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Router, middleware};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing::Dispatch;

use crate::app::{App, Parts};
use crate::blobs::{self, Blobs};
use crate::connections::{self, Patience};
use crate::erase::erase_left_over;
use crate::folds::Folds;
use crate::headers::{self, OverTls};
use crate::origin::PublicUrl;
use crate::place::Proxies;
use crate::ports::{Clock, Randomness, System};
use crate::quotas::Quotas;
use crate::ready::Readiness;
use crate::refused::{Fault, Refused};
use crate::roster::Remembered;
use crate::store::{Store, queries};
use crate::{logs, pages, routes, setup};

/// How long requests under way may take to end when the server stops.
const GRACE: Duration = Duration::from_secs(20);

/// How a server is run.
#[derive(Clone)]
pub struct Settings {
    /// Where everything is kept; made with mode 0700 when it is not there.
    pub data: PathBuf,
    /// Where to listen; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// Where people find the pages, when that is not where the server listens.
    pub public_url: Option<PublicUrl>,
    /// Beyond so many bytes of ciphertext storing fails as it does on a full disk.
    pub max_bytes: Option<u64>,
    /// How much room there is for one case and one person.
    pub quotas: Quotas,
    /// The addresses of proxies that are believed about whom they speak for.
    pub trusted_proxies: Vec<IpAddr>,
    /// How many connections there may be, and how long each may take.
    pub patience: Patience,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes tokens and challenges.
    pub random: Arc<dyn Randomness>,
    /// Where the log goes.
    pub log: Dispatch,
}

impl Settings {
    /// The usual settings for a data folder and an address.
    pub fn new(data: impl Into<PathBuf>, listen: SocketAddr) -> Self {
        Self {
            data: data.into(),
            listen,
            public_url: None,
            max_bytes: None,
            quotas: Quotas::default(),
            trusted_proxies: Vec::new(),
            patience: Patience::default(),
            clock: Arc::new(System),
            random: Arc::new(System),
            log: logs::to_stderr(),
        }
    }
}

/// Why a server does not start.
#[derive(Debug, thiserror::Error)]
pub enum NotStarted {
    /// The data folder cannot be made, read or written.
    #[error(
        "The data folder cannot be used: {0}. Give another with --data, or its owner the right to write."
    )]
    Data(#[source] io::Error),
    /// Another server uses the data folder.
    #[error("Another server is using this data folder. Stop it first, or give another with --data.")]
    InUse,
    /// The address cannot be listened on.
    #[error("The server cannot listen on this address: {0}. Give another with --listen.")]
    Listen(#[source] io::Error),
    /// The database cannot be opened.
    #[error(
        "The database in the data folder cannot be opened: {0}. Restore it from a backup, or tell the operator."
    )]
    Database(#[from] sqlx::Error),
}

impl From<Fault> for NotStarted {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Database(error) => Self::Database(error),
            Fault::File(error) => Self::Data(error),
            Fault::Stored(_) => Self::Data(io::Error::other(fault)),
        }
    }
}

impl NotStarted {
    /// Stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Data(_) => "data-folder",
            Self::InUse => "data-folder-in-use",
            Self::Listen(_) => "cannot-listen",
            Self::Database(_) => "database",
        }
    }
}

/// The service.
pub struct Server;

/// A server that runs until it is shut down.
pub struct Running {
    address: SocketAddr,
    setup_token: Option<String>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
    store: Store,
    // Held as long as the data folder is in use.
    _lock: File,
}

impl Server {
    /// Starts a server; when this returns it answers.
    pub async fn start(settings: Settings) -> Result<Running, NotStarted> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&settings.data)
            .map_err(NotStarted::Data)?;
        let lock = lock(&settings)?;
        let store = Store::open(&settings.data.join("overread.sqlite")).await?;
        let (salt, used, founded) = begin(&store, settings.random.as_ref()).await?;
        let blobs = Blobs::open(
            blobs::folder(&settings.data),
            settings.max_bytes,
            settings.quotas.keep_free,
            used,
        )
        .map_err(NotStarted::Data)?;
        erase_left_over(&store, &blobs).await?;
        let setup_file = setup::path(&settings.data);
        let setup_token = if founded {
            setup::forget(&setup_file).map_err(NotStarted::Data)?;
            None
        } else {
            Some(setup::token(&setup_file, settings.random.as_ref()).map_err(NotStarted::Data)?)
        };
        let listener = TcpListener::bind(settings.listen)
            .await
            .map_err(NotStarted::Listen)?;
        let address = listener.local_addr().map_err(NotStarted::Listen)?;
        let tls = OverTls(settings.public_url.as_ref().is_some_and(PublicUrl::is_https));
        let proxies: Vec<_> = settings
            .trusted_proxies
            .iter()
            .map(IpAddr::to_canonical)
            .collect();
        let app = App::new(Parts {
            store: store.clone(),
            blobs,
            ready: Readiness::default(),
            remembered: Remembered::default(),
            folds: Folds::default(),
            clock: settings.clock,
            random: settings.random,
            proxies: Proxies::new(proxies.clone(), settings.public_url.as_ref()),
            public_url: settings.public_url,
            listening: address,
            setup_token: setup_file,
            salt,
            quotas: settings.quotas,
        });
        let spare = around(
            health().fallback(async || Refused::Busy).with_state(app.clone()),
            tls,
            settings.log.clone(),
        );
        let service = around(router(app), tls, settings.log);
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(connections::serve(
            listener,
            settings.patience,
            proxies,
            service,
            spare,
            stopped,
        ));
        Ok(Running {
            address,
            setup_token,
            stop,
            task,
            store,
            _lock: lock,
        })
    }
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The token the practice is founded with, until it is.
    pub fn setup_token(&self) -> Option<&str> {
        self.setup_token.as_deref()
    }

    /// Takes no new requests, lets those under way end, and closes the database.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        // Whoever was still sending after the grace is cut off; nothing of theirs was acknowledged.
        let _ = tokio::time::timeout(GRACE, &mut self.task).await;
        self.task.abort();
        self.store.close().await;
    }
}

fn router(app: App) -> Router {
    let (api, _) = routes::api();
    api.merge(health())
        .fallback(pages::serve)
        .method_not_allowed_fallback(async || Refused::NotThisWay)
        .with_state(app)
}

fn health() -> Router<App> {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(is_ready))
}

/// What every answer goes through.
fn around(router: Router, tls: OverTls, log: Dispatch) -> Router {
    router
        .layer(middleware::from_fn_with_state(tls, headers::add))
        .layer(middleware::from_fn_with_state(log, logs::write))
}

/// Whether the database answers and both it and the folder of ciphertexts can be written.
async fn is_ready(State(app): State<App>) -> (StatusCode, &'static str) {
    let asked = app.clone();
    let look = async move {
        let writes = can_write(&app).await;
        if let Err(refused) = &writes {
            tracing::error!(code = refused.code(), "not ready");
        }
        writes.is_ok()
    };
    if asked.ready.or(look).await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
    }
}

async fn can_write(app: &App) -> Result<(), Refused> {
    let mut db = app.store.write().await?;
    queries::is_alive(&mut db).await?;
    db.rollback().await?;
    Ok(app.blobs.is_writable(app.random()?).await?)
}

fn lock(settings: &Settings) -> Result<File, NotStarted> {
    let lock = File::create(settings.data.join("lock")).map_err(NotStarted::Data)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(NotStarted::InUse),
        Err(TryLockError::Error(error)) => Err(NotStarted::Data(error)),
    }
}

/// The salt of this instance, the bytes it holds, and whether there is a practice.
async fn begin(store: &Store, random: &dyn Randomness) -> Result<(Vec<u8>, u64, bool), NotStarted> {
    let mut fresh = [0; 32];
    random.fill(&mut fresh).map_err(NotStarted::Data)?;
    let mut db = store.write().await?;
    let salt = queries::salt(&mut db, &fresh).await?;
    let used = queries::bytes_stored(&mut db).await?;
    let founded = queries::practice(&mut db).await?.is_some();
    db.commit().await?;
    Ok((salt, used, founded))
}
