//! Document numbers, as readers and people misread them.

use garita_domain::DocumentNumber;

use crate::{
    ListedDocument,
    evidence::{Evidence, Reason},
    sound::edits_within,
};

/// Number and issuer are the same.
const SAME: i32 = 1_000;
/// The number is the same, an issuer is not known.
const SAME_NUMBER: i32 = 750;
/// One character off, of the kind readers confuse.
const CONFUSED: i32 = 600;
/// One character off.
const ONE_OFF: i32 = 350;
/// Shorter numbers are not compared with errors: too many are one character apart.
const SHORTEST: usize = 6;

/// The number as a careless reader sees it: `O` and `0`, `I` and `1`, `5` and `S`, `8` and `B`, `2` and `Z` are one.
pub(crate) fn same_as_read(number: &str) -> String {
    let seen = |c| match c {
        'O' | 'Q' | 'D' => '0',
        'I' | 'L' => '1',
        'S' => '5',
        'B' => '8',
        'Z' => '2',
        'G' => '6',
        other => other,
    };
    number.chars().map(seen).collect()
}

/// Numbers of one side with what a careless reader makes of them.
pub(crate) struct Numbers<'a>(Vec<(&'a ListedDocument, String)>);

impl<'a> From<&'a [ListedDocument]> for Numbers<'a> {
    fn from(documents: &'a [ListedDocument]) -> Self {
        Self(documents.iter().map(|document| (document, same_as_read(document.number.as_str()))).collect())
    }
}

/// Weighs the documents: the best agreement counts. A number that differs says nothing; people have several documents.
pub(crate) fn documents(asked: &Numbers<'_>, listed: &[ListedDocument], evidence: &mut Evidence) {
    let agreements = asked.0.iter().flat_map(|(one, read)| listed.iter().filter_map(move |other| agreement(one, read, other)));
    if let Some((reason, points)) = agreements.max_by_key(|(_, points)| *points) {
        evidence.add(reason, points);
    }
}

fn agreement(asked: &ListedDocument, read: &str, listed: &ListedDocument) -> Option<(Reason, i32)> {
    let issuers_differ = matches!((asked.issuer, listed.issuer), (Some(one), Some(other)) if one != other);
    if issuers_differ {
        return None;
    }
    let known = asked.issuer.is_some() && listed.issuer.is_some();
    let long_enough = |number: &DocumentNumber| number.as_str().len() >= SHORTEST;
    if asked.number == listed.number {
        let number = listed.number.as_str().into();
        return Some(match (known, long_enough(&asked.number)) {
            (true, true) => (Reason::DocumentSame { number }, SAME),
            (false, true) | (true, false) => (Reason::DocumentSameNumber { number }, SAME_NUMBER),
            (false, false) => (Reason::DocumentSameNumber { number }, ONE_OFF),
        });
    }
    if !long_enough(&asked.number) || !long_enough(&listed.number) {
        return None;
    }
    let points = match () {
        () if read == same_as_read(listed.number.as_str()) => CONFUSED,
        () if edits_within(asked.number.as_str(), listed.number.as_str(), 1) => ONE_OFF,
        () => return None,
    };
    Some((Reason::DocumentOneOff { asked: asked.number.as_str().into(), listed: listed.number.as_str().into() }, points))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weigh(asked: &str, listed: &str, issuer: Option<&str>) -> i32 {
        let document = |number: &str| ListedDocument {
            number: DocumentNumber::parse(number).unwrap(),
            issuer: issuer.map(|code| garita_domain::CountryCode::parse(code).unwrap()),
        };
        let mut evidence = Evidence::default();
        documents(&Numbers::from(&[document(asked)][..]), &[document("X99999"), document(listed)], &mut evidence);
        evidence.score()
    }

    #[test]
    fn numbers_agree_exactly_or_as_read() {
        assert_eq!(weigh("E123456", "e-123456", Some("HND")), SAME);
        assert_eq!(weigh("E123456", "E123456", None), SAME_NUMBER);
        assert_eq!(weigh("EO12345", "E012345", None), CONFUSED);
        assert_eq!(weigh("E123456", "E123476", None), ONE_OFF);
        assert_eq!(weigh("E123456", "E653421", None), 0);
        assert_eq!(weigh("1234", "1235", None), 0);
    }
}
