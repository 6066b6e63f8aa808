//! Schulze: the strongest path from each candidate to each other.
//!
//! Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and
//! Condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011)
//! 267-303, §2; in full arXiv:1804.02973.

use super::{Measure, Strength};
use crate::pairwise::{Matrix, shortest_path};

/// What the Schulze rule works out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schulze {
    /// What the strength of a victory is.
    pub measure: Measure,
    /// Everyone who stands, in levels: those of a level are beaten by nobody whom the levels
    /// before have not taken, by strongest paths.
    pub ranking: Vec<Vec<u16>>,
    matrix: Matrix,
    standing: Vec<u16>,
    /// The different strengths of victories, the weakest first; the first stands for none.
    strengths: Vec<Option<Strength>>,
    /// For each pair of `standing`, row by row, the place in `strengths` of its victory.
    direct: Vec<u32>,
    /// The same for its strongest path.
    strongest: Vec<u32>,
}

/// A strongest path: from each candidate to the next is a victory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The candidates passed, both ends included.
    pub through: Vec<u16>,
    /// The strength of its weakest victory.
    pub strength: Strength,
}

impl Schulze {
    /// Works out the strongest paths between the candidates `standing`.
    pub(crate) fn new(matrix: &Matrix, standing: &[u16], measure: Measure) -> Self {
        let of = |one: u16, other: u16| measure.strength(matrix, one, other);
        let pairs = || standing.iter().flat_map(|one| standing.iter().map(|other| (*one, *other)));
        let mut strengths: Vec<Option<Strength>> = pairs().map(|(one, other)| of(one, other)).collect();
        strengths.push(None);
        strengths.sort_unstable_by(|a, b| measure.compare(*a, *b));
        strengths.dedup_by(|a, b| measure.compare(*a, *b).is_eq());
        let place =
            |strength| strengths.partition_point(|one| measure.compare(*one, strength).is_lt()) as u32;
        let direct: Vec<u32> = pairs().map(|(one, other)| place(of(one, other))).collect();
        let strongest = strongest(&direct, standing.len());
        let ranking = levels(&strongest, standing);
        let standing = standing.to_vec();
        Self { measure, ranking, matrix: matrix.clone(), standing, strengths, direct, strongest }
    }

    /// The strength of the strongest path from `one` to `other`; nothing where there is no path.
    pub fn strength(&self, one: u16, other: u16) -> Option<Strength> {
        self.strengths[self.strongest[self.cell(one, other)?] as usize]
    }

    /// Whether the strongest path from `one` to `other` is stronger than the one back.
    pub fn beats(&self, one: u16, other: u16) -> bool {
        let there = self.cell(one, other).map(|cell| self.strongest[cell]);
        let back = self.cell(other, one).map(|cell| self.strongest[cell]);
        there > back
    }

    /// A strongest path from `one` to `other`, the one with the fewest steps.
    pub fn path(&self, one: u16, other: u16) -> Option<Path> {
        let wanted = self.strongest[self.cell(one, other)?];
        let strength = self.strengths[wanted as usize]?;
        let leads = |a: u16, b: u16| self.cell(a, b).is_some_and(|cell| self.direct[cell] >= wanted);
        let through = shortest_path(&self.standing, one, other, leads)?;
        Some(Path { through, strength })
    }

    /// The pairs it was worked out from.
    pub const fn matrix(&self) -> &Matrix {
        &self.matrix
    }

    /// Those who stand, ascending.
    pub fn standing(&self) -> &[u16] {
        &self.standing
    }

    fn cell(&self, one: u16, other: u16) -> Option<usize> {
        let row = self.standing.binary_search(&one).ok()?;
        let column = self.standing.binary_search(&other).ok()?;
        Some(row * self.standing.len() + column)
    }
}

/// §2.3.1: a path is as strong as its weakest victory; the strongest by Floyd and Warshall.
fn strongest(direct: &[u32], size: usize) -> Vec<u32> {
    let mut best = direct.to_vec();
    for over in 0..size {
        let onward = best[over * size..(over + 1) * size].to_vec();
        for row in best.chunks_mut(size) {
            let first = row[over];
            for (cell, second) in row.iter_mut().zip(&onward) {
                *cell = (*cell).max(first.min(*second));
            }
        }
    }
    best
}

/// Repeatedly those whom nobody left beats. There are always some: the relation has no cycle
/// (§4.1).
fn levels(strongest: &[u32], standing: &[u16]) -> Vec<Vec<u16>> {
    let size = standing.len();
    let beaten = |place: usize, by: usize| strongest[by * size + place] > strongest[place * size + by];
    let mut left: Vec<usize> = (0..size).collect();
    let mut levels = Vec::new();
    while !left.is_empty() {
        let (rest, level): (Vec<usize>, Vec<usize>) =
            left.iter().partition(|place| left.iter().any(|by| beaten(**place, *by)));
        if level.is_empty() {
            // Not reached: a relation without cycles has unbeaten members in every set.
            levels.push(rest.iter().map(|place| standing[*place]).collect());
            break;
        }
        levels.push(level.iter().map(|place| standing[*place]).collect());
        left = rest;
    }
    levels
}
