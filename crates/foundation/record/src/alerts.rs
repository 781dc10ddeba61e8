//! Kinds about alert lists: declared, imported, entries listed and withdrawn, hits looked at and adjudicated.
//!
//! What an imported list says about people is not in its entry: the entry holds the digest of the content, which stands in
//! the node's store (`docs/decisions/0012-alert-lists.md`).

use garita_domain::{AccountId, CountryCode, EntryId, Sex, SubjectId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    alert_words::{
        Adjudicators, AlertBirthDates, AlertDocument, AlertMatter, AlertName, Consent, Feedback, HitOutcome, Instruction, ListSource,
    },
    kind::kind,
};

kind! {
    /// A list was set up, or what is known of it changed. Its subject is the list.
    ListDeclared = "alerts.list_declared", version 1 {
        /// What officers call it.
        name: String,
        /// The authority that owns it.
        owner: String,
        /// The law or order it rests on (R01).
        legal_basis: String,
        /// What it is for (R01).
        purpose: String,
        /// Where its entries come from.
        source: ListSource,
        /// What an entry says that does not say it itself.
        matter: AlertMatter,
        /// What the officer should do.
        instruction: Instruction,
        /// The State whose authority lists people here; nothing for an international body.
        issuer: Option<CountryCode>,
        /// Who says whether a hit is the same person.
        adjudicators: Adjudicators,
        /// When it must be looked through again.
        review: Date,
        /// From when it finds nobody any more.
        expires: Date,
    }
    inventory {
        "name": BorderControl, NotPersonal, Alert, Inspection;
        "owner": BorderControl, NotPersonal, Alert, Inspection;
        "legal_basis": BorderControl, NotPersonal, Alert, Inspection;
        "purpose": BorderControl, NotPersonal, Alert, Inspection;
        "source": BorderControl, NotPersonal, Alert, Inspection;
        "matter.kind": BorderControl, NotPersonal, Alert, Inspection;
        "matter.benefit": BorderControl, NotPersonal, Alert, Inspection;
        "instruction": BorderControl, NotPersonal, Alert, Inspection;
        "issuer": BorderControl, NotPersonal, Alert, Inspection;
        "adjudicators": BorderControl, NotPersonal, Alert, Inspection;
        "review": BorderControl, NotPersonal, Alert, Inspection;
        "expires": BorderControl, NotPersonal, Alert, Inspection;
    }
}

kind! {
    /// A version of a list took the place of the one before. Its subject is the list; the version bears the id of this entry.
    ListImported = "alerts.list_imported", version 1 {
        /// The version.
        version: EntryId,
        /// What the list was called.
        list_name: String,
        /// Digest of the content, 64 hexadecimal digits.
        digest: String,
        /// Format of the file, such as `un_xml`.
        format: String,
        /// Name of the file, without its path.
        file_name: String,
        /// Digest of the file, 64 hexadecimal digits.
        file_digest: String,
        /// People in it.
        people: u32,
        /// People it did not have before.
        added: u32,
        /// People of whom it says something else than before.
        changed: u32,
        /// People it has no longer.
        removed: u32,
        /// Records that could not be read.
        rejected: u32,
        /// The version it took the place of.
        replaces: Option<EntryId>,
    }
    inventory {
        "version": BorderControl, NotPersonal, Audit, Oversight;
        "list_name": BorderControl, NotPersonal, Audit, Oversight;
        "digest": Accountability, NotPersonal, Audit, Oversight;
        "format": Accountability, NotPersonal, Audit, Oversight;
        "file_name": Accountability, NotPersonal, Audit, Oversight;
        "file_digest": Accountability, NotPersonal, Audit, Oversight;
        "people": Accountability, NotPersonal, Audit, Oversight;
        "added": Accountability, NotPersonal, Audit, Oversight;
        "changed": Accountability, NotPersonal, Audit, Oversight;
        "removed": Accountability, NotPersonal, Audit, Oversight;
        "rejected": Accountability, NotPersonal, Audit, Oversight;
        "replaces": Accountability, NotPersonal, Audit, Oversight;
    }
}

kind! {
    /// An import was taken back: the version before it is in use again. Its subject is the list.
    ImportUndone = "alerts.import_undone", version 1 {
        /// The version taken back.
        version: EntryId,
        /// Coded reason.
        reason: String,
    }
    inventory {
        "version": Accountability, NotPersonal, Audit, Oversight;
        "reason": Accountability, NotPersonal, Audit, Oversight;
    }
}

kind! {
    /// A person was put on a national list: proposed by one, approved by another. Its subject is the entry of the list.
    EntryListed = "alerts.entry_listed", version 1 {
        /// The list.
        list: SubjectId,
        /// The owner's own number: the court order, the file.
        reference: String,
        /// What it says.
        matter: AlertMatter,
        /// Names and aliases, the main name first.
        names: Vec<AlertName>,
        /// Birth dates as far as known.
        birth_dates: AlertBirthDates,
        /// Sex, when known.
        sex: Sex,
        /// Nationalities.
        nationalities: Vec<CountryCode>,
        /// Documents.
        documents: Vec<AlertDocument>,
        /// The State that asked for it, when it is not the list's own.
        issuer: Option<CountryCode>,
        /// The law or order this entry rests on.
        legal_basis: String,
        /// When it must be looked at again.
        review: Date,
        /// From when it finds nobody any more.
        expires: Date,
        /// Who proposed it.
        proposed_by: Option<AccountId>,
    }
    inventory {
        "list": BorderControl, MigrationLaw, Alert, Inspection;
        "reference": BorderControl, MigrationLaw, Alert, Inspection;
        "matter.kind": BorderControl, MigrationLaw, Alert, Inspection;
        "matter.benefit": BorderControl, MigrationLaw, Alert, Inspection;
        "names[].name.surname": BorderControl, MigrationLaw, Alert, Inspection;
        "names[].name.given_names": BorderControl, MigrationLaw, Alert, Inspection;
        "names[].weak": BorderControl, MigrationLaw, Alert, Inspection;
        "birth_dates[]": BorderControl, MigrationLaw, Alert, Inspection;
        "sex": BorderControl, MigrationLaw, Alert, Inspection;
        "nationalities[]": BorderControl, MigrationLaw, Alert, Inspection;
        "documents[].number": BorderControl, MigrationLaw, Alert, Inspection;
        "documents[].issuer": BorderControl, MigrationLaw, Alert, Inspection;
        "issuer": BorderControl, MigrationLaw, Alert, Inspection;
        "legal_basis": BorderControl, MigrationLaw, Alert, Inspection;
        "review": BorderControl, MigrationLaw, Alert, Inspection;
        "expires": BorderControl, MigrationLaw, Alert, Inspection;
        "proposed_by": Accountability, PublicService, Alert, Oversight;
    }
}

kind! {
    /// A person was taken off a national list: proposed by one, approved by another. Its subject is the entry of the list.
    EntryWithdrawn = "alerts.entry_withdrawn", version 1 {
        /// The entry of the list.
        entry: SubjectId,
        /// The owner's own number of it.
        reference: String,
        /// Coded reason.
        reason: String,
    }
    inventory {
        "entry": BorderControl, MigrationLaw, Alert, Inspection;
        "reference": BorderControl, MigrationLaw, Alert, Inspection;
        "reason": Accountability, MigrationLaw, Alert, Inspection;
    }
}

/// Somebody who may still be in the country and whom a new entry may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundInCountry {
    /// The person.
    pub subject: SubjectId,
    /// The presentation at which they came in.
    pub presentation: EntryId,
    /// How well they fit, in points; 1000 is a name that agrees in every part.
    pub score: u32,
}

kind! {
    /// A new entry was compared with the people who may still be in the country. Its subject is the entry of the list.
    EntryScreened = "alerts.entry_screened", version 1 {
        /// How many people it was compared with.
        people: u32,
        /// Whom it may mean.
        found: Vec<FoundInCountry>,
    }
    inventory {
        "people": BorderControl, MigrationLaw, Alert, Inspection;
        "found[].subject": BorderControl, MigrationLaw, Alert, Inspection;
        "found[].presentation": BorderControl, MigrationLaw, Alert, Inspection;
        "found[].score": BorderControl, MigrationLaw, Alert, Inspection;
    }
}

kind! {
    /// Somebody looked at what a list says about a person at the counter. Its subject is the traveller.
    HitLooked = "alerts.hit_looked", version 1 {
        /// The presentation.
        presentation: EntryId,
        /// The list.
        list: SubjectId,
        /// The list's own id of its entry.
        reference: String,
    }
    inventory {
        "presentation": Accountability, MigrationLaw, Audit, Oversight;
        "list": Accountability, MigrationLaw, Audit, Oversight;
        "reference": Accountability, MigrationLaw, Audit, Oversight;
    }
}

kind! {
    /// An officer said whether a hit is the same person. Its subject is the traveller.
    HitAdjudicated = "alerts.hit_adjudicated", version 1 {
        /// The presentation.
        presentation: EntryId,
        /// The list.
        list: SubjectId,
        /// The list's own id of its entry.
        reference: String,
        /// Digest of what the entry said, 64 hexadecimal digits: when it says something else, the question is asked again.
        digest: String,
        /// What the officer found.
        outcome: HitOutcome,
        /// Coded reason.
        reason: String,
        /// Who has to say it, as the list demanded.
        adjudicators: Adjudicators,
        /// The last day on which a "not same" holds.
        until: Option<Date>,
        /// The redress number printed for the person.
        redress: Option<String>,
        /// Whether the person agrees that their whereabouts are told.
        consent: Consent,
        /// Whether the list's owner may count it.
        feedback: Feedback,
    }
    inventory {
        "presentation": BorderControl, MigrationLaw, Crossing, Inspection;
        "list": BorderControl, MigrationLaw, Crossing, Inspection;
        "reference": BorderControl, MigrationLaw, Crossing, Inspection;
        "digest": BorderControl, MigrationLaw, Crossing, Nobody;
        "outcome": BorderControl, MigrationLaw, Crossing, Inspection;
        "reason": Accountability, MigrationLaw, Crossing, Inspection;
        "adjudicators": BorderControl, MigrationLaw, Crossing, Inspection;
        "until": BorderControl, MigrationLaw, Crossing, Inspection;
        "redress": BorderControl, MigrationLaw, Crossing, Inspection;
        "consent": Protection, ProtectionLaw, Crossing, Inspection;
        "feedback": Protection, ProtectionLaw, Crossing, Nobody;
    }
}

kind! {
    /// Somebody showed a redress number with another document: what was found for its holder holds for them. Its subject
    /// is the traveller.
    RedressShown = "alerts.redress_shown", version 1 {
        /// The presentation at which it was shown.
        presentation: EntryId,
        /// The number.
        redress: String,
        /// Whose number it is.
        holder: SubjectId,
    }
    inventory {
        "presentation": BorderControl, MigrationLaw, Crossing, Inspection;
        "redress": BorderControl, MigrationLaw, Crossing, Inspection;
        "holder": BorderControl, MigrationLaw, Crossing, Inspection;
    }
}
