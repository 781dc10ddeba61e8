//! `GET /desk/shift/{shift}/report`: the paper that is handed over. It carries counts, never a traveller, and the signed
//! head of the journal: whoever keeps the paper can show that nothing before it was changed (DESIGN §2A).

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use data_encoding::BASE64URL_NOPAD;
use garita_domain::ShiftId;
use garita_journal::Head;
use garita_web::{PageContext, PageError, SignedIn, respond};
use qrcode::{EcLevel, QrCode, render::svg};

use super::{home::by_outcome, storage_failed};
use crate::{Desk, queries};

#[derive(Template)]
#[template(path = "desk/shift_report.html")]
struct ReportPage {
    page: PageContext,
    officer: String,
    opened: String,
    closed: String,
    counts: Vec<(String, u64)>,
    total: u64,
    /// The head in groups of eight, to be read aloud or typed.
    head: String,
    signature: String,
    node: String,
    code: String,
}

/// The handler: one's own closed shift.
pub(crate) async fn show(
    State(desk): State<Desk>,
    page: PageContext,
    signed_in: SignedIn,
    Path(shift): Path<String>,
) -> Result<Response, PageError> {
    let shift: ShiftId = shift.parse().map_err(|_| PageError::not_found())?;
    let mut snapshot = desk.journal.snapshot().await.map_err(storage_failed)?;
    let row = queries::shift(&mut snapshot, signed_in.account, shift).await.map_err(storage_failed)?.ok_or_else(PageError::not_found)?;
    let (Some(closed), Ok(before)) = (row.closed, row.head.parse::<Head>()) else { return Err(PageError::not_found()) };
    let node = desk.journal.node();
    // The closing entry follows the head it names.
    let sealed = queries::seal_from(&mut snapshot, node, before.sequence + 1).await.map_err(storage_failed)?;
    let counted = queries::counts_of_shift(&mut snapshot, shift).await.map_err(storage_failed)?;
    let (head, signature) = match sealed {
        Some((head, signature)) => (head, BASE64URL_NOPAD.encode(&signature)),
        None => (before, String::new()),
    };
    respond(&ReportPage {
        officer: signed_in.display_name,
        opened: page.date_time(row.opened),
        closed: page.date_time(closed),
        counts: by_outcome(&page, &counted),
        total: counted.iter().map(|(_, count)| count).sum(),
        code: code(&format!("garita head {node} {head} {signature}")),
        head: grouped(&head.to_string()),
        signature,
        node: node.to_string(),
        page,
    })
}

/// A QR code (ISO/IEC 18004) as an SVG element without inline style; empty when the text is longer than a code holds.
pub(super) fn code(text: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return String::new() };
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(180, 180).build();
    // The drawing stands inside a page: no XML declaration.
    drawn.split_once("<svg").map(|(_, rest)| format!("<svg role=\"img\" aria-hidden=\"true\"{rest}")).unwrap_or_default()
}

fn grouped(head: &str) -> String {
    let Some((sequence, hash)) = head.split_once(':') else { return head.to_owned() };
    let characters: Vec<char> = hash.chars().collect();
    let groups: Vec<String> = characters.chunks(8).map(|group| group.iter().collect()).collect();
    format!("{sequence}: {}", groups.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_drawn_without_inline_style() {
        let drawn = code("garita head");
        assert!(drawn.starts_with("<svg ") && !drawn.contains("style=") && !drawn.contains("<?xml"));
    }

    #[test]
    fn printed_heads_read_back() {
        let head = Head { sequence: 12, hash: garita_journal::Hash::from_slice(&[0xA3; 32]).unwrap() };
        assert_eq!(grouped(&head.to_string()).parse(), Ok(head));
    }
}
