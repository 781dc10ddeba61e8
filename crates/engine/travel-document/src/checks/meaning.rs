//! What the codes of a document mean: issuer, nationality, specimen, convention and stateless codes.

use garita_domain::{Advice, CountryCode, DocumentKind, Finding, Message, Verdict, Weight};
use jiff::ToSpan as _;

use super::{
    facts::{Code, Expiry, Facts},
    ids, messages as text,
};
use crate::knowledge::{self, CodeEntry, CodeKind};

/// Documents outlive a code by the longest validity in use.
const LONGEST_VALIDITY_YEARS: i16 = 15;

pub(super) fn examine(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let (issuer, nationality) = (entry(facts.issuer), entry(facts.nationality));
    findings.push(issuer_exists(facts.issuer, issuer));
    findings.push(issuer_in_force(facts, issuer));
    findings.push(specimen(issuer, nationality));
    findings.push(nationality_exists(facts.nationality, nationality));
    findings.push(same_state(facts.kind, issuer, nationality));
    findings.push(protection(facts.kind, nationality));
}

fn entry(code: Code<'_>) -> Option<&'static CodeEntry> {
    match code {
        Code::Absent | Code::Garbled(_) => None,
        Code::Letters(code) => knowledge::find(code),
    }
}

/// ICAO 9303-3 §5.
fn issuer_exists(code: Code<'_>, entry: Option<&CodeEntry>) -> Finding {
    let id = ids::ISSUER;
    let message = |id, code: &dyn std::fmt::Display| Message::new(id).with("code", code);
    let unknown = |code: &dyn std::fmt::Display| {
        Finding::failed(id.clone(), Weight::Suspicious, message(text::ISSUER_UNKNOWN, code), Advice::SecondLine)
            .look_at(Message::new(text::LOOK_ISSUER))
    };
    match (code, entry) {
        (Code::Absent, _) => Finding::undetermined(id, Message::new(text::ISSUER_MISSING)),
        (Code::Garbled(garbled), _) => unknown(&garbled),
        (Code::Letters(code), None) => unknown(&code),
        (Code::Letters(code), Some(entry)) => match entry.kind {
            CodeKind::Variant => Finding::failed(id, Weight::Hint, message(text::ISSUER_VARIANT, &code), Advice::Clear),
            CodeKind::Stateless | CodeKind::Refugee | CodeKind::Unspecified | CodeKind::British => {
                Finding::failed(id, Weight::Hint, message(text::ISSUER_PERSON_CODE, &code), Advice::Clear)
                    .look_at(Message::new(text::LOOK_ISSUER))
            }
            CodeKind::State | CodeKind::Territory | CodeKind::Organisation | CodeKind::Withdrawn | CodeKind::Specimen => {
                Finding::successful(id, message(text::ISSUER_KNOWN, &code))
            }
        },
    }
}

/// Codes that no longer exist; conclusive when the document ends later than any issued before the end could.
fn issuer_in_force(facts: &Facts<'_>, entry: Option<&CodeEntry>) -> Finding {
    let id = ids::ISSUER_IN_FORCE;
    let Some(entry) = entry else { return Finding::undetermined(id, Message::new(text::ISSUER_MISSING)) };
    let Some(last) = entry.withdrawn else {
        return Finding::successful(id, Message::new(text::ISSUER_IN_FORCE).with("code", entry.code));
    };
    let ends = match facts.expiry {
        Expiry::NotPrinted | Expiry::Unreadable => None,
        Expiry::Date(date) => date.earliest(),
    };
    let limit = last.checked_add(LONGEST_VALIDITY_YEARS.years()).unwrap_or(last);
    let weight = if ends.is_some_and(|end| end > limit) { Weight::Conclusive } else { Weight::Suspicious };
    let what = Message::new(text::ISSUER_WITHDRAWN).with("code", entry.code).with("date", last);
    Finding::failed(id, weight, what, Advice::SecondLine).look_at(Message::new(text::LOOK_ISSUER))
}

/// ICAO 9303-3 §5 G: Utopia is on specimens alone.
fn specimen(issuer: Option<&CodeEntry>, nationality: Option<&CodeEntry>) -> Finding {
    let id = ids::SPECIMEN;
    match [issuer, nationality].into_iter().flatten().find(|entry| entry.kind == CodeKind::Specimen) {
        Some(entry) => {
            let what = Message::new(text::SPECIMEN).with("code", entry.code);
            Finding::failed(id, Weight::Conclusive, what, Advice::SecondLine).look_at(Message::new(text::LOOK_ISSUER))
        }
        None => Finding::successful(id, Message::new(text::SPECIMEN_NOT)),
    }
}

fn nationality_exists(code: Code<'_>, entry: Option<&CodeEntry>) -> Finding {
    let id = ids::NATIONALITY;
    let message = |id, code: &dyn std::fmt::Display| Message::new(id).with("code", code);
    let unknown = |code: &dyn std::fmt::Display| {
        Finding::failed(id.clone(), Weight::Suspicious, message(text::NATIONALITY_UNKNOWN, code), Advice::SecondLine)
            .look_at(Message::new(text::LOOK_NATIONALITY))
    };
    match (code, entry) {
        (Code::Absent, _) => Finding::undetermined(id, Message::new(text::NATIONALITY_MISSING)),
        (Code::Garbled(garbled), _) => unknown(&garbled),
        (Code::Letters(code), None) => unknown(&code),
        (Code::Letters(code), Some(_)) => Finding::successful(id, message(text::NATIONALITY_KNOWN, &code)),
    }
}

/// A passport or identity card of one State for a national of another is possible (aliens' passports, passports issued on
/// behalf), so it is a hint and nothing more. Never asked of visas, residence cards and convention documents.
fn same_state(kind: DocumentKind, issuer: Option<&CodeEntry>, nationality: Option<&CodeEntry>) -> Finding {
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
        return Finding::not_supported(id, Message::new(text::NATIONALITY_NOT_COMPARED));
    };
    if nationality.is_person_without_state() || issuer.kind == CodeKind::Organisation {
        return Finding::not_supported(id, Message::new(text::NATIONALITY_NOT_COMPARED));
    }
    if state(issuer) == state(nationality) {
        return Finding::successful(id, Message::new(text::NATIONALITY_SAME).with("code", issuer.code));
    }
    let what = Message::new(text::NATIONALITY_DIFFERS).with("issuer", issuer.code).with("nationality", nationality.code);
    Finding::failed(id, Weight::Hint, what, Advice::Clear).look_at(Message::new(text::LOOK_NATIONALITY))
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
fn protection(kind: DocumentKind, nationality: Option<&CodeEntry>) -> Finding {
    let code = nationality.map(|entry| entry.kind);
    let what = match (code, kind) {
        (Some(CodeKind::Stateless), _) => text::PROTECTION_STATELESS,
        (Some(CodeKind::Refugee), _) | (_, DocumentKind::ConventionTravelDocument) => text::PROTECTION_REFUGEE,
        (Some(CodeKind::Unspecified), _) => text::PROTECTION_UNSPECIFIED,
        _ => return Finding::not_supported(ids::PROTECTION, Message::new(text::PROTECTION_NOT)),
    };
    Finding {
        check: ids::PROTECTION,
        verdict: Verdict::Undetermined,
        weight: Weight::Hint,
        what: Message::new(what),
        look_at: Some(Message::new(text::LOOK_PROTECTION)),
        advice: Advice::Protection,
    }
}
