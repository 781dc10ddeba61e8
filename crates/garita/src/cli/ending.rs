//! Ending in order. SQLCipher runs on threads of the database driver, which end by themselves once nobody holds the store.
//! A process that exits before they have is ended by a segmentation fault, because OpenSSL clears away what they still use:
//! the exit code would be lost.

use std::{fs, time::Duration};

/// How the driver's threads are called, as far as the kernel keeps names.
const STORE_THREAD: &str = "sqlx-sqlite-wor";
/// The longest wait, in milliseconds: a thread that hangs does not hold up the end for ever.
const LONGEST: u64 = 5_000;

/// Waits until no thread works on a store any more. The runtime must be gone. Looks at `/proc`; elsewhere it does not wait.
#[expect(clippy::disallowed_methods, reason = "nothing asynchronous is left, and the system tells of a thread's end only when asked")]
pub fn await_store_threads() {
    for _ in 0..LONGEST {
        if !store_thread_lives() {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    tracing::warn!("the store did not close in time");
}

fn store_thread_lives() -> bool {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return false };
    threads.flatten().any(|thread| fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name.starts_with(STORE_THREAD)))
}

#[cfg(test)]
mod tests {
    use garita_domain::Secret;
    use garita_storage::{Create, Database};

    use super::store_thread_lives;

    #[test]
    fn the_threads_of_an_open_store_are_seen_and_gone_after_the_end() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store.db");
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let database = runtime.block_on(Database::open_sqlite(&path, &Secret::new([7; 32]), Create::IfMissing)).unwrap();
        assert!(store_thread_lives(), "the driver calls its threads otherwise now");
        drop((database, runtime));
        super::await_store_threads();
        assert!(!store_thread_lives());
    }
}
