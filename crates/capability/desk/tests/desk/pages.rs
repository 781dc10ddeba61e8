//! What holds for every page: both languages, escaping, access, clocks that cannot be right.

use axum::http::{Method, StatusCode};
use garita_domain::access::Role;

use crate::support::{NOON, Post, REFUSAL, at, own_national, passport, visitor};

/// Every page that can be read, with a case in each state behind it.
async fn every_page(post: &Post) -> Vec<String> {
    let mut paths: Vec<String> =
        ["/desk", "/desk/typed", "/desk/typed?document=none", "/desk/queue", "/desk/shift", "/desk/keyboard", "/desk/keyboard/card"]
            .map(str::to_owned)
            .to_vec();
    let open = post.present(&visitor()).await;
    let admitted = post.present(&passport("GTM", "B7654321", "Ruiz", "1990-01-01")).await;
    let answer = post.decide(admitted, "admitted", &[("days", "90")]).await;
    paths.push(answer.location.unwrap());
    let refused = post.present(&passport("SLV", "C7654321", "Paz", "1980-01-01")).await;
    paths.push(post.decide(refused, "refused", &REFUSAL).await.location.unwrap());
    let second = post.present(&passport("NIC", "D7654321", "Sol", "1970-01-01")).await;
    paths.push(post.decide(second, "second_line", &[("reason", "identity-doubt")]).await.location.unwrap());
    let waiting = post.present(&own_national()).await;
    paths.push(post.decide(waiting, "pending", &[]).await.location.unwrap());
    let leaving =
        post.present_with(&passport("NIC", "F7654321", "Mar", "1971-01-01"), &[("direction", "exit"), ("conveyance", "foot")]).await;
    paths.push(post.decide(leaving, "admitted", &[]).await.location.unwrap());
    for case in [open, admitted, refused, second, waiting, leaving] {
        paths.push(case.to_string());
        paths.push(format!("{case}/correct"));
    }
    paths.push(format!("{open}/refuse"));
    let file = format!("/desk/file/{}", open.subject);
    let key = post.id();
    let opened =
        post.post("/desk/file", &[("subject", &open.subject.to_string()), ("reason", "complaint"), ("idempotency_key", &key)]).await;
    paths.extend([file, opened.location.unwrap()]);
    paths
}

#[tokio::test]
async fn every_page_reads_in_both_languages_with_no_word_missing() {
    let post = Post::open().await;
    let paths = every_page(&post).await;
    for language in ["es", "en"] {
        for path in &paths {
            let answer = post.get_as(&format!("officer-{language}"), path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.body.contains(&format!("lang=\"{language}\"")) && answer.body.contains("watermark"), "{path}");
            assert!(
                !answer.body.contains(" style=") && !answer.body.contains("<script>"),
                "{path}: the policy forbids inline style and script"
            );
        }
    }
    let codes: Vec<String> = garita_desk::codes::REFUSAL_REASONS
        .iter()
        .chain(&garita_desk::codes::SECOND_LINE_REASONS)
        .chain(&garita_desk::codes::CORRECTION_REASONS)
        .chain(&garita_desk::codes::FILE_REASONS)
        .chain(&garita_desk::codes::LINK_REASONS)
        .chain(&garita_desk::codes::UNLINK_REASONS)
        .map(|code| format!("desk-reason-{code} ="))
        .collect();
    for (language, words) in garita_desk::LOCALES.iter().filter(|(_, words)| words.contains("desk-title")) {
        assert!(codes.iter().all(|code| words.contains(code)), "{language:?}");
    }
    assert_eq!(post.catalogue.missing(), Vec::<String>::new());
}

#[test]
fn the_two_languages_say_the_same_things() {
    for part in garita_desk::LOCALES.chunks(2) {
        garita_web::same_ids(part).unwrap();
    }
}

#[tokio::test]
async fn a_key_presses_one_thing_and_no_letter_that_begins_a_zone() {
    let post = Post::open().await;
    let case = post.present(&visitor()).await;
    for path in ["/desk".to_owned(), case.to_string()] {
        let body = post.get(&path).await.body;
        // The choices of a hold take the digits while they are unfolded.
        let (outside, inside) = body.split_once("data-own-keys").unwrap_or((&body, ""));
        let inside_end = inside.find("</details>").unwrap_or(0);
        let mut seen = std::collections::BTreeSet::new();
        for key in format!("{outside}{}", &inside[inside_end..])
            .split("data-key=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
        {
            assert!(!"piacv".contains(&key), "{path}: {key}");
            assert!(seen.insert(key.clone()), "{path}: the key {key} twice");
        }
    }
}

#[tokio::test]
async fn markup_in_what_people_type_stays_text() {
    let post = Post::open().await;
    let evil = "<script>alert(1)</script>\"'&";
    let (key, subject) = (post.id(), post.id());
    let typed = [
        ("document", "none"),
        ("surname", evil),
        ("sex", "X"),
        ("idempotency_key", key.as_str()),
        ("subject", &subject),
        ("reference", "<b>x</b>"),
    ];
    let answer = post.post("/desk/typed", &typed).await;
    let case = at(&answer.location.unwrap());
    post.decided(case, "second_line", &[("note", evil)]).await;
    for path in [case.to_string(), "/desk/queue".into(), "/desk/shift".into(), format!("{case}/correct")] {
        let body = post.get(&path).await.body;
        assert!(body.contains("alert(1)") && !body.contains("<script>alert") && !body.contains("<b>x"), "{path}");
    }
    let kept = post.post("/desk/present", &[("mrz", evil), ("idempotency_key", &key)]).await;
    assert!(kept.status == StatusCode::UNPROCESSABLE_ENTITY && kept.body.contains("alert(1)") && !kept.body.contains("<script>alert"));
}

#[tokio::test]
async fn administrators_and_overseers_see_no_traveller_and_strangers_nothing() {
    let post = Post::open().await;
    let paths = every_page(&post).await;
    for role in [Role::Administrator, Role::Overseer] {
        for path in &paths {
            assert_eq!(post.get_as(&format!("{}-es", role.code()), path).await.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
    }
    for path in &paths {
        let answer = post.get_as("nobody", path).await;
        assert!(answer.location.is_some_and(|to| to.starts_with("/sign-in")), "{path}");
    }
    assert_eq!(post.get_as("protection_officer-es", "/desk/queue").await.status, StatusCode::OK);
    let (_, table) = garita_desk::routes(post.desk.clone());
    assert!(table.iter().all(|route| !route.rule.roles.is_empty() && !route.rule.roles.contains(&Role::Administrator)));
    let clear = table.iter().find(|route| route.path.ends_with("/clear")).unwrap();
    assert_eq!((&clear.method, clear.rule.roles), (&Method::POST, &[Role::ProtectionOfficer][..]));
}

#[tokio::test]
async fn a_clock_at_1970_or_2099_is_said_to_be_uncertain_and_nothing_breaks() {
    for wall in [0, 4_070_908_800 * 1_000_000, NOON] {
        let post = Post::open_at(wall).await;
        let case = post.present(&visitor()).await;
        let page = post.get(&case.to_string()).await;
        assert_eq!(page.body.contains("hora incierta"), wall != NOON, "{wall}");
        let done = post.decided(case, "admitted", &[("days", "90")]).await;
        assert!(done.body.contains("Entrada registrada"));
        for path in ["/desk/queue", "/desk/shift", "/desk"] {
            assert_eq!(post.get(path).await.status, StatusCode::OK, "{wall} {path}");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_not_there() {
    let post = Post::open().await;
    let case = post.present(&visitor()).await;
    let id = post.id();
    for path in [
        format!("/desk/{id}/{id}"),
        format!("/desk/{}/{id}", case.subject),
        "/desk/one/two".into(),
        "/desk/file/one".into(),
        format!("/desk/shift/{id}/report"),
        format!("/desk/{id}/{id}/correct"),
        format!("/desk/{id}/{id}/refuse"),
    ] {
        assert_eq!(post.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let nobody = [("decision", "admitted"), ("idempotency_key", id.as_str())];
    assert_eq!(post.post(&format!("/desk/{id}/{id}/decide"), &nobody).await.status, StatusCode::NOT_FOUND);
    // An entry of another kind is no presentation.
    let decision = post.decide(case, "pending", &[]).await.location.unwrap();
    let decision = decision.split("done=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    assert_eq!(post.get(&format!("/desk/{}/{decision}", case.subject)).await.status, StatusCode::NOT_FOUND);
}
