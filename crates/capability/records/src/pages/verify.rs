//! Verification: start it, watch it, read what it found.

use askama::Template;
use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use garita_domain::Message;
use garita_journal::Head;
use garita_storage::{VerifyProgress, VerifyReport};
use garita_web::{FormErrors, PageContext, PageError, SignedIn, respond};

use super::{Tab, tabs, value};
use crate::{Records, VerificationOutcome, VerificationState, words};

#[derive(Template)]
#[template(path = "records/verify.html")]
struct VerifyPage {
    page: PageContext,
    tabs: Vec<Tab>,
    errors: FormErrors,
    typed: String,
    verification: Verification,
}

enum Verification {
    None,
    Running { began: String, progress: Option<VerifyProgress>, expected: Option<String> },
    Held { ended: String, report: VerifyReport, head: String, expected: Option<String> },
    Fault { ended: String, entry: Option<i64>, what: String, advice: Option<String>, expected: Option<String> },
    BrokenOff { ended: String },
}

/// `GET /records/verify`
pub(crate) async fn show(State(records): State<Records>, page: PageContext, reader: SignedIn) -> Result<Response, PageError> {
    respond(&template(&records, page, &reader, FormErrors::default(), String::new()))
}

/// `POST /records/verify`, field `head` as printed; empty for none.
pub(crate) async fn start(State(records): State<Records>, page: PageContext, reader: SignedIn, form: Bytes) -> Result<Response, PageError> {
    let typed = value(&form, "head");
    let head = match typed.parse::<Head>() {
        Ok(head) if head.sequence > 0 => Some(head),
        Ok(_) | Err(_) if typed.is_empty() => None,
        Ok(_) | Err(_) => {
            let mut errors = FormErrors::default();
            errors.add("head", Message::new("records-head-wrong"));
            let shown = respond(&template(&records, page, &reader, errors, typed))?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
        }
    };
    records.verification.start(&records.journal, head);
    Ok(Redirect::to("/records/verify").into_response())
}

fn template(records: &Records, page: PageContext, reader: &SignedIn, errors: FormErrors, typed: String) -> VerifyPage {
    let verification = shown(&page, records.verification());
    VerifyPage { tabs: tabs(&page, &reader.roles), errors, typed, verification, page }
}

fn shown(page: &PageContext, state: VerificationState) -> Verification {
    let grouped = |head: Option<Head>| head.as_ref().map(words::grouped);
    match state {
        VerificationState::None => Verification::None,
        VerificationState::Running { began, progress, head } => {
            Verification::Running { began: page.date_time(began), progress, expected: grouped(head) }
        }
        VerificationState::Ended { ended, outcome, head, .. } => match (outcome, page.date_time(ended)) {
            (VerificationOutcome::Held(report), ended) => {
                Verification::Held { ended, head: grouped(report.head).unwrap_or_default(), report, expected: grouped(head) }
            }
            (VerificationOutcome::Fault { entry, what }, ended) => {
                let advice = page.translator.part(&what, "do");
                Verification::Fault { ended, entry, what: page.message(&what), advice, expected: grouped(head) }
            }
            (VerificationOutcome::BrokenOff, ended) => Verification::BrokenOff { ended },
        },
    }
}

#[cfg(test)]
mod tests {
    use garita_domain::{EpochId, Language};
    use garita_journal::{Fault, FaultAt, Hash};
    use garita_storage::VerifyError;
    use uuid::Uuid;

    use super::*;

    fn render(language: Language, outcome: &VerificationState) -> (String, Vec<String>) {
        let (catalogue, page) = super::super::tests::page(language);
        let verification = shown(&page, outcome.clone());
        let template = VerifyPage { page, tabs: Vec::new(), errors: FormErrors::default(), typed: String::new(), verification };
        (template.render().unwrap(), catalogue.missing())
    }

    fn ended(outcome: VerificationOutcome) -> VerificationState {
        let at = garita_domain::Timestamp::from_micros(1);
        VerificationState::Ended { began: at, ended: at, outcome, head: None }
    }

    #[test]
    fn every_fault_says_what_it_means_and_what_to_do_in_both_languages() {
        let at = |fault| VerifyError::Fault(FaultAt { epoch: EpochId::new(Uuid::nil()), sequence: 1234, fault });
        let faults = [
            at(Fault::Sequence { expected: 9 }),
            at(Fault::Previous),
            at(Fault::Content),
            at(Fault::Fork),
            at(Fault::UnknownEpoch),
            at(Fault::Head),
            VerifyError::Signature { sequence: 1234 },
            VerifyError::Missing { sequence: 1234 },
            VerifyError::Inserted { count: 1234 },
        ];
        for (language, heading) in [(Language::Es, "Qué hacer"), (Language::En, "What to do")] {
            for fault in &faults {
                let what = crate::explain(fault).unwrap();
                let state = ended(VerificationOutcome::Fault { entry: fault.sequence(), what });
                let (html, missing) = render(language, &state);
                assert!(html.contains("1234") && html.contains(heading), "{fault}");
                assert_eq!(missing, Vec::<String>::new(), "{fault}");
            }
            assert!(render(language, &ended(VerificationOutcome::BrokenOff)).1.is_empty());
        }
    }

    #[test]
    fn a_running_verification_says_how_far_it_has_come_and_against_what() {
        let head = Head { sequence: 7, hash: Hash::from_bytes([0xA3; 32]) };
        let progress = Some(VerifyProgress { done: 4000, total: 120_000 });
        let state = VerificationState::Running { began: garita_domain::Timestamp::from_micros(1), progress, head: Some(head) };
        for language in Language::ALL {
            let (html, missing) = render(language, &state);
            assert!(html.contains("max=\"120000\" value=\"4000\"") && html.contains("7: A3A3 A3A3"), "{html}");
            assert_eq!(missing, Vec::<String>::new());
        }
    }
}
