//! The counter: scan, read, one key, done; undo; corrections; sent twice.

use axum::http::StatusCode;
use garita_domain::MovementOutcome::{Admitted, Pending};
use garita_record::{CrossingCorrected, Kind};
use garita_storage::entries_of_subject;

use crate::{
    rules::correction,
    support::{At, Post, at, passport, visitor},
};

#[tokio::test]
async fn a_crossing_with_nothing_found_is_one_key_after_the_scan() {
    let post = Post::open().await;
    let empty = post.get("/desk").await;
    assert!(empty.body.contains("autofocus") && empty.body.contains("data-scan") && empty.body.contains("Pulse d"));
    let at = post.present(&visitor()).await;
    let page = post.get(&at.to_string()).await;
    assert!(page.body.contains("Nada hallado") || page.body.contains("class=\"all-clear\""));
    assert!(page.body.contains("class=\"decision recommended\" name=\"decision\" value=\"admitted\" data-key=\"1\""));
    assert!(page.body.contains("LOPEZ GARCIA") && page.body.contains("Guatemala") && page.body.contains("name=\"days\""));
    // Enter of a slow reader must not find a button under it.
    assert!(page.body.contains("tabindex=\"-1\" data-focus"));
    let done = post.decided(at, "admitted", &[("days", "90")]).await;
    assert!(done.body.contains("Entrada registrada: LOPEZ GARCIA, MARIA. 90 días, hasta 19 feb 2027."), "{}", done.body);
    assert!(done.body.contains("data-undo-seconds=\"10\"") && done.body.contains("data-key=\"u\"") && done.body.contains("autofocus"));
}

#[tokio::test]
async fn the_same_form_sent_twice_records_once_and_shows_the_same() {
    let post = Post::open().await;
    let (entry, subject) = (post.id(), post.desk.journal.environment().subject_id().to_string());
    let zone = visitor();
    let fields = [("mrz", zone.as_str()), ("idempotency_key", &entry), ("subject", &subject)];
    let first = post.post("/desk/present", &fields).await;
    let second = post.post("/desk/present", &fields).await;
    assert_eq!(first.location, second.location);
    let at = at(&first.location.unwrap());

    let key = post.id();
    let decide = [("decision", "pending"), ("idempotency_key", key.as_str())];
    let first = post.post(&format!("{at}/decide"), &decide).await;
    let second = post.post(&format!("{at}/decide"), &decide).await;
    assert_eq!((first.status, first.location), (second.status, second.location));
    let mut snapshot = post.desk.journal.snapshot().await.unwrap();
    let entries = entries_of_subject(&mut snapshot, at.subject).await.unwrap();
    assert_eq!(entries.len(), 2, "one presentation, one decision");
}

#[tokio::test]
async fn undo_is_for_the_officer_who_decided_and_for_a_short_time() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    post.decided(at, "admitted", &[("days", "90")]).await;
    let path = format!("{at}/undo");
    assert_eq!(post.post_as("supervisor-es", &path, &[("idempotency_key", &post.id())]).await.status, StatusCode::CONFLICT);
    let key = post.id();
    for _ in 0..2 {
        let undone = post.post(&path, &[("idempotency_key", &key)]).await;
        assert_eq!((undone.status, undone.location), (StatusCode::SEE_OTHER, Some(at.to_string())));
    }
    assert_eq!(post.state(at).await, None);
    assert!(post.get(&at.to_string()).await.body.contains("Decisión retirada"));
    post.decided(at, "admitted", &[("days", "90")]).await;
    post.pass(60);
    let late = post.post(&path, &[("idempotency_key", &post.id())]).await;
    assert!(late.status == StatusCode::CONFLICT && late.body.contains("Ya no se puede deshacer"));
    let taken_back =
        post.post(&format!("{at}/correct"), &[("take_back", "yes"), ("reason", "typed-wrong"), ("idempotency_key", &post.id())]).await;
    assert_eq!((taken_back.status, post.state(at).await), (StatusCode::SEE_OTHER, None));
}

#[tokio::test]
async fn r03_a_correction_keeps_the_old_value_beside_the_new_one() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    let form = post.get(&format!("{at}/correct")).await;
    assert!(form.body.contains("value=\"LOPEZ GARCIA\"") && form.body.contains("value=\"1991-04-02\""));
    let key = post.id();
    let mut fields = correction("López García", "1991-04-20", "GTM");
    fields.push(("idempotency_key", &key));
    for _ in 0..2 {
        assert_eq!(post.post(&format!("{at}/correct"), &fields).await.status, StatusCode::SEE_OTHER);
    }
    let page = post.get(&at.to_string()).await;
    assert!(page.body.contains("LOPEZ GARCIA, MARIA → López García, MARIA"), "old beside new");
    assert!(page.body.contains("2 abr 1991 → 20 abr 1991") && page.body.contains("Mal leído"));
    // As given beside the zone.
    assert!(
        page.body.contains("class=\"person-name\">López García") && page.body.contains("LOPEZ&lt;GARCIA")
            || page.body.contains("LOPEZ&#60;GARCIA")
    );
    let mut snapshot = post.desk.journal.snapshot().await.unwrap();
    let entries = entries_of_subject(&mut snapshot, at.subject).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.content.kind == CrossingCorrected::NAME).count(), 1);
    let case = post.desk.case(at.subject, at.entry).await.unwrap().unwrap();
    assert_eq!(case.inspection.presented.presentation.birth_date.to_string(), "1991-04-02", "what was recorded stays");
}

#[tokio::test]
async fn a_correction_says_what_is_wrong_with_it_and_keeps_what_was_typed() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    let path = format!("{at}/correct");
    let key = post.id();
    let send = async |surname: &str, birth: &str, nationality: &str, reason: &str| {
        let mut fields = correction(surname, birth, nationality);
        fields.retain(|(name, _)| *name != "reason");
        fields.extend([("reason", reason), ("idempotency_key", key.as_str())]);
        post.post(&path, &fields).await
    };
    for (answer, words) in [
        (send("Otra", "1991-02-30", "GTM", "misread").await, "no existe en el calendario"),
        (send("Otra", "1991-04-02", "", "misread").await, "no puede quedar vacía"),
        (send("Otra", "1991-04-02", "GTM", "").await, "Elija un motivo"),
        (send("Otra", "1991-04-02", "GTM", "undo").await, "Elija un motivo"),
        (send("LOPEZ GARCIA", "1991-04-02", "GTM", "misread").await, "No se cambió nada"),
    ] {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.body.contains(words), "{words}");
    }
    assert_eq!(post.desk.case(at.subject, at.entry).await.unwrap().unwrap().now.corrected, 0);
}

#[tokio::test]
async fn repaired_characters_are_shown_as_repaired() {
    let post = Post::open().await;
    let zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO740812OF1204159ZE184226B<<<<<1O";
    let zone = zone.replace("740812OF", "74O8122F");
    let at = post.present(&zone).await;
    let page = post.get(&at.to_string()).await;
    assert!(page.body.contains("<mark>O</mark>"), "the character as received is marked");
    assert!(page.body.contains("O leído como 0"), "and what it was read as");
    assert!(page.body.contains("class=\"finding alert\"") || page.body.contains("class=\"finding caution\""), "expired: attention");
}

#[tokio::test]
async fn direction_class_and_conveyance_stay_for_the_next_person() {
    let post = Post::open().await;
    let lane = [("direction", "exit"), ("class", "transit"), ("conveyance", "bus"), ("reference", "HAA 1234")];
    let at = post.present_with(&visitor(), &lane).await;
    let case = post.get(&at.to_string()).await;
    for (name, value) in lane {
        assert!(case.body.contains(&format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")), "{name} goes with the decision");
    }
    let done = post.decided(at, "admitted", &lane).await;
    assert!(done.body.contains("Salida registrada"));
    for kept in ["value=\"exit\" checked", "value=\"transit\" selected", "value=\"bus\" selected", "value=\"HAA 1234\""] {
        assert!(done.body.contains(kept), "{kept}");
    }
}

#[tokio::test]
async fn open_cases_stand_in_one_queue_the_longest_wait_first() {
    let post = Post::open().await;
    assert!(post.get("/desk/queue").await.body.contains("No hay casos abiertos"));
    let first = post.present(&visitor()).await;
    post.pass(60);
    let second = post.present(&passport("GTM", "B7654321", "Ruiz", "1990-01-01")).await;
    post.decided(second, "pending", &[]).await;
    post.decided(first, "second_line", &[]).await;
    let queue = post.get("/desk/queue").await;
    let place = |at: At| queue.body.find(&at.to_string()).unwrap();
    assert!(place(first) < place(second));
    post.decided(first, "admitted", &[]).await;
    assert_eq!((post.state(first).await, post.state(second).await), (Some(Admitted), Some(Pending)));
    assert!(!post.get("/desk/queue").await.body.contains(&first.to_string()));
}

#[tokio::test]
async fn when_entries_stop_every_page_says_so_and_reading_goes_on() {
    let post = Post::open().await;
    let at = post.present(&visitor()).await;
    let _other = post.taken_over().await;
    let kept = post.post("/desk/present", &[("mrz", &visitor()), ("idempotency_key", &post.id()), ("subject", &post.id())]).await;
    assert_eq!(kept.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(kept.body.contains("Otro equipo escribe ahora") && kept.body.contains("GTMLOPEZ"), "the text is still in the box");
    let decided = post.decide(at, "admitted", &[("days", "30")]).await;
    assert_eq!(decided.status, StatusCode::SERVICE_UNAVAILABLE);
    let page = post.get(&at.to_string()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Los asientos se detuvieron") && page.body.contains("data-key=\"1\" disabled"));
    for path in ["/desk", "/desk/queue", "/desk/shift", "/desk/typed"] {
        assert!(post.get(path).await.body.contains("Los asientos se detuvieron"), "{path}");
    }
}
