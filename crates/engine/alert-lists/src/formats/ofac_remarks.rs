//! The remarks column of OFAC's list: a sentence of pieces that holds birth dates, nationalities, documents and nicknames.
//!
//! `DOB 12 Mar 1970; alt. DOB circa 1971; POB ...; nationality Iran; Gender Male; Passport A123 (Iran) expires ...; a.k.a. 'X'.`

use garita_screening::NameQuality;

use crate::draft::{Draft, number_among_words};

/// Numbers by which a border meets a person. Tax and company numbers are no travel documents: they stay in the remarks.
const DOCUMENTS: [&str; 17] = [
    "diplomatic passport",
    "stateless person passport",
    "british national overseas passport",
    "passport booklet",
    "passport",
    "travel document",
    "national id",
    "national foreign id",
    "identification",
    "personal id",
    "cedula",
    "citizen's card",
    "residency",
    "refugee id",
    "numero de identidad",
    "d.n.i.",
    "driver's license",
];

pub fn read(draft: &mut Draft<'_>, remarks: &str) {
    for piece in pieces(remarks) {
        let piece = piece.strip_prefix("alt. ").unwrap_or(piece);
        if let Some(date) = piece.strip_prefix("DOB ") {
            draft.birth_date(date);
        } else if let Some(country) = piece.strip_prefix("nationality ").or_else(|| piece.strip_prefix("citizen ")) {
            draft.nationality(country);
        } else if let Some(sex) = piece.strip_prefix("Gender ") {
            draft.sex(sex);
        } else if let Some(alias) = ["a.k.a. ", "f.k.a. ", "n.k.a. "].iter().find_map(|kind| piece.strip_prefix(kind)) {
            draft.name(alias.trim().trim_matches(['\'', '"', '‘', '’']), NameQuality::Weak);
        } else if let Some((number, issuer)) = document(piece) {
            draft.document(&number, issuer);
        }
    }
}

/// Pieces between semicolons that are outside quotes; the last one without its full stop.
fn pieces(remarks: &str) -> impl Iterator<Item = &str> {
    remarks.split(';').map(|piece| piece.trim().trim_end_matches('.').trim())
}

/// Number and issuer of `Passport A123 (Iran) expires ...`; the issuer may be missing.
fn document(piece: &str) -> Option<(String, &str)> {
    let lower = piece.to_lowercase();
    let kind = DOCUMENTS.iter().find(|kind| lower.starts_with(**kind))?;
    let (before, issuer) = match piece.split_once('(') {
        Some((before, after)) => (before, after.split(')').next().unwrap_or_default()),
        None => (piece, ""),
    };
    Some((number_among_words(before.get(kind.len()..)?)?, issuer.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_many_sorts() {
        for (piece, expected) in [
            ("Passport A 123456 (Iran)", Some(("A 123456", "Iran"))),
            ("Passport P 182583 issued 13 Sep 2003 expires 12 Sep 2007", Some(("P 182583", ""))),
            ("Cedula No. N-19-680 (Panama)", Some(("N-19-680", "Panama"))),
            ("National ID No. 0662764600 (Spain)", Some(("0662764600", "Spain"))),
            ("Identification Number 1712 (Iran) expires 01 Jan 2020", Some(("1712", "Iran"))),
            ("Personal ID Card 00246412 (Russia)", Some(("00246412", "Russia"))),
            ("Cedula de Ciudadania 4033 (Colombia)", Some(("4033", "Colombia"))),
            ("Tax ID No. 77 (Russia)", None),
            ("R.F.C. HEMA-621127 (Mexico)", None),
            ("D.N.I. 30.654.356", Some(("30.654.356", ""))),
            ("Passport D000000483, Diplomatic (Syria)", Some(("D000000483", "Syria"))),
            ("Passport Booklet: A5199819 (Pakistan)", Some(("A5199819", "Pakistan"))),
            ("National ID No. CNIC: 35202-5400413-9 (Pakistan)", Some(("35202-5400413-9", "Pakistan"))),
            ("Passport", None),
            ("passportlike é (", None),
        ] {
            let expected = expected.map(|(number, issuer): (&str, &str)| (number.to_owned(), issuer));
            assert_eq!(document(piece), expected, "{piece}");
        }
    }

    proptest::proptest! {
        #[test]
        fn garbage_never_panics(remarks in "\\PC{0,80}|(alt\\. )?(Passport|Cedula|DOB|citizen) [\\PC]{0,30}") {
            let limits = crate::Limits::default();
            read(&mut Draft::new(&limits, 1, "1"), &remarks);
        }
    }
}
