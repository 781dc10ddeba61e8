//! The two engines: opening them, and everything in which they truly differ.

use std::{path::Path, str::FromStr, time::Duration};

use data_encoding::HEXLOWER;
use garita_domain::Secret;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgPool, Postgres, SqlSafeStr, Sqlite, SqlitePool, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::sync::Arc;

use crate::{
    ColumnType, Row, StorageError, StorageErrorKind, TableNames, Value,
    error::causes,
    process_end,
    value::{bind_postgres, bind_sqlite},
};

/// Key of the lock under which a node opens on PostgreSQL; any number that no other program uses.
const OPENING_LOCK: i64 = 0x6761_7269_7461;

/// Which engine a store runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite with SQLCipher, inside the process.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

impl Engine {
    pub(crate) const fn type_name(self, kind: ColumnType) -> &'static str {
        match (self, kind) {
            (Self::Sqlite, ColumnType::Id | ColumnType::Bytes) => "BLOB",
            (Self::Sqlite, ColumnType::Integer | ColumnType::Micros) => "INTEGER",
            (Self::Postgres, ColumnType::Id) => "UUID",
            (Self::Postgres, ColumnType::Bytes) => "BYTEA",
            (Self::Postgres, ColumnType::Integer | ColumnType::Micros) => "BIGINT",
            (_, ColumnType::Text) => "TEXT",
        }
    }
}

/// A store that was opened with the right key.
#[derive(Clone, Debug)]
pub struct Database {
    write: Pool,
    read: Pool,
    background: Pool,
    /// The connection that moves SQLite's log into its file.
    checkpoint: Option<SqlitePool>,
}

/// Connections for reading; never writes.
#[derive(Clone, Debug)]
pub struct ReadPool(Pool);

#[derive(Clone, Debug)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Database {
    /// Opens an encrypted SQLite file, or makes it when `create` says so. A wrong key is a clear error and touches nothing.
    pub async fn open_sqlite(path: &Path, key: &Secret<[u8; 32]>, create: Create) -> Result<Self, StorageError> {
        Self::open_sqlite_with(path, key, create, SqliteSynchronous::Full).await
    }

    /// As [`Self::open_sqlite`] without waiting for the disk: only to prove that the power-loss tests can fail, and to
    /// fill a new store that is thrown away when its making breaks off.
    pub async fn open_sqlite_unsafely(path: &Path, key: &Secret<[u8; 32]>, create: Create) -> Result<Self, StorageError> {
        Self::open_sqlite_with(path, key, create, SqliteSynchronous::Off).await
    }

    async fn open_sqlite_with(
        path: &Path,
        key: &Secret<[u8; 32]>,
        create: Create,
        synchronous: SqliteSynchronous,
    ) -> Result<Self, StorageError> {
        process_end::wait_for_stores();
        // A raw key, so that no passphrase and no key derivation appear in a statement; statement logs are off besides.
        let raw_key = format!("\"x'{}'\"", HEXLOWER.encode(key.expose()));
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(create == Create::IfMissing)
            .pragma("key", raw_key)
            .pragma("temp_store", "memory")
            .pragma("secure_delete", "FAST")
            .auto_vacuum(SqliteAutoVacuum::None)
            .foreign_keys(true)
            .synchronous(synchronous)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(300)
            .disable_statement_logging();
        // The key is tried on a connection that cannot write: closing one that can would move what a log holds into the file.
        if path.exists() {
            let mut trial = options.clone().read_only(true).create_if_missing(false).connect().await.map_err(opening)?;
            sqlx::query("SELECT count(*) FROM sqlite_schema").execute(&mut trial).await.map_err(opening)?;
            trial.close().await.map_err(opening)?;
        }
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(filling(options.clone().journal_mode(SqliteJournalMode::Wal), synchronous))
            .await
            .map_err(opening)?;
        let checkpoint = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        let checkpoint = checkpoint.connect_lazy_with(options.clone().pragma("cache_size", "-500"));
        let options = options.read_only(true);
        let pool = |connections: u32, cache: &'static str| {
            let options = options.clone().pragma("cache_size", cache);
            let pool = SqlitePoolOptions::new().max_connections(connections).idle_timeout(None).max_lifetime(None);
            Pool::Sqlite(pool.connect_lazy_with(options))
        };
        Ok(Self { write: Pool::Sqlite(write), read: pool(readers(), "-24000"), background: pool(2, "-4000"), checkpoint: Some(checkpoint) })
    }

    /// Opens a PostgreSQL database by its address.
    pub async fn open_postgres(address: &str) -> Result<Self, StorageError> {
        let options = PgConnectOptions::from_str(address)
            .map_err(StorageError::driver("read the database's address"))?
            .application_name("garita")
            .disable_statement_logging();
        let pool = |connections| PgPoolOptions::new().max_connections(connections).acquire_timeout(Duration::from_secs(5));
        let write = pool(2).connect_with(options.clone()).await.map_err(StorageError::driver("reach the database server"))?;
        let read = Pool::Postgres(pool(8).connect_lazy_with(options.clone()));
        let background = Pool::Postgres(pool(2).connect_lazy_with(options));
        Ok(Self { write: Pool::Postgres(write), read, background, checkpoint: None })
    }

    /// The engine.
    pub const fn engine(&self) -> Engine {
        match &self.write {
            Pool::Sqlite(_) => Engine::Sqlite,
            Pool::Postgres(_) => Engine::Postgres,
        }
    }

    /// The connections for what somebody waits for.
    pub(crate) fn reader(&self) -> ReadPool {
        ReadPool(self.read.clone())
    }

    /// The connections for long readings: verification, comparison. They take none from the desk, and leave what the desk
    /// reads again and again in its connections' memory.
    pub fn background_reader(&self) -> ReadPool {
        ReadPool(self.background.clone())
    }

    /// Moves what was committed from SQLite's log into its file, as far as no reader is in the way. Until then it is as safe
    /// in the log. PostgreSQL does so by itself.
    pub(crate) async fn checkpoint(&self) -> Result<(), StorageError> {
        match &self.checkpoint {
            Some(pool) if !pool.is_closed() => sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(pool).await.map(drop),
            Some(_) | None => Ok(()),
        }
        .map_err(StorageError::driver("move the log into the store"))
    }

    /// Begins a write transaction. Only the writer and the opening of a node do.
    pub(crate) async fn begin(&self, names: TableNames) -> Result<Session, StorageError> {
        let transaction = match &self.write {
            Pool::Sqlite(pool) => pool.begin_with("BEGIN IMMEDIATE").await.map(Tx::Sqlite),
            Pool::Postgres(pool) => pool.begin().await.map(Tx::Postgres),
        };
        Ok(Session { transaction: transaction.map_err(StorageError::driver("begin a transaction"))?, names, failure: None })
    }

    /// Throws the writing connection away after a failure; the next transaction opens a new one. After a full disk SQLite
    /// has rolled back by itself, which the driver does not notice: the old connection would never begin again.
    pub(crate) async fn discard_writer(&self) {
        match &self.write {
            Pool::Sqlite(pool) => {
                // A connection that cannot be had or closed is one that is gone.
                if let Ok(connection) = pool.acquire().await {
                    drop(connection.close().await);
                }
            }
            // The pool tries every connection before it hands it out.
            Pool::Postgres(_) => {}
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        if let Some(checkpoint) = &self.checkpoint {
            checkpoint.close().await;
        }
        for pool in [&self.read, &self.background, &self.write] {
            match pool {
                Pool::Sqlite(pool) => pool.close().await,
                Pool::Postgres(pool) => pool.close().await,
            }
        }
    }
}

/// Whether a missing SQLite file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Create {
    /// A missing file is an error.
    Never,
    /// A missing file is made with this key.
    IfMissing,
}

impl ReadPool {
    /// Begins a transaction in which every read sees the same moment.
    pub(crate) async fn begin(&self, names: TableNames) -> Result<Session, StorageError> {
        let transaction = match &self.0 {
            Pool::Sqlite(pool) => pool.begin().await.map(Tx::Sqlite),
            Pool::Postgres(pool) => pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await.map(Tx::Postgres),
        };
        Ok(Session { transaction: transaction.map_err(StorageError::driver("begin reading"))?, names, failure: None })
    }
}

/// A transaction on either engine, with the table names it sees.
pub(crate) struct Session {
    transaction: Tx,
    pub(crate) names: TableNames,
    failure: Option<Failure>,
}

/// A statement that failed, whether or not the caller handed the error on.
pub(crate) struct Failure {
    pub(crate) kind: StorageErrorKind,
    pub(crate) cause: String,
}

enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Session {
    pub(crate) const fn engine(&self) -> Engine {
        match &self.transaction {
            Tx::Sqlite(_) => Engine::Sqlite,
            Tx::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a static statement; returns the rows touched.
    pub(crate) async fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, StorageError> {
        let sql = self.names.resolve(sql);
        self.execute_resolved(sql, values).await
    }

    /// Runs a statement whose names are physical already.
    pub(crate) async fn execute_resolved(&mut self, sql: Arc<str>, values: &[Value]) -> Result<u64, StorageError> {
        let sql = AssertSqlSafe(sql).into_sql_str();
        match &mut self.transaction {
            Tx::Sqlite(tx) => bind_sqlite(sqlx::query(sql), values).execute(&mut **tx).await.map(|done| done.rows_affected()),
            Tx::Postgres(tx) => bind_postgres(sqlx::query(sql), values).execute(&mut **tx).await.map(|done| done.rows_affected()),
        }
        .map_err(StorageError::driver("write to the store"))
        .inspect_err(|error| self.failure = Some(Failure { kind: error.kind(), cause: causes(error) }))
    }

    pub(crate) async fn rows(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StorageError> {
        let sql = self.names.resolve(sql);
        self.rows_resolved(sql, values).await
    }

    pub(crate) async fn rows_resolved(&mut self, sql: Arc<str>, values: &[Value]) -> Result<Vec<Row>, StorageError> {
        let sql = AssertSqlSafe(sql).into_sql_str();
        match &mut self.transaction {
            Tx::Sqlite(tx) => {
                bind_sqlite(sqlx::query(sql), values).fetch_all(&mut **tx).await.map(|rows| rows.into_iter().map(Row::from).collect())
            }
            Tx::Postgres(tx) => {
                bind_postgres(sqlx::query(sql), values).fetch_all(&mut **tx).await.map(|rows| rows.into_iter().map(Row::from).collect())
            }
        }
        .map_err(StorageError::driver("read from the store"))
        .inspect_err(|error| self.failure = Some(Failure { kind: error.kind(), cause: causes(error) }))
    }

    pub(crate) async fn row(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<Row>, StorageError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    pub(crate) async fn commit(self) -> Result<(), StorageError> {
        match self.transaction {
            Tx::Sqlite(tx) => tx.commit().await,
            Tx::Postgres(tx) => tx.commit().await,
        }
        .map_err(StorageError::driver("commit to disk"))
    }

    /// The last statement that failed since this was asked. PostgreSQL takes nothing more after one, SQLite does: the
    /// writer treats both alike.
    pub(crate) fn take_failure(&mut self) -> Option<Failure> {
        self.failure.take()
    }

    /// Waits until no other process is opening a node. SQLite needs nothing: its write transactions exclude each other.
    pub(crate) async fn open_alone(&mut self) -> Result<(), StorageError> {
        match self.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => self.rows("SELECT 1 AS one FROM pg_advisory_xact_lock($1)", &[OPENING_LOCK.into()]).await.map(drop),
        }
    }
}

/// Connections on which pages are read: as many as can work at once. Each keeps pages of its own in memory, so more would
/// read more, not faster.
fn readers() -> u32 {
    std::thread::available_parallelism().map_or(2, |cores| u32::try_from(cores.get()).unwrap_or(4).clamp(2, 4))
}

/// The writer's cache, and the length of the log, in pages, at which it stops to move the log into the file. A store that is
/// filled at once has more of both, because entries of many subjects touch pages all over the file. Otherwise the
/// checkpointer does the moving, and the writer only if the checkpointer falls far behind.
fn filling(options: SqliteConnectOptions, synchronous: SqliteSynchronous) -> SqliteConnectOptions {
    let cache = match synchronous {
        SqliteSynchronous::Off => "-128000",
        SqliteSynchronous::Normal | SqliteSynchronous::Full | SqliteSynchronous::Extra => "-32000",
    };
    options.pragma("cache_size", cache).pragma("wal_autocheckpoint", "20000")
}

fn opening(error: sqlx::Error) -> StorageError {
    let error = StorageError::driver("open the store")(error);
    if error.kind() == StorageErrorKind::WrongKey {
        return StorageError::new("open the store: the key does not fit it; nothing was changed", StorageErrorKind::WrongKey, error);
    }
    error
}
