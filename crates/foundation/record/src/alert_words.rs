//! The words of alert lists, as entries carry them.
//!
//! There is no kind for people who were smuggled (R31): they are not offenders for it. A facilitator of migrant smuggling
//! cannot be listed without the benefit that makes it smuggling (R30): the variant does not exist without it.

use garita_domain::{Advice, CountryCode, DocumentNumber, PartialDate, PersonName};
use serde::{Deserialize, Serialize};

/// What an entry of a list says about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum AlertMatter {
    /// A court forbids leaving the country.
    ExitBan,
    /// Entry is forbidden for a time.
    ReEntryBan,
    /// A visa or permit was revoked.
    RevokedVisa,
    /// Wanted by a court.
    WantedPerson,
    /// To be asked about, or noted.
    Watch,
    /// Suspected of smuggling migrants: procuring illegal entry *for a benefit* (Smuggling Protocol Art. 3; R30).
    SmugglingFacilitator {
        /// The benefit, without which it is not smuggling.
        benefit: Benefit,
    },
    /// A missing child.
    MissingChild,
    /// A child taken from those who have custody.
    ChildAbduction,
    /// A person who may be in danger.
    PersonAtRisk,
    /// A missing adult: where they are is told to nobody without their consent.
    MissingAdult,
}

/// The financial or other material benefit of a smuggler (Smuggling Protocol Art. 3 (a)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Benefit {
    /// Money paid or promised.
    Payment,
    /// Goods, labour or services.
    GoodsOrServices,
    /// Another material advantage.
    OtherMaterial,
}

impl Benefit {
    /// Every benefit, in the order a list shows them. Help to one's family or out of humanity is none of them.
    pub const ALL: [Self; 3] = [Self::Payment, Self::GoodsOrServices, Self::OtherMaterial];

    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::GoodsOrServices => "goods_or_services",
            Self::OtherMaterial => "other_material",
        }
    }

    /// The benefit with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|benefit| benefit.code() == code)
    }
}

impl AlertMatter {
    /// Codes of every kind, in the order a list shows them.
    pub const CODES: [&str; 10] = [
        "exit_ban",
        "re_entry_ban",
        "revoked_visa",
        "wanted_person",
        "watch",
        "smuggling_facilitator",
        "missing_child",
        "child_abduction",
        "person_at_risk",
        "missing_adult",
    ];

    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ExitBan => "exit_ban",
            Self::ReEntryBan => "re_entry_ban",
            Self::RevokedVisa => "revoked_visa",
            Self::WantedPerson => "wanted_person",
            Self::Watch => "watch",
            Self::SmugglingFacilitator { .. } => "smuggling_facilitator",
            Self::MissingChild => "missing_child",
            Self::ChildAbduction => "child_abduction",
            Self::PersonAtRisk => "person_at_risk",
            Self::MissingAdult => "missing_adult",
        }
    }

    /// The matter with this code. A facilitator of smuggling needs the benefit (R30): nothing without it.
    pub fn from_code(code: &str, benefit: Option<Benefit>) -> Option<Self> {
        match (code, benefit) {
            ("exit_ban", _) => Some(Self::ExitBan),
            ("re_entry_ban", _) => Some(Self::ReEntryBan),
            ("revoked_visa", _) => Some(Self::RevokedVisa),
            ("wanted_person", _) => Some(Self::WantedPerson),
            ("watch", _) => Some(Self::Watch),
            ("smuggling_facilitator", Some(benefit)) => Some(Self::SmugglingFacilitator { benefit }),
            ("missing_child", _) => Some(Self::MissingChild),
            ("child_abduction", _) => Some(Self::ChildAbduction),
            ("person_at_risk", _) => Some(Self::PersonAtRisk),
            ("missing_adult", _) => Some(Self::MissingAdult),
            _ => None,
        }
    }

    /// Whether it leads to protection: the person is to be helped, not held against.
    pub const fn protects(self) -> bool {
        match self {
            Self::MissingChild | Self::ChildAbduction | Self::PersonAtRisk | Self::MissingAdult => true,
            Self::ExitBan | Self::ReEntryBan | Self::RevokedVisa | Self::WantedPerson | Self::Watch | Self::SmugglingFacilitator { .. } => {
                false
            }
        }
    }
}

/// What the officer should do. Nothing here goes further than second line: a list decides about nobody (R15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instruction {
    /// Compare the person with the entry, then go on.
    Compare,
    /// Ask what the list's owner wants asked, then go on.
    Ask,
    /// Second line verifies with the list's owner.
    SecondLine,
}

impl Instruction {
    /// Every instruction, in the order a list shows them.
    pub const ALL: [Self; 3] = [Self::Compare, Self::Ask, Self::SecondLine];

    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Ask => "ask",
            Self::SecondLine => "second_line",
        }
    }

    /// The instruction with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|instruction| instruction.code() == code)
    }

    /// What a hit on the list advises.
    pub const fn advice(self) -> Advice {
        match self {
            Self::Compare | Self::Ask => Advice::Clear,
            Self::SecondLine => Advice::SecondLine,
        }
    }
}

/// Where a list's entries come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListSource {
    /// Kept here: each entry is proposed by one person and approved by another.
    National,
    /// Imported whole from a file.
    Imported,
}

impl ListSource {
    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Imported => "imported",
        }
    }

    /// The source with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::National, Self::Imported].into_iter().find(|source| source.code() == code)
    }
}

/// Who says whether a hit is the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adjudicators {
    /// The officer who inspects.
    OneOfficer,
    /// Two officers, who must say the same.
    TwoOfficers,
}

impl Adjudicators {
    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OneOfficer => "one_officer",
            Self::TwoOfficers => "two_officers",
        }
    }

    /// The rule with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::OneOfficer, Self::TwoOfficers].into_iter().find(|rule| rule.code() == code)
    }
}

/// What an officer found when they compared the person with the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HitOutcome {
    /// The same person.
    Same,
    /// A namesake.
    NotSame,
    /// It could not be told.
    Unsure,
}

impl HitOutcome {
    /// Every outcome, in the order a list shows them.
    pub const ALL: [Self; 3] = [Self::Same, Self::NotSame, Self::Unsure];

    /// The code used in forms, entries and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::NotSame => "not_same",
            Self::Unsure => "unsure",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// Whether the list's owner may count an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feedback {
    /// It is part of the list's figures.
    Counted,
    /// It stays here: the person may be in need of protection, or has not agreed.
    Withheld,
}

/// Whether a missing adult agrees that where they are is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// The question does not arise.
    NotNeeded,
    /// They agreed.
    Given,
    /// They did not, or were not asked.
    NotGiven,
}

/// One name of a listed person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertName {
    /// The name.
    pub name: PersonName,
    /// Whether it is too weak to identify alone: a nickname.
    pub weak: bool,
}

/// A document of a listed person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertDocument {
    /// Its number.
    pub number: DocumentNumber,
    /// Who issued it, when known.
    pub issuer: Option<CountryCode>,
}

/// Birth dates of a listed person as far as known; any of them may be the true one.
pub type AlertBirthDates = Vec<PartialDate>;

macro_rules! personal {
    ($($kind:ident),*) => {$(
        /// Personal: logs see a placeholder.
        impl std::fmt::Debug for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($kind), "([personal])"))
            }
        }
    )*};
}
personal!(AlertName, AlertDocument);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r30_a_facilitator_without_the_benefit_cannot_be_written_or_read() {
        assert_eq!(AlertMatter::from_code("smuggling_facilitator", None), None);
        assert!(serde_json::from_str::<AlertMatter>(r#"{"kind":"smuggling_facilitator"}"#).is_err());
        assert!(serde_json::from_str::<AlertMatter>(r#"{"kind":"smuggling_facilitator","benefit":"family"}"#).is_err());
        let matter = AlertMatter::from_code("smuggling_facilitator", Some(Benefit::Payment)).unwrap();
        assert_eq!(serde_json::to_string(&matter).unwrap(), r#"{"kind":"smuggling_facilitator","benefit":"payment"}"#);
    }

    #[test]
    fn r31_nobody_can_be_listed_for_having_been_smuggled() {
        for code in ["smuggled_person", "smuggled", "victim", "migrant"] {
            assert_eq!(AlertMatter::from_code(code, Some(Benefit::Payment)), None);
            assert!(serde_json::from_value::<AlertMatter>(serde_json::json!({ "kind": code })).is_err());
        }
        assert!(AlertMatter::CODES.iter().all(|code| !code.contains("smuggled")));
        for code in AlertMatter::CODES {
            assert_eq!(AlertMatter::from_code(code, Some(Benefit::Payment)).unwrap().code(), code);
        }
    }

    #[test]
    fn r15_no_instruction_goes_further_than_second_line() {
        for instruction in Instruction::ALL {
            assert!(instruction.advice() <= Advice::SecondLine);
            assert_eq!(Instruction::from_code(instruction.code()), Some(instruction));
        }
    }
}
