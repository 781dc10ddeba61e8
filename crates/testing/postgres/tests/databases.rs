//! Every test has a database of its own, on every version, and leaves none behind.

use std::process::Command;

use garita_test_postgres::TestPostgres;

#[cfg(test)]
fn ask(url: &str, sql: &str) -> String {
    let output = Command::new("psql").args(["-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn two_tests_do_not_see_each_other_and_the_version_is_the_one_named() {
    for first in TestPostgres::databases().unwrap() {
        let second = TestPostgres::databases().unwrap().into_iter().find(|other| other.major == first.major).unwrap();
        ask(&first.url, "create table crossing (id int)");
        assert_eq!(ask(&second.url, "select count(*) from pg_tables where tablename = 'crossing'"), "0");
        assert!(ask(&first.url, "show server_version").starts_with(&first.major.to_string()));
    }
}

#[test]
fn a_database_is_gone_after_its_test() {
    let kept = TestPostgres::database().unwrap();
    let dropped = TestPostgres::database().unwrap();
    let name = ask(&dropped.url, "select current_database()");
    drop(dropped);
    assert_eq!(ask(&kept.url, &format!("select count(*) from pg_database where datname = '{name}'")), "0");
}
