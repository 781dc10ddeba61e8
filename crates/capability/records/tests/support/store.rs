//! A store of every engine at hand.

use std::path::PathBuf;

use garita_domain::Secret;
use garita_storage::{Create, Database};
use garita_test_postgres::{TestDatabase, TestPostgres};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, sqlite::SqliteConnectOptions};
use tempfile::TempDir;

const KEY: [u8; 32] = *b"a raw key of 32 bytes, not words";

/// An empty store.
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
    let mut stores = vec![Store { name: "SQLite".into(), place: Place::Sqlite(tempfile::tempdir().unwrap()) }];
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

impl Store {
    /// Opens it as a node does.
    pub async fn open(&self) -> Database {
        match &self.place {
            Place::Sqlite(dir) => Database::open_sqlite(&file(dir), &Secret::new(KEY), Create::IfMissing).await.unwrap(),
            Place::Postgres(database) => Database::open_postgres(&database.url).await.unwrap(),
        }
    }

    /// What somebody with the key and a database tool does behind the program's back.
    pub async fn tamper(&self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        let touched = match &self.place {
            Place::Sqlite(dir) => {
                let key = format!("\"x'{}'\"", data_encoding::HEXLOWER.encode(&KEY));
                let options = SqliteConnectOptions::new().filename(file(dir)).pragma("key", key).disable_statement_logging();
                let mut connection = options.connect().await.unwrap();
                let done = sqlx::query(sql).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
                done.rows_affected()
            }
            Place::Postgres(database) => {
                let mut connection = sqlx::PgConnection::connect(&database.url).await.unwrap();
                sqlx::query(sql).execute(&mut connection).await.unwrap().rows_affected()
            }
        };
        assert!(touched > 0, "nothing was tampered with");
    }
}

fn file(dir: &TempDir) -> PathBuf {
    dir.path().join("post.db")
}
