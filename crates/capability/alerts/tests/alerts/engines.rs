//! The same statements on both engines: everything a day brings, once through.

use std::fmt::Write as _;

use garita_alerts::{FileOfList, TakeIntoUse, Taken};
use garita_storage::Database;
use garita_test_postgres::TestPostgres;

use crate::{
    national::listed,
    post::Post,
    steps::{answer, approve, entry, hits_of, list, present},
};

#[tokio::test]
async fn a_day_passes_on_sqlite() {
    a_day(Post::open().await).await;
}

#[tokio::test]
async fn a_day_passes_on_every_postgresql() {
    for server in TestPostgres::databases().unwrap() {
        let database = Database::open_postgres(&server.url).await.unwrap();
        a_day(Post::open_on(database.clone()).await).await;
        database.close().await;
    }
}

async fn a_day(post: Post) {
    let (mut lola, mut leo, mut ana) = (post.person("lola").await, post.person("leo").await, post.person("ana").await);
    let exit_bans = list(&post, &mut lola, &mut leo, &[]).await;
    let (first, page) = present(&mut ana, &listed()).await;
    ana.send(&page, &format!("{first}/decide"), &[("decision", "admitted"), ("days", "30")]).await;
    let address = entry(&post, &mut lola, &mut leo, exit_bans, &[]).await;
    assert!(lola.get(&address).await.html.contains("it may mean 1 of them"));

    let regional = list(&post, &mut lola, &mut leo, &[("source", "imported"), ("matter", "watch"), ("name", "Regional")]).await;
    for people in [300, 301] {
        let mut text = String::from("id,name,birth_date\n");
        for number in 0..people {
            writeln!(text, "{number},\"Listado{number}, Evaristo\",1970-01-02").unwrap();
        }
        let file = FileOfList { name: "r.csv".into(), format: None, bytes: Box::new(std::io::Cursor::new(text.into_bytes())) };
        let (version, preview) = post.alerts.stage(regional, file).await.unwrap();
        assert_eq!(preview.people, people);
        let command = TakeIntoUse { version, by: None, entry: post.journal.environment().entry_id() };
        assert_eq!(post.alerts.take_into_use(command).await.unwrap(), Taken::InUse);
    }
    let page = lola.get(&format!("/alerts/lists/{regional}")).await;
    let undone = lola.send(&page, &format!("/alerts/lists/{regional}/undo"), &[("reason", "owner_asks")]).await;
    assert!(undone.location.ends_with("?done=undone"), "{}", undone.html);

    let (case, page) = present(&mut ana, &listed()).await;
    assert!(page.html.contains("may be"));
    let answered = answer(&mut ana, &case, "not_same:other_parents", &[]).await;
    assert!(answered.html.contains("/slip"));
    assert!(!present(&mut ana, &listed()).await.1.html.contains("may be"));
    assert_eq!(ana.get(&hits_of(&case)).await.status, axum::http::StatusCode::OK);
    let page = lola.get(&address).await;
    lola.send(&page, &format!("{address}/withdraw"), &[("reason", "found")]).await;
    approve(&post, &mut leo).await;
    for projection in garita_alerts::projections() {
        garita_storage::rebuild(&post.journal, projection.name(), |_| ()).await.unwrap();
    }
    assert!(lola.get("/alerts").await.html.contains("Regional"));
    assert!(lola.get(&format!("/alerts/lists/{exit_bans}")).await.html.contains("Taken off"));
}
