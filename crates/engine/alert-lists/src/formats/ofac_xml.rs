//! OFAC Specially Designated Nationals, `sdn.xml` (`sdnList` with an `sdnEntry` each).

use std::io::Read;

use garita_screening::NameQuality;

use crate::draft::{Draft, is_nothing};
use crate::entry::KindHint;
use crate::error::ImportError;
use crate::formats::ofac_remarks;
use crate::limits::Limits;
use crate::report::Encoding;
use crate::sink::{Flow, Sink};
use crate::xml::{Element, read_records};

/// Types of number by which a border meets a person.
const DOCUMENTS: [&str; 9] = [
    "passport",
    "national id",
    "identification number",
    "personal id",
    "cedula",
    "travel document",
    "residency",
    "refugee",
    "citizen's card",
];

pub fn read(from: impl Read, sink: &mut Sink<'_>) -> Result<Encoding, ImportError> {
    read_records(from, sink, "sdnList", &["sdnEntry"], |sink, line, element| {
        if !element.get("sdnType").eq_ignore_ascii_case("individual") {
            sink.skipped();
            return Flow::Continue(());
        }
        let draft = individual(sink.limits, line, &element);
        sink.entry(draft)
    })
}

fn individual<'a>(limits: &'a Limits, line: u64, person: &Element) -> Draft<'a> {
    let mut draft = Draft::new(limits, line, person.get("uid"));
    draft.kind(KindHint::Sanctioned);
    draft.name_parts(person.get("lastName"), person.get("firstName"), NameQuality::Strong);
    for alias in person.all_in("akaList", "aka") {
        let quality = if alias.get("category").eq_ignore_ascii_case("weak") { NameQuality::Weak } else { NameQuality::Strong };
        draft.name_parts(alias.get("lastName"), alias.get("firstName"), quality);
    }
    person.all_in("dateOfBirthList", "dateOfBirthItem").for_each(|item| draft.birth_date(item.get("dateOfBirth")));
    person.all_in("nationalityList", "nationality").for_each(|item| draft.nationality(item.get("country")));
    person.all_in("citizenshipList", "citizenship").for_each(|item| draft.nationality(item.get("country")));
    for id in person.all_in("idList", "id") {
        let (kind, number, issuer) = (id.get("idType"), id.get("idNumber"), id.get("idCountry"));
        let lower = kind.to_lowercase();
        if lower == "gender" {
            draft.sex(number);
        } else if DOCUMENTS.iter().any(|document| lower.contains(document)) {
            draft.document(number, issuer);
        }
        draft.field(kind, &filled(&[number, issuer, id.get("issueDate"), id.get("expirationDate")]));
    }
    let programs: Vec<&str> = person.all_in("programList", "program").map(|program| program.text.trim()).collect();
    if !programs.is_empty() {
        draft.legal_reference(&format!("OFAC {}", programs.join(", ")));
    }
    let remarks = person.get("remarks");
    ofac_remarks::read(&mut draft, remarks);
    draft.remarks(remarks);
    draft.field("title", person.get("title"));
    person.all_in("placeOfBirthList", "placeOfBirthItem").for_each(|item| draft.field("place of birth", item.get("placeOfBirth")));
    for address in person.all_in("addressList", "address") {
        let parts = ["address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country"].map(|name| address.get(name));
        draft.field("address", &filled(&parts));
    }
    draft
}

fn filled(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !is_nothing(part)).collect::<Vec<_>>().join(", ")
}
