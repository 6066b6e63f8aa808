//! Decisions (§9.11): each condition met by just enough, and missed by one.

use crate::contests::contest;
use crate::dice::Dice;
use crate::{Case, Papers};
use hustings_record::acts::{BallotKind, Candidate, RuleOption};
use hustings_record::counting::Counting;

const OPTIONS: [(&str, &[&str]); 8] = [
    ("abstain", &["by-name", "none", "1", "3"]),
    ("abstentions", &["counted", "not-counted"]),
    ("approval", &["none", "4", "1/4-of-members"]),
    ("quorum", &["none", "8", "1/2-of-members", "2/3-of-members"]),
    ("quorum-counts", &["cast", "not-blank", "votes"]),
    ("strict", &["yes", "no"]),
    ("threshold", &["1/2", "2/3", "3/5", "1/1", "1/3"]),
    ("threshold-of", &["votes", "members"]),
];

pub fn cases(dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    while cases.len() < 160 {
        let rules = *dice.one_of(&["decision", "decision-options"]);
        let kind = *dice.one_of(&[BallotKind::Choice, BallotKind::Ranking]);
        let mut contest = contest(rules, kind, 2 + dice.below(3), 1, &[]);
        if dice.below(3) > 0 {
            let last = contest.candidates.len() - 1;
            contest.candidates[last] = Candidate::new(*dice.one_of(&["Abstain", " ABSTENTION", "abstains"]));
        }
        for (name, values) in OPTIONS {
            if dice.below(3) == 0 {
                let value = (*dice.one_of(values)).to_owned();
                contest.options.push(RuleOption { name: name.to_owned(), value });
            }
        }
        if Counting::of(&contest).is_err() {
            continue;
        }
        let papers: Papers = (0..=contest.candidates.len() as u64)
            .map(|first| {
                let mut digits = vec![0; contest.ranks.unwrap_or(1) as usize];
                digits[0] = first;
                (digits, dice.below(7))
            })
            .filter(|(_, papers)| *papers > 0)
            .collect();
        let cast: u64 = papers.iter().map(|(_, papers)| papers).sum();
        let name = format!("{rules} {}", cases.len());
        cases.push(Case { name, contest, members: cast + dice.below(4), papers });
    }
    cases
}
