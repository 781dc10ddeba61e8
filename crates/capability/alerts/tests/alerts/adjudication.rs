//! Answers: they follow the person, come back with a new passport by the redress number, expire, and become figures that a
//! hold keeps silent.

use std::time::Duration;

use axum::http::StatusCode;
use garita_domain::SubjectId;

use crate::{
    national::listed,
    post::{Browser, PASSWORD, Post, passport},
    steps::{answer, entry, hits_of, list, look, present},
};

const NAMESAKE: &str = "not_same:other_appearance";

/// A post with one list and the usual entry on it.
async fn with_list(more: &[(&str, &str)]) -> (Post, SubjectId, Browser, Browser) {
    let post = Post::open().await;
    let (mut lola, mut leo) = (post.person("lola").await, post.person("leo").await);
    let list = list(&post, &mut lola, &mut leo, more).await;
    entry(&post, &mut lola, &mut leo, list, &[]).await;
    (post, list, lola, leo)
}

#[tokio::test]
async fn not_the_same_follows_the_person_and_is_asked_again_when_it_expires() {
    let (post, ..) = with_list(&[("review", "2027-11-20"), ("expires", "2029-01-01")]).await;
    let mut ana = post.person("ana").await;
    let (case, page) = present(&mut ana, &listed()).await;
    assert!(page.html.contains("one open") && page.html.contains(&hits_of(&case)), "{}", page.html);
    let answered = answer(&mut ana, &case, NAMESAKE, &[]).await;
    assert!(answered.html.contains("Not the same person") && answered.html.contains("/slip"), "{}", answered.html);
    assert!(ana.get(&case).await.html.contains("all answered"));
    // The same passport again: nothing to ask, and nothing of the entry on the screen.
    let (_, again) = present(&mut ana, &listed()).await;
    assert!(!again.html.contains("may be") && again.html.contains("answered before, not the same person"), "{}", again.html);
    assert!(!again.html.contains("Impedimentos"));
    let mut eva = post.person("eva").await;
    post.pass(Duration::from_hours(24 * 300));
    eva.sign_in("eva", PASSWORD).await;
    assert!(!present(&mut eva, &listed()).await.1.html.contains("may be"));
}

#[tokio::test]
async fn not_the_same_ends_on_its_day() {
    let (post, ..) = with_list(&[("review", "2027-11-20"), ("expires", "2029-01-01")]).await;
    let (mut lola, mut leo) = (post.browser(), post.browser());
    lola.sign_in("lola", PASSWORD).await;
    leo.sign_in("leo", PASSWORD).await;
    let list = post.alerts.every_list().await.unwrap()[0].list;
    let long = [("review", "2027-11-20"), ("expires", "2028-12-01"), ("surname", "Duradero"), ("given_names", "Anselmo")];
    entry(&post, &mut lola, &mut leo, list, &long).await;
    let mut ana = post.person("ana").await;
    let zone = passport("GTM", "G0000004", "Duradero", "Anselmo", "1980-05-17");
    let (case, _) = present(&mut ana, &zone).await;
    answer(&mut ana, &case, NAMESAKE, &[]).await;
    post.pass(Duration::from_hours(24 * 370));
    ana.sign_in("ana", PASSWORD).await;
    assert!(present(&mut ana, &zone).await.1.html.contains("may be"), "a year has passed");
}

#[tokio::test]
async fn a_redress_number_works_with_a_new_passport_and_not_for_somebody_else() {
    let (post, ..) = with_list(&[]).await;
    let mut ana = post.person("ana").await;
    let (case, _) = present(&mut ana, &listed()).await;
    let answered = answer(&mut ana, &case, NAMESAKE, &[]).await;
    let slip = ana.get(&format!("{}/0/slip", hits_of(&case))).await;
    let number = slip.code();
    assert!(answered.html.contains(&number) && number.len() == 12, "{number}");
    for word in ["Impedimentos", "Marcador", "exit", "JUZ-3"] {
        assert!(!slip.html.contains(word), "the paper says nothing of {word}");
    }

    let (new, page) = present(&mut ana, &passport("GTM", "G7777777", "Marcador Prueba", "Teodoro", "1980-05-17")).await;
    assert!(page.html.contains("may be"), "a new passport is a stranger");
    let wrong = ana.fill(&hits_of(&new), &format!("{}/redress", hits_of(&new)), &[("redress", "0000-0000-00")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = ana.fill(&hits_of(&new), &format!("{}/redress", hits_of(&new)), &[("redress", &number.to_lowercase())]).await;
    assert_eq!(right.location, new, "{}", right.html);
    let (_, again) = present(&mut ana, &passport("GTM", "G7777777", "Marcador Prueba", "Teodoro", "1980-05-17")).await;
    assert!(!again.html.contains("may be"), "{}", again.html);

    let (other, _) = present(&mut ana, &passport("GTM", "G8888888", "Marcador Prueba", "Teodoro", "1980-06-17")).await;
    let borrowed = ana.fill(&hits_of(&other), &format!("{}/redress", hits_of(&other)), &[("redress", &number)]).await;
    assert!(borrowed.status == StatusCode::UNPROCESSABLE_ENTITY && borrowed.html.contains("another birth date"), "{}", borrowed.html);
}

#[tokio::test]
async fn where_a_list_demands_two_officers_one_cannot_settle_it_alone() {
    let (post, list, ..) = with_list(&[("adjudicators", "two_officers")]).await;
    let (mut ana, mut eva) = (post.person("ana").await, post.person("eva").await);
    let (case, _) = present(&mut ana, &listed()).await;
    answer(&mut ana, &case, NAMESAKE, &[]).await;
    let twice = answer(&mut ana, &case, NAMESAKE, &[]).await;
    assert!(twice.html.contains("A second officer must say the same") && !twice.html.contains("/slip"));
    assert!(present(&mut ana, &listed()).await.1.html.contains("may be"), "not settled");
    assert_eq!(precision(&post, list).await, (0, 0, 0));
    answer(&mut eva, &case, NAMESAKE, &[]).await;
    assert!(!present(&mut ana, &listed()).await.1.html.contains("may be"));
    assert_eq!(precision(&post, list).await, (0, 1, 0));
}

async fn precision(post: &Post, list: SubjectId) -> (i64, i64, i64) {
    let mut snapshot = post.journal.snapshot().await.unwrap();
    let precision = garita_alerts::precision(&mut snapshot, list).await.unwrap();
    (precision.same, precision.not_same, precision.unsure)
}

#[tokio::test]
async fn r17_answers_become_the_lists_figures_and_a_hold_keeps_them_silent() {
    let (post, list, ..) = with_list(&[]).await;
    let mut ana = post.person("ana").await;
    let (case, _) = present(&mut ana, &listed()).await;
    answer(&mut ana, &case, "same:person_confirms", &[]).await;
    assert_eq!(precision(&post, list).await, (1, 0, 0));
    // The person asks for protection afterwards: the case waits, and the figure is taken back.
    let page = ana.get(&case).await;
    let waits = ana.send(&page, &format!("{case}/decide"), &[("decision", "pending")]).await;
    assert_eq!(waits.status, StatusCode::SEE_OTHER, "{}", waits.html);
    assert_eq!(precision(&post, list).await, (0, 0, 0));
    // And what is answered while it waits is not counted either.
    let (again, _) = present(&mut ana, &listed()).await;
    answer(&mut ana, &again, "same:person_confirms", &[]).await;
    assert_eq!(precision(&post, list).await, (0, 0, 0));
    let withheld =
        post.entries().await.into_iter().filter(|(kind, payload)| kind == "alerts.hit_adjudicated" && payload.contains("withheld"));
    assert_eq!(withheld.count(), 1);
}

#[tokio::test]
async fn where_a_missing_adult_is_nobody_is_told_without_their_consent() {
    let post = Post::open().await;
    let (mut lola, mut leo, mut ana) = (post.person("lola").await, post.person("leo").await, post.person("ana").await);
    let missing = list(&post, &mut lola, &mut leo, &[("matter", "missing_adult")]).await;
    entry(&post, &mut lola, &mut leo, missing, &[("matter", "missing_adult")]).await;
    let (case, _) = present(&mut ana, &listed()).await;
    answer(&mut ana, &case, "same:person_confirms", &[("consent", "not_given")]).await;
    assert_eq!(precision(&post, missing).await, (0, 0, 0));
    let other = passport("GTM", "G0000005", "Marcador Prueba", "Teodoro", "1980-05-17");
    let (case, _) = present(&mut ana, &other).await;
    answer(&mut ana, &case, "same:person_confirms", &[("consent", "given")]).await;
    assert_eq!(precision(&post, missing).await, (1, 0, 0));
}

#[tokio::test]
async fn an_answer_needs_a_reason_of_its_own_outcome_and_a_look() {
    let (post, ..) = with_list(&[]).await;
    let mut ana = post.person("ana").await;
    let (case, _) = present(&mut ana, &listed()).await;
    let (_, page) = look(&mut ana, &case).await;
    let to = format!("{}/0/answer", hits_of(&case));
    for wrong in ["", "same", "same:other_appearance", "arrest:person_confirms", "not_same:"] {
        let refused = ana.send(&page, &to, &[("answer", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.html.contains("href=\"#f-answer\""));
    }
    assert_eq!(post.count("alerts.hit_adjudicated").await, 0);
    // The page of a hit opens only by looking; another officer's look is not one's own.
    let address = format!("{}/0", hits_of(&case));
    assert_eq!(ana.get(&address).await.location, hits_of(&case));
    let (seen, _) = look(&mut ana, &case).await;
    let mut eva = post.person("eva").await;
    assert_eq!(eva.get(&seen).await.location, hits_of(&case));
}

#[tokio::test]
async fn rebuilt_tables_say_the_same() {
    let (post, ..) = with_list(&[]).await;
    let mut ana = post.person("ana").await;
    let (case, _) = present(&mut ana, &listed()).await;
    answer(&mut ana, &case, NAMESAKE, &[]).await;
    let tables = async || {
        let mut snapshot = post.journal.snapshot().await.unwrap();
        let mut rows = Vec::new();
        for sql in [
            "SELECT list, CAST(length(declared) AS BIGINT) FROM @alerts_list ORDER BY list",
            "SELECT entry, people FROM @alerts_entry ORDER BY entry",
            "SELECT subject, standing + 2 * counted FROM @alerts_outcome ORDER BY subject",
            "SELECT subject, 1 FROM @alerts_redress ORDER BY redress",
        ] {
            for row in snapshot.rows(sql, &[]).await.unwrap() {
                rows.push((row.id(0).unwrap(), row.integer(1).unwrap_or(0)));
            }
        }
        rows
    };
    let before = tables().await;
    for projection in garita_alerts::projections() {
        garita_storage::rebuild(&post.journal, projection.name(), |_| ()).await.unwrap();
    }
    assert_eq!(tables().await, before);
    assert_eq!(before.len(), 4);
}
