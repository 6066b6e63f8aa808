//! From ranks to ballots, and equal ballots to one with the number of papers.

use std::collections::HashMap;

use super::Defect;
use crate::hash::Quick;
use crate::profile::{Ballot, MAX_CANDIDATES};

/// The ballot that gives its candidates these ranks: a plain ranking where every rank holds one.
/// Ranks left out after the last mark say nothing and are dropped.
pub(crate) fn ballot(mut ranks: Vec<Vec<u16>>) -> Ballot {
    while ranks.last().is_some_and(Vec::is_empty) {
        ranks.pop();
    }
    if ranks.iter().all(|rank| rank.len() == 1) {
        return Ballot::Ranking(ranks.into_iter().flatten().collect());
    }
    for rank in &mut ranks {
        rank.sort_unstable();
    }
    Ballot::Weak(ranks)
}

/// The ballot of marks that each name a rank, from 1, in any order.
pub(super) fn placed(marks: &[(u64, u16)]) -> Result<Ballot, Defect> {
    let last = marks.iter().map(|(rank, _)| *rank).max().unwrap_or(0);
    let most = u64::from(MAX_CANDIDATES);
    if last > most {
        return Err(Defect::RankTooLarge(last));
    }
    let mut ranks = vec![Vec::new(); usize::try_from(last).unwrap_or_default()];
    for &(rank, candidate) in marks {
        let slot = usize::try_from(rank).ok().and_then(|rank| ranks.get_mut(rank.checked_sub(1)?));
        slot.ok_or(Defect::RankTooLarge(rank))?.push(candidate);
    }
    Ok(ballot(ranks))
}

/// Which candidates a ballot has marked so far.
pub(super) struct Marked {
    ballots: Vec<u64>,
    ballot: u64,
}

impl Marked {
    pub(super) fn new(candidates: usize) -> Self {
        Self { ballots: vec![0; candidates + 1], ballot: 0 }
    }

    /// Begins another ballot.
    pub(super) fn next(&mut self) {
        self.ballot += 1;
    }

    /// Whether this is the ballot's first mark for `candidate`.
    pub(super) fn first(&mut self, candidate: u16) -> bool {
        match self.ballots.get_mut(usize::from(candidate)) {
            Some(last) => std::mem::replace(last, self.ballot) != self.ballot,
            None => false,
        }
    }
}

/// Ballots in the order in which each was first met, with the papers of all that say the same.
#[derive(Default)]
pub(crate) struct Grouped {
    rankings: HashMap<Vec<u16>, Group, Quick>,
    others: HashMap<Ballot, Group>,
    papers: u64,
}

struct Group {
    order: usize,
    papers: u64,
}

impl Grouped {
    /// Adds papers; none is none, and is left out.
    pub(crate) fn put(&mut self, ballot: Ballot, papers: u64) -> Result<(), Defect> {
        if let Ballot::Ranking(marks) = ballot {
            return self.put_ranking(&marks, papers);
        }
        self.add(papers)?;
        let order = self.len();
        if papers > 0 {
            self.others.entry(ballot).or_insert(Group { order, papers: 0 }).papers += papers;
        }
        Ok(())
    }

    /// As [`Grouped::put`], without an allocation for a ranking that is known.
    pub(super) fn put_ranking(&mut self, marks: &[u16], papers: u64) -> Result<(), Defect> {
        self.add(papers)?;
        if papers == 0 {
            return Ok(());
        }
        if let Some(group) = self.rankings.get_mut(marks) {
            group.papers += papers;
        } else {
            let order = self.len();
            self.rankings.insert(marks.to_vec(), Group { order, papers });
        }
        Ok(())
    }

    fn len(&self) -> usize {
        self.rankings.len() + self.others.len()
    }

    fn add(&mut self, papers: u64) -> Result<(), Defect> {
        let sum = self.papers.checked_add(papers).filter(|sum| *sum <= i64::MAX as u64);
        self.papers = sum.ok_or(Defect::TooManyPapers)?;
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rankings.is_empty() && self.others.is_empty()
    }

    pub(crate) fn into_ballots(self) -> Vec<(Ballot, u64)> {
        let mut ballots = vec![(Ballot::Ranking(Vec::new()), 0); self.len()];
        let rankings = self.rankings.into_iter().map(|(marks, group)| (Ballot::Ranking(marks), group));
        for (ballot, group) in rankings.chain(self.others) {
            if let Some(slot) = ballots.get_mut(group.order) {
                *slot = (ballot, group.papers);
            }
        }
        ballots
    }
}
