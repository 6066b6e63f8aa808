//! Totals (§9.1) and crosses (§9.8): ties for the last seat, papers with too many crosses.

use crate::Case;
use crate::contests::{approvals, contest, rankings, scores};
use crate::dice::Dice;
use crate::reserved::contest_with_places;
use hustings_record::acts::BallotKind;

/// Rules and options.
const CROSSES: [(&str, &[(&str, &str)]); 8] = [
    ("approval", &[]),
    ("block-vote", &[]),
    ("block-vote", &[("marks", "2")]),
    ("limited-vote", &[]),
    ("limited-vote", &[("marks", "seats-less-2")]),
    ("limited-vote", &[("marks", "seats-less-9")]),
    ("sntv", &[]),
    ("sntv", &[("marks", "seats")]),
];

pub fn cases(dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for n in 0..8 {
        for (at, (rules, options)) in CROSSES.into_iter().enumerate() {
            let candidates = 2 + dice.below(6);
            let seats = 1 + dice.below(candidates);
            let contest = match n % 3 {
                2 => contest_with_places(dice, rules, BallotKind::Approval, options),
                _ => contest(rules, BallotKind::Approval, candidates, seats, options),
            };
            let papers = approvals(dice, &contest);
            cases.push(Case { name: format!("{rules} {at} {n}"), contest, members: 0, papers });
        }
        let candidates = 2 + dice.below(6);
        let plurality = match n % 2 {
            1 => contest_with_places(dice, "plurality", BallotKind::Ranking, &[]),
            _ => contest("plurality", BallotKind::Ranking, candidates, 1 + dice.below(candidates), &[]),
        };
        let papers = rankings(dice, &plurality);
        cases.push(Case { name: format!("plurality {n}"), contest: plurality, members: 0, papers });
        let sum = contest("score", BallotKind::Score, candidates, 1 + dice.below(candidates), &[]);
        let papers = scores(dice, &sum);
        cases.push(Case { name: format!("score {n}"), contest: sum, members: 0, papers });
    }
    let none_fewer = contest("limited-vote", BallotKind::Approval, 3, 2, &[("marks", "seats-less-0")]);
    let papers = vec![(vec![1, 1, 0], 2), (vec![0, 1, 1], 1), (vec![1, 1, 1], 4)];
    cases.push(Case { name: "none fewer than seats".to_owned(), contest: none_fewer, members: 0, papers });
    cases
}
