//! Verification from the page: what it finds, and that it never holds up anything.

mod support;

use axum::http::StatusCode;
use garita_domain::{Language, access::Role};
use support::{Post, TRAVELLER, stores};

#[tokio::test]
async fn r18_a_changed_payload_is_reported_with_the_number_of_its_entry() {
    for store in stores() {
        let post = Post::open(&store).await;
        post.some_accesses().await;
        assert!(post.verified("head=").await.contains("The journal is whole"), "{}", store.name);
        store
            .tamper("UPDATE journal_content SET payload = (SELECT payload FROM journal_content WHERE sequence = 4) WHERE sequence = 3")
            .await;
        let page = post.verified("head=").await;
        assert!(page.contains("The journal is not whole") && page.contains("First bad entry: <strong>3</strong>"), "{page}");
        assert!(page.contains("The content of entry 3 is not what was recorded") && page.contains("Do not trust what that entry says"));
        let (_, elsewhere) = post.get(Role::Supervisor, Language::Es, "/records").await;
        assert!(elsewhere.contains("La bitácora no está íntegra: véase"), "the status line must say so on every page");
        let (_, api) = post.get(Role::Overseer, Language::Es, "/api/v1/journal/verification").await;
        let api: serde_json::Value = serde_json::from_str(&api).unwrap();
        assert_eq!((&api["state"], &api["first_bad_entry"], &api["fault"]), (&"fault".into(), &3.into(), &"content".into()));
        assert_eq!(post.missing_words(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_content_deleted_behind_the_programs_back_is_missing() {
    for store in stores() {
        let post = Post::open(&store).await;
        post.some_accesses().await;
        store.tamper("DELETE FROM journal_content WHERE sequence = 2").await;
        let page = post.verified("head=").await;
        assert!(
            page.contains("First bad entry: <strong>2</strong>") && page.contains("no retention order erased it"),
            "{} {page}",
            store.name
        );
    }
}

#[tokio::test]
async fn a_printed_head_is_checked_and_a_wrong_one_is_named() {
    for store in stores() {
        let post = Post::open(&store).await;
        post.some_accesses().await;
        let head = post.journal.head();
        post.record(TRAVELLER, garita_record::FileOpened { reason: String::new() }).await;
        let met = post.verified(&format!("head={}", head.to_string().to_lowercase())).await;
        assert!(met.contains("The journal is whole") && met.contains("Contains the printed head"), "{} {met}", store.name);
        let other = format!("head={}:{}", head.sequence, "AB".repeat(32));
        let page = post.verified(&other).await;
        assert!(page.contains("does not contain the head expected at entry 4"), "{page}");
    }
}

#[tokio::test]
async fn what_is_no_head_is_told_at_its_field_and_nothing_starts() {
    let store = &stores()[0];
    let post = Post::open(store).await;
    for typed in ["12", "x:y", "0:00", "%FF%00", &"9".repeat(5000)] {
        let (status, page) = post.send(Role::Supervisor, "/records/verify", &format!("head={typed}")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(page.contains("That is no head") && page.contains("aria-invalid"));
    }
    assert_eq!(post.records.verification(), garita_records::VerificationState::None);
}

#[tokio::test]
async fn while_one_runs_another_does_not_start_and_the_page_says_so() {
    let store = &stores()[0];
    let post = Post::open(store).await;
    // On this runtime's one thread nothing runs between these requests.
    for _ in 0..2 {
        let (status, _) = post.send(Role::Overseer, "/records/verify", "head=").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, page) = post.get(Role::Overseer, Language::Es, "/records/verify").await;
        assert!(
            page.contains("Se verifica la bitácora") && page.contains("hx-trigger=\"every 2s\"") && page.contains("Actualizar"),
            "{page}"
        );
    }
    post.until(Role::Overseer, "/records/verify", |page| page.contains("The journal is whole")).await;
    assert_eq!(post.missing_words(), Vec::<String>::new());
}
