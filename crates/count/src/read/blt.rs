//! BLT files, as the counting programs of the field write them.
//!
//! ```text
//! 3 2                 candidates and seats; # begins a comment
//! -2                  withdrawn candidates, if any
//! 28 1 3 0            papers, candidates in order of preference, 0
//! 0                   the end of the ballots
//! "Ann ""The Party""" the names; doubled quotation marks hold the affiliation
//! "Bob"
//! "Cy"
//! "Committee 2026"    the title; found without quotation marks too
//! ```
//!
//! A ballot ends at its 0. Copies are found in which some ballots lack it: such a ballot ends
//! with its line, and a warning says so. A ballot of `28 0` is 28 blank papers.

use std::collections::HashSet;

use super::text::{decode, excerpt, printable};
use super::{Defect, ReadError};
use crate::profile::{Ballot, Candidate, MAX_CANDIDATES, Profile, check_contest};

/// Reads a profile of rankings.
///
/// # Errors
/// [`ReadError`], naming the line and column, for anything that can be read in no way or in two.
pub fn read(bytes: &[u8]) -> Result<Profile, ReadError> {
    let text = decode(bytes)?;
    let mut lines = (1u64..).zip(text.lines());
    let (candidates, seats) = header(&mut lines)?;
    let mut reader = Ballots::new(candidates);
    let mut end = None;
    for (number, line) in &mut lines {
        if let Some(rest) = reader.line(number, line)? {
            end = Some((number, line, rest));
            break;
        }
    }
    let last = text.lines().count() as u64;
    let Some((number, line, rest)) = end else {
        return Err(ReadError::on_line(last, Defect::NoEnd));
    };
    let mut names = Names { candidates, names: Vec::new(), title: None };
    names.line(number, line, rest)?;
    for (number, line) in lines {
        names.line(number, line, 0)?;
    }
    let (named, title) = names.finish(last)?;
    let candidates = (1u16..).zip(named).map(|(number, name)| {
        let (name, affiliation) = affiliated(&name);
        Candidate { name, affiliation, withdrawn: reader.withdrawn.contains(&number) }
    });
    Ok(Profile {
        title,
        seats,
        candidates: candidates.collect(),
        ballots: reader.ballots,
        warnings: reader.warnings,
    })
}

fn header<'a>(lines: &mut impl Iterator<Item = (u64, &'a str)>) -> Result<(u16, u32), ReadError> {
    for (number, line) in lines {
        let mut words = words(line);
        let Some((at, first)) = words.next() else { continue };
        let refused = |_| ReadError::on_line(number, Defect::Header);
        let (Some((_, second)), None) = (words.next(), words.next()) else {
            return Err(ReadError::on_line(number, Defect::Header));
        };
        let candidates = whole(first).map_err(refused)?;
        let seats = whole(second).map_err(refused)?;
        let error = |defect| ReadError::new(number, column(line, at), defect);
        if candidates > u64::from(MAX_CANDIDATES) {
            return Err(error(Defect::TooManyCandidates(candidates)));
        }
        let seats = u32::try_from(seats).unwrap_or(u32::MAX);
        check_contest(seats, candidates as usize).map_err(|one| error(Defect::Contest(one)))?;
        return Ok((u16::try_from(candidates).unwrap_or(MAX_CANDIDATES), seats));
    }
    Err(ReadError::nowhere(Defect::Empty))
}

/// The second part of the file.
struct Ballots {
    candidates: u16,
    withdrawn: HashSet<u16>,
    ballots: Vec<(Ballot, u64)>,
    papers: u64,
    warnings: Vec<String>,
    seen: HashSet<u16>,
}

/// Warnings beyond these are summed up: a file may lack every closing 0.
const WARNINGS: usize = 5;

impl Ballots {
    fn new(candidates: u16) -> Self {
        Self {
            candidates,
            withdrawn: HashSet::new(),
            ballots: Vec::new(),
            papers: 0,
            warnings: Vec::new(),
            seen: HashSet::new(),
        }
    }

    /// Reads the ballots of a line; at the end of all ballots, the byte where the names begin.
    fn line(&mut self, number: u64, line: &str) -> Result<Option<usize>, ReadError> {
        let mut words = words(line);
        while let Some((at, word)) = words.next() {
            let error = |defect| ReadError::new(number, column(line, at), defect);
            if word.starts_with('"') {
                return Err(error(Defect::NoEnd));
            }
            if word.starts_with('-') && word.len() > 1 && self.ballots.is_empty() {
                self.withdraw(word).map_err(error)?;
                continue;
            }
            let papers = whole(word).map_err(error)?;
            if papers == 0 {
                return Ok(Some(at + word.len()));
            }
            self.papers = self
                .papers
                .checked_add(papers)
                .filter(|sum| *sum <= i64::MAX as u64)
                .ok_or_else(|| error(Defect::TooManyPapers))?;
            let ranking = self.ranking(number, line, &mut words)?;
            self.ballots.push((Ballot::Ranking(ranking), papers));
        }
        Ok(None)
    }

    fn withdraw(&mut self, word: &str) -> Result<(), Defect> {
        let candidate = self.candidate(whole(word.trim_start_matches('-'))?)?;
        self.withdrawn.insert(candidate);
        Ok(())
    }

    fn ranking<'a>(
        &mut self,
        number: u64,
        line: &str,
        words: &mut impl Iterator<Item = (usize, &'a str)>,
    ) -> Result<Vec<u16>, ReadError> {
        self.seen.clear();
        let mut ranking = Vec::new();
        for (at, word) in words {
            let error = |defect| ReadError::new(number, column(line, at), defect);
            let mark = whole(word).map_err(error)?;
            if mark == 0 {
                return Ok(ranking);
            }
            let candidate = self.candidate(mark).map_err(error)?;
            if !self.seen.insert(candidate) {
                return Err(error(Defect::Repeated(candidate)));
            }
            ranking.push(candidate);
        }
        if ranking.is_empty() {
            return Err(ReadError::on_line(number, Defect::Truncated));
        }
        self.warn(number);
        Ok(ranking)
    }

    fn candidate(&self, mark: u64) -> Result<u16, Defect> {
        u16::try_from(mark)
            .ok()
            .filter(|candidate| (1..=self.candidates).contains(candidate))
            .ok_or(Defect::UnknownCandidate { found: mark, last: self.candidates })
    }

    fn warn(&mut self, number: u64) {
        match self.warnings.len() {
            0..WARNINGS => self.warnings.push(format!(
                "line {number}: the closing 0 is missing; the line was read as a whole ballot"
            )),
            WARNINGS => self.warnings.push("further lines lack their closing 0".to_owned()),
            _ => {}
        }
    }
}

/// The last part of the file.
struct Names {
    candidates: u16,
    names: Vec<String>,
    title: Option<String>,
}

impl Names {
    fn line(&mut self, number: u64, line: &str, from: usize) -> Result<(), ReadError> {
        let mut at = from;
        loop {
            let rest = &line[at..];
            let start = at + (rest.len() - rest.trim_start().len());
            let rest = line[start..].trim_end();
            let error = |defect| ReadError::new(number, column(line, start), defect);
            if rest.is_empty() || rest.starts_with('#') {
                return Ok(());
            }
            if self.title.is_some() {
                return Err(error(Defect::AfterTitle(self.candidates)));
            }
            let named = self.names.len() == usize::from(self.candidates);
            let text = match rest.strip_prefix('"') {
                Some(inside) => {
                    let (text, length) = quoted(inside).ok_or_else(|| error(Defect::Unclosed))?;
                    at = start + 1 + length;
                    text
                }
                None if named => {
                    at = line.len();
                    rest.to_owned()
                }
                None => {
                    let (found, expected) = (self.names.len(), self.candidates);
                    return Err(error(Defect::TooFewNames { found, expected }));
                }
            };
            printable(&text).map_err(error)?;
            let text = text.trim().to_owned();
            if named {
                self.title = Some(text);
            } else {
                self.names.push(text);
            }
        }
    }

    fn finish(self, last: u64) -> Result<(Vec<String>, String), ReadError> {
        let (found, expected) = (self.names.len(), self.candidates);
        if found < usize::from(expected) {
            return Err(ReadError::on_line(last, Defect::TooFewNames { found, expected }));
        }
        let title = self.title.ok_or(ReadError::on_line(last, Defect::NoTitle(expected)))?;
        Ok((self.names, title))
    }
}

/// The text up to its closing quotation mark, and how many bytes it and the mark take. A doubled
/// mark stands for one.
fn quoted(inside: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut rest = inside;
    loop {
        let mark = rest.find('"')?;
        text.push_str(&rest[..mark]);
        rest = &rest[mark + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                text.push('"');
                rest = more;
            }
            None => return Some((text, inside.len() - rest.len())),
        }
    }
}

/// `John ALEXANDER "The Party"` is a name and an affiliation.
fn affiliated(text: &str) -> (String, Option<String>) {
    if let Some((name, party)) = text.strip_suffix('"').and_then(|inside| inside.split_once('"')) {
        let (name, party) = (name.trim(), party.trim());
        if !name.is_empty() && !party.is_empty() {
            return (name.to_owned(), Some(party.to_owned()));
        }
    }
    (text.to_owned(), None)
}

/// The words of a line up to a comment, each with the byte where it begins.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = line.split('#').next().unwrap_or_default();
    text.split_whitespace().map(move |word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

fn whole(word: &str) -> Result<u64, Defect> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(word) {
        return word.parse().map_err(|_| Defect::TooLarge(excerpt(word)));
    }
    if word.strip_prefix('-').is_some_and(digits) {
        return Err(Defect::Negative(excerpt(word)));
    }
    if word.contains('=') || word == "-" {
        return Err(Defect::EqualOrSkipped(excerpt(word)));
    }
    Err(Defect::NotANumber(excerpt(word)))
}

/// The column of a byte, in characters from 1.
fn column(line: &str, at: usize) -> u64 {
    line.get(..at).map_or(0, |before| before.chars().count() as u64) + 1
}
