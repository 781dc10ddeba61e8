//! Every page, in both languages, and who may open it.

use axum::http::{Method, StatusCode};
use garita_domain::{Language, access::Role};

use crate::{
    national::listed,
    post::{Browser, Post},
    steps::{answer, entry, entry_fields, hits_of, list, list_fields, look, present},
};

#[test]
fn both_languages_have_the_same_words() {
    assert_eq!(garita_web::same_ids(&garita_alerts::LOCALES), Ok(()));
}

#[test]
fn every_id_the_program_names_has_its_words() {
    let words = garita_alerts::LOCALES[0].1;
    let mut folders = vec![
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"),
    ];
    let mut named = 0;
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(path).unwrap();
            let ours = |text: &str| ["alerts-", "finding-alerts-", "look-alerts-"].iter().any(|prefix| text.starts_with(prefix));
            let looks = |text: &&str| ours(text) && !text.ends_with('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            for id in source.split('"').filter(looks) {
                named += 1;
                assert!(words.contains(&format!("\n{id} = ")) || words.starts_with(&format!("{id} = ")), "{id}");
            }
        }
    }
    assert!(named > 100, "{named}");
}

async fn in_both_languages(post: &Post, browser: &mut Browser, path: &str) {
    for language in Language::ALL {
        browser.fill("/my-account", "/preferences", &[("language", language.tag())]).await;
        let page = browser.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.html.contains(&format!("<html lang=\"{}\"", language.tag())), "{path}");
        assert!(page.html.contains("<h1>") && !page.html.contains("style="), "{path}");
        let forms = page.html.matches("method=\"post\"").count();
        assert_eq!(page.html.matches("name=\"csrf\"").count(), forms, "{path}");
        assert_eq!(post.catalogue.missing(), Vec::<String>::new(), "{path}");
    }
}

#[tokio::test]
async fn every_page_renders_in_both_languages() {
    let post = Post::open().await;
    let (mut lola, mut leo, mut ana, mut sol) =
        (post.person("lola").await, post.person("leo").await, post.person("ana").await, post.person("sol").await);
    in_both_languages(&post, &mut lola, "/alerts").await;
    let two = [("adjudicators", "two_officers")];
    let exit_bans = list(&post, &mut lola, &mut leo, &two).await;
    in_both_languages(&post, &mut lola, &format!("/alerts/lists/{exit_bans}")).await;
    let address = entry(&post, &mut lola, &mut leo, exit_bans, &[]).await;
    let regional = list(&post, &mut lola, &mut leo, &[("source", "imported"), ("name", "Regional"), ("matter", "watch")]).await;
    let file = |text: &'static str| garita_alerts::FileOfList { name: "r.csv".into(), format: None, bytes: Box::new(text.as_bytes()) };
    post.alerts.stage(regional, file("id,name\n1,\"Uno, Evaristo\"\n1,\"Dos, Evaristo\"\n")).await.unwrap();
    lola.fill(
        &format!("/alerts/lists/{exit_bans}/entries/new"),
        &format!("/alerts/lists/{exit_bans}/entries"),
        &entry_fields(&[("number", "X1"), ("alias_1", "Otro, Nombre")]),
    )
    .await;
    lola.fill("/alerts/lists/new", "/alerts/lists", &list_fields(&[("name", "Otra")])).await;
    for path in [
        "/alerts?done=proposed".to_owned(),
        "/alerts/lists/new".to_owned(),
        format!("/alerts/lists/{exit_bans}/change"),
        format!("/alerts/lists/{exit_bans}?done=waits"),
        format!("/alerts/lists/{exit_bans}/entries/new"),
        format!("/alerts/lists/{regional}"),
        format!("/alerts/lists/{regional}/preview"),
        address.clone(),
        "/approvals".to_owned(),
    ] {
        in_both_languages(&post, &mut lola, &path).await;
    }
    in_both_languages(&post, &mut sol, &address).await;
    let (case, _) = present(&mut ana, &listed()).await;
    in_both_languages(&post, &mut ana, &hits_of(&case)).await;
    let (seen, _) = look(&mut ana, &case).await;
    in_both_languages(&post, &mut ana, &seen).await;
    answer(&mut ana, &case, "not_same:other_parents", &[]).await;
    in_both_languages(&post, &mut ana, &hits_of(&case)).await;
    let mut eva = post.person("eva").await;
    in_both_languages(&post, &mut eva, &hits_of(&case)).await;
    answer(&mut eva, &case, "not_same:other_parents", &[]).await;
    in_both_languages(&post, &mut eva, &format!("{}/0/slip", hits_of(&case))).await;
}

#[tokio::test]
async fn r07_every_page_keeps_out_who_has_no_business_there() {
    let post = Post::open().await;
    let (_, table) = garita_alerts::routes(post.alerts.clone());
    assert!(table.iter().all(|route| !route.rule.roles.is_empty()));
    for (name, role) in [("lola", Role::ListOwner), ("ana", Role::Officer), ("omar", Role::Overseer), ("paz", Role::ProtectionOfficer)] {
        let mut browser = post.person(name).await;
        for route in table.iter().filter(|route| route.method == Method::GET && !route.rule.permits(&[role])) {
            let path = ["{list}", "{entry}", "{subject}", "{presentation}"]
                .iter()
                .fold(route.path.to_owned(), |path, part| path.replace(part, "00000000-0000-0000-0000-000000000009"))
                .replace("{hit}", "0");
            assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN, "{name} {path}");
            assert!(post.browser().get(&path).await.location.starts_with("/sign-in"), "{path}");
        }
    }
}

#[tokio::test]
async fn markup_in_names_is_escaped_and_odd_ids_lead_nowhere() {
    let post = Post::open().await;
    let (mut lola, mut leo) = (post.person("lola").await, post.person("leo").await);
    let hostile = [("name", "<script>alert(1)</script>"), ("owner", "\"><img src=x>")];
    let id = list(&post, &mut lola, &mut leo, &hostile).await;
    for path in ["/alerts".to_owned(), format!("/alerts/lists/{id}"), format!("/alerts/lists/{id}/change")] {
        let page = lola.get(&path).await;
        assert!(!page.html.contains("<script>alert") && !page.html.contains("<img") && page.html.contains("alert(1)"), "{path}");
    }
    for path in ["/alerts/lists/x", "/alerts/entries/x", &format!("/alerts/lists/{id}/preview?x=%FF")] {
        assert_ne!(lola.get(path).await.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
    }
}
