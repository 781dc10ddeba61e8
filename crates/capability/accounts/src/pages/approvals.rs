//! What waits for a second person, and deciding it.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::{Message, RequestId};
use garita_web::{Choice, FormErrors, PageContext, PageError, SignedIn, Tone, respond};

use super::{choices, form::Fields, id, role_words};
use crate::{
    Accounts, AccountsError,
    commands::approvals::{Decide, Decision},
    errors::storage_page,
    queries::{self, Request},
    service::may_decide,
    tables::{APPROVED, REFUSED},
};

/// Why a request is refused.
const REFUSALS: [&str; 3] = ["not_needed", "wrong_content", "not_agreed"];

#[derive(Template)]
#[template(path = "accounts/approvals.html")]
struct ApprovalsPage {
    page: PageContext,
    errors: FormErrors,
    notice: Option<&'static str>,
    waiting: Vec<Item>,
    decided: Vec<Item>,
    refusals: Vec<Choice>,
}

struct Item {
    request: String,
    key: String,
    what: String,
    particulars: Vec<String>,
    about: String,
    asked_by: String,
    asked: String,
    reason: String,
    approvers: String,
    may_decide: bool,
    own: bool,
    tone: Tone,
    state: &'static str,
    decided_by: String,
    decided: String,
}

/// The list.
pub(crate) async fn list(
    State(accounts): State<Accounts>,
    uri: Uri,
    page: PageContext,
    signed_in: SignedIn,
) -> Result<Response, PageError> {
    let query = Fields::of_query(&uri);
    let notice = match (query.get("asked"), query.get("done")) {
        ("yes", _) => Some("accounts-approval-asked"),
        (_, "yes") => Some("accounts-approval-decided"),
        _ => None,
    };
    respond(&ApprovalsPage::new(&accounts, page, &signed_in, FormErrors::default(), notice).await?)
}

/// Decides one request.
pub(crate) async fn decide(
    State(accounts): State<Accounts>,
    Path(request): Path<String>,
    page: PageContext,
    signed_in: SignedIn,
    form: Fields,
) -> Result<Response, PageError> {
    let request: RequestId = id(&request)?;
    let entry = form.entry()?;
    let refusal = REFUSALS.into_iter().find(|reason| *reason == form.get("refusal"));
    let mut errors = FormErrors::default();
    let decision = match (form.get("decision"), refusal) {
        ("approve", _) => Decision::Approve,
        ("refuse", Some(reason)) => Decision::Refuse(reason),
        ("refuse", None) => {
            errors.add("requests", Message::new("accounts-refusal-none"));
            return super::again(StatusCode::UNPROCESSABLE_ENTITY, &ApprovalsPage::new(&accounts, page, &signed_in, errors, None).await?);
        }
        _ => return Err(PageError::bad_request()),
    };
    let command = Decide { entry, request, decider: signed_in.account, decision, acts: accounts.acts().clone() };
    match accounts.journal().submit(command).await {
        Ok(()) => Ok(Redirect::to("/approvals?done=yes").into_response()),
        Err(AccountsError::Refused(message)) => {
            errors.add("requests", message);
            super::again(StatusCode::CONFLICT, &ApprovalsPage::new(&accounts, page, &signed_in, errors, None).await?)
        }
        Err(error) => Err(error.into()),
    }
}

impl ApprovalsPage {
    async fn new(
        accounts: &Accounts,
        page: PageContext,
        signed_in: &SignedIn,
        errors: FormErrors,
        notice: Option<&'static str>,
    ) -> Result<Self, PageError> {
        let mut snapshot = accounts.journal().snapshot().await.map_err(storage_page)?;
        let waiting = queries::waiting(&mut snapshot).await.map_err(storage_page)?;
        let decided = queries::decided(&mut snapshot).await.map_err(storage_page)?;
        let concerns =
            |request: &&Request| request.asked_by == Some(signed_in.account) || request.approvers.iter().any(|role| signed_in.has(*role));
        let items = |requests: &[Request]| -> Vec<Item> {
            requests.iter().filter(concerns).map(|request| Item::of(accounts, &page, signed_in, request)).collect()
        };
        let (waiting, decided) = (items(&waiting), items(&decided));
        Ok(Self { refusals: choices(&page, "accounts-refusal-", &REFUSALS), page, errors, notice, waiting, decided })
    }
}

impl Item {
    fn of(accounts: &Accounts, page: &PageContext, signed_in: &SignedIn, request: &Request) -> Self {
        let act = accounts.acts().iter().find(|act| act.act() == request.act);
        let payload = serde_json::from_slice(&request.payload).unwrap_or_default();
        let summary = act.map(|act| act.summary(&payload)).unwrap_or_default();
        let mut lines = summary.iter().map(|message| page.message(message));
        let (tone, state) = match request.state.as_str() {
            APPROVED => (Tone::Quiet, "accounts-approval-approved"),
            REFUSED => (Tone::Caution, "accounts-approval-refused"),
            _ => (Tone::Note, "accounts-approval-waiting"),
        };
        Self {
            request: request.id.to_string(),
            key: accounts.journal().environment().entry_id().to_string(),
            what: lines.next().unwrap_or_else(|| page.t("accounts-act-unknown")),
            particulars: lines.collect(),
            about: request.about_name.clone(),
            asked_by: request.asked_by_name.clone(),
            asked: page.ago(request.asked),
            reason: reason_words(page, &request.act, &request.reason),
            approvers: role_words(page, &request.approvers),
            may_decide: may_decide(request, signed_in),
            own: request.asked_by == Some(signed_in.account),
            tone,
            state,
            decided_by: request.decided_by_name.clone(),
            decided: request.decided.map(|at| page.ago(at)).unwrap_or_default(),
        }
    }
}

/// The words of a coded reason, which belong to the capability whose act it is.
fn reason_words(page: &PageContext, act: &str, code: &str) -> String {
    let capability = act.split('.').next().unwrap_or_default();
    page.t(&format!("{capability}-reason-{}", code.replace('_', "-")))
}
