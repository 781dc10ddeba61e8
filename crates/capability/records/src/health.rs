//! The state of the store, as code and as words.

use garita_domain::Message;
use garita_storage::{Health, StorageErrorKind};

/// The code of a state, for the API; a state that stops entries also says why.
pub(crate) const fn code(health: Health) -> (&'static str, Option<&'static str>) {
    match health {
        Health::Writing => ("writing", None),
        Health::ReadOnly(kind) => ("read_only", Some(reason(kind))),
    }
}

/// What the state is; `<id>-do` says what to do.
pub(crate) const fn message(health: Health) -> Message {
    Message::new(match health {
        Health::Writing => "records-health-writing",
        Health::ReadOnly(StorageErrorKind::DiskFull) => "records-health-disk-full",
        Health::ReadOnly(StorageErrorKind::Damaged | StorageErrorKind::Inconsistent | StorageErrorKind::WrongKey) => {
            "records-health-damaged"
        }
        Health::ReadOnly(StorageErrorKind::TakenOver) => "records-health-taken-over",
        Health::ReadOnly(StorageErrorKind::Unavailable | StorageErrorKind::Driver) => "records-health-unavailable",
    })
}

const fn reason(kind: StorageErrorKind) -> &'static str {
    match kind {
        StorageErrorKind::WrongKey => "wrong_key",
        StorageErrorKind::DiskFull => "disk_full",
        StorageErrorKind::Damaged => "damaged",
        StorageErrorKind::Unavailable => "unavailable",
        StorageErrorKind::TakenOver => "taken_over",
        StorageErrorKind::Inconsistent => "inconsistent",
        StorageErrorKind::Driver => "driver",
    }
}
