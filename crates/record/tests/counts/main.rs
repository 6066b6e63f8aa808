//! Counts in `testdata/vectors/counts-*.json`: contests, ballots and lot seeds, and what the specification
//! (§9) makes of them: for this implementation and any other.
//!
//! The files are written from a fixed seed (`cargo test -p hustings-record --test counts -- --ignored`). A
//! file that differs from what the code would write fails: what a manifest means is frozen.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod contests;
mod decisions;
mod dice;
mod keep_values;
mod marks;
mod pairs;
mod refused;
mod reserved;
mod scores;
mod transfers;

use dice::Dice;
use hustings_record::acts::Contest;
use hustings_record::counting::Counting;
use hustings_record::tally::{ContestTally, count_digits};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Ballots' digits (§7.1), each with a number of papers.
type Papers = Vec<(Vec<u64>, u64)>;

/// One count: a contest and its ballots.
pub struct Case {
    name: String,
    contest: Contest,
    members: u64,
    papers: Papers,
}

/// A file's name, what it holds, and who makes it.
type Topic = (&'static str, &'static str, fn(&mut Dice) -> Vec<Case>);

const ABOUT: &str = "a contest as the manifest has it, its number, how many papers the register entitles to, the contest's lot \
seed; ballots as digits (7.1), each with a number of papers; and what section 9 makes of them: figures, the elected in order, the \
draws, the votes at the end of each stage (exact fractions cut off at nine decimals)";

const TOPICS: [Topic; 7] = [
    ("counts-transfers", "9.5", transfers::cases),
    ("counts-reserved", "9.6", reserved::cases),
    ("counts-keep-values", "9.7", keep_values::cases),
    ("counts-marks", "9.1 and 9.8", marks::cases),
    ("counts-pairs", "9.9", pairs::cases),
    ("counts-scores", "9.10", scores::cases),
    ("counts-decisions", "9.11", decisions::cases),
];

fn path(topic: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/vectors").join(format!("{topic}.json"))
}

#[test]
#[ignore = "writes the files that the other tests read"]
fn write() {
    for (topic, text) in files() {
        std::fs::write(path(topic), text).unwrap();
    }
}

#[test]
fn files_are_what_the_code_writes() {
    for (topic, text) in files() {
        let found = std::fs::read_to_string(path(topic)).unwrap();
        // Not assert_eq: the whole of both files would be printed.
        let differ = found.lines().zip(text.lines()).find(|(a, b)| a != b);
        assert!(found == text, "{topic}.json is another file; first: {differ:?}");
    }
}

fn files() -> Vec<(&'static str, String)> {
    let counts = TOPICS.iter().map(|(topic, section, cases)| {
        let cases: Vec<Value> = cases(&mut Dice::new(topic)).iter().map(written).collect();
        (*topic, lines(&format!("section {section}: {ABOUT}"), &cases))
    });
    let refused: Vec<Value> = refused::cases();
    let about = "contests that no manifest may have (A17), each named by what is wrong with it";
    counts.chain([("counts-refused", lines(about, &refused))]).collect()
}

/// One case a line: small to look at, and a change shows where it is.
fn lines(about: &str, cases: &[Value]) -> String {
    let cases: Vec<String> = cases.iter().map(Value::to_string).collect();
    format!("{{\"about\":{},\"cases\":[\n{}\n]}}\n", json!(about), cases.join(",\n"))
}

fn written(case: &Case) -> Value {
    let mut dice = Dice::new(&case.name);
    let seed: [u8; 64] = std::array::from_fn(|_| dice.below(256) as u8);
    let number = 1 + dice.below(9);
    let tally = count_digits(number, &case.contest, case.members, &case.papers, Some(seed))
        .unwrap_or_else(|e| panic!("{}: {e}", case.name));
    let counting = Counting::of(&case.contest).unwrap();
    let elected: Vec<u16> = tally.outcome.elected.iter().map(|n| *n as u16).collect();
    let met = counting.places().met_by(&elected) || tally.count.is_none();
    assert!(met, "{}: not as reserved", case.name);
    json!({
        "name": case.name,
        "number": number,
        "contest": case.contest,
        "members": case.members,
        "lot_seed": hex::encode(seed),
        "papers": case.papers,
        "expect": expect(&tally),
    })
}

fn expect(tally: &ContestTally) -> Value {
    let stages: Vec<Value> = (tally.count.iter().flat_map(|c| &c.stages))
        .map(|s| {
            let votes: Vec<String> = s.totals.iter().map(ToString::to_string).collect();
            json!({ "votes": votes, "elected": s.elected, "excluded": s.excluded })
        })
        .collect();
    let draws: Vec<Value> = (tally.count.iter().flat_map(|c| &c.draws))
        .map(|d| json!({ "tie": d.tie, "tied": d.tied, "order": d.order }))
        .collect();
    let o = &tally.outcome;
    json!({
        "valid": o.valid,
        "blank": o.blank,
        "spoilt": o.spoilt,
        "elected": o.elected,
        "draws": draws,
        "stages": stages,
    })
}
