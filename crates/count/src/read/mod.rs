//! Readers for the files that ballots are published in.
//!
//! A reader never guesses: what it cannot read in one way only is an error that names the line,
//! the column and the mend. What it accepts although it is odd is in [`Profile::warnings`].
//! Memory stays in proportion to the input, whatever the input says of itself.
//!
//! [`Profile::warnings`]: crate::Profile::warnings

pub mod blt;
pub mod csv;
pub mod cvr;
mod format;
pub mod matrix;
mod preamble;
pub mod preflib;
pub mod ranked;
mod ranks;
mod roster;
mod text;

pub use format::{Format, Wanted};
pub(crate) use ranks::{Grouped, ballot as ballot_of_ranks};

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
        "{0} names and no title: either the title is missing or a candidate's name is; add it as the last line (\"\" for no title)"
    )]
    NoTitle(u16),
    /// More after the title.
    #[error(
        "there is more after the title; either there are more than {0} candidates or this line does not belong here"
    )]
    AfterTitle(u16),
    /// Numbers where the names should be.
    #[error(
        "these are numbers, and after the 0 that ends the ballots come the names; move a ballot before that 0, or put a name of digits in quotation marks"
    )]
    AfterEnd,
    /// A closing quotation mark alone.
    #[error("the quotation mark that closes this text has none that opens it; add it")]
    Unopened,
    /// A comment that does not end.
    #[error("the comment that begins here with /* is never closed; close it with */")]
    UnclosedComment,
    /// A parenthesis without its other half.
    #[error(
        "a parenthesis here has no other half on its line; write equal preferences as (2 3) or 2=3, and a paper's number as (A17) before the ballot"
    )]
    Parenthesis,
    /// A numbered paper with a weight.
    #[error(
        "a ballot with a paper's number in parentheses is one paper, not {0:?}; write 1, or leave out the paper's number"
    )]
    Identified(String),
    /// A line in brackets.
    #[error(
        "this is not [nick …] with one name for each candidate, and no other lines in brackets can be read; remove it"
    )]
    Directive,
    /// Blanks around an equals sign.
    #[error("equal preferences are written without blanks, as 2=3; take them out")]
    Blanks,
    /// A scanner's word for an overvote.
    #[error(
        "an overvote that does not say between whom; write who shares the rank, as \"Ann = Bob\", or adjudicate the paper"
    )]
    Overvote,
    /// A rank beyond any number of candidates.
    #[error("{0} is not a rank: ranks run from 1 to at most {MAX_CANDIDATES}; correct it")]
    RankTooLarge(u64),
    /// A text that does not end.
    #[error("the quotation mark that opens this text is never closed on its line; close it")]
    Unclosed,
    /// Control characters, which could forge what a terminal shows.
    #[error("the text holds the control character U+{0:04X}; remove it")]
    Control(u32),
    /// A file that does not say how many seats, and where it could.
    #[error("the file does not say how many seats there are; give --seats N, or {0}")]
    SeatsUnknown(&'static str),
    /// A header line that cannot be read.
    #[error("{0}")]
    Columns(String),
    /// Scores wanted of a format that has none.
    #[error("the file holds preferences and no scores; give a CSV file with a column for each candidate")]
    NoScores,
    /// Not PrefLib's.
    #[error(
        "a PrefLib file begins with lines such as \"# NUMBER ALTERNATIVES: 3\", or, before 2022, with that number alone; this one does not"
    )]
    PrefLibHeader,
    /// Not JSON, or not of the format's shape.
    #[error("{0}; give a report of cast vote records in JSON (NIST SP 1500-103)")]
    Json(String),
    /// A line, or a place in JSON, that cannot be read.
    #[error("{0}")]
    Line(String),
    /// A cell that cannot be read.
    #[error("{0}")]
    Cell(String),
}
