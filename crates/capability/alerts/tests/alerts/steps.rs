//! What the tests do again and again: set a list up, list somebody, present a traveller, look, answer.

use axum::http::StatusCode;
use garita_domain::SubjectId;

use crate::post::{Answer, Browser, Post, list_of};

/// Fields of a list, with these instead of the usual.
pub fn list_fields<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("name", "Impedimentos de salida"),
        ("owner", "Poder Judicial"),
        ("legal_basis", "Ley de Migración, art. 92"),
        ("purpose", "Cumplir órdenes judiciales"),
        ("source", "national"),
        ("matter", "exit_ban"),
        ("instruction", "second_line"),
        ("adjudicators", "one_officer"),
        ("issuer", "HND"),
        ("review", "2027-05-01"),
        ("expires", "2027-11-01"),
        ("reason", "new_list"),
    ];
    with(&usual, more)
}

/// Fields of an entry, with these instead of the usual.
pub fn entry_fields<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("surname", "Marcador Prueba"),
        ("given_names", "Teodoro"),
        ("birth_date", "1980-05-17"),
        ("sex", "M"),
        ("nationality", "GTM"),
        ("matter", "exit_ban"),
        ("reference", "JUZ-3/2026-114"),
        ("legal_basis", "Auto de 3 de marzo de 2026"),
        ("review", "2027-05-01"),
        ("expires", "2027-11-01"),
        ("reason", "court_order"),
    ];
    with(&usual, more)
}

fn with<'a>(usual: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = usual.iter().filter(|(name, _)| more.iter().all(|(given, _)| given != name));
    kept.chain(more).copied().collect()
}

/// Another person approves what waits.
pub async fn approve(post: &Post, second: &mut Browser) {
    let page = second.get("/approvals").await;
    let answer = second.send(&page, &page.action("/approvals/"), &[("decision", "approve")]).await;
    assert_eq!(answer.location, "/approvals?done=yes", "{}", answer.html);
    post.alerts.refresh().await.unwrap();
}

/// Sets a list up: proposed by one, approved by another.
pub async fn list(post: &Post, keeper: &mut Browser, second: &mut Browser, more: &[(&str, &str)]) -> SubjectId {
    let before = lists(post).await;
    let answer = keeper.fill("/alerts/lists/new", "/alerts/lists", &list_fields(more)).await;
    assert_eq!(answer.location, "/alerts?done=proposed", "{}", answer.html);
    assert_eq!(lists(post).await, before, "nothing is in use before the second person");
    approve(post, second).await;
    lists(post).await.into_iter().find(|list| !before.contains(list)).unwrap()
}

async fn lists(post: &Post) -> Vec<SubjectId> {
    post.alerts.every_list().await.unwrap().into_iter().map(|row| row.list).collect()
}

/// Puts somebody on a list: proposed by one, approved by another. The address of the entry's page.
pub async fn entry(post: &Post, keeper: &mut Browser, second: &mut Browser, list: SubjectId, more: &[(&str, &str)]) -> String {
    let form = format!("/alerts/lists/{list}/entries/new");
    let answer = keeper.fill(&form, &format!("/alerts/lists/{list}/entries"), &entry_fields(more)).await;
    assert_eq!(list_of(&answer.location), list, "{}", answer.html);
    approve(post, second).await;
    let page = keeper.get(&format!("/alerts/lists/{list}")).await;
    let rest = page.html.split("href=\"/alerts/entries/").nth(1).unwrap();
    format!("/alerts/entries/{}", rest.split('"').next().unwrap())
}

/// Presents a zone at the counter; the address of the case, and its page.
pub async fn present(officer: &mut Browser, zone: &str) -> (String, Answer) {
    let answer = officer.fill("/desk", "/desk/present", &[("mrz", zone)]).await;
    assert!(answer.status == StatusCode::SEE_OTHER && answer.location.starts_with("/desk/"), "{} {}", answer.location, answer.html);
    let case = answer.location.split('?').next().unwrap().to_owned();
    let page = officer.get(&case).await;
    (case, page)
}

/// The hits of a case.
pub fn hits_of(case: &str) -> String {
    case.replacen("/desk/", "/alerts/hits/", 1)
}

/// Opens the first hit of a case: on record, then shown.
pub async fn look(officer: &mut Browser, case: &str) -> (String, Answer) {
    let base = hits_of(case);
    let page = officer.get(&base).await;
    let answer = officer.send(&page, &format!("{base}/0/look"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    let page = officer.get(&answer.location).await;
    (answer.location, page)
}

/// Answers the first hit of a case.
pub async fn answer(officer: &mut Browser, case: &str, chosen: &str, more: &[(&str, &str)]) -> Answer {
    let (_, page) = look(officer, case).await;
    let fields: Vec<_> = std::iter::once(("answer", chosen)).chain(more.iter().copied()).collect();
    let answer = officer.send(&page, &format!("{}/0/answer", hits_of(case)), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    officer.get(&answer.location).await
}
