//! Stating the time when the machine's clock is in doubt.

mod support;

use axum::http::StatusCode;
use garita_domain::{Certainty, EntryId, Language, Timestamp, access::Role};
use garita_record::{Kind, TimeStated};
use support::{NOW, Post, stores};
use uuid::Uuid;

const HOUR: i64 = 3600 * Timestamp::SECOND;
const FIVE_MINUTES: i64 = 300 * Timestamp::SECOND;

fn form(key: u128, day: &str, time: &str) -> String {
    format!("idempotency_key={}&day={day}&time={}", EntryId::new(Uuid::from_u128(key)), time.replace(':', "%3A"))
}

#[tokio::test]
async fn a_clock_in_doubt_is_shown_with_what_the_machine_says_and_the_form_stands_open() {
    let stores = stores();
    let post = Post::open(&stores[0]).await;
    for (language, certain, doubt, machine) in [
        (Language::Es, "En hora", "Hora incierta", "el reloj de la máquina dice 1 nov 2026, 10:00"),
        (Language::En, "Trusted", "Uncertain", "the machine's clock says 1 Nov 2026, 10:00"),
    ] {
        let (_, quiet) = post.get(Role::Supervisor, language, "/records").await;
        assert!(quiet.contains(certain) && quiet.contains("<details class=\"card no-print\">"), "{quiet}");
        post.clock.jump(-21 * Timestamp::DAY);
        let (_, page) = post.get(Role::Supervisor, language, "/records").await;
        assert!(page.contains(doubt) && page.replace("&#39;", "'").contains(machine), "{page}");
        assert!(page.contains("action=\"/records/clock\"") && !page.contains("<details class=\"card no-print\">"));
        post.clock.jump(21 * Timestamp::DAY);
    }
    let (_, overseers) = post.get(Role::Overseer, Language::Es, "/records").await;
    assert!(!overseers.contains("/records/clock"));
    assert_eq!(post.missing_words(), Vec::<String>::new());
}

#[tokio::test]
async fn a_stated_time_is_recorded_and_believed_and_certain_when_the_machine_agrees() {
    for store in stores() {
        let post = Post::open(&store).await;
        // The post was off for two years; the machine's clock was set, and nothing yet says that it is right.
        post.clock.jump(730 * Timestamp::DAY);
        assert_eq!(post.journal.now(), (NOW, Certainty::Uncertain), "{}", store.name);
        let now = NOW.plus(730 * Timestamp::DAY);
        assert_eq!(now.to_string(), "2028-11-21T10:00:00Z");
        let (status, _) = post.send(Role::Supervisor, "/records/clock", &form(1, "2028-11-21", "09:58")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(post.journal.now(), (now, Certainty::Certain), "the machine's clock within the bound");
        assert_eq!(post.entries_of_kind(TimeStated::NAME).await, 1);
        let (_, journal) = post.get(Role::Administrator, Language::En, "/records/journal?kind=node.time_stated").await;
        assert!(journal.contains("<th scope=\"row\">2</th>"), "{journal}");
    }
}

#[tokio::test]
async fn where_the_machine_does_not_agree_time_counts_on_from_what_was_stated_and_stays_marked() {
    let stores = stores();
    let post = Post::open(&stores[0]).await;
    post.clock.jump(-20 * 365 * Timestamp::DAY);
    let (status, _) = post.send(Role::Administrator, "/records/clock", &form(1, "2026-11-22", "13:00")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(post.journal.now(), (NOW.plus(3 * HOUR), Certainty::Uncertain));
    post.clock.pass(HOUR);
    assert_eq!(post.journal.now(), (NOW.plus(4 * HOUR), Certainty::Uncertain));
    // The same form sent again does not turn time back.
    let (status, _) = post.send(Role::Administrator, "/records/clock", &form(1, "2026-11-22", "13:00")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!((post.journal.now(), post.entries_of_kind(TimeStated::NAME).await), ((NOW.plus(4 * HOUR), Certainty::Uncertain), 1));
    // Somebody sets the machine's clock.
    post.clock.jump(20 * 365 * Timestamp::DAY + 3 * HOUR);
    assert_eq!(post.journal.now(), (NOW.plus(4 * HOUR), Certainty::Certain));
}

#[tokio::test]
async fn times_before_the_last_entry_and_what_is_no_time_are_refused_with_a_reason() {
    let stores = stores();
    let post = Post::open(&stores[0]).await;
    post.clock.pass(HOUR);
    post.some_accesses().await;
    let before = post.journal.now();
    for (language, day, time, says) in [
        (Language::Es, "2026-11-22", "10:54", "anterior al último asiento, guardado el 22 nov 2026, 11:00"),
        (Language::En, "2026-11-22", "10:54", "before the last entry, recorded on 22 Nov 2026, 11:00"),
        (Language::Es, "", "10:00", "Escriba la fecha"),
        (Language::Es, "2026-02-30", "10:00", "No existe ese día"),
        (Language::En, "2026-11-22", "25:00", "That is no time of day"),
        (Language::En, "2026-11-22", "", "That is no time of day"),
    ] {
        let (status, page) = post.send_in(Role::Supervisor, language, "/records/clock", &form(1, day, time)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{day} {time}");
        assert!(page.contains("error-summary") && page.contains(says), "{says}: {page}");
        assert!(page.contains(&format!("value=\"{day}\"")), "what was typed stays");
    }
    assert_eq!((post.journal.now(), post.entries_of_kind(TimeStated::NAME).await), (before, 0));
    let (status, _) = post.send(Role::Supervisor, "/records/clock", &form(1, "2026-11-22", "10:55")).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "within {FIVE_MINUTES} of the last entry");
    let (status, _) = post.send(Role::Supervisor, "/records/clock", "day=2026-11-22&time=11%3A00").await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "a form that was not made here");
    assert_eq!(post.missing_words(), Vec::<String>::new());
}

#[tokio::test]
async fn a_time_far_ahead_that_the_machine_does_not_say_is_asked_twice() {
    let stores = stores();
    let post = Post::open(&stores[0]).await;
    let typo = form(1, "2027-11-22", "10:00");
    for (language, says) in [(Language::Es, "queda más de un día por delante"), (Language::En, "more than a day ahead")] {
        let (status, page) = post.send_in(Role::Supervisor, language, "/records/clock", &typo).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains(says) && page.contains("name=\"confirm\""), "{page}");
    }
    assert_eq!(post.journal.now(), (NOW, Certainty::Certain));
    let (status, _) = post.send(Role::Supervisor, "/records/clock", &format!("{typo}&confirm=yes")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(post.journal.now(), (NOW.plus(365 * Timestamp::DAY), Certainty::Uncertain));
    assert_eq!(post.missing_words(), Vec::<String>::new());
}
