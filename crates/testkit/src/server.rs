//! The real server, on a free port of this machine and in a folder of its own that goes away with it.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test whose server does not start has failed"
)]

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use overread_server::{Clock, Running, Server, Settings, System, json_log};
use overread_wire::Timestamp;
use tempfile::TempDir;

/// A running server.
pub struct TestServer {
    folder: TempDir,
    settings: Settings,
    running: Option<Running>,
    address: SocketAddr,
    clock: Arc<TestClock>,
    log: Captured,
}

/// The machine's clock, moved on by hand.
#[derive(Default)]
pub struct TestClock(AtomicU64);

impl TestClock {
    /// Lets `ms` milliseconds pass.
    pub fn advance(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        System.now().plus_ms(self.0.load(Ordering::SeqCst))
    }
}

impl TestServer {
    /// Starts a server with the usual settings.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// Starts a server with other settings; its folder, address, clock and log stay those of the test.
    pub async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = Arc::new(TestClock::default());
        let log = Captured::default();
        let mut settings = Settings::new(folder.path().join("data"), (Ipv4Addr::LOCALHOST, 0).into());
        settings.clock = clock.clone();
        settings.log = json_log({
            let log = log.clone();
            move || log.clone()
        });
        change(&mut settings);
        let running = Server::start(settings.clone()).await.expect("the server starts");
        let address = running.address();
        Self {
            folder,
            settings,
            running: Some(running),
            address,
            clock,
            log,
        }
    }

    /// Where it answers: `http://127.0.0.1:PORT`, which is also the origin to sign in with.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its data folder.
    pub fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// The setup token, as it stands in its file until it is used.
    pub fn setup_token(&self) -> String {
        read(&self.data().join("setup-token"))
    }

    /// Its clock.
    pub fn clock(&self) -> &TestClock {
        &self.clock
    }

    /// Everything it has logged so far: JSON, one line for each event.
    pub fn logs(&self) -> String {
        String::from_utf8_lossy(&self.log.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }

    /// Stops it and starts it again on the same folder and address, with other settings.
    pub async fn restart_with(&mut self, change: impl FnOnce(&mut Settings)) {
        self.stop().await;
        change(&mut self.settings);
        self.settings.listen = self.address;
        self.running = Some(
            Server::start(self.settings.clone())
                .await
                .expect("the server starts again"),
        );
    }

    /// Stops it and starts it again on the same folder and address.
    pub async fn restart(&mut self) {
        self.restart_with(|_| {}).await;
    }

    /// Stops it; nobody answers until it is started again.
    pub async fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.shutdown().await;
        }
    }
}

/// What was logged.
#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path)
        .expect("the setup token waits in its file")
        .trim()
        .to_owned()
}
