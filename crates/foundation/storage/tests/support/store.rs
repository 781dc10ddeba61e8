//! A store of every engine at hand.

use std::path::{Path, PathBuf};

use garita_domain::Secret;
use garita_storage::{Create, Database};
use garita_test_postgres::{TestDatabase, TestPostgres};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

/// The key of every SQLite store of the tests.
pub const KEY: [u8; 32] = *b"a raw key of 32 bytes, not words";

/// A store that can be opened many times.
pub struct Store {
    pub name: String,
    place: Place,
}

enum Place {
    Sqlite(TempDir),
    Postgres(TestDatabase),
}

/// One new store of each engine. SQLite is always there; PostgreSQL when it is installed.
pub fn stores() -> Vec<Store> {
    let mut stores = vec![sqlite()];
    match TestPostgres::databases() {
        Ok(databases) => {
            stores.extend(
                databases
                    .into_iter()
                    .map(|database| Store { name: format!("PostgreSQL {}", database.major), place: Place::Postgres(database) }),
            );
        }
        Err(error) => println!("tested on SQLite alone: {error}"),
    }
    stores
}

/// A new SQLite store.
pub fn sqlite() -> Store {
    Store { name: "SQLite".into(), place: Place::Sqlite(tempfile::tempdir().unwrap()) }
}

impl Store {
    /// Opens it as a node does.
    pub async fn open(&self) -> Database {
        match &self.place {
            Place::Sqlite(dir) => open_sqlite(&file(dir.path())).await,
            Place::Postgres(database) => Database::open_postgres(&database.url).await.unwrap(),
        }
    }

    /// A new store of the same engine.
    pub fn fresh(&self) -> Self {
        match &self.place {
            Place::Sqlite(_) => sqlite(),
            Place::Postgres(old) => {
                let database = TestPostgres::databases().unwrap().into_iter().find(|new| new.major == old.major).unwrap();
                Self { name: self.name.clone(), place: Place::Postgres(database) }
            }
        }
    }

    /// Everything in every table, as text: what a person with the key could find.
    pub async fn dump(&self) -> String {
        match &self.place {
            Place::Sqlite(dir) => {
                let mut connection = raw_sqlite(dir).await;
                let tables: Vec<String> =
                    sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'").fetch_all(&mut connection).await.unwrap();
                let mut dump = String::new();
                for table in tables {
                    let columns: Vec<String> =
                        sqlx::query_scalar("SELECT name FROM pragma_table_info($1)").bind(&table).fetch_all(&mut connection).await.unwrap();
                    for column in columns {
                        let sql = AssertSqlSafe(format!("SELECT coalesce(CAST({column} AS BLOB), x'') FROM {table}"));
                        let values: Vec<Vec<u8>> = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
                        dump.extend(values.iter().map(|value| String::from_utf8_lossy(value)));
                    }
                }
                connection.close().await.unwrap();
                dump
            }
            Place::Postgres(database) => {
                let mut connection = sqlx::PgConnection::connect(&database.url).await.unwrap();
                let tables: Vec<String> = sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'")
                    .fetch_all(&mut connection)
                    .await
                    .unwrap();
                let mut dump = String::new();
                for table in tables {
                    // Bytes print as hexadecimal: escaped, payloads stay readable.
                    let sql = AssertSqlSafe(format!("SELECT t::text FROM {table} t"));
                    sqlx::query("SET bytea_output = 'escape'").execute(&mut connection).await.unwrap();
                    let rows: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
                    dump.push_str(&rows.concat());
                }
                dump
            }
        }
    }

    /// The SQLite file.
    pub fn path(&self) -> PathBuf {
        match &self.place {
            Place::Sqlite(dir) => file(dir.path()),
            Place::Postgres(_) => panic!("a test of files uses SQLite"),
        }
    }

    /// What somebody with the key and a database tool does behind the program's back.
    pub async fn tamper(&self, sql: &str) -> u64 {
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.place {
            Place::Sqlite(dir) => {
                let mut connection = raw_sqlite(dir).await;
                let done = sqlx::query(sql).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
                done.rows_affected()
            }
            Place::Postgres(database) => {
                let mut connection = sqlx::PgConnection::connect(&database.url).await.unwrap();
                sqlx::query(sql).execute(&mut connection).await.unwrap().rows_affected()
            }
        }
    }
}

async fn raw_sqlite(dir: &TempDir) -> sqlx::SqliteConnection {
    let key = format!("\"x'{}'\"", data_encoding::HEXLOWER.encode(&KEY));
    SqliteConnectOptions::new().filename(file(dir.path())).pragma("key", key).disable_statement_logging().connect().await.unwrap()
}

pub async fn open_sqlite(path: &Path) -> Database {
    Database::open_sqlite(path, &Secret::new(KEY), Create::IfMissing).await.unwrap()
}

fn file(dir: &Path) -> PathBuf {
    dir.join("post.db")
}
