//! Readers for the files that ballots are published in.
//!
//! A reader never guesses: what it cannot read in one way only is an error that names the line,
//! the column and the mend. What it accepts although it is odd is in [`Profile::warnings`].
//! Memory stays in proportion to the input, whatever the input says of itself.
//!
//! [`Profile::warnings`]: crate::Profile::warnings

pub mod blt;
pub mod csv;
mod text;

use thiserror::Error;

use crate::profile::{MAX_CANDIDATES, ProfileError};

/// What is wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The line, from 1, where one is to blame.
    pub line: Option<u64>,
    /// The column, from 1: characters in a BLT file, cells in a CSV file.
    pub column: Option<u64>,
    /// What is wrong.
    pub defect: Defect,
}

impl ReadError {
    pub(crate) fn new(line: u64, column: u64, defect: Defect) -> Self {
        Self { line: Some(line), column: Some(column), defect }
    }

    pub(crate) fn on_line(line: u64, defect: Defect) -> Self {
        Self { line: Some(line), column: None, defect }
    }

    pub(crate) fn nowhere(defect: Defect) -> Self {
        Self { line: None, column: None, defect }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "line {line}, column {column}: ")?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            _ => {}
        }
        self.defect.fmt(f)
    }
}

impl std::error::Error for ReadError {}

/// A defect of a file: what it is, then what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Defect {
    /// Nothing in it.
    #[error("the file is empty; give a file of ballots")]
    Empty,
    /// Not text in UTF-8.
    #[error(
        "byte {offset} is not text in UTF-8; save the file as UTF-8, or convert it: iconv -f {guess} -t UTF-8 FILE > NEW"
    )]
    Encoding {
        /// Position in the file, from 0.
        offset: usize,
        /// The encoding it is likely to be in.
        guess: &'static str,
    },
    /// The first line of a BLT file is not two numbers.
    #[error(
        "a BLT file begins with two whole numbers, candidates and seats (such as \"9 4\"); this line does not"
    )]
    Header,
    /// Not a whole number where one belongs.
    #[error("{0:?} is not a whole number; only whole numbers can be read here")]
    NotANumber(String),
    /// Equal or skipped preferences.
    #[error(
        "{0:?} marks an equal or a skipped preference, which these rules cannot count; adjudicate the paper and write one order of preference"
    )]
    EqualOrSkipped(String),
    /// A number beyond any count.
    #[error("{0} is too large a number; no more than 2^63 can be counted")]
    TooLarge(String),
    /// More papers than can be counted.
    #[error(
        "with this line the papers add up to more than 2^63, which cannot be; check the numbers of papers"
    )]
    TooManyPapers,
    /// The contest cannot be: seats, candidates.
    #[error("{0}; correct the number of candidates or of seats")]
    Contest(ProfileError),
    /// More candidates than can be counted.
    #[error("{0} candidates are too many: at most {MAX_CANDIDATES} can be counted; check the number")]
    TooManyCandidates(u64),
    /// A candidate number beyond the last.
    #[error(
        "there is no candidate {found}; the candidates are 1 to {last}: correct the mark, or the number of candidates"
    )]
    UnknownCandidate {
        /// The number marked.
        found: u64,
        /// The last candidate.
        last: u16,
    },
    /// A name that no candidate has.
    #[error("{0:?} is not the name of a candidate; correct it, or add a line \"# candidate: {0}\"")]
    UnknownName(String),
    /// The same candidate twice on a paper.
    #[error(
        "candidate {0} is marked twice on this ballot; a ballot names each candidate once: adjudicate the paper"
    )]
    Repeated(u16),
    /// Weight without anything after it.
    #[error("the line breaks off after the number of papers; write the preferences and a closing 0")]
    Truncated,
    /// A negative number among the ballots.
    #[error(
        "{0} is below nought; withdrawn candidates (such as -2) belong on a line before the first ballot"
    )]
    Negative(String),
    /// The list of ballots has no end.
    #[error(
        "the list of ballots has no end: a line with a single 0 must follow the last ballot, before the names"
    )]
    NoEnd,
    /// Fewer names than candidates.
    #[error(
        "{found} of {expected} candidates' names are here; each needs one in double quotation marks, and the title follows them"
    )]
    TooFewNames {
        /// Names found.
        found: usize,
        /// Candidates.
        expected: u16,
    },
    /// No title, which is how a missing name shows.
    #[error(
        "{0} names and no title: either the title is missing or a candidate's name is; add it as the last line"
    )]
    NoTitle(u16),
    /// More after the title.
    #[error(
        "there is more after the title; either there are more than {0} candidates or this line does not belong here"
    )]
    AfterTitle(u16),
    /// A text that does not end.
    #[error("the quotation mark that opens this text is never closed on its line; close it")]
    Unclosed,
    /// Control characters, which could forge what a terminal shows.
    #[error("the text holds the control character U+{0:04X}; remove it")]
    Control(u32),
    /// A CSV file that does not say how many seats.
    #[error("the file does not say how many seats there are; give --seats N, or a first line \"# seats: N\"")]
    SeatsUnknown,
    /// A header line that cannot be read.
    #[error("{0}")]
    Columns(String),
    /// A cell that cannot be read.
    #[error("{0}")]
    Cell(String),
}
