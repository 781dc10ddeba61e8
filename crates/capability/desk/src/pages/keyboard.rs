//! `GET` and `POST /desk/keyboard`: what the reader should send beside what arrived; `GET /desk/keyboard/card` prints the
//! card that is scanned.

use askama::Template;
use axum::response::Response;
use garita_domain::Message;
use garita_travel_document::keyboard::{Arrival, TEST_LINE, compare};
use garita_web::{FormErrors, PageContext, PageError, Tone, respond};

use super::{FormFields, shift_report::code};

#[derive(Template)]
#[template(path = "desk/keyboard.html")]
struct KeyboardPage {
    page: PageContext,
    errors: FormErrors,
    expected: &'static str,
    arrived: String,
    verdict: Option<(Tone, Message)>,
}

#[derive(Template)]
#[template(path = "desk/keyboard_card.html")]
struct CardPage {
    page: PageContext,
    line: &'static str,
    code: String,
}

/// The empty test.
pub(crate) async fn show(page: PageContext) -> Result<Response, PageError> {
    respond(&KeyboardPage { page, errors: FormErrors::default(), expected: TEST_LINE, arrived: String::new(), verdict: None })
}

/// What arrived.
pub(crate) async fn send(page: PageContext, fields: FormFields) -> Result<Response, PageError> {
    let arrived: String = fields.raw("line").chars().take(200).collect();
    let arrival = compare(TEST_LINE, &arrived);
    let tone = match arrival {
        Arrival::AsExpected => Tone::Quiet,
        Arrival::LowerCase => Tone::Note,
        Arrival::Layout(_) | Arrival::Nothing | Arrival::CutShort | Arrival::Unexplained => Tone::Caution,
    };
    respond(&KeyboardPage { page, errors: FormErrors::default(), expected: TEST_LINE, arrived, verdict: Some((tone, arrival.message())) })
}

/// The card.
pub(crate) async fn card(page: PageContext) -> Result<Response, PageError> {
    respond(&CardPage { page, line: TEST_LINE, code: code(TEST_LINE) })
}
