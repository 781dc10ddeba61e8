//! From printed letters to A to Z: the recommended form, and every form an issuer may have written (ICAO 9303-3 §6).
//!
//! The standard leaves issuers a choice (Ö gives OE or O), Cyrillic letters differ by language, and Arabic ones changed
//! between editions. So a printed name and a zone are compared by sets: [`can_be_written`] walks through all spellings at
//! once, without writing them out.
//!
//! To add a script: a table of its own and a line in [`letter`].

mod arabic;
mod cyrillic;
mod latin;

use garita_domain::CountryCode;

pub use cyrillic::Language as CyrillicLanguage;

/// The most spellings that are written out.
pub const MOST_SPELLINGS: usize = 64;

/// One printed sign: the forms it may take, the recommended one first. An empty form: it may be left out.
type Forms = &'static [&'static str];

const FILLER: Forms = &["<"];
const NOTHING: Forms = &[""];

/// The recommended transliteration of a name part into A to Z with `<` between its words: hyphens, spaces and slashes
/// become fillers, apostrophes and full stops are dropped, letters outside the tables are dropped too.
///
/// Where the standard allows a choice the first form is taken (Ñ gives N, Ö gives OE).
pub fn transliterate(name: &str) -> String {
    let mut zone = String::with_capacity(name.len());
    for forms in signs(name, None) {
        push(&mut zone, forms.first().copied().unwrap_or_default());
    }
    zone.truncate(zone.trim_end_matches('<').len());
    zone
}

/// The spellings a printed name part may have in a zone, the recommended one first, at most [`MOST_SPELLINGS`].
pub fn spellings(name: &str, issuer: Option<CountryCode>) -> Vec<String> {
    let mut spellings = vec![String::new()];
    for forms in signs(name, issuer) {
        let longer = spellings.iter().flat_map(|start| {
            forms.iter().map(move |form| {
                let mut spelling = start.clone();
                push(&mut spelling, form);
                spelling
            })
        });
        let mut next: Vec<String> = Vec::new();
        for spelling in longer {
            if next.len() < MOST_SPELLINGS && !next.contains(&spelling) {
                next.push(spelling);
            }
        }
        spellings = next;
    }
    for spelling in &mut spellings {
        spelling.truncate(spelling.trim_end_matches('<').len());
    }
    spellings
}

/// How much of a printed name part a zone holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Written {
    /// Not this name.
    No,
    /// Its beginning.
    Beginning,
    /// All of it.
    Whole,
}

/// Whether a zone (A to Z with single fillers) can be what an issuer wrote for a printed name part.
pub fn can_be_written(printed: &str, zone: &str, issuer: Option<CountryCode>) -> Written {
    let zone = zone.trim_matches('<').as_bytes();
    // The places in the zone that the signs so far can have reached.
    let mut reached = vec![0_usize];
    let mut ended_early = false;
    for forms in signs(printed, issuer) {
        let mut next: Vec<usize> = Vec::new();
        for place in reached {
            let rest = zone.get(place..).unwrap_or_default();
            for form in forms {
                let form = form.as_bytes();
                // A separator beside another, or at an end, leaves no second filler.
                let folded = form == b"<" && (place == 0 || zone.get(place - 1) == Some(&b'<') || rest.is_empty());
                if folded || rest.starts_with(form) {
                    let end = if folded { place } else { place + form.len() };
                    if !next.contains(&end) {
                        next.push(end);
                    }
                } else if form.starts_with(rest) {
                    ended_early = true;
                }
            }
        }
        reached = next;
    }
    if reached.contains(&zone.len()) {
        Written::Whole
    } else if ended_early && !zone.is_empty() {
        Written::Beginning
    } else {
        Written::No
    }
}

fn push(zone: &mut String, form: &str) {
    if form != "<" || !(zone.is_empty() || zone.ends_with('<')) {
        zone.push_str(form);
    }
}

/// The signs of a printed name, in capitals.
fn signs(name: &str, issuer: Option<CountryCode>) -> Vec<Forms> {
    let language = cyrillic::Language::of(issuer);
    let mut signs: Vec<Forms> = Vec::with_capacity(name.len());
    let mut letters = name.chars().flat_map(char::to_uppercase).peekable();
    let mut starts = true;
    while let Some(sign) = letters.next() {
        let sign = letters.peek().and_then(|mark| latin::with_mark(sign, *mark)).unwrap_or(sign);
        if sign == arabic::SHADDA {
            // It doubles the letter before it, and is often left out.
            signs.extend(signs.last().copied().map(arabic::doubled));
            continue;
        }
        let ends = letters.peek().is_none_or(|next| is_separator(*next));
        let forms = letter(sign, starts, ends, language);
        starts = is_separator(sign);
        if forms != NOTHING {
            signs.push(forms);
        }
    }
    signs
}

const fn is_separator(sign: char) -> bool {
    matches!(sign, ' ' | '-' | '‐' | '–' | '/' | ',' | '\t' | '\u{A0}' | '<')
}

fn letter(sign: char, starts: bool, ends: bool, language: Option<cyrillic::Language>) -> Forms {
    match sign {
        'A'..='Z' => latin::plain(sign),
        _ if is_separator(sign) => FILLER,
        '\u{0400}'..='\u{052F}' => cyrillic::forms(sign, starts, language),
        '\u{0600}'..='\u{06FF}' => arabic::forms(sign, ends),
        _ => latin::forms(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issuer(code: &str) -> Option<CountryCode> {
        CountryCode::parse(code).ok()
    }

    #[test]
    fn the_recommended_latin_forms() {
        for (printed, zone) in [
            ("Núñez-Ibáñez", "NUNEZ<IBANEZ"),
            ("O’Connor", "OCONNOR"),
            ("D'Artagnan", "DARTAGNAN"),
            ("Müller", "MUELLER"),
            ("Weiß", "WEISS"),
            ("Þórsson", "THORSSON"),
            ("Åström", "AASTROEM"),
            ("Łukasz  Żółć", "LUKASZ<ZOLC"),
            ("ﬁ", "FI"),
            ("María José ", "MARIA<JOSE"),
            ("Mu\u{308}ller, Jose\u{301}", "MUELLER<JOSE"),
            ("42", ""),
        ] {
            assert_eq!(transliterate(printed), zone);
        }
    }

    /// ICAO 9303-3 §6 A and Appendix B.4.1.
    #[test]
    fn latin_letters_have_sets() {
        assert_eq!(spellings("Müller", None), ["MUELLER", "MUXXLLER", "MULLER"]);
        assert_eq!(spellings("CAÑON", None), ["CANON", "CANXXON"]);
        for zone in ["JOERGEN", "JORGEN"] {
            assert_eq!(can_be_written("Jörgen", zone, None), Written::Whole);
        }
        assert_eq!(can_be_written("Jörgen", "JURGEN", None), Written::No);
        assert_eq!(can_be_written("Nguyễn", "NGUYEN", None), Written::Whole);
    }

    /// ICAO 9303-3 §6 B.
    #[test]
    fn cyrillic_letters_differ_by_language() {
        assert_eq!(transliterate("Иванов"), "IVANOV");
        assert_eq!(can_be_written("Живков", "ZIVKOV", issuer("SRB")), Written::Whole);
        assert_eq!(can_be_written("Живков", "ZHIVKOV", issuer("RUS")), Written::Whole);
        assert_eq!(can_be_written("Живков", "ZIVKOV", issuer("RUS")), Written::No);
        assert_eq!(can_be_written("Євген Гаврилюк", "YEVHEN<HAVRYLIUK", issuer("UKR")), Written::Whole);
        assert_eq!(can_be_written("Щерева", "SHTEREVA", issuer("BGR")), Written::Whole);
        assert_eq!(can_be_written("Ќосев Џамбаз", "KJOSEV<DJAMBAZ", issuer("MKD")), Written::Whole);
        assert_eq!(can_be_written("Алёна", "ALIONA", issuer("BLR")), Written::Whole);
        assert_eq!(can_be_written("Ольга", "OLGA", issuer("RUS")), Written::Whole);
        // Without an issuer every language counts.
        assert_eq!(can_be_written("Живков", "ZIVKOV", None), Written::Whole);
    }

    /// ICAO 9303-3 Appendix B.5.7, B.5.9.
    #[test]
    fn arabic_letters_and_the_examples_of_the_standard() {
        for (printed, zone) in [
            ("ابو بكر محمد بن زكريا الرازي", "ABW<BKR<MXHMD<BN<ZKRYA<ALRAZY"),
            ("هاري الشماع", "HARY<ALXSHMAE"),
            ("سمير بادمكدوذيل", "SMYR<BADMKDWXDHYL"),
            ("جمال عبد الناصر", "JMAL<EBD<ALNAXSSR"),
            ("عبد العزيز بن متعب", "EBD<ALEZYZ<BN<MTEB"),
            ("عز الدين إسماعيل", "EZ<ALDYN<ISMAEYL"),
            ("جميلة نعيمة", "JMYLXAH<NEYMXAH"),
        ] {
            assert_eq!(transliterate(printed), zone);
        }
        // The example spells the Name with the older form of the letter; doubling may be there or not.
        assert_eq!(can_be_written("العباس عبد الله بن محمد السفاح", "ALEBAS<EBD<ALLXH<BN<MXHMD<ALSFAXH", None), Written::Whole);
        assert_eq!(can_be_written("عزّ", "EZZ", None), Written::Whole);
        assert_eq!(can_be_written("عزّ", "EZ", None), Written::Whole);
        assert_eq!(can_be_written("فضّة", "FXDZDZXAH", None), Written::Whole);
        assert_eq!(can_be_written("علی", "ELY", None), Written::Whole);
    }

    #[test]
    fn a_beginning_is_told_from_the_whole() {
        assert_eq!(can_be_written("Papandropoulous", "PAPANDRO", None), Written::Beginning);
        assert_eq!(can_be_written("Müller", "MU", None), Written::Beginning);
        assert_eq!(can_be_written("Müller", "", None), Written::No);
        assert_eq!(can_be_written("Müller", "MUELLERS", None), Written::No);
    }

    proptest::proptest! {
        #[test]
        fn only_letters_and_single_inner_fillers_come_out(name in "\\PC{0,60}|[а-яА-Я ]{0,30}|[\u{621}-\u{652} ]{0,30}") {
            let zone = transliterate(&name);
            proptest::prop_assert!(zone.bytes().all(|b| b.is_ascii_uppercase() || b == b'<'));
            proptest::prop_assert!(!zone.contains("<<") && !zone.starts_with('<') && !zone.ends_with('<'));
        }

        #[test]
        fn every_spelling_is_recognised(name in "[A-ZÄÖÜÑÅß' -]{0,12}|[а-яёєїґ -]{0,12}|[\u{621}-\u{64A}\u{651} ]{0,8}") {
            let all = spellings(&name, None);
            proptest::prop_assert!(all.len() <= MOST_SPELLINGS);
            for spelling in all {
                proptest::prop_assert_eq!(can_be_written(&name, &spelling, None), Written::Whole, "{}", spelling);
            }
        }

        #[test]
        fn comparing_never_panics(printed in "\\PC{0,80}", zone in "[A-Z<]{0,44}") {
            let _ = can_be_written(&printed, &zone, None);
        }
    }
}
