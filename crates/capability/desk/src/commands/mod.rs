//! What people may do at the desk. Every command runs in the writer's transaction and ends in entries or in nothing.

mod clear;
mod correct;
mod decide;
mod link;
mod open_file;
mod present;
mod shift;

pub use clear::{ClearCase, ClearError};
pub use correct::{Correct, CorrectError, take_back};
pub use decide::{Decide, DecideError, Decided, FearAnswer, LONGEST_NOTE, LONGEST_STAY};
pub use link::{LinkError, LinkSubjects, UnlinkSubjects};
pub use open_file::OpenFile;
pub use present::RecordPresentation;
pub use shift::{CloseShift, OpenShiftIfNone, ShiftError};
