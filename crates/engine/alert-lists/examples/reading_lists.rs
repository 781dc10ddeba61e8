//! Measures reading: `cargo run --release --example reading_lists -- [rows]`. Invented rows, made while they are read.

use std::error::Error;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use garita_alert_lists::{Format, Input, Limits, Mapping, read, read_lost_documents};

fn main() -> Result<(), Box<dyn Error>> {
    let rows: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let limits = Limits::default();

    let started = now();
    let documents = Table::new("number,issuer,kind\n", rows, |n| format!("E{n:09},HND,stolen\n"));
    let report = read_lost_documents(documents, &Mapping::default(), &limits, &mut |_, _| ControlFlow::Continue(()))?;
    say("lost documents", report.entries, started.elapsed());

    let started = now();
    let header = "id,surname,given_names,aliases,birth_date,sex,nationality,document_number,issuer\n";
    let people =
        Table::new(header, rows, |n| format!("P-{n},Vex {n},Otto,Otho Vecks|The Hat,19{:02}-03-12,M,Honduras,A{n},HND\n", n % 100));
    let report = read(Format::Csv, Input::new(people), &limits, &mut |_| ControlFlow::Continue(()))?;
    say("people", report.entries, started.elapsed());
    Ok(())
}

/// A table that is made row by row.
struct Table<F> {
    ready: Vec<u8>,
    given: usize,
    next: u64,
    rows: u64,
    row: F,
}

impl<F: Fn(u64) -> String> Table<F> {
    fn new(header: &str, rows: u64, row: F) -> Self {
        Self { ready: header.into(), given: 0, next: 0, rows, row }
    }
}

impl<F: Fn(u64) -> String> Read for Table<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given >= self.ready.len() {
            self.ready.clear();
            self.given = 0;
            let until = self.rows.min(self.next + 1_000);
            (self.next..until).for_each(|n| self.ready.extend_from_slice((self.row)(n).as_bytes()));
            self.next = until;
        }
        let mut rest = self.ready.get(self.given..).unwrap_or_default();
        let read = rest.read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

#[expect(clippy::disallowed_methods, reason = "a measuring program")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "a measuring program, a figure to read")]
fn say(what: &str, entries: u64, time: Duration) {
    println!("{what}: {entries} read in {time:?}, {:.0} a second", entries as f64 / time.as_secs_f64());
}
