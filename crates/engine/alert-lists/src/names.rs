//! Names freed of what no name has: control characters, direction marks, letters of another script put in to deceive.

use crate::report::NoteKind;

/// A name that can be used, or why it cannot.
pub struct CleanName {
    /// The name with single spaces; may be empty.
    pub text: String,
    /// What was repaired.
    pub notes: Vec<NoteKind>,
}

/// Cleans one name, or one part of a name. Spelling, accents, apostrophes and hyphens stay.
pub fn clean(text: &str) -> CleanName {
    let mut notes = Vec::new();
    let mut note = |kind| {
        if !notes.contains(&kind) {
            notes.push(kind);
        }
    };
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            visible.push(' ');
        } else if is_hidden(c) {
            note(NoteKind::HiddenCharacters);
        } else if c.is_control() || is_no_character(c) {
            note(NoteKind::ControlCharacters);
            visible.push(' ');
        } else {
            visible.push(c);
        }
    }
    let words = visible.split(' ').filter(|word| !word.is_empty()).map(|word| match unmix(word) {
        Mixed::No => word.to_owned(),
        Mixed::Repaired(word) => {
            note(NoteKind::LookAlikes);
            word
        }
        Mixed::Unclear => {
            note(NoteKind::MixedScripts);
            word.to_owned()
        }
    });
    let text = words.collect::<Vec<_>>().join(" ");
    CleanName { text: if text.chars().any(char::is_alphabetic) { text } else { String::new() }, notes }
}

/// Characters kept of an id.
const ID_CHARACTERS: usize = 200;

/// An id as it can be shown: without control and hidden characters, cut at 200. Its letters stay as they are.
pub fn visible(text: &str) -> String {
    let shown = |c: &char| !c.is_control() && !is_hidden(*c) && !is_no_character(*c);
    text.trim().chars().filter(shown).take(ID_CHARACTERS).collect()
}

/// Takes no room, or turns the reading direction (Unicode UAX #9), or carries no letter.
const fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Private use, non-characters, and the mark that decoders leave for what they could not read.
const fn is_no_character(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
}

enum Mixed {
    No,
    Repaired(String),
    Unclear,
}

const fn script(c: char) -> Option<Script> {
    match c {
        'A'..='Z' | 'a'..='z' | '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' => Some(Script::Latin),
        '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => Some(Script::Greek),
        '\u{0400}'..='\u{052F}' => Some(Script::Cyrillic),
        _ => None,
    }
}

/// Letters that look the same: Latin, Cyrillic, Greek. `-` where a script has none.
const LOOK_ALIKES: [[char; 3]; 37] = [
    ['A', 'А', 'Α'],
    ['B', 'В', 'Β'],
    ['C', 'С', '-'],
    ['E', 'Е', 'Ε'],
    ['H', 'Н', 'Η'],
    ['I', 'І', 'Ι'],
    ['J', 'Ј', '-'],
    ['K', 'К', 'Κ'],
    ['M', 'М', 'Μ'],
    ['N', '-', 'Ν'],
    ['O', 'О', 'Ο'],
    ['P', 'Р', 'Ρ'],
    ['S', 'Ѕ', '-'],
    ['T', 'Т', 'Τ'],
    ['X', 'Х', 'Χ'],
    ['Y', 'У', 'Υ'],
    ['Z', '-', 'Ζ'],
    ['Q', 'Ԛ', '-'],
    ['W', 'Ԝ', '-'],
    ['a', 'а', 'α'],
    ['c', 'с', '-'],
    ['d', 'ԁ', '-'],
    ['e', 'е', '-'],
    ['h', 'һ', '-'],
    ['i', 'і', 'ι'],
    ['j', 'ј', '-'],
    ['k', 'к', 'κ'],
    ['o', 'о', 'ο'],
    ['p', 'р', 'ρ'],
    ['q', 'ԛ', '-'],
    ['s', 'ѕ', '-'],
    ['u', '-', 'υ'],
    ['v', '-', 'ν'],
    ['w', 'ԝ', '-'],
    ['x', 'х', 'χ'],
    ['y', 'у', 'γ'],
    ['t', 'т', 'τ'],
];

/// A word in two scripts is put into the one that has letters of its own in it; into the commoner one when either could be.
fn unmix(word: &str) -> Mixed {
    let of = |wanted| word.chars().filter(|c| script(*c) == Some(wanted)).count();
    let counts = [(Script::Latin, of(Script::Latin)), (Script::Cyrillic, of(Script::Cyrillic)), (Script::Greek, of(Script::Greek))];
    if counts.iter().filter(|(_, count)| *count > 0).count() < 2 {
        return Mixed::No;
    }
    let into = |target: Script| {
        let letter = |c: char| match script(c) {
            Some(other) if other != target => look_alike(c, target),
            _ => Some(c),
        };
        word.chars().map(letter).collect::<Option<String>>()
    };
    let mut targets = counts;
    targets.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    targets.iter().filter(|(_, count)| *count > 0).find_map(|(target, _)| into(*target)).map_or(Mixed::Unclear, Mixed::Repaired)
}

fn look_alike(c: char, target: Script) -> Option<char> {
    let row = LOOK_ALIKES.iter().find(|row| c != '-' && row.contains(&c))?;
    let [latin, cyrillic, greek] = *row;
    let found = match target {
        Script::Latin => latin,
        Script::Cyrillic => cyrillic,
        Script::Greek => greek,
    };
    (found != '-').then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> (String, Vec<NoteKind>) {
        let name = clean(text);
        (name.text, name.notes)
    }

    #[test]
    fn honest_names_stay_as_they_are() {
        for name in ["O’Higgins Núñez", "محمد بن سلمان", "Александр Григоренко", "王伟", "Jean-Luc d'Arc", "Γιώργος"]
        {
            assert_eq!(cleaned(name), (name.to_owned(), vec![]));
        }
    }

    #[test]
    fn hidden_and_control_characters_are_taken_out_and_said() {
        assert_eq!(cleaned("Pe\u{202E}rez\u{200B}"), ("Perez".into(), vec![NoteKind::HiddenCharacters]));
        assert_eq!(cleaned("Ana\u{0}Ruiz\u{7}"), ("Ana Ruiz".into(), vec![NoteKind::ControlCharacters]));
        assert_eq!(cleaned("  a\t b\n"), ("a b".into(), vec![]));
        assert_eq!(cleaned("\u{202E}--\u{FFFD}").0, "");
        assert_eq!(cleaned("123").0, "");
        assert_eq!(visible(" A\u{202E}-1\n"), "A-1");
    }

    #[test]
    fn letters_of_another_script_that_look_the_same_are_replaced() {
        // Cyrillic а and о in a Latin word; Latin a in a Cyrillic one.
        assert_eq!(cleaned("Rаmоs"), ("Ramos".into(), vec![NoteKind::LookAlikes]));
        assert_eq!(cleaned("Ивaнов"), ("Иванов".into(), vec![NoteKind::LookAlikes]));
        assert_eq!(cleaned("Ramжs"), ("Ramжs".into(), vec![NoteKind::MixedScripts]));
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC{0,40}|[\u{0}-\u{2100}]{0,40}") {
            let once = clean(&text).text;
            let twice = clean(&once);
            proptest::prop_assert_eq!(&twice.text, &once);
            proptest::prop_assert!(twice.notes.iter().all(|kind| *kind == NoteKind::MixedScripts));
        }
    }
}
