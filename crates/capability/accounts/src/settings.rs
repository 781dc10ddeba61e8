//! What a post may set.

use std::time::Duration;

/// Settings of this capability.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether a browser that is no booth is taken for one. Only for a demo that listens on the machine itself.
    pub unenrolled: Unenrolled,
    /// Without activity for this long a session asks for the PIN.
    pub lock_after: Duration,
    /// A session ends after this long, whatever happens in it.
    pub session_length: Duration,
    /// A one-time code or enrolment code can be used for this long.
    pub code_lifetime: Duration,
}

/// What a browser without a booth's cookie may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unenrolled {
    /// Work in the office, never at the desk.
    OfficeOnly,
    /// Work at the desk too, as a booth that bears the node's own id.
    Desk,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            unenrolled: Unenrolled::OfficeOnly,
            lock_after: Duration::from_mins(5),
            session_length: Duration::from_hours(12),
            code_lifetime: Duration::from_hours(24),
        }
    }
}

/// A duration in microseconds.
pub(crate) fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
