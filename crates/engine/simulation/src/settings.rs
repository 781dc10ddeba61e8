//! What a world is made from, and why one could not be made.

use garita_domain::{CountryCode, CountryCodeError, DocumentNumberError, PersonNameError, Timestamp};
use jiff::tz::Offset;

/// What a world is made from. The same settings give the same world, bit for bit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Chooses the world.
    pub seed: u64,
    /// How many people there are.
    pub travellers: u32,
    /// How many crossings they made, exactly. When there are at least as many as travellers, everyone has one.
    pub crossings: u32,
    /// The end of the period: every crossing is earlier.
    pub until: Timestamp,
    /// Length of the period in calendar months, counted back from the day of `until`; 1 to 120.
    pub months: u8,
    /// The country whose post this is.
    pub home: CountryCode,
    /// The country on the other side.
    pub neighbour: CountryCode,
    /// The post's offset from UTC, all year.
    pub offset: Offset,
}

impl Settings {
    /// The demonstration border: 20,000 travellers and 100,000 crossings in 12 months between Honduras (the post's side)
    /// and Guatemala, at UTC-6 all year.
    pub fn demonstration(seed: u64, until: Timestamp) -> Result<Self, WorldError> {
        let code = |code: &str| CountryCode::parse(code).map_err(WorldError::ReadCountry);
        Ok(Self {
            seed,
            travellers: 20_000,
            crossings: 100_000,
            until,
            months: 12,
            home: code("HND")?,
            neighbour: code("GTM")?,
            offset: Offset::constant(-6),
        })
    }
}

/// Why a world, or someone in it, could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorldError {
    /// Crossings without anybody to make them.
    #[error("a world with crossings needs at least one traveller")]
    NoTravellers,
    /// More crossings than people could make.
    #[error("{crossings} crossings are too many for {travellers} travellers: at most four a day each; raise the travellers or the months")]
    TooManyCrossings {
        /// Crossings asked for.
        crossings: u32,
        /// Travellers asked for.
        travellers: u32,
    },
    /// The months are outside 1 to 120, or the calendar ends before them.
    #[error("a world lasts 1 to 120 months within the calendar; choose another number of months or another end")]
    Months,
    /// Both sides of the border are one country.
    #[error("home and neighbour must be two countries")]
    SameCountry,
    /// A country code of the built-in tables was not taken.
    #[error("the code of a country could not be read")]
    ReadCountry(#[source] CountryCodeError),
    /// A made-up name was not taken.
    #[error("a name could not be made")]
    MakeName(#[source] PersonNameError),
    /// A made-up document number was not taken.
    #[error("a document number could not be made")]
    MakeNumber(#[source] DocumentNumberError),
}
