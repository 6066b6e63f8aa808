//! CSV files of ballots, as a spreadsheet writes them (commas, semicolons or tabs).
//!
//! One header line, then one line for each ballot. An optional first column called `votes` says
//! how many papers are alike; without it each line is one paper. Two forms:
//!
//! ```text
//! # title: Committee 2026        # title: Committee 2026
//! # seats: 2                     # seats: 2
//! # candidate: Ann, The Party
//! # withdrawn: Bob
//! votes,1,2,3                    votes,Ann,Bob,Cy
//! 28,Ann,Cy,                     28,1,,2
//! ```
//!
//! - **A column for each preference**: the headings are 1, 2, 3 and so on (or Rank 1, Choice 1,
//!   Preference 1, 1st choice); the cells hold names, or the candidates' numbers. Two names in a
//!   cell, `Ann = Bob`, share its rank; a rank is skipped where the cell is empty, or says
//!   undervote, skipped or -. `# candidate:` lines fix the candidates and their order.
//!   Without them the candidates are those named, in alphabetical order, or, where every cell is
//!   a number, those up to the highest.
//! - **A column for each candidate**: the headings are names. The cells hold ranks (1 the first
//!   preference; candidates may share one, and one may be left out) for rankings; 1, x or yes, against 0, no or nothing, for approvals; whole
//!   numbers for scores, an empty cell being 0 and a line of empty cells a blank paper.
//!
//! A third form is read as it is found: that of the scot-elex collection, which begins with two
//! numbers (candidates, seats) and holds no header.
//!
//! Lines that begin with # and stand before the header may hold the title, seats, candidates and
//! withdrawals; any other of them is a comment. After the header there are ballots only.

mod cells;
mod columns;
mod scot_elex;

use super::preamble::Preamble;
use super::text::decode;
use super::{Defect, ReadError};
use crate::profile::{BallotKind, Profile, check_contest};
use cells::Row;
use columns::Columns;
pub(super) use columns::is_weight;

/// Reads a profile of ballots of `kind`. `seats` wins over what the file says.
///
/// # Errors
/// [`ReadError`], naming the line and the cell's column.
pub fn read(bytes: &[u8], kind: BallotKind, seats: Option<u32>) -> Result<Profile, ReadError> {
    let text = decode(bytes)?;
    let preamble = Preamble::read(text)?;
    let (header_line, begin) = preamble.header.ok_or(ReadError::nowhere(Defect::Empty))?;
    let body = &text[begin..];
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(preamble.delimiter)
        .from_reader(body.as_bytes());
    let mut rows = Vec::new();
    for record in records.records() {
        // The text is UTF-8 and rows may differ in length: nothing else is refused.
        let record = record
            .map_err(|error| ReadError::nowhere(Defect::Columns(format!("the file is not CSV: {error}"))))?;
        if record.iter().any(|cell| !cell.is_empty()) {
            let line = line_of(body, header_line, record.position());
            rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
        }
    }
    let mut rows = rows.into_iter();
    let header = rows.next().ok_or(ReadError::nowhere(Defect::Empty))?;
    let rows: Vec<Row> = rows.collect();
    let seats = seats.or(preamble.seats);
    if kind == BallotKind::Ranking && scot_elex::begins(&header) {
        return scot_elex::read(&header, &rows, seats);
    }
    let seats = seats.ok_or(ReadError::nowhere(Defect::SeatsUnknown(r##"a first line "# seats: N""##)))?;
    let columns = Columns::read(&header, kind)?;
    let mut candidates = columns.candidates(&preamble, &rows)?;
    let contest = |one| ReadError::on_line(header.line, Defect::Contest(one));
    check_contest(seats, candidates.len()).map_err(contest)?;
    let ballots = cells::ballots(&columns, &candidates, &rows, kind)?;
    preamble.withdraw(&mut candidates)?;
    Ok(Profile { title: preamble.title, seats, candidates, ballots, warnings: Vec::new() })
}

/// The line of the file on which a record of `body` begins. The position that a record carries
/// is that of the empty lines before it.
fn line_of(body: &str, header: u64, position: Option<&csv::Position>) -> u64 {
    let Some(position) = position else { return header };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let before = body.as_bytes().get(from..).unwrap_or_default();
    let empty = before.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    header + position.line() - 1 + empty.filter(|byte| **byte == b'\n').count() as u64
}
