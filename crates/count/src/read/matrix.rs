//! Pairwise matrices in CSV: who is preferred to whom, without the ballots.
//!
//! ```text
//! # title: Chair
//! # seats: 1
//! # ballots: 30                 where it is known
//! ,Ann,Bob,Cy                   the first cell is empty: that is how a matrix is known
//! Ann,,18,12                    18 ballots prefer Ann to Bob, 12 prefer Ann to Cy
//! Bob,12,,20
//! Cy,18,10,
//! ```
//!
//! The rows name the candidates in the order of the header; the diagonal is empty, 0 or -.
//! Condorcet rules alone can count one: [`crate::count_pairwise`].

use super::preamble::Preamble;
use super::text::{decode, excerpt, printable, whole};
use super::{Defect, ReadError};
use crate::condorcet::PairwiseContest;
use crate::pairwise::Matrix;
use crate::profile::{Candidate, MAX_CANDIDATES, check_contest};

/// Whether a CSV file is a matrix: its header begins with an empty cell.
pub fn is_matrix(bytes: &[u8]) -> bool {
    let text = decode(bytes).unwrap_or_default();
    let Ok(preamble) = Preamble::read(text) else { return false };
    let Some((_, begin)) = preamble.header else { return false };
    let line = text[begin..].lines().next().unwrap_or_default();
    let mut cells = line.split(char::from(preamble.delimiter));
    cells.next().is_some_and(|first| matches!(first.trim(), "" | "\"\"")) && cells.next().is_some()
}

/// Reads a contest by its pairs. `seats` wins over what the file says.
///
/// # Errors
/// [`ReadError`], naming the line and the cell's column.
pub fn read(bytes: &[u8], seats: Option<u32>) -> Result<PairwiseContest, ReadError> {
    let text = decode(bytes)?;
    let preamble = Preamble::read(text)?;
    let (header_line, begin) = preamble.header.ok_or(ReadError::nowhere(Defect::Empty))?;
    let unknown = Defect::SeatsUnknown(r##"a first line "# seats: N""##);
    let seats = seats.or(preamble.seats).ok_or(ReadError::nowhere(unknown))?;
    let mut records = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(preamble.delimiter)
        .from_reader(&text.as_bytes()[begin..])
        .into_records()
        .map(|record| {
            record.map_err(|error| ReadError::nowhere(Defect::Line(format!("the file is not CSV: {error}"))))
        });
    let header = records.next().transpose()?.unwrap_or_default();
    let mut candidates = Vec::new();
    for (column, name) in (1..).zip(&header).skip(1) {
        printable(name).map_err(|defect| ReadError::new(header_line, column, defect))?;
        let listed = preamble.candidates.iter().find(|one| one.name == name);
        candidates.push(listed.cloned().unwrap_or_else(|| Candidate::new(name)));
    }
    if candidates.len() > usize::from(MAX_CANDIDATES) {
        return Err(ReadError::on_line(header_line, Defect::TooManyCandidates(candidates.len() as u64)));
    }
    check_contest(seats, candidates.len())
        .map_err(|one| ReadError::on_line(header_line, Defect::Contest(one)))?;
    let mut rows = Vec::new();
    for record in records {
        let record = record?;
        // The position of a record is that of the empty lines before it, which a matrix has none of.
        let line = header_line + record.position().map_or(0, |position| position.line() - 1);
        rows.push(row(&record, line, rows.len(), &candidates)?);
    }
    let matrix = Matrix::from_rows(&rows)
        .map_err(|error| ReadError::nowhere(Defect::Line(format!("{error}; correct it"))))?;
    if matrix.size() != candidates.len() {
        let (found, expected) = (matrix.size(), candidates.len());
        let what = format!(
            "{found} rows for the {expected} candidates of the header; a matrix has as many rows as columns"
        );
        return Err(ReadError::nowhere(Defect::Line(what)));
    }
    preamble.withdraw(&mut candidates)?;
    let most = |one: usize, row: &Vec<u64>| (0..one).map(|other| row[other] + rows[other][one]).max();
    let largest = rows.iter().enumerate().filter_map(|(one, row)| most(one, row)).max().unwrap_or(0);
    let ballots = preamble.ballots.unwrap_or(largest);
    if ballots < largest {
        let what =
            format!("a pair has {largest} ballots, and the file speaks of {ballots}; correct one of them");
        return Err(ReadError::nowhere(Defect::Line(what)));
    }
    Ok(PairwiseContest { title: preamble.title, seats, candidates, matrix, ballots })
}

/// A contest's pairs as such a file.
pub fn write(contest: &PairwiseContest) -> String {
    crate::write::matrix::write(contest)
}

fn row(
    record: &csv::StringRecord,
    line: u64,
    place: usize,
    candidates: &[Candidate],
) -> Result<Vec<u64>, ReadError> {
    let expected = candidates.get(place).map(|one| one.name.as_str());
    let name = record.get(0).unwrap_or_default();
    if expected != Some(name) {
        let expected =
            expected.map_or_else(|| "no further row".to_owned(), |name| format!("the row of {name:?}"));
        let what = format!(
            "this is the row of {:?}, and {expected} belongs here; keep the header's order",
            excerpt(name)
        );
        return Err(ReadError::new(line, 1, Defect::Cell(what)));
    }
    let mut row = Vec::with_capacity(candidates.len());
    for (slot, cell) in record.iter().skip(1).enumerate() {
        let error = |defect| ReadError::new(line, slot as u64 + 2, defect);
        let votes = match cell {
            "" | "-" if slot == place => 0,
            _ => whole(cell).map_err(error)?,
        };
        if votes > i64::MAX as u64 {
            return Err(error(Defect::TooLarge(excerpt(cell))));
        }
        row.push(votes);
    }
    Ok(row)
}
