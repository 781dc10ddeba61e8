//! Sessions while they last.

use std::time::Duration;

use axum::http::StatusCode;
use garita_domain::Timestamp;

use crate::post::{PASSWORD, PIN, Post};

#[tokio::test]
async fn five_idle_minutes_lock_and_the_pin_unlocks() {
    let post = Post::open().await;
    let mut browser = post.person("ana").await;
    post.pass(Duration::from_mins(4));
    assert_eq!(browser.get("/my-account").await.status, StatusCode::OK);
    post.pass(Duration::from_mins(4));
    assert_eq!(browser.get("/my-account").await.status, StatusCode::OK);
    post.pass(Duration::from_secs(301));
    let locked = browser.get("/my-account").await;
    assert_eq!(locked.location, "/unlock?return_to=%2Fmy-account");
    let page = browser.get(&locked.location).await;
    assert!(page.html.contains("Ana Reyes") && !page.html.contains("class=\"bar-end\""));
    let answer = browser.send(&page, "/unlock", &[("pin", PIN), ("return_to", "/my-account")]).await;
    assert_eq!(answer.location, "/my-account");
    assert_eq!(browser.get("/my-account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn locking_locks_at_once_and_three_wrong_pins_end_the_session() {
    let post = Post::open().await;
    let mut browser = post.person("ana").await;
    let answer = browser.fill("/my-account", "/lock", &[]).await;
    assert_eq!(answer.location, "/unlock?return_to=%2Fmy-account");
    assert!(browser.get("/my-account").await.location.starts_with("/unlock"));
    for left in ["2 attempts are left", "One attempt is left"] {
        let answer = browser.fill("/unlock", "/unlock", &[("pin", "111222")]).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.html.contains(left), "{left}");
    }
    let answer = browser.fill("/unlock", "/unlock", &[("pin", "111222")]).await;
    assert_eq!(answer.location, "/sign-in?ended=pin");
    assert!(browser.session().is_none());
    let ended = post.entries().await.into_iter().find(|(kind, _)| kind == "accounts.signed_out").unwrap().1;
    assert!(ended.contains("wrong_pin"));
}

#[tokio::test]
async fn many_wrong_pins_at_once_are_counted_each() {
    let post = Post::open().await;
    let mut browser = post.person("ana").await;
    browser.fill("/my-account", "/lock", &[]).await;
    let page = browser.get("/unlock").await;
    let mut tries = tokio::task::JoinSet::new();
    for digit in [0, 1, 2, 3, 4, 6, 7, 8] {
        let (mut browser, token) = (browser.clone(), page.hidden("csrf", "/unlock"));
        tries.spawn(async move { browser.post("/unlock", &[("csrf", &token), ("pin", &format!("28491{digit}"))]).await.status });
    }
    let statuses = tries.join_all().await;
    assert!(statuses.iter().filter(|status| **status == StatusCode::UNAUTHORIZED).count() <= 2, "{statuses:?}");
    let answer = browser.send(&page, "/unlock", &[("pin", PIN)]).await;
    assert!(answer.location.starts_with("/sign-in"), "{}", answer.location);
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_whatever_happens_in_it() {
    let post = Post::open().await;
    let mut browser = post.person("ana").await;
    for _ in 0..180 {
        post.pass(Duration::from_mins(4));
        assert_eq!(browser.get("/my-account").await.status, StatusCode::OK);
    }
    post.pass(Duration::from_secs(1));
    assert!(browser.get("/my-account").await.location.starts_with("/sign-in"));
    // The next sign-in puts its end on record.
    post.browser().sign_in("ana", PASSWORD).await;
    assert_eq!(post.count("accounts.signed_out").await, 1);
}

#[tokio::test]
async fn a_clock_set_back_ends_sessions_and_people_sign_in_again() {
    let post = Post::open().await;
    let mut browser = post.person("ana").await;
    post.journal.state_time(Timestamp::from_micros(post.journal.now().0.micros() - 3 * Timestamp::DAY));
    assert!(browser.get("/my-account").await.location.starts_with("/sign-in"));
    assert_eq!(browser.sign_in("ana", PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/my-account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_without_its_token_is_refused() {
    let post = Post::open().await;
    let mut browser = post.person("ada").await;
    for path in ["/lock", "/sign-out", "/preferences", "/accounts", "/booths", "/my-account/pin"] {
        let answer = browser.post(path, &[("csrf", "0000"), ("language", "es")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(browser.post(path, &[]).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(browser.get("/my-account").await.status, StatusCode::OK);
    assert_eq!(post.count("accounts.signed_out").await, 0);
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let post = Post::open().await;
    let mut browser = post.person("ana").await;
    let copy = browser.clone();
    assert_eq!(browser.fill("/my-account", "/sign-out", &[]).await.location, "/sign-in?ended=asked");
    assert!(browser.session().is_none());
    assert!(copy.clone().get("/my-account").await.location.starts_with("/sign-in"));
    assert_eq!(post.count("accounts.signed_out").await, 1);
}

#[tokio::test]
async fn changing_the_password_asks_for_the_present_one_and_ends_other_sessions() {
    let post = Post::open().await;
    let mut browser = post.person("ana").await;
    let mut other = post.browser();
    other.sign_in("ana", PASSWORD).await;
    let new = "la lluvia llega tarde";
    let wrong = [("current", "una contraseña falsa"), ("password", new), ("password_again", new)];
    let answer = browser.fill("/my-account", "/my-account/password", &wrong).await;
    assert!(answer.status == StatusCode::UNPROCESSABLE_ENTITY && answer.html.contains("href=\"#f-current\""));
    let right = [("current", PASSWORD), ("password", new), ("password_again", new)];
    assert_eq!(browser.fill("/my-account", "/my-account/password", &right).await.location, "/my-account?saved=yes");
    assert!(other.get("/my-account").await.location.starts_with("/sign-in"));
    assert_eq!(browser.get("/my-account").await.status, StatusCode::OK);
    assert_eq!(post.browser().sign_in("ana", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    let pin = [("current_for_pin", new), ("pin", "771204"), ("pin_again", "771204")];
    assert_eq!(browser.fill("/my-account", "/my-account/pin", &pin).await.location, "/my-account?saved=yes");
}

#[tokio::test]
async fn language_and_theme_stay_with_the_account_or_with_the_browser() {
    let post = Post::open().await;
    let mut browser = post.person("ana").await;
    let choice = [("language", "es"), ("theme", "dark"), ("return_to", "/my-account")];
    assert_eq!(browser.fill("/my-account", "/preferences", &choice).await.location, "/my-account");
    let mut elsewhere = post.browser();
    elsewhere.sign_in("ana", PASSWORD).await;
    let page = elsewhere.get("/my-account").await;
    assert!(page.html.contains("<html lang=\"es\"") && page.html.contains("data-theme=\"dark\""));
    let mut nobody = post.browser();
    assert_eq!(nobody.post("/preferences", &[("language", "es"), ("return_to", "/sign-in")]).await.location, "/sign-in");
    assert!(nobody.get("/sign-in").await.html.contains("<html lang=\"es\""));
}
