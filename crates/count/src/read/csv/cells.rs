//! The lines below the header: one ballot each.

use std::collections::HashMap;

use super::columns::{Columns, Form};
use crate::profile::{Ballot, BallotKind, Candidate};
use crate::read::text::excerpt;
use crate::read::{Defect, ReadError};

/// A line that is not empty.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

impl Row {
    /// The cells that are not empty, without the number of papers, each with its column from 1.
    pub(super) fn marks(&self, columns: &Columns) -> impl Iterator<Item = (u64, &str)> {
        (1u64..)
            .zip(&self.cells)
            .skip(usize::from(columns.weighted))
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| (column, cell.as_str()))
    }

    fn error(&self, column: u64, defect: Defect) -> ReadError {
        ReadError::new(self.line, column, defect)
    }
}

/// The ballots of all rows.
pub(super) fn ballots(
    columns: &Columns,
    candidates: &[Candidate],
    rows: &[Row],
    kind: BallotKind,
) -> Result<Vec<(Ballot, u64)>, ReadError> {
    let numbers: HashMap<&str, u16> =
        (1u16..).zip(candidates).map(|(number, one)| (one.name.as_str(), number)).collect();
    let mut sum = 0u64;
    rows.iter()
        .map(|row| {
            let papers = papers(columns, row)?;
            sum = sum
                .checked_add(papers)
                .filter(|sum| *sum <= i64::MAX as u64)
                .ok_or_else(|| row.error(1, Defect::TooManyPapers))?;
            let ballot = match &columns.form {
                Form::Preferences(most) => listed(columns, *most, &numbers, candidates, row, kind)?,
                Form::Candidates(names) => marked(columns, names, &numbers, row, kind)?,
            };
            Ok((ballot, papers))
        })
        .collect()
}

fn papers(columns: &Columns, row: &Row) -> Result<u64, ReadError> {
    if !columns.weighted {
        return Ok(1);
    }
    let cell = row.cells.first().map(String::as_str).unwrap_or_default();
    cell.parse().map_err(|_| {
        let digits = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
        let cell = excerpt(cell);
        row.error(1, if digits { Defect::TooLarge(cell) } else { Defect::NotANumber(cell) })
    })
}

/// A ballot that lists candidates in columns 1, 2, 3.
fn listed(
    columns: &Columns,
    most: usize,
    numbers: &HashMap<&str, u16>,
    candidates: &[Candidate],
    row: &Row,
    kind: BallotKind,
) -> Result<Ballot, ReadError> {
    let first = 1 + u64::from(columns.weighted);
    let mut marks: Vec<u16> = Vec::new();
    for (column, cell) in row.marks(columns) {
        let place = column - first;
        if place >= most as u64 {
            let what = "the line has more cells than the header; correct one of them";
            return Err(row.error(column, Defect::Cell(what.to_owned())));
        }
        if place > marks.len() as u64 {
            let what = "a preference before this one is empty; adjudicate the paper and close the gap";
            return Err(row.error(column, Defect::Cell(what.to_owned())));
        }
        let candidate = candidate(cell, numbers, candidates).map_err(|one| row.error(column, one))?;
        if marks.contains(&candidate) {
            return Err(row.error(column, Defect::Repeated(candidate)));
        }
        marks.push(candidate);
    }
    Ok(if kind == BallotKind::Approval { Ballot::Approval(marks) } else { Ballot::Ranking(marks) })
}

/// By name, or by number where no candidate has that for a name.
fn candidate(cell: &str, numbers: &HashMap<&str, u16>, candidates: &[Candidate]) -> Result<u16, Defect> {
    if let Some(number) = numbers.get(cell) {
        return Ok(*number);
    }
    let last = u16::try_from(candidates.len()).unwrap_or(u16::MAX);
    match cell.parse::<u64>() {
        Ok(found) => u16::try_from(found)
            .ok()
            .filter(|number| (1..=last).contains(number))
            .ok_or(Defect::UnknownCandidate { found, last }),
        Err(_) => Err(Defect::UnknownName(excerpt(cell))),
    }
}

/// A ballot with a column for each candidate.
fn marked(
    columns: &Columns,
    names: &[String],
    numbers: &HashMap<&str, u16>,
    row: &Row,
    kind: BallotKind,
) -> Result<Ballot, ReadError> {
    let first = 1 + u64::from(columns.weighted);
    let mut marks: Vec<(u64, u16, &str)> = Vec::new();
    for (column, cell) in row.marks(columns) {
        let name = usize::try_from(column - first).ok().and_then(|place| names.get(place));
        let Some(number) = name.and_then(|name| numbers.get(name.as_str())) else {
            let what = "the line has more cells than the header; correct one of them";
            return Err(row.error(column, Defect::Cell(what.to_owned())));
        };
        marks.push((column, *number, cell));
    }
    match kind {
        BallotKind::Ranking => ranking(row, &marks),
        BallotKind::Approval => approval(row, &marks),
        BallotKind::Scores if !marks.is_empty() && row.cells.len() < names.len() => {
            let what = "the line has fewer cells than the header; write 0 where nothing was scored";
            Err(row.error(row.cells.len() as u64, Defect::Cell(what.to_owned())))
        }
        BallotKind::Scores => scores(row, &marks, numbers.len()),
    }
}

fn ranking(row: &Row, marks: &[(u64, u16, &str)]) -> Result<Ballot, ReadError> {
    let mut ranking = vec![0u16; marks.len()];
    for (column, number, cell) in marks {
        let error = |what: String| row.error(*column, Defect::Cell(what));
        let rank = cell.parse::<usize>().ok().filter(|rank| *rank > 0);
        let rank = rank.ok_or_else(|| row.error(*column, Defect::NotANumber(excerpt(cell))))?;
        let slot = ranking.get_mut(rank - 1).ok_or_else(|| {
            error(format!(
                "rank {} among {} marks leaves a gap; ranks run 1, 2, 3 and so on: adjudicate the paper",
                excerpt(cell),
                marks.len()
            ))
        })?;
        if *slot != 0 {
            return Err(error(format!("rank {rank} is given twice; adjudicate the paper")));
        }
        *slot = *number;
    }
    Ok(Ballot::Ranking(ranking))
}

fn approval(row: &Row, marks: &[(u64, u16, &str)]) -> Result<Ballot, ReadError> {
    let mut approved = Vec::new();
    for (column, number, cell) in marks {
        match cell.to_lowercase().as_str() {
            "1" | "x" | "yes" | "y" | "✓" => approved.push(*number),
            "0" | "no" | "n" => {}
            _ => {
                let what = format!("{:?} is neither a mark (1, x, yes) nor none (0, no)", excerpt(cell));
                return Err(row.error(*column, Defect::Cell(what)));
            }
        }
    }
    Ok(Ballot::Approval(approved))
}

fn scores(row: &Row, marks: &[(u64, u16, &str)], candidates: usize) -> Result<Ballot, ReadError> {
    if marks.is_empty() {
        return Ok(Ballot::Scores(Vec::new()));
    }
    let mut scores = vec![0; candidates];
    for (column, number, cell) in marks {
        let score = cell.parse::<u32>();
        let score = score.map_err(|_| row.error(*column, Defect::NotANumber(excerpt(cell))))?;
        scores[usize::from(*number) - 1] = score;
    }
    Ok(Ballot::Scores(scores))
}
