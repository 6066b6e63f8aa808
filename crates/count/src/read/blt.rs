//! BLT files, as the counting programs of the field write them.
//!
//! ```text
//! 3 2                 candidates and seats; # begins a comment
//! -2                  withdrawn candidates, if any, on one line or several
//! 28 1 3 0            papers, candidates in order of preference, 0
//! 3 1=2 - 3 0         1 and 2 share the first rank, the second is skipped
//! 0                   the end of the ballots
//! "Ann ""The Party""" the names; doubled quotation marks hold the affiliation
//! "Bob"
//! "Cy"
//! "Committee 2026"    the title; found without quotation marks too
//! ```
//!
//! Sources: Hill, Wichmann and Woodall, Algorithm 123 (Computer Journal 30(3), 1987), section 3.1;
//! the extensions of OpenSTV (`BltBallotLoader.py`: comments, `1=2`, `-`, a ballot's number in
//! parentheses before its papers), of OpenTally (`docs/blt-fmt.md`: single-word names without
//! quotation marks), of Hill (equal preferences in parentheses: `28 1 (2 3) 0`) and of Droop
//! (`BltFileFormat`: `/* comments */`, `[nick A B C]` for names on ballots).
//!
//! A ballot ends at its 0. Copies are found in which some ballots lack it: such a ballot ends
//! with its line, and a warning says so. A ballot of `28 0` is 28 blank papers. Equal ballots
//! are put together, in the order in which each is first met.

mod ballots;
mod names;

use std::borrow::Cow;

use super::text::{decode, position};
use super::{Defect, ReadError};
use crate::profile::{Candidate, MAX_CANDIDATES, Profile, check_contest};
use ballots::Ballots;

/// Reads a profile of rankings.
///
/// # Errors
/// [`ReadError`], naming the line and column, for anything that can be read in no way or in two.
pub fn read(bytes: &[u8]) -> Result<Profile, ReadError> {
    let text = decode(bytes)?;
    let text = without_block_comments(text)?;
    let (candidates, seats, after) = header(&text)?;
    let mut ballots = Ballots::new(&text, after, candidates);
    let names_begin = ballots.read()?;
    let (named, title) = names::read(&text, names_begin, candidates)?;
    let candidates = (1u16..).zip(named).map(|(number, name)| {
        let (name, affiliation) = affiliated(&name);
        Candidate { name, affiliation, withdrawn: ballots.is_withdrawn(number) }
    });
    let candidates = candidates.collect();
    let (ballots, warnings) = ballots.finish();
    Ok(Profile { title, seats, candidates, ballots, warnings })
}

/// The candidates, the seats, and the byte after them.
fn header(text: &str) -> Result<(u16, u32, usize), ReadError> {
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        let mut words = words(line);
        let Some((at, first)) = words.next() else {
            begin += line.len();
            continue;
        };
        let error = |defect| position(text, begin + at, defect);
        let refused = |_| ReadError { column: None, ..error(Defect::Header) };
        let Some((second_at, second)) = words.next() else { return Err(refused(Defect::Header)) };
        let candidates = whole(first).map_err(refused)?;
        let seats = whole(second).map_err(refused)?;
        if candidates > u64::from(MAX_CANDIDATES) {
            return Err(error(Defect::TooManyCandidates(candidates)));
        }
        let seats = u32::try_from(seats).unwrap_or(u32::MAX);
        check_contest(seats, usize::try_from(candidates).unwrap_or(usize::MAX))
            .map_err(|one| error(Defect::Contest(one)))?;
        let last = u16::try_from(candidates).unwrap_or(MAX_CANDIDATES);
        return Ok((last, seats, begin + second_at + second.len()));
    }
    Err(ReadError::nowhere(Defect::Empty))
}

/// Droop's comments, which may run over lines, as spaces, so that every line and column stays.
/// Names come later and keep whatever they hold.
fn without_block_comments(text: &str) -> Result<Cow<'_, str>, ReadError> {
    let ballots = text.find('"').unwrap_or(text.len());
    let Some(first) = text[..ballots].find("/*") else { return Ok(Cow::Borrowed(text)) };
    let mut plain = text[..first].to_owned();
    let mut rest = first;
    while let Some(open) = text[rest..].find("/*").map(|at| rest + at).filter(|at| *at < ballots.max(rest)) {
        plain.push_str(&text[rest..open]);
        let length = text[open..].find("*/").ok_or_else(|| position(text, open, Defect::UnclosedComment))?;
        rest = open + length + 2;
        plain.extend(text[open..rest].chars().map(|one| if one == '\n' { '\n' } else { ' ' }));
    }
    plain.push_str(&text[rest..]);
    Ok(Cow::Owned(plain))
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
    super::text::whole(word)
}
