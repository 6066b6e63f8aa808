//! The lines below the header: one ballot each.

use super::columns::{Columns, Form};
use crate::profile::{Ballot, BallotKind, Candidate, MAX_CANDIDATES};
use crate::read::ranks::{Grouped, Marked, placed};
use crate::read::roster::Roster;
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
    let roster = Roster::new(candidates);
    let mut seen = Marked::new(candidates.len());
    let mut grouped = Grouped::default();
    for row in rows {
        seen.next();
        let papers = papers(columns, row)?;
        let ballot = match &columns.form {
            Form::Preferences(most) => listed(columns, *most, &roster, &mut seen, row, kind)?,
            Form::Candidates(names) => marked(columns, names, &roster, row, kind)?,
        };
        grouped.put(ballot, papers).map_err(|defect| row.error(1, defect))?;
    }
    Ok(grouped.into_ballots())
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

/// A ballot that lists candidates in columns 1, 2, 3. An empty cell skips its rank.
fn listed(
    columns: &Columns,
    most: usize,
    roster: &Roster,
    marked: &mut Marked,
    row: &Row,
    kind: BallotKind,
) -> Result<Ballot, ReadError> {
    let first = 1 + u64::from(columns.weighted);
    let mut ranked: Vec<(u64, u16)> = Vec::new();
    for (column, cell) in row.marks(columns) {
        let place = column - first;
        if place >= most as u64 {
            let what = "the line has more cells than the header; correct one of them";
            return Err(row.error(column, Defect::Cell(what.to_owned())));
        }
        if !roster.knows(cell) && skipped(cell) {
            continue;
        }
        // A shared rank is "Ann = Bob", unless somebody is called so.
        let names = if roster.knows(cell) { vec![cell] } else { cell.split('=').collect() };
        for name in names {
            if name.trim().eq_ignore_ascii_case("overvote") && !roster.knows(name.trim()) {
                return Err(row.error(column, Defect::Overvote));
            }
            let candidate = roster.find(name.trim()).map_err(|one| row.error(column, one))?;
            if !marked.first(candidate) {
                return Err(row.error(column, Defect::Repeated(candidate)));
            }
            ranked.push((place + 1, candidate));
        }
    }
    if kind == BallotKind::Approval {
        return Ok(Ballot::Approval(ranked.into_iter().map(|(_, candidate)| candidate).collect()));
    }
    placed(&ranked).map_err(|defect| row.error(first, defect))
}

/// What exports of scanners write for a rank without a mark.
pub(super) fn skipped(cell: &str) -> bool {
    ["undervote", "skipped", "-"].iter().any(|word| cell.eq_ignore_ascii_case(word))
}

/// A ballot with a column for each candidate.
fn marked(
    columns: &Columns,
    names: &[String],
    roster: &Roster,
    row: &Row,
    kind: BallotKind,
) -> Result<Ballot, ReadError> {
    let first = 1 + u64::from(columns.weighted);
    let mut marks: Vec<(u64, u16, &str)> = Vec::new();
    for (column, cell) in row.marks(columns) {
        let name = usize::try_from(column - first).ok().and_then(|place| names.get(place));
        let Some(number) = name.and_then(|name| roster.find(name).ok()) else {
            let what = "the line has more cells than the header; correct one of them";
            return Err(row.error(column, Defect::Cell(what.to_owned())));
        };
        marks.push((column, number, cell));
    }
    match kind {
        BallotKind::Ranking => ranking(row, &marks),
        BallotKind::Approval => approval(row, &marks),
        BallotKind::Scores if !marks.is_empty() && row.cells.len() < names.len() => {
            let what = "the line has fewer cells than the header; write 0 where nothing was scored";
            Err(row.error(row.cells.len() as u64, Defect::Cell(what.to_owned())))
        }
        BallotKind::Scores => scores(row, &marks, roster.len()),
    }
}

/// Ranks 1, 2, 3: candidates may share one, and one may be left out.
fn ranking(row: &Row, marks: &[(u64, u16, &str)]) -> Result<Ballot, ReadError> {
    let mut ranked = Vec::with_capacity(marks.len());
    for (column, number, cell) in marks {
        let rank = cell.parse::<u64>().ok().filter(|rank| *rank > 0);
        let rank = rank.ok_or_else(|| {
            row.error(
                *column,
                if *cell == "0" { Defect::RankTooLarge(0) } else { Defect::NotANumber(excerpt(cell)) },
            )
        })?;
        if rank > u64::from(MAX_CANDIDATES) {
            return Err(row.error(*column, Defect::RankTooLarge(rank)));
        }
        ranked.push((rank, *number));
    }
    placed(&ranked).map_err(|defect| row.error(1, defect))
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
