//! Every candidate against every other: who is preferred to whom, and by how many.
//!
//! What a ballot says here is an order and no more: whoever is ranked is preferred to everyone
//! left unranked, the unranked are level with each other, those who share a rank are level, and a
//! rank left out changes nothing.

mod add_up;
mod standing;

use thiserror::Error;

pub use standing::Pairwise;
pub(crate) use standing::{layers, shortest_path};

/// How many ballots prefer each candidate to each other. Candidates are numbered from 1, in the
/// order of the contest; about a pair that is level a ballot says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    size: usize,
    /// Row by row: who is preferred, then to whom.
    cells: Vec<u64>,
}

/// Why rows of numbers are no matrix of a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MatrixError {
    /// A row has too few or too many numbers.
    #[error("row {row} of the matrix has {found} numbers, and there are {rows} rows: it must be square")]
    NotSquare {
        /// The row, from 1.
        row: usize,
        /// Numbers in it.
        found: usize,
        /// Rows.
        rows: usize,
    },
    /// A candidate is preferred to itself.
    #[error("row {row} of the matrix prefers a candidate to itself: the diagonal must be 0")]
    Diagonal {
        /// The row, from 1.
        row: usize,
    },
    /// A pair has more ballots than can be counted.
    #[error("row {row}, column {column}: more ballots than can be counted (2^63)")]
    TooManyVotes {
        /// The row, from 1.
        row: usize,
        /// The column, from 1.
        column: usize,
    },
}

impl Matrix {
    /// A matrix given as such: `rows[a][b]` ballots prefer candidate a + 1 to candidate b + 1.
    ///
    /// # Errors
    /// [`MatrixError`]: not square, a diagonal that is not 0, a pair of more than 2^63 ballots.
    pub fn from_rows(rows: &[Vec<u64>]) -> Result<Self, MatrixError> {
        let size = rows.len();
        for (at, row) in rows.iter().enumerate() {
            if row.len() != size {
                return Err(MatrixError::NotSquare { row: at + 1, found: row.len(), rows: size });
            }
            if row[at] != 0 {
                return Err(MatrixError::Diagonal { row: at + 1 });
            }
            let both = |other: usize| row[other].checked_add(rows[other].get(at).copied().unwrap_or(0));
            let too_many = |other: &usize| both(*other).is_none_or(|sum| sum > i64::MAX as u64);
            if let Some(column) = (0..size).find(too_many) {
                return Err(MatrixError::TooManyVotes { row: at + 1, column: column + 1 });
            }
        }
        Ok(Self { size, cells: rows.concat() })
    }

    /// How many candidates it is about.
    pub const fn size(&self) -> usize {
        self.size
    }

    /// Ballots that prefer `one` to `other`; nought for numbers that nobody has.
    pub fn over(&self, one: u16, other: u16) -> u64 {
        let place = |number: u16| usize::from(number).checked_sub(1).filter(|place| *place < self.size);
        place(one).zip(place(other)).map_or(0, |(row, column)| self.cells[row * self.size + column])
    }

    /// Whether more ballots prefer `one` to `other` than the other way round.
    pub fn beats(&self, one: u16, other: u16) -> bool {
        self.over(one, other) > self.over(other, one)
    }

    /// The rows, in the order of the candidates.
    pub fn rows(&self) -> impl Iterator<Item = &[u64]> {
        self.cells.chunks(self.size.max(1))
    }
}
