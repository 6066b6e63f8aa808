//! Small elections with everything in them, for the tests of whole records.
// Each test uses some of these, and a test may panic where a helper fails.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::duplicate_mod)]

use hustings_count::Ballot as Marks;
use hustings_prover::ballot::BallotSeed;
use hustings_record::Hex32;
use hustings_record::acts::{BallotKind, BlobRef, Candidate, Class, ClassContest, Contest, Slate};
use hustings_roles::Draft;
use hustings_roles::everyone::{Everyone, Setup, StepError, seeded};
use hustings_roles::voter::Poll;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

/// 2022-05-05 06:00 UTC.
pub const OPENS: u64 = 1_651_730_400;

pub fn contest(title: &str, kind: BallotKind, names: &[&str], seats: u64, rules: &str) -> Contest {
    let ranking = kind == BallotKind::Ranking;
    Contest {
        title: title.to_owned(),
        kind,
        candidates: names.iter().map(|n| Candidate::new(*n)).collect(),
        slates: Vec::new(),
        rotated: false,
        seats,
        rules: rules.to_owned(),
        options: Vec::new(),
        reserved: Vec::new(),
        ranks: ranking.then_some(names.len() as u64),
        max_score: (kind == BallotKind::Score).then_some(5),
    }
}

pub fn class(name: &str, contests: &[(u64, u64)]) -> Class {
    let contests =
        contests.iter().map(|(contest, weight)| ClassContest { contest: *contest, weight: *weight });
    Class { name: name.to_owned(), contests: contests.collect() }
}

/// What one candidate says; another's statement has been removed from the record.
pub const STATEMENT: &str = "I will keep the path along the stream open.";

/// One contest of every kind, two classes, one of double weight, two registrars, 2 of 3 trustees.
pub fn every_kind() -> Setup {
    let mut committee =
        contest("Committee", BallotKind::Ranking, &["Ash", "Birch", "Cedar", "Elm"], 2, "scottish-stv");
    committee.candidates[0].statement = Some(BlobRef::of(STATEMENT.as_bytes()));
    committee.candidates[1].statement = Some(BlobRef::of(b"I take it back."));
    committee.slates = vec![Slate { name: "The Grove".to_owned(), candidates: vec![3, 1] }];
    committee.rotated = true;
    Setup {
        organisation: "Society of Examples".to_owned(),
        title: "Annual election 2022".to_owned(),
        contests: vec![
            committee,
            contest("Chair", BallotKind::Choice, &["Fir", "Gorse"], 1, "plurality"),
            contest("Venues", BallotKind::Approval, &["Hall", "Inn", "Jetty"], 2, "approval"),
            contest("Motions", BallotKind::Score, &["One", "Two"], 1, "score"),
        ],
        classes: vec![
            class("Members", &[(1, 1), (2, 1), (3, 1), (4, 1)]),
            class("Branches", &[(1, 2), (2, 2)]),
        ],
        members: vec![9, 4],
        registrars: 2,
        trustees: 3,
        threshold: 2,
        opens: OPENS,
        closes: OPENS + 600,
        min_list: 3,
        statements: vec![STATEMENT.as_bytes().to_vec()],
        ..Setup::default()
    }
}

/// One ranking, one class, one registrar: the smallest election worth the name.
pub fn small() -> Setup {
    let mut committee = contest("Committee", BallotKind::Ranking, &["Ash", "Birch", "Cedar"], 1, "av");
    committee.candidates[0].statement = Some(BlobRef::of(STATEMENT.as_bytes()));
    Setup {
        contests: vec![committee],
        classes: vec![class("Members", &[(1, 1)])],
        members: vec![6],
        registrars: 1,
        ..every_kind()
    }
}

/// The class of a member.
pub fn class_of(setup: &Setup, member: usize) -> usize {
    let mut left = member;
    for (class, n) in (1..).zip(&setup.members) {
        if left < *n {
            return class;
        }
        left -= n;
    }
    0
}

/// Some choice for each contest of a member's class, different from member to member.
pub fn choices(setup: &Setup, member: usize) -> Vec<Marks> {
    let class = &setup.classes[class_of(setup, member) - 1];
    (class.contests.iter())
        .map(|c| {
            let contest = &setup.contests[c.contest as usize - 1];
            let n = contest.candidates.len() as u16;
            let first = member as u16 % n;
            match contest.kind {
                BallotKind::Choice => Marks::choice(Some(first + 1)),
                BallotKind::Ranking => {
                    Marks::Ranking((0..=member as u16 % n).map(|i| (first + i) % n + 1).collect())
                }
                BallotKind::Approval => {
                    Marks::Approval((1..=n).filter(|i| (i + first).is_multiple_of(2)).collect())
                }
                BallotKind::Score => Marks::Scores((0..n).map(|i| u32::from((i + first) % 6)).collect()),
            }
        })
        .collect()
}

/// Casts a member's ballot.
pub fn vote(
    e: &mut Everyone,
    member: usize,
    marks: &[Marks],
    previous: Option<Hex32>,
) -> Result<Hex32, StepError> {
    let draft = ballot(e, member, marks, previous)?;
    e.post(draft)
}

/// A member's ballot, signed, not yet cast.
pub fn ballot(
    e: &mut Everyone,
    member: usize,
    marks: &[Marks],
    previous: Option<Hex32>,
) -> Result<Draft, StepError> {
    let poll = Poll::of(e.state.election().unwrap())?;
    let class = class_of(&e.setup, member);
    let seed = BallotSeed::generate(&mut e.rng);
    Ok(poll.cast(class, marks, &e.member_keys(member), previous, seed)?)
}

/// Casts the choices that [`choices`] makes for a member.
pub fn cast(e: &mut Everyone, member: usize) -> Result<Hex32, StepError> {
    let marks = choices(&e.setup, member);
    vote(e, member, &marks, None)
}

/// An election up to the open poll.
pub fn opened(setup: Setup, seed: u64) -> Everyone {
    let mut e = Everyone::new(setup, seeded(seed));
    e.announce_and_freeze().unwrap();
    e.key_ceremony().unwrap();
    e.open_poll().unwrap();
    e
}

/// An election in which everybody but the last member has voted, still open.
pub fn voted(setup: Setup, seed: u64) -> Everyone {
    let mut e = opened(setup, seed);
    for member in 0..e.setup.members.iter().sum::<usize>() - 1 {
        cast(&mut e, member).unwrap();
    }
    e
}

/// A whole election, certified.
pub fn certified(setup: Setup, seed: u64) -> Everyone {
    let mut e = voted(setup, seed);
    e.close_poll().unwrap();
    e.mix_and_open().unwrap();
    e.declare().unwrap();
    e
}

/// The files of a record. With `HUSTINGS_HONEST_DIR` set they are also written there, one folder each,
/// named by the test, for another implementation to be held against.
pub fn files(e: &mut Everyone) -> BTreeMap<String, Vec<u8>> {
    static WRITTEN: AtomicU32 = AtomicU32::new(0);
    let files = e.files().unwrap();
    if let Some(folder) = std::env::var_os("HUSTINGS_HONEST_DIR") {
        let thread = std::thread::current();
        let n = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let record = Path::new(&folder).join(format!("{}-{n}", thread.name().unwrap_or("record")));
        for (path, bytes) in &files {
            let file = record.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
        }
    }
    files
}
