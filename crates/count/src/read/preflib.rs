//! PrefLib's files of orders (`.soc`, `.soi`, `.toc`, `.toi`) and of categories (`.cat`).
//!
//! ```text
//! # TITLE: Committee 2026              3
//! # DATA TYPE: toi                     1,Ann
//! # NUMBER ALTERNATIVES: 3             2,Bob
//! # NUMBER VOTERS: 31                  3,Cy
//! # ALTERNATIVE NAME 1: Ann            31,31,2
//! # ALTERNATIVE NAME 2: Bob            28,1,{2,3}
//! # ALTERNATIVE NAME 3: Cy             3,2
//! 28: 1,{2,3}
//! 3: 2
//! ```
//!
//! On the left the format of today (github.com/PrefLib/PrefLib-Data, `FORMAT_SPECIFICATION.md`),
//! on the right that of before 2022. The alternatives in braces share a rank. PrefLib knows no
//! seats, withdrawals or affiliations; where metadata of our own give them (`NUMBER SEATS`,
//! `ALTERNATIVE WITHDRAWN 2: yes`, `ALTERNATIVE AFFILIATION 1: The Party`), they are read.
//!
//! In a `.cat` file each voter puts alternatives into categories, the best category first. As
//! rankings, the categories are ranks, empty ones closed up. As approvals, of one or two categories the first is
//! approved of. As scores, of n categories the first is worth n - 1 and the last nothing, as is
//! an alternative in no category; categories named by whole numbers are worth those numbers.

mod header;

use super::ranks::{self, Grouped, Marked};
use super::text::{decode, excerpt, position, whole};
use super::{Defect, ReadError};
use crate::profile::{Ballot, BallotKind, Profile, check_contest};
use header::Header;

/// Reads a profile of ballots of `kind`. `seats` wins over what the file says.
///
/// # Errors
/// [`ReadError`], naming the line and column.
pub fn read(bytes: &[u8], kind: BallotKind, seats: Option<u32>) -> Result<Profile, ReadError> {
    let text = decode(bytes)?;
    let header = Header::read(text)?;
    if kind != BallotKind::Ranking && header.categories.is_none() {
        return Err(ReadError::nowhere(Defect::Line(format!(
            "the file holds orders of preference and no {}; give a .cat file, or one in CSV",
            kind.words()
        ))));
    }
    let seats = seats
        .or(header.seats)
        .ok_or(ReadError::nowhere(Defect::SeatsUnknown(r##"a line "# NUMBER SEATS: N" in the header"##)))?;
    check_contest(seats, header.candidates.len()).map_err(|one| ReadError::nowhere(Defect::Contest(one)))?;
    let last = u16::try_from(header.candidates.len()).unwrap_or(u16::MAX);
    let mut orders = Orders { last, marked: Marked::new(header.candidates.len()), papers: 0 };
    let mut grouped = Grouped::default();
    let mut begin = header.begin;
    for line in text[begin..].split_inclusive('\n') {
        let error = |(at, defect)| position(text, begin + at, defect);
        if !line.trim().is_empty() {
            let (papers, ranks) = orders.line(line, header.old).map_err(error)?;
            let ballot = header.ballot(ranks, kind, last).map_err(|defect| error((0, defect)))?;
            grouped.put(ballot, papers).map_err(|defect| error((0, defect)))?;
        }
        begin += line.len();
    }
    if let Some(voters) = header.voters.filter(|voters| *voters != orders.papers) {
        return Err(ReadError::nowhere(Defect::Line(format!(
            "the header speaks of {voters} voters, and there are {}; the file is cut short, or correct the header",
            orders.papers
        ))));
    }
    let Header { title, candidates, .. } = header;
    Ok(Profile { title, seats, candidates, ballots: grouped.into_ballots(), warnings: Vec::new() })
}

impl Header {
    fn ballot(&self, ranks: Vec<Vec<u16>>, kind: BallotKind, last: u16) -> Result<Ballot, Defect> {
        let Some(worth) = &self.categories else {
            if ranks.iter().any(Vec::is_empty) {
                return Err(Defect::Line(
                    "{} is a category, and the file holds orders; remove it".to_owned(),
                ));
            }
            return Ok(ranks::ballot(ranks));
        };
        if ranks.len() > worth.len() {
            let what = format!("more than the {} categories of the header; correct one of them", worth.len());
            return Err(Defect::Line(what));
        }
        match kind {
            // A category that the voter left empty is not a preference left out.
            BallotKind::Ranking => {
                Ok(ranks::ballot(ranks.into_iter().filter(|rank| !rank.is_empty()).collect()))
            }
            BallotKind::Approval if worth.len() > 2 => Err(Defect::Line(format!(
                "{} categories do not say what is approved of; count them by rules for rankings or scores",
                worth.len()
            ))),
            BallotKind::Approval => Ok(Ballot::Approval(ranks.into_iter().next().unwrap_or_default())),
            BallotKind::Scores if ranks.iter().all(Vec::is_empty) => Ok(Ballot::Scores(Vec::new())),
            BallotKind::Scores => {
                let mut scores = vec![0; usize::from(last)];
                for (rank, worth) in ranks.iter().zip(worth) {
                    for slot in rank.iter().filter_map(|one| usize::from(*one).checked_sub(1)) {
                        scores[slot] = *worth;
                    }
                }
                Ok(Ballot::Scores(scores))
            }
        }
    }
}

/// The alternatives of each rank, the first rank first.
type Ranks = Vec<Vec<u16>>;

struct Orders {
    last: u16,
    marked: Marked,
    papers: u64,
}

impl Orders {
    /// The papers of a line and their ranks; an error with its byte in the line.
    fn line(&mut self, line: &str, old: bool) -> Result<(u64, Ranks), (usize, Defect)> {
        let (papers, order) = match line.split_once(if old { ',' } else { ':' }) {
            Some((papers, order)) => (papers, order),
            None if old => (line, ""),
            None => {
                let what = "a line is the number of voters, a colon and their order (such as \"28: 1,{2,3}\"); correct it";
                return Err((0, Defect::Line(what.to_owned())));
            }
        };
        let begin = line.len() - order.len();
        let papers = whole(papers.trim()).map_err(|defect| (0, defect))?;
        self.papers = self.papers.saturating_add(papers);
        self.marked.next();
        let mut ranks = Vec::new();
        let mut braces: Option<Vec<u16>> = None;
        let mut at = begin;
        for part in order.split(',') {
            let mut word = part.trim();
            let here = at + (part.len() - part.trim_start().len());
            let bad = |what: &str| (here, Defect::Line(what.to_owned()));
            if let Some(inside) = word.strip_prefix('{') {
                if braces.is_some() {
                    return Err(bad("a brace opens within braces; close the first"));
                }
                braces = Some(Vec::new());
                word = inside.trim_start();
            }
            let closes = word.strip_suffix('}');
            word = closes.unwrap_or(word).trim_end();
            if !word.is_empty() {
                let one = self.alternative(word).map_err(|defect| (here, defect))?;
                match &mut braces {
                    Some(rank) => rank.push(one),
                    None => ranks.push(vec![one]),
                }
            } else if closes.is_none() && !order.trim().is_empty() {
                return Err(bad("the number of an alternative is missing here; write it"));
            }
            if closes.is_some() {
                ranks.push(
                    braces
                        .take()
                        .ok_or_else(|| bad("a brace closes that was not opened; correct the line"))?,
                );
            }
            at += part.len() + 1;
        }
        if braces.is_some() {
            return Err((begin, Defect::Line("a brace is not closed on its line; close it".to_owned())));
        }
        Ok((papers, ranks))
    }

    fn alternative(&mut self, word: &str) -> Result<u16, Defect> {
        let found = whole(word).map_err(|_| Defect::NotANumber(excerpt(word)))?;
        let one = u16::try_from(found).ok().filter(|one| (1..=self.last).contains(one));
        let one = one.ok_or(Defect::UnknownCandidate { found, last: self.last })?;
        if self.marked.first(one) { Ok(one) } else { Err(Defect::Repeated(one)) }
    }
}
