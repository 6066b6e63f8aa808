//! The alternative vote, stage by stage against a counter that goes through the papers anew at
//! every stage.

mod contests;

use std::fs;
use std::path::PathBuf;

use contests::exact;
use hustings_count::{Action, Ballot, GivenOrder, Profile, Rules, blt, count};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

/// What one stage of a simple count says: who went before it, the votes, who is elected.
#[derive(Debug, PartialEq)]
struct Round {
    gone: Option<u16>,
    votes: Vec<u64>,
    elected: Option<u16>,
}

/// Act of 2011 sch. 10: more votes than all others left together; otherwise the fewest goes, of
/// equals whoever had fewest at the earliest stage at which they differed, else by lot (the first
/// in `order`). The last one left is elected.
fn rounds(profile: &Profile, order: &[u16]) -> Vec<Round> {
    let mut left: Vec<u16> = (1..=profile.candidates.len() as u16)
        .filter(|one| !profile.candidates[*one as usize - 1].withdrawn)
        .collect();
    let mut rounds: Vec<Round> = Vec::new();
    let mut gone = None;
    while !left.is_empty() {
        let mut votes = vec![0u64; profile.candidates.len()];
        for (ballot, papers) in &profile.ballots {
            let Ballot::Ranking(marks) = ballot else { unreachable!("rankings only") };
            if let Some(first) = marks.iter().find(|mark| left.contains(mark)) {
                votes[usize::from(*first) - 1] += papers;
            }
        }
        let of = |one: &u16, votes: &[u64]| votes[usize::from(*one) - 1];
        let all: u64 = votes.iter().sum();
        let most = left.iter().copied().find(|one| 2 * of(one, &votes) > all);
        let elected = most.or(if left.len() == 1 { Some(left[0]) } else { None });
        rounds.push(Round { gone, votes: votes.clone(), elected });
        if elected.is_some() {
            return rounds;
        }
        let fewest = left.iter().map(|one| of(one, &votes)).min();
        let mut tied: Vec<u16> = left.iter().copied().filter(|one| Some(of(one, &votes)) == fewest).collect();
        for round in &rounds {
            let fewest = tied.iter().map(|one| of(one, &round.votes)).min();
            tied.retain(|one| Some(of(one, &round.votes)) == fewest);
        }
        gone = order.iter().copied().find(|one| tied.contains(one));
        left.retain(|one| Some(*one) != gone);
    }
    rounds
}

fn agree(profile: &Profile, order: &[u16]) {
    let rules = Rules::from_name("av").expect("rules");
    let ours = count(profile, &rules, &mut GivenOrder(order.to_vec())).expect("a count");
    let theirs = rounds(profile, order);
    for (stage, round) in ours.stages.iter().zip(&theirs) {
        let gone = match &stage.action {
            Action::Exclusion { of } => Some(of[0]),
            _ => None,
        };
        assert_eq!(gone, round.gone, "stage {}", stage.number);
        let votes: Vec<BigRational> =
            round.votes.iter().map(|votes| BigRational::from(BigInt::from(*votes))).collect();
        assert_eq!(stage.totals.iter().copied().map(exact).collect::<Vec<_>>(), votes);
        assert_eq!(stage.elected.first().copied(), round.elected, "stage {}", stage.number);
    }
    assert_eq!(ours.stages.len(), theirs.len().max(1));
}

#[test]
fn every_stage_of_every_ward() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/ballots");
    for ward in 1..=8 {
        let file = folder.join(format!("dundee-2022/dundee_2022_ward{ward}.blt"));
        let mut profile = blt::read(&fs::read(file).expect("a ward's file")).expect("ballots");
        profile.seats = 1;
        agree(&profile, &(1..=profile.candidates.len() as u16).collect::<Vec<_>>());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5000, ..ProptestConfig::default() })]

    #[test]
    fn both_counters_agree((mut profile, order) in contests::small(7, 16, 5)) {
        profile.seats = 1;
        agree(&profile, &order);
    }
}
