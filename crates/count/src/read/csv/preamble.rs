//! The lines before the header.

use crate::profile::Candidate;
use crate::read::text::{excerpt, printable};
use crate::read::{Defect, ReadError};

/// What the lines that begin with # say.
pub(super) struct Preamble {
    pub(super) title: String,
    pub(super) seats: Option<u32>,
    pub(super) candidates: Vec<Candidate>,
    /// With the lines that say so.
    pub(super) withdrawn: Vec<(u64, String)>,
    /// What separates the cells of the header.
    pub(super) delimiter: u8,
    /// Where the header begins: its line, and its first byte.
    pub(super) header: (u64, usize),
}

impl Preamble {
    pub(super) fn read(text: &str) -> Result<Self, ReadError> {
        let mut preamble = Self {
            title: String::new(),
            seats: None,
            candidates: Vec::new(),
            withdrawn: Vec::new(),
            delimiter: b',',
            header: (1, 0),
        };
        let mut byte = 0;
        for (number, whole) in (1u64..).zip(text.split_inclusive('\n')) {
            preamble.header = (number, byte);
            byte += whole.len();
            let line = whole.trim();
            if line.is_empty() {
                continue;
            }
            let Some(said) = line.strip_prefix('#') else {
                preamble.delimiter = delimiter(line);
                return Ok(preamble);
            };
            if let Some((key, value)) = said.split_once(':') {
                let value = value.trim();
                printable(value).map_err(|defect| ReadError::on_line(number, defect))?;
                preamble.note(key.trim(), value, number)?;
            }
        }
        Err(ReadError::nowhere(Defect::Empty))
    }

    fn note(&mut self, key: &str, value: &str, line: u64) -> Result<(), ReadError> {
        let refused = |defect| ReadError::on_line(line, defect);
        match key {
            "title" => value.clone_into(&mut self.title),
            "seats" => {
                let seats = value.parse().map_err(|_| Defect::NotANumber(excerpt(value)));
                self.seats = Some(seats.map_err(refused)?);
            }
            "candidate" => {
                let (name, affiliation) = match value.split_once(',') {
                    Some((name, party)) => (name.trim(), Some(party.trim().to_owned())),
                    None => (value, None),
                };
                if name.is_empty() || self.candidates.iter().any(|one| one.name == name) {
                    let what = format!("candidate {name:?} is listed twice or has no name; list each once");
                    return Err(refused(Defect::Columns(what)));
                }
                self.candidates.push(Candidate { affiliation, ..Candidate::new(name) });
            }
            "withdrawn" => self.withdrawn.push((line, value.to_owned())),
            _ => {}
        }
        Ok(())
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
