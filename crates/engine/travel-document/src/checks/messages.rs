//! The ids of every text a finding of this room can carry. The texts stand in `locales/<language>/findings.ftl`.

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)+) => {
        $($(#[$doc])* pub(crate) const $name: &str = $id;)+
        /// Every message id this room uses.
        pub const MESSAGES: &[&str] = &[$($id),+];
    };
}

messages! {
    ZONE_ABSENT = "finding-mrz-absent";
    DOCUMENT_ABSENT = "finding-document-absent";
    UNREADABLE_EMPTY = "finding-mrz-unreadable-empty";
    UNREADABLE_TOO_LONG = "finding-mrz-unreadable-too-long";
    UNREADABLE_CHARACTER = "finding-mrz-unreadable-character";
    UNREADABLE_SIZE = "finding-mrz-unreadable-size";
    NOT_READ = "finding-mrz-not-read";
    FORM_SOUND = "finding-mrz-form-sound";
    FORM_PUT_RIGHT = "finding-mrz-form-put-right";
    FORM_REPEATED = "finding-mrz-form-repeated";
    LOOK_SCAN_AGAIN = "finding-look-scan-again";
    LOOK_ZONE_AND_PAGE = "finding-look-zone-and-page";
    CODE_LEGAL = "finding-mrz-document-code-legal";
    CODE_NOT_LEGAL = "finding-mrz-document-code-not-legal";
    CODE_NOT_HARMONISED = "finding-mrz-document-code-not-harmonised";
    NAMES_SOUND = "finding-mrz-names-sound";
    NAMES_EMPTY = "finding-mrz-names-empty";
    NAMES_DIGITS = "finding-mrz-names-digits";
    NAMES_FILLER_FIRST = "finding-mrz-names-filler-first";
    NAMES_SEPARATORS = "finding-mrz-names-separators";
    NAMES_TRUNCATED = "finding-mrz-names-truncated";
    SEX_SOUND = "finding-mrz-sex-sound";
    SEX_X = "finding-mrz-sex-x";
    SEX_UNKNOWN = "finding-mrz-sex-unknown";
    DIGIT_RIGHT = "finding-mrz-check-digit-right";
    DIGIT_WRONG = "finding-mrz-check-digit-wrong";
    DIGIT_REPAIRED = "finding-mrz-check-digit-repaired";
    DIGIT_NOT_PRINTED = "finding-mrz-check-digit-not-printed";
    COMPOSITE_ALONE_WRONG = "finding-mrz-composite-alone-wrong";
    LONG_NUMBER_ABSENT = "finding-mrz-long-number-absent";
    LONG_NUMBER_STANDARD = "finding-mrz-long-number-standard";
    LONG_NUMBER_COUNTED = "finding-mrz-long-number-counted";
    LONG_NUMBER_NEITHER = "finding-mrz-long-number-neither";
    REPAIRS_NONE = "finding-mrz-repairs-none";
    REPAIRS_VOUCHED = "finding-mrz-repairs-vouched";
    REPAIRS_CONFIRM = "finding-mrz-repairs-confirm";
    REPAIRS_ASK = "finding-mrz-repairs-ask";
    LOOK_REPAIRS = "finding-look-repairs";
    DATE_REAL = "finding-mrz-date-real";
    DATE_PARTLY_UNKNOWN = "finding-mrz-date-partly-unknown";
    DATE_ZEROS = "finding-mrz-date-zeros";
    DATE_IMPOSSIBLE = "finding-mrz-date-impossible";
    DATE_NOT_PRINTED = "finding-mrz-date-not-printed";
    ISSUER_KNOWN = "finding-document-issuer-known";
    ISSUER_UNKNOWN = "finding-document-issuer-unknown";
    ISSUER_MISSING = "finding-document-issuer-missing";
    ISSUER_VARIANT = "finding-document-issuer-variant";
    ISSUER_PERSON_CODE = "finding-document-issuer-person-code";
    ISSUER_WITHDRAWN = "finding-document-issuer-withdrawn";
    ISSUER_IN_FORCE = "finding-document-issuer-in-force";
    LOOK_ISSUER = "finding-look-issuer";
    SPECIMEN = "finding-document-specimen";
    SPECIMEN_NOT = "finding-document-specimen-not";
    NATIONALITY_KNOWN = "finding-document-nationality-known";
    NATIONALITY_UNKNOWN = "finding-document-nationality-unknown";
    NATIONALITY_MISSING = "finding-document-nationality-missing";
    NATIONALITY_SAME = "finding-document-nationality-same";
    NATIONALITY_DIFFERS = "finding-document-nationality-differs";
    NATIONALITY_NOT_COMPARED = "finding-document-nationality-not-compared";
    LOOK_NATIONALITY = "finding-look-nationality";
    PROTECTION_NOT = "finding-document-protection-not";
    PROTECTION_STATELESS = "finding-document-protection-stateless";
    PROTECTION_REFUGEE = "finding-document-protection-refugee";
    PROTECTION_UNSPECIFIED = "finding-document-protection-unspecified";
    LOOK_PROTECTION = "finding-look-protection";
    BIRTH_PLAUSIBLE = "finding-document-birth-plausible";
    BIRTH_UNKNOWN = "finding-document-birth-unknown";
    BIRTH_FUTURE = "finding-document-birth-future";
    BIRTH_TOO_OLD = "finding-document-birth-too-old";
    EXPIRY_VALID = "finding-document-expiry-valid";
    EXPIRY_TODAY = "finding-document-expiry-today";
    EXPIRY_PAST = "finding-document-expiry-past";
    EXPIRY_UNKNOWN = "finding-document-expiry-unknown";
    EXPIRY_UNREADABLE = "finding-document-expiry-unreadable";
    EXPIRY_NOT_PRINTED = "finding-document-expiry-not-printed";
    CLOCK_UNCERTAIN = "finding-document-clock-uncertain";
    LOOK_EXPIRY = "finding-look-expiry";
    SPAN_PLAUSIBLE = "finding-document-span-plausible";
    SPAN_TOO_LONG = "finding-document-span-too-long";
    KEYBOARD_SPANISH = "finding-keyboard-spanish";
    KEYBOARD_GERMAN = "finding-keyboard-german";
    KEYBOARD_FRENCH = "finding-keyboard-french";
    KEYBOARD_UNITED_STATES = "finding-keyboard-united-states";
    KEYBOARD_SHIFT_HELD = "finding-keyboard-shift-held";
    KEYBOARD_SHIFT_LOST = "finding-keyboard-shift-lost";
    KEYBOARD_OTHER = "finding-keyboard-other";
    KEYBOARD_RIGHT = "finding-keyboard-right";
    KEYBOARD_LOWER_CASE = "finding-keyboard-lower-case";
    KEYBOARD_NOTHING = "finding-keyboard-nothing";
    KEYBOARD_CUT_SHORT = "finding-keyboard-cut-short";
    KEYBOARD_UNEXPLAINED = "finding-keyboard-unexplained";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::MESSAGES;
    use crate::LOCALES;

    /// Both languages hold every message and no other; R19 and DESIGN §8 ask for both from the first page.
    #[test]
    fn both_languages_are_complete() {
        let used: BTreeSet<&str> = MESSAGES.iter().copied().collect();
        assert_eq!(used.len(), MESSAGES.len(), "a message id stands twice");
        for (language, texts) in LOCALES {
            let written: Vec<&str> =
                texts.lines().filter_map(|line| line.split_once(" =")).map(|(id, _)| id).filter(|id| !id.starts_with([' ', '#'])).collect();
            assert_eq!(written.iter().copied().collect::<BTreeSet<_>>(), used, "{language:?}");
            assert_eq!(written.len(), used.len(), "{language:?}: an id stands twice");
        }
    }

    /// A text that names a parameter in one language names it in the other.
    #[test]
    fn both_languages_use_the_same_parameters() {
        let parameters = |texts: &str| -> Vec<(String, BTreeSet<String>)> {
            let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
            for line in texts.lines() {
                if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| !id.starts_with([' ', '#'])) {
                    found.push((id.to_owned(), BTreeSet::new()));
                }
                let names = line
                    .split('$')
                    .skip(1)
                    .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap().to_owned());
                if let Some(last) = found.last_mut() {
                    last.1.extend(names);
                }
            }
            found.sort();
            found
        };
        let [(_, one), (_, other)] = LOCALES else { panic!("two languages") };
        assert_eq!(parameters(one), parameters(other));
    }
}
