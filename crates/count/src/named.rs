//! Candidates as a person names them: by number or by name.

use thiserror::Error;

use crate::profile::Candidate;

/// Nobody is meant by what is written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Unnamed {
    /// No candidate has that number or name.
    #[error("{written:?} is no candidate; write a number from 1 to {last}, or a name as the ballots give it")]
    Nobody {
        /// What is written.
        written: String,
        /// The highest number there is.
        last: usize,
    },
    /// Several candidates have that name.
    #[error("{written:?} is the name of several candidates; write the number")]
    Several {
        /// What is written.
        written: String,
    },
}

/// The candidate who is meant: by number, or else by a name that only one of them has.
///
/// # Errors
/// Nobody, or several.
pub fn find_candidate(written: &str, candidates: &[Candidate]) -> Result<u16, Unnamed> {
    let last = candidates.len();
    if let Ok(number) = written.parse::<u16>()
        && (1..=last).contains(&usize::from(number))
    {
        return Ok(number);
    }
    let mut named = (1u16..).zip(candidates).filter(|(_, one)| one.name == written).map(|(number, _)| number);
    match (named.next(), named.next()) {
        (Some(number), None) => Ok(number),
        (Some(_), Some(_)) => Err(Unnamed::Several { written: written.to_owned() }),
        (None, _) => Err(Unnamed::Nobody { written: written.to_owned(), last }),
    }
}
