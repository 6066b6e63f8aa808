//! Writers for the formats that [`crate::Format`] reads.
//!
//! Whatever is written is read again before it is handed out, and compared: what the format has
//! no place for, or would not give back as it was, is in [`Written::lost`], each in words.

mod blt;
mod csv;
mod cvr;
pub(crate) mod matrix;
mod preflib;
mod ranked;

use std::collections::HashSet;

use thiserror::Error;

use crate::profile::{Ballot, BallotKind, Candidate, Profile};
use crate::read::{Format, Grouped, ReadError, Wanted, ballot_of_ranks};

/// A file, and what it does not hold of the profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub text: String,
    /// What is lost, each a phrase such as "who withdrew (2)".
    pub lost: Vec<String>,
}

/// Why a profile cannot be written at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// Ballots of several kinds.
    #[error("ballot {0} is of another kind than the first; a file holds one kind")]
    Mixed(usize),
    /// The format has no such ballots.
    #[error("{} cannot be written as {}; choose csv", kind.words(), format.name())]
    Kind {
        /// The ballots.
        kind: BallotKind,
        /// The format.
        format: Format,
    },
    /// A record for each paper would be too long a file.
    #[error(
        "{papers} papers are too many for a format with a record for each (at most {most}); choose blt or csv"
    )]
    TooManyPapers {
        /// There are.
        papers: u64,
        /// There may be.
        most: u64,
    },
    /// More different scores than categories can be.
    #[error("{0} different scores are too many for categories; choose csv")]
    TooManyScores(usize),
    /// The format could not read it.
    #[error("the format would not read this back: {0}")]
    Unreadable(ReadError),
}

impl Format {
    /// Writes a profile.
    ///
    /// # Errors
    /// [`WriteError`]: the format has no place for such ballots, or a name or number in the
    /// profile is one that it refuses.
    pub fn write(self, profile: &Profile) -> Result<Written, WriteError> {
        let kind = kind(profile)?;
        let profile = canonical(profile);
        let mut lost = Vec::new();
        let text = match self {
            Self::Blt => blt::write(&profile)?,
            Self::Csv => csv::write(&profile, kind),
            Self::PrefLib => preflib::write(&profile, kind, &mut lost)?,
            Self::Ranked => ranked::write(&profile)?,
            Self::Cvr => cvr::write(&profile, kind)?,
        };
        let again = self.read(text.as_bytes(), &Wanted::of(kind)).map_err(WriteError::Unreadable)?;
        let said_of_ballots = !lost.is_empty();
        differences(&profile, &canonical(&again), said_of_ballots, &mut lost);
        Ok(Written { text, lost })
    }
}

/// The one kind of all ballots; rankings where there are none.
fn kind(profile: &Profile) -> Result<BallotKind, WriteError> {
    let first = profile.ballots.first().map_or(BallotKind::Ranking, |(ballot, _)| ballot.kind());
    match profile.ballots.iter().position(|(ballot, _)| ballot.kind() != first) {
        Some(at) => Err(WriteError::Mixed(at + 1)),
        None => Ok(first),
    }
}

/// The same profile with equal ballots put together and nothing said in two ways: ranks and
/// approvals ascending, no ranks skipped after the last mark, no ballots of no papers.
pub(crate) fn canonical(profile: &Profile) -> Profile {
    let mut grouped = Grouped::default();
    for (ballot, papers) in &profile.ballots {
        let ballot = match ballot {
            Ballot::Weak(ranks) => ballot_of_ranks(ranks.clone()),
            Ballot::Approval(marks) => {
                let mut marks = marks.clone();
                marks.sort_unstable();
                Ballot::Approval(marks)
            }
            other => other.clone(),
        };
        // Papers beyond 2^63 are refused by every count and every reader.
        let _ = grouped.put(ballot, *papers);
    }
    Profile { ballots: grouped.into_ballots(), warnings: Vec::new(), ..profile.clone() }
}

fn differences(written: &Profile, read: &Profile, said_of_ballots: bool, lost: &mut Vec<String>) {
    if written.title != read.title {
        lost.push(format!("the title as it is: {:?} would become {:?}", written.title, read.title));
    }
    if written.seats != read.seats {
        lost.push("the number of seats".to_owned());
    }
    if written.candidates.len() != read.candidates.len() {
        lost.push(format!(
            "candidates: of {} there would be {}",
            written.candidates.len(),
            read.candidates.len()
        ));
        return;
    }
    let pairs = || written.candidates.iter().zip(&read.candidates);
    let mut differ = |what: &str, differs: &dyn Fn(&Candidate, &Candidate) -> bool| {
        let names: Vec<&str> =
            pairs().filter(|(one, other)| differs(one, other)).map(|(one, _)| one.name.as_str()).collect();
        if !names.is_empty() {
            lost.push(format!("{what} ({})", names.join(", ")));
        }
    };
    differ("names as they are", &|one, other| one.name != other.name);
    differ("affiliations", &|one, other| one.affiliation != other.affiliation);
    differ("who withdrew", &|one, other| one.withdrawn != other.withdrawn);
    if written.ballots != read.ballots && !said_of_ballots {
        let kept: HashSet<&(Ballot, u64)> = read.ballots.iter().collect();
        let same = written.ballots.iter().filter(|one| kept.contains(one)).count();
        lost.push(format!("ballots as they are ({} different ones)", written.ballots.len() - same));
    }
}
