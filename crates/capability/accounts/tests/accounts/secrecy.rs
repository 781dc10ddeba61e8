//! What must be nowhere.

use crate::{
    booths::enrol,
    post::{PASSWORD, PIN, Post},
};

#[tokio::test]
async fn r60_no_secret_is_in_any_entry_and_no_token_in_any_table() {
    let post = Post::open().await;
    let mut admin = post.person("ada").await;
    let mut ana = post.browser();
    let form = admin.get("/booths").await;
    let code = admin.send(&form, "/booths", &[("lane", "Lane 9"), ("direction", "entry")]).await.code();
    ana.fill("/enrol", "/enrol", &[("code", &code)]).await;
    enrol(&mut admin, &mut post.browser(), "Lane 8").await;
    ana.sign_in("ana", &post.codes["ana"]).await;
    let set = [("password", PASSWORD), ("password_again", PASSWORD), ("pin", PIN), ("pin_again", PIN)];
    let token = ana.get("/set-secrets").await.hidden("csrf", "/set-secrets");
    ana.fill("/set-secrets", "/set-secrets", &set).await;
    ana.sign_in("ana", "wrong secret typed").await;
    ana.sign_in("secret typed as a name", PASSWORD).await;
    ana.sign_in("ana", PASSWORD).await;
    ana.fill("/my-account", "/lock", &[]).await;
    ana.fill("/unlock", "/unlock", &[("pin", "990011")]).await;
    ana.fill("/unlock", "/unlock", &[("pin", PIN)]).await;
    post.wait_for("accounts.sign_in_refused", 3).await;

    let mut secrets =
        vec![PASSWORD.to_owned(), PIN.into(), "990011".into(), "wrong secret typed".into(), "secret typed as a name".into(), token];
    for code in post.codes.values().chain([&code]) {
        secrets.extend([code.clone(), code.replace('-', "")]);
    }
    secrets.extend(admin.cookies.values().chain(ana.cookies.values()).cloned());
    let entries = post.entries().await;
    assert!(entries.len() > 15);
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        let json = serde_json::to_string(secret).unwrap();
        let inner = json.trim_matches('"');
        for (kind, payload) in &entries {
            assert!(!payload.contains(secret.as_str()) && !payload.contains(inner), "{kind} holds a secret");
        }
    }
    let mut snapshot = post.journal.snapshot().await.unwrap();
    let hashes = snapshot.rows("SELECT hash FROM accounts_credential", &[]).await.unwrap();
    assert!(hashes.iter().all(|row| row.text(0).unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$")));
    let tokens = snapshot.rows("SELECT token_hash FROM accounts_session", &[]).await.unwrap();
    for row in tokens {
        let stored = row.bytes(0).unwrap();
        assert!(ana.cookies.values().chain(admin.cookies.values()).all(|cookie| cookie.as_bytes() != stored));
    }
}

#[tokio::test]
async fn every_change_leaves_an_entry() {
    let post = Post::open().await;
    let before = post.entries().await.len();
    let mut admin = post.person("ada").await;
    // Signed in, password, PIN.
    assert_eq!(post.entries().await.len(), before + 3);
    let mut booth = post.browser();
    enrol(&mut admin, &mut booth, "Lane 1").await;
    assert_eq!(post.entries().await.len(), before + 5);
    let ana = post.ids["ana"];
    admin.fill(&format!("/accounts/{ana}"), &format!("/accounts/{ana}/code"), &[]).await;
    assert_eq!(post.entries().await.len(), before + 6);
    admin.fill("/my-account", "/sign-out", &[]).await;
    assert_eq!(post.entries().await.len(), before + 7);
}
