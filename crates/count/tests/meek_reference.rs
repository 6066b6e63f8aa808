//! Meek's method by the reference rule, to nine decimals against figures reckoned elsewhere; where
//! they come from is in `testdata/meek/README.md`.

use std::fs;
use std::path::PathBuf;

use hustings_count::{Action, Ballot, Candidate, GivenOrder, Profile, Rules, blt, count};
use serde_json::Value;

fn testdata(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(name)
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a whole number")
}

fn profile(case: &Value) -> Profile {
    if let Some(file) = case["file"].as_str() {
        let bytes = fs::read(testdata("ballots").join(file)).expect("the ward");
        return blt::read(&bytes).expect("a profile");
    }
    let candidates = (1..=number(&case["candidates"])).map(|one| Candidate::new(format!("C{one}")));
    let ballot = |one: &Value| {
        let marks = one[1].as_array().expect("marks").iter().map(|mark| number(mark) as u16);
        (Ballot::Ranking(marks.collect()), number(&one[0]))
    };
    Profile {
        title: case["name"].as_str().expect("a name").to_owned(),
        seats: number(&case["seats"]) as u32,
        candidates: candidates.collect(),
        ballots: case["ballots"].as_array().expect("ballots").iter().map(ballot).collect(),
        warnings: Vec::new(),
    }
}

#[test]
fn the_reference_rule_agrees_with_meeks_prf_js_to_nine_decimals() {
    let frozen =
        fs::read(std::env::var("MEEK_REFERENCE").map_or(testdata("meek/reference-rule.json"), Into::into));
    let cases: Vec<Value> = serde_json::from_slice(&frozen.expect("the figures")).expect("JSON");
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let rules = Rules::from_name("meek").expect("rules");
    for case in &cases {
        let profile = profile(case);
        let order = (1..=profile.candidates.len() as u16).collect();
        let ours = count(&profile, &rules, &mut GivenOrder(order)).expect("a count");
        let rounds = case["rounds"].as_array().expect("rounds");
        let at = |round: usize| format!("{}, round {}", profile.title, round + 1);
        for (round, (theirs, stage)) in rounds.iter().zip(&ours.stages).enumerate() {
            for (candidate, votes) in theirs["votes"].as_object().expect("votes") {
                let index: usize = candidate.parse().expect("a number");
                assert_eq!(
                    stage.totals[index - 1].to_string(),
                    *votes.as_str().expect("votes"),
                    "{}",
                    at(round)
                );
            }
            assert_eq!(
                stage.quota.expect("a quota").to_string(),
                theirs["quota"].as_str().expect("a quota"),
                "{}",
                at(round)
            );
        }
        // They stop when as many are left as seats; our last stage then shows where the votes go.
        let more = ours.stages.len() - rounds.len();
        let last = ours.stages.last().expect("a stage");
        assert!(
            more == 0 || more == 1 && matches!(last.action, Action::Exclusion { .. }),
            "{}",
            at(rounds.len())
        );
        let mut elected: Vec<u64> = ours.elected.iter().map(|one| u64::from(one.candidate)).collect();
        elected.sort_unstable();
        let theirs: Vec<u64> = case["elected"].as_array().expect("elected").iter().map(number).collect();
        assert_eq!(elected, theirs, "{}", profile.title);
        let keep = &ours.stages[rounds.len() - 1].keep;
        for one in &theirs {
            let theirs = case["keep"][one.to_string()].as_str().expect("a keep value");
            assert_eq!(keep[*one as usize - 1].to_string(), theirs, "{}: keep of {one}", profile.title);
        }
    }
}
