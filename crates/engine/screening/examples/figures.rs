//! Measures the figures of the alert index: `figures speed [ALIASES]`, `figures accuracy SCREENING-DATA-DIR`,
//! `figures pairs CASES.csv` (prints what went wrong).

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_imports,
    clippy::disallowed_methods,
    clippy::cast_precision_loss,
    reason = "a measuring program: it stops at once when something is not as it says, prints, and reads the clock"
)]

use garita_domain::*;
use garita_screening::{figures::*, *};
use std::{fs, time::Instant};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args[1].as_str() {
        "speed" => speed(args.get(2).map_or(1_000_000, |n| n.parse().unwrap())),
        "pairs" => pairs(&args[2], true),
        "accuracy" => accuracy(&args[2]),
        "debug" => debug(&args[2]),
        _ => panic!("speed, pairs or accuracy"),
    }
}

fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (vec![], vec![], String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            '\r' => {}
            c => field.push(c),
        }
    }
    rows
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap()
}

fn cases(path: &str) -> Vec<(String, Pair, Vec<String>)> {
    csv(&read(path))
        .into_iter()
        .skip(1)
        .map(|r| (r[1].clone(), Pair { one: NameText::Whole(r[2].clone()), other: NameText::Whole(r[3].clone()), same: r[4] == "true" }, r))
        .collect()
}

fn pairs(path: &str, show: bool) {
    let all = cases(path);
    let person: Vec<Pair> = all.iter().filter(|(s, ..)| s == "Person").map(|(_, p, _)| p.clone()).collect();
    let every: Vec<Pair> = all.iter().map(|(_, p, _)| p.clone()).collect();
    for (what, pairs) in [("person", person), ("all", every)] {
        let f = pair_figures(&pairs);
        println!("{what} pairs {f:?} F1 {}", f.f1());
    }
    if show {
        for (s, p, r) in &all {
            let c = compare_names(&p.one, &p.other);
            if c.matched != p.same {
                println!("{s} {} | {} same={} {} {:?}", r[2], r[3], p.same, c.score, c.evidence);
            }
        }
    }
}

fn code(country: &str) -> Option<CountryCode> {
    if country.trim().is_empty() {
        return None;
    }
    let h = country.trim().to_lowercase().bytes().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b)));
    let l = |n: u32| (b'A' + u8::try_from(n % 23).unwrap()) as char;
    CountryCode::parse(&format!("{}{}{}", l(h), l(h / 26), l(h / 676))).ok()
}

fn month(m: &str) -> i8 {
    i8::try_from(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].iter().position(|x| *x == m).unwrap_or(0) + 1,
    )
    .unwrap()
}

fn ofac(dir: &str) -> Vec<Entry> {
    let alt = csv(&read(&format!("{dir}/lists/ofac/alt.csv")));
    let mut out = vec![];
    for r in csv(&read(&format!("{dir}/lists/ofac/sdn.csv"))) {
        if r.len() < 12 || r[2].trim() != "individual" {
            continue;
        }
        let mut names = vec![ListedName { text: NameText::Whole(r[1].clone()), quality: NameQuality::Strong }];
        names.extend(alt.iter().filter(|a| a[0] == r[0]).map(|a| ListedName {
            text: NameText::Whole(a[3].clone()),
            quality: if a.get(4).is_some_and(|x| x.contains("weak")) { NameQuality::Weak } else { NameQuality::Strong },
        }));
        let mut person =
            ListedPerson { id: r[0].clone(), names, birth_dates: vec![], sex: Sex::Unspecified, nationalities: vec![], documents: vec![] };
        for part in r[11].split(';') {
            let part = part.trim().trim_end_matches('.');
            if let Some(d) = part.strip_prefix("DOB ").or_else(|| part.strip_prefix("alt. DOB ")) {
                let (approximate, d) = match d.strip_prefix("circa ") {
                    Some(d) => (true, d),
                    None => (false, d),
                };
                let one = |t: &str| {
                    let p: Vec<&str> = t.split_whitespace().collect();
                    match p.len() {
                        1 => PartialDate::new(p[0].parse().ok(), None, None).unwrap_or_default(),
                        3 => PartialDate::new(p[2].parse().ok(), Some(month(p[1])), p[0].parse().ok()).unwrap_or_default(),
                        _ => PartialDate::UNKNOWN,
                    }
                };
                let (from, to) = match d.split_once(" to ") {
                    Some((a, b)) => (one(a), one(b)),
                    None => (one(d), one(d)),
                };
                person.birth_dates.push(DateRange { from, to, approximate });
            }
            if let Some(n) = part.strip_prefix("nationality ").or_else(|| part.strip_prefix("citizen ")) {
                person.nationalities.extend(code(n));
            }
        }
        out.push(Entry { list: 1, person });
    }
    out
}

fn un(dir: &str) -> Vec<Entry> {
    let xml = read(&format!("{dir}/lists/un/UN_consolidated_part.xml"));
    let value = |block: &str, tag: &str| -> Vec<String> {
        block
            .split(&format!("<{tag}>"))
            .skip(1)
            .filter_map(|s| s.split(&format!("</{tag}>")).next())
            .map(|s| s.trim().replace("&amp;", "&").replace("&apos;", "'"))
            .filter(|s| !s.is_empty())
            .collect()
    };
    let mut out = vec![];
    for block in xml.split("<INDIVIDUAL>").skip(1) {
        let parts: Vec<String> = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].iter().flat_map(|t| value(block, t)).collect();
        let mut names = vec![ListedName { text: NameText::Whole(parts.join(" ")), quality: NameQuality::Strong }];
        names.extend(
            value(block, "NAME_ORIGINAL_SCRIPT").into_iter().map(|n| ListedName { text: NameText::Whole(n), quality: NameQuality::Strong }),
        );
        for alias in block.split("<INDIVIDUAL_ALIAS>").skip(1) {
            let quality = if value(alias, "QUALITY").first().is_some_and(|q| q == "Low") { NameQuality::Weak } else { NameQuality::Strong };
            if let Some(n) = value(alias, "ALIAS_NAME").first() {
                names.push(ListedName { text: NameText::Whole(n.clone()), quality });
            }
        }
        let mut birth_dates = vec![];
        for d in block.split("<INDIVIDUAL_DATE_OF_BIRTH>").skip(1) {
            let d = d.split("</INDIVIDUAL_DATE_OF_BIRTH>").next().unwrap();
            let approximate = d.contains("APPROX");
            let y = |t: &str| value(d, t).first().and_then(|y| PartialDate::parse(y.split('T').next().unwrap()).ok());
            if let Some(x) = y("DATE").or_else(|| y("YEAR")) {
                birth_dates.push(DateRange { from: x, to: x, approximate });
            } else if let (Some(a), Some(b)) = (y("FROM_YEAR"), y("TO_YEAR")) {
                birth_dates.push(DateRange { from: a, to: b, approximate });
            }
        }
        let nat =
            block.split("<NATIONALITY>").nth(1).map(|n| value(n.split("</NATIONALITY>").next().unwrap(), "VALUE")).unwrap_or_default();
        out.push(Entry {
            list: 2,
            person: ListedPerson {
                id: value(block, "DATAID")[0].clone(),
                names,
                birth_dates,
                sex: Sex::Unspecified,
                nationalities: nat.iter().filter_map(|n| code(n)).collect(),
                documents: vec![],
            },
        });
    }
    out
}

fn travellers(dir: &str) -> Vec<Subject> {
    csv(&read(&format!("{dir}/dev/yente/negatives_global.csv")))
        .into_iter()
        .skip(1)
        .map(|r| Subject {
            names: vec![NameText::Parts { surname: r[3].clone(), given_names: format!("{} {}", r[1], r[2]).trim().to_owned() }],
            birth_date: PartialDate::parse(&r[5]).unwrap_or_default(),
            sex: match r[4].as_str() {
                "male" => Sex::Male,
                "female" => Sex::Female,
                _ => Sex::Unspecified,
            },
            nationality: code(&r[7]),
            documents: vec![],
        })
        .collect()
}

fn accuracy(dir: &str) {
    pairs(&format!("{dir}/dev/nomenklatura_cases.csv"), false);
    let (ofac, un) = (ofac(dir), un(dir));
    let people = travellers(dir);
    let mut both = un.clone();
    both.extend(ofac.iter().step_by(7).take(530).cloned());
    for (what, list) in [("UN", &un), ("OFAC", &ofac), ("730", &both)] {
        let index = Index::build(list).unwrap();
        println!("== {what} {} people {} names", list.len(), list.iter().map(|e| e.person.names.len()).sum::<usize>());
        let show = |what: &str, f: RecallFigures| {
            println!("  {what}: candidate {} first {} alert {} false {}", f.candidate, f.first, f.alert, f.false_alerts);
        };
        show("edited", edited_recall(&index, list, (list.len() / 800).max(1), 11));
        let (f, n) = original_script_recall(list);
        if n > 0 {
            show("original", f);
        }
        show("held out", held_out_recall(list, 12));
        show("mangled+dob", mangled_recall(&index, list, 1, 13));
        let step = if list.len() > 1000 { 5 } else { 1 };
        let some: Vec<Subject> = people.iter().step_by(step).cloned().collect();
        println!("  travellers name only {}", alert_rate(&index, &some, true));
        println!("  travellers all {}", alert_rate(&index, &some, false));
    }
    let mut rates: Vec<_> = culture_rates(3_300, 3_000, 21);
    rates.sort_by_key(|r| r.1.count);
    let median = rates[rates.len() / 2].1.count;
    for (name, rate, recall) in &rates {
        println!(
            "  culture {name}: false alerts {rate} = {:.2} of median; edited recall {recall}",
            rate.count as f64 / median.max(1) as f64
        );
    }
}

fn speed(count: usize) {
    let mut chance = Chance::new(1);
    let entries: Vec<Entry> = (0..count).map(|n| person(1, n, n % CULTURES.len(), &mut chance)).collect();
    let start = Instant::now();
    let index = Index::build(&entries).unwrap();
    println!("build {:?} size {} MB", start.elapsed(), index.size() / 1_000_000);
    let bytes = index.to_bytes().unwrap();
    let key = SealKey::new([7; 32]);
    let sealed = seal((*bytes).as_ref(), &key, [1; 32]).unwrap();
    let start = Instant::now();
    let opened = open_sealed(&sealed, &key).unwrap();
    println!("open sealed {:?}", start.elapsed());
    let start = Instant::now();
    drop(Index::open(bytes).unwrap());
    println!("open plain {:?}", start.elapsed());
    let mut put: Vec<Entry> = (0..10_000).map(|n| person(1, n * 7, n % CULTURES.len(), &mut chance)).collect();
    put.dedup_by(|a, b| a.person.id == b.person.id);
    let start = Instant::now();
    let after = opened.apply(&Delta { put, removed: vec![] }).unwrap();
    println!("delta of 10000 {:?}", start.elapsed());
    drop(after);
    let people: Vec<Subject> = (0..(count.min(100_000) / 50)).map(|n| traveller(n % CULTURES.len(), &mut chance)).collect();
    let clock = Instant::now();
    let f = searches(&index, &people, &|| u64::try_from(clock.elapsed().as_nanos()).unwrap());
    println!("{f:?} per second {}", f.searches as u64 * 1_000_000_000 / f.total);
    let start = Instant::now();
    let mut sum = 0;
    let pairs = 300_000usize.min(count * 10);
    let prepared: Vec<PreparedSubject> = people.iter().take(100).map(PreparedSubject::new).collect();
    for n in 0..pairs {
        sum += compare_prepared(&prepared[n % 100], &entries[n / 3 % entries.len()].person).score;
    }
    println!("pairs {:?} = {:.0}/s ({sum})", start.elapsed(), pairs as f64 / start.elapsed().as_secs_f64());
}

fn debug(dir: &str) {
    let un = un(dir);
    let mut both = un.clone();
    both.extend(ofac(dir).iter().step_by(7).take(530).cloned());
    let index = Index::build(&both).unwrap();
    let mut chance = Chance::new(11);
    let mut shown = 0;
    let subj = |t: String| Subject {
        names: vec![NameText::Whole(t)],
        birth_date: PartialDate::UNKNOWN,
        sex: Sex::Unspecified,
        nationality: None,
        documents: vec![],
    };
    for e in &both {
        let NameText::Whole(t) = &e.person.names[0].text else { continue };
        let q = edit_every_word(&t.replace(',', " "), &mut chance);
        let hits = index.search(&subj(q.clone()), &Policy { floor: -10_000, limit: 50 });
        let hit = hits.iter().find(|h| h.entry == e.person.id);
        if hit.is_none_or(|h| !h.alert) && shown < 90 {
            shown += 1;
            println!("EDIT {q} | {t} | {:?}", hit.map(|h| (h.score, h.evidence.clone())));
        }
        let q = mangle_lightly(t, &mut chance);
        let mut s = subj(q.clone());
        s.birth_date = e.person.birth_dates.first().map(|r| r.from).unwrap_or_default();
        s.nationality = e.person.nationalities.first().copied();
        let hits = index.search(&s, &Policy { floor: -10_000, limit: 50 });
        let hit = hits.iter().find(|h| h.entry == e.person.id);
        if hit.is_none_or(|h| !h.alert) && !e.person.birth_dates.is_empty() {
            println!("MANGLE {q} | {t} | {:?}", hit.map(|h| (h.score, h.evidence.clone())));
        }
    }
    let mut n = 0;
    for s in travellers(dir) {
        let bare = Subject { birth_date: PartialDate::UNKNOWN, sex: Sex::Unspecified, nationality: None, documents: vec![], ..s.clone() };
        for h in index.search(&bare, &Policy::default()).iter().filter(|h| h.alert).take(1) {
            n += 1;
            if n % 3 == 0 {
                println!("FALSE {} | {} | {} {:?}", serde_json::to_string(&s.names[0]).unwrap(), h.name, h.score, h.evidence);
            }
        }
    }
}
