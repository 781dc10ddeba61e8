//! What a store says after the trouble: through the program's own verbs and pages, never behind its back.

use std::path::Path;

use serde_json::Value;

use super::{Browser, Crossing, garita};

/// What the desk's read table rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Entries about crossings: presentations and decisions.
    pub entries: u64,
}

/// `garita journal verify`: must hold.
pub fn verify(directory: &Path) -> Value {
    let output = garita(&["journal", "verify", "--json", "-d", directory.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["verified"], true);
    said
}

/// `garita journal compare`: every read table is as a rebuild would make it.
pub fn compare(directory: &Path) -> Vec<Value> {
    let output = garita(&["journal", "compare", "--json", "-d", directory.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let said: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(said.len() > 3 && said.iter().all(|projection| projection["same"] == true), "{said:?}");
    said
}

/// How many entries about crossings there are.
pub fn counts(directory: &Path) -> Counts {
    let all = compare(directory);
    let desk = all.iter().find(|projection| projection["projection"] == "desk_crossings").unwrap();
    Counts { entries: desk["entries"].as_u64().unwrap() }
}

/// How many of these are there as they were confirmed.
pub fn found(browser: &mut Browser, crossings: &[Crossing]) -> usize {
    crossings
        .iter()
        .filter(|crossing| {
            let page = browser.get(&format!("/api/v1/presentations/{}/{}", crossing.subject, crossing.entry)).unwrap();
            assert!(page.status == 200 || page.status == 404, "{}: {}", page.status, page.body);
            let stands = || serde_json::from_str::<Value>(&page.body).unwrap()["state"] == "admitted";
            page.status == 200 && (crossing.decision.is_none() || stands())
        })
        .count()
}

/// Everything confirmed is there.
pub fn all_there(browser: &mut Browser, crossings: &[Crossing]) {
    assert_eq!(found(browser, crossings), crossings.len(), "something confirmed is not there");
}
