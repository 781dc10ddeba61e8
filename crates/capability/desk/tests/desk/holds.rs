//! A hold leaves no trace that a plain pending case does not leave (R33, R39).

use garita_domain::{HoldKind, MovementOutcome};
use garita_record::{CrossingDecided, Kind, decode};
use garita_storage::{StoredEntry, entries_of_subject};
use proptest::prelude::*;

use crate::support::{At, Post, visitor};

/// Everything a reader outside protection can get at about one case.
struct Trace {
    pages: Vec<String>,
    api: Vec<String>,
    kinds: Vec<String>,
    payload: serde_json::Value,
    size: usize,
}

/// One post, one person, one decision; the same seed for every run, so that ids and times are the same too.
async fn trace(decision: &str, more: &[(&str, &str)]) -> (Trace, Option<HoldKind>) {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    let done = post.decided(at, decision, more).await;
    let pages = vec![
        done.body,
        post.get(&at.to_string()).await.body,
        post.get("/desk/queue").await.body,
        post.get("/desk/shift").await.body,
        post.get_as("protection_officer-es", &at.to_string()).await.body,
    ];
    let api =
        vec![post.get(&format!("/api/v1/presentations/{}/{}", at.subject, at.entry)).await.body, post.get("/api/v1/cases").await.body];
    let entry = decision_of(&post, at).await;
    let decided: CrossingDecided = decode(entry.content.version, &entry.content.payload).unwrap();
    let message = post.opener.open(&decided.frame).unwrap();
    let mut payload: serde_json::Value = serde_json::from_slice(&entry.content.payload).unwrap();
    // Sealed bytes are random; their length is compared with the payload's.
    payload["frame"] = serde_json::Value::Null;
    let mut snapshot = post.desk.journal.snapshot().await.unwrap();
    let kinds = entries_of_subject(&mut snapshot, at.subject).await.unwrap().into_iter().map(|entry| entry.content.kind).collect();
    (Trace { pages, api, kinds, payload, size: entry.content.payload.len() }, message.map(|message| message.kind))
}

async fn decision_of(post: &Post, at: At) -> StoredEntry {
    let mut snapshot = post.desk.journal.snapshot().await.unwrap();
    let entries = entries_of_subject(&mut snapshot, at.subject).await.unwrap();
    entries.into_iter().find(|entry| entry.content.kind == CrossingDecided::NAME).unwrap()
}

/// Ids differ because the seal draws chance in between: every UUID becomes the same one.
pub fn without_ids(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let uuid = rest.get(..36).filter(|part| part.parse::<uuid::Uuid>().is_ok());
        if uuid.is_some() {
            plain.push('#');
            rest = &rest[36..];
        } else {
            plain.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    plain
}

fn assert_alike(one: &Trace, other: &Trace, what: &str) {
    for (index, (a, b)) in one.pages.iter().zip(&other.pages).enumerate() {
        assert_eq!(without_ids(a), without_ids(b), "{what}: page {index}");
    }
    for (a, b) in one.api.iter().zip(&other.api) {
        assert_eq!(without_ids(a), without_ids(b), "{what}: API");
    }
    let payload = |trace: &Trace| without_ids(&trace.payload.to_string());
    assert_eq!((&one.kinds, payload(one), one.size), (&other.kinds, payload(other), other.size), "{what}: stored");
}

#[tokio::test]
async fn r39_a_hold_and_a_plain_pending_case_look_the_same_everywhere() {
    let (plain, message) = trace("pending", &[]).await;
    assert_eq!(message, None);
    for digit in ["1", "2", "3", "4"] {
        let (held, message) = trace("pending", &[("hold", digit)]).await;
        assert_eq!(message, HoldKind::from_digit(digit));
        assert_alike(&plain, &held, digit);
    }
    // The same for a refusal that the answer turned into a wait.
    let afraid = [("reason", "means-not-shown"), ("language", "es"), ("interpreter", "yes"), ("afraid", "yes"), ("note", "ver")];
    let (feared, message) = trace("refused", &afraid).await;
    assert_eq!(message, Some(HoldKind::AsksForProtection));
    assert_alike(&plain, &feared, "fear");
}

#[tokio::test]
async fn r39_a_hold_beside_another_decision_shows_nothing_either() {
    let admitted = [("days", "90")];
    let (plain, _) = trace("admitted", &admitted).await;
    let (held, message) = trace("admitted", &[admitted[0], ("hold", "3")]).await;
    assert_eq!(message, Some(HoldKind::ChildAtRisk));
    assert_alike(&plain, &held, "admitted");
    // Beside second line it stops a refusal there, so it waits like any pending case.
    let (plain, _) = trace("pending", &[]).await;
    let (held, message) = trace("second_line", &[("reason", "document-doubt"), ("note", "ver"), ("hold", "2")]).await;
    assert_eq!(message, Some(HoldKind::PossibleVictim));
    assert_alike(&plain, &held, "second line");
}

#[tokio::test]
async fn a_hold_takes_three_keys_and_its_choices_name_no_category() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    let page = post.get(&at.to_string()).await.body;
    let hold = page.split("data-own-keys").nth(1).unwrap();
    // 0 unfolds, a digit chooses, Enter presses the form's first button: pending.
    assert!(
        hold.contains("data-key=\"0\"")
            && (1..=4).all(|digit| hold.contains(&format!("name=\"hold\" value=\"{digit}\" required data-key=\"{digit}\"")))
    );
    let first = hold.split("<button").nth(1).unwrap();
    assert!(first.contains("value=\"pending\""));
    let lower = hold.to_lowercase();
    for word in ["asilo", "víctima", "trata", "menor", "refugi", "protec"] {
        assert!(!lower.contains(word), "{word}");
    }
    post.decided(at, "pending", &[("hold", "2")]).await;
    assert_eq!(post.state(at).await, Some(MovementOutcome::Pending));
    assert_eq!(post.decide(at, "pending", &[("hold", "5")]).await.status, axum::http::StatusCode::BAD_REQUEST);
}

proptest! {
    #[test]
    fn ids_are_taken_out_of_any_text(before in "\\PC{0,20}", after in "\\PC{0,20}") {
        let id = "0192d4e8-7a10-7000-8000-00000000a0de";
        let plain = without_ids(&format!("{before} {id} {after}"));
        prop_assert!(!plain.contains(id));
    }
}
