//! Names and roles as they are typed, stored and read.

use garita_domain::{Message, access::Role};

/// Longest name colleagues see, in characters.
const LONGEST_DISPLAY_NAME: usize = 80;
/// Shortest and longest sign-in name, in characters.
const SIGN_IN_NAME: std::ops::RangeInclusive<usize> = 3..=32;

/// What a person types to sign in: 3 to 32 small letters, digits, points, hyphens or low lines, a letter first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SignInName(String);

impl SignInName {
    /// Reads a new name. Capitals become small letters.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let name = typed(text);
        let allowed = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_".contains(letter);
        let sound =
            SIGN_IN_NAME.contains(&name.len()) && name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.chars().all(allowed);
        if sound { Ok(Self(name)) } else { Err(Message::new("accounts-name-form")) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name colleagues know, in any script.
#[derive(Clone, PartialEq, Eq)]
pub struct DisplayName(String);

impl DisplayName {
    /// Reads a name: something, not too long, on one line.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let sound = !name.is_empty() && name.chars().count() <= LONGEST_DISPLAY_NAME && !name.chars().any(char::is_control);
        if sound { Ok(Self(name)) } else { Err(Message::new("accounts-display-name-form").with("most", LONGEST_DISPLAY_NAME)) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for DisplayName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DisplayName([personal])")
    }
}

/// A sign-in name as somebody typed it, for looking it up.
pub(crate) fn typed(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Roles as one text column: codes in their fixed order, a space between them.
pub(crate) fn roles_text(roles: &[Role]) -> String {
    let codes: Vec<_> = Role::ALL.into_iter().filter(|role| roles.contains(role)).map(Role::code).collect();
    codes.join(" ")
}

/// Reads what [`roles_text`] wrote; codes of a later release are passed over.
pub(crate) fn roles_from(text: &str) -> Vec<Role> {
    text.split(' ').filter_map(Role::from_code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parsed_at_the_edge() {
        assert_eq!(SignInName::parse(" Ana.Reyes ").unwrap().as_str(), "ana.reyes");
        for wrong in ["", "an", "1ana", "ana reyes", "añ", "ana@reyes", &"a".repeat(33)] {
            assert!(SignInName::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(DisplayName::parse("  José   Ávila ").unwrap().as_str(), "José Ávila");
        assert!(DisplayName::parse(" \u{7}").is_err() && DisplayName::parse("").is_err());
        assert_eq!(format!("{:?}", DisplayName::parse("José").unwrap()), "DisplayName([personal])");
    }

    #[test]
    fn roles_keep_their_order() {
        let text = roles_text(&[Role::Administrator, Role::Officer]);
        assert_eq!(text, "officer administrator");
        assert_eq!(roles_from(&text), [Role::Officer, Role::Administrator]);
        assert_eq!(roles_from(""), []);
    }
}
