//! Random contests of rankings, small, so that ties, exhausted piles, withdrawn candidates and last
//! vacancies are the rule; and exact numbers to compare figures in.

// Each test that uses this module uses a part of it.
#![allow(dead_code)]

use hustings_count::{Ballot, Candidate, Decimal, Profile};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

/// A contest between C1, C2 and so on.
pub fn profile(seats: u32, candidates: u16, ballots: &[(&[u16], u64)]) -> Profile {
    Profile {
        title: "test".to_owned(),
        seats,
        candidates: (1..=candidates).map(|one| Candidate::new(format!("C{one}"))).collect(),
        ballots: ballots.iter().map(|(marks, papers)| (Ballot::Ranking(marks.to_vec()), *papers)).collect(),
        warnings: Vec::new(),
    }
}

/// Contests of 2 to `candidates`, with at most `rankings` different lines of at most `papers` papers;
/// and an order of the candidates for lots.
pub fn small(candidates: u16, rankings: usize, papers: u64) -> impl Strategy<Value = (Profile, Vec<u16>)> {
    (2u16..=candidates).prop_flat_map(move |candidates| {
        let everyone: Vec<u16> = (1..=candidates).collect();
        let ranking = (Just(everyone.clone()).prop_shuffle(), 0..=usize::from(candidates)).prop_map(
            |(mut order, marks)| {
                order.truncate(marks);
                order
            },
        );
        let ballots = proptest::collection::vec((ranking, 1u64..=papers), 0..=rankings);
        let withdrawn = proptest::collection::vec(proptest::bool::weighted(0.09), usize::from(candidates));
        let order = Just(everyone).prop_shuffle();
        (1..=u32::from(candidates), ballots, withdrawn, order).prop_map(
            move |(seats, ballots, withdrawn, order)| {
                let rows: Vec<(&[u16], u64)> =
                    ballots.iter().map(|(marks, papers)| (&marks[..], *papers)).collect();
                let mut profile = profile(seats, candidates, &rows);
                for (candidate, withdrawn) in profile.candidates.iter_mut().zip(withdrawn) {
                    candidate.withdrawn = withdrawn;
                }
                (profile, order)
            },
        )
    })
}

/// The same papers in another order, each line in two halves.
pub fn shuffled(profile: &Profile) -> Profile {
    let mut other = profile.clone();
    other.ballots.reverse();
    let halves =
        |(ballot, papers): (Ballot, u64)| [(ballot.clone(), papers / 2), (ballot, papers - papers / 2)];
    other.ballots = other.ballots.into_iter().flat_map(halves).collect();
    other
}

/// The number itself.
pub fn exact(value: Decimal) -> BigRational {
    let scale = BigInt::from(10).pow(u32::from(value.places()));
    BigRational::new(BigInt::from(value.units()), scale)
}
