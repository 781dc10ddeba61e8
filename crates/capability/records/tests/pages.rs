//! Every page in both languages on both engines, and what none of them shows.

mod support;

use axum::http::StatusCode;
use garita_domain::{Language, Timestamp, access::Role};
use garita_record::FileOpened;
use support::{Destroy, MARK, OFFICER, Post, TRAVELLER, stores};

const PAGES: [&str; 5] = ["/records", "/records/journal", "/records/verify", "/records/access", "/records/inventory"];

#[tokio::test]
async fn r07_every_page_is_there_in_both_languages_and_none_shows_content_or_subject() {
    for store in stores() {
        let post = Post::open(&store).await;
        post.some_accesses().await;
        post.verified("head=").await;
        let more = [
            "/records/journal?kind=desk.traveller_presented&day=2026-11-22",
            "/records/journal?before=3",
            "/records/access?day=2026-11-22",
        ];
        let api = ["/api/v1/journal/head", "/api/v1/journal/verification"];
        for language in Language::ALL {
            for path in PAGES.iter().chain(&more).chain(&api) {
                let (status, page) = post.get(Role::Overseer, language, path).await;
                assert_eq!(status, StatusCode::OK, "{} {path}", store.name);
                assert!(!page.contains(MARK), "{} {path} shows a payload", store.name);
                assert!(!page.contains(&TRAVELLER.to_string()) && !page.contains("7ea00000"), "{} {path} shows a subject", store.name);
                assert!(!page.contains("[records-") && !page.contains(" style="), "{} {path}", store.name);
                assert!(path.starts_with("/api") || page.contains(&format!("lang=\"{}\"", language.tag())), "{path}");
            }
        }
        assert_eq!(post.missing_words(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_head_on_the_page_is_the_journals_and_reads_back() {
    for store in stores() {
        let post = Post::open(&store).await;
        post.some_accesses().await;
        let head = post.journal.head();
        let (_, page) = post.get(Role::Supervisor, Language::Es, "/records").await;
        let shown = page.split("<strong>4: ").nth(1).unwrap().split('<').next().unwrap();
        assert_eq!(format!("4: {shown}").parse(), Ok(head), "{}", store.name);
        let (_, api) = post.get(Role::Supervisor, Language::Es, "/api/v1/journal/head").await;
        let api: serde_json::Value = serde_json::from_str(&api).unwrap();
        assert_eq!((api["sequence"].as_i64(), api["health"].as_str()), (Some(4), Some("writing")));
        assert_eq!(api["hash"], head.hash.to_string());
        assert_eq!(api["time_certain"], true);
    }
}

#[tokio::test]
async fn the_journal_is_filtered_by_kind_and_day_and_turned_by_number() {
    for store in stores() {
        let post = Post::open(&store).await;
        post.some_accesses().await;
        for _ in 0..60 {
            post.record(OFFICER.as_subject(), FileOpened { reason: String::new() }).await;
        }
        post.clock.pass(Timestamp::DAY);
        post.record(OFFICER.as_subject(), FileOpened { reason: String::new() }).await;
        let numbers = |page: &str| -> Vec<i64> {
            page.split("<th scope=\"row\">").skip(1).map(|rest| rest.split('<').next().unwrap().parse().unwrap()).collect()
        };
        let journal = async |query: &str| post.get(Role::Administrator, Language::Es, &format!("/records/journal{query}")).await.1;

        let newest = journal("").await;
        assert_eq!(numbers(&newest), (16..=65).rev().collect::<Vec<_>>(), "{}", store.name);
        assert!(newest.contains("href=\"/records/journal?before=16\"") && !newest.contains("rel=\"prev\""), "{newest}");
        let older = journal("?before=16").await;
        assert_eq!(numbers(&older), (1..=15).rev().collect::<Vec<_>>());
        assert!(older.contains("href=\"/records/journal?after=15\"") && !older.contains("rel=\"next\""));
        assert_eq!(numbers(&journal("?after=15").await), numbers(&newest));

        assert_eq!(numbers(&journal("?kind=desk.traveller_presented").await), [2]);
        assert_eq!(numbers(&journal("?day=2026-11-23").await), [65]);
        assert_eq!(numbers(&journal("?day=2026-11-22&kind=accounts.signed_in").await), [4]);
        assert!(journal("?day=2020-01-01").await.contains("class=\"empty\""));
        let wrong = journal("?day=2026-02-30").await;
        assert!(wrong.contains("error-summary") && wrong.contains("No existe ese día"));
        assert_eq!(post.missing_words(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn r18_accesses_are_counted_by_person_and_day_without_those_they_looked_at() {
    for store in stores() {
        let post = Post::open(&store).await;
        post.some_accesses().await;
        post.record(TRAVELLER, FileOpened { reason: String::new() }).await;
        let (_, page) = post.get(Role::Overseer, Language::Es, "/records/access").await;
        let row = page.split("Oficial Rosa Prueba</a>").nth(1).unwrap().split("</tr>").next().unwrap();
        let counts: Vec<_> = row.split("\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
        assert_eq!(counts, ["1", "2", "0", "1", "0"], "{}", store.name);
        assert_eq!(page.matches("Expediente abierto</td>").count(), 2);
        let (_, only) = post.get(Role::Overseer, Language::En, &format!("/records/access?day=2026-11-22&actor={OFFICER}")).await;
        assert!(only.contains("Only the accesses of <strong>Oficial Rosa Prueba"));
        assert_eq!(only.matches("File opened</td>").count(), 2);
        let (_, other) = post.get(Role::Overseer, Language::En, "/records/access?actor=00000000-0000-0000-0000-000000000009").await;
        assert!(!other.contains("File opened</td>") && other.contains("Account …00000009"));
        let (_, yesterday) = post.get(Role::Overseer, Language::Es, "/records/access?day=2026-11-21").await;
        assert!(yesterday.contains("Ningún acceso ese día") && yesterday.contains("day=2026-11-22"));
        assert_eq!(post.missing_words(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn r08_erased_contents_keep_their_number_and_the_chain_still_verifies() {
    for store in stores() {
        let post = Post::open(&store).await;
        post.some_accesses().await;
        assert_eq!(post.journal.submit(Destroy(TRAVELLER, 2)).await.unwrap(), 1);
        let (_, page) = post.get(Role::Overseer, Language::Es, "/records/journal").await;
        assert!(page.contains("Contenido suprimido por conservación") && page.contains("<th scope=\"row\">2</th>"), "{}", store.name);
        let verified = post.verified("head=").await;
        assert!(verified.contains("The journal is whole") && verified.contains("<dt>Contents erased</dt><dd>1</dd>"), "{verified}");
        assert_eq!(post.missing_words(), Vec::<String>::new());
    }
}
