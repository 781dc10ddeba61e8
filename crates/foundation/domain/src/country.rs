//! State and organisation codes as they stand in machine readable zones.

use serde::{Deserialize, Serialize};

/// One to three letters A-Z: an issuing State, organisation or nationality code (ICAO 9303-3 §5). Whether the code is
/// *assigned* is a finding of `travel-document`, not a condition of this type: a forged code must still be recorded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 3]);

/// Why a text is no code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a state code is one to three letters A to Z, such as HND or D")]
pub struct CountryCodeError;

impl CountryCode {
    /// Reads one to three letters; lower case is raised, trailing `<` and white space are dropped.
    pub fn parse(text: &str) -> Result<Self, CountryCodeError> {
        let text = text.trim().trim_end_matches('<');
        if text.is_empty() || text.len() > 3 || !text.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Err(CountryCodeError);
        }
        let mut code = [b'<'; 3];
        for (to, from) in code.iter_mut().zip(text.bytes()) {
            *to = from.to_ascii_uppercase();
        }
        Ok(Self(code))
    }

    /// The code without fillers: `HND`, `D`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('<')
    }
}

impl std::fmt::Display for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CountryCode({self})")
    }
}

impl Serialize for CountryCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_codes_keep_their_length() {
        assert_eq!(CountryCode::parse("d<<").map(|c| c.to_string()), Ok("D".into()));
        assert_eq!(CountryCode::parse("HND").map(|c| c.to_string()), Ok("HND".into()));
        assert_eq!(CountryCode::parse("<<<"), Err(CountryCodeError));
        assert_eq!(CountryCode::parse("H1D"), Err(CountryCodeError));
    }

    proptest::proptest! {
        #[test]
        fn garbage_never_panics_and_what_parses_prints_back(text in "\\PC{0,8}") {
            if let Ok(code) = CountryCode::parse(&text) {
                proptest::prop_assert_eq!(CountryCode::parse(code.as_str()), Ok(code));
            }
        }
    }
}
