//! Booths: the list, making one, its code, revoking.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::{BoothId, Direction, Message, Secret};
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn, Tone, respond};

use super::{accounts::CodePage, form::Fields, id};
use crate::{
    Accounts, DisplayName,
    commands::booths::{MakeBooth, RenewBoothCode, RevokeBooth},
    errors::storage_page,
    queries::{self, Booth},
    secrets::{
        code::{self, Code},
        token,
    },
    settings::micros,
};

#[derive(Template)]
#[template(path = "accounts/booths.html")]
struct BoothsPage {
    page: PageContext,
    errors: FormErrors,
    key: String,
    lane: String,
    direction: String,
    directions: Vec<Choice>,
    rows: Vec<Row>,
}

struct Row {
    booth: String,
    key: String,
    lane: String,
    direction: &'static str,
    tone: Tone,
    state: String,
    live: bool,
}

/// The list, and the form that makes one.
pub(crate) async fn list(State(accounts): State<Accounts>, page: PageContext) -> Result<Response, PageError> {
    let key = accounts.journal().environment().entry_id().to_string();
    respond(&BoothsPage::new(&accounts, page, FormErrors::default(), key, "", Direction::Entry.code()).await?)
}

/// Makes a booth and shows its enrolment code.
pub(crate) async fn make(
    State(accounts): State<Accounts>,
    page: PageContext,
    signed_in: SignedIn,
    form: Fields,
) -> Result<Response, PageError> {
    let entry = form.entry()?;
    let mut errors = FormErrors::default();
    let lane = DisplayName::parse(form.get("lane"));
    let direction = Direction::from_code(form.get("direction"));
    if lane.is_err() {
        errors.add("lane", Message::new("accounts-lane-form"));
    }
    if direction.is_none() {
        errors.add("direction", Message::new("accounts-direction-none"));
    }
    let (Ok(lane), Some(direction)) = (lane, direction) else {
        let again = BoothsPage::new(&accounts, page, errors, entry.to_string(), form.get("lane"), form.get("direction")).await?;
        return super::again(StatusCode::UNPROCESSABLE_ENTITY, &again);
    };
    let code = Code::new::<{ code::ENROLMENT }>(accounts.journal().environment());
    let command = MakeBooth {
        entry,
        actor: signed_in.account,
        lane: lane.as_str().to_owned(),
        direction,
        code_hash: token::stored(code.secret().expose()),
        lifetime: micros(accounts.settings().code_lifetime),
    };
    accounts.journal().submit(command).await.map_err(storage_page)?;
    respond(&code_page(page, &accounts, lane.as_str(), code.grouped()))
}

/// Shows another enrolment code, for another browser.
pub(crate) async fn renew_code(
    State(accounts): State<Accounts>,
    Path(booth): Path<String>,
    page: PageContext,
) -> Result<Response, PageError> {
    let booth: BoothId = id(&booth)?;
    let code = Code::new::<{ code::ENROLMENT }>(accounts.journal().environment());
    let (code_hash, lifetime) = (token::stored(code.secret().expose()), micros(accounts.settings().code_lifetime));
    accounts.journal().submit(RenewBoothCode { booth, code_hash, lifetime }).await?;
    let mut snapshot = accounts.journal().snapshot().await.map_err(storage_page)?;
    let booths = queries::booths(&mut snapshot).await.map_err(storage_page)?;
    let lane = booths.iter().find(|each| each.id == booth).map_or("", |each| &each.lane);
    respond(&code_page(page, &accounts, lane, code.grouped()))
}

/// Revokes a booth.
pub(crate) async fn revoke(
    State(accounts): State<Accounts>,
    Path(booth): Path<String>,
    signed_in: SignedIn,
    form: Fields,
) -> Result<Response, PageError> {
    accounts.journal().submit(RevokeBooth { entry: form.entry()?, booth: id(&booth)?, actor: signed_in.account }).await?;
    Ok(Redirect::to("/booths").into_response())
}

impl BoothsPage {
    async fn new(
        accounts: &Accounts,
        page: PageContext,
        errors: FormErrors,
        key: String,
        lane: &str,
        direction: &str,
    ) -> Result<Self, PageError> {
        let mut snapshot = accounts.journal().snapshot().await.map_err(storage_page)?;
        let booths = queries::booths(&mut snapshot).await.map_err(storage_page)?;
        let rows = booths.iter().map(|booth| Row::of(&page, booth, accounts.journal().environment().entry_id().to_string())).collect();
        let directions = [Direction::Entry, Direction::Exit].map(|each| Choice::new(each.code(), page.t(direction_label(each)))).to_vec();
        Ok(Self { page, errors, key, lane: lane.to_owned(), direction: direction.to_owned(), directions, rows })
    }
}

impl Row {
    fn of(page: &PageContext, booth: &Booth, key: String) -> Self {
        let (tone, state) = match (booth.revoked, booth.enrolled) {
            (Some(at), _) => (Tone::Caution, page.t_with("accounts-booth-revoked", &[("when", page.ago(at))])),
            (None, Some(at)) => (Tone::Quiet, page.t_with("accounts-booth-enrolled", &[("when", page.ago(at))])),
            (None, None) => (Tone::Note, page.t("accounts-booth-made")),
        };
        Self {
            booth: booth.id.to_string(),
            key,
            lane: booth.lane.clone(),
            direction: direction_label(booth.direction),
            tone,
            state,
            live: booth.revoked.is_none(),
        }
    }
}

const fn direction_label(direction: Direction) -> &'static str {
    match direction {
        Direction::Entry => "web-entry",
        Direction::Exit => "web-exit",
    }
}

fn code_page(page: PageContext, accounts: &Accounts, lane: &str, code: Secret<String>) -> CodePage {
    CodePage {
        title: page.t("accounts-booth-code-title"),
        explanation: page.t("accounts-booth-code-explanation"),
        hours: accounts.settings().code_lifetime.as_secs() / 3600,
        page,
        whom: lane.to_owned(),
        code,
        waits: false,
        back: "/booths",
    }
}
