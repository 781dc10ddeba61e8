//! Names longer than their field (ICAO 9303-4, 9303-5, 9303-6 and 9303-7 §4.2.3): cutting them as an issuer may, and telling
//! whether a zone can be what an issuer made of a printed name.

use garita_domain::{CountryCode, PersonName};

use super::{
    names::{Identifiers, NameLength},
    transliterate::{Written, can_be_written},
    zone::Zone,
};

/// How a name that is too long is cut. Both are ways the standard shows; issuers choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Truncation {
    /// Surnames from the last become initials until a given name fits; later names keep at least a letter.
    #[default]
    Initials,
    /// Every surname is cut to so many letters.
    FixedLetters(u8),
}

/// The name field of a width: whole when it fits, else cut so that it ends with a letter.
pub(crate) fn name_field(primary: &str, secondary: &str, width: usize, truncation: Truncation) -> String {
    let whole = if secondary.is_empty() { primary.to_owned() } else { format!("{primary}<<{secondary}") };
    if whole.len() <= width {
        return whole;
    }
    let (surnames, given): (Vec<&str>, Vec<&str>) = (primary.split('<').collect(), secondary.split('<').collect());
    if secondary.is_empty() {
        return fit(&surnames, width);
    }
    // Two fillers and the first letter of the first given name have to fit.
    let room = width.saturating_sub(3);
    let cut = match truncation {
        Truncation::Initials => initials(&surnames, room),
        Truncation::FixedLetters(letters) => fixed(&surnames, usize::from(letters), room),
    };
    let field = |surnames: &str| format!("{surnames}<<{}", fit(&given, width.saturating_sub(surnames.len() + 2)));
    let written = field(&cut);
    if written.len() == width {
        return written;
    }
    // A field that does not end with a letter would not show that it was cut.
    if secondary.len() + cut.len() + 2 < width {
        return field(&fit(&surnames, width.saturating_sub(secondary.len() + 2)));
    }
    shorter(&cut).map_or(written, |cut| field(&cut))
}

/// Names with one letter less in the longest of them; `None` when all are initials.
fn shorter(names: &str) -> Option<String> {
    let longest = names.split('<').map(str::len).max().filter(|longest| *longest > 1)?;
    let mut left = 1;
    let shortened = names.split('<').map(|name| {
        let cut = name.len() == longest && std::mem::take(&mut left) == 1;
        name.get(..name.len() - usize::from(cut)).unwrap_or_default()
    });
    Some(shortened.collect::<Vec<_>>().join("<"))
}

/// As many names as have room for a letter each, the first ones as long as that allows.
fn fit(names: &[&str], room: usize) -> String {
    let count = names.len().min(room.div_ceil(2));
    let mut field = String::with_capacity(room);
    for (place, name) in names.iter().take(count).enumerate() {
        let later = 2 * (count - 1 - place);
        if place > 0 {
            field.push('<');
        }
        let letters = name.len().min(room.saturating_sub(field.len() + later));
        field.push_str(name.get(..letters).unwrap_or_default());
    }
    field
}

/// Names with initials for the last ones, as few as it takes.
fn initials(names: &[&str], room: usize) -> String {
    let mut names = names.to_vec();
    for place in (1..names.len()).rev() {
        if joined(&names) <= room {
            break;
        }
        if let Some(name) = names.get_mut(place) {
            *name = name.get(..1).unwrap_or_default();
        }
    }
    while joined(&names) > room && names.len() > 1 {
        names.pop();
    }
    if joined(&names) > room { fit(&names, room) } else { names.join("<") }
}

fn fixed(names: &[&str], letters: usize, room: usize) -> String {
    let cut = |letters: usize| names.iter().map(|name| name.get(..letters.min(name.len())).unwrap_or_default()).collect::<Vec<_>>();
    let shorter = (1..=letters.max(1)).rev().map(cut).find(|names| joined(names) <= room);
    shorter.map_or_else(|| initials(names, room), |names| names.join("<"))
}

fn joined(names: &[&str]) -> usize {
    names.iter().map(|name| name.len() + 1).sum::<usize>().saturating_sub(1)
}

/// How a printed name and a zone agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameAgreement {
    /// The zone is no spelling of the printed name.
    Differs,
    /// It is what an issuer may have cut the printed name to.
    CutShort,
    /// It is a spelling of the whole name.
    Whole,
}

impl Zone {
    /// Compares the printed name with the zone by every spelling and every way of cutting its issuer may have chosen.
    pub fn compare_name(&self, printed: &PersonName) -> NameAgreement {
        let names = Identifiers::of(self.lines());
        let cut = self.name_length() == NameLength::MayBeTruncated;
        agree(&printed_identifiers(printed), [names.primary, names.secondary], cut, self.issuer())
    }
}

fn printed_identifiers(printed: &PersonName) -> [&str; 2] {
    [printed.surname(), printed.given_names()]
}

/// Compares two identifiers with those of a zone.
pub(crate) fn agree(printed: &[&str; 2], zone: [&str; 2], cut: bool, issuer: Option<CountryCode>) -> NameAgreement {
    let mut agreement = NameAgreement::Whole;
    for (printed, zone) in printed.iter().zip(zone) {
        match can_be_written(printed, zone, issuer) {
            Written::Whole => {}
            Written::Beginning | Written::No if cut && is_cut_of(printed, zone, issuer) => agreement = NameAgreement::CutShort,
            Written::Beginning | Written::No => return NameAgreement::Differs,
        }
    }
    agreement
}

/// Whether every name of the zone is a printed name or its beginning, in order; later ones may be missing.
fn is_cut_of(printed: &str, zone: &str, issuer: Option<CountryCode>) -> bool {
    let mut printed = printed.split([' ', '-', '‐', '–', '/', ',']).filter(|name| !name.is_empty());
    zone.split('<').filter(|name| !name.is_empty()).all(|name| {
        printed.next().is_some_and(|printed| match can_be_written(printed, name, issuer) {
            Written::Whole | Written::Beginning => true,
            Written::No => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: [&str; 2] = ["BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WARNAMBOOL", "DINGO<POTOROO"];
    const PRINTED: [&str; 2] = ["BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL", "DINGO POTOROO"];
    const KRASUANG: [&str; 2] = ["NILAVADHANANANDA", "CHAYAPA<DEJTHAMRONG<KRASUANG"];

    fn cut(name: [&str; 2], width: usize, truncation: Truncation) -> String {
        name_field(name[0], name[1], width, truncation)
    }

    /// ICAO 9303-4 and 9303-7 (width 39), 9303-6 (31), 9303-5 (30), §4.2.3: names cut to initials.
    #[test]
    fn the_examples_of_the_standard_with_initials() {
        for (width, surnames, given) in [
            (39, "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
            (31, "BENNELONG<WOOLOOMOOLOO<W<W<<D<P", "NILAVADHANANANDA<<CHAYAPA<DEJ<K"),
            (30, "BENNELONG<WOOLOOMOOLOO<W<W<<DI", "NILAVADHANANANDA<<CHAYAPA<DE<K"),
        ] {
            assert_eq!(cut(LONG, width, Truncation::Initials), surnames);
            assert_eq!(cut(KRASUANG, width, Truncation::Initials), given);
        }
        let charonguang = ["NILAVADHANANANDA", "ARNPOL<PETCH<CHARONGUANG"];
        assert_eq!(cut(charonguang, 39, Truncation::Initials), "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU");
    }

    /// The same sections: names cut to a fixed number of letters.
    #[test]
    fn the_examples_of_the_standard_with_fixed_letters() {
        assert_eq!(cut(LONG, 39, Truncation::FixedLetters(6)), "BENNEL<WOOLOO<WARRAN<WARNAM<<DINGO<POTO");
        assert_eq!(cut(LONG, 30, Truncation::FixedLetters(5)), "BENNE<WOOLO<WARRA<WARNA<<DIN<P");
    }

    /// Names that just fit are not cut.
    #[test]
    fn what_fits_stays_whole() {
        for (name, width) in [
            (["PAPANDROPOULOUS", "JONATHON<WARREN<TREVOR"], 39),
            (["PAPANDROPOULOUS", "JONATHOON<ALEC"], 31),
            (["PAPANDROPOULOUS", "JONATHON<ALEC"], 30),
        ] {
            let field = cut(name, width, Truncation::Initials);
            assert_eq!((field.len(), field), (width, name.join("<<")));
        }
        assert_eq!(cut(["SATRIYA<SUDARPA", ""], 30, Truncation::Initials), "SATRIYA<SUDARPA");
    }

    /// Every way of cutting the standard shows is known as one, those included that follow no rule we write by.
    #[test]
    fn every_example_of_the_standard_is_recognised() {
        for field in [
            "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI",
            "BENNELONG<WOOLOOM<WARRAND<WARNAM<<DINGO",
            "BENNEL<WOOLOO<WARRAN<WARNAM<<DINGO<POTO",
            "BENNELONG<WOOLOOMOOLOO<W<W<<DI",
            "BENNELONG<WOOLOOM<WA<WARN<<D<P",
            "BENNE<WOOLO<WARRA<WARNA<<DIN<P",
            "BENNELONG<WOOLOOMOOLOO<W<W<<D<P",
            "BENNELONG<WOOLOOM<WAR<WARN<<D<P",
            "BENNEL<WOOLO<WARRA<WARNA<<DIN<P",
        ] {
            let (primary, secondary) = field.split_once("<<").unwrap();
            assert_eq!(agree(&PRINTED, [primary, secondary], true, None), NameAgreement::CutShort, "{field}");
            assert_eq!(agree(&PRINTED, [primary, secondary], false, None), NameAgreement::Differs, "{field}");
        }
        for given in ["CHAYAPA<DEJTHAMRONG<K", "CHAYAPA<DE<K", "CHAYAPA<DEJ<K"] {
            let printed = ["Nilavadhanananda", "Chayapa Dejthamrong Krasuang"];
            assert_eq!(agree(&printed, ["NILAVADHANANANDA", given], true, None), NameAgreement::CutShort);
        }
        for given in ["ARNPOL<PETCH<CHARONGU", "ARNPOL<PE<CH", "ARN<PET<CHARO"] {
            let printed = ["Nilavadhanananda", "Arnpol Petch Charonguang"];
            assert_eq!(agree(&printed, ["NILAVADHANANANDA", given], true, None), NameAgreement::CutShort);
        }
        assert_eq!(agree(&["Smith-Jones", "Susie"], ["SMITH<JONES", "SUSIE"], false, None), NameAgreement::Whole);
        assert_eq!(agree(&["Smith-Jones", "Susie"], ["SMITH<JONAS", "SUSIE"], true, None), NameAgreement::Differs);
    }

    proptest::proptest! {
        #[test]
        fn a_cut_name_fits_keeps_both_identifiers_and_is_recognised(
            surnames in proptest::collection::vec("[A-Z]{1,14}", 1..6), given in proptest::collection::vec("[A-Z]{1,14}", 0..6),
            width in proptest::sample::select(vec![30_usize, 31, 39]), letters in 0_u8..9,
        ) {
            let (primary, secondary) = (surnames.join("<"), given.join("<"));
            for truncation in [Truncation::Initials, Truncation::FixedLetters(letters)] {
                let field = name_field(&primary, &secondary, width, truncation);
                proptest::prop_assert!(field.len() <= width && !field.ends_with('<') && !field.contains("<<<"));
                let (first, second) = field.split_once("<<").unwrap_or((&field, ""));
                proptest::prop_assert_eq!(second.is_empty(), secondary.is_empty());
                let whole = primary.len() + secondary.len() + 2 * usize::from(!secondary.is_empty()) <= width;
                let printed = [surnames.join(" "), given.join(" ")];
                let agreement = agree(&[&printed[0], &printed[1]], [first, second], !whole, None);
                proptest::prop_assert_eq!(agreement == NameAgreement::Whole, whole);
                proptest::prop_assert!(agreement != NameAgreement::Differs);
            }
        }
    }
}
