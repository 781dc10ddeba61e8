//! Every page, in both languages, and what names may hold.

use axum::http::{Method, StatusCode};
use garita_domain::Language;

use crate::post::{Browser, PIN, Post};

async fn in_both_languages(post: &Post, browser: &mut Browser, path: &str, signed_in: bool) {
    for language in Language::ALL {
        if signed_in {
            browser.fill("/my-account", "/preferences", &[("language", language.tag())]).await;
        }
        browser.language = language.tag();
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.html.contains(&format!("<html lang=\"{}\"", language.tag())), "{path}");
        assert!(page.html.contains("<h1>") && !page.html.contains("style="), "{path}");
        let forms = page.html.matches("method=\"post\"").count();
        assert_eq!(page.html.matches("name=\"csrf\"").count(), forms, "{path}");
        assert_eq!(post.catalogue.missing(), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn both_languages_have_the_same_words() {
    assert_eq!(garita_web::same_ids(&garita_accounts::LOCALES), Ok(()));
}

#[tokio::test]
async fn every_page_renders_in_both_languages() {
    let post = Post::open().await;
    let mut nobody = post.browser();
    for path in ["/sign-in", "/sign-in?ended=pin", "/sign-in?ended=asked", "/sign-in?ended=enrolled", "/enrol"] {
        in_both_languages(&post, &mut nobody, path, false).await;
    }
    let mut ada = post.person("ada").await;
    let mut sol = post.person("sol").await;
    let ana = post.ids["ana"];
    in_both_languages(&post, &mut ada, "/booths", true).await;
    in_both_languages(&post, &mut ada, "/approvals", true).await;
    crate::booths::enrol(&mut ada, &mut post.browser(), "Lane 1").await;
    ada.fill("/booths", "/booths", &[("lane", "Lane 2"), ("direction", "entry")]).await;
    let roles = [("reason", "new_duties"), ("role_supervisor", "yes")];
    ada.fill(&format!("/accounts/{ana}"), &format!("/accounts/{ana}/roles"), &roles).await;
    for path in [
        "/accounts",
        "/accounts?after=ada",
        "/accounts?after=zz",
        "/accounts/new",
        "/booths",
        "/approvals?asked=yes",
        "/my-account?saved=yes",
    ] {
        in_both_languages(&post, &mut ada, path, true).await;
    }
    in_both_languages(&post, &mut ada, &format!("/accounts/{ana}"), true).await;
    in_both_languages(&post, &mut sol, "/approvals", true).await;
    let page = sol.get("/approvals").await;
    sol.send(&page, &page.action("/approvals/"), &[("decision", "refuse"), ("refusal", "not_needed")]).await;
    in_both_languages(&post, &mut sol, "/approvals?done=yes", true).await;
    for language in Language::ALL {
        sol.fill("/my-account", "/preferences", &[("language", language.tag())]).await;
        sol.fill("/my-account", "/lock", &[]).await;
        let page = sol.get("/unlock").await;
        assert!(page.html.contains(&format!("<html lang=\"{}\"", language.tag())));
        assert_eq!(sol.send(&page, "/unlock", &[("pin", PIN)]).await.status, StatusCode::SEE_OTHER);
    }
    let mut ana = post.browser();
    ana.sign_in("ana", &post.codes["ana"]).await;
    assert_eq!(ana.get("/set-secrets").await.status, StatusCode::OK);
    assert_eq!(post.catalogue.missing(), Vec::<String>::new());
}

#[test]
fn every_id_the_program_names_has_its_words() {
    let words = garita_accounts::LOCALES[0].1;
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut named = 0;
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // What stands between quotation marks and looks like one of our ids; prefixes end with a hyphen.
            let source = std::fs::read_to_string(path).unwrap();
            let looks = |text: &&str| {
                text.starts_with("accounts-") && !text.ends_with('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            };
            for id in source.split('"').filter(looks) {
                named += 1;
                assert!(words.contains(&format!("\n{id} = ")), "{id}");
            }
        }
    }
    assert!(named > 40, "{named}");
}

#[tokio::test]
async fn markup_in_names_is_escaped() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let fields = [("display_name", "<script>alert(1)</script>"), ("name", "mallory"), ("language", "en"), ("role_officer", "yes")];
    let page = ada.fill("/accounts/new", "/accounts", &fields).await;
    let list = ada.get("/accounts").await;
    let lane = ada.fill("/booths", "/booths", &[("lane", "\"><img src=x>"), ("direction", "entry")]).await;
    let booths = ada.get("/booths").await;
    let echoed = post.browser().sign_in("\"><script>x</script>", "x").await;
    for page in [&page, &list, &lane, &booths, &echoed] {
        assert!(!page.html.contains("<script>") && !page.html.contains("<img"));
    }
    assert!(list.html.contains("alert(1)"));
}

#[tokio::test]
async fn codes_and_forms_out_of_shape_are_answered_and_nothing_is_recorded() {
    let post = Post::open().await;
    let mut ada = post.person("ada").await;
    let before = post.entries().await.len();
    let token = ada.get("/my-account").await.hidden("csrf", "/lock");
    let long = "x".repeat(100_000);
    for (path, status) in [("/accounts", 400), ("/booths", 400), ("/approvals/not-an-id", 404), ("/accounts/not-an-id/roles", 404)] {
        let answer = ada.post(path, &[("csrf", &token), ("display_name", &long), ("idempotency_key", "zz")]).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
    }
    let answer = ada.fill("/accounts/new", "/accounts", &[("display_name", &long), ("name", "Ñandú 1")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["display_name", "name", "roles"] {
        assert!(answer.html.contains(&format!("href=\"#f-{field}\"")) && answer.html.contains(&format!("id=\"f-{field}\"")), "{field}");
    }
    assert_eq!(post.entries().await.len(), before);
}

#[tokio::test]
async fn routes_have_rules_and_officers_do_not_reach_the_office() {
    let post = Post::open().await;
    let (_, table) = garita_accounts::routes(post.accounts.clone());
    let open: Vec<_> = table.iter().filter(|route| route.rule.roles.is_empty()).map(|route| route.path).collect();
    assert_eq!(
        open,
        ["/sign-in", "/sign-in", "/sign-out", "/set-secrets", "/set-secrets", "/unlock", "/unlock", "/enrol", "/enrol", "/preferences"]
    );
    let mut ana = post.person("ana").await;
    for route in table.iter().filter(|route| route.method == Method::GET && !route.rule.permits(&[garita_domain::access::Role::Officer])) {
        let path = route.path.replace("{account}", &post.ids["ada"].to_string());
        assert_eq!(ana.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert!(post.browser().get(&path).await.location.starts_with("/sign-in"), "{path}");
    }
}
