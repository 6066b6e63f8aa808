//! Pairs and what rules worked out, as JSON.

use serde_json::{Value, json};

use crate::condorcet::{RankedPairs, Schulze, Strength, Verdict};
use crate::count::Count;
use crate::decision::{Outcome, ShareOf, Test, TestOf, Turnout};
use crate::grades::{Judgment, Middle, RunoffBy, StarRound, StarStep, StepBy};
use crate::pairwise::Pairwise;
use crate::working::Working;

pub(super) fn pairwise(pairwise: &Pairwise) -> Value {
    json!({
        "matrix": pairwise.matrix.rows().collect::<Vec<_>>(),
        "condorcet_winner": pairwise.winner,
        "smith_set": pairwise.smith,
        "cycle": pairwise.cycle,
    })
}

pub(super) fn working(count: &Count, working: &Working) -> Value {
    match working {
        Working::Schulze(one) => schulze(one),
        Working::RankedPairs(one) => ranked_pairs(one),
        Working::Star(rounds) => {
            json!({ "rule": "star", "rounds": rounds.iter().map(round).collect::<Vec<_>>() })
        }
        Working::Judgment(one) => judgment(one),
        Working::Decision(one) => decision(count, one),
    }
}

fn strength(strength: Strength) -> Value {
    json!({ "votes": strength.votes, "against": strength.against })
}

fn schulze(schulze: &Schulze) -> Value {
    let standing = schulze.standing();
    let ordered = |one: u16| standing.iter().copied().filter(move |other| *other != one);
    let strengths = standing.iter().flat_map(|one| ordered(*one).map(|other| (*one, other)));
    let strengths = strengths.filter_map(|(one, other)| {
        let strength = schulze.strength(one, other)?;
        Some(json!({ "from": one, "to": other, "votes": strength.votes, "against": strength.against }))
    });
    let first = schulze.ranking.first().and_then(|level| level.first()).copied();
    let decisive =
        first.into_iter().flat_map(|one| ordered(one).flat_map(move |other| [(one, other), (other, one)]));
    let paths = decisive.filter_map(|(one, other)| {
        let path = schulze.path(one, other)?;
        Some(json!({ "through": path.through, "weakest": strength(path.strength) }))
    });
    json!({
        "rule": "schulze",
        "measure": schulze.measure.words(),
        "ranking": schulze.ranking,
        "strengths": strengths.collect::<Vec<_>>(),
        "paths": paths.collect::<Vec<_>>(),
    })
}

fn ranked_pairs(pairs: &RankedPairs) -> Value {
    let victories = pairs.victories.iter().map(|one| {
        let (verdict, chain) = match &one.verdict {
            Verdict::Locked => ("locked", None),
            Verdict::Refused(chain) => ("refused", Some(chain)),
            Verdict::Open => ("open", None),
        };
        json!({
            "winner": one.winner,
            "loser": one.loser,
            "votes": one.strength.votes,
            "against": one.strength.against,
            "verdict": verdict,
            "contradicts": chain,
        })
    });
    json!({
        "rule": "ranked_pairs",
        "measure": pairs.measure.words(),
        "ranking": pairs.ranking,
        "victories": victories.collect::<Vec<_>>(),
    })
}

fn round(round: &StarRound) -> Value {
    let by = match round.by {
        RunoffBy::OnlyOne => json!("only_one"),
        RunoffBy::Votes => json!("votes"),
        RunoffBy::Score => json!("score"),
        RunoffBy::HighestScores => json!("highest_scores"),
        RunoffBy::Lot(number) => json!({ "lot": number }),
    };
    json!({
        "steps": round.steps.iter().map(step).collect::<Vec<_>>(),
        "finalists": round.finalists,
        "votes": round.votes,
        "equal": round.equal,
        "winner": round.winner,
        "by": by,
    })
}

fn step(step: &StarStep) -> Value {
    let by = match step.by {
        StepBy::MatchupsLost => json!("matchups_lost"),
        StepBy::HighestScores => json!("highest_scores"),
        StepBy::Lot(number) => json!({ "lot": number }),
    };
    json!({
        "tied": step.tied,
        "places": step.places,
        "by": by,
        "figures": step.figures,
        "through": step.through,
        "out": step.out,
    })
}

fn judgment(judgment: &Judgment) -> Value {
    let middle = match judgment.middle {
        Middle::Better => "better",
        Middle::Worse => "worse",
    };
    let candidates = judgment.judged.iter().map(|one| {
        let grades = one.grades.iter().map(|(grade, papers)| json!({ "grade": grade, "papers": papers }));
        json!({
            "candidate": one.candidate,
            "majority_grade": one.majority_grade,
            "grades": grades.collect::<Vec<_>>(),
        })
    });
    json!({
        "rule": "majority_judgment",
        "middle": middle,
        "ranking": judgment.ranking,
        "candidates": candidates.collect::<Vec<_>>(),
    })
}

fn decision(count: &Count, outcome: &Outcome) -> Value {
    json!({
        "rule": "decision",
        "carried": outcome.carried,
        "tested": outcome.tested,
        "for": outcome.votes_for,
        "against": outcome.against,
        "abstains": outcome.abstains,
        "abstentions": outcome.abstentions,
        "blank": outcome.blank,
        "members": outcome.members,
        "tests": outcome.tests.iter().map(test).collect::<Vec<_>>(),
        "sentence": count.stages.first().map(|stage| stage.sentence.as_str()),
    })
}

fn test(test: &Test) -> Value {
    let (of, among, strict) = match test.of {
        TestOf::Quorum(turnout) => {
            let among = match turnout {
                Turnout::Cast => "cast",
                Turnout::NotBlank => "not_blank",
                Turnout::Votes => "votes",
            };
            ("quorum", among, false)
        }
        TestOf::Approval => ("approval", "votes_for", false),
        TestOf::Threshold { strict, of } => {
            let among = match of {
                ShareOf::Votes => "votes",
                ShareOf::VotesAndAbstentions => "votes_and_abstentions",
                ShareOf::Members => "members",
            };
            ("threshold", among, strict)
        }
    };
    json!({
        "of": of,
        "among": among,
        "strict": strict,
        "found": test.found,
        "least": test.least,
        "share": test.share.map(|(share, whole)| json!({ "share": share.to_string(), "of": whole })),
        "passed": test.passed(),
    })
}
