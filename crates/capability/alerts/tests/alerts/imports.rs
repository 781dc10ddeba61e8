//! Imports: previewed, versioned, atomic, undoable; a bad file leaves the old version in use.

use std::fmt::Write as _;

use axum::http::StatusCode;
use garita_alerts::{AlertsError, FileOfList, Preview, Suspicion, TakeIntoUse, Taken};
use garita_domain::{EntryId, SubjectId};

use crate::{
    post::{Browser, Post, passport},
    steps::{approve, list, present},
};

/// A table of invented people, from `from` to `to`.
fn table(from: u32, to: u32) -> String {
    let mut text = String::from("id,name,birth_date,nationality\n");
    for number in from..to {
        writeln!(text, "P{number},\"{}, {}\",19{:02}-01-02,GTM", word(number), word(number * 7 + 3), 50 + number % 40).unwrap();
    }
    text
}

/// A name of three syllables, another for every number below some thousands.
fn word(number: u32) -> String {
    let syllables =
        ["ba", "che", "di", "fo", "gu", "ja", "ke", "li", "mo", "nu", "pra", "que", "ri", "so", "tu", "va", "xe", "yi", "zo", "bru"];
    let at = |place: u32| syllables[(number / 20_u32.pow(place) % 20) as usize];
    format!("{}{}{}n", at(0).to_uppercase(), at(1), at(2))
}

fn csv(text: &str) -> FileOfList {
    FileOfList { name: "lista.csv".into(), format: None, bytes: Box::new(std::io::Cursor::new(text.to_owned().into_bytes())) }
}

async fn imported_list(post: &Post) -> (SubjectId, Browser, Browser) {
    let (mut lola, mut leo) = (post.person("lola").await, post.person("leo").await);
    let list = list(post, &mut lola, &mut leo, &[("source", "imported"), ("matter", "watch"), ("name", "Lista regional")]).await;
    (list, lola, leo)
}

async fn take(post: &Post, version: EntryId) -> Result<Taken, AlertsError> {
    let entry = post.journal.environment().entry_id();
    post.alerts.take_into_use(TakeIntoUse { version, by: Some(post.ids["lola"]), entry }).await
}

async fn import(post: &Post, list: SubjectId, text: &str) -> Preview {
    let (version, preview) = post.alerts.stage(list, csv(text)).await.unwrap();
    assert_eq!(take(post, version).await.unwrap(), Taken::InUse);
    preview
}

const COUNTS: &str = "SELECT (SELECT count(*) FROM alerts_piece), (SELECT count(*) FROM alerts_version_piece)";

async fn pieces(post: &Post) -> (i64, i64) {
    let mut snapshot = post.journal.snapshot().await.unwrap();
    let row = snapshot.row(COUNTS, &[]).await.unwrap().unwrap();
    (row.integer(0).unwrap(), row.integer(1).unwrap())
}

fn listed(number: u32) -> String {
    let text = table(number, number + 1);
    let name = text.split('"').nth(1).unwrap().to_owned();
    let (surname, given) = name.split_once(", ").unwrap();
    passport("GTM", &format!("G{number:07}"), surname, given, &format!("19{:02}-01-02", 50 + number % 40))
}

#[tokio::test]
async fn a_preview_counts_what_changes_and_nothing_is_in_use_before_it_is_taken() {
    let post = Post::open().await;
    let (list, ..) = imported_list(&post).await;
    let first = import(&post, list, &table(0, 600)).await;
    assert_eq!((first.people, first.added, first.changed, first.removed, first.rejected), (600, 600, 0, 0, 0));
    let (before, _) = pieces(&post).await;
    assert!(before > 2, "{before}");

    let changed = table(1, 605).replace("1957-01-02", "1957-01-03");
    let many = changed.matches("1957-01-03").count();
    let (version, preview) = post.alerts.stage(list, csv(&changed)).await.unwrap();
    assert_eq!((preview.people, preview.added, preview.removed, preview.suspicion), (604, 5, 1, Suspicion::None));
    assert_eq!(preview.changed as usize, many);
    assert_eq!(preview.people_before, 600);
    assert_eq!(post.count("alerts.list_imported").await, 1, "a preview is no entry");
    assert_eq!(take(&post, version).await.unwrap(), Taken::InUse);
    assert_eq!(post.count("alerts.list_imported").await, 2);
    let payload = post.entries().await.into_iter().rfind(|(kind, _)| kind == "alerts.list_imported").unwrap().1;
    assert!(!payload.contains("Quiroz") && payload.len() < 800, "no name of a list is in the journal");
}

#[tokio::test]
async fn versions_share_their_pieces_and_an_undoing_goes_back() {
    let post = Post::open().await;
    let (list, mut lola, _) = imported_list(&post).await;
    import(&post, list, &table(0, 900)).await;
    let (alone, of_one) = pieces(&post).await;
    assert_eq!(alone, of_one);
    import(&post, list, &format!("{}P9999,\"Nuevo, Eleuterio\",1960-05-05,GTM\n", table(0, 900))).await;
    let (together, of_two) = pieces(&post).await;
    assert!(of_two >= 2 * of_one - 1 && together <= alone + 2, "{alone} pieces, {together} for two versions");
    let mut ana = post.person("ana").await;
    let newcomer = passport("GTM", "G9999999", "Nuevo", "Eleuterio", "1960-05-05");
    assert!(present(&mut ana, &newcomer).await.1.html.contains("may be"));

    let page = lola.get(&format!("/alerts/lists/{list}")).await;
    let undone = lola.send(&page, &format!("/alerts/lists/{list}/undo"), &[("reason", "wrong_file")]).await;
    assert_eq!(undone.location, format!("/alerts/lists/{list}?done=undone"), "{}", undone.html);
    assert!(!present(&mut ana, &newcomer).await.1.html.contains("may be"));
    assert!(present(&mut ana, &listed(7)).await.1.html.contains("may be"), "the version before is in use again");
    let page = lola.get(&format!("/alerts/lists/{list}?done=undone")).await;
    assert!(page.html.contains("Taken back") && page.html.contains("In use"));
    assert_eq!(pieces(&post).await, (alone, of_one), "what nobody can go back to is gone");
}

#[tokio::test]
async fn a_file_from_which_many_are_gone_waits_for_a_second_person() {
    let post = Post::open().await;
    let (list, _, mut leo) = imported_list(&post).await;
    import(&post, list, &table(0, 100)).await;
    let (version, preview) = post.alerts.stage(list, csv(&table(0, 50))).await.unwrap();
    assert_eq!((preview.removed, preview.suspicion), (50, Suspicion::Shrunk));
    assert_eq!(take(&post, version).await.unwrap(), Taken::Waits);
    let mut ana = post.person("ana").await;
    assert!(present(&mut ana, &listed(80)).await.1.html.contains("may be"), "the old version stays in use");
    let waiting = leo.get("/approvals").await;
    assert!(waiting.html.contains("Lista regional, lista.csv") && waiting.html.contains("50 removed"), "{}", waiting.html);
    approve(&post, &mut leo).await;
    assert!(!present(&mut ana, &listed(80)).await.1.html.contains("may be"));
    assert!(present(&mut ana, &listed(10)).await.1.html.contains("may be"));
}

#[tokio::test]
async fn a_preview_that_another_import_overtook_is_refused() {
    let post = Post::open().await;
    let (list, ..) = imported_list(&post).await;
    import(&post, list, &table(0, 20)).await;
    let (late, _) = post.alerts.stage(list, csv(&table(0, 10))).await.unwrap();
    assert_eq!(take(&post, late).await.unwrap(), Taken::Waits);
    import(&post, list, &table(0, 21)).await;
    let mut sol = post.person("sol").await;
    let page = sol.get("/approvals").await;
    let refused = sol.send(&page, &page.action("/approvals/"), &[("decision", "approve")]).await;
    assert!(refused.status == StatusCode::CONFLICT && refused.html.contains("since this preview"), "{}", refused.html);
    assert!(matches!(take(&post, late).await, Err(AlertsError::Refused(_))));
}

#[tokio::test]
async fn bad_files_are_refused_with_their_line_and_the_old_version_stays_in_use() {
    let post = Post::open().await;
    let (list, mut lola, _) = imported_list(&post).await;
    import(&post, list, &table(0, 40)).await;
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]><CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>";
    for bad in [bomb, "\u{0}\u{1}\u{2}", "", "{\"neither\": \"this\"}", "number,kind,issuer\nA1,lost,GTM\n"] {
        let refused = post.alerts.stage(list, csv(bad)).await;
        assert!(matches!(refused, Err(AlertsError::Refused(_))), "{bad}");
    }
    // One record that cannot be read is told by its line; the rest is there.
    let (_, preview) = post.alerts.stage(list, csv(&format!("{}P3,\"Doble, Uno\",1960,GTM\nP77,,,\n", table(0, 40)))).await.unwrap();
    let lines: Vec<u64> = preview.malformed.iter().map(|at| at.line).collect();
    assert_eq!((preview.rejected, lines), (2, vec![42, 43]));
    let page = lola.get(&format!("/alerts/lists/{list}/preview")).await;
    assert!(page.html.contains("Records that could not be read") && page.html.contains(">42<"), "{}", page.html);
    let mut ana = post.person("ana").await;
    assert!(present(&mut ana, &listed(10)).await.1.html.contains("may be"));
    assert_eq!(post.count("alerts.list_imported").await, 1);
}

#[tokio::test]
async fn a_file_comes_through_the_page_is_previewed_and_taken() {
    let post = Post::open().await;
    let (list, mut lola, _) = imported_list(&post).await;
    let address = format!("/alerts/lists/{list}");
    let page = lola.get(&address).await;
    let sent = lola.upload(&page, &format!("{address}/file"), "c:\\listas\\regional.csv", table(0, 30).as_bytes()).await;
    assert_eq!(sent.location, address, "{}", sent.html);
    let mut page = lola.get(&address).await;
    while page.html.contains("is being read") {
        tokio::task::yield_now().await;
        page = lola.get(&address).await;
    }
    assert!(page.html.contains("waits for you"), "{}", page.html);
    let preview = lola.get(&format!("{address}/preview")).await;
    assert!(preview.html.contains("regional.csv (csv)") && !preview.html.contains("listas"), "{}", preview.html);
    let taken = lola.send(&preview, &format!("{address}/import"), &[("act", "take")]).await;
    assert_eq!(taken.location, format!("{address}?done=in-use"));
    assert!(lola.get(&address).await.html.contains("+30 ~0 −0"));
    // A form of another site has no token.
    let forged = lola.upload(&preview, &format!("{address}/file"), "x.csv", b"id,name\n1,A\n").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}
