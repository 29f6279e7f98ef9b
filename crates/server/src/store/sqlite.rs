//! SQLite: a file beside the blobs, for a practice.

use std::path::Path;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Transaction};

#[path = "queries/mod.rs"]
pub(crate) mod queries;

type Backend = sqlx::Sqlite;
pub(crate) type Connection = <Backend as sqlx::Database>::Connection;
/// A writing transaction; dropped without commit, it changes nothing.
pub(crate) type Writing = Transaction<'static, Backend>;

/// The database: one connection that writes, so that writers queue up fairly, and some that read.
#[derive(Clone)]
pub(crate) struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Store {
    /// Opens or creates the database at `path` and brings its tables up to date.
    pub(crate) async fn open(path: &Path) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .disable_statement_logging();
        let pool = |connections| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(Duration::from_mins(1))
        };
        let writer = pool(1).connect_with(options.clone()).await?;
        sqlx::migrate!("../../migrations/sqlite").run(&writer).await?;
        let readers = pool(4).connect_with(options).await?;
        Ok(Self { writer, readers })
    }

    /// A connection for reading.
    pub(crate) async fn read(&self) -> Result<PoolConnection<Backend>, sqlx::Error> {
        self.readers.acquire().await
    }

    /// A transaction that holds the right to write from its beginning, so that what it reads stays true.
    pub(crate) async fn write(&self) -> Result<Writing, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Finishes what is under way and closes the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
