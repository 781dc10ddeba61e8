//! Why a score is what it is.
//!
//! A score is nothing but the sum of its pieces: whole numbers, one reason each, for and against (R52). 1000 points is a
//! name that agrees in every part.
//!
//! To add a reason: a variant of [`Reason`], its code, its text in both files of `locales/`; the test below proves that
//! every reason has a text in every language.

use garita_domain::Message;
use serde::Serialize;

/// One reason and what it adds to the score or takes from it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Why.
    #[serde(flatten)]
    pub reason: Reason,
    /// How much: for (above zero), against (below), or only said (zero).
    pub points: i32,
}

/// All reasons of one score.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Evidence {
    pieces: Vec<Piece>,
}

impl Evidence {
    /// The reasons, in the order they were weighed.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The score: exactly the sum of the pieces.
    pub fn score(&self) -> i32 {
        self.pieces.iter().map(|piece| piece.points).sum()
    }

    /// Adds a reason.
    pub(crate) fn add(&mut self, reason: Reason, points: i32) {
        self.pieces.push(Piece { reason, points });
    }

    /// Gives what is missing to `whole` to the first piece.
    pub(crate) fn round_up(&mut self, whole: i32) {
        let missing = whole - self.score();
        if let Some(first) = self.pieces.first_mut() {
            first.points += missing;
        }
    }

    /// Adds all reasons of another.
    pub(crate) fn extend(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
    }
}

/// A reason. `asked` is the traveller's side, `listed` the list's; both as compared, in Latin letters.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are explained once, above")]
pub enum Reason {
    /// A part of the name is the same.
    NamePartSame { asked: Box<str>, listed: Box<str> },
    /// A part differs by spelling, script or a typing error.
    NamePartSpelled { asked: Box<str>, listed: Box<str> },
    /// An initial stands for a part.
    NamePartInitial { asked: Box<str>, listed: Box<str> },
    /// A short or kindred form of a part.
    NamePartKindred { asked: Box<str>, listed: Box<str> },
    /// Several words on one side are one on the other.
    NamePartJoined { asked: Box<str>, listed: Box<str> },
    /// A part cut off at the end of an MRZ field.
    NamePartCut { asked: Box<str>, listed: Box<str> },
    /// Other parts stand in the place of these.
    NamePartsContradict { asked: Box<str>, listed: Box<str> },
    /// The list has parts that the traveller's name lacks.
    NamePartsMissing { listed: Box<str> },
    /// The traveller's name has parts that the list lacks.
    NamePartsAdded { asked: Box<str> },
    /// Only one part of a longer name agrees.
    NameSinglePart,
    /// Nothing but initials agrees.
    NameOnlyInitials,
    /// The parts stand in another order.
    NameOrder,
    /// Surnames on one side are given names on the other.
    NameFields,
    /// Paternal and maternal surname are exchanged: another family.
    NameSurnamesExchanged,
    /// Father and son are exchanged: another person.
    NameFatherSonExchanged,
    /// The legal form differs.
    NameForm { asked: Box<str>, listed: Box<str> },
    /// Nothing of the names agrees.
    NameDiffers,
    /// The parts that agree are so common that many bear them.
    NameCommon,
    /// The list itself calls the alias weak.
    NameWeakAlias,
    /// The same day.
    BirthDateSame,
    /// Within what the list says (a year, a range).
    BirthDateWithin,
    /// Day and month exchanged.
    BirthDateDayMonth,
    /// One side has the first of January of the same year, as where the day is unknown.
    BirthDatePlaceholder,
    /// Close to what the list calls approximate.
    BirthDateNear,
    /// One digit differs.
    BirthDateDigit,
    /// Another date, but less than two years off.
    BirthDateClose,
    /// Another date.
    BirthDateDiffers,
    /// The same sex.
    SexSame,
    /// The other sex.
    SexDiffers,
    /// One of the listed nationalities.
    NationalitySame,
    /// None of the listed nationalities.
    NationalityDiffers,
    /// The same document number and issuer.
    DocumentSame { number: Box<str> },
    /// The same number, an issuer unknown.
    DocumentSameNumber { number: Box<str> },
    /// One character of the number off, such as a reader may make of it.
    DocumentOneOff { asked: Box<str>, listed: Box<str> },
}

impl Reason {
    /// The reason's code, stable for ever; message ids are `screening-` and the code with hyphens.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NamePartSame { .. } => "name-part-same",
            Self::NamePartSpelled { .. } => "name-part-spelled",
            Self::NamePartInitial { .. } => "name-part-initial",
            Self::NamePartKindred { .. } => "name-part-kindred",
            Self::NamePartJoined { .. } => "name-part-joined",
            Self::NamePartCut { .. } => "name-part-cut",
            Self::NamePartsContradict { .. } => "name-parts-contradict",
            Self::NamePartsMissing { .. } => "name-parts-missing",
            Self::NamePartsAdded { .. } => "name-parts-added",
            Self::NameSinglePart => "name-single-part",
            Self::NameOnlyInitials => "name-only-initials",
            Self::NameOrder => "name-order",
            Self::NameFields => "name-fields",
            Self::NameSurnamesExchanged => "name-surnames-exchanged",
            Self::NameFatherSonExchanged => "name-father-son-exchanged",
            Self::NameForm { .. } => "name-form",
            Self::NameDiffers => "name-differs",
            Self::NameCommon => "name-common",
            Self::NameWeakAlias => "name-weak-alias",
            Self::BirthDateSame => "birth-date-same",
            Self::BirthDateWithin => "birth-date-within",
            Self::BirthDateDayMonth => "birth-date-day-month",
            Self::BirthDatePlaceholder => "birth-date-placeholder",
            Self::BirthDateNear => "birth-date-near",
            Self::BirthDateDigit => "birth-date-digit",
            Self::BirthDateClose => "birth-date-close",
            Self::BirthDateDiffers => "birth-date-differs",
            Self::SexSame => "sex-same",
            Self::SexDiffers => "sex-differs",
            Self::NationalitySame => "nationality-same",
            Self::NationalityDiffers => "nationality-differs",
            Self::DocumentSame { .. } => "document-same",
            Self::DocumentSameNumber { .. } => "document-same-number",
            Self::DocumentOneOff { .. } => "document-one-off",
        }
    }

    /// The reason as a text in any language, with `asked`, `listed` and `number` where it has them.
    pub fn message(&self) -> Message {
        let message = |parameters: &[(&'static str, &str)]| {
            let empty = Message { id: format!("screening-{}", self.code()).into(), parameters: std::collections::BTreeMap::new() };
            parameters.iter().fold(empty, |message, (name, value)| message.with(name, value))
        };
        match self {
            Self::NamePartSame { asked, listed }
            | Self::NamePartSpelled { asked, listed }
            | Self::NamePartInitial { asked, listed }
            | Self::NamePartKindred { asked, listed }
            | Self::NamePartJoined { asked, listed }
            | Self::NamePartCut { asked, listed }
            | Self::NamePartsContradict { asked, listed }
            | Self::NameForm { asked, listed }
            | Self::DocumentOneOff { asked, listed } => message(&[("asked", asked), ("listed", listed)]),
            Self::NamePartsMissing { listed } => message(&[("listed", listed)]),
            Self::NamePartsAdded { asked } => message(&[("asked", asked)]),
            Self::DocumentSame { number } | Self::DocumentSameNumber { number } => message(&[("number", number)]),
            Self::NameSinglePart
            | Self::NameOnlyInitials
            | Self::NameOrder
            | Self::NameFields
            | Self::NameSurnamesExchanged
            | Self::NameFatherSonExchanged
            | Self::NameDiffers
            | Self::NameCommon
            | Self::NameWeakAlias
            | Self::BirthDateSame
            | Self::BirthDateWithin
            | Self::BirthDateDayMonth
            | Self::BirthDatePlaceholder
            | Self::BirthDateNear
            | Self::BirthDateDigit
            | Self::BirthDateClose
            | Self::BirthDateDiffers
            | Self::SexSame
            | Self::SexDiffers
            | Self::NationalitySame
            | Self::NationalityDiffers => message(&[]),
        }
    }
}

/// The message ids of all reasons.
pub const MESSAGES: &[&str] = &[
    "screening-name-part-same",
    "screening-name-part-spelled",
    "screening-name-part-initial",
    "screening-name-part-kindred",
    "screening-name-part-joined",
    "screening-name-part-cut",
    "screening-name-parts-contradict",
    "screening-name-parts-missing",
    "screening-name-parts-added",
    "screening-name-single-part",
    "screening-name-only-initials",
    "screening-name-order",
    "screening-name-fields",
    "screening-name-surnames-exchanged",
    "screening-name-father-son-exchanged",
    "screening-name-form",
    "screening-name-differs",
    "screening-name-common",
    "screening-name-weak-alias",
    "screening-birth-date-same",
    "screening-birth-date-within",
    "screening-birth-date-day-month",
    "screening-birth-date-placeholder",
    "screening-birth-date-near",
    "screening-birth-date-digit",
    "screening-birth-date-close",
    "screening-birth-date-differs",
    "screening-sex-same",
    "screening-sex-differs",
    "screening-nationality-same",
    "screening-nationality-differs",
    "screening-document-same",
    "screening-document-same-number",
    "screening-document-one-off",
];

/// Names and numbers are personal: logs see codes and points.
impl std::fmt::Debug for Piece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{:+}", self.reason.code(), self.points)
    }
}

/// As [`Piece`].
impl std::fmt::Debug for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.pieces).finish()
    }
}

/// As [`Piece`].
impl std::fmt::Debug for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_text_in_every_language() {
        for (language, texts) in crate::LOCALES {
            let ids: std::collections::BTreeSet<&str> = texts.lines().filter_map(|line| line.split_once(" = ").map(|(id, _)| id)).collect();
            assert_eq!(ids, MESSAGES.iter().copied().collect(), "{language:?}");
        }
    }

    #[test]
    fn messages_carry_what_was_compared_and_logs_do_not() {
        let piece = Piece { reason: Reason::NamePartSame { asked: "maria".into(), listed: "maria".into() }, points: 500 };
        let message = piece.reason.message();
        assert_eq!((message.id.as_ref(), message.parameters["asked"].as_str()), ("screening-name-part-same", "maria"));
        assert!(MESSAGES.contains(&message.id.as_ref()));
        assert_eq!(format!("{piece:?}"), "name-part-same+500");
        assert_eq!(serde_json::to_string(&piece).unwrap(), r#"{"reason":"name_part_same","asked":"maria","listed":"maria","points":500}"#);
    }
}
