//! Signing in.

use std::time::Duration;

use axum::http::StatusCode;
use garita_accounts::{find_account, new_one_time_code};

use crate::post::{PASSWORD, PIN, Post};

#[tokio::test]
async fn r60_a_one_time_code_leads_to_setting_secrets_and_to_nothing_else() {
    let post = Post::open().await;
    let mut browser = post.browser();
    assert_eq!(browser.sign_in("ada", "").await.status, StatusCode::UNAUTHORIZED);
    let answer = browser.sign_in("ada", &post.codes["ada"].to_lowercase()).await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/set-secrets"));
    let elsewhere = browser.get("/accounts").await;
    assert_eq!(elsewhere.location, "/unlock?return_to=%2Faccounts");
    assert_eq!(browser.get(&elsewhere.location).await.location, "/set-secrets");
    let unlocking = browser.fill("/set-secrets", "/unlock", &[("pin", "")]).await;
    assert_ne!(unlocking.status, StatusCode::OK);
    let set = [("password", PASSWORD), ("password_again", PASSWORD), ("pin", PIN), ("pin_again", PIN)];
    assert_eq!(browser.fill("/set-secrets", "/set-secrets", &set).await.location, "/");
    assert_eq!(browser.get("/accounts").await.status, StatusCode::OK);
    assert_eq!(browser.get("/set-secrets").await.location, "/sign-in");
}

#[tokio::test]
async fn r60_no_account_begins_with_a_password_and_weak_secrets_are_refused() {
    let post = Post::open().await;
    let mut snapshot = post.journal.snapshot().await.unwrap();
    let stored = snapshot.rows("SELECT credential FROM accounts_credential", &[]).await.unwrap();
    assert!(stored.iter().all(|row| row.text(0).unwrap() == "one_time_code"));
    drop(snapshot);
    let mut browser = post.browser();
    browser.sign_in("ada", &post.codes["ada"]).await;
    let weak = [("password", "garita123456"), ("password_again", "garita123456"), ("pin", "123456"), ("pin_again", "123456")];
    let answer = browser.fill("/set-secrets", "/set-secrets", &weak).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.html.contains("href=\"#f-password\"") && answer.html.contains("href=\"#f-pin\""));
    assert!(!answer.html.contains("garita123456") && !answer.html.contains("value=\"123456\""));
    let differing = [("password", PASSWORD), ("password_again", "otra frase larga"), ("pin", PIN), ("pin_again", "284916")];
    let answer = browser.fill("/set-secrets", "/set-secrets", &differing).await;
    assert!(answer.html.contains("href=\"#f-password_again\"") && answer.html.contains("href=\"#f-pin_again\""));
    assert_eq!(post.count("accounts.credential_set").await, 3);
}

#[tokio::test]
async fn a_code_works_once_and_not_after_a_day() {
    let post = Post::open().await;
    let mut browser = post.browser();
    assert_eq!(browser.sign_in("ada", &post.codes["ada"]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(post.browser().sign_in("ada", &post.codes["ada"]).await.status, StatusCode::UNAUTHORIZED);
    post.pass(Duration::from_hours(24) + Duration::from_secs(1));
    assert_eq!(post.browser().sign_in("sol", &post.codes["sol"]).await.status, StatusCode::UNAUTHORIZED);
    let account = find_account(&post.journal, "SOL ").await.unwrap().unwrap();
    let code = new_one_time_code(&post.journal, account).await.unwrap();
    assert_eq!(post.browser().sign_in("sol", code.expose()).await.location, "/set-secrets");
}

#[tokio::test]
async fn two_browsers_with_one_code_at_the_same_time_begin_one_session() {
    let post = Post::open().await;
    let (mut one, mut two) = (post.browser(), post.browser());
    let code = post.codes["ana"].clone();
    let (first, second) = tokio::join!(one.sign_in("ana", &code), two.sign_in("ana", &code));
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED]);
    assert_eq!(post.count("accounts.signed_in").await, 1);
}

#[tokio::test]
async fn the_password_signs_in_and_leads_back_to_our_own_pages_only() {
    let post = Post::open().await;
    post.person("ada").await;
    for (asked, led) in [("/accounts?after=a", "/accounts?after=a"), ("//evil.example", "/"), ("https://evil.example", "/")] {
        let fields = [("name", " ADA "), ("secret", PASSWORD), ("return_to", asked)];
        let answer = post.browser().fill("/sign-in", "/sign-in", &fields).await;
        assert_eq!(answer.location, led, "{asked}");
        let cookie = answer.cookies.first().unwrap();
        assert!(cookie.starts_with("__Host-garita-session=") && cookie.contains("Secure; HttpOnly; SameSite=Strict"));
    }
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_secret_look_the_same_and_names_typed_are_not_kept() {
    let post = Post::open().await;
    post.person("ana").await;
    let wrong = post.browser().sign_in("ana", "una contraseña falsa").await;
    let unknown = post.browser().sign_in("anb", "una contraseña falsa").await;
    assert_eq!((wrong.status, &wrong.cookies), (unknown.status, &unknown.cookies));
    assert_eq!(wrong.html.replace("value=\"ana\"", "value=\"anb\"").len(), unknown.html.len());
    let strip = |html: &str| html.replace("value=\"ana\"", "").replace("value=\"anb\"", "");
    assert_eq!(strip(&wrong.html), strip(&unknown.html));
    post.wait_for("accounts.sign_in_refused", 2).await;
    let entries = post.entries().await;
    let refused: Vec<_> = entries.iter().filter(|(kind, _)| kind == "accounts.sign_in_refused").map(|(_, payload)| payload).collect();
    assert!(
        refused.iter().any(|payload| payload.contains("wrong_secret")) && refused.iter().any(|payload| payload.contains("unknown_name"))
    );
    assert!(refused.iter().all(|payload| !payload.contains("anb") && !payload.contains("falsa")));
}

#[tokio::test]
async fn wrong_secrets_bring_a_delay_that_stops_no_booth_and_ends() {
    let post = Post::open().await;
    post.person("ana").await;
    let mut admin = post.person("ada").await;
    let mut booth = post.browser();
    crate::booths::enrol(&mut admin, &mut booth, "Lane 1").await;
    for _ in 0..3 {
        assert_eq!(post.browser().sign_in("ana", "una contraseña falsa").await.status, StatusCode::UNAUTHORIZED);
    }
    let early = post.browser().sign_in("ana", PASSWORD).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(early.html.contains("Wait 1 s"));
    // The same person at a booth is not in anybody's way.
    assert_eq!(booth.sign_in("ana", PASSWORD).await.status, StatusCode::SEE_OTHER);
    post.pass(Duration::from_secs(1));
    assert_eq!(post.browser().sign_in("ana", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn no_token_survives_a_sign_in() {
    let post = Post::open().await;
    let mut browser = post.person("ana").await;
    let before = browser.session().unwrap().clone();
    // A token that an attacker planted is not taken up, and one that was live is dead.
    let mut planted = post.browser();
    planted.cookies.insert(garita_web::session::SESSION_COOKIE.into(), "planted-by-somebody".into());
    planted.sign_in("ana", PASSWORD).await;
    assert_ne!(planted.session().unwrap(), "planted-by-somebody");
    assert_eq!(browser.sign_in("ana", PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert_ne!(browser.session().unwrap(), &before);
    let mut old = post.browser();
    old.cookies.insert(garita_web::session::SESSION_COOKIE.into(), before);
    assert!(old.get("/my-account").await.location.starts_with("/sign-in"));
}

#[tokio::test]
async fn setting_secrets_renews_the_token() {
    let post = Post::open().await;
    let mut browser = post.browser();
    browser.sign_in("ana", &post.codes["ana"]).await;
    let before = browser.clone();
    let set = [("password", PASSWORD), ("password_again", PASSWORD), ("pin", PIN), ("pin_again", PIN)];
    browser.fill("/set-secrets", "/set-secrets", &set).await;
    assert_ne!(browser.session(), before.session());
    assert!(before.clone().get("/my-account").await.location.starts_with("/sign-in"));
}
