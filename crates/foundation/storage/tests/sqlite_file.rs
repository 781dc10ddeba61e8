//! The encrypted file: a wrong key, a stolen disk, a full disk, a damaged file, and what the logs say.

#![cfg(test)]

mod support;

use std::{
    fs,
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex},
};

use garita_domain::Secret;
use garita_storage::{Create, Database, Health, Node, StorageErrorKind};
use sqlx::Connection as _;
use support::{KEY, Log, NODE, add, entry, log, node_key, open, settings, sqlite, subject, until_health, verify};

fn files(path: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let beside = |end: &str| PathBuf::from(format!("{}{end}", path.display()));
    [path.to_owned(), beside("-wal")].into_iter().filter(|path| path.exists()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_is_a_clear_error_and_touches_nothing() {
    let store = sqlite();
    let node = Node::open(store.open().await, settings(vec![Arc::new(Log)])).await.unwrap();
    add(&node.journal, 1, 11, "x").await;
    // With a log beside the file, as after a power cut: the node is still open.
    let before = files(&store.path());
    assert_eq!(before.len(), 2, "the log is there");
    for create in [Create::Never, Create::IfMissing] {
        let error = Database::open_sqlite(&store.path(), &Secret::new([1; 32]), create).await.unwrap_err();
        assert_eq!(error.kind(), StorageErrorKind::WrongKey);
        assert!(error.to_string().contains("key"), "{error}");
    }
    assert!(files(&store.path()) == before, "a file has changed");
    // And as it lies on a disk, without its process.
    let copy = tempfile::tempdir().unwrap();
    for (path, bytes) in &before {
        fs::write(copy.path().join(path.file_name().unwrap()), bytes).unwrap();
    }
    let path = copy.path().join("post.db");
    let error = Database::open_sqlite(&path, &Secret::new([1; 32]), Create::IfMissing).await.unwrap_err();
    assert_eq!(error.kind(), StorageErrorKind::WrongKey);
    let bytes = |files: Vec<(PathBuf, Vec<u8>)>| files.into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>();
    assert!(bytes(files(&path)) == bytes(before), "a file has changed");
    Database::open_sqlite(&path, &Secret::new(KEY), Create::Never).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_file_is_made_only_when_asked() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("none.db");
    assert!(Database::open_sqlite(&path, &Secret::new(KEY), Create::Never).await.is_err());
    assert!(!path.exists());
    Database::open_sqlite(&path, &Secret::new(KEY), Create::IfMissing).await.unwrap();
    assert!(path.exists());
}

/// R61: disk theft yields nothing.
#[tokio::test(flavor = "multi_thread")]
async fn r61_a_stolen_disk_holds_no_text() {
    let store = sqlite();
    let node = open(&store).await;
    for n in 0..50 {
        add(&node.journal, 1, 11 + n, "GARCIA LOPEZ MARIA").await;
    }
    let mut found = 0;
    for file in fs::read_dir(store.path().parent().unwrap()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        for word in [b"GARCIA LOPEZ".as_slice(), b"test.note", b"journal_content", b"SQLite format"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word), "{}", String::from_utf8_lossy(word));
        }
        found += bytes.len();
    }
    assert!(found > 50_000, "the files were looked at");
}

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// R61: no key in any log, at any level, of any library, in success and in failure. The only test here that captures the
/// logs of the whole process: it hears the other tests too, which use the same key.
#[tokio::test(flavor = "multi_thread")]
async fn r61_no_log_holds_a_key_or_a_payload() {
    let captured = Captured::default();
    let writer = captured.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let store = sqlite();
    let node = open(&store).await;
    add(&node.journal, 1, 11, "GARCIA LOPEZ").await;
    garita_storage::rebuild(&node.journal, "test.visits", |_| {}).await.unwrap();
    verify(&node.journal).await.unwrap();
    // Proof that statements would be heard if a connection did log them.
    let mut plain = sqlx::SqliteConnection::connect("sqlite::memory:").await.unwrap();
    sqlx::query("SELECT 'a statement of the test'").execute(&mut plain).await.unwrap();
    let wrong = [0xA7; 32];
    let error = Database::open_sqlite(&store.path(), &Secret::new(wrong), Create::Never).await.unwrap_err();
    tracing::error!(%error, debug = ?error, "as a caller logs it");
    let address = "postgres://garita:correct-horse-battery@localhost:1/none";
    let error = Database::open_postgres(address).await.unwrap_err();
    tracing::error!(%error, debug = ?error, "as a caller logs it");
    tracing::debug!(key = ?Secret::new(KEY), node_key = ?node_key(), database = ?store.open().await, "whatever can be printed");
    let text = String::from_utf8_lossy(&captured.0.lock().unwrap()).to_lowercase();
    assert!(text.contains("as a caller logs it"), "the log was captured");
    assert!(text.contains("a statement of the test"), "libraries are captured too");
    for secret in [KEY, wrong, [7; 32]] {
        for form in [data_encoding::HEXLOWER.encode(&secret), data_encoding::BASE64.encode(&secret).to_lowercase(), format!("{secret:?}")] {
            assert!(!text.contains(&form), "a key is in the log");
        }
    }
    assert!(!text.contains(&String::from_utf8_lossy(&KEY).to_lowercase()));
    for word in ["correct-horse-battery", "garcia lopez"] {
        assert!(!text.contains(word), "{word} is in the log");
    }
}

/// A small file system; unmounted when dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=6m", "tmpfs"]).arg(dir.path()).status();
        mounted.is_ok_and(|status| status.success()).then(|| Self(dir))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("--lazy").arg(self.0.path()).status());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_stops_entries_visibly_and_room_lets_them_go_on() {
    let Some(disk) = SmallDisk::mount() else {
        println!("not tested: mounting a small disk needs root");
        return;
    };
    let ballast = disk.0.path().join("ballast");
    fs::write(&ballast, vec![1; 3 << 20]).unwrap();
    let path = disk.0.path().join("post.db");
    let database = Database::open_sqlite(&path, &Secret::new(KEY), Create::IfMissing).await.unwrap();
    let node = Node::open(database, settings(vec![Arc::new(Log)])).await.unwrap();
    let journal = &node.journal;
    let text = "x".repeat(20_000);
    let mut confirmed = 0;
    let error = loop {
        let command = support::Add { subject: subject(1), entry: entry(1000 + confirmed), text: text.clone() };
        match journal.submit(command).await {
            Ok(_) => confirmed += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), StorageErrorKind::DiskFull, "{error:?}");
    assert_eq!(journal.health(), Health::ReadOnly(StorageErrorKind::DiskFull));
    assert!(confirmed > 5);
    assert_eq!(log(journal).await.len(), usize::try_from(confirmed).unwrap(), "reading goes on");
    fs::remove_file(&ballast).unwrap();
    until_health(journal, Health::Writing).await;
    add(journal, 1, 1000 + confirmed, "there is room again").await;
    let report = verify(journal).await.unwrap();
    assert_eq!(report.entries, u64::try_from(confirmed).unwrap() + 2);
    drop(node);
    let database = Database::open_sqlite(&path, &Secret::new(KEY), Create::Never).await.unwrap();
    let node = Node::open(database, settings(vec![Arc::new(Log)])).await.unwrap();
    assert_eq!(log(&node.journal).await.len(), usize::try_from(confirmed + 1).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_named_and_stops_entries_without_a_panic() {
    let store = sqlite();
    let database = store.open().await;
    let node = Node::open(database.clone(), settings(vec![Arc::new(Log)])).await.unwrap();
    for n in 0..300 {
        drop(tokio::spawn({
            let journal = node.journal.clone();
            async move { add(&journal, n, 10_000 + n, &"x".repeat(3000)).await }
        }));
    }
    while node.journal.head().sequence < 301 {
        node.journal.watch_head().changed().await.unwrap();
    }
    drop(node);
    database.close().await;
    assert_eq!(files(&store.path()).len(), 1, "everything is in the one file");
    // Everything but the first pages, which hold the schema.
    let size = fs::metadata(store.path()).unwrap().len();
    let mut file = fs::OpenOptions::new().write(true).open(store.path()).unwrap();
    file.seek(SeekFrom::Start(60 * 4096)).unwrap();
    file.write_all(&vec![0x5A; usize::try_from(size - 60 * 4096).unwrap()]).unwrap();
    drop(file);
    let outcome = Node::open(store.open().await, settings(vec![Arc::new(Log)])).await;
    let Ok(node) = outcome else {
        assert_eq!(outcome.err().unwrap().kind(), StorageErrorKind::Damaged);
        return;
    };
    let mut kinds = Vec::new();
    for n in 0..300 {
        match node.journal.snapshot().await {
            Ok(mut snapshot) => {
                kinds.extend(garita_storage::entries_of_subject(&mut snapshot, subject(n)).await.err().map(|error| error.kind()));
            }
            Err(error) => kinds.push(error.kind()),
        }
    }
    assert!(!kinds.is_empty() && kinds.iter().all(|kind| *kind == StorageErrorKind::Damaged), "reading: {kinds:?}");
    assert!(verify(&node.journal).await.is_err());
    let mut stopped = None;
    for n in 0..300 {
        let command = support::Add { subject: subject(n), entry: entry(20_000 + n), text: "x".into() };
        if let Err(error) = node.journal.submit(command).await {
            stopped = Some(error.kind());
            break;
        }
    }
    assert_eq!(stopped, Some(StorageErrorKind::Damaged));
    assert_eq!(node.journal.health(), Health::ReadOnly(StorageErrorKind::Damaged));
    assert_eq!(node.journal.node(), NODE, "the process goes on");
}
