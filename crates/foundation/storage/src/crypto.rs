//! One thing SQLCipher's libcrypto must be told before it starts.

use std::{ffi::c_int, ptr, sync::Once};

/// `OPENSSL_INIT_NO_ATEXIT` (openssl/crypto.h, OpenSSL 1.1.1 and newer).
const NO_ATEXIT: u64 = 0x0008_0000;

#[expect(unsafe_code, reason = "libcrypto has no safe interface")]
unsafe extern "C" {
    fn OPENSSL_init_crypto(options: u64, settings: *const std::ffi::c_void) -> c_int;
}

/// Leaves libcrypto's tables standing when the process ends. Its own clean-up at exit pulls them away from connection
/// threads that are still closing, and a process that had done all its work would die of a segmentation fault.
pub(crate) fn keep_until_the_end() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        #[expect(unsafe_code, reason = "libcrypto has no safe interface; the call takes no memory of ours and may come from any thread")]
        // SAFETY: the function is thread-safe, `settings` may be null, and it is called before the first use of libcrypto.
        let done = unsafe { OPENSSL_init_crypto(NO_ATEXIT, ptr::null()) };
        if done != 1 {
            tracing::warn!("libcrypto did not take its settings; the process may end with a fault after its work is done");
        }
    });
}
