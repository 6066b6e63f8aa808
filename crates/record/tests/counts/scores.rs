//! Scores and grades (§9.10).

use crate::Case;
use crate::contests::{contest, scores};
use crate::dice::Dice;
use hustings_record::acts::BallotKind;

pub fn cases(dice: &mut Dice) -> Vec<Case> {
    let mut cases = Vec::new();
    for rules in ["star", "majority-judgment-better", "majority-judgment-worse"] {
        for n in 0..45 {
            let candidates = 1 + dice.below(7);
            let seats = 1 + dice.below(3.min(candidates));
            let mut contest = contest(rules, BallotKind::Score, candidates, seats, &[]);
            contest.max_score = Some(*dice.one_of(&[1, 2, 5, 10]));
            let papers = scores(dice, &contest);
            cases.push(Case { name: format!("{rules} {n}"), contest, members: 0, papers });
        }
    }
    cases.extend(tied_for_no_place());
    cases
}

/// STAR: two are through by the highest scores while others are still tied, so that the lot is over those who
/// have no place to win (§9.10, step 2); one, and two of them.
fn tied_for_no_place() -> [Case; 2] {
    let case = |name: &str, papers: &[&[u64]]| {
        let contest = contest("star", BallotKind::Score, papers[0].len() as u64, 1, &[]);
        let papers = papers.iter().map(|scores| (scores.to_vec(), 1)).collect();
        Case { name: name.to_owned(), contest, members: 0, papers }
    };
    [
        case("star, a lot over one for no place", &[&[5, 1, 3], &[1, 5, 3]]),
        case("star, a lot over two for no place", &[&[5, 1, 3, 3], &[1, 5, 3, 3]]),
    ]
}
