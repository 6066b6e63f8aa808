//! Candidates by the names that ballots give them.

use std::collections::{BTreeSet, HashMap};

use super::Defect;
use super::text::excerpt;
use crate::profile::{Candidate, MAX_CANDIDATES};

/// Finds candidates by name, or by number where no candidate has that for a name.
pub(super) struct Roster {
    numbers: HashMap<String, u16>,
    last: u16,
}

impl Roster {
    pub(super) fn new(candidates: &[Candidate]) -> Self {
        let numbers = (1u16..).zip(candidates).map(|(number, one)| (one.name.clone(), number)).collect();
        Self { numbers, last: u16::try_from(candidates.len()).unwrap_or(u16::MAX) }
    }

    pub(super) fn len(&self) -> usize {
        usize::from(self.last)
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.numbers.contains_key(name)
    }

    pub(super) fn find(&self, text: &str) -> Result<u16, Defect> {
        if let Some(number) = self.numbers.get(text) {
            return Ok(*number);
        }
        match text.parse::<u64>() {
            Ok(found) => u16::try_from(found)
                .ok()
                .filter(|number| (1..=self.last).contains(number))
                .ok_or(Defect::UnknownCandidate { found, last: self.last }),
            Err(_) => Err(Defect::UnknownName(excerpt(text))),
        }
    }
}

/// Those whom ballots name, where nobody is listed: alphabetically, or by number up to the highest.
#[derive(Default)]
pub(super) struct Named {
    names: BTreeSet<String>,
    highest: u64,
}

impl Named {
    pub(super) fn add(&mut self, text: &str) -> Result<(), Defect> {
        match text.parse::<u64>() {
            Ok(number) if number > u64::from(MAX_CANDIDATES) => {
                return Err(Defect::TooManyCandidates(number));
            }
            Ok(number) => self.highest = self.highest.max(number),
            Err(_) if self.names.contains(text) => {}
            Err(_) => {
                if self.names.len() >= usize::from(MAX_CANDIDATES) {
                    return Err(Defect::TooManyCandidates(u64::from(MAX_CANDIDATES) + 1));
                }
                self.names.insert(text.to_owned());
            }
        }
        Ok(())
    }

    pub(super) fn candidates(self) -> Result<Vec<Candidate>, Defect> {
        if self.highest == 0 {
            return Ok(self.names.into_iter().map(Candidate::new).collect());
        }
        if let Some(name) = self.names.first() {
            return Err(Defect::Columns(format!(
                "the ballots hold names (such as {name:?}) and numbers; use one of them, or list the candidates in lines \"# candidate: NAME\""
            )));
        }
        Ok((1..=self.highest).map(|number| Candidate::new(format!("Candidate {number}"))).collect())
    }
}
