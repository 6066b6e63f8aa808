//! Meek's method in its forms, and Warren's, stage by stage against the second counters.

mod second_meek;

use std::fs;
use std::path::PathBuf;

use hustings_count::{Action, Ballot, Candidate, Count, GivenOrder, Profile, Resolution, Rules, blt, count};
use num_bigint::BigInt;
use proptest::prelude::*;

const RULES: [&str; 4] = ["meek", "meek-1987", "meek-nz", "warren"];

fn by(rule: &str, profile: &Profile, order: &[u16]) -> Count {
    let rules = Rules::from_name(rule).expect("rules");
    count(profile, &rules, &mut GivenOrder(order.to_vec())).expect("a count")
}

fn ordered(profile: &Profile) -> Vec<u16> {
    (1..=profile.candidates.len() as u16).collect()
}

/// Every figure of every stage: votes, quota, keep values, who is elected and excluded; and that
/// no vote is made or lost.
fn agree(rule: &str, profile: &Profile, order: &[u16]) {
    let ours = by(rule, profile, order);
    let theirs = second_meek::stages(rule, profile, order);
    for (stage, theirs) in ours.stages.iter().zip(&theirs) {
        let at = format!("{rule}: {} stage {}: {:?}", profile.title, stage.number, profile.ballots);
        let action = match &stage.action {
            Action::Exclusion { of } => format!("exclusion {of:?}"),
            other => other.words().to_owned(),
        };
        assert_eq!(action, theirs.action, "{at}");
        let units = |of: &[hustings_count::Decimal]| -> Vec<BigInt> {
            of.iter().map(|one| BigInt::from(one.units())).collect()
        };
        assert_eq!(units(&stage.totals), theirs.votes, "{at}");
        assert_eq!(BigInt::from(stage.quota.expect("a quota").units()), theirs.quota, "{at}");
        assert_eq!(units(&stage.keep), theirs.keep, "{at}");
        let mut elected: Vec<usize> = stage.elected.iter().map(|one| usize::from(*one) - 1).collect();
        elected.sort_unstable();
        assert_eq!(elected, theirs.elected, "{at}");
        let places = stage.totals[0].places();
        let all: i128 = stage.totals.iter().map(|one| one.units()).sum();
        let cast = i128::from(ours.valid) * 10i128.pow(u32::from(places));
        assert_eq!(all + stage.non_transferable.units(), cast, "{at}");
        assert!(stage.non_transferable.units() >= 0, "{at}");
    }
    what_was_passed_on(rule, profile, &ours);
    assert_eq!(ours.stages.len(), theirs.len(), "{rule}: {} {:?}", profile.title, profile.ballots);
    let standing = profile.candidates.iter().filter(|one| !one.withdrawn).count();
    assert_eq!(ours.elected.len(), standing.min(profile.seats as usize));
}

/// What the votes of the excluded became, walking every paper with the keep values of the stage
/// before; and that it is all of their votes.
fn what_was_passed_on(rule: &str, profile: &Profile, ours: &Count) {
    for (before, stage) in ours.stages.iter().zip(ours.stages.iter().skip(1)) {
        let had: i128 = stage.excluded.iter().map(|one| before.totals[usize::from(*one) - 1].units()).sum();
        let passed: i128 = stage.passed_on.iter().map(|one| one.votes.units()).sum();
        let strict = profile.ballots.iter().all(|(ballot, _)| matches!(ballot, Ballot::Ranking(_)));
        // What does not divide among the orders of a shared rank differs from one set to another.
        let room = if strict { 0 } else { 10 * i128::from(ours.valid) };
        assert!((passed - had).abs() <= room, "{rule} stage {}: {:?}", stage.number, profile.ballots);
        if stage.excluded.is_empty() || !strict || !["meek", "warren"].contains(&rule) {
            continue;
        }
        let one = 1_000_000_000i128;
        let mut votes = vec![0i128; profile.candidates.len()];
        for (ballot, papers) in &profile.ballots {
            let mut left = one;
            for mark in ballot.ranks().flatten() {
                let at = usize::from(*mark) - 1;
                let out = profile.candidates[at].withdrawn || stage.excluded.contains(mark);
                let value = if out { 0 } else { before.keep[at].units() };
                let kept = if rule == "warren" { left.min(value) } else { (left * value + one - 1) / one };
                votes[at] += kept * i128::from(*papers);
                left -= kept;
            }
        }
        for (at, votes) in votes.iter().enumerate() {
            let gained = (votes - before.totals[at].units()).max(0);
            let said = stage.passed_on.iter().find(|one| one.to == Some(at as u16 + 1));
            assert_eq!(said.map_or(0, |one| one.votes.units()), gained, "{rule} stage {}", stage.number);
        }
    }
}

fn profile(seats: u32, candidates: usize, ballots: Vec<(Ballot, u64)>) -> Profile {
    let candidates = (1..=candidates).map(|one| Candidate::new(format!("C{one}"))).collect();
    Profile { seats, candidates, ballots, ..Profile::default() }
}

fn strict(marks: &[u16], papers: u64) -> (Ballot, u64) {
    (Ballot::Ranking(marks.to_vec()), papers)
}

fn weak(ranks: &[&[u16]], papers: u64) -> (Ballot, u64) {
    (Ballot::Weak(ranks.iter().map(|rank| rank.to_vec()).collect()), papers)
}

#[test]
fn every_real_file_agrees_with_the_second_counters() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/ballots");
    let wards = fs::read_dir(folder.join("dundee-2022"))
        .expect("the wards")
        .map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        wards.filter(|path| path.extension().is_some_and(|one| one == "blt")).collect();
    files.push(folder.join("ers97-model.blt"));
    assert_eq!(files.len(), 9);
    for file in files {
        let profile = blt::read(&fs::read(&file).expect("a file")).expect("a profile");
        for rule in RULES {
            agree(rule, &profile, &ordered(&profile));
        }
    }
}

/// Three seats for two large parties and a small one: the surplus of 1 must reach 2 and 3 by the
/// papers' own orders, halves for the equal rank.
#[test]
fn equal_ranks_count_as_all_their_orders() {
    let equal = profile(2, 4, vec![weak(&[&[1, 2], &[3]], 60), strict(&[1], 40), strict(&[4], 35)]);
    let split = profile(
        2,
        4,
        vec![strict(&[1, 2, 3], 30), strict(&[2, 1, 3], 30), strict(&[1], 40), strict(&[4], 35)],
    );
    let (equal, split) = (by("meek", &equal, &[1, 2, 3, 4]), by("meek", &split, &[1, 2, 3, 4]));
    assert_eq!(equal.stages[0].totals, split.stages[0].totals);
    let elected = |count: &Count| count.elected.iter().map(|one| one.candidate).collect::<Vec<_>>();
    assert_eq!(elected(&equal), elected(&split));
    for (a, b) in equal.stages.iter().zip(&split.stages) {
        for (a, b) in a.totals.iter().zip(&b.totals) {
            // 60 papers, each rounded at the ninth decimal.
            assert!((a.units() - b.units()).abs() < 1_000, "{a} {b}");
        }
    }
}

#[test]
fn a_skipped_rank_is_closed_up_and_the_withdrawn_were_never_there() {
    let mut skipped =
        profile(1, 3, vec![weak(&[&[3], &[], &[1]], 5), weak(&[&[2, 3]], 4), weak(&[&[], &[]], 2)]);
    skipped.candidates[2].withdrawn = true;
    let count = by("meek", &skipped, &[1, 2, 3]);
    let totals: Vec<String> = count.stages[0].totals.iter().map(|one| one.short()).collect();
    assert_eq!(totals, ["5", "4", "0"]);
    assert_eq!((count.valid, count.set_aside), (9, 2));
}

#[test]
fn new_zealand_breaks_what_the_stages_leave_tied_by_its_own_numbers() {
    let tied = profile(1, 3, vec![strict(&[1], 4), strict(&[2, 1], 2), strict(&[3, 1], 2)]);
    let count = by("meek-nz", &tied, &[]);
    let tie = count.stages[1].tie.as_ref().expect("a tie");
    assert_eq!((&tie.tied[..], tie.by), (&[2, 3][..], Resolution::Numbers));
    assert!(count.draws.is_empty());
}

fn ballots(candidates: u16) -> impl Strategy<Value = Vec<(Ballot, u64)>> {
    let order = Just((1..=candidates).collect::<Vec<u16>>()).prop_shuffle();
    let cuts = proptest::collection::vec(0..4u8, usize::from(candidates));
    let ballot = (order, 0..=candidates, cuts, any::<bool>()).prop_map(|(mut marks, keep, cuts, weak)| {
        marks.truncate(usize::from(keep));
        if !weak {
            return Ballot::Ranking(marks);
        }
        let mut ranks: Vec<Vec<u16>> = Vec::new();
        for (mark, cut) in marks.into_iter().zip(cuts) {
            match (cut, ranks.last_mut()) {
                (0 | 1, Some(rank)) => rank.push(mark),
                (2, _) => ranks.extend([Vec::new(), vec![mark]]),
                _ => ranks.push(vec![mark]),
            }
        }
        Ballot::Weak(ranks)
    });
    // Few different weights: ties, exact quotas and empty piles are common.
    let papers = prop_oneof![4 => 1u64..4, 1 => 1u64..300];
    proptest::collection::vec((ballot, papers), 1..14)
}

fn contest() -> impl Strategy<Value = Profile> {
    (1u16..8).prop_flat_map(|candidates| {
        let withdrawn = proptest::collection::vec(proptest::bool::weighted(0.1), usize::from(candidates));
        (1..=u32::from(candidates), ballots(candidates), withdrawn).prop_map(
            move |(seats, ballots, withdrawn)| {
                let mut profile = profile(seats, usize::from(candidates), ballots);
                for (candidate, withdrawn) in profile.candidates.iter_mut().zip(withdrawn) {
                    candidate.withdrawn = withdrawn;
                }
                profile
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn random_contests_agree_with_the_second_counters(profile in contest(), turn in 0usize..7) {
        let mut order = ordered(&profile);
        let by_turn = turn % order.len();
        order.rotate_left(by_turn);
        for rule in RULES {
            agree(rule, &profile, &order);
        }
    }

    /// The order and grouping of the file's lines say nothing.
    #[test]
    fn the_order_of_ballots_does_not_matter(profile in contest()) {
        let mut other = profile.clone();
        other.ballots.reverse();
        let halves: Vec<_> = other.ballots.iter().flat_map(|(ballot, papers)| [(ballot.clone(), papers / 2), (ballot.clone(), papers - papers / 2)]).collect();
        other.ballots = halves;
        for rule in RULES {
            prop_assert_eq!(by(rule, &profile, &ordered(&profile)), by(rule, &other, &ordered(&profile)));
        }
    }
}
