//! Shifts: opened by the first act, closed with the signed head on paper.

use axum::http::StatusCode;
use garita_domain::{ShiftId, access::Role};
use garita_journal::Head;

use crate::support::{Post, account, passport, visitor};

#[tokio::test]
async fn a_shift_counts_what_was_decided_and_closes_with_a_signed_head() {
    let post = Post::open().await;
    assert!(post.get("/desk/shift").await.body.contains("No hay un turno abierto"));
    let first = post.present(&visitor()).await;
    let home = post.decided(first, "admitted", &[("days", "90")]).await;
    assert!(home.body.contains("<dt>Admitidas</dt><dd>1</dd>"));
    let second = post.present(&passport("GTM", "B7654321", "Ruiz", "1990-01-01")).await;
    post.decided(second, "pending", &[]).await;
    let shift = post.get("/desk/shift").await;
    assert!(
        shift.body.contains("<dt>Pendientes</dt><dd>1</dd>")
            && shift.body.contains("RUIZ, MARIA")
            && shift.body.contains(&first.to_string())
    );

    let key = post.id();
    let closed = post.post("/desk/shift/close", &[("idempotency_key", &key)]).await;
    let again = post.post("/desk/shift/close", &[("idempotency_key", &key)]).await;
    assert_eq!((closed.status, &closed.location), (StatusCode::SEE_OTHER, &again.location));
    let address = closed.location.unwrap();
    let report = post.get(&address).await;
    assert!(report.body.contains("<svg") && report.body.contains("print-demo") && report.body.contains("Ana Reyes"));
    assert!(!report.body.contains("RUIZ") && !report.body.contains("LOPEZ"), "no traveller on the paper");
    assert_eq!(post.get_as("supervisor-es", &address).await.status, StatusCode::NOT_FOUND, "one's own report");
    assert!(post.get("/desk/shift").await.body.contains("No hay un turno abierto"));

    // The head on the paper is signed by the node and lies after the closing entry.
    let shift: ShiftId = address.split('/').nth(3).unwrap().parse().unwrap();
    let mut snapshot = post.desk.journal.snapshot().await.unwrap();
    let row = garita_desk::queries::shift(&mut snapshot, account(Role::Officer), shift).await.unwrap().unwrap();
    let before: Head = row.head.parse().unwrap();
    let (head, signature) =
        garita_desk::queries::seal_from(&mut snapshot, post.desk.journal.node(), before.sequence + 1).await.unwrap().unwrap();
    let seal = garita_journal::HeadSeal {
        node: post.desk.journal.node(),
        epoch: post.desk.journal.epoch(),
        head,
        signature: signature.try_into().unwrap(),
    };
    assert!(post.desk.journal.public_key().verifies(&seal) && head.sequence > before.sequence);
    let printed = report.body.split("class=\"mono\">").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(printed.parse::<Head>(), Ok(head));
}
