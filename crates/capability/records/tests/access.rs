//! Who reaches what, and the administrator's rebuild.

mod support;

use axum::http::{Method, StatusCode};
use garita_domain::{Language, access::Role};
use support::{Post, stores};

#[tokio::test]
async fn r07_every_route_answers_its_roles_and_nobody_else() {
    let post = Post::open(&stores()[0]).await;
    for route in &post.routes {
        for role in Role::ALL {
            let (status, _) = match route.method {
                Method::GET => post.get(role, Language::Es, route.path).await,
                _ => post.send(role, route.path, "head=&projection=test_files").await,
            };
            let refused = status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !route.rule.permits(&[role]), "{role:?} {} {}", route.method, route.path);
        }
    }
}

#[tokio::test]
async fn officers_and_the_protection_officer_see_the_inventory_alone() {
    let post = Post::open(&stores()[0]).await;
    for role in [Role::Officer, Role::ProtectionOfficer] {
        for path in
            ["/records", "/records/journal", "/records/verify", "/records/access", "/api/v1/journal/head", "/api/v1/journal/verification"]
        {
            assert_eq!(post.get(role, Language::Es, path).await.0, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
        let (status, page) = post.get(role, Language::Es, "/records/inventory").await;
        assert_eq!(status, StatusCode::OK);
        assert!(!page.contains("href=\"/records/journal\""), "no way to a page that would be refused");
    }
}

#[tokio::test]
async fn a_read_table_nobody_declared_is_not_rebuilt() {
    let post = Post::open(&stores()[0]).await;
    for form in ["projection=no_such_table", "", "projection=journal_link"] {
        assert_eq!(post.send(Role::Administrator, "/records/rebuild", form).await.0, StatusCode::BAD_REQUEST, "{form}");
    }
}

#[tokio::test]
async fn an_administrator_rebuilds_a_read_table_and_sees_how_it_went() {
    for store in stores() {
        let post = Post::open(&store).await;
        post.some_accesses().await;
        let (_, overview) = post.get(Role::Administrator, Language::En, "/records").await;
        assert!(overview.contains("value=\"test_files\"") && overview.contains("Up to date"), "{}", store.name);
        let (_, supervisors) = post.get(Role::Supervisor, Language::En, "/records").await;
        assert!(supervisors.contains("test_files") && !supervisors.contains("/records/rebuild"));
        for table in ["test_files", "test_files_later"] {
            let (status, _) = post.send(Role::Administrator, "/records/rebuild", &format!("projection={table}")).await;
            assert_eq!(status, StatusCode::SEE_OTHER);
            let done = format!("{table} was rebuilt: 1 entries");
            post.until(Role::Administrator, "/records", |page| page.contains(&done) && page.matches("Up to date</span>").count() == 2)
                .await;
        }
        assert_eq!(post.missing_words(), Vec::<String>::new());
    }
}
