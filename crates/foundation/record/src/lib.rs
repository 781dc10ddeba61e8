//! What entries say: the kinds that capabilities write and read, public and versioned (DESIGN §2A, *Kinds*).
//!
//! Capabilities talk to each other through these. This room must not know how entries are stored, who reads them, or any
//! capability's tables.
//!
//! To add a kind: declare it with `kind!` in the file of its field, with a line of the data inventory for every value it
//! can hold; add `fixtures/<name>.v<version>.json` with every field filled; list it in `ALL`. The tests fail while a value
//! of the fixture has no inventory line (R01, R02).
//!
//! To change a kind: raise its version, keep the old fixture, and teach `upcast` to turn the old shape into the new one.
//! Unknown kinds and newer versions are kept, never dropped: readers pass over them.

mod accounts;
mod alert_words;
mod alerts;
mod approval;
mod desk;
mod frame;
mod kind;
mod node;

pub use accounts::{
    AccountOpened, BoothEnrolled, BoothMade, BoothRevoked, CredentialSet, RolesChanged, SignInRefused, SignedIn, SignedOut,
};
pub use alert_words::{
    Adjudicators, AlertBirthDates, AlertDocument, AlertMatter, AlertName, Benefit, Consent, Feedback, HitOutcome, Instruction, ListSource,
};
pub use alerts::{
    EntryListed, EntryScreened, EntryWithdrawn, FoundInCountry, HitAdjudicated, HitLooked, ImportUndone, ListDeclared, ListImported,
    RedressShown,
};
pub use approval::{ApprovalDecided, ApprovalRequested};
pub use desk::{
    CaseCleared, Change, ChecksDeclared, CoverageDeclared, CrossingCorrected, CrossingDecided, DocumentKey, FearQuestion, FileOpened,
    LinkBasis, ShiftClosed, ShiftOpened, SubjectsLinked, SubjectsUnlinked, TravellerPresented,
};
pub use frame::{FRAME_BYTES, FrameError, HoldMessage, SealError, SealedFrame, Sealer};
pub use kind::{DecodeError, Kind, KindInfo, decode, encode};
pub use node::{ContentDestroyed, DestroyedRange, NodeStarted, TimeStated};

/// Every kind this release knows, for the data inventory and the fixtures.
pub const ALL: &[KindInfo] = &[
    KindInfo::of::<TravellerPresented>(),
    KindInfo::of::<ChecksDeclared>(),
    KindInfo::of::<CrossingDecided>(),
    KindInfo::of::<CrossingCorrected>(),
    KindInfo::of::<CaseCleared>(),
    KindInfo::of::<SubjectsLinked>(),
    KindInfo::of::<SubjectsUnlinked>(),
    KindInfo::of::<FileOpened>(),
    KindInfo::of::<CoverageDeclared>(),
    KindInfo::of::<ShiftOpened>(),
    KindInfo::of::<ShiftClosed>(),
    KindInfo::of::<AccountOpened>(),
    KindInfo::of::<RolesChanged>(),
    KindInfo::of::<CredentialSet>(),
    KindInfo::of::<SignedIn>(),
    KindInfo::of::<SignedOut>(),
    KindInfo::of::<SignInRefused>(),
    KindInfo::of::<BoothEnrolled>(),
    KindInfo::of::<BoothMade>(),
    KindInfo::of::<BoothRevoked>(),
    KindInfo::of::<ApprovalRequested>(),
    KindInfo::of::<ApprovalDecided>(),
    KindInfo::of::<ListDeclared>(),
    KindInfo::of::<ListImported>(),
    KindInfo::of::<ImportUndone>(),
    KindInfo::of::<EntryListed>(),
    KindInfo::of::<EntryWithdrawn>(),
    KindInfo::of::<EntryScreened>(),
    KindInfo::of::<HitLooked>(),
    KindInfo::of::<HitAdjudicated>(),
    KindInfo::of::<RedressShown>(),
    KindInfo::of::<NodeStarted>(),
    KindInfo::of::<TimeStated>(),
    KindInfo::of::<ContentDestroyed>(),
];
