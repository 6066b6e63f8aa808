//! Contests and ballots, biased to what divides counters: ties, papers that run out, too few left for the
//! seats.

use crate::Papers;
use crate::dice::Dice;
use hustings_record::acts::{BallotKind, Candidate, Contest, Reserved, RuleOption};

const NAMES: [&str; 10] =
    ["Ash", "Birch", "Cedar", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Larch"];

pub fn contest(
    rules: &str,
    kind: BallotKind,
    candidates: u64,
    seats: u64,
    options: &[(&str, &str)],
) -> Contest {
    let mut options: Vec<RuleOption> = (options.iter())
        .map(|(name, value)| RuleOption { name: (*name).to_owned(), value: (*value).to_owned() })
        .collect();
    options.sort_by(|a, b| a.name.cmp(&b.name));
    Contest {
        title: "A contest".to_owned(),
        kind,
        candidates: NAMES[..candidates as usize].iter().map(|n| Candidate::new(*n)).collect(),
        slates: Vec::new(),
        rotated: false,
        seats,
        rules: rules.to_owned(),
        options,
        reserved: Vec::new(),
        ranks: (kind == BallotKind::Ranking).then_some(candidates),
        max_score: (kind == BallotKind::Score).then_some(5),
    }
}

pub fn places(group: &str, candidates: &[u64], at_least: Option<u64>, at_most: Option<u64>) -> Reserved {
    Reserved { group: group.to_owned(), candidates: candidates.to_vec(), at_least, at_most }
}

/// Rankings: a few that say the same in turn, so that votes are often equal; short ones, so that they run out.
pub fn rankings(dice: &mut Dice, contest: &Contest) -> Papers {
    let n = contest.candidates.len() as u64;
    let ranks = contest.ranks.unwrap_or(1);
    let kinds = 2 + dice.below(8);
    let alike = dice.below(3) == 0;
    (0..kinds)
        .map(|_| {
            let mut order = dice.order(n);
            order.truncate((1 + dice.below(n)) as usize);
            order.resize(ranks as usize, 0);
            (order, if alike { 2 } else { 1 + dice.below(9) })
        })
        .collect()
}

/// Any set of candidates, none and all included.
pub fn approvals(dice: &mut Dice, contest: &Contest) -> Papers {
    let n = contest.candidates.len();
    (0..2 + dice.below(6)).map(|_| ((0..n).map(|_| dice.below(2)).collect(), 1 + dice.below(3))).collect()
}

/// Few different scores, so that sums and grades are often equal.
pub fn scores(dice: &mut Dice, contest: &Contest) -> Papers {
    let n = contest.candidates.len();
    let highest = contest.max_score.unwrap_or(1);
    let some = [0, highest / 2, highest, dice.below(highest + 1)];
    (0..1 + dice.below(5))
        .map(|_| ((0..n).map(|_| *dice.one_of(&some)).collect(), 1 + dice.below(3)))
        .collect()
}
