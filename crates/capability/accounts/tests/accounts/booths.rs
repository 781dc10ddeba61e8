//! Booths.

use std::time::Duration;

use axum::http::StatusCode;
use garita_accounts::{Settings, Unenrolled};
use garita_domain::{BoothId, Direction};
use garita_web::session::{BOOTH_COOKIE, SESSION_COOKIE};

use crate::post::{Answer, Browser, PASSWORD, Post};

/// Makes a booth and enrols a browser as it.
pub async fn enrol(admin: &mut Browser, booth: &mut Browser, lane: &str) -> Answer {
    let page = admin.fill("/booths", "/booths", &[("lane", lane), ("direction", "exit")]).await;
    assert_eq!(page.status, StatusCode::OK);
    let code = page.code();
    assert_eq!(code.len(), 19, "{code}");
    booth.fill("/enrol", "/enrol", &[("code", &code.to_lowercase().replace('-', " "))]).await
}

#[tokio::test]
async fn a_browser_becomes_a_booth_by_code_once() {
    let post = Post::open().await;
    let mut admin = post.person("ada").await;
    post.person("ana").await;
    let page = admin.fill("/booths", "/booths", &[("lane", "Lane 2"), ("direction", "exit")]).await;
    let code = page.code();
    let mut booth = post.browser();
    let wrong = booth.fill("/enrol", "/enrol", &[("code", "0000-0000-0000-0000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(booth.fill("/enrol", "/enrol", &[("code", &code)]).await.location, "/sign-in?ended=enrolled");
    assert!(booth.cookies[BOOTH_COOKIE].len() >= 43);
    assert_eq!(post.browser().fill("/enrol", "/enrol", &[("code", &code)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    booth.sign_in("ana", PASSWORD).await;
    let (session, token) = (booth.cookies.get(SESSION_COOKIE).map(String::as_str), booth.cookies.get(BOOTH_COOKIE).map(String::as_str));
    let person = post.signed_in(session, token).await.unwrap();
    assert!(person.booth.is_some());
    assert_eq!((person.lane.as_deref(), person.direction), (Some("Lane 2"), Direction::Exit));
    // A session's token is worth nothing outside its booth.
    assert!(post.signed_in(session, None).await.is_none());
    assert!(admin.get("/booths").await.html.contains("Enrolled"));
}

#[tokio::test]
async fn a_revoked_booth_is_a_stranger_and_its_sessions_are_worth_nothing() {
    let post = Post::open().await;
    let mut admin = post.person("ada").await;
    post.person("ana").await;
    let mut booth = post.browser();
    enrol(&mut admin, &mut booth, "Lane 3").await;
    booth.sign_in("ana", PASSWORD).await;
    assert_eq!(booth.get("/my-account").await.status, StatusCode::OK);
    let list = admin.get("/booths").await;
    let action = list.html.split("action=\"").filter_map(|rest| rest.split('"').next()).find(|action| action.ends_with("/revoke")).unwrap();
    assert_eq!(admin.send(&list, action, &[]).await.location, "/booths");
    assert_eq!(admin.send(&list, action, &[]).await.location, "/booths");
    assert_eq!(post.count("accounts.booth_revoked").await, 1);
    assert!(booth.get("/my-account").await.location.starts_with("/sign-in"));
}

#[tokio::test]
async fn an_enrolment_code_expires_and_a_form_sent_twice_makes_one_booth() {
    let post = Post::open().await;
    let mut admin = post.person("ada").await;
    let form = admin.get("/booths").await;
    let fields = [("lane", "Lane 1"), ("direction", "entry")];
    let first = admin.send(&form, "/booths", &fields).await.code();
    let second = admin.send(&form, "/booths", &fields).await.code();
    assert_eq!(post.count("accounts.booth_made").await, 1);
    assert_eq!(post.browser().fill("/enrol", "/enrol", &[("code", &first)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    post.pass(Duration::from_hours(24));
    assert_eq!(post.browser().fill("/enrol", "/enrol", &[("code", &second)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_browser_that_is_no_booth_counts_as_one_only_where_the_post_says_so() {
    for (unenrolled, expected) in [(Unenrolled::OfficeOnly, false), (Unenrolled::Desk, true)] {
        let post = Post::open_with(Settings { unenrolled, ..Settings::default() }).await;
        let browser = post.person("ana").await;
        let person = post.signed_in(browser.session().map(String::as_str), None).await.unwrap();
        assert_eq!(person.booth, expected.then(|| BoothId::new(post.journal.node().uuid())));
        assert_eq!(person.lane, None);
    }
}
