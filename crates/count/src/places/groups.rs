//! Who belongs to which group, read from a file of their own, and requirements from a few words.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Bound, Places, Requirement};
use crate::named::{Unnamed, find_candidate};
use crate::profile::Candidate;

/// The groups of a contest's candidates. A candidate may be in any number of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    members: BTreeMap<String, Vec<u16>>,
}

/// Why groups or requirements cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum GroupsError {
    /// The file is not CSV in UTF-8.
    #[error("the file of groups cannot be read as CSV: {0}")]
    Csv(String),
    /// A line gives no group.
    #[error("line {line} of the groups: {candidate:?} stands alone; write a candidate, a comma and a group")]
    NoGroup {
        /// The line, from 1.
        line: u64,
        /// What it says.
        candidate: String,
    },
    /// A line names nobody, or several.
    #[error("line {line} of the groups: {who}")]
    Candidate {
        /// The line, from 1.
        line: u64,
        /// Nobody or several.
        who: Unnamed,
    },
    /// A requirement that is not a number, a colon and a group.
    #[error("{0:?} is no requirement; write a number, a colon and a group, as in 2:women")]
    Requirement(String),
    /// A requirement on a group that has no members.
    #[error("there is no group {group:?}; the groups are {known}")]
    UnknownGroup {
        /// The name asked for.
        group: String,
        /// The names there are.
        known: String,
    },
}

impl Groups {
    /// Reads lines of a candidate, by number or by name, and the candidate's groups, with commas
    /// between. Lines that begin with `#` and a first line `candidate,group` are passed over; a
    /// candidate may have several lines.
    ///
    /// ```text
    /// candidate,group
    /// 3,women,branch A
    /// "Lee, Ann",women
    /// ```
    ///
    /// # Errors
    /// [`GroupsError`], with the line.
    pub fn read(bytes: &[u8], candidates: &[Candidate]) -> Result<Self, GroupsError> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let mut groups = Self::default();
        for (at, record) in reader.records().enumerate() {
            let record = record.map_err(|error| GroupsError::Csv(error.to_string()))?;
            let line = record.position().map_or(0, csv::Position::line);
            let mut cells = record.iter().filter(|cell| !cell.is_empty()).peekable();
            let Some(candidate) = cells.next() else { continue };
            let candidate = candidate.trim_start_matches('\u{feff}');
            if at == 0 && candidate.eq_ignore_ascii_case("candidate") {
                continue;
            }
            if cells.peek().is_none() {
                return Err(GroupsError::NoGroup { line, candidate: candidate.to_owned() });
            }
            let number =
                find_candidate(candidate, candidates).map_err(|who| GroupsError::Candidate { line, who })?;
            cells.for_each(|group| groups.add(group, number));
        }
        Ok(groups)
    }

    /// Puts a candidate into a group.
    pub fn add(&mut self, group: &str, candidate: u16) {
        let members = self.members.entry(group.to_owned()).or_default();
        if let Err(at) = members.binary_search(&candidate) {
            members.insert(at, candidate);
        }
    }

    /// The requirements "at least" and "at most", each written `2:women`.
    ///
    /// # Errors
    /// Words that are no requirement, or a group without members.
    pub fn require<T: AsRef<str>>(&self, at_least: &[T], at_most: &[T]) -> Result<Places, GroupsError> {
        let least = at_least.iter().map(|words| self.requirement(words.as_ref(), Bound::AtLeast));
        let most = at_most.iter().map(|words| self.requirement(words.as_ref(), Bound::AtMost));
        Ok(Places::new(least.chain(most).collect::<Result<_, _>>()?))
    }

    fn requirement(&self, words: &str, bound: impl Fn(u32) -> Bound) -> Result<Requirement, GroupsError> {
        let unclear = || GroupsError::Requirement(words.to_owned());
        let (number, group) = words.split_once(':').ok_or_else(unclear)?;
        let number = number.trim().parse().map_err(|_| unclear())?;
        let group = group.trim();
        let members = self.members.get(group).ok_or_else(|| GroupsError::UnknownGroup {
            group: group.to_owned(),
            known: self.members.keys().cloned().collect::<Vec<_>>().join(", "),
        })?;
        Ok(Requirement { bound: bound(number), group: group.to_owned(), members: members.clone() })
    }
}
