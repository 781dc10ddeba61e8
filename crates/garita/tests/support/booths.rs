//! Booths that present and admit one traveller after the other, each a thread with a session of its own. What was sent and
//! not confirmed is sent again, unchanged, until it is: the ids in the form make that safe.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{Browser, Page, hidden_fields, passport};

/// A presentation that was confirmed, and whether its decision was confirmed too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    pub subject: String,
    pub entry: String,
    pub decision: Option<String>,
}

/// How booths end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Not yet.
    Open,
    /// After the crossing each is at.
    Orderly,
    /// At the next thing that does not work.
    GiveUp,
}

/// Where a kill caught somebody: how often a form had to be sent again.
#[derive(Clone, Copy, Debug, Default)]
pub struct Halfway {
    pub sent_again: usize,
}

struct Shared {
    place: Mutex<(Option<SocketAddr>, Ending)>,
    changed: Condvar,
    confirmed: AtomicUsize,
    sent_again: AtomicUsize,
}

pub struct Booths {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<Vec<Crossing>>>,
}

impl Booths {
    /// Opens the booths, one for each browser.
    pub fn open(browsers: Vec<Browser>, address: SocketAddr) -> Self {
        let shared = Arc::new(Shared {
            place: Mutex::new((Some(address), Ending::Open)),
            changed: Condvar::new(),
            confirmed: AtomicUsize::new(0),
            sent_again: AtomicUsize::new(0),
        });
        let open = |(number, browser)| {
            let booth = Booth { browser, shared: shared.clone(), number };
            thread::spawn(move || booth.work())
        };
        let threads = (0_u32..).zip(browsers).map(open).collect();
        Self { shared, threads }
    }

    /// Tells the booths where the post answers; nowhere while it is down.
    pub fn post_is_at(&self, address: Option<SocketAddr>) {
        self.shared.place.lock().unwrap().0 = address;
        self.shared.changed.notify_all();
    }

    /// Confirmed entries so far.
    pub fn confirmed(&self) -> usize {
        self.shared.confirmed.load(Ordering::SeqCst)
    }

    /// Waits until so many more entries are confirmed.
    pub fn until_confirmed(&self, more: usize) {
        let wanted = self.confirmed() + more;
        let mut place = self.shared.place.lock().unwrap();
        let mut patience = 18_000;
        while self.confirmed() < wanted {
            (place, _) = self.shared.changed.wait_timeout(place, Duration::from_millis(10)).unwrap();
            assert!(!self.threads.iter().all(JoinHandle::is_finished), "every booth has closed");
            patience -= 1;
            assert!(patience > 0, "the booths get nothing confirmed any more");
        }
    }

    /// Lets time pass, while booths work.
    pub fn pause(&self, time: Duration) {
        let place = self.shared.place.lock().unwrap();
        drop(self.shared.changed.wait_timeout_while(place, time, |_| true).unwrap());
    }

    /// Ends the work and hands over what was confirmed.
    pub fn close(self, ending: Ending) -> (Vec<Crossing>, Halfway) {
        self.shared.place.lock().unwrap().1 = ending;
        self.shared.changed.notify_all();
        let crossings = self.threads.into_iter().flat_map(|booth| booth.join().unwrap()).collect();
        (crossings, Halfway { sent_again: self.shared.sent_again.load(Ordering::SeqCst) })
    }
}

/// What came of sending something once.
enum Attempt {
    Answered(Page),
    /// To be sent again.
    Failed,
    GivenUp,
}

struct Booth {
    browser: Browser,
    shared: Arc<Shared>,
    number: u32,
}

impl Booth {
    fn work(mut self) -> Vec<Crossing> {
        let mut done = Vec::new();
        let mut count = 0;
        while self.ending() == Ending::Open && self.cross(count, &mut done).is_some() {
            count += 1;
        }
        done
    }

    /// One crossing; nothing when the booth gave up on the way.
    fn cross(&mut self, count: u32, done: &mut Vec<Crossing>) -> Option<()> {
        let form = self.open("/desk")?;
        let mut fields = hidden_fields(&form.body, "/desk/present");
        // Every fifth traveller is one whom all booths know: their crossings meet in one lineage.
        let number = if count % 5 == 4 { 90_000_000 + count % 3 } else { self.number * 100_000 + count };
        let zone = passport(number);
        for (field, value) in [("mrz", zone.as_str()), ("direction", "entry"), ("class", "visitor"), ("conveyance", "bus")] {
            fields.push((field.to_owned(), value.to_owned()));
        }
        let address = self.confirm("/desk/present", &fields)?;
        let mut parts = address.trim_start_matches("/desk/").split('/').map(str::to_owned);
        let (subject, entry) = (parts.next().unwrap(), parts.next().unwrap());
        done.push(Crossing { subject, entry, decision: None });
        let inspected = self.open(&address)?;
        let decide = format!("{address}/decide");
        let mut fields = hidden_fields(&inspected.body, &decide);
        fields.push(("decision".to_owned(), "admitted".to_owned()));
        let next = self.confirm(&decide, &fields)?;
        let (_, decision) = next.split_once("done=").unwrap_or_else(|| panic!("no decision in {next}"));
        let decision = decision.split('&').next().unwrap().to_owned();
        done.last_mut().unwrap().decision = Some(decision);
        Some(())
    }

    /// Sends a form until it is confirmed; the address it leads to.
    fn confirm(&mut self, path: &str, fields: &[(String, String)]) -> Option<String> {
        let mut first = true;
        loop {
            if !std::mem::take(&mut first) {
                self.shared.sent_again.fetch_add(1, Ordering::SeqCst);
            }
            let page = match self.attempt(|browser| browser.post(path, fields)) {
                Attempt::Answered(page) => page,
                Attempt::Failed => continue,
                Attempt::GivenUp => return None,
            };
            let location = page.location.filter(|_| page.status == 303);
            let location = location.unwrap_or_else(|| panic!("{path} was answered with {}: {}", page.status, text_of(&page.body)));
            self.shared.confirmed.fetch_add(1, Ordering::SeqCst);
            return Some(location);
        }
    }

    fn open(&mut self, path: &str) -> Option<Page> {
        loop {
            match self.attempt(|browser| browser.get(path)) {
                Attempt::Answered(page) => {
                    assert_eq!(page.status, 200, "{path} (leads to {:?}): {}", page.location, text_of(&page.body));
                    return Some(page);
                }
                Attempt::Failed => {}
                Attempt::GivenUp => return None,
            }
        }
    }

    fn attempt(&mut self, send: impl FnOnce(&mut Browser) -> std::io::Result<Page>) -> Attempt {
        let Some(address) = self.address() else { return Attempt::GivenUp };
        self.browser.moved_to(address);
        match send(&mut self.browser) {
            // The post says that it cannot write at the moment, or took too long.
            Ok(page) if page.status == 503 => {}
            Ok(page) => return Attempt::Answered(page),
            Err(_) => {}
        }
        let place = self.shared.place.lock().unwrap();
        let (place, _) = self.shared.changed.wait_timeout(place, Duration::from_millis(20)).unwrap();
        if place.1 == Ending::GiveUp { Attempt::GivenUp } else { Attempt::Failed }
    }

    /// Where the post is, once it is somewhere.
    fn address(&self) -> Option<SocketAddr> {
        let mut place = self.shared.place.lock().unwrap();
        loop {
            match *place {
                (_, Ending::GiveUp) => return None,
                (Some(address), _) => return Some(address),
                (None, _) => place = self.shared.changed.wait(place).unwrap(),
            }
        }
    }

    fn ending(&self) -> Ending {
        self.shared.place.lock().unwrap().1
    }
}

/// What a page says, without its frame, for a failed test.
fn text_of(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap_or(page);
    let words: Vec<_> =
        main.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim()).filter(|text| !text.is_empty()).collect();
    words.join(" ").chars().take(600).collect()
}
