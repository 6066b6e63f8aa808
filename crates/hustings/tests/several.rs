//! Several servers on one PostgreSQL and one bucket, each a process of its own: one is killed, one is
//! frozen, and the election goes on.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../../server/tests/running/mod.rs"]
mod running;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hustings_record::log::SignedCheckpoint;
use hustings_record::{Act, Entry, Hex32};
use hustings_roles::everyone::{Everyone, Setup, seeded};
use hustings_roles::remote::Remote;
use running::place::{bucket, cluster};
use running::s3::{ACCESS_KEY, S3, SECRET_KEY};
use running::{Place, assert_receipt, ballot, setup};
use serde_json::Value;

/// How long anything is waited for before the test fails.
const PATIENCE: Duration = Duration::from_secs(100);

/// `hustings serve`; killed when this is dropped.
struct Server {
    process: Child,
    /// As PostgreSQL knows it.
    name: &'static str,
    address: String,
}

/// An election that has just opened, and what servers need to keep it.
struct Meeting {
    everyone: Everyone,
    id: Hex32,
    database: String,
    files: String,
    dir: tempfile::TempDir,
}

impl Meeting {
    fn open(members: usize) -> Meeting {
        // In a little while: it takes a while to get there.
        let opens = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() + 15;
        let setup = Setup { opens, closes: opens + 3_600, ..setup(members) };
        let mut everyone = Everyone::open_meeting(setup, None, seeded(3)).unwrap();
        let id = everyone.state.election().unwrap().id;
        let (s3, prefix): (&S3, String) = bucket();
        let database = cluster().database();
        Place::shared(database.clone(), s3.open(&prefix)).keep(&mut everyone, &id);
        let files = s3.signed(&prefix);
        Meeting { everyone, id, database, files, dir: tempfile::tempdir().unwrap() }
    }

    fn serve(&self, name: &'static str) -> Server {
        let dir = self.dir.path().join(name);
        std::fs::create_dir(&dir).unwrap();
        let key: String = self.everyone.server.seed().iter().map(|b| format!("{b:02x}")).collect();
        std::fs::write(dir.join("server.key"), key).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_hustings"))
            .arg("serve")
            .arg(&dir)
            .args(["--listen", "127.0.0.1:0", "--origin", "hustings.example", "--files", &self.files])
            .env("HUSTINGS_DATABASE", format!("{}?application_name={name}", self.database))
            .env("AWS_ACCESS_KEY_ID", ACCESS_KEY)
            .env("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(dir.join("log")).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_end_matches('/').to_owned();
        assert!(address.starts_with("http://"), "{line}{}", log(&dir));
        Server { process, name, address }
    }

    /// The name of the server that has the lock, once one has.
    fn writer(&self) -> String {
        let query = "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND datname = current_database()";
        until("a server writes", || {
            Some(cluster().psql(&self.database, query)).filter(|name| !name.is_empty())
        })
    }

    fn ballot(&self, member: usize) -> Vec<u8> {
        ballot(&self.everyone, member, &[1 + (member % 3) as u16], None).entry()
    }

    /// The officers finish the election at this server, and the record is verified from there by the
    /// program; each receipt is of an entry of that record, where it says.
    fn finish(&mut self, server: &Server, receipts: &[(Vec<u8>, Value)]) {
        let url = format!("{}/{}", server.address, self.id);
        until("the poll is closed", || {
            (ask(server, "GET", &format!("/{}/standing", self.id), &[]).1["phase"] == "closed").then_some(())
        });
        self.everyone.remote = Some(Remote::new(&url).unwrap());
        self.everyone.follow().unwrap();
        self.everyone.now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        self.everyone.finish().unwrap();
        self.everyone.cosign_remote().unwrap();
        let verified = Command::new(env!("CARGO_BIN_EXE_hustings")).args(["verify", &url]).output().unwrap();
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));

        let source = hustings_verifier::http::Url::new(&url).unwrap();
        let head = hustings_record::log::read_checkpoint(&source).unwrap();
        let entries: Result<Vec<_>, _> =
            hustings_record::log::read_entries(&source, head.checkpoint.size()).collect();
        let entries = entries.unwrap();
        let mut tree = hustings_record::log::Tree::new();
        entries.iter().for_each(|entry| tree.push(hustings_record::log::leaf_hash(entry)));
        assert_eq!(tree.root(), *head.checkpoint.root());
        for (entry, receipt) in receipts {
            assert_receipt(&self.everyone, entry, receipt);
            assert_eq!(&entries[receipt["index"].as_u64().unwrap() as usize], entry);
            let given = SignedCheckpoint::parse(receipt["checkpoint"].as_str().unwrap().as_bytes()).unwrap();
            assert_eq!(tree.root_at(given.checkpoint.size()), Some(*given.checkpoint.root()));
        }
        let ballots = entries.iter().filter(|e| matches!(Entry::parse(e).unwrap().act, Act::Ballot(_)));
        assert_eq!(
            ballots.count(),
            self.everyone.setup.members[0],
            "nothing is lost, nothing is there twice"
        );
    }
}

impl Server {
    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Status and answer; 0 where there is nobody to answer.
fn ask(server: &Server, method: &str, path: &str, body: &[u8]) -> (u16, Value) {
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(30)))
        .build()
        .new_agent();
    let address = format!("{}{path}", server.address);
    let answer = if method == "GET" { agent.get(&address).call() } else { agent.post(&address).send(body) };
    let Ok(mut answer) = answer else { return (0, Value::Null) };
    let text = answer.body_mut().read_to_string().unwrap_or_default();
    (answer.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

fn until<T>(what: &str, mut done: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(done) = done() {
            return done;
        }
        assert!(began.elapsed() < PATIENCE, "not within {PATIENCE:?}: {what}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn log(dir: &Path) -> String {
    std::fs::read_to_string(dir.join("log")).unwrap_or_default()
}

/// Posts until somebody gives a receipt, first here and then there; refusals other than to try again fail.
fn cast(servers: &[&Server], entry: &[u8], acts: &str) -> Value {
    let mut turn = 0;
    until("a receipt", || {
        let (status, answer) = ask(servers[turn % servers.len()], "POST", acts, entry);
        turn += 1;
        assert!([0, 200, 503].contains(&status), "{status} {answer}");
        (status == 200).then_some(answer)
    })
}

#[test]
fn one_of_two_servers_is_killed_and_the_other_goes_on() {
    let mut meeting = Meeting::open(36);
    let (one, two) = (meeting.serve("one"), meeting.serve("two"));
    let writer = meeting.writer();
    let (writing, other) = if writer == one.name { (&one, &two) } else { (&two, &one) };
    let acts = format!("/{}/acts", meeting.id);
    let (next, receipts) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for voter in 0..4 {
            let (meeting, next, receipts, acts) = (&meeting, &next, &receipts, &acts);
            scope.spawn(move || {
                loop {
                    let member = next.fetch_add(1, Ordering::SeqCst);
                    if member >= 36 {
                        return;
                    }
                    let entry = meeting.ballot(member);
                    let servers = if voter % 2 == 0 { [writing, other] } else { [other, writing] };
                    let receipt = cast(&servers, &entry, acts);
                    receipts.lock().unwrap().push((entry, receipt));
                }
            });
        }
        until("a third has voted", || (receipts.lock().unwrap().len() >= 12).then_some(()));
        writing.signal("-KILL");
    });
    let receipts = receipts.into_inner().unwrap();
    assert_eq!(receipts.len(), 36);
    assert_eq!(meeting.writer(), other.name);
    meeting.finish(other, &receipts);
}

#[test]
fn a_frozen_server_loses_the_record_and_commits_nothing_when_it_wakes() {
    let mut meeting = Meeting::open(4);
    let (one, two) = (meeting.serve("one"), meeting.serve("two"));
    let writer = meeting.writer();
    let (frozen, other) = if writer == one.name { (&one, &two) } else { (&two, &one) };
    let acts = format!("/{}/acts", meeting.id);
    let mut receipts = Vec::new();
    let mut vote = |meeting: &Meeting, member: usize, server: &Server| {
        let entry = meeting.ballot(member);
        let receipt = cast(&[server], &entry, &acts);
        receipts.push((entry, receipt));
    };
    vote(&meeting, 0, frozen);
    frozen.signal("-STOP");
    // What it is posted meanwhile it takes up when it wakes, still believing that it writes.
    let late = meeting.ballot(1);
    let (address, path) = (frozen.address.clone(), acts.clone());
    let posted = std::thread::spawn(move || {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        agent.post(address + &path).send(&late[..]).map(|answer| answer.status().as_u16())
    });
    // PostgreSQL ends the session of whoever says nothing; somebody who sees to it may be faster.
    cluster().psql(
        &meeting.database,
        &format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = '{}'",
            frozen.name
        ),
    );
    assert_eq!(meeting.writer(), other.name);
    vote(&meeting, 2, other);
    frozen.signal("-CONT");
    // Refused, or handed over and taken: but not by this one.
    let status = posted.join().unwrap().unwrap();
    assert!(status == 200 || status == 503, "{status}");
    assert_eq!(meeting.writer(), other.name);
    // It follows by now, and hands in.
    vote(&meeting, 1, frozen);
    vote(&meeting, 3, frozen);
    assert_eq!(meeting.writer(), other.name);
    meeting.finish(frozen, &receipts);
}

#[test]
fn a_frozen_server_is_replaced_without_anybody_seeing_to_it() {
    let mut meeting = Meeting::open(2);
    let (one, two) = (meeting.serve("one"), meeting.serve("two"));
    let writer = meeting.writer();
    let (frozen, other) = if writer == one.name { (&one, &two) } else { (&two, &one) };
    let acts = format!("/{}/acts", meeting.id);
    frozen.signal("-STOP");
    let mut receipts = Vec::new();
    for member in 0..2 {
        let entry = meeting.ballot(member);
        let receipt = cast(&[other], &entry, &acts);
        receipts.push((entry, receipt));
    }
    assert_eq!(meeting.writer(), other.name);
    meeting.finish(other, &receipts);
    frozen.signal("-CONT");
}
