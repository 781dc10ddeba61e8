#![allow(clippy::all, clippy::pedantic, clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout, missing_docs)]
#[path = "../tests/support/mod.rs"]
mod support;
use std::{sync::Arc, time::Instant};
use garita_domain::{Secret, Timestamp};
use garita_storage::*;
use support::*;

struct Bulk { from: u128, count: u128 }
impl Command for Bulk {
    type Output = ();
    type Error = StorageError;
    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<(), StorageError> {
        for n in self.from..self.from + self.count {
            let payload = Note { text: format!("A short text about crossing {n}, ADMITTED, 90 days") };
            let s = (n.wrapping_mul(0x9E37_79B9_7F4A_7C15) % 20_000).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
            unit.append(NewEntry { entry: unit.environment().entry_id(), subject: subject(s), actor: None, occurred: Some((Timestamp::from_micros(n as i64), garita_domain::Certainty::Certain)), payload: &payload }).await?;
        }
        Ok(())
    }
}

#[tokio::main]
async fn main() {
    let total: u128 = std::env::args().nth(1).map_or(200_000, |n| n.parse().unwrap());
    let engine = std::env::args().nth(2).unwrap_or("sqlite".into());
    for store in stores().into_iter().filter(|store| store.name.to_lowercase().starts_with(&engine)) {
        let mut s = settings(vec![Arc::new(Visits::at(1)), Arc::new(Log)]);
        s.demo = true;
        let node = Node::open(store.open().await, s).await.unwrap();
        let start = Instant::now();
        let mut n = 0;
        while n < total {
            let jobs = (0..4).map(|k| node.journal.submit(Bulk { from: n + k * 50, count: 50 }));
            for job in futures_util::future::join_all(jobs).await { job.unwrap(); }
            n += 200;
        }
        println!("{} append {:.0}/s", store.name, total as f64 / start.elapsed().as_secs_f64());
        let start = Instant::now();
        for k in 0..300 { add(&node.journal, 5, 1 + k, "one by one").await; }
        println!("{} single append mean {:.3} ms", store.name, start.elapsed().as_secs_f64() / 300.0 * 1000.0);
        for name in ["test.visits", "test.log"] {
            let start = Instant::now();
            let done = rebuild(&node.journal, name, |_| {}).await.unwrap();
            println!("{} rebuild {name} {:.0}/s", store.name, done as f64 / start.elapsed().as_secs_f64());
        }
        let start = Instant::now();
        let report = verify(&node.journal).await.unwrap();
        println!("{} verify {:.0}/s", store.name, report.entries as f64 / start.elapsed().as_secs_f64());
        let start = Instant::now();
        for _ in 0..2000 { drop(node.journal.snapshot().await.unwrap()); }
        println!("{} snapshot {:.1} us", store.name, start.elapsed().as_secs_f64() / 2000.0 * 1e6);
    }
}
