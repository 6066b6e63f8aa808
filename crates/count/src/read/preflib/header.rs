//! What stands before the orders, in the format of today and in that of before 2022.

use crate::profile::{Candidate, MAX_CANDIDATES};
use crate::read::text::{excerpt, position, printable, whole};
use crate::read::{Defect, ReadError};

pub(super) struct Header {
    pub(super) title: String,
    pub(super) candidates: Vec<Candidate>,
    pub(super) seats: Option<u32>,
    pub(super) voters: Option<u64>,
    /// What each category is worth as a score; none where the file holds orders.
    pub(super) categories: Option<Vec<u32>>,
    /// Whether the format is that of before 2022.
    pub(super) old: bool,
    /// The byte where the orders begin.
    pub(super) begin: usize,
}

impl Header {
    pub(super) fn read(text: &str) -> Result<Self, ReadError> {
        if text.trim_start().starts_with('#') { Self::of_today(text) } else { Self::of_before(text) }
    }

    fn of_today(text: &str) -> Result<Self, ReadError> {
        let mut metadata = Metadata::default();
        let mut begin = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() && !trimmed.starts_with('#') {
                break;
            }
            if let Some((key, value)) = trimmed.strip_prefix('#').and_then(|said| said.split_once(':')) {
                metadata.note(key.trim(), value.trim()).map_err(|one| position(text, begin, one))?;
            }
            begin += line.len();
        }
        metadata.header(begin)
    }

    fn of_before(text: &str) -> Result<Self, ReadError> {
        let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
            let begin = *at;
            *at += line.len();
            Some((begin, line.trim()))
        });
        let (_, first) = lines.next().unwrap_or_default();
        let last = whole(first).map_err(|_| ReadError::on_line(1, Defect::PrefLibHeader))?;
        let last = bounded(last).map_err(|one| ReadError::on_line(1, one))?;
        let mut candidates = Vec::new();
        for number in 1..=last {
            let (at, line) = lines.next().unwrap_or((text.len(), ""));
            let found = line.split_once(',').filter(|(one, _)| one.trim().parse() == Ok(number));
            let Some((_, name)) = found else {
                let what =
                    format!("the name of alternative {number} belongs here, as \"{number},NAME\"; write it");
                return Err(position(text, at, Defect::Line(what)));
            };
            printable(name.trim()).map_err(|one| position(text, at, one))?;
            candidates.push(Candidate::new(name.trim()));
        }
        let (at, line) = lines.next().unwrap_or((text.len(), ""));
        let sums: Vec<Result<u64, _>> = line.split(',').map(|word| whole(word.trim())).collect();
        let [_, Ok(voters), _] = sums[..] else {
            let what =
                "three numbers belong here: voters, the sum of their orders, different orders; write them";
            return Err(position(text, at, Defect::Line(what.to_owned())));
        };
        let begin = lines.next().map_or(text.len(), |(at, _)| at);
        let voters = Some(voters);
        Ok(Self { title: String::new(), candidates, seats: None, voters, categories: None, old: true, begin })
    }
}

#[derive(Default)]
struct Metadata {
    title: String,
    kind: String,
    seats: Option<u32>,
    voters: Option<u64>,
    candidates: Vec<Option<Candidate>>,
    categories: Vec<Option<String>>,
}

impl Metadata {
    fn note(&mut self, key: &str, value: &str) -> Result<(), Defect> {
        printable(value)?;
        match key {
            "TITLE" => value.clone_into(&mut self.title),
            "DATA TYPE" => value.clone_into(&mut self.kind),
            "NUMBER VOTERS" => self.voters = Some(whole(value)?),
            "NUMBER SEATS" => self.seats = Some(u32::try_from(whole(value)?).unwrap_or(u32::MAX)),
            "NUMBER ALTERNATIVES" => self.candidates = vec![None; usize::from(bounded(whole(value)?)?)],
            "NUMBER CATEGORIES" => self.categories = vec![None; usize::from(bounded(whole(value)?)?)],
            _ => return self.note_numbered(key, value),
        }
        Ok(())
    }

    fn note_numbered(&mut self, key: &str, value: &str) -> Result<(), Defect> {
        let numbered =
            key.rsplit_once(' ').and_then(|(what, number)| Some((what, number.parse::<usize>().ok()?)));
        let Some((what, number)) = numbered else { return Ok(()) };
        let missing = || {
            Defect::Line(format!(
                "{what} {number} is beyond the number that the header gives; correct one of them"
            ))
        };
        match what {
            "ALTERNATIVE NAME" => {
                let slot = number.checked_sub(1).and_then(|slot| self.candidates.get_mut(slot));
                *slot.ok_or_else(missing)? = Some(Candidate::new(value));
            }
            "ALTERNATIVE AFFILIATION" | "ALTERNATIVE WITHDRAWN" => {
                let slot = number.checked_sub(1).and_then(|slot| self.candidates.get_mut(slot));
                let candidate = slot.and_then(Option::as_mut).ok_or_else(missing)?;
                if what == "ALTERNATIVE AFFILIATION" {
                    candidate.affiliation = Some(value.to_owned());
                } else {
                    candidate.withdrawn = value.eq_ignore_ascii_case("yes");
                }
            }
            "CATEGORY NAME" => {
                let slot = number.checked_sub(1).and_then(|slot| self.categories.get_mut(slot));
                *slot.ok_or_else(missing)? = Some(value.to_owned());
            }
            _ => {}
        }
        Ok(())
    }

    fn header(self, begin: usize) -> Result<Header, ReadError> {
        let refused = |what: String| ReadError::nowhere(Defect::Line(what));
        if self.candidates.is_empty() {
            return Err(ReadError::nowhere(Defect::PrefLibHeader));
        }
        let mut candidates = Vec::new();
        for (number, candidate) in (1..).zip(self.candidates) {
            let none = || refused(format!("the header gives no ALTERNATIVE NAME {number}; add the line"));
            candidates.push(candidate.ok_or_else(none)?);
        }
        let categories = match self.kind.as_str() {
            "cat" => Some(worth(&self.categories)),
            "" | "soc" | "soi" | "toc" | "toi" => None,
            other => {
                let other = excerpt(other);
                return Err(refused(format!(
                    "data of the type {other:?} are no ballots; give a file of orders or categories"
                )));
            }
        };
        let Self { title, seats, voters, .. } = self;
        Ok(Header { title, candidates, seats, voters, categories, old: false, begin })
    }
}

/// Categories named by whole numbers are worth those; others fall from n - 1 to nothing.
fn worth(names: &[Option<String>]) -> Vec<u32> {
    let named: Option<Vec<u32>> = names.iter().map(|name| name.as_ref()?.parse().ok()).collect();
    named.unwrap_or_else(|| (0u32..).take(names.len()).collect::<Vec<_>>().into_iter().rev().collect())
}

fn bounded(number: u64) -> Result<u16, Defect> {
    match u16::try_from(number) {
        Ok(number) if number <= MAX_CANDIDATES => Ok(number),
        _ => Err(Defect::TooManyCandidates(number)),
    }
}
