//! The Scottish rules, stage by stage, against the second counter.
//!
//! The councils' own sheets of these wards were not at hand when this was written: what is
//! declared (valid, quota, elected, and nine stages for The Ferry) is held against the count in
//! `wards.rs`, and every figure of every stage against the second counter here.

mod contests;
mod second_counter;

use std::fs;
use std::path::PathBuf;

use contests::{exact, profile};
use hustings_count::{
    Action, Ballot, Count, GivenOrder, NoLot, Profile, ProfileError, Purpose, Resolution, Rules, blt, count,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

fn scottish(profile: &Profile, order: &[u16]) -> Count {
    let rules = Rules::from_name("scottish-stv").expect("rules");
    count(profile, &rules, &mut GivenOrder(order.to_vec())).expect("a count")
}

fn agree(profile: &Profile, order: &[u16]) {
    let count = scottish(profile, order);
    let (quota, stages) = second_counter::stages(profile, order);
    assert_eq!(count.quota.map(exact), Some(quota));
    assert_eq!(count.stages.len(), stages.len(), "stages of {}", profile.title);
    for (ours, theirs) in count.stages.iter().zip(&stages) {
        let action = match &ours.action {
            Action::FirstPreferences => "first".to_owned(),
            Action::Surplus { of } => format!("surplus {of}"),
            Action::Exclusion { of } => format!("exclusion {}", of[0]),
            other => other.words().to_owned(),
        };
        let at = format!("{} stage {}", profile.title, ours.number);
        assert_eq!(action, theirs.action, "{at}");
        assert_eq!(ours.elected, theirs.elected, "{at}");
        let totals: Vec<_> = ours.totals.iter().copied().map(exact).collect();
        assert_eq!(totals, theirs.totals, "{at}");
        assert_eq!(exact(ours.non_transferable), theirs.non_transferable, "{at}");
    }
}

/// What must hold of any count, whatever the figures.
fn sound(count: &Count) {
    for pair in count.stages.windows(2) {
        let [before, after] = pair else { continue };
        for (slot, change) in after.changes.iter().enumerate() {
            let moved = exact(after.totals[slot]) - exact(before.totals[slot]);
            assert_eq!(exact(*change), moved);
        }
    }
    for stage in &count.stages {
        let credited: BigRational = stage.totals.iter().copied().map(exact).sum();
        let all = credited + exact(stage.non_transferable);
        assert_eq!(all, BigRational::from(BigInt::from(count.valid)), "nothing is lost or made");
        let given: BigRational = stage.transfers.iter().map(|one| exact(one.votes)).sum();
        let taken: BigRational =
            stage.action.candidates().iter().map(|one| -exact(stage.changes[usize::from(*one) - 1])).sum();
        assert_eq!(given, taken, "a stage passes on what it takes");
    }
}

#[test]
fn every_stage_of_every_ward() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/ballots");
    for ward in 1..=8 {
        let file = folder.join(format!("dundee-2022/dundee_2022_ward{ward}.blt"));
        let profile = blt::read(&fs::read(file).expect("a ward's file")).expect("ballots");
        let order: Vec<u16> = (1..=9).collect();
        agree(&profile, &order);
        sound(&scottish(&profile, &order));
    }
}

#[test]
fn the_last_vacancy_is_filled_in_the_stage_of_the_last_exclusion() {
    // Two seats, three candidates, nobody at the quota but the first: the exclusion of the last
    // is carried out and printed, and fills the seat.
    let profile = profile(2, 3, &[(&[1], 6), (&[2], 3), (&[3, 2], 1), (&[3], 1)]);
    let count = scottish(&profile, &[1, 2, 3]);
    let last = count.stages.last().expect("a stage");
    assert_eq!(last.action, Action::Exclusion { of: vec![3] });
    assert_eq!(last.elected, [2]);
    assert_eq!(last.totals[1].to_string(), "4.00000");
}

#[test]
fn candidates_equal_to_seats_are_elected_at_the_first_stage() {
    let count = scottish(&profile(2, 2, &[(&[1], 5)]), &[]);
    assert_eq!(count.stages.len(), 1);
    assert_eq!(count.stages[0].elected, [1, 2]);
}

#[test]
fn preferences_for_the_withdrawn_are_skipped_and_nothing_else_is_blank() {
    let mut profile = profile(1, 3, &[(&[1, 2], 3), (&[1], 2), (&[3], 2), (&[], 4)]);
    profile.candidates[0].withdrawn = true;
    let count = scottish(&profile, &[2, 3]);
    assert_eq!((count.valid, count.set_aside), (5, 6));
    assert_eq!(count.elected[0].candidate, 2);
    assert!(count.stages.iter().all(|stage| stage.totals[0].is_zero()));
}

#[test]
fn a_weak_ranking_counts_until_it_is_unclear_and_the_withdrawn_were_never_marked() {
    let weak = |ranks: &[&[u16]]| Ballot::Weak(ranks.iter().map(|rank| rank.to_vec()).collect());
    let mut profile = profile(1, 4, &[(&[2], 1)]);
    profile.candidates[3].withdrawn = true;
    profile.ballots.extend([
        (weak(&[&[1, 4], &[4], &[2, 3], &[4]]), 5), // 1, and then nothing clear
        (weak(&[&[3], &[], &[2]]), 3),              // 3, and then a rank left out
        (weak(&[&[1, 2]]), 7),                      // unclear at once: says nothing
    ]);
    assert_eq!(profile.check(), Err(ProfileError::Repeated { ballot: 2, candidate: 4 }));
    profile.ballots[1].0 = weak(&[&[1, 4], &[2, 3]]);
    let count = scottish(&profile, &[]);
    let totals: Vec<String> = count.stages[0].totals.iter().map(ToString::to_string).collect();
    assert_eq!(totals, ["5.00000", "1.00000", "3.00000", "0.00000"]);
    assert_eq!((count.valid, count.set_aside), (9, 7));
}

/// At stage 2 three are tied lowest; at stage 1 one of them had more than the other two, who
/// were equal: the lot is between those two alone.
#[test]
fn a_partly_broken_tie_is_narrowed_before_the_lot() {
    let ballots: &[(&[u16], u64)] = &[(&[1], 9), (&[2], 5), (&[3], 5), (&[4], 6), (&[5, 2], 1), (&[5, 3], 1)];
    let count = scottish(&profile(1, 5, ballots), &[4, 3, 2, 1, 5]);
    let draw = &count.draws[0];
    assert_eq!((draw.tie, draw.stage, draw.purpose), (1, 3, Purpose::Exclusion));
    assert_eq!((&draw.tied[..], &draw.order[..]), (&[2, 3][..], &[3, 2][..]));
    let tie = count.stages[2].tie.as_ref().expect("a tie");
    assert_eq!(tie.tied, [2, 3, 4]);
    assert_eq!((&tie.chosen[..], tie.by), (&[3][..], Resolution::Lot(1)));
}

#[test]
fn the_nearest_earlier_difference_decides() {
    // 2 and 3 are level at 5 at stage 3; at stage 2 candidate 2 had 5 and 3 had 4, at stage 1
    // candidate 2 had 3 and 3 had 4: the nearest difference excludes 3.
    let ballots: &[(&[u16], u64)] = &[(&[1], 9), (&[2], 3), (&[3], 4), (&[4, 2], 2), (&[5, 3], 1), (&[5], 2)];
    let count = scottish(&profile(1, 5, ballots), &[]);
    let tie = count.stages[3].tie.as_ref().expect("a tie");
    assert_eq!((&tie.tied[..], &tie.chosen[..]), (&[2, 3][..], &[3][..]));
    assert_eq!(tie.by, Resolution::EarlierStage(2));
    assert!(count.draws.is_empty());
}

#[test]
fn a_tie_without_a_lot_says_who_and_what_for() {
    let rules = Rules::from_name("scottish-stv").expect("rules");
    let tied = profile(1, 3, &[(&[1], 2), (&[2], 1), (&[3], 1)]);
    let error = count(&tied, &rules, &mut NoLot).expect_err("no lot");
    assert_eq!(
        error.to_string(),
        "stage 2: C2, C3 are tied, and the count needs a lot to decide who is to be excluded: \
         none was given; give --seed TEXT to draw it"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn both_counters_agree((profile, order) in contests::small(6, 14, 4)) {
        agree(&profile, &order);
        sound(&scottish(&profile, &order));
    }

    #[test]
    fn the_order_and_grouping_of_ballots_do_not_matter((profile, order) in contests::small(6, 14, 4)) {
        prop_assert_eq!(scottish(&profile, &order), scottish(&contests::shuffled(&profile), &order));
    }
}
