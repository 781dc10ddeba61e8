//! Who is who: links, files, history over the person, findings made again.

use axum::http::StatusCode;
use garita_desk::{HistoryFacts, commands::RecordPresentation, person};
use garita_domain::{EntryId, SubjectId, access::Role};
use garita_record::FileOpened;
use garita_record::Kind;
use garita_storage::entries_of_subject;

use crate::support::{At, Post, account, at, passport, visitor};

async fn people(post: &Post, subject: SubjectId) -> usize {
    let mut snapshot = post.desk.journal.snapshot().await.unwrap();
    person(&mut snapshot, &[subject]).await.unwrap().len()
}

/// Opens a file and gives its address.
async fn open_file(post: &Post, subject: SubjectId) -> String {
    let key = post.id();
    let sent = [("subject", subject.to_string()), ("reason", "second-line".into()), ("idempotency_key", key)];
    let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = post.post("/desk/file", &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location.unwrap()
}

/// The same document presented under two subjects, as two booths may do in the same moment.
async fn met_twice(post: &Post) -> (At, At) {
    let first = post.present(&visitor()).await;
    post.decided(first, "admitted", &[("days", "90")]).await;
    let mut presented = post.desk.case(first.subject, first.entry).await.unwrap().unwrap().inspection.presented;
    let second = At { subject: SubjectId::new(uuid::Uuid::from_u128(0xB0)), entry: EntryId::new(uuid::Uuid::from_u128(0xB1)) };
    presented.presentation.subject = second.subject;
    let command = RecordPresentation {
        entry: second.entry,
        presented,
        officer: account(Role::Officer),
        occurred: None,
        checks: post.desk.check_set.clone(),
    };
    post.desk.journal.submit(command).await.unwrap();
    (first, second)
}

#[tokio::test]
async fn the_same_document_finds_its_holder_again() {
    let post = Post::open().await;
    let first = post.present(&visitor()).await;
    post.decided(first, "admitted", &[("days", "90")]).await;
    post.pass(3 * 86_400);
    let second = post.present_with(&visitor(), &[("direction", "exit")]).await;
    assert_eq!(second.subject, first.subject);
    let page = post.get(&second.to_string()).await;
    assert!(page.body.contains("Entrada, 90 días"), "the history shows the entry");
    let other = post.present(&passport("GTM", "B7654321", "Lopez Garcia", "1991-04-02")).await;
    assert_ne!(other.subject, first.subject, "another document is another subject until somebody says otherwise");
}

#[tokio::test]
async fn subjects_with_the_same_document_are_one_person_by_rule_and_can_be_taken_apart() {
    let post = Post::open().await;
    let (first, second) = met_twice(&post).await;
    assert_eq!(people(&post, first.subject).await, 2);
    let seen = post.desk.case(second.subject, second.entry).await.unwrap().unwrap();
    assert!(seen.again, "another set of subjects: the findings are made again");
    assert_eq!(seen.history.unwrap().crossings.len(), 1);

    let file = open_file(&post, second.subject).await;
    let page = post.get(&file).await;
    assert!(page.body.contains("El mismo documento") && page.body.contains(&first.to_string()));
    let hidden = |name: &str| page.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (opened, link, carrier, key) = (hidden("opened"), hidden("link"), hidden("link_subject"), post.id());
    let path = format!("/desk/file/{}/unlink", second.subject);
    let mut sent = vec![("opened", opened.as_str()), ("link", &link), ("link_subject", &carrier), ("idempotency_key", &key)];
    assert_eq!(post.post(&path, &sent).await.status, StatusCode::CONFLICT, "a reason is asked");
    sent.push(("unlink_reason", "not-same-person"));
    assert_eq!(post.post(&path, &sent).await.status, StatusCode::SEE_OTHER);
    assert_eq!((people(&post, first.subject).await, people(&post, second.subject).await), (1, 1));
    let alone = post.desk.case(second.subject, second.entry).await.unwrap().unwrap();
    assert!(alone.history.unwrap().crossings.is_empty(), "history over what remains");
    // The rule does not overrule what a person said.
    post.pass(60);
    post.present(&visitor()).await;
    assert_eq!(people(&post, first.subject).await, 1);
}

#[tokio::test]
async fn a_new_passport_is_linked_by_a_person_who_has_opened_the_file() {
    let post = Post::open().await;
    let old = post.present(&visitor()).await;
    let new = post.present(&passport("GTM", "B7654321", "Lopez Garcia", "1991-04-02")).await;
    let file = open_file(&post, new.subject).await;
    let opened = file.split("opened=").nth(1).unwrap().to_owned();
    let path = format!("/desk/file/{}/link", new.subject);
    let link = async |number: &str, reason: &str, opened: &str| {
        let key = post.id();
        let sent = [
            ("issuer", "GTM"),
            ("number", number),
            ("birth_date", "1991-04-02"),
            ("reason", reason),
            ("opened", opened),
            ("idempotency_key", &key),
        ];
        post.post(&path, &sent).await
    };
    let nobody = link("C0000000", "new-passport", &opened).await;
    assert!(nobody.status == StatusCode::UNPROCESSABLE_ENTITY && nobody.body.contains("Nadie ha mostrado aquí ese documento"));
    assert_eq!(link("A1234567", "a-feeling", &opened).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(link("A1234567", "new-passport", &post.id()).await.status, StatusCode::FORBIDDEN, "not without opening the file");
    assert_eq!(people(&post, old.subject).await, 1);
    assert_eq!(link("A1234567", "new-passport", &opened).await.status, StatusCode::SEE_OTHER);
    assert_eq!(people(&post, old.subject).await, 2);
    assert!(link("A1234567", "new-passport", &opened).await.body.contains("Ya son una misma persona"));
}

#[tokio::test]
async fn opening_a_file_asks_why_and_is_recorded_before_anything_shows() {
    let post = Post::open().await;
    let case = post.present(&visitor()).await;
    let address = format!("/desk/file/{}", case.subject);
    let asked = post.get(&address).await;
    assert!(asked.body.contains("queda registrado") && !asked.body.contains("LOPEZ"));
    let refused =
        post.post("/desk/file", &[("subject", &case.subject.to_string()), ("reason", "curious"), ("idempotency_key", &post.id())]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let file = open_file(&post, case.subject).await;
    assert!(post.get(&file).await.body.contains("LOPEZ GARCIA, MARIA"));
    assert!(!post.get_as("supervisor-es", &file).await.body.contains("LOPEZ"), "opened by one, not by another");
    post.pass(3600);
    assert!(!post.get(&file).await.body.contains("LOPEZ"), "the reason is asked again after a while");
    let mut snapshot = post.desk.journal.snapshot().await.unwrap();
    let entries = entries_of_subject(&mut snapshot, case.subject).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.content.kind == FileOpened::NAME).count(), 1);
}

#[tokio::test]
async fn r52_the_recorded_facts_give_the_same_findings_again() {
    let post = Post::open().await;
    let first = post.present(&visitor()).await;
    post.decided(first, "admitted", &[("days", "30")]).await;
    post.pass(40 * 86_400);
    let second = post.present_with(&visitor(), &[("direction", "exit")]).await;
    for at in [first, second] {
        let presented = post.desk.case(at.subject, at.entry).await.unwrap().unwrap().inspection.presented;
        let replayed = post.desk.replay(&presented);
        assert_eq!(post.desk.check_set.results(&replayed), presented.results);
        assert_eq!(garita_desk::worth_storing(replayed), presented.findings);
    }
    let page = post.get(&second.to_string()).await;
    assert!(page.body.contains("se le dieron 30"), "an overstay is told with its numbers");
    assert!(
        garita_desk::Desk::facts::<HistoryFacts>(
            &post.desk.case(second.subject, second.entry).await.unwrap().unwrap().inspection.presented,
            "history"
        )
        .is_some()
    );
}

#[tokio::test]
async fn people_without_a_document_or_without_a_zone_have_cases_like_everyone() {
    let post = Post::open().await;
    let (entry, subject) = (post.id(), post.desk.journal.environment().subject_id().to_string());
    let ids = [("idempotency_key", entry.as_str()), ("subject", subject.as_str())];
    let form = post.get("/desk/typed?document=none").await;
    assert!(form.body.contains("value=\"none\" selected"));
    let wrong =
        [("document", "none"), ("surname", ""), ("given_names", ""), ("birth_date", "1991-13-01"), ("sex", "Q"), ("nationality", "H1")];
    let answer = post.post("/desk/typed", &[&wrong[..], &ids].concat()).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "Escriba al menos un nombre",
        "value=\"1991-13-01\"",
        "no existe en el calendario",
        "Elija un valor",
        "de una a tres letras",
        &entry,
    ] {
        assert!(answer.body.contains(kept), "{kept}");
    }
    let right =
        [("document", "none"), ("surname", "Niño"), ("given_names", "José"), ("birth_date", "2012"), ("sex", "M"), ("nationality", "")];
    let answer = post.post("/desk/typed", &[&right[..], &ids].concat()).await;
    let case = at(&answer.location.unwrap());
    assert_eq!((case.subject.to_string(), case.entry.to_string()), (subject.clone(), entry.clone()));
    let page = post.get(&case.to_string()).await;
    assert!(page.body.contains("Niño") && page.body.contains("Persona sin documento") && page.body.contains("2012"));
    post.decided(case, "pending", &[]).await;

    let typed =
        [("document", "identity_card"), ("surname", "Pop"), ("sex", "F"), ("issuer", "gtm"), ("number", "12-34"), ("expiry", "2030-01-01")];
    let (key, other) = (post.id(), post.id());
    let answer = post.post("/desk/typed", &[&typed[..], &[("idempotency_key", &key), ("subject", &other)]].concat()).await;
    let page = post.get(&answer.location.unwrap()).await;
    assert!(page.body.contains("Documento de identidad") && page.body.contains("1234"));
}
