//! What the codes of a document mean: issuer, nationality, specimen, convention and stateless codes.

use garita_domain::{Advice, CountryCode, DocumentKind, Weight};
use jiff::ToSpan as _;

use super::{
    facts::{Code, Expiry, Facts},
    ids, messages as text,
    outcome::{Outcome, Text, Value},
};
use crate::knowledge::{self, CodeEntry, CodeKind};

/// Documents outlive a code by the longest validity in use.
const LONGEST_VALIDITY_YEARS: i16 = 15;

pub(super) fn examine(facts: &Facts<'_>, outcomes: &mut Vec<Outcome>) {
    let (issuer, nationality) = (entry(facts.issuer), entry(facts.nationality));
    outcomes.push(issuer_exists(facts.issuer, issuer));
    outcomes.push(issuer_in_force(facts, issuer));
    outcomes.push(specimen(issuer, nationality));
    outcomes.push(nationality_exists(facts.nationality, nationality));
    outcomes.push(same_state(facts.kind, issuer, nationality));
    outcomes.push(protection(facts.kind, nationality));
}

fn entry(code: Code<'_>) -> Option<&'static CodeEntry> {
    match code {
        Code::Absent | Code::Garbled(_) => None,
        Code::Letters(code) => knowledge::find(code),
    }
}

/// ICAO 9303-3 §5.
fn issuer_exists(code: Code<'_>, entry: Option<&CodeEntry>) -> Outcome {
    let id = ids::ISSUER;
    let message = |id, code: Value| Text::new(id).with("code", code);
    let unknown = |code: Value| {
        Outcome::failed(id.clone(), Weight::Suspicious, message(text::ISSUER_UNKNOWN, code), Advice::SecondLine)
            .look_at(Text::new(text::LOOK_ISSUER))
    };
    match (code, entry) {
        (Code::Absent, _) => Outcome::undetermined(id, Text::new(text::ISSUER_MISSING)),
        (Code::Garbled(garbled), _) => unknown(Value::characters(garbled)),
        (Code::Letters(code), None) => unknown(code.into()),
        (Code::Letters(code), Some(entry)) => match entry.kind {
            CodeKind::Variant => Outcome::failed(id, Weight::Hint, message(text::ISSUER_VARIANT, code.into()), Advice::Clear),
            CodeKind::Stateless | CodeKind::Refugee | CodeKind::Unspecified | CodeKind::British => {
                Outcome::failed(id, Weight::Hint, message(text::ISSUER_PERSON_CODE, code.into()), Advice::Clear)
                    .look_at(Text::new(text::LOOK_ISSUER))
            }
            CodeKind::State | CodeKind::Territory | CodeKind::Organisation | CodeKind::Withdrawn | CodeKind::Specimen => {
                Outcome::successful(id, message(text::ISSUER_KNOWN, code.into()))
            }
        },
    }
}

/// Codes that no longer exist; conclusive when the document ends later than any issued before the end could.
fn issuer_in_force(facts: &Facts<'_>, entry: Option<&CodeEntry>) -> Outcome {
    let id = ids::ISSUER_IN_FORCE;
    let Some(entry) = entry else { return Outcome::undetermined(id, Text::new(text::ISSUER_MISSING)) };
    let Some(last) = entry.withdrawn else {
        return Outcome::successful(id, Text::new(text::ISSUER_IN_FORCE).with("code", entry.code));
    };
    let ends = match facts.expiry {
        Expiry::NotPrinted | Expiry::Unreadable => None,
        Expiry::Date(date) => date.earliest(),
    };
    let limit = last.checked_add(LONGEST_VALIDITY_YEARS.years()).unwrap_or(last);
    let weight = if ends.is_some_and(|end| end > limit) { Weight::Conclusive } else { Weight::Suspicious };
    let what = Text::new(text::ISSUER_WITHDRAWN).with("code", entry.code).with("date", last);
    Outcome::failed(id, weight, what, Advice::SecondLine).look_at(Text::new(text::LOOK_ISSUER))
}

/// ICAO 9303-3 §5 G: Utopia is on specimens alone.
fn specimen(issuer: Option<&CodeEntry>, nationality: Option<&CodeEntry>) -> Outcome {
    let id = ids::SPECIMEN;
    match [issuer, nationality].into_iter().flatten().find(|entry| entry.kind == CodeKind::Specimen) {
        Some(entry) => {
            let what = Text::new(text::SPECIMEN).with("code", entry.code);
            Outcome::failed(id, Weight::Conclusive, what, Advice::SecondLine).look_at(Text::new(text::LOOK_ISSUER))
        }
        None => Outcome::successful(id, Text::new(text::SPECIMEN_NOT)),
    }
}

fn nationality_exists(code: Code<'_>, entry: Option<&CodeEntry>) -> Outcome {
    let id = ids::NATIONALITY;
    let message = |id, code: Value| Text::new(id).with("code", code);
    let unknown = |code: Value| {
        Outcome::failed(id.clone(), Weight::Suspicious, message(text::NATIONALITY_UNKNOWN, code), Advice::SecondLine)
            .look_at(Text::new(text::LOOK_NATIONALITY))
    };
    match (code, entry) {
        (Code::Absent, _) => Outcome::undetermined(id, Text::new(text::NATIONALITY_MISSING)),
        (Code::Garbled(garbled), _) => unknown(Value::characters(garbled)),
        (Code::Letters(code), None) => unknown(code.into()),
        (Code::Letters(code), Some(_)) => Outcome::successful(id, message(text::NATIONALITY_KNOWN, code.into())),
    }
}

/// A passport or identity card of one State for a national of another is possible (aliens' passports, passports issued on
/// behalf), so it is a hint and nothing more. Never asked of visas, residence cards and convention documents.
fn same_state(kind: DocumentKind, issuer: Option<&CodeEntry>, nationality: Option<&CodeEntry>) -> Outcome {
    let id = ids::ISSUER_AND_NATIONALITY;
    let national = match kind {
        DocumentKind::Passport | DocumentKind::IdentityCard => true,
        DocumentKind::Visa
        | DocumentKind::ConventionTravelDocument
        | DocumentKind::EmergencyDocument
        | DocumentKind::ResidenceCard
        | DocumentKind::BorderPass
        | DocumentKind::CrewDocument
        | DocumentKind::DrivingLicence
        | DocumentKind::Other => false,
    };
    let (Some(issuer), Some(nationality), true) = (issuer, nationality, national) else {
        return Outcome::not_supported(id, Text::new(text::NATIONALITY_NOT_COMPARED));
    };
    if nationality.is_person_without_state() || issuer.kind == CodeKind::Organisation {
        return Outcome::not_supported(id, Text::new(text::NATIONALITY_NOT_COMPARED));
    }
    if state(issuer) == state(nationality) {
        return Outcome::successful(id, Text::new(text::NATIONALITY_SAME).with("code", issuer.code));
    }
    let what = Text::new(text::NATIONALITY_DIFFERS).with("issuer", issuer.code).with("nationality", nationality.code);
    Outcome::failed(id, Weight::Hint, what, Advice::Clear).look_at(Text::new(text::LOOK_NATIONALITY))
}

/// The State a code belongs to: British forms to GBR, variants to the code prescribed.
fn state(entry: &CodeEntry) -> CountryCode {
    let prescribed = match (entry.kind, entry.code.as_str()) {
        (CodeKind::British, _) => "GBR",
        (CodeKind::Variant, "DEU") => "D",
        (CodeKind::Variant, "XKX") => "RKS",
        _ => return entry.code,
    };
    CountryCode::parse(prescribed).unwrap_or(entry.code)
}

/// Refugees, stateless people and people without a stated nationality: a prompt for the right procedure, never a
/// suspicion (SEM-07, R33).
fn protection(kind: DocumentKind, nationality: Option<&CodeEntry>) -> Outcome {
    let code = nationality.map(|entry| entry.kind);
    let what = match (code, kind) {
        (Some(CodeKind::Stateless), _) => text::PROTECTION_STATELESS,
        (Some(CodeKind::Refugee), _) | (_, DocumentKind::ConventionTravelDocument) => text::PROTECTION_REFUGEE,
        (Some(CodeKind::Unspecified), _) => text::PROTECTION_UNSPECIFIED,
        _ => return Outcome::not_supported(ids::PROTECTION, Text::new(text::PROTECTION_NOT)),
    };
    Outcome::undetermined(ids::PROTECTION, Text::new(what)).look_at(Text::new(text::LOOK_PROTECTION)).advises(Advice::Protection)
}
