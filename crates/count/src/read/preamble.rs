//! The lines that begin with # and stand before the ballots of a CSV file or of a list of rankings.
//!
//! ```text
//! # title: Committee 2026
//! # seats: 2
//! # candidate: Ann, The Party          a name and, after a comma, an affiliation
//! # candidate: "Lee, Bob", The Party   a name with a comma in it
//! # withdrawn: Ann
//! ```
//!
//! The parameters of the Condorcet Election Format (version 1, github.com/CondorcetVote) mean the
//! same: `#/Candidates: A ; B`, `#/Number of Seats: 2`, `#/Weight Allowed: true`.

use crate::profile::{Candidate, MAX_CANDIDATES};
use crate::read::text::{excerpt, printable, unquoted};
use crate::read::{Defect, ReadError};

/// What the lines that begin with # say.
pub(super) struct Preamble {
    pub(super) title: String,
    pub(super) seats: Option<u32>,
    pub(super) candidates: Vec<Candidate>,
    /// With the lines that say so.
    pub(super) withdrawn: Vec<(u64, String)>,
    /// How many ballots a matrix was added up from.
    pub(super) ballots: Option<u64>,
    /// What separates the cells of the header.
    pub(super) delimiter: u8,
    /// Whether the Condorcet Election Format's weights (`^7`) count.
    pub(super) weights: bool,
    /// Where the header, or the first ballot, begins: its line, and its first byte. None where
    /// there is nothing below.
    pub(super) header: Option<(u64, usize)>,
}

impl Preamble {
    pub(super) fn read(text: &str) -> Result<Self, ReadError> {
        let mut preamble = Self {
            title: String::new(),
            seats: None,
            candidates: Vec::new(),
            withdrawn: Vec::new(),
            ballots: None,
            delimiter: b',',
            weights: false,
            header: None,
        };
        let mut byte = 0;
        for (number, whole) in (1u64..).zip(text.split_inclusive('\n')) {
            let begin = byte;
            byte += whole.len();
            let line = whole.trim();
            if line.is_empty() {
                continue;
            }
            let Some(said) = line.strip_prefix('#') else {
                preamble.delimiter = delimiter(line);
                preamble.header = Some((number, begin));
                return Ok(preamble);
            };
            if let Some((key, value)) = said.split_once(':') {
                let value = value.trim();
                printable(value).map_err(|defect| ReadError::on_line(number, defect))?;
                preamble.note(key.trim(), value, number)?;
            }
        }
        Ok(preamble)
    }

    fn note(&mut self, key: &str, value: &str, line: u64) -> Result<(), ReadError> {
        let refused = |defect| ReadError::on_line(line, defect);
        match key {
            "title" => value.clone_into(&mut self.title),
            "seats" | "/Number of Seats" | "/Number Of Seats" => {
                let seats = value.parse().map_err(|_| Defect::NotANumber(excerpt(value)));
                self.seats = Some(seats.map_err(refused)?);
            }
            "ballots" => {
                self.ballots = Some(value.parse().map_err(|_| refused(Defect::NotANumber(excerpt(value))))?)
            }
            "candidate" => {
                let (name, affiliation) = named(value);
                self.stand(name, affiliation).map_err(refused)?;
            }
            "/Candidates" => {
                for name in value.split(';') {
                    self.stand(name.trim().to_owned(), None).map_err(refused)?;
                }
            }
            "/Weight Allowed" | "/Weight allowed" => self.weights = value.eq_ignore_ascii_case("true"),
            "withdrawn" => self.withdrawn.push((line, value.to_owned())),
            _ => {}
        }
        Ok(())
    }

    fn stand(&mut self, name: String, affiliation: Option<String>) -> Result<(), Defect> {
        if name.is_empty() || self.candidates.iter().any(|one| one.name == name) {
            let what = format!("candidate {name:?} is listed twice or has no name; list each once");
            return Err(Defect::Columns(what));
        }
        if self.candidates.len() >= usize::from(MAX_CANDIDATES) {
            return Err(Defect::TooManyCandidates(u64::from(MAX_CANDIDATES) + 1));
        }
        self.candidates.push(Candidate { affiliation, ..Candidate::new(name) });
        Ok(())
    }

    /// Marks those who withdrew, in whatever order the candidates are.
    pub(super) fn withdraw(&self, candidates: &mut [Candidate]) -> Result<(), ReadError> {
        for (line, name) in &self.withdrawn {
            let one = candidates.iter_mut().find(|one| one.name == *name);
            let unknown = || ReadError::on_line(*line, Defect::UnknownName(excerpt(name)));
            one.ok_or_else(unknown)?.withdrawn = true;
        }
        Ok(())
    }
}

/// A name, perhaps in quotation marks, and what follows its comma.
fn named(value: &str) -> (String, Option<String>) {
    if let Some((name, after)) = unquoted(value) {
        let after = after.trim();
        if after.is_empty() {
            return (name, None);
        }
        if let Some(party) = after.strip_prefix(',') {
            return (name, Some(party.trim().to_owned()));
        }
    }
    match value.split_once(',') {
        Some((name, party)) => (name.trim().to_owned(), Some(party.trim().to_owned())),
        None => (value.to_owned(), None),
    }
}

/// The separator of the header: a semicolon or a tab where there is one and no comma.
fn delimiter(header: &str) -> u8 {
    match header {
        _ if header.contains(',') => b',',
        _ if header.contains(';') => b';',
        _ if header.contains('\t') => b'\t',
        _ => b',',
    }
}
