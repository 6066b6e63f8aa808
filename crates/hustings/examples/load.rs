//! Posts prepared ballots to a server of its own, over many connections, and says how many were
//! acknowledged a second. `make load` runs it.
//!
//! With `--kill` the server is killed (`kill -9`) in the middle and started again; in the end every
//! receipt that was ever given out is held against the record.

use anyhow::{Context, Result, bail, ensure};
use bytes::Bytes;
use clap::Parser;
use http_body_util::{BodyExt, Full};
use hustings_count::Ballot;
use hustings_proofs::signature::VerifyingKey;
use hustings_prover::ballot::BallotSeed;
use hustings_record::acts::{BallotKind, Candidate, Class, ClassContest, Contest};
use hustings_record::log::{
    SignedCheckpoint, Tree, check_inclusion, leaf_hash, read_checkpoint, read_entries,
};
use hustings_record::{Hex32, State};
use hustings_roles::everyone::{Everyone, Setup, seeded};
use hustings_roles::voter::Poll;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

#[derive(Parser)]
struct Args {
    /// The program whose server is measured
    #[arg(long)]
    server: PathBuf,
    /// How many ballots, each of another member
    #[arg(long, default_value_t = 20_000)]
    ballots: usize,
    /// How many connections post at a time
    #[arg(long, default_value_t = 256)]
    connections: usize,
    /// Kill the server in the middle, and start it again
    #[arg(long)]
    kill: bool,
}

/// An answer that acknowledges a ballot, and how long it took.
struct Acknowledged {
    ballot: usize,
    receipt: Value,
    after: Duration,
}

type Asking = Client<HttpConnector, Full<Bytes>>;

/// What the connections share.
struct Load {
    entries: Vec<Bytes>,
    waiting: Mutex<VecDeque<usize>>,
    acknowledged: Mutex<Vec<Acknowledged>>,
    done: AtomicUsize,
    address: Mutex<String>,
    client: Asking,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let dir = tempfile::tempdir()?;
    let mut everyone = Everyone::open_meeting(setup(args.ballots)?, None, seeded(1))?;
    let id = everyone.state.election().context("no election")?.id;
    everyone.write_files(&dir.path().join("elections").join(id.to_string()))?;
    std::fs::write(dir.path().join("server.key"), hex::encode(*everyone.server.seed()))?;
    let entries = prepare(&everyone, args.ballots)?;
    println!("{} ballots prepared, {} bytes each", entries.len(), entries[0].len());

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (mut child, address) = start(&args.server, dir.path(), &id)?;
    let load = Arc::new(Load {
        waiting: Mutex::new((0..entries.len()).collect()),
        entries,
        acknowledged: Mutex::default(),
        done: AtomicUsize::new(0),
        address: Mutex::new(address),
        client: Client::builder(TokioExecutor::new()).pool_max_idle_per_host(args.connections).build_http(),
    });
    let began = Instant::now();
    let posting: Vec<_> = (0..args.connections).map(|_| runtime.spawn(post_all(load.clone()))).collect();
    if args.kill {
        while load.done.load(Ordering::Relaxed) < args.ballots / 2 {
            std::thread::sleep(Duration::from_millis(1));
        }
        // On Unix this is SIGKILL: nothing in the process runs any more.
        child.kill()?;
        child.wait()?;
        println!("killed after {} acknowledgements", load.done.load(Ordering::Relaxed));
        let (again, address) = start(&args.server, dir.path(), &id)?;
        child = again;
        *lock(&load.address) = address;
    }
    runtime.block_on(async {
        for task in posting {
            task.await??;
        }
        anyhow::Ok(())
    })?;
    let took = began.elapsed();
    let address = lock(&load.address).clone();
    let acknowledged = std::mem::take(&mut *lock(&load.acknowledged));
    figures(&acknowledged, took, args.kill);
    held_against_the_record(
        &acknowledged,
        &load.entries,
        &address,
        everyone.server.verifying_key(),
        &everyone.state,
    )?;
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// Posts what waits, until nothing does. What is not acknowledged waits again.
async fn post_all(load: Arc<Load>) -> Result<()> {
    loop {
        let Some(ballot) = lock(&load.waiting).pop_front() else { return Ok(()) };
        let address = lock(&load.address).clone();
        let began = Instant::now();
        match post(&load, &address, ballot).await {
            Ok((200, receipt)) => {
                load.done.fetch_add(1, Ordering::Relaxed);
                lock(&load.acknowledged).push(Acknowledged { ballot, receipt, after: began.elapsed() });
            }
            Ok((503, _)) | Err(_) => {
                lock(&load.waiting).push_back(ballot);
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            Ok((status, answer)) => bail!("a ballot was refused: {status} {answer}"),
        }
    }
}

async fn post(load: &Load, address: &str, ballot: usize) -> Result<(u16, Value)> {
    let request =
        hyper::Request::post(format!("{address}/acts")).body(Full::new(load.entries[ballot].clone()))?;
    let answer = load.client.request(request).await?;
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await?.to_bytes();
    Ok((status, serde_json::from_slice(&body)?))
}

fn figures(acknowledged: &[Acknowledged], took: Duration, killed: bool) {
    let mut after: Vec<Duration> = acknowledged.iter().map(|a| a.after).collect();
    after.sort();
    let at = |share: f64| after[((after.len() - 1) as f64 * share) as usize].as_secs_f64();
    let rate = acknowledged.len() as f64 / took.as_secs_f64();
    let apart = if killed { ", the time down included" } else { "" };
    println!("{} acknowledged in {:.1} s{apart}: {rate:.0} a second", acknowledged.len(), took.as_secs_f64());
    println!("half within {:.3} s, 99 % within {:.3} s, all within {:.3} s", at(0.5), at(0.99), at(1.0));
}

/// Every receipt proves its ballot's place, under a head whose tree the record continues.
fn held_against_the_record(
    acknowledged: &[Acknowledged],
    ballots: &[Bytes],
    address: &str,
    key: &VerifyingKey,
    before: &State,
) -> Result<()> {
    let source = hustings_verifier::http::Url::new(address)?;
    let size = read_checkpoint(&source)?.checkpoint.size();
    let mut tree = Tree::new();
    for entry in read_entries(&source, size) {
        tree.push(leaf_hash(&entry?));
    }
    ensure!(
        tree.root_at(before.size()) == Some(before.tree().root()),
        "the record does not continue the one begun"
    );
    let mut heads = std::collections::HashSet::new();
    for Acknowledged { ballot, receipt, .. } in acknowledged {
        let note = receipt["checkpoint"].as_str().context("a receipt without a checkpoint")?;
        let head = SignedCheckpoint::parse(note.as_bytes())?;
        if heads.insert(*head.checkpoint.root()) {
            head.verify_log(key)?;
            let then = tree.root_at(head.checkpoint.size());
            ensure!(
                then == Some(*head.checkpoint.root()),
                "the record does not continue a head that was given out"
            );
        }
        let proof = receipt["proof"].as_array().context("a receipt without a proof")?;
        let proof: Vec<[u8; 32]> =
            proof.iter().filter_map(|h| Some(h.as_str()?.parse::<Hex32>().ok()?.0)).collect();
        let index = receipt["index"].as_u64().context("a receipt without a place")?;
        let leaf = leaf_hash(&ballots[*ballot]);
        check_inclusion(&proof, index, &leaf, head.checkpoint.size(), head.checkpoint.root())?;
        ensure!(tree.node(0, index) == Some(&leaf), "entry {index} is not the ballot that was acknowledged");
    }
    println!(
        "every receipt holds: {} ballots under {} heads; the record has {size} entries",
        acknowledged.len(),
        heads.len()
    );
    Ok(())
}

/// Starts the server and waits until it says where it listens.
fn start(program: &Path, dir: &Path, id: &Hex32) -> Result<(Child, String)> {
    let mut child = Command::new(program)
        .args(["serve", "--listen", "127.0.0.1:0", "--origin", "hustings.example"])
        .arg(dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .env("HUSTINGS_LOG", "warn")
        .spawn()
        .with_context(|| program.display().to_string())?;
    let mut line = String::new();
    let output = child.stdout.take().context("the server has no output")?;
    BufReader::new(output).read_line(&mut line)?;
    ensure!(line.starts_with("http://"), "the server did not start: {line}");
    Ok((child, format!("{}{id}", line.trim())))
}

fn prepare(everyone: &Everyone, ballots: usize) -> Result<Vec<Bytes>> {
    let poll = Poll::of(everyone.state.election().context("no election")?)?;
    (0..ballots)
        .into_par_iter()
        .map(|member| {
            let mut seed = [0; 32];
            seed[..8].copy_from_slice(&(member as u64).to_le_bytes());
            let ranking = (0..6).map(|rank| ((member + rank * 2) % 11) as u16 + 1).collect();
            let keys = everyone.member_keys(member);
            let marks = [Ballot::Ranking(ranking)];
            Ok(poll.cast(1, &marks, &keys, None, BallotSeed::from_bytes(seed))?.entry().into())
        })
        .collect()
}

/// A committee of eleven candidates, opened now.
fn setup(members: usize) -> Result<Setup> {
    let opens = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let candidates =
        (1..=11).map(|n| Candidate { name: format!("Candidate {n}"), affiliation: None, statement: None });
    let contest = Contest {
        title: "Committee".to_owned(),
        kind: BallotKind::Ranking,
        candidates: candidates.collect(),
        slates: Vec::new(),
        rotated: false,
        seats: 5,
        rules: "scottish-stv".to_owned(),
        options: Vec::new(),
        reserved: Vec::new(),
        ranks: Some(11),
        max_score: None,
    };
    let contests = vec![ClassContest { contest: 1, weight: 1 }];
    Ok(Setup {
        organisation: "Load".to_owned(),
        title: "Election of the committee".to_owned(),
        contests: vec![contest],
        classes: vec![Class { name: "Members".to_owned(), contests }],
        members: vec![members],
        registrars: 1,
        trustees: 3,
        threshold: 2,
        opens,
        closes: opens + 6 * 3_600,
        min_list: 10,
        closes_when_all_voted: false,
        turnout: true,
        statements: Vec::new(),
    })
}

fn lock<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
