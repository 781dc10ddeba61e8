//! The synthetic border: invented people, documents and crossings, with the truth about them kept apart.
//!
//! What this room is for: a post to learn on, to demonstrate and to measure with, on which nobody's data are. It is pure
//! and deterministic: the same [`Settings`] give the same [`World`], bit for bit, on every machine. It must not know how
//! documents are read, how crossings are stored, or what the desk finds; its callers write zones from its typed fields.
//!
//! Countries bear their real names so that screens look as they will; people, numbers and counts are invented. A store
//! filled from here is watermarked and can never be enrolled.
//!
//! # Where the shares come from
//!
//! From nowhere but the purpose of the demonstration. No share, stay, validity or rhythm here is a finding about any
//! border, any nationality or any issuer, and none may be quoted as one. The reasons:
//!
//! | what | share | so that |
//! |---|---|---|
//! | own nationals, visitors | 33 % and 24 % of units | the two commonest screens come up most |
//! | commuters, traders, crew | 9 % of units, most crossings | a few people make most of the history (busiest 32 times the usual of their kind) |
//! | tourists from far | 14 % of units | other alphabets' names and other issuers appear |
//! | families | 6 % of units, 2 to 6 people | children and shared surnames are on every screen that lists people |
//! | groups of returnees | 0.2 % of units, 8 to 30 people | reception in groups, with 40 % without documents |
//! | in transit | 7 % of units | people whose entry this post never saw |
//! | odd number of crossings | 10 % of units | journeys with an end elsewhere |
//! | identity card beside a passport | 25 % in the region | two documents of one person must be joined |
//! | second nationality | 3 % of own nationals | the same, with other issuer and spelling |
//! | name spelled otherwise | 6 % of second documents, half of second nationalities | joining must not hang on spelling |
//! | documents lost | 1.5 % of documents, shown again in 7 % of later crossings | lists of lost documents have something to find |
//! | documents not renewed | 10 % of those that end | expired documents are seen every day |
//! | partial birth dates | about 0.3 % of people over 45 | intervals are exercised |
//! | sex unspecified | 0.15 % | X is exercised |
//! | exit by another post | 2.5 % of foreign visits | history must say undetermined, not missing |
//! | overstays | 2 % of foreign visits | stays are counted |
//! | document shown again by another person | 0.15 % of journeys of people alone | the check has something to find, rarely |
//! | refusals | 0.6 % of foreign visits alone, 0.04 % of local traffic | rare, and never an own national, a child or a family |
//! | second line | 1.5 % of crossings and every doubtful document | its pages are not empty |
//! | waiting at the end | at most 8 in second line, 3 pending | a queue to start with |
//!
//! Every journey that ends at this post ends inside the period, so the last fortnight is up to half as busy again as the
//! rest of the year. There are no seasons and no holidays.
//!
//! Nationality decides language, names, documents and distance, and nothing that is odd: anomalies fall on the
//! nationalities as their crossings do (R37 holds for examples too; a test keeps watch).
//!
//! # To add a thing
//!
//! A kind of traveller: `kind`. A nation: `nations`. A culture of names: `names`. A thing that goes wrong: a variant of
//! [`Anomaly`], noted in `inspection`. Anything drawn by chance takes a new `Question`, so that old worlds stay as they are.

mod arrivals;
mod budget;
mod chance;
mod conveyance;
mod crossing;
mod inspection;
mod itinerary;
mod kind;
mod names;
mod nations;
mod numbers;
mod papers;
mod settings;
mod traveller;
mod truth;
mod unit;
mod window;
mod world;

pub use arrivals::{Arrival, Arrivals};
pub use crossing::{BOOTHS, FearAsked, Line, OFFICERS, Outcome, RefusalReason, SimulatedCrossing};
pub use kind::TravellerKind;
pub use settings::{Settings, WorldError};
pub use traveller::{Document, DocumentForm, Traveller};
pub use truth::{Anomaly, SamePerson, Truth};
pub use world::World;
