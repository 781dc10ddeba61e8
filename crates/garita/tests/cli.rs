//! The command line from outside: what it prints, with which exit code, and what it leaves alone.

#![cfg(test)]

mod support;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use garita_domain::{NodeId, Secret};
use garita_journal::NodeKey;
use garita_storage::{Create, Database, Node, NodeSettings, StorageError, Unit};
use serde_json::Value;
use support::{Launch, Post, garita, hidden_fields, make_demo, officer, passport};

const SPECIMEN: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
const CARD: &str = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";

fn mrz(input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_garita"))
        .args(["document", "mrz", "--json", "--on", "2026-11-22"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    output
}

fn reports(output: &Output) -> Vec<Value> {
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn zones_of_a_file_and_of_standard_input_are_one_json_object_a_line() {
    let text = format!("{SPECIMEN}\n\n{CARD}\n");
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("zones.txt");
    fs::write(&file, &text).unwrap();
    let of_file = garita(&["document", "mrz", "--json", "--on", "2026-11-22", file.to_str().unwrap()]);
    let of_input = mrz(text.as_bytes());
    assert_eq!((of_file.status.code(), of_input.status.code()), (Some(0), Some(0)));
    assert_eq!(of_file.stdout, of_input.stdout);
    let all = reports(&of_input);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for (report, format) in all.iter().zip(["TD3", "TD1"]) {
        assert_eq!(report["format"], format);
        assert_eq!(
            keys(report),
            ["check_digits", "check_digits_ok", "fields", "findings", "format", "long_number", "questions", "repairs"]
        );
        assert_eq!(keys(&report["check_digits"]), ["birth_date", "composite", "document_number", "expiry_date", "optional_data"]);
        assert_eq!(report["check_digits_ok"], true);
        assert_eq!(report["repairs"], Value::Array(Vec::new()));
        assert!(report["findings"].as_array().unwrap().len() > 10);
        assert_eq!(report["fields"]["surname"], "ERIKSSON");
    }
    assert_eq!(all.len(), 2);
    assert_eq!(all[0]["fields"]["document_number"], "L898902C3");
    assert_eq!(all[0]["fields"]["birth_date"], "1974-08-12");
    assert_eq!(all[0]["check_digits"]["optional_data"], true);
    // A card prints no digit over its optional data.
    assert_eq!(all[1]["check_digits"]["optional_data"], Value::Null);
}

#[test]
fn a_wrong_digit_is_false_and_no_reason_to_stop() {
    let wrong = SPECIMEN.replace("7408122F", "7408123F");
    let output = mrz(format!("{wrong}\n\n{SPECIMEN}\n").as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let all = reports(&output);
    assert_eq!(all[0]["check_digits"]["birth_date"], false);
    assert_eq!(all[0]["check_digits_ok"], false);
    assert_eq!(all[1]["check_digits_ok"], true);
}

#[test]
fn what_is_no_zone_is_reported_and_told_by_the_exit_code() {
    let garbage: Vec<u8> = (0..20_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]).collect();
    for input in [garbage.as_slice(), b"hello", &[0xFF; 300], &vec![b'A'; 10_000_000], &SPECIMEN.as_bytes()[..80]] {
        let output = mrz(input);
        assert_eq!(output.status.code(), Some(5), "{}", String::from_utf8_lossy(&output.stderr));
        let all = reports(&output);
        assert!(!all.is_empty());
        for report in all {
            assert_eq!((&report["format"], &report["check_digits_ok"]), (&Value::Null, &Value::Bool(false)));
            assert!(report["error"]["description"].as_str().is_some_and(|said| said.len() > 20));
        }
    }
    // One good zone among them is still read.
    let output = mrz(format!("hello\n\n{SPECIMEN}\n").as_bytes());
    assert_eq!(output.status.code(), Some(5));
    assert_eq!(reports(&output)[1]["format"], "TD3");
}

/// A file of this test's own.
fn file(directory: &tempfile::TempDir, name: &str, content: &str) -> String {
    let path = directory.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn travellers_are_screened_without_a_store_one_json_object_a_line() {
    let directory = tempfile::tempdir().unwrap();
    let list = file(
        &directory,
        "lista.csv",
        "id,name,birth_date,nationality\nN-1,\"Quijada Montes, Anselmo Teodoro\",1979-03-14,HND\nN-2,\"Barahona, Eusebio\",1950,GTM\n",
    );
    let travellers = file(
        &directory,
        "viajeros.csv",
        "id,name,surname,given_names,birth_date,sex,nationality,document_number,issuer\na,ANSELMO TEODORO QUIJADA MONTES,,,1979-03-14,M,HND,,\nb,,ZZYZX,QWRT,,,,,\nc,,,,,,,X123456,GTM\n",
    );
    let output = garita(&["screen", "--alerts", &list, "--travellers", &travellers, "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let all = reports(&output);
    let ids: Vec<_> = all.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let hit = &all[0]["hits"][0];
    assert_eq!((&hit["list"], &hit["entry"], &hit["alert"]), (&"lista.csv".into(), &"N-1".into(), &Value::Bool(true)));
    let sum: i64 = hit["evidence"].as_array().unwrap().iter().map(|piece| piece["points"].as_i64().unwrap()).sum();
    assert_eq!(hit["score"].as_i64(), Some(sum), "the pieces sum to the score");
    assert!(all.iter().all(|line| line["micros"].is_u64()) && all[1]["hits"] == Value::Array(Vec::new()));
    let unknown = file(&directory, "nada.bin", "\u{1}\u{2}");
    let output = garita(&["screen", "--alerts", &unknown, "--travellers", &travellers, "--json"]);
    assert!(output.status.code() == Some(1) && String::from_utf8_lossy(&output.stderr).contains("--format"));
}

#[test]
fn names_are_compared_pair_by_pair_and_an_unreadable_row_keeps_its_line() {
    let directory = tempfile::tempdir().unwrap();
    let pairs = file(&directory, "pares.csv", "name1,name2\nJuan Perez Lopez,PEREZ LOPEZ JUAN\nJuan,\nJuan Perez,Wilhelmina Xoch\n");
    let output = garita(&["names", "compare", &pairs, "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let matches: Vec<_> = reports(&output).iter().map(|line| (line["match"].as_bool().unwrap(), line["error"].is_string())).collect();
    assert_eq!(matches, [(true, false), (false, true), (false, false)]);
}

#[test]
fn a_list_is_imported_at_the_machine_and_a_suspicious_file_waits_for_a_second_person() {
    let (_kept, directory) = demo();
    let files = tempfile::tempdir().unwrap();
    let rows = |count: u32| {
        let lines: Vec<_> = (0..count).map(|number| format!("{number},\"Inventada{number}, Casiana\"\n")).collect();
        lines.concat()
    };
    let whole = file(&files, "regional.csv", &format!("id,name\n{}", rows(40)));
    let half = files.path().join("half");
    fs::create_dir(&half).unwrap();
    fs::write(half.join("regional.csv"), format!("id,name\n{}", rows(20))).unwrap();
    let place = directory.to_str().unwrap();
    let preview = garita(&["alerts", "import", &whole, "-d", place, "--preview-only"]);
    assert!(String::from_utf8_lossy(&preview.stdout).contains("Nothing was changed"), "{}", String::from_utf8_lossy(&preview.stderr));
    let imported = garita(&["alerts", "import", &whole, "--format", "auto", "-d", place, "--yes"]);
    assert!(String::from_utf8_lossy(&imported.stdout).contains("In use: 40 people."), "{}", String::from_utf8_lossy(&imported.stderr));
    let shrunk = garita(&["alerts", "import", half.join("regional.csv").to_str().unwrap(), "-d", place, "--yes"]);
    assert_eq!(shrunk.status.code(), Some(7), "{}", String::from_utf8_lossy(&shrunk.stderr));
    assert!(String::from_utf8_lossy(&shrunk.stdout).contains("The old version stays in use"));
    assert_eq!(verify(&directory, &[]).0, Some(0));
}

#[test]
fn nothing_in_is_nothing_out() {
    for input in ["", "\n\n  \n"] {
        let output = mrz(input.as_bytes());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    }
}

#[test]
fn wrong_usage_and_missing_files_have_exit_codes_of_their_own() {
    assert_eq!(garita(&["document", "mrz", "--nonsense"]).status.code(), Some(2));
    let missing = garita(&["document", "mrz", "/does/not/exist"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("/does/not/exist"));
    let none = garita(&["journal", "verify", "-d", "/does/not/exist"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("is a post set up here?"));
}

/// A demo of this test's own.
fn demo() -> (tempfile::TempDir, PathBuf) {
    let kept = tempfile::tempdir().unwrap();
    let directory = kept.path().join("post");
    make_demo(&directory);
    (kept, directory)
}

/// The node's secrets, as the key file has them.
fn key_file(directory: &Path) -> Value {
    serde_json::from_slice(&fs::read(directory.join("node.key")).unwrap()).unwrap()
}

fn files(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.file_name().unwrap() != "lock")
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_wrong_key_is_a_clear_error_and_touches_nothing() {
    let (_kept, directory) = demo();
    let mut keys = key_file(&directory);
    keys["store"] = Value::String("5a".repeat(32));
    fs::write(directory.join("node.key"), serde_json::to_vec(&keys).unwrap()).unwrap();
    let before = files(&directory);
    let place = directory.to_str().unwrap();
    for arguments in [
        ["post", "run", "-d", place].as_slice(),
        &["demo", "-d", place, "--listen", "127.0.0.1:8443"],
        &["journal", "verify", "-d", place],
        &["journal", "compare", "-d", place],
        &["journal", "rebuild", "-d", place],
    ] {
        let output = garita(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(4), "{arguments:?}: {said}");
        assert!(said.contains("The key in node.key does not open this store. Nothing was changed."), "{said}");
        assert!(!said.contains("5a5a"), "the key is told: {said}");
        assert!(files(&directory) == before, "{arguments:?} changed a file");
    }
}

/// Opens a store behind the program's back.
async fn open(directory: &Path) -> (Database, Node) {
    let keys = key_file(directory);
    let secret = |name: &str| {
        let bytes = data_encoding::HEXLOWER.decode(keys[name].as_str().unwrap().as_bytes()).unwrap();
        Secret::new(<[u8; 32]>::try_from(bytes).unwrap())
    };
    let database = Database::open_sqlite(&directory.join("garita.db"), &secret("store"), Create::Never).await.unwrap();
    let settings = NodeSettings {
        node: NodeId::new(keys["node"].as_str().unwrap().parse().unwrap()),
        key: NodeKey::from_secret(&secret("signing")),
        environment: garita_storage::system_environment(),
        program: "somebody with the key".to_owned(),
        program_made: garita_domain::Timestamp::from_micros(1_793_491_200 * garita_domain::Timestamp::SECOND),
        demo: true,
        projections: Vec::new(),
        local_tables: Vec::new(),
    };
    let node = Node::open(database.clone(), settings).await.unwrap();
    (database, node)
}

/// A statement on the store, as somebody with its key might run it.
struct Tamper(&'static str);

impl garita_storage::Command for Tamper {
    type Output = u64;
    type Error = StorageError;

    async fn run(&mut self, unit: &mut Unit<'_>) -> Result<u64, StorageError> {
        unit.execute(self.0, &[]).await
    }
}

async fn tamper(directory: &Path, sql: &'static str) -> u64 {
    let (database, node) = open(directory).await;
    let touched = node.journal.submit(Tamper(sql)).await.unwrap();
    drop(node);
    database.close().await;
    touched
}

fn verify(directory: &Path, more: &[&str]) -> (Option<i32>, Value) {
    let mut arguments = vec!["journal", "verify", "--json", "-d", directory.to_str().unwrap()];
    arguments.extend(more);
    let output = garita(&arguments);
    let said = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code(), said)
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_names_the_first_bad_entry_of_a_changed_store() {
    let (_kept, directory) = demo();
    assert_eq!(verify(&directory, &[]).0, Some(0));
    // Two entries are changed; the first one is named.
    let touched = tamper(&directory, "UPDATE journal_content SET payload = payload || x'20' WHERE sequence IN (400, 700)").await;
    assert_eq!(touched, 2);
    let (code, said) = verify(&directory, &[]);
    assert_eq!((code, &said["verified"], &said["sequence"]), (Some(3), &Value::Bool(false), &Value::from(400)), "{said}");
    let told = garita(&["journal", "verify", "-d", directory.to_str().unwrap()]);
    assert_eq!(told.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&told.stdout).contains("does NOT hold"), "{}", String::from_utf8_lossy(&told.stdout));
}

#[test]
fn a_head_from_paper_must_be_in_the_chain() {
    let (_kept, directory) = demo();
    let (_, said) = verify(&directory, &[]);
    let head = said["head"].as_str().unwrap();
    assert_eq!(verify(&directory, &["--head", head]).0, Some(0));
    let (sequence, hash) = head.split_once(':').unwrap();
    let last = if hash.ends_with('0') { '1' } else { '0' };
    let forged = format!("{sequence}:{}{last}", &hash[..63]);
    let (code, said) = verify(&directory, &["--head", &forged]);
    assert_eq!((code, &said["verified"]), (Some(3), &Value::Bool(false)), "{said}");
    // A head beyond the end: the store was cut short, or put back.
    let (code, _) = verify(&directory, &["--head", &format!("99999999:{hash}")]);
    assert_eq!(code, Some(3));
    assert_eq!(garita(&["journal", "verify", "-d", directory.to_str().unwrap(), "--head", "12"]).status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn compare_says_when_read_tables_are_not_maintained() {
    let (_kept, directory) = demo();
    let compared = || garita(&["journal", "compare", "--json", "--projection", "accounts.accounts", "-d", directory.to_str().unwrap()]);
    assert_eq!(compared().status.code(), Some(0));
    // Opened by a program without read tables, as an older one would be.
    tamper(&directory, "UPDATE journal_cursor SET sequence = sequence").await;
    let output = compared();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &said["maintained"], &said["same"]), (Some(6), &Value::Bool(false), &Value::Bool(false)));
    assert_eq!(garita(&["journal", "compare", "--projection", "none", "-d", directory.to_str().unwrap()]).status.code(), Some(1));
}

#[test]
fn the_written_documents_are_those_the_program_writes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (arguments, file) in [
        (["describe", "access"].as_slice(), "docs/access.md"),
        (&["describe", "inventory", "--language", "es"], "docs/data-inventory.md"),
        (&["describe", "inventory", "--language", "en"], "docs/data-inventory.en.md"),
    ] {
        let output = garita(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let written = String::from_utf8(output.stdout).unwrap();
        if support::from_outside("UPDATE_DOCS") == Some(1) {
            fs::write(root.join(file), &written).unwrap();
        }
        let kept = fs::read_to_string(root.join(file)).unwrap_or_default();
        assert!(kept == written, "{file} is not what the program says: UPDATE_DOCS=1 writes it anew");
    }
}

/// R61: a whole run at the loudest log says neither a key nor anything about a traveller.
#[test]
fn r61_no_log_line_holds_a_key_or_a_persons_data() {
    let (_kept, directory) = demo();
    let log = directory.with_extension("log");
    let post = Post::start(&directory, Launch::Demo(&[]));
    drop(post);
    let mut child = Command::new(env!("CARGO_BIN_EXE_garita"));
    child.args(["demo", "--json", "--listen", "127.0.0.1:0", "-d"]).arg(&directory).env("GARITA_LOG", "trace");
    let post = Post::started(child, &directory, &log);
    let mut browser = officer(&post, 1).remove(0);
    for (zone, expected) in [(passport(7), 303), ("P<GTMMARCADOR<<PRUEBA".to_owned(), 422)] {
        let page = browser.get("/desk").unwrap();
        let mut fields = hidden_fields(&page.body, "/desk/present");
        fields.push(("mrz".to_owned(), zone));
        let page = browser.post("/desk/present", &fields).unwrap();
        assert_eq!(page.status, expected);
        if let Some(address) = page.location {
            let inspected = browser.get(&address).unwrap();
            let decide = format!("{address}/decide");
            let fields = hidden_fields(&inspected.body, &decide);
            let with = |more: &[(&str, &str)]| {
                let more = more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
                fields.iter().cloned().chain(more).collect::<Vec<_>>()
            };
            // Too many days, which the log tells; then as it should be.
            let refused = with(&[("decision", "admitted"), ("days", "9999"), ("note", "Apunte reservado")]);
            assert_eq!(browser.post(&decide, &refused).unwrap().status, 422);
            let sent = with(&[("decision", "second_line"), ("reason", "document-doubt"), ("note", "Apunte reservado")]);
            assert_eq!(browser.post(&decide, &sent).unwrap().status, 303);
        }
    }
    let codes = post.codes.clone();
    assert!(post.stop());
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.contains("a decision was not recorded") && text.contains("stopping"), "the log was heard: {text}");
    let keys = key_file(&directory);
    let service = fs::read_to_string(directory.join("protection/service.key")).unwrap();
    let authority = keys["authority"].as_str().unwrap();
    let mut secrets =
        vec![keys["store"].as_str().unwrap(), keys["signing"].as_str().unwrap(), keys["documents"]["1"].as_str().unwrap(), &service];
    secrets.extend(authority.lines().filter(|line| !line.starts_with("-----")));
    secrets.extend(codes.as_object().unwrap().values().map(|code| code.as_str().unwrap()));
    secrets.extend(["MARCADOR", "PRUEBA", "G00000007", "880314", "1988-03-14", "Apunte reservado", support::PASSWORD, support::PIN]);
    let text = text.to_lowercase();
    for secret in secrets {
        let secret = secret.trim().to_lowercase();
        assert!(secret.len() >= 6, "nothing to look for");
        if let Some(place) = text.find(&secret) {
            let line = text[..place].rfind('\n').map_or(0, |start| start + 1);
            panic!("the log holds a secret: {}", text[line..place + secret.len()].chars().take(400).collect::<String>());
        }
    }
}
