//! The JSON interface: the same rules, problem documents, and a description that is kept up to date.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    holds::without_ids,
    support::{Answer, Post, own_national, visitor},
};

fn body(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}

fn assert_problem(answer: &Answer, status: StatusCode) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.content_type, "application/problem+json");
    let problem = body(answer);
    for field in ["title", "detail"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty() && !text.contains('[')), "{problem}");
    }
}

#[tokio::test]
async fn a_crossing_through_the_api() {
    let post = Post::open().await;
    let entry = post.id();
    let request = json!({ "entry": entry, "subject": post.id(), "zone": visitor(), "direction": "entry", "class": "visitor" });
    let presented = post.json("/api/v1/presentations", &request).await;
    assert_eq!(presented.status, StatusCode::CREATED, "{}", presented.body);
    assert_eq!(body(&post.json("/api/v1/presentations", &request).await)["entry"], body(&presented)["entry"], "sent twice, recorded once");
    let pretty = serde_json::to_string_pretty(&body(&presented)).unwrap();
    insta::assert_snapshot!("presentation", without_ids(&pretty));
    let subject = body(&presented)["subject"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/presentations/{subject}/{entry}");
    assert_eq!(body(&post.get(&path).await)["state"], "undecided");
    let decision = json!({ "entry": post.id(), "outcome": "second_line", "reasons": ["document-doubt"] });
    let decided = post.json(&format!("{path}/decision"), &decision).await;
    assert_eq!((decided.status, &body(&decided)["outcome"]), (StatusCode::OK, &json!("second_line")));
    assert_eq!(body(&post.json(&format!("{path}/decision"), &decision).await), body(&decided));
    assert_eq!(body(&post.get("/api/v1/cases").await)[0]["entry"], json!(entry));
    let admitted = post.json(&format!("{path}/decision"), &json!({ "outcome": "admitted", "days": 30 })).await;
    assert_eq!(admitted.status, StatusCode::OK);
    assert_eq!(body(&post.get(&path).await)["days"], 30);
    assert_eq!(body(&post.get("/api/v1/cases").await), json!([]));
}

#[tokio::test]
async fn r15_nobody_is_refused_through_the_api() {
    let post = Post::open().await;
    let case = post.present(&visitor()).await;
    let path = format!("/api/v1/presentations/{}/{}/decision", case.subject, case.entry);
    for reasons in [json!([]), json!(["means-not-shown"])] {
        let answer = post.json(&path, &json!({ "outcome": "refused", "reasons": reasons })).await;
        assert_problem(&answer, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("la decide una persona"));
    }
    assert_eq!(post.state(case).await, None);
}

#[tokio::test]
async fn stated_particulars_and_zones_are_taken_one_at_a_time() {
    let post = Post::open().await;
    let stated = json!({ "surname": "Niño", "birth_date": "2012", "document": { "kind": "passport", "number": "a-1" } });
    let both = json!({ "stated": stated, "zone": visitor(), "direction": "entry", "class": "visitor" });
    assert_problem(&post.json("/api/v1/presentations", &both).await, StatusCode::UNPROCESSABLE_ENTITY);
    let one = post.json("/api/v1/presentations", &json!({ "stated": stated, "direction": "exit", "class": "resident" })).await;
    assert_eq!((one.status, &body(&one)["number"], &body(&one)["birth_date"]), (StatusCode::CREATED, &json!("A1"), &json!("2012")));
}

#[tokio::test]
async fn what_is_wrong_is_a_problem_document_in_the_callers_language() {
    let post = Post::open().await;
    let case = post.present(&own_national()).await;
    let decision = format!("/api/v1/presentations/{}/{}/decision", case.subject, case.entry);
    let presentation = |direction: &str, class: &str, zone: &str| json!({ "direction": direction, "class": class, "zone": zone });
    for (path, sent, status) in [
        ("/api/v1/presentations", presentation("up", "visitor", &visitor()), 422),
        ("/api/v1/presentations", presentation("entry", "spy", &visitor()), 422),
        ("/api/v1/presentations", presentation("entry", "visitor", "garbage"), 422),
        ("/api/v1/presentations", json!({ "direction": 1 }), 422),
        ("/api/v1/presentations", json!({ "direction": "entry", "class": "visitor", "stated": { "surname": "" } }), 422),
        (&decision, json!({ "outcome": "shot" }), 422),
        (&decision, json!({ "outcome": "admitted", "days": -1 }), 422),
        (&decision, json!({ "outcome": "admitted", "days": 400 }), 422),
        (&decision, json!({ "outcome": "pending", "hold": "1" }), 422),
        (&decision, json!([]), 422),
    ] {
        assert_problem(&post.json(path, &sent).await, StatusCode::from_u16(status).unwrap());
    }
    assert_problem(&post.post_bytes("officer-en", &decision, "application/json", b"{".to_vec()).await, StatusCode::BAD_REQUEST);
    assert_problem(&post.get_as("nobody", "/api/v1/cases").await, StatusCode::UNAUTHORIZED);
    assert_problem(&post.get_as("administrator-es", "/api/v1/cases").await, StatusCode::FORBIDDEN);
    assert_problem(&post.get("/api/v1/presentations/one/two").await, StatusCode::NOT_FOUND);
    assert_eq!(post.catalogue.missing(), Vec::<String>::new());
}

#[tokio::test]
async fn zones_are_reported_as_on_the_command_line() {
    let post = Post::open().await;
    let text = format!("{}\n\ngarbage\n", visitor());
    let answer = post.post_bytes("officer-es", "/api/v1/documents/zone", "text/plain", text.clone().into_bytes()).await;
    let today = post.desk.journal.now().0.date(&post.desk.settings.zone);
    let expected: Vec<_> = garita_travel_document::mrz::ZoneReport::of_blocks(&text, today).collect();
    assert_eq!((answer.status, body(&answer)), (StatusCode::OK, serde_json::to_value(&expected).unwrap()));
}

#[test]
fn the_committed_description_is_up_to_date() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/api/openapi.json");
    let made = garita_desk::openapi().unwrap();
    assert!(made.contains("\"openapi\": \"3.1"));
    #[expect(clippy::disallowed_methods, reason = "the test that writes the file when asked to")]
    if std::env::var("UPDATE_OPENAPI").is_ok() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &made).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == made, "run UPDATE_OPENAPI=1 cargo test -p garita-desk committed_description");
    let (described, served) = (serde_json::from_str::<Value>(&made).unwrap(), include_str!("../../src/routes.rs"));
    for path in described["paths"].as_object().unwrap().keys() {
        assert!(served.contains(&format!("\"{path}\"")), "{path} is described and not served");
    }
    assert_eq!(served.matches("\"/api/v1").count(), described["paths"].as_object().unwrap().len(), "served and not described");
}
