//! From ranks to ballots, and equal ballots to one with the number of papers.

use std::hash::BuildHasher;

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
///
/// A table of positions finds equal ballots: the ballots themselves lie in one list and are moved
/// no more, which for half a million different ones is most of the time. The hash is keyed afresh
/// by every reader, so that no file can be made to fall on one slot.
#[derive(Default)]
pub(crate) struct Grouped {
    ballots: Vec<(Ballot, u64)>,
    /// Part of a ballot's hash, and its position from 1; 0 is an empty slot. Never more than half
    /// full, and as many as a power of two.
    slots: Vec<(u32, u32)>,
    keys: Quick,
    papers: u64,
}

impl Grouped {
    /// Adds papers; none is none, and is left out.
    pub(crate) fn put(&mut self, ballot: Ballot, papers: u64) -> Result<(), Defect> {
        if let Ballot::Ranking(marks) = &ballot {
            return self.put_ranking(marks, papers);
        }
        let hash = self.keys.hash_one(&ballot);
        self.put_hashed(hash, papers, |one| *one == ballot, || ballot.clone())
    }

    /// As [`Grouped::put`], without an allocation for a ranking that is known.
    pub(super) fn put_ranking(&mut self, marks: &[u16], papers: u64) -> Result<(), Defect> {
        let hash = self.keys.hash_one(marks);
        let same = |one: &Ballot| matches!(one, Ballot::Ranking(known) if known == marks);
        self.put_hashed(hash, papers, same, || Ballot::Ranking(marks.to_vec()))
    }

    fn put_hashed(
        &mut self,
        hash: u64,
        papers: u64,
        same: impl Fn(&Ballot) -> bool,
        new: impl FnOnce() -> Ballot,
    ) -> Result<(), Defect> {
        let sum = self.papers.checked_add(papers).filter(|sum| *sum <= i64::MAX as u64);
        self.papers = sum.ok_or(Defect::TooManyPapers)?;
        if papers == 0 {
            return Ok(());
        }
        if self.slots.len() < 2 * (self.ballots.len() + 1) {
            self.grow();
        }
        // Its low bits say where to look, all of it whether a look is worth it.
        let low = hash as u32;
        let mask = self.slots.len() - 1;
        let mut at = low as usize & mask;
        loop {
            let (part, position) = self.slots[at];
            let Some(known) = (position as usize).checked_sub(1) else { break };
            if part == low
                && let Some((ballot, sum)) = self.ballots.get_mut(known)
                && same(ballot)
            {
                *sum += papers;
                return Ok(());
            }
            at = (at + 1) & mask;
        }
        self.ballots.push((new(), papers));
        let position = u32::try_from(self.ballots.len()).map_err(|_| Defect::TooManyPapers)?;
        self.slots[at] = (low, position);
        Ok(())
    }

    fn grow(&mut self) {
        let many = (self.slots.len() * 2).max(64);
        let mask = many - 1;
        let mut slots = vec![(0, 0); many];
        for &(part, position) in self.slots.iter().filter(|(_, position)| *position > 0) {
            let mut at = part as usize & mask;
            while slots[at].1 > 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (part, position);
        }
        self.slots = slots;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ballots.is_empty()
    }

    pub(crate) fn into_ballots(self) -> Vec<(Ballot, u64)> {
        self.ballots
    }
}
