//! Bad input: a clear message, nothing lost, never a failure of the program.

use axum::http::StatusCode;
use garita_travel_document::keyboard::TEST_LINE;
use proptest::prelude::*;

use crate::support::{Post, visitor};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn zones_that_cannot_be_read_come_back_with_the_reason_and_the_text() {
    let post = Post::open().await;
    let zone = visitor();
    for (sent, words) in [
        (String::new(), "nada"),
        (zone[..80].to_owned(), "44 + 35"),
        (zone.replace("LOPEZ", "LÓPEZ"), "LÓPEZ"),
        (zone.replace('<', ";"), "tecl"),
        ("hello".into(), "hello"),
    ] {
        for language in ["es", "en"] {
            let answer =
                post.post_as(&format!("officer-{language}"), "/desk/present", &[("mrz", &sent), ("idempotency_key", &post.id())]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sent}");
            assert!(language == "en" || answer.body.to_lowercase().contains(&words.to_lowercase()), "{words}: {}", answer.body);
            assert!(answer.body.contains("role=\"alert\"") && answer.body.contains("autofocus"));
        }
    }
    assert_eq!(post.catalogue.missing(), Vec::<String>::new());
}

#[tokio::test]
async fn lower_case_and_one_long_run_are_read() {
    let post = Post::open().await;
    let first = post.present(&visitor().to_lowercase()).await;
    let second = post.present(&visitor().replace('\n', "")).await;
    assert_eq!(first.subject, second.subject);
}

#[tokio::test]
async fn ten_megabytes_are_refused_with_a_page() {
    let post = Post::open().await;
    let body = format!("csrf=token&mrz={}", "A".repeat(10 * 1024 * 1024)).into_bytes();
    let answer = post.post_bytes("officer-es", "/desk/present", FORM, body).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("más de lo que se puede recibir") || answer.body.contains("Se envió más"), "{}", answer.body);
    let half = format!("csrf=token&mrz={}", "A".repeat(500_000)).into_bytes();
    let answer = post.post_bytes("officer-es", "/desk/present", FORM, half).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.len() < 40_000, "what was sent does not come back whole");
}

#[tokio::test]
async fn codes_from_no_list_of_ours_and_forms_without_a_key_are_not_understood() {
    let post = Post::open().await;
    let zone = visitor();
    for wrong in [("direction", "sideways"), ("class", "spy"), ("conveyance", "carpet"), ("reference", "x\u{7}y")] {
        let answer = post.post("/desk/present", &[("mrz", zone.as_str()), wrong]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong:?}");
    }
    let case = post.present(&zone).await;
    assert_eq!(post.post(&format!("{case}/decide"), &[("decision", "admitted")]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(post.decide(case, "detained", &[]).await.status, StatusCode::BAD_REQUEST);
    let stale = post.post_bytes("officer-es", &format!("{case}/decide"), FORM, Vec::new()).await;
    assert_eq!(stale.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_reader_test_names_the_layout() {
    let post = Post::open().await;
    assert!(post.get("/desk/keyboard/card").await.body.contains("<svg"));
    for (arrived, tone) in [(TEST_LINE.to_owned(), "quiet"), (TEST_LINE.to_lowercase(), "note"), (TEST_LINE.replace('<', ";"), "caution")] {
        let answer = post.post("/desk/keyboard", &[("line", &arrived)]).await;
        assert!(answer.body.contains(&format!("class=\"notice {tone}\"")), "{arrived}");
    }
}

/// One post for every case of a property: what is asked is whether the program fails.
fn no_failure(cases: u32, requests: impl Strategy<Value = (&'static str, &'static str, Vec<u8>)>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let post = runtime.block_on(Post::open());
    let case = runtime.block_on(post.present(&visitor()));
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) };
    proptest::test_runner::TestRunner::new(config)
        .run(&requests, |(path, content_type, body)| {
            let path = path.replace("{case}", &case.to_string()).replace("{ids}", &format!("{}/{}", case.subject, case.entry));
            let answer = runtime.block_on(post.post_bytes("officer-en", &path, content_type, body));
            prop_assert!(!answer.status.is_server_error(), "{path}: {} {}", answer.status, answer.body);
            Ok(())
        })
        .unwrap();
}

#[test]
fn no_bytes_make_a_page_fail() {
    let path = prop::sample::select(vec![
        "/desk/present",
        "/desk/typed",
        "{case}/decide",
        "{case}/correct",
        "{case}/undo",
        "/desk/keyboard",
        "/desk/file",
    ]);
    let id = "0192d4e8-7a10-7000-8000-00000000a0de";
    let field = prop::sample::select(vec![
        "mrz",
        "decision",
        "days",
        "reason",
        "note",
        "hold",
        "afraid",
        "language",
        "surname",
        "birth_date",
        "document",
        "subject",
    ]);
    let value = prop_oneof![
        "\\PC{0,60}",
        prop::sample::select(vec!["admitted", "refused", "pending", "second_line", "yes", "1", "none", "passport", id])
            .prop_map(str::to_owned),
        prop::collection::vec("[A-Z0-9<]{44}", 1..3).prop_map(|lines| lines.join("\n")),
    ];
    let fields = prop::collection::vec((field, value), 0..6).prop_map(move |fields| {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("idempotency_key", id);
        body.extend_pairs(&fields);
        body.finish().into_bytes()
    });
    let bytes = prop_oneof![fields, prop::collection::vec(any::<u8>(), 0..300)];
    no_failure(96, (path, bytes).prop_map(|(path, body)| (path, FORM, body)));
}

#[test]
fn no_bytes_make_the_api_fail() {
    let path = prop::sample::select(vec!["/api/v1/documents/zone", "/api/v1/presentations", "/api/v1/presentations/{ids}/decision"]);
    let outcome = prop::sample::select(vec!["admitted", "refused", "pending", "second_line", "?"]);
    let decision = (outcome, any::<Option<i64>>(), "\\PC{0,20}").prop_map(|(outcome, days, note)| {
        serde_json::json!({ "outcome": outcome, "days": days, "note": note, "reasons": [note] }).to_string().into_bytes()
    });
    let zone = "([A-Z0-9<]{44}\n){0,3}|\\PC{0,60}".prop_map(|zone| {
        serde_json::json!({ "zone": zone, "direction": "entry", "class": "visitor", "conveyance": { "kind": "bus", "reference": "" } })
            .to_string()
            .into_bytes()
    });
    let bytes = prop_oneof![decision, zone, prop::collection::vec(any::<u8>(), 0..300)];
    no_failure(96, (path, bytes).prop_map(|(path, body)| (path, "application/json", body)));
}
