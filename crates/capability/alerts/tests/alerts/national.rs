//! National lists: two people for every list and entry, and hits at the counter as questions.

use axum::http::StatusCode;

use crate::{
    post::{PASSWORD, Post, passport},
    steps::{approve, entry, entry_fields, list, list_fields, look, present},
};

/// The listed person's own passport.
pub fn listed() -> String {
    passport("GTM", "G0000001", "Marcador Prueba", "Teodoro", "1980-05-17")
}

#[tokio::test]
async fn an_entry_is_proposed_by_one_approved_by_another_and_then_asked_about_at_the_counter() {
    let post = Post::open().await;
    let (mut lola, mut leo, mut ana) = (post.person("lola").await, post.person("leo").await, post.person("ana").await);
    let exit_bans = list(&post, &mut lola, &mut leo, &[]).await;
    let (_, page) = present(&mut ana, &listed()).await;
    assert!(page.html.contains("One alert list asked: nobody"), "{}", page.html);

    let form = format!("/alerts/lists/{exit_bans}/entries/new");
    lola.fill(&form, &format!("/alerts/lists/{exit_bans}/entries"), &entry_fields(&[])).await;
    let own = lola.get("/approvals").await;
    assert!(own.html.contains("Marcador Prueba, Teodoro") && own.html.contains("Order of a court"));
    assert!(!own.html.contains("value=\"approve\""), "nobody approves what they asked for");
    let (_, page) = present(&mut ana, &listed()).await;
    assert!(page.html.contains("nobody"), "nobody is listed before the second person");

    approve(&post, &mut leo).await;
    let (case, page) = present(&mut ana, &listed()).await;
    assert!(page.html.contains("Impedimentos de salida: may be"), "{}", page.html);
    assert!(page.html.contains("A question, not a verdict"));
    assert!(page.html.contains("Second line verifies with the list"), "what to do");
    let before = post.count("alerts.hit_looked").await;
    let (_, hit) = look(&mut ana, &case).await;
    assert_eq!(post.count("alerts.hit_looked").await, before + 1, "every look is an entry");
    for expected in ["JUZ-3/2026-114", "Auto de 3 de marzo de 2026", "Marcador Prueba, Teodoro", "Parents", "points"] {
        assert!(hit.html.contains(expected), "{expected}: {}", hit.html);
    }
    // Nothing about the hit decides: the officer may admit with the usual key.
    assert!(page.html.contains("value=\"admitted\""));
}

#[tokio::test]
async fn a_new_entry_is_compared_with_people_who_may_still_be_in_the_country() {
    let post = Post::open().await;
    let (mut lola, mut leo, mut ana, mut sol) =
        (post.person("lola").await, post.person("leo").await, post.person("ana").await, post.person("sol").await);
    let (case, page) = present(&mut ana, &listed()).await;
    let decide = format!("{case}/decide");
    assert_eq!(ana.send(&page, &decide, &[("decision", "admitted"), ("days", "30")]).await.status, StatusCode::SEE_OTHER);
    let (other, page) = present(&mut ana, &passport("GTM", "G0000002", "Ajeno", "Rigoberto", "1970-01-02")).await;
    ana.send(&page, &format!("{other}/decide"), &[("decision", "admitted"), ("days", "30")]).await;

    let exit_bans = list(&post, &mut lola, &mut leo, &[]).await;
    let address = entry(&post, &mut lola, &mut leo, exit_bans, &[]).await;
    let keepers = lola.get(&address).await;
    assert!(keepers.html.contains("Compared with 2 people") && keepers.html.contains("it may mean 1 of them"), "{}", keepers.html);
    assert!(!keepers.html.contains("/desk/"), "who keeps lists sees no traveller");
    assert!(sol.get(&address).await.html.contains(&case), "the supervisor gets the way to the case");
    assert_eq!(post.count("alerts.entry_screened").await, 1);
}

#[tokio::test]
async fn r30_a_facilitator_of_smuggling_is_not_listed_without_the_benefit() {
    let post = Post::open().await;
    let (mut lola, mut leo) = (post.person("lola").await, post.person("leo").await);
    let watch = list(&post, &mut lola, &mut leo, &[("matter", "watch")]).await;
    let (form, action) = (format!("/alerts/lists/{watch}/entries/new"), format!("/alerts/lists/{watch}/entries"));
    let refused = lola.fill(&form, &action, &entry_fields(&[("matter", "smuggling_facilitator")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html.contains("without one it is not smuggling"));
    let facilitator = [("matter", "smuggling_facilitator"), ("benefit", "payment")];
    assert_eq!(lola.fill(&form, &action, &entry_fields(&facilitator)).await.status, StatusCode::SEE_OTHER);
    let imported = [("matter", "smuggling_facilitator"), ("benefit", "payment"), ("source", "imported")];
    let refused = lola.fill("/alerts/lists/new", "/alerts/lists", &list_fields(&imported)).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.html.contains("one by one"));
}

#[tokio::test]
async fn r31_no_list_and_no_entry_says_that_somebody_was_smuggled() {
    let post = Post::open().await;
    let mut lola = post.person("lola").await;
    let page = lola.get("/alerts/lists/new").await;
    assert!(!page.html.contains("smuggled_person") && !page.html.contains(">Smuggled"));
    let refused = lola.fill("/alerts/lists/new", "/alerts/lists", &list_fields(&[("name", "Smuggled persons 2026")])).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.html.contains("not offenders"));
    let refused = lola.fill("/alerts/lists/new", "/alerts/lists", &list_fields(&[("matter", "smuggled_person")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(post.count("approval.requested").await, 0);
}

#[tokio::test]
async fn r01_r16_a_list_without_basis_or_review_is_refused_field_by_field() {
    let post = Post::open().await;
    let mut lola = post.person("lola").await;
    let fields = [("legal_basis", ""), ("purpose", " "), ("review", "2029-01-01"), ("expires", ""), ("source", "")];
    let refused = lola.fill("/alerts/lists/new", "/alerts/lists", &list_fields(&fields)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["expires", "source"] {
        assert!(refused.html.contains(&format!("href=\"#f-{field}\"")) && refused.html.contains(&format!("id=\"f-{field}\"")), "{field}");
    }
    let fields = [("legal_basis", ""), ("purpose", " "), ("review", "2029-01-01"), ("expires", "2029-02-01")];
    let refused = lola.fill("/alerts/lists/new", "/alerts/lists", &list_fields(&fields)).await;
    for field in ["legal_basis", "purpose", "review"] {
        assert!(refused.html.contains(&format!("href=\"#f-{field}\"")), "{field}: {}", refused.html);
    }
    assert!(refused.html.contains("value=\"Poder Judicial\""), "what was typed stays");
}

#[tokio::test]
async fn a_withdrawn_or_expired_entry_finds_nobody() {
    let post = Post::open().await;
    let (mut lola, mut leo, mut ana) = (post.person("lola").await, post.person("leo").await, post.person("ana").await);
    let exit_bans = list(&post, &mut lola, &mut leo, &[]).await;
    let address = entry(&post, &mut lola, &mut leo, exit_bans, &[]).await;
    entry(
        &post,
        &mut lola,
        &mut leo,
        exit_bans,
        &[("surname", "Breve"), ("given_names", "Casimiro"), ("review", "2026-11-25"), ("expires", "2026-11-26")],
    )
    .await;
    let brief = passport("GTM", "G0000003", "Breve", "Casimiro", "1980-05-17");
    assert!(present(&mut ana, &brief).await.1.html.contains("may be"));
    let page = lola.get(&address).await;
    lola.send(&page, &format!("{address}/withdraw"), &[("reason", "order_lifted")]).await;
    assert!(present(&mut ana, &listed()).await.1.html.contains("may be"), "it stands until the second person agrees");
    approve(&post, &mut leo).await;
    assert!(!present(&mut ana, &listed()).await.1.html.contains("may be"));
    assert!(lola.get(&address).await.html.contains("The order was lifted"));
    post.pass(std::time::Duration::from_hours(24 * 5));
    ana.sign_in("ana", PASSWORD).await;
    assert!(!present(&mut ana, &brief).await.1.html.contains("may be"), "expired");
}

#[tokio::test]
async fn r34_an_alert_of_the_persons_own_state_is_flagged_and_needs_a_second_officer() {
    let post = Post::open().await;
    let (mut lola, mut leo, mut ana, mut eva) =
        (post.person("lola").await, post.person("leo").await, post.person("ana").await, post.person("eva").await);
    let wanted = list(&post, &mut lola, &mut leo, &[("issuer", "GTM"), ("matter", "wanted_person")]).await;
    entry(&post, &mut lola, &mut leo, wanted, &[("matter", "wanted_person")]).await;
    let (case, page) = present(&mut ana, &listed()).await;
    assert!(page.html.contains("listed by the person&#39;s own State") || page.html.contains("own State"), "{}", page.html);
    assert!(page.html.contains("this may be persecution"));
    let first = crate::steps::answer(&mut ana, &case, "same:particulars_match", &[]).await;
    assert!(first.html.contains("A second officer must say the same"), "{}", first.html);
    let second = crate::steps::answer(&mut eva, &case, "same:particulars_match", &[]).await;
    assert!(second.html.contains("The same person, ") && !second.html.contains("name=\"answer\""), "{}", second.html);
    // The same list about somebody of another State: nothing is flagged.
    let foreigner = passport("SLV", "S0000001", "Marcador Prueba", "Teodoro", "1980-05-17");
    let (_, page) = present(&mut ana, &foreigner).await;
    assert!(page.html.contains("may be") && !page.html.contains("persecution"));
}

#[tokio::test]
async fn r34_the_courts_of_this_state_are_not_taken_for_persecution_at_its_own_border() {
    let post = Post::open().await;
    let (mut lola, mut leo, mut ana) = (post.person("lola").await, post.person("leo").await, post.person("ana").await);
    let exit_bans = list(&post, &mut lola, &mut leo, &[("issuer", "HND")]).await;
    entry(&post, &mut lola, &mut leo, exit_bans, &[("nationality", "HND")]).await;
    let (_, page) = present(&mut ana, &passport("HND", "E0000001", "Marcador Prueba", "Teodoro", "1980-05-17")).await;
    assert!(page.html.contains("may be") && !page.html.contains("persecution"), "{}", page.html);
}

#[tokio::test]
async fn what_leads_to_protection_is_quiet_and_names_nothing_on_the_screen() {
    let post = Post::open().await;
    let (mut lola, mut leo, mut ana) = (post.person("lola").await, post.person("leo").await, post.person("ana").await);
    let missing = list(&post, &mut lola, &mut leo, &[("name", "Alerta Amber"), ("matter", "missing_child")]).await;
    entry(&post, &mut lola, &mut leo, missing, &[("matter", "missing_child"), ("birth_date", "2012-03-04")]).await;
    let (case, page) = present(&mut ana, &passport("GTM", "G0000009", "Marcador Prueba", "Teodoro", "2012-03-04")).await;
    for word in ["Amber", "issing child", "Missing", "may be", "JUZ-3"] {
        assert!(!page.html.contains(word), "{word} faces the crowd");
    }
    assert!(page.html.contains("There is something to read") && page.html.contains("finding quiet"), "{}", page.html);
    let (_, hit) = look(&mut ana, &case).await;
    assert!(hit.html.contains("Do not separate them in the open"));
    assert!(hit.html.contains("<h1>Guidance to read alone</h1>"));
}
