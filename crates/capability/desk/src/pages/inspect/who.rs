//! Who stands there: the name as given, beside what the zone says, with every repaired character marked.

use garita_domain::{Certainty, HowEntered, PersonName};
use garita_travel_document::mrz::{Field, Lines, ReadingContext, Zone};
use garita_web::PageContext;

use crate::{CaseFile, pages::labels};

/// The left column.
pub(crate) struct Who {
    pub surname: String,
    pub given_names: String,
    pub sex: char,
    pub birth: String,
    pub nationality: String,
    pub document: Option<DocumentLine>,
    /// A person without a document, or one typed from its face: how it was entered, in words.
    pub how: Option<String>,
    pub rows: Vec<CompareRow>,
    pub lines: Vec<Vec<Piece>>,
    pub repairs: Vec<String>,
    /// Direction, class, conveyance.
    pub crossing: Vec<String>,
    pub at: String,
    pub uncertain: bool,
}

/// The document in one line.
pub(crate) struct DocumentLine {
    pub kind: String,
    pub number: String,
    pub expiry: String,
}

/// One datum as read beside the characters it was read from.
pub(crate) struct CompareRow {
    pub label: String,
    pub printed: String,
    pub zone: String,
    pub differs: bool,
}

/// Characters of a line of the zone.
pub(crate) struct Piece {
    pub text: String,
    pub repaired: bool,
}

impl Who {
    pub(crate) fn of(page: &PageContext, file: &CaseFile) -> Self {
        let presentation = &file.presentation;
        let name = presentation.name.as_ref();
        let zone = Zone::read(&presentation.zone.join("\n"), &ReadingContext::new(presentation.today)).ok();
        let document = presentation.document.as_ref().map(|document| DocumentLine {
            kind: labels::label(page, "document", document.kind.code()),
            number: document.number.as_ref().map(ToString::to_string).unwrap_or_default(),
            expiry: page.date(document.expiry),
        });
        let conveyance = &presentation.conveyance;
        let mut crossing =
            vec![page.t(labels::direction_id(presentation.direction)), labels::label(page, "class", presentation.class.code())];
        if !conveyance.kind.is_empty() {
            crossing.push(labels::label(page, "conveyance", &conveyance.kind));
        }
        if !conveyance.reference.is_empty() {
            crossing.push(conveyance.reference.clone());
        }
        Self {
            surname: name.map_or_else(|| page.t("desk-no-name"), |name| name.surname().to_owned()),
            given_names: name.map(PersonName::given_names).unwrap_or_default().to_owned(),
            sex: presentation.sex.letter(),
            birth: page.date(presentation.birth_date),
            nationality: presentation
                .nationality
                .map_or_else(|| page.t("desk-nationality-unknown"), |code| labels::country(page, Some(code))),
            how: match presentation.how {
                HowEntered::Zone => None,
                HowEntered::Typed => Some(page.t("desk-how-typed")),
                HowEntered::Stated => Some(page.t("desk-how-stated")),
            },
            rows: zone.as_ref().map(|zone| rows(page, file, zone)).unwrap_or_default(),
            lines: zone.as_ref().map(marked).unwrap_or_default(),
            repairs: zone.as_ref().map(|zone| repairs(page, zone)).unwrap_or_default(),
            crossing,
            at: page.date_time(presentation.at),
            uncertain: presentation.certainty == Certainty::Uncertain,
            document,
        }
    }
}

fn rows(page: &PageContext, file: &CaseFile, zone: &Zone) -> Vec<CompareRow> {
    let presentation = &file.presentation;
    let row = |id: &str, printed: String, fields: &[Field], differs: bool| {
        let repaired = zone.repairs().iter().any(|repair| fields.contains(&repair.field));
        let as_received = fields.iter().map(|field| characters(zone.printed(), *field)).collect::<Vec<_>>().join(" ");
        CompareRow { label: page.t(id), printed, zone: as_received, differs: differs || repaired }
    };
    let name = presentation.name.as_ref();
    let document = presentation.document.as_ref();
    let dashed = |text: Option<String>| text.filter(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned());
    let read = &file.inspection.presented.presentation;
    let rows = [
        row("desk-name", dashed(name.map(ToString::to_string)), &[Field::Name, Field::GivenNames], presentation.name != read.name),
        row("desk-birth-date", page.date(presentation.birth_date), &[Field::BirthDate], presentation.birth_date != read.birth_date),
        row("desk-sex", presentation.sex.letter().to_string(), &[Field::Sex], presentation.sex != read.sex),
        row(
            "desk-nationality",
            dashed(presentation.nationality.map(|code| labels::country(page, Some(code)))),
            &[Field::Nationality],
            presentation.nationality != read.nationality,
        ),
        row("desk-issuer", dashed(document.map(|document| labels::country(page, document.issuer))), &[Field::IssuingState], false),
        row(
            "desk-number",
            dashed(document.and_then(|document| document.number.as_ref()).map(ToString::to_string)),
            &[Field::DocumentNumber],
            false,
        ),
        row("desk-expiry", dashed(document.map(|document| page.date(document.expiry))), &[Field::ExpiryDate], false),
    ];
    rows.into_iter().filter(|row| !row.zone.trim().is_empty()).collect()
}

/// A field as received, without the fillers that follow it.
fn characters(lines: &Lines, field: Field) -> String {
    let text = String::from_utf8_lossy(lines.field(field));
    let trimmed = text.trim_end_matches('<');
    // A field of nothing but fillers is shown as one.
    if trimmed.is_empty() { text.chars().take(1).collect() } else { trimmed.to_owned() }
}

/// The lines as received, cut where a character was read otherwise or where the reading is open.
fn marked(zone: &Zone) -> Vec<Vec<Piece>> {
    let repaired = |line: usize, column: usize| {
        let changed = zone.repairs().iter().any(|repair| (usize::from(repair.line), usize::from(repair.column)) == (line + 1, column + 1));
        let open = zone.questions().iter().any(|question| {
            let longest = question.readings.iter().map(String::len).max().unwrap_or_default();
            usize::from(question.line) == line + 1 && (column + 1).checked_sub(question.column.into()).is_some_and(|place| place < longest)
        });
        changed || open
    };
    let mut lines = Vec::new();
    for (number, line) in zone.printed().iter().enumerate() {
        let mut pieces: Vec<Piece> = Vec::new();
        for (column, character) in line.chars().enumerate() {
            let is_repaired = repaired(number, column);
            match pieces.last_mut() {
                Some(piece) if piece.repaired == is_repaired => piece.text.push(character),
                _ => pieces.push(Piece { text: character.to_string(), repaired: is_repaired }),
            }
        }
        lines.push(pieces);
    }
    lines
}

fn repairs(page: &PageContext, zone: &Zone) -> Vec<String> {
    let line = |repair: &garita_travel_document::mrz::Repair| {
        let id = if repair.needs_confirmation() { "desk-repair-confirm" } else { "desk-repair" };
        let values = [
            ("line", repair.line.to_string()),
            ("column", repair.column.to_string()),
            ("from", repair.from.to_string()),
            ("to", repair.to.to_string()),
        ];
        page.t_with(id, &values)
    };
    zone.repairs().iter().map(line).collect()
}
