//! The CSV files of the scot-elex collection of Scottish council elections.
//!
//! ```text
//! 6,3,                                          candidates and seats
//! 113,5,3,4,                                    papers, candidates in order of preference
//! "Candidate 1","Robin Bawa","Labour (Lab)",    one line for each candidate
//! """"Ward 5 - Kilmarnock South"" "",           the ward, in quotation marks of several depths
//! ```

use super::cells::Row;
use crate::profile::{Ballot, Candidate, MAX_CANDIDATES, Profile, check_contest};
use crate::read::ranks::Grouped;
use crate::read::text::{excerpt, printable};
use crate::read::{Defect, ReadError};

/// Whether a first line is of this form: two numbers, and not the headings 1 and 2.
pub(super) fn begins(header: &Row) -> bool {
    let cells = header.cells.iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>();
    let digits = |cell: &str| cell.bytes().all(|byte| byte.is_ascii_digit());
    matches!(&cells[..], [one, two] if digits(one) && digits(two) && (*one, *two) != (&"1".to_owned(), &"2".to_owned()))
}

/// The profile that `rows` tell of. `seats` wins over what the file says.
pub(super) fn read(header: &Row, rows: &[Row], seats: Option<u32>) -> Result<Profile, ReadError> {
    let candidates = number(header, 0)?;
    if candidates > u64::from(MAX_CANDIDATES) {
        return Err(ReadError::new(header.line, 1, Defect::TooManyCandidates(candidates)));
    }
    let last = u16::try_from(candidates).unwrap_or(MAX_CANDIDATES);
    let seats = seats.unwrap_or(u32::try_from(number(header, 1)?).unwrap_or(u32::MAX));
    check_contest(seats, usize::from(last))
        .map_err(|one| ReadError::on_line(header.line, Defect::Contest(one)))?;
    let mut profile = Profile { seats, ..Profile::default() };
    let mut grouped = Grouped::default();
    for row in rows {
        let first = row.cells.first().map(String::as_str).unwrap_or_default();
        let tail = !profile.candidates.is_empty();
        if !tail && first.bytes().all(|byte| byte.is_ascii_digit()) {
            let weight = number(row, 0)?;
            grouped
                .put(Ballot::Ranking(ranking(row, last)?), weight)
                .map_err(|defect| ReadError::new(row.line, 1, defect))?;
        } else if first.starts_with("Candidate ") && profile.candidates.len() < usize::from(last) {
            profile.candidates.push(candidate(row)?);
        } else if profile.candidates.len() < usize::from(last) {
            let (found, expected) = (profile.candidates.len(), last);
            return Err(ReadError::on_line(row.line, Defect::TooFewNames { found, expected }));
        } else if profile.title.is_empty() {
            profile.title = row.cells.join(" ").replace('"', "").trim().to_owned();
            printable(&profile.title).map_err(|one| ReadError::on_line(row.line, one))?;
        } else {
            return Err(ReadError::on_line(row.line, Defect::AfterTitle(last)));
        }
    }
    let (found, expected) = (profile.candidates.len(), last);
    if found < usize::from(expected) {
        return Err(ReadError::nowhere(Defect::TooFewNames { found, expected }));
    }
    profile.ballots = grouped.into_ballots();
    Ok(profile)
}

fn ranking(row: &Row, last: u16) -> Result<Vec<u16>, ReadError> {
    let mut marks = Vec::new();
    let cells = row.cells.iter().enumerate().skip(1).filter(|(_, cell)| !cell.is_empty());
    for (slot, _) in cells {
        let error = |defect| ReadError::new(row.line, slot as u64 + 1, defect);
        let found = number(row, slot)?;
        let mark = u16::try_from(found).ok().filter(|mark| (1..=last).contains(mark));
        let mark = mark.ok_or_else(|| error(Defect::UnknownCandidate { found, last }))?;
        if marks.contains(&mark) {
            return Err(error(Defect::Repeated(mark)));
        }
        marks.push(mark);
    }
    Ok(marks)
}

fn candidate(row: &Row) -> Result<Candidate, ReadError> {
    let cell = |slot: usize| row.cells.get(slot).map(|cell| cell.trim()).unwrap_or_default();
    for (column, text) in [(2, cell(1)), (3, cell(2))] {
        printable(text).map_err(|defect| ReadError::new(row.line, column, defect))?;
    }
    let affiliation = Some(cell(2).to_owned()).filter(|party| !party.is_empty());
    Ok(Candidate { affiliation, ..Candidate::new(cell(1)) })
}

fn number(row: &Row, slot: usize) -> Result<u64, ReadError> {
    let cell = row.cells.get(slot).map(String::as_str).unwrap_or_default();
    cell.parse().map_err(|_| {
        let digits = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
        let cell = excerpt(cell);
        let defect = if digits { Defect::TooLarge(cell) } else { Defect::NotANumber(cell) };
        ReadError::new(row.line, slot as u64 + 1, defect)
    })
}
