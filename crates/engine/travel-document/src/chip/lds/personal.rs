//! Texts about people.

use super::super::ber::Tlv;

/// A text from a chip that logs must not show.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Personal(String);

impl Personal {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// UTF-8, as the standard has it, or else Latin-1.
    pub(super) fn read(tlv: &Tlv<'_>) -> Self {
        Self::of(tlv.content)
    }

    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().copied().map(char::from).collect(), str::to_owned))
    }

    /// A date of eight digits, which older chips write as four bytes of two digits each (ICAO 9303-10 §4.7.11).
    pub(super) fn date(tlv: &Tlv<'_>) -> Self {
        if tlv.content.len() == 4 || tlv.content.len() == 7 {
            return Self(data_encoding::HEXLOWER.encode(tlv.content));
        }
        Self::read(tlv)
    }
}

impl std::fmt::Debug for Personal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[personal]")
    }
}
