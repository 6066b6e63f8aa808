//! Reserved places (§9.6): groups apart and overlapping, least and most, met easily and only just.

use crate::Case;
use crate::contests::{contest, places, rankings};
use crate::dice::Dice;
use hustings_record::acts::{BallotKind, Contest, Reserved};
use hustings_record::counting::Counting;

/// Rules that reserve places, and options that reach each clause of §9.6.
const RULES: [(&str, &[(&str, &str)]); 12] = [
    ("scottish-stv", &[]),
    ("ers97", &[]),
    ("northern-ireland", &[]),
    ("seanad", &[]),
    ("australian-senate", &[]),
    ("wright", &[]),
    ("exclusive-gregory", &[]),
    ("wigm", &[("quota", "hare"), ("defer", "not-more")]),
    ("wigm", &[("quota", "hare")]),
    ("wigm", &[("quota", "hagenbach-bischoff"), ("lead", "active")]),
    ("wigm", &[("last", "after-surpluses"), ("lead", "last-two")]),
    ("wigm", &[("bulk", "not-more"), ("defer", "less"), ("restart", "yes")]),
];

pub fn cases(dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for (at, (rules, options)) in RULES.into_iter().enumerate() {
        for n in 0..14 {
            let contest = contest_with_places(dice, rules, BallotKind::Ranking, options);
            let papers = rankings(dice, &contest);
            cases.push(Case { name: format!("{rules} {at} {n}"), contest, members: 0, papers });
        }
    }
    cases.push(equal_and_doomed_meanwhile());
    cases
}

/// E2: the first elected dooms one of two with equal votes; lots are drawn over both (§9.6).
fn equal_and_doomed_meanwhile() -> Case {
    let mut contest = contest("scottish-stv", BallotKind::Ranking, 4, 3, &[]);
    contest.reserved = vec![places("group 0", &[1, 2], None, Some(1))];
    let papers = vec![(vec![1, 0, 0, 0], 5), (vec![2, 0, 0, 0], 4), (vec![3, 0, 0, 0], 4)];
    Case { name: "equal, and one doomed meanwhile".to_owned(), contest, members: 0, papers }
}

/// Draws groups until they can be met.
pub fn contest_with_places(
    dice: &mut Dice,
    rules: &str,
    kind: BallotKind,
    options: &[(&str, &str)],
) -> Contest {
    loop {
        let candidates = 4 + dice.below(4);
        let mut contest = contest(rules, kind, candidates, 1 + dice.below(4), options);
        contest.reserved = (0..1 + dice.below(3)).map(|n| group(dice, n, candidates)).collect();
        if Counting::of(&contest).is_ok() {
            return contest;
        }
    }
}

fn group(dice: &mut Dice, n: u64, candidates: u64) -> Reserved {
    let mut members = dice.order(candidates);
    members.truncate((1 + dice.below(candidates - 1)) as usize);
    members.sort_unstable();
    let least = dice.below(3);
    let (at_least, at_most) = match dice.below(3) {
        0 => (Some(least), None),
        1 => (None, Some(least)),
        _ => (Some(least.min(1)), Some(1 + dice.below(2))),
    };
    places(&format!("group {n}"), &members, at_least, at_most)
}
