//! Where hashes are worked out: off the threads that answer requests, few at a time, so that a flood of attempts takes
//! neither the memory nor the processor of the post.

use garita_domain::Secret;
use tokio::sync::Semaphore;

use super::hash::{self, HashError};

/// Who waits for a hash. Strangers queue among themselves: however many they are, a booth does not wait behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Queue {
    /// An enrolled booth, or somebody who is signed in.
    Booth,
    /// A browser nobody has enrolled.
    Stranger,
}

/// The two queues.
pub(crate) struct Hashing {
    booths: Semaphore,
    strangers: Semaphore,
}

impl Hashing {
    /// Two hashes at a time for booths, one for strangers: 57 MiB at most.
    pub(crate) const fn new() -> Self {
        Self { booths: Semaphore::const_new(2), strangers: Semaphore::const_new(1) }
    }

    /// Hashes a secret.
    pub(crate) async fn hash(&self, secret: Secret<String>, salt: [u8; 16]) -> Result<String, HashError> {
        self.run(Queue::Booth, move || hash::hash(secret.expose().as_bytes(), salt)).await
    }

    /// Whether a secret fits a stored hash. Without one, the same work is done for nothing.
    pub(crate) async fn fits(&self, queue: Queue, secret: Secret<String>, stored: Option<String>) -> Result<bool, HashError> {
        self.run(queue, move || match stored {
            Some(stored) => hash::verify(secret.expose().as_bytes(), &stored),
            None => hash::verify(secret.expose().as_bytes(), hash::NOBODYS).map(|_| false),
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        queue: Queue,
        work: impl FnOnce() -> Result<T, HashError> + Send + 'static,
    ) -> Result<T, HashError> {
        let semaphore = match queue {
            Queue::Booth => &self.booths,
            Queue::Stranger => &self.strangers,
        };
        let _place = semaphore.acquire().await.map_err(|_| HashError::Thread)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| HashError::Thread)?
    }
}
