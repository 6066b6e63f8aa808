//! Votes transferred by stages (§9.5): every preset, every option at each of its values, and options in
//! combination.

use crate::Case;
use crate::contests::{contest, rankings};
use crate::dice::Dice;
use hustings_count::Rules;
use hustings_record::acts::{BallotKind, Contest};

const PRESETS: [&str; 9] = [
    "scottish-stv",
    "ers97",
    "northern-ireland",
    "seanad",
    "australian-senate",
    "wright",
    "wigm",
    "exclusive-gregory",
    "av",
];

/// Every option of §9.5 and its values.
const OPTIONS: [(&str, &[&str]); 20] = [
    ("batch-stages", &["no", "yes"]),
    ("batches", &["once", "value", "original-value", "received"]),
    ("bulk", &["never", "less", "not-more"]),
    ("decimals", &["0", "1", "2", "9", "exact"]),
    ("defer", &["never", "less", "not-more"]),
    ("elect", &["reaching", "exceeding"]),
    ("last", &["after-transfer", "without-transfer", "after-surpluses"]),
    ("lead", &["none", "majority", "active", "last-two"]),
    ("quota", &["droop", "hare", "hagenbach-bischoff"]),
    ("quota-base", &["valid", "until-elected", "active", "continuing"]),
    ("quota-decimals", &["0", "1", "2", "exact"]),
    ("quota-rounding", &["above", "up", "down"]),
    ("restart", &["no", "yes"]),
    ("round-at", &["value", "fraction", "sum"]),
    ("rounding", &["down", "nearest", "up"]),
    ("surplus-order", &["size", "election"]),
    ("surplus-papers", &["all", "last"]),
    ("surplus-share", &["all", "transferable"]),
    ("surplus-weight", &["weighted", "unweighted"]),
    (
        "ties",
        &["lot", "backwards", "forwards", "preferences", "preferences,backwards", "forwards,preferences"],
    ),
];

/// Rules by which surpluses pass on what came last, and of each, by number, larger contests in which somebody is
/// elected at a later batch of an exclusion: each comes out otherwise if a whole exclusion is taken as one transfer
/// (§9.5, parcels), the last two of each with others elected.
const LARGER: [(&str, &[u64]); 4] = [
    ("ers97", &[66, 199, 326]),
    ("northern-ireland", &[159, 230, 311]),
    ("seanad", &[7, 23, 58]),
    ("exclusive-gregory", &[70, 105, 895]),
];

pub fn cases(dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for rules in PRESETS {
        for n in 1..=10 {
            push(&mut cases, dice, format!("{rules} {n}"), rules, &[]);
        }
    }
    for (option, values) in OPTIONS {
        for value in values {
            for (n, rules) in ["wigm", "ers97", "australian-senate"].into_iter().enumerate() {
                push(&mut cases, dice, format!("{rules} {option}={value}, {n}"), rules, &[(option, value)]);
            }
        }
    }
    for n in 0..500 {
        let rules = *dice.one_of(&PRESETS);
        let one = |_| {
            let (option, values) = *dice.one_of(&OPTIONS);
            (option, *dice.one_of(values))
        };
        let some: Vec<(&str, &str)> = (0..5).map(one).collect();
        push(&mut cases, dice, format!("several options {n}"), rules, &some);
    }
    for (rules, chosen) in LARGER {
        cases.extend(chosen.iter().map(|n| larger(rules, *n)));
    }
    cases
}

/// A case of these rules, where they take these options.
fn push(cases: &mut Vec<Case>, dice: &mut Dice, name: String, rules: &str, options: &[(&str, &str)]) {
    let Ok(taken) = Rules::from_name(rules).unwrap().with(options) else { return };
    let candidates = 3 + dice.below(5);
    let seats = if taken.max_seats() == Some(1) { 1 } else { 1 + dice.below(4.min(candidates)) };
    let kind = if dice.below(12) == 0 { BallotKind::Choice } else { BallotKind::Ranking };
    let contest: Contest = contest(rules, kind, candidates, seats, options);
    let papers = rankings(dice, &contest);
    cases.push(Case { name, contest, members: 0, papers });
}

/// Ten candidates and 20 to 40 different papers, by a die of its own.
fn larger(rules: &str, n: u64) -> Case {
    let name = format!("{rules}, larger {n}");
    let dice = &mut Dice::new(&name);
    let contest = contest(rules, BallotKind::Ranking, 10, 3 + dice.below(3), &[]);
    let kinds = 20 + dice.below(21);
    let papers = (0..kinds)
        .map(|_| {
            let mut order = dice.order(10);
            order.truncate((2 + dice.below(9)) as usize);
            order.resize(10, 0);
            (order, 1 + dice.below(9))
        })
        .collect();
    Case { name, contest, members: 0, papers }
}
