//! STAR and majority judgment: examples from their sources, and second counters that take every
//! paper by itself, on thousands of random profiles biased to ties.

mod single;

use hustings_count::{
    Ballot, Count, CountError, Difference, GivenOrder, NoLot, Profile, Rules, RunoffBy, StarRound, StepBy,
    Working, count,
};
use proptest::prelude::*;

use single::{contest, elected, grades, scored};

fn by(rules: &str, profile: &Profile) -> Result<Count, CountError> {
    count(profile, &Rules::from_name(rules).expect("rules"), &mut NoLot)
}

fn rounds(count: &Count) -> &[StarRound] {
    match count.working.as_ref().expect("a working") {
        Working::Star(rounds) => rounds,
        other => unreachable!("{other:?}"),
    }
}

/// Tennessee's capital scored 0 to 5: https://en.wikipedia.org/wiki/STAR_voting (Memphis 1,
/// Nashville 2, Chattanooga 3, Knoxville 4). Nashville beats Chattanooga 68 to 32.
#[test]
fn tennessee_by_star() {
    let ballots: [(&[u32], u64); 4] =
        [(&[5, 2, 1, 0], 42), (&[0, 5, 2, 2], 26), (&[0, 3, 5, 4], 15), (&[0, 2, 4, 5], 17)];
    let count = by("star", &contest(1, 4, scored(&ballots))).expect("a count");
    let totals: Vec<String> = count.stages[0].totals.iter().map(ToString::to_string).collect();
    assert_eq!(totals, ["210", "293", "237", "197"]);
    let round = &rounds(&count)[0];
    assert_eq!(
        (round.finalists.as_slice(), round.votes.as_slice(), round.equal),
        (&[2, 3][..], &[68, 32][..], 0)
    );
    assert_eq!((elected(&count), round.by), (vec![2], RunoffBy::Votes));
    assert_eq!(
        count.stages[1].sentence,
        "C2 (score 293) and C3 (237) go to the runoff: 68 papers score C2 higher, 32 C3, and 0 both the same. \
         C2 is elected."
    );
}

/// Two tied for the second place: the one preferred head to head goes through.
#[test]
fn a_tie_of_scores_goes_to_whoever_wins_the_match_up() {
    let ballots: [(&[u32], u64); 3] = [(&[5, 3, 2], 1), (&[5, 3, 2], 1), (&[5, 0, 2], 1)];
    let count = by("star", &contest(1, 3, scored(&ballots))).expect("a count");
    let step = &rounds(&count)[0].steps[0];
    assert_eq!((step.tied.as_slice(), step.places, step.by), (&[2, 3][..], 1, StepBy::MatchupsLost));
    assert_eq!((step.figures.as_slice(), step.out.as_slice()), (&[0, 1][..], &[3][..]));
    assert_eq!(elected(&count), [1]);
}

/// Of three tied, match-ups lost are counted, however clear each was: 1 loses none, 2 and 3 one
/// each, and 2 beats 3. By the votes in the match-ups 2 and 3 would be level at 4.
#[test]
fn match_ups_are_counted_once_however_clear() {
    let ballots: [(&[u32], u64); 4] = [(&[3, 2, 1], 2), (&[2, 1, 5], 1), (&[2, 1, 2], 1), (&[0, 4, 1], 1)];
    let count = by("star", &contest(1, 3, scored(&ballots))).expect("a count");
    let totals: Vec<String> = count.stages[0].totals.iter().map(ToString::to_string).collect();
    assert_eq!(totals, ["10", "10", "10"]);
    let steps = &rounds(&count)[0].steps;
    assert_eq!(
        (steps[0].by, &steps[0].figures[..], &steps[0].through[..]),
        (StepBy::MatchupsLost, &[0, 1, 1][..], &[1][..])
    );
    assert_eq!((&steps[1].tied[..], steps[1].places, &steps[1].out[..]), (&[2, 3][..], 1, &[3][..]));
    assert_eq!(rounds(&count)[0].finalists, [1, 2]);
    assert_eq!(elected(&count), [1]);
}

#[test]
fn a_level_runoff_goes_to_the_score_then_to_the_five_stars_then_to_the_lot() {
    let score: [(&[u32], u64); 2] = [(&[5, 3], 1), (&[3, 4], 1)];
    let count = by("star", &contest(1, 2, scored(&score))).expect("a count");
    assert_eq!((elected(&count), rounds(&count)[0].by), (vec![1], RunoffBy::Score));
    let stars: [(&[u32], u64); 2] = [(&[5, 4], 1), (&[3, 4], 1)];
    let count = by("star", &contest(1, 2, scored(&stars))).expect("a count");
    assert_eq!((elected(&count), rounds(&count)[0].by), (vec![1], RunoffBy::HighestScores));
    let level = contest(1, 2, scored(&[(&[5, 3], 1), (&[3, 5], 1)]));
    assert!(matches!(by("star", &level), Err(CountError::Lot { stage: 2, .. })));
    let rules = Rules::from_name("star").expect("rules");
    let drawn = hustings_count::count(&level, &rules, &mut GivenOrder(vec![2, 1])).expect("a count");
    assert_eq!((elected(&drawn), rounds(&drawn)[0].by), (vec![2], RunoffBy::Lot(1)));
    assert_eq!(drawn.stages[1].tie.as_ref().expect("a tie").chosen, [2]);
}

#[test]
fn several_seats_are_filled_one_after_the_other() {
    let ballots: [(&[u32], u64); 2] = [(&[5, 4, 1, 0], 3), (&[0, 1, 4, 5], 2)];
    let count = by("star", &contest(2, 4, scored(&ballots))).expect("a count");
    assert_eq!(elected(&count), [1, 2]);
    assert_eq!(count.elected.iter().map(|one| one.stage).collect::<Vec<_>>(), [2, 3]);
    let everyone = by("star", &contest(4, 4, scored(&ballots))).expect("a count");
    assert_eq!(rounds(&everyone)[3].by, RunoffBy::OnlyOne);
}

#[test]
fn a_score_above_the_scale_is_refused() {
    let profile = contest(1, 2, scored(&[(&[5, 0], 1), (&[6, 0], 1)]));
    assert_eq!(
        by("star", &profile).expect_err("refused").to_string(),
        "ballot 2: a score of 6, and the highest is 5"
    );
}

/// The two middles of an even number of grades give different winners.
#[test]
fn which_middle_grade_is_said_by_the_name() {
    // 1 has 5 and 0, 2 has 3 and 2.
    let profile = contest(1, 2, scored(&[(&[5, 3], 1), (&[0, 2], 1)]));
    let better = by("majority-judgment-better", &profile).expect("a count");
    let worse = by("majority-judgment-worse", &profile).expect("a count");
    assert_eq!((elected(&better), elected(&worse)), (vec![1], vec![2]));
    assert_eq!(better.stages[0].totals.iter().map(ToString::to_string).collect::<Vec<_>>(), ["5", "3"]);
    assert_eq!(worse.stages[0].totals.iter().map(ToString::to_string).collect::<Vec<_>>(), ["0", "2"]);
    assert_eq!(
        worse.stages[0].sentence,
        "2 valid ballots grade every candidate; each has its middle grade, the worse of the two in the middle. \
         C2 has 2, and the next, C1, 0. C2 is elected."
    );
}

/// Tennessee graded excellent 3, good 2, fair 1, poor 0: https://en.wikipedia.org/wiki/Majority_judgment.
/// Nashville's and Chattanooga's middle grade is fair for both; Nashville wins the tie.
#[test]
fn tennessee_by_majority_judgment() {
    let ballots: [(&[u32], u64); 4] =
        [(&[3, 1, 0, 0], 42), (&[0, 3, 1, 1], 26), (&[0, 1, 3, 2], 15), (&[0, 1, 2, 3], 17)];
    for rules in ["majority-judgment-better", "majority-judgment-worse"] {
        let count = by(rules, &contest(1, 4, scored(&ballots))).expect("a count");
        assert_eq!(elected(&count), [2], "{rules}");
        let totals: Vec<String> = count.stages[0].totals.iter().map(ToString::to_string).collect();
        assert_eq!(totals, ["0", "1", "1", "1"]);
    }
}

#[test]
fn the_same_grades_throughout_go_to_the_lot() {
    let profile = contest(1, 3, scored(&[(&[5, 3, 3], 1), (&[3, 5, 1], 1)]));
    for rules in ["majority-judgment-better", "majority-judgment-worse"] {
        let rules = Rules::from_name(rules).expect("rules");
        let count = count(&profile, &rules, &mut GivenOrder(vec![3, 2, 1])).expect("a count");
        let Some(Working::Judgment(judgment)) = &count.working else { unreachable!() };
        assert_eq!(judgment.ranking, [vec![1, 2], vec![3]]);
        assert_eq!((judgment.difference(1, 2), elected(&count)), (None, vec![2]));
    }
}

#[test]
fn as_many_papers_as_can_be_counted_are_compared_at_once() {
    let most = i64::MAX as u64 / 5;
    let profile = contest(1, 2, scored(&[(&[5, 5], most / 2), (&[0, 1], most / 2 - 1), (&[1, 0], 1)]));
    let count = by("majority-judgment-better", &profile).expect("a count");
    let Some(Working::Judgment(judgment)) = &count.working else { unreachable!() };
    let difference = judgment.difference(1, 2).expect("they differ");
    assert_eq!((difference.first, difference.second), (0, 1));
    assert_eq!(elected(&count), [2]);
}

#[test]
fn nobody_grades_and_a_lot_decides() {
    let profile = contest(1, 2, vec![(Ballot::Scores(Vec::new()), 3)]);
    for rules in ["majority-judgment-worse", "star"] {
        let rules = Rules::from_name(rules).expect("rules");
        let count = count(&profile, &rules, &mut GivenOrder(vec![2, 1])).expect("a count");
        assert_eq!((elected(&count), count.valid, count.set_aside), (vec![2], 0, 3));
    }
}

/// Few grades and few papers, so that scores, match-ups and middles are often tied.
fn profiles() -> impl Strategy<Value = Profile> {
    (1u16..=5, 1u32..=3, 1u32..=5)
        .prop_flat_map(|(candidates, seats, highest)| {
            let scores = prop::collection::vec(0..=highest, usize::from(candidates));
            let sheet = prop_oneof![9 => scores, 1 => Just(Vec::new())];
            let ballots = prop::collection::vec((sheet, 1u64..=3), 0..=6);
            (Just(candidates), Just(seats.min(u32::from(candidates))), ballots)
        })
        .prop_map(|(candidates, seats, ballots)| {
            let ballots = ballots.into_iter().map(|(scores, papers)| (Ballot::Scores(scores), papers));
            contest(seats, candidates, ballots.collect())
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn middle_grades_are_those_taken_away_one_by_one(profile in profiles()) {
        for (rules, better) in [("majority-judgment-better", true), ("majority-judgment-worse", false)] {
            let rules = Rules::from_name(rules).expect("rules");
            let count = count(&profile, &rules, &mut GivenOrder((1..=5).collect())).expect("a count");
            let Some(Working::Judgment(judgment)) = &count.working else { unreachable!() };
            prop_assert_eq!(&judgment.ranking, &grades::judged(&profile, better));
            let middles = |one: u16| grades::middles(&profile, usize::from(one) - 1, better);
            for one in &judgment.judged {
                prop_assert_eq!(one.majority_grade, middles(one.candidate).first().copied());
                for other in &judgment.judged {
                    let (mine, theirs) = (middles(one.candidate), middles(other.candidate));
                    let at = mine.iter().zip(&theirs).position(|(a, b)| a != b);
                    let expected = at.map(|at| Difference { after: at as u64, first: mine[at], second: theirs[at] });
                    prop_assert_eq!(judgment.difference(one.candidate, other.candidate), expected);
                }
            }
        }
    }

    #[test]
    fn star_seats_whom_the_papers_seat(profile in profiles(), shift in 0u16..5) {
        let drawn: Vec<u16> = (1..=5).map(|one| (one + shift) % 5 + 1).collect();
        let rules = Rules::from_name("star").expect("rules");
        let count = count(&profile, &rules, &mut GivenOrder(drawn.clone())).expect("a count");
        prop_assert_eq!(elected(&count), grades::star(&profile, 5, &drawn));
        prop_assert_eq!(count.stages.len(), elected(&count).len() + 1);
    }
}
