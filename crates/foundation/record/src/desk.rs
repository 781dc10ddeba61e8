//! Kinds about travellers: presented, decided, corrected, linked, opened.

use std::{collections::BTreeMap, fmt, str::FromStr};

use data_encoding::HEXLOWER;
use garita_domain::{
    BoothId, EntryId, Finding, Gathered, MovementOutcome, PartialDate, PersonName, Presentation, Sex, ShiftId, SubjectId, Timestamp,
};
use garita_domain::{CountryCode, Direction, TrafficClass};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{SealedFrame, kind::kind};

/// A document's lookup key: a keyed hash of issuer, number and birth date in a frozen canonical form. Made by
/// `garita_desk::document_key`; without the key of its epoch it says nothing about the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentKey {
    /// Which key made it.
    pub epoch: u16,
    /// First 128 bits of the keyed hash.
    pub hash: [u8; 16],
}

impl fmt::Display for DocumentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.epoch, HEXLOWER.encode(&self.hash))
    }
}

impl FromStr for DocumentKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "a document key is an epoch, a colon and 32 hexadecimal digits".to_owned();
        let (epoch, hash) = text.split_once(':').ok_or_else(wrong)?;
        let hash = HEXLOWER.decode(hash.as_bytes()).map_err(|_| wrong())?;
        Ok(Self { epoch: epoch.parse().map_err(|_| wrong())?, hash: hash.try_into().map_err(|_| wrong())? })
    }
}

impl Serialize for DocumentKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DocumentKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

kind! {
    /// A person stood at the counter, was read and checked. It is also the record of access to that person's history.
    TravellerPresented = "desk.traveller_presented", version 1 {
        /// What was presented.
        presentation: Presentation,
        /// Lookup keys of the document with its holder: issuer, number and birth date.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        keys: Vec<DocumentKey>,
        /// Lookup keys of the document alone: issuer and number. They find one number in two hands.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        number_keys: Vec<DocumentKey>,
        /// Facts the sources gave, for replay.
        facts: BTreeMap<String, Gathered>,
        /// Findings that failed, broke off or could not be determined.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        findings: Vec<Finding>,
        /// Which checks were made: the name of a set that `desk.checks_declared` spells out.
        checks: String,
        /// The result of each check of the set, one letter each: `s`, `f`, `u`, `n`, `a`, or `-` for none.
        results: String,
        /// The booth.
        booth: Option<BoothId>,
    }
    inventory {
        "presentation.subject": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.at": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.certainty": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.today": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.how": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.zone[]": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.name.surname": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.name.given_names": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.birth_date": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.sex": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.nationality": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.document.kind": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.document.issuer": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.document.number": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.document.expiry": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.direction": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.class": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.conveyance.kind": BorderControl, MigrationLaw, Crossing, Inspection;
        "presentation.conveyance.reference": BorderControl, MigrationLaw, Crossing, Inspection;
        "keys[]": BorderControl, MigrationLaw, Crossing, Nobody;
        "number_keys[]": BorderControl, MigrationLaw, Crossing, Nobody;
        "facts": Accountability, MigrationLaw, Crossing, Oversight;
        "findings[].check.name": Accountability, MigrationLaw, Crossing, Inspection;
        "findings[].check.version": Accountability, MigrationLaw, Crossing, Inspection;
        "findings[].verdict": Accountability, MigrationLaw, Crossing, Inspection;
        "findings[].weight": Accountability, MigrationLaw, Crossing, Inspection;
        "findings[].what.id": Accountability, MigrationLaw, Crossing, Inspection;
        "findings[].what.parameters": Accountability, MigrationLaw, Crossing, Inspection;
        "findings[].look_at.id": Accountability, MigrationLaw, Crossing, Inspection;
        "findings[].look_at.parameters": Accountability, MigrationLaw, Crossing, Inspection;
        "findings[].advice": Accountability, MigrationLaw, Crossing, Inspection;
        "checks": Accountability, MigrationLaw, Crossing, Inspection;
        "results": Accountability, MigrationLaw, Crossing, Inspection;
        "booth": Accountability, MigrationLaw, Crossing, Oversight;
    }
}

kind! {
    /// What the name of a set of checks means. Written once for each set that a node uses.
    ChecksDeclared = "desk.checks_declared", version 1 {
        /// The set's name: the digest of its checks.
        set: String,
        /// The checks in their order, as `name@version`.
        checks: Vec<String>,
    }
    inventory {
        "set": Accountability, NotPersonal, Permanent, Oversight;
        "checks[]": Accountability, NotPersonal, Permanent, Oversight;
    }
}

/// The question every refusal must have asked: whether the person fears return (R33). A person who says yes is never
/// refused; the answer goes into the sealed frame of a waiting case, so that a stored question always means "no".
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FearQuestion {
    /// Language in which it was asked, as a BCP 47 tag.
    pub language: String,
    /// Whether an interpreter helped.
    pub interpreter: bool,
}

kind! {
    /// A named officer decided, in an interactive session.
    CrossingDecided = "desk.crossing_decided", version 1, goes on with presentation {
        /// The presentation decided upon.
        presentation: EntryId,
        /// How it ended, or where it goes.
        outcome: MovementOutcome,
        /// Days of stay, for an admission that counts them.
        days: Option<u16>,
        /// Coded reasons; for a refusal at least one. A pending case has none, whatever it waits for.
        reasons: Vec<String>,
        /// The question about fear of return, asked before a refusal.
        fear: Option<FearQuestion>,
        /// What the officer wrote.
        note: String,
        /// Sealed to the protection service; always there, always the same size.
        frame: SealedFrame,
        /// The shift.
        shift: Option<ShiftId>,
        /// The booth.
        booth: Option<BoothId>,
    }
    inventory {
        "presentation": BorderControl, MigrationLaw, Crossing, Inspection;
        "outcome": BorderControl, MigrationLaw, Crossing, Inspection;
        "days": BorderControl, MigrationLaw, Crossing, Inspection;
        "reasons[]": BorderControl, MigrationLaw, Crossing, Inspection;
        "fear.language": Protection, ProtectionLaw, Crossing, Oversight;
        "fear.interpreter": Protection, ProtectionLaw, Crossing, Oversight;
        "note": BorderControl, MigrationLaw, Crossing, Inspection;
        "frame": Protection, ProtectionLaw, ProtectionCase, ProtectionService;
        "shift": Accountability, PublicService, Crossing, Oversight;
        "booth": Accountability, PublicService, Crossing, Oversight;
    }
}

/// One corrected value, old beside new (R03).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum Change {
    /// Name.
    Name {
        /// Before.
        old: Option<PersonName>,
        /// After.
        new: PersonName,
    },
    /// Birth date.
    BirthDate {
        /// Before.
        old: PartialDate,
        /// After.
        new: PartialDate,
    },
    /// Sex as printed.
    Sex {
        /// Before.
        old: Sex,
        /// After.
        new: Sex,
    },
    /// Nationality.
    Nationality {
        /// Before.
        old: Option<CountryCode>,
        /// After.
        new: CountryCode,
    },
    /// Direction.
    Direction {
        /// Before.
        old: Direction,
        /// After.
        new: Direction,
    },
    /// Traffic class.
    Class {
        /// Before.
        old: TrafficClass,
        /// After.
        new: TrafficClass,
    },
    /// Days of stay.
    Days {
        /// Before.
        old: Option<u16>,
        /// After.
        new: Option<u16>,
    },
    /// The decision is taken back; the presentation is undecided again.
    Decision {
        /// The outcome taken back.
        old: MovementOutcome,
    },
}

kind! {
    /// Something recorded was wrong. The old value is kept here and in its own entry.
    CrossingCorrected = "desk.crossing_corrected", version 1, goes on with presentation {
        /// The presentation whose case it is.
        presentation: EntryId,
        /// The presentation or decision corrected.
        corrects: EntryId,
        /// What changed.
        changes: Vec<Change>,
        /// Coded reason: `undo`, `misread`, `typed_wrong`, `shown_later` or `requested`.
        reason: String,
        /// What the officer wrote.
        note: String,
    }
    inventory {
        "presentation": BorderControl, MigrationLaw, Crossing, Inspection;
        "corrects": BorderControl, MigrationLaw, Crossing, Inspection;
        "changes[].field": BorderControl, MigrationLaw, Crossing, Inspection;
        "changes[].old": BorderControl, MigrationLaw, Crossing, Inspection;
        "changes[].new": BorderControl, MigrationLaw, Crossing, Inspection;
        "changes[].old.surname": BorderControl, MigrationLaw, Crossing, Inspection;
        "changes[].old.given_names": BorderControl, MigrationLaw, Crossing, Inspection;
        "changes[].new.surname": BorderControl, MigrationLaw, Crossing, Inspection;
        "changes[].new.given_names": BorderControl, MigrationLaw, Crossing, Inspection;
        "reason": Accountability, MigrationLaw, Crossing, Inspection;
        "note": Accountability, MigrationLaw, Crossing, Inspection;
    }
}

kind! {
    /// The protection officer cleared a waiting case: it may be closed either way. Carries no reason.
    CaseCleared = "desk.case_cleared", version 1, goes on with presentation {
        /// The presentation that waited.
        presentation: EntryId,
        /// Sealed to the protection service, as with every decision.
        frame: SealedFrame,
    }
    inventory {
        "presentation": BorderControl, MigrationLaw, Crossing, Inspection;
        "frame": Protection, ProtectionLaw, ProtectionCase, ProtectionService;
    }
}

/// Why two subjects are held to be one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkBasis {
    /// Both showed the same document: linked by rule.
    SameDocument,
    /// An officer compared them and confirmed it.
    Confirmed,
}

kind! {
    /// Two subjects are one person. Its subject is the smaller id; taken back by `SubjectsUnlinked`.
    SubjectsLinked = "desk.subjects_linked", version 1 {
        /// The other subject.
        other: SubjectId,
        /// Why.
        basis: LinkBasis,
        /// The document both showed, for a link by rule.
        key: Option<DocumentKey>,
        /// Coded reason, for a confirmed link.
        reason: String,
    }
    inventory {
        "other": BorderControl, MigrationLaw, Crossing, Inspection;
        "basis": BorderControl, MigrationLaw, Crossing, Inspection;
        "key": BorderControl, MigrationLaw, Crossing, Nobody;
        "reason": Accountability, MigrationLaw, Crossing, Inspection;
    }
}

kind! {
    /// A link was wrong. Its subject is the link's subject.
    SubjectsUnlinked = "desk.subjects_unlinked", version 1 {
        /// The link entry taken back.
        link: EntryId,
        /// Coded reason.
        reason: String,
    }
    inventory {
        "link": BorderControl, MigrationLaw, Crossing, Inspection;
        "reason": Accountability, MigrationLaw, Crossing, Inspection;
    }
}

kind! {
    /// Somebody opened a person's file outside an inspection.
    FileOpened = "desk.file_opened", version 1 {
        /// Coded reason.
        reason: String,
    }
    inventory {
        "reason": Accountability, MigrationLaw, Audit, Oversight;
    }
}

kind! {
    /// From which day the node's knowledge of crossings is complete. Before it, history is undetermined.
    CoverageDeclared = "desk.coverage_declared", version 1 {
        /// First covered day.
        from: Date,
    }
    inventory {
        "from": BorderControl, NotPersonal, Permanent, Inspection;
    }
}

kind! {
    /// An officer began a shift. Its subject is the officer's account.
    ShiftOpened = "desk.shift_opened", version 1 {
        /// The shift.
        shift: ShiftId,
        /// The booth.
        booth: Option<BoothId>,
    }
    inventory {
        "shift": Accountability, PublicService, Audit, Oversight;
        "booth": Accountability, PublicService, Audit, Oversight;
    }
}

kind! {
    /// An officer ended a shift and printed the head of the journal.
    ShiftClosed = "desk.shift_closed", version 1 {
        /// The shift.
        shift: ShiftId,
        /// When it had begun.
        opened: Timestamp,
        /// The head as printed on the report.
        head: String,
    }
    inventory {
        "shift": Accountability, PublicService, Audit, Oversight;
        "opened": Accountability, PublicService, Audit, Oversight;
        "head": Accountability, NotPersonal, Permanent, Oversight;
    }
}
