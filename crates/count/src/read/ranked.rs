//! Lists of rankings, one to a line, as people write them.
//!
//! ```text
//! # title: Committee 2026
//! # seats: 2
//! # candidate: Ann, The Party      optional; without them, those named, alphabetically
//! 12: Ann > Bob = Cy > Dee         twelve papers; Bob and Cy share the second rank
//! Bob > - > "Lee, An = x"          one paper; a rank skipped; a name in quotation marks
//! Dee * 3                          three papers
//! 2:                               two blank papers
//! ```
//!
//! Files of the Condorcet Election Format (version 1, github.com/CondorcetVote, `.cvotes`) are
//! such lists: `#/` parameters, tags before `||`, `^7` for a weight that counts where
//! `#/Weight Allowed: true`, `* 42` for as many papers, `/EMPTY_RANKING/`. A # begins a comment.
//! Its implicit ranking, which puts whoever is not ranked last, is what Condorcet rules do with
//! any ballot; other rules never see it.

use super::preamble::Preamble;
use super::ranks::{self, Grouped, Marked};
use super::roster::{Named, Roster};
use super::text::{decode, excerpt, position, printable, unquoted, whole};
use super::{Defect, ReadError};
use crate::profile::{Profile, check_contest};

/// Reads a profile of rankings. `seats` wins over what the file says.
///
/// # Errors
/// [`ReadError`], naming the line and column.
pub fn read(bytes: &[u8], seats: Option<u32>) -> Result<Profile, ReadError> {
    let text = decode(bytes)?;
    let preamble = Preamble::read(text)?;
    let seats = seats
        .or(preamble.seats)
        .ok_or(ReadError::nowhere(Defect::SeatsUnknown(r##"a first line "# seats: N""##)))?;
    let mut candidates = preamble.candidates.clone();
    if candidates.is_empty() {
        let mut named = Named::default();
        each_line(text, &preamble, |line| {
            for name in line.ranks.iter().flatten() {
                printable(&name.text).and_then(|()| named.add(&name.text)).map_err(|one| (name.at, one))?;
            }
            Ok(())
        })?;
        candidates = named.candidates().map_err(ReadError::nowhere)?;
    }
    check_contest(seats, candidates.len()).map_err(|one| ReadError::nowhere(Defect::Contest(one)))?;
    let roster = Roster::new(&candidates);
    let mut marked = Marked::new(candidates.len());
    let mut grouped = Grouped::default();
    each_line(text, &preamble, |line| {
        marked.next();
        let mut found = Vec::with_capacity(line.ranks.len());
        for rank in &line.ranks {
            let mut members = Vec::with_capacity(rank.len());
            for name in rank {
                let candidate = roster.find(&name.text).map_err(|one| (name.at, one))?;
                if !marked.first(candidate) {
                    return Err((name.at, Defect::Repeated(candidate)));
                }
                members.push(candidate);
            }
            found.push(members);
        }
        grouped.put(ranks::ballot(found), line.papers).map_err(|one| (line.at, one))
    })?;
    preamble.withdraw(&mut candidates)?;
    let (title, ballots) = (preamble.title, grouped.into_ballots());
    Ok(Profile { title, seats, candidates, ballots, warnings: Vec::new() })
}

/// A name on a ballot, and the byte of the file where it begins.
struct Name {
    at: usize,
    text: String,
}

struct Line {
    at: usize,
    papers: u64,
    /// The names of each rank, none where it was skipped.
    ranks: Vec<Vec<Name>>,
}

type Refused = (usize, Defect);

fn each_line(
    text: &str,
    preamble: &Preamble,
    mut visit: impl FnMut(Line) -> Result<(), Refused>,
) -> Result<(), ReadError> {
    let Some((_, mut at)) = preamble.header else { return Ok(()) };
    for whole in text[at..].split_inclusive('\n') {
        let ranking = outside(whole, '#').next().map_or("", |(_, part)| part);
        // A line of a comment alone is none; one of "3:" is three blank papers.
        if !ranking.trim().is_empty() {
            let line = line(ranking, at, preamble.weights);
            line.and_then(&mut visit).map_err(|(at, defect)| position(text, at, defect))?;
        }
        at += whole.len();
    }
    Ok(())
}

fn line(text: &str, at: usize, weights: bool) -> Result<Line, Refused> {
    let mut ranking = text;
    let mut begin = at;
    if let Some((tags, _)) = outside(text, '|').nth(2).filter(|(tags, _)| text[..*tags].ends_with("||")) {
        ranking = &text[tags..];
        begin += tags;
    }
    let mut papers = 1u64;
    let digits =
        ranking.bytes().take_while(|byte| byte.is_ascii_digit() || byte.is_ascii_whitespace()).count();
    if ranking[digits..].starts_with(':') && !ranking[..digits].trim().is_empty() {
        papers = number(&ranking[..digits], begin)?;
        ranking = &ranking[digits + 1..];
        begin += digits + 1;
    }
    let mut parts = outside(ranking, '*');
    let (_, mut names) = parts.next().unwrap_or_default();
    if let Some((offset, times)) = parts.next() {
        papers = times_over(papers, number(times, begin + offset)?, begin)?;
    }
    if let Some((offset, _)) = parts.next() {
        return Err((
            begin + offset,
            Defect::Line("a second * on a line; write one number of papers".to_owned()),
        ));
    }
    let mut parts = outside(names, '^');
    let (_, before) = parts.next().unwrap_or_default();
    if let Some((offset, weight)) = parts.next() {
        let weight = number(weight, begin + offset)?;
        names = before;
        if weights {
            papers = times_over(papers, weight, begin)?;
        }
    }
    Ok(Line { at, papers, ranks: ranks_of(names, begin)? })
}

fn ranks_of(names: &str, begin: usize) -> Result<Vec<Vec<Name>>, Refused> {
    if names.trim().is_empty() || names.trim() == "/EMPTY_RANKING/" {
        return Ok(Vec::new());
    }
    let mut ranks = Vec::new();
    for (offset, rank) in outside(names, '>') {
        if rank.trim() == "-" {
            ranks.push(Vec::new());
            continue;
        }
        let members = outside(rank, '=').map(|(inner, name)| {
            let at = begin + offset + inner + (name.len() - name.trim_start().len());
            name_of(name.trim(), at)
        });
        ranks.push(members.collect::<Result<_, _>>()?);
    }
    Ok(ranks)
}

fn name_of(name: &str, at: usize) -> Result<Name, Refused> {
    if name.is_empty() {
        let what = "a name is missing here; write one, or - for a rank that was skipped";
        return Err((at, Defect::Line(what.to_owned())));
    }
    if !name.starts_with('"') {
        return Ok(Name { at, text: name.to_owned() });
    }
    match unquoted(name) {
        Some((text, after)) if after.trim().is_empty() => Ok(Name { at, text }),
        Some((_, after)) => {
            let what = format!(
                "{:?} follows a name in quotation marks; write > or = between",
                excerpt(after.trim())
            );
            Err((at, Defect::Line(what)))
        }
        None => Err((at, Defect::Unclosed)),
    }
}

fn number(text: &str, at: usize) -> Result<u64, Refused> {
    whole(text.trim()).map_err(|defect| (at, defect))
}

fn times_over(papers: u64, times: u64, at: usize) -> Result<u64, Refused> {
    papers.checked_mul(times).ok_or((at, Defect::TooManyPapers))
}

/// The parts of a text between marks that stand outside quotation marks, each with the byte where
/// it begins. A quotation mark opens only where a name begins.
fn outside(text: &str, mark: char) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(0);
    std::iter::from_fn(move || {
        let begin = rest?;
        let (mut inside, mut fresh) = (false, true);
        for (at, one) in text[begin..].char_indices() {
            match one {
                '"' if inside || fresh => inside = !inside,
                _ if one == mark && !inside => {
                    rest = Some(begin + at + one.len_utf8());
                    return Some((begin, &text[begin..begin + at]));
                }
                _ => {}
            }
            fresh =
                matches!(one, '>' | '=' | ':' | '|') || one == '"' && !inside || fresh && one.is_whitespace();
        }
        rest = None;
        Some((begin, &text[begin..]))
    })
}
