//! The JSON interface for monitoring: the head and the last verification. Nothing about anyone.

use axum::{Json, extract::State};
use garita_domain::Certainty;
use garita_storage::VerifyReport;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::{Records, VerificationOutcome, VerificationState, health};

/// The description of these two addresses, for the OpenAPI file.
#[derive(OpenApi)]
#[openapi(paths(head, verification), components(schemas(HeadAnswer, VerificationAnswer)))]
pub struct RecordsApi;

/// The journal's head and the state of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HeadAnswer {
    /// The node's id.
    pub node: String,
    /// The id of the running epoch.
    pub epoch: String,
    /// Number of the last entry.
    pub sequence: i64,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
    /// `writing` or `read_only`.
    pub health: String,
    /// Why entries stopped: `disk_full`, `damaged`, `unavailable`, `taken_over`, `inconsistent`, `wrong_key` or `driver`.
    pub reason: Option<String>,
    /// Whether the node believes its clock.
    pub time_certain: bool,
}

/// The last verification since the start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct VerificationAnswer {
    /// `none`, `running`, `held`, `fault` or `broken_off`.
    pub state: String,
    /// While it runs: entries verified so far.
    pub done: Option<u64>,
    /// While it runs: entries in the chain when it began.
    pub total: Option<u64>,
    /// When it ended, in RFC 3339.
    pub ended: Option<String>,
    /// Held: entries verified.
    pub entries: Option<u64>,
    /// Held: entries whose content retention destroyed.
    pub destroyed: Option<u64>,
    /// Held: epochs.
    pub epochs: Option<u64>,
    /// Held: signed heads checked.
    pub seals: Option<u64>,
    /// Held: the head, as it is printed.
    pub head: Option<String>,
    /// Fault: the first bad entry, where there is one.
    pub first_bad_entry: Option<i64>,
    /// Fault: `sequence`, `previous`, `content`, `fork`, `unknown-run`, `head`, `signature`, `missing` or `inserted`.
    pub fault: Option<String>,
}

/// The journal's head.
#[utoipa::path(get, path = "/api/v1/journal/head", tag = "journal", responses((status = 200, body = HeadAnswer), (status = 401), (status = 403)))]
pub async fn head(State(records): State<Records>) -> Json<HeadAnswer> {
    let journal = &records.journal;
    let head = journal.head();
    let (state, reason) = health::code(journal.health());
    Json(HeadAnswer {
        node: journal.node().to_string(),
        epoch: journal.epoch().to_string(),
        sequence: head.sequence,
        hash: head.hash.to_string(),
        health: state.to_owned(),
        reason: reason.map(str::to_owned),
        time_certain: journal.now().1 == Certainty::Certain,
    })
}

/// The last verification, or the running one.
#[utoipa::path(
    get,
    path = "/api/v1/journal/verification",
    tag = "journal",
    responses((status = 200, body = VerificationAnswer), (status = 401), (status = 403))
)]
pub async fn verification(State(records): State<Records>) -> Json<VerificationAnswer> {
    Json(answer(records.verification()))
}

fn answer(state: VerificationState) -> VerificationAnswer {
    let named = |state: &str| VerificationAnswer { state: state.to_owned(), ..VerificationAnswer::default() };
    match state {
        VerificationState::None => named("none"),
        VerificationState::Running { progress, .. } => {
            VerificationAnswer { done: progress.map(|now| now.done), total: progress.map(|now| now.total), ..named("running") }
        }
        VerificationState::Ended { ended, outcome, .. } => {
            let ended = Some(ended.to_string());
            match outcome {
                VerificationOutcome::Held(VerifyReport { head, entries, destroyed, epochs, seals }) => VerificationAnswer {
                    ended,
                    entries: Some(entries),
                    destroyed: Some(destroyed),
                    epochs: Some(epochs),
                    seals: Some(seals),
                    head: head.map(|head| head.to_string()),
                    ..named("held")
                },
                VerificationOutcome::Fault { entry, what } => {
                    let fault = what.id.strip_prefix("records-fault-").map(str::to_owned);
                    VerificationAnswer { ended, first_bad_entry: entry, fault, ..named("fault") }
                }
                VerificationOutcome::BrokenOff => VerificationAnswer { ended, ..named("broken_off") },
            }
        }
    }
}
