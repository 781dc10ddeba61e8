//! The same statements on both engines: everything a day brings, once through.

use std::time::Duration;

use axum::http::StatusCode;
use garita_accounts::Settings;
use garita_storage::Database;
use garita_test_postgres::TestPostgres;

use crate::{
    booths::enrol,
    post::{PASSWORD, PIN, Post},
};

#[tokio::test]
async fn a_day_passes_on_sqlite() {
    a_day(Post::open().await).await;
}

#[tokio::test]
async fn a_day_passes_on_every_postgresql() {
    for server in TestPostgres::databases().unwrap() {
        let database = Database::open_postgres(&server.url).await.unwrap();
        a_day(Post::open_on(database.clone(), Settings::default()).await).await;
        database.close().await;
    }
}

async fn a_day(post: Post) {
    let mut ada = post.person("ada").await;
    let mut sol = post.person("sol").await;
    let mut booth = post.browser();
    enrol(&mut ada, &mut booth, "Lane 1").await;
    post.person("ana").await;
    assert_eq!(booth.sign_in("ana", "una contraseña falsa").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(booth.sign_in("ana", PASSWORD).await.status, StatusCode::SEE_OTHER);
    post.pass(Duration::from_mins(2));
    assert_eq!(booth.get("/my-account").await.status, StatusCode::OK);
    booth.fill("/my-account", "/preferences", &[("language", "es")]).await;
    booth.fill("/my-account", "/lock", &[]).await;
    assert_eq!(booth.fill("/unlock", "/unlock", &[("pin", "990011")]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(booth.fill("/unlock", "/unlock", &[("pin", PIN)]).await.location, "/");

    let ana = format!("/accounts/{}", post.ids["ana"]);
    let roles = [("reason", "new_duties"), ("role_officer", "yes"), ("role_supervisor", "yes")];
    assert_eq!(ada.fill(&ana, &format!("{ana}/roles"), &roles).await.location, "/approvals?asked=yes");
    let page = sol.get("/approvals").await;
    assert_eq!(sol.send(&page, &page.action("/approvals/"), &[("decision", "approve")]).await.location, "/approvals?done=yes");
    assert_eq!(booth.get("/accounts").await.status, StatusCode::OK);
    let opened = [("display_name", "Luz Mora"), ("name", "luz"), ("language", "es"), ("role_officer", "yes")];
    assert_eq!(ada.fill("/accounts/new", "/accounts", &opened).await.status, StatusCode::OK);
    assert!(ada.get("/accounts?after=ana").await.html.contains("Luz Mora"));
    assert_eq!(ada.fill(&ana, &format!("{ana}/code"), &[]).await.status, StatusCode::OK);
    assert!(booth.get("/my-account").await.location.starts_with("/sign-in"));

    let list = ada.get("/booths").await;
    let revoke = list.html.split("action=\"").filter_map(|rest| rest.split('"').next()).find(|action| action.ends_with("/revoke"));
    assert_eq!(ada.send(&list, revoke.unwrap(), &[]).await.location, "/booths");
    for path in ["/accounts", "/approvals", "/booths", "/my-account"] {
        assert_eq!(ada.get(path).await.status, StatusCode::OK, "{path}");
    }
    post.pass(Duration::from_hours(13));
    assert_eq!(sol.sign_in("sol", PASSWORD).await.status, StatusCode::SEE_OTHER);
    for projection in garita_accounts::projections() {
        garita_storage::rebuild(&post.journal, projection.name(), |_| ()).await.unwrap();
    }
    assert_eq!(sol.get("/approvals").await.status, StatusCode::OK);
    assert_eq!(post.catalogue.missing(), Vec::<String>::new());
}
