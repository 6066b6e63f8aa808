//! Contests that A17 refuses for their rules, options or reserved places.

use crate::contests::{contest, places};
use hustings_record::acts::{BallotKind, Contest, Reserved};
use hustings_record::counting::Counting;
use serde_json::{Value, json};

pub fn cases() -> Vec<Value> {
    options()
        .into_iter()
        .chain(marks_scores_and_decisions())
        .chain(reserved())
        .map(|(name, contest)| refused(name, &contest))
        .collect()
}

fn refused(name: &str, contest: &Contest) -> Value {
    assert!(Counting::of(contest).is_err(), "{name}");
    json!({ "name": name, "contest": contest })
}

fn options() -> Vec<(&'static str, Contest)> {
    let with = |rules, options: &[(&str, &str)]| contest(rules, BallotKind::Ranking, 4, 1, options);
    let mut descending = with("wigm", &[("bulk", "never"), ("defer", "never")]);
    descending.options.reverse();
    let scores = |rules, options: &[(&str, &str)]| contest(rules, BallotKind::Score, 4, 1, options);
    vec![
        ("an option that there is not", with("wigm", &[("colour", "red")])),
        ("an option of other rules", with("av", &[("quota", "hare")])),
        ("an option of rules that have none", with("plurality", &[("ties", "lot")])),
        ("an option of scores", scores("score", &[("highest", "5")])),
        ("a value that there is not", with("wigm", &[("quota", "imperiali")])),
        ("a value in capitals", with("wigm", &[("quota", "Hare")])),
        ("a value with a space", with("wigm", &[("ties", "backwards, forwards")])),
        ("a value with a leading zero", with("wigm", &[("decimals", "05")])),
        ("a value with a sign", with("wigm", &[("decimals", "+5")])),
        ("too many decimals", with("wigm", &[("decimals", "10")])),
        ("an empty value", with("wigm", &[("ties", "")])),
        ("a way of deciding ties twice", with("wigm", &[("ties", "backwards,backwards")])),
        ("three ways of deciding ties", with("wigm", &[("ties", "backwards,forwards,preferences")])),
        ("a lot before another way", with("wigm", &[("ties", "lot,backwards")])),
        ("a lot after another way", with("wigm", &[("ties", "backwards,lot")])),
        ("an option twice", with("wigm", &[("defer", "less"), ("defer", "less")])),
        ("options that descend", descending),
        ("skipped ranks, which no ballot has", with("wigm", &[("skipped", "close")])),
        ("a rounding of exact fractions", with("wigm", &[("decimals", "exact"), ("rounding", "up")])),
        ("a rounding of exact fractions, unsaid", with("wright", &[("rounding", "up")])),
        ("a place of rounding of exact fractions", with("wright", &[("round-at", "sum")])),
        (
            "a rounding of an exact quota",
            with("wright", &[("quota-decimals", "exact"), ("quota-rounding", "up")]),
        ),
        (
            "a rounding of an exact quota where sums are rounded",
            with("australian-senate", &[("quota-decimals", "exact"), ("quota-rounding", "up")]),
        ),
        (
            "a quota with more decimals than votes",
            with("wigm", &[("decimals", "2"), ("quota-decimals", "3")]),
        ),
        ("stages for batches that there are not", with("wigm", &[("batch-stages", "yes")])),
        ("batches where the count begins anew", with("wright", &[("batches", "value")])),
        ("one division and a rounding between two", with("ers97", &[("round-at", "fraction")])),
    ]
}

fn marks_scores_and_decisions() -> Vec<(&'static str, Contest)> {
    let crosses = |options: &[(&str, &str)]| contest("block-vote", BallotKind::Approval, 4, 2, options);
    let decision = |options: &[(&str, &str)]| contest("decision", BallotKind::Choice, 3, 1, options);
    vec![
        ("no cross at all", crosses(&[("marks", "0")])),
        ("crosses in another form", crosses(&[("marks", "seats-less-01")])),
        ("a count that may be refused", crosses(&[("too-many", "refused")])),
        ("crosses on rankings", contest("sntv", BallotKind::Ranking, 4, 2, &[])),
        ("the highest score of STAR", contest("star", BallotKind::Score, 4, 1, &[("highest", "5")])),
        ("rankings by scores", contest("schulze-wv", BallotKind::Score, 4, 1, &[])),
        ("options of keep values", contest("meek", BallotKind::Ranking, 4, 1, &[("decimals", "5")])),
        ("a decision that fills two seats", contest("decision", BallotKind::Choice, 3, 2, &[])),
        ("a share above all", decision(&[("threshold", "3/2")])),
        ("a share of nothing", decision(&[("threshold", "0/2")])),
        ("a share in hundredths", decision(&[("threshold", "60%")])),
        ("a share with a leading zero", decision(&[("threshold", "02/3")])),
        ("a number of eleven digits", decision(&[("quorum", "10000000000")])),
        ("what counts towards no quorum", decision(&[("quorum-counts", "votes")])),
        ("what counts towards a quorum of 0", decision(&[("quorum", "0"), ("quorum-counts", "votes")])),
        ("two answers", decision(&[("abstentions", "counted"), ("threshold-of", "votes")])),
        ("an option that cannot abstain", decision(&[("abstain", "4")])),
        ("option 0, which abstains", decision(&[("abstain", "0")])),
        ("members other than the register's", decision(&[("members", "100")])),
        ("a quorum of more than all members", decision(&[("quorum", "3/2-of-members")])),
        ("an approval of none of the members", decision(&[("approval", "0/2-of-members")])),
    ]
}

fn reserved() -> Vec<(&'static str, Contest)> {
    let with = |rules, kind, seats, reserved: Vec<Reserved>| Contest {
        reserved,
        ..contest(rules, kind, 6, seats, &[])
    };
    let stv = |reserved| with("scottish-stv", BallotKind::Ranking, 3, reserved);
    let (women, men) = (&[1, 2, 3][..], &[4, 5, 6][..]);
    vec![
        ("more places than seats", stv(vec![places("women", women, Some(4), None)])),
        ("more places than the group has", stv(vec![places("branch", &[1], Some(2), None)])),
        (
            "more places together than seats",
            stv(vec![places("women", women, Some(2), None), places("men", men, Some(2), None)]),
        ),
        (
            "too few who may fill the seats",
            stv(vec![places("women", women, None, Some(1)), places("men", men, None, Some(1))]),
        ),
        (
            "groups that overlap and contradict each other",
            stv(vec![places("women", women, Some(3), None), places("north", &[1, 2, 4], None, Some(1))]),
        ),
        (
            "places by rules that compare pairs",
            with("schulze-wv", BallotKind::Ranking, 3, vec![places("women", women, Some(1), None)]),
        ),
        (
            "places by rules for one seat",
            with("av", BallotKind::Ranking, 1, vec![places("women", women, Some(1), None)]),
        ),
        (
            "more groups than can be looked through",
            with(
                "scottish-stv",
                BallotKind::Ranking,
                3,
                (0..16).map(|n| places(&format!("group {n}"), women, Some(1), None)).collect(),
            ),
        ),
    ]
}
