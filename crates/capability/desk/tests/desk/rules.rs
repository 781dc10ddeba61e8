//! The rules no page may forget, through the pages.

use axum::http::StatusCode;
use garita_domain::MovementOutcome::{Admitted, Pending, Refused, SecondLine};

use crate::support::{Post, REFUSAL, own_national, passport, visitor};

#[tokio::test]
async fn r15_a_refusal_needs_a_coded_reason_and_a_named_officer() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    let answer = post.decide(at, "refused", &[("language", "es"), ("afraid", "no"), ("note", "sin dinero")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Elija al menos un motivo") && answer.body.contains("sin dinero"));
    assert_eq!(
        post.decide(at, "refused", &[("reason", "because"), ("language", "es"), ("afraid", "no")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(post.state(at).await, None);
    for who in ["administrator-es", "overseer-es", "protection_officer-es"] {
        let answer = post.post_as(who, &format!("{at}/decide"), &[("decision", "refused"), ("idempotency_key", &post.id())]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who}");
    }
    post.decided(at, "refused", &REFUSAL).await;
    assert_eq!(post.state(at).await, Some(Refused));
}

#[tokio::test]
async fn r33_a_refusal_asks_about_fear_of_return_first() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    let answer = post.decide(at, "refused", &[("reason", "means-not-shown")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Haga la pregunta") && answer.body.contains("value=\"means-not-shown\" checked"));
    let unknown = post.decide(at, "refused", &[("reason", "means-not-shown"), ("language", "xx"), ("afraid", "no")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(post.state(at).await, None);
}

#[tokio::test]
async fn r33_who_fears_return_waits_whatever_was_pressed_and_the_screen_does_not_say_why() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    let shown =
        post.decided(at, "refused", &[("reason", "means-not-shown"), ("language", "ht"), ("afraid", "yes"), ("note", "llora")]).await;
    assert_eq!(post.state(at).await, Some(Pending));
    assert!(shown.body.contains("Pendiente: LOPEZ GARCIA, MARIA"));
    let case = post.get(&at.to_string()).await;
    for word in ["teme", "temor", "haitiano", "llora", "asilo", "Solicita", "medios"] {
        let told = case.body.split("<section class=\"decide\"").next().unwrap();
        assert!(!told.contains(word) && !shown.body.contains(word), "{word}");
    }
}

#[tokio::test]
async fn r33_fear_is_believed_even_when_the_form_is_not_complete() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    post.decided(at, "refused", &[("afraid", "yes")]).await;
    assert_eq!(post.state(at).await, Some(Pending));
}

#[tokio::test]
async fn an_own_national_is_never_refused_as_read_or_as_corrected() {
    let post = Post::open().await;
    let at = post.present(&own_national()).await;
    let page = post.get(&at.to_string()).await;
    assert!(page.body.contains("Inadmitir no se ofrece") && !page.body.contains("name=\"days\""));
    let answer = post.decide(at, "refused", &REFUSAL).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("su propio Estado"));

    let other = post.present(&passport("GTM", "B7654321", "Ruiz", "1990-01-01")).await;
    let mut fields = correction("RUIZ", "1990-01-01", "HND");
    let key = post.id();
    fields.push(("idempotency_key", &key));
    assert_eq!(post.post(&format!("{other}/correct"), &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(post.decide(other, "refused", &REFUSAL).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(post.state(other).await, None);
}

/// The correction form with everything as it stands but these.
pub fn correction<'a>(surname: &'a str, birth_date: &'a str, nationality: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("surname", surname),
        ("given_names", "MARIA"),
        ("birth_date", birth_date),
        ("sex", "F"),
        ("nationality", nationality),
        ("direction", "entry"),
        ("class", "visitor"),
        ("reason", "misread"),
    ]
}

#[tokio::test]
async fn a_closed_case_is_not_decided_again() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    post.decided(at, "admitted", &[("days", "30")]).await;
    let answer = post.decide(at, "refused", &REFUSAL).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("ya decidió este caso"));
    assert_eq!(post.state(at).await, Some(Admitted));
}

#[tokio::test]
async fn a_second_line_case_is_taken_up_again_and_closed() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    post.decided(at, "second_line", &[("reason", "document-doubt"), ("reason", "history-question"), ("note", "ver foto")]).await;
    assert_eq!(post.state(at).await, Some(SecondLine));
    let page = post.get(&at.to_string()).await;
    assert!(page.body.contains("Duda sobre el documento") && page.body.contains("ver foto") && page.body.contains("data-key=\"1\""));
    post.decided(at, "admitted", &[("days", "15")]).await;
    assert_eq!(post.state(at).await, Some(Admitted));
    let unknown = post.present(&passport("GTM", "B7654321", "Ruiz", "1990-01-01")).await;
    assert_eq!(post.decide(unknown, "second_line", &[("reason", "his-face")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_waiting_gate_stops_a_refusal_until_it_is_cleared_and_outlives_an_undo() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    post.decided(at, "pending", &[]).await;
    let blocked = post.decide(at, "refused", &REFUSAL).await;
    assert_eq!(blocked.status, StatusCode::CONFLICT);
    assert!(blocked.body.contains("Un caso de esta persona espera"));
    let undone = post.post(&format!("{at}/undo"), &[("idempotency_key", &post.id())]).await;
    assert_eq!((undone.status, post.state(at).await), (StatusCode::SEE_OTHER, None));
    assert_eq!(post.decide(at, "refused", &REFUSAL).await.status, StatusCode::CONFLICT);
    // Sent to second line meanwhile, it can still be cleared.
    post.decided(at, "second_line", &[]).await;
    assert_eq!(post.decide(at, "refused", &REFUSAL).await.status, StatusCode::CONFLICT);
    assert_eq!(post.post(&format!("{at}/clear"), &[("idempotency_key", &post.id())]).await.status, StatusCode::FORBIDDEN);
    let cleared = post.post_as("protection_officer-es", &format!("{at}/clear"), &[("idempotency_key", &post.id())]).await;
    assert_eq!(cleared.status, StatusCode::SEE_OTHER);
    post.decided(at, "refused", &REFUSAL).await;
    assert_eq!(post.state(at).await, Some(Refused));
}

#[tokio::test]
async fn a_waiting_case_may_be_admitted() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    post.decided(at, "pending", &[]).await;
    post.decided(at, "admitted", &[("days", "90")]).await;
    assert_eq!(post.state(at).await, Some(Admitted));
}

#[tokio::test]
async fn days_of_stay_are_a_number_in_range_and_only_where_they_count() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    for days in ["0", "367", "-1", "many", "99999999999"] {
        let answer = post.decide(at, "admitted", &[("days", days)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}");
        assert!(answer.body.contains("de 1 a 366 días") && answer.body.contains(&format!("value=\"{days}\"")));
    }
    let leaving = post.present_with(&passport("GTM", "B7654321", "Ruiz", "1990-01-01"), &[("direction", "exit")]).await;
    assert_eq!(post.decide(leaving, "admitted", &[("days", "3")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(post.decide(at, "pending", &[("note", &"x".repeat(501))]).await.status, StatusCode::SEE_OTHER, "a pending case has no note");
    let long = post.decide(leaving, "second_line", &[("note", &"x".repeat(501))]).await;
    assert!(long.status == StatusCode::UNPROCESSABLE_ENTITY && long.body.contains("demasiado larga"));
}
