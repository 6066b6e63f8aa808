//! Second counters for the rules without transfers, deliberately simple: they enumerate, sort and
//! compare, and share no code with the crate but the types of a profile.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod grades;
pub mod pairs;

use hustings_count::{Ballot, Candidate, Count, Profile};

pub fn contest(seats: u32, candidates: u16, ballots: Vec<(Ballot, u64)>) -> Profile {
    Profile {
        title: "test".to_owned(),
        seats,
        candidates: (1..=candidates).map(|one| Candidate::new(format!("C{one}"))).collect(),
        ballots,
        ..Profile::default()
    }
}

pub fn ranked(ballots: &[(&[u16], u64)]) -> Vec<(Ballot, u64)> {
    ballots.iter().map(|(marks, papers)| (Ballot::Ranking(marks.to_vec()), *papers)).collect()
}

pub fn weak(ballots: &[(&[&[u16]], u64)]) -> Vec<(Ballot, u64)> {
    let ranks = |ranks: &[&[u16]]| ranks.iter().map(|rank| rank.to_vec()).collect();
    ballots.iter().map(|(marks, papers)| (Ballot::Weak(ranks(marks)), *papers)).collect()
}

pub fn elected(count: &Count) -> Vec<u16> {
    count.elected.iter().map(|one| one.candidate).collect()
}

/// A ballot from the rank that each candidate is given, 0 for none; `strict` keeps of those at one
/// rank the first only.
pub fn by_ranks(ranks: &[u16], strict: bool) -> Ballot {
    let last = ranks.iter().copied().max().unwrap_or(0);
    let at = |rank: u16| -> Vec<u16> {
        (1u16..).zip(ranks).filter(|(_, given)| **given == rank).map(|(number, _)| number).collect()
    };
    let levels: Vec<Vec<u16>> = (1..=last).map(at).collect();
    if strict {
        Ballot::Ranking(levels.iter().filter_map(|level| level.first().copied()).collect())
    } else {
        Ballot::Weak(levels)
    }
}

pub fn scored(ballots: &[(&[u32], u64)]) -> Vec<(Ballot, u64)> {
    ballots.iter().map(|(scores, papers)| (Ballot::Scores(scores.to_vec()), *papers)).collect()
}
