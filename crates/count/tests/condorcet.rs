//! Schulze, ranked pairs and the Condorcet winner: textbook examples, and a second counter on
//! thousands of random profiles biased to ties and cycles.

mod single;

use hustings_count::{
    Ballot, Count, CountError, GivenOrder, Matrix, NoLot, PairwiseContest, Profile, Purpose, Rules, Verdict,
    Working, count, count_pairwise,
};
use proptest::prelude::*;

use single::pairs::{self, ranked_pairs_top, schulze_beats};
use single::{contest, elected, ranked, weak};

const RULES: [&str; 4] = ["schulze-wv", "schulze-margins", "ranked-pairs-wv", "ranked-pairs-margins"];

fn by(rules: &str, profile: &Profile) -> Result<Count, CountError> {
    count(profile, &Rules::from_name(rules).expect("rules"), &mut NoLot)
}

fn ranking(count: &Count) -> Vec<Vec<u16>> {
    match count.working.as_ref().expect("a working") {
        Working::Schulze(one) => one.ranking.clone(),
        Working::RankedPairs(one) => one.ranking.clone(),
        other => unreachable!("{other:?}"),
    }
}

/// Tennessee's capital: https://en.wikipedia.org/wiki/Condorcet_method, 100 ballots in percent.
/// Memphis 1, Nashville 2, Chattanooga 3, Knoxville 4.
fn tennessee() -> Profile {
    let ballots: [(&[u16], u64); 4] =
        [(&[1, 2, 3, 4], 42), (&[2, 3, 4, 1], 26), (&[3, 4, 2, 1], 15), (&[4, 3, 2, 1], 17)];
    contest(1, 4, ranked(&ballots))
}

#[test]
fn tennessee_chooses_nashville() {
    for rules in RULES {
        let count = by(rules, &tennessee()).expect("a count");
        assert_eq!(elected(&count), [2], "{rules}");
        let pairwise = count.pairwise.as_ref().expect("pairs");
        assert_eq!(pairwise.winner, Some(2));
        assert_eq!((pairwise.matrix.over(2, 1), pairwise.matrix.over(1, 2)), (58, 42));
        assert_eq!((pairwise.matrix.over(3, 4), pairwise.matrix.over(4, 3)), (83, 17));
        assert_eq!(ranking(&count), [[2], [3], [4], [1]]);
        assert_eq!(
            count.stages[0].sentence,
            "100 valid ballots are compared pair by pair. C2 is preferred to each of the others, most closely \
             to C1 by 58 to 42. C2 is elected."
        );
    }
}

#[test]
fn the_condorcet_winner_is_reported_after_transferable_votes_too() {
    let count = by("av", &tennessee()).expect("a count");
    assert_eq!(elected(&count), [4]);
    assert_eq!(count.pairwise.expect("pairs").winner, Some(2));
    assert_eq!(by("plurality", &tennessee()).expect("a count").pairwise, None);
}

/// Schulze 2011, example 1 (arXiv:1804.02973 §3.1): 45 voters, a to e as 1 to 5; the order is
/// e a c b d.
#[test]
fn schulzes_first_example() {
    let ballots: [(&[u16], u64); 8] = [
        (&[1, 3, 2, 5, 4], 5),
        (&[1, 4, 5, 3, 2], 5),
        (&[2, 5, 4, 1, 3], 8),
        (&[3, 1, 2, 5, 4], 3),
        (&[3, 1, 5, 2, 4], 7),
        (&[3, 2, 1, 4, 5], 2),
        (&[4, 3, 5, 2, 1], 7),
        (&[5, 2, 1, 4, 3], 8),
    ];
    let profile = contest(1, 5, ranked(&ballots));
    for rules in ["schulze-wv", "schulze-margins"] {
        let count = by(rules, &profile).expect("a count");
        assert_eq!(ranking(&count), [[5], [1], [3], [2], [4]], "{rules}");
        let Some(Working::Schulze(schulze)) = &count.working else { unreachable!() };
        let strengths = |one: u16| -> Vec<u64> {
            let others = (1..=5).filter(|other| *other != one);
            others.filter_map(|other| schulze.strength(one, other)).map(|it| it.votes).collect()
        };
        // The table of strongest paths, row by row.
        assert_eq!(strengths(1), [28, 28, 30, 24]);
        assert_eq!(strengths(2), [25, 28, 33, 24]);
        assert_eq!(strengths(3), [25, 29, 29, 24]);
        assert_eq!(strengths(4), [25, 28, 28, 24]);
        assert_eq!(strengths(5), [25, 28, 28, 31]);
        assert_eq!(schulze.path(1, 2).expect("a path").through, [1, 4, 3, 2]);
        assert_eq!(count.pairwise.expect("pairs").winner, None);
    }
}

/// Schulze 2011, example 2 (§3.2): 30 voters, a to d as 1 to 4; the order is d a c b.
#[test]
fn schulzes_second_example() {
    let ballots: [(&[u16], u64); 9] = [
        (&[1, 3, 2, 4], 5),
        (&[1, 3, 4, 2], 2),
        (&[1, 4, 3, 2], 3),
        (&[2, 1, 3, 4], 4),
        (&[3, 2, 4, 1], 3),
        (&[3, 4, 2, 1], 3),
        (&[4, 1, 3, 2], 1),
        (&[4, 2, 1, 3], 5),
        (&[4, 3, 2, 1], 4),
    ];
    let count = by("schulze-wv", &contest(1, 4, ranked(&ballots))).expect("a count");
    assert_eq!(ranking(&count), [[4], [1], [3], [2]]);
    let pairwise = count.pairwise.expect("pairs");
    let rows: Vec<&[u64]> = pairwise.matrix.rows().collect();
    assert_eq!(rows, [[0, 11, 20, 14], [19, 0, 9, 12], [10, 21, 0, 17], [16, 18, 13, 0]]);
}

/// Schulze 2011, example 4 (§3.4): nine voters; neither b nor d is beaten, and a lot decides.
#[test]
fn schulzes_example_of_a_tie() {
    let ballots: [(&[u16], u64); 4] =
        [(&[1, 2, 3, 4], 3), (&[4, 1, 2, 3], 2), (&[4, 2, 3, 1], 2), (&[3, 2, 4, 1], 2)];
    let profile = contest(1, 4, ranked(&ballots));
    let rules = Rules::from_name("schulze-wv").expect("rules");
    let count = count(&profile, &rules, &mut GivenOrder(vec![4, 3, 2, 1])).expect("a count");
    assert_eq!(ranking(&count)[0], [2, 4]);
    assert_eq!((elected(&count), count.draws[0].tied.clone()), (vec![4], vec![2, 4]));
}

/// A cycle of three in which the measures differ: by winning votes the weakest victory is the one
/// with the fewest votes, by margins the closest.
#[test]
fn winning_votes_and_margins_differ_where_ballots_leave_candidates_out() {
    // 1 beats 2 by 35 to 20, 2 beats 3 by 30 to 18, 3 beats 1 by 33 to 30.
    let rows = [vec![0, 35, 30], vec![20, 0, 30], vec![33, 18, 0]];
    let contest = PairwiseContest {
        title: String::new(),
        seats: 1,
        candidates: contest(1, 3, Vec::new()).candidates,
        matrix: Matrix::from_rows(&rows).expect("a matrix"),
        ballots: 70,
    };
    let by = |rules| count_pairwise(&contest, &Rules::from_name(rules).expect("rules"), &mut NoLot);
    for (rules, winner) in RULES.into_iter().zip([3, 1, 3, 1]) {
        let count = by(rules).expect("a count");
        assert_eq!(elected(&count), [winner], "{rules}");
        assert_eq!(count.pairwise.expect("pairs").cycle, [1, 2, 3]);
    }
    let error = by("av").expect_err("ballots are needed");
    assert!(error.to_string().starts_with("the rules \"av\" count ballots, and there is only"), "{error}");
}

/// Tideman 1987's rule on a cycle of four, worked by hand: 1>2 (6:3) 2>3 (7:2) 3>4 (8:1) 4>1 (5:4)
/// 1>3 (5:4) 2>4 (6:3). 4>1 is refused because 1>2>4 stands.
#[test]
fn a_refused_victory_names_the_chain_that_it_contradicts() {
    let rows = [vec![0, 6, 5, 4], vec![3, 0, 7, 6], vec![4, 2, 0, 8], vec![5, 3, 1, 0]];
    let contest = PairwiseContest {
        title: String::new(),
        seats: 4,
        candidates: contest(4, 4, Vec::new()).candidates,
        matrix: Matrix::from_rows(&rows).expect("a matrix"),
        ballots: 9,
    };
    let rules = Rules::from_name("ranked-pairs-wv").expect("rules");
    let count = count_pairwise(&contest, &rules, &mut NoLot).expect("a count");
    assert_eq!(elected(&count), [1, 2, 3, 4]);
    let Some(Working::RankedPairs(pairs)) = &count.working else { unreachable!() };
    let refused: Vec<_> = pairs
        .victories
        .iter()
        .filter_map(|one| match &one.verdict {
            Verdict::Refused(chain) => Some((one.winner, one.loser, chain.clone())),
            _ => None,
        })
        .collect();
    assert_eq!(refused, [(4, 1, vec![1, 2, 4])]);
}

#[test]
fn equal_victories_that_decide_the_seat_go_to_the_lot() {
    // The plain cycle of three: every victory 2 to 1.
    let profile = contest(1, 3, ranked(&[(&[1, 2, 3], 1), (&[2, 3, 1], 1), (&[3, 1, 2], 1)]));
    let rules = Rules::from_name("ranked-pairs-margins").expect("rules");
    let Err(CountError::Lot { purpose, .. }) = count(&profile, &rules, &mut NoLot) else { unreachable!() };
    assert_eq!(purpose, Purpose::EqualVictories);
    for order in [[1, 2, 3], [3, 1, 2], [2, 3, 1]] {
        let count = count(&profile, &rules, &mut GivenOrder(order.to_vec())).expect("a count");
        // Whoever is drawn first has the first victory locked; the rest follows.
        assert_eq!(elected(&count), [order[0]]);
        assert_eq!((count.draws[0].tied.as_slice(), count.draws[0].purpose), (&[1, 2, 3][..], purpose));
    }
    let rules = Rules::from_name("schulze-margins").expect("rules");
    let count = count(&profile, &rules, &mut GivenOrder(vec![2, 1, 3])).expect("a count");
    assert_eq!(ranking(&count), [[1, 2, 3]]);
    assert_eq!(elected(&count), [2]);
}

#[test]
fn equal_victories_that_decide_nothing_need_no_lot() {
    // 4 beats everyone; 1, 2 and 3 form the plain cycle below.
    let profile = contest(1, 4, ranked(&[(&[4, 1, 2, 3], 1), (&[4, 2, 3, 1], 1), (&[4, 3, 1, 2], 1)]));
    let count = by("ranked-pairs-wv", &profile).expect("a count");
    assert_eq!((elected(&count), ranking(&count)), (vec![4], vec![vec![4], vec![1, 2, 3]]));
    let Some(Working::RankedPairs(pairs)) = &count.working else { unreachable!() };
    assert_eq!(pairs.victories.iter().filter(|one| one.verdict == Verdict::Open).count(), 3);
    // With two seats it decides one of them.
    let two = Profile { seats: 2, ..profile };
    assert!(matches!(by("ranked-pairs-wv", &two), Err(CountError::Lot { .. })));
    // With four seats everyone has one.
    let four = Profile { seats: 4, ..two };
    assert_eq!(elected(&by("ranked-pairs-wv", &four).expect("a count")), [4, 1, 2, 3]);
}

#[test]
fn unranked_candidates_are_level_and_last_and_shared_ranks_are_level() {
    let profile = contest(1, 4, weak(&[(&[&[1, 2], &[], &[3]], 5), (&[&[4]], 2)]));
    let count = by("schulze-wv", &Profile { seats: 2, ..profile.clone() }).expect("a count");
    let matrix = &count.pairwise.as_ref().expect("pairs").matrix;
    let rows: Vec<&[u64]> = matrix.rows().collect();
    assert_eq!(rows, [[0, 0, 5, 5], [0, 0, 5, 5], [0, 0, 0, 5], [2, 2, 2, 0]]);
    assert_eq!(elected(&count), [1, 2]);
    let pairwise = count.pairwise.expect("pairs");
    assert_eq!((pairwise.winner, pairwise.smith, pairwise.cycle), (None, vec![1, 2], vec![]));
    assert!(count.stages[0].sentence.contains("C1 and C2 are level with one another"));
}

#[test]
fn the_withdrawn_are_compared_with_nobody() {
    let mut profile = tennessee();
    profile.candidates[1].withdrawn = true;
    let count = by("schulze-wv", &profile).expect("a count");
    assert_eq!(elected(&count), [3]);
    let matrix = count.pairwise.expect("pairs").matrix;
    assert_eq!((matrix.over(2, 3), matrix.over(3, 2), matrix.over(3, 4)), (0, 0, 83));
}

#[test]
fn a_matrix_that_is_none_is_refused() {
    let refused = |rows: &[Vec<u64>]| Matrix::from_rows(rows).expect_err("refused").to_string();
    assert_eq!(
        refused(&[vec![0, 1], vec![1]]),
        "row 2 of the matrix has 1 numbers, and there are 2 rows: it must be square"
    );
    assert_eq!(
        refused(&[vec![1, 1], vec![1, 0]]),
        "row 1 of the matrix prefers a candidate to itself: the diagonal must be 0"
    );
    assert!(refused(&[vec![0, u64::MAX], vec![1, 0]]).contains("more ballots than can be counted"));
    assert!(refused(&[vec![0, 1 << 62], vec![1 << 62, 0]]).contains("row 1, column 2"));
}

/// Few papers and few candidates, so that pairs are often level and often in cycles.
fn profiles() -> impl Strategy<Value = Profile> {
    (2u16..=6, 1u32..=3)
        .prop_flat_map(|(candidates, seats)| {
            let ranks = prop::collection::vec(0u16..=candidates, usize::from(candidates));
            let ballots = prop::collection::vec((ranks, 1u64..=3), 1..=9);
            (Just(candidates), Just(seats.min(u32::from(candidates))), ballots, any::<bool>())
        })
        .prop_map(|(candidates, seats, ballots, strict)| {
            let ballots =
                ballots.into_iter().map(|(ranks, papers)| (single::by_ranks(&ranks, strict), papers));
            contest(seats, candidates, ballots.collect())
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn the_matrix_is_what_comparing_every_pair_on_every_ballot_gives(profile in profiles()) {
        let order = GivenOrder((1..=6).collect());
        let count = count(&profile, &Rules::from_name("schulze-wv").expect("rules"), &mut order.clone());
        let pairwise = count.expect("a count").pairwise.expect("pairs");
        let rows: Vec<Vec<u64>> = pairwise.matrix.rows().map(<[u64]>::to_vec).collect();
        let expected = pairs::matrix(&profile);
        prop_assert_eq!(&rows, &expected);
        prop_assert_eq!(&pairwise.smith, &pairs::smith(&expected));
        let winner = pairs::condorcet_winner(&expected);
        prop_assert_eq!(pairwise.winner, winner);
        for (at, one) in pairwise.cycle.iter().enumerate() {
            let next = pairwise.cycle[(at + 1) % pairwise.cycle.len()];
            prop_assert!(pairwise.matrix.beats(*one, next));
        }
    }

    #[test]
    fn schulze_beats_whom_the_best_of_all_paths_beats(profile in profiles()) {
        let matrix = pairs::matrix(&profile);
        for (rules, margins) in [("schulze-wv", false), ("schulze-margins", true)] {
            let mut order = GivenOrder((1..=6).rev().collect());
            let count = count(&profile, &Rules::from_name(rules).expect("rules"), &mut order).expect("a count");
            let Some(Working::Schulze(schulze)) = &count.working else { unreachable!() };
            let beats = schulze_beats(&matrix, margins);
            let size = matrix.len() as u16;
            for one in 1..=size {
                for other in (1..=size).filter(|other| *other != one) {
                    let expected = beats[usize::from(one) - 1][usize::from(other) - 1];
                    prop_assert_eq!(schulze.beats(one, other), expected, "{} {} {}", rules, one, other);
                    if let Some(path) = schulze.path(one, other) {
                        prop_assert!(pairs::path_holds(&matrix, &path, margins), "{path:?}");
                    }
                }
            }
            // Nobody elected is beaten by someone left out; each level is beaten by none it leaves.
            let seated = elected(&count);
            for winner in &seated {
                for other in (1..=size).filter(|other| !seated.contains(other)) {
                    prop_assert!(!schulze.beats(other, *winner));
                }
            }
            prop_assert_eq!(schulze.ranking.concat().len(), usize::from(size));
        }
    }

    #[test]
    fn ranked_pairs_seats_whom_a_stack_of_victories_seats(profile in profiles(), shift in 0u16..6) {
        let matrix = pairs::matrix(&profile);
        let drawn: Vec<u16> = (1..=6).map(|one| (one + shift) % 6 + 1).collect();
        for (rules, margins) in [("ranked-pairs-wv", false), ("ranked-pairs-margins", true)] {
            let rules = Rules::from_name(rules).expect("rules");
            let count = count(&profile, &rules, &mut GivenOrder(drawn.clone())).expect("a count");
            let mut seated = elected(&count);
            seated.sort_unstable();
            let expected = ranked_pairs_top(&matrix, margins, &drawn, profile.seats as usize);
            prop_assert_eq!(seated, expected, "{} {:?}", rules.name(), matrix);
        }
    }

    #[test]
    fn the_order_and_grouping_of_ballots_never_matter(profile in profiles()) {
        let mut other = profile.clone();
        other.ballots.reverse();
        let split = other.ballots.iter().flat_map(|(ballot, papers)| {
            (0..*papers).map(move |_| (ballot.clone(), 1))
        });
        other.ballots = split.collect();
        for rules in RULES {
            let rules = Rules::from_name(rules).expect("rules");
            let drawn = || GivenOrder(vec![4, 2, 6, 1, 3, 5]);
            prop_assert_eq!(count(&profile, &rules, &mut drawn()), count(&other, &rules, &mut drawn()));
        }
    }
}

#[test]
fn skipped_ranks_change_nothing() {
    let closed = contest(1, 3, ranked(&[(&[1, 2], 3), (&[3], 2)]));
    let skipped = contest(1, 3, weak(&[(&[&[], &[1], &[], &[2]], 3), (&[&[], &[], &[3]], 2)]));
    let of = |profile| by("schulze-wv", profile).expect("a count").pairwise.expect("pairs");
    assert_eq!(of(&closed), of(&skipped));
    let blank = contest(1, 2, vec![(Ballot::Weak(vec![Vec::new()]), 4), (Ballot::Ranking(vec![1]), 1)]);
    let count = by("schulze-wv", &blank).expect("a count");
    assert_eq!((count.valid, count.set_aside), (1, 4));
}
