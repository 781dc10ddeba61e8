//! Two people.

use std::time::Duration;

use axum::http::StatusCode;
use garita_domain::access::Role;

use crate::post::{Answer, Browser, PASSWORD, PIN, Post};

async fn ask(post: &Post, asker: &mut Browser, about: &str, roles: &[(&str, &str)]) -> Answer {
    let account = post.ids[about];
    let mut fields = vec![("reason", "new_duties")];
    fields.extend_from_slice(roles);
    asker.fill(&format!("/accounts/{account}"), &format!("/accounts/{account}/roles"), &fields).await
}

async fn decide(browser: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get("/approvals").await;
    let action = page.action("/approvals/");
    browser.send(&page, &action, fields).await
}

const SUPERVISOR: [(&str, &str); 1] = [("role_supervisor", "yes")];

#[tokio::test]
async fn a_change_of_roles_needs_two_people_and_is_on_the_journal() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let mut sol = post.person("sol").await;
    let mut ana = post.person("ana").await;
    assert_eq!(ask(&post, &mut ada, "ana", &SUPERVISOR).await.location, "/approvals?asked=yes");
    assert_eq!(ana.get("/accounts").await.status, StatusCode::FORBIDDEN);
    let page = sol.get("/approvals").await;
    assert!(page.html.contains("Ana Reyes") && page.html.contains("Ada Núñez") && page.html.contains("New duties"));
    assert_eq!(decide(&mut sol, &[("decision", "approve")]).await.location, "/approvals?done=yes");
    assert_eq!(ana.get("/accounts").await.status, StatusCode::OK);
    let entries = post.entries().await;
    let kinds: Vec<_> = entries
        .iter()
        .map(|(kind, _)| kind.as_str())
        .filter(|kind| kind.starts_with("approval.") || kind.ends_with("roles_changed"))
        .collect();
    assert_eq!(kinds, ["approval.requested", "approval.decided", "accounts.roles_changed"]);
}

#[tokio::test]
async fn nobody_approves_what_they_asked_for() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let mut sol = post.person("sol").await;
    ask(&post, &mut ada, "ana", &SUPERVISOR).await;
    let page = ada.get("/approvals").await;
    assert!(page.html.contains("You asked for it") && !page.html.contains("action=\"/approvals/"));
    // By hand, past the page.
    let action = sol.get("/approvals").await.action("/approvals/");
    let token = page.hidden("csrf", "/lock");
    let key = uuid::Uuid::from_u128(77).to_string();
    let answer = ada.post(&action, &[("csrf", &token), ("idempotency_key", &key), ("decision", "approve")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.html.contains("somebody else has to approve it"));
    assert_eq!((post.count("approval.decided").await, post.count("accounts.roles_changed").await), (0, 0));
}

#[tokio::test]
async fn nobody_approves_what_is_about_themselves() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let mut sol = post.person("sol").await;
    ask(&post, &mut ada, "sol", &[("role_supervisor", "yes"), ("role_administrator", "yes")]).await;
    let page = sol.get("/approvals").await;
    assert!(!page.html.contains("action=\"/approvals/"));
    let mut snapshot = post.journal.snapshot().await.unwrap();
    let request = snapshot.row("SELECT request FROM @accounts_approval", &[]).await.unwrap().unwrap().id(0).unwrap();
    drop(snapshot);
    let fields = [
        ("csrf", page.hidden("csrf", "/lock")),
        ("idempotency_key", uuid::Uuid::from_u128(78).to_string()),
        ("decision", "approve".into()),
    ];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let answer = sol.post(&format!("/approvals/{request}"), &fields).await;
    assert!(answer.status == StatusCode::CONFLICT && answer.html.contains("your own account"));
    assert_eq!(post.count("accounts.roles_changed").await, 0);
}

#[tokio::test]
async fn with_two_administrators_a_supervisor_does_not_decide() {
    let mut post = Post::open().await;
    post.first("eva", "Eva Lara", Role::Administrator).await;
    let mut ada = post.person("ada").await;
    let mut sol = post.person("sol").await;
    let mut eva = post.person("eva").await;
    ask(&post, &mut ada, "ana", &SUPERVISOR).await;
    assert!(!sol.get("/approvals").await.html.contains("action=\"/approvals/"));
    assert!(eva.get("/accounts").await.html.contains("<span class=\"count\">1"));
    assert_eq!(decide(&mut eva, &[("decision", "refuse")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(decide(&mut eva, &[("decision", "refuse"), ("refusal", "not_agreed")]).await.location, "/approvals?done=yes");
    assert_eq!((post.count("approval.decided").await, post.count("accounts.roles_changed").await), (1, 0));
}

#[tokio::test]
async fn a_decision_sent_twice_is_recorded_once() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let mut sol = post.person("sol").await;
    let account = post.ids["ana"];
    let form = ada.get(&format!("/accounts/{account}")).await;
    for _ in 0..2 {
        let fields = [("reason", "correction"), ("role_supervisor", "yes")];
        let answer = ada.send(&form, &format!("/accounts/{account}/roles"), &fields).await;
        assert_eq!(answer.location, "/approvals?asked=yes");
    }
    let page = sol.get("/approvals").await;
    for _ in 0..2 {
        assert_eq!(sol.send(&page, &page.action("/approvals/"), &[("decision", "approve")]).await.location, "/approvals?done=yes");
    }
    let counts = (post.count("approval.requested").await, post.count("approval.decided").await, post.count("accounts.roles_changed").await);
    assert_eq!(counts, (1, 1, 1));
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let post = Post::open().await;
    let mut sol = post.person("sol").await;
    let answer = ask(&post, &mut sol, "ada", &SUPERVISOR).await;
    assert!(answer.status == StatusCode::CONFLICT && answer.html.contains("only administrator"));
    assert_eq!(post.count("approval.requested").await, 0);
}

#[tokio::test]
async fn an_administrator_cannot_open_their_own_second_person() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let fields =
        [("display_name", "Otra Persona"), ("name", "otra"), ("language", "en"), ("role_officer", "yes"), ("role_supervisor", "yes")];
    let page = ada.fill("/accounts/new", "/accounts", &fields).await;
    assert!(page.html.contains("wait for the approval of a second person"));
    let opened = post.entries().await.into_iter().rfind(|(kind, _)| kind == "accounts.account_opened").unwrap().1;
    assert!(opened.contains("[\"officer\"]"), "{opened}");
    assert_eq!(post.count("approval.requested").await, 1);
    let mut other = post.browser();
    assert_eq!(other.sign_in("otra", &page.code()).await.location, "/set-secrets");
}

#[tokio::test]
async fn an_account_form_sent_twice_opens_one_account_and_a_taken_name_is_said() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let form = ada.get("/accounts/new").await;
    let fields = [("display_name", "Luz Mora"), ("name", "luz"), ("language", "es"), ("role_officer", "yes")];
    let first = ada.send(&form, "/accounts", &fields).await.code();
    let second = ada.send(&form, "/accounts", &fields).await.code();
    assert_eq!(post.count("accounts.account_opened").await, 4);
    assert_eq!(post.browser().sign_in("luz", &first).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(post.browser().sign_in("luz", &second).await.status, StatusCode::SEE_OTHER);
    let taken = ada.fill("/accounts/new", "/accounts", &fields).await;
    assert!(taken.status == StatusCode::CONFLICT && taken.html.contains("href=\"#f-name\""));
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_cannot_come_back_by_password() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let mut sol = post.person("sol").await;
    let mut ana = post.person("ana").await;
    ask(&post, &mut ada, "ana", &[]).await;
    assert_eq!(decide(&mut sol, &[("decision", "approve")]).await.location, "/approvals?done=yes");
    assert!(ana.get("/my-account").await.location.starts_with("/sign-in"));
    assert_eq!(post.browser().sign_in("ana", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    let ended =
        post.entries().await.into_iter().any(|(kind, payload)| kind == "accounts.signed_out" && payload.contains("ended_by_administrator"));
    assert!(ended);
}

#[tokio::test]
async fn an_administrator_cannot_borrow_the_second_person_by_a_new_code() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    post.person("sol").await;
    ask(&post, &mut ada, "ana", &SUPERVISOR).await;
    let sol = post.ids["sol"];
    let code = ada.fill(&format!("/accounts/{sol}"), &format!("/accounts/{sol}/code"), &[]).await.code();
    let mut borrowed = post.browser();
    borrowed.sign_in("sol", &code).await;
    let set = [("password", PASSWORD), ("password_again", PASSWORD), ("pin", PIN), ("pin_again", PIN)];
    borrowed.fill("/set-secrets", "/set-secrets", &set).await;
    let answer = decide(&mut borrowed, &[("decision", "approve")]).await;
    assert!(answer.status == StatusCode::CONFLICT && answer.html.contains("gave you your sign-in code"));
    post.pass(Duration::from_hours(48));
    let mut later = post.browser();
    later.sign_in("sol", PASSWORD).await;
    assert_eq!(decide(&mut later, &[("decision", "approve")]).await.location, "/approvals?done=yes");
}

#[tokio::test]
async fn rebuilt_tables_say_the_same() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let mut sol = post.person("sol").await;
    ask(&post, &mut ada, "ana", &SUPERVISOR).await;
    decide(&mut sol, &[("decision", "approve")]).await;
    ask(&post, &mut ada, "sol", &[("role_officer", "yes")]).await;
    crate::booths::enrol(&mut ada, &mut post.browser(), "Lane 1").await;
    let before = tables(&post).await;
    for projection in ["accounts.accounts", "accounts.booths", "accounts.approvals"] {
        garita_storage::rebuild(&post.journal, projection, |_| ()).await.unwrap();
    }
    assert_eq!(tables(&post).await, before);
    assert_eq!(before.len(), 3 + 1 + 2);
}

async fn tables(post: &Post) -> Vec<String> {
    let mut snapshot = post.journal.snapshot().await.unwrap();
    let mut rows = Vec::new();
    for sql in [
        "SELECT account, sign_in_name || display_name || language || roles FROM @accounts_account ORDER BY account",
        "SELECT booth, lane || direction || coalesce(enrolled, 0) FROM @accounts_booth ORDER BY booth",
        "SELECT request, act || approvers || reason || state FROM @accounts_approval ORDER BY request",
    ] {
        let found = snapshot.rows(sql, &[]).await.unwrap();
        rows.extend(found.iter().map(|row| format!("{} {}", row.id(0).unwrap(), row.text(1).unwrap())));
    }
    rows
}
