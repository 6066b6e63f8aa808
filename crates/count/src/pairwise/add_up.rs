//! Ballots into a matrix: each ballot once, and only the pairs that it ranks.

use rayon::prelude::*;

use super::Matrix;
use crate::profile::{Ballot, Candidate, Profile};

/// Ballots that one thread takes at a time; fewer than this are not worth a second thread.
const SHARE: usize = 16_384;

impl Matrix {
    /// Adds up the rankings of a checked profile; other ballots say nothing here. Withdrawn
    /// candidates keep rows of noughts.
    ///
    /// Work is proportional to the pairs that ballots rank, not to the candidates they leave
    /// out: those who rank a and do not rank b are those who rank a, less those who rank both.
    pub(crate) fn of_rankings(profile: &Profile) -> Self {
        let size = profile.candidates.len();
        let sums = profile
            .ballots
            .par_chunks(SHARE)
            .map(|share| Sums::of(size, share))
            .reduce(|| Sums::none(size), Sums::and);
        sums.into_matrix().without_withdrawn(&profile.candidates)
    }

    /// The same with noughts for the withdrawn.
    pub(crate) fn without_withdrawn(&self, candidates: &[Candidate]) -> Self {
        let Self { size, mut cells } = self.clone();
        for (place, _) in candidates.iter().enumerate().filter(|(_, one)| one.withdrawn) {
            cells[place * size..(place + 1) * size].fill(0);
            cells.iter_mut().skip(place).step_by(size).for_each(|cell| *cell = 0);
        }
        Self { size, cells }
    }

    /// Adds up score ballots: of two candidates, a ballot prefers the one it scores higher.
    pub(crate) fn of_scores(size: usize, ballots: &[(Vec<u32>, u64)]) -> Self {
        let mut cells = vec![0; size * size];
        for (scores, papers) in ballots {
            for (row, one) in cells.chunks_mut(size.max(1)).zip(scores) {
                for (cell, other) in row.iter_mut().zip(scores) {
                    *cell += if one > other { *papers } else { 0 };
                }
            }
        }
        Self { size, cells }
    }
}

/// Sums over some ballots. They fit: a checked profile has at most 2^63 papers.
struct Sums {
    size: usize,
    /// Papers that rank each candidate.
    ranked: Vec<u64>,
    /// Row by row: papers that rank both, the first above the second.
    above: Vec<u64>,
    /// Row by row: papers that rank both at the same rank.
    level: Vec<u64>,
}

impl Sums {
    fn none(size: usize) -> Self {
        Self { size, ranked: vec![0; size], above: vec![0; size * size], level: vec![0; size * size] }
    }

    fn of(size: usize, ballots: &[(Ballot, u64)]) -> Self {
        let mut sums = Self::none(size);
        let mut flat = Vec::new();
        for (ballot, papers) in ballots {
            match ballot {
                Ballot::Ranking(marks) => sums.add(marks, *papers),
                Ballot::Weak(ranks) => {
                    flat.clear();
                    flat.extend(ranks.iter().flatten());
                    sums.add(&flat, *papers);
                    ranks.iter().for_each(|rank| sums.make_level(rank, *papers));
                }
                Ballot::Approval(_) | Ballot::Scores(_) => {}
            }
        }
        sums
    }

    /// Everyone in `marks` is above those who follow.
    fn add(&mut self, marks: &[u16], papers: u64) {
        for (at, one) in marks.iter().enumerate() {
            let place = usize::from(*one) - 1;
            self.ranked[place] += papers;
            let row = &mut self.above[place * self.size..(place + 1) * self.size];
            for other in &marks[at + 1..] {
                row[usize::from(*other) - 1] += papers;
            }
        }
    }

    /// Takes back, for those of one rank, that the first mentioned were above.
    fn make_level(&mut self, rank: &[u16], papers: u64) {
        for (at, one) in rank.iter().enumerate() {
            for other in &rank[at + 1..] {
                let (one, other) = (usize::from(*one) - 1, usize::from(*other) - 1);
                self.above[one * self.size + other] -= papers;
                self.level[one * self.size + other] += papers;
                self.level[other * self.size + one] += papers;
            }
        }
    }

    fn and(mut self, other: Self) -> Self {
        let sums = [
            (&mut self.ranked, &other.ranked),
            (&mut self.above, &other.above),
            (&mut self.level, &other.level),
        ];
        for (mine, theirs) in sums {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        self
    }

    fn into_matrix(self) -> Matrix {
        let Self { size, ranked, above, level } = self;
        let mut cells = vec![0; size * size];
        for (one, ranked) in ranked.iter().enumerate() {
            for other in (0..size).filter(|other| *other != one) {
                let (here, there) = (one * size + other, other * size + one);
                cells[here] = ranked - above[there] - level[here];
            }
        }
        Matrix { size, cells }
    }
}
