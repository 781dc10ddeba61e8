//! The scan box and what goes with every scan: direction, class, conveyance. They stay as they were for the next person.

use garita_domain::{Conveyance, Direction, EntryId, SubjectId, TrafficClass};
use garita_web::{Choice, PageContext, PageError, SignedIn};

use super::{FormFields, labels};
use crate::{
    Desk,
    codes::{CONVEYANCES, LONGEST_REFERENCE},
};

/// What stays from one person to the next.
#[derive(Clone)]
pub struct Lane {
    /// Which way.
    pub direction: Direction,
    /// In what capacity.
    pub class: TrafficClass,
    /// In what.
    pub conveyance: Conveyance,
}

impl Lane {
    /// As the booth works, until somebody says otherwise.
    pub fn of(signed_in: &SignedIn) -> Self {
        Self { direction: signed_in.direction, class: TrafficClass::Visitor, conveyance: Conveyance::default() }
    }

    /// As sent. A code that no list of ours has was not sent by a page of ours.
    pub fn read(fields: &FormFields, signed_in: &SignedIn) -> Result<Self, PageError> {
        let usual = Self::of(signed_in);
        let direction = match fields.text("direction") {
            "" => usual.direction,
            code => Direction::from_code(code).ok_or_else(PageError::bad_request)?,
        };
        let class = match fields.text("class") {
            "" => usual.class,
            code => TrafficClass::from_code(code).ok_or_else(PageError::bad_request)?,
        };
        let kind = fields.text("conveyance");
        if !kind.is_empty() && !CONVEYANCES.contains(&kind) {
            return Err(PageError::bad_request());
        }
        let reference = fields.text("reference");
        if reference.chars().count() > LONGEST_REFERENCE || reference.chars().any(char::is_control) {
            return Err(PageError::bad_request());
        }
        Ok(Self { direction, class, conveyance: Conveyance { kind: kind.to_owned(), reference: reference.to_owned() } })
    }

    /// The query that keeps it: `direction=entry&class=visitor`.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("direction", self.direction.code()).append_pair("class", self.class.code());
        if !self.conveyance.kind.is_empty() {
            query.append_pair("conveyance", &self.conveyance.kind);
        }
        if !self.conveyance.reference.is_empty() {
            query.append_pair("reference", &self.conveyance.reference);
        }
        query.finish()
    }
}

/// The scan form, as `templates/desk/parts/scan.html` shows it.
pub struct ScanForm {
    /// The text in the box.
    pub text: String,
    /// Whether the box takes the focus.
    pub focus: bool,
    /// Id of the entry to come.
    pub entry: EntryId,
    /// Id for the person, if nobody is known by the document.
    pub subject: SubjectId,
    /// What stays.
    pub lane: Lane,
    /// The directions.
    pub directions: Vec<Choice>,
    /// The classes.
    pub classes: Vec<Choice>,
    /// The conveyances.
    pub conveyances: Vec<Choice>,
}

impl ScanForm {
    /// An empty form with ids of its own.
    pub fn new(desk: &Desk, page: &PageContext, lane: Lane) -> Self {
        let environment = desk.journal.environment();
        Self {
            text: String::new(),
            focus: true,
            entry: environment.entry_id(),
            subject: environment.subject_id(),
            lane,
            directions: labels::directions(page),
            classes: labels::classes(page),
            conveyances: labels::choices(page, "conveyance", &CONVEYANCES),
        }
    }

    /// The same form with the text and the ids that were sent.
    #[must_use]
    pub fn kept(mut self, fields: &FormFields) -> Self {
        // What cannot be a zone is not sent back whole: ten megabytes would come with every mistake.
        self.text = fields.raw("mrz").chars().take(2000).collect();
        self.entry = fields.id("idempotency_key").unwrap_or(self.entry);
        self.subject = fields.id("subject").unwrap_or(self.subject);
        self
    }
}
