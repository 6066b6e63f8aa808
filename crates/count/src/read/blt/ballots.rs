//! The second part of the file: who withdrew, and the ballots.
//!
//! Nearly all of a file is digits and single spaces, and it may be fifty megabytes: those are
//! read byte by byte without looking back ([`Ballots::plain`]). A line with anything else in it
//! is read again by words ([`Ballots::by_words`]).

use std::collections::{HashMap, HashSet};

use super::{whole, words};
use crate::profile::Ballot;
use crate::read::ranks::{self, Grouped, Marked};
use crate::read::text::{excerpt, position, printable};
use crate::read::{Defect, ReadError};

/// Warnings beyond these are summed up: a file may lack every closing 0.
const WARNINGS: usize = 5;

pub(super) struct Ballots<'a> {
    text: &'a str,
    /// The byte that is read next.
    at: usize,
    candidates: u16,
    withdrawn: HashSet<u16>,
    nicknames: HashMap<&'a str, u16>,
    grouped: Grouped,
    marked: Marked,
    warnings: Vec<String>,
    unclosed: usize,
}

/// How a ballot ended.
enum End {
    /// At its 0.
    Closed,
    /// At the end of its line.
    Line,
    /// It has not: there is something that only [`Ballots::by_words`] reads.
    Unread,
}

impl<'a> Ballots<'a> {
    pub(super) fn new(text: &'a str, at: usize, candidates: u16) -> Self {
        Self {
            text,
            at,
            candidates,
            withdrawn: HashSet::new(),
            nicknames: HashMap::new(),
            grouped: Grouped::default(),
            marked: Marked::new(usize::from(candidates)),
            warnings: Vec::new(),
            unclosed: 0,
        }
    }

    pub(super) fn is_withdrawn(&self, candidate: u16) -> bool {
        self.withdrawn.contains(&candidate)
    }

    pub(super) fn finish(self) -> (Vec<(Ballot, u64)>, Vec<String>) {
        (self.grouped.into_ballots(), self.warnings)
    }

    /// Reads up to the 0 that ends the ballots; the byte after it.
    pub(super) fn read(&mut self) -> Result<usize, ReadError> {
        let mut marks = Vec::new();
        loop {
            self.skip_blank();
            let start = self.at;
            match self.byte() {
                None => {
                    let last = ReadError::on_line(self.text.lines().count() as u64, Defect::NoEnd);
                    return Err(last);
                }
                Some(b'"') => return Err(self.error(start, Defect::NoEnd)),
                Some(b'(') => self.identifier()?,
                Some(b'[') => self.directive()?,
                Some(b'-') if self.grouped.is_empty() => self.withdrawal()?,
                Some(_) => {
                    let word = self.word();
                    let papers = whole(word).map_err(|defect| self.error(start, defect))?;
                    self.at += word.len();
                    if papers == 0 {
                        return Ok(self.at);
                    }
                    self.ballot(start, papers, &mut marks)?;
                }
            }
        }
    }

    fn ballot(&mut self, start: usize, papers: u64, marks: &mut Vec<u16>) -> Result<(), ReadError> {
        let after_papers = self.at;
        self.marked.next();
        marks.clear();
        let put = match self.plain(marks)? {
            End::Unread => {
                self.at = after_papers;
                self.marked.next();
                let ballot = self.by_words(start)?;
                self.grouped.put(ballot, papers)
            }
            end => {
                if matches!(end, End::Line) {
                    self.line_ended(start, marks.is_empty())?;
                }
                self.grouped.put_ranking(marks, papers)
            }
        };
        put.map_err(|defect| self.error(start, defect))
    }

    /// Reads digits and blanks up to the ballot's 0 or the end of its line.
    fn plain(&mut self, marks: &mut Vec<u16>) -> Result<End, ReadError> {
        let bytes = self.text.as_bytes();
        loop {
            while let Some(b' ' | b'\t' | b'\r') = bytes.get(self.at) {
                self.at += 1;
            }
            let start = self.at;
            let mut mark = 0u32;
            while let Some(digit @ b'0'..=b'9') = bytes.get(self.at) {
                // A number too long to be a candidate stays too large.
                mark = mark.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
                self.at += 1;
            }
            match bytes.get(self.at) {
                None | Some(b' ' | b'\t' | b'\r' | b'\n' | b'#') => {}
                Some(_) => return Ok(End::Unread),
            }
            if start == self.at {
                return Ok(End::Line);
            }
            if mark == 0 {
                return Ok(End::Closed);
            }
            let candidate = match u16::try_from(mark) {
                Ok(candidate) if candidate <= self.candidates => candidate,
                _ => self.number(&self.text[start..self.at]).map_err(|defect| self.error(start, defect))?,
            };
            if !self.marked.first(candidate) {
                return Err(self.error(start, Defect::Repeated(candidate)));
            }
            marks.push(candidate);
        }
    }

    /// Reads a ballot with equal or skipped preferences, nicknames or unusual blanks.
    fn by_words(&mut self, start: usize) -> Result<Ballot, ReadError> {
        let line = self.rest_of_line();
        let mut ranks: Vec<Vec<u16>> = Vec::new();
        let mut shared = false;
        for (at, word) in words(line) {
            let at = self.at + at;
            if word == "0" && !shared {
                self.at = at + 1;
                return Ok(ranks::ballot(ranks));
            }
            if word.starts_with('=') || word.ends_with('=') {
                return Err(self.error(at, Defect::Blanks));
            }
            let opened = word.strip_prefix('(');
            if shared && (opened.is_some() || word == "0") {
                return Err(self.error(at, Defect::Parenthesis));
            }
            if !shared || opened.is_some() {
                ranks.push(Vec::new());
            }
            shared |= opened.is_some();
            let word = opened.unwrap_or(word);
            let closed = word.strip_suffix(')');
            if closed.is_some() && !std::mem::take(&mut shared) {
                return Err(self.error(at, Defect::Parenthesis));
            }
            let word = closed.unwrap_or(word);
            if word == "-" || word.is_empty() {
                continue;
            }
            for mark in word.split('=') {
                let candidate = self.candidate(mark).map_err(|defect| self.error(at, defect))?;
                if !self.marked.first(candidate) {
                    return Err(self.error(at, Defect::Repeated(candidate)));
                }
                if let Some(rank) = ranks.last_mut() {
                    rank.push(candidate);
                }
            }
        }
        if shared {
            return Err(self.error(start, Defect::Parenthesis));
        }
        self.at += line.len();
        self.line_ended(start, ranks.is_empty())?;
        Ok(ranks::ballot(ranks))
    }

    /// A ballot ended with its line instead of with a 0.
    fn line_ended(&mut self, start: usize, empty: bool) -> Result<(), ReadError> {
        if empty {
            return Err(ReadError { column: None, ..self.error(start, Defect::Truncated) });
        }
        self.unclosed += 1;
        if self.unclosed <= WARNINGS {
            let line = self.error(start, Defect::Truncated).line.unwrap_or_default();
            self.warnings
                .push(format!("line {line}: the closing 0 is missing; the line was read as a whole ballot"));
        } else if self.unclosed == WARNINGS + 1 {
            self.warnings.push("further lines lack their closing 0".to_owned());
        }
        Ok(())
    }

    /// A number or, where the file gives them, a nickname.
    fn candidate(&self, mark: &str) -> Result<u16, Defect> {
        match self.nicknames.get(mark) {
            Some(candidate) => Ok(*candidate),
            None => self.number(mark),
        }
    }

    fn number(&self, mark: &str) -> Result<u16, Defect> {
        let found = whole(mark)?;
        u16::try_from(found)
            .ok()
            .filter(|candidate| (1..=self.candidates).contains(candidate))
            .ok_or(Defect::UnknownCandidate { found, last: self.candidates })
    }

    fn withdrawal(&mut self) -> Result<(), ReadError> {
        let (start, word) = (self.at, self.word());
        let candidate = self.candidate(word.trim_start_matches('-'));
        self.withdrawn.insert(candidate.map_err(|defect| self.error(start, defect))?);
        self.at += word.len();
        Ok(())
    }

    /// `(A17) 1 2 3 0`: the number of a paper, which the count has no use for.
    fn identifier(&mut self) -> Result<(), ReadError> {
        let (start, line) = (self.at, self.rest_of_line());
        let length = line.find(')').ok_or_else(|| self.error(start, Defect::Parenthesis))?;
        self.at += length + 1;
        self.skip_blank();
        let (at, word) = (self.at, self.word());
        if word == "1" { Ok(()) } else { Err(self.error(at, Defect::Identified(excerpt(word)))) }
    }

    /// `[nick A B C]` names the candidates on ballots; `[tie …]` and `[droop …]` say how to count.
    fn directive(&mut self) -> Result<(), ReadError> {
        let (start, text) = (self.at, self.text);
        let length = text[start..].find(']').ok_or_else(|| self.error(start, Defect::Directive))?;
        self.at += length + 1;
        let inside = &text[start + 1..start + length];
        printable(&inside.replace(['\n', '\r', '\t'], " ")).map_err(|defect| self.error(start, defect))?;
        let mut words = inside.split_whitespace();
        match words.next() {
            Some("nick") => {
                self.nicknames = words.zip(1..=self.candidates).collect();
                if self.nicknames.len() == usize::from(self.candidates) {
                    return Ok(());
                }
                Err(self.error(start, Defect::Directive))
            }
            Some(one @ ("tie" | "droop")) => {
                let line = self.error(start, Defect::Directive).line.unwrap_or_default();
                self.warnings.push(format!(
                    "line {line}: [{one} …] says how to count and was passed over; give it on the command line"
                ));
                Ok(())
            }
            _ => Err(self.error(start, Defect::Directive)),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over blanks, ends of lines and comments.
    fn skip_blank(&mut self) {
        loop {
            match self.byte() {
                Some(b'#') => self.at += self.rest_of_line().len(),
                Some(byte) if byte.is_ascii_whitespace() => self.at += 1,
                Some(byte) if !byte.is_ascii() => {
                    let rest = &self.text[self.at..];
                    let blank = rest.len() - rest.trim_start().len();
                    if blank == 0 {
                        return;
                    }
                    self.at += blank;
                }
                _ => return,
            }
        }
    }

    fn word(&self) -> &'a str {
        let rest: &'a str = &self.text[self.at..];
        let end = rest.find(|one: char| one.is_whitespace() || one == '#').unwrap_or(rest.len());
        &rest[..end]
    }

    fn rest_of_line(&self) -> &'a str {
        let rest: &'a str = &self.text[self.at..];
        &rest[..rest.find('\n').unwrap_or(rest.len())]
    }

    fn error(&self, at: usize, defect: Defect) -> ReadError {
        position(self.text, at, defect)
    }
}
