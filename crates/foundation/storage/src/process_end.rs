//! The end of a process that holds an encrypted store.
//!
//! SQLCipher runs on threads of the database driver, which end by themselves once nobody holds the store. A process that
//! exits before they have would clear away what they still use and die of a segmentation fault after all its work was
//! done. So the exit waits for them, and libcrypto leaves its tables standing.

use std::{
    ffi::c_int,
    fs, ptr,
    sync::Once,
    time::{Duration, Instant},
};

/// `OPENSSL_INIT_NO_ATEXIT` (openssl/crypto.h, OpenSSL 1.1.1 and newer).
const NO_ATEXIT: u64 = 0x0008_0000;
/// How the driver's threads are called, as far as the kernel keeps names.
const STORE_THREAD: &str = "sqlx-sqlite-wor";
/// The longest wait: a thread that hangs does not hold up the end for ever.
const LONGEST: Duration = Duration::from_secs(5);

#[expect(unsafe_code, reason = "SQLCipher, libcrypto and the C library have no safe interface to the end of a process")]
unsafe extern "C" {
    fn sqlite3_initialize() -> c_int;
    fn OPENSSL_init_crypto(options: u64, settings: *const std::ffi::c_void) -> c_int;
    fn atexit(handler: extern "C" fn()) -> c_int;
}

/// Makes the end of this process wait for its stores. To be called before the first store is opened; the first call counts.
pub(crate) fn wait_for_stores() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        #[expect(unsafe_code, reason = "libcrypto has no safe interface; the call takes no memory of ours and may come from any thread")]
        // SAFETY: the function is thread-safe, `settings` may be null, and it is called before the first use of libcrypto.
        let kept = unsafe { OPENSSL_init_crypto(NO_ATEXIT, ptr::null()) } == 1;
        // SQLCipher has a clean-up at exit as well, which it registers here. Handlers run last registered first: ours comes
        // after it.
        #[expect(unsafe_code, reason = "SQLCipher has no safe interface to its own beginning")]
        // SAFETY: the function is thread-safe and may be called any number of times.
        let begun = unsafe { sqlite3_initialize() } == 0;
        #[expect(unsafe_code, reason = "the C library has no safe interface to the end of a process")]
        // SAFETY: the function is thread-safe; the handler is a function of this program that neither panics nor unwinds.
        let waits = unsafe { atexit(await_store_threads) } == 0;
        if !(kept && begun && waits) {
            tracing::warn!("the end of the process does not wait for the store; it may end with a fault after its work is done");
        }
    });
}

/// Waits until no thread works on a store any more. Looks at `/proc`; elsewhere it does not wait.
#[expect(clippy::disallowed_methods, reason = "nothing asynchronous is left, and the system tells of a thread's end only when asked")]
extern "C" fn await_store_threads() {
    let begin = Instant::now();
    while store_thread_lives() && begin.elapsed() < LONGEST {
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn store_thread_lives() -> bool {
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return false };
    threads.flatten().any(|thread| fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name.starts_with(STORE_THREAD)))
}

#[cfg(test)]
mod tests {
    use garita_domain::Secret;

    use super::*;
    use crate::{Create, Database};

    #[test]
    fn the_threads_of_an_open_store_are_seen_and_gone_after_the_end() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("store.db");
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        let database = runtime.block_on(Database::open_sqlite(&path, &Secret::new([7; 32]), Create::IfMissing)).unwrap();
        assert!(store_thread_lives(), "the driver calls its threads otherwise now");
        drop((database, runtime));
        await_store_threads();
        assert!(!store_thread_lives());
    }
}
